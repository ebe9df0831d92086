"""What ``check`` says about a bank beyond its format: the rules of item writing that a program can decide.

Rules that need judgement (is the key right, are the distractors plausible, is it fair) are for readers: as long as no
practicing coder or educator has reviewed the bank, that is said once, as not checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from readiness.check import house_rules as house
from readiness.check import option_rules as options
from readiness.check import stem_rules as rules
from readiness.check.stem_rules import Flaw, Wording, wording
from readiness.ground.errors import Place, Problem
from readiness.ground.items import Item
from readiness.item_bank import ItemBank
from readiness.kinds.dispatch import KINDS

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
    """What is wrong with the items and sources of a checked bank, sorted by place.

    ``strict`` makes errors of the house rules, and of the warnings of any item that has two or more.
    """
    problems = [*_readers(bank), *_sources(bank, today)]
    for item in bank.items.values():
        problems += _item(item, strict)
        problems += _review_by(item, today)
    return sorted(problems)


def flaws(item: Item) -> list[Flaw]:
    """The flaws of one item (of seed 0, or of the instance it is), whatever the day."""
    seen = wording(item)
    return [flaw for rule, types in RULES if item.type in types for flaw in rule(seen)]


def _item(item: Item, strict: bool) -> Iterator[Problem]:
    found = flaws(item)
    many = Counter(severity for severity, _ in found)["warning"] > 1
    for severity, message in found:
        if severity == "house":
            severity = "error" if strict else "warning"
        elif severity == "warning" and strict and many:
            severity = "error"
        yield Problem(item.place, f"{item.id}: {message}", severity)


def _review_by(item: Item, today: date) -> Iterator[Problem]:
    if item.review_by is None:
        return
    day = date.fromisoformat(item.review_by)
    if day < today:
        yield Problem(item.place, f"{item.id}: it was to be reviewed by {day}; read it again", "warning")
    elif day > today + AHEAD:
        yield Problem(item.place, f"{item.id}: review_by {day} is more than 18 months ahead", "warning")


def _sources(bank: ItemBank, today: date) -> Iterator[Problem]:
    cited = {citation.source for item in bank.items.values() for citation in item.sources}
    studied = {pointer.source for competency in bank.competencies.values() for pointer in competency.study}
    for source in bank.sources.values():
        if source.id not in cited | studied:
            yield Problem(source.place, f"{source.id}: no item cites it and no study pointer names it", "warning")
        if source.accessed is None:
            if source.id in cited:
                yield Problem(source.place, f"{source.id}: nobody has compared its text (no 'accessed')", "not checked")
            continue
        day = date.fromisoformat(source.accessed)
        if day > today:
            yield Problem(source.place, f"{source.id}: accessed {day} lies in the future", "error")
        elif day < today - AHEAD:
            message = f"{source.id}: accessed {day}, more than 18 months ago; compare it again"
            yield Problem(source.place, message, "warning")


def _readers(bank: ItemBank) -> Iterator[Problem]:
    if bank.review == "provisional" and bank.items:
        file = next(iter(bank.items.values())).place.file
        place = Place("/".join(file.split("/")[:-2]) or ".", 1, 1)
        message = "what only a reader can judge: right keys, plausible distractors, relevance, fairness"
        yield Problem(place, message, "not checked")
