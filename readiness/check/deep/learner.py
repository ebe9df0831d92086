"""A guesser that learns from a bank's other items what keys look like, and never reads what an option says. Pure.

For each option it sees only what ``cues`` measures: length, repeated words, absolutes, digits, tone. It is a softmax
regression over the options of an item (McFadden 1974, conditional logit), tried on items that it did not learn from.
What it gets right beyond chance, anybody could who has seen many such items. Deterministic.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from operator import mul
from statistics import fmean, pstdev
from typing import TypeAlias

from readiness.check.cues import RULES, TONES, Pick, kin
from readiness.ground.draws import Draws

Vector: TypeAlias = "list[float]"
Case: TypeAlias = "tuple[list[Vector], int]"
"""What the guesser sees of a pick, a vector an option, and the index of the right option."""

PENALTY = 1e-3
"""On half the squared weights, beside the mean log loss."""
FOLDS = 5
_MOST_STEPS, _CLOSE = 25, 1e-8


def share_right(picks: Sequence[Pick], repeats: int) -> float:
    """The share, 0..1, of picks that it gets right, each by a guesser that learned from the other folds.

    Items that share a template or a place of a source stand in one fold; there must be at least ``FOLDS`` such groups.
    The mean over ``repeats`` ways to form the folds; equally good options share a hit.
    """
    cases, linked = _scaled([(features(pick), pick.right) for pick in picks]), groups(picks)
    shares = []
    for repeat in range(repeats):
        fold_of = _folds(linked, repeat)
        hits = 0.0
        for fold in range(FOLDS):
            weights = fit([case for case, own in zip(cases, fold_of) if own != fold])
            hits += sum(_hit(weights, case) for case, own in zip(cases, fold_of) if own == fold)
        shares.append(hits / len(cases))
    return fmean(shares)


# What it sees -------------------------------------------------------------------------------------------------------


def features(pick: Pick) -> list[Vector]:
    """For each option: what each rule of guessing makes of it, its relative length, and the rank of its number."""
    columns = [rule(pick) for rule in (*RULES.values(), *TONES.values())]
    lengths = columns[0]
    columns.append([length / fmean(lengths) for length in lengths])
    columns += [_is_most(lengths), _is_most([-length for length in lengths])]
    ranks = _number_ranks(pick.texts)
    columns += [ranks, [abs(rank) for rank in ranks]]
    return [list(row) for row in zip(*columns)]


def _is_most(values: Vector) -> Vector:
    tops = values.count(max(values))
    return [(value == max(values)) / tops for value in values]


def _number_ranks(texts: Sequence[str]) -> Vector:
    """From -1, the least number, to 1, the greatest; 0 for all when some option has none."""
    found = [re.search(r"\d+(\.\d+)?", text.replace(",", "")) for text in texts]
    numbers = [float(match[0]) for match in found if match]
    if len(numbers) < len(texts):
        return [0.0] * len(texts)
    places = sorted(numbers)
    return [2 * places.index(number) / (len(places) - 1) - 1 for number in numbers]


def _scaled(cases: Sequence[Case]) -> list[Case]:
    """Every column as a deviation from its mean within the item, in units of its spread over all options."""
    centred = [([_minus(row, [fmean(column) for column in zip(*rows)]) for row in rows], right) for rows, right in cases]
    spreads = [pstdev(column) or 1.0 for column in zip(*(row for rows, _ in centred for row in rows))]
    return [([[value / spread for value, spread in zip(row, spreads)] for row in rows], right) for rows, right in centred]


def _minus(left: Sequence[float], right: Sequence[float]) -> Vector:
    return [one - other for one, other in zip(left, right)]


# Folds --------------------------------------------------------------------------------------------------------------


def groups(picks: Sequence[Pick]) -> list[int]:
    """For each pick the number of its group: items linked by template or source, also by way of others."""
    group = list(range(len(picks)))
    first: dict[Hashable, int] = {}
    for at, pick in enumerate(picks):
        links: Iterable[Hashable] = (kin(pick.item), *((one.source, one.at) for one in pick.item.sources))
        for link in links:
            other, own = group[first.setdefault(link, at)], group[at]
            if other != own:
                group = [other if one == own else one for one in group]
    return group


def _folds(linked: Sequence[int], repeat: int) -> list[int]:
    """The fold of each pick: groups in random order, each into the fold that has fewest picks."""
    sizes, filled = Counter(linked), [0] * FOLDS
    fold_of: dict[int, int] = {}
    for group in Draws(repeat, "guesser", "folds").shuffled(sizes):
        fold_of[group] = filled.index(min(filled))
        filled[fold_of[group]] += sizes[group]
    return [fold_of[group] for group in linked]


# The regression -----------------------------------------------------------------------------------------------------


def fit(cases: Sequence[Case]) -> Vector:
    """The weights of the least mean log loss with the penalty, by Newton's method with halved steps."""
    weights = [0.0] * len(cases[0][0][0])
    loss = _loss(weights, cases)
    for _ in range(_MOST_STEPS):
        slope, curvature = _derivatives(weights, cases)
        step = _solve(curvature, slope)
        share = 1.0
        while True:
            moved = [weight - share * by for weight, by in zip(weights, step)]
            new_loss = _loss(moved, cases)
            if new_loss <= loss or share < _CLOSE:
                break
            share /= 2
        gained, weights, loss = loss - new_loss, moved, new_loss
        if gained < _CLOSE:
            break
    return weights


