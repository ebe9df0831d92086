"""A coder's time sheet with clock times: how much of the day counts as coding time.

Lunch, meetings and long breaks are taken off, short breaks are not. Three times to choose from: the right one and two
that come of missteps, such as a long break left in, or an hour lost at noon.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import full_date, listed
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import Generated
from readiness.templates.kit.days import HOLIDAYS
from readiness.templates.kit.marking import generated
from readiness.templates.kit.missteps import RIGHT, Steps, choice, slips, sum_and_ways, told
from readiness.templates.kit.papers import fields
from readiness.templates.kit.people import full_name

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "stops": {"type": "integer", "minimum": 2, "maximum": 4, "description": "times at which the work stops"},
    },
    "required": ["stops"],
    "additionalProperties": False,
}

_FIRST, _LAST = date(2026, 1, 5), date(2027, 12, 17)
_STAGES = (("lost hour", "hundreds"), ("no lunch", "hour lunch", "all breaks", "long break in", "no meeting"))


@dataclass(frozen=True, slots=True)
class _Stop:
    """A stop from one minute of the day to another."""

    kind: str
    start: int
    end: int

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Day:
    """A working day, in minutes since midnight. A break of at most ``allowed`` minutes is coding time."""

    start: int
    end: int
    allowed: int
    stops: tuple[_Stop, ...]

    def coding(self, steps: Steps) -> int:
        """Minutes of coding time, by the rule or after missteps."""
        borrowed = 40 * ("hundreds" in steps and self.end % 60 < self.start % 60)
        span = self.end - self.start + borrowed - 60 * ("lost hour" in steps)
        return span - sum(self._off(stop, steps) for stop in self.stops)

    def _off(self, stop: _Stop, steps: Steps) -> int:
        """The minutes that are taken off for a stop."""
        if stop.kind == "break":
            long = stop.minutes > self.allowed and "long break in" not in steps
            return stop.minutes * (long or "all breaks" in steps)
        if stop.kind == "lunch" and "hour lunch" in steps:
            return 60
        return stop.minutes * (f"no {stop.kind}" not in steps)

    def taken_off(self) -> list[str]:
        """``lunch (40 minutes)`` for each stop that is not coding time."""
        names = {"lunch": "lunch", "meeting": "the meeting", "break": "the long break"}
        return [f"{names[stop.kind]} ({stop.minutes} minutes)" for stop in self.stops if self._off(stop, RIGHT)]


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "work time")
    day, ways = sum_and_ways(draws, partial(_usual, draws, params["stops"]), _Day.coding, _STAGES, _fair)
    coder, when = full_name(draws), _workday(draws, {part for way in ways for part in divmod(day.coding(way), 60)})
    reason = partial(_reason, day)
    task = choice(ways, lambda way: _hours(day.coding(way)), reason)
    stem = (
        f"{coder}, a coder, fills in a time sheet on {full_date(when)}. The office has a rule for what counts. How "
        "much coding time does the sheet show?"
    )
    why = f"{reason(RIGHT)} Slips are easy: {told(ways, lambda way: _hours(day.coding(way)), partial(_slip, day))}"
    return generated(stem, _exhibit(day), task, why)


def _draw(draws: Draws, count: int) -> _Day:
    """A day with lunch, a short break and, with more stops, a long break or a meeting; at least 40 minutes apart."""
    allowed = draws.pick((10, 15, 20))
    more = draws.sample((("break", allowed + 5, allowed + 20), ("meeting", 20, 75)), count - 2)
    kinds = [("break", 5, allowed), ("lunch", 30, 60), *more]
    lengths = [(kind, 5 * draws.between(low // 5, high // 5)) for kind, low, high in draws.shuffled(kinds)]
    now = start = 5 * draws.between(84, 114)
    stops = []
    for kind, minutes in lengths:
        now += 5 * draws.between(8, 33)
        stops.append(_Stop(kind, now, now + minutes))
        now += minutes
    return _Day(start, now + 5 * draws.between(8, 33), allowed, tuple(stops))


def _usual(draws: Draws, count: int) -> _Day:
    """A day with lunch about noon that ends in the afternoon."""

    def usual(day: _Day) -> bool:
        lunch = next(stop for stop in day.stops if stop.kind == "lunch")
        return 690 <= lunch.start <= 780 and 900 <= day.end <= 1080

    return first_fit(lambda: _draw(draws, count), usual)


def _fair(day: _Day, ways: list[Steps]) -> bool:
    """A usual amount of time; whole hours, or as many minutes as hours, would stand out."""
    return all(240 <= day.coding(way) <= 570 and day.coding(way) % 60 not in (0, day.coding(way) // 60) for way in ways)


def _workday(draws: Draws, numbers: set[int]) -> date:
    """A workday whose date repeats none of the numbers, which would point to an option."""
    return first_fit(
        lambda: _FIRST + timedelta(days=draws.below((_LAST - _FIRST).days)),
        lambda day: day.weekday() < 5 and day not in HOLIDAYS and day.day not in numbers,
    )


# Wording ------------------------------------------------------------------------------------------------------------


def _clock(minute: int) -> str:
    """``12:05 pm``"""
    hour, half = minute // 60, "am" if minute < 720 else "pm"
    return f"{(hour + 11) % 12 + 1}:{minute % 60:02} {half}"


def _hours(minutes: int) -> str:
    """``6 hours 35 minutes``"""
    return f"{minutes // 60} hours" + (f" {minutes % 60} minutes" if minutes % 60 else "")


def _exhibit(day: _Day) -> list[Block]:
    rule = (
        "Coding time runs from start to end, less lunch, less meetings, and less each break of more than "
        f"{day.allowed} minutes. A break of {day.allowed} minutes or less is coding time too."
    )
    stops = [(_clock(stop.start), f"{stop.kind}, until {_clock(stop.end)}") for stop in day.stops]
    sheet = [(_clock(day.start), "start"), *stops, (_clock(day.end), "end")]
    return [Title("RULE OF THE OFFICE"), Paragraph(rule), Title("TIME SHEET"), fields(sheet, right=[0])]


def _slip(day: _Day, misstep: str) -> str:
    return {
        "hundreds": "taking an hour as 100 minutes when subtracting",
        "no lunch": "leaving lunch in",
        "lost hour": "counting the afternoon from 1:00 pm instead of noon",
        "hour lunch": "taking off a full hour for lunch",
        "all breaks": f"taking off a break of {day.allowed} minutes or less",
        "long break in": "leaving in the long break",
        "no meeting": "leaving in the meeting",
    }[misstep]


def _reason(day: _Day, way: Steps) -> str:
    if way != RIGHT:
        return f"This is the time that comes of {slips(way, _STAGES, partial(_slip, day))}."
    span, left = _hours(day.end - day.start), _hours(day.coding(RIGHT))
    return f"Start to end is {span}. Taking off {listed(day.taken_off())} leaves {left}."
