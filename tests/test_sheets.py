"""Response sheets: what is read, and what is refused with which words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.model import Response
from readiness.scoring.sheets import SHAPE, SheetError, read_sheet


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
        ('{"sheet": 1, "responses": [], "name": "Ana"}', 'the sheet: unknown key "name"; known are responses, sheet'),
        ('{"sheet": 1, "sheet": 1, "responses": []}', 'the key "sheet" stands twice in one object'),
        ('{"sheet": 1, "responses": [3]}', 'response 1: 3 came; wanted: {"item": "...", "answer": ...}'),
        (one(answer="a"), "response 1: 'item' is missing; wanted: the id of a question, in quotes"),
        (one(item=4, answer="a"), "response 1: 'item' is 4; wanted: the id of a question, in quotes"),
        (one(item="x"), "response 1 (x): 'answer' is missing; wanted: the answer, or null for \"don't know\""),
        (one(item="x", anwser="a"), 'response 1: unknown key "anwser"; known are answer, confidence, item, seconds'),
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
