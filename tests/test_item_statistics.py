"""Item statistics: exact figures, each against a second way of finding it; when they are silent; every flag."""

from __future__ import annotations

import gc
import json
import statistics
import tracemalloc
from collections.abc import Iterator, Sequence
from random import Random
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.bulk.item_statistics import (
    Figure,
    Flag,
    ItemStatistics,
    Statistics,
    item_statistics,
)
from readiness.bulk.moments import Column, Pairs, Rows
from readiness.bulk.statistics_words import statistics_lines
from readiness.ground.items import Generated, Item, Task
from readiness.ground.responses import Answer, Response
from readiness.ground.text import laid_out
from readiness.kinds.answers import chance, parts
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import Scored, mark_responses
from tests.banks import bank, choice, entry, item, judgement, mark, order


def took(test_bank: ItemBank, sheets: Sequence[Sequence[Response]]) -> Statistics:
    return item_statistics(test_bank, [mark_responses(test_bank, sheet) for sheet in sheets])


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    pairs = Pairs()
    for x, y in zip(xs, ys):
        pairs.add(x, y)
    return pairs.correlation()


def cronbach_alpha(rows: Sequence[Sequence[float]]) -> float | None:
    kept = Rows(len(rows[0]))
    for row in rows:
        kept.add(row)
    return kept.alpha()


def about(value: float, n: int) -> Figure:
    """A figure to compare with, up to rounding."""
    return Figure(cast(float, pytest.approx(value)), n)


def only(answers: Sequence[Answer], task: Task) -> ItemStatistics:
    """The statistics of one item that was all there was to answer, one person an answer."""
    return took(bank([item("x", task=task)]), [[Response("x", answer)] for answer in answers]).items[0]


def right_and_wrong(rows: Sequence[str]) -> Statistics:
    """The statistics of sittings with the items i0, i1, ...: one row a sitting, 1 for a right answer, 0 for a wrong one."""
    items = [item(f"i{n}") for n in range(len(rows[0]))]
    return took(
        bank(items), [[Response(f"i{n}", "a" if mark == "1" else "b") for n, mark in enumerate(row)] for row in rows]
    )


# Figures ------------------------------------------------------------------------------------------------------------

KR20 = (
    "1111110110",
    "1011011101",
    "1111011001",
    "0010001000",
    "0000010010",
    "1110111111",
    "1101110111",
    "1111111101",
    "0101111101",
    "1101101110",
)
"""Ten students, ten items: K. L. Wuensch, "The Kuder-Richardson 20", core.ecu.edu/wuenschk/StatHelp/KR20.txt.

It gives the variances of the items (their sum is 2.18) and of the totals (5.84); KR-20 is alpha for right and wrong.
"""


def test_sums_are_exact_and_know_no_order() -> None:
    draws = Random(7)
    values = [draws.random() for _ in range(1000)]
    sums = []
    for order_of in (values, values[::-1], sorted(values)):
        column = Column()
        for value in order_of:
            column.add(value)
        sums.append(column)
    assert sums[0] == sums[1] == sums[2]
    assert sums[0].mean == pytest.approx(statistics.fmean(values), abs=1e-15)
    assert sums[0].spread / 2**120 == pytest.approx(1000**2 * statistics.pvariance(values), rel=1e-12)


def test_what_is_kept_of_an_answer_is_its_time() -> None:
    """Ten times the sittings need room for ten times the times, 8 bytes each, and for nothing else."""
    one = bank([item(f"i{n}") for n in range(4)])
    sitting = mark_responses(one, [Response(f"i{n}", "a" if n else "b", 30.0 + n) for n in range(4)])

    def held(sittings: int) -> int:
        """Bytes in use when the last sitting has been counted."""
        in_use = 0

        def read() -> Iterator[list[Scored]]:
            nonlocal in_use
            for _ in range(sittings):
                yield sitting
            gc.collect()
            in_use, _ = tracemalloc.get_traced_memory()

        tracemalloc.start()
        item_statistics(one, read())
        tracemalloc.stop()
        return in_use

    held(10)
    assert held(5_000) - held(500) < 4 * 4_500 * 8 * 1.3


def test_alpha_is_that_of_a_published_example() -> None:
    published = 10 / 9 * (1 - 2.18 / 5.84)
    assert published == pytest.approx(0.6963, abs=5e-5)
    assert cronbach_alpha([[float(mark) for mark in row] for row in KR20]) == pytest.approx(published)
    assert right_and_wrong(KR20 * 2).alpha == about(published, 20)


