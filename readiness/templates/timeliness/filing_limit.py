"""Claims to Medicare with their dates: mark those that came after the time for filing.

The year runs from the visit or from the discharge and ends with the receipt of a claim that can be processed. None, one
or two of six claims are late; each may be late, or in time, in several ways. Whether a claim was returned once, and how
many days lie between its last day and its receipt, says nothing about the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import listed
from readiness.ground.exhibits.blocks import Paragraph
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.days import FIRST_DAY, LAST_DAY, is_workday
from readiness.templates.kit.marking import generated, mark_task, planted
from readiness.templates.kit.queues import record_numbers

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "claims": {"enum": ["visits", "stays"], "description": "stays: some are hospital stays, whose discharge counts"},
    },
    "required": ["claims"],
    "additionalProperties": False,
}

_LINES = 6
_RULE = (
    "Original Medicare takes a claim for one year after the {service}, to the same date of the next year{discharge}. What "
    "counts is the day Medicare receives the claim or, if it was returned, the corrected one."
)
_DISCHARGE = "; for a hospital stay, after the discharge"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A visit (``begin`` is ``end``) or a stay; the claim was ``handled``, sent or ``returned``, and then received."""

    number: str
    begin: date
    end: date
    handled: date
    received: date
    returned: bool

    @property
    def last_day(self) -> date:
        return _year_on(self.end)

    @property
    def late(self) -> bool:
        return self.received > self.last_day


def _year_on(day: date) -> date:
    return day.replace(year=day.year + 1)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "filing limit")
    stays = params["claims"] == "stays"
    late = planted(draws, draws.between(1, 2))
    turns = draws.shuffled([True] * late + [False] * (_LINES - late))
    claims = [_claim(draws, number, stays, wanted) for number, wanted in zip(record_numbers(draws, _LINES), turns)]
    spots = {f"s{line}": Spot(_wording(claim)) for line, claim in enumerate(claims, start=1)}
    keyed = [f"s{line}" for line, claim in enumerate(claims, start=1) if claim.late]
    task = mark_task(spots, keyed, "All came in time")
    rule = _RULE.format(service="service" if stays else "visit", discharge=_DISCHARGE * stays)
    return generated("Which of these Medicare claims came too late?", [Paragraph(rule)], task, _why(claims))


def _claim(draws: Draws, number: str, stays: bool, late: bool) -> _Claim:
    return first_fit(lambda: _draw(draws, number, stays), lambda claim: _fair(claim) and claim.late == late)


def _draw(draws: Draws, number: str, stays: bool) -> _Claim:
    """A claim received within some weeks of its last day, on either side of it."""
    end = FIRST_DAY + timedelta(days=draws.below((LAST_DAY - FIRST_DAY).days - 365 - 40))
    end += timedelta(days=(end.month, end.day) == (2, 29))
    length = draws.between(2, 12) if stays and draws.below(3) > 0 else 0
    near = draws.below(2) == 0
    gap = draws.between(0, 8) if near else draws.between(9, 32)
    received = _year_on(end) + timedelta(days=gap) * (1 if draws.below(2) else -1)
    handled = received - timedelta(days=draws.between(1, 12))
    return _Claim(number, end - timedelta(days=length), end, handled, received, draws.below(3) == 0)


def _fair(claim: _Claim) -> bool:
    """All dates of the office on workdays, the last day too: nobody has to wonder about weekends."""
    office = [claim.handled, claim.received, claim.last_day, *([claim.end] if claim.begin == claim.end else [])]
    return claim.begin >= FIRST_DAY and all(map(is_workday, office))


# Wording ------------------------------------------------------------------------------------------------------------


def _digits(day: date) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year}"


def _wording(claim: _Claim) -> str:
    begin = _digits(claim.begin) if claim.begin.year != claim.end.year else _digits(claim.begin)[:5]
    service = "Visit" if claim.begin == claim.end else f"Stay {begin} to"
    what, again = ("returned", " again") if claim.returned else ("sent", "")
    return (
        f"{claim.number}: {service} {_digits(claim.end)}; {what} {_digits(claim.handled)}, received{again} "
        f"{_digits(claim.received)}"
    )


def _why(claims: list[_Claim]) -> str:
    late = [claim for claim in claims if claim.late]
    close = min((claim for claim in claims if not claim.late), key=lambda claim: claim.last_day - claim.received)
    told = [f"{one.number} could come until {_digits(one.last_day)} and came on {_digits(one.received)}" for one in late]
    others = "The closest of the others" if late else "The closest"
    return (
        f"{listed(told) or 'Each claim was received by its last day'}. {others}, {close.number}, had until "
        f"{_digits(close.last_day)}. {_lesson(late)} For each claim, find the day that starts the year, then compare it "
        "with the day of receipt."
    )


def _lesson(late: list[_Claim]) -> str:
    if any(claim.returned for claim in late):
        return "A claim that was returned was never filed, however early it first came."
    if any(claim.handled <= claim.last_day for claim in late):
        return "Being sent in time does not help a claim that is received too late."
    return "The day on which a claim was sent or returned decides nothing."
