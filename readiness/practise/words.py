"""Practice in words: what a session came to, when topics are due, and the weeks behind. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from readiness.ground.english import capitalized, counted, listed, month_day, weekday_month_day
from readiness.kinds.item_bank import ItemBank
from readiness.practise.cards import Card
from readiness.practise.past import family
from readiness.practise.session import Session
from readiness.sitting.events import Practiced

NOT_SCORED = "Practice is never scored, and changes nothing in your report: only a quiz does."


def due_words(number: int) -> str:
    """``3 topics due``"""
    return f"{counted(number, 'topic')} due"


def when(day: date, today: date) -> str:
    """``today``, ``tomorrow``, ``on Thursday, March 5``; what is overdue is due today."""
    days = (day - today).days
    if days <= 0:
        return "today"
    if days == 1:
        return "tomorrow"
    return f"on {weekday_month_day(day)}" if days < 300 else f"on {month_day(day)}, {day.year}"


def plan_lines(bank: ItemBank, session: Session, due: Sequence[str]) -> list[str]:
    """What is about to be practiced, and why."""
    focus = session.focus
    titles = [bank.competencies[id].title for id in focus]
    others = "When they have no new question left, other topics follow." if len(session.with_questions) > len(focus) else ""
    turns = ", in turns" if len(titles) > 1 else ""
    lines = [f"About ten minutes{turns}: {listed(titles)}. {others}".strip(), ""]
    back = [bank.competencies[id].title for id in focus if id in due]
    if back:
        lines += [f"Due again: {listed(back)}.", ""]
    return [
        *lines,
        "After each question you see at once whether you were right, and why. What you miss comes once more, until it "
        "sticks. You can ask for a hint first.",
        "",
        NOT_SCORED,
    ]


def back_lines(answered: int) -> list[str]:
    """Before going on with a session that was left."""
    return [f"You have given {counted(answered, 'answer')}. You go on where you stopped.", "", NOT_SCORED]


def outcome_lines(bank: ItemBank, session: Session, cards: Mapping[str, Card], now: datetime) -> list[str]:
    """What was done in a session, what does not sit yet, and what is due when."""
    firsts: dict[str, bool] = {}
    lasts: dict[str, bool] = {}
    for one in session.asked:
        id = family(one.item)
        firsts.setdefault(id, one.sits)
        lasts[id] = one.sits
    right = sum(firsts.values())
    topics = list(dict.fromkeys(one.competency for one in session.asked))
    answers, questions, others = len(session.asked), counted(len(firsts), "question"), len(firsts) - right
    given = f"{answers} answers to {questions}" if answers > len(firsts) else f"You answered {questions}"
    lines = [
        f"{given} on {counted(len(topics), 'topic')}. {right or 'None'} right on the first try, without a hint.",
    ]
    learned = sum(lasts[id] and not sat for id, sat in firsts.items())
    if learned == others > 0:
        lines.append(f"You now get the other {learned}." if learned > 1 else "You now get the other one.")
    elif learned:
        lines.append(f"You now get {learned} of the other {others}.")
    if session.unlearned:
        open_topics = list(dict.fromkeys(bank.competencies[bank.items[id].competency].title for id in session.unlearned))
        lines.append(f"Not yet right without help: {listed(open_topics)}.")
    lines += ["", "When to come back:", ""]
    lines += due_lines(bank, {id: cards[id] for id in topics if id in cards}, now)
    return [*lines, "", NOT_SCORED]


def due_lines(bank: ItemBank, cards: Mapping[str, Card], now: datetime) -> list[str]:
    """Topics of the bank by the day on which they are due, a line each day."""
    by_day: dict[date, list[str]] = {}
    for id, one in bank.competencies.items():
        if id in cards:
            day = max(now.date(), cards[id].due.astimezone(now.tzinfo).date())
            by_day.setdefault(day, []).append(one.title)
    return [f"- {capitalized(when(day, now.date()))}: {listed(titles)}" for day, titles in sorted(by_day.items())]


def week_lines(answers: Sequence[Practiced]) -> list[str]:
    """A line for each week with practice, the oldest first: answers, and the share that was right."""
    weeks: dict[date, list[bool]] = {}
    for one in answers:
        day = one.moment.at.date()
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(one.credit == 1)
    return [
        f"Week of {month_day(start)}, {start.year}: {counted(len(right), 'answer')}, "
        f"{100 * sum(right) / len(right):.0f}% right"
        for start, right in sorted(weeks.items())
    ]


def practice_lines(answers: Sequence[Practiced], due: int) -> list[str]:
    """The part of the history that practice has, apart from the sittings: a title and lines."""
    said = f"{due_words(due)} today: readiness practice --due" if due else "Nothing is due today."
    return ["Practice", *(f"  {line}" for line in (*week_lines(answers), said, NOT_SCORED))]


def none_to_practise(bank: ItemBank, competencies: Sequence[str]) -> str:
    """Why there is nothing to practice in some competencies, and what to do instead."""
    titles = [bank.competencies[id].title for id in competencies]
    return (
        f"The questions on {listed(titles)} are kept for tests until you have met them in one, so there is nothing to "
        "practice yet. Take the quiz first: readiness take"
    )
