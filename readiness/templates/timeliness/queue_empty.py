"""A list that shrinks by what is coded and grows by what comes in: on which day it is empty, or how late that is.

The day is found by going through the days one by one. An instance is kept only if each slip (the new charts forgotten,
today left out, the closed day or the weekends counted) ends on another day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import counted, full_date, month_day, weekday_month_day
from readiness.ground.exhibits.blocks import Block, Paragraph
from readiness.ground.items import EntryTask, Generated
from readiness.templates.kit.days import HOLIDAYS, month_calendar
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import fields
from readiness.templates.timeliness.staff_backlog import PLACES

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "ask": {"enum": ["day", "late"], "description": "the day on which the list is empty, or how late that is"},
    },
    "required": ["ask"],
    "additionalProperties": False,
}

_FIRST, _LAST = date(2026, 1, 5), date(2027, 11, 26)
_LATEST = 6


@dataclass(frozen=True, slots=True)
class _List:
    """Charts waiting on the morning of the first day; on each workday some come in and more are coded.

    ``early``: how many workdays before the end the list was promised to be empty; negative, after the end.
    """

    start: date
    waiting: int
    new: int
    coded: int
    closed: date
    early: int

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5 and day != self.closed

    def empty_on(self) -> date:
        """The workday at the end of which no chart is left."""
        day, left = self.start, self.waiting + self.new - self.coded
        while left > 0:
            day += timedelta(days=1)
            left -= (self.coded - self.new) * self.is_workday(day)
        return day

    def promised(self) -> date:
        day, left = self.empty_on(), self.early
        while left:
            step = 1 if left > 0 else -1
            day -= timedelta(days=step)
            left -= step * self.is_workday(day)
        return day

    def workdays(self, after: date, until: date) -> int:
        """Workdays after one day, up to and including another."""
        return sum(self.is_workday(after + timedelta(days=ahead)) for ahead in range(1, (until - after).days + 1))


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "empty list")
    late = draws.below(_LATEST + 1) if params["ask"] == "late" else 0
    early = late or -draws.below(2)
    charts = first_fit(lambda: _draw(draws, early), _fair)
    end, place = charts.empty_on(), draws.pick(PLACES)
    scene = f"It is the morning of {full_date(charts.start)}, and charts from the {place} wait to be coded."
    if params["ask"] == "day":
        stem = f"{scene} At the end of which workday is the list empty for the first time?"
        task, more, rest = EntryTask("date", accept=(end.isoformat(),)), "", _slips(charts)
    else:
        stem = f"{scene} The list was promised to be empty on a certain day. How many workdays late will it be?"
        task, rest = EntryTask("number", number=Decimal(max(0, charts.early))), _late(charts)
        more = (
            f"Promised: empty at the end of {weekday_month_day(charts.promised())}. The next workday is 1 "
            "workday late. If it is on time or early, write 0."
        )
    return generated(stem, _exhibit(charts, end, more), task, f"{_sum(charts, end)} {rest}")


def _draw(draws: Draws, early: int) -> _List:
    start = _FIRST + timedelta(days=draws.below((_LAST - _FIRST).days))
    gain = draws.pick((5, 6, 8, 10, 12, 15, 20, 25))
    new = draws.between(gain, 4 * gain)
    waiting = gain * draws.between(7, 12) - draws.below(gain)
    return _List(start, waiting, new, new + gain, start + timedelta(days=draws.between(1, 6)), early)


def _fair(charts: _List) -> bool:
    """Workdays and no holidays, a closed day that matters, and another end by every slip."""
    start, closed = charts.start, charts.closed
    if start.weekday() > 4 or closed.weekday() > 4:
        return False
    end = charts.empty_on()
    span = {start + timedelta(days=ahead) for ahead in range((end - start).days + 1)}
    if span & HOLIDAYS or not closed < min(end, charts.promised()):
        return False
    return end not in (
        replace(charts, new=0).empty_on(),
        replace(charts, waiting=charts.waiting + charts.coded - charts.new).empty_on(),
        replace(charts, closed=date.min).empty_on(),
        start + timedelta(days=charts.workdays(start, end)),
    )


# Wording ------------------------------------------------------------------------------------------------------------


def _exhibit(charts: _List, end: date, more: str) -> list[Block]:
    numbers = (
        ("Charts waiting now", charts.waiting),
        ("New charts on each workday", charts.new),
        ("Coded on each workday", charts.coded),
    )
    blocks: list[Block] = [
        fields(numbers, right=[1]),
        Paragraph(
            "Today is a workday too; today's new charts are not in yet. "
            f"Workdays are Monday to Friday, but the office is closed on {weekday_month_day(charts.closed)}. "
            "On days off, no charts come in and none are coded."
        ),
    ]
    if more:
        blocks.append(Paragraph(more))
    blocks += month_calendar(charts.start.year, charts.start.month)
    if end.month != charts.start.month:
        blocks += month_calendar(end.year, end.month)
    return blocks


def _sum(charts: _List, end: date) -> str:
    gain = charts.coded - charts.new
    days = charts.workdays(charts.start, end) + 1
    return (
        f"Each workday the list shrinks by {charts.coded} - {charts.new} = {gain}, so {charts.waiting} charts take "
        f"{days} workdays. Today is the first and {month_day(end)} the last, with "
        f"{weekday_month_day(charts.closed)} left out."
    )


def _slips(charts: _List) -> str:
    forgotten = replace(charts, new=0).empty_on()
    return f"Without the new charts it would be {month_day(forgotten)}, which tempts because those are easy to forget."


def _late(charts: _List) -> str:
    promised, late = month_day(charts.promised()), charts.early
    if late <= 0:
        return f"The promised day is {promised}, so the list is not late. Leaving today out would move the end by a workday."
    workdays = counted(late, "workday")
    return f"After the promised {promised} that is {workdays} late. Forgetting the closed day would give {late - 1}."
