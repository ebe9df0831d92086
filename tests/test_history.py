"""The history in words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from readiness.report.history import Entry, history_lines
from readiness.report.value import Report
from readiness.text import laid_out
from tests.test_comparing import taken


def entry(day: int, right: int, of: int, start: int = 0) -> Entry:
    return Entry(f"2026-{day}", date(2026, 11, day), "quick", taken(right, of, start))


def test_one_sitting_is_listed_with_its_levels_and_nothing_to_compare() -> None:
    assert history_lines([entry(3, 12, 12)]) == [
        "November 3, 2026: quick, 12 answers (2026-3)",
        "--------------------------------------------",
        "  Privacy: ready, more than 19 chances in 20",
    ]


def test_a_real_change_and_questions_asked_again_are_said() -> None:
    lines = history_lines([entry(3, 0, 12), entry(17, 12, 12, start=11)])
    assert lines[-3:] == [
        "Compared with November 3, 2026:",
        "- Privacy: better, by more than chance alone would explain.",
        "- 1 question was asked both times, which makes the later answer easier: privacy-11.",
    ]


def test_a_change_within_chance_is_no_real_change() -> None:
    lines = history_lines([entry(3, 7, 12), entry(17, 9, 12, start=12)])
    assert lines[-1] == "- Privacy: no real change. Levels and odds also move by chance."


def test_other_questions_and_too_few_answers_are_not_compared() -> None:
    first, second = entry(3, 7, 12), entry(17, 2, 2, start=12)
    assert history_lines([first, second])[-1] == (
        "Compared with November 3, 2026: no skill has enough answers in both to be compared."
    )
    other = replace(first, report=replace(first.report, bank=replace(first.report.bank, fingerprint="other")))
    assert history_lines([other, second])[-1] == (
        "Compared with November 3, 2026: the questions have changed since, so the two cannot be compared."
    )


def test_a_sitting_scored_by_the_first_version_says_so_keeps_its_words_and_is_not_compared() -> None:
    plain = json.loads((Path(__file__).parent / "data" / "report-first-version.json").read_text())
    first = Entry("2026-1", date(2026, 11, 1), "quick", Report.from_dict(plain))
    later = entry(17, 12, 12)
    later = replace(later, report=replace(later.report, bank=first.report.bank))
    lines = history_lines([first, later])
    assert lines[2:5] == [
        "  The first version of the scoring made this; it is not comparable with results of another version.",
        "  Language: probably ready, about 8 chances in 10",
        "  Privacy: probably ready, about 8 chances in 10",
    ]
    assert lines[-1] == (
        "Compared with November 1, 2026: another version of the scoring made that report, so the two cannot be compared."
    )


def test_history_fits_forty_columns() -> None:
    lines = laid_out(history_lines([entry(3, 0, 12), entry(17, 12, 12, start=11)]), 40, True)
    assert max(map(len, lines)) <= 40
