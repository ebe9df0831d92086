"""What the answers so far say about every skill: the posterior on the grid, and the figures read off it. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add, mul, truediv

from readiness.scoring.grid import KERNEL, KERNEL_BY_TH, PRIOR_G, READY, TH, TH_SQUARED, G, dot, quantile, times
from readiness.scoring.scale import Curve, Scale

_MARGIN_ROWS = tuple(tuple(map(mul, row, TH)) for row in KERNEL)
_READY_ROWS = tuple(tuple(map(mul, row, READY)) for row in KERNEL)


class Posterior:
    """What the answers so far say about every skill. ``add`` takes in an answer; only the answered skill is redone."""

    def __init__(self, skills: Sequence[str]) -> None:
        flat = (0.0,) * len(TH)
        self._log_likelihood: dict[str, Sequence[float]] = dict.fromkeys(skills, flat)
        self._likelihood: dict[str, Sequence[float]] = {skill: (1.0,) * len(TH) for skill in skills}
        self._z: dict[str, Sequence[float]] = {skill: (1.0,) * len(G) for skill in skills}
        self._ready: dict[str, list[float]] = {}
        self._margin: dict[str, list[float]] = {}
        self._weights: dict[str, list[float]] = {}
        self._stale: set[str] = set()
        self._common: list[float] | None = None

    def add(self, skill: str, curve: Curve, credit: float) -> None:
        """Take in one credit (0..1) for an item of a skill."""
        self._log_likelihood[skill] = list(map(add, self._log_likelihood[skill], curve.log_likelihood(credit)))
        self._moved(skill)

    def clear(self, skill: str) -> None:
        """Forget the answers of one skill."""
        self._log_likelihood[skill] = (0.0,) * len(TH)
        self._moved(skill)

    def _moved(self, skill: str) -> None:
        self._stale.add(skill)
        self._common = None
        self._weights.clear()

    def _h(self) -> list[float]:
        """h(g): the posterior of the common part, summing to 1."""
        if self._common is None:
            for skill in self._stale:
                top = max(self._log_likelihood[skill])
                likelihood = [math.exp(value - top) for value in self._log_likelihood[skill]]
                self._likelihood[skill] = likelihood
                self._z[skill] = times(KERNEL, likelihood)
                self._ready.pop(skill, None)
                self._margin.pop(skill, None)
            self._stale.clear()
            h: Sequence[float] = PRIOR_G
            for z in self._z.values():
                h = list(map(mul, h, z))
            total = sum(h)
            self._common = [value / total for value in h]
        return self._common

    def _mean(self, skill: str, rows: Sequence[Sequence[float]], kept: dict[str, list[float]]) -> float:
        """The posterior mean of the rows' function of the margin.

        Its means given g are kept: an answer in another skill moves only the weights h of the sum over g.
        """
        h = self._h()
        given = kept.get(skill)
        if given is None:
            given = kept[skill] = list(map(truediv, times(rows, self._likelihood[skill]), self._z[skill]))
        return dot(h, given)

    def odds(self, skill: str) -> float:
        """The probability, 0..1, that the person is ready in the skill."""
        return self._mean(skill, _READY_ROWS, self._ready)

    def margin(self, skill: str) -> float:
        """The posterior mean of the margin above the line, in logits."""
        return self._mean(skill, _MARGIN_ROWS, self._margin)

    def weights(self, skill: str) -> list[float]:
        """The posterior of the skill's margin on the grid, summing to 1."""
        found = self._weights.get(skill)
        if found is None:
            ratio = list(map(truediv, self._h(), self._z[skill]))
            found = self._weights[skill] = list(map(mul, self._likelihood[skill], times(KERNEL_BY_TH, ratio)))
        return found


@dataclass(frozen=True, slots=True)
class Estimate:
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


def estimate(posterior: Posterior, on: Scale, skill: str) -> Estimate:
    """Everything the report says about one skill, from the posterior."""
    weights = posterior.weights(skill)
    margin = dot(weights, TH)
    return Estimate(
        odds=dot(weights, READY),
        margin=margin,
        sd=math.sqrt(max(0.0, dot(weights, TH_SQUARED) - margin * margin)),
        percent=100 * dot(weights, on.expected_on_grid(skill)),
        low=100 * on.expected_share(skill, quantile(weights, 0.05)),
        high=100 * on.expected_share(skill, quantile(weights, 0.95)),
        line=100 * on.bank_curve(skill).line,
    )


def ready_share(weights: Sequence[float]) -> float:
    """The odds of being ready, from a posterior on the grid that need not sum to 1."""
    return dot(weights, READY) / sum(weights)
