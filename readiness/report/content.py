"""What a report says, as sections of plain blocks: text, Markdown and HTML lay out the same words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from readiness.ground.english import are, counted, day_of_year, listed, plural, time_in_words, was
from readiness.report.blocks import (
    Block,
    Bullets,
    Lesson,
    Paragraph,
    Plan,
    Recalled,
    Section,
    SkillRow,
    Standing,
    Topic,
)
from readiness.report.figures import asked_skills, figures, how_to_read
from readiness.report.value import Report, Row, SkillReport, StudyStep
from readiness.report.words import LEVELS, SIGNS, limits_of, made_by, odds_in_short, recognised, verdict_sentence
from readiness.scoring.method import UNDERSTATED_SHARE, VERSION


def sections(report: Report, today: date) -> tuple[Section, ...]:
    """Everything the report says, in the order of use; sections that have nothing to say are left out.

    ``today`` is the day from which the date to come back is counted.
    """
    found = [
        Section("result", "Your readiness report", tuple(_opening(report, today))),
        Section("fix-first", "Fix first", tuple(_fix_first(report))),
        Section("sure-and-wrong", "Sure, and wrong", tuple(_sure_and_wrong(report))),
        Section("next", "What to do next", tuple(_next_steps(report, today))),
        Section("work", "How you worked", tuple(_how_you_worked(report))),
        Section("figures", "The figures", tuple(figures(report))),
        Section("reading", "How to read this", tuple(how_to_read(report))),
    ]
    return tuple(section for section in found if section.blocks)


# The first screen ---------------------------------------------------------------------------------------------------


def _opening(report: Report, today: date) -> Iterator[Block]:
    asked = asked_skills(report)
    yield Paragraph(f"{day_of_year(today)}. Questions: {report.bank.title or report.bank.id}, {report.bank.version}.")
    yield Paragraph(verdict_sentence(report), strong=True)
    if asked:
        yield Standing(tuple(_skill_row(one, limits_of(report)) for one in asked.values()))
    yield Paragraph(next_in_one_line(report))
    yield from _skips(asked.values())
    if report.method_version != VERSION:
        yield Paragraph(f"{made_by(report)} made this report. It cannot be compared with reports of another version.")
    left_out = [one.title for id, one in report.skills.items() if id not in asked]
    if asked and left_out:
        yield Paragraph(f"Not asked about: {listed(left_out)}.")


def _skill_row(one: SkillReport, limits: Mapping[str, float]) -> SkillRow:
    sure = one.odds is not None and one.level != "too-few"
    odds = odds_in_short(one.odds, limits) if sure and one.odds is not None else counted(one.items, "answer")
    return SkillRow(one.title, SIGNS[one.level], LEVELS[one.level], odds, one.expected if sure else None, one.line)


def next_in_one_line(report: Report) -> str:
    """What to do next, in one line."""
    if report.verdict == "withheld":
        return "Next: take the quiz again when you have time to read each question."
    if report.verdict == "too-few":
        return "Next: answer more questions, so that there is something to say."
    harm = 'look at "Fix first" below' if report.fix_first else ""
    if not report.study:
        return f"Next: {harm or 'nothing here needs to be studied first'}."
    first = report.study[0]
    topic = f"{first.title} ({report.skills[first.skill].title})"
    if harm:
        return f"Next: {harm}, then study {topic}, then quiz yourself again. The plan is below."
    return f"Next: study {topic} first, then quiz yourself again. The plan is below."


def _skips(asked: Iterable[SkillReport]) -> Iterator[Block]:
    """What the skips do to the levels, where they do anything."""
    told = [one for one in asked if one.skipped and one.readings is not None and one.readings.differ]
    if len(told) == 1:
        not_known, left_out = _read_as(told[0])
        yield Paragraph(
            f"In {told[0].title} you skipped {told[0].skipped} of {told[0].items}. Counted as not known this would be "
            f"{not_known}; left out, {left_out}."
        )
    elif told:
        yield Paragraph("You skipped questions. Counted as not known, or left out, they would make it:")
        yield Bullets(tuple(f"{one.title} ({one.skipped} of {one.items}): {', or '.join(_read_as(one))}" for one in told))


def _read_as(one: SkillReport) -> tuple[str, str]:
    """The levels with its skips counted as not known, and with them left out."""
    assert one.readings is not None
    return f'"{LEVELS[one.readings.not_known.level].lower()}"', f'"{LEVELS[one.readings.left_out.level].lower()}"'


# Questions to look at again -----------------------------------------------------------------------------------------


def _fix_first(report: Report) -> Iterator[Block]:
    rows = _rows(report, report.fix_first)
    if rows:
        yield Paragraph("You picked as best what would do real harm. Whatever your score, look at this first.")
        yield from map(_recalled, rows)


def _sure_and_wrong(report: Report) -> Iterator[Block]:
    rows = [row for row in _rows(report, report.sure_and_wrong) if row.item not in report.fix_first]
    if rows:
        yield Paragraph("You were sure of these answers. They are worth the most to look at again.")
        yield from map(_recalled, rows)


def _rows(report: Report, ids: Sequence[str]) -> list[Row]:
    by_id = {row.item: row for row in report.responses}
    return [by_id[id] for id in ids]


def _recalled(row: Row) -> Recalled:
    return Recalled(recognised(row.stem), row.said, row.right, row.why)


# What to do next ----------------------------------------------------------------------------------------------------


def _next_steps(report: Report, today: date) -> Iterator[Block]:
    if report.verdict == "withheld":
        yield Paragraph("Take the quiz again when you have time to read each question.")
        return
    if not report.study:
        return
    topics, total = [], 0
    for step in report.study:
        lessons = []
        for pointer in step.pointers:
            total += pointer.minutes
            publisher = pointer.publisher if pointer.cost == "free" else f"{pointer.publisher}, paid"
            lessons.append(Lesson(pointer.title, publisher, pointer.part, pointer.url, pointer.minutes, total))
        topics.append(Topic(step.title, report.skills[step.skill].title, _missed(step, report), tuple(lessons)))
    again = today + timedelta(days=min(step.again_in_days for step in report.study))
    yield Paragraph(_first_of_all(report))
    yield Paragraph(f"Then, in this order: {time_in_words(total)} in all. Quiz yourself again on {day_of_year(again)}.")
    yield Plan(tuple(topics))


NUMBERS_MOST = 8
"""So many questions are named by their numbers; more are counted."""


def _first_of_all(report: Report) -> str:
    """Before any source: the reasons of what was missed in the topics of the plan, and practice."""
    topics = {step.competency for step in report.study}
    missed = [
        str(number)
        for number, row in enumerate(report.responses, start=1)
        if row.competency in topics and row.credit < 1 and not row.flagged
    ]
    which = f"{plural(len(missed), 'question')} {listed(missed)}"
    what = which if len(missed) <= NUMBERS_MOST else f"the {len(missed)} questions of these topics"
    return f"First read why you missed {what} (readiness review --wrong), then practice (readiness practice)."


def _missed(step: StudyStep, report: Report) -> str:
    """How many of a competency's questions were not fully right, and how many were skipped."""
    skipped = sum(row.competency == step.competency and row.answer is None and not row.flagged for row in report.responses)
    wrong = step.missed - skipped
    of = f"of {counted(step.asked, 'question')}"
    if not wrong:
        return f"{skipped} {of} skipped"
    return f"{wrong} {of} not fully right" + (f", {skipped} skipped" if skipped else "")


