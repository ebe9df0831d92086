"""What templates share that ask to put a queue in order: the task, and whether a short cut pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any, TypeVar

from readiness.ground.draws import Draws
from readiness.ground.items import OrderTask

T = TypeVar("T")

MOST = 0.6
"""Credit that the order of a short cut may earn."""


def record_numbers(draws: Draws, count: int) -> list[str]:
    """``TST-0412``, different ones in ascending order."""
    number, numbers = 0, []
    for _ in range(count):
        number += draws.between(40, 1300)
        numbers.append(f"TST-{number:04}")
    return numbers


def order_task(rows: Sequence[T], rank: Callable[[T], Any], wording: Callable[[T], str]) -> OrderTask:
    """The rows as pieces, in the order given; the key is the order of their ranks, which must all differ."""
    names = [f"p{place}" for place in range(1, len(rows) + 1)]
    return OrderTask(
        pieces={name: wording(row) for name, row in zip(names, rows)},
        key=tuple((name,) for _, name in sorted(zip(map(rank, rows), names))),
    )


def resists(rows: Sequence[T], rank: Callable[[T], Any], short_cuts: Iterable[Callable[[T], Any]]) -> bool:
    """Whether the ranks all differ and no order by a short cut earns more than MOST."""
    if len({rank(row) for row in rows}) < len(rows):
        return False
    order = sorted(rows, key=rank)
    pairs = len(order) * (len(order) - 1) // 2
    for short_cut in short_cuts:
        places = [order.index(row) for row in sorted(rows, key=short_cut)]
        swapped = sum(first > second for first, second in combinations(places, 2))
        if (pairs - 2 * swapped) / pairs > MOST:
            return False
    return True


def in_order(numbers: Sequence[str]) -> str:
    """``1, 2 and last 3``"""
    return f"{', '.join(numbers[:-1])} and last {numbers[-1]}"
