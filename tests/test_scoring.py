"""The scoring model: golden figures, an independent second computation, and its properties."""

from __future__ import annotations

import json
import math
from itertools import combinations
from operator import mul
from pathlib import Path
from statistics import NormalDist, median
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.ground.errors import ResponseError
from readiness.ground.items import EntryTask, Item
from readiness.ground.responses import Response
from readiness.kinds.answers import credit
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.grid import KERNEL, TH, normalised, quantile, times, with_squares
from readiness.scoring.marking import is_rapid, mark_response, mark_responses
from readiness.scoring.method import method_note
from readiness.scoring.posterior import Estimate
from readiness.scoring.readings import Readings, cautious, combined
from readiness.scoring.scale import known_logit, scale
from tests.banks import SKILLS, bank, choice, entry, item, judgement, mark, wide_bank

GOLDEN = json.loads((Path(__file__).parent / "data" / "model_golden.json").read_text())


def golden_bank(name: str) -> ItemBank:
    return bank(
        [
            item(
                f"i{n}",
                one["skill"],
                rating=[one["rating"]] * one["raters"],
                chance=one["chance"],
                parts=one["parts"],
                task=EntryTask("word", ("x",)),
            )
            for n, one in enumerate(GOLDEN["banks"][name]["items"])
        ]
    )


Answers = list[tuple[Item, "float | None"]]
"""Items with the credits earned; None is a skip."""


def readings(on_bank: ItemBank, answers: Answers) -> Readings:
    on = scale(on_bank)
    found = Readings(on)
    for one, earned in answers:
        found.add(one.skill, on.curve(one), earned)
    return found


def estimates(on_bank: ItemBank, answers: Answers) -> dict[str, Estimate]:
    found = readings(on_bank, answers)
    return {skill: found.estimate(skill) for skill in on_bank.skills}


@pytest.mark.parametrize("sitting", GOLDEN["sittings"], ids=lambda sitting: sitting["name"])
def test_golden_sittings_come_out_exactly(sitting: dict[str, Any]) -> None:
    """Skips are null; low and high are margins in logits, not percents."""
    on_bank = golden_bank(sitting["bank"])
    items = list(on_bank.items.values())
    found = readings(on_bank, [(items[index], earned) for index, earned in sitting["answers"]])
    extreme = sitting["name"] in ("all right", "all wrong")
    for skill, wanted in sitting["expect"].items():
        got = found.estimate(skill)
        assert got.odds == pytest.approx(wanted["odds"], abs=1e-4)
        assert (got.margin, got.sd) == pytest.approx((wanted["margin"], wanted["sd"]), abs=1e-3 if extreme else 1e-4)
        lows, highs = zip(*(reading.interval(skill) for reading in found.each()))
        assert (min(lows), max(highs)) == pytest.approx((wanted["low"], wanted["high"]), abs=0.01 if extreme else 3e-3)
        share = scale(on_bank).expected_share
        assert (got.low, got.high) == (100 * share(skill, min(lows)), 100 * share(skill, max(highs)))
        if "odds_dont_know" in wanted:
            both = [reading.odds(skill) for reading in found.each()]
            assert both == pytest.approx([wanted["odds_dont_know"], wanted["odds_left_out"]], abs=1e-4)


def test_some_golden_sittings_have_skips_and_some_have_none() -> None:
    skips = [sum(earned is None for _, earned in sitting["answers"]) for sitting in GOLDEN["sittings"]]
    assert (len(skips), skips.count(0)) == (14, 11)


@pytest.mark.parametrize("name", list(GOLDEN["banks"]))
def test_golden_intercepts_come_out_exactly(name: str) -> None:
    on_bank = golden_bank(name)
    on = scale(on_bank)
    found = [on.curve(one).intercept for one in on_bank.items.values()]
    assert found == pytest.approx(GOLDEN["banks"][name]["intercept"], abs=1e-6)


def test_the_constants_are_those_of_the_golden_figures() -> None:
    note = method_note()
    assert {name: note[name] for name in GOLDEN["constants"]} == GOLDEN["constants"]


