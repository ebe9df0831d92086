"""What is read off the answers so far never depends on what was read before, however much of it is kept."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.kinds.item_bank import CalibratedItem, CalibratedLine, Calibration, ItemBank
from readiness.scoring.grid import TH
from readiness.scoring.readings import Readings
from readiness.scoring.scale import Scale, scale
from tests.banks import SKILLS, wide_bank

BANK = wide_bank()
ITEMS = list(BANK.items.values())
Answers = list[tuple[int, "float | None"]]
answers = st.lists(
    st.tuples(st.integers(0, len(ITEMS) - 1), st.sampled_from([0.0, 0.25, 0.5, 1.0, None])),
    min_size=2,
    max_size=8,
    unique_by=lambda pair: pair[0],
)


def after(given: Answers) -> Readings:
    readings = Readings(scale(BANK))
    for n, credit in given:
        readings.add(ITEMS[n].skill, scale(BANK).curve(ITEMS[n]), credit)
    return readings


def read(readings: Readings) -> list[float]:
    """Every figure of every skill, read by each of the ways there are."""
    figures: list[float] = []
    for skill in SKILLS:
        for one in (readings.not_known, readings.left_out or readings.not_known):
            figures += [one.odds(skill), one.margin(skill), *one.weights(skill), *one.estimate(skill).figures()]
        figures += [readings.odds(skill), *readings.estimate(skill).figures()]
    return figures


@settings(max_examples=40, deadline=None)
@given(answers)
def test_figures_read_between_answers_are_those_of_the_answers_alone(given: Answers) -> None:
    readings = Readings(scale(BANK))
    for count, (n, credit) in enumerate(given, start=1):
        readings.add(ITEMS[n].skill, scale(BANK).curve(ITEMS[n]), credit)
        assert read(readings) == read(after(given[:count]))


@settings(max_examples=40, deadline=None)
@given(answers, st.sampled_from(SKILLS))
def test_figures_read_before_a_skill_is_forgotten_leave_nothing_behind(given: Answers, skill: str) -> None:
    readings = after(given)
    read(readings)
    readings.clear(skill)
    others = [(n, credit) for n, credit in given if ITEMS[n].skill != skill]
    assert read(readings) == pytest.approx(read(after(others)), abs=1e-9)


@pytest.mark.parametrize("first", [1.0, 0.0])
def test_figures_stay_those_of_the_answers_when_what_is_likely_moves_from_one_end_to_the_other(first: float) -> None:
    """Only what is likely is worked out between answers: it shrinks with the first, and grows again with the others."""
    readings = Readings(scale(BANK))
    given: Answers = []
    for n, one in enumerate(ITEMS):
        credit = first if one.skill in SKILLS[:2] else 1 - first
        given.append((n, credit))
        readings.add(one.skill, scale(BANK).curve(one), credit)
        odds = [readings.not_known.odds(skill) for skill in SKILLS] + [readings.not_known.margin(skill) for skill in SKILLS]
        fresh = after(list(given)).not_known
        wanted = [fresh.odds(skill) for skill in SKILLS] + [fresh.margin(skill) for skill in SKILLS]
        assert odds == pytest.approx(wanted, abs=1e-9)


def test_a_sitting_of_very_many_answers_has_figures_too() -> None:
    """Their likelihood is far below the smallest number there is."""
    large = wide_bank(per_skill=1500)
    readings = Readings(scale(large))
    for n, one in enumerate(item for item in large.items.values() if item.skill == "privacy"):
        readings.add("privacy", scale(large).curve(one), float(n % 2))
    assert 0.0 < readings.odds("privacy") < 1.0
    assert 0.0 < readings.estimate("privacy").sd < 0.2


LINE = CalibratedLine(delta=0.4, tau=0.7, people=120, passed=60)
MEASURED = replace(BANK, fingerprint="measured", calibration=Calibration({}, 120, "2026-11-28", "a class", LINE))


@pytest.mark.parametrize(("bank", "delta"), [(BANK, 0.0), (MEASURED, 0.4)])
def test_the_figures_of_a_skill_are_means_over_its_posterior(bank: ItemBank, delta: float) -> None:
    on = scale(bank)
    readings = Readings(on)
    for n, credit in ((0, 1.0), (1, 0.5), (2, 0.0), (13, 1.0)):
        readings.add(ITEMS[n].skill, on.curve(ITEMS[n]), credit)
    one, skill = readings.not_known, ITEMS[0].skill
    found, weights = one.estimate(skill), one.weights(skill)
    curves = [on.curve(item) for item in ITEMS if item.skill == skill]

    def share(margin: float) -> float:
        return math.fsum(curve.expected(margin) for curve in curves) / len(curves)

    mean = math.fsum(weight * th for weight, th in zip(weights, TH))
    assert math.fsum(weights) == pytest.approx(1)
    assert one.margin(skill) == pytest.approx(mean, abs=1e-9)
    assert found.margin == pytest.approx(mean - delta, abs=1e-9)
    assert found.sd == pytest.approx(math.sqrt(math.fsum(w * (th - mean) ** 2 for w, th in zip(weights, TH))), abs=1e-9)
    assert found.percent == pytest.approx(100 * math.fsum(w * share(th) for w, th in zip(weights, TH)), abs=1e-9)
    assert found.line == pytest.approx(100 * share(delta), abs=1e-9)
    low, high = one.interval(skill)
    assert [found.low, found.high] == pytest.approx([100 * share(low), 100 * share(high)])
    assert low < mean < high


def test_a_scale_without_what_was_measured_is_that_of_the_raters() -> None:
    easier = CalibratedItem(9.0, 214, ITEMS[0].digest)
    assert MEASURED.calibration is not None
    bank = replace(MEASURED, calibration=replace(MEASURED.calibration, items={ITEMS[0].id: easier}))
    assert Scale(bank).intercept(ITEMS[0]) == 9.0
    assert (Scale(bank).delta, Scale(bank).tau) == (0.4, 0.7)
    rated = Scale(bank, calibrated=False)
    assert rated.intercept(ITEMS[0]) == Scale(BANK).intercept(ITEMS[0]) != 9.0
    assert (rated.delta, rated.tau) == (0.0, 0.9)
