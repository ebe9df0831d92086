"""Which options are right, by the share of the points that each earns in another program. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.exchange.questions import Unfit

ROUNDED = 0.6
"""Percent by which a share may be off: Moodle writes a third as 33.33333."""
MOODLE = (100, 90, 250 / 3, 80, 75, 70, 200 / 3, 60, 50, 40, 100 / 3, 30, 25, 20, 50 / 3, 100 / 7, 12.5, 100 / 9, 10, 5)
"""The shares of the points, in percent, that Moodle lets an option earn or cost (question/engine/bank.php)."""


def keys_by_weight(weights: Sequence[float], *, several: bool = True) -> list[int]:
    """The places of the right options, from 0, by weights in percent. Several are right where each earns an equal share of
    100, and the others earn nothing or cost as much as here. Raises Unfit at any other weights.

    ``several`` False: one may be picked, so only weights of 100 and 0 fit, or less than nothing, which here is nothing.
    """
    full = [place for place, weight in enumerate(weights) if abs(weight - 100) < ROUNDED]
    positive = [place for place, weight in enumerate(weights) if weight > ROUNDED]
    if not positive:
        raise Unfit("no option is marked as right")
    if full == positive and len(full) == 1:
        return full
    if not several or full:
        raise Unfit("some options earn a part of the points, which this quiz does not have")
    share = 100 / len(positive)
    cost = 100 / max(1, min(len(positive), len(weights) - len(positive)))
    rest = [weight for place, weight in enumerate(weights) if place not in positive]
    if all(abs(weights[place] - share) < ROUNDED for place in positive) and all(
        abs(weight) < ROUNDED or abs(weight + cost) < ROUNDED for weight in rest
    ):
        return positive
    raise Unfit("its options earn unequal parts of the points, which this quiz does not have")


def moodle_share(of: int) -> tuple[str, bool]:
    """One of so many equal shares as Moodle has it, in percent, and whether that is the share itself, as it rounds it."""
    nearest = min(MOODLE, key=lambda share: abs(share - 100 / of))
    return f"{nearest:.5f}".rstrip("0").rstrip("."), abs(nearest - 100 / of) < 0.001