def _odds(weights: Vector, rows: Sequence[Vector]) -> Vector:
    liked = [_dot(weights, row) for row in rows]
    raised = [math.exp(one - max(liked)) for one in liked]
    total = sum(raised)
    return [one / total for one in raised]


def _loss(weights: Vector, cases: Sequence[Case]) -> float:
    misfit = -math.fsum(math.log(max(1e-300, _odds(weights, rows)[right])) for rows, right in cases)
    return misfit / len(cases) + PENALTY / 2 * _dot(weights, weights)


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return math.fsum(map(mul, left, right))


def _derivatives(weights: Vector, cases: Sequence[Case]) -> tuple[Vector, list[Vector]]:
    """Slope and curvature of the loss."""
    size = len(weights)
    slope = [PENALTY * len(cases) * weight for weight in weights]
    curvature = [[PENALTY * len(cases) * (i == j) for j in range(size)] for i in range(size)]
    for rows, right in cases:
        odds = _odds(weights, rows)
        mean = [_dot(odds, column) for column in zip(*rows)]
        for at in range(size):
            slope[at] += mean[at] - rows[right][at]
        for share, row in zip(odds, rows):
            away = _minus(row, mean)
            for at in range(size):
                by, line = share * away[at], curvature[at]
                if by:
                    for other in range(at, size):
                        line[other] += by * away[other]
    for i in range(size):
        for j in range(i):
            curvature[i][j] = curvature[j][i]
    return [one / len(cases) for one in slope], [[one / len(cases) for one in line] for line in curvature]


def _solve(matrix: Sequence[Vector], values: Vector) -> Vector:
    """Gauss's elimination; the penalty keeps the matrix positive definite, so that no pivot is 0."""
    rows = [[*line, value] for line, value in zip(matrix, values)]
    size = len(rows)
    for at in range(size):
        pivot = rows[at]
        for below in rows[at + 1 :]:
            share = below[at] / pivot[at]
            if share:
                for column in range(at, size + 1):
                    below[column] -= share * pivot[column]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = _dot(rows[at][at + 1 : size], found[at + 1 :])
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found


def _hit(weights: Vector, case: Case) -> float:
    rows, right = case
    # Rounded, so that equal options tie whatever the last bits of the sums.
    liked = [round(_dot(weights, row), 9) for row in rows]
    return (liked[right] == max(liked)) / liked.count(max(liked))
