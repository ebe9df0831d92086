"""From the responses of a sitting to its report: levels, verdict, what would change them, blind spots, effort. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from operator import mul
from weakref import WeakKeyDictionary

from readiness.ground.responses import CONFIDENCES
from readiness.kinds.answers import key_answer, wording
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.report.study import study_plan
from readiness.report.value import (
    BankStamp,
    Brief,
    BriefSkill,
    Change,
    Confidence,
    Effort,
    Expected,
    Level,
    Reading,
    Report,
    Row,
    SkillReadings,
    SkillReport,
    Verdict,
)
from readiness.scoring.grid import dot
from readiness.scoring.marking import Scored, Sitting, mark_responses, readings_of
from readiness.scoring.method import LEAST_IN_ALL, LEAST_IN_SKILL, LEVEL_LIMITS, NO_RESULT, WITHHELD_SHARE, method_note
from readiness.scoring.posterior import Estimate
from readiness.scoring.readings import Readings, cautious
from readiness.scoring.scale import Scale, scale

PACE_LIMITS = (0.05, 5.0)
WRONG_BELOW = 0.5
"""An answer of which the person was sure counts as wrong when it earns less than this."""


def score(bank: ItemBank, responses: Sitting, *, practiced: Collection[str] = ()) -> Report:
    """The report on a sitting: its responses, or a sheet; each may be a dict of its JSON form. Deterministic; the order of
    the responses does not change any figure, nor does ``practiced``: ids of items, without the seeds of instances, that the
    person had practiced before, which the report only tells.

    Raises ResponseError when a response does not fit the bank or an item is answered twice.
    """
    scored = mark_responses(bank, responses)
    readings = readings_of(bank, scored)
    estimates = {skill: readings.estimate(skill) for skill in bank.skills}
    counted = Counter(one.item.skill for one in scored if not one.flagged)
    rapid = [one.item.skill for one in scored if one.flagged]
    figures = brief({skill: found.figures() for skill, found in estimates.items()}, counted, rapid)
    asked = {one.item.family for one in scored}
    return Report(
        bank=_stamp(bank),
        method={**method_note(), "tau": scale(bank).tau, "delta": scale(bank).delta},
        verdict=figures.verdict,
        skills={
            skill: _skill_report(bank, readings, skill, scored, asked, found, figures.skills[skill])
            for skill, found in estimates.items()
        },
        study=()
        if figures.verdict == "withheld"
        else study_plan(bank, scored, {skill: found.odds for skill, found in estimates.items()}),
        fix_first=tuple(one.item.id for one in scored if _did_the_worst(one)),
        sure_and_wrong=tuple(
            one.item.id
            for one in scored
            if one.response.confidence == "sure" and one.response.answer is not None and one.credit < WRONG_BELOW
        ),
        confidence=_confidence_table(scored),
        effort=figures.effort,
        pace=_pace(scored),
        responses=tuple(_row(bank, one) for one in scored),
        practiced=tuple(one.item.id for one in scored if one.item.family in practiced),
    )


def level_of(odds: float) -> Level:
    """The level that belongs to the odds (0..1) of being ready."""
    return level_within(odds, LEVEL_LIMITS)


def _stamp(bank: ItemBank) -> BankStamp:
    stamp = BankStamp(bank.id, bank.version, bank.fingerprint, bank.review, **bank.words._asdict())
    known = bank.calibration
    if known is None:
        return stamp
    return replace(stamp, people=known.sheets, covered=known.who, outcomes=0 if known.line is None else known.line.people)


def level_within(odds: float, limits: Mapping[str, float]) -> Level:
    """The level that belongs to the odds (0..1), where levels begin at those limits, as in a report's method note."""
    if odds >= limits["ready"]:
        return "ready"
    if odds >= limits["probably-ready"]:
        return "probably-ready"
    if odds <= limits["not-yet"]:
        return "not-yet"
    if odds <= limits["probably-not-yet"]:
        return "probably-not-yet"
    return "too-close"


def brief(figures: Mapping[str, Sequence[float]], counted: Mapping[str, int], rapid: Sequence[str]) -> Brief:
    """The figures of a sitting from those of each skill: odds, margin, sd, percent, low and high as in Estimate.

    ``counted``: how many answers count in each skill; ``rapid``: the skill of each that came too fast to count.
    """
    in_all = sum(counted.values())
    answers = in_all + len(rapid)
    effort = Effort(len(rapid), len(rapid) / answers if answers else 0.0)
    withheld = effort.share > WITHHELD_SHARE
    skills, levels = {}, []
    for skill, (odds, margin, sd, percent, low, high) in figures.items():
        items = counted[skill]
        level = _level(odds, items, in_all, withheld)
        skills[skill] = (
            BriefSkill(level, None, None, None, items, None)
            if withheld
            else BriefSkill(level, odds, margin, sd, items, Expected(percent, low, high))
        )
        if items or skill in rapid:
            levels.append(level)
    return Brief(verdict_of(levels), skills, effort)


def _level(odds: float, counted: int, in_all: int, withheld: bool) -> Level:
    if withheld:
        return "withheld"
    if counted < LEAST_IN_SKILL or in_all < LEAST_IN_ALL:
        return "too-few"
    return level_of(odds)


