"""What questions of one template teach besides the skill: guessers who remember what was right, and read nothing. Pure.

One has seen eight questions of a generated item with their answers, and remembers labels, places and sentences: what was
right before, it takes for right again. The other has seen hundreds, but only the labels of lines, such as "Birth date".
Both are tried on questions that they have not seen. Deterministic.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean, pstdev
from typing import TypeAlias

from readiness.ground.draws import Draws
from readiness.ground.items import Item
from readiness.ground.responses import Answer
from readiness.kinds.answers import credit, key_answer
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import instance
from readiness.kinds.kind import Kind, Thing

SEEN = 8
_TRUST = 2
"""How often a cue must have been met to be believed half."""
_LABEL = re.compile(r"([^:]{1,40}):\s")

Cues: TypeAlias = "Callable[[Kind, str], list[Hashable]]"
"""What of a thing, by its id, is remembered."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Credit above chance, in points of 100, with the standard error of that mean."""

    points: float
    error: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What the guessers gain in a generated item; ``labels`` is None where lines have none."""

    item: str
    eight: Gain
    labels: Gain | None


def memory(item: Item, lessons: int) -> Memory:
    """So many instances to learn from (of eight, in as many groups of eight as there are), and as many to be tried on."""
    seen = [instance(item, seed) for seed in range(lessons)]
    tried = [instance(item, seed) for seed in range(lessons, 2 * lessons)]
    groups = [seen[at : at + SEEN] for at in range(0, len(seen) - SEEN + 1, SEEN)]
    eight = [one for at, group in enumerate(groups) for one in _gains(Learned(group, everything), tried[at :: len(groups)])]
    by_label = list(_gains(Learned(seen, labels), tried)) if item.type == "mark" and _labelled(seen) else []
    return Memory(item.id, _gain(eight), _gain(by_label) if by_label else None)


def _labelled(seen: Sequence[Item]) -> bool:
    """Whether most lines have a label: that nothing is wrong is a line of its own, without one."""
    lines = [bool(labels(kind(one.task), id)) for one in seen for id in kind(one.task).things]
    return 2 * sum(lines) > len(lines)


def _gain(gains: Sequence[float]) -> Gain:
    return Gain(100 * fmean(gains), 100 * pstdev(gains) / math.sqrt(len(gains)))


def _gains(learned: Learned, tried: Sequence[Item]) -> Iterator[float]:
    for one in tried:
        yield credit(one.task, learned.answer(one)) - one.chance


# What is remembered -------------------------------------------------------------------------------------------------


def labels(shown: Kind, id: str) -> list[Hashable]:
    """The label of a line, without what stands there."""
    thing = shown.things[id]
    if thing.values:
        return [("label", thing.text)]
    match = _LABEL.match(thing.text)
    return [("label", match[1])] if match else []


def everything(shown: Kind, id: str) -> list[Hashable]:
    """Label, place where it does not change, and every sentence, whatever its numbers."""
    place: list[Hashable] = [] if shown.shuffled else [("place", list(shown.things).index(id))]
    return [*labels(shown, id), *place, *_sentences(shown.things[id])]


def _sentences(thing: Thing) -> list[Hashable]:
    if thing.values:  # Whether two values agree is the skill.
        return []
    plain = re.sub(r"\d+", "0", thing.text.casefold())
    return [("said", sentence) for sentence in re.split(r"(?<=[.;?!])\s+|:\s", plain)]


class Learned:
    """What somebody has learned from questions with their answers, as far as ``cues`` go."""

    def __init__(self, seen: Sequence[Item], cues: Cues) -> None:
        self._cues = cues
        self._met: Counter[Hashable] = Counter()
        self._worth: defaultdict[Hashable, float] = defaultdict(float)
        for one in seen:
            shown = kind(one.task)
            for id in shown.things:
                for cue in cues(shown, id):
                    self._met[cue] += 1
                    self._worth[cue] += _worth(shown, id)
        self._usual = sum(self._worth.values()) / (self._met.total() or 1)
        answers = Counter(repr(key_answer(one.task)) for one in seen)
        self._answer = next(key for one in seen if repr(key := key_answer(one.task)) == answers.most_common(1)[0][0])
        self._marks = self._best_count(seen)

    def answer(self, item: Item) -> Answer:
        """The answer of somebody who knows nothing else."""
        return self._blind(item, self._marks)

    def _blind(self, item: Item, marks: int) -> Answer:
        shown = kind(item.task)
        if not shown.things:
            return self._answer
        draws = Draws(0, item.id, "memory")
        liked = sorted(draws.shuffled(shown.things), key=partial(self._dislike, shown))
        return shown.blind(liked, lambda spots: min(marks, spots), draws)

    def _dislike(self, shown: Kind, id: str) -> float:
        return -math.fsum(
            self._met[cue] / (self._met[cue] + _TRUST) * (self._worth[cue] / self._met[cue] - self._usual)
            for cue in self._cues(shown, id)
            if self._met[cue]
        )

    def _best_count(self, seen: Sequence[Item]) -> int:
        """How many lines to mark: what would have earned most."""
        most = max(len(kind(one.task).things) for one in seen) if seen[0].type == "mark" else 1
        return max(
            range(1, most + 1), key=lambda count: math.fsum(credit(one.task, self._blind(one, count)) for one in seen)
        )


def _worth(shown: Kind, id: str) -> float:
    """From 1 for what is right, or first, down to -1 for what is worst, or last."""
    picks = shown.picks(shown.key)
    if not picks:
        order = list(shown.key) if isinstance(shown.key, tuple) else [id]
        return 1 - 2 * order.index(id) / max(1, len(order) - 1)
    right = any(id in ids for part, ids in picks.items() if part != "worst")
    return float(right) - float(id in picks.get("worst", ()))
