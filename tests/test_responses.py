"""``responses``: tables of forms and courses become response sheets; blanks and unreadable answers are never guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.bank.load import load_bank
from readiness.cli import main
from readiness.exchange.answers import answer_from
from readiness.exchange.decode import decoded
from readiness.exchange.known import Known
from readiness.exchange.questions import Unfit, UnreadableFile
from readiness.exchange.responses import read_responses
from readiness.ground.items import ChoiceTask, Option, OrderTask
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import mark_responses
from readiness.scoring.sheets import responses_for
from tests.bank_folder import write_bank

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bank(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def bank(folder: Path) -> ItemBank:
    return load_bank(folder)


def answers(bank: ItemBank, text: str, blank: Any = None, **mapping: Any) -> list[dict[str, Any]]:
    """For each person the answers by item, and the person's name under "person"; nothing may be amiss."""
    found = read_responses(text, bank, mapping, blank)
    assert found.problems == []
    return [{"person": sheet.person, **{one.item: one.answer for one in sheet.responses}} for sheet in found.sheets]


FORM = """\
Timestamp,Email Address,Score,Who is told first?,Which fields differ?,When is it due?,incidents-02 best,incidents-02 worst
2026/11/02 3:00:00 PM,ada@example.org,4 / 5,The officer,Birth date,3/4/2026,Tell the officer,Tell nobody
2026/11/02 3:01:00 PM,bob@example.org,1 / 5,the patient,"Nothing differs, Record",March 4 2026,b,D
"""


def test_a_form_with_a_person_a_row_is_read_by_the_words_of_its_questions(bank: ItemBank) -> None:
    assert answers(bank, FORM) == [
        {
            "person": "ada@example.org",
            "incidents-01": "a",
            "word-parts-02": ("dob",),
            "word-parts-04": "2026-03-04",
            "incidents-02": {"best": "a", "worst": "c"},
        },
        {
            "person": "bob@example.org",
            "incidents-01": "b",
            "word-parts-02": ("mrn", "none"),
            "word-parts-04": "2026-03-04",
            "incidents-02": {"best": "b", "worst": "d"},
        },
    ]


MOODLE = """\
Surname,"First name",State,Grade/10.00,"Question 1","Response 1","Question 2","Response 2"
Doe,Jo,Finished,8.00,"Who is told first?","The officer","In what order?","one; two; two as well"
Roe,Max,Finished,2.00,"In what order?","two; one; two as well","Who is told first?","-"
Overall average,,,5.00,,,,
"""


def test_responses_of_a_moodle_quiz_are_read_with_the_question_of_each_row(bank: ItemBank) -> None:
    found = read_responses(MOODLE, bank, {}, "skip")
    assert found.problems == [(4, "this row holds averages, and no answers")]
    assert [(sheet.person, [(one.item, one.answer) for one in sheet.responses]) for sheet in found.sheets] == [
        ("Jo Doe", [("incidents-01", "a"), ("word-parts-03", ("p1", "p2", "p3"))]),
        ("Max Roe", [("word-parts-03", ("p2", "p1", "p3")), ("incidents-01", None)]),
    ]


SUMMARIES = {
    "Who is told first?: The patient; The officer": ("incidents-01", ""),
    "RULE Tell the officer. A coder has sent a list to the wrong clinic. What should she do first? Pick the worst.: "
    "Tell nobody; Tell the officer; Tell a friend; Tell the clinic": ("incidents-02", "worst"),
    "Which lines hold an ending?: neph; -itis; gastr; cardi; hepat": ("word-parts-01", ""),
    "REGISTRATION CLAIM Birth date 1971-04-09 1971-09-04 Which fields differ?: Birth date; Record; Nothing differs": (
        "word-parts-02",
        "",
    ),
    "When is it due?": ("word-parts-04", ""),
    "Today: Who is told first?: The patient; The officer": None,
    "Who is told first?: The patient; The judge": None,
    "Who is told?: The patient; The officer": None,
    "": None,
}


@pytest.mark.parametrize(("text", "wanted"), SUMMARIES.items())
def test_a_course_writes_exhibit_words_and_options_of_a_question(
    bank: ItemBank, text: str, wanted: tuple[str, str] | None
) -> None:
    found = Known(bank).summarized(text)
    assert (None if found is None else (found[0].id, found[1])) == wanted


