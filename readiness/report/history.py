"""All sittings of a person in words: levels over time, what changed, and what did not really. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from readiness.english import counted, day_of_year, listed
from readiness.report.compare import Comparison, compare
from readiness.report.value import Report
from readiness.report.words import LEVELS, limits_of, made_by, odds_in_words
from readiness.scoring.method import VERSION


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished sitting: its id, the day it was submitted, its form, and its report."""

    id: str
    day: date
    form: str
    report: Report


def history_lines(entries: Sequence[Entry]) -> list[str]:
    """The sittings, oldest first, each compared with the one before; lines still to be wrapped."""
    lines: list[str] = []
    for number, entry in enumerate(entries):
        answers = counted(len(entry.report.responses), "answer")
        title = f"{day_of_year(entry.day)}: {entry.form}, {answers} ({entry.id})"
        lines += ["", title, "-" * len(title)] if lines else [title, "-" * len(title)]
        if entry.report.method_version != VERSION:
            lines.append(f"  {made_by(entry.report)} made this; it is not comparable with results of another version.")
        asked = {row.skill for row in entry.report.responses}
        for id, one in entry.report.skills.items():
            if id in asked:
                odds = (
                    f", {odds_in_words(one.odds, limits_of(entry.report))}"
                    if one.odds is not None and one.level != "too-few"
                    else ""
                )
                lines.append(f"  {one.title}: {LEVELS[one.level].lower()}{odds}")
        if number:
            earlier = entries[number - 1]
            lines += ["", *_comparison_lines(compare(earlier.report, entry.report), earlier.day)]
    return lines


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
            lines.append(f"- {change.title}: {direction}, by more than chance alone would explain.")
    same = [change.title for change in found.skills.values() if not change.real]
    if same:
        lines.append(f"- {listed(same)}: no real change. Levels and odds also move by chance.")
    again = len(found.seen_again)
    if again:
        asked = f"{counted(again, 'question')} {'was' if again == 1 else 'were'}"
        lines.append(f"- {asked} asked both times, which makes the later answer easier: {', '.join(found.seen_again)}.")
    return lines
