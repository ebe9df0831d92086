"""Two records that should agree: fields with values, and slips planted in some of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readiness.ground.draws import Draws
from readiness.templates.kit.people import digits, name_in_list
from readiness.templates.kit.slips import Slips, us_date


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the records. Planted differences are of different kinds, so that instances are about equally hard."""

    id: str
    label: str
    kind: str
    value: Callable[[Draws], str]
    slips: Callable[[str], Slips]


def plant(
    draws: Draws,
    fields: Sequence[Field],
    right: dict[str, str],
    differences: int,
) -> tuple[dict[str, str], dict[str, str]]:
    """The values with a slip in some fields, and what went wrong in each of those: by field id, both."""
    wrong, slipped = dict(right), {}
    for field in _of_different_kinds(draws.shuffled(fields))[:differences]:
        by_slip: dict[str, list[str]] = {}
        for value, slip in field.slips(right[field.id]):
            by_slip.setdefault(slip, []).append(value)
        slipped[field.id] = draws.pick(list(by_slip))
        wrong[field.id] = draws.pick(by_slip[slipped[field.id]])
    return wrong, slipped


def _of_different_kinds(fields: Sequence[Field]) -> list[Field]:
    first: dict[str, Field] = {}
    for field in fields:
        first.setdefault(field.kind, field)
    return list(first.values())


# Values -------------------------------------------------------------------------------------------------------------


def patient(draws: Draws) -> str:
    return f"{name_in_list(draws)} {draws.pick('ABCDEFGHJKLMNPRSTW')}."


def doctor(draws: Draws) -> str:
    return f"Dr. {name_in_list(draws)}"


def birth_date(draws: Draws) -> str:
    return us_date(draws.between(1936, 2012), draws.between(1, 12), draws.between(1, 28))


def service_date(draws: Draws) -> str:
    day = date(2025, 1, 6) + timedelta(days=draws.below(290))
    return us_date(day.year, day.month, min(day.day, 28))


def member_id(draws: Draws) -> str:
    """Like ``KT5-7S8-40Z``: always with a character that has a look-alike, never with the shape of a diagnosis code."""
    letters, alike = "CDEFGHJKMNPRTVWXY", "SZ"
    return (
        f"{draws.pick(letters)}{draws.pick(letters)}{draws.below(10)}"
        f"-{draws.below(10)}{draws.pick(alike)}{draws.below(10)}-{digits(draws, 2)}{draws.pick(letters + alike)}"
    )
