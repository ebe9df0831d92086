"""What an item is made of: one task a type, with what everything around it says. Pure."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, NoReturn, TypeAlias, TypeVar

from readiness.ground.errors import NOWHERE, Place

K = TypeVar("K")
V = TypeVar("V")

ItemType = Literal["choice", "judgement", "mark", "order", "entry"]
Cognition = Literal["recall", "application", "analysis"]
EntryForm = Literal["date", "number", "word"]


def frozen(table: Mapping[K, V]) -> Mapping[K, V]:
    """A copy of a table that nobody can change: caches trust a bank to stay as it was checked."""
    return MappingProxyType(dict(table))


def _thawed(table: MappingProxyType[K, V]) -> tuple[Any, ...]:
    return frozen, (dict(table),)


copyreg.pickle(MappingProxyType, _thawed)  # Python leaves this out, and banks go to other processes.


def freeze(value: object, *names: str) -> None:
    """Replace the tables in these fields of a frozen value by frozen copies, while it is being made."""
    for name in names:
        object.__setattr__(value, name, frozen(getattr(value, name)))


class Option(NamedTuple):
    """One option of a choice or judgement item, with the reason it is right or wrong."""

    text: str
    why: str


class Spot(NamedTuple):
    """One thing that can be marked: a line of a note, or a field of two records side by side (then left and right)."""

    text: str
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class ChoiceTask:
    """Pick one option."""

    type: ClassVar[ItemType] = "choice"
    options: Mapping[str, Option]
    key: str
    shuffle: bool = True

    def __post_init__(self) -> None:
        freeze(self, "options")


@dataclass(frozen=True, slots=True)
class JudgementTask:
    """Pick the best and the worst of the options."""

    type: ClassVar[ItemType] = "judgement"
    options: Mapping[str, Option]
    best: str
    worst: str
    shuffle: bool = True

    def __post_init__(self) -> None:
        freeze(self, "options")


@dataclass(frozen=True, slots=True)
class MarkTask:
    """Mark the spots that fit. ``records`` names the left and the right record when two are compared."""

    type: ClassVar[ItemType] = "mark"
    spots: Mapping[str, Spot]
    key: tuple[str, ...]
    records: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        freeze(self, "spots")


@dataclass(frozen=True, slots=True)
class OrderTask:
    """Put the pieces in order. ``key`` is a tuple of groups; the pieces of one group tie."""

    type: ClassVar[ItemType] = "order"
    pieces: Mapping[str, str]
    key: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        freeze(self, "pieces")


@dataclass(frozen=True, slots=True)
class EntryTask:
    """Write a date, a number or a word: one of ``accept``, or a ``number`` give or take ``within`` (inclusive)."""

    type: ClassVar[ItemType] = "entry"
    form: EntryForm
    accept: tuple[str, ...] = ()
    number: Decimal | None = None
    within: Decimal = Decimal(0)


Task: TypeAlias = ChoiceTask | JudgementTask | MarkTask | OrderTask | EntryTask


class Citation(NamedTuple):
    """Where in a source the fact stands: a source id and a locator such as "§164.502(b)"."""

    source: str
    at: str


class Source(NamedTuple):
    """A published source. ``accessed`` is the day its text was really compared, None when it was not."""

    id: str
    title: str
    publisher: str
    url: str
    cost: Literal["free", "paid"]
    accessed: str | None = None
    how: Literal["page", "copy"] | None = None
    place: Place = NOWHERE


class Generated(NamedTuple):
    """What a template makes from one seed: the changing part of an item. ``digest`` is of this content alone."""

    stem: str
    exhibit: str | None
    task: Task
    why: str
    chance: float
    parts: int
    digest: str = ""


READ_LATER = ("stem", "task", "why", "exhibit", "sources", "review_by", "place", "hint")
"""The fields of an item that no choice of items looks at."""


class _ReadLater:
    """Lets an item of a bank's copy read its words when one is first asked for: a sitting shows few of all the items."""

    __slots__ = ("_words",)
    _words: Callable[[], Sequence[Any]]

    if not TYPE_CHECKING:  # A type checker knows the fields, and would allow every other name too.

        def __getattr__(self, name: str) -> Any:
            """Python comes here only for what is not set."""
            if name not in READ_LATER:
                raise AttributeError(f"an item has no {name!r}", name=name, obj=self)
            for field_name, value in zip(READ_LATER, self._words(), strict=True):
                object.__setattr__(self, field_name, value)
            return object.__getattribute__(self, name)


@dataclass(frozen=True, slots=True)
class Item(_ReadLater):
    """One question of the bank, or one instance of a generated one (then the id ends in ``@seed``).

    ``ratings``: mean credit expected of just-ready people, 0..1, one number a rater. ``chance``: expected credit of a
    guesser, 0..1. ``parts``: number of decisions in it. ``seconds``: typical time to answer. ``digest`` changes
    whenever the words change, not their layout; that of an instance is of what this instance says, that of a generated
    item of its values and its first instances. ``hint``: a sentence that narrows it down, for practice, "" where none is
    written. ``generate`` makes an instance's content from the item's id and a seed.
    """

    id: str
    skill: str
    competency: str
    cognition: Cognition
    ratings: tuple[float, ...]
    seconds: float
    stem: str
    task: Task
    why: str
    chance: float
    parts: int
    exhibit: str | None = None
    sources: tuple[Citation, ...] = ()
    review_by: str | None = None
    enemies: frozenset[str] = frozenset()
    codes: str = "none"
    critical: bool = False
    digest: str = ""
    place: Place = NOWHERE
    template: str | None = None
    hint: str = ""
    generate: Callable[[str, int], Generated] | None = field(default=None, compare=False, repr=False)

    @property
    def type(self) -> ItemType:
        return self.task.type

    @property
    def rating(self) -> float:
        """Mean of the raters."""
        return fsum(self.ratings) / len(self.ratings)

    @property
    def family(self) -> str:
        """The id without the seed: the item that an instance belongs to."""
        return self.id.partition("@")[0]


READ_FIRST = tuple(one.name for one in fields(Item) if one.name not in READ_LATER)
"""The other fields."""


def item_read_later(known: Mapping[str, Any], words: Callable[[], Sequence[Any]]) -> Item:
    """An item of which the fields READ_FIRST are known; ``words`` gives READ_LATER once one of them is needed."""
    item, set_field = object.__new__(Item), object.__setattr__
    for name, value in known.items():
        set_field(item, name, value)
    set_field(item, "_words", words)
    return item


def assert_never(value: NoReturn) -> NoReturn:
    """For the last case of a ``match``: a type checker refuses it while a type is not dealt with (typing's is of 3.11)."""
    raise AssertionError(value)
