"""What a question bank is made of: plain frozen values. No file, no clock, no terminal, no random source."""

from __future__ import annotations

import copyreg
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import fsum, inf, nan
from numbers import Real
from types import MappingProxyType
from typing import Any, ClassVar, Literal, NoReturn, TypeAlias, TypeVar, Union
from weakref import WeakKeyDictionary

from readiness.printable import named

K = TypeVar("K")
V = TypeVar("V")

ItemType = Literal["choice", "judgement", "mark", "order", "entry"]
Cognition = Literal["recall", "application", "analysis"]
EntryForm = Literal["date", "number", "word"]
Confidence = Literal["guess", "think", "sure"]

Answer: TypeAlias = Union[str, "tuple[str, ...]", "dict[str, str]", None]
"""What a person answered: a string (choice, entry), ids (mark, order), ``{"best": .., "worst": ..}`` (judgement),
or None for "don't know"."""

CONFIDENCES: tuple[Confidence, ...] = ("guess", "think", "sure")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a bank: file as the author knows it, line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a bank, and what to do about it: one line, whatever the bank and its files are called."""

    place: Place
    message: str
    severity: Literal["error", "warning", "not checked"] = "error"

    def __str__(self) -> str:
        prefix = "" if self.severity == "error" else f"{self.severity}: "
        return named(f"{self.place}: {prefix}{self.message}")


class BankError(Exception):
    """A bank that cannot be used; ``problems`` holds every located problem, sorted by place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ResponseError(ValueError):
    """A response that does not fit its item or the bank; the message names the item, what came and what was wanted.

    ``item``: the id as it came, None where there was none; ``got``: the value that does not fit; ``wanted``: in words.
    """

    def __init__(self, message: str, *, item: str | None = None, got: object = None, wanted: str = "") -> None:
        super().__init__(message)
        self.item, self.got, self.wanted = item, got, wanted


def frozen(table: Mapping[K, V]) -> Mapping[K, V]:
    """A copy of a table that nobody can change: caches trust a bank to stay as it was checked."""
    return MappingProxyType(dict(table))


def _thawed(table: MappingProxyType[K, V]) -> tuple[Any, ...]:
    return frozen, (dict(table),)


copyreg.pickle(MappingProxyType, _thawed)  # Python leaves this out, and banks go to other processes.


def _freeze(value: object, *names: str) -> None:
    """Replace the tables in these fields of a frozen value by frozen copies, while it is being made."""
    for name in names:
        object.__setattr__(value, name, frozen(getattr(value, name)))


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice or judgement item, with the reason it is right or wrong."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Spot:
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
        _freeze(self, "options")


@dataclass(frozen=True, slots=True)
class JudgementTask:
    """Pick the best and the worst of the options."""

    type: ClassVar[ItemType] = "judgement"
    options: Mapping[str, Option]
    best: str
    worst: str
    shuffle: bool = True

    def __post_init__(self) -> None:
        _freeze(self, "options")


@dataclass(frozen=True, slots=True)
class MarkTask:
    """Mark the spots that fit. ``records`` names the left and the right record when two are compared."""

    type: ClassVar[ItemType] = "mark"
    spots: Mapping[str, Spot]
    key: tuple[str, ...]
    records: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        _freeze(self, "spots")


@dataclass(frozen=True, slots=True)
class OrderTask:
    """Put the pieces in order. ``key`` is a tuple of groups; the pieces of one group tie."""

    type: ClassVar[ItemType] = "order"
    pieces: Mapping[str, str]
    key: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        _freeze(self, "pieces")


@dataclass(frozen=True, slots=True)
class EntryTask:
    """Write a date, a number or a word: one of ``accept``, or a ``number`` give or take ``within`` (inclusive)."""

    type: ClassVar[ItemType] = "entry"
    form: EntryForm
    accept: tuple[str, ...] = ()
    number: Decimal | None = None
    within: Decimal = Decimal(0)


