"""Item statistics with unequal marks, for a spreadsheet, and as a page with its picture."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from readiness import Response
from readiness.bulk.item_statistics import Statistics, item_statistics
from readiness.bulk.statistics_page import COLUMNS, statistics_csv, statistics_html
from readiness.cli import main
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import mark_responses
from tests.bank_folder import write_bank
from tests.banks import bank, item

Capture = pytest.CaptureFixture[str]

MARKS = (1, 2, 3, 5, 1, 0.5, 10, 4, 2, 1, 6, 3, 8)
ROWS = (
    *("1111010001000", "1111111111111", "0011010010000", "0000000000000", "1111001100010", "1111111001100"),
    *("1111111101100", "1111111100110", "1111111011000", "1010100000000", "1101101011010", "1111000010100"),
    *("0101001011000", "1111111101101", "1111111111001", "1010100100000", "1111111111001", "1011100100000"),
    *("1111111111101", "1111111111010", "1111110000100", "0000000000000", "1110110011110", "1110000000000"),
)
"""The answers of 24 people to 13 questions of unequal marks, and what the formulas of Moodle give for them, worked out with
NumPy: the correlation of the marks for a question with the sum of the other marks, and Cronbach's alpha of the marks."""
DISCRIMINATION = (
    *(0.481814, 0.665572, 0.310210, 0.595352, 0.543249, 0.630086, 0.674169),
    *(0.560982, 0.334815, 0.633522, 0.326902, 0.262336, 0.533339),
)
ALPHA = 0.744792

ITEMS = bank([item(f"i{n:02}") for n in range(len(MARKS))])


def taken(test_bank: ItemBank, marks: dict[str, float] | None) -> Statistics:
    sheets = [[Response(f"i{n:02}", "a" if mark == "1" else "b") for n, mark in enumerate(row)] for row in ROWS]
    return item_statistics(test_bank, (mark_responses(test_bank, sheet) for sheet in sheets), marks)


def test_with_unequal_marks_the_figures_are_those_of_moodle() -> None:
    found = taken(ITEMS, {f"i{n:02}": float(mark) for n, mark in enumerate(MARKS)})
    values = {one.item: one.discrimination.value for one in found.items}
    assert [values[f"i{n:02}"] for n in range(len(MARKS))] == pytest.approx(DISCRIMINATION, abs=1e-6)
    assert found.alpha is not None
    assert found.alpha.value == pytest.approx(ALPHA, abs=1e-6)


def test_marks_change_no_facility_and_equal_marks_change_nothing() -> None:
    plain, equal = taken(ITEMS, None), taken(ITEMS, {f"i{n:02}": 3.0 for n in range(len(MARKS))})
    weighted = taken(ITEMS, {f"i{n:02}": float(mark) for n, mark in enumerate(MARKS)})
    assert [one.facility for one in weighted.items] == [one.facility for one in plain.items]
    for one, other in zip(plain.items, equal.items):
        assert one.discrimination.value == pytest.approx(other.discrimination.value, abs=1e-9)


def test_the_table_has_a_row_a_question_with_every_figure() -> None:
    found = taken(ITEMS, None)
    rows = list(csv.DictReader(io.StringIO(statistics_csv(found))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["item"] for row in rows] == [one.item for one in found.items]
    first = next(row for row in rows if row["item"] == "i00")
    assert (first["facility"], first["facility_n"], first["answers"]) == ("0.8333", "24", "24")
    assert first["chosen"] == "option a: 20; option b: 4; option c: 0"


def test_the_page_draws_a_mark_a_question_that_says_what_it_is() -> None:
    found = taken(ITEMS, None)
    text = statistics_html(found, ITEMS)
    assert text.count("<circle") == len(MARKS)
    titles = re.findall(r"<circle[^>]*><title>([^<]*)</title>", text)
    assert sorted(title.partition(":")[0] for title in titles) == sorted(found.items[n].item for n in range(len(MARKS)))
    assert all("facility" in title and "discrimination" in title for title in titles)
    assert "<script" not in text
    assert "://" not in text


def test_a_mark_stands_where_its_figures_say() -> None:
    """Facility 0..1 from left to right, discrimination 1..-1 from 20 to 300 pixels below the top."""
    found = taken(ITEMS, None)
    text = statistics_html(found, ITEMS)
    one = next(one for one in found.items if one.item == "i02")
    place = re.search(r'<circle class="\w+" cx="([\d.]+)%" cy="([\d.]+)" r="6"><title>i02:', text)
    assert place is not None
    assert one.facility.value is not None
    assert one.discrimination.value is not None
    assert float(place[1]) == pytest.approx(2 + 96 * one.facility.value, abs=0.01)
    assert float(place[2]) == pytest.approx(20 + 140 * (1 - one.discrimination.value), abs=0.1)


def test_the_picture_says_what_its_edges_stand_for() -> None:
    text = statistics_html(taken(ITEMS, None), ITEMS)
    assert re.findall(r'<text class="scale"[^>]*>([^<]*)</text>', text) == [
        *("discrimination 100", "0", "-100"),
        *("facility 0 %", "50 %", "100 %"),
    ]


def test_the_command_writes_each_format_and_reads_marks(tmp_path: Path, capsys: Capture) -> None:
    folder, sheets, marks = write_bank(tmp_path), tmp_path / "s.jsonl", tmp_path / "m.csv"
    answers = [{"item": "incidents-01", "answer": "a"}, {"item": "word-parts-04", "answer": "2026-03-04"}]
    sheets.write_text(f"{json.dumps({'sheet': 1, 'responses': answers})}\n" * 20, encoding="utf-8")
    marks.write_text("item,mark\nincidents-01,2.5\n", encoding="utf-8")
    command = ["stats", str(sheets), "--bank", str(folder), "--marks", str(marks), "--format"]
    assert main([*command, "csv"]) == 0
    assert capsys.readouterr().out.startswith('"item","type","facility"')
    assert main([*command, "html"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")
    marks.write_text("item;mark\nincidents-01;2,5\nword-parts-04;1\n", encoding="utf-8")
    assert main([*command, "csv"]) == 0
    capsys.readouterr()
    marks.write_text("item,mark\nincidents-01,2.5\nincidents-01,1\n", encoding="utf-8")
    assert main([*command, "csv"]) == 1
    assert f"{marks}:3: 'incidents-01' stands here twice" in capsys.readouterr().err
    marks.write_text("item,mark\nincidents-99,2.5\n", encoding="utf-8")
    assert main([*command, "csv"]) == 1
    assert f"{marks}:2: this bank has no question 'incidents-99'" in capsys.readouterr().err
