"""Many sittings at once: the same model as ``scoring``, as matrix products where numpy is there. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from readiness.bulk.marker import Marker, Marks
from readiness.bulk.matrices import Figures, Matrices
from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank
from readiness.report.make import brief
from readiness.report.value import Brief
from readiness.scoring.marking import Sitting, mark_responses
from readiness.scoring.readings import Readings
from readiness.scoring.scale import scale

if TYPE_CHECKING:
    from readiness.bulk.matrices import Floats

CHUNK = 128
"""Sittings worked on at a time: few enough for every intermediate array to stay in the processor's cache."""


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


def score_many(bank: ItemBank, sittings: Iterable[Sitting]) -> Iterator[Brief]:
    """Levels, odds and intervals of each sitting, in order: the figures of ``score``, one by one.

    Takes in some sittings at a time, so that memory does not grow with their number. With numpy (the ``batch`` extra)
    much faster, and the same to 1e-9. Raises ResponseError at a response that does not fit.
    """
    marker = Marker(bank)
    return briefs(marker, (marker.sitting(mark_responses(bank, responses)) for responses in sittings))


def briefs(marker: Marker, sittings: Iterable[Marks]) -> Iterator[Brief]:
    """``score_many`` for sittings that are marked already, by this marker."""
    skills = list(marker.bank.skills)
    score_some = _scorer(marker)
    left = iter(sittings)
    while some := list(islice(left, CHUNK)):
        for marks, (figures, counted) in zip(some, score_some(some)):
            yield brief(dict(zip(skills, figures)), dict(zip(skills, counted)), marks.rapid)


def _scorer(marker: Marker) -> Callable[[list[Marks]], Iterable[Figures]]:
    """What scores some sittings: all at once where numpy is installed, else one by one."""
    try:
        import numpy  # noqa: F401
    except ImportError:
        return lambda some: (_score_one(marker, marks) for marks in some)
    model = Matrices(marker.bank, [])

    def score_some(some: list[Marks]) -> Iterable[Figures]:
        nonlocal model
        if len(model.place) < len(marker.items):
            model = Matrices(marker.bank, marker.items)
        return model.score(some)

    return score_some


def _score_one(marker: Marker, marks: Marks) -> Figures:
    on = scale(marker.bank)
    readings = Readings(on)
    counted = dict.fromkeys(marker.bank.skills, 0)
    for place, credit in zip(marks.places, marks.credits):
        item = marker.items[place]
        readings.add(item.skill, on.curve(item), credit)
        counted[item.skill] += 1
    return [readings.estimate(skill).figures() for skill in counted], list(counted.values())


def score_columns(
    bank: ItemBank,
    items: Sequence[Item],
    sitting: Any,
    item: Any,
    credit: Any,
    *,
    count: int | None = None,
    intervals: bool = False,
) -> Columns:
    """Estimates from three columns of equal length, one row an answer that counts.

    ``sitting``: 0-based number of the sitting; ``item``: index into ``items``, items or instances of the bank;
    ``credit``: 0..1, NaN for a skip ("don't know"). ``count``: number of sittings, else the largest number plus one.
    Needs numpy (ImportError without); raises ValueError at columns that cannot be right.
    """
    import numpy as np

    sitting, item, credit, count = _columns(sitting, item, credit, count, len(items))
    model = Matrices(bank, items)
    figures = np.empty((6 if intervals else 4, count, len(model.skills)))
    starts = range(0, count, CHUNK)
    borders = np.searchsorted(sitting, [*starts, count])
    for start, first, last in zip(starts, borders, borders[1:]):
        some = min(CHUNK, count - start)
        figures[:, start : start + some] = model.estimate(
            some, sitting[first:last] - start, item[first:last], credit[first:last], intervals
        )
    odds, margin, sd, percent, *bounds = figures
    low, high = bounds if intervals else (None, None)
    return Columns(tuple(model.skills), odds, margin, sd, percent, low, high)


def _columns(sitting: Any, item: Any, credit: Any, count: int | None, items: int) -> tuple[Any, Any, Any, int]:
    """The three columns as arrays, sitting by sitting, and the number of sittings. Raises ValueError."""
    import numpy as np

    sitting = np.asarray(sitting, dtype=np.intp)
    item = np.asarray(item, dtype=np.intp)
    credit = np.asarray(credit, dtype=np.float64)
    if not len(sitting) == len(item) == len(credit):
        raise ValueError(f"the columns differ in length: {len(sitting)}, {len(item)} and {len(credit)}")
    least = int(sitting.max()) + 1 if sitting.size else 0
    count = least if count is None else count
    if sitting.size and (sitting.min() < 0 or least > count or item.min() < 0 or item.max() >= items):
        raise ValueError("sitting and item count from 0: sitting up to count, item as an index into items")
    if np.any((credit < 0) | (credit > 1)):
        raise ValueError("every credit lies between 0 and 1, or is NaN for a skip")
    if np.any(sitting[1:] < sitting[:-1]):
        order = np.argsort(sitting, kind="stable")
        sitting, item, credit = sitting[order], item[order], credit[order]
    return sitting, item, credit, count