def test_a_report_names_the_method_in_these_words() -> None:
    assert method_note() == {
        "version": 2,
        "slope": 0.85,
        "rho": 0.5,
        "spreads": [[0.5, 1.0], [0.5, 2.0]],
        "tau": 0.9,
        "clamp": [0.05, 0.95],
        "levels": {"ready": 0.85, "probably-ready": 0.7, "probably-not-yet": 0.3, "not-yet": 0.15},
        "least": {"skill": 3, "all": 5},
        "rapid": {"seconds": 10.0, "share": 0.1, "withheld": 0.3},
    }


# An independent second way ------------------------------------------------------------------------------------------


Figures = tuple[float, float, float, float, float]
"""Odds, margin, sd, and the 5 % and 95 % points of the margin, in logits."""


def brute_force(on_bank: ItemBank, answers: Answers, skill: str, other: str) -> Figures:
    """The figures of a skill when only it and one other were answered, straight from the definition of the method.

    Skips are read both ways, and the reading that claims less counts.
    """
    chance_credit = [(one, one.chance if earned is None else earned) for one, earned in answers]
    left_out = [(one, earned) for one, earned in answers if earned is not None]
    one = one_reading(on_bank, chance_credit, skill, other)
    two = one_reading(on_bank, left_out, skill, other)
    low, high = min(one[3], two[3]), max(one[4], two[4])
    if (one[0] < 0.5 < two[0]) or (two[0] < 0.5 < one[0]):
        margin = (one[1] + two[1]) / 2
        sd = math.sqrt((one[2] ** 2 + two[2] ** 2) / 2 + ((one[1] - two[1]) / 2) ** 2)
        return 0.5, margin, sd, low, high
    nearer = min(one, two, key=lambda figures: abs(figures[0] - 0.5))
    return nearer[0], nearer[1], nearer[2], low, high


def one_reading(on_bank: ItemBank, answers: list[tuple[Item, float]], skill: str, other: str) -> Figures:
    """Each of the two spreads of each margin gives a bivariate normal: four double integrals over a plain grid.

    No common part, no grid shared with the product, every formula written out again.
    """

    def log_likelihood(own: str, th: float) -> float:
        total = 0.0
        for one, earned in answers:
            if one.skill != own:
                continue
            bank_logits = []
            for member in on_bank.items.values():
                if member.skill == own:
                    u = min(0.95, max(0.05, (member.rating - member.chance) / (1 - member.chance)))
                    bank_logits.append(math.log(u / (1 - u)))
            mean = sum(bank_logits) / len(bank_logits)
            u = min(0.95, max(0.05, (one.rating - one.chance) / (1 - one.chance)))
            raters = len(one.ratings)
            d = mean + raters / (raters + 1) * (math.log(u / (1 - u)) - mean)
            p = one.chance + (1 - one.chance) / (1 + math.exp(-(d + 0.85 * th)))
            w = one.parts / (1 + (one.parts - 1) / 2)
            total += w * (earned * math.log(p) + (1 - earned) * math.log(1 - p))
        return total

    step = 0.1
    grid = np.arange(-120, 121) * step
    own = np.exp([log_likelihood(skill, th) for th in grid])
    others = np.exp([log_likelihood(other, th) for th in grid])
    x, y = grid[:, None], grid[None, :]
    joint = np.zeros((len(grid), len(grid)))
    for a in (1, 2):  # th_x = a u, th_y = b v, with (u, v) standard normal and correlated by .5
        for b in (1, 2):
            exponent = ((x / a) ** 2 - 2 * 0.5 * (x / a) * (y / b) + (y / b) ** 2) / (2 * (1 - 0.5**2))
            joint += np.exp(-exponent) / (a * b) / 4
    weights = own * (joint @ others)
    weights /= weights.sum()
    odds = sum(weight * 0.5 * (1 + math.erf(th / 0.9 / math.sqrt(2))) for weight, th in zip(weights, grid))
    margin = float(weights @ grid)
    sd = math.sqrt(float(weights @ grid**2) - margin**2)
    # The mass up to the upper edge of each cell, by the trapezoid's rule on a fine grid; linear in between.
    fine = np.linspace(-12, 12, 48_001)
    density = np.exp(np.interp(fine, grid, np.log(weights)))
    mass = np.cumsum((density[1:] + density[:-1]) / 2)
    low, high = np.interp([0.05, 0.95], mass / mass[-1], fine[1:])
    return odds, margin, sd, float(low), float(high)


