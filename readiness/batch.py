"""Many sittings at once: the same model as ``scoring``, as matrix products where numpy is there. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from readiness import scoring
from readiness.model import Item, ItemBank, Response
from readiness.report import Brief
from readiness.reporting import brief
from readiness.scoring import Estimate, Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CHUNK = 1024
"""Sittings worked on at a time: small enough that every intermediate array stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Estimates of many sittings, one array a figure, each of shape (sittings, skills), skills in the bank's order.

    The figures are those of ``scoring.Estimate``; ``low`` and ``high`` are None unless intervals were asked for.
    """

    skills: tuple[str, ...]
    odds: Floats
    margin: Floats
    sd: Floats
    percent: Floats
    low: Floats | None
    high: Floats | None


def score_many(bank: ItemBank, sittings: Iterable[Sequence[Response]], *, chunk: int = CHUNK) -> Iterator[Brief]:
    """Levels, odds and intervals of each sitting, in order, as ``report.brief`` gives them one by one.

    Takes in ``chunk`` sittings at a time, so that memory does not grow with their number. With numpy (the ``batch``
    extra) much faster, and the same to 1e-9. Raises ResponseError at a response that does not fit.
    """
    scored = (scoring.mark_responses(bank, responses) for responses in sittings)
    yield from briefs(bank, scored, chunk=chunk)


def briefs(bank: ItemBank, sittings: Iterable[Sequence[Scored]], *, chunk: int = CHUNK) -> Iterator[Brief]:
    """``score_many`` for sittings whose responses are marked already."""
    estimates = _chunk_estimator(bank)
    left = iter(sittings)
    while some := list(islice(left, chunk)):
        for scored, found in zip(some, estimates(some)):
            yield brief(bank, scored, found)


def _chunk_estimator(bank: ItemBank) -> Callable[[list[Sequence[Scored]]], Iterable[dict[str, Estimate]]]:
    """What turns a chunk of sittings into estimates: numpy where it is installed, else one by one."""
    try:
        import numpy  # noqa: F401
    except ImportError:
        on = scoring.scale(bank)

        def one_by_one(some: list[Sequence[Scored]]) -> Iterator[dict[str, Estimate]]:
            for scored in some:
                posterior = scoring.posterior_of(bank, scored)
                yield {skill: scoring.estimate(posterior, on, skill) for skill in bank.skills}

        return one_by_one
    return lambda some: _estimates(bank, some)


def _estimates(bank: ItemBank, some: list[Sequence[Scored]]) -> list[dict[str, Estimate]]:
    on = scoring.scale(bank)
    items: dict[tuple[str, float, int], tuple[int, Item]] = {}
    sitting, item, credit = [], [], []
    for n, scored in enumerate(some):
        for one in scored:
            if not one.flagged:
                place = items.setdefault((one.item.family, one.item.chance, one.item.parts), (len(items), one.item))[0]
                sitting.append(n)
                item.append(place)
                credit.append(one.credit)
    found = score_columns(
        bank, [each for _, each in items.values()], sitting, item, credit, count=len(some), intervals=True
    )
    assert found.low is not None
    assert found.high is not None
    lines = [100 * on.bank_curve(skill).line for skill in found.skills]
    figures = (found.odds, found.margin, found.sd, found.percent, found.low, found.high)
    odds, margin, sd, percent, low, high = (array.tolist() for array in figures)
    return [
        {skill: Estimate(odds[n][s], margin[n][s], sd[n][s], percent[n][s], low[n][s], high[n][s], lines[s])
         for s, skill in enumerate(found.skills)}
        for n in range(len(some))
    ]


def score_columns(
    bank: ItemBank, items: Sequence[Item], sitting: Any, item: Any, credit: Any, *, count: int | None = None,
    intervals: bool = False,
) -> Columns:
    """Estimates from three columns of equal length, one row a response that counts.

    ``sitting``: 0-based number of the sitting; ``item``: index into ``items``, items or instances of the bank;
    ``credit``: 0..1. ``count``: number of sittings, else the largest number plus one. The same item twice in a sitting
    is counted once, the later credit winning. Needs numpy (ImportError without it).
    """
    import numpy as np

    sitting = np.asarray(sitting, dtype=np.intp)
    item = np.asarray(item, dtype=np.intp)
    credit = np.asarray(credit, dtype=np.float64)
    if sitting.size and (sitting.min() < 0 or item.min() < 0 or item.max() >= len(items)):
        raise ValueError("sitting and item count from 0, and item must be an index into items")
    if sitting.size and not (credit.min() >= 0 and credit.max() <= 1):
        raise ValueError("every credit lies between 0 and 1")
    if count is None:
        count = int(sitting.max()) + 1 if sitting.size else 0
    if np.any(sitting[1:] < sitting[:-1]):
        order = np.argsort(sitting, kind="stable")
        sitting, item, credit = sitting[order], item[order], credit[order]
    model = _Matrices(bank, items)
    parts = []
    for start in range(0, count, CHUNK):
        end = min(count, start + CHUNK)
        first, last = np.searchsorted(sitting, (start, end))
        rows = slice(first, last)
        parts.append(model.estimate(end - start, sitting[rows] - start, item[rows], credit[rows], intervals))
    figures = [np.concatenate(arrays) if parts else np.empty((0, len(bank.skills))) for arrays in zip(*parts)]
    if not parts:
        figures = [np.empty((0, len(bank.skills)))] * (6 if intervals else 4)
    low, high = (figures[4], figures[5]) if intervals else (None, None)
    return Columns(tuple(bank.skills), figures[0], figures[1], figures[2], figures[3], low, high)


class _Matrices:
    """The model of ``scoring`` as arrays, for one bank and one list of items."""

    def __init__(self, bank: ItemBank, items: Sequence[Item]) -> None:
        import numpy as np

        on = scoring.scale(bank)
        self.skills = list(bank.skills)
        self.th = np.array(scoring.TH)
        self.kernel = np.array(scoring.KERNEL)
        self.prior = np.array(scoring.PRIOR_G)
        by_skill = [[n for n, one in enumerate(items) if one.skill == skill] for skill in self.skills]
        self.place = np.empty(len(items), dtype=np.intp)
        self.place[[n for own in by_skill for n in own]] = np.arange(len(items))
        curves = [[on.curve(items[n]) for n in own] for own in by_skill]
        self.right = [np.array([curve.log_right for curve in own]).reshape(-1, len(self.th)) for own in curves]
        self.wrong = [np.array([curve.log_wrong for curve in own]).reshape(-1, len(self.th)) for own in curves]
        self.ends = np.cumsum([0, *(len(own) for own in by_skill)])
        self.moments = np.stack([np.array(scoring.READY), self.th, self.th**2], axis=1)
        self.expected = np.array([on.expected_on_grid(skill) for skill in self.skills])
        self.bank_curves = [on.bank_curve(skill) for skill in self.skills]

    def estimate(self, count: int, sitting: Any, item: Any, credit: Any, intervals: bool) -> list[Floats]:
        """odds, margin, sd, percent (and low, high) of ``count`` sittings, each of shape (sittings, skills)."""
        import numpy as np

        log_likelihood = self._log_likelihood(count, sitting, self.place[item], credit)
        log_likelihood -= log_likelihood.max(axis=2, keepdims=True)
        likelihood = np.exp(log_likelihood, out=log_likelihood)
        z = self._product(likelihood, self.kernel.T)
        h = self.prior * z.prod(axis=1)
        h /= h.sum(axis=1, keepdims=True)
        weights = self._product(h[:, None, :] / z, self.kernel)
        weights *= likelihood
        moments = self._product(weights, self.moments)
        odds, margin = moments[..., 0], moments[..., 1]
        sd = np.sqrt(np.maximum(0.0, moments[..., 2] - margin * margin))
        percent = 100 * np.einsum("nst,st->ns", weights, self.expected)
        figures = [odds, margin, sd, percent]
        if intervals:
            figures += [self._share_at(self._quantile(weights, share)) for share in (0.05, 0.95)]
        return figures

    @staticmethod
    def _product(left: Floats, right: Floats) -> Floats:
        """The last axis of ``left`` times ``right``, as one product of two matrices: numpy's stacked one is far slower."""
        product: Floats = (left.reshape(-1, left.shape[-1]) @ right).reshape(*left.shape[:-1], right.shape[1])
        return product

    def _log_likelihood(self, count: int, sitting: Any, place: Any, credit: Any) -> Floats:
        import numpy as np

        earned = np.zeros((count, int(self.ends[-1])))
        missed = np.zeros_like(earned)
        earned[sitting, place] = credit
        missed[sitting, place] = 1 - credit
        found = np.empty((count, len(self.skills), len(self.th)))
        for s, (right, wrong) in enumerate(zip(self.right, self.wrong)):
            own = slice(self.ends[s], self.ends[s + 1])
            found[:, s] = earned[:, own] @ right + missed[:, own] @ wrong
        return found

    def _quantile(self, weights: Floats, share: float) -> Floats:
        import numpy as np

        cumulative = np.cumsum(weights, axis=2) - weights / 2
        right = np.clip((cumulative < share).sum(axis=2), 1, len(self.th) - 1)
        at = np.take_along_axis(cumulative, right[..., None], axis=2)[..., 0]
        before = np.take_along_axis(cumulative, right[..., None] - 1, axis=2)[..., 0]
        step = np.clip((share - before) / np.maximum(at - before, 1e-300), 0.0, 1.0)
        quantile: Floats = self.th[right - 1] + step * (self.th[right] - self.th[right - 1])
        return quantile

    def _share_at(self, margins: Floats) -> Floats:
        import numpy as np

        decay = np.exp(-scoring.SLOPE * margins)
        share = np.empty_like(margins)
        for s, curve in enumerate(self.bank_curves):
            against, rooms = np.array(curve.against), np.array(curve.rooms)
            share[:, s] = 100 * (curve.chance + (rooms / (1 + decay[:, s, None] * against)).sum(axis=1))
        return share
