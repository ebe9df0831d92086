"""Figures of a bank that cost nothing, length, plan and ratings, beside what was aimed at; none of them can fail. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import correlation, fmean, median, pstdev

from readiness.check.findings import Figure
from readiness.check.pace import MOST_WORDS, USUAL_WORDS, words_on_screen
from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank

SHORT = 40
"""Seconds up to which a question counts as a short one."""


def bank_figures(bank: ItemBank) -> Iterator[Figure]:
    """All of them, in the order of the rules."""
    yield from lengths(bank)
    yield from counts(bank)
    yield from mixes(bank)
    yield from ratings(bank)


def lengths(bank: ItemBank) -> Iterator[Figure]:
    """Words on screen by type, and the share of short questions by skill."""
    for type, usual in USUAL_WORDS.items():
        if found := [words_on_screen(item) for item in bank.items.values() if item.type == type]:
            figure = (
                f"half have {median(found):g} or fewer (aim {usual}), the longest {max(found)} (limit {MOST_WORDS[type]})"
            )
            yield Figure(f"words on screen, {type}", figure, rule="I26", reported=True)
    for skill, items in _by_skill(bank):
        short = sum(item.seconds <= SHORT for item in items)
        figure = f"{100 * short / len(items):.0f} % of {len(items)} questions (aim 25 %)"
        yield Figure(f"at most {SHORT} seconds, {skill}", figure, rule="I26", reported=True)


def counts(bank: ItemBank) -> Iterator[Figure]:
    """Where the number of questions is another than planned."""
    there = Counter(item.competency for item in bank.items.values())
    off = [f"{id} {there[id]} of {one.items}" for id, one in bank.competencies.items() if one.items not in (None, there[id])]
    yield Figure("questions beside the plan", ", ".join(off) or "as planned", rule="B15", reported=True)


def mixes(bank: ItemBank) -> Iterator[Figure]:
    for skill, items in _by_skill(bank):
        levels, plan = Counter(item.cognition for item in items), bank.skills[skill].cognition
        shares = [
            f"{level} {100 * levels[level] / len(items):.0f} %"
            + (f" (plan {100 * plan[level] / (sum(plan.values()) or 1):.0f} %)" if plan else "")
            for level in ("recall", "application", "analysis")
        ]
        yield Figure(f"cognition, {skill}", ", ".join(shares), rule="B16", reported=True)


def ratings(bank: ItemBank) -> Iterator[Figure]:
    for skill, items in _by_skill(bank):
        yield Figure(f"ratings, {skill}", _spread(items), rule="B17", reported=True)
    for type in USUAL_WORDS:
        if items := [item for item in bank.items.values() if item.type == type]:
            times, rated = [item.seconds for item in items], [item.rating for item in items]
            both_vary = len(set(times)) > 1 and len(set(rated)) > 1
            with_time = f", correlation with seconds {correlation(times, rated):+.2f}" if both_vary else ""
            yield Figure(f"ratings, {type}", f"{_spread(items)}{with_time}", rule="B17", reported=True)


def _spread(items: Sequence[Item]) -> str:
    rated = [item.rating for item in items]
    return f"mean {fmean(rated):.2f}, standard deviation {pstdev(rated):.2f} of {len(items)}"


def _by_skill(bank: ItemBank) -> Iterator[tuple[str, list[Item]]]:
    for skill in bank.skills:
        if items := [item for item in bank.items.values() if item.skill == skill]:
            yield skill, items
