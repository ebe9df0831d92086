"""Item statistics from many sittings: how each question did with the people who took it. Pure.

The figures are those of the Moodle quiz statistics report (docs.moodle.org/dev/Quiz_statistics_calculations), as ratios
where Moodle shows percent. With x the credit (0..1) of an answer and X the mean credit of the rest of its sitting::

    facility       = mean x
    discrimination = C(x, X) / sqrt(V(x) V(X))              -1..1; none where x or X does not vary
    alpha          = k / (k - 1) (1 - sum of V(x) / V(T))   k items, T the sum of a sitting's credits (Cronbach 1951)

C and V are the covariance and variance of a sample. Moodle takes the sum of the other marks for X; for a fixed form that
gives the same correlation, and the mean also fits sittings of unequal length. Where questions carry unequal marks, X is the
mean weighted by them and alpha is that of the marks, credit times mark: again the figures of Moodle.

An answer that came too fast to have been read is left out everywhere. "Don't know" has the credit that the report gives
it, the chance; in the counts of what was chosen and in the times it has no part. Nothing here calibrates an item.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Literal

from readiness.bulk.moments import Column, Pairs, Rows
from readiness.ground.items import Item, ItemType, Task
from readiness.kinds.answers import key_answer
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.kinds.kind import Part
from readiness.report.value import BankStamp
from readiness.scoring.marking import Scored

LEAST_ANSWERS = 20
"""No figure rests on fewer answers."""
MOST_MARKS = 1000
"""What full credit of a question may be worth."""
RARE_ONE_IN = 20
"""A distractor chosen by fewer than one in so many does no work: 5 % (Tarrant, Ware and Mohammed 2009)."""

FlagKind = Literal["negative-discrimination", "distractor-beats-key", "dead-distractor"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the number of answers or sittings, ``n``, behind it. None: fewer than LEAST_ANSWERS, or not defined."""

    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason to read a question again. ``option``: the id of the distractor or spot it is about, chosen as ``part``."""

    kind: FlagKind
    option: str | None = None
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One item, or all instances of a generated one together.

    ``facility`` 0..1, ``discrimination`` -1..1, ``seconds`` the median. ``chosen``: how many of the ``answers`` chose
    each option, as best and as worst, or marked each spot; None for fewer than LEAST_ANSWERS, and for generated, order and
    entry items. Beside the answers, so many times ``dont_know``, and so many answers ``flagged`` as too fast and left out.
    """

    item: str
    type: ItemType
    facility: Figure
    discrimination: Figure
    seconds: Figure
    answers: int
    dont_know: int
    flagged: int
    chosen: dict[Part, dict[str, int]] | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """All items that were asked, flagged ones first, then as in the bank.

    ``alpha`` is None unless every sitting had the same items, two or more; it rests on the ``n`` sittings without a
    flagged answer.
    """

    bank: BankStamp
    sittings: int
    alpha: Figure | None
    items: tuple[ItemStatistics, ...]

    def to_json(self) -> str:
        """The statistics as JSON text, ``{"statistics": 1, ...}``."""
        return json.dumps({"statistics": 1, **asdict(self)}, ensure_ascii=False, indent=2)


def item_statistics(
    bank: ItemBank, sittings: Iterable[Sequence[Scored]], marks: Mapping[str, float] | None = None
) -> Statistics:
    """The statistics of all items in the sittings. No figure depends on the order of the sittings or the responses.

    ``marks``: what full credit is worth elsewhere, by the id of the item, above 0 and at most MOST_MARKS; 1 where not given.
    """
    tallies: dict[str, _Tally] = {}
    worth = marks or {}
    forms = _Forms(worth)
    count = 0
    for scored in sittings:
        count += 1
        forms.add(scored)
        for one, rest in _with_rest(scored, worth):
            tally = tallies.get(one.item.family)
            if tally is None:
                base = bank.items[one.item.family]
                tally = tallies[base.id] = _Tally({} if base.generate else _no_choices(base.task))
            tally.add(one, rest)
    found = [tallies[item.id].statistics(item) for item in bank.items.values() if item.id in tallies]
    stamp = BankStamp(bank.id, bank.version, bank.fingerprint, bank.review)
    return Statistics(stamp, count, forms.alpha(), tuple(sorted(found, key=lambda one: not one.flags)))


