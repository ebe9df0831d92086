"""Items on the common scale: their curves, and the mean curve of a skill. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import mul
from typing import NamedTuple
from weakref import WeakKeyDictionary

from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.grid import KERNEL, NOTHING, TH, normal_cdf, with_squares
from readiness.scoring.method import KNOWN_LIMITS, SLOPE, TAU

CREDITS_KEPT = 64
"""The likelihoods of so many credits are kept with an item: more than a real one has."""


@dataclass(frozen=True)
class Curve:
    """An item on the scale: intercept d* (logits), chance, weight. Its values on the grid are worked out once."""

    intercept: float
    chance: float
    weight: float
    _kept: dict[float, Sequence[float]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def log_right(self) -> tuple[float, ...]:
        """w ln P on the grid."""
        return tuple([self.weight * math.log((self.chance + odds) / (1 + odds)) for odds in self._odds()])

    @cached_property
    def log_wrong(self) -> tuple[float, ...]:
        """w ln(1 - P) on the grid."""
        return tuple([self.weight * math.log((1 - self.chance) / (1 + odds)) for odds in self._odds()])

    def _odds(self) -> list[float]:
        return [math.exp(self.intercept + SLOPE * th) for th in TH]

    def log_likelihood(self, credit: float) -> Sequence[float]:
        """w [x ln P + (1 - x) ln(1 - P)] on the grid for a credit x, 0..1."""
        found = self._kept.get(credit)
        if found is None:
            missed = 1 - credit
            found = [credit * right + missed * wrong for right, wrong in zip(self.log_right, self.log_wrong)]
            if len(self._kept) < CREDITS_KEPT:
                self._kept[credit] = found
        return found

    def expected(self, margin: float) -> float:
        """P(th): the mean credit, 0..1, of people at that margin (logits)."""
        return self.chance + (1 - self.chance) / (1 + math.exp(-(self.intercept + SLOPE * margin)))

    def information(self, margin: float) -> float:
        """w (dP/dth)^2 / (P (1 - P)): what one answer tells about a margin near this one (per squared logit)."""
        known = 1 / (1 + math.exp(-(self.intercept + SLOPE * margin)))
        room = 1 - self.chance
        return self.weight * SLOPE * SLOPE * room * known * known * (1 - known) / (self.chance + room * known)


class BankCurve(NamedTuple):
    """The mean curve of all the bank's items of a skill: chance + sum of room / (1 + against exp(-a0 th)).

    ``chance``: mean chance; of each item ``rooms``: (1 - c) / number of items, and ``against``: exp(-d*); ``line``: the
    share at the line.
    """

    chance: float
    rooms: tuple[float, ...]
    against: tuple[float, ...]
    line: float

    def share(self, margin: float) -> float:
        """The mean credit, 0..1, over all the items, of people at that margin (logits)."""
        return _bank_share(self.chance, self.rooms, self.against, margin)


def _bank_share(chance: float, rooms: Sequence[float], against: Sequence[float], margin: float) -> float:
    decay = math.exp(-SLOPE * margin)
    return chance + math.fsum([room / (1 + one * decay) for room, one in zip(rooms, against)])


class Scale:
    """All items of one bank on the common scale, each built when first asked for.

    ``items`` and ``skills`` are the bank's. ``tau``: the doubt about where the line is, in logits; ``delta``: how far it
    lies above the rated one. ``ready``: the probability of being ready at each margin of the grid; ``ready_rows``:
    K(th | g) times it, from the first margin on where it is more than nothing.
    """

    def __init__(self, bank: ItemBank, *, calibrated: bool = True) -> None:
        """``calibrated=False`` leaves out what real answers have taught: the scale as the raters have it."""
        self.items, self.skills = bank.items, tuple(bank.skills)  # Not the bank: a scale is kept as long as its bank is.
        line = bank.calibration.line if calibrated and bank.calibration is not None else None
        self.tau, self.delta = (TAU, 0.0) if line is None else (line.tau, line.delta)
        self.ready = tuple(normal_cdf((th - self.delta) / self.tau) for th in TH)
        first = next(place for place, ready in enumerate(self.ready) if ready > NOTHING)
        self.ready_rows = with_squares(tuple(map(mul, row, self.ready))[first:] for row in KERNEL)
        logits: dict[str, list[float]] = {skill: [] for skill in bank.skills}
        for item in bank.items.values():
            logits[item.skill].append(known_logit(item.rating, item.chance))
        self._means = {skill: math.fsum(values) / len(values) for skill, values in logits.items() if values}
        measured = {item.id: bank.measured(item) for item in bank.items.values()} if calibrated else {}
        self._measured = {id: found.d for id, found in measured.items() if found is not None}
        self._curves: dict[tuple[str, float, int], Curve] = {}
        self._bank_curves: dict[str, BankCurve] = {}
        self._on_grid: dict[str, tuple[float, ...]] = {}

    def curve(self, item: Item) -> Curve:
        """The curve of an item or of an instance, which has its own chance and parts."""
        key = (item.family, item.chance, item.parts)
        found = self._curves.get(key)
        if found is None:
            found = self._curves[key] = self._make_curve(item)
        return found

    def _make_curve(self, item: Item) -> Curve:
        return curve_of(self.intercept(item), item.chance, item.parts)

    def intercept(self, item: Item) -> float:
        """d*, in logits: as real answers have it, else what the raters say, drawn towards the mean of the skill the more,
        the fewer they are.
        """
        measured = self._measured.get(item.family)
        if measured is not None:
            return measured
        mean, raters = self._means[item.skill], len(item.ratings)
        return mean + raters / (raters + 1) * (known_logit(item.rating, item.chance) - mean)

    def bank_curve(self, skill: str) -> BankCurve:
        """The mean curve of all the bank's items of a skill."""
        found = self._bank_curves.get(skill)
        if found is None:
            curves = [self.curve(item) for item in self.items.values() if item.skill == skill]
            chance = math.fsum(curve.chance for curve in curves) / len(curves)
            rooms = tuple((1 - curve.chance) / len(curves) for curve in curves)
            against = tuple(math.exp(-curve.intercept) for curve in curves)
            line = _bank_share(chance, rooms, against, self.delta)
            found = self._bank_curves[skill] = BankCurve(chance, rooms, against, line)
        return found

    def expected_share(self, skill: str, margin: float) -> float:
        """The mean credit, 0..1, over all the bank's items of a skill, of people at that margin."""
        return self.bank_curve(skill).share(margin)

    def expected_on_grid(self, skill: str) -> tuple[float, ...]:
        """``expected_share`` at every margin of the grid."""
        found = self._on_grid.get(skill)
        if found is None:
            found = self._on_grid[skill] = tuple(self.expected_share(skill, th) for th in TH)
        return found


def curve_of(intercept: float, chance: float, parts: int) -> Curve:
    """The curve of an item with that intercept d* (logits), chance (0..1) and number of parts."""
    return Curve(intercept, chance, weight=parts / (1 + (parts - 1) / 2))


def known_logit(rating: float, chance: float) -> float:
    """d: the log odds that a just-ready person knows the item, guessing removed and kept within the limits."""
    low, high = KNOWN_LIMITS
    known = min(high, max(low, (rating - chance) / (1 - chance)))
    return math.log(known / (1 - known))


_scales: WeakKeyDictionary[ItemBank, Scale] = WeakKeyDictionary()


def scale(bank: ItemBank) -> Scale:
    """The scale of a bank; made once for each bank object."""
    found = _scales.get(bank)
    if found is None:
        found = _scales[bank] = Scale(bank)
    return found
