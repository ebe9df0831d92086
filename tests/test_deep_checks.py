"""``check --deep``: each costly check fails on a small bank made to fail it, and passes one that is not."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from readiness import cli
from readiness.check import pace
from readiness.check.cues import picks
from readiness.check.deep import learner
from readiness.check.deep import run as deep_checks
from readiness.check.deep import sittings as deep_sittings
from readiness.check.deep.instances import Trial, faults, tried
from readiness.check.deep.memory import labels, memory
from readiness.check.deep.run import chance_floor, deep_figures, freshness, key_positions, key_ranks, learning_guesser
from readiness.check.deep.sittings import STRATEGIES, Gain, blind_answer, blind_people
from readiness.check.deep.work import Sizes, spread
from readiness.check.findings import Figure
from readiness.check.items import flaws
from readiness.ground.draws import Draws
from readiness.ground.items import ChoiceTask, Citation, EntryTask, Generated, Item, MarkTask, Option, OrderTask, Spot, Task
from readiness.kinds.answers import chance, parts, read_answer
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank, instance
from tests import banks
from tests.bank_folder import write_bank
from tests.test_bank_checks import TEXTS, choice, judgement


def passed(figures: Iterator[Figure]) -> dict[str, bool | None]:
    return {figure.name: figure.passed for figure in figures}


def generated(make: Callable[[int], Task], stem: str = "Which one is it?") -> Item:
    """A generated item whose instances are made by this function of the seed."""

    def content(id: str, seed: int) -> Generated:
        task = make(seed)
        return Generated(stem.format(seed), None, task, WHY, chance(task), parts(task))

    made = banks.item("made-01", task=make(0), template="maker", generate=content)
    return replace(made, review_by="2027-10-01")


WHY = (
    "The word ending tells what happens to the organ, so the key follows from it. The tempting error mixes up two "
    "endings that look alike, and a short look at the list clears it up."
)
REASON = "This reason is made of exactly eight words."


def task(texts: Sequence[str], right: int, shuffle: bool = True) -> ChoiceTask:
    return ChoiceTask({id: Option(text, REASON) for id, text in zip("abcdef", texts)}, "abcdef"[right], shuffle)


# Where keys stand ---------------------------------------------------------------------------------------------------

SHUFFLED = [
    choice("one", TEXTS, 1),
    judgement("two", "abcd", 2, 0),
    banks.item("three", task=banks.mark()),
    generated(lambda seed: task(TEXTS, seed % 3)),
]


def test_keys_are_shown_in_every_position_alike() -> None:
    assert passed(key_positions(banks.bank(SHUFFLED), 3000)) == {
        "key position, choice, 3 options": True,
        "key position, judgement best, 4 options": True,
        "key position, judgement worst, 4 options": True,
    }


def test_a_key_that_keeps_its_place_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it would if options were not shuffled; what keeps its order on purpose is looked at by rank."""
    monkeypatch.setattr(deep_checks, "served_order", lambda item, seed: tuple(item.task.options))
    fixed = replace(SHUFFLED[0], id="fixed", task=task(TEXTS, 1, shuffle=False))
    assert [str(figure) for figure in key_positions(banks.bank([SHUFFLED[0], fixed]), 10)] == [
        "key position, choice, 3 options: 0.0 / 100.0 / 0.0 % (limit: each within 2 points of 33.3 %): FAIL [B01]"
    ]


def ascending(counts: Sequence[int]) -> list[Item]:
    ranks = [rank for rank, count in enumerate(counts) for _ in range(count)]
    return [replace(banks.item(f"x-{n:02}"), task=task(("1", "2", "3"), rank, False)) for n, rank in enumerate(ranks)]


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((7, 7, 7), "7 / 7 / 7 items (p = 1.00) (limit: p >= 0.01, from 20 items none over 45 %): pass [B01]"),
        (
            (5, 5, 8),
            "5 / 5 / 8 items (p = 0.61) (limit: p >= 0.01, from 20 items none over 45 %): pass [B01]",
        ),  # 44 %, of few
        ((5, 11, 6), "5 / 11 / 6 items (p = 0.24) (limit: p >= 0.01, from 20 items none over 45 %): FAIL [B01]"),  # 50 %
        ((1, 1, 10), "1 / 1 / 10 items (p = 0.00) (limit: p >= 0.01, from 20 items none over 45 %): FAIL [B01]"),
    ],
)
def test_ranks_of_keys_among_ordered_options(counts: tuple[int, ...], line: str) -> None:
    bank = banks.bank(ascending(counts))
    assert [str(figure) for figure in key_ranks(bank, 10)] == [f"key rank, 3 ordered options: {line}"]


