"""The answers of a sitting with its skips read in two ways. Pure.

The same blanks come from people who do not know and from people who do not dare, and no prior tells them apart. So the
whole sitting is read twice: every skip as its chance credit (Lord 1974), and with the skips left out. What counts, skill
by skill, is the reading that claims less.
"""

from __future__ import annotations

import math

from readiness.scoring.posterior import Estimate, Posterior
from readiness.scoring.scale import Curve, Scale

EVEN = 1e-9
"""Odds this near to 1/2, such as those before any answer, stand on neither side of it, whatever the last bits of a sum."""


class Readings:
    """What a sitting says about every skill. ``not_known`` reads a skip as its chance credit; ``left_out`` passes it over.

    ``left_out`` is None, and costs nothing, until the first skip: until then both are the same.
    """

    def __init__(self, on: Scale) -> None:
        self.not_known = Posterior(on)
        self.left_out: Posterior | None = None

    def add(self, skill: str, curve: Curve, credit: float | None) -> None:
        """Take in the credit (0..1) for an item of a skill, or None for a skip."""
        if credit is None:
            if self.left_out is None:
                self.left_out = self.not_known.copy()
            self.not_known.add(skill, curve, curve.chance)
            return
        self.not_known.add(skill, curve, credit)
        if self.left_out is not None:
            self.left_out.add(skill, curve, credit)

    def clear(self, skill: str) -> None:
        """Forget the answers of one skill."""
        for reading in self.each():
            reading.clear(skill)

    def each(self) -> tuple[Posterior, ...]:
        """The readings that differ: one, and two after a skip."""
        return (self.not_known,) if self.left_out is None else (self.not_known, self.left_out)

    def odds(self, skill: str) -> float:
        """The probability, 0..1, that the person is ready in the skill, as it counts."""
        odds = self.not_known.odds(skill)
        return odds if self.left_out is None else cautious(odds, self.left_out.odds(skill))

    def estimate(self, skill: str) -> Estimate:
        """Everything a report says about one skill, as it counts."""
        first, *second = (reading.estimate(skill) for reading in self.each())
        return combined(first, second[0]) if second else first


def cautious(one: float, other: float) -> float:
    """The odds that count, of those of two readings: the nearer to 1/2; 1/2 where they lie on both sides of it."""
    return sorted((one, 0.5, other))[1]


def combined(one: Estimate, other: Estimate) -> Estimate:
    """The figures that count, of those of two readings: of the one nearer to even odds, or of their even mixture.

    The mixture, where the odds lie on both sides of 1/2, has even odds. The interval always spans both.
    """
    low, high = min(one.low, other.low), max(one.high, other.high)
    if max(one.odds, other.odds) <= 0.5 + EVEN or min(one.odds, other.odds) >= 0.5 - EVEN:
        nearer = one if abs(one.odds - 0.5) <= abs(other.odds - 0.5) else other
        return nearer._replace(low=low, high=high)
    apart = (one.margin - other.margin) / 2
    return Estimate(
        odds=0.5,
        margin=(one.margin + other.margin) / 2,
        sd=math.sqrt((one.sd**2 + other.sd**2) / 2 + apart * apart),
        percent=(one.percent + other.percent) / 2,
        low=low,
        high=high,
        line=one.line,
    )
