"""The history in words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from readiness.ground.text import laid_out
from readiness.report.history import Entry, comparable, history_lines
from readiness.report.html import history_html, html
from readiness.report.value import Report
from tests.test_comparing import taken


def entry(day: int, right: int, of: int, start: int = 0) -> Entry:
    return Entry(f"2026-{day}", date(2026, 11, day), "quick", taken(right, of, start))


def test_one_sitting_is_listed_with_its_levels_and_nothing_to_compare() -> None:
    assert history_lines([entry(3, 12, 12)]) == [
        "November 3, 2026: quick check, 12 answers (2026-3)",
        "--------------------------------------------------",
        "  Privacy: ready, more than 19 chances in 20",
    ]


def test_a_real_change_and_questions_asked_again_are_said() -> None:
    lines = history_lines([entry(3, 0, 12), entry(17, 12, 12, start=11)])
    assert lines[-3:] == [
        "Compared with November 3, 2026:",
        "- Privacy: better, by more than chance alone would explain.",
        "- 1 question was asked both times, which makes the later answer easier.",
    ]


def test_a_change_within_chance_is_no_real_change() -> None:
    lines = history_lines([entry(3, 7, 12), entry(17, 9, 12, start=12)])
    assert lines[-1] == "- Privacy: no real change. Levels and chances also move by luck."


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


def test_for_a_screen_reader_nothing_is_underlined() -> None:
    entries = [entry(3, 0, 12), entry(17, 12, 12, start=11)]
    drawn = [line for line in history_lines(entries) if "---" not in line]
    assert history_lines(entries, spoken=True) == drawn
    assert len(drawn) == len(history_lines(entries)) - 2


# Drawn --------------------------------------------------------------------------------------------------------------

BOTH = [entry(3, 5, 12), entry(17, 12, 12, start=12)]


def test_every_number_of_the_picture_is_that_of_a_report() -> None:
    shown = history_html(BOTH)
    said = re.findall(r"<title>Nov ([0-9]+): expected ([0-9]+) of 100, likely ([0-9]+) to ([0-9]+)</title>", shown)
    wanted = []
    for one in BOTH:
        expected = one.report.to_dict()["skills"]["privacy"]["expected"]
        figures = (f"{expected[name]:.0f}" for name in ("percent", "low", "high"))
        wanted.append((str(one.day.day), *figures))
    assert said == wanted


def test_the_page_tells_the_same_changes_as_the_text() -> None:
    shown = history_html(BOTH)
    for line in history_lines(BOTH):
        if line and "---" not in line:
            assert line.strip().removeprefix("- ") in shown


def test_a_report_draws_the_sittings_before_it_where_there_are_any_to_compare() -> None:
    report, day = BOTH[1].report, BOTH[1].day
    other = replace(BOTH[0], report=replace(BOTH[0].report, bank=replace(BOTH[0].report.bank, fingerprint="other")))
    assert comparable(BOTH) == BOTH
    assert comparable([other, BOTH[1]]) == BOTH[1:]
    assert 'href="#over-time"' in html(report, today=day, history=BOTH)
    alone = html(report, today=day)
    assert "over-time" not in alone
    assert html(report, today=day, history=BOTH[1:]) == html(report, today=day, history=[other, BOTH[1]]) == alone


def days_written(entries: list[Entry]) -> list[str]:
    """What stands under the first picture, place by place."""
    line = re.search(r'<p class="instants" aria-hidden="true">(.*?)</p>', history_html(entries))
    assert line is not None
    return re.findall(r"<span>(?:<span>(.*?)</span>)?</span>", line[1])


def test_days_under_a_picture_have_their_year_where_the_sittings_are_of_several() -> None:
    later = replace(BOTH[1], day=date(2027, 11, 3))
    assert days_written(BOTH) == ["Nov 3", "Nov 17"]
    assert days_written([BOTH[0], later]) == ["Nov 3<br>2026", "Nov 3<br>2027"]
    assert "<title>Nov 3, 2027: expected " in history_html([BOTH[0], later])


def test_under_a_picture_of_many_sittings_at_most_six_days_are_written_each_in_its_place() -> None:
    written = days_written([replace(BOTH[0], day=date(2026, 11, n)) for n in range(1, 15)])
    assert [place for place, day in enumerate(written) if day] == [0, 3, 6, 9, 12]
    assert written[3] == "Nov 4"


def test_the_history_points_to_the_changes_below_and_a_report_to_the_command() -> None:
    assert "each sitting below says which are." in history_html(BOTH)
    assert "readiness history says which are." in html(BOTH[1].report, today=BOTH[1].day, history=BOTH)