@pytest.mark.parametrize(("share", "verdict"), [(3, True), (2, False)])
def test_ranks_of_keys_over_the_instances_of_an_item(share: int, verdict: bool) -> None:
    """The middle is right in one of three instances, or in one of two."""
    item = generated(lambda seed: task(("1", "2", "3"), 1 if seed % share == 0 else 2 * (seed // share % 2), False))
    assert passed(key_ranks(banks.bank([item]), 60))["key rank, made-01"] is verdict


# A guesser that learns ----------------------------------------------------------------------------------------------


def apart(items: Sequence[Item]) -> list[Item]:
    """The items with a place of a source, and options, of their own, so that each is a group."""
    return [replace(item, sources=(Citation("book", f"page {n}"),), template=f"t{n}") for n, item in enumerate(items)]


def test_the_guesser_learns_a_cue_that_no_single_rule_has() -> None:
    """The key is neither the longest nor the shortest."""
    middle = apart([choice(f"x-{n:02}", ("One", "Two more", "Three in a row"), 1) for n in range(25)])
    assert [str(figure) for figure in learning_guesser(banks.bank(middle), 2)] == [
        "learning guesser, choice: 100.0 % right, 33.3 % by chance (limit: 38.3 %): FAIL [B09]",
        "learning guesser, judgement best: 0 picks of 0 groups to learn from; 20 of 5 are needed: not checked [B09]",
        "learning guesser, judgement worst: 0 picks of 0 groups to learn from; 20 of 5 are needed: not checked [B09]",
        "learning guesser, credit over all: 100.0 % right, 33.3 % by chance (limit: 38.3 %): FAIL [B09]",
    ]


def test_the_guesser_finds_nothing_in_options_that_are_alike() -> None:
    """All options tie, so it shares its hits; a judgement item earns half for each pick."""
    alike = apart(
        [
            *(choice(f"x-{n:02}", "abc", n % 3) for n in range(20)),
            *(judgement(f"y-{n:02}", "abcd", n % 4, (n + 1) % 4) for n in range(20)),
        ]
    )
    assert [str(figure) for figure in learning_guesser(banks.bank(alike), 1)] == [
        "learning guesser, choice: 33.3 % right, 33.3 % by chance (limit: 38.3 %): pass [B09]",
        "learning guesser, judgement best: 25.0 % right, 25.0 % by chance (limit: 30.0 %): pass [B09]",
        "learning guesser, judgement worst: 25.0 % right, 25.0 % by chance (limit: 30.0 %): pass [B09]",
        "learning guesser, credit over all: 29.2 % right, 29.2 % by chance (limit: 34.2 %): pass [B09]",
    ]


def test_it_never_learns_from_the_kin_it_is_tried_on() -> None:
    """Items linked by template or source stand in one group, also by way of a third; the same options link nothing."""
    made = [choice(f"x-{n}", "abc") for n in range(5)]
    items = [replace(made[0], template="t"), made[1], replace(made[2], template="t"), *made[3:]]
    cites = [("p 1",), ("p 2",), ("p 2", "p 3"), ("p 4",), ("p 3",)]
    linked = [replace(item, sources=tuple(Citation("book", at) for at in own)) for item, own in zip(items, cites)]
    group = learner.groups(picks(linked))
    assert group[0] == group[1] == group[2] == group[4] != group[3]


def test_too_few_groups_are_not_checked() -> None:
    """All items of the bank rest on one place of one source."""
    together = [choice(f"x-{n:02}", TEXTS, n % 3) for n in range(30)]
    assert str(next(learning_guesser(banks.bank(together), 1))) == (
        "learning guesser, choice: 30 picks of 1 groups to learn from; 20 of 5 are needed: not checked [B09]"
    )


def test_features_of_options() -> None:
    """After the eight rules: relative length, longest, shortest, rank of the number, distance of it from the middle."""
    rows = learner.features(picks([choice("x", ("12 days", "2 days", "1,200 days"))])[0])
    assert [row[0] for row in rows] == [7, 6, 10]
    assert [[round(value, 2) for value in row[8:]] for row in rows] == [
        [0.91, 0, 0, 0, 0],
        [0.78, 0, 1, -1, 1],
        [1.3, 1, 0, 1, 1],
    ]
    rows = learner.features(picks([choice("x", ("12 days", "a week", "5 days"))])[0])
    assert [row[11:] for row in rows] == [[0, 0]] * 3


def test_the_regression_finds_the_least_loss() -> None:
    """One feature, right in three of four: with odds of 3 to 1 the weight is ln 3, but for the penalty."""
    cases = [([[1.0], [0.0]], 0)] * 3 + [([[1.0], [0.0]], 1)]
    weight = learner.fit(cases)[0]
    slope = -3 / 4 + 1 / (1 + math.exp(-weight)) + learner.PENALTY * weight
    assert slope == pytest.approx(0, abs=1e-6)
    assert weight == pytest.approx(math.log(3), abs=0.01)


def test_the_regression_with_many_features_against_its_slope_by_differences() -> None:
    draws = Draws(1, "cases", "test")
    cases = [([[draws.below(100) / 50 - 1 for _ in range(4)] for _ in range(3)], draws.below(3)) for _ in range(30)]
    weights = learner.fit(cases)

    def loss(at: int, by: float) -> float:
        moved = [weight + by * (n == at) for n, weight in enumerate(weights)]
        total = 0.0
        for rows, right in cases:
            liked = [sum(w * x for w, x in zip(moved, row)) for row in rows]
            total += math.log(sum(map(math.exp, liked))) - liked[right]
        return total / len(cases) + learner.PENALTY / 2 * sum(weight * weight for weight in moved)

    for at in range(4):
        assert (loss(at, 1e-4) - loss(at, -1e-4)) / 2e-4 == pytest.approx(0, abs=1e-5)


def test_a_cue_without_exception_has_finite_weights() -> None:
    """Without the penalty they would grow for ever."""
    assert 3 < learner.fit([([[1.0], [0.0]], 0)] * 20)[0] < 20


# Generated items ----------------------------------------------------------------------------------------------------

ORGANS = ("Kidney", "Liver", "Heart", "Stomach", "Spleen", "Thymus", "Tongue", "Tendon")


def organs(seed: int) -> ChoiceTask:
    return task(Draws(seed, "organs", "test").sample(ORGANS, 3), seed % 3)


STEM = "Which organ is meant by the word on card {}?"


def test_instances_of_a_good_template() -> None:
    assert tried(generated(organs, stem=STEM), 250, 50) == Trial("made-01", 250, 250, 50, 0, None)
    assert tried(generated(organs, stem=STEM), 250, 50).passed


def test_too_few_different_instances() -> None:
    trial = tried(generated(lambda seed: organs(seed % 2)), 250, 10)
    assert (trial.distinct, trial.faulty, trial.passed) == (2, 0, False)


def failing(seed: int) -> Task:
    if seed % 100 == 7:
        raise IndexError("no words left")
    return organs(seed)


BAD: list[tuple[str, Callable[[int], Task], int, str]] = [
    ("cannot be made", failing, 3, "made-01@7: cannot be made: IndexError: no words left"),
    (
        "options that say the same",
        lambda seed: task(("Liver", "liver ", "Lung"), 0),
        250,
        "made-01@0: two that count differently say the same: 'liver '",
    ),
    (
        "a lint error",
        lambda seed: task(("Liver", "Lung", "Never the lung"), 0),
        50,
        "made-01@0: one option holds the other: 'Lung' and 'Never the lung' [I08]",
    ),
    (
        "of another type",
        lambda seed: organs(seed) if seed else banks.mark(1, 5),
        249,
        "made-01@1: it is of the type choice, the question of the type mark",
    ),
    (
        "lines that say the same",
        lambda seed: MarkTask(
            {"s1": Spot("A"), "s2": Spot("B"), "s3": Spot("A"), "s4": Spot("C"), "s5": Spot("D")}, ("s1",)
        ),
        250,
        "made-01@0: two that count differently say the same: 'A'",
    ),
    (
        "pieces that say the same",
        lambda seed: OrderTask(
            {"p1": "A", "p2": "B", "p3": "B", "p4": "C", "p5": "D"}, (("p1",), ("p2",), ("p3",), ("p4", "p5"))
        ),
        250,
        "made-01@0: two that count differently say the same: 'B'",
    ),
]


@pytest.mark.parametrize(("make", "faulty", "first"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_instances_with_faults(make: Callable[[int], Task], faulty: int, first: str) -> None:
    """Each fault with the first instance that has it; every seed is tried, every fifth linted."""
    trial = tried(generated(make, stem=STEM), 250, 50)
    assert (trial.faulty, trial.first, trial.passed) == (faulty, first, False)


def test_an_instance_with_wrong_figures() -> None:
    item = generated(organs)
    made = replace(instance(item, 1), chance=0.5, parts=2)
    assert faults(item, made) == ["its chance and parts are 0.333 and 1"]
    assert faults(item, instance(item, 1)) == []


def test_equal_pieces_that_tie_are_fine() -> None:
    item = banks.item("x", task=OrderTask({"p1": "A", "p2": "B", "p3": "B"}, (("p1",), ("p2", "p3"))))
    assert faults(item, item) == []


def test_a_single_warning_is_let_pass_in_an_instance_as_in_any_item() -> None:
    item = generated(lambda seed: task(("Liver", "The lung", "Heart"), 0), stem=STEM)
    assert [severity for _, severity, _ in flaws(instance(item, 0))] == ["warning"]
    assert tried(item, 250, 50).first is None


def test_what_is_said_of_a_template() -> None:
    bank = banks.bank([generated(failing, stem=STEM), choice("x", TEXTS)])
    assert [str(figure) for figure in deep_checks.templates(bank, 300, 30, 1, {})] == [
        "instances of made-01 (maker): 300 tried, 297 distinct, 30 linted, 3 with a fault, first made-01@7: cannot be made: "
        "IndexError: no words left (limit: 200 distinct, none with a fault): FAIL [B21]"
    ]


def test_a_rule_that_is_waived_is_no_fault_of_an_instance() -> None:
    item = generated(lambda seed: task(("Lung", "Never the lung", "Heart"), 0), stem=STEM)
    assert tried(item, 250, 50, {"I08", "I14"}).first is None
    assert str(tried(item, 250, 50, {"I08"}).first).endswith("[I14]")


def test_seconds_of_generated_questions_may_be_five_off() -> None:
    """Fifteen words and a pick: 15 seconds by the formula."""
    items = [replace(generated(organs, stem=STEM), seconds=seconds) for seconds in (15.0, 20.0, 25.0)]
    assert [pace.seconds_of(item) for item in items] == [15, 15, 15]
    assert [str(next(deep_checks.times(banks.bank([item]), 1))) for item in items] == [
        "seconds of generated questions: 0 of 1 off by more than 5 (limit: 0): pass [H01]",
        "seconds of generated questions: 0 of 1 off by more than 5 (limit: 0): pass [H01]",
        "seconds of generated questions: 1 of 1 off by more than 5: made-01 25 for 15 (limit: 0): FAIL [H01]",
    ]


# What is remembered -------------------------------------------------------------------------------------------------

LABELS = ("Name", "Birth date", "Phone", "Street", "Record", "Plan")


def records(seed: int, wrong: int) -> MarkTask:
    """Six lines of two records, of which one differs."""
    values = Draws(seed, "records", "test").sample(range(1000), 6)
    spots = {
        f"s{at}": Spot(label, str(value), str(value + (at == wrong)))
        for at, (label, value) in enumerate(zip(LABELS, values))
    }
    return MarkTask(spots, (f"s{wrong}",), ("Left", "Right"))


def new_word(draws: Draws) -> str:
    return "".join(draws.pick("abcdefghij") for _ in range(12))


def note(seed: int, sentence: str) -> MarkTask:
    """Six lines with other words each time, of which one is keyed, anywhere: that with the sentence, if there is one."""
    draws = Draws(seed, "note", "test")
    right = draws.below(6)
    spots = {f"s{at}": Spot(sentence if sentence and at == right else new_word(draws)) for at in range(6)}
    return MarkTask(spots, (f"s{right}",))


@pytest.mark.parametrize(
    ("make", "remembered", "by_labels"),
    [
        (lambda seed: records(seed, 1), True, True),  # the birth date is always wrong
        (lambda seed: records(seed, Draws(seed, "line", "test").below(6)), False, False),
        (lambda seed: note(seed, "Seen for 12 days."), True, None),
        (lambda seed: note(seed, ""), False, None),
        (lambda seed: task(Draws(seed, "o", "test").shuffled(("Kidney", "Lung", "Liver")), 0), False, None),
        (lambda seed: task(("Kidney", *Draws(seed, "o", "test").sample(ORGANS[1:], 2)), 0), True, None),
        (lambda seed: task(("1", "2", "3"), 1, False), True, None),
        (lambda seed: EntryTask("word", ("kidney",)), True, None),
        (lambda seed: EntryTask("word", (f"w{seed}",)), False, None),
    ],
    ids=[
        "the same line",
        "any line",
        "a fixed sentence",
        "other sentences",
        "options of one kind",
        "one option that is always right",
        "the middle",
        "the same word",
        "other words",
    ],
)
def test_what_eight_questions_teach(make: Callable[[int], Task], remembered: bool, by_labels: bool | None) -> None:
    """All that can be gained, or about nothing."""
    item = generated(make, stem=STEM)
    found = memory(item, 200)
    assert found.eight.points > 60 if remembered else abs(found.eight.points) < 8
    if by_labels is None:
        assert found.labels is None
    else:
        assert found.labels is not None
        assert found.labels.points > 60 if by_labels else abs(found.labels.points) < 8


def test_an_order_that_never_changes_is_remembered() -> None:
    pieces = {f"p{n}": text for n, text in enumerate(("Emergency", "Surgery", "Clinic", "Lab"))}
    fixed = generated(lambda seed: OrderTask(pieces, tuple((id,) for id in pieces)), stem=STEM)
    assert memory(fixed, 80).eight.points == pytest.approx(100 * (1 - chance(fixed.task)))
    drawn = generated(
        lambda seed: OrderTask(pieces, tuple((id,) for id in Draws(seed, "order", "test").shuffled(pieces))), stem=STEM
    )
    assert abs(memory(drawn, 400).eight.points) < 8


def test_labels_of_lines_with_text() -> None:
    """What stands before a colon, if it is short."""
    shown = kind(MarkTask({"a": Spot("Plan: Blue 12"), "b": Spot("All is well."), "c": Spot("At 8:40 she left.")}, ("a",)))
    assert [labels(shown, id) for id in "abc"] == [[("label", "Plan")], [], []]


def test_memory_is_reported_and_labels_are_limited() -> None:
    bad = generated(lambda seed: records(seed, 1), stem=STEM)
    assert [str(figure) for figure in deep_checks.memories(banks.bank([bad]), 80, 1, {})] == [
        "8 questions remembered, made-01 (maker): +83.3 points above chance: reported [B25]",
        "labels only, made-01 (maker): +83.3 points above chance (limit: +3, beyond two standard errors): FAIL [B26]",
        "8 questions remembered: +83.3 points above chance on average, +83.3 at most: reported [B25]",
    ]


def test_labels_that_are_what_is_judged_are_reported() -> None:
    bad = generated(lambda seed: records(seed, 1), stem=STEM)
    [_, figure, _] = deep_checks.memories(banks.bank([bad]), 80, 1, {"made-01": {"B26"}})
    assert (figure.verdict, figure.rule) == ("reported", "B26")


# People who answer blindly ------------------------------------------------------------------------------------------

BLIND_TASKS = [
    organs(1),
    banks.judgement(),
    banks.mark(2, 4),
    banks.order(1, 1, 2),
    banks.entry("liver"),
    EntryTask("date", ("2026-01-01",)),
    EntryTask("number", number=None, accept=("12",)),
]


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("blind", BLIND_TASKS, ids=lambda task: type(task).__name__)
def test_blind_answers_fit_their_item(strategy: str, blind: Task) -> None:
    """Reading refuses what does not fit."""
    answer = blind_answer(strategy, banks.item("x", task=blind), Draws(1, "blind", strategy))
    assert (read_answer(blind, answer) is None) == (strategy == "don't know")


def test_what_the_strategies_do() -> None:
    texts = ("Liver", "The large kidney", "Lung")
    item = replace(choice("x", texts), task=task(texts, 0, shuffle=False))
    answers = {
        strategy: {str(blind_answer(strategy, item, Draws(n, "x", "y"))) for n in range(30)} for strategy in STRATEGIES
    }
    assert [answers[strategy] for strategy in ("the first", "the last", "the longest", "don't know")] == [
        {"a"},
        {"c"},
        {"b"},
        {"None"},
    ]
    assert answers["at random"] == {"a", "b", "c"}
    marks = banks.item("x", task=banks.mark(2, 5))

    def counts(strategy: str) -> set[int]:
        return {len(blind_answer(strategy, marks, Draws(n, "x", "y")) or ()) for n in range(60)}

    assert [counts(strategy) for strategy in ("mark one", "mark half", "mark all", "the first")] == [{1}, {3}, {7}, {1}]
    assert counts("at random") == set(range(1, 8))


def test_a_gain_and_its_error() -> None:
    """Two answers to each of two items, which go together: their means are 0.5 and -0.5 (by hand: sqrt(2) / 2)."""
    gain, other = Gain(), Gain()
    for credit in (0.25, 0.75):
        gain.add("one", credit)
    other.add("two", -0.25)
    other.add("two", -0.75)
    assert (gain.points, gain.error) == (50, math.inf)
    gain.join(other)
    assert gain.points == 0
    assert gain.error == pytest.approx(100 * math.sqrt((1 + 1) * 2) / 4)


def blind_bank(marked: Callable[[int], int], choices: int = 24) -> ItemBank:
    """One skill of mark items in which the spot of that number is keyed, and of choice items."""
    spots = {f"s{n}": Spot(f"Line {n}") for n in range(6)}
    marks = [banks.item(f"mark-{n:02}", task=MarkTask(spots, (f"s{marked(n)}",))) for n in range(24)]
    others = [choice(f"choice-{n:02}", TEXTS, n % 3, competency="language-y") for n in range(choices)]
    return banks.bank([*marks, *others], ("language",))


def test_blind_answers_earn_nothing_in_a_good_bank() -> None:
    found = passed(chance_floor(blind_bank(lambda n: n % 6), 160, 1))
    assert list(found) == [
        f"blind {what}" for strategy in STRATEGIES for what in (f"answers, {strategy}: points above chance",)
    ] + [f"blind people, {strategy}" for strategy in STRATEGIES]
    assert all(found.values())


def test_a_bank_in_which_the_first_line_is_always_right_fails() -> None:
    """Marking the first line earns five sixths above chance, and those who do it are called ready by the long form."""
    figures = {figure.name: figure for figure in chance_floor(blind_bank(lambda n: 0, choices=0), 160, 1)}
    answers = figures["blind answers, the first: points above chance"]
    assert answers.figure == "mark +83.3"
    assert not answers.passed
    people = figures["blind people, the first"]
    assert (people.figure, people.limit, people.passed) == ("50.00 % of 20 called ready in some skill", "1 %", False)
    assert {name for name, figure in figures.items() if not figure.passed} == {answers.name, people.name}


def test_dont_know_earns_the_chance_exactly() -> None:
    found = blind_people(blind_bank(lambda n: n % 6), 0, 32)
    gains = [gain for (strategy, _), gain in found.gains.items() if strategy == "don't know"]
    assert len(gains) == 2
    assert {gain.points for gain in gains} == {0}


def test_every_strategy_takes_every_form() -> None:
    """People come in turn: eight strategies, then the next form."""
    found = blind_people(blind_bank(lambda n: n % 6), 0, 32)
    assert found.people == dict.fromkeys(STRATEGIES, 4)


# People who come back -----------------------------------------------------------------------------------------------


def test_a_wide_bank_has_something_new() -> None:
    assert [str(figure) for figure in freshness(replace(banks.wide_bank(60), forms={"full": 20}), 2)] == [
        "full: questions of the sitting before: 0.0 % on average, 0 % at most (limit: 20 % on average): pass [B23]",
        "full: the same instance again: 0 (limit: 0): pass [B23]",
        "full: pairs of enemies in one sitting: 0 (limit: 0): pass [B13]",
    ]


def test_a_narrow_bank_repeats_itself() -> None:
    """Five questions a skill, and five asked."""
    assert str(next(freshness(replace(banks.wide_bank(5), forms={"quick": 5}), 1))) == (
        "quick: questions of the sitting before: 100.0 % on average, 100 % at most (limit: 20 % on average): FAIL [B23]"
    )


class FixedSelector:
    """Asks the same three questions in every sitting, enemies and an old instance among them."""

    def __init__(self, bank: ItemBank, form: str, seed: int, seen: Sequence[str]) -> None:
        self.shown: list[str] = []

    def next(self) -> str | None:
        return ("made-01@3", "x-1", "x-2")[len(self.shown)] if len(self.shown) < 3 else None

    def answer(self, response: Any) -> None:
        self.shown.append(response.item)


def test_faults_of_selection_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deep_sittings, "Selector", FixedSelector)
    items = [generated(organs), choice("x-1", TEXTS, enemies=frozenset({"x-2"})), choice("x-2", TEXTS)]
    bank = replace(banks.bank(items), forms={"quick": 3})
    assert [str(figure) for figure in freshness(bank, 1)][1:] == [
        "quick: the same instance again: 2 (limit: 0): FAIL [B23]",
        "quick: pairs of enemies in one sitting: 3 (limit: 0): FAIL [B13]",
    ]


# All of them --------------------------------------------------------------------------------------------------------

SMALL = Sizes(seeds=30, repeats=1, instances=20, linted=2, responders=16, chains=1, lessons=16)


def test_every_check_gives_figures_and_always_the_same() -> None:
    bank = banks.bank([*SHUFFLED, *ascending((1, 1, 1)), *blind_bank(lambda n: n % 6).items.values()], ("language",))
    first = [str(figure) for figure in deep_figures(bank, SMALL, workers=1)]
    assert first == [str(figure) for figure in deep_figures(bank, SMALL, workers=1)]
    starts = (
        "key position",
        "key rank",
        "learning guesser",
        "instances of",
        "seconds of generated questions",
        "8 questions remembered",
        "blind answers",
        "blind people",
        "quick:",
        "full:",
    )
    assert [start for start in starts if any(line.startswith(start) for line in first)] == list(starts)


def test_work_spread_over_processes_keeps_its_order() -> None:
    assert list(spread(abs, [-3, 2, -1], 2)) == list(spread(abs, [-3, 2, -1], 1)) == [3, 2, 1]


def test_the_number_of_processes_changes_no_figure() -> None:
    bank = blind_bank(lambda n: n % 6)
    assert list(chance_floor(bank, 120, 2)) == list(chance_floor(bank, 120, 1))


@pytest.mark.parametrize(
    ("figures", "code", "last"),
    [
        ([Figure("a", "1", "2", True), Figure("b", "none", "", None)], 0, "2 figures: 1 passed, 0 failed, 1 not checked"),
        ([Figure("a", "3", "2", False)], 1, "1 figure: 0 passed, 1 failed, 0 not checked"),
    ],
)
def test_check_deep_prints_each_figure_and_fails_with_one(
    figures: list[Figure],
    code: int,
    last: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(deep_checks, "deep_figures", lambda bank, waived: iter(figures))
    monkeypatch.setattr("readiness.check.checked.findings", lambda bank, today, used: [])
    monkeypatch.setattr("readiness.check.checked.bank_findings", lambda bank: [])
    monkeypatch.setattr("readiness.cli.check.cheap_figures", lambda bank, folder: iter(()))
    assert cli.main(["check", str(write_bank(tmp_path)), "--deep"]) == code
    assert capsys.readouterr().out.splitlines()[1:] == [*map(str, figures), last]
