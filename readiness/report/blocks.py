"""What documents are made of: sections of plain blocks, which text, Markdown and HTML lay out each in its own way. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from readiness.report.value import Expected


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences; ``strong`` for what must be seen first."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading over every column; the first column names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill at a glance. ``sign`` says the level without color; ``expected`` is None where no figure is given."""

    title: str
    sign: str
    level: str
    odds: str
    expected: Expected | None
    line: float


@dataclass(frozen=True, slots=True)
class Standing:
    """All skills on one common scale from 0 to 100."""

    rows: tuple[SkillRow, ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """A question met again: as much of it as is needed to recognise it, what was said, what is right, and why."""

    question: str
    said: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing to read: ``minutes`` for it, and ``total`` for everything up to it."""

    title: str
    publisher: str
    part: str
    url: str
    minutes: int
    total: int


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the study plan, and why it is there."""

    title: str
    skill: str
    why: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The topics to study, most useful first."""

    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of one day: what holds, and of which day it is ("May 2025").

    ``claim``: what somebody else says of it ("The article: ..."), "" where nobody does; ``answer``: the word before the fact
    that answers a claim ("Today:"). Who says so: the publisher, its page, its number and id among the references.
    """

    text: str
    claim: str
    answer: str
    as_of: str
    publisher: str
    url: str
    number: int
    reference: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A page that facts rest on, with an ``id`` to jump to; ``read``: on which day, and whether the page itself or a copy,
    as a sentence.
    """

    id: str
    number: int
    title: str
    publisher: str
    url: str
    read: str


@dataclass(frozen=True, slots=True)
class References:
    """The pages that the facts of a document rest on."""

    pages: tuple[Reference, ...]


Block: TypeAlias = Paragraph | Bullets | Table | Standing | Recalled | Plan | Fact | References


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under one heading; ``id`` is a short name to jump to."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