def test_alpha_is_one_when_every_item_says_the_same_and_missing_when_nobody_differs() -> None:
    assert cronbach_alpha([[0, 0], [1, 1]]) == pytest.approx(1)
    assert cronbach_alpha([[1, 0], [0, 1]]) is None
    assert right_and_wrong(["11"] * 20).alpha == Figure(None, 20)


def test_figures_worked_out_by_hand() -> None:
    # Of i0: x = 1 1 0 0, X = 1 1/2 1/2 0. C(x, X) : V(x) : V(X) = 1/2 : 1 : 1/2, so r = (1/2) / sqrt(1/2).
    found = right_and_wrong(["111", "110", "010", "000"] * 5)
    assert found.sittings == 20
    assert found.items[0] == ItemStatistics(
        "i0",
        "choice",
        Figure(0.5, 20),
        about(0.5**0.5, 20),
        Figure(None, 0),
        20,
        0,
        0,
        {"option": {"a": 10, "b": 10, "c": 0}},
        (Flag("dead-distractor", "c"),),
    )
    # V(x) : V(T) = 1 + 3/4 + 3/4 : 5 in sums of squares, T = 3 2 1 0.
    assert found.alpha == about(3 / 2 * (1 - 2.5 / 5), 20)


def test_facility_is_the_mean_credit_with_part_credit_and_the_chance_for_dont_know() -> None:
    found = only([{"best": "a", "worst": "d"}] * 10 + [{"best": "a", "worst": "b"}] * 5 + [None] * 5, judgement())
    assert found.facility == Figure((10 + 5 / 2 + 5 / 4) / 20, 20)
    assert (found.answers, found.dont_know) == (15, 5)


def test_median_seconds_leave_out_dont_know_and_what_was_not_timed() -> None:
    test_bank = bank([item("x")])
    sheets = [[Response("x", "a", float(10 + n))] for n in range(20)]
    sheets += [[Response("x", None, 900.0)], [Response("x", "a")]]
    assert took(test_bank, sheets).items[0].seconds == Figure(19.5, 20)


def test_an_answer_too_fast_to_have_been_read_is_counted_and_left_out_everywhere() -> None:
    test_bank = bank([item("x"), item("y"), item("z")])
    slow = [Response("x", "a", 20.0), Response("y", "a", 20.0), Response("z", "b", 20.0)]
    other = [Response("x", "b", 20.0), Response("y", "b", 20.0), Response("z", "b", 20.0)]
    fast = [Response("x", "a", 20.0), Response("y", "b", 1.0), Response("z", "b", 20.0)]
    found = took(test_bank, [slow] * 10 + [other] * 10 + [fast] * 5)
    x, y, _ = sorted(found.items, key=lambda one: one.item)
    assert (y.flagged, y.answers, y.facility, y.seconds.n) == (5, 20, Figure(0.5, 20), 20)
    assert y.chosen == {"option": {"a": 10, "b": 10, "c": 0}}
    # The rest of a sitting with a fast answer is the other one alone: X = 1/2 ten times, 0 fifteen times.
    assert x.discrimination == about(statistics.correlation([1] * 10 + [0] * 10 + [1] * 5, [0.5] * 10 + [0] * 15), 25)
    assert found.alpha is not None
    assert found.alpha.n == 20


def test_what_is_nothing_but_rounding_is_zero_and_not_negative() -> None:
    assert str(correlation([0, 1, 0], [1 / 3, 2 / 3, 3 / 3])) == "0.0"


def test_there_is_no_discrimination_where_credit_does_not_vary_or_nothing_else_was_answered() -> None:
    assert [one.discrimination for one in right_and_wrong(["10", "11"] * 10).items] == [Figure(None, 20)] * 2
    assert only(["a", "b"] * 10, choice()).discrimination == Figure(None, 0)
    assert correlation([0, 1], [0.1 + 0.2, 0.3]) is None


Columns = st.lists(st.tuples(*[st.sampled_from([0.0, 1 / 3, 0.5, 1.0])] * 2), min_size=3, max_size=30)


@given(Columns)
def test_correlation_is_the_mean_product_of_what_is_standardized(columns: list[tuple[float, float]]) -> None:
    xs, ys = zip(*columns)
    if len(set(xs)) > 1 and len(set(ys)) > 1:
        x, y = ([(value - statistics.mean(some)) / statistics.pstdev(some) for value in some] for some in (xs, ys))
        assert correlation(xs, ys) == pytest.approx(statistics.mean(a * b for a, b in zip(x, y)), abs=1e-9)
    else:
        assert correlation(xs, ys) is None


