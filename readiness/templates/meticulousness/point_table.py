"""A point table with rules that change the count: how many points does the visit in the note get?

A solver counts by the rules. For each rule there is a slip: to overlook it, or to use it where it does not hold. An
instance is kept only if every set of slips gives another total, so a right total means that every rule was used right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import listed, plural
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import EntryTask, Generated
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import fields, numbered

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rules": {"type": "integer", "minimum": 2, "maximum": 4, "description": "rules that change the count"},
    },
    "required": ["rules"],
    "additionalProperties": False,
}

_STEM = "How many points does this invented table give the visit?"


@dataclass(frozen=True, slots=True)
class _Visit:
    """What each thing is worth, and what the note tells; the limits are those of the rules."""

    talk: int
    area: int
    result: int
    medicine: int
    areas: int
    most_areas: int
    results: int
    old_results: int
    changed: int
    renewed: int
    interpreter: bool
    age: int
    minutes: int


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "points")
    rules = draws.sample(list(_RULES), params["rules"])
    visit = first_fit(lambda: _visit(draws, rules), lambda visit: _fair(visit, rules))
    task = EntryTask(form="number", number=Decimal(_total(visit, rules)))
    exhibit: list[Block] = [
        Title("HOME VISIT: POINTS"),
        fields(
            (
                ("Talk", visit.talk),
                ("Each body area", visit.area),
                ("Each test result", visit.result),
                ("Each medicine changed", visit.medicine),
            ),
            right=[1],
        ),
        numbered(_RULES[rule].format(most=visit.most_areas) for rule in rules),
        Title("NOTE"),
        Paragraph(_note(draws, visit, rules)),
    ]
    return generated(_STEM, exhibit, task, _why(visit, rules))


_RULES = {
    "areas": "At most {most} body areas count.",
    "results": "Results from an earlier day do not count.",
    "medicines": "A renewed medicine counts like a changed one.",
    "talk": "With an interpreter, the talk counts double.",
    "age": "Age under 6 or over 80: add 4 points.",
    "evening": "Started at 6:00 pm or later: add 3 points.",
}


# The solver ---------------------------------------------------------------------------------------------------------


def _pieces(visit: _Visit, rules: Collection[str], slips: Collection[str] = ()) -> dict[str, int]:
    """The points by what they are for. A rule in ``slips`` is overlooked, or used where it does not hold."""

    def used(rule: str, holds: bool = True) -> bool:
        return rule in rules and holds != (rule in slips)

    return {
        "the talk": visit.talk * (1 + used("talk", visit.interpreter)),
        "the body areas": visit.area * (visit.most_areas if used("areas") else visit.areas),
        "the test results": visit.result * (visit.results - visit.old_results * used("results")),
        "the medicines": visit.medicine * (visit.changed + visit.renewed * used("medicines")),
        "the age": 4 * used("age", visit.age < 6 or visit.age > 80),
        "the hour": 3 * used("evening", visit.minutes >= 18 * 60),
    }


def _total(visit: _Visit, rules: Collection[str], slips: Collection[str] = ()) -> int:
    return sum(_pieces(visit, rules, slips).values())


def _fair(visit: _Visit, rules: Collection[str]) -> bool:
    """Whether every set of slips shows in the total."""
    sets = (slips for count in range(1, len(rules) + 1) for slips in combinations(rules, count))
    return all(_total(visit, rules, slips) != _total(visit, rules) for slips in sets)


# The visit ----------------------------------------------------------------------------------------------------------

# No two of one limb, and none that is a part of another: each is one body area to a coder too.
_AREAS = ("neck", "abdomen", "back", "chest", "face", "groin", "left hand", "right elbow", "left foot", "right knee")


def _visit(draws: Draws, rules: Collection[str]) -> _Visit:
    """Numbers close to the limits of the rules; what only a rule makes clear is told only with that rule."""
    most, results = draws.between(2, 3), draws.between(2, 4)
    return _Visit(
        talk=draws.between(2, 5),
        area=draws.between(2, 4),
        result=draws.between(1, 3),
        medicine=draws.between(1, 4),
        areas=most + draws.between(1, 2),
        most_areas=most,
        results=results,
        old_results=draws.between(1, results - 1) if "results" in rules else 0,
        changed=draws.between(1, 3),
        renewed=draws.between(1, 2) if "medicines" in rules else 0,
        interpreter=draws.below(2) == 0,
        age=draws.pick((4, 5, 6, 6, 80, 80, 81, 82)),
        minutes=18 * 60 + draws.pick((-20, -10, -5, 0, 5, 15)),
    )


def _note(draws: Draws, visit: _Visit, rules: Collection[str]) -> str:
    old = f", {visit.old_results} of them from last week" if visit.old_results else ""
    renewed = f", renewed {visit.renewed}" if visit.renewed else ""
    interpreter = "Talked through an interpreter." if visit.interpreter else "Talked, interpreter declined."
    return " ".join(
        (
            f"Age {visit.age}. Began {visit.minutes // 60 - 12}:{visit.minutes % 60:02} pm.",
            interpreter,
            f"Examined {listed(draws.sample(_AREAS, visit.areas))}.",
            f"Read {visit.results} results{old}.",
            f"Changed {visit.changed} {plural(visit.changed, 'medicine')}{renewed}.",
        )
    )


def _why(visit: _Visit, rules: list[str]) -> str:
    pieces = _pieces(visit, rules)
    counted = listed([f"{points} for {thing}" for thing, points in pieces.items() if points])
    first, second = (_total(visit, rules, [rule]) for rule in rules[:2])
    slips = (
        f"With a slip in rule 1 it is {first}, with one in rule 2 it is {second}"
        if first != second
        else f"With a slip in rule 1 or in rule 2 it is {first}"
    )
    return (
        f"The visit gets {counted}: {_total(visit, rules)} points. {_sentence(visit, rules)} {slips}. "
        f"Such totals look as good: test each rule against the note."
    )


def _sentence(visit: _Visit, rules: list[str]) -> str:
    """What decides each rule, in words."""
    facts = {
        "areas": f"Body areas that count: {visit.most_areas} of {visit.areas}.",
        "results": f"Results that count: {visit.results - visit.old_results} of {visit.results}.",
        "medicines": f"Medicines that count: {visit.changed} changed and {visit.renewed} renewed.",
        "talk": "The talk counts double." if visit.interpreter else "No interpreter helped, so the talk counts once.",
        "age": f"Age {visit.age} {'adds' if visit.age < 6 or visit.age > 80 else 'does not add'} to the points.",
        "evening": f"The hour {'adds' if visit.minutes >= 18 * 60 else 'does not add'} to the points.",
    }
    return " ".join(facts[rule] for rule in rules)
