"""What ``check`` says about a bank beyond its format: the rules of item writing that a program can decide.

Rules that need judgement (is the key right, are the distractors plausible, is it fair) are for readers: as long as no
practicing coder or educator has reviewed the bank, that is said once, as not checked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from readiness.check import house_rules as house
from readiness.check import option_rules as options
from readiness.check import stem_rules as rules
from readiness.check.findings import Finding, Severity, problems
from readiness.check.stem_rules import Flaw, Wording, wording
from readiness.ground.errors import Place, Problem
from readiness.ground.items import Item, Source
from readiness.kinds.dispatch import KINDS
from readiness.kinds.item_bank import ItemBank

Rule = Callable[[Wording], Iterator[Flaw]]

AHEAD = timedelta(days=549)
"""18 months: how long a reading of a source, or an item, is trusted."""

EVERY = frozenset(KINDS)
OPTIONS = frozenset(("choice", "judgement"))

RULES: tuple[tuple[Rule, Collection[str]], ...] = (
    (rules.full_question, EVERY),
    (rules.focused, EVERY),
    (rules.positive, EVERY),
    (rules.no_blanks, EVERY),
    (rules.stands_alone, EVERY),
    (rules.no_self_report, EVERY),
    (rules.judgement_scene, ("judgement",)),
    (options.one_action, ("judgement",)),
    (options.option_count, ("choice",)),
    (options.no_combinations, OPTIONS),
    (options.no_all_of_these, OPTIONS),
    (options.options_distinct, OPTIONS),
    (options.similar_length, OPTIONS),
    (options.no_clang, OPTIONS),
    (options.no_convergence, OPTIONS),
    (options.parallel, OPTIONS),
    (options.no_absolutes, OPTIONS),
    (options.no_hedges, OPTIONS),
    (options.numbers_ascend, OPTIONS),
    (options.names_no_option, OPTIONS),
    (house.short, EVERY),
    (house.narrow, EVERY),
    (house.timed, EVERY),
    (house.plain, EVERY),
    (house.expanded, EVERY),
    (house.made_up_people, EVERY),
    (house.kind_words, EVERY),
    (house.licensed_codes, EVERY),
    (house.chance_low, EVERY),
    (house.rating_above_chance, EVERY),
    (house.explained, EVERY),
    (house.dated, EVERY),
)


def lint(bank: ItemBank, *, today: date, strict: bool = False) -> list[Problem]:
    """What is wrong with the items and sources of a checked bank, sorted by place, nothing of it waived."""
    return problems(findings(bank, today), strict=strict)


def findings(bank: ItemBank, today: date, facts_cite: Collection[str] = ()) -> Iterator[Finding]:
    """Everything found in the items and sources of a checked bank; ``facts_cite``: the sources of its dated facts."""
    yield from _readers(bank)
    yield from _sources(bank, today, facts_cite)
    for item in bank.items.values():
        for rule, severity, message in flaws(item):
            yield Finding(rule, severity, item.place, f"{item.id}: {message}", item.id)
        yield from _review_by(item, today)


def flaws(item: Item) -> list[Flaw]:
    """The flaws of one item (of seed 0, or of the instance it is), whatever the day."""
    seen = wording(item)
    return [flaw for rule, types in RULES if item.type in types for flaw in rule(seen)]


def _review_by(item: Item, today: date) -> Iterator[Finding]:
    """No item breaks because a day has passed, so this does not count among its warnings."""
    if item.review_by is None:
        return
    day = date.fromisoformat(item.review_by)
    if day < today:
        yield Finding("I23", "warning", item.place, f"{item.id}: it was to be reviewed by {day}; read it again")
    elif day > today + AHEAD:
        yield Finding("I23", "warning", item.place, f"{item.id}: review_by {day} is more than 18 months ahead")


def _sources(bank: ItemBank, today: date, facts_cite: Collection[str]) -> Iterator[Finding]:
    cited = {citation.source for item in bank.items.values() for citation in item.sources}
    studied = {pointer.source for competency in bank.competencies.values() for pointer in competency.study}
    for source in bank.sources.values():
        used = source.id in cited or source.id in studied or source.id in facts_cite
        for severity, message in _source(source, source.id in cited, used, today):
            yield Finding("I22", severity, source.place, f"{source.id}: {message}")


def _source(source: Source, cited: bool, used: bool, today: date) -> Iterator[tuple[Severity, str]]:
    if not used:
        yield "warning", "no item and no dated fact cites it, and no study pointer names it"
    if source.accessed is None:
        if cited:
            yield "not checked", "nobody has compared its text (no 'accessed')"
        return
    day = date.fromisoformat(source.accessed)
    if day > today:
        yield "error", f"accessed {day} lies in the future"
    elif day < today - AHEAD:
        yield "warning", f"accessed {day}, more than 18 months ago; compare it again"


def _readers(bank: ItemBank) -> Iterator[Finding]:
    if bank.review == "provisional" and bank.items:
        file = next(iter(bank.items.values())).place.file
        place = Place("/".join(file.split("/")[:-2]) or ".", 1, 1)
        message = "what only a reader can judge: right keys, plausible distractors, relevance, fairness"
        yield Finding("R01", "not checked", place, message)
