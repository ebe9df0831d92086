"""Which options are right, by the share of the points that each earns in another program. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.exchange.questions import Unfit

ROUNDED = 0.6
"""Percent by which a share may be off: Moodle writes a third as 33.33333."""
MOODLE = (100, 90, 250 / 3, 80, 75, 70, 200 / 3, 60, 50, 40, 100 / 3, 30, 25, 20, 50 / 3, 100 / 7, 12.5, 100 / 9, 10, 5)
"""The shares of the points, in percent, that Moodle lets an option earn or cost (question/engine/bank.php)."""
SMALL = range(11, 21)
"""So many equal shares of 100 are none of these, but some of 10 and some of 5 make it up."""


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


def told_of_costs(weights: Sequence[float], keys: Sequence[int], *, marked: bool) -> str | None:
    """What is to be said where a wrong answer costs other points there than here: nothing where one option is picked, and
    where several are ``marked`` an equal share of all. None where it costs the same."""
    lost = [weight for place, weight in enumerate(weights) if place not in keys]
    if not lost or min(lost) > -ROUNDED:
        return None
    if not marked:
        return "a wrong answer costs points in the other program, and none here"
    here = 100 / min(len(keys), len(lost))
    same = all(abs(weight + here) < ROUNDED for weight in lost)
    return None if same else "a wrong mark costs other points here than in the other program"


def shares_of_all(count: int) -> list[str] | None:
    """The points of all, in percent, in so many shares, as equal as Moodle can: it takes no question whose shares make
    more or less than all, and ends the import there. None where it knows no shares so small.
    """
    if count in SMALL:
        tens = 20 - count
        return [_in_percent(10)] * tens + [_in_percent(5)] * (count - tens)
    return [_in_percent(100 / count)] * count if count < min(SMALL) else None


def share_lost(of: int) -> str:
    """One of so many equal shares, in percent, or that of Moodle's which comes nearest."""
    return _in_percent(min(MOODLE, key=lambda share: abs(share - 100 / of)))


def _in_percent(share: float) -> str:
    return f"{share:.5f}".rstrip("0").rstrip(".")
