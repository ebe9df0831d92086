"""The last day for handing over a claim: forward by the insurer's limit, then back by the days that billing needs.

Three dates to choose from: the right one and two that come of missteps in the count. The day of the visit, the
insurer's last day and all three dates are ordinary workdays: nobody has to wonder about weekends, or can rule a date
out by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import day_of_year, month_day
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import Generated
from readiness.templates.kit.days import HOLIDAYS, MONTH_LENGTHS
from readiness.templates.kit.marking import generated
from readiness.templates.kit.missteps import RIGHT, Steps, choice, slips, sum_and_ways, told

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "limit": {"enum": ["months", "days"], "description": "the unit of the insurer's limit; days are harder"},
    },
    "required": ["limit"],
    "additionalProperties": False,
}

_FIRST, _LAST = date(2026, 1, 5), date(2027, 6, 30)
_SERVICES = (
    ("a clinic visit", "visit"),
    ("an X-ray", "X-ray"),
    ("a blood test", "test"),
    ("an eye exam", "exam"),
    ("a therapy session", "session"),
    ("a checkup", "checkup"),
    ("a minor procedure", "procedure"),
    ("a hearing test", "test"),
)

_MISSTEPS = {
    "months": (("first month", "next month", "thirty"), ("no days back", "last counted", "weekdays")),
    "days": (("first day", "by months"), ("no days back", "last counted", "weekdays")),
}


@dataclass(frozen=True, slots=True)
class _Claim:
    """``limit`` months or days from the ``service`` on; ``back`` days before the end of it billing must have it."""

    service: date
    limit: int
    by_months: bool
    back: int

    def insurer_day(self, steps: Steps) -> date:
        if not self.by_months:
            if "by months" in steps:
                return _months_on(self.service, self.limit // 30)
            return self.service + timedelta(days=self.limit - ("first day" in steps))
        months = self.limit - ("first month" in steps) + ("next month" in steps)
        return self.service + timedelta(days=30 * months) if "thirty" in steps else _months_on(self.service, months)

    def day(self, steps: Steps) -> date:
        """The last day for the coder, by the rules or after missteps."""
        end = self.insurer_day(steps)
        if "no days back" in steps:
            return end
        if "weekdays" in steps:
            return _weekdays_back(end, self.back)
        return end - timedelta(days=self.back - ("last counted" in steps))


def _months_on(day: date, months: int) -> date:
    """The same day of the month, so many months later; for days that every month has."""
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1)


def _weekdays_back(day: date, count: int) -> date:
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "latest day")
    stages = _MISSTEPS[params["limit"]]
    claim, ways = sum_and_ways(draws, partial(_draw, draws, params["limit"] == "months"), _Claim.day, stages, _fair)
    service, short = draws.pick(_SERVICES)
    stem = (
        f"A patient had {service} on {day_of_year(claim.service)}. The insurer and the office each have a rule. What "
        "is the last day on which the coder can hand the coded claim to billing?"
    )

    def slip(misstep: str) -> str:
        return _slip(claim, short, misstep)

    def reason(way: Steps) -> str:
        end = f"The insurer's last day is {month_day(claim.insurer_day(way))}, and this is {claim.back} days before it."
        return end if way == RIGHT else f"This date comes of {slips(way, stages, slip)}."

    task = choice(ways, lambda way: day_of_year(claim.day(way)), reason)
    why = f"{_sum(claim)} Slips are easy: {told(ways, lambda way: month_day(claim.day(way)), slip)}"
    return generated(stem, _rules(claim, short), task, why)


def _draw(draws: Draws, by_months: bool) -> _Claim:
    """A claim with all its right days on workdays."""

    def draw() -> _Claim:
        service = _FIRST + timedelta(days=draws.below((_LAST - _FIRST).days))
        service = service.replace(day=min(service.day, 28))
        limit = draws.pick((2, 3, 4, 5, 6) if by_months else (60, 90, 120))
        return _Claim(service, limit, by_months, draws.pick((3, 4, 5, 6, 8, 9, 10, 12, 18, 20)))

    def fits(claim: _Claim) -> bool:
        return all(map(_is_workday, (claim.service, claim.insurer_day(RIGHT), claim.day(RIGHT))))

    return first_fit(draw, fits)


def _is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def _fair(claim: _Claim, ways: list[Steps]) -> bool:
    """Workdays of one year: the year of the visit would point to the only day in it."""
    days = [claim.day(way) for way in ways]
    return all(map(_is_workday, days)) and days[0].year == days[-1].year


# Wording ------------------------------------------------------------------------------------------------------------


def _rules(claim: _Claim, short: str) -> list[Block]:
    limit = (
        f"The last day for the claim is {claim.limit} months after the {short}, on the same day of the month."
        if claim.by_months
        else f"The last day for the claim is {claim.limit} days after the {short}. The day after the {short} is day 1."
    )
    office = f"Billing must have the claim at least {claim.back} days before that day. Weekends count as days too."
    return [Title("THE INSURER'S RULE"), Paragraph(limit), Title("THE OFFICE'S RULE"), Paragraph(office), MONTH_LENGTHS]


def _slip(claim: _Claim, short: str, misstep: str) -> str:
    return {
        "first month": f"counting the month of the {short} as the first month",
        "next month": f"starting to count a month after the {short}",
        "thirty": "taking every month as 30 days long",
        "first day": f"counting the day of the {short} as day 1",
        "by months": f"going {claim.limit // 30} months ahead instead of {claim.limit} days",
        "no days back": "stopping at the insurer's last day, which leaves billing no time",
        "last counted": f"counting the insurer's last day as the first of the {claim.back} days",
        "weekdays": f"skipping the weekends in the {claim.back} days for billing",
    }[misstep]


def _sum(claim: _Claim) -> str:
    unit = "months" if claim.by_months else "days"
    return (
        f"The insurer's last day is {claim.limit} {unit} after {month_day(claim.service)}: "
        f"{month_day(claim.insurer_day(RIGHT))}. Going back {claim.back} days gives {month_day(claim.day(RIGHT))}."
    )
