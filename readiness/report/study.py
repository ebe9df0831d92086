"""What to study next, most useful first. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from readiness.kinds.item_bank import Competency, ItemBank
from readiness.report.value import Pointer, StudyStep
from readiness.scoring.marking import Scored
from readiness.scoring.scale import scale

STUDY_MOST = 5
STUDY_SHRINK = 2
"""Shortfalls count as if this many more questions of the competency had been answered just as expected."""
AGAIN_SOON, AGAIN_LATER = 7, 14
"""Days until quizzing again: soon where nothing was right, later otherwise (spaced practice, Dunlosky et al. 2013)."""


def study_plan(bank: ItemBank, scored: Sequence[Scored], odds: dict[str, float]) -> tuple[StudyStep, ...]:
    """What to study, most useful first, five competencies at most, prerequisites before what builds on them.

    Worth of a competency = (1 - odds of being ready in its skill) x max(0, sum of (P_i(0) - x_i)) / (n + 2) over its n
    answers that count: the chance that help is needed, times how far the answers fell short of a just-ready person's,
    shrunk because n is small.
    """
    on = scale(bank)
    answers: dict[str, list[Scored]] = {}
    for one in scored:
        if not one.flagged:
            answers.setdefault(one.item.competency, []).append(one)
    worth = {}
    for id, own in answers.items():
        short = math.fsum(on.curve(one.item).expected(on.delta) - one.credit for one in own)
        if short > 0:
            worth[id] = round((1 - odds[bank.competencies[id].skill]) * short / (len(own) + STUDY_SHRINK), 9)
    chosen = sorted(worth, key=lambda id: (-worth[id], id))[:STUDY_MOST]
    return tuple(_study_step(bank, bank.competencies[id], answers[id]) for id in needs_first(bank, chosen))


def needs_first(bank: ItemBank, chosen: Sequence[str]) -> list[str]:
    """The same competencies, each after those among them that it needs, directly or through others."""
    placed: list[str] = []
    for id in chosen:
        _place(bank, id, chosen, placed)
    return placed


def _place(bank: ItemBank, id: str, chosen: Sequence[str], placed: list[str]) -> None:
    for needed in sorted(_all_needs(bank, id) & set(chosen), key=list(chosen).index):
        if needed not in placed:
            _place(bank, needed, chosen, placed)
    if id not in placed:
        placed.append(id)


def _all_needs(bank: ItemBank, id: str) -> set[str]:
    found: set[str] = set()
    left = list(bank.competencies[id].needs)
    while left:
        needed = left.pop()
        if needed not in found:
            found.add(needed)
            left.extend(bank.competencies[needed].needs)
    return found


def _study_step(bank: ItemBank, competency: Competency, own: Sequence[Scored]) -> StudyStep:
    pointers = []
    for pointer in competency.study:
        source = bank.sources[pointer.source]
        pointers.append(
            Pointer(source.id, source.title, source.publisher, source.url, source.cost, pointer.part, pointer.minutes)
        )
    missed = sum(one.credit < 1 for one in own)
    return StudyStep(
        competency.id,
        competency.title,
        competency.skill,
        missed,
        len(own),
        tuple(pointers),
        AGAIN_SOON if missed == len(own) else AGAIN_LATER,
    )
