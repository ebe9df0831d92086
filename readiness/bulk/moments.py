"""Means, correlation and Cronbach's alpha of columns of any length, from sums alone. Pure.

The sums are whole numbers of 2**-60, so they are exact for credits and times: no figure depends on the order of the values,
and none has to be kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

_UNIT = 2.0**60
_ROUNDING = 1e-9
"""What differs by less is equal: credits such as 1/3 are rounded."""


@dataclass(slots=True)
class Column:
    """``n`` values, each from 0 to about 1,000."""

    n: int = 0
    _total: int = 0
    _squares: int = 0
    _low: float = math.inf
    _high: float = -math.inf

    def add(self, value: float) -> int:
        """Take a value in; gives it in units."""
        units = int(value * _UNIT)
        self.n += 1
        self._total += units
        self._squares += units * units
        if value < self._low:
            self._low = value
        if value > self._high:
            self._high = value
        return units

    @property
    def total(self) -> int:
        """The sum, in units."""
        return self._total

    @property
    def mean(self) -> float | None:
        """The mean; None of no values."""
        return self._total / (self.n * int(_UNIT)) if self.n else None

    @property
    def varies(self) -> bool:
        """Whether the values differ by more than rounding does."""
        return self.n > 1 and self._high - self._low > _ROUNDING

    @property
    def spread(self) -> int:
        """n times the sum of squared distances from the mean, in units squared."""
        return self.n * self._squares - self._total * self._total


@dataclass(slots=True)
class Pairs:
    """Two columns of equal length, value by value."""

    first: Column = field(default_factory=Column)
    second: Column = field(default_factory=Column)
    _products: int = 0

    def add(self, first: float, second: float) -> None:
        self._products += self.first.add(first) * self.second.add(second)

    def correlation(self) -> float | None:
        """Pearson's correlation, -1..1; None when one of the columns does not vary."""
        if not (self.first.varies and self.second.varies):
            return None
        together = self.first.n * self._products - self.first.total * self.second.total
        found = together / math.isqrt(self.first.spread * self.second.spread)
        return 0.0 if abs(found) < _ROUNDING else max(-1.0, min(1.0, found))


class Rows:
    """Rows of equal length, two values or more in each: the credits of whole sittings with the same items."""

    def __init__(self, length: int) -> None:
        self._columns = [Column() for _ in range(length)]
        self._totals = Column()

    @property
    def n(self) -> int:
        """How many rows."""
        return self._totals.n

    def add(self, row: Sequence[float]) -> None:
        for column, value in zip(self._columns, row):
            column.add(value)
        self._totals.add(math.fsum(row))

    def alpha(self) -> float | None:
        """Cronbach's alpha, at most 1; None when the sums of the rows do not vary."""
        if not self._totals.varies:
            return None
        items = len(self._columns)
        # The divisor of every variance cancels.
        return items / (items - 1) * (1 - sum(column.spread for column in self._columns) / self._totals.spread)
