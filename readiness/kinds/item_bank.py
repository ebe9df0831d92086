"""What a bank is made of, apart from its items: blueprint, what real answers have taught, and the bank itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple
from weakref import WeakKeyDictionary

from readiness.ground.english import counted
from readiness.ground.errors import NOWHERE, BankError, Place, Problem
from readiness.ground.items import Cognition, Item, Source, freeze


class StudyPointer(NamedTuple):
    """What to read: a source id, the part of it, and about how many minutes it takes."""

    source: str
    part: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Skill:
    """One of the skills of the blueprint; ``weight`` is its share of the bank.

    ``cognition``: how its items should be spread, as shares of any total; None when the blueprint does not say.
    """

    id: str
    title: str
    about: str
    weight: float
    cognition: Mapping[Cognition, float] | None = None
    place: Place = NOWHERE

    def __post_init__(self) -> None:
        if self.cognition is not None:
            freeze(self, "cognition")


class Competency(NamedTuple):
    """A subskill: its share within the skill, what to study first (``needs``), and where to study it.

    ``items``: how many items it should have; None when the blueprint does not say.
    """

    id: str
    skill: str
    title: str
    about: str
    weight: float
    needs: tuple[str, ...] = ()
    study: tuple[StudyPointer, ...] = ()
    items: int | None = None
    place: Place = NOWHERE


class BankWords(NamedTuple):
    """What a bank says of its own subject, for the sentences of the quiz and the report.

    ``title``: what it is about ("" when it does not say); ``start``: what one is ready for; ``rules``: whose rules it asks
    about ("" for nobody's); ``reviewers``: who can judge its questions.
    """

    title: str = ""
    start: str = "a start"
    rules: str = ""
    reviewers: str = "people who do this work or teach it"


class PracticeShare(NamedTuple):
    """The part of each competency's hand-written items that practice may use and tests leave alone: ``share``, 0..1, as
    far as every skill keeps at least ``keep`` items for tests.
    """

    share: float = 0.0
    keep: int = 0


class CalibratedItem(NamedTuple):
    """An item's difficulty d (logits, as d*) as ``n`` answers of real people have it, for the text with that ``digest``."""

    d: float
    n: int
    digest: str


class CalibratedLine(NamedTuple):
    """The line, ``delta`` logits above the rated one, and the doubt ``tau`` that is left, from the outcomes of ``people``
    of whom ``passed`` did.
    """

    delta: float
    tau: float
    people: int
    passed: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """What real answers have taught about a bank: the difficulties of ``items``, from so many ``sheets``, and the ``line``
    where outcomes were known. ``day`` (ISO) it was made; ``who``: whom the sheets and outcomes cover, in words.
    """

    items: Mapping[str, CalibratedItem]
    sheets: int
    day: str
    who: str
    line: CalibratedLine | None = None
    place: Place = NOWHERE

    def __post_init__(self) -> None:
        freeze(self, "items")


class Draft(NamedTuple):
    """A question that is not finished, so that nobody is asked it: the fields it lacks, and what else is wrong with it."""

    id: str
    competency: str
    missing: tuple[str, ...]
    problems: tuple[str, ...] = ()
    place: Place = NOWHERE

    def __str__(self) -> str:
        """What is still to be done, in words."""
        needs = [f"{', '.join(self.missing)} missing"] if self.missing else []
        todo = "; ".join([*needs, *self.problems]) or "nothing is missing: read it, then take the line 'draft: true' away"
        return f"{self.id}: a draft, which nobody is asked: {todo}"


_NO_WORDS, _NO_SHARE = BankWords(), PracticeShare()


class _Referable:
    """Gives a slotted value what a weak reference needs (``weakref_slot`` comes with Python 3.11)."""

    __slots__ = ("__weakref__",)


@dataclass(frozen=True, slots=True, eq=False)
class ItemBank(_Referable):
    """A checked bank. ``forms`` gives the number of items a skill; ``fingerprint`` changes when anything scored changes.

    ``review`` is "reviewed" when people who do the work or teach it have reviewed every item as it stands now, else
    "provisional".
    """

    id: str
    version: str
    skills: Mapping[str, Skill]
    competencies: Mapping[str, Competency]
    sources: Mapping[str, Source]
    forms: Mapping[str, int]
    items: Mapping[str, Item]
    fingerprint: str = ""
    review: Literal["provisional", "reviewed"] = "provisional"
    words: BankWords = _NO_WORDS
    calibration: Calibration | None = None
    drafts: tuple[Draft, ...] = ()
    practice: PracticeShare = _NO_SHARE

    def __post_init__(self) -> None:
        freeze(self, "skills", "competencies", "sources", "forms", "items")

    def __repr__(self) -> str:
        """In one line, without the keys: a whole bank would fill a session many times over."""
        size = f"{counted(len(self.items), 'item')}, {counted(len(self.skills), 'skill')}"
        return f"<ItemBank {self.id} {self.version}: {size}, fingerprint {self.fingerprint}>"

    def measured(self, item: Item) -> CalibratedItem | None:
        """What real answers have taught about an item, or the item an instance belongs to; None when nothing has, or when
        its text has changed since.
        """
        found = None if self.calibration is None else self.calibration.items.get(item.family)
        return found if found is not None and found.digest == self.items[item.family].digest else None

    def item(self, id: str) -> Item:
        """The item with that id; ``name@seed`` makes the instance of a generated item.

        Raises KeyError, with a sentence saying what is wrong, when the bank has no such item; BankError when its
        template cannot make that instance.
        """
        plain = self.items.get(id)
        if plain is not None:
            if plain.generate is not None:
                raise KeyError(f"{id} is a generated question: write which one, such as {id}@0")
            return plain
        match = _INSTANCE.fullmatch(id)
        base = self.items.get(match[1]) if match else None
        if any(draft.id == id for draft in self.drafts):
            raise KeyError(f"{id} is a draft, which nobody is asked: readiness check says what it needs")
        if match is None or base is None:
            raise KeyError(f"this bank has no question {id[:80]!r}")
        if base.generate is None:
            raise KeyError(f"{match[1]} is not a generated question: write it without '@{match[2]}'")
        kept = _instances.setdefault(self, {})
        made = kept.get(id)
        if made is None:
            if len(kept) >= INSTANCES_KEPT:
                kept.clear()
            made = kept[id] = instance(base, int(match[2]))
        return made

    def view(self, id: str, *, order_seed: int = 0) -> dict[str, Any]:
        """What a front end may show of an item, as plain JSON data without the key; KeyError as ``item`` raises it.

        ``exhibit`` holds blocks, each with its ``kind``: title, paragraph, list, table or verbatim; none without an
        exhibit. ``options`` holds options, spots or pieces in the order in which a sitting with that seed shows them, and
        ``wanted`` is the JSON Schema of an answer. ``seconds`` is the typical time to answer.
        """
        from readiness.kinds.view import view  # Only for who shows items elsewhere.

        return view(self.item(id), order_seed)


_INSTANCE = re.compile(r"([a-z0-9-]+)@(0|[1-9][0-9]{0,8})")
INSTANCES_KEPT = 4096
"""At most so many instances of a bank are kept: a fixed form asks everyone for the same."""
_instances: WeakKeyDictionary[ItemBank, dict[str, Item]] = WeakKeyDictionary()


def instance(base: Item, seed: int) -> Item:
    """The instance of a generated item for one seed, with its own chance and parts.

    Raises BankError when the template cannot make it of the values in the bank.
    """
    assert base.generate is not None
    try:
        made = base.generate(base.id, seed)
    except ValueError as error:
        raise BankError((Problem(base.place, f"{base.id}@{seed} cannot be made: {error}"),)) from None
    return replace(
        base,
        id=f"{base.id}@{seed}",
        stem=made.stem,
        exhibit=made.exhibit,
        task=made.task,
        why=made.why,
        chance=made.chance,
        parts=made.parts,
        digest=made.digest,
    )
