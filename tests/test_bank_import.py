"""``bank import``: what fits becomes questions or drafts, what does not is named with its line, and a bank is never hurt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.bank.load import load_bank
from readiness.cli import main
from readiness.exchange.fill import fill, rows_by_id
from readiness.exchange.gate import as_item, misfit
from readiness.exchange.questions import Reading, Unfit, UnreadableFile
from readiness.exchange.read import FORMATS, Format, read_questions
from readiness.exchange.records import fields_among, own_fields
from tests.bank_folder import write_bank

Capture = pytest.CaptureFixture[str]
ANY = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)


def read(text: str, format: Format, **mapping: object) -> Reading:
    return read_questions(text.encode(), "file", format, mapping)[0]


def fields(text: str, format: Format, **mapping: object) -> list[dict[str, object]]:
    """The fields of every question in a text, all of which fits."""
    reading = read(text, format, **mapping)
    assert reading.left_out == ()
    for question in reading.questions:
        assert as_item(question.fields, ())[1] == []
    return [dict(question.fields) for question in reading.questions]


def left_out(text: str, format: Format, **mapping: object) -> list[tuple[int, str]]:
    """The line of each question that does not fit, and why."""
    return [(one.line, one.reason) for one in read(text, format, **mapping).left_out]


def refused(data: bytes, format: Format | None = None, name: str = "file") -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_questions(data, name, format, {})
    return str(caught.value)


# The command --------------------------------------------------------------------------------------------------------

AIKEN = """\
Which tool loosens a nut?
A. A spanner
B. A saw
ANSWER: A

Which is broken?
A. This one
C. That one
ANSWER: A
"""


def test_what_fits_is_added_with_the_next_free_id_and_the_rest_is_named(tmp_path: Path, capsys: Capture) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "quiz.txt"
    file.write_text(AIKEN, encoding="utf-8")
    assert main(["bank", "import", str(file), str(folder), "--competency", "incidents"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{file}:6: left out: option C stands where B is wanted ('Which is broken?')",
        "2 questions: 0 added, 1 draft, 1 left out.",
        "Written to privacy/incidents.yaml.",
        "The drafts lack cognition (1), rating (1), seconds (1), source (1), why (1), 'why' of options (1).",
        f"To fill them in a spreadsheet: readiness bank import --fill drafts.csv {folder}, which first makes that sheet.",
    ]
    (draft,) = load_bank(folder).drafts
    assert draft.id == "incidents-03"


def test_a_file_that_was_there_keeps_every_line(tmp_path: Path) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "quiz.txt"
    before = (folder / "privacy" / "incidents.yaml").read_text(encoding="utf-8")
    file.write_text(AIKEN, encoding="utf-8")
    main(["bank", "import", str(file), str(folder), "--competency", "incidents"])
    assert (folder / "privacy" / "incidents.yaml").read_text(encoding="utf-8").startswith(before)


WHOLE = """\
id,type,stem,a,why a,b,why b,key,why,cognition,rating,seconds,source
incidents-07,choice,Who?,The officer,The rule says so.,The patient,Later.,a,So it is.,recall,0.7;0.8,30,rule at page 1
,entry,How many days?,,,,,60,The rule.,recall,0.6,30,rule at page 2
"""


def test_a_row_with_everything_is_a_question_at_once(tmp_path: Path, capsys: Capture) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "quiz.csv"
    file.write_text(WHOLE, encoding="utf-8")
    assert main(["bank", "import", str(file), str(folder), "--competency", "incidents"]) == 0
    assert "2 questions: 2 added, 0 drafts, 0 left out." in capsys.readouterr().out
    items = load_bank(folder).items
    assert items["incidents-07"].ratings == (0.7, 0.8)
    assert items["incidents-07"].sources[0].at == "page 1"
    assert items["incidents-08"].type == "entry"


def test_a_new_id_is_none_that_a_later_question_of_the_file_has(tmp_path: Path) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "quiz.csv"
    heading, first, second = WHOLE.splitlines()
    file.write_text("\n".join([heading, second, first.replace("incidents-07", "incidents-03")]), encoding="utf-8")
    assert main(["bank", "import", str(file), str(folder), "--competency", "incidents"]) == 0
    items = load_bank(folder).items
    assert {id: items[id].type for id in ("incidents-03", "incidents-04")} == {
        "incidents-03": "choice",
        "incidents-04": "entry",
    }


def test_a_source_that_the_bank_does_not_know_makes_a_draft(tmp_path: Path, capsys: Capture) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "quiz.csv"
    file.write_text(WHOLE.replace("rule at page 1", "law at page 1"), encoding="utf-8")
    assert main(["bank", "import", str(file), str(folder), "--competency", "incidents"]) == 0
    out = capsys.readouterr().out
    assert f"{file}:2: incidents-07: sources.yaml has no law, so its source is missing" in out
    assert load_bank(folder).drafts[0].missing == ("source",)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--competency", "nothing"], "blueprint.yaml has no competency 'nothing'; it has word-parts, incidents"),
        ([], "nothing says which competency to put it into (--competency): word-parts and incidents"),
    ],
)
def test_a_competency_is_never_guessed(arguments: list[str], words: str, tmp_path: Path, capsys: Capture) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "quiz.csv"
    file.write_text(WHOLE, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    assert main(["bank", "import", str(file), str(folder), *arguments]) == 1
    said = capsys.readouterr()
    assert words in said.out + said.err
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_where_nothing_says_what_the_questions_are_about_it_is_asked_once(tmp_path: Path, capsys: Capture) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "quiz.txt"
    file.write_text(AIKEN * 9, encoding="utf-8")
    before = (folder / "privacy" / "incidents.yaml").read_bytes()
    assert main(["bank", "import", str(file), str(folder)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "nothing says which competency to put it into (--competency): word-parts and incidents. Nothing was written."
    ]
    assert (folder / "privacy" / "incidents.yaml").read_bytes() == before


def test_codes_under_license_are_warned_of(tmp_path: Path, capsys: Capture) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "quiz.txt"
    file.write_text(AIKEN.replace("A spanner", "Report 99213"), encoding="utf-8")
    main(["bank", "import", str(file), str(folder), "--competency", "incidents"])
    words = f"{file}:1: incidents-03: '99213' looks like a CPT code, which is under license; take it out"
    assert words in capsys.readouterr().out


# Filling drafts -----------------------------------------------------------------------------------------------------


def test_drafts_are_filled_from_a_sheet_that_the_command_makes(tmp_path: Path, capsys: Capture) -> None:
    folder, file, sheet = write_bank(tmp_path), tmp_path / "quiz.txt", tmp_path / "drafts.csv"
    file.write_text(AIKEN, encoding="utf-8")
    main(["bank", "import", str(file), str(folder), "--competency", "incidents"])
    assert main(["bank", "import", "--fill", str(sheet), str(folder)]) == 0
    empty = sheet.read_text(encoding="utf-8-sig").splitlines()
    row = (
        "incidents-03,choice,Which tool?,A spanner,It grips the nut.,A saw,It only cuts.,,,,,,,,,a,A spanner fits the nut.,"
        "recall,0.8,20,rule at page 3,,"
    )
    sheet.write_text(f"{empty[0]}\n{row}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["bank", "import", "--fill", str(sheet), str(folder)]) == 0
    said = f"1 draft finished, 0 left (readiness check {folder} says what they need).\n"
    assert capsys.readouterr().out == said
    bank = load_bank(folder)
    assert bank.drafts == ()
    item = bank.items["incidents-03"]
    assert (item.rating, item.seconds, item.cognition, item.why) == (0.8, 20.0, "recall", "A spanner fits the nut.")
    assert item.stem == "Which tool loosens a nut?"


MESSY = """\
competency: incidents
items:
  # Kept.
  - stem: "Which first?"
    options:
      a:
        text: "One"
      b: {text: "Two"}  # Kept too.
    draft: true
    type: choice
    id: incidents-01
    key: a

  - id: incidents-02
    draft: true  # nobody is asked it until this line is gone
    type: entry
    stem: >-
      Which
      second?
    form: word
    accept: ["x"]
