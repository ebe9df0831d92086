"""Reports and explanations as people read them. Pure; every word of a report lives here."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from readiness.english import are, counted, day_of_year, listed, month_day
from readiness.kinds.answers import credit, key_answer, wording
from readiness.kinds.dispatch import kind
from readiness.model import Answer, Item, ItemBank
from readiness.report.make import level_within
from readiness.report.value import Level, Report, Row, SkillReport, StudyStep
from readiness.scoring.method import LEAST_IN_ALL, LEAST_IN_SKILL, LEVEL_LIMITS, UNDERSTATED_SHARE, VERSION
from readiness.text import glyphs, laid_out

FORMATS = ("text", "json")

LEVELS: dict[Level, str] = {
    "ready": "Ready",
    "probably-ready": "Probably ready",
    "too-close": "Too close to call",
    "probably-not-yet": "Probably not yet",
    "not-yet": "Not yet",
    "too-few": "Too few answers",
    "withheld": "No result",
}


def render(report: Report, format: str = "text", *, today: date, width: int = 80, ascii: bool = False) -> str:
    """The report as "text" (for a width in columns; ``ascii`` for terminals that show nothing else) or "json".

    ``today`` is the day from which study dates count. Raises ValueError for another format.
    """
    if format == "json":
        return report.to_json() + "\n"
    if format == "text":
        return "\n".join(text_lines(report, today=today, width=width, ascii=ascii)) + "\n"
    raise ValueError(f"no report format {format!r}; there are {', '.join(FORMATS)}")


def odds_in_words(odds: float, limits: Mapping[str, float] = LEVEL_LIMITS) -> str:
    """Odds (0..1) as chances: "about 8 chances in 10"; beyond 19 in 20 no more is claimed.

    Where one of the odds at which levels begin (``limits``, as in a report's method note) lies between the odds and the
    round figure, the words stay on their own side of it.
    """
    if odds > 0.95:
        return "more than 19 chances in 20"
    if odds < 0.05:
        return "fewer than 1 chance in 20"
    tenths = min(9, max(1, math.floor(odds * 10 + 0.5)))
    round_figure = f"{counted(tenths, 'chance')} in 10"
    if level_within(odds, limits) == level_within(tenths / 10, limits):
        return f"about {round_figure}"
    return f"{'almost' if odds < tenths / 10 else 'a little more than'} {round_figure}"


# The report as text -------------------------------------------------------------------------------------------------


def text_lines(report: Report, *, today: date, width: int, ascii: bool) -> list[str]:
    """The report line by line, none wider than ``width`` except an address that is longer."""
    asked = {id: one for id, one in report.skills.items() if _asked(report, id)}
    blocks = [
        _opening(report, asked, today),
        _skills(report, asked, width, ascii),
        _fix_first(report),
        _sure_and_wrong(report),
        _next_steps(report, today),
        _how_you_worked(report),
        _how_to_read(report),
    ]
    lines: list[str] = []
    for block in blocks:
        if block:
            lines += ["", *block] if lines else block
    return laid_out(lines, width, ascii)


def _heading(text: str) -> list[str]:
    return [text, "-" * len(text)]


def _asked(report: Report, skill: str) -> bool:
    return any(row.skill == skill for row in report.responses)


def _opening(report: Report, asked: dict[str, SkillReport], today: date) -> list[str]:
    lines = [
        *_heading("Your readiness report"),
        f"{day_of_year(today)}. Questions: {report.bank.id} {report.bank.version}.",
        "",
        verdict_sentence(report),
    ]
    if report.method_version != VERSION:
        lines.append(f"{made_by(report)} made this report. It cannot be compared with reports of another version.")
    left_out = [one.title for id, one in report.skills.items() if id not in asked]
    if asked and left_out:
        lines.append(f"Not asked about: {listed(left_out)}.")
    return lines


def verdict_sentence(report: Report) -> str:
    """The verdict on the skills that were taken, in one sentence."""
    asked = {id: one for id, one in report.skills.items() if _asked(report, id)}
    of = {level: [one.title for one in asked.values() if one.level == level] for level in LEVELS}
    every = "All the skills" if len(asked) > 1 else "The skill"
    if report.verdict == "withheld":
        return "There is no result: more than 3 answers in 10 came too fast for the question to have been read."
    if report.verdict == "too-few":
        return "There are too few answers yet to say how ready you are."
    if report.verdict == "build-first":
        below = of["not-yet"] + of["probably-not-yet"]
        return f"Build up {listed(below)} first: you look not yet ready to start there."
    if report.verdict == "close":
        return _close_sentence(of)
    sure = "ready" if not of["probably-ready"] else "ready or probably ready"
    return f"{every} you were asked about look{'s' if len(asked) == 1 else ''} {sure} for a start in medical coding."


def _close_sentence(of: Mapping[Level, Sequence[str]]) -> str:
    """The verdict where nothing looks not yet ready, but not every skill looks ready."""
    rest, close, few = [*of["ready"], *of["probably-ready"]], of["too-close"], of["too-few"]
    parts = []
    if rest:
        parts.append(f"You look ready, or probably ready, in {listed(rest)}")
    if close:
        parts.append(f"{listed(close)} {are(len(close))} too close to call")
    if few:
        parts.append(f"{listed(few)} {'has' if len(few) == 1 else 'have'} too few answers yet")
    return "; ".join(parts) + "."


def _skills(report: Report, asked: dict[str, SkillReport], width: int, ascii: bool) -> list[str]:
    if not asked:
        return []
    lines = _heading("Where you stand")
    if any(one.level not in _WITHOUT_BAR for one in asked.values()):
        lines += [*_legend(ascii), ""]
    for one in asked.values():
        lines.append(f"{one.title}: {LEVELS[one.level]}")
        lines += _skill_lines(one, limits_of(report), width, ascii)
        lines.append("")
    return lines[:-1]


def made_by(report: Report) -> str:
    """Which version of the scoring made a report, to begin a sentence."""
    version = report.method_version
    return "The first version of the scoring" if version == 1 else f"Version {version} of the scoring"


def limits_of(report: Report) -> Mapping[str, float]:
    """The odds at which the levels of a report begin; each version of the scoring had its own."""
    limits: Mapping[str, float] = report.method["levels"]
    return limits


def _skill_lines(one: SkillReport, limits: Mapping[str, float], width: int, ascii: bool) -> list[str]:
    answers = counted(one.items, "answer")
    if one.level == "withheld":
        return ["  No result is given."]
    assert one.odds is not None
    assert one.expected is not None
    if one.level == "too-few":
        enough = one.items >= LEAST_IN_SKILL
        needed = f"{LEAST_IN_ALL} in all are" if enough else f"{LEAST_IN_SKILL} are"
        return [f"  {answers} so far; at least {needed} needed."]
    odds = odds_in_words(one.odds, limits)
    lines = [f"  {odds[0].upper()}{odds[1:]} that you are ready to start, from {answers}.", *_skips_lines(one)]
    expected = one.expected
    lines.append("  " + bar(expected.percent, expected.low, expected.high, one.line, min(width - 4, 60), ascii))
    lines.append(
        f"  Expected: {expected.percent:.0f} of 100, likely {expected.low:.0f} to {expected.high:.0f}; "
        f"the line is {one.line:.0f}."
    )
    if one.would_change is not None:
        count = one.would_change.right_answers
        lines.append(
            f"  {count} more right answer{'s in a row' if count > 1 else ''} would {_WOULD[one.would_change.level]}."
        )
    return lines


def _skips_lines(one: SkillReport) -> list[str]:
    """What the skips do to the level, where they do anything."""
    readings = one.readings
    if readings is None or not one.skipped or not readings.differ:
        return []
    not_known, left_out = LEVELS[readings.not_known.level].lower(), LEVELS[readings.left_out.level].lower()
    return [
        f'  You skipped {one.skipped} of {one.items}. Counted as not known this would be "{not_known}"; left out, '
        f'"{left_out}".'
    ]


_WITHOUT_BAR = ("withheld", "too-few")
_WOULD: dict[Level, str] = {
    "probably-not-yet": "bring you a level up",
    "too-close": "bring you close to the line",
    "probably-ready": 'make it "probably ready"',
    "ready": 'make it "ready"',
}
"""What reaching a level is called: those below the line by the way up, not by where it ends."""


def bar(percent: float, low: float, high: float, line: float, width: int, ascii: bool) -> str:
    """A bar from 0 to 100: the estimate, its interval, and the readiness line."""
    signs = glyphs(ascii)
    cells = [signs.empty] * width

    def cell(value: float) -> int:
        return min(width - 1, max(0, round(value / 100 * (width - 1))))

    cells[cell(low) : cell(high) + 1] = signs.band * (cell(high) - cell(low) + 1)
    cells[cell(low)], cells[cell(high)] = signs.band_left, signs.band_right
    cells[cell(line)] = signs.goal
    cells[cell(percent)] = signs.point
    return "".join(cells)


def _legend(ascii: bool) -> list[str]:
    signs = glyphs(ascii)
    return [
        f"Each bar runs from 0 to 100: how much of this skill's questions you would get right. {signs.point} is our "
        f"estimate; {signs.band_left} to {signs.band_right} is where we expect the true figure 9 times in 10, if our "
        f"estimates hold; {signs.goal} is the line: what someone who is just ready to start would get."
    ]


def _fix_first(report: Report) -> list[str]:
    rows = _rows(report, report.fix_first)
    if not rows:
        return []
    lines = [*_heading("Fix first"), "You picked as best what would do real harm. Whatever your score, look at this first."]
    for row in rows:
        lines += ["", *_row_lines(row)]
    return lines


def _sure_and_wrong(report: Report) -> list[str]:
    rows = [row for row in _rows(report, report.sure_and_wrong) if row.item not in report.fix_first]
    if not rows:
        return []
    lines = [*_heading("Sure, and wrong"), "You were sure of these answers. They are worth the most to look at again."]
    for row in rows:
        lines += ["", *_row_lines(row)]
    return lines


def _rows(report: Report, ids: Sequence[str]) -> list[Row]:
    by_id = {row.item: row for row in report.responses}
    return [by_id[id] for id in ids]


def _row_lines(row: Row) -> list[str]:
    return [
        f"- {last_sentence(row.stem)}",
        f"  You said: {row.said}",
        f"  Right: {row.right}",
        f"  {row.why}",
    ]


def last_sentence(stem: str) -> str:
    """The question itself, without the scene before it."""
    sentences = re.split(r"(?<=[.?!:])\s+", " ".join(stem.split()))
    return sentences[-1]


def _next_steps(report: Report, today: date) -> list[str]:
    if report.verdict == "withheld":
        return [*_heading("What to do next"), "Take the quiz again when you have time to read each question."]
    if not report.study:
        return []
    lines = [*_heading("What to do next"), "In this order. Free sources come first."]
    for place, step in enumerate(report.study, start=1):
        lines += ["", *_step_lines(place, step, report, today)]
    return lines


def _step_lines(place: int, step: StudyStep, report: Report, today: date) -> list[str]:
    again = today + timedelta(days=step.again_in_days)
    lines = [f"{place}. {step.title} ({report.skills[step.skill].title}): {_missed(step, report)}"]
    for pointer in step.pointers:
        cost = "" if pointer.cost == "free" else ", paid"
        lines.append(f"   - {pointer.title} ({pointer.publisher}{cost}): {pointer.part}, {pointer.minutes} minutes")
        lines.append(f"     {pointer.url}")
    lines.append(f"   Quiz yourself again on {month_day(again)}.")
    return lines


def _missed(step: StudyStep, report: Report) -> str:
    """How many of a competency's questions were not fully right, and how many were skipped."""
    skipped = sum(row.competency == step.competency and row.answer is None and not row.flagged for row in report.responses)
    wrong = step.missed - skipped
    of = f"of {counted(step.asked, 'question')}"
    if not wrong:
        return f"{skipped} {of} skipped"
    return f"{wrong} {of} not fully right" + (f", {skipped} skipped" if skipped else "")


def _how_you_worked(report: Report) -> list[str]:
    lines = []
    if report.pace is not None:
        if 0.8 <= report.pace <= 1.25:
            lines.append("- You took about as long as we expected.")
        else:
            lines.append(f"- You took about {report.pace:.1f} times as long as we expected. Pace is not scored.")
    for name, words in (("sure", "were sure of"), ("think", "thought were right"), ("guess", "guessed")):
        table = report.confidence[name]
        if table.answers:
            right = f"{table.right or 'none'} {'was' if table.right < 2 else 'were'} fully right"
            lines.append(
                f"- Of the {table.answers} answers you {words}, {right}."
                if table.answers > 1
                else f"- The one answer you {words} was {'' if table.right else 'not '}fully right."
            )
    flagged = report.effort.flagged
    if flagged:
        lines.append(
            f"- {counted(flagged, 'answer')} {'was' if flagged == 1 else 'were'} too fast to have been read and "
            f"{are(flagged)} left out of the odds: "
            f"{', '.join(row.item for row in report.responses if row.flagged)}."
        )
    if report.effort.share > UNDERSTATED_SHARE and report.verdict != "withheld":
        lines.append("- With so many left out, this result may understate you.")
    return [*_heading("How you worked"), *lines] if lines else []


def _how_to_read(report: Report) -> list[str]:
    reviewed = (
        ""
        if report.bank.review == "reviewed"
        else " No practising coder or teacher has reviewed all of these questions yet, so take them as provisional."
    )
    return [
        *_heading("How to read this"),
        "- The odds are estimates. They rest on the question authors' own estimate of how often someone who is just "
        "ready to start a course would get each question right, not on measurements of real people." + reviewed,
        *_what_the_method_allows_for(report),
        "- Strength in one skill does not make up for another.",
        "- The rules asked about are those of the United States.",
        "- It cannot tell whether you would pass an exam, get a job or like the work. It is no certificate, and nobody "
        "should use it to hire, grade or compare people.",
        *_method_lines(report),
    ]


def _what_the_method_allows_for(report: Report) -> list[str]:
    limits = limits_of(report)
    levels = (
        f"- Ready means {100 * limits['ready']:.0f} chances in 100 or more, probably ready "
        f"{100 * limits['probably-ready']:.0f} or more, probably not yet {100 * limits['probably-not-yet']:.0f} or fewer, "
        f"not yet {100 * limits['not-yet']:.0f} or fewer. With few questions most people stay too close to call: that is "
        "no bad news."
    )
    if report.method_version == 1:
        return [
            "- They allow for single questions being easier or harder than the authors think, but not for all of them being "
            "so: then too many people are called ready, or too few. One person's answers cannot show that.",
            "- A skipped question counts like a guess. If you skip what you know, you look less ready than you are.",
            levels,
        ]
    return [
        "- They allow for the questions being easier or harder than the authors think, one by one and, within limits, all "
        "of them together. One person's answers cannot show how far off the authors are.",
        "- Skipped questions are read in two ways, as not known and as left out, and the one that claims less counts.",
        levels,
    ]


def _method_lines(report: Report) -> list[str]:
    """The constants of the scoring that made a report, for whoever wants to check it."""
    note = report.method
    if report.method_version != VERSION:
        return []
    spreads = " and ".join(f"{spread:g}" for _, spread in note["spreads"])
    return [
        f"- Scoring version {note['version']}, in logits: slope {note['slope']:g}, spreads {spreads}, doubt about the line "
        f"{note['tau']:g}; skills correlate by {note['rho']:g}."
    ]


# One item explained -------------------------------------------------------------------------------------------------


def explanation(bank: ItemBank, item: Item, answer: Answer = None, *, answered: bool = True) -> list[str]:
    """An item with its key, why, and sources; with ``answered`` also what the person said and why that was right or not.

    The lines are still to be wrapped: ``laid_out`` does it.
    """
    lines = [*item.stem.strip().split("\n"), ""]
    if item.exhibit:
        lines += [*(f"  {line}" for line in item.exhibit.rstrip().split("\n")), ""]
    task = item.task
    lines += [*kind(task).listing, ""]
    if answered:
        said, right = wording(task, answer), wording(task, key_answer(task))
        lines += [_verdict_on(item, answer), "", f"You said: {said}", f"Right: {right}", "", item.why]
        about = [] if answer is None else kind(task).about(answer)
        lines += ["", *about] if about else []
    else:
        lines += [f"Right: {wording(task, key_answer(task))}", "", item.why]
        reasons = [f"- {thing.text}: {thing.why}" for thing in kind(task).things.values() if thing.why]
        lines += ["", *reasons] if reasons else []
    lines.append("")
    for citation in item.sources:
        source = bank.sources[citation.source]
        lines += [f"Source: {source.title}, {citation.at} ({source.publisher})", f"  {source.url}"]
    return lines


def _verdict_on(item: Item, answer: Answer) -> str:
    if answer is None:
        return "You skipped this one."
    earned = credit(item.task, answer)
    return "Right." if earned == 1 else "Partly right." if earned > 0 else "Not right."