@given(st.lists(st.lists(st.sampled_from([0.0, 0.25, 1.0]), min_size=3, max_size=3), min_size=2, max_size=20))
def test_alpha_is_the_same_by_the_mean_covariance_of_items(rows: list[list[float]]) -> None:
    """alpha = k c / (v + (k - 1) c), with v the mean variance of the items and c their mean covariance."""
    columns = list(zip(*rows))
    v = statistics.mean(map(statistics.variance, columns))
    c = statistics.mean(statistics.covariance(columns[i], columns[j]) for i, j in [(0, 1), (0, 2), (1, 2)])
    if v + 2 * c < 1e-9:
        assert cronbach_alpha(rows) is None
    else:
        assert cronbach_alpha(rows) == pytest.approx(3 * c / (v + 2 * c), abs=1e-9)


# Silence ------------------------------------------------------------------------------------------------------------


def test_below_twenty_every_figure_is_silent_and_at_twenty_none() -> None:
    def sheets(count: int) -> list[list[Response]]:
        return [[Response(id, "ab"[n % 2], 30.0) for id in "xy"] for n in range(count)]

    test_bank = bank([item("x"), item("y")])
    few, enough = took(test_bank, sheets(19)), took(test_bank, sheets(20))
    assert few.alpha == Figure(None, 19)
    assert enough.alpha == about(1, 20)
    x = few.items[0]
    assert (x.facility, x.discrimination, x.seconds) == (Figure(None, 19),) * 3
    assert (x.chosen, x.flags, x.answers) == (None, (), 19)
    x = enough.items[0]
    assert (x.facility, x.discrimination, x.seconds) == (Figure(0.5, 20), about(1, 20), Figure(30, 20))
    assert x.chosen == {"option": {"a": 10, "b": 10, "c": 0}}


def test_what_was_chosen_is_silent_below_twenty_answers_that_are_not_dont_know() -> None:
    found = only(["a"] * 19 + [None] * 6, choice())
    assert (found.facility.n, found.answers, found.chosen, found.flags) == (25, 19, None, ())


def test_alpha_is_only_for_the_same_items_in_every_sitting() -> None:
    test_bank = bank([item("x"), item("y"), item("z")])
    same = [[Response("x", "a"), Response("y", "b")], [Response("y", "a"), Response("x", "b")]] * 10
    assert took(test_bank, same).alpha is not None
    assert took(test_bank, [*same, [Response("x", "a")]]).alpha is None
    assert took(test_bank, [*same, [Response("x", "a"), Response("z", "b")]]).alpha is None
    assert took(test_bank, [*same, []]).alpha is None
    assert took(test_bank, [[Response("x", "a")], [Response("x", "b")]] * 10).alpha is None
    assert took(test_bank, []) == Statistics(took(test_bank, same).bank, 0, None, ())


# What was chosen, and flags -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ("a" * 18 + "bc", []),  # 1 of 20 is 5 %, not fewer
        ("a" * 19 + "bc", ["dead-distractor b", "dead-distractor c"]),  # 1 of 21
        ("a" * 20 + "b" * 5, ["dead-distractor c"]),
        ("a" * 9 + "b" * 9 + "c" * 2, []),  # as often is not more often
        ("a" * 9 + "b" * 10 + "c" * 2, ["distractor-beats-key b"]),
        ("b" * 10 + "c" * 10, ["distractor-beats-key b", "distractor-beats-key c"]),
        ("c" * 20, ["distractor-beats-key c", "dead-distractor b"]),
    ],
)
def test_flags_of_a_choice_with_key_a(answers: str, flags: list[str]) -> None:
    found = only(list(answers), choice())
    assert [f"{flag.kind} {flag.option}" for flag in found.flags] == flags
    assert found.chosen == {"option": {id: answers.count(id) for id in "abc"}}


@pytest.mark.parametrize(
    ("pairs", "flags"),
    [
        (["ad"] * 16 + ["ba"] * 2 + ["ac"] * 2, []),
        (["ad"] * 20, [Flag("dead-distractor", "b"), Flag("dead-distractor", "c")]),  # d is the worst: no distractor
        (["bd"] * 11 + ["ac"] * 9, [Flag("distractor-beats-key", "b", "best")]),
        (
            ["db"] * 11 + ["ad"] * 8 + ["ac"],
            [Flag("distractor-beats-key", "d", "best"), Flag("distractor-beats-key", "b", "worst")],
        ),
    ],
)
def test_flags_of_a_judgement_with_best_a_and_worst_d(pairs: list[str], flags: list[Flag]) -> None:
    found = only([{"best": pair[0], "worst": pair[1]} for pair in pairs], judgement())
    assert list(found.flags) == flags
    assert found.chosen == {
        "best": {id: [pair[0] for pair in pairs].count(id) for id in "abcd"},
        "worst": {id: [pair[1] for pair in pairs].count(id) for id in "abcd"},
    }


