"""What checks yield: findings, which become problems, and figures, which are printed as they are. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from readiness.ground.errors import Place, Problem
from readiness.kinds.item_bank import ItemBank

Severity: TypeAlias = Literal["error", "warning", "house", "not checked"]
"""An "error" gives an answer away or makes a question unfair, a "warning" may; "house" breaks a rule of this house."""

LEAST = 20
"""Items, or picks among options, below which a share or a mean over them says too little, to us and to a guesser."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw: the id of its rule, how grave, where, and in words. ``item``: the id of the one item it is about, or ""."""

    rule: str
    severity: Severity
    place: Place
    message: str
    item: str = ""

    @property
    def problem(self) -> Problem:
        """As it is told where nothing is strict."""
        return self._told("warning" if self.severity == "house" else self.severity)

    @property
    def grave(self) -> Problem:
        """As an error."""
        return self._told("error")

    def _told(self, severity: Literal["error", "warning", "not checked"]) -> Problem:
        return Problem(self.place, self.message, severity, self.rule)


def problems(findings: Iterable[Finding], *, strict: bool) -> list[Problem]:
    """The findings as problems, sorted by place. ``strict`` makes errors of the house rules, and of the warnings of any
    item that has two or more."""
    found = list(findings)
    many = _with_many_warnings(found) if strict else ()
    return sorted(one.grave if strict and _is_grave(one, many) else one.problem for one in found)


def _is_grave(one: Finding, many: Collection[str]) -> bool:
    return one.severity == "house" or (one.severity == "warning" and one.item in many)


def _with_many_warnings(found: Iterable[Finding]) -> set[str]:
    once: set[str] = set()
    twice: set[str] = set()
    for one in found:
        if one.severity == "warning" and one.item:
            (twice if one.item in once else once).add(one.item)
    return twice


@dataclass(frozen=True, slots=True)
class Figure:
    """One result: what was measured, the figure, its limit, and the id of the rule. ``passed`` is None when it could not be
    checked; one that is ``reported`` has no limit, and cannot fail."""

    name: str
    figure: str
    limit: str = ""
    passed: bool | None = None
    rule: str = ""
    reported: bool = False

    @property
    def verdict(self) -> str:
        return "reported" if self.reported else {True: "pass", False: "FAIL", None: "not checked"}[self.passed]

    def __str__(self) -> str:
        limit = f" (limit: {self.limit})" if self.limit else ""
        return f"{self.name}: {self.figure}{limit}: {self.verdict}{self.rule and f' [{self.rule}]'}"


def top(bank: ItemBank) -> Place:
    """Where findings about all of the bank are placed: the top of the blueprint."""
    return Place(next(iter(bank.skills.values())).place.file or ".", 1, 1)
