"""What ``check`` says about a bank as a whole: cues that only show over many items, doubles, leaks, the blueprint, people.

Each check tells the figure it found. What it cannot decide, for want of items or of a plan, it says as not checked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from statistics import median, pstdev, quantiles

from readiness.check.exact import Guess, tally
from readiness.check.findings import LEAST, Finding, top
from readiness.check.guessing import WARNING_P, going_above, guessing, marked_places
from readiness.check.likeness import alike, leaks
from readiness.check.readability import grade, words
from readiness.check.stem_rules import Severity, wording
from readiness.ground.english import counted
from readiness.ground.errors import Problem
from readiness.ground.items import Item
from readiness.item_bank import ItemBank


def bank_problems(bank: ItemBank, *, strict: bool = False) -> list[Problem]:
    """What is wrong with a checked bank as a whole, sorted by place. ``strict`` makes errors of the house rules."""
    problems = []
    for check in CHECKS:
        for severity, place, message in check(bank):
            if severity == "house":
                severity = "error" if strict else "warning"
            problems.append(Problem(place, message, severity))
    return sorted(problems)


# Likeness -----------------------------------------------------------------------------------------------------------

ALIKE, SAME = (0.60, 0.50), (0.80, 0.70)
"""Cosine of the words, and share of equal runs of five words, from which two items are read again, and are doubles."""


def doubles(bank: ItemBank) -> Iterator[Finding]:
    """Scenes of one option family with different keys, instances of one template, and enemies may be alike."""
    for pair in alike(list(bank.items.values()), *ALIKE):
        severity: Severity = "error" if pair.cosine >= SAME[0] or pair.runs >= SAME[1] else "warning"
        figures = f"words {pair.cosine:.2f}, runs of words {pair.runs:.2f}"
        message = f"{pair.second.id}: its stem and key are much like those of {pair.first.id} ({figures})"
        yield severity, pair.second.place, f"{message}; change one, or make them enemies"


def answers_told(bank: ItemBank) -> Iterator[Finding]:
    for item, other, sentence in leaks(list(bank.items.values())):
        shown = sentence if len(sentence) <= 60 else f"{sentence[:57]}..."
        yield "warning", item.place, f"{item.id}: {other.id} may tell its answer ('{shown}'); make them enemies"


def outdated_calibration(bank: ItemBank) -> Iterator[Finding]:
    """What was measured on an older text counts no more, and should be measured again."""
    known = bank.calibration
    if known is None:
        return
    for id in known.items:
        if id not in bank.items:
            yield "warning", known.place, f"{id}: was measured on {known.day}, and there is no such question any more"
        elif bank.measured(bank.items[id]) is None:
            message = f"{id}: its text has changed since it was measured on {known.day}, so it counts as rated"
            yield "warning", known.place, f"{message}; calibrate again"


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
            yield "warning", item.place, f"{message}; at most {MOST_ENEMY_SHARE:.0%} should be"


# The plan -----------------------------------------------------------------------------------------------------------

LEAST_ITEMS = 4


def coverage(bank: ItemBank) -> Iterator[Finding]:
    """Items a competency, against the blueprint where it says how many."""
    counts = Counter(item.competency for item in bank.items.values())
    unplanned = [id for id, one in bank.competencies.items() if one.items is None]
    for id, competency in bank.competencies.items():
        wanted, there = competency.items, counts[id]
        if there < LEAST_ITEMS:
            message = f"{id}: it has {counted(there, 'question')}, at least {LEAST_ITEMS} are wanted"
            yield "house", competency.place, message
        if wanted is not None and abs(there - wanted) > max(1, 0.1 * wanted):
            yield "house", competency.place, f"{id}: it has {counted(there, 'question')}, planned are {wanted}"
    if unplanned:
        which = "" if len(unplanned) == len(bank.competencies) else f" in {', '.join(unplanned)}"
        yield "not checked", top(bank), f"whether there are enough questions{which}: the blueprint plans none ('items')"


MOST_COGNITION_POINTS = 5


def cognitive_mix(bank: ItemBank) -> Iterator[Finding]:
    """The shares of recall, application and analysis within five points of the blueprint, or within one item."""
    for skill in bank.skills.values():
        levels = Counter(item.cognition for item in bank.items.values() if item.skill == skill.id)
        total = levels.total()
        if skill.cognition is None or not total:
            continue
        plan = {level: share / (sum(skill.cognition.values()) or 1) for level, share in skill.cognition.items()}
        most = max(1, MOST_COGNITION_POINTS / 100 * total)
        if any(abs(levels[level] - share * total) > most for level, share in plan.items()):
            found = ", ".join(f"{level} {levels[level] / total:.0%} (planned {share:.0%})" for level, share in plan.items())
            yield "warning", skill.place, f"{skill.id}: {counted(total, 'question')}: {found}"
    unplanned = [id for id, skill in bank.skills.items() if skill.cognition is None]
    if unplanned:
        which = "" if len(unplanned) == len(bank.skills) else f" in {', '.join(unplanned)}"
        message = f"the mix of recall, application and analysis{which}: the blueprint plans none ('cognition')"
        yield "not checked", top(bank), message


EASY_FROM, MIDDLE_FROM = 0.80, 0.55
LEAST_SPREAD = 0.10
BANDS = {"easy": (20, 35), "middling": (40, 60), "hard": (10, 30)}
"""Percent of a skill's items: rated .80 and more, between, and under .55."""


