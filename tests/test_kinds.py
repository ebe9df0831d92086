"""What each type of item says of itself: one table a question, all five types in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import get_args

import pytest

from readiness.ground.draws import Draws
from readiness.ground.items import ChoiceTask, EntryTask, ItemType, JudgementTask, MarkTask, Option, OrderTask, Spot, Task
from readiness.ground.responses import Answer
from readiness.kinds.dispatch import KINDS, kind
from readiness.kinds.kind import Part, Thing
from readiness.screen.asking.dispatch import asking
from tests.banks import choice, entry, judgement, mark, order

CHOICE, JUDGEMENT, MARK, ORDER, ENTRY = choice("b"), judgement("c", "a"), mark(1, 2), order(1, 2), entry("ileum")
NUMBER = EntryTask("number", number=Decimal("12.50"), within=Decimal("0.5"))
RECORDS = MarkTask({"s1": Spot("Birth date", "1971", "1917"), "s2": Spot("Nothing differs")}, ("s1",), ("Chart", "Claim"))
EVERY: dict[ItemType, Task] = {"choice": CHOICE, "judgement": JUDGEMENT, "mark": MARK, "order": ORDER, "entry": ENTRY}


def test_every_type_is_dispatched_to_a_module_of_its_own_and_is_asked_by_one() -> None:
    assert tuple(KINDS) == get_args(ItemType) == tuple(EVERY) == tuple(task.type for task in get_args(Task))
    assert [type(kind(task)) for task in EVERY.values()] == list(KINDS.values())
    assert len({type(asking(task)) for task in EVERY.values()}) == len(EVERY)


@pytest.mark.parametrize(
    ("task", "things"),
    [
        (CHOICE, {"a": ("", "Because of a."), "b": ("key", "Because of b."), "c": ("", "Because of c.")}),
        (JUDGEMENT, {id: (role, f"Because of {id}.") for id, role in zip("abcd", ("worst", "", "best", ""))}),
        (MARK, {"s1": ("key", ""), "s2": ("", ""), "s3": ("", "")}),
        (ORDER, {"p1": ("", ""), "p2": ("", ""), "p3": ("", "")}),
        (ENTRY, {}),
    ],
)
def test_what_can_be_picked(task: Task, things: dict[str, tuple[str, str]]) -> None:
    assert {id: (thing.role, thing.why) for id, thing in kind(task).things.items()} == things


def test_a_field_of_two_records_is_shown_with_both_values() -> None:
    assert kind(RECORDS).things["s1"] == Thing("Birth date", role="key", values=(("Chart", "1971"), ("Claim", "1917")))
    assert kind(RECORDS).things["s2"] == Thing("Nothing differs")


@pytest.mark.parametrize(
    ("task", "lines"),
    [
        (CHOICE, ["1. Option a", "2. Option b", "3. Option c"]),
        (MARK, ["1. Line 1", "2. Line 2", "3. Line 3"]),
        (RECORDS, ["1. Birth date. Chart: 1971; Claim: 1917", "2. Nothing differs"]),
        (ORDER, ["- Piece 1", "- Piece 2", "- Piece 3"]),
        (ENTRY, ["Write a word."]),
    ],
)
def test_the_list_of_what_there_is_to_answer_with(task: Task, lines: list[str]) -> None:
    assert kind(task).listing == lines


@pytest.mark.parametrize(
    ("task", "right", "picks"),
    [
        (CHOICE, "b", {"option": ("b",)}),
        (JUDGEMENT, "c", {"best": ("c",), "worst": ("a",)}),
        (MARK, None, {"spot": ("s1",)}),
        (ORDER, None, {}),
        (ENTRY, None, {}),
    ],
)
def test_the_right_option_and_the_picks_of_the_key(
    task: Task, right: str | None, picks: Mapping[Part, tuple[str, ...]]
) -> None:
    assert (kind(task).right, kind(task).picks(kind(task).key)) == (right, picks)


@pytest.mark.parametrize(
    ("task", "alike"),
    [
        (CHOICE, []),
        (JUDGEMENT, []),
        (MARK, [("s2", "s3")]),  # neither is to be marked
        (ORDER, [("p2", "p3")]),  # they tie
    ],
)
def test_two_things_may_say_the_same_when_it_does_not_matter_which_is_picked(
    task: Task, alike: list[tuple[str, str]]
) -> None:
    shown, ids = kind(task), list(kind(task).things)
    pairs = [(one, other) for at, one in enumerate(ids) for other in ids[at + 1 :]]
    assert [pair for pair in pairs if shown.worth(pair[0]) == shown.worth(pair[1])] == alike


@pytest.mark.parametrize(
    ("task", "answer", "lines"),
    [
        (CHOICE, "b", []),
        (CHOICE, "a", ["About your answer: Because of a."]),
        (JUDGEMENT, {"best": "c", "worst": "a"}, []),
        (JUDGEMENT, {"best": "a", "worst": "c"}, ["About your best: Because of a.", "About your worst: Because of c."]),
        (MARK, ("s1",), []),
        (MARK, ("s2", "s3"), ["You missed: Line 1", "Marked without need: Line 2; Line 3"]),
        (mark(2, 2), ("s3",), ["You missed: Line 1; Line 2", "Marked without need: Line 3"]),
        (ORDER, ("p3", "p2", "p1"), []),
        (ENTRY, "colon", []),
    ],
)
def test_why_an_answer_is_wrong(task: Task, answer: Answer, lines: list[str]) -> None:
    assert kind(task).about(answer) == lines


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        (CHOICE, "c"),
        (JUDGEMENT, {"best": "d", "worst": "a"}),
        (MARK, ("s3", "s2")),
        (ORDER, ("p3", "p2", "p1")),
        (ENTRY, "word"),
        (NUMBER, str(Draws(1, "x", "y").below(100))),
        (EntryTask("date", ("2026-01-01",)), "2026-03-04"),
    ],
)
def test_the_blind_answer_of_someone_who_likes_the_last_most_and_marks_two(task: Task, answer: Answer) -> None:
    assert kind(task).blind(list(kind(task).things)[::-1], lambda spots: spots - 1, Draws(1, "x", "y")) == answer


@pytest.mark.parametrize(
    ("task", "ids", "wanted"),
    [
        (CHOICE, "cab", {"description": "The id of one option.", "enum": ["c", "a", "b"]}),
        (
            JUDGEMENT,
            "db",
            {
                "description": "The ids of two different options, the best and the worst.",
                "type": "object",
                "properties": {"best": {"enum": ["d", "b"]}, "worst": {"enum": ["d", "b"]}},
                "required": ["best", "worst"],
                "additionalProperties": False,
            },
        ),
        (
            MARK,
            ("s1", "s2", "s3"),
            {
                "description": "The ids of the spots that are marked, at least one.",
                "type": "array",
                "items": {"enum": ["s1", "s2", "s3"]},
                "minItems": 1,
                "uniqueItems": True,
            },
        ),
        (
            ORDER,
            ("p2", "p1", "p3"),
            {
                "description": "The ids of all pieces, in order.",
                "type": "array",
                "items": {"enum": ["p2", "p1", "p3"]},
                "minItems": 3,
                "uniqueItems": True,
            },
        ),
        (ENTRY, (), {"description": "Write a word.", "type": "string", "maxLength": 200}),
        (
            NUMBER,
            (),
            {
                "description": "Write the number alone, in digits, like 12 or 12.5.",
                "type": ["string", "number"],
                "maxLength": 200,
            },
        ),
        (
            EntryTask("date", ("2026-03-04",)),
            (),
            {
                "description": "Write the date like 3/4/2026, March 4 2026 or 2026-03-04.",
                "type": "string",
                "maxLength": 200,
            },
        ),
    ],
)
def test_the_form_of_answer_that_is_wanted(task: Task, ids: Sequence[str], wanted: dict[str, object]) -> None:
    assert kind(task).wanted(tuple(ids)) == wanted


def hints(task: Task, order: Sequence[str] = ()) -> set[str]:
    """The hints that an item may give, from many seeds."""
    return {kind(task).hint(tuple(order), Draws(seed, "i", "hint")) for seed in range(60)}


@pytest.mark.parametrize(
    ("task", "order", "said"),
    [
        (
            CHOICE,
            "cab",
            {"It is not number 1, “Option c”. Because of c.", "It is not number 2, “Option a”. Because of a."},
        ),
        (
            JUDGEMENT,
            "dcba",
            {"Number 1 is neither, “Option d”. Because of d.", "Number 3 is neither, “Option b”. Because of b."},
        ),
        (MARK, ("s1", "s2", "s3"), {"Only one of the 3 belongs to the answer."}),
        (mark(2, 2), ("s1", "s2", "s3", "s4"), {"2 of the 4 belong to the answer."}),
        (ORDER, ("p3", "p2", "p1"), {"This comes first: number 3, “Piece 1”."}),
        (order(2, 1), ("p3", "p2", "p1"), {f"This comes first: number {n}, “Piece {4 - n}”." for n in (2, 3)}),
        (
            ChoiceTask({"a": Option("One.", "Yes."), "b": Option("Two.", "No.")}, "a"),
            "ab",
            {"It is not number 2, “Two”. No."},
        ),
        (
            OrderTask({"p1": "First.", "p2": "Then."}, (("p1",), ("p2",))),
            ("p2", "p1"),
            {"This comes first: number 2, “First”."},
        ),
        (ENTRY, (), {"It begins with “i” and has 5 characters."}),
        (EntryTask("date", ("2026-01-31",)), (), {"It is a day in January 2026."}),
        (EntryTask("date", ("12/1/2026",)), (), {"It is a day in December 2026."}),
    ],
)
def test_a_hint_tells_a_part_of_the_answer_and_never_more(task: Task, order: Sequence[str], said: set[str]) -> None:
    assert hints(task, order) == said


@pytest.mark.parametrize(
    ("number", "lows", "highs"),
    [
        ("12.5", range(6, 12), range(14, 20)),
        ("0", [0], range(1, 5)),
        ("1", [0], range(2, 6)),
        ("7", range(3, 7), range(8, 12)),
        ("-3", range(-7, -3), range(-2, 2)),
        ("-0.5", range(-5, -1), range(1, 5)),
        ("11", range(6, 11), range(12, 17)),
    ],
)
def test_the_hint_to_a_number_has_the_number_strictly_between_two(
    number: str, lows: Sequence[int], highs: Sequence[int]
) -> None:
    said = [re.fullmatch(r"It is a number from (-?\d+) to (-?\d+)\.", hint) for hint in hints(_number(number))]
    found = [(int(match[1]), int(match[2])) for match in said if match]
    assert len(found) == len(said)
    assert {low for low, _ in found} == set(lows)
    assert {high for _, high in found} == set(highs)


def _number(number: str) -> EntryTask:
    return EntryTask("number", number=Decimal(number))


def test_only_options_that_allow_it_and_pieces_are_shuffled() -> None:
    assert {type: kind(task).shuffled for type, task in EVERY.items()} == {
        "choice": True,
        "judgement": True,
        "mark": False,
        "order": True,
        "entry": False,
    }


def test_a_warm_up_is_of_its_own_type_and_choice_needs_none() -> None:
    tasks = {name: of.warm_up.task for name, of in KINDS.items() if of.warm_up is not None}
    assert list(tasks) == ["judgement", "mark", "order", "entry"]
    assert [(task.type, kind(task).credit(kind(task).key)) for task in tasks.values()] == [(name, 1.0) for name in tasks]


def test_options_that_end_in_a_period_are_said_in_sentences() -> None:
    told = JudgementTask({"a": Option("Ask her.", "Yes."), "b": Option("Go home.", "No.")}, "a", "b")
    assert kind(told).wording({"best": "a", "worst": "b"}) == "Best: Ask her. Worst: Go home."


def test_a_date_is_shown_with_its_month_in_letters() -> None:
    assert kind(EntryTask("date", ("2026-03-04",))).wording("2026-03-04") == "March 4, 2026"


def test_a_code_is_shown_in_capitals_whether_right_or_not_and_a_word_is_not() -> None:
    code, word = kind(EntryTask("word", accept=("R4-40E", "R440E"))), kind(EntryTask("word", accept=("kidney",)))
    assert [code.wording(code.read(text)) for text in ("r4-40e", "R4-40a")] == ["R4-40E", "R4-40A"]
    assert (code.wording(code.key), word.wording(word.read("Kidney"))) == ("R4-40E", "kidney")
    assert "begins with “R”" in code.hint((), Draws(1, "i", "hint"))


@pytest.mark.parametrize("dash", "-‐‑‒–—−－")
def test_any_dash_is_the_same_sign_and_what_cannot_be_seen_is_no_part_of_an_answer(dash: str) -> None:
    code = kind(EntryTask("word", accept=("R4-40E",)))
    assert code.credit(code.read(f"\u200br4{dash}40\u00ade")) == 1
    assert kind(EntryTask("number", number=Decimal(-5))).read(f"{dash}5") == "-5"
    assert kind(EntryTask("date", accept=("2026-03-04",))).read(f"2026{dash}3{dash}4") == "2026-03-04"


OPTIONS = {id: {"text": f" Option {id}", "why": "Because. "} for id in "abcd"}


@pytest.mark.parametrize("asked", [None, True, False])
def test_options_keep_their_order_only_where_the_bank_says_so(asked: bool | None) -> None:
    said = {} if asked is None else {"shuffle": asked}
    choice_task = KINDS["choice"].build({"options": OPTIONS, "key": "b", **said})
    judgement_task = KINDS["judgement"].build({"options": OPTIONS, "best": "c", "worst": "a", **said})
    options = {id: Option(f"Option {id}", "Because.") for id in "abcd"}
    assert choice_task == ChoiceTask(options, "b", asked is not False)
    assert judgement_task == JudgementTask(options, "c", "a", asked is not False)


def test_a_number_is_meant_exactly_unless_the_bank_gives_it_room() -> None:
    assert KINDS["entry"].build({"form": "number", "number": 12.5}) == EntryTask("number", number=Decimal("12.5"))
    assert KINDS["entry"].build({"form": "number", "number": 12.5, "within": 0.5}) == NUMBER


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"best": "a", "worst": "b"}, []),
        ({"best": "z", "worst": "b"}, [(("best",), "'z' is not one of the options: a, b, c, d")]),
        ({"best": "a", "worst": "z"}, [(("worst",), "'z' is not one of the options: a, b, c, d")]),
        ({"best": "a", "worst": "a"}, [(("worst",), "best and worst must be different options")]),
    ],
)
def test_best_and_worst_are_two_options_of_the_item(given: dict[str, str], found: list[object]) -> None:
    assert list(KINDS["judgement"].findings({"options": OPTIONS, **given})) == found


# What is wrong with an item's data ----------------------------------------------------------------------------------

PAIR = {"label": "Born", "left": "1971", "right": "1917"}
ALIKE = {"label": "Name", "left": "Ana", "right": "Ana"}
NOT_A_SPOT = "'s9' is not one of the spots: s1, s2"


@pytest.mark.parametrize(
    ("type", "data", "found"),
    [
        ("choice", {"options": {"a": {"text": "One"}, "b": {"text": "Two"}}, "key": "a"}, []),
        ("choice", {"options": {}, "key": "a"}, []),
        ("choice", {"options": {"a": {"text": "One"}}}, []),
        ("choice", {"options": {"a": {"text": "One"}}, "key": "z"}, [(("key",), "'z' is not one of the options: a")]),
        (
            "choice",
            {"options": {id: {"text": text} for id, text in zip("abcd", ("One", "Two", " one ", "ONE"))}, "key": "a"},
            [
                (("options", "c", "text"), "the options a and c say the same"),
                (("options", "d", "text"), "the options a and d say the same"),
            ],
        ),
        ("choice", {"options": {"a": {}, "b": {}}, "key": "a"}, []),
        ("mark", {"spots": {"s1": "One", "s2": "Two"}, "key": ["s1"]}, []),
        ("mark", {"spots": {"s1": "One", "s2": "Two"}, "key": ["s1", 3]}, []),
        ("mark", {"spots": {"s1": "One", "s2": "Two"}, "key": ["s1", "s9"]}, [(("key", 1), NOT_A_SPOT)]),
        (
            "mark",
            {"spots": {"s1": "One", "s2": "Two"}, "key": ["s2", "s1"]},
            [(("key",), "every spot is keyed; at least one must not be")],
        ),
        ("mark", {"spots": {}, "key": []}, []),
        (
            "mark",
            {"spots": {"s1": PAIR, "s2": "Two"}, "key": ["s2"]},
            [(("spots", "s1"), "a spot with a left and a right needs 'records', which names the two records")],
        ),
        ("mark", {"spots": {"s1": PAIR, "s2": "None"}, "key": ["s1"], "records": {}}, []),
        ("mark", {"spots": {"s1": PAIR, "s2": ALIKE, "s3": "None"}, "key": ["s1", "s2"], "records": {}}, []),
        ("mark", {"spots": {"s1": PAIR, "s2": ALIKE, "s3": "None"}, "key": ["s3"], "records": {}}, []),
        (
            "mark",
            {"spots": {"s1": PAIR, "s2": ALIKE, "s3": "None"}, "key": ["s2", "s3"], "records": {}},
            [(("key",), "left and right are the same in every keyed spot; at least one must differ")],
        ),
        (
            "mark",
            {"spots": {"s1": "One", "s2": "Two"}, "key": ["s1"], "records": {}},
            [(("records",), "two records are named, but no spot has a left and a right")],
        ),
        ("mark", {"spots": {}, "key": [], "records": {}}, []),
        ("order", {"pieces": {"p1": "1", "p2": "2", "p3": "3"}, "key": ["p2", ["p1", "p3"]]}, []),
        ("order", {"pieces": {"p1": "1"}, "key": []}, []),
        (
            "order",
            {"pieces": {"p1": "1", "p2": "2", "p3": "3"}, "key": ["p1", ["p1", "p9"], 3]},
            [
                (("key", 1, 0), "'p1' is placed twice"),
                (("key", 1, 1), "'p9' is not one of the pieces: p1, p2, p3"),
                (("key",), "every piece must have its place; missing: p2, p3"),
            ],
        ),
        (
            "order",
            {"pieces": {"p1": "1", "p2": "2"}, "key": ["p1", "p9", "p2", "p1"]},
            [
                (("key", 1), "'p9' is not one of the pieces: p1, p2"),
                (("key", 3), "'p1' is placed twice"),
            ],
        ),
        ("entry", {"form": "date", "accept": ["2026-03-04", "March 4, 2026"]}, []),
        ("entry", {"accept": ["whatever"]}, []),
        (
            "entry",
            {"form": "number", "accept": ["12", "twelve"]},
            [(("accept", 1), "'twelve' cannot be read as a number: write the number alone, in digits, like 12 or 12.5")],
        ),
    ],
)
def test_what_is_wrong_with_the_data_of_an_item_is_found_at_its_place(
    type: ItemType, data: dict[str, object], found: list[object]
) -> None:
    assert list(KINDS[type].findings(data)) == found


@pytest.mark.parametrize(
    ("type", "data", "task"),
    [
        (
            "mark",
            {"spots": {"s1": "Nothing differs", "s2": PAIR}, "key": ["s2"], "records": {"left": "Chart", "right": "Claim"}},
            MarkTask({"s1": Spot("Nothing differs"), "s2": Spot("Born", "1971", "1917")}, ("s2",), ("Chart", "Claim")),
        ),
        (
            "mark",
            {"spots": {"s1": "One", "s2": "Two"}, "key": ["s2"]},
            MarkTask({"s1": Spot("One"), "s2": Spot("Two")}, ("s2",)),
        ),
        (
            "order",
            {"pieces": {"p1": "1", "p2": "2", "p3": "3"}, "key": ["p2", ["p1", "p3"]]},
            OrderTask({"p1": "1", "p2": "2", "p3": "3"}, (("p2",), ("p1", "p3"))),
        ),
        ("entry", {"form": "word", "accept": ["ileum", "Ileum"]}, EntryTask("word", accept=("ileum", "Ileum"))),
        ("entry", {"number": 12.5}, EntryTask("number", number=Decimal("12.5"), within=Decimal(0))),
        ("entry", {"number": 12, "within": 0.1}, EntryTask("number", number=Decimal(12), within=Decimal("0.1"))),
        (
            "choice",
            {"options": {"a": {"text": "One", "why": "Because.\n"}}, "key": "a", "shuffle": False},
            ChoiceTask({"a": Option("One", "Because.")}, "a", False),
        ),
        (
            "judgement",
            {
                "options": {"a": {"text": "1", "why": "Yes."}, "b": {"text": "2", "why": "No."}},
                "best": "a",
                "worst": "b",
            },
            JudgementTask({"a": Option("1", "Yes."), "b": Option("2", "No.")}, "a", "b", True),
        ),
    ],
)
def test_the_task_of_an_item_is_built_from_its_data(type: ItemType, data: dict[str, object], task: Task) -> None:
    assert KINDS[type].build(data) == task
