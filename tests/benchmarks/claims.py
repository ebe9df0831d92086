"""Claims and how often they were true: counted, held to their word, and told as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

LEVELS = ("not-yet", "probably-not-yet", "probably-ready", "ready")
TOLERANCE = 0.02
"""A group of claims fails when it is true less often than it says, on average, by more than this."""


@dataclass(slots=True)
class Claims:
    """A group of claims: how many, the sum of what they claimed (probabilities), and how many were true."""

    count: int = 0
    claimed: float = 0.0
    true: int = 0

    def note(self, claimed: float, true: bool) -> None:
        self.count += 1
        self.claimed += claimed
        self.true += true

    def __add__(self, other: Claims) -> Claims:
        return Claims(self.count + other.count, self.claimed + other.claimed, self.true + other.true)

    @property
    def shortfall(self) -> float:
        """Mean claim minus the share that was true; above zero it overclaims. 0 without claims."""
        return (self.claimed - self.true) / self.count if self.count else 0.0

    @property
    def error(self) -> float:
        """The standard error of the share that was true, were all claims independent. 0 without claims."""
        share = self.true / self.count if self.count else 0.0
        return sqrt(share * (1 - share) / self.count) if self.count else 0.0

    @property
    def fails(self) -> bool:
        return self.shortfall > TOLERANCE


@dataclass(slots=True)
class Tally:
    """What came of some sittings. ``skills`` counts results, one for each person and skill."""

    people: int = 0
    skills: int = 0
    items: int = 0
    seconds: float = 0.0
    levels: dict[str, Claims] = field(default_factory=lambda: {level: Claims() for level in LEVELS})
    intervals: Claims = field(default_factory=Claims)
    percent_correct: Claims = field(default_factory=Claims)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.people + other.people,
            self.skills + other.skills,
            self.items + other.items,
            self.seconds + other.seconds,
            {level: self.levels[level] + other.levels[level] for level in LEVELS},
            self.intervals + other.intervals,
            self.percent_correct + other.percent_correct,
        )

    @property
    def settled(self) -> Claims:
        """The claims that settle a skill: ready and not yet."""
        return self.levels["ready"] + self.levels["not-yet"]

    @property
    def probable(self) -> Claims:
        """The claims that leave it probable: probably ready and probably not yet."""
        return self.levels["probably-ready"] + self.levels["probably-not-yet"]

    def groups(self) -> Iterator[tuple[str, Claims]]:
        """Every group of the scorer's claims that is held to its word, with its name."""
        yield from self.levels.items()
        yield "settled", self.settled
        yield "probably", self.probable
        yield "90 % interval", self.intervals


# Telling ------------------------------------------------------------------------------------------------------------

Found = dict[tuple[str, str], Tally]
"""A tally for each form and scenario name."""

HEADS = (
    "the truth",
    "settled: claimed, true",
    "probably: claimed, true",
    "90 % interval: true",
    "questions a settled skill",
    "minutes",
    "percent correct: claimed, true",
)


READER_HEADS = (
    "the truth",
    "quick: settled",
    "quick: probably",
    "quick: interval",
    "full: settled",
    "full: probably",
    "full: interval",
)


def reader_table(found: Found) -> list[str]:
    """Both forms in one short table, in whole percents: of how many skills, what was claimed, what was true."""
    names = dict.fromkeys(name for _, name in found)
    rows = []
    for name in names:
        cells = [name]
        for tally in (found["quick", name], found["full", name]):
            for group in (tally.settled, tally.probable):
                told = f": {100 * group.claimed / group.count:.0f}/{_true(group, 0)}" if group.count else ""
                cells.append(percent(group, tally.skills) + told)
            cells.append(_true(tally.intervals, 0))
        rows.append(cells)
    return _markdown(READER_HEADS, rows)


def main_table(found: Found, form: str) -> list[str]:
    """The results with one form, a Markdown table with a row a scenario."""
    rows = []
    for name, tally in _with_form(found, form):
        each = f"{tally.items / tally.settled.count:.0f}" if tally.settled.count else "-"
        rows.append(
            [
                name,
                *(f"{percent(group, tally.skills)}: {said(group)}" for group in (tally.settled, tally.probable)),
                _true(tally.intervals),
                each,
                f"{tally.seconds / 60 / tally.people:.0f}",
                f"{percent(tally.percent_correct, tally.skills)}: {said(tally.percent_correct)}",
            ]
        )
    return _markdown(HEADS, rows)


def level_table(found: Found, form: str) -> list[str]:
    """The same by level: of how many claims, what was claimed, what was true."""
    rows = [
        [name, *(f"{group.count}: {said(group)}" for group in tally.levels.values())]
        for name, tally in _with_form(found, form)
    ]
    return _markdown(["the truth", *LEVELS], rows)


def _with_form(found: Found, form: str) -> list[tuple[str, Tally]]:
    return [(name, tally) for (own, name), tally in found.items() if own == form]


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = (" | ".join(cells) for cells in (heads, ["---"] * len(heads), *rows))
    return [f"| {line} |" for line in lines]


def percent(group: Claims, skills: int) -> str:
    """The share of all results about which the claims were made."""
    return f"{100 * group.count / skills:.0f} %"


def said(group: Claims) -> str:
    """What a group claimed and how much of it was true, in percent, a failure in bold."""
    return f"{100 * group.claimed / group.count:.1f}, {_true(group)}" if group.count else "-"


def _true(group: Claims, digits: int = 1) -> str:
    share = f"{100 * group.true / group.count:.{digits}f}" if group.count else "-"
    return f"**{share}**" if group.fails else share


def failures(found: Found) -> list[str]:
    """A line for every group of claims that was true less often than it said by more than the tolerance."""
    return [
        f"{form}, {name}, {label}: claimed {100 * group.claimed / group.count:.1f} %, "
        f"true {100 * group.true / group.count:.1f} % of {group.count}"
        + ("" if group.shortfall > 2 * group.error else " (may be chance)")
        for (form, name), tally in found.items()
        for label, group in tally.groups()
        if group.fails
    ]