@pytest.mark.parametrize(
    ("own", "others"),
    [
        ([1, 1, 1, 1, 1], [0, 0, 0, 0, 0]),
        ([0, 0.5, 1, 0.25, 0], [1, 1, 0.5, 1, 1]),
        ([1, 0, 1], []),
        ([], [0, 0, 1, 0]),
        ([0.25, 0.25], [1] * 12),
        ([1, None, 1, None, 1], [1, None, 0]),
        ([None, None, 1, 0], [None] * 5),
        ([None] * 4, [1, 1, 1]),
        ([0, 0.5, None, 0], [1, 1, 1]),
        ([], [None, 1, None]),
    ],
)
def test_a_brute_force_double_integral_gives_the_same(own: list[float | None], others: list[float | None]) -> None:
    on_bank = wide_bank()
    privacy = [one for one in on_bank.items.values() if one.skill == "privacy"]
    language = [one for one in on_bank.items.values() if one.skill == "language"]
    answers = [*zip(privacy, own), *zip(language, others)]
    found = readings(on_bank, answers)
    got = found.estimate("privacy")
    lows, highs = zip(*(reading.interval("privacy") for reading in found.each()))
    wanted = brute_force(on_bank, answers, "privacy", "language")
    assert (got.odds, got.margin, got.sd) == pytest.approx(wanted[:3], abs=1e-4)
    assert (min(lows), max(highs)) == pytest.approx(wanted[3:], abs=3e-3)


# Properties ---------------------------------------------------------------------------------------------------------

WIDE = wide_bank()
ITEMS = list(WIDE.items.values())
credits = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
sittings = st.dictionaries(st.sampled_from(range(len(ITEMS))), credits, max_size=40)
with_skips = st.dictionaries(st.sampled_from(range(len(ITEMS))), st.one_of(st.none(), credits), max_size=40)


@settings(max_examples=60, deadline=None)
@given(sittings, st.integers(0, 10_000))
def test_odds_and_margins_rise_with_every_credit_in_every_skill(answers: dict[int, float], which: int) -> None:
    lower = {n: earned for n, earned in answers.items() if earned < 1}
    if not lower:
        return
    raised = sorted(lower)[which % len(lower)]
    before = estimates(WIDE, [(ITEMS[n], earned) for n, earned in answers.items()])
    after = estimates(WIDE, [(ITEMS[n], earned + 0.25 * (n == raised)) for n, earned in answers.items()])
    assert after[ITEMS[raised].skill].odds > before[ITEMS[raised].skill].odds
    for skill in SKILLS:
        assert after[skill].odds >= before[skill].odds - 1e-12
        assert after[skill].margin > before[skill].margin


@settings(max_examples=60, deadline=None)
@given(with_skips, st.integers(0, 10_000))
def test_no_credit_lowers_the_odds_whatever_was_skipped(answers: dict[int, float | None], which: int) -> None:
    lower = {n: earned for n, earned in answers.items() if earned is not None and earned < 1}
    if not lower:
        return
    raised = sorted(lower)[which % len(lower)]
    before = estimates(WIDE, [(ITEMS[n], earned) for n, earned in answers.items()])
    after = estimates(WIDE, [(ITEMS[n], lower[n] + 0.25 if n == raised else earned) for n, earned in answers.items()])
    for skill in SKILLS:
        assert after[skill].odds >= before[skill].odds - 1e-12
        assert (after[skill].low, after[skill].high) >= (before[skill].low - 1e-9, before[skill].high - 1e-9)


