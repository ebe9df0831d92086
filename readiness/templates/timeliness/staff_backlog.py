"""A backlog, a last day and what one coder can do: how many coders are needed.

Charts that keep coming in count too, and a part of a coder means one more. An instance is kept only if rounding down
and forgetting the new charts each give another number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import WEEKDAYS
from readiness.ground.exhibits.blocks import Block, Paragraph
from readiness.ground.items import EntryTask, Generated
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import fields

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "pace": {
            "enum": ["charts", "minutes"],
            "description": "charts: what a coder does in a day is given; minutes: it follows from hours and minutes",
        },
    },
    "required": ["pace"],
    "additionalProperties": False,
}

PLACES = (
    "clinic",
    "X-ray department",
    "eye clinic",
    "physical therapy unit",
    "day surgery unit",
    "skin clinic",
    "heart clinic",
    "children's clinic",
)
"""Where charts come from: places with workdays, not open day and night."""


@dataclass(frozen=True, slots=True)
class _Backlog:
    """Charts waiting, new ones a day, days left; one coder codes ``minutes`` a day, ``each`` minutes a chart."""

    waiting: int
    new: int
    days: int
    minutes: int
    each: int

    @property
    def a_day(self) -> int:
        """Charts that one coder does in a day."""
        return self.minutes // self.each

    @property
    def charts(self) -> int:
        return self.waiting + self.new * self.days

    @property
    def by_one(self) -> int:
        """Charts that one coder does by the end of the last day."""
        return self.a_day * self.days

    @property
    def coders(self) -> int:
        return _rounded_up(self.charts, self.by_one)


def _rounded_up(charts: int, by_one: int) -> int:
    return -(-charts // by_one)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "backlog")
    backlog = first_fit(lambda: _draw(draws), _fair)
    place, first = draws.pick(PLACES), draws.below(5)
    last = WEEKDAYS[(first + backlog.days - 1) % 5]
    when = last if backlog.days <= 5 - first else f"{last} of next week"
    stem = (
        f"It is {WEEKDAYS[first]} morning, and charts from the {place} wait to be coded. At the end of {when}, none "
        "may be left. How many coders does that take (a whole number)?"
    )
    numbers = (
        ("Charts waiting now", backlog.waiting),
        ("New charts on each workday", backlog.new),
        ("Workdays left, today included", backlog.days),
    )
    exhibit: list[Block] = [
        fields(numbers, right=[1]),
        Paragraph(_by_charts(backlog) if params["pace"] == "charts" else _by_minutes(backlog)),
        Paragraph("Today's new charts are not in yet. New charts have to be coded too, also those of the last day."),
    ]
    return generated(stem, exhibit, EntryTask("number", number=Decimal(backlog.coders)), _why(backlog))


def _draw(draws: Draws) -> _Backlog:
    """In one backlog of six the coders come out even."""
    each = draws.pick((6, 8, 9, 10, 12, 15, 18, 20))
    a_day = draws.between(240 // each, 390 // each)
    new, days = draws.between(a_day // 2, 2 * a_day), draws.between(3, 6)
    waiting = draws.between(a_day * 3, a_day * 24)
    if draws.below(6) == 0:
        waiting -= (waiting + new * days) % (a_day * days)
    return _Backlog(waiting, new, days, a_day * each, each)


def _fair(backlog: _Backlog) -> bool:
    """Two to twelve coders, another number by each slip, and either a round number of them or clearly not one."""
    over = backlog.charts % backlog.by_one
    return (
        2 <= backlog.coders <= 12
        and backlog.minutes % 30 == 0
        and (over == 0 or 0.1 <= over / backlog.by_one <= 0.9)
        and backlog.coders
        not in (_rounded_up(backlog.waiting, backlog.by_one), _rounded_up(backlog.waiting + backlog.new, backlog.by_one))
    )


# Wording ------------------------------------------------------------------------------------------------------------


def _by_charts(backlog: _Backlog) -> str:
    return f"One coder codes {backlog.a_day} charts a day."


def _by_minutes(backlog: _Backlog) -> str:
    hours = f"{backlog.minutes // 60} hours" + (" 30 minutes" if backlog.minutes % 60 else "")
    return f"One coder codes for {hours} a day and needs {backlog.each} minutes for a chart."


def _why(backlog: _Backlog) -> str:
    exact = backlog.charts % backlog.by_one == 0
    end = (
        f"so exactly {backlog.coders} are needed"
        if exact
        else f"so {backlog.coders - 1} {'is' if backlog.coders == 2 else 'are'} too few and {backlog.coders} are needed"
    )
    return (
        f"With the new ones, {backlog.waiting} + {backlog.days} x {backlog.new} = {backlog.charts} charts are to be "
        f"coded. One coder does {backlog.a_day} a day, {backlog.by_one} in {backlog.days} days, {end}. Forgetting the "
        f"new charts would give {_rounded_up(backlog.waiting, backlog.by_one)}, and some would be left on the last day."
    )
