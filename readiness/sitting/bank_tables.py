"""What the choice of items needs to know of a bank, looked up once a sitting. Pure."""

from __future__ import annotations

from readiness.ground.items import Item
from readiness.item_bank import ItemBank
from readiness.kinds.dispatch import kind


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


def siblings(bank: ItemBank) -> dict[str, set[str]]:
    """For each item of an option family the ids of the others in it.

    Items with the same options are a family only if no two have the same key: else one answer tells nothing of another.
    """
    groups: dict[frozenset[str], dict[str, str]] = {}
    for item in bank.items.values():
        shown = kind(item.task)
        if shown.right is not None and item.generate is None:
            texts = frozenset(option.text for option in shown.things.values())
            groups.setdefault(texts, {})[item.id] = shown.things[shown.right].text
    families = [set(keys) for keys in groups.values() if len(set(keys.values())) == len(keys)]
    return {id: family - {id} for family in families for id in family}
