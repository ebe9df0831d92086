"""Learning from real answers: item difficulties from many sheets, and the readiness line from what became of people. Pure.

Items: marginal maximum a posteriori on the scorer's own grid, by expectation and maximisation (Bock & Aitkin 1981). An
item's prior is N(d*, .8^2) around what its raters said, and the mean of a skill is held, so that the sheets move items
within a skill and never the skill as a whole: neither the line nor a bias that all ratings share can be learnt from
answers alone. The population's mean is not fitted either: it would swallow that bias.

Line: with outcomes, P(pass) = Phi((mean margin - delta) / omega); delta is one for all skills, omega a nuisance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add, mul

from readiness.kinds.item_bank import CalibratedItem, CalibratedLine, ItemBank
from readiness.scoring.grid import KERNEL_BY_TH, KERNEL_ROWS, PRIOR_G, TH, dot, normal_cdf, times
from readiness.scoring.marking import Scored
from readiness.scoring.method import SLOPE
from readiness.scoring.scale import Scale, curve_of

PRIOR_SD = 0.8
"""How far an item's difficulty lies from what its raters said, in logits."""
SETTLED = 0.005
"""The difficulties are found when a round moves none of them by so much, in logits."""
ROUNDS = 60
LEAST_SHEETS = 30
"""Fewer sheets say hardly anything that the ratings do not."""
LEAST_ANSWERS = 20
"""An item with fewer answers stays as rated."""
LEAST_OUTCOMES, LEAST_OF_EITHER = 100, 20
LINE_VARIANCE, LINE_PER_PERSON = 0.22, 3.2
"""Variance of the line before any outcome, and of what one outcome says of it, in squared logits."""
LINE_REST, LEAST_TAU = 0.35, 0.60
"""What no number of outcomes removes from tau, and the tau that still protects against wrong slopes and item errors."""


class TooLittle(ValueError):
    """Too little to learn from; the message says what there is and what is wanted."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer that counts: which item of the bank, and its credit, 0..1. A skip has its item's chance."""

    item: str
    chance: float
    parts: int
    credit: float


@dataclass(frozen=True, slots=True)
class Calibrated:
    """``items``: what the sheets say of each item with enough answers; ``sheets``: how many were used; ``rounds``: how often
    the difficulties were improved; ``margins``: the mean margin over the skills asked, in logits, of each sheet.
    """

    items: Mapping[str, CalibratedItem]
    sheets: int
    rounds: int
    margins: tuple[float, ...]


def answered(scored: Iterable[Scored]) -> tuple[Answered, ...]:
    """The answers of a sheet that count: those given too fast are left out, a skip earns what a guess would."""
    return tuple(
        Answered(one.item.family, one.item.chance, one.item.parts, one.item.chance if one.credit is None else one.credit)
        for one in scored
        if not one.flagged
    )


def calibrate(bank: ItemBank, sheets: Sequence[Sequence[Answered]]) -> Calibrated:
    """What the sheets, best one a person, say of the items. Raises TooLittle."""
    used = [sheet for sheet in sheets if sheet]
    if len(used) < LEAST_SHEETS:
        raise TooLittle(f"there are {len(used)} sheets with answers that count; wanted: at least {LEAST_SHEETS}")
    counts = Counter(one.item for sheet in used for one in sheet)
    items = [bank.items[id] for id, count in counts.items() if count >= LEAST_ANSWERS]
    if not items:
        raise TooLittle(f"no question has {LEAST_ANSWERS} answers that count")
    scale = Scale(bank, calibrated=False)
    rated = {item.id: scale.intercept(item) for item in bank.items.values()}
    fit = _Fit(bank, used, rated, [item.id for item in items])
    rounds = next((n for n in range(1, ROUNDS + 1) if fit.improve() < SETTLED), ROUNDS)
    found = {
        item.id: CalibratedItem(round(fit.d[item.id], 4), counts[item.id], item.digest)
        for item in sorted(items, key=lambda item: item.id)
    }
    return Calibrated(found, len(used), rounds, tuple(fit.mean_margin(sheet) for sheet in used))


