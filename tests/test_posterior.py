"""What is read off the answers so far never depends on what was read before, however much of it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.scoring.posterior import Posterior, estimate
from readiness.scoring.scale import scale
from tests.banks import SKILLS, wide_bank

BANK = wide_bank()
ITEMS = list(BANK.items.values())
Answers = list[tuple[int, float]]
answers = st.lists(
    st.tuples(st.integers(0, len(ITEMS) - 1), st.sampled_from([0.0, 0.25, 0.5, 1.0])),
    min_size=2,
    max_size=8,
    unique_by=lambda pair: pair[0],
)


def after(given: Answers) -> Posterior:
    posterior = Posterior(list(SKILLS))
    for n, credit in given:
        posterior.add(ITEMS[n].skill, scale(BANK).curve(ITEMS[n]), credit)
    return posterior


def read(posterior: Posterior) -> list[float]:
    """Every figure of every skill, read by each of the ways there are."""
    figures: list[float] = []
    for skill in SKILLS:
        figures += [posterior.odds(skill), posterior.margin(skill), *posterior.weights(skill)]
        figures += estimate(posterior, scale(BANK), skill).figures()
    return figures


@settings(max_examples=40, deadline=None)
@given(answers)
def test_figures_read_between_answers_are_those_of_the_answers_alone(given: Answers) -> None:
    posterior = Posterior(list(SKILLS))
    for count, (n, credit) in enumerate(given, start=1):
        posterior.add(ITEMS[n].skill, scale(BANK).curve(ITEMS[n]), credit)
        assert read(posterior) == read(after(given[:count]))


@settings(max_examples=40, deadline=None)
@given(answers, st.sampled_from(SKILLS))
def test_figures_read_before_a_skill_is_forgotten_leave_nothing_behind(given: Answers, skill: str) -> None:
    posterior = after(given)
    read(posterior)
    posterior.clear(skill)
    others = [(n, credit) for n, credit in given if ITEMS[n].skill != skill]
    assert read(posterior) == pytest.approx(read(after(others)), abs=1e-9)