Task: TypeAlias = ChoiceTask | JudgementTask | MarkTask | OrderTask | EntryTask


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in a source the fact stands: a source id and a locator such as "§164.502(b)"."""

    source: str
    at: str


@dataclass(frozen=True, slots=True)
class Source:
    """A published source. ``accessed`` is the day its text was really compared, None when it was not."""

    id: str
    title: str
    publisher: str
    url: str
    cost: Literal["free", "paid"]
    accessed: str | None = None
    how: Literal["page", "copy"] | None = None
    place: Place = Place("", 1, 1)


@dataclass(frozen=True, slots=True)
class Generated:
    """What a template makes from one seed: the changing part of an item. ``digest`` is of this content alone."""

    stem: str
    exhibit: str | None
    task: Task
    why: str
    chance: float
    parts: int
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the bank, or one instance of a generated one (then the id ends in ``@seed``).

    ``ratings``: mean credit expected of just-ready people, 0..1, one number a rater. ``chance``: expected credit of a
    guesser, 0..1. ``parts``: number of decisions in it. ``seconds``: typical time to answer. ``digest`` changes
    whenever the words change, not their layout; that of an instance is of what this instance says, that of a generated
    item of its values and its first instances. ``generate`` makes an instance's content from the item's id and a seed.
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
    place: Place = Place("", 1, 1)
    template: str | None = None
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


@dataclass(frozen=True, slots=True)
class StudyPointer:
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
    place: Place = Place("", 1, 1)

    def __post_init__(self) -> None:
        if self.cognition is not None:
            _freeze(self, "cognition")


@dataclass(frozen=True, slots=True)
class Competency:
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
    place: Place = Place("", 1, 1)


_INSTANCE = re.compile(r"([a-z0-9-]+)@(0|[1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class BankWords:
    """What a bank says of its own subject, for the sentences of the quiz and the report.

    ``title``: what it is about ("" when it does not say); ``start``: what one is ready for; ``rules``: whose rules it asks
    about ("" for nobody's); ``reviewers``: who can judge its questions.
    """

    title: str = ""
    start: str = "a start"
    rules: str = ""
    reviewers: str = "people who do this work or teach it"


@dataclass(frozen=True, slots=True)
class CalibratedItem:
    """An item's difficulty d (logits, as d*) as ``n`` answers of real people have it, for the text with that ``digest``."""

    d: float
    n: int
    digest: str


@dataclass(frozen=True, slots=True)
class CalibratedLine:
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
    place: Place = Place("", 1, 1)

    def __post_init__(self) -> None:
        _freeze(self, "items")


class _Referable:
    """Gives a slotted value what a weak reference needs (``weakref_slot`` comes with Python 3.11)."""

    __slots__ = ("__weakref__",)


@dataclass(frozen=True, slots=True, eq=False)
class ItemBank(_Referable):
    """A checked bank. ``forms`` gives the number of items a skill; ``fingerprint`` changes when anything scored changes.

    ``review`` is "reviewed" when practicing coders or educators have reviewed every item as it stands now, else
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
    words: BankWords = BankWords()
    calibration: Calibration | None = None

    def __post_init__(self) -> None:
        _freeze(self, "skills", "competencies", "sources", "forms", "items")

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
        if match is None or base is None:
            raise KeyError(f"this bank has no question {id!r}")
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
        # The one look upwards: a method of the bank is where a caller seeks it, and only the types know what they show.
        from readiness.kinds.view import view

        return view(self.item(id), order_seed)


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


LONGEST_SECONDS = 1e15
RESPONSE_FORM = '{"item": "...", "answer": ...}'


@dataclass(frozen=True, slots=True)
class Response:
    """One answer to one item. ``seconds`` is how long it took, None when nobody measured it.

    ``digest``: ``Item.digest`` of the text that was answered, None when nobody noted it.
    """

    item: str
    answer: Answer = None
    seconds: float | None = None
    confidence: Confidence | None = None
    digest: str | None = None

    @staticmethod
    def from_dict(plain: Mapping[str, Any] | Response) -> Response:
        """The response of its JSON form, one of the "responses" of a sheet, checked as ``checked`` does.

        A Response is let through, checked. Raises ResponseError, at a missing or an unknown field too.
        """
        if isinstance(plain, Response):
            return plain.checked()
        if not isinstance(plain, Mapping):
            raise ResponseError(f"{shown(plain)} came; wanted: {RESPONSE_FORM}", got=plain, wanted=RESPONSE_FORM)
        known = ("answer", "confidence", "digest", "item", "seconds")
        for key in plain:
            if key not in known:
                wanted = ", ".join(known)
                raise ResponseError(f"unknown key {shown(key)}; known are {wanted}", got=key, wanted=wanted)
        fields: dict[str, Any] = {name: plain.get(name) for name in known}
        response = Response(**fields).checked()
        if "answer" not in plain:
            raise _unfit(response.item, "answer", None, 'the answer, or null for "don\'t know"')
        return response

    def checked(self) -> Response:
        """The same with every field of its own type, apart from the answer: what that may be only its item knows.

        Any real number of seconds is taken, one of NumPy too. Raises ResponseError.
        """
        item, answer, confidence = self.item, self.answer, self.confidence
        if not isinstance(item, str):
            raise _unfit(None, "item", item, "the id of a question, in quotes")
        seconds = None if self.seconds is None else _float(self.seconds)
        if seconds is not None and not seconds >= 0:
            raise _unfit(item, "seconds", self.seconds, "a number of at least 0, or null")
        if seconds is not None and seconds > LONGEST_SECONDS:
            raise ResponseError(f"{item}: 'seconds' is too large", item=item, got=self.seconds, wanted="a number up to 1e15")
        if confidence is not None and not (isinstance(confidence, str) and confidence in CONFIDENCES):
            raise _unfit(item, "confidence", confidence, "guess, think or sure, or null")
        if self.digest is not None and not isinstance(self.digest, str):
            raise _unfit(item, "digest", self.digest, "the digest of the question as it was answered, in quotes, or null")
        # A list becomes a tuple, so that a response can be shared safely.
        answer = tuple(answer) if isinstance(answer, list) else answer
        return Response(item, answer, seconds, confidence, self.digest)


def _float(number: object) -> float:
    """A real number, of Python or of NumPy, as a float; nan for anything else, infinity for what is too large."""
    if type(number) is float:  # Nearly always, and the test for a Real takes long.
        return number
    if isinstance(number, bool) or not isinstance(number, Real):
        return nan
    try:
        return float(number)
    except OverflowError:
        return inf


def _unfit(item: str | None, field: str, got: object, wanted: str) -> ResponseError:
    lead = "" if item is None else f"{item}: "
    return ResponseError(f"{lead}'{field}' is {shown(got)}; wanted: {wanted}", item=item, got=got, wanted=wanted)


def shown(value: object) -> str:
    """A value as JSON writes it, shortened, for a message."""
    try:
        text = "missing" if value is None else json.dumps(value, ensure_ascii=False, default=repr)
    except (TypeError, ValueError, RecursionError):  # A number of thousands of digits, a list that holds itself.
        text = f"a {type(value).__name__} that cannot be shown"
    return text if len(text) <= 60 else text[:57] + "..."


def assert_never(value: NoReturn) -> NoReturn:
    """For the last case of a ``match``: a type checker refuses it while a type is not dealt with (typing's is of 3.11)."""
    raise AssertionError(value)