class _Fit:
    """The difficulties ``d`` so far, and the rounds that improve them."""

    def __init__(
        self, bank: ItemBank, sheets: Sequence[Sequence[Answered]], rated: Mapping[str, float], free: Sequence[str]
    ) -> None:
        self.d = dict(rated)
        self._rated, self._free = rated, free
        self._bank, self._sheets = bank, sheets

    def improve(self) -> float:
        """One round; returns how far it moved the item that moved most, in logits."""
        sums = self._expected()
        moved = {id: _maximised(self.d[id], self._rated[id], sums[id]) for id in self._free}
        for ids in self._by_skill(moved):
            # The mean of the skill is held over the items that there is anything to learn of.
            shift = math.fsum(moved[id] - self._rated[id] for id in ids) / len(ids)
            for id in ids:
                moved[id] -= shift
        most = max(abs(moved[id] - self.d[id]) for id in self._free)
        self.d.update(moved)
        return most

    def _by_skill(self, ids: Iterable[str]) -> Iterable[list[str]]:
        groups: dict[str, list[str]] = {}
        for id in ids:
            groups.setdefault(self._bank.items[id].skill, []).append(id)
        return groups.values()

    def _expected(self) -> dict[str, dict[tuple[float, int], _Sums]]:
        """For each item, and each chance and number of parts it came with: the sums over people of the posterior, and of
        the posterior times the credit."""
        found: dict[str, dict[tuple[float, int], _Sums]] = {id: {} for id in self._free}
        curves = self._curves()
        for sheet in self._sheets:
            weights = self._posteriors(sheet, curves)
            for one in sheet:
                if one.item in found:
                    sums = found[one.item].setdefault((one.chance, one.parts), _Sums())
                    sums.add(weights[self._bank.items[one.item].skill], one.credit)
        return found

    def _curves(self) -> _Curves:
        return _Curves(self.d)

    def _posteriors(self, sheet: Sequence[Answered], curves: _Curves) -> dict[str, list[float]]:
        """The posterior of the margin on the grid, for each skill that the sheet asks about."""
        logs: dict[str, Sequence[float]] = {}
        for one in sheet:
            skill = self._bank.items[one.item].skill
            own = curves.log_likelihood(one)
            logs[skill] = list(map(add, logs[skill], own)) if skill in logs else own
        likelihoods = {skill: _likelihood(log) for skill, log in logs.items()}
        z = {skill: times(KERNEL_ROWS, likelihood) for skill, likelihood in likelihoods.items()}
        h: Sequence[float] = PRIOR_G
        for of in z.values():
            h = list(map(mul, h, of))
        total = sum(h)
        weights = {}
        for skill, likelihood in likelihoods.items():
            ratio = [value / (total * of) for value, of in zip(h, z[skill])]
            weights[skill] = list(map(mul, likelihood, times(KERNEL_BY_TH, ratio)))
        return weights

    def mean_margin(self, sheet: Sequence[Answered]) -> float:
        """The mean over the skills asked of the posterior mean margin, in logits above the rated line."""
        weights = self._posteriors(sheet, self._curves())
        return math.fsum(dot(own, TH) for own in weights.values()) / len(weights)


class _Sums:
    """Over the people who answered: their posterior on the grid, and the same times their credit."""

    def __init__(self) -> None:
        self.people = [0.0] * len(TH)
        self.credit = [0.0] * len(TH)

    def add(self, weights: Sequence[float], credit: float) -> None:
        self.people = list(map(add, self.people, weights))
        if credit == 1:
            self.credit = list(map(add, self.credit, weights))
        elif credit:
            self.credit = [old + credit * weight for old, weight in zip(self.credit, weights)]


class _Curves:
    """The likelihoods of the answers met, under difficulties that stay as they are meanwhile."""

    def __init__(self, d: Mapping[str, float]) -> None:
        self._d = d
        self._made: dict[Answered, Sequence[float]] = {}

    def log_likelihood(self, one: Answered) -> Sequence[float]:
        found = self._made.get(one)
        if found is None:
            curve = curve_of(self._d[one.item], one.chance, one.parts)
            found = self._made[one] = curve.log_likelihood(one.credit)
        return found