def test_flags_of_a_mark_item_are_spots_marked_more_often_than_one_of_the_key() -> None:
    found = only([("s1", "s3")] * 8 + [("s1", "s2")] * 8 + [("s1", "s4")] * 4, mark())
    assert found.chosen == {"spot": {"s1": 20, "s2": 8, "s3": 8, "s4": 4, "s5": 0, "s6": 0}}
    assert found.flags == ()
    found = only([("s1", "s3")] * 9 + [("s1", "s2")] * 8 + [("s1", "s4")] * 4, mark())
    assert found.flags == (Flag("distractor-beats-key", "s3", "spot"),)


@pytest.mark.parametrize(("task", "answer"), [(order(1, 1, 1), ("p1", "p2", "p3")), (entry(), "word")])
def test_pieces_and_what_was_written_are_not_counted(task: Task, answer: Answer) -> None:
    found = only([answer] * 20, task)
    assert (found.facility, found.answers, found.chosen, found.flags) == (Figure(1, 20), 20, None, ())


def test_negative_discrimination_is_flagged_and_none_or_a_positive_one_is_not() -> None:
    def flags(rows: Sequence[str]) -> list[bool]:
        found = right_and_wrong(rows)
        return [Flag("negative-discrimination") in one.flags for one in sorted(found.items, key=lambda one: one.item)]

    assert flags(["10", "01", "11", "00"] * 5) == [False, False]
    assert flags(["10", "01", "11", "00"] * 5 + ["10"]) == [True, True]
    assert flags(["10", "01", "11", "00"] * 5 + ["11"]) == [False, False]
    assert flags(["10", "01"] * 9) == [False, False]  # 18 sittings: silence


def test_flagged_items_come_first_and_the_others_as_in_the_bank() -> None:
    test_bank = bank([item(id, task=entry() if id in "bd" else choice()) for id in "dcba"])
    sheets = [[Response("b", "word"), Response("c", "a"), Response("d", "word"), Response("a", "b")]] * 20
    assert [one.item for one in took(test_bank, sheets).items] == ["c", "a", "d", "b"]


# Generated items ----------------------------------------------------------------------------------------------------


def generated(id: str) -> Item:
    def generate(id: str, seed: int) -> Generated:
        task = choice("abc"[seed % 3])
        return Generated("Which?", None, task, "Because.", chance(task), parts(task))

    return item(id, generate=generate)


def test_instances_are_pooled_under_their_family_without_counts_of_options() -> None:
    test_bank = bank([generated("g"), item("x")])
    sheets = [[Response(f"g@{n}", "a", 30.0), Response("x", "abc"[n % 3])] for n in range(30)]
    found = took(test_bank, sheets)
    g = next(one for one in found.items if one.item == "g")
    assert g == ItemStatistics("g", "choice", about(1 / 3, 30), about(1, 30), Figure(30, 30), 30, 0, 0, None, ())
    assert found.alpha is None  # other instances are other questions


def test_a_form_with_the_same_instances_for_everyone_has_an_alpha() -> None:
    test_bank = bank([generated("g"), item("x")])
    assert took(test_bank, [[Response("g@3", one), Response("x", one)] for one in "ab" * 10]).alpha == about(1, 20)


# Order --------------------------------------------------------------------------------------------------------------

MIXED = bank(
    [item("c"), item("j", task=judgement()), item("m", task=mark(3, 4)), item("o", task=order(1, 2, 1, 1)), generated("g")]
)
ANSWERS: dict[str, st.SearchStrategy[Answer]] = {
    "c": st.sampled_from("abc"),
    "j": st.sampled_from([{"best": "a", "worst": "d"}, {"best": "b", "worst": "a"}, {"best": "a", "worst": "b"}]),
    "m": st.sampled_from([("s1",), ("s1", "s2", "s4"), ("s7",)]),
    "o": st.permutations(["p1", "p2", "p3", "p4", "p5"]).map(tuple),
    "g@1": st.sampled_from("ab"),
    "g@2": st.sampled_from("abc"),
}


@st.composite
def sheets(draw: st.DrawFn) -> list[Response]:
    ids = draw(st.lists(st.sampled_from(sorted(ANSWERS)), unique=True))
    return [Response(id, draw(st.none() | ANSWERS[id]), draw(st.sampled_from([None, 0.5, 17.3, 40.1]))) for id in ids]


