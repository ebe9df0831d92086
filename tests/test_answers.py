"""What an answer may look like, and the credit it earns."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.ground.items import EntryForm, EntryTask, MarkTask, OrderTask, Spot, Task
from readiness.ground.responses import Answer
from readiness.kinds.answers import (
    chance,
    credit,
    key_answer,
    parts,
    read_answer,
    served_order,
    wording,
)
from readiness.kinds.entry import read_as_written, read_entry
from readiness.kinds.kind import AnswerError
from tests.banks import choice, entry, item, judgement, mark, order


@pytest.mark.parametrize(
    ("task", "answer", "earned"),
    [
        (choice("b"), "b", 1.0),
        (choice("b"), "a", 0.0),
        (choice("b"), None, 1 / 3),
        (judgement("a", "d"), {"best": "a", "worst": "d"}, 1.0),
        (judgement("a", "d"), {"best": "a", "worst": "b"}, 0.5),
        (judgement("a", "d"), {"best": "b", "worst": "d"}, 0.5),
        (judgement("a", "d"), {"best": "d", "worst": "a"}, 0.0),
        (judgement("a", "d"), None, 0.25),
        (mark(2, 4), ("s1", "s2"), 1.0),
        (mark(2, 4), ("s1",), 0.5),
        (mark(2, 4), ("s1", "s3"), 0.0),
        (mark(2, 4), ("s1", "s2", "s3"), 0.5),
        (mark(2, 4), ("s1", "s2", "s3", "s4", "s5", "s6"), 0.0),
        (mark(3, 2), ("s1", "s2", "s4"), pytest.approx(2 / 3 - 1 / 2)),  # fewer wrong spots than right ones: each costs more
        (order(1, 1, 1), ("p1", "p2", "p3"), 1.0),
        (order(1, 1, 1), ("p2", "p1", "p3"), pytest.approx(1 / 3)),
        (order(1, 1, 1), ("p3", "p2", "p1"), 0.0),
        (order(1, 2), ("p1", "p3", "p2"), 1.0),  # the tied pair does not count
        (order(1, 2), ("p2", "p1", "p3"), 0.0),
        (entry("word"), "word", 1.0),
        (entry("word"), "other", 0.0),
        (entry("word"), None, 0.0),
    ],
)
def test_credit_is_exact(task: Task, answer: Answer, earned: float) -> None:
    assert credit(task, answer) == earned


@pytest.mark.parametrize(
    ("number", "within", "answer", "earned"),
    [
        ("12.5", "0.5", "13", 1.0),  # inclusive at both ends
        ("12.5", "0.5", "12", 1.0),
        ("12.5", "0.5", "13.01", 0.0),
        ("0.3", "0.1", "0.4", 1.0),  # in binary floating point 0.4 - 0.3 is more than 0.1
        ("1250", "0", "1250", 1.0),
    ],
)
def test_a_number_counts_when_it_lies_within(number: str, within: str, answer: str, earned: float) -> None:
    assert credit(EntryTask("number", number=Decimal(number), within=Decimal(within)), answer) == earned


@pytest.mark.parametrize(
    ("task", "guess", "decisions"),
    [
        (choice("a", "abc"), 1 / 3, 1),
        (choice("a", "abcd"), 1 / 4, 1),
        (judgement(), 1 / 4, 2),
        (mark(1, 4), 1 / 5, 1),
        (mark(2, 4), 1 / 6, 2),
        (mark(4, 8), 1 / 12, 4),
        (order(1, 1, 1), 5 / 18, 2),
        (order(1, 1, 1, 1), 7 / 36, 3),
        (entry(), 0.0, 1),
    ],
)
def test_chance_and_parts_are_exact(task: Task, guess: float, decisions: int) -> None:
    assert chance(task) == pytest.approx(guess, abs=1e-12)
    assert parts(task) == decisions


@pytest.mark.parametrize(("keyed", "unkeyed"), [(1, 1), (1, 4), (2, 3), (3, 2), (3, 6), (4, 1), (4, 4), (5, 3), (4, 7)])
def test_chance_of_mark_is_the_best_mean_over_blind_rules_counted_one_by_one(keyed: int, unkeyed: int) -> None:
    task = mark(keyed, unkeyed)
    means = []
    for j in range(1, keyed + unkeyed + 1):
        credits = [credit(task, marked) for marked in combinations(task.spots, j)]
        means.append(sum(credits) / len(credits))
    assert chance(task) == pytest.approx(max(means), abs=1e-12)


@pytest.mark.parametrize("sizes", [(1, 1, 1), (1, 2), (2, 1, 1), (1, 1, 1, 1, 1), (2, 2, 1), (3, 1, 2), (1, 1, 1, 1, 1, 1)])
def test_chance_of_order_is_the_mean_over_all_orders_counted_one_by_one(sizes: tuple[int, ...]) -> None:
    task = order(*sizes)
    credits = [credit(task, tuple(arranged)) for arranged in permutations(task.pieces)]
    assert chance(task) == pytest.approx(sum(credits) / len(credits), abs=1e-12)


def test_dont_know_is_read_as_it_is_whatever_the_type() -> None:
    for task in (choice(), judgement(), mark(), order(1, 2), entry(), EntryTask("number", number=Decimal(3))):
        assert read_answer(task, None) is None


def test_a_date_is_accepted_however_the_bank_writes_it() -> None:
    assert credit(EntryTask("date", accept=("March 4, 2026",)), "2026-03-04") == 1.0
    assert credit(EntryTask("date", accept=("March 4, 2026",)), "2026-03-05") == 0.0


@pytest.mark.parametrize("task", [choice(), judgement(), mark(), mark(3, 6), order(1, 2, 1), entry()])
def test_the_key_earns_full_credit(task: Task) -> None:
    assert credit(task, read_answer(task, key_answer(task))) == 1.0


@pytest.mark.parametrize(
    ("form", "typed", "read"),
    [
        ("date", "2026-03-04", "2026-03-04"),
        ("date", " 3/4/2026 ", "2026-03-04"),
        ("date", "03/04/2026", "2026-03-04"),
        ("date", "March 4 2026", "2026-03-04"),
        ("date", "march 4th, 2026", "2026-03-04"),
        ("date", "Mar. 4, 2026", "2026-03-04"),
        ("date", "Sept 9 2026", "2026-09-09"),
        ("date", "4 March 2026", "2026-03-04"),
        ("date", "Wednesday, March 4, 2026", "2026-03-04"),
        ("date", "Wed. 3/4/2026", "2026-03-04"),
        ("date", "thurs 5 March 2026", "2026-03-05"),
        ("date", "２０２６-03-04", "2026-03-04"),  # full-width digits
        ("number", "1,250", "1250"),
        ("number", " 12.50 ", "12.5"),
        ("number", ".5", "0.5"),
        ("number", "-3", "-3"),
        ("number", "−3", "-3"),  # a real minus sign
        ("number", "-0", "0"),
        ("number", "007", "7"),
        ("word", "  Gastr-  ITIS ", "gastr- itis"),
        ("word", "ﬁbula", "fibula"),  # a ligature
    ],
)
def test_entries_are_read_in_every_usual_way_of_writing(form: EntryForm, typed: str, read: str) -> None:
    assert read_entry(form, typed) == read


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("denial", "Denial"),
        ("HIPAA", "hipaa"),
        ("Straße", "STRASSE"),  # what lower() alone would tell apart
        ("Clean  claim", " clean claim"),
        ("ﬁbula", "FIBULA"),
    ],
)
def test_capitals_and_spaces_make_no_difference_between_a_word_and_what_is_accepted(accepted: str, typed: str) -> None:
    task = entry("other", accepted)
    for one, other in ((task, typed), (entry(typed), accepted)):
        assert credit(one, read_answer(one, other)) == 1.0
    assert credit(task, read_answer(task, typed + "s")) == 0.0


_DATE_HELP = "write the date like 3/4/2026, March 4 2026 or 2026-03-04"
_YEAR_WANTED = "add the year, all four digits: like 3/4/2026, March 4 2026 or 2026-03-04"


@pytest.mark.parametrize(
    ("form", "typed", "message"),
    [
        ("date", "", _DATE_HELP),
        ("date", "tomorrow", _DATE_HELP),
        ("date", "3/4", _YEAR_WANTED),
        ("date", "3/4/26", _YEAR_WANTED),
        ("date", "03-04", _YEAR_WANTED),
        ("date", "March 4", _YEAR_WANTED),
        ("date", "Mar. 4th,", _YEAR_WANTED),
        ("date", "4 March", _YEAR_WANTED),
        ("date", "room 4", _DATE_HELP),
        ("date", "March 4 or 5", _DATE_HELP),
        ("date", "4 March or so", _DATE_HELP),
        ("date", "3/4/26 or so", _DATE_HELP),
        ("date", "2026-03-04 or so", _DATE_HELP),
        ("date", "3/4/2026 or so", _DATE_HELP),
        ("date", "March 4 2026 or so", _DATE_HELP),
        ("date", "4 March 2026 or so", _DATE_HELP),
        ("date", "on 4 March 2026", _DATE_HELP),
        ("date", "4 rooms", _DATE_HELP),
        ("date", "Ma 4 2026", _DATE_HELP),
        ("date", "Room 4 2026", _DATE_HELP),
        ("date", "4 rooms 2026", _DATE_HELP),
        ("date", "2026-02-30", f"there is no such day; {_DATE_HELP}"),
        ("date", "13/1/2026", f"there is no such day; {_DATE_HELP}"),
        ("date", "Wednesday", _DATE_HELP),
        ("date", "Wednesday, 3/4", _YEAR_WANTED),
        (
            "date",
            "Thursday, March 4, 2026",
            "that date is Wednesday, March 4, 2026; change the day of the week or the date",
        ),
        ("number", "", "write the number alone, in digits, like 12 or 12.5"),
        ("number", "twelve", "write the number alone, in digits, like 12 or 12.5"),
        ("number", "1,25", "write the number alone, in digits, like 12 or 12.5"),
        ("number", "1e5", "write the number alone, in digits, like 12 or 12.5"),
        ("number", "12 or 13", "write the number alone, in digits, like 12 or 12.5"),
        ("number", "31 points", "write the number alone, in digits, like 12 or 12.5"),
        ("number", "about 12", "write the number alone, in digits, like 12 or 12.5"),
        ("number", ".", "write the number alone, in digits, like 12 or 12.5"),
        ("word", "   ", "write a word"),
        ("word", "a\ud800", "that holds half a character, which cannot be saved; write it again"),
        ("word", "x" * 201, "that is longer than 200 characters"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(form: EntryForm, typed: str, message: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read_entry(form, typed)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("form", "typed", "same"),
    [("word", " Ileum ", True), ("number", "12", True), ("number", "12.0", False), ("date", "March 4, 2026", False)],
)
def test_what_was_read_otherwise_than_it_was_written_is_known(form: EntryForm, typed: str, same: bool) -> None:
    assert read_as_written(read_entry(form, typed), typed) is same


@given(st.sampled_from(["date", "number", "word"]), st.text(max_size=220))
def test_reading_is_stable_and_never_fails_in_another_way(form: EntryForm, typed: str) -> None:
    try:
        read = read_entry(form, typed)
    except AnswerError:
        return
    assert read_entry(form, read) == read


@pytest.mark.parametrize(
    ("task", "answer", "wanted"),
    [
        (choice(), "z", "one of a, b, c"),
        (choice(), ["a"], "one of a, b, c"),
        (choice(), True, "one of a, b, c"),
        (judgement(), {"best": "a", "worst": "a"}, '{"best": .., "worst": ..}, two different ones of a, b, c, d'),
        (judgement(), {"best": "a"}, '{"best": .., "worst": ..}, two different ones of a, b, c, d'),
        (judgement(), {"best": ["a"], "worst": "b"}, '{"best": .., "worst": ..}, two different ones of a, b, c, d'),
        (judgement(), {"best": "z", "worst": "b"}, '{"best": .., "worst": ..}, two different ones of a, b, c, d'),
        (judgement(), {"best": "b", "worst": "z"}, '{"best": .., "worst": ..}, two different ones of a, b, c, d'),
        (judgement(), {"best": "b", "worst": ["a"]}, '{"best": .., "worst": ..}, two different ones of a, b, c, d'),
        (
            judgement(),
            {"best": "b", "worst": "a", "third": "c"},
            '{"best": .., "worst": ..}, two different ones of a, b, c, d',
        ),
        (judgement(), "ab", '{"best": .., "worst": ..}, two different ones of a, b, c, d'),
        (mark(1, 2), ["s1", 2], "a list with at least one of s1, s2, s3, each at most once"),
        (mark(1, 2), ["s1", ["s2"]], "a list with at least one of s1, s2, s3, each at most once"),
        (mark(1, 2), [], "a list with at least one of s1, s2, s3, each at most once"),
        (mark(1, 2), ["s1", "s1"], "a list with at least one of s1, s2, s3, each at most once"),
        (mark(1, 2), ["s9"], "a list with at least one of s1, s2, s3, each at most once"),
        (mark(1, 2), "s1", "a list with at least one of s1, s2, s3, each at most once"),
        (order(1, 1, 1), ["p1", "p2"], "a list that places every one of p1, p2, p3 once"),
        (order(1, 1, 1), ["p1", "p2", "p2"], "a list that places every one of p1, p2, p3 once"),
        (order(1, 1, 1), ["p1", "p2", None], "a list that places every one of p1, p2, p3 once"),
        (order(1, 1, 1), {"p1": 1, "p2": 2, "p3": 3}, "a list that places every one of p1, p2, p3 once"),
        (entry(), 3, "text: write a word"),
        (EntryTask("number", number=Decimal(3)), float("nan"), "write the number alone, in digits, like 12 or 12.5"),
        (EntryTask("number", number=Decimal(3)), True, "text: write the number alone, in digits, like 12 or 12.5"),
    ],
)
def test_an_answer_that_does_not_fit_says_what_is_wanted(task: Task, answer: object, wanted: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read_answer(task, answer)
    assert str(caught.value) == wanted


def test_a_number_may_come_as_a_json_number() -> None:
    assert read_answer(EntryTask("number", number=Decimal(3)), 3.0) == "3"


def test_marks_come_back_in_file_order() -> None:
    assert read_answer(mark(2, 4), ["s5", "s1"]) == ("s1", "s5")


def test_spots_are_never_shuffled_and_pieces_are() -> None:
    assert served_order(item("m", task=mark()), 1) == ("s1", "s2", "s3", "s4", "s5", "s6")
    orders = {served_order(item("o", task=order(1, 1, 1, 1)), seed) for seed in range(200)}
    assert len(orders) == 24


def test_the_order_served_depends_on_the_seed_and_the_item_only() -> None:
    assert served_order(item("c"), 7) == served_order(item("c"), 7) == ("b", "c", "a")


@pytest.mark.parametrize(
    ("task", "answer", "words"),
    [
        (choice(), "a", "Option a"),
        (choice(), None, "don't know"),
        (judgement(), {"best": "a", "worst": "b"}, "Best: Option a. Worst: Option b"),
        (MarkTask({"s1": Spot("Age"), "s2": Spot("Name")}, ("s1",)), ("s1", "s2"), "Age; Name"),
        (OrderTask({"p1": "Eat", "p2": "Cook"}, (("p2",), ("p1",))), ("p2", "p1"), "1. Cook; 2. Eat"),
        (entry(), "word", "word"),
    ],
)
def test_wording_says_the_answer_in_the_items_own_words(task: Task, answer: Answer, words: str) -> None:
    assert wording(task, answer) == words
