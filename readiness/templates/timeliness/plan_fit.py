"""Two days of work and the time there is for it: how many minutes are spare, or short.

Some of the charts are done or on hold, and some of the time goes to other things. Three results to choose from: the
right one and two that come of forgetting one of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import WEEKDAYS, listed
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import Generated
from readiness.templates.kit.marking import generated
from readiness.templates.kit.missteps import RIGHT, Steps, choice, slips, sum_and_ways, told
from readiness.templates.kit.papers import bullets, table
from readiness.templates.kit.people import full_name

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "kinds": {"type": "integer", "minimum": 2, "maximum": 4, "description": "kinds of charts in the plan"},
    },
    "required": ["kinds"],
    "additionalProperties": False,
}

_KINDS = (("clinic", 5, 8), ("X-ray", 4, 6), ("emergency", 10, 16), ("surgery", 18, 26), ("hospital", 28, 36))
"""Kinds of charts, with the fewest and the most minutes that one takes."""
_STOPS = ("meeting", "class", "review", "phone duty")
_LENGTHS = (15, 20, 30, 40, 45, 50, 60)
_STAGES = (("done",), ("held",), ("first",), ("second",))
"""What can be forgotten: charts done, charts on hold, what else takes time on the first day and on the second."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """``work``: kind, charts, minutes each. Of the first kind some are ``done``, of the last some are ``held``.

    ``hours`` of the two days, from which ``stops`` take some minutes.
    """

    work: tuple[tuple[str, int, int], ...]
    done: int
    held: int
    hours: tuple[int, int]
    stops: tuple[int, int]

    def charts(self, steps: Steps) -> list[int]:
        """Charts of each kind that are to be coded."""
        counts = [charts for _, charts, _ in self.work]
        counts[0] -= self.done * ("done" not in steps)
        counts[-1] -= self.held * ("held" not in steps)
        return counts

    def minutes(self, steps: Steps) -> int:
        """Minutes of work."""
        return sum(charts * each for charts, (_, _, each) in zip(self.charts(steps), self.work))

    def time(self, steps: Steps) -> int:
        """Minutes of time."""
        first, second = self.stops
        return sum(self.hours) * 60 - first * ("first" not in steps) - second * ("second" not in steps)

    def spare(self, steps: Steps) -> int:
        """Minutes that are spare, or short when negative."""
        return self.time(steps) - self.minutes(steps)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "plan")
    fair = partial(_fair, draws.between(1, 2))
    plan, ways = sum_and_ways(draws, partial(_draw, draws, params["kinds"]), _Plan.spare, _STAGES, fair)
    monday = draws.below(4)
    days, stops, coder = WEEKDAYS[monday : monday + 2], draws.sample(_STOPS, 2), full_name(draws)
    slip = partial(_slip, plan, stops)

    def amount(way: Steps) -> str:
        return _amount(plan.spare(way))

    def reason(way: Steps) -> str:
        return _sum(plan) if way == RIGHT else f"The sum comes out like this after {slips(way, _STAGES, slip)}."

    task = choice(ways, amount, reason)
    stem = (
        f"{coder}, a coder, has these charts for {days[0]} and {days[1]}. The table shows how many minutes this office "
        "allows for each. Is there enough time for the work, and what is the difference in minutes?"
    )
    why = f"{_sum(plan)} Slips are easy: {told(ways, lambda way: amount(way).lower().replace(':', ''), slip)}"
    return generated(stem, _exhibit(plan, days, stops), task, why)


def _draw(draws: Draws, count: int) -> _Plan:
    """A plan in which work and time are about equal."""

    def draw() -> _Plan:
        chosen = draws.sample(_KINDS, count)
        share = draws.between(500, 720) // count
        work = []
        for name, low, high in (kind for kind in _KINDS if kind in chosen):
            each = draws.between(low, high)
            work.append((name, max(5, (share + draws.between(-60, 60)) // each), each))
        return _Plan(
            tuple(work),
            done=draws.between(2, 9),
            held=draws.between(2, 4),
            hours=(draws.between(4, 7), draws.between(4, 7)),
            stops=(draws.pick(_LENGTHS), draws.pick(_LENGTHS)),
        )

    return first_fit(draw, lambda plan: min(plan.charts(RIGHT)) >= 2 and abs(plan.spare(RIGHT)) <= 99)


def _fair(short: int, plan: _Plan, ways: list[Steps]) -> bool:
    """All results have two digits, none differ by less than five minutes, and so many of the three are short.

    One or two are, so that the sign is never known before the sum. How many is drawn apart from where the key stands, so
    that neither the sign nor the size of a result tells the key.
    """
    low, middle, high = results = [plan.spare(way) for way in ways]
    return (
        all(10 <= abs(spare) <= 99 for spare in results)
        and min(middle - low, high - middle) >= 5
        and sum(spare < 0 for spare in results) == short
    )


# Wording ------------------------------------------------------------------------------------------------------------


def _amount(spare: int) -> str:
    return f"{'Spare' if spare > 0 else 'Short'}: {abs(spare)} minutes"


def _exhibit(plan: _Plan, days: tuple[str, ...], stops: list[str]) -> list[Block]:
    work = [(name[0].upper() + name[1:], charts, each) for name, charts, each in plan.work]
    times = [
        f"{day}: {hours} hours, but {'' if stop == 'phone duty' else 'a '}{stop} takes up {minutes} minutes of that"
        for day, hours, stop, minutes in zip(days, plan.hours, stops, plan.stops)
    ]
    return [
        Title("WORK"),
        table(("Kind", "Charts", "Minutes each"), work, right=(1, 2)),
        Paragraph(
            f"Of these, {plan.done} {plan.work[0][0]} charts are done already, and {plan.held} {plan.work[-1][0]} "
            "charts are on hold until next week."
        ),
        Title("TIME FOR CODING"),
        bullets(times),
    ]


def _slip(plan: _Plan, stops: list[str], misstep: str) -> str:
    return {
        "done": f"leaving in the {plan.work[0][0]} charts that are done",
        "held": f"leaving in the {plan.work[-1][0]} charts on hold",
        "first": f"forgetting the {stops[0]}",
        "second": f"forgetting the {stops[1]}",
    }[misstep]


def _sum(plan: _Plan) -> str:
    pieces = [f"{charts} x {each}" for charts, (_, _, each) in zip(plan.charts(RIGHT), plan.work)]
    first, second = plan.stops
    return (
        f"The work takes {listed(pieces)} minutes, {plan.minutes(RIGHT)} in all. The time is {sum(plan.hours) * 60} "
        f"less {first} and {second}, so {plan.time(RIGHT)}. {_amount(plan.spare(RIGHT))}."
    )
