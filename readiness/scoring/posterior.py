"""One reading of the answers so far: the posterior of every skill on the grid, and the figures read off it. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import add, mul, truediv
from typing import NamedTuple

from readiness.scoring.grid import (
    KERNEL_BY_TH,
    KERNEL_ROWS,
    MARGIN_ROWS,
    NOTHING,
    PRIOR_G,
    TH,
    TH_SQUARED,
    G,
    Rows,
    dot,
    quantile,
    times,
)
from readiness.scoring.scale import Curve, Scale

TAIL = 0.05
"""An interval leaves out this share of the posterior at either end."""

_Given = tuple[int, int, list[float]]
"""Means given g from one place of the grid to another."""
_NONE_GIVEN: _Given = (len(G), 0, [])


class Posterior:
    """What credits say about every skill of a scale. ``add`` takes in one; only the answered skill is redone."""

    def __init__(self, on: Scale) -> None:
        self.on = on
        skills = on.skills
        flat = (0.0,) * len(TH)
        self._log_likelihood: dict[str, Sequence[float]] = dict.fromkeys(skills, flat)
        self._likelihood: dict[str, Sequence[float]] = {skill: (1.0,) * len(TH) for skill in skills}
        self._z: dict[str, Sequence[float]] = {skill: (1.0,) * len(G) for skill in skills}
        self._ready: dict[str, _Given] = {}
        self._margin: dict[str, _Given] = {}
        self._weights: dict[str, list[float]] = {}
        self._stale: set[str] = set()
        self._common: list[float] | None = None
        self._first, self._end = 0, len(G)

    def add(self, skill: str, curve: Curve, credit: float) -> None:
        """Take in one credit (0..1) for an item of a skill."""
        self._log_likelihood[skill] = list(map(add, self._log_likelihood[skill], curve.log_likelihood(credit)))
        self._moved(skill)

    def clear(self, skill: str) -> None:
        """Forget the answers of one skill."""
        self._log_likelihood[skill] = (0.0,) * len(TH)
        self._moved(skill)

    def copy(self) -> Posterior:
        """Another posterior that has taken in the same, and goes its own way from here."""
        other = Posterior(self.on)
        # The sequences within are replaced, never changed, so that both can hold the same ones.
        other._log_likelihood, other._likelihood = dict(self._log_likelihood), dict(self._likelihood)
        other._z, other._stale = dict(self._z), set(self._stale)
        return other

    def _moved(self, skill: str) -> None:
        self._stale.add(skill)
        self._common = None
        self._weights.clear()

    def _h(self) -> list[float]:
        """h(g): the posterior of the common part, summing to 1."""
        if self._common is None:
            for skill in self._stale:
                top = max(self._log_likelihood[skill])
                likelihood = list(map(math.exp, [value - top for value in self._log_likelihood[skill]]))
                self._likelihood[skill] = likelihood
                self._z[skill] = times(KERNEL_ROWS, likelihood)
                self._ready.pop(skill, None)
                self._margin.pop(skill, None)
            self._stale.clear()
            h: Sequence[float] = PRIOR_G
            for z in self._z.values():
                h = list(map(mul, h, z))
            total = sum(h)
            self._common = common = [value / total for value in h]
            self._first, self._end = 0, len(common)
            while common[self._first] <= NOTHING:
                self._first += 1
            while common[self._end - 1] <= NOTHING:
                self._end -= 1
        return self._common

    def _mean(self, skill: str, rows: Rows, kept: dict[str, _Given], start: float = 0.0) -> float:
        """The posterior mean of the rows' function of the margin, and ``start`` on top of it.

        The rows hold the last margins of the grid, or all. The means given g are kept: an answer in another skill moves
        only the weights h of the sum over g.
        """
        h = self._h()
        first, end = self._first, self._end
        known_first, known_end, given = kept.get(skill, _NONE_GIVEN)
        if first < known_first or end > known_end:
            products = times(rows[first:end], self._likelihood[skill][-len(rows[0][0]) :])
            known_first, given = first, [start + product / z for product, z in zip(products, self._z[skill][first:end])]
            kept[skill] = first, end, given
        return dot(h[first:end], given[first - known_first : end - known_first])

    def odds(self, skill: str) -> float:
        """The probability, 0..1, that the person is ready in the skill."""
        return self._mean(skill, self.on.ready_rows, self._ready)

    def margin(self, skill: str) -> float:
        """The posterior mean of the margin above the line, in logits."""
        return self._mean(skill, MARGIN_ROWS, self._margin, TH[0])

    def weights(self, skill: str) -> list[float]:
        """The posterior of the skill's margin on the grid, summing to 1."""
        found = self._weights.get(skill)
        if found is None:
            ratio = list(map(truediv, self._h(), self._z[skill]))
            found = self._weights[skill] = list(map(mul, self._likelihood[skill], times(KERNEL_BY_TH, ratio)))
        return found

    def interval(self, skill: str) -> tuple[float, float]:
        """The margins that leave a twentieth of the posterior below and above them, in logits."""
        weights = self.weights(skill)
        return quantile(weights, TAIL), quantile(weights, 1 - TAIL)

    def estimate(self, skill: str) -> Estimate:
        """Everything a report says about one skill."""
        weights = self.weights(skill)
        margin = dot(weights, TH)
        low, high = self.interval(skill)
        return Estimate(
            odds=dot(weights, self.on.ready),
            margin=margin - self.on.delta,
            sd=math.sqrt(max(0.0, dot(weights, TH_SQUARED) - margin * margin)),
            percent=100 * dot(weights, self.on.expected_on_grid(skill)),
            low=100 * self.on.expected_share(skill, low),
            high=100 * self.on.expected_share(skill, high),
            line=100 * self.on.bank_curve(skill).line,
        )


class Estimate(NamedTuple):
    """What the answers say about one skill.

    ``odds`` of being ready 0..1; ``margin`` above the line and its standard deviation ``sd`` in logits; ``percent``,
    ``low`` and ``high``: the credit expected over the whole bank of the skill, with the 5th and 95th percentile;
    ``line``: the same for a person exactly on the line; all in 0..100.
    """

    odds: float
    margin: float
    sd: float
    percent: float
    low: float
    high: float
    line: float

    def figures(self) -> tuple[float, ...]:
        """All of them but the line, which does not depend on the answers."""
        return self.odds, self.margin, self.sd, self.percent, self.low, self.high