def _likelihood(log: Sequence[float]) -> list[float]:
    top = max(log)
    return [math.exp(value - top) for value in log]


STEPS = 8
LONGEST_STEP = 1.0


def _maximised(d: float, rated: float, sums: Mapping[tuple[float, int], _Sums]) -> float:
    """The difficulty that fits the expected answers and the prior best: Fisher scoring, each step at most a logit."""
    for _ in range(STEPS):
        slope, bend = (rated - d) / PRIOR_SD**2, 1 / PRIOR_SD**2
        for (chance, parts), of in sums.items():
            weight = parts / (1 + (parts - 1) / 2)
            for th, people, credit in zip(TH, of.people, of.credit):
                known = 1 / (1 + math.exp(-(d + SLOPE * th)))
                right = chance + (1 - chance) * known
                rise = (1 - chance) * known * (1 - known)
                variance = right * (1 - right)
                if variance > 1e-12:
                    slope += weight * (credit - people * right) * rise / variance
                    bend += weight * people * rise * rise / variance
        step = max(-LONGEST_STEP, min(LONGEST_STEP, slope / bend))
        d += step
        if abs(step) < SETTLED / 10:
            break
    return d


# The line -----------------------------------------------------------------------------------------------------------


def line_from(margins: Sequence[float], passed: Sequence[bool]) -> CalibratedLine:
    """The line from the mean margins (logits) of people and what became of them. Raises TooLittle.

    delta is the most likely one drawn towards 0 by its prior; tau keeps what outcomes cannot remove.
    """
    people, good = len(passed), sum(passed)
    if people < LEAST_OUTCOMES:
        raise TooLittle(f"outcomes of {people} people on the sheets; wanted: at least {LEAST_OUTCOMES}")
    if min(good, people - good) < LEAST_OF_EITHER:
        raise TooLittle(f"{good} passed and {people - good} did not; wanted: at least {LEAST_OF_EITHER} of either kind")
    delta = _probit(margins, passed)
    from_prior, from_people = 1 / LINE_VARIANCE, people / LINE_PER_PERSON
    variance = 1 / (from_prior + from_people)
    tau = max(LEAST_TAU, math.sqrt(LINE_REST**2 + variance))
    return CalibratedLine(round(delta * from_people * variance, 4), round(tau, 4), people, good)


def _probit(margins: Sequence[float], passed: Sequence[bool]) -> float:
    """The margin at which half of the people pass: -a / b of the most likely Phi(a + b margin), by Fisher scoring.

    Raises TooLittle when passing does not go with the margin, or goes with it without any overlap.
    """
    a, b = 0.0, 1.0
    for _ in range(100):
        score_a = score_b = aa = ab = bb = 0.0
        for margin, good in zip(margins, passed):
            at = a + b * margin
            p = min(1 - 1e-9, max(1e-9, normal_cdf(at)))
            density = math.exp(-at * at / 2) / math.sqrt(2 * math.pi)
            pull, weight = density * (good - p) / (p * (1 - p)), density * density / (p * (1 - p))
            score_a, score_b = score_a + pull, score_b + pull * margin
            aa, ab, bb = aa + weight, ab + weight * margin, bb + weight * margin * margin
        determinant = aa * bb - ab * ab
        if determinant <= 1e-12:
            break
        step_a, step_b = (bb * score_a - ab * score_b) / determinant, (aa * score_b - ab * score_a) / determinant
        shorter = min(1.0, LONGEST_STEP / max(abs(step_a), abs(step_b), 1e-12))
        a, b = a + shorter * step_a, b + shorter * step_b
        if max(abs(step_a), abs(step_b)) < 1e-8:
            break
    if not 0.1 <= b <= 20:
        raise TooLittle("passing hardly goes with the answers of these people, so it cannot place the line")
    return -a / b