@settings(max_examples=60, deadline=None)
@given(st.lists(sheets(), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_sheets_and_of_responses_changes_nothing(taken: list[list[Response]], random: Random) -> None:
    shuffled = [random.sample(sheet, len(sheet)) for sheet in random.sample(taken, len(taken))]
    # Three times over, so that there is something to say.
    assert took(MIXED, taken * 3) == took(MIXED, shuffled * 3)


# Words --------------------------------------------------------------------------------------------------------------


def lines(found: Statistics, test_bank: ItemBank, width: int = 80) -> list[str]:
    return laid_out(statistics_lines(found, test_bank), width, False)


def test_the_text_says_what_each_figure_rests_on() -> None:
    test_bank = bank([item("x"), item("j", task=judgement()), item("e", task=entry()), item("few", task=mark())])
    taken = [
        [
            Response("x", "b" if n % 3 else "a", 30.0),
            Response("j", {"best": "a", "worst": "d" if n % 3 else "c"}),
            Response("e", None if n < 3 else "word", 1.0 if n == 3 else 50.0),
        ]
        for n in range(30)
    ] + [[Response("few", ("s1",))]]
    shown = lines(took(test_bank, taken), test_bank)
    assert shown[: shown.index("How to read this")] == [
        "Item statistics",
        "---------------",
        "test-bank 1: 31 sittings, 4 questions, 3 flagged.",
        "Alpha: – (not everyone had the same questions, two or more).",
        "",
        "x (choice)",
        "  Flagged: negative discrimination; a distractor chosen more often than the key;",
        "  a distractor chosen by fewer than 1 in 20.",
        "  Facility 33% (n 30), discrimination -65% (n 30), median time 30 s (n 30).",
        '  Answers 30, "don\'t know" 0, too fast 0.',
        "    10: Option a (key)",
        "    20: Option b (chosen more often than the key)",
        "    0: Option c (hardly chosen)",
        "",
        "j (judgement)",
        "  Flagged: negative discrimination; a distractor chosen by fewer than 1 in 20.",
        "  Facility 83% (n 30), discrimination -84% (n 30), median time – (n 0, fewer",
        "  than 20).",
        '  Answers 30, "don\'t know" 0, too fast 0.',
        "    30 best, 0 worst: Option a (best)",
        "    0 best, 0 worst: Option b (hardly chosen)",
        "    0 best, 10 worst: Option c",
        "    0 best, 20 worst: Option d (worst)",
        "",
        "e (entry)",
        "  Flagged: negative discrimination.",
        "  Facility 90% (n 29), discrimination -2% (n 29), median time 50 s (n 26).",
        '  Answers 26, "don\'t know" 3, too fast 1.',
        "",
        "few (mark)",
        "  Facility – (n 1, fewer than 20), discrimination – (n 0, fewer than 20), median",
        "  time – (n 0, fewer than 20).",
        '  Answers 1, "don\'t know" 0, too fast 0.',
        "  Chosen: – (n 1, fewer than 20).",
        "",
    ]


def test_alpha_and_what_does_not_vary_in_words() -> None:
    test_bank = bank([item(f"i{n}") for n in range(10)])
    assert "Alpha: 0.70 (n 20)." in lines(right_and_wrong(KR20 * 2), test_bank)
    assert "Alpha: – (n 10, fewer than 20)." in lines(right_and_wrong(KR20), test_bank)
    shown = lines(right_and_wrong(["11"] * 20), test_bank)
    assert "Alpha: – (n 20, all alike)." in shown
    assert "  Facility 100% (n 20), discrimination – (n 20, all alike), median time – (n 0," in shown


@pytest.mark.parametrize("width", [40, 80])
def test_the_text_fits(width: int) -> None:
    test_bank = bank([item(f"i{n}") for n in range(10)])
    shown = lines(right_and_wrong(KR20 * 2), test_bank, width)
    assert max(map(len, shown)) <= width


def test_json_holds_every_figure_with_its_n() -> None:
    plain = json.loads(right_and_wrong(["111", "110", "010", "000"] * 5).to_json())
    assert (plain["statistics"], plain["sittings"], plain["bank"]["id"]) == (1, 20, "test-bank")
    assert plain["alpha"] == {"value": pytest.approx(0.75), "n": 20}
    assert plain["items"][0]["facility"] == {"value": 0.5, "n": 20}
    assert plain["items"][0]["flags"] == [{"kind": "dead-distractor", "option": "c", "part": None}]
