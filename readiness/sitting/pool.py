"""The items that a sitting can still ask, and which of them tell most. Pure.

Nothing here knows of answers: what an item tells is worked out at a margin that the caller names.
"""

from __future__ import annotations

from collections.abc import Collection
from math import sqrt
from typing import NamedTuple
from weakref import WeakKeyDictionary

from readiness.ground.draws import Draws
from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.scale import Curve, scale
from readiness.sitting.bank_tables import by_competency, enemies, shares

BEST = 5
FINE = 1e9
"""What ranks items and competencies is compared in steps of 1e-9, so that the last bits of floating point never choose."""
NEW, SEEN, PRACTICED = range(3)
"""How well a person knows an item; one that they know better is asked only when no other is left in its skill."""
ROUNDS = ((NEW, False), (NEW, True), (SEEN, True), (PRACTICED, True))
"""What is looked for in turn: how well known at most, and whether an item of the same template may have been asked.

Generated items are always new, so beyond that nothing can be of a template asked before.
"""


class _Candidate(NamedTuple):
    """An item with what its worth is worked out from: its curve, and what its seconds weigh."""

    item: Item
    curve: Curve
    cost: float


_Table = dict[tuple[str, bool], "list[_Candidate]"]
_tables: WeakKeyDictionary[ItemBank, _Table] = WeakKeyDictionary()
"""Of each bank, by competency and whether seconds weigh in full, its candidates: made when first asked for."""


class Pool:
    """The items of a bank that are left. ``take`` takes one out, with its enemies; ``best`` offers those that tell most.

    Of two items of one skill the one that the person does not know comes first: ``seen`` holds the ids of items of earlier
    sittings, ``last_resort`` those passed over for longer still. ``per_second``: what an item tells is set against its
    seconds, not their root.
    """

    def __init__(self, bank: ItemBank, *, per_second: bool, seen: Collection[str], last_resort: Collection[str]) -> None:
        self._per_second, self._seen, self._last_resort = per_second, seen, last_resort
        self._scale, self._table = scale(bank), _tables.setdefault(bank, {})
        self._shares, self._by_competency, self._enemies = shares(bank), by_competency(bank), enemies(bank)
        self._asked = dict.fromkeys(bank.competencies, 0)
        self._gone: set[str] = set()
        self._templates: set[str] = set()

    def take(self, item: Item) -> None:
        """Count an item as asked."""
        self._gone |= {item.id, *self._enemies.get(item.id, ())}
        if item.template:
            self._templates.add(item.template)
        self._asked[item.competency] += 1

    def best(self, skill: str, margin: float, order: Draws, among: Collection[str] | None = None) -> list[Item]:
        """The items, five at most, that tell most at that margin, of the first competency that has any left.

        ``order`` says which of two competencies equally far below their share is first. With ``among`` only those items
        come, and only if they are neither seen nor of a template asked before.
        """
        competencies = self._competencies_in_turn(skill, order)
        for met, may_repeat in ROUNDS if among is None else ROUNDS[:1]:
            for competency in competencies:
                left = self._left(competency, met, may_repeat)
                if among is not None:
                    left = [one for one in left if one.item.id in among]
                if left:
                    return _best(left, margin)
        return []

    def _competencies_in_turn(self, skill: str, order: Draws) -> list[str]:
        """Its competencies, the one furthest below its share first."""
        shares, asked = self._shares[skill], self._asked
        items = 1 + sum([asked[id] for id in shares])
        return sorted(order.shuffled(shares), key=lambda id: round(FINE * (asked[id] - shares[id] * items)))

    def _left(self, competency: str, met: int, may_repeat: bool) -> list[_Candidate]:
        """What may be asked now of a competency, of items as well ``met`` as that at most."""
        gone, templates = self._gone, () if may_repeat else self._templates
        return [
            one
            for one in self._candidates(competency)
            if one.item.id not in gone and one.item.template not in templates and self._met(one.item) <= met
        ]

    def _candidates(self, competency: str) -> list[_Candidate]:
        key = competency, self._per_second
        found = self._table.get(key)
        if found is None:
            found = self._table[key] = [
                _Candidate(item, self._scale.curve(item), item.seconds if self._per_second else sqrt(item.seconds))
                for item in self._by_competency[competency]
            ]
        return found

    def _met(self, item: Item) -> int:
        # A generated item met before comes with new particulars, so it is as good as new.
        if item.generate is not None:
            return NEW
        return PRACTICED if item.id in self._last_resort else SEEN if item.id in self._seen else NEW


def _best(candidates: list[_Candidate], margin: float) -> list[Item]:
    worth = [(-round(FINE * curve.information(margin) / cost), item.id, item) for item, curve, cost in candidates]
    return [item for _, _, item in sorted(worth)[:BEST]]