def _with_rest(scored: Sequence[Scored], worth: Mapping[str, float]) -> Iterator[tuple[Scored, float | None]]:
    """Each response with the mean credit of the others that count, weighted by what they are worth (no matter for a flagged
    one); None without others."""
    counted = [(worth.get(one.item.family, 1.0), one.credit) for one in scored if not one.flagged]
    total, weights = math.fsum(mark * credit for mark, credit in counted), math.fsum(mark for mark, _ in counted)
    for one in scored:
        own = worth.get(one.item.family, 1.0)
        yield one, (total - own * one.credit) / (weights - own) if len(counted) > 1 else None


@dataclass(slots=True)
class _Tally:
    """What is kept of one item's responses: sums, and of the times all, for their median."""

    chosen: dict[Part, dict[str, int]]
    credits: Column = field(default_factory=Column)
    with_rests: Pairs = field(default_factory=Pairs)
    seconds: array[float] = field(default_factory=lambda: array("d"))
    answers: int = 0
    dont_know: int = 0
    flagged: int = 0

    def add(self, one: Scored, rest: float | None) -> None:
        if one.flagged:
            self.flagged += 1
            return
        self.credits.add(one.credit)
        if rest is not None:
            self.with_rests.add(one.credit, rest)
        answer = one.response.answer
        if answer is None:
            self.dont_know += 1
            return
        self.answers += 1
        if one.response.seconds is not None:
            self.seconds.append(one.response.seconds)
        if self.chosen:
            for part, ids in kind(one.item.task).picks(answer).items():
                for id in ids:
                    self.chosen[part][id] += 1

    def statistics(self, item: Item) -> ItemStatistics:
        discrimination = _figure(self.with_rests.correlation(), self.with_rests.first.n)
        flags = []
        if discrimination.value is not None and discrimination.value < 0:
            flags.append(Flag("negative-discrimination"))
        chosen = self.chosen if self.chosen and self.answers >= LEAST_ANSWERS else None
        if chosen is not None:
            flags += _flags_of_choices(item.task, chosen, self.answers)
        return ItemStatistics(
            item.id,
            item.type,
            _figure(self.credits.mean, self.credits.n),
            discrimination,
            _figure(median(self.seconds) if self.seconds else None, len(self.seconds)),
            self.answers,
            self.dont_know,
            self.flagged,
            chosen,
            tuple(flags),
        )


class _Forms:
    """The marks of whole sittings, as long as all had the same items."""

    def __init__(self, worth: Mapping[str, float]) -> None:
        self._worth = worth
        self._items: tuple[str, ...] | None = None
        self._same = True
        self._rows = Rows(0)

    def add(self, scored: Sequence[Scored]) -> None:
        if not self._same:
            return
        own = sorted(scored, key=lambda one: one.item.id)
        items = tuple(one.item.id for one in own)
        if self._items is None:
            self._items, self._rows = items, Rows(len(items))
        if items != self._items:
            self._same = False
        elif not any(one.flagged for one in own):
            self._rows.add([self._worth.get(one.item.family, 1.0) * one.credit for one in own])

    def alpha(self) -> Figure | None:
        if not self._same or not self._items or len(self._items) < 2:
            return None
        return _figure(self._rows.alpha(), self._rows.n)


# Figures ------------------------------------------------------------------------------------------------------------


def _figure(value: float | None, n: int) -> Figure:
    return Figure(value if n >= LEAST_ANSWERS else None, n)


# What was chosen ----------------------------------------------------------------------------------------------------


def _no_choices(task: Task) -> dict[Part, dict[str, int]]:
    """For what picks are counted as, each thing that can be picked, chosen by nobody yet; empty when none are counted."""
    counted = kind(task)
    return {part: dict.fromkeys(counted.things, 0) for part in counted.picks(counted.key)}


def _flags_of_choices(task: Task, chosen: dict[Part, dict[str, int]], answers: int) -> Iterator[Flag]:
    keys = kind(task).picks(key_answer(task))
    for part, counts in chosen.items():
        key = min(counts[id] for id in keys[part])
        for id, count in counts.items():
            if count > key and id not in keys[part]:
                yield Flag("distractor-beats-key", id, part)
    if "spot" in keys:
        # Spots are the lines of a whole document: that nobody marks most of them is as it should be.
        return
    keyed = {id for ids in keys.values() for id in ids}
    for id in next(iter(chosen.values())):
        if id not in keyed and sum(counts[id] for counts in chosen.values()) * RARE_ONE_IN < answers:
            yield Flag("dead-distractor", id)
