"""The scoring model: golden figures, an independent second computation, and its properties."""

from __future__ import annotations

import json
import math
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.kinds.answers import credit
from readiness.model import EntryTask, Item, ItemBank, Response, ResponseError
from readiness.scoring.grid import RHO, SLOPE, TAU, quantile
from readiness.scoring.marking import is_rapid, mark_response, mark_responses
from readiness.scoring.posterior import Estimate, Posterior, estimate
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


def estimates(on_bank: ItemBank, answers: list[tuple[Item, float]]) -> dict[str, Estimate]:
    on, posterior = scale(on_bank), Posterior(list(on_bank.skills))
    for one, earned in answers:
        posterior.add(one.skill, on.curve(one), earned)
    return {skill: estimate(posterior, on, skill) for skill in on_bank.skills}


@pytest.mark.parametrize("sitting", GOLDEN["sittings"], ids=lambda sitting: sitting["name"])
def test_golden_sittings_come_out_exactly(sitting: dict[str, Any]) -> None:
    on_bank = golden_bank(sitting["bank"])
    items = list(on_bank.items.values())
    found = estimates(on_bank, [(items[index], earned) for index, earned in sitting["answers"]])
    for skill, wanted in sitting["expect"].items():
        got = found[skill]
        assert (got.odds, got.margin, got.sd) == pytest.approx((wanted["odds"], wanted["margin"], wanted["sd"]), abs=1e-4)


@pytest.mark.parametrize("name", list(GOLDEN["banks"]))
def test_golden_intercepts_come_out_exactly(name: str) -> None:
    on_bank = golden_bank(name)
    on = scale(on_bank)
    found = [on.curve(one).intercept for one in on_bank.items.values()]
    assert found == pytest.approx(GOLDEN["banks"][name]["intercept"], abs=1e-6)


def test_the_constants_are_those_of_the_golden_figures() -> None:
    assert {name: GOLDEN["constants"][name] for name in ("slope", "rho", "tau")} == {"slope": SLOPE, "rho": RHO, "tau": TAU}


# An independent second way ------------------------------------------------------------------------------------------


def brute_force(on_bank: ItemBank, answers: list[tuple[Item, float]], skill: str, other: str) -> tuple[float, float, float]:
    """Odds, margin and sd of a skill when only it and one other were answered, straight from the model's definition.

    The two margins are bivariate normal with correlation rho: one double integral, no common part, no grid shared with
    the product, every formula written out again.
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
    grid = [-6 + step * n for n in range(121)]
    own = [math.exp(log_likelihood(skill, th)) for th in grid]
    others = [math.exp(log_likelihood(other, th)) for th in grid]
    mass = odds = first = second = 0.0
    for x, like_x in zip(grid, own):
        inner = sum(
            like_y * math.exp(-(x * x - 2 * 0.5 * x * y + y * y) / (2 * (1 - 0.5 * 0.5))) for y, like_y in zip(grid, others)
        )
        weight = like_x * inner
        mass += weight
        odds += weight * 0.5 * (1 + math.erf(x / 0.35 / math.sqrt(2)))
        first += weight * x
        second += weight * x * x
    margin = first / mass
    return odds / mass, margin, math.sqrt(second / mass - margin * margin)


@pytest.mark.parametrize(
    ("own", "others"),
    [
        ([1, 1, 1, 1, 1], [0, 0, 0, 0, 0]),
        ([0, 0.5, 1, 0.25, 0], [1, 1, 0.5, 1, 1]),
        ([1, 0, 1], []),
        ([], [0, 0, 1, 0]),
        ([0.25, 0.25], [1] * 12),
    ],
)
def test_a_brute_force_double_integral_gives_the_same(own: list[float], others: list[float]) -> None:
    on_bank = wide_bank()
    privacy = [one for one in on_bank.items.values() if one.skill == "privacy"]
    language = [one for one in on_bank.items.values() if one.skill == "language"]
    answers = [*zip(privacy, own), *zip(language, others)]
    got = estimates(on_bank, answers)["privacy"]
    wanted = brute_force(on_bank, answers, "privacy", "language")
    assert (got.odds, got.margin, got.sd) == pytest.approx(wanted, abs=1e-4)


# Properties ---------------------------------------------------------------------------------------------------------

WIDE = wide_bank()
ITEMS = list(WIDE.items.values())
credits = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
sittings = st.dictionaries(st.sampled_from(range(len(ITEMS))), credits, max_size=40)


@settings(max_examples=60, deadline=None)
@given(sittings, st.integers(0, 10_000))
def test_odds_rise_with_every_credit_in_every_skill(answers: dict[int, float], which: int) -> None:
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


@settings(max_examples=40, deadline=None)
@given(sittings, st.randoms(use_true_random=False))
def test_the_order_of_responses_does_not_matter(answers: dict[int, float], random: Any) -> None:
    listed = [(ITEMS[n], earned) for n, earned in answers.items()]
    shuffled = random.sample(listed, len(listed))
    one, two = estimates(WIDE, listed), estimates(WIDE, shuffled)
    for skill in SKILLS:
        assert one[skill].odds == pytest.approx(two[skill].odds, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(sittings)
def test_forgetting_a_skill_equals_never_having_asked_it(answers: dict[int, float]) -> None:
    on = scale(WIDE)
    kept, cleared = Posterior(list(SKILLS)), Posterior(list(SKILLS))
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
        assert abs(one.margin) < 7
        assert 0.1 < one.sd < 1
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


def test_quantiles_put_each_cells_mass_at_its_middle_and_interpolate() -> None:
    weights = [0.0] * 41
    weights[20] = 0.5  # margin 0
    weights[21] = 0.5  # margin 0.35
    assert quantile(weights, 0.25) == pytest.approx(0.0)
    assert quantile(weights, 0.5) == pytest.approx(0.175)
    assert quantile(weights, 0.75) == pytest.approx(0.35)
    assert quantile([1.0, *[0.0] * 40], 0.05) == -7


def test_expected_percent_is_the_curve_of_the_whole_bank() -> None:
    found = estimates(WIDE, [])["privacy"]
    on = scale(WIDE)
    own = [one for one in ITEMS if one.skill == "privacy"]
    assert found.line == pytest.approx(100 * sum(on.curve(one).expected(0) for one in own) / len(own))
    assert found.low < found.percent < found.high
    assert found.low == pytest.approx(100 * on.expected_share("privacy", -1.6449), abs=0.5)  # prior N(0, 1), on the grid


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


def test_the_same_item_twice_is_refused() -> None:
    with pytest.raises(ResponseError, match=r"^plain: answered twice; wanted: one response for each question$"):
        mark_responses(SMALL, [Response("plain", "a"), Response("plain", "b")])
