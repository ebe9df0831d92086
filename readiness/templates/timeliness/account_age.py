"""The age of an account in days, and the band of the aging report into which it falls.

A rule on screen says from which of several days the age counts. The age lies close to the edge of a band, so it has to
be counted exactly. The options are three bands in a row; each wrong one comes of a wrong first day or of a miscount.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import counted, full_date, month_day, short_month_day
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.days import HOLIDAYS, MONTH_LENGTHS
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import bullets, fields
from readiness.templates.kit.people import record_number

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "events": {"type": "integer", "minimum": 3, "maximum": 6, "description": "days in the account's history"},
    },
    "required": ["events"],
    "additionalProperties": False,
}

_FIRST, _LAST = date(2026, 7, 6), date(2027, 12, 17)
_EDGES = ((30, 60, 90, 120, 150), (15, 30, 45, 60, 75), (20, 40, 60, 80, 100), (30, 45, 60, 75, 90))
"""The last day of each band; the first band starts at day 0."""

_HISTORY = (
    ("Patient came in", "the day the patient came to the hospital"),
    ("Patient left", "the day the patient left the hospital"),
    ("Account coded", "the day the account was coded"),
    ("Claim sent", "the day the claim was first sent"),
    ("Claim returned", "the day the insurer returned the claim"),
    ("Sent again", "the day the claim was sent again"),
)
_OFFICE_WORK = 2
"""The first event that is done in an office, and so on a weekday."""
_SHORTEST_AGE = 4


@dataclass(frozen=True, slots=True)
class _Account:
    today: date
    days: tuple[date, ...]
    start: int
    edges: tuple[int, ...]

    def age(self, event: int) -> int:
        return (self.today - self.days[event]).days

    def band(self, age: int) -> int:
        """The place of the age's band, from 0; the number of bands when it is older than all of them."""
        return sum(age > edge for edge in self.edges)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "account age")
    rank, count = draws.below(3), params["events"]
    _draw(draws, count)  # Passed over, as it always was: every seed keeps its question.
    account = first_fit(lambda: _draw(draws, count), lambda account: _fair(account, _reasons(account), rank))
    reasons = _reasons(account)
    key = account.band(account.age(account.start))
    shown = range(key - rank, key - rank + 3)
    options = {
        letter: Option(
            _band(account.edges, band),
            _right(account) if band == key else f"This band comes of {reasons[band]}.",
        )
        for letter, band in zip("abc", shown)
    }
    stem = (
        f"Today is {full_date(account.today)}. An aging report sorts open accounts by their age in days. In which band "
        f"does account {record_number(draws)} stand today?"
    )
    slips = ", and ".join(f"{_band(account.edges, band)} comes of {reasons[band]}" for band in shown if band != key)
    why = f"{_right(account)} Slips are easy: {slips}. Find the day the rule names, then count exactly."
    return generated(stem, _exhibit(account), ChoiceTask(options, "abc"[rank], shuffle=False), why)


def _draw(draws: Draws, count: int) -> _Account:
    """An account whose age is at most two days from the edge between two bands."""
    today = _FIRST + timedelta(days=draws.below((_LAST - _FIRST).days))
    edges = draws.pick(_EDGES)
    ages = [draws.pick(edges[:-1]) + draws.between(-1, 2)]
    ages += [draws.between(_SHORTEST_AGE, edges[-1]) for _ in range(count - 1)]
    own, ages = ages[0], sorted(ages, reverse=True)
    return _Account(today, tuple(today - timedelta(days=age) for age in ages), ages.index(own), edges)


def _reasons(account: _Account) -> dict[int, str]:
    """The wrong bands, each with the slip that leads there: first the miscounts, then the other days."""
    age = account.age(account.start)
    reasons = {
        account.band(age + off): f"counting {counted(abs(off), 'day')} too {'many' if off > 0 else 'few'}"
        for off in (2, -2, 1, -1)
    }
    for event in range(len(account.days)):
        if event != account.start:
            reasons[account.band(account.age(event))] = f"counting from {_HISTORY[event][1]}"
    reasons.pop(account.band(age), None)
    return reasons


def _fair(account: _Account, reasons: Mapping[int, str], rank: int) -> bool:
    """A workday whose date repeats no number of a band, and three bands with their reasons and the key at the rank."""
    key = account.band(account.age(account.start))
    shown = set(range(key - rank, key - rank + 3))
    return (
        shown - {key} <= set(reasons)
        and max(shown) < len(account.edges)
        and len(set(account.days)) == len(account.days)
        and account.today.weekday() < 5
        and account.today not in HOLIDAYS
        and all(day.weekday() < 5 for day in account.days[_OFFICE_WORK:])
        and not {account.today.day, account.today.day - 1} & set(account.edges)
    )


# Wording ------------------------------------------------------------------------------------------------------------


def _band(edges: Sequence[int], band: int) -> str:
    return f"{edges[band - 1] + 1 if band else 0} to {edges[band]} days"


def _right(account: _Account) -> str:
    start, age = account.days[account.start], account.age(account.start)
    return f"The rule counts from {_HISTORY[account.start][1]}, {month_day(start)}, and today is day {age}."


def _exhibit(account: _Account) -> list[Block]:
    rule = f"The age counts from {_HISTORY[account.start][1]}. The day after it is day 1."
    return [
        Title("RULE"),
        Paragraph(rule),
        Title("BANDS OF THE REPORT"),
        bullets(_band(account.edges, band) for band in range(len(account.edges))),
        Title("THE ACCOUNT"),
        fields((_HISTORY[event][0], _short_date(day)) for event, day in enumerate(account.days)),
        MONTH_LENGTHS,
    ]


def _short_date(day: date) -> str:
    return f"{short_month_day(day)}, {day.year}"
