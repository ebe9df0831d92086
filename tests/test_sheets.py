"""Response sheets: what is read, and what is refused with which words."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import readiness
from readiness.bank.load import load_bank
from readiness.bulk.marker import Marker
from readiness.cli import main
from readiness.ground.errors import ResponseError
from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer
from readiness.report.make import score
from readiness.scoring.sheets import SHAPE, SheetError, has_changed, person_of, read_sheet, responses_for, sheet_of
from tests.banks import wide_bank


def test_a_sheet_becomes_responses() -> None:
    text = json.dumps(
        {
            "sheet": 1,
            "responses": [
                {"item": "word-parts-02", "answer": "b", "seconds": 11.2, "confidence": "sure"},
                {"item": "a", "answer": {"best": "a", "worst": "c"}},
                {"item": "b", "answer": ["s1", "s2"], "seconds": None, "confidence": None},
                {"item": "c", "answer": None, "seconds": 3},
            ],
        }
    )
    assert read_sheet(text) == [
        Response("word-parts-02", "b", 11.2, "sure"),
        Response("a", {"best": "a", "worst": "c"}),
        Response("b", ("s1", "s2")),
        Response("c", None, 3.0),
    ]


def one(**fields: object) -> str:
    return json.dumps({"sheet": 1, "responses": [fields]})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: not JSON: Expecting value"),
        ('{"sheet": 1,\n "responses": [}', "line 2, column 16: not JSON: Expecting value"),
        ("[]", f"a response sheet is wanted: {SHAPE}"),
        ("{}", "'sheet' is missing; wanted: 1, the kind of sheet this version reads"),
        ('{"sheet": 2, "responses": []}', "'sheet' is 2; wanted: 1, the kind of sheet this version reads"),
        ('{"sheet": true, "responses": []}', "'sheet' is true; wanted: 1, the kind of sheet this version reads"),
        ('{"sheet": 1}', "'responses' is missing; wanted: a list"),
        (
            '{"sheet": 1, "responses": [], "name": "Ana"}',
            'the sheet: unknown key "name"; known are bank, person, responses, sheet',
        ),
        ('{"sheet": 1, "sheet": 1, "responses": []}', 'the key "sheet" stands twice in one object'),
        ('{"sheet": 1, "responses": [3]}', 'response 1: 3 came; wanted: {"item": "...", "answer": ...}'),
        (one(answer="a"), "response 1: 'item' is missing; wanted: the id of a question, in quotes"),
        (one(item=4, answer="a"), "response 1: 'item' is 4; wanted: the id of a question, in quotes"),
        (one(item="x"), "response 1 (x): 'answer' is missing; wanted: the answer, or null for \"don't know\""),
        (one(item="x", anwser="a"), 'response 1: unknown key "anwser"; known are answer, confidence, digest, item, seconds'),
        (
            one(item="x", answer="a", seconds="9"),
            "response 1 (x): 'seconds' is \"9\"; wanted: a number of at least 0, or null",
        ),
        (one(item="x", answer="a", seconds=-1), "response 1 (x): 'seconds' is -1; wanted: a number of at least 0, or null"),
        (
            one(item="x", answer="a", seconds=True),
            "response 1 (x): 'seconds' is true; wanted: a number of at least 0, or null",
        ),
        (
            one(item="x", answer="a", confidence="high"),
            "response 1 (x): 'confidence' is \"high\"; wanted: guess, think or sure, or null",
        ),
        ('{"sheet": 1, "responses": [{"item": "x", "answer": NaN}]}', "NaN is not a number that JSON knows"),
        (
            '{"sheet": 1, "responses": [{"item": "x", "answer": "a", "seconds": 1e999}]}',
            "response 1 (x): 'seconds' is too large",
        ),
        ("[" * 100_000, "the JSON is nested too deeply"),
    ],
)
def test_a_wrong_sheet_says_where_and_what_is_wanted(text: str, message: str) -> None:
    with pytest.raises(SheetError) as caught:
        read_sheet(text)
    assert str(caught.value) == message


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["sheet", "responses", "item", "answer", "seconds", "confidence"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_the_reader_fail_in_another_way(value: object) -> None:
    try:
        found = read_sheet(json.dumps(value))
    except SheetError:
        return
    assert all(isinstance(response, Response) for response in found)


# Answers to questions that have changed since -----------------------------------------------------------------------

BANK = wide_bank()
FIRST, SECOND, THIRD = list(BANK.items.values())[:3]


def stamped(bank: str | None = BANK.fingerprint, **digests: str | None) -> dict[str, Any]:
    """A sheet with answers to three questions; each digest is that of the bank unless another is given."""
    rows = []
    for item, name in ((FIRST, "first"), (SECOND, "second"), (THIRD, "third")):
        digest = digests.get(name, item.digest)
        row = {"item": item.id, "answer": key_answer(item.task), "seconds": 30.0, "confidence": None}
        rows.append(row if digest is None else {**row, "digest": digest})
    return {"sheet": 1, **({} if bank is None else {"bank": bank}), "responses": rows}


NONE: dict[str, str | None] = {"first": None, "second": None, "third": None}
BOTH, ONE = f"{FIRST.id} and {THIRD.id}", SECOND.id
ALL = f"{FIRST.id}, {SECOND.id} and {THIRD.id}"


@pytest.mark.parametrize(
    ("sheet", "left", "named"),
    [
        (stamped(), 3, None),
        (stamped(None), 3, None),
        (stamped(None, **NONE), 3, None),
        (stamped(**NONE), 3, None),
        (stamped("other"), 3, None),
        (stamped(second="0" * 16), 2, ONE),
        (stamped(None, second="0" * 16), 2, ONE),
        (stamped("other", second="0" * 16), 2, ONE),
        (stamped("other", second=None), 2, ONE),
        (stamped("other", first=None, third="0" * 16), 1, BOTH),
        (stamped("other", **NONE), 0, ALL),
    ],
)
def test_answers_to_questions_that_have_changed_are_left_out_or_refused(
    sheet: dict[str, Any], left: int, named: str | None
) -> None:
    said: list[str] = []
    responses = responses_for(BANK, sheet, said.append)
    assert len(responses) == left
    assert responses_for(BANK, json.dumps(sheet), said.append) == responses
    count = {1: "1 answer", 2: "2 answers", 3: "3 answers"}.get(3 - left)
    assert said == [f"{count} left out: the bank no longer has the questions that were answered as {named}"] * 2 * bool(
        named
    )
    report = score(BANK, responses)
    assert [row.item for row in report.responses] == [response.item for response in responses]
    if named is None:
        assert score(BANK, sheet) == report
        assert Marker(BANK).sheet(json.dumps(sheet)).places
        return
    for strict in (partial(responses_for, BANK, sheet), partial(score, BANK, sheet), partial(_marked, sheet)):
        with pytest.raises(SheetError) as raised:
            strict()
        assert str(raised.value) == (
            f"the bank no longer has the questions that were answered as {named}; "
            "wanted: answers to the questions as they stand"
        )


def _marked(sheet: dict[str, Any]) -> object:
    return Marker(BANK).sheet(json.dumps(sheet))


def test_many_questions_that_have_changed_are_counted_not_named() -> None:
    rows = [{"item": id, "answer": None, "digest": "0"} for id in list(BANK.items)[:9]]
    said: list[str] = []
    assert responses_for(BANK, {"sheet": 1, "responses": rows}, said.append) == []
    assert said[0].endswith(f"{', '.join(sorted(list(BANK.items)[:9])[:5])} and 4 more")


def test_a_response_with_another_digest_is_refused_alone() -> None:
    with pytest.raises(ResponseError) as raised:
        score(BANK, [Response(FIRST.id, "a", digest="0")])
    assert str(raised.value) == (
        f"{FIRST.id}: the question has changed since it was answered; wanted: an answer to the question as it stands"
    )
    assert (raised.value.item, raised.value.got) == (FIRST.id, "0")


def test_an_instance_is_told_by_its_own_digest() -> None:
    bank = load_bank()
    item = bank.item("record-matching-02@7")
    base = bank.items["record-matching-02"]
    for digest, fits in ((item.digest, True), (bank.item("record-matching-02@8").digest, False), (base.digest, False)):
        given = Response(item.id, None, digest=digest)
        assert has_changed(bank, given) is not fits


def test_a_sheet_leaves_out_what_it_was_not_told() -> None:
    plain = {"item": "a-01", "answer": "b", "seconds": None, "confidence": None}
    assert sheet_of(None, [Response("a-01", "b")]) == {"sheet": 1, "responses": [plain]}
    assert sheet_of("f00d", [Response("a-01", "b", digest="d1")]) == {
        "sheet": 1,
        "bank": "f00d",
        "responses": [{**plain, "digest": "d1"}],
    }


@pytest.mark.parametrize(("person", "known"), [({"person": "A7"}, "A7"), ({"person": None}, None), ({}, None)])
def test_a_sheet_may_say_whose_it_is(person: dict[str, str | None], known: str | None) -> None:
    sheet: dict[str, Any] = {"sheet": 1, **person, "responses": []}
    assert person_of(sheet) == person_of(json.dumps(sheet)) == known
    assert read_sheet(json.dumps(sheet)) == []


def test_what_is_no_sheet_is_nobodys() -> None:
    with pytest.raises(SheetError) as caught:
        person_of({"sheet": 1, "person": "A7", "responses": [{"item": "a-01"}]})
    assert str(caught.value).startswith("response 1 (a-01): ")


@pytest.mark.parametrize(("length", "kept"), [(59, 59), (60, 60), (61, 60)])
def test_a_long_id_is_named_by_its_first_sixty_characters(length: int, kept: int) -> None:
    with pytest.raises(SheetError) as caught:
        read_sheet(one(item="a" * length, answer="b", seconds=-1))
    assert str(caught.value) == f"response 1 ({'a' * kept}): 'seconds' is -1; wanted: a number of at least 0, or null"


def test_a_sheet_that_is_written_comes_back() -> None:
    responses = [
        Response(FIRST.id, "a", 12.5, "sure", FIRST.digest),
        Response(SECOND.id, None, None, None, None),
    ]
    sheet = sheet_of(BANK.fingerprint, responses)
    assert responses_for(BANK, json.loads(json.dumps(sheet))) == responses
    jsonschema.validate(json.loads(json.dumps(sheet)), readiness.schema("sheet"))
    assert "bank" not in sheet_of(None, responses)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"sheet": 1, "bank": 7, "responses": []}', "'bank' is 7; wanted: the fingerprint of a bank, in quotes, or null"),
        (
            one(item="x", answer="a", digest=7),
            "response 1 (x): 'digest' is 7; wanted: the digest of the question as it was answered, in quotes, or null",
        ),
    ],
)
def test_stamps_are_texts(text: str, message: str) -> None:
    with pytest.raises(SheetError) as raised:
        read_sheet(text)
    assert str(raised.value) == message


@pytest.mark.parametrize(("name", "lead"), [("sheet.json", "{file}: "), ("sheets.jsonl", "{file}:1: ")])
@pytest.mark.parametrize("command", [["score", "--format", "json"], ["score", "--brief"], ["stats"]])
def test_the_commands_leave_out_or_refuse(
    command: list[str], name: str, lead: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"item": id, "answer": None, "digest": "0"} for id in ("word-parts-01", "abbreviations-01")]
    file = tmp_path / name
    file.write_text(json.dumps({"sheet": 1, "responses": [*rows, {"item": "word-parts-02", "answer": None}]}) + "\n")
    start = lead.format(file=file) if command[0] == "score" else f"{file}:1: "
    words = "the bank no longer has the questions that were answered as abbreviations-01 and word-parts-01"
    assert main([command[0], str(file), *command[1:]]) == 0
    said = capsys.readouterr()
    assert said.err == f"{start}2 answers left out: {words}\n"
    assert said.out
    assert main([command[0], str(file), "--strict", *command[1:]]) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"{start}{words}; wanted: answers to the questions as they stand\n")
    assert said.out == ""
