"""What ``check`` says of a bank as a whole: each check finds its flaw, in these words, and leaves a good bank alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from readiness.bank.load import load_bank
from readiness.check import guessing, people
from readiness.check import whole_bank as checks
from readiness.check.cues import IDS, PARTS, RULES, TONES, Pick, guess, kin, picks
from readiness.check.exact import Guess, chi_square_p, tally
from readiness.check.findings import Finding
from readiness.check.likeness import alike, key_text
from readiness.check.readability import grade
from readiness.cli import main
from readiness.ground.draws import Draws
from readiness.ground.items import ChoiceTask, Citation, EntryTask, Item, JudgementTask, MarkTask, Option, Spot
from readiness.kinds.item_bank import Competency, ItemBank
from readiness.kinds.kind import Part
from tests import banks
from tests.bank_folder import write_bank

# Exact tests --------------------------------------------------------------------------------------------------------


def guesses(hits: int, *sets: tuple[int, int]) -> list[Guess]:
    """So many hits, of sets of (count, options) without ties."""
    options = [each for count, each in sets for _ in range(count)]
    return [Guess(each, 1, at < hits) for at, each in enumerate(options)]


@pytest.mark.parametrize(
    ("sets", "five", "one"),
    [
        (((60, 3),), (13, 27), (11, 30)),
        (((78, 4),), (12, 27), (10, 30)),
        (((98, 3),), (24, 42), (21, 45)),
        (((98, 3), (78, 4)), (41, 64), (37, 68)),
    ],
)
def test_limits_of_the_exact_test(sets: tuple[tuple[int, int], ...], five: tuple[int, int], one: tuple[int, int]) -> None:
    """The reference limits of the writing standard: hits outside are rarer than one in twenty, and one in a hundred."""
    for limit, (low, high) in ((0.05, five), (0.01, one)):
        count = sum(number for number, _ in sets)
        rare = {hits for hits in range(count + 1) if tally(guesses(hits, *sets)).p < limit}
        assert rare == {*range(low), *range(high + 1, count + 1)}


def brute_force(some: Sequence[Guess]) -> float:
    """The two-sided probability from every way in which keys can fall, in exact fractions."""
    ways: dict[Fraction, Fraction] = {}
    for fallen in product((False, True), repeat=len(some)):
        share, hits = Fraction(1), Fraction(0)
        for one, hit in zip(some, fallen):
            share *= Fraction(one.tied, one.options) if hit else 1 - Fraction(one.tied, one.options)
            hits += Fraction(hit, one.tied)
        ways[hits] = ways.get(hits, Fraction(0)) + share
    found = sum((Fraction(1, one.tied) for one in some if one.hit), Fraction(0))
    low = sum(share for hits, share in ways.items() if hits <= found)
    high = sum(share for hits, share in ways.items() if hits >= found)
    return float(min(Fraction(1), 2 * min(low, high)))


@pytest.mark.parametrize("seed", range(30))
def test_the_exact_test_against_every_way_keys_can_fall(seed: int) -> None:
    """Sets of up to ten picks with two to six options, of which any number tie."""
    draws = Draws(seed, "exact", "test")
    some = []
    for _ in range(draws.between(1, 10)):
        options = draws.between(2, 6)
        tied = draws.between(1, options)
        some.append(Guess(options, tied, tied == options or draws.below(2) == 0))
    assert tally(some).p == pytest.approx(brute_force(some), abs=1e-12)


def test_a_tally_says_what_it_counted() -> None:
    """Tied options share a hit; options that all tie say nothing either way."""
    found = tally([Guess(4, 2, True), Guess(2, 1, True), Guess(3, 3, True)])
    assert found.picks == 3
    assert (found.hits, found.chance) == pytest.approx((11 / 6, 13 / 12))
    assert found.points == pytest.approx(25)
    assert found.p == pytest.approx(2 * 1 / 4)
    assert found.words == "in 61.1 % of 3 picks, by chance in 36.1 % (p = 0.500)"
    assert tally([Guess(3, 1, True)] * 10).words == "in 100.0 % of 10 picks, by chance in 33.3 % (p < 0.001)"
    assert (tally([]).p, tally([]).points) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("counts", "p"),
    [
        ((60, 40), math.erfc(math.sqrt(2))),  # 4.0 with one degree of freedom
        ((10, 20, 30), math.exp(-5)),  # 10.0 with two
        ((5, 15, 20, 20), 0.018566),  # 10.0 with three
        ((10, 10, 10, 10, 20), math.exp(-10 / 3) * (1 + 10 / 3)),  # 6.667 with four
        ((20, 20, 20), 1.0),
    ],
)
def test_chi_square(counts: tuple[int, ...], p: float) -> None:
    assert chi_square_p(counts, [1 / len(counts)] * len(counts)) == pytest.approx(p, abs=1e-6)


# Rules of guessing --------------------------------------------------------------------------------------------------


def choice(id: str, texts: Sequence[str], right: int = 0, stem: str = "Which one is it?", **more: Any) -> Item:
    options = {letter: Option(text, "A reason.") for letter, text in zip("abcdef", texts)}
    return replace(banks.item(id, task=ChoiceTask(options, "abcdef"[right]), **more), stem=stem)


def judgement(id: str, texts: Sequence[str], best: int = 0, worst: int = 3, **more: Any) -> Item:
    options = {letter: Option(text, "A reason.") for letter, text in zip("abcd", texts)}
    return banks.item(id, task=JudgementTask(options, "abcd"[best], "abcd"[worst]), **more)


LIKED: list[tuple[str, tuple[str, ...], str, int]] = [
    ("the longest option", ("Liver", "The large kidney", "Lung"), "", 1),
    ("the shortest option", ("Liver", "Lung", "Stomach"), "", 1),
    ("the option that repeats most of the stem", ("Name it", "Sort the charts", "Leave it"), "A coder sorts charts.", 1),
    ("the option that shares most words with the others", ("Liver and lung", "Liver, kidney", "Kidney and heart"), "", 1),
    ("an option without 'always', 'never' and the like", ("Always ask", "Ask first", "Never ask"), "", 1),
    ("an option with 'may', 'usually' and the like", ("Ask", "Usually ask", "Wait"), "", 1),
    ("the option with most digits, commas and brackets", ("Some days", "10 days", "5 days"), "", 1),
    ("the option that sounds mildest", ("Demand the work", "Offer to help", "Go home"), "", 1),
]


def test_every_rule_has_its_case() -> None:
    assert [case[0] for case in LIKED] == [*RULES, *TONES]


@pytest.mark.parametrize(("name", "texts", "stem", "liked"), LIKED, ids=[case[0] for case in LIKED])
def test_a_rule_picks_its_option(name: str, texts: tuple[str, ...], stem: str, liked: int) -> None:
    rule = {**RULES, **TONES}[name]
    hits = [guess(rule, Pick(choice("x", texts, stem=stem), "option", texts, right)).hit for right in range(3)]
    assert hits == [right == liked for right in range(3)]


def test_a_rule_that_sees_no_difference_ties_all() -> None:
    assert guess(RULES["the longest option"], Pick(choice("x", "abc"), "option", tuple("abc"), 0)) == Guess(3, 3, True)


def test_picks_of_items() -> None:
    """One of a choice item, two of a judgement item, none of others."""
    items = [choice("one", "abc", 1), judgement("two", "abcd", 2, 0), banks.item("three", task=banks.mark())]
    assert [(pick.part, pick.texts[pick.right]) for pick in picks(items)] == [("option", "b"), ("best", "c"), ("worst", "a")]
    only: tuple[Part, ...] = ("worst",)
    assert [pick.item.id for pick in picks(items, only)] == ["two"]
    assert PARTS == ("option", "best", "worst")


TEXTS = ("One", "Two more", "Three in a row")


def fair_items(count: int = 60, texts: Sequence[str] = TEXTS) -> list[Item]:
    """Choice items in which each option in turn is right."""
    return [choice(f"fair-{n:02}", texts, n % len(texts)) for n in range(count)]


Found = Callable[[ItemBank], Iterator[Finding]]


def found(check: Found, bank: ItemBank | Sequence[Item]) -> list[tuple[str, str]]:
    """Severity and message of what a check finds."""
    made = check(bank if isinstance(bank, ItemBank) else banks.bank(bank))
    return [(one.severity, one.message) for one in made]


def test_a_fair_bank_gives_nothing_away() -> None:
    assert found(guessing.guessing, fair_items()) == []
    assert found(guessing.guessing, [judgement(f"x-{n}", "abcd", n % 4, (n + 1) % 4) for n in range(40)]) == []


def test_few_options_cannot_be_judged() -> None:
    assert found(guessing.guessing, fair_items(19)) == [
        ("not checked", "whether options give the key away: 19 questions with options are too few")
    ]


def test_a_long_key_is_an_error() -> None:
    """The whole set counts alone."""
    bank = [choice(f"x-{n:02}", TEXTS, 2 if n < 36 else n % 2) for n in range(60)]
    assert (
        "error",
        "picking the longest option is right in 60.0 % of 60 picks, by chance in 33.3 % (p < 0.001): it gives the key away",
    ) in found(guessing.guessing, bank)


def test_a_key_that_is_never_long_is_an_error_too() -> None:
    bank = [choice(f"x-{n:02}", TEXTS, n % 2) for n in range(60)]
    assert (
        "error",
        "picking the longest option is right in 0.0 % of 60 picks, by chance in 33.3 % (p < 0.001): it tells what to avoid",
    ) in found(guessing.guessing, bank)


@pytest.mark.parametrize(
    ("long", "count", "severity"),
    [
        (24, 60, "warning"),  # 40 %, more than five points off, in sixty picks
        (23, 60, None),  # 38.3 %
        (8, 20, None),  # 40 %, in a set in which chance alone does it
        (12, 20, "warning"),  # p = .02 in a small set
    ],
)
def test_what_is_worth_a_warning(long: int, count: int, severity: str | None) -> None:
    bank = [choice(f"x-{n:02}", ("Two", "One", "Three"), 2 if n < long else n % 2) for n in range(count)]
    said = [kind for kind, text in found(guessing.guessing, bank) if "the longest" in text]
    assert said == ([] if severity is None else [severity])


def test_a_cue_in_one_kind_of_item_shows_though_others_make_up_for_it() -> None:
    """The longest is best in 16 of 20 judgement items, and right in few choice items; the parts share one test."""
    scenes = [judgement(f"j-{n:02}", ("Wait", "Call", "Write about it", "Sing"), 2 if n < 16 else 0) for n in range(20)]
    said = found(guessing.guessing, [*scenes, *(choice(f"c-{n:02}", TEXTS, 2 if n < 10 else n % 2) for n in range(60))])
    assert [one for one in said if "the longest" in one[1]] == [
        (
            "error",
            "picking the longest option as best is right in 80.0 % of 20 picks, by chance in 25.0 % (p < 0.001): "
            "it gives the key away",
        )
    ]


def test_tone_is_looked_at_in_judgement_items_only() -> None:
    texts = ("Offer to help", "Demand an answer", "Read on", "Eat now")
    said = found(guessing.guessing, [judgement(f"j-{n:02}", texts, 0, 1 + n % 3) for n in range(20)])
    assert (
        "error",
        "picking the option that sounds mildest as best is right in 100.0 % of 20 picks, by chance in 25.0 % "
        "(p < 0.001): it gives the key away",
    ) in said
    assert not any(
        "mildest" in text for _, text in found(guessing.guessing, [choice(f"c-{n:02}", texts[:3], 0) for n in range(20)])
    )


def test_that_the_dutiful_act_is_always_best_is_no_flaw() -> None:
    """Of one length, and the right one never told by anything but what is dutiful."""
    texts = ("Report", "Forget", "Gossip", "Wander")
    assert found(guessing.guessing, [judgement(f"j-{n:02}", texts, 0, 1 + n % 3) for n in range(40)]) == []


def test_rules_of_guessing_name_their_page() -> None:
    bank = banks.bank([choice(f"x-{n:02}", ("Two", "Six", "12 (a dozen)"), 2) for n in range(60)])
    assert [one.rule for one in guessing.guessing(bank)] == ["B02", "B03", "B07"]
    assert {*IDS} == {*RULES, *TONES}


def test_three_warnings_are_one_error_of_the_house() -> None:
    """The longest, and with it the most specific, and never the shortest."""
    bank = [choice(f"x-{n:02}", ("Two", "Six", "12 (a dozen)"), 2 if n < 27 else n % 2) for n in range(60)]
    said = found(guessing.guessing, bank)
    assert [kind for kind, _ in said] == ["warning", "warning", "warning", "house"]
    assert said[-1][1] == "3 rules of guessing are off chance as warned; at most 2 may be"


def marked(at: Sequence[int], **more: Any) -> list[Item]:
    """Mark items of five lines, of which this one is keyed."""
    spots = {f"s{n}": Spot(f"Line {n}") for n in range(5)}
    return [banks.item(f"x-{n:02}", task=MarkTask(spots, (f"s{line}",)), **more) for n, line in enumerate(at)]


def test_lines_to_mark_stand_anywhere() -> None:
    """By chance one in five is the first: 0 of 24 is rarer than one in a hundred (twice .8 to the power of 24)."""
    assert found(guessing.marked_places, marked([n % 5 for n in range(40)])) == []
    assert found(guessing.marked_places, marked([1, 2, 3, 4] * 5)) == []
    assert found(guessing.marked_places, marked([*[1, 2, 3, 4] * 5, 2, 3, 2, 3])) == [
        (
            "warning",
            "the first line is to be marked in 0 of 24 written questions, by chance in 4.8 (p = 0.009); move some lines",
        )
    ]
    assert found(guessing.marked_places, marked([0, 1, 3, 4] + [2] * 7)) == [
        ("warning", "line 3 is to be marked in 7 of 11 written questions, by chance in 2.2 (p = 0.004); move some lines")
    ]
    assert found(guessing.marked_places, marked([4] * 5, template="t", generate=lambda id, seed: None)) == []


def test_the_last_line_is_looked_at_in_questions_of_every_length() -> None:
    lengths = [
        banks.item(f"x-{n}", task=MarkTask({f"s{k}": Spot(f"Line {k}") for k in range(5 + n)}, (f"s{4 + n}",)))
        for n in range(4)
    ]
    assert found(guessing.marked_places, lengths) == [
        (
            "warning",
            "the last line is to be marked in 4 of 4 written questions, by chance in 0.6 (p = 0.001); move some lines",
        )
    ]


# Likeness -----------------------------------------------------------------------------------------------------------

OTHERS = [
    choice(f"other-{n}", ("A", "B", "C"), stem=stem)
    for n, stem in enumerate(
        (
            "Which bone lies in the thigh?",
            "Who signs the form for a child?",
            "What does the word ending mean?",
            "When is the claim for a visit in May due?",
        )
    )
]
"""Items that make common words common."""


def twins(first: str, second: str, **more: Any) -> list[Item]:
    one = choice("x-1", ("Kidney", "Liver", "Lung"), stem=first)
    return [one, replace(choice("x-2", ("Kidney", "Heart", "Skin"), stem=second), **more), *OTHERS]


NEPHR = "Which organ does the root nephr/o name in this long list of words?"


def test_the_same_question_twice_is_an_error() -> None:
    assert found(checks.doubles, twins(NEPHR, NEPHR)) == [
        (
            "error",
            "x-2: its stem and key are much like those of x-1 (words 1.00, runs of words 1.00); "
            "change one, or make them enemies",
        )
    ]


def test_a_question_much_like_another_is_read_again() -> None:
    said = found(checks.doubles, twins(NEPHR, "Which organ does the old root nephr/o name in this list?"))
    assert said == [
        (
            "warning",
            "x-2: its stem and key are much like those of x-1 (words 0.64, runs of words 0.11); "
            "change one, or make them enemies",
        )
    ]


def test_likeness_by_hand() -> None:
    """Three texts: 'alpha' stands in two of them, every other word in one; runs of five words."""
    stems = ("alpha one two three four five six", "alpha one two three four five seven", "eight")
    items = [choice(f"x-{n}", (key, "B", "C"), stem=stem) for n, (stem, key) in enumerate(zip(stems, ("k", "l", "m")))]
    pair = next(alike(items, 0, 0))
    two, one = math.log(3 / 2) ** 2, math.log(3) ** 2
    assert (pair.first.id, pair.second.id) == ("x-0", "x-1")
    assert pair.cosine == pytest.approx(6 * two / (6 * two + 2 * one))
    assert pair.runs == 2 / 6


def test_other_questions_are_no_doubles() -> None:
    assert found(checks.doubles, twins(NEPHR, "Which part of the body is meant by cutis?")) == []


def test_what_may_be_alike() -> None:
    """Enemies, and instances of one template."""
    assert found(checks.doubles, twins(NEPHR, NEPHR, enemies=frozenset({"x-1"}))) == []
    made = [replace(item, template="t") for item in twins(NEPHR, NEPHR)[:2]]
    assert found(checks.doubles, [*made, *OTHERS]) == []


def test_the_same_options_do_not_excuse_the_same_question() -> None:
    options = ("Kidney", "Liver", "Lung")
    scenes = [choice("x-1", options, 0, NEPHR), choice("x-2", options, 1, NEPHR)]
    assert [text.partition(":")[0] for _, text in found(checks.doubles, [*scenes, *OTHERS])] == ["x-2"]


def test_kin_and_keys() -> None:
    """Items are kin by their template alone."""
    one, other = choice("x-1", ("Kidney", "Liver")), choice("x-2", ("Kidney", "Liver"))
    assert kin(one) != kin(other)
    assert kin(replace(one, template="t")) == kin(banks.item("x-6", task=banks.mark(), template="t"))
    marked = MarkTask({"s1": Spot("First"), "s2": Spot("Second"), "s3": Spot("Third")}, ("s1", "s3"))
    assert key_text(banks.item("x", task=marked)) == "First; Third"
    assert key_text(judgement("x", ("Wait", "Call", "Write", "Sing"), 1)) == "Call"


def leak(told: str, key: str = "Clinical signs", **more: Any) -> list[tuple[str, str]]:
    """What is found when one item asks what a query must name, and another says this."""
    item = choice("x-1", (key, "The payer", "A code"), stem="What must each query to a doctor name?")
    return found(checks.answers_told, [item, replace(choice("x-2", ("A", "B", "C")), stem=told, **more)])


def test_a_stem_that_tells_the_answer_to_another() -> None:
    told = "Each query to a doctor must name the clinical signs. Who sends it?"
    assert leak(told) == [
        (
            "warning",
            "x-1: x-2 may tell its answer ('Each query to a doctor must name the clinical signs.'); make them enemies",
        )
    ]


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ("Each query to a doctor must name the payer. Who sends it?", {}),
        ("Each query to a doctor must name clinical signs or the payer. Who sends it?", {}),  # tells no more than a list
        ("The nurse wrote the clinical signs down. Who signs?", {}),  # about something else
        ("Each query to a doctor must name the clinical signs. Who sends it?", {"enemies": frozenset({"x-1"})}),
    ],
)
def test_what_tells_no_answer(told: str, more: dict[str, Any]) -> None:
    assert leak(told, **more) == []


def test_an_exhibit_may_tell_the_answer() -> None:
    said = leak("Who sends it?", exhibit="**RULE**\n\nA query to a doctor must name\nthe clinical signs.")
    assert said == [
        ("warning", "x-1: x-2 may tell its answer ('A query to a doctor must name the clinical signs.'); make them enemies")
    ]


def test_keys_of_one_word_leak_nothing() -> None:
    assert leak("Each query to a doctor must name signs. Who sends it?", key="Signs") == []


@pytest.mark.parametrize(("enemies", "cell", "flawed"), [(2, 4, False), (3, 4, True), (3, 20, False)])
def test_items_with_many_enemies(enemies: int, cell: int, flawed: bool) -> None:
    """Two are always fine, and 15 % of the competency; who names whom does not matter."""
    ids = [f"x-{n}" for n in range(cell)]
    items = [banks.item(id, enemies=frozenset(ids[1 : 1 + enemies]) if id == "x-0" else frozenset()) for id in ids]
    message = f"x-0: {enemies} of the {cell} questions of language-x are its enemies; at most 15% should be"
    assert found(checks.enemy_share, items) == ([("warning", message)] if flawed else [])


# The plan -----------------------------------------------------------------------------------------------------------


def planned(items: int | None, count: int) -> ItemBank:
    competency = Competency("language-x", "language", "X", "About it.", 1.0, items=items)
    return banks.bank([banks.item(f"x-{n}") for n in range(count)], ("language",), **{"language-x": competency})


@pytest.mark.parametrize("planned_items", [None, 4, 12])
def test_coverage(planned_items: int | None) -> None:
    """Four are enough, whatever is planned: how many there are beside the plan is reported."""
    assert found(checks.coverage, planned(planned_items, 4)) == []
    assert found(checks.coverage, planned(planned_items, 3)) == [
        ("house", "language-x: it has 3 questions, at least 4 are wanted")
    ]


def test_a_competency_without_questions() -> None:
    both = replace(
        planned(4, 4),
        competencies={**planned(4, 4).competencies, "other": Competency("other", "language", "O", "About it.", 1.0)},
    )
    assert found(checks.coverage, both) == [("house", "other: it has 0 questions, at least 4 are wanted")]


# Sources, words, people ---------------------------------------------------------------------------------------------

REACHED = ("not checked", "whether the sources can still be reached at their addresses")


def cited(*places: str, **more: Any) -> list[Item]:
    return [replace(banks.item(f"x-{n}"), sources=(Citation("book", at),), **more) for n, at in enumerate(places)]


def test_three_questions_may_rest_on_one_place() -> None:
    assert found(checks.sources, cited("p 1", "p 1", "p 1", "p 2")) == [REACHED]
    assert found(checks.sources, cited("p 1", "p 1", "p 1", "p 1")) == [
        ("warning", "book: 4 written questions rest on one place in it (p 1); at most 3 should"),
        REACHED,
    ]


def test_generated_questions_do_not_wear_a_place_out() -> None:
    made = cited("p 1", "p 1", "p 1", "p 1", template="t", generate=lambda id, seed: None)
    assert found(checks.sources, made) == [REACHED]


def test_a_source_that_carries_too_much() -> None:
    bank = banks.bank(cited(*(f"p {n}" for n in range(20))))
    assert found(checks.sources, bank)[0] == ("warning", "book: 20 of 20 questions cite it (100%); at most 25% should")
    sources = {f"book-{n}": bank.sources["book"] for n in range(4)}
    spread = {
        id: replace(item, sources=(Citation(f"book-{n % 4}", f"p {n}"),)) for n, (id, item) in enumerate(bank.items.items())
    }
    assert found(checks.sources, replace(bank, items=spread, sources=sources)) == [REACHED]


PLAIN = "The coder reads the note and finds the name of the test. She looks at the list. Then she goes on to the next. "
HARD = (
    "Notwithstanding organizational considerations, representatives reconcile contradictory documentation "
    "characteristics immediately. "
)


def test_the_reading_level_of_the_bank() -> None:
    """The middle of all questions, and the level that a tenth of them passes."""
    easy, hard = PLAIN * 2 + "What is it?", HARD * 5 + "What is it?"
    items = [replace(banks.item(f"x-{n}"), stem=easy) for n in range(20)]
    assert found(checks.reading, items) == []
    options = ["Option a", "Option b", "Option c"]
    message = (
        f"half read above school grade {grade([easy, *options]):.1f} and a tenth above "
        f"{grade([hard, *options]):.1f}; at most 8 and 10 are wanted"
    )
    assert found(checks.reading, [*items[3:], *(replace(item, stem=hard) for item in items[:3])]) == [("house", message)]


def test_short_questions_have_no_reading_level() -> None:
    assert found(checks.reading, [banks.item("x-1")]) == [
        ("not checked", "the reading level over all: only 0 with 40 words or more")
    ]


ERRS = ("not checked", "who errs and who is right, and where the names of people come from")


@pytest.mark.parametrize(
    ("she", "he", "flawed"), [(10, 10, False), (26, 14, False), (28, 12, True), (12, 28, True), (15, 0, False)]
)
def test_women_and_men(she: int, he: int, flawed: bool) -> None:
    """Off half and half by more than ten points and by more than chance; items with both do not count."""
    stems = ["She codes. What is it?"] * she + ["Ask Mr. Li. What is it?"] * he + ["He asks her. What is it?"] * 9
    items = [replace(banks.item(f"x-{n}"), stem=stem) for n, stem in enumerate(stems)]
    message = f"{she} questions speak only of 'she' or 'Ms.' and {he} only of 'he' or 'Mr.' (p = 0.017)"
    message += "; make it about half and half"
    assert found(people.people, items) == [*([("warning", message)] if flawed else []), ERRS]


def told_of(*groups: tuple[str, int]) -> list[Item]:
    stems = [stem for stem, count in groups for _ in range(count)]
    return [replace(banks.item(f"x-{n}"), stem=f"{stem} What is it?") for n, stem in enumerate(stems)]


def test_a_role_that_only_one_gender_has() -> None:
    """The doctors are all men, the others half and half: women and men are in balance over all, and yet."""
    cast = told_of(("The doctor asks him.", 20), ("She reads.", 20), ("He reads.", 10))
    assert found(people.roles, cast) == [
        (
            "warning",
            "0 of the 20 questions that name a doctor and one gender have women only, 20 of 30 elsewhere (p = 0.0000); "
            "vary who has this role",
        )
    ]


@pytest.mark.parametrize(
    "cast",
    [
        told_of(("The doctor asks him.", 10), ("Her doctor reads.", 10), ("She reads.", 10), ("He reads.", 10)),
        told_of(("The doctor asks him.", 19), ("She reads.", 30)),  # too few to tell
        told_of(("The doctor asks him and her.", 30), ("She reads.", 30)),
    ],
)
def test_roles_that_vary(cast: list[Item]) -> None:
    assert found(people.roles, cast) == []


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ((1, 9, 11, 3), 0.002759),  # the example of most textbooks
        ((3, 1, 1, 3), 0.485714),  # Fisher's tea
        ((5, 5, 5, 5), 1.0),
        ((0, 4, 4, 0), 2 / 70),
    ],
)
def test_fishers_exact_test(table: tuple[int, ...], p: float) -> None:
    assert people.fisher_p(*table) == pytest.approx(p, abs=1e-6)


# All of them --------------------------------------------------------------------------------------------------------


def test_house_rules_are_errors_only_when_strict() -> None:
    said = {strict: checks.bank_problems(planned(12, 3), strict=strict) for strict in (False, True)}
    message = "language-x: it has 3 questions, at least 4 are wanted"
    assert [one.severity for one in said[False] if one.message == message] == ["warning"]
    assert [one.severity for one in said[True] if one.message == message] == ["error"]


def test_problems_are_sorted_and_stand_where_they_can_be_mended(tmp_path: Path) -> None:
    """What concerns a competency at its line of the blueprint, what concerns all of it at its top."""
    root = write_bank(tmp_path)
    said = checks.bank_problems(load_bank(root))
    assert said == sorted(said)
    shown = [str(problem).removeprefix(f"{root.as_posix()}/") for problem in said]
    assert "blueprint.yaml:13:3: warning: incidents: it has 2 questions, at least 4 are wanted [B15]" in shown
    assert "blueprint.yaml:1:1: not checked: whether the sources can still be reached at their addresses [B18]" in shown


def test_a_bank_in_memory_has_no_file() -> None:
    found = [str(problem) for problem in checks.bank_problems(banks.wide_bank(2))]
    assert any(line.startswith(".:1:1: not checked: whether the sources can still be reached") for line in found)


def test_check_tells_of_the_bank_as_a_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the error stream, with the items' problems in one order, and counted."""
    root = write_bank(tmp_path)
    main(["check", str(root), "--today", date(2026, 11, 23).isoformat()])
    shown = capsys.readouterr()
    lines = [line.removeprefix(f"{root.as_posix()}/") for line in shown.err.splitlines()]
    assert "blueprint.yaml:13:3: warning: incidents: it has 2 questions, at least 4 are wanted [B15]" in lines
    places = [(line.split(":")[0], int(line.split(":")[1])) for line in lines if line.startswith(("b", "l", "p", "s"))]
    assert places == sorted(places)
    warnings = sum(": warning: " in line for line in lines)
    assert f" error, {warnings} warnings, " in shown.out


def test_an_entry_that_is_told() -> None:
    """What must be written may be told too."""
    item = banks.item("x-1", task=EntryTask("word", ("clinical signs",)))
    item = replace(item, stem="What must each query to a doctor name?")
    other = replace(banks.item("x-2"), stem="Each query to a doctor must name the clinical signs. Who sends it?")
    assert [text.partition(" ")[0] for _, text in found(checks.answers_told, [item, other])] == ["x-1:"]
