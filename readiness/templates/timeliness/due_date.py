"""Work out a due date from a rule that is on screen: so many calendar days, or so many business days.

The day is counted twice over: by the rule, and by each way people get it wrong (the first day counted as day 1, the
weekend or a closed day mistaken). In most instances a closed day or a weekend changes the answer, in the others not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import MONTHS, full_date, weekday_month_day
from readiness.ground.exhibits.blocks import Paragraph
from readiness.ground.items import EntryTask, Generated
from readiness.templates.kit.days import FIRST_DAY, HOLIDAYS, LAST_DAY, days_in_month
from readiness.templates.kit.marking import generated

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "count": {
            "enum": ["calendar", "business"],
            "description": "calendar: every day counts and the last one moves off a weekend or closed day; business: "
            "weekends and closed days are skipped",
        },
    },
    "required": ["count"],
    "additionalProperties": False,
}

_TASKS = (
    ("A coder sends a question to a doctor on {day}.", "answer"),
    ("A payer returns a claim on {day}.", "corrected claim"),
    ("A payer's request for records arrives on {day}.", "records"),
    ("An auditor sends the coding team questions on {day}.", "team's answers"),
    ("A trainer gives a new coder a practice record on {day}.", "coded record"),
    ("A patient asks for a copy of a record on {day}.", "copy"),
    ("A clinic reports a wrong code to the coding team on {day}.", "correction"),
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "due date")
    setting, thing = draws.pick(_TASKS)
    business, turns = params["count"] == "business", draws.below(4) > 0
    start, days, closed = first_fit(lambda: _draw(draws, business), lambda drawn: _fair(*drawn, business, turns))
    due = _due(start, days, closed, business)
    verb = "are" if thing in ("records", "team's answers") else "is"
    rule = (_BUSINESS if business else _CALENDAR).format(days=days)
    length = f" {MONTHS[start.month - 1]} has {days_in_month(start)} days." if due.month != start.month else ""
    exhibit = [
        Paragraph(rule),
        Paragraph(f"Closed: {'; '.join(('weekends', *map(weekday_month_day, closed)))}.{length}"),
    ]
    why = (_business_why if business else _calendar_why)(start, days, closed, due)
    stem = f"{setting.format(day=full_date(start))} On what date {verb} the {thing} due?"
    return generated(stem, exhibit, EntryTask(form="date", accept=(due.isoformat(),)), why)


_BUSINESS = "Due {days} business days later; the next business day is day 1. Days when the office is closed do not count."
_CALENDAR = (
    "Due {days} calendar days later; the next day is day 1. If the office is closed on day {days}, due the next day it "
    "is open."
)


def _draw(draws: Draws, business: bool) -> tuple[date, int, tuple[date, ...]]:
    """A start on a weekday, a number of days, and two closed weekdays soon after."""
    start = FIRST_DAY + timedelta(days=draws.below((LAST_DAY - FIRST_DAY).days - 31))
    days = draws.between(3, 9) if business else draws.between(5, 21)
    closed = sorted(start + timedelta(days=ahead) for ahead in draws.sample(range(2, 22), 2))
    return start, days, tuple(closed)


# Counting -----------------------------------------------------------------------------------------------------------


def _is_open(day: date, closed: tuple[date, ...]) -> bool:
    return day.weekday() < 5 and day not in closed


def _due(start: date, days: int, closed: tuple[date, ...], business: bool) -> date:
    """The due date by the rule; the day after the start is day 1 (or the next business day is)."""
    due = start if business else start + timedelta(days=days)
    left = days if business else 0
    while left or not _is_open(due, closed):
        due += timedelta(days=1)
        left -= left and _is_open(due, closed)
    return due


def _fair(start: date, days: int, closed: tuple[date, ...], business: bool, turns: bool) -> bool:
    """Counting the start, or by the other rule, ends elsewhere; a closed day (or last day) changes the answer or not."""
    due = _due(start, days, closed, business)
    span = {start + timedelta(days=ahead) for ahead in range(max((due - start).days, 22) + 1)}
    plain = _due(start, days, (), True) if business else start + timedelta(days=days)
    return (
        start.weekday() < 5
        and all(day.weekday() < 5 for day in closed)
        and not span & HOLIDAYS
        and due not in (_due(start, days - 1, closed, business), _due(start, days, closed, not business))
        and (due != plain) == turns
    )


# Wording ------------------------------------------------------------------------------------------------------------


def _business_why(start: date, days: int, closed: tuple[date, ...], due: date) -> str:
    first, early = _due(start, 1, closed, True), _due(start, days - 1, closed, True)
    skipped = [weekday_month_day(day) for day in closed if start < day < due]
    off = f"Weekends do not count, nor does {' or '.join(skipped)}" if skipped else "Weekends do not count"
    return (
        f"Day 1 is {weekday_month_day(first)}. {off}, so day {days} is {weekday_month_day(due)}. Counting the first day as "
        f"day 1 would end on {weekday_month_day(early)}; counting weekends as well would end too early, too. Count "
        "business days on a calendar, with a finger on each."
    )


def _calendar_why(start: date, days: int, closed: tuple[date, ...], due: date) -> str:
    last = start + timedelta(days=days)
    end = (
        "The office is open then, so nothing moves"
        if due == last
        else f"The office is closed then, and the next open day is {weekday_month_day(due)}"
    )
    return (
        f"Day 1 is {weekday_month_day(start + timedelta(days=1))}, so day {days} is {weekday_month_day(last)}. {end}. Two "
        "slips are easy: counting the first day as day 1, and leaving out weekends although the rule counts calendar days."
    )
