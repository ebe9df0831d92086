"""All sittings of a person in words: levels over time, what changed, and what did not really. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from readiness.ground.english import counted, day_of_year, form_name, listed, was
from readiness.ground.responses import done_in_words
from readiness.report.blocks import Block, Bullets, Paragraph, Section
from readiness.report.compare import Comparison, compare
from readiness.report.value import Report, SkillReport
from readiness.report.words import LEVELS, limits_of, made_by, odds_in_words
from readiness.scoring.method import NO_RESULT, VERSION


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished sitting: its id, the day it was submitted, its form, and its report."""

    id: str
    day: date
    form: str
    report: Report


@dataclass(frozen=True, slots=True)
class Told:
    """One sitting told: its title, its id, by which a report is asked for again, a ``note`` or "", a line for each skill
    asked, and what has changed since the one before: how that begins, and a line for each thing."""

    title: str
    id: str
    note: str
    skills: tuple[str, ...]
    since: str
    changes: tuple[str, ...]


def told(entries: Sequence[Entry]) -> list[Told]:
    """The sittings, oldest first, each compared with the one before."""
    found = []
    for number, entry in enumerate(entries):
        report = entry.report
        done = done_in_words(row.answer for row in report.responses)
        title = f"{day_of_year(entry.day)}: {form_name(entry.form)}, {done}"
        old = report.method_version != VERSION
        note = f"{made_by(report)} made this; it is not comparable with results of another version." if old else ""
        asked = {row.skill for row in report.responses}
        skills = tuple(_standing(one, report) for id, one in report.skills.items() if id in asked)
        start, *changes = _changed(entries[number - 1], entry) if number else [""]
        found.append(Told(title, entry.id, note, skills, start, tuple(changes)))
    return found


def history_lines(entries: Sequence[Entry], *, spoken: bool = False) -> list[str]:
    """The sittings in lines still to be wrapped; ``spoken``: with nothing underlined, for a screen reader."""
    lines: list[str] = []
    for one in told(entries):
        title = f"{one.title} ({one.id})"
        lines += ["", title] if lines else [title]
        lines += [] if spoken else ["-" * len(title)]
        lines += [f"  {line}" for line in (one.note, *one.skills) if line]
        lines += ["", one.since, *(f"- {line}" for line in one.changes)] if one.since else []
    return lines


def history_sections(entries: Sequence[Entry]) -> tuple[Section, ...]:
    """The sittings as sections, to be read on the screen: without their ids, which are for a command line."""
    return tuple(Section(one.id, one.title, tuple(_blocks(one))) for one in told(entries))


def _blocks(one: Told) -> Iterator[Block]:
    if one.note:
        yield Paragraph(one.note)
    yield Bullets(one.skills)
    if one.since:
        yield Paragraph(one.since)
    if one.changes:
        yield Bullets(one.changes)


def _standing(one: SkillReport, report: Report) -> str:
    sure = one.odds is not None and one.level != "too-few"
    odds = f", {odds_in_words(one.odds, limits_of(report))}" if sure and one.odds is not None else ""
    return f"{one.title}: {LEVELS[one.level].lower()}{odds}"


def _changed(earlier: Entry, later: Entry) -> list[str]:
    return _comparison_lines(compare(earlier.report, later.report), earlier.day)


def comparable(entries: Sequence[Entry]) -> list[Entry]:
    """The sittings that can be shown beside the last one: the same questions, scored in the same way."""
    last = entries[-1].report
    return [
        entry
        for entry in entries
        if (same := compare(entry.report, last)).same_bank and same.same_method and entry.report.verdict not in NO_RESULT
    ]


def _comparison_lines(found: Comparison, since: date) -> list[str]:
    start = f"Compared with {day_of_year(since)}:"
    if not found.same_bank:
        return [f"{start} the questions have changed since, so the two cannot be compared."]
    if not found.same_method:
        return [f"{start} another version of the scoring made that report, so the two cannot be compared."]
    if not found.skills:
        return [f"{start} no skill has enough answers in both to be compared."]
    lines = [start]
    for change in found.skills.values():
        if change.real:
            direction = "better" if change.difference > 0 else "lower"
            lines.append(f"{change.title}: {direction}, by more than chance alone would explain.")
    same = [change.title for change in found.skills.values() if not change.real]
    if same:
        lines.append(f"{listed(same)}: no real change. Levels and chances also move by luck.")
    again = len(found.seen_again)
    if again:
        asked = f"{counted(again, 'question')} {was(again)}"
        lines.append(f"{asked} asked both times, which makes the later answer easier.")
    return lines
