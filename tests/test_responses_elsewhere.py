"""``responses`` on tables as courses and forms write them, and how the command ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from readiness.bank.load import load_bank
from readiness.cli import main
from readiness.exchange.questions import UnreadableFile
from readiness.exchange.responses import read_responses
from readiness.kinds.item_bank import ItemBank
from tests.bank_folder import write_bank

Capture = pytest.CaptureFixture[str]

TOLD, DIFFER, DUE = "Who is told first?", "Which fields differ?", "When is it due?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bank(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def bank(folder: Path) -> ItemBank:
    return load_bank(folder)


def table(*rows: Sequence[str], separator: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def told(bank: ItemBank, text: str, **mapping: Any) -> tuple[dict[str, list[Any]], list[tuple[int, str]], tuple[str, ...]]:
    """For each person the answers; what was left out; and the columns that are named as unread."""
    found = read_responses(text.replace("\r\n", "\n"), bank, mapping, "skip")
    sheets = {sheet.person or str(sheet.line): [one.answer for one in sheet.responses] for sheet in found.sheets}
    return sheets, found.problems, found.unread


def test_canvas_writes_a_number_before_each_question_and_its_points_behind(bank: ItemBank) -> None:
    text = table(
        ["name", "id", "attempt", f"4812: {TOLD}", "1.0", f"4813: {DIFFER}", "1.0", "score"],
        ["Ada", "7", "1", "The officer", "1.0", "Birth date,Record", "0.5", "1.5"],
        ["Bob", "8", "1", "", "0.0", "Nothing differs", "0.0", "0.0"],
    )
    assert told(bank, text) == (
        {"Ada": ["a", ("dob", "mrn")], "Bob": [None, ("none",)]},
        [],
        ("id", "attempt", "score"),
    )


def test_blackboard_is_read_by_person_and_by_answer(bank: ItemBank) -> None:
    wide = table(
        ["Username", "Question ID 1", "Question 1", "Answer 1", "Possible Points 1", "Auto Score 1", "Manual Score 1"],
        ["ada", "Question ID 1", TOLD, "The officer", "10", "10", ""],
        ["bob", "Question ID 1", TOLD, "<Unanswered>", "10", "0", ""],
        separator="\t",
    )
    assert told(bank, wide) == ({"ada": ["a"], "bob": [None]}, [], ())
    long = table(["Username", "Question ID", "Question", "Answer"], ["ada", "Question ID 1", TOLD, "The officer"])
    assert told(bank, long) == ({"ada": ["a"]}, [], ("Question ID",))


def test_microsoft_forms_has_points_beside_each_answer_and_people_without_a_name(bank: ItemBank) -> None:
    text = table(
        ["ID", "Email", TOLD.replace(" ", "\xa0"), f"Points - {TOLD}", f"Feedback - {TOLD}", DIFFER],
        ["1", "anonymous", "The officer", "1", "", "Birth date;Record;"],
        ["2", "anonymous", "The patient", "0", "", "Record;"],
        separator=";",
    )
    assert told(bank, text) == ({"2": ["a", ("dob", "mrn")], "3": ["b", ("mrn",)]}, [], ("ID",))


def test_a_form_may_spread_the_answers_to_a_question_over_columns_without_headings(bank: ItemBank) -> None:
    text = table(
        ["Respondent ID", TOLD, DIFFER, "", ""],
        ["", "Response", "Birth date", "Record", "Nothing differs"],
        ["118", "The officer", "Birth date", "Record", ""],
        ["119", "The patient", "", "", "Nothing differs"],
    )
    assert told(bank, text) == (
        {"118": ["a", ("dob", "mrn")], "119": ["b", ("none",)]},
        [(2, "this row holds headings, and no answers")],
        (),
    )


def test_a_survey_may_write_the_words_of_its_questions_into_a_second_row(bank: ItemBank) -> None:
    rows = [["ResponseId", "Q1", "Q2"], ["Response ID", TOLD, DUE], ['{"ImportId":"_id"}', '{"ImportId":"1"}', ""]]
    people = [["R_1", "The officer", "2026-03-04"], ["R_2", "The patient", "3/4/2026"]]
    headings = (3, "this row holds headings, and no answers")
    sheets = {"4": ["a", "2026-03-04"], "5": ["b", "2026-03-04"]}
    assert told(bank, table(*rows, *people)) == (sheets, [headings], ("ResponseId",))
    columns = {"Q1": "incidents-01", "Q2": "word-parts-04"}
    assert told(bank, table(*rows, *people), columns=columns) == (sheets, [(2, headings[1]), headings], ("ResponseId",))


def test_a_survey_may_write_a_code_before_each_question(bank: ItemBank) -> None:
    text = table(["Q00. " + TOLD, "Q1) " + DUE, "Question 3: " + DIFFER], ["The officer", "2026-03-04", "Record"])
    assert told(bank, text) == ({"2": ["a", "2026-03-04", ("mrn",)]}, [], ())


def test_a_table_with_a_row_for_every_option_is_refused(bank: ItemBank) -> None:
    text = table(["Username", "Q Text", "Answer", "Answer Match"], ["ada", TOLD, "The officer", "Unchecked"])
    with pytest.raises(UnreadableFile, match="no column is that of a question of this bank"):
        told(bank, text)


def test_seconds_may_have_a_decimal_comma(bank: ItemBank) -> None:
    text = table(["person", "item", "answer", "seconds"], ["ada", "incidents-01", "a", "12,5"], separator=";")
    (sheet,) = read_responses(text.replace("\r\n", "\n"), bank, {}, None).sheets
    assert sheet.responses[0].seconds == 12.5
    found = read_responses(text.replace("\r\n", "\n").replace("12,5", "1,234"), bank, {}, None)
    assert found.sheets[0].responses[0].seconds is None
    assert found.problems == [(2, "'1,234' is no number of seconds; its time is left out")]


def test_a_row_that_cannot_be_read_is_left_out_alone(bank: ItemBank) -> None:
    sheets, problems, _ = told(bank, f"person,{TOLD}\nada,The officer\nbob,The officer,or so\ncy,The patient\n")
    assert sheets == {"ada": ["a"], "cy": ["b"]}
    assert [line for line, _ in problems] == [3]


@pytest.mark.parametrize(
    ("rows", "blank", "code", "lines"),
    [
        (["ada,The officer"], [], 0, ["1 sheet with 1 response; 0 left out"]),
        (
            ["ada,The officer", "bob,"],
            ["--blank", "skip"],
            0,
            ["1 blank answer: asked and not answered, as you say", "2 sheets with 2 responses; 0 left out"],
        ),
        (
            ["ada,The officer", "bob,"],
            ["--blank", "not-asked"],
            0,
            ["1 blank answer: not asked, as you say", "1 sheet with 1 response; 0 left out"],
        ),
        (
            ["ada,The officer", "ada,The patient"],
            [],
            0,
            [
                "stand in it more than once: 1; calibrate uses a person's first sheet, stats uses every one",
                "2 sheets with 2 responses; 0 left out",
            ],
        ),
        (["ada,The officer", "bob,The cook"], [], 1, ["1 sheet with 1 response; 1 left out"]),
    ],
)
def test_the_command_ends_with_its_counts_and_1_where_something_is_left_out(
    folder: Path, tmp_path: Path, capsys: Capture, rows: list[str], blank: list[str], code: int, lines: list[str]
) -> None:
    file = tmp_path / "form.csv"
    file.write_text("\n".join([f"person,{TOLD}", *rows]) + "\n", encoding="utf-8")
    out = tmp_path / "sheets.jsonl"
    assert main(["responses", str(file), "--bank", str(folder), *blank, "-o", str(out)]) == code
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "left out: " not in line] == [f"{file}: {line}" for line in lines]
    assert len(out.read_text(encoding="utf-8").splitlines()) == int(lines[-1].split()[0])


def test_a_blank_that_nobody_has_explained_ends_the_command_before_it_writes(
    folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    file, out = tmp_path / "form.csv", tmp_path / "sheets.jsonl"
    file.write_text(f"person,{TOLD}\nada,The officer\nbob,\n", encoding="utf-8")
    assert main(["responses", str(file), "--bank", str(folder), "-o", str(out)]) == 1
    assert "1 answer is blank, and only you know what that means" in capsys.readouterr().err
    assert not out.exists()