@settings(max_examples=60, deadline=None)
@given(with_skips)
def test_the_reading_that_claims_less_counts_and_the_interval_spans_both(answers: dict[int, float | None]) -> None:
    found = readings(WIDE, [(ITEMS[n], earned) for n, earned in answers.items()])
    one, other = found.not_known, found.left_out or found.not_known
    assert (found.left_out is None) == (None not in answers.values())
    for skill in SKILLS:
        shown, first, second = found.estimate(skill), one.estimate(skill), other.estimate(skill)
        assert shown.odds == pytest.approx(median([first.odds, second.odds, 0.5]), abs=1e-9)
        assert found.odds(skill) == pytest.approx(shown.odds, abs=1e-9)
        assert min(first.margin, second.margin) <= shown.margin <= max(first.margin, second.margin)
        assert min(first.sd, second.sd) <= shown.sd + 1e-12
        assert (shown.low, shown.high) == (min(first.low, second.low), max(first.high, second.high))


@pytest.mark.parametrize(
    ("one", "other", "odds"),
    [
        (0.5, 0.5, 0.5),
        (0.2, 0.4, 0.4),
        (0.9, 0.6, 0.6),
        (0.2, 0.6, 0.5),
        (0.5, 0.9, 0.5),
        (0.1, 0.5, 0.5),
        (0.86, 0.85, 0.85),
    ],
)
def test_odds_nearer_to_even_count_and_even_ones_where_the_readings_disagree(one: float, other: float, odds: float) -> None:
    assert cautious(one, other) == cautious(other, one) == odds


def test_readings_on_both_sides_of_even_odds_are_mixed_half_and_half() -> None:
    one = Estimate(0.3, -1.0, 0.6, 60.0, 40.0, 80.0, 70.0)
    other = Estimate(0.8, 1.0, 0.8, 80.0, 65.0, 95.0, 70.0)
    assert combined(one, other) == Estimate(0.5, 0.0, math.sqrt(0.5 + 1), 70.0, 40.0, 95.0, 70.0)
    assert combined(other, one) == combined(one, other)


def test_readings_on_one_side_give_the_figures_of_the_nearer() -> None:
    one = Estimate(0.2, -1.0, 0.6, 60.0, 40.0, 80.0, 70.0)
    other = Estimate(0.5 + 1e-12, 0.0, 1.6, 68.0, 30.0, 95.0, 70.0)
    assert combined(one, other) == combined(other, one) == Estimate(0.5 + 1e-12, 0.0, 1.6, 68.0, 30.0, 95.0, 70.0)


@pytest.mark.parametrize(("near", "far"), [(0.4, 0.2), (0.6, 0.9), (0.5, 0.1), (0.5, 0.9), (0.45, 0.05)])
def test_the_interval_spans_both_readings_whichever_is_the_nearer(near: float, far: float) -> None:
    one = Estimate(near, -1.0, 0.6, 60.0, 40.0, 80.0, 70.0)
    other = Estimate(far, -2.0, 0.7, 50.0, 30.0, 85.0, 70.0)
    assert combined(one, other) == combined(other, one) == Estimate(near, -1.0, 0.6, 60.0, 30.0, 85.0, 70.0)


def test_after_a_skip_the_odds_are_those_of_the_estimate_and_nearer_to_even_than_as_not_known() -> None:
    found, curve = Readings(scale(WIDE)), scale(WIDE).curve(ITEMS[0])
    for earned in (1.0, 1.0, 1.0, None):
        found.add("privacy", curve, earned)
    assert found.left_out is not None
    not_known, left_out = found.not_known.odds("privacy"), found.left_out.odds("privacy")
    assert 0.5 < not_known < left_out
    assert found.odds("privacy") == not_known == pytest.approx(found.estimate("privacy").odds, abs=1e-12)
    for _ in range(6):
        found.add("privacy", curve, 0.0)
    not_known, left_out = found.not_known.odds("privacy"), found.left_out.odds("privacy")
    assert not_known < left_out < 0.5
    assert found.odds("privacy") == left_out


