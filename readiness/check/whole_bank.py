"""What ``check`` says about a bank as a whole: cues that only show over many items, doubles, leaks, the blueprint, people.

Each check tells the figure it found. What it cannot decide, for want of items or of a plan, it says as not checked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from statistics import median, quantiles

from readiness.check.findings import LEAST, Finding, Severity, problems, top
from readiness.check.guessing import guessing, marked_places
from readiness.check.likeness import alike, leaks
from readiness.check.people import people, roles
from readiness.check.readability import grade, words
from readiness.check.stem_rules import wording
from readiness.ground.english import counted
from readiness.ground.errors import Problem
from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank


def bank_problems(bank: ItemBank, *, strict: bool = False) -> list[Problem]:
    """What is wrong with a checked bank as a whole, sorted by place. ``strict`` makes errors of the house rules."""
    return problems(bank_findings(bank), strict=strict)


def bank_findings(bank: ItemBank) -> Iterator[Finding]:
    """Everything found in a checked bank as a whole."""
    for check in CHECKS:
        yield from check(bank)


# Likeness -----------------------------------------------------------------------------------------------------------

ALIKE, SAME = (0.60, 0.50), (0.80, 0.70)
"""Cosine of the words, and share of equal runs of five words, from which two items are read again, and are doubles."""


def doubles(bank: ItemBank) -> Iterator[Finding]:
    """Items of one template, and enemies, may be alike."""
    for pair in alike(list(bank.items.values()), *ALIKE):
        severity: Severity = "error" if pair.cosine >= SAME[0] or pair.runs >= SAME[1] else "warning"
        figures = f"words {pair.cosine:.2f}, runs of words {pair.runs:.2f}"
        message = f"{pair.second.id}: its stem and key are much like those of {pair.first.id} ({figures})"
        yield Finding("B12", severity, pair.second.place, f"{message}; change one, or make them enemies")


def answers_told(bank: ItemBank) -> Iterator[Finding]:
    for item, other, sentence in leaks(list(bank.items.values())):
        shown = sentence if len(sentence) <= 60 else f"{sentence[:57]}..."
        message = f"{item.id}: {other.id} may tell its answer ('{shown}'); make them enemies"
        yield Finding("B14", "warning", item.place, message)


def outdated_calibration(bank: ItemBank) -> Iterator[Finding]:
    """What was measured on an older text counts no more, and should be measured again."""
    known = bank.calibration
    if known is None:
        return
    for id in known.items:
        if id not in bank.items:
            message = f"{id}: was measured on {known.day}, and there is no such question any more"
            yield Finding("H05", "warning", known.place, message)
        elif bank.measured(bank.items[id]) is None:
            message = f"{id}: its text has changed since it was measured on {known.day}, so it counts as rated"
            yield Finding("H05", "warning", known.place, f"{message}; calibrate again")


MOST_ENEMIES, MOST_ENEMY_SHARE = 2, 0.15


def enemy_share(bank: ItemBank) -> Iterator[Finding]:
    """Two enemies are always fine: a note with three questions needs them."""
    cells: dict[str, list[Item]] = defaultdict(list)
    for item in bank.items.values():
        cells[item.competency].append(item)
    for item in bank.items.values():
        cell = cells[item.competency]
        enemies = sum(item.id in other.enemies or other.id in item.enemies for other in cell)
        if enemies > max(MOST_ENEMIES, MOST_ENEMY_SHARE * len(cell)):
            message = f"{item.id}: {enemies} of the {len(cell)} questions of {item.competency} are its enemies"
            yield Finding("B13", "warning", item.place, f"{message}; at most {MOST_ENEMY_SHARE:.0%} should be")


# The plan -----------------------------------------------------------------------------------------------------------

LEAST_ITEMS = 4


def coverage(bank: ItemBank) -> Iterator[Finding]:
    """Too few questions in a competency say nothing about it."""
    counts = Counter(item.competency for item in bank.items.values())
    for id, competency in bank.competencies.items():
        if counts[id] < LEAST_ITEMS:
            message = f"{id}: it has {counted(counts[id], 'question')}, at least {LEAST_ITEMS} are wanted"
            yield Finding("B15", "house", competency.place, message)


# Sources and words --------------------------------------------------------------------------------------------------

MOST_SOURCE_SHARE, MOST_ON_ONE_FACT = 0.25, 3


def sources(bank: ItemBank) -> Iterator[Finding]:
    """No source carries too much of the bank, no place of one too many written items."""
    citing = Counter(id for item in bank.items.values() for id in {citation.source for citation in item.sources})
    facts = Counter(citation for item in bank.items.values() if item.generate is None for citation in set(item.sources))
    if len(bank.items) >= LEAST:
        for id, count in citing.items():
            if count > MOST_SOURCE_SHARE * len(bank.items):
                share = f"{count} of {len(bank.items)} questions cite it ({count / len(bank.items):.0%})"
                message = f"{id}: {share}; at most {MOST_SOURCE_SHARE:.0%} should"
                yield Finding("B18", "warning", bank.sources[id].place, message)
    for citation, count in facts.items():
        if count > MOST_ON_ONE_FACT:
            message = f"{citation.source}: {count} written questions rest on one place in it ({citation.at})"
            message += f"; at most {MOST_ON_ONE_FACT} should"
            yield Finding("B18", "warning", bank.sources[citation.source].place, message)
    yield Finding("B18", "not checked", top(bank), "whether the sources can still be reached at their addresses")


MOST_MEDIAN_GRADE, MOST_HIGH_GRADE = 8.0, 10.0
LEAST_WORDS = 40
"""Words below which a reading grade is not stable."""


def reading(bank: ItemBank) -> Iterator[Finding]:
    """School grades over all stems and options that are long enough."""
    parts = [[item.stem, *wording(item).options] for item in bank.items.values()]
    grades = [grade(some) for some in parts if sum(len(words(part)) for part in some) >= LEAST_WORDS]
    place = top(bank)
    if len(grades) < LEAST:
        message = f"the reading level over all: only {len(grades)} with {LEAST_WORDS} words or more"
        yield Finding("B19", "not checked", place, message)
        return
    middle, high = median(grades), quantiles(grades, n=10)[-1]
    if middle > MOST_MEDIAN_GRADE or high > MOST_HIGH_GRADE:
        wanted = f"at most {MOST_MEDIAN_GRADE:.0f} and {MOST_HIGH_GRADE:.0f} are wanted"
        message = f"half read above school grade {middle:.1f} and a tenth above {high:.1f}; {wanted}"
        yield Finding("B19", "house", place, message)


CHECKS: tuple[Callable[[ItemBank], Iterator[Finding]], ...] = (
    outdated_calibration,
    guessing,
    marked_places,
    doubles,
    answers_told,
    enemy_share,
    coverage,
    sources,
    reading,
    people,
    roles,
)
