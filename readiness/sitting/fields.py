"""The values of a journal's line, each checked. Anything else raises TypeError, ValueError or KeyError."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from typing import Any

from readiness.ground.responses import Answer
from readiness.sitting.events import BankName, Moment

MOST_SECONDS = 1e9
"""More seconds than that, 31 years, no sitting takes."""


def moment_at(plain: dict[str, Any], name: str) -> Moment:
    """The moment of that name, and its place in the order where the line gives one."""
    at = instant(plain[name])
    order = instant(plain["order"]) if "order" in plain else at
    return Moment(at, order.astimezone(timezone.utc))


def instant(value: object) -> datetime:
    """An ISO date and time as an instant; without an offset it was read off a clock in this machine's zone.

    Raises ValueError or TypeError when it is none.
    """
    read = datetime.fromisoformat(text(value))
    # Beyond these years arithmetic with zones ends in errors of its own, which differ from system to system.
    if not 1971 <= read.year <= 9000:
        raise ValueError("no year of a sitting")
    return read if read.tzinfo is not None else read.astimezone()


def day_starts(day: date) -> datetime:
    """The start of a day of this machine's zone, in UTC. Raises ValueError for a year that no sitting has."""
    return instant(datetime.combine(day, time()).isoformat()).astimezone(timezone.utc)


def bank_name(value: object) -> BankName | None:
    """Which bank it was; None where the line says none."""
    if value is None:
        return None
    named = mapping(value)
    return BankName(text(named["id"]), text(named["version"]), text(named["fingerprint"]))


def answer_of(value: object) -> Answer:
    """An answer in the form in which a sitting has it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return texts(value)
    return {key: text(one) for key, one in mapping(value).items()}


def mapping(value: object) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise TypeError("an object is wanted")
    return value


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError("text is wanted")
    return value


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise TypeError("a list is wanted")
    return tuple(text(one) for one in value)


def whole(value: object) -> int:
    """A whole number; true and false are none."""
    if type(value) is not int:
        raise TypeError("a whole number is wanted")
    return value


def yes_or_no(value: object) -> bool:
    """True or false."""
    if type(value) is not bool:
        raise TypeError("true or false is wanted")
    return value


def elapsed_of(plain: dict[str, Any]) -> float:
    """The seconds of the sitting so far; 0 where the line gives none."""
    return seconds_of(plain.get("elapsed", 0.0))


def seconds_of(value: object) -> float:
    """A number of seconds, at most MOST_SECONDS."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= MOST_SECONDS:
        raise TypeError("seconds are wanted")
    return float(value)


def share_of(value: object) -> float:
    """A number from 0 to 1."""
    if seconds_of(value) > 1:
        raise ValueError("a share is wanted")
    return seconds_of(value)