def test_however_many_answers_come_the_odds_stay_numbers() -> None:
    found, curve = Readings(scale(WIDE)), scale(WIDE).curve(ITEMS[0])
    for _ in range(3000):
        found.add("privacy", curve, 0.5)
    assert 0 <= found.odds("privacy") <= 1
    assert found.estimate("privacy").sd < 0.1


def test_before_the_first_skip_there_is_one_reading_and_answers_after_it_enter_both() -> None:
    on, found = scale(WIDE), Readings(scale(WIDE))
    curve = on.curve(ITEMS[0])
    found.add("privacy", curve, 1.0)
    assert found.left_out is None
    found.add("privacy", curve, None)
    found.add("language", curve, 0.0)
    assert found.left_out is not None
    without = Readings(on)
    without.add("privacy", curve, 1.0)
    without.add("language", curve, 0.0)
    as_chance = Readings(on)
    as_chance.add("privacy", curve, 1.0)
    as_chance.add("privacy", curve, curve.chance)
    as_chance.add("language", curve, 0.0)
    for skill in SKILLS:
        assert found.left_out.odds(skill) == pytest.approx(without.odds(skill), abs=1e-12)
        assert found.not_known.odds(skill) == pytest.approx(as_chance.odds(skill), abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(with_skips, st.randoms(use_true_random=False))
def test_the_order_of_responses_does_not_matter(answers: dict[int, float | None], random: Any) -> None:
    listed = [(ITEMS[n], earned) for n, earned in answers.items()]
    shuffled = random.sample(listed, len(listed))
    one, two = estimates(WIDE, listed), estimates(WIDE, shuffled)
    for skill in SKILLS:
        assert one[skill].odds == pytest.approx(two[skill].odds, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(with_skips)
def test_forgetting_a_skill_equals_never_having_asked_it(answers: dict[int, float | None]) -> None:
    on = scale(WIDE)
    kept, cleared = Readings(on), Readings(on)
    for n, earned in answers.items():
        cleared.add(ITEMS[n].skill, on.curve(ITEMS[n]), earned)
        if ITEMS[n].skill != "privacy":
            kept.add(ITEMS[n].skill, on.curve(ITEMS[n]), earned)
    cleared.clear("privacy")
    for skill in SKILLS:
        assert cleared.odds(skill) == pytest.approx(kept.odds(skill), abs=1e-12)


@pytest.mark.parametrize("earned", [0.0, 1.0])
def test_all_right_and_all_wrong_stay_finite(earned: float) -> None:
    large = wide_bank(per_skill=57)
    for one in estimates(large, [(each, earned) for each in large.items.values()]).values():
        assert 0 <= one.odds <= 1
        assert abs(one.margin) < 8
        assert 0.1 < one.sd < 1.5
        assert 0 <= one.low <= one.percent <= one.high <= 100


@pytest.mark.parametrize("task", [choice("a", "abc"), choice("a", "abcd"), judgement()])
def test_a_blind_rule_earning_the_chance_credit_says_the_same_on_average_as_dont_know(task: Any) -> None:
    """The log-likelihood is linear in the credit, so its mean over guesses equals that of their mean credit."""
    one = item("x", task=task)
    on = scale(bank([one]))
    curve = on.curve(one)
    ids = list(task.options)
    guesses = ids if len(ids) == 3 or hasattr(task, "key") else [{"best": b, "worst": w} for b in ids for w in ids if b != w]
    earned = [credit(task, guess) for guess in guesses]
    dont_know = credit(task, None)
    for right, wrong in zip(curve.log_right, curve.log_wrong):
        mean = sum(x * right + (1 - x) * wrong for x in earned) / len(earned)
        assert mean == pytest.approx(dont_know * right + (1 - dont_know) * wrong, abs=1e-12)


def test_the_best_blind_rule_for_mark_says_the_same_on_average_as_dont_know() -> None:
    task = mark(2, 4)
    one = item("x", task=task)
    curve = scale(bank([one])).curve(one)
    by_size = [[credit(task, marked) for marked in combinations(task.spots, j)] for j in range(1, 7)]
    earned = max(by_size, key=lambda credits: sum(credits) / len(credits))
    for right, wrong in zip(curve.log_right, curve.log_wrong):
        mean = sum(x * right + (1 - x) * wrong for x in earned) / len(earned)
        assert mean == pytest.approx(one.chance * right + (1 - one.chance) * wrong, abs=1e-12)


def test_more_raters_move_an_item_further_from_its_skills_mean() -> None:
    items = [item("hard", rating=[0.5] * 3), item("one-rater", rating=0.5), item("easy", rating=0.9)]
    on = scale(bank(items, ["language"]))
    mean = sum(known_logit(one.rating, one.chance) for one in items) / 3
    d = known_logit(0.5, 1 / 3)
    assert on.curve(items[0]).intercept == pytest.approx(mean + 0.75 * (d - mean))
    assert on.curve(items[1]).intercept == pytest.approx(mean + 0.5 * (d - mean))


def test_what_is_known_is_kept_between_one_and_nineteen_in_twenty() -> None:
    assert known_logit(0.2, 1 / 3) == pytest.approx(math.log(0.05 / 0.95))
    assert known_logit(0.99, 0.0) == pytest.approx(math.log(0.95 / 0.05))


def test_information_is_the_squared_slope_over_the_variance() -> None:
    one = item("x", task=mark(2, 4), rating=0.6)
    curve = scale(bank([one])).curve(one)
    step = 1e-5
    slope = (curve.expected(0.3 + step) - curve.expected(0.3 - step)) / (2 * step)
    p = curve.expected(0.3)
    assert curve.information(0.3) == pytest.approx(2 / 1.5 * slope**2 / (p * (1 - p)), rel=1e-6)


sizes = st.floats(-300.0, 6.0).map(lambda power: 10.0**power) | st.just(0.0) | st.floats(0.0, 1.0)
vectors = st.lists(sizes, min_size=6, max_size=6)


@given(st.lists(vectors, min_size=1, max_size=4), vectors)
def test_products_of_a_matrix_and_a_vector_are_exact_however_far_apart_their_sizes_are(
    rows: list[list[float]], vector: list[float]
) -> None:
    for row, found in zip(rows, times(with_squares(rows), vector), strict=True):
        assert found == pytest.approx(math.fsum(map(mul, row, vector)), rel=1e-11, abs=1e-300)


@pytest.mark.parametrize("place", range(len(TH)))
def test_products_with_the_kernel_are_exact_where_nearly_nothing_of_it_meets_the_likelihood(place: int) -> None:
    """All answers right in one skill and all wrong in the others: what little meets decides."""
    likelihood = [math.exp(-3 * (place - other) ** 2) for other in range(len(TH))]
    for row, found in zip(KERNEL, times(with_squares(KERNEL), likelihood), strict=True):
        assert found == pytest.approx(math.fsum(map(mul, row, likelihood)), rel=1e-11, abs=0.0)


@pytest.mark.parametrize("mean", [-3.0, -0.1, 0.0, 2.2])
@pytest.mark.parametrize("sd", [0.5, 0.9, 1.5])
@pytest.mark.parametrize("share", [0.05, 0.4, 0.5, 0.95])
def test_quantiles_of_a_normal_on_the_grid_are_those_of_the_normal(mean: float, sd: float, share: float) -> None:
    weights = normalised([math.exp(-(((th - mean) / sd) ** 2) / 2) for th in TH])
    assert quantile(weights, share) == pytest.approx(NormalDist(mean, sd).inv_cdf(share), abs=3e-3)


def test_quantiles_of_a_density_that_rises_by_the_cell_are_exact() -> None:
    """A straight line's mass is a parabola, which the rule and the cubic both hold exactly away from its ends."""
    total = len(TH) * (len(TH) - 1) / 2
    weights = [place / total for place in range(len(TH))]
    # The mass below node i of the sum rule: (i^2 - 1/6) / 2 over the total.
    node = math.sqrt(2 * total * 0.3 + 1 / 6)
    assert quantile(weights, 0.3) == pytest.approx(TH[0] + 0.35 * node, abs=1e-9)


def test_quantiles_rise_with_the_share_and_stay_on_the_grid() -> None:
    spike = [0.0] * len(TH)
    spike[20], spike[21] = 0.9, 0.1
    found = [quantile(spike, share / 1000) for share in range(1, 1000)]
    assert found == sorted(found)
    assert TH[19] < found[0] < found[-1] < TH[22]
    assert quantile([1.0, *[0.0] * (len(TH) - 1)], 0.05) == TH[0]
    assert quantile([*[0.0] * (len(TH) - 1), 1.0], 0.95) == TH[-1]


def test_expected_percent_is_the_curve_of_the_whole_bank() -> None:
    found = estimates(WIDE, [])["privacy"]
    on = scale(WIDE)
    own = [one for one in ITEMS if one.skill == "privacy"]
    assert found.line == pytest.approx(100 * sum(on.curve(one).expected(0) for one in own) / len(own))
    assert found.low < found.percent < found.high
    # The prior is an even mixture of N(0, 1) and N(0, 4), whose 5 % point lies at -2.615.
    assert found.low == pytest.approx(100 * on.expected_share("privacy", -2.61489), abs=0.05)


# Responses ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "answer", "rapid"),
    [
        (3.9, "a", True),
        (4.0, "a", False),
        (0.0, "a", True),
        (3.9, None, False),
        (None, "a", False),
    ],
)
def test_rapid_is_faster_than_a_tenth_of_the_items_seconds(seconds: float | None, answer: str | None, rapid: bool) -> None:
    assert is_rapid(item("x", seconds=40.0), Response("x", answer, seconds)) is rapid


def test_rapid_is_never_slower_than_ten_seconds() -> None:
    assert is_rapid(item("x", seconds=300.0), Response("x", "a", 9.9))
    assert not is_rapid(item("x", seconds=300.0), Response("x", "a", 10.0))


SMALL = bank([item("plain"), item("word", task=entry())])


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (Response("nowhere", "a"), "this bank has no question 'nowhere'"),
        (Response("plain@3", "a"), "plain is not a generated question: write it without '@3'"),
        (Response("plain", "z"), 'plain: the answer "z" does not fit; wanted: one of a, b, c'),
        (Response("plain", "a", -1.0), "plain: 'seconds' is -1.0; wanted: a number of at least 0, or null"),
        (Response("plain", "a", math.nan), "plain: 'seconds' is NaN; wanted: a number of at least 0, or null"),
        (
            Response("plain", "a", None, "maybe"),  # type: ignore[arg-type]
            "plain: 'confidence' is \"maybe\"; wanted: guess, think or sure, or null",
        ),
    ],
)
def test_a_response_that_does_not_fit_is_refused_with_reasons(response: Response, message: str) -> None:
    with pytest.raises(ResponseError) as caught:
        mark_response(SMALL, response)
    assert str(caught.value) == message


def test_a_marked_answer_is_kept_in_the_one_way_of_writing_it() -> None:
    dates = bank([item("due", task=EntryTask("date", ("2026-03-04",))), item("lines", task=mark(keyed=2, unkeyed=4))])
    entered, marked = Response("due", "March 4, 2026", 9.0, "sure"), Response("lines", ("s2", "s1"))
    assert mark_response(dates, entered).response == Response("due", "2026-03-04", 9.0, "sure")
    assert mark_response(dates, marked).response == Response("lines", ("s1", "s2"))


def test_the_same_item_twice_is_refused() -> None:
    with pytest.raises(ResponseError, match=r"^plain: answered twice; wanted: one response for each question$"):
        mark_responses(SMALL, [Response("plain", "a"), Response("plain", "b")])
