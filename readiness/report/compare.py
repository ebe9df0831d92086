"""Two reports of one person compared: what changed, and what did not really. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from readiness.report.value import Report

REAL_BEYOND = 1.64
"""A change counts as real beyond this many standard errors of the difference (19 in 20, one-sided)."""


@dataclass(frozen=True, slots=True)
class SkillChange:
    """The change of one skill: ``difference`` of the margins (logits, after minus before), and how large it has to be.

    ``real`` says whether it is larger than what two sittings of an unchanged person would show by chance.
    """

    title: str
    difference: float
    needed: float

    @property
    def real(self) -> bool:
        return abs(self.difference) > self.needed


@dataclass(frozen=True, slots=True)
class Comparison:
    """``skills``: those with a result in both reports. ``seen_again``: ids of items that were asked both times.

    ``same_bank`` is False when the two reports rest on different questions, ``same_method`` when two versions of the
    scoring made them: then nothing is compared.
    """

    same_bank: bool
    skills: dict[str, SkillChange]
    seen_again: tuple[str, ...]
    same_method: bool = True


def compare(before: Report, after: Report) -> Comparison:
    """What changed from one report to a later one: real only beyond 1.64 sqrt(sd1^2 + sd2^2) of the margins."""
    same_bank = before.bank.fingerprint == after.bank.fingerprint and before.bank.id == after.bank.id
    same_method = before.method_version == after.method_version
    if not (same_bank and same_method):
        return Comparison(same_bank, {}, (), same_method)
    changes = {}
    for skill, late in after.skills.items():
        early = before.skills.get(skill)
        if early is None or "too-few" in (early.level, late.level):
            continue
        if early.margin is None or late.margin is None or early.sd is None or late.sd is None:
            continue
        changes[skill] = SkillChange(late.title, late.margin - early.margin, REAL_BEYOND * math.hypot(early.sd, late.sd))
    earlier = {row.item for row in before.responses}
    return Comparison(True, changes, tuple(row.item for row in after.responses if row.item in earlier))
