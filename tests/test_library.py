"""What other programs rely on: the JSON Schemas, plain data in and out, wrong types refused in words."""

from __future__ import annotations

import gc
import json
import pickle
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import readiness
from readiness import Item, ItemBank, Response, ResponseError, Selector, SheetError, assemble, read_sheet, score, score_many
from readiness.bank.load import load_bank
from readiness.ground.exhibits.blocks import to_json
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import EntryTask, Generated, MarkTask, OrderTask, Spot, Task
from readiness.kinds.answers import key_answer, served_order
from readiness.report.value import BriefSkill, Expected, Report
from readiness.scoring.sheets import SHAPE
from readiness.sitting.kept import kept_for_practice
from tests import banks, typed_client

DATA = Path(__file__).parent / "data"
SHEET = json.loads((DATA / "sheet.json").read_text(encoding="utf-8"))

# Schemas ------------------------------------------------------------------------------------------------------------


def fields(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field, list entry and alternative that a schema describes, with its path."""
    inner = [(f"{path}.{name}", one) for name, one in schema.get("properties", {}).items()]
    inner += [(f"{path}[]", schema["items"])] if "items" in schema else []
    inner += [(f"{path}|{n}", one) for n, one in enumerate(schema.get("anyOf", []))]
    inner += [(f"{path}.*", schema["additionalProperties"])] if schema.get("additionalProperties") else []
    for name, one in inner:
        yield name, one
        yield from fields(one, name)


@pytest.mark.parametrize("name", ["report", "sheet"])
def test_every_field_of_a_schema_is_described(name: Any) -> None:
    schema = readiness.schema(name)
    jsonschema.Draft7Validator.check_schema(schema)
    found = dict(fields(schema))
    assert len(found) > 8
    assert [path for path, one in found.items() if not one.get("description")] == []


def test_a_schema_is_the_callers_own() -> None:
    readiness.schema("report").clear()
    assert readiness.schema("report")["title"] == "A readiness report"


def test_there_is_no_other_schema() -> None:
    with pytest.raises(KeyError, match="there is no schema 'bank'; there are report and sheet"):
        readiness.schema("bank")  # type: ignore[arg-type] # a wrong name is the test


@pytest.mark.parametrize("file", sorted(DATA.glob("report-*.json")), ids=lambda file: file.stem)
def test_a_report_of_an_older_version_fits_the_schema_of_this_one_and_is_read(file: Path) -> None:
    """Fields are only added, and each has a default: what is read again fits as well."""
    old = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.validate(old, readiness.schema("report"))
    again = Report.from_dict(old).to_dict()
    jsonschema.validate(again, readiness.schema("report"))
    assert holds(again, old)


def holds(new: Any, old: Any) -> bool:
    """Whether everything of some JSON data is still there, perhaps with more fields beside it."""
    if isinstance(old, dict):
        return all(name in new and holds(new[name], one) for name, one in old.items())
    if isinstance(old, list):
        return len(new) == len(old) and all(map(holds, new, old))
    return bool(new == old)


# Plain data in ------------------------------------------------------------------------------------------------------


def test_a_sheet_in_plain_data_is_scored_like_its_text() -> None:
    bank = load_bank()
    told = score(bank, read_sheet(json.dumps(SHEET)))
    assert score(bank, SHEET) == told
    assert score(bank, SHEET["responses"]) == told
    assert score(bank, [Response.from_dict(one) for one in SHEET["responses"]]) == told
    assert score(bank, iter(SHEET["responses"])) == told
    three: list[Any] = [read_sheet(SHEET), SHEET, SHEET["responses"]]
    assert len({brief.to_json() for brief in score_many(bank, three)}) == 1


def test_score_changes_nothing_it_is_given_and_its_report_can_be_pickled() -> None:
    sheet = json.loads(json.dumps(SHEET))
    report = score(load_bank(), sheet)
    assert sheet == SHEET
    assert pickle.loads(pickle.dumps(report)) == report == pickle.loads(pickle.dumps(score))(load_bank(), sheet)


def test_a_bank_that_nobody_holds_any_more_is_freed_with_all_that_was_worked_out_for_it() -> None:
    bank = banks.wide_bank()
    selector = Selector(bank, "quick", seed=1)
    given = []
    while (id := selector.next()) is not None:
        given.append(Response(id, key_answer(bank.item(id).task), 60.0))
        selector.answer(given[-1])
    score(bank, given)
    list(score_many(bank, [given]))
    kept_for_practice(bank)
    told = weakref.ref(bank)
    del bank, selector
    gc.collect()
    assert told() is None


def test_a_selector_takes_the_json_form_of_a_response() -> None:
    plain, typed = (Selector(banks.wide_bank(2), "quick", 7) for _ in range(2))
    while (item := plain.next()) is not None:
        assert typed.next() == item
        answer = key_answer(plain.bank.item(item).task)
        plain.answer(json.loads(json.dumps({"item": item, "answer": answer, "seconds": 20})))
        typed.answer(Response(item, answer, 20.0))
    assert typed.next() is None


def test_a_response_from_plain_data_is_the_one_written_out() -> None:
    written = {"item": "a@7", "answer": ["s2", "s1"], "seconds": 3, "confidence": "think"}
    assert Response.from_dict(written) == Response("a@7", ("s2", "s1"), 3.0, "think")
    assert Response.from_dict({"item": "a", "answer": None}) == Response("a")
    assert Response.from_dict(Response("a", "b", 3)) == Response("a", "b", 3.0)


# What does not fit --------------------------------------------------------------------------------------------------

BANK = banks.bank(
    [
        banks.item("plain"),
        banks.item("judged", task=banks.judgement()),
        banks.item("marked", task=banks.mark()),
        banks.item("ordered", task=banks.order(1, 2)),
        banks.item("number", task=EntryTask("number", number=Decimal("12.5"), within=Decimal("0.1"))),
        banks.item("word", task=banks.entry("word")),
    ],
    skills=("language",),
)


@pytest.mark.parametrize(
    ("responses", "item", "got", "wanted", "message"),
    [
        (
            [{"item": "plain", "answer": "z"}],
            "plain",
            "z",
            "one of a, b, c",
            'plain: the answer "z" does not fit; wanted: one of a, b, c',
        ),
        (
            [{"item": "nowhere", "answer": "a"}],
            "nowhere",
            "nowhere",
            "the id of a question",
            "this bank has no question 'nowhere'",
        ),
        (
            [{"item": 4, "answer": "a"}],
            None,
            4,
            "the id of a question, in quotes",
            "'item' is 4; wanted: the id of a question, in quotes",
        ),
        (
            [{"item": "plain"}],
            "plain",
            None,
            'the answer, or null for "don\'t know"',
            "plain: 'answer' is missing; wanted: the answer, or null for \"don't know\"",
        ),
        (
            [{"item": "plain", "answer": "a", "note": 1}],
            None,
            "note",
            "answer, confidence, digest, item, seconds",
            'unknown key "note"; known are answer, confidence, digest, item, seconds',
        ),
        (
            [Response("plain", "a", True)],
            "plain",
            True,
            "a number of at least 0, or null",
            "plain: 'seconds' is true; wanted: a number of at least 0, or null",
        ),
        (
            [Response("plain", "a", 1e16)],
            "plain",
            1e16,
            "a number up to 1e15",
            "plain: 'seconds' is too large",
        ),
        (
            [Response("plain", "a"), Response("plain", "b")],
            "plain",
            "plain",
            "one response for each question",
            "plain: answered twice; wanted: one response for each question",
        ),
        ([3], None, 3, '{"item": "...", "answer": ...}', '3 came; wanted: {"item": "...", "answer": ...}'),
        (
            "plain",
            None,
            "plain",
            f"the responses of a sitting in a list, or a sheet: {SHAPE}",
            f"a str came; wanted: the responses of a sitting in a list, or a sheet: {SHAPE}",
        ),
    ],
)
def test_what_does_not_fit_is_named_with_what_came_and_what_was_wanted(
    responses: Any, item: str | None, got: object, wanted: str, message: str
) -> None:
    with pytest.raises(ResponseError) as caught:
        score(BANK, responses)
    error = pickle.loads(pickle.dumps(caught.value))  # as a worker process sends it
    assert (error.item, error.got, error.wanted, str(error)) == (item, got, wanted, message)


def test_a_wrong_sheet_in_plain_data_is_a_sheet_error_with_the_same_fields() -> None:
    with pytest.raises(SheetError) as caught:
        score(BANK, {"sheet": 1, "responses": [{"item": "plain", "answer": "a", "seconds": -1}]})
    error = caught.value
    assert isinstance(error, ResponseError)
    assert (error.item, error.got, error.wanted) == ("plain", -1, "a number of at least 0, or null")
    assert str(error) == "response 1 (plain): 'seconds' is -1; wanted: a number of at least 0, or null"


class Awkward:
    """Of no type that anything expects."""


HOLDING_ITSELF: list[Any] = []
HOLDING_ITSELF.append(HOLDING_ITSELF)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.binary(max_size=2)
    | st.complex_numbers()
    | st.fractions()
    | st.decimals()
    | st.builds(lambda: 10**5000)
    | st.sampled_from([Awkward(), Awkward, HOLDING_ITSELF, "a", "s1", "sure", "plain", "number"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.frozensets(st.integers(), max_size=2)
        | st.dictionaries(st.sampled_from(["best", "worst", "item", "answer", "seconds", 3]), inner, max_size=3)
    ),
    max_leaves=6,
)


# The first example of so deep a strategy takes a second on a busy machine.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(BANK.items)), ANYTHING, ANYTHING, ANYTHING)
def test_a_wrong_type_anywhere_is_a_response_error_and_nothing_else(item: str, answer: Any, seconds: Any, sure: Any) -> None:
    for one in (
        Response(item, answer),
        Response(item, None, seconds),
        Response(item, None, None, sure),
        Response(answer, None),
        {"item": item, "answer": answer, "seconds": seconds, "confidence": sure},
        answer,
    ):
        wholes: list[Any] = [[one], {"sheet": 1, "responses": [one]}, one]
        for responses in wholes:
            with suppress(ResponseError):
                score(BANK, responses)


# Numbers and seeds --------------------------------------------------------------------------------------------------


def test_numbers_of_numpy_are_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    for kind in (numpy.float64, numpy.float32, numpy.float16):
        report = score(BANK, [Response("number", kind(12.5), kind(20.5))])
        assert (report.responses[0].credit, report.responses[0].answer, report.responses[0].seconds) == (1.0, "12.5", 20.5)
        json.dumps(report.to_dict())
    for kind in (numpy.int64, numpy.uint8):
        report = score(BANK, [{"item": "number", "answer": kind(12), "seconds": kind(20)}])
        assert (report.responses[0].answer, report.responses[0].seconds) == ("12", 20.0)
    for wrong in (numpy.bool_(True), numpy.float64("nan"), numpy.array([1, 2]), numpy.complex128(1)):
        with pytest.raises(ResponseError):
            score(BANK, [Response("plain", "a", wrong)])
        with pytest.raises(ResponseError):
            score(BANK, [Response("number", wrong)])


def test_a_number_is_read_where_it_can_be_written_in_digits() -> None:
    for answer in (12.5, Decimal("12.50")):
        plain = {"item": "number", "answer": answer}
        assert score(BANK, [plain]).responses[0].answer == "12.5"
    for wrong in (Fraction(25, 3), Decimal("sNaN"), 10**5000, 1e15):
        with pytest.raises(ResponseError) as caught:
            score(BANK, [{"item": "number", "answer": wrong}])
        assert caught.value.wanted == "write the number alone, in digits, like 12 or 12.5"


def test_a_margin_of_nothing_is_written_without_a_sign() -> None:
    """Else the last bits of a sum, which differ from machine to machine, would show."""
    expected = Expected(50.0, 40.0, 60.0)
    for margin in (-1e-9, 1e-9, 0.0, -0.0):
        assert '"margin": 0.000000,' in BriefSkill("too-close", 0.5, margin, 1.0, 3, expected).to_json()
    assert '"margin": -0.000001,' in BriefSkill("too-close", 0.5, -1e-6, 1.0, 3, expected).to_json()


class Seven:
    def __index__(self) -> int:
        return 7


SEEDED: list[Callable[[Any], object]] = [
    lambda seed: assemble(banks.wide_bank(4), "quick", seed),
    lambda seed: Selector(banks.wide_bank(4), "quick", seed).next(),
    lambda seed: BANK.view("ordered", order_seed=seed),
]


@pytest.mark.parametrize("seeded", SEEDED, ids=["assemble", "Selector", "view"])
def test_a_seed_is_any_whole_number_and_nothing_else(seeded: Callable[[Any], object]) -> None:
    assert seeded(Seven()) == seeded(7)
    for wrong in ("7", 7.0, None, Decimal(7)):
        with pytest.raises(TypeError):
            seeded(wrong)


def test_a_form_remembers_its_seed_as_a_plain_number() -> None:
    numpy = pytest.importorskip("numpy")
    form = assemble(banks.wide_bank(4), "quick", numpy.int64(7))
    assert type(form.seed) is int
    assert form == assemble(banks.wide_bank(4), "quick", 7)


# What a front end may show ------------------------------------------------------------------------------------------


def test_a_view_is_plain_data_in_the_served_order() -> None:
    item = BANK.item("judged")
    assert BANK.view("judged", order_seed=7) == {
        "item": "judged",
        "type": "judgement",
        "skill": "language",
        "competency": "language-x",
        "seconds": 40.0,
        "stem": "A scene. What is right in judged?",
        "exhibit": [],
        "options": [{"id": id, "text": f"Option {id}"} for id in served_order(item, 7)],
        "wanted": {
            "description": "The ids of two different options, the best and the worst.",
            "type": "object",
            "properties": {
                "best": {"enum": list(served_order(item, 7))},
                "worst": {"enum": list(served_order(item, 7))},
            },
            "required": ["best", "worst"],
            "additionalProperties": False,
        },
    }


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("made", "made is a generated question: write which one, such as made@0"),
        ("plain@3", "plain is not a generated question: write it without '@3'"),
        ("gone@3", "this bank has no question 'gone@3'"),
        ("made@", "this bank has no question 'made@'"),
        ("made@x", "this bank has no question 'made@x'"),
        ("made@-1", "this bank has no question 'made@-1'"),
        ("made@007", "this bank has no question 'made@007'"),
        ("made@1234567890", "this bank has no question 'made@1234567890'"),
        ("made@3@4", "this bank has no question 'made@3@4'"),
        ("Made@3", "this bank has no question 'Made@3'"),
    ],
)
def test_an_id_that_the_bank_does_not_have_says_what_is_wrong_with_it(id: str, message: str) -> None:
    def make(name: str, seed: int) -> Generated:
        return Generated(f"Number {seed}?", None, banks.choice(), "Why.", 1 / 3, 1, f"digest {seed}")

    one = banks.bank([banks.item("plain"), banks.item("made", template="t", generate=make)])
    assert (one.item("made@0").stem, one.item("made@999999999").stem) == ("Number 0?", "Number 999999999?")
    assert one.item("made@3") is one.item("made@3")
    with pytest.raises(KeyError) as caught:
        one.item(id)
    assert caught.value.args == (message,)


def test_an_instance_has_the_particulars_of_its_seed_and_the_rest_of_its_item() -> None:
    def make(name: str, seed: int) -> Generated:
        return Generated(
            f"Number {seed}?", f"Note {seed}.", banks.choice("b", "ab"), f"Why {seed}.", 0.5, 3, f"digest {seed}"
        )

    one = banks.bank([banks.item("made", "privacy", rating=0.6, seconds=55.0, template="t", generate=make)])
    found, base = one.item("made@3"), one.items["made"]
    assert (found.id, found.family, found.digest) == ("made@3", "made", "digest 3")
    assert (found.stem, found.exhibit, found.why) == ("Number 3?", "Note 3.", "Why 3.")
    assert (found.task, found.chance, found.parts) == (banks.choice("b", "ab"), 0.5, 3)
    assert (found.skill, found.competency, found.ratings, found.seconds) == ("privacy", "privacy-x", (0.6,), 55.0)
    assert found.sources == base.sources


def test_a_view_shows_both_values_of_a_field_and_the_exhibit_in_blocks() -> None:
    spots = {"born": Spot("Born", "1971", "1917"), "none": Spot("Nothing differs")}
    task = MarkTask(spots, ("born",), ("Chart", "Claim"))
    view = banks.bank([banks.item("records", task=task, exhibit="Two records.")]).view("records", order_seed=1)
    assert view["options"] == [
        {
            "id": "born",
            "text": "Born",
            "values": [{"record": "Chart", "value": "1971"}, {"record": "Claim", "value": "1917"}],
        },
        {"id": "none", "text": "Nothing differs"},
    ]
    assert view["exhibit"] == to_json(parse("Two records.").blocks) != []


TWINS: list[tuple[Task, Task]] = [
    (banks.choice("a"), banks.choice("b")),
    (banks.judgement("a", "d"), banks.judgement("d", "b")),
    (banks.mark(1, 4), MarkTask(banks.mark(1, 4).spots, ("s2", "s4"))),
    (banks.order(1, 1, 1), OrderTask(banks.order(1, 1, 1).pieces, (("p3",), ("p1", "p2")))),
    (banks.entry("one"), banks.entry("two", "three")),
    (EntryTask("number", number=Decimal(3)), EntryTask("number", number=Decimal(4), within=Decimal(1))),
    (
        MarkTask({"s1": Spot("Name", "Ana", "Anna"), "s2": Spot("Born", "1980", "1980")}, ("s1",), ("Card", "Record")),
        MarkTask({"s1": Spot("Name", "Ana", "Anna"), "s2": Spot("Born", "1980", "1980")}, ("s2",), ("Card", "Record")),
    ),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_two_items_that_differ_in_the_key_alone_look_the_same(one: Task, other: Task) -> None:
    first, second = (banks.bank([banks.item("twin", task=task)]).view("twin", order_seed=3) for task in (one, other))
    assert first == second


def every_item(bank: ItemBank) -> Iterator[Item]:
    for item in bank.items.values():
        yield item if item.generate is None else bank.item(f"{item.id}@7")


def test_the_view_of_every_item_asks_for_what_its_key_is_and_tells_no_reason() -> None:
    bank = load_bank()
    for item in every_item(bank):
        view = bank.view(item.id, order_seed=7)
        assert json.loads(json.dumps(view)) == view
        jsonschema.validate(json.loads(json.dumps(key_answer(item.task))), view["wanted"])
        assert item.why not in str(view)
        for option in getattr(item.task, "options", {}).values():
            assert option.why not in str(view)


@pytest.mark.parametrize("wrong", ["nowhere", "plain@3"])
def test_a_view_of_what_is_not_there_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(KeyError, match="question"):
        BANK.view(wrong)


def test_a_typed_program_of_its_own_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    """The one that type checkers see with the installed package."""
    typed_client.main()
    assert capsys.readouterr().out.endswith(" True\n")


def test_a_bank_names_itself_in_one_line() -> None:
    bank = load_bank()
    skills, items = len(bank.skills), len(bank.items)
    assert repr(bank) == (
        f"<ItemBank medical-coding {bank.version}: {items} items, {skills} skills, fingerprint {bank.fingerprint}>"
    )
