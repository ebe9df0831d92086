"""Which question of a practice session comes next, and which comes once more. Pure: all follows from seed and answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from readiness.ground.draws import Draws
from readiness.kinds.item_bank import ItemBank
from readiness.practise.past import Past, family
from readiness.practise.topics import eligible
from readiness.sitting.bank_tables import enemies
from readiness.sitting.kept import kept_for_practice
from readiness.sitting.selection import INSTANCE_SEEDS

LENGTH = 600.0
"""Seconds after which nothing new is asked."""
AT_MOST = 900.0
"""Seconds after which a session ends, whatever has not worked yet."""
READING = 20.0
"""Seconds that reading the reasons takes."""
FOCUS = 4
"""So many topics take turns."""
TRIES = 4
"""So often one thing is asked in a session; what has not worked by then is due again soon anyway."""
GENERATED_GAP, WRITTEN_GAP = 2, 4
"""What was missed comes again as this many questions later: another instance soon, the same question when it is not fresh
in mind any more."""


@dataclass(frozen=True, slots=True)
class Next:
    """A question to ask: its id, its competency, and whether it is there once more because it was missed, or was right
    only after a hint: ``hinted``.
    """

    item: str
    competency: str
    again: bool
    hinted: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was answered. ``right``: fully; ``alone``: without a hint."""

    item: str
    competency: str
    right: bool
    alone: bool

    @property
    def sits(self) -> bool:
        """Whether it need not be asked again in this session."""
        return self.right and self.alone


class Session:
    """One session: ``next()`` says what to ask, ``answer()`` takes in how it went.

    ``topics`` are competencies in the order in which they get their turn; those without anything to ask are passed over.
    """

    def __init__(self, bank: ItemBank, topics: Sequence[str], seed: int, past: Past) -> None:
        self.bank, self.seed, self.past = bank, seed, past
        self.topics = [id for id in topics if id in bank.competencies]
        self.asked: list[Asked] = []
        self.spent = 0.0
        self._left = {id: self._by_rank(id) for id in self.topics}
        self._again: dict[str, int] = {}
        self._enemies = enemies(bank)

    @property
    def done(self) -> float:
        """The share of the session that lies behind, 0..1."""
        return min(1.0, self.spent / LENGTH)

    @property
    def focus(self) -> list[str]:
        """The topics that take turns now."""
        return self.with_questions[:FOCUS]

    @property
    def with_questions(self) -> list[str]:
        """The topics that have something left to ask."""
        return [id for id in self.topics if self._left[id]]

    @property
    def pending(self) -> frozenset[str]:
        """The items that were missed and come once more."""
        return frozenset(self._again)

    @property
    def unlearned(self) -> list[str]:
        """The items whose last answer was not right, or needed a hint."""
        last = {family(one.item): one for one in self.asked}
        return [id for id, one in last.items() if not one.sits and id in self.bank.items]

    def next(self) -> Next | None:
        """What to ask now; None when the session is over. The same until it is answered."""
        if self.spent >= AT_MOST:
            return None
        ripe = [id for id, at in self._again.items() if at <= len(self.asked)]
        if ripe:
            return self._once_more(ripe[0])
        if self.spent < LENGTH and (fresh := self._fresh()) is not None:
            return fresh
        if not self._again:
            return None
        soonest = min(self._again, key=lambda id: self._again[id])
        just_seen = soonest == family(self.asked[-1].item)
        return (self._fresh() if just_seen else None) or self._once_more(soonest)

    def answer(self, item: str, competency: str, *, credit: float, hinted: bool) -> None:
        """Take in an answer: what it earned, 0..1, and whether a hint came before."""
        one = Asked(item, competency, credit == 1, not hinted)
        self.asked.append(one)
        id = family(item)
        known = self.bank.items.get(id)
        self.spent += (known.seconds if known is not None else 0.0) + READING
        for topic, left in self._left.items():
            self._left[topic] = [other for other in left if other != id and other not in self._enemies.get(id, ())]
        tries = sum(family(before.item) == id for before in self.asked)
        self._again.pop(id, None)
        if not one.sits and known is not None and tries < TRIES:
            gap = GENERATED_GAP if known.generate is not None else WRITTEN_GAP
            self._again[id] = len(self.asked) - 1 + gap

    def _fresh(self) -> Next | None:
        """A question that was not asked in this session: of the topics in focus in turn, never twice running the same."""
        focus = self.focus
        last = self.asked[-1].competency if self.asked else None
        others = [id for id in focus if id != last] or focus
        if not others:
            return None
        turns = Counter(one.competency for one in self.asked)
        topic = min(others, key=lambda id: turns[id])
        return Next(self._served(self._left[topic][0]), topic, again=False)

    def _once_more(self, id: str) -> Next:
        last = [one for one in self.asked if family(one.item) == id][-1]
        return Next(self._served(id), self.bank.items[id].competency, again=True, hinted=last.right)

    def _served(self, id: str) -> str:
        """The id under which an item is asked: of a generated one, that of an instance not met before."""
        if self.bank.items[id].generate is None:
            return id
        draws = Draws(self.seed, str(len(self.asked)), "practice instance")
        met = {*self.past.met, *self.past.seen, *self.past.waiting, *(one.item for one in self.asked)}
        made = [f"{id}@{draws.below(INSTANCE_SEEDS)}" for _ in range(10)]
        return next((one for one in made if one not in met), made[0])

    def _by_rank(self, competency: str) -> list[str]:
        """Its items, those practiced least first; of those generated ones, then those met in tests, missed ones first."""
        draws, kept, past = Draws(self.seed, competency, "practice items"), kept_for_practice(self.bank), self.past

        def rank(id: str) -> tuple[int, int]:
            if self.bank.items[id].generate is not None:
                kind = 0
            elif id in past.seen:
                kind = 1 if past.seen[id] else 2
            else:
                kind = 3 if id in kept else 4
            return past.practiced.get(id, 0), kind

        return sorted(draws.shuffled(eligible(self.bank, self.past, competency)), key=rank)
