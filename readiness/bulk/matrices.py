"""The model of ``scoring`` as products of matrices, for many sittings at once. Pure; needs numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from readiness.bulk.marker import Marks
from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.grid import KERNEL, PRIOR_G, STEP, TH, quantile
from readiness.scoring.method import SLOPE
from readiness.scoring.posterior import TAIL
from readiness.scoring.readings import EVEN
from readiness.scoring.scale import scale

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ONE_THREAD = 2**18
"""OpenBLAS, numpy's engine, does a matrix product of at most so many multiplications in one thread (65536 x 4 in its
source). Larger ones it gives to all processors, which takes many times as long where others use them too."""

NEWTON_STEPS, NEARLY_THERE = 5, 1e-9
"""From a straight line's guess the crossing of a cubic is then found, but for odd curves: so near before the last step,
that it arrives at the last bits."""

Figures = tuple[Sequence[Sequence[float]], Sequence[int]]
"""Of each skill the figures that ``make.brief`` takes, and how many answers count."""


class Matrices:
    """The model of ``scoring`` as arrays, for one bank and one list of items.

    Arrays of many sittings are flat: a row a sitting and skill, so that each step is one product of two matrices.
    """

    def __init__(self, bank: ItemBank, items: Sequence[Item]) -> None:
        import numpy as np

        on = scale(bank)
        self.skills = list(bank.skills)
        self.th = np.array(TH)
        self.kernel = np.array(KERNEL)
        self.kernel_by_th = np.ascontiguousarray(self.kernel.T)
        self.prior = np.array(PRIOR_G)
        self.delta = on.delta
        self.moments = np.stack([np.array(on.ready), self.th, self.th**2], axis=1)
        nodes = len(self.th)
        before, after = np.eye(nodes, k=1) / 24, np.eye(nodes, k=-1) / 24
        self.mass_below = np.triu(np.ones((nodes, nodes))) - np.eye(nodes) / 2 + before - after
        by_skill = [[n for n, one in enumerate(items) if one.skill == skill] for skill in self.skills]
        self.place = np.empty(len(items), dtype=np.intp)
        self.place[[n for own in by_skill for n in own]] = np.arange(len(items))
        self.chance = np.array([items[n].chance for own in by_skill for n in own])
        self.ends = np.cumsum([0, *map(len, by_skill)])
        curves = [[on.curve(items[n]) for n in own] for own in by_skill]
        self.wrong = [np.array([curve.log_wrong for curve in own]).reshape(-1, len(self.th)) for own in curves]
        self.gain = [
            np.array([curve.log_right for curve in own]).reshape(-1, len(self.th)) - wrong
            for own, wrong in zip(curves, self.wrong)
        ]
        self.expected = np.array([on.expected_on_grid(skill) for skill in self.skills])
        self.bank_curves = [on.bank_curve(skill) for skill in self.skills]
        self.against = [np.array(curve.against) for curve in self.bank_curves]
        self.rooms = [np.array(curve.rooms) for curve in self.bank_curves]

    def score(self, some: Sequence[Marks]) -> Iterable[Figures]:
        """Figures and counts of each sitting."""
        import numpy as np

        sitting = np.repeat(np.arange(len(some)), [len(marks.places) for marks in some])
        item = np.fromiter(chain.from_iterable(marks.places for marks in some), np.intp, len(sitting))
        credit = np.array(list(chain.from_iterable(marks.credits for marks in some)), dtype=np.float64)  # None becomes NaN.
        figures = np.moveaxis(self.estimate(len(some), sitting, item, credit, intervals=True), 0, 2)
        skill = np.searchsorted(self.ends, self.place[item], side="right") - 1
        counted: Any = np.bincount(sitting * len(self.skills) + skill, minlength=figures.shape[0] * figures.shape[1])
        return zip(figures.tolist(), counted.reshape(figures.shape[:2]).tolist())

    def estimate(self, count: int, sitting: Any, item: Any, credit: Any, intervals: bool) -> Floats:
        """odds, margin, sd, percent (and low, high) of ``count`` sittings, of shape (figures, sittings, skills).

        A credit that is NaN is a skip. Only sittings with skips are read a second time.
        """
        import numpy as np

        place, skip = self.place[item], np.isnan(credit)
        if not skip.any():
            return self._reading(count, sitting, place, credit, intervals)
        found = self._reading(count, sitting, place, np.where(skip, self.chance[place], credit), intervals)
        skipping = np.zeros(count, dtype=bool)
        skipping[sitting[skip]] = True
        left = skipping[sitting] & ~skip
        number = np.cumsum(skipping) - 1
        left_out = self._reading(int(skipping.sum()), number[sitting[left]], place[left], credit[left], intervals)
        found[:, skipping] = _combined(found[:, skipping], left_out)
        return found

    def _reading(self, count: int, sitting: Any, place: Any, credit: Any, intervals: bool) -> Floats:
        """``estimate`` where every credit is a number."""
        import numpy as np

        likelihood = self._log_likelihood(count, sitting, place, credit)
        likelihood -= likelihood.max(axis=1, keepdims=True)
        np.exp(likelihood, out=likelihood)
        z = _product(likelihood, self.kernel_by_th).reshape(count, len(self.skills), -1)
        h = self.prior * z.prod(axis=1)
        h /= h.sum(axis=1, keepdims=True)
        weights = _product((h[:, None, :] / z).reshape(-1, h.shape[1]), self.kernel)
        weights *= likelihood
        figures = np.empty((6 if intervals else 4, count, len(self.skills)))
        odds, margin, square = (column.reshape(figures.shape[1:]) for column in _product(weights, self.moments).T)
        figures[0], figures[1] = odds, margin
        figures[2] = np.sqrt(np.maximum(0.0, square - margin * margin))
        figures[1] -= self.delta
        figures[3] = 100 * np.einsum("nst,st->ns", weights.reshape(count, len(self.skills), -1), self.expected)
        if intervals:
            ends = self._quantiles(weights, (TAIL, 1 - TAIL)).reshape(-1, len(self.skills))
            figures[4:] = self._percent_at(ends).reshape(figures[4:].shape)
        return figures

    def _log_likelihood(self, count: int, sitting: Any, place: Any, credit: Any) -> Floats:
        import numpy as np

        width = int(self.ends[-1])
        cell = sitting * width + place
        earned = np.bincount(cell, credit, count * width).reshape(count, width)
        answered = np.bincount(cell, minlength=count * width).reshape(count, width).astype(np.float64)
        found = np.empty((count, len(self.skills), len(self.th)))
        for s, (gain, wrong) in enumerate(zip(self.gain, self.wrong)):
            own = slice(self.ends[s], self.ends[s + 1])
            found[:, s] = _product(earned[:, own], gain) + _product(answered[:, own], wrong)
        return found.reshape(-1, len(self.th))

    def _quantiles(self, weights: Floats, shares: Sequence[float]) -> Floats:
        """``grid.quantile`` of each row of weights: of shape (shares, rows)."""
        import numpy as np

        below, row, share = _product(weights, self.mass_below), np.arange(len(weights)), np.array(shares)[:, None]
        right = np.stack([np.clip((below >= one).argmax(axis=1), 1, len(self.th) - 1) for one in shares])
        start, slope, end = below[row, right - 1], weights[row, right - 1], weights[row, right]
        rise, short = below[row, right] - start, share - start
        square, cube = 3 * rise - 2 * slope - end, slope + end - 2 * rise
        with np.errstate(all="ignore"):
            at = short / rise
            for _ in range(NEWTON_STEPS):
                missing = short - at * (slope + at * (square + at * cube))
                at += missing / (slope + at * (2 * square + at * 3 * cube))
        found: Floats = self.th[right - 1] + STEP * at
        # A share beyond the ends of the grid, and a curve on which so few steps of Newton's do not arrive.
        for end_, n in np.argwhere(~(np.abs(missing) < NEARLY_THERE) | (at < 0) | (at > 1)):
            found[end_, n] = quantile(weights[n].tolist(), shares[end_])
        return found

    def _percent_at(self, margins: Floats) -> Floats:
        """The percent expected over the whole bank of each skill at margins of shape (sittings, skills)."""
        import numpy as np

        decay = np.exp(-SLOPE * margins)
        percent = np.empty_like(margins)
        for s, (against, rooms) in enumerate(zip(self.against, self.rooms)):
            known = np.multiply.outer(decay[:, s], against)
            known += 1
            np.divide(rooms, known, out=known)
            percent[:, s] = 100 * (self.bank_curves[s].chance + known.sum(axis=1))
        return percent


def _combined(not_known: Floats, left_out: Floats) -> Floats:
    """``readings.combined`` of figures of shape (figures, sittings, skills)."""
    import numpy as np

    one, other = not_known[0], left_out[0]
    found: Floats = np.where(np.abs(one - 0.5) <= np.abs(other - 0.5), not_known, left_out)
    mixed = (np.minimum(one, other) < 0.5 - EVEN) & (np.maximum(one, other) > 0.5 + EVEN)
    first, second = not_known[:, mixed], left_out[:, mixed]
    found[:, mixed] = (first + second) / 2
    found[0, mixed] = 0.5
    apart = (first[1] - second[1]) / 2
    found[2, mixed] = np.sqrt((first[2] ** 2 + second[2] ** 2) / 2 + apart * apart)
    found[4:5] = np.minimum(not_known[4:5], left_out[4:5])
    found[5:6] = np.maximum(not_known[5:6], left_out[5:6])
    return found


def _product(left: Any, right: Floats) -> Floats:
    """The product of two matrices, done in pieces that OpenBLAS does in one thread."""
    import numpy as np

    rows = max(1, ONE_THREAD // max(1, right.size))
    product = np.empty((len(left), right.shape[1]))
    for start in range(0, len(left), rows):
        np.matmul(left[start : start + rows], right, out=product[start : start + rows])
    return product