def difficulty(bank: ItemBank) -> Iterator[Finding]:
    few = []
    for skill in bank.skills.values():
        ratings = [item.rating for item in bank.items.values() if item.skill == skill.id]
        if len(ratings) < LEAST:
            few.append(skill.id)
            continue
        bands = Counter("easy" if one >= EASY_FROM else "middling" if one >= MIDDLE_FROM else "hard" for one in ratings)
        spread = pstdev(ratings)
        flaws = [f"their spread is {spread:.3f}, at least {LEAST_SPREAD:.2f} is wanted"] if spread < LEAST_SPREAD else []
        for band, (low, high) in BANDS.items():
            percent = 100 * bands[band] / len(ratings)
            if not low <= percent <= high:
                flaws.append(f"{percent:.0f} % are {band}, {low} to {high} are wanted")
        if flaws:
            yield "warning", skill.place, f"{skill.id}: ratings of {len(ratings)} questions: {'; '.join(flaws)}"
    if few:
        yield "not checked", top(bank), f"the spread of ratings in {', '.join(few)}: fewer than {LEAST} questions"


# Sources, words, people ---------------------------------------------------------------------------------------------

MOST_SOURCE_SHARE, MOST_ON_ONE_FACT = 0.25, 3


def sources(bank: ItemBank) -> Iterator[Finding]:
    """No source carries too much of the bank, no place of one too many written items."""
    citing = Counter(id for item in bank.items.values() for id in {citation.source for citation in item.sources})
    facts = Counter(citation for item in bank.items.values() if item.generate is None for citation in set(item.sources))
    if len(bank.items) >= LEAST:
        for id, count in citing.items():
            if count > MOST_SOURCE_SHARE * len(bank.items):
                share = f"{count} of {len(bank.items)} questions cite it ({count / len(bank.items):.0%})"
                yield "warning", bank.sources[id].place, f"{id}: {share}; at most {MOST_SOURCE_SHARE:.0%} should"
    for citation, count in facts.items():
        if count > MOST_ON_ONE_FACT:
            message = f"{citation.source}: {count} written questions rest on one place in it ({citation.at})"
            yield "warning", bank.sources[citation.source].place, f"{message}; at most {MOST_ON_ONE_FACT} should"
    yield "not checked", top(bank), "whether the sources can still be reached at their addresses"


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
        yield "not checked", place, message
        return
    middle, high = median(grades), quantiles(grades, n=10)[-1]
    if middle > MOST_MEDIAN_GRADE or high > MOST_HIGH_GRADE:
        wanted = f"at most {MOST_MEDIAN_GRADE:.0f} and {MOST_HIGH_GRADE:.0f} are wanted"
        yield "house", place, f"half read above school grade {middle:.1f} and a tenth above {high:.1f}; {wanted}"


_SHE, _HE = (re.compile(rf"\b({forms})\b", re.I) for forms in ("she|her|hers|herself", "he|him|his|himself"))
BALANCE = 10
"""Points off half and half."""


def people(bank: ItemBank) -> Iterator[Finding]:
    """Women and men by pronoun, in items that have only one of the two."""
    texts = [f"{item.stem}\n{item.exhibit or ''}" for item in bank.items.values()]
    only = [bool(_SHE.search(text)) for text in texts if bool(_SHE.search(text)) != bool(_HE.search(text))]
    women, place = sum(only), top(bank)
    if len(only) >= LEAST and abs(100 * women / len(only) - 50) > BALANCE:
        p = tally([Guess(2, 1, one) for one in only]).p
        if p < WARNING_P:
            message = f"{women} questions say only 'she' and {len(only) - women} only 'he' (p = {p:.3f})"
            yield "warning", place, f"{message}; make it about half and half"
    yield "not checked", place, "who errs and who is right, by gender, role and origin of the names"


CHECKS: tuple[Callable[[ItemBank], Iterator[Finding]], ...] = (
    outdated_calibration,
    guessing,
    marked_places,
    going_above,
    doubles,
    answers_told,
    enemy_share,
    coverage,
    cognitive_mix,
    difficulty,
    sources,
    reading,
    people,
)
