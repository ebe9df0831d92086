"""Seeded draws that come out the same on every machine and Python version.

Only ``Random(text).random()`` is used: its sequence for a text seed is the same in every Python 3, which is not
promised of ``shuffle``, ``choice`` or ``sample``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import index
from random import Random
from typing import TypeVar

T = TypeVar("T")

TRIES = 10_000
"""Draws of one thing before it is given up; the shipped questions need at most a few hundred."""


def first_fit(draw: Callable[[], T], fits: Callable[[T], bool]) -> T:
    """The first thing drawn that fits.

    Raises ValueError, in words for the author of a bank, when none of TRIES things does.
    """
    for _ in range(TRIES):
        drawn = draw()
        if fits(drawn):
            return drawn
    raise ValueError(f"these values do not go together: in {TRIES:,} tries no question came of them; change one of them")


class Draws:
    """A stream of draws named by a seed, an id and a purpose; streams with different names are independent.

    A seed is any whole number, one of NumPy too; anything else is a TypeError.
    """

    def __init__(self, seed: int, id: str, purpose: str) -> None:
        self._random = Random(_name(seed, id, purpose)).random

    def below(self, n: int) -> int:
        """A whole number from 0 to n-1."""
        return int(self._random() * n)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def pick(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.below(len(things))]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """The things in random order."""
        left, random = list(things), self._random
        for last in range(len(left) - 1, 0, -1):
            other = int(random() * (last + 1))
            left[last], left[other] = left[other], left[last]
        return left

    def sample(self, things: Sequence[T], count: int) -> list[T]:
        """Different things, ``count`` of them, in random order."""
        return self.shuffled(things)[:count]


def firsts_below(n: int, seed: int, ids: Iterable[str], purpose: str) -> list[int]:
    """What the first ``below(n)`` of the stream of each id gives; to make a stream for each takes twice as long."""
    random, drawn = Random(), []
    for id in ids:
        random.seed(_name(seed, id, purpose))
        drawn.append(int(random.random() * n))
    return drawn


def _name(seed: int, id: str, purpose: str) -> str:
    return f"{index(seed)}:{id}:{purpose}"
