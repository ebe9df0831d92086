"""Responses -> credits -> odds of readiness. Pure.

The model, in the words of the field: each item has a rating r (the mean credit its authors expect of people who are
*just ready*, Angoff 1971), a chance c and m parts. With x the credit earned and th the margin above the line::

    u   = clamp((r - c) / (1 - c), .05, .95)              guessing removed
    d   = ln(u / (1 - u))
    d*  = mean + lam (d - mean)                           lam = R / (R + 1) for R raters; mean over the skill's bank
    P   = c + (1 - c) / (1 + exp(-(d* + a0 th)))
    w   = m / (1 + (m - 1) / 2)
    ln L(th) = sum over items of w [x ln P + (1 - x) ln(1 - P)]     (Papke & Wooldridge 1996 for fractional credit)

Skills share a common part: th_s = sqrt(rho) g + sqrt(1 - rho) e_s with g, e_s ~ N(0, 1). The posterior is found on a
grid by the dimension reduction of Gibbons & Hedeker (1992), its means by quadrature (Bock & Mislevy 1982). The odds
of being ready are E[Phi(th / tau)]: tau is the doubt about where the line itself is.
"""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import mul

SLOPE = 0.85
"""a0: how fast the chance of knowing rises with the margin, per logit."""
RHO = 0.5
"""Correlation of the margins of two skills before any answer."""
TAU = 0.35
"""Doubt about where the line is, in logits."""
KNOWN_LIMITS = (0.05, 0.95)
"""No item is taken to be known by fewer or more of the just-ready people than this."""

TH = tuple(-7 + 0.35 * step for step in range(41))
"""The grid of margins, in logits."""
G = tuple(-6 + 0.6 * step for step in range(21))


def normal_cdf(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2))


def normalised(weights: Sequence[float]) -> tuple[float, ...]:
    total = math.fsum(weights)
    return tuple(weight / total for weight in weights)


PRIOR_G = normalised([math.exp(-g * g / 2) for g in G])
"""phi(g) on the grid of the common part, summing to 1."""
KERNEL = tuple(normalised([math.exp(-((th - math.sqrt(RHO) * g) ** 2) / (2 * (1 - RHO))) for th in TH]) for g in G)
"""K(th | g): one row a value of g, each summing to 1."""
KERNEL_BY_TH = tuple(zip(*KERNEL))
READY = tuple(normal_cdf(th / TAU) for th in TH)
"""The probability of being ready at each margin of the grid."""
TH_SQUARED = tuple(th * th for th in TH)

if sys.version_info >= (3, 12):
    dot: Callable[[Sequence[float], Sequence[float]], float] = math.sumprod

    def times(rows: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
        """A matrix times a vector."""
        return [dot(row, vector) for row in rows]
else:

    def dot(left: Sequence[float], right: Sequence[float]) -> float:
        total: float = sum(map(mul, left, right))
        return total

    def times(rows: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
        """A matrix times a vector."""
        return [sum(map(mul, row, vector)) for row in rows]


def quantile(weights: Sequence[float], share: float) -> float:
    """The margin below which that share of the posterior lies: mass at each cell's middle, linear in between."""
    cumulative, below = [], 0.0
    for weight in weights:
        cumulative.append(below + weight / 2)
        below += weight
    right = bisect_left(cumulative, share)
    if right == 0:
        return TH[0]
    if right == len(cumulative):
        return TH[-1]
    step = (share - cumulative[right - 1]) / (cumulative[right] - cumulative[right - 1])
    return TH[right - 1] + step * (TH[right] - TH[right - 1])
