"""Responses -> credits -> odds of readiness. Pure.

The model, in the words of the field: each item has a rating r (the mean credit its authors expect of people who are
*just ready*, Angoff 1971), a chance c and m parts. With x the credit earned and th the margin above the line::

    u   = clamp((r - c) / (1 - c), .05, .95)              guessing removed
    d   = ln(u / (1 - u))
    d*  = mean + lam (d - mean)                           lam = R / (R + 1) for R raters; mean over the skill's bank
    P   = c + (1 - c) / (1 + exp(-(d* + a0 th)))
    w   = m / (1 + (m - 1) / 2)
    ln L(th) = sum over items of w [x ln P + (1 - x) ln(1 - P)]     (Papke & Wooldridge 1996 for fractional credit)

Skills share a common part: th_s = sqrt(rho) g + sqrt(1 - rho) e_s with g, e_s ~ N(0, 1). The posterior is found on a
grid by the dimension reduction of Gibbons & Hedeker (1992), its means by quadrature (Bock & Mislevy 1982). The odds
of being ready are E[Phi(th / tau)]: tau is the doubt about where the line itself is.
"""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import add, mul, sub, truediv
from weakref import WeakKeyDictionary

from readiness.answers import AnswerError, credit, read_answer
from readiness.model import Item, ItemBank, Response, ResponseError

SLOPE = 0.85
"""a0: how fast the chance of knowing rises with the margin, per logit."""
RHO = 0.5
"""Correlation of the margins of two skills before any answer."""
TAU = 0.35
"""Doubt about where the line is, in logits."""
KNOWN_LIMITS = (0.05, 0.95)
"""No item is taken to be known by fewer or more of the just-ready people than this."""

TH = tuple(-7 + 0.35 * step for step in range(41))
"""The grid of margins, in logits."""
_G = tuple(-6 + 0.6 * step for step in range(21))


def _normal_cdf(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2))


def _normalised(weights: Sequence[float]) -> tuple[float, ...]:
    total = math.fsum(weights)
    return tuple(weight / total for weight in weights)


PRIOR_G = _normalised([math.exp(-g * g / 2) for g in _G])
"""phi(g) on the grid of the common part, summing to 1."""
KERNEL = tuple(
    _normalised([math.exp(-((th - math.sqrt(RHO) * g) ** 2) / (2 * (1 - RHO))) for th in TH]) for g in _G
)
"""K(th | g): one row a value of g, each summing to 1."""
_KERNEL_BY_TH = tuple(zip(*KERNEL))
READY = tuple(_normal_cdf(th / TAU) for th in TH)
"""The probability of being ready at each margin of the grid."""
_TH_SQUARED = tuple(th * th for th in TH)