SHOWN = """\
"Last name",Status,"Question 1","Response 1","Right answer 1","Question 2","Response 2","Question 3","Response 3"
Doe,Finished,"Who is told first?: The officer; The patient","The officer","The officer",\
"A coder has sent a list to the wrong clinic. What should she do first? Pick the best.: \
Tell the officer; Tell the clinic; Tell nobody; Tell a friend","Tell the officer",\
"A coder has sent a list to the wrong clinic. What should she do first? Pick the worst.: \
Tell a friend; Tell the clinic; Tell nobody; Tell the officer","Tell nobody"
Roe,"In progress",-,-,-,-,-,-,-
"""


def test_a_course_may_show_the_options_of_each_person(bank: ItemBank) -> None:
    found = read_responses(SHOWN.replace("\\\n", ""), bank, {}, "skip")
    assert (found.problems, found.unread) == ([], ("Status",))
    assert [(sheet.person, [(one.item, one.answer) for one in sheet.responses]) for sheet in found.sheets] == [
        ("Doe", [("incidents-01", "a"), ("incidents-02", {"best": "a", "worst": "c"})])
    ]


def test_a_piece_that_a_course_has_cut_short_is_known_by_its_beginning_or_named() -> None:
    task = OrderTask({"p1": "Reading the note", "p2": "Coding it", "p3": "Reading the rule"}, (("p1",), ("p2",), ("p3",)))
    other = OrderTask({"p1": "Reading the note", "p2": "Coding it", "p3": "Billing it"}, (("p1",), ("p2",), ("p3",)))
    assert answer_from(other, "Coding it; Reading...; Billing it") == ("p2", "p1", "p3")
    with pytest.raises(
        Unfit, match=r"'Coding it; Reading\.\.\.; Reading\.\.\.' is cut short, and could be more than one answer"
    ):
        answer_from(task, "Coding it; Reading...; Reading...")


def test_what_google_forms_writes_beside_an_answer_is_not_named(bank: ItemBank) -> None:
    text = (
        "Timestamp,Who is told first?,Who is told first? [Score],Who is told first? [Feedback],Else [Score]\n1,a,1 / 1,,2\n"
    )
    assert read_responses(text, bank, {}, None).unread == ("Timestamp", "Else [Score]")


def test_a_mapping_says_which_column_asks_which_question(bank: ItemBank) -> None:
    text = "Who;Response 1;Response 2 (best);R2w\nada;A. The officer;Tell nobody;Tell a friend\n"
    columns = {"Response 1": "incidents-01", "Response 2 (best)": "incidents-02 best", "R2w": "incidents-02 worst"}
    assert answers(bank, text, person="Who", columns=columns) == [
        {"person": "ada", "incidents-01": "a", "incidents-02": {"best": "c", "worst": "d"}}
    ]


LONG = """\
person\titem\tanswer\tseconds\tconfidence
ada\tincidents-01\ta\t12.5\tsure
ada\tincidents-02\t"best: Tell the officer; worst: Tell nobody"\t\t
bob\tincidents-01\tdon't know\t3\t
bob\tincidents-02\t"{""best"": ""a"", ""worst"": ""c""}"\t\t
"""


def test_a_table_with_an_answer_a_row_brings_times_and_confidence(bank: ItemBank) -> None:
    found = read_responses(LONG, bank, {}, None)
    ada, bob = found.sheets
    assert (ada.responses[0].seconds, ada.responses[0].confidence) == (12.5, "sure")
    assert [one.answer for one in ada.responses] == ["a", {"best": "a", "worst": "c"}]
    assert [one.answer for one in bob.responses] == [None, {"best": "a", "worst": "c"}]
    assert ada.responses[0].digest == bank.items["incidents-01"].digest


def test_a_cell_that_is_the_letter_of_one_option_and_the_text_of_another_is_no_answer() -> None:
    task = ChoiceTask({"a": Option("b", ""), "b": Option("c", ""), "c": Option("x", "")}, "a")
    assert (answer_from(task, "a"), answer_from(task, "x")) == ("a", "c")
    with pytest.raises(Unfit, match=r"^'b' is the text of one option and the letter of another$"):
        answer_from(task, "b")


