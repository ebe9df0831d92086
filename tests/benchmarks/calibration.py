"""What `readiness calibrate` learns, on simulated classes whose truth is known.

    python -m tests.benchmarks.calibration [--classes N] [--seed N]

In each class every item is harder or easier than rated by an error of its own, and all of them by a bias that the ratings
share. Its people answer ITEMS questions a skill, drawn at random. Printed
for 50, 200 and 1,000 sheets: the root mean square error of the difficulties of measured items, before and after; the same of
the line, with outcomes; and, for fresh people of that class, the Brier score of the odds, with ratings alone, with the items
measured, and with the line placed too; then how often "ready or probably ready" and "not yet or probably not" are true.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from readiness.bank.load import load_bank
from readiness.bulk.calibration import Answered, Calibrated, calibrate, line_from
from readiness.ground.items import Item
from readiness.kinds.item_bank import Calibration, ItemBank
from readiness.scoring.method import NOT_YET, READY, RHO, SLOPE
from readiness.scoring.posterior import Posterior
from readiness.scoring.scale import Scale

SHEETS = (50, 200, 1000)
ITEMS = 20
"""Questions a skill on each sheet."""
ERROR_SD, BIAS_SD = 0.8, 0.46
LINE_SD, OUTCOME_SD = 0.35, 0.5
FRESH = 200
"""People of the class, not on its sheets, whose odds are judged."""


@dataclass(frozen=True, slots=True)
class World:
    """A class: how much each item is easier than rated (logits), where its true line is, and its true slope."""

    moved: dict[str, float]
    slope: float
    bank: ItemBank


def world(bank: ItemBank, random: Random, slope: float = SLOPE) -> World:
    bias = random.gauss(0, BIAS_SD)
    return World({id: bias + random.gauss(0, ERROR_SD) for id in bank.items}, slope, bank)


@dataclass(frozen=True, slots=True)
class Person:
    """True margins above the true line, one a skill, and a sheet."""

    margin: dict[str, float]
    sheet: tuple[Answered, ...]


def person(of: World, rated: Scale, random: Random) -> Person:
    common = random.gauss(0, 1)
    margin = {skill: math.sqrt(RHO) * common + math.sqrt(1 - RHO) * random.gauss(0, 1) for skill in of.bank.skills}
    sheet = []
    for skill in of.bank.skills:
        own = [item for item in of.bank.items.values() if item.skill == skill]
        for item in random.sample(own, min(ITEMS, len(own))):
            sheet.append(_answer(of, rated, item, margin[skill], random))
    return Person(margin, tuple(sheet))


def _answer(of: World, rated: Scale, item: Item, margin: float, random: Random) -> Answered:
    known = 1 / (1 + math.exp(-(rated.intercept(item) + of.moved[item.id] + of.slope * margin)))
    right = item.chance + (1 - item.chance) * known
    credit = sum(random.random() < right for _ in range(item.parts)) / item.parts
    return Answered(item.id, item.chance, item.parts, credit)


@dataclass(slots=True)
class Sums:
    """What is added up over classes for one number of sheets."""

    classes: int = 0
    d_before: float = 0.0
    d_after: float = 0.0
    line: float = 0.0
    lines: int = 0
    brier: tuple[float, float, float] = (0.0, 0.0, 0.0)
    called: int = 0
    true: int = 0


def one_class(bank: ItemBank, count: int, seed: int, sums: Sums, slope: float) -> None:
    random, rated = Random(seed), Scale(bank, calibrated=False)
    of = world(bank, random, slope)
    people = [person(of, rated, random) for _ in range(count)]
    found = calibrate(bank, [one.sheet for one in people])
    sums.classes += 1
    before, after = _errors(of, found, rated)
    sums.d_before, sums.d_after = sums.d_before + before, sums.d_after + after
    banks = [bank, _with(bank, found, None)]
    passed = [sum(one.margin.values()) / len(one.margin) + random.gauss(0, OUTCOME_SD) > 0 for one in people]
    if count >= 100 and min(sum(passed), count - sum(passed)) >= 20:
        banks.append(_with(bank, found, passed))
        assert banks[2].calibration is not None
        assert banks[2].calibration.line is not None
        # A bias b makes people seem b / slope more able than they are, so that is where the true line then seems to be.
        seems = sum(of.moved[id] for id in found.items) / len(found.items) / slope
        sums.line += (banks[2].calibration.line.delta - seems) ** 2
        sums.lines += 1
    _judge(banks, of, rated, random, sums)


def _errors(of: World, found: Calibrated, rated: Scale) -> tuple[float, float]:
    """Mean square error of the difficulties within a skill, before and after."""
    before = after = 0.0
    skills: dict[str, list[str]] = {}
    for id in found.items:
        skills.setdefault(of.bank.items[id].skill, []).append(id)
    for ids in skills.values():
        mean = sum(of.moved[id] for id in ids) / len(ids)
        for id in ids:
            own = of.moved[id] - mean
            before += own**2
            after += (found.items[id].d - rated.intercept(of.bank.items[id]) - own) ** 2
    return before / len(found.items), after / len(found.items)


def _with(bank: ItemBank, found: Calibrated, passed: Sequence[bool] | None) -> ItemBank:
    line = None if passed is None else line_from(found.margins, passed)
    return replace(bank, calibration=Calibration(found.items, found.sheets, "2026-01-01", "simulated", line))


def _judge(banks: Sequence[ItemBank], of: World, rated: Scale, random: Random, sums: Sums) -> None:
    scales = [Scale(bank) for bank in banks]
    scores = [0.0, 0.0, 0.0]
    for _ in range(FRESH):
        one = person(of, rated, random)
        ready = {skill: margin > random.gauss(0, LINE_SD) for skill, margin in one.margin.items()}
        for place, on in enumerate(scales):
            posterior = Posterior(on)
            for answer in one.sheet:
                item = of.bank.items[answer.item]
                posterior.add(item.skill, on.curve(item), answer.credit)
            for skill, truth in ready.items():
                odds = posterior.odds(skill)
                scores[place] += (odds - truth) ** 2 / (FRESH * len(ready))
                if place == 2 and (odds >= READY or odds <= NOT_YET):
                    sums.called += 1
                    sums.true += truth == (odds >= READY)
    if len(scales) == 3 or sums.lines == 0:
        old = sums.brier
        sums.brier = (old[0] + scores[0], old[1] + scores[1], old[2] + scores[2])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--classes", type=int, default=10, help="simulated classes a row")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    bank = load_bank()
    print(f"{'sheets':>7} {'slope':>6} {'error of d':>16} {'line':>6}   Brier: rated, measured, with the line   called true")
    for slope in (SLOPE, 0.7, 1.4):
        for count in SHEETS:
            sums = Sums()
            for number in range(given.classes):
                one_class(bank, count, 1000 * given.seed + number, sums, slope)
            d = [math.sqrt(total / sums.classes) for total in (sums.d_before, sums.d_after)]
            line = f"{math.sqrt(sums.line / sums.lines):6.2f}" if sums.lines else "      "
            scores = [total / (sums.lines or sums.classes) for total in sums.brier]
            briers = "  ".join(f"{score:.3f}" for score in scores if score)
            called = f"{100 * sums.true / sums.called:.0f} %" if sums.called else ""
            print(f"{count:>7} {slope:>6} {d[0]:7.2f} -> {d[1]:5.2f} {line}   {briers:36}   {called}", flush=True)


if __name__ == "__main__":
    main()
