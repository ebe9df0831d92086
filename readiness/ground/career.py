"""What is known of the work itself, and what a person would rather do: the values of a bank's ``career.yaml``. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from readiness.ground.english import MONTHS, day_of_year
from readiness.ground.errors import NOWHERE, Place
from readiness.ground.items import Source, freeze

Fit = Literal["meets", "depends", "differs"]
"""Whether a working day of that kind is found in this work: as a rule, in some of its jobs, or in other work."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Where something stands: the id of a source, the day (ISO) it was read, and whether on the publisher's own page, in a
    stored copy of that, or only as others quote it.
    """

    source: str
    read: str
    how: Literal["page", "copy", "quoted"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated fact. ``as_of``: the year, month or day that it is of, in ISO form (2025, 2025-05 or 2025-05-28).

    ``claim``: what somebody else says of it, "" where nobody does. ``past``: it is old and known to be so.
    ``header`` and ``rows`` make a table of it, where it is one.
    """

    id: str
    text: str
    as_of: str
    reading: Reading
    claim: str = ""
    past: bool = False
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Topic:
    """Facts about one thing, such as pay."""

    id: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """A line of the summary, and the facts that carry it: it is as old as the oldest of them."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two working days to choose between; ``told`` is what someone who chooses it should know of this work."""

    text: str
    fit: Fit
    told: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Two working days, under the letters a and b. ``digest`` changes when their words do."""

    id: str
    sides: Mapping[str, Side]
    reading: Reading
    digest: str
    place: Place = NOWHERE

    def __post_init__(self) -> None:
        freeze(self, "sides")


@dataclass(frozen=True, slots=True)
class Career:
    """All that a bank says of the work that it prepares for. ``bank``: its id; ``claims_of``: whose claims are compared,
    to begin a sentence ("The article"); ``sources``: those cited. ``choices`` and ``summary`` may be none.
    """

    bank: str
    about: tuple[str, ...]
    claims_of: str
    topics: tuple[Topic, ...]
    choices: tuple[Choice, ...]
    sources: Mapping[str, Source]
    place: Place = NOWHERE
    summary: tuple[Short, ...] = ()

    def __post_init__(self) -> None:
        freeze(self, "sources")


def last_day(as_of: str) -> date:
    """The last day of a year, month or day in ISO form. Raises ValueError when there is no such day."""
    parts = [int(part) for part in as_of.split("-")]
    if len(parts) == 3:
        return date(*parts)
    first = date(parts[0], parts[1] if len(parts) == 2 else 12, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


MOST_MONTHS = 18
"""A fact of a month is out of date when so many months have passed since its end."""


def out_of_date(fact: Fact, today: date) -> bool:
    """Whether a fact can no longer be told as what holds today: so marked, or too many months old."""
    return fact.past or _months_since(last_day(fact.as_of), today) >= MOST_MONTHS


def _months_since(day: date, today: date) -> int:
    """Whole months from a day on; the last day of a month counts as the end of it."""
    months = 12 * (today.year - day.year) + today.month - day.month
    return months - (today.day <= day.day)


def in_words(as_of: str) -> str:
    """A year, month or day in words: ``2025``, ``May 2025``, ``August 28, 2025``."""
    parts = as_of.split("-")
    if len(parts) == 3:
        return day_of_year(date.fromisoformat(as_of))
    return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else as_of