# How you worked, the figures, how to read this ----------------------------------------------------------------------


def _how_you_worked(report: Report) -> Iterator[Block]:
    lines = []
    if report.pace is not None:
        if 0.8 <= report.pace <= 1.25:
            lines.append("You took about as long as we expected.")
        elif report.pace < 1:
            lines.append(f"You answered about {1 / report.pace:.1f} times as fast as we expected. Pace is not scored.")
        else:
            lines.append(f"You took about {report.pace:.1f} times as long as we expected. Pace is not scored.")
    for name, words in (("sure", "were sure of"), ("think", "thought were right"), ("guess", "guessed")):
        table = report.confidence[name]
        if table.answers > 1:
            right = f"{table.right or 'none'} {'was' if table.right < 2 else 'were'} fully right"
            lines.append(f"Of the {table.answers} answers you {words}, {right}.")
        elif table.answers:
            one = words.replace("thought were", "thought was")
            lines.append(f"The one answer you {one} was {'' if table.right else 'not '}fully right.")
    flagged = [number for number, row in enumerate(report.responses, start=1) if row.flagged]
    if flagged:
        count, which = len(flagged), listed([str(number) for number in flagged])
        lines.append(
            f"{counted(count, 'answer')} {was(count)} too fast to have been read and "
            f"{are(count)} left out of the result: {plural(count, 'question')} {which}."
        )
    if report.practiced:
        lines.append(_practiced(report))
    if report.effort.share > UNDERSTATED_SHARE and report.verdict != "withheld":
        lines.append("With so many left out, this result may understate you.")
    if lines:
        yield Bullets(tuple(lines))


def _practiced(report: Report) -> str:
    """What practice before the quiz has to do with its result."""
    count, again = len(report.practiced), sum("@" not in id for id in report.practiced)
    others = f"{'another version' if count - again == 1 else 'other versions'} of the same kind"
    said = f"You had practiced {count} of these {counted(len(report.responses), 'question')} before"
    if again < count:
        said += f", {count - again} of them in {others}" if again else f", in {others}"
    return f"{said}: that makes {'it' if count == 1 else 'them'} easier, which the chances do not allow for."