if sys.version_info >= (3, 12):
    _dot: Callable[[Sequence[float], Sequence[float]], float] = math.sumprod

    def _times(rows: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
        """A matrix times a vector."""
        return [_dot(row, vector) for row in rows]
else:

    def _dot(left: Sequence[float], right: Sequence[float]) -> float:
        total: float = sum(map(mul, left, right))
        return total

    def _times(rows: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
        """A matrix times a vector."""
        return [sum(map(mul, row, vector)) for row in rows]


CREDITS_KEPT = 64
"""The likelihoods of so many credits are kept with an item: more than a real one has."""


class _OddRows:
    """The kernel times a function f of the margin with f(-th) = -f(th), to sum over the margin for every g.

    K(-th | -g) = K(th | g), so one sum over half the margins, of L(th) + L(-th), and one of L(th) - L(-th) give the sums
    at g and at -g: half the work.
    """

    def __init__(self, odd: Sequence[float]) -> None:
        self._both: list[list[float]] = []
        self._apart: list[list[float]] = []
        for row in KERNEL[: len(_G) // 2 + 1]:
            here = list(map(mul, row, odd))[:_HALF]
            there = list(map(mul, row[::-1], odd))[:_HALF]
            self._both.append([(a - b) / 2 for a, b in zip(here, there)])
            self._apart.append([(a + b) / 2 for a, b in zip(here, there)])

    def sums(self, likelihood: Sequence[float]) -> list[float]:
        """The sum over th of K(th | g) f(th) L(th), for each g."""
        mirrored = likelihood[::-1]
        both = _times(self._both, list(map(add, likelihood[:_HALF], mirrored)))
        apart = _times(self._apart, list(map(sub, likelihood[:_HALF], mirrored)))
        return [*map(add, apart, both), *map(sub, apart[-2::-1], both[-2::-1])]


_HALF = len(TH) // 2
_MARGIN_ROWS = _OddRows(TH)
_READY_ROWS = _OddRows([ready - 0.5 for ready in READY])


# Items on the scale -------------------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Curve:
    """An item on the scale: intercept d* (logits), chance, weight, and w ln P and w ln(1 - P) on the grid."""

    intercept: float
    chance: float
    weight: float
    log_right: tuple[float, ...]
    log_wrong: tuple[float, ...]
    _kept: dict[float, Sequence[float]] = field(default_factory=dict, compare=False, repr=False)

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
        rise = (1 - self.chance) * SLOPE * known * (1 - known)
        right = self.chance + (1 - self.chance) * known
        return self.weight * rise * rise / (right * (1 - right))


@dataclass(frozen=True, slots=True)
class BankCurve:
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
    """All items of one bank on the common scale, built when first asked for."""

    def __init__(self, bank: ItemBank) -> None:
        self.bank = bank
        logits: dict[str, list[float]] = {skill: [] for skill in bank.skills}
        for item in bank.items.values():
            logits[item.skill].append(known_logit(item.rating, item.chance))
        self._means = {skill: math.fsum(values) / len(values) for skill, values in logits.items() if values}
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
        mean, raters = self._means[item.skill], len(item.ratings)
        intercept = mean + raters / (raters + 1) * (known_logit(item.rating, item.chance) - mean)
        weight = item.parts / (1 + (item.parts - 1) / 2)
        right, wrong = [], []
        for th in TH:
            odds = math.exp(intercept + SLOPE * th)
            p = (item.chance + odds) / (1 + odds)
            right.append(weight * math.log(p))
            wrong.append(weight * math.log((1 - item.chance) / (1 + odds)))
        return Curve(intercept, item.chance, weight, tuple(right), tuple(wrong))

    def bank_curve(self, skill: str) -> BankCurve:
        """The mean curve of all the bank's items of a skill."""
        found = self._bank_curves.get(skill)
        if found is None:
            curves = [self.curve(item) for item in self.bank.items.values() if item.skill == skill]
            chance = math.fsum(curve.chance for curve in curves) / len(curves)
            rooms = tuple((1 - curve.chance) / len(curves) for curve in curves)
            against = tuple(math.exp(-curve.intercept) for curve in curves)
            line = _bank_share(chance, rooms, against, 0.0)
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


# The posterior ------------------------------------------------------------------------------------------------------

class Posterior:
    """What the answers so far say about every skill. ``add`` takes in an answer; only the answered skill is redone."""

    def __init__(self, skills: Sequence[str]) -> None:
        flat = (0.0,) * len(TH)
        self._log_likelihood: dict[str, Sequence[float]] = dict.fromkeys(skills, flat)
        self._likelihood: dict[str, Sequence[float]] = {skill: (1.0,) * len(TH) for skill in skills}
        self._z: dict[str, Sequence[float]] = {skill: (1.0,) * len(_G) for skill in skills}
        self._ready: dict[str, list[float]] = {}
        self._margin: dict[str, list[float]] = {}
        self._weights: dict[str, list[float]] = {}
        self._stale: set[str] = set()
        self._common: list[float] | None = None

    def add(self, skill: str, curve: Curve, credit: float) -> None:
        """Take in one credit (0..1) for an item of a skill."""
        self._log_likelihood[skill] = list(map(add, self._log_likelihood[skill], curve.log_likelihood(credit)))
        self._moved(skill)

    def clear(self, skill: str) -> None:
        """Forget the answers of one skill."""
        self._log_likelihood[skill] = (0.0,) * len(TH)
        self._moved(skill)

    def _moved(self, skill: str) -> None:
        self._stale.add(skill)
        self._common = None
        self._weights.clear()

    def _h(self) -> list[float]:
        """h(g): the posterior of the common part, summing to 1."""
        if self._common is None:
            for skill in self._stale:
                top = max(self._log_likelihood[skill])
                likelihood = [math.exp(value - top) for value in self._log_likelihood[skill]]
                self._likelihood[skill] = likelihood
                self._z[skill] = _times(KERNEL, likelihood)
                self._ready.pop(skill, None)
                self._margin.pop(skill, None)
            self._stale.clear()
            h: Sequence[float] = PRIOR_G
            for z in self._z.values():
                h = list(map(mul, h, z))
            total = sum(h)
            self._common = [value / total for value in h]
        return self._common

    def _mean(self, skill: str, rows: _OddRows, kept: dict[str, list[float]]) -> float:
        """The posterior mean of the rows' function of the margin.

        Its means given g are kept: an answer in another skill moves only the weights h of the sum over g.
        """
        h = self._h()
        given = kept.get(skill)
        if given is None:
            given = kept[skill] = list(map(truediv, rows.sums(self._likelihood[skill]), self._z[skill]))
        return _dot(h, given)

    def odds(self, skill: str) -> float:
        """The probability, 0..1, that the person is ready in the skill."""
        return 0.5 + self._mean(skill, _READY_ROWS, self._ready)

    def margin(self, skill: str) -> float:
        """The posterior mean of the margin above the line, in logits."""
        return self._mean(skill, _MARGIN_ROWS, self._margin)

    def weights(self, skill: str) -> list[float]:
        """The posterior of the skill's margin on the grid, summing to 1."""
        found = self._weights.get(skill)
        if found is None:
            ratio = list(map(truediv, self._h(), self._z[skill]))
            found = self._weights[skill] = list(map(mul, self._likelihood[skill], _times(_KERNEL_BY_TH, ratio)))
        return found


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the answers say about one skill.

    ``odds`` of being ready 0..1; ``margin`` above the line and its standard deviation ``sd`` in logits; ``percent``,
    ``low`` and ``high``: the credit expected over the whole bank of the skill, with the 5th and 95th percentile;
    ``line``: the same for a person exactly on the line; all in 0..100.
    """

    odds: float
    margin: float
    sd: float
    percent: float
    low: float
    high: float
    line: float

    def figures(self) -> tuple[float, ...]:
        """All of them but the line, which does not depend on the answers."""
        return self.odds, self.margin, self.sd, self.percent, self.low, self.high


def estimate(posterior: Posterior, on: Scale, skill: str) -> Estimate:
    """Everything the report says about one skill, from the posterior."""
    weights = posterior.weights(skill)
    margin = _dot(weights, TH)
    return Estimate(
        odds=_dot(weights, READY),
        margin=margin,
        sd=math.sqrt(max(0.0, _dot(weights, _TH_SQUARED) - margin * margin)),
        percent=100 * _dot(weights, on.expected_on_grid(skill)),
        low=100 * on.expected_share(skill, quantile(weights, 0.05)),
        high=100 * on.expected_share(skill, quantile(weights, 0.95)),
        line=100 * on.bank_curve(skill).line,
    )


def ready_share(weights: Sequence[float]) -> float:
    """The odds of being ready, from a posterior on the grid that need not sum to 1."""
    return _dot(weights, READY) / sum(weights)


def quantile(weights: Sequence[float], share: float) -> float:
    """The margin below which that share of the posterior lies: mass at each cell's middle, linear in between."""
    cumulative, below = [], 0.0
    for weight in weights:
        cumulative.append(below + weight / 2)
        below += weight
    right = bisect_left(cumulative, share)
    if right == 0:
        return TH[0]
    if right == len(cumulative):
        return TH[-1]
    step = (share - cumulative[right - 1]) / (cumulative[right] - cumulative[right - 1])
    return TH[right - 1] + step * (TH[right] - TH[right - 1])


# Responses ----------------------------------------------------------------------------------------------------------

LEAST_IN_ALL = 5
"""Fewer answers that count, over all skills, are too few for a level."""
RAPID_SECONDS = 10.0
RAPID_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Scored:
    """A response checked against its item, with the credit it earned (0..1) and whether it came too fast to count."""

    response: Response
    item: Item
    credit: float
    flagged: bool


def rapid_limit(item: Item) -> float:
    """An answer in fewer seconds came too fast to have been read: min(10 s, 10 % of the item's) (Wise & DeMars 2006)."""
    return min(RAPID_SECONDS, RAPID_SHARE * item.seconds)


def is_rapid(item: Item, response: Response) -> bool:
    """Whether a response came too fast to have been read; never for "don't know" or without a time."""
    return response.answer is not None and response.seconds is not None and response.seconds < rapid_limit(item)


def mark_response(bank: ItemBank, response: Response) -> Scored:
    """The response with its credit. Raises ResponseError when it does not fit the bank."""
    try:
        item = bank.item(response.item)
    except KeyError as error:
        raise ResponseError(str(error.args[0])) from None
    try:
        answer = read_answer(item.task, response.answer)
    except AnswerError as error:
        raise ResponseError(f"{item.id}: the answer {_shown(response.answer)} does not fit; wanted: {error}") from None
    seconds = response.seconds
    if seconds is not None and not (math.isfinite(seconds) and seconds >= 0):
        raise ResponseError(f"{item.id}: seconds is {seconds!r}; wanted: a number of at least 0, or nothing")
    if response.confidence not in (None, "guess", "think", "sure"):
        raise ResponseError(
            f"{item.id}: confidence is {response.confidence!r}; wanted: guess, think or sure, or nothing"
        )
    checked = Response(item.id, answer, seconds, response.confidence)
    return Scored(checked, item, credit(item.task, answer), is_rapid(item, checked))


def _shown(answer: object) -> str:
    text = repr(answer)
    return text if len(text) <= 80 else text[:77] + "..."


def mark_responses(bank: ItemBank, responses: Sequence[Response]) -> list[Scored]:
    """Every response with its credit. The same item twice is an error."""
    scored, met = [], set()
    for response in responses:
        if response.item in met:
            raise ResponseError(f"{response.item}: answered twice; wanted: one response for each question")
        met.add(response.item)
        scored.append(mark_response(bank, response))
    return scored


def posterior_of(bank: ItemBank, scored: Sequence[Scored]) -> Posterior:
    """The posterior after all responses that are not flagged."""
    on = scale(bank)
    posterior = Posterior(list(bank.skills))
    # Taken in by id, so that not even the last bits of the sums depend on the order of the responses.
    for one in sorted(scored, key=lambda one: one.item.id):
        if not one.flagged:
            posterior.add(one.item.skill, on.curve(one.item), one.credit)
    return posterior
