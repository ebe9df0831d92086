"""Sheets marked fast: the same marks and the same words as the strict reader, whatever the sheet."""

from __future__ import annotations

import json
import math
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.bulk import marker as marker_module
from readiness.bulk.marker import Marker, Marks
from readiness.ground.errors import ResponseError
from readiness.ground.items import Generated
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import mark_responses
from readiness.scoring.sheets import SheetError, read_sheet
from tests.banks import bank, choice, entry, item, judgement, mark, order


def make(id: str, seed: int) -> Generated:
    return Generated(f"Number {seed}?", None, choice("ab"[seed % 2], "abcd" if seed % 3 else "abc"), "Why.", 1 / 3, 1)


BANK: ItemBank = bank(
    [
        item("choice", task=choice("a"), seconds=40.0),
        item("judgement", task=judgement("a", "d"), seconds=60.0),
        item("mark", task=mark(2, 4), seconds=5.0),
        item("order", task=order(1, 2, 1), seconds=200.0),
        item("entry", task=entry("word", "other"), skill="privacy"),
        item("made", template="numbers", generate=make),
    ],
    ["language", "privacy"],
)
KEPT = Marker(BANK)


def strictly(text: str) -> Marks:
    return Marker(BANK).sitting(mark_responses(BANK, read_sheet(text)))


def outcome(marker: Marker, text: str) -> object:
    """Credits by curve and rapid skills, or the error with its words; places are numbered as items are met."""
    try:
        marks = marker.sheet(text)
    except (SheetError, ResponseError) as error:
        return type(error), str(error)
    curves = [(one.family, one.chance, one.parts) for one in marker.items]
    return [curves[place] for place in marks.places], marks.credits, marks.rapid


def strict_outcome(text: str) -> object:
    marker = Marker(BANK)
    try:
        marks = marker.sitting(mark_responses(BANK, read_sheet(text)))
    except (SheetError, ResponseError) as error:
        return type(error), str(error)
    curves = [(one.family, one.chance, one.parts) for one in marker.items]
    return [curves[place] for place in marks.places], marks.credits, marks.rapid


def same(text: str) -> bool:
    """Whether a marker that knows nothing and one that has met much both do as the strict reader."""
    return outcome(Marker(BANK), text) == outcome(KEPT, text) == strict_outcome(text)


USUAL: dict[str, list[Any]] = {
    "choice": ["a", "b", None],
    "judgement": [{"best": "a", "worst": "d"}, {"worst": "a", "best": "c"}, None],
    "mark": [["s1", "s2"], ["s2", "s1"], ["s3"], ["s1", "s4"]],
    "order": [["p1", "p3", "p2", "p4"], ["p4", "p3", "p2", "p1"]],
    "entry": ["word", " Word ", "wrong", None],
    "made@7": ["a", "b"],
    "made@8": ["a", None],
    "made@10": ["d", "a"],
}
STRANGE: list[Any] = [
    "z",
    "",
    "a:b",
    'a"b',
    ["s1", "s1"],
    [],
    ["p1"],
    [["s1"]],
    [None, "a", "d"],
    ["best", "a"],
    {"best": "a"},
    {},
    {"best": "a", "worst": "a"},
    {"best": "a", "worst": "d", "c": 1},
    {"best": ["a"], "worst": "d"},
    1,
    1.0,
    True,
    0,
    "word\u2028",
]
seconds = st.sampled_from([None, 0, 0.0, 0.4, 0.5, 1, 3, 3.9, 4.0, 5.9, 30, 30.0, 1e15])
strange_seconds = st.sampled_from([True, False, -1, -0.0, 1e16, 10**30, "9", [], float("inf")])
confidences = st.sampled_from([None, "guess", "think", "sure"])


@st.composite
def usual_responses(draw: st.DrawFn) -> list[dict[str, Any]]:
    responses = []
    for id in draw(st.lists(st.sampled_from(sorted(USUAL)), unique=True)):
        one: dict[str, Any] = {"item": id, "answer": draw(st.sampled_from(USUAL[id]))}
        if draw(st.booleans()):
            one["seconds"] = draw(seconds)
        if draw(st.booleans()):
            one["confidence"] = draw(confidences)
        responses.append(one)
    return responses


@settings(deadline=None)
@given(usual_responses(), st.sampled_from([None, 1]))
def test_a_usual_sheet_is_marked_as_the_strict_reader_marks_it(responses: list[dict[str, Any]], indent: int | None) -> None:
    assert same(json.dumps({"sheet": 1, "responses": responses}, indent=indent))


@pytest.mark.parametrize(
    ("id", "limit"),
    [("choice", 4.0), ("judgement", 6.0), ("mark", 0.5), ("order", 10.0)],  # a tenth of its seconds, at most ten
)
@pytest.mark.parametrize("short", [True, False])
def test_an_answer_is_too_fast_below_the_limit_of_its_item_and_not_at_it(id: str, limit: float, short: bool) -> None:
    seconds = math.nextafter(limit, 0.0) if short else limit
    for time in (seconds, *([] if short or limit % 1 else [int(limit)])):
        text = json.dumps({"sheet": 1, "responses": [{"item": id, "answer": USUAL[id][0], "seconds": time}]})
        for marker in (Marker(BANK), KEPT):
            assert marker.sheet(text).rapid == (["language"] if short else [])
        assert same(text)


