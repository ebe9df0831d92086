"""Simulated sittings, through the real selection and the real scorer: people who answer blindly, and people who come back.

Nothing here knows an answer but where a person is meant to; every draw comes from a seed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from readiness.ground.draws import Draws
from readiness.ground.items import Item, ItemType
from readiness.ground.responses import Answer, Response
from readiness.kinds.answers import key_answer, served_order
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.report.make import score
from readiness.sitting.selection import Selector

# People who answer blindly ------------------------------------------------------------------------------------------

STRATEGIES = ("at random", "the first", "the last", "the longest", "mark one", "mark half", "mark all", "don't know")
FIXED_RULES = ("the first", "the last", "the longest")
"""Strategies that mark one spot, the one they like most."""


def blind_answer(strategy: str, item: Item, draws: Draws) -> Answer:
    """What a person answers who looks at nothing but the number, order and length of what is shown."""
    if strategy == "don't know":
        return None
    shown = kind(item.task)
    texts = {id: shown.things[id].text for id in served_order(item, draws.below(1_000_000))}

    def marks(spots: int) -> int:
        if strategy in FIXED_RULES:
            return 1
        counts = {"mark one": 1, "mark half": max(1, spots // 2), "mark all": spots}
        return counts.get(strategy, draws.between(1, spots))

    return shown.blind(_ranked(strategy, texts, draws), marks, draws)


def _ranked(strategy: str, texts: dict[str, str], draws: Draws) -> list[str]:
    """The ids from most to least liked."""
    if strategy == "the first":
        return list(texts)
    if strategy == "the last":
        return list(reversed(texts))
    ids = draws.shuffled(texts)
    return sorted(ids, key=lambda id: -len(texts[id])) if strategy == "the longest" else ids


@dataclass(slots=True)
class Gain:
    """Credit above chance over many answers, by item: how many answers, and their sum."""

    counts: Counter[str] = field(default_factory=Counter)
    totals: dict[str, float] = field(default_factory=dict)

    def add(self, item: str, gain: float) -> None:
        self.counts[item] += 1
        self.totals[item] = self.totals.get(item, 0.0) + gain

    def join(self, other: Gain) -> None:
        for item, count in other.counts.items():
            self.counts[item] += count
            self.totals[item] = self.totals.get(item, 0.0) + other.totals[item]

    @property
    def points(self) -> float:
        """The mean, in points of 100."""
        return 100 * math.fsum(self.totals.values()) / self.counts.total()

    @property
    def error(self) -> float:
        """The standard error of the mean, in points of 100, when other items could have been written: answers to one
        item go together (Liang and Zeger 1986). Infinite with one item."""
        if len(self.counts) < 2:
            return math.inf
        mean = self.points / 100
        off = math.fsum((self.totals[item] - mean * count) ** 2 for item, count in self.counts.items())
        return 100 * math.sqrt(off * len(self.counts) / (len(self.counts) - 1)) / self.counts.total()


@dataclass(slots=True)
class Blind:
    """What blind people came to, by strategy: their number, those called ready in some skill, their gain by type."""

    people: Counter[str] = field(default_factory=Counter)
    ready: Counter[str] = field(default_factory=Counter)
    gains: dict[tuple[str, ItemType], Gain] = field(default_factory=dict)

    def join(self, other: Blind) -> None:
        self.people += other.people
        self.ready += other.ready
        for key, gain in other.gains.items():
            self.gains.setdefault(key, Gain()).join(gain)


def blind_people(bank: ItemBank, first: int, end: int) -> Blind:
    """People number ``first`` to ``end`` - 1, each with a seed, a strategy and a form in turn."""
    found, forms = Blind(), list(bank.forms)
    for seed in range(first, end):
        strategy, form = STRATEGIES[seed % len(STRATEGIES)], forms[seed // len(STRATEGIES) % len(forms)]
        selector, draws, responses = Selector(bank, form, seed), Draws(seed, "blind", strategy), []
        while (id := selector.next()) is not None:
            responses.append(Response(id, blind_answer(strategy, bank.item(id), draws)))
            selector.answer(responses[-1])
        report = score(bank, responses)
        found.people[strategy] += 1
        found.ready[strategy] += any(skill.level == "ready" for skill in report.skills.values())
        for row in report.responses:
            item = row.item.partition("@")[0]
            gain = found.gains.setdefault((strategy, bank.items[item].type), Gain())
            gain.add(item, row.credit - row.chance)
    return found


# People who come back -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Freshness:
    """Of sittings of one form: the shares, 0..1, of items met in the sitting before; instances met again; pairs of
    enemies within one sitting."""

    shared: tuple[float, ...]
    repeated: int
    enemies: int


def comes_back(bank: ItemBank, form: str, chains: int) -> Freshness:
    """So many people take the form three times, each just ready; the last two sittings count as seen, as in the quiz."""
    shared, repeated, enemies = [], 0, 0
    for chain in range(chains):
        sittings: list[list[str]] = []
        for turn in range(3):
            seen = [id for sitting in sittings[-2:] for id in sitting]
            sittings.append(_sitting(bank, form, 3 * chain + turn, seen))
        for before, after in pairwise(sittings):
            shared.append(len({*before} & {*after}) / len(after))
            repeated += sum("@" in id for id in {*before} & {*after})
        for sitting in sittings:
            enemies += _enemy_pairs(bank, sitting)
    return Freshness(tuple(shared), repeated, enemies)


def _sitting(bank: ItemBank, form: str, seed: int, seen: list[str]) -> list[str]:
    """What is asked of a person who earns full credit as often as the just ready do, and else does not know."""
    selector, draws = Selector(bank, form, seed, seen=seen), Draws(seed, "just ready", "answers")
    while (id := selector.next()) is not None:
        item = bank.item(id)
        knows = draws.below(1000) < 1000 * item.rating
        selector.answer(Response(id, key_answer(item.task) if knows else None))
    return list(selector.shown)


def _enemy_pairs(bank: ItemBank, sitting: list[str]) -> int:
    def pairs() -> Iterator[frozenset[str]]:
        families = {id.partition("@")[0] for id in sitting}
        for family in families:
            for enemy in bank.items[family].enemies & families:
                yield frozenset((family, enemy))

    return len(set(pairs()))
