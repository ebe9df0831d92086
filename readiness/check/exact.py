"""Exact tests of whether a rule of guessing does better, or worse, than chance. Pure.

Worse counts too: whoever knows that the longest option is never right can use that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """What a rule makes of one pick: it holds ``tied`` of the ``options`` for equally good, ``hit`` when the key is one."""

    options: int
    tied: int
    hit: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """A rule over many picks: hits (tied options share one), hits by chance, and the two-sided probability of that."""

    picks: int
    hits: float
    chance: float
    p: float

    @property
    def points(self) -> float:
        """Share of hits above chance, in points of 100."""
        return 100 * (self.hits - self.chance) / self.picks if self.picks else 0.0

    @property
    def words(self) -> str:
        """The figures on one line."""
        share = 100 * self.hits / self.picks
        p = f"p = {self.p:.3f}" if self.p >= 0.001 else "p < 0.001"
        return f"in {share:.1f} % of {self.picks} picks, by chance in {100 * self.chance / self.picks:.1f} % ({p})"


def tally(guesses: Sequence[Guess]) -> Tally:
    """The exact test of a rule: keys are taken to be where they are by chance, each item with its own odds."""
    hits = math.fsum(1 / one.tied for one in guesses if one.hit)
    chance = math.fsum(1 / one.options for one in guesses)
    # Items in which all options tie say nothing.
    telling = [one for one in guesses if one.tied < one.options]
    unit = math.lcm(*(one.tied for one in telling))
    weights = [unit // one.tied for one in telling]
    got = sum(weight for one, weight in zip(telling, weights) if one.hit)
    return Tally(len(guesses), hits, chance, _two_sided([one.tied / one.options for one in telling], weights, got))


def two_sided(shares: Sequence[float], hits: int) -> float:
    """The two-sided probability of so many hits when each falls with its own probability (Poisson-binomial)."""
    return _two_sided(shares, [1] * len(shares), hits)


def _two_sided(shares: Sequence[float], weights: Sequence[int], hits: int) -> float:
    """Twice the smaller tail of the sum of the weights of what falls, each with its probability."""
    ways = [1.0]
    for share, weight in zip(shares, weights):
        missing, nothing = 1 - share, [0.0] * weight
        ways = [missed * missing + fallen * share for missed, fallen in zip(ways + nothing, nothing + ways)]
    return min(1.0, 2 * min(math.fsum(ways[: hits + 1]), math.fsum(ways[hits:])))


def chi_square_p(counts: Sequence[int], shares: Sequence[float]) -> float:
    """The probability of counts at least as uneven as these when the shares are true (Pearson 1900)."""
    total = sum(counts)
    value = math.fsum((count - total * share) ** 2 / (total * share) for count, share in zip(counts, shares))
    return _chi_square_tail(value, len(counts) - 1)


def _chi_square_tail(value: float, freedom: int) -> float:
    """The upper tail of the chi-square distribution, by its closed form for whole degrees of freedom."""
    half = value / 2
    if freedom % 2:
        terms = [half ** (n + 0.5) / math.gamma(n + 1.5) for n in range((freedom - 1) // 2)]
        return math.erfc(math.sqrt(half)) + math.exp(-half) * math.fsum(terms)
    return math.exp(-half) * math.fsum(half**n / math.factorial(n) for n in range(freedom // 2))
