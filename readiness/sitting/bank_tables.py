"""What the choice of items needs to know of a bank, looked up once a sitting. Pure."""

from __future__ import annotations

from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank


def shares(bank: ItemBank) -> dict[str, dict[str, float]]:
    """For each skill the share of each of its competencies, 0..1."""
    weights: dict[str, dict[str, float]] = {skill: {} for skill in bank.skills}
    for id, one in bank.competencies.items():
        weights[one.skill][id] = one.weight
    return {skill: {id: weight / sum(own.values()) for id, weight in own.items()} for skill, own in weights.items()}


def by_competency(bank: ItemBank) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {id: [] for id in bank.competencies}
    for item in bank.items.values():
        groups[item.competency].append(item)
    return groups


def enemies(bank: ItemBank) -> dict[str, set[str]]:
    """For each item that has enemies their ids, whichever of the two names the other."""
    enemies: dict[str, set[str]] = {}
    for item in bank.items.values():
        for enemy in item.enemies:
            enemies.setdefault(item.id, set()).add(enemy)
            enemies.setdefault(enemy, set()).add(item.id)
    return enemies
