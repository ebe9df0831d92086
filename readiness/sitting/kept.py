"""Which items are kept for practice, so that practice spends none that a later test needs. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence
from weakref import WeakKeyDictionary

from readiness.ground.draws import firsts_below
from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank, PracticeShare
from readiness.sitting.bank_tables import by_competency, enemies

_kept: WeakKeyDictionary[ItemBank, frozenset[str]] = WeakKeyDictionary()


def kept_for_practice(bank: ItemBank) -> frozenset[str]:
    """The ids of the items that tests leave alone while others are left.

    Of each competency the share that the bank says, as far as every skill keeps enough items for tests. Drawn by the ids
    alone, so that it is the same for everyone, always. Only items written by hand, for generated ones come with new
    particulars each time; and none with enemies, for practicing one would give the other away.
    """
    if bank not in _kept:
        groups, with_enemies = by_competency(bank), enemies(bank)
        skills = [[own for own in groups.values() if own and own[0].skill == skill] for skill in bank.skills]
        _kept[bank] = frozenset(id for own in skills for id in _of_skill(own, with_enemies, bank.practice))
    return _kept[bank]


def _of_skill(groups: Sequence[Sequence[Item]], with_enemies: Container[str], practice: PracticeShare) -> list[str]:
    room = max(0, sum(map(len, groups)) - practice.keep)
    ranked: list[tuple[float, int, str]] = []
    for own in groups:
        ids = [item.id for item in own if item.generate is None]
        written = sorted(zip(firsts_below(1 << 30, 0, ids, "practice"), ids))
        free = [one for one in written if one[1] not in with_enemies]
        most = int(practice.share * len(written))
        ranked += [(place / len(written), *one) for place, one in enumerate(free[:most])]
    return [id for _, _, id in sorted(ranked)[:room]]
