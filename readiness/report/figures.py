"""The figures of a report, what would change them, and how to read them, as blocks. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from readiness.ground.english import counted
from readiness.report.blocks import (
    Block,
    Bullets,
    Paragraph,
    Table,
)
from readiness.report.value import Level, Report, SkillReport
from readiness.report.words import THE_LINE, limits_of
from readiness.scoring.method import LEAST_IN_ALL, LEAST_IN_SKILL, VERSION


def asked_skills(report: Report) -> dict[str, SkillReport]:
    """The skills with at least one answer."""
    met = {row.skill for row in report.responses}
    return {id: one for id, one in report.skills.items() if id in met}


def figures(report: Report) -> Iterator[Block]:
    """What is expected of every skill, its range and its line, and how many right answers would move it."""
    rows = [_figure_row(one) for one in asked_skills(report).values()]
    if rows and report.verdict != "withheld":
        yield Paragraph(
            "Of 100 points in all the questions of a skill: what we expect you would get, the range that holds your true "
            f"figure 9 times in 10 if our estimates hold, and the line: {THE_LINE}."
        )
        yield Table(("Skill", "Questions", "Expected", "Range", "Line"), tuple(rows))
        moves = [words for one in asked_skills(report).values() if (words := _would_change(one))]
        if moves:
            yield Bullets(tuple(moves))


def _figure_row(one: SkillReport) -> tuple[str, ...]:
    expected = one.expected
    if expected is None or one.level == "too-few":
        return (one.title, str(one.items), "", "", f"{one.line:.0f}")
    return (
        one.title,
        str(one.items),
        f"{expected.percent:.0f}",
        f"{expected.low:.0f} to {expected.high:.0f}",
        f"{one.line:.0f}",
    )


def _would_change(one: SkillReport) -> str:
    if one.level == "too-few":
        enough = one.items >= LEAST_IN_SKILL
        needed = f"{LEAST_IN_ALL} answers in all" if enough else f"{LEAST_IN_SKILL} answers"
        return f"{one.title}: at least {needed} are needed."
    if one.would_change is None:
        return ""
    count = one.would_change.right_answers
    more = counted(count, "more right answer") + (" in a row" if count > 1 else "")
    return f"{one.title}: {more} would {_WOULD[one.would_change.level]}."


_WOULD: dict[Level, str] = {
    "probably-not-yet": "bring you a level up",
    "too-close": "bring you close to the line",
    "probably-ready": 'make it "probably ready"',
    "ready": 'make it "ready"',
}
"""What reaching a level is called: those below the line by the way up, not by where it ends."""


def how_to_read(report: Report) -> Iterator[Block]:
    """What the chances rest on, what they allow for, what the levels are, and what no figure here can tell."""
    bank = report.bank
    reviewed = (
        ""
        if bank.review == "reviewed"
        else f" These questions still await review by {bank.reviewers}: take the result as provisional."
    )
    rules = f" The rules asked about are those of {bank.rules}." if bank.rules else ""
    yield Bullets(
        (
            f"The chances are estimates: {_what_they_rest_on(report)} {_what_they_allow_for(report)}{reviewed}",
            f"{_levels(limits_of(report))} With few questions most people stay too close to call; that is no bad news. "
            "Strength in one skill does not make up for another.",
            "It cannot tell whether you would pass an exam, get a job or like the work. It is no certificate, and nobody "
            f"should use it to hire, grade or compare people.{rules}",
        )
    )
    if report.method_version == VERSION:
        yield Paragraph(_method(report.method))


def _what_they_rest_on(report: Report) -> str:
    """Ratings, or answers of real people, item by item; and where the line comes from."""
    bank, asked = report.bank, len(report.responses)
    measured = sum(row.measured is not None for row in report.responses)
    if not measured:
        return (
            "they rest on ratings of how often someone who is just ready would get each question right, not on measurements "
            "of real people."
        )
    of = "all" if measured == asked else f"{measured} of the {asked}"
    rest = "" if measured == asked else "; how hard the others are is rated"
    line = (
        f"The line rests on what became of {bank.outcomes} people."
        if bank.outcomes
        else "Where the line is comes from ratings alone."
    )
    return f"how hard {of} of these questions are was measured on {bank.people} people ({bank.covered}){rest}. {line}"


def _what_they_allow_for(report: Report) -> str:
    """What the ratings may be wrong by, and, where there was a skip, how it counts."""
    skipped = any(row.answer is None for row in report.responses)
    if report.method_version == 1:
        skips = " A skipped question counts like a guess: if you skip what you know, you look less ready than you are."
        allow = "They allow for single questions being easier or harder than rated, but not for all of them being so."
    else:
        skips = " Skips are read in two ways, as not known and as left out, and the one that claims less counts."
        allow = (
            "They allow for the questions being easier or harder than rated, one by one and, within limits, all of them "
            "together."
        )
    return allow + skips * skipped


def _levels(limits: Mapping[str, float]) -> str:
    of = {name: f"{100 * limit:.0f}" for name, limit in limits.items()}
    return (
        f"Ready means {of['ready']} chances in 100 or more, probably ready {of['probably-ready']} or more, probably not yet "
        f"{of['probably-not-yet']} or fewer, not yet {of['not-yet']} or fewer."
    )


def _method(note: Mapping[str, Any]) -> str:
    """The constants of the scoring that made a report, for whoever wants to check it."""
    spreads = " and ".join(f"{spread:g}" for _, spread in note["spreads"])
    return (
        f"For whoever checks the figures: scoring version {note['version']}, in logits: slope {note['slope']:g}, spreads "
        f"{spreads}, doubt about the line {note['tau']:g}; skills correlate by {note['rho']:g}."
    )