@pytest.mark.parametrize(("blank", "second"), [("skip", {"incidents-01": None}), ("not-asked", {})])
def test_what_a_blank_means_is_for_the_teacher_to_say(bank: ItemBank, blank: str, second: dict[str, Any]) -> None:
    text = "name,incidents-01,word-parts-04\nada,a,2026-03-04\nbob,,2026-03-05\n"
    assert answers(bank, text, blank)[1] == {"person": "bob", **second, "word-parts-04": "2026-03-05"}
    with pytest.raises(UnreadableFile, match="1 answer is blank, and only you know what that means"):
        read_responses(text, bank, {}, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name,incidents-01\nada,The judge\n", (2, "incidents-01: 'The judge' is none of its options")),
        ("name,word-parts-04\nada,soon\n", (2, "word-parts-04: 'soon' is no answer to it; wanted: write the date like ")),
        ("name,incidents-02\nada,a\n", (2, "incidents-02: 'a' does not name a best and a worst")),
        ("name,incidents-02 best,incidents-02 worst\nada,a,\n", (2, "incidents-02: its worst is blank")),
        ("name,incidents-02 worst,incidents-02 best\nada,a,\n", (2, "incidents-02: its best is blank")),
        ("name,incidents-02 best\nada,a\n", (2, "incidents-02: there is a column for its best alone")),
        ("name,incidents-01,incidents-01\nada,a,b\n", (2, "incidents-01: two columns ask it; the first counts")),
        ("person,item,answer\nada,incidents-01,a\nada,incidents-01,b\n", (3, "incidents-01: this person has answered it")),
        ("person,item,answer\nada,incidents-01,a\nada,incidents-99,b\n", (3, "this bank has no question 'incidents-99'")),
        ("person,item,answer,seconds\nada,incidents-01,a,fast\n", (2, "'fast' is no number of seconds")),
    ],
)
def test_what_cannot_be_read_is_named_and_left_out(bank: ItemBank, text: str, problem: tuple[int, str]) -> None:
    ((line, words),) = read_responses(text, bank, {}, None).problems
    assert (line, words[: len(problem[1])]) == problem