def test_a_usual_sheet_never_needs_the_strict_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr(marker_module, "responses_for", never)
    random = Random(1)
    for _ in range(200):
        responses = [
            {
                "item": id,
                "answer": random.choice(USUAL[id]),
                "seconds": random.choice([None, 0.1, 5, 30.5]),
                "confidence": random.choice([None, "sure"]),
            }
            for id in random.sample(sorted(USUAL), 5)
        ]
        if random.random() < 0.3:
            responses = [{"item": one["item"], "answer": one["answer"]} for one in responses]
        marks = KEPT.sheet(json.dumps({"sheet": 1, "responses": responses}))
        assert len(marks.credits) + len(marks.rapid) == 5


@settings(max_examples=200, deadline=None)
@given(usual_responses(), st.data())
def test_a_sheet_with_one_strange_value_is_treated_as_the_strict_reader_treats_it(
    responses: list[dict[str, Any]], data: st.DataObject
) -> None:
    sheet: dict[str, Any] = {"sheet": 1, "responses": responses}
    what = data.draw(
        st.sampled_from(
            ["sheet", "more", "responses", "response", "item", "answer", "seconds", "confidence", "extra", "without"]
        )
    )
    if what in ("sheet", "more"):
        sheet[what] = data.draw(st.sampled_from([True, 1.0, "1", 2, None, [1]]))
    elif what == "responses" or not responses:
        sheet["responses"] = data.draw(st.sampled_from([None, {}, "abcd", 4, {"a": 1}]))
    elif what == "response":
        responses[0] = data.draw(st.sampled_from([None, 4, "abcd", ["item", "answer", "seconds", "confidence"], {}]))
    else:
        one = responses[-1]
        if what == "without":
            del one[data.draw(st.sampled_from(sorted(one)))]
        else:
            one[what] = data.draw(
                {
                    "item": st.sampled_from(
                        ["choice", "nothing", "made", "made@07", "choice@1", "", 3, None, ["choice"], {}]
                    ),
                    "answer": st.sampled_from(STRANGE),
                    "seconds": strange_seconds,
                    "confidence": st.sampled_from(["SURE", "", 1, True, [], {}]),
                    "extra": st.just(1),
                }[what]
            )
    assert same(json.dumps(sheet))


INSERTED = [*'":,{}[]\\ 1e-\u00e9\ufeff', "NaN", "\\u003a", "\\u0022"]


@settings(max_examples=250, deadline=None)
@given(usual_responses(), st.data())
def test_a_damaged_text_is_treated_as_the_strict_reader_treats_it(
    responses: list[dict[str, Any]], data: st.DataObject
) -> None:
    text = json.dumps({"sheet": 1, "responses": responses})
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 40)))
        text = data.draw(
            st.sampled_from(
                [
                    text[:start] + text[end:],
                    text[:end] + text[start:end] + text[end:],
                    text[:start],
                    text[:start] + data.draw(st.sampled_from(INSERTED)) + text[start:],
                ]
            )
        )
    assert same(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"sheet": 1, "responses": [{"item": "choice", "answer": "a", "answer": "b"}]}',
            'the key "answer" stands twice in one object',
        ),
        (
            '{"sheet": 1, "responses": [{"item": "choice", "answer" : "a", "answer": "x:"}]}',
            'the key "answer" stands twice in one object',
        ),
        ('{"sheet": 1, "sheet": 1, "responses": []}', 'the key "sheet" stands twice in one object'),
        (
            '{"sheet": 1, "responses": [{"item": "judgement", "answer": {"best": "b", "best": "a", "worst": "d"}}]}',
            'the key "best" stands twice in one object',
        ),
        (
            '{"sheet": 1, "responses": [{"item": "choice", "answer": "a"}, {"item": "choice", "answer": "a"}]}',
            "choice: answered twice; wanted: one response for each question",
        ),
        (
            '{"sheet": 1, "responses": [{"item": "choice", "answer": "a", "seconds": NaN}]}',
            "NaN is not a number that JSON knows",
        ),
        ('{"sheet": 1, "responses": [{"item": "choice", "answer": ' + "9" * 5000 + "}]}", None),
        ("[" * 100_000, "the JSON is nested too deeply"),
    ],
)
def test_what_only_a_strict_reader_would_notice_is_noticed(text: str, message: str | None) -> None:
    """None: older Pythons read a number of any length, which then does not fit the question."""
    with pytest.raises((SheetError, ResponseError)) as caught:
        KEPT.sheet(text)
    assert message is None or str(caught.value) == message
    assert same(text)


def test_every_answer_that_earns_full_credit_does_so() -> None:
    ids = [one.id if one.generate is None else f"{one.id}@5" for one in BANK.items.values()]
    responses = [{"item": id, "answer": key_answer(BANK.item(id).task)} for id in ids]
    assert KEPT.sheet(json.dumps({"sheet": 1, "responses": responses})).credits == [1.0] * 6


def test_two_instances_of_one_item_count_twice() -> None:
    text = json.dumps({"sheet": 1, "responses": [{"item": "made@7", "answer": "b"}, {"item": "made@13", "answer": "a"}]})
    marks = Marker(BANK).sheet(text)
    assert (marks.places, marks.credits) == ([0, 0], [1.0, 0.0])


def test_what_is_kept_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marker_module, "INSTANCES_KEPT", 10)
    monkeypatch.setattr(marker_module, "CREDITS_KEPT", 10)
    marker = Marker(BANK)
    for seed in range(50):
        text = json.dumps(
            {"sheet": 1, "responses": [{"item": f"made@{seed}", "answer": "a"}, {"item": "entry", "answer": f"word {seed}"}]}
        )
        assert marker.sheet(text).credits == strictly(text).credits
    assert len(marker._known) == 10
    assert len(marker._known["entry"][2]) == 10
