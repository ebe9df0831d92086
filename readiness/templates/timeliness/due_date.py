"""Work out a due date from a rule and a calendar that are both on screen.

The day is counted twice over: by the rule, and by each way people get it wrong (the first day counted as day 1,
weekends or closed days forgotten). An instance is kept only if every wrong way ends on another day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import full_date, weekday_month_day
from readiness.ground.exhibits.blocks import Block, Paragraph
from readiness.ground.items import EntryTask, Generated
from readiness.templates.kit.days import HOLIDAYS, month_calendar
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import bullets

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

_FIRST, _LAST = date(2026, 1, 5), date(2027, 10, 29)

_TASKS = (
    ("A coder sends a question to a doctor on {day}.", "answer", "question was sent"),
    ("A claim comes back from an insurer on {day}.", "corrected claim", "claim came back"),
    ("An insurer's request for records arrives on {day}.", "records", "request arrived"),
    ("An auditor sends the coding team questions on {day}.", "team's answers", "questions were sent"),
    ("A supervisor gives a new coder a practice task on {day}.", "practice task", "task was given"),
    ("A clinic reports a wrong code to the coding team on {day}.", "correction", "report was made"),
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "due date")
    setting, thing, event = draws.pick(_TASKS)
    business = params["count"] == "business"
    start, days, closed = first_fit(lambda: _draw(draws, business), lambda drawn: _fair(*drawn, business))
    due = _due(start, days, closed, business)
    verb = "are" if thing in ("records", "team's answers") else "is"
    task = EntryTask(form="date", accept=(due.isoformat(),))
    rule = _business_rule if business else _calendar_rule
    pages = _calendars(start, due, *_wrong_ways(start, days, closed, business))
    exhibit = [Paragraph(rule(thing, verb, event, days)), *_closed_days(closed), *pages]
    why = (_business_why if business else _calendar_why)(start, days, closed, due)
    stem = f"{setting.format(day=full_date(start))} On what date {verb} the {thing} due?"
    return generated(stem, exhibit, task, why)


def _draw(draws: Draws, business: bool) -> tuple[date, int, tuple[date, ...]]:
    """A start on a weekday, a number of days, and two closed weekdays soon after."""
    start = _FIRST + timedelta(days=draws.below((_LAST - _FIRST).days))
    days = draws.between(5, 12) if business else draws.between(8, 24)
    closed = sorted(start + timedelta(days=ahead) for ahead in draws.sample(range(2, 28), 2))
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


def _wrong_ways(start: date, days: int, closed: tuple[date, ...], business: bool) -> tuple[date, ...]:
    first_counted = _due(start, days - 1, closed, business)
    other_rule = _due(start, days, closed, not business)
    plain = start + timedelta(days=days)
    return (
        (first_counted, other_rule, plain, _due(start, days, (), business))
        if business
        else (first_counted, other_rule, plain)
    )


def _fair(start: date, days: int, closed: tuple[date, ...], business: bool) -> bool:
    due = _due(start, days, closed, business)
    span = {start + timedelta(days=ahead) for ahead in range((due - start).days + 1)}
    return (
        start.weekday() < 5
        and all(day.weekday() < 5 for day in closed)
        and not span & HOLIDAYS
        and (closed[-1].year, closed[-1].month) <= (due.year, due.month)
        and due not in _wrong_ways(start, days, closed, business)
    )


# Wording ------------------------------------------------------------------------------------------------------------


def _business_rule(thing: str, verb: str, event: str, days: int) -> str:
    return (
        f"Rule: the {thing} {verb} due {days} business days after the {event}. That day itself does not count; the next "
        "business day is day 1. Business days are Monday to Friday, except days when the office is closed."
    )


def _calendar_rule(thing: str, verb: str, event: str, days: int) -> str:
    return (
        f"Rule: the {thing} {verb} due {days} calendar days after the {event}. That day itself does not count; the next "
        "day is day 1, and every day counts. If the last day is a Saturday, a Sunday or a day when the office is closed, "
        "the due date is the next day when it is open."
    )


def _closed_days(closed: tuple[date, ...]) -> list[Block]:
    return [Paragraph("The office is closed on weekends and:"), bullets(map(weekday_month_day, closed))]


def _calendars(start: date, *ends: date) -> list[Block]:
    """The month of the start, and the next one if the right or a wrong way to count ends there."""
    pages = month_calendar(start.year, start.month)
    if any(end.month != start.month for end in ends):
        after = start.replace(day=1) + timedelta(days=31)
        pages += month_calendar(after.year, after.month)
    return pages


def _business_why(start: date, days: int, closed: tuple[date, ...], due: date) -> str:
    first = _due(start, 1, closed, True)
    skipped = [weekday_month_day(day) for day in closed if start < day < due]
    return (
        f"Day 1 is {weekday_month_day(first)}. Weekends do not count, nor does {' or '.join(skipped)}, so day {days} "
        f"is {weekday_month_day(due)}. Counting the first day as day 1 would end on "
        f"{weekday_month_day(_due(start, days - 1, closed, True))}; forgetting the closed days would end on "
        f"{weekday_month_day(_due(start, days, (), True))}. Both are easy slips: count with a finger on the calendar."
    )


def _calendar_why(start: date, days: int, closed: tuple[date, ...], due: date) -> str:
    last = start + timedelta(days=days)
    return (
        f"Day 1 is {weekday_month_day(start + timedelta(days=1))}, so day {days} is {weekday_month_day(last)}. The "
        f"office is closed then, and the next open day is {weekday_month_day(due)}. Two slips are easy: counting the "
        f"first day as day 1, and stopping at the last day without looking whether the office is open."
    )