@pytest.mark.parametrize(
    ("text", "mapping", "words"),
    [
        ("name,q1,q2\nada,a,b\n", {}, "no column is that of a question of this bank"),
        (
            "name,q1\nada,a\n",
            {"columns": {"q1": "nothing-01"}},
            "'q1' asks 'nothing-01', and this bank has no such question",
        ),
        ("name,q1\nada,a\n", {"columns": {"q2": "incidents-01"}}, "the mapping names a column 'q2', and there is none"),
        ("item,answer\nincidents-01,a\n", {}, "no column says whose answers these are"),
        ("name,incidents-01\nada,a,b\n", {}, "this row has 3 cells, the headings 2"),
        ('name,incidents-01\nada,"a\n', {}, "a quote is not closed"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(bank: ItemBank, text: str, mapping: dict[str, Any], words: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_responses(text, bank, mapping, None)
    assert words in str(caught.value)


def test_the_sheets_go_into_stats_and_score(folder: Path, bank: ItemBank, tmp_path: Path, capsys: Capture) -> None:
    file, sheets = tmp_path / "form.csv", tmp_path / "sheets.jsonl"
    file.write_text(FORM, encoding="utf-16")
    assert main(["responses", str(file), "--bank", str(folder), "-o", str(sheets)]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"{file}: columns that are no question of this bank: Timestamp and Score",
        f"{file}: 2 sheets with 8 responses; 0 left out",
    ]
    rows = [json.loads(line) for line in sheets.read_text(encoding="utf-8").splitlines()]
    assert [row["person"] for row in rows] == ["ada@example.org", "bob@example.org"]
    assert len(mark_responses(bank, responses_for(bank, json.dumps(rows[0])))) == 4
    assert main(["stats", str(sheets), "--bank", str(folder)]) == 0
    assert main(["score", str(sheets), "--brief", "--bank", str(folder)]) == 0


def test_where_no_question_is_known_it_is_said_which_were_looked_for(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "moodle.csv"
    rows = "".join(f'ada{n},"Who is it?: A; B",A,"What?",x{n}\n' for n in range(12))
    file.write_text(f"Name,Question 1,Response 1,Question 2,Response 2\n{rows}", encoding="utf-8")
    assert main(["responses", str(file), "--bank", str(folder)]) == 1
    lines = "lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more"
    assert capsys.readouterr().err.splitlines() == [
        f"{file}: 12 answers ({lines}): left out: this bank has no question 'Who is it?: A; B'",
        f"{file}: 12 answers ({lines}): left out: this bank has no question 'What?'",
        f"{file}: nobody has answered a question of this bank in it. Nothing was written.",
    ]


def test_the_answers_of_a_class_measure_its_questions_and_the_next_report_says_so(tmp_path: Path, capsys: Capture) -> None:
    """From a form's table to sheets, from the sheets to measured questions, from those to a report that rests on them."""
    folder, file, sheets = write_bank(tmp_path), tmp_path / "form.csv", tmp_path / "sheets.jsonl"
    right = "The officer,-itis,3/4/2026,12.5"
    wrong = "The patient,neph,3/5/2026,2"
    rows = "".join(f"s{n}@example.org,{right if n % 3 else wrong}\n" for n in range(36))
    stems = "Who is told first?,Which lines hold an ending?,When is it due?,How many?"
    file.write_text(f"Email Address,{stems}\n{rows}", encoding="utf-8")
    assert main(["responses", str(file), "--bank", str(folder), "-o", str(sheets)]) == 0
    assert main(["calibrate", str(sheets), "--bank", str(folder), "--who", "a class"]) == 0
    assert "4 of 8 questions have enough answers and are measured now" in capsys.readouterr().out
    measured = load_bank(folder)
    assert measured.calibration is not None
    asked = {"incidents-01", "word-parts-01", "word-parts-04", "word-parts-05"}
    assert {id: one.n for id, one in measured.calibration.items.items()} == dict.fromkeys(asked, 36)
    assert main(["score", str(sheets), "--bank", str(folder)]) == 0
    captured = capsys.readouterr()
    reports = [json.loads(line) for line in captured.out.splitlines()]
    assert captured.err == ""
    assert [report["bank"]["people"] for report in reports] == [36] * 36
    language = [report["skills"]["language"]["odds"] for report in reports]
    assert language[0] < 0.5 < language[1]
    assert {row["measured"] for row in reports[0]["responses"]} == {36}


def test_a_mapping_file_names_columns(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    file, mapping = tmp_path / "form.csv", tmp_path / "mapping.yaml"
    file.write_text("who,q1\nada,a\n", encoding="utf-8")
    mapping.write_text("person: who\ncolumns:\n  q1: incidents-01\n", encoding="utf-8")
    assert main(["responses", str(file), "--mapping", str(mapping), "--bank", str(folder)]) == 0
    assert json.loads(capsys.readouterr().out)["responses"][0]["answer"] == "a"
    mapping.write_text("persons: who\n", encoding="utf-8")
    assert main(["responses", str(file), "--mapping", str(mapping), "--bank", str(folder)]) == 1
    assert "there is no 'persons' to map; did you mean 'person'?" in capsys.readouterr().err


CELLS = st.sampled_from(
    ["incidents-01", "incidents-02 best", "Response 1", "Question 1", "person", "item", "answer", "a", "best: a; worst: c"]
    + ["Tell the officer, Tell nobody", "one > two", "[", "{", '"', ",", "\n", ";", "-", "2026-03-04", "Who is told first?"]
) | st.text(max_size=5)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
@given(st.lists(st.lists(CELLS, max_size=5).map(",".join), max_size=6).map("\n".join), st.sampled_from(["skip", None]))
def test_any_table_is_read_or_refused_in_words(bank: ItemBank, text: str, blank: Any) -> None:
    """And whatever is read can be marked."""
    try:
        found = read_responses(decoded(text.encode("utf-8", "replace"))[0], bank, {}, blank)
    except UnreadableFile:
        return
    for sheet in found.sheets:
        mark_responses(bank, sheet.responses)
