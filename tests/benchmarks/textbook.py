"""The scoring model and the choice of items as a textbook writes them: formula by formula, keeping only the answers' sums.

Chooses the same items as ``readiness.sitting.selection`` and gives the same odds; the speed of the product is measured
against it. Dichotomous items of one part only, which have no enemies and no templates, and no skips.
"""

from __future__ import annotations

from math import erfc, exp, log, pi, sqrt

from readiness.ground.draws import Draws
from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank

A0, RHO, TAU = 0.85, 0.5, 0.9
MARGINS = [-9.8 + 0.35 * step for step in range(57)]
COMMON = [-6 + 0.6 * step for step in range(21)]


def normal(x: float, mean: float = 0.0, variance: float = 1.0) -> float:
    return exp(-((x - mean) ** 2) / (2 * variance)) / sqrt(2 * pi * variance)


def normalised(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


PRIOR = normalised([normal(g) for g in COMMON])
NARROW = [normalised([normal(th, sqrt(RHO) * g, 1 - RHO) for th in MARGINS]) for g in COMMON]
WIDE = [normalised([normal(th, 2 * sqrt(RHO) * g, 4 * (1 - RHO)) for th in MARGINS]) for g in COMMON]
KERNEL = [[(one + other) / 2 for one, other in zip(narrow, wide)] for narrow, wide in zip(NARROW, WIDE)]


class TextbookSelector:
    """The adaptive sitting of ``Selector(bank, "full", seed)``."""

    def __init__(self, bank: ItemBank, seed: int) -> None:
        self.bank, self.seed, self.cap = bank, seed, bank.forms["full"]
        self.intercepts = intercepts(bank)
        self.shown: list[str] = []
        self.log_likelihood = {skill: [0.0] * len(MARGINS) for skill in bank.skills}

    def probability(self, item: Item, margin: float) -> float:
        return item.chance + (1 - item.chance) / (1 + exp(-(self.intercepts[item.id] + A0 * margin)))

    def answer(self, id: str, right: bool) -> None:
        item = self.bank.items[id]
        sums = self.log_likelihood[item.skill]
        for place, margin in enumerate(MARGINS):
            p = self.probability(item, margin)
            sums[place] += log(p) if right else log(1 - p)

    def posteriors(self) -> dict[str, list[float]]:
        """Of every skill the probability of each margin."""
        likelihood, z = {}, {}
        for skill, sums in self.log_likelihood.items():
            top = max(sums)
            likelihood[skill] = [exp(one - top) for one in sums]
            z[skill] = [sum(k * one for k, one in zip(row, likelihood[skill])) for row in KERNEL]
        h = []
        for place, prior in enumerate(PRIOR):
            for one in z.values():
                prior *= one[place]
            h.append(prior)
        h = normalised(h)
        return {
            skill: [
                sum(h[g] * KERNEL[g][th] * likelihood[skill][th] / z[skill][g] for g in range(len(COMMON)))
                for th in range(len(MARGINS))
            ]
            for skill in self.log_likelihood
        }

    def odds(self) -> dict[str, float]:
        return {skill: odds_of(weights) for skill, weights in self.posteriors().items()}

    def next(self) -> str | None:
        """The item to ask now; None when the sitting is complete."""
        posteriors = self.posteriors()
        odds = {skill: odds_of(weights) for skill, weights in posteriors.items()}
        shown = [self.bank.items[id] for id in self.shown]
        count = {skill: sum(item.skill == skill for item in shown) for skill in self.bank.skills}
        open_skills = [
            skill
            for skill in self.bank.skills
            if count[skill] < self.cap and not (count[skill] >= 3 and (odds[skill] >= 0.85 or odds[skill] <= 0.15))
        ]
        for skill in sorted(self.draws("skill").shuffled(open_skills), key=lambda skill: count[skill]):
            margin = sum(weight * th for weight, th in zip(posteriors[skill], MARGINS))
            offered = [item for item in self.bank.items.values() if item.skill == skill]
            if len(shown) < 2:  # The first two come from the quickest third of their skill.
                limit = sorted(item.seconds for item in offered)[(len(offered) - 1) // 3]
                offered = [item for item in offered if item.seconds <= limit]
            for competency in self.competencies(skill, count[skill], shown):
                left = [item for item in offered if item.competency == competency and item.id not in self.shown]
                if left:
                    left.sort(key=lambda item: (-round(self.information(item, margin) / sqrt(item.seconds), 9), item.id))
                    chosen = self.draws("item").pick(left[:5])
                    self.shown.append(chosen.id)
                    return chosen.id
        return None

    def competencies(self, skill: str, count: int, shown: list[Item]) -> list[str]:
        own = {id: one.weight for id, one in self.bank.competencies.items() if one.skill == skill}
        asked = {id: sum(item.competency == id for item in shown) for id in own}
        return sorted(
            self.draws("competency").shuffled(own),
            key=lambda id: -round(own[id] / sum(own.values()) * (count + 1) - asked[id], 9),
        )

    def information(self, item: Item, margin: float) -> float:
        known = 1 / (1 + exp(-(self.intercepts[item.id] + A0 * margin)))
        p = self.probability(item, margin)
        return ((1 - item.chance) * A0 * known * (1 - known)) ** 2 / (p * (1 - p))

    def draws(self, purpose: str) -> Draws:
        return Draws(self.seed, str(len(self.shown)), purpose)


def odds_of(weights: list[float]) -> float:
    """The probability of being ready, from the probability of each margin."""
    return sum(weight * 0.5 * erfc(-th / TAU / sqrt(2)) for weight, th in zip(weights, MARGINS))


def intercepts(bank: ItemBank) -> dict[str, float]:
    """d* of every item."""
    logits = {}
    for item in bank.items.values():
        u = min(0.95, max(0.05, (item.rating - item.chance) / (1 - item.chance)))
        logits[item.id] = log(u / (1 - u))
    found = {}
    for item in bank.items.values():
        own = [logits[one.id] for one in bank.items.values() if one.skill == item.skill]
        mean, raters = sum(own) / len(own), len(item.ratings)
        found[item.id] = mean + raters / (raters + 1) * (logits[item.id] - mean)
    return found