def _skill_report(
    bank: ItemBank,
    readings: Readings,
    skill: str,
    scored: Sequence[Scored],
    asked: set[str],
    found: Estimate,
    figures: BriefSkill,
) -> SkillReport:
    own = [one for one in scored if one.item.skill == skill and not one.flagged]
    credit = math.fsum(one.credit for one in own) / len(own) if own else None
    skipped = sum(one.earned is None for one in own)
    without_level = figures.level in NO_RESULT
    return SkillReport(
        bank.skills[skill].title,
        figures.level,
        figures.odds,
        figures.margin,
        figures.sd,
        figures.items,
        None if figures.level == "withheld" else credit,
        figures.expected,
        found.line,
        None if without_level else _would_change(bank, readings, skill, figures.level, asked),
        skipped,
        None if without_level else _both_readings(readings, skill),
    )


def _both_readings(readings: Readings, skill: str) -> SkillReadings | None:
    """What each reading says. Skips count as answers in both, as they do for the level that is shown."""
    if readings.left_out is None:
        return None
    not_known, left_out = readings.not_known.odds(skill), readings.left_out.odds(skill)
    return SkillReadings(Reading(level_of(not_known), not_known), Reading(level_of(left_out), left_out))


def _would_change(bank: ItemBank, readings: Readings, skill: str, level: Level, asked: set[str]) -> Change | None:
    """Right answers in a row, to the most telling questions not yet asked, that reach the next level up; None at the top
    or when the questions left do not get there.

    An answer in a skill multiplies the posterior of that skill's margin, in each reading, by its likelihood and leaves the
    rest alone.
    """
    if level == "ready":
        return None
    on = scale(bank)
    posteriors = [reading.weights(skill) for reading in readings.each()]
    left = [right for id, right in _right_likelihoods(on, skill) if id not in asked]
    for count, right in enumerate(left, start=1):
        posteriors = [list(map(mul, weights, right)) for weights in posteriors]
        odds = [dot(weights, on.ready) / sum(weights) for weights in posteriors]
        reached = level_of(cautious(odds[0], odds[-1]) if len(odds) > 1 else odds[0])
        if reached != level:
            return Change(reached, count)
    return None


_likelihoods: WeakKeyDictionary[Scale, dict[str, list[tuple[str, list[float]]]]] = WeakKeyDictionary()


def _right_likelihoods(on: Scale, skill: str) -> list[tuple[str, list[float]]]:
    """For each item of a skill, the most telling at the line first: its id and the likelihood of a right answer."""
    kept = _likelihoods.setdefault(on, {})
    if skill not in kept:
        curves = [(item.id, on.curve(item)) for item in on.items.values() if item.skill == skill]
        curves.sort(key=lambda pair: (-round(pair[1].information(on.delta), 9), pair[0]))
        kept[skill] = [(id, [math.exp(value) for value in curve.log_right]) for id, curve in curves]
    return kept[skill]


def verdict_of(levels: Sequence[Level]) -> Verdict:
    """The verdict on the skills taken, from their levels: the first rule that holds."""
    if "withheld" in levels:
        return "withheld"
    if all(level == "too-few" for level in levels):
        return "too-few"
    if "not-yet" in levels or "probably-not-yet" in levels:
        return "build-first"
    if all(level in ("ready", "probably-ready") for level in levels):
        return "ready"
    return "close"


def _did_the_worst(one: Scored) -> bool:
    """Whether the answer to a critical item picks as best what is worst."""
    if not one.item.critical or one.response.answer is None:
        return False
    shown = kind(one.item.task)
    best = shown.picks(one.response.answer).get("best")
    return best is not None and best == shown.picks(shown.key)["worst"]


def _confidence_table(scored: Sequence[Scored]) -> dict[str, Confidence]:
    table: dict[str, Confidence] = {}
    for name in CONFIDENCES:
        own = [one for one in scored if one.response.confidence == name and one.response.answer is not None]
        table[name] = Confidence(len(own), sum(one.credit == 1 for one in own))
    return table


def _pace(scored: Sequence[Scored]) -> float | None:
    """exp(mean ln(seconds / expected)) over answers that are neither "don't know" nor flagged, each ratio capped."""
    low, high = PACE_LIMITS
    logs = [
        math.log(min(high, max(low, one.response.seconds / one.item.seconds)))
        for one in scored
        if one.response.answer is not None and one.response.seconds is not None and not one.flagged
    ]
    return math.exp(math.fsum(logs) / len(logs)) if logs else None


def _row(bank: ItemBank, one: Scored) -> Row:
    item, answer = one.item, one.response.answer
    key = key_answer(item.task)
    return Row(
        item.id,
        item.skill,
        item.competency,
        answer,
        key,
        one.credit,
        item.chance,
        one.response.seconds,
        one.response.confidence,
        one.flagged,
        item.stem,
        wording(item.task, answer),
        wording(item.task, key),
        item.why,
        item.seconds,
        None if (measured := bank.measured(item)) is None else measured.n,
    )