"""
SHEET = """\
id,stem,source,why,why b,why a,seconds,rating,cognition
incidents-02,,rule at page 2,So it is.,,,10,0.5,recall
incidents-01,,rule at page 1,It is so.,No.,Yes.,20,0.7,analysis
"""


def test_each_draft_is_filled_where_its_fields_stand_whatever_their_order_and_that_of_the_rows() -> None:
    fields, rows = rows_by_id(SHEET)
    filled = fill(MESSY, fields, rows, ["rule"])
    assert (filled.finished, filled.unfinished, filled.said) == (2, 0, [])
    assert (
        filled.text
        == """\
competency: incidents
items:
  # Kept.
  - stem: "Which first?"
    options:
      a:
        text: "One"
        why: "Yes."
      b: {text: "Two", why: "No."}  # Kept too.
    type: choice
    id: incidents-01
    cognition: analysis
    rating: 0.7
    seconds: 20
    key: a
    why: "It is so."
    source: [{id: rule, at: "page 1"}]

  - id: incidents-02
    type: entry
    cognition: recall
    rating: 0.5
    seconds: 10
    stem: >-
      Which
      second?
    form: word
    accept: ["x"]
    why: "So it is."
    source: [{id: rule, at: "page 2"}]
"""
    )


def test_a_column_without_a_heading_fills_nothing() -> None:
    fields, rows = rows_by_id(",id,stem\n7,incidents-01,\n")
    assert fill(MESSY, fields, rows, ["rule"]).text == MESSY


def test_what_a_sheet_says_wrongly_is_named_and_the_draft_stays_one(tmp_path: Path, capsys: Capture) -> None:
    folder, file, sheet = write_bank(tmp_path), tmp_path / "quiz.txt", tmp_path / "drafts.csv"
    file.write_text(AIKEN, encoding="utf-8")
    main(["bank", "import", str(file), str(folder), "--competency", "incidents"])
    sheet.write_text(
        "id,stem,cognition,rating,source\nincidents-03,x,recalling,1.5,law at 3\nincidents-99,y,,,\nincidents-01,z,,,\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    main(["bank", "import", "--fill", str(sheet), str(folder)])
    assert capsys.readouterr().out.splitlines() == [
        f"{sheet}:2: incidents-03: cognition: 'recalling' is not one of recall, application, analysis; "
        "did you mean 'recall'?",
        f"{sheet}:2: incidents-03: rating: 1.5 does not fit: it must be less than 1",
        f"{sheet}:2: incidents-03: sources.yaml has no law",
        f"{sheet}:3: there is no draft 'incidents-99'",
        f"{sheet}:4: 'incidents-01' is a question already; what it says stays",
        f"0 drafts finished, 1 left (readiness check {folder} says what they need).",
    ]


@pytest.mark.parametrize(
    ("rating", "kept"),
    [("80%", [0.8]), ("80.5 %", [0.805]), ("0,7", [0.7]), ("0,5; 0,7", [0.5, 0.7]), ("0.5,0.7", [0.5, 0.7])],
)
def test_a_sheet_may_say_a_share_as_spreadsheets_do(rating: str, kept: list[float]) -> None:
    record = {"stem": "Which?", "rating": rating, "cognition": "Recall", "seconds": "30"}
    told = own_fields(record, fields_among(list(record), {}, whole=False))
    numbers = told["rating"] if isinstance(told["rating"], list) else [told["rating"]]
    assert ([float(one) for one in numbers], told["cognition"]) == (kept, "recall")


def test_a_number_that_is_none_is_named_with_its_column() -> None:
    record = {"stem": "Which?", "rating": "high"}
    with pytest.raises(Unfit, match=r"^rating: 'high' is not a number in digits; wanted: one such as 0\.7$"):
        own_fields(record, fields_among(list(record), {}, whole=False))


# Any file at all ----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["{", "}", "=", "~", "#", "%50%", "->", "::a::", "A. x\n", "B) y\n", "ANSWER: A\n", "\n\n", "\\", '"', ",", ";", "\t"]
    + ["question,a,b,key\n", "- [x] yes\n", "- [ ] no\n", "## Which?\n", "Answer: B\n", "[", "]", '{"question": "Q?", ']
    + ['"options": ["a", "b"], "answer": 1}', "<quiz>", "</quiz>", '<question type="multichoice">', "</question>", "<text>"]
    + ["<!DOCTYPE a>", "&amp;", "<b>", "\x00", "\x1b[2J", "\u202e", "T", "F", "```\n", "true", "1.5", "..", ":"]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join)


@ANY
@given(
    st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from([*FORMATS, None]),
)
def test_any_bytes_are_read_or_refused_in_words(data: bytes, format: Format | None) -> None:
    """And whatever is read fits a bank, as a question or a draft, or is left out with a reason."""
    try:
        reading, _ = read_questions(data, "file", format, {})
    except UnreadableFile:
        return
    for question in reading.questions:
        try:
            item, _ = as_item({"id": "a-01", **question.fields}, ())
        except ValueError:
            continue
        assert misfit(item) is None
    assert all(one.reason and one.line >= 1 for one in reading.left_out)


HOSTILE = {
    "entities": b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
    "laughs": b'<!DOCTYPE q [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><quiz><question>&b;</question></quiz>',
    "outside": b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
    "parameter": b'<!DOCTYPE quiz [<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;]><quiz/>',
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_xml_that_declares_anything_is_refused(data: bytes) -> None:
    assert "declares a document type or entities" in refused(data, "moodle")


@pytest.mark.parametrize(
    ("data", "format", "words"),
    [
        (b"<quiz>" * 100, "moodle", "nested too deep: more than 40 levels"),
        (b"<quiz>" + b"<a/>" * 500_001, "moodle", "more than 500,000 elements"),
        (b"[" * 100_000, "json", "nested too deep: more than 40 levels"),
        (b'[{"question": ' + b"9" * 5000 + b"}]", "json", "has too many digits"),
        (b'{"a": 1, "a": 2}', "json", "the name 'a' stands twice in one block"),
        (b"question,a\n" + b'"' + b"x" * 200_000, "csv", "a quote never closed?"),
        (b"x" * 20_000_001, None, "this file is too large: over 20,000,000 bytes"),
        (b"PK\x03\x04rest", None, "save it as CSV"),
        (b"", None, "this file is empty"),
        (b"abc\x00def", "aiken", "this is no text file: it holds zero bytes"),
        (b"\xff\xfea\x00b", "aiken", "breaks off in the middle of a character"),
        (b"just words", None, "what format this file has cannot be told"),
        (b"<questions/>", "moodle", "this XML begins with <questions>"),
    ],
)
def test_files_that_cannot_be_read_are_refused_in_words(data: bytes, format: Format | None, words: str) -> None:
    assert words in refused(data, format)
