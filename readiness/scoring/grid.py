"""The grid on which the model is worked out, and quantiles on it. Pure.

The model, in the words of the field: each item has a rating r (the mean credit its authors expect of people who are
*just ready*, Angoff 1971), a chance c and m parts. With x the credit earned and th the margin above the line::

    u   = clamp((r - c) / (1 - c), .05, .95)              guessing removed
    d   = ln(u / (1 - u))
    d*  = mean + lam (d - mean)                           lam = R / (R + 1) for R raters; mean over the skill's bank
    P   = c + (1 - c) / (1 + exp(-(d* + a0 th)))
    w   = m / (1 + (m - 1) / 2)
    ln L(th) = sum over items of w [x ln P + (1 - x) ln(1 - P)]     (Papke & Wooldridge 1996 for fractional credit)

Skills share a common part g ~ N(0, 1). Given g a margin has one of two spreads s, 1 or 2, each as likely::

    K(th | g) = sum over s of 1/2 N(th; s sqrt(rho) g, s^2 (1 - rho))

The posterior is found on a grid by the dimension reduction of Gibbons & Hedeker (1992), its means by quadrature (Bock &
Mislevy 1982). The odds of being ready are E[Phi(th / tau)]: tau is the doubt about where the line itself is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from operator import mul
from typing import TypeAlias

from readiness.scoring.method import RHO, SPREADS

STEP = 0.35
TH = tuple(STEP * step for step in range(-28, 29))
"""The grid of margins, in logits: -9.8 to 9.8."""
G = tuple(0.6 * step for step in range(-10, 11))
"""The grid of the common part: -6 to 6."""
NOTHING = 1e-11
"""Probabilities at the ends of the grids that are less than this are left out of the means worked out between answers."""
LEAST_LEFT = 1e-4
"""Of two numbers of 16 digits whose difference is a smaller share of them, more than 4 digits are lost."""

Rows: TypeAlias = "Sequence[tuple[tuple[float, ...], float]]"
"""The rows of a matrix, each with the sum of its squares."""


def normal_cdf(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2))


def normalised(weights: Sequence[float]) -> tuple[float, ...]:
    total = math.fsum(weights)
    return tuple(weight / total for weight in weights)


def _kernel_row(g: float) -> tuple[float, ...]:
    """K(th | g) on the grid, each spread normalised there before they are mixed."""
    row = [0.0] * len(TH)
    for share, spread in SPREADS:
        mean, variance = spread * math.sqrt(RHO) * g, spread * spread * (1 - RHO)
        own = normalised([math.exp(-((th - mean) ** 2) / (2 * variance)) for th in TH])
        row = [sum_ + share * one for sum_, one in zip(row, own)]
    return tuple(row)


def with_squares(rows: Iterable[Sequence[float]]) -> Rows:
    """The rows of a matrix as ``times`` takes them."""
    return tuple([(row, math.hypot(*row) ** 2) for row in map(tuple, rows)])


PRIOR_G = normalised([math.exp(-g * g / 2) for g in G])
"""phi(g) on the grid of the common part, summing to 1."""
KERNEL = tuple(_kernel_row(g) for g in G)
"""K(th | g): one row a value of g, each summing to 1."""
KERNEL_ROWS = with_squares(KERNEL)
KERNEL_BY_TH = with_squares(zip(*KERNEL))
MARGIN_ROWS = with_squares([[value * (th - TH[0]) for value, th in zip(row, TH)] for row in KERNEL])
"""K(th | g) (th - TH[0]): the rows whose products with a likelihood give the mean margin above the first of the grid."""
TH_SQUARED = tuple(th * th for th in TH)


def dot(left: Sequence[float], right: Sequence[float]) -> float:
    """The sum of the products."""
    total: float = sum(map(mul, left, right))
    return total


def times(rows: Rows, vector: Sequence[float]) -> list[float]:
    """A matrix times a vector, neither with a value below 0: each product exact to 1e-11 of itself.

    2 pq = |p|^2 + |q|^2 - |p - q|^2: a distance takes a quarter of the time of a sum of products. Where so little is left
    of that difference that too few of its digits are right, the products are summed after all.
    """
    whole, found = tuple(vector), []
    own = math.hypot(*whole) ** 2
    for row, square in rows:
        both, apart = square + own, math.dist(row, whole)
        twice = both - apart * apart
        found.append(twice / 2 if twice > LEAST_LEFT * both else dot(row, whole))
    return found


def quantile(weights: Sequence[float], share: float) -> float:
    """The margin, in logits, below which that share of the posterior lies, from its weights on the grid (summing to 1).

    The mass below node i is F_i = sum of w_j for j < i, plus w_i / 2 - (w_{i+1} - w_{i-1}) / 24 (the mid-point rule with
    its next term); between two nodes it is a cubic Hermite whose slopes at them are their weights. Linear interpolation
    would put the ends of intervals too far out.
    """
    below, before = 0.0, 0.0
    for place, (weight, following) in enumerate(zip(weights, (*weights[1:], 0.0))):
        earlier = weights[place - 1] if place else 0.0
        at = below + weight / 2 - (following - earlier) / 24
        # The first node that reaches the share, not a bisection: F can dip by 3e-6 in thin tails.
        if at >= share:
            return TH[place] - STEP * (1 - _crossing(before, at, earlier, weight, share)) if place else TH[0]
        below, before = below + weight, at
    return TH[-1]


def _crossing(start: float, end: float, slope: float, end_slope: float, share: float) -> float:
    """Where on 0..1 the cubic Hermite from ``start`` (below the share) to ``end`` (not below it) reaches the share."""
    rise = end - start
    square, cube = 3 * rise - 2 * slope - end_slope, slope + end_slope - 2 * rise
    low, high, at = 0.0, 1.0, (share - start) / rise
    for _ in range(60):
        short = start + at * (slope + at * (square + at * cube)) - share
        low, high = (low, at) if short >= 0 else (at, high)
        steep = slope + at * (2 * square + at * 3 * cube)
        following = at - short / steep if steep > 0 else -1.0
        if not low <= following <= high:
            following = (low + high) / 2
        if abs(following - at) < 1e-13:
            return following
        at = following
    return at
