"""The model of ``scoring`` as products of matrices, for many sittings at once. Pure; needs numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from readiness.bulk.marker import Marks
from readiness.model import Item, ItemBank
from readiness.scoring.grid import KERNEL, PRIOR_G, READY, SLOPE, TH
from readiness.scoring.scale import scale

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ONE_THREAD = 2**18
"""OpenBLAS, numpy's engine, does a matrix product of at most so many multiplications in one thread (65536 x 4 in its
source). Larger ones it gives to all processors, which takes many times as long where others use them too."""

Figures = tuple[Sequence[Sequence[float]], Sequence[int]]
"""Of each skill the figures that ``reporting.brief`` takes, and how many answers count."""


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
        self.moments = np.stack([np.array(READY), self.th, self.th**2], axis=1)
        self.halfway = np.triu(np.ones((len(self.th), len(self.th)))) - np.eye(len(self.th)) / 2
        by_skill = [[n for n, one in enumerate(items) if one.skill == skill] for skill in self.skills]
        self.place = np.empty(len(items), dtype=np.intp)
        self.place[[n for own in by_skill for n in own]] = np.arange(len(items))
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
        credit = np.fromiter(chain.from_iterable(marks.credits for marks in some), np.float64, len(sitting))
        figures = np.stack(self.estimate(len(some), sitting, item, credit, intervals=True), axis=2)
        skill = np.searchsorted(self.ends, self.place[item], side="right") - 1
        counted: Any = np.bincount(sitting * len(self.skills) + skill, minlength=figures.shape[0] * figures.shape[1])
        return zip(figures.tolist(), counted.reshape(figures.shape[:2]).tolist())

    def estimate(self, count: int, sitting: Any, item: Any, credit: Any, intervals: bool) -> list[Floats]:
        """odds, margin, sd, percent (and low, high) of ``count`` sittings, each of shape (sittings, skills)."""
        import numpy as np

        likelihood = self._log_likelihood(count, sitting, self.place[item], credit)
        likelihood -= likelihood.max(axis=1, keepdims=True)
        np.exp(likelihood, out=likelihood)
        z = _product(likelihood, self.kernel_by_th).reshape(count, len(self.skills), -1)
        h = self.prior * z.prod(axis=1)
        h /= h.sum(axis=1, keepdims=True)
        weights = _product((h[:, None, :] / z).reshape(-1, h.shape[1]), self.kernel)
        weights *= likelihood
        shape = (count, len(self.skills))
        odds, margin, square = (column.reshape(shape) for column in _product(weights, self.moments).T)
        sd = np.sqrt(np.maximum(0.0, square - margin * margin))
        percent = 100 * np.einsum("nst,st->ns", weights.reshape(*shape, -1), self.expected)
        figures = [odds, margin, sd, percent]
        if intervals:
            cumulative = _product(weights, self.halfway)
            figures += [self._percent_at(self._quantile(cumulative, share).reshape(shape)) for share in (0.05, 0.95)]
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

    def _quantile(self, cumulative: Floats, share: float) -> Floats:
        """``scoring.quantile`` of each row, from its mass up to the middle of each cell."""
        import numpy as np

        row = np.arange(len(cumulative))
        right = np.clip((cumulative < share).sum(axis=1), 1, len(self.th) - 1)
        before, at = cumulative[row, right - 1], cumulative[row, right]
        step = np.clip((share - before) / np.maximum(at - before, 1e-300), 0.0, 1.0)
        quantile: Floats = self.th[right - 1] + step * (self.th[right] - self.th[right - 1])
        return quantile

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


def _product(left: Any, right: Floats) -> Floats:
    """The product of two matrices, done in pieces that OpenBLAS does in one thread."""
    import numpy as np

    rows = max(1, ONE_THREAD // max(1, right.size))
    product = np.empty((len(left), right.shape[1]))
    for start in range(0, len(left), rows):
        np.matmul(left[start : start + rows], right, out=product[start : start + rows])
    return product
