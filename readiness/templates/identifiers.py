"""What tells who a patient is, and what does not: the rules on screen, and columns of a table of each kind.

Each column can hold values that may stay and values that must go under the same heading, so that no heading gives the
answer away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from readiness.draws import Draws
from readiness.templates.people import digits, full_name, phone, record_number

TOWNS = ("Tilden Falls", "Quillport", "Harrow Bend", "Marlow Creek", "Elm Hollow", "Barton County", "Lake Serry")
STATES = ("Ohio", "Oregon", "Texas", "Maine", "Georgia", "Utah", "Nevada", "Vermont")
EMPLOYERS = ("Harlow Paper", "Brightwell Bakery", "Orton Buses", "Senna Foods", "Valley Glass")
MONTHS = ("January", "February", "March", "April", "May", "June")

TAKE_OUT = [
    "TAKE OUT, for patients, their family",
    "and employers:",
    "- names and initials",
    "- places smaller than a state",
    "- days and months of dates",
    "  (a year alone may stay)",
    "- ages over 89",
    "- phone numbers, e-mail, web links",
    "- record, plan and account numbers",
    "- serial numbers of devices",
    "All else may stay, staff names too.",
]
"""The rule for data that no longer say who the patient is: the common part of 45 CFR 164.514(b)(2)(i)."""

LIMITED = [
    "TAKE OUT, for patients, their family",
    "and employers:",
    "- names and initials",
    "- street addresses",
    "- phone numbers, e-mail, web links",
    "- record, plan and account numbers",
    "- serial numbers of devices",
    "MAY STAY: towns, states, dates, ages",
    "and all else.",
]
"""The rule for a limited data set: the common part of 45 CFR 164.514(e)(2)."""


def old_age(draws: Draws) -> int:
    return draws.between(90, 97)


def age(draws: Draws) -> int:
    return draws.pick((34, 41, 45, 52, 58, 63, 67, 71, 74, 78, 82, 86, 89))


def month_day(draws: Draws) -> str:
    return f"{draws.pick(MONTHS)[:3]} {draws.between(2, 28)}"


def serial(draws: Draws) -> str:
    return f"{draws.pick('KLMNRT')}{draws.pick('CDFGHJ')}-{digits(draws, 4)}"


def account(draws: Draws) -> str:
    return f"{digits(draws, 2)}-{digits(draws, 4)}"


def mail(draws: Draws) -> str:
    return f"{draws.pick('abdegjkmnrst')}{draws.pick('aeiou')}{draws.below(10)}@example.org"


def initials(draws: Draws) -> str:
    return ".".join(name[0] for name in full_name(draws).split(" ")) + "."


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``stays`` and ``goes`` draw one value; ``kind`` names what goes; ``limited`` tells whether
    it goes under the rule for a limited data set as well, ``quiet`` whether it looks like what stays."""

    label: str
    stays: Callable[[Draws], str]
    goes: Callable[[Draws], str]
    kind: str
    limited: bool
    quiet: bool = True

    def two(self, draws: Draws, goes: bool) -> list[str]:
        """Two values that stay, or that go; of ages, one may always stay."""
        if not goes:
            return different(draws, self.stays, self.stays)
        return draws.shuffled(different(draws, self.stays if self.label == "Age" else self.goes, self.goes))


def different(draws: Draws, first: Callable[[Draws], str], second: Callable[[Draws], str]) -> list[str]:
    """Two values, not the same."""
    values = [first(draws), second(draws)]
    while values[0] == values[1]:
        values[1] = second(draws)
    return values


def _of(*values: str) -> Callable[[Draws], str]:
    return lambda draws: draws.pick(values)


def _year(draws: Draws) -> str:
    return str(draws.between(2019, 2026))


def _birth_year(draws: Draws) -> str:
    return str(draws.between(1948, 1996))


def _pressure(draws: Draws) -> str:
    return f"{draws.between(112, 178)}/{draws.between(58, 89)}"


COLUMNS = (
    Column("Home", _of(*STATES), _of(*TOWNS), "a place smaller than a state", False),
    Column("Seen", _year, month_day, "a day and month", False),
    Column("Went home", lambda draws: f"day {draws.between(2, 9)}", month_day, "a day and month", False),
    Column("Age", lambda draws: str(age(draws)), lambda draws: str(old_age(draws)), "an age over 89", False),
    Column("Born", _birth_year, lambda draws: f"{month_day(draws)} {_birth_year(draws)}", "a birthday", False),
    Column("Patient", _of("woman", "man"), initials, "initials", True),
    Column("Contact", _of("by phone", "by mail", "portal"), phone, "a phone number", True, False),
    Column("E-mail", _of("yes", "no"), mail, "an e-mail address", True, False),
    Column("Chart", lambda draws: f"{draws.between(11, 98)} pages", record_number, "a record number", True, False),
    Column("Plan", _of("private", "Medicare", "Medicaid"), account, "a plan number", True, False),
    Column("Bill", _of("paid", "open", "sent twice"), account, "an account number", True, False),
    Column("Implant", _of("left hip", "right hip", "left knee", "right knee"), serial, "a serial number", True, False),
    Column("Work", _of("driver", "cook", "teacher", "clerk", "nurse"), _of(*EMPLOYERS), "an employer's name", True),
)

HARMLESS: dict[str, Callable[[Draws], str]] = {
    "Disease": _of("gout", "asthma", "eczema", "anemia", "shingles", "migraine"),
    "Visits": lambda draws: str(draws.between(1, 14)),
    "Weight": lambda draws: f"{draws.between(48, 118)} kg",
    "Smoker": _of("yes", "no", "in the past"),
    "Waited": lambda draws: f"{draws.between(8, 95)} minutes",
    "Drug": _of("aspirin", "insulin", "iron", "metformin", "ibuprofen"),
}
"""Columns that tell of no one in particular."""
BUSY: dict[str, Callable[[Draws], str]] = {
    "Blood pressure": lambda draws: f"{_pressure(draws)} {_pressure(draws)}",
    "Blood sugar": lambda draws: " ".join(str(draws.between(101, 240)) for _ in range(4)),
    "Steps a day": lambda draws: " ".join(str(draws.between(1010, 9870)) for _ in range(3)),
}
"""Harmless columns with more digits than a number that tells who a patient is."""

LOUD = {"Tests": _of("MRI and ECG", "CT and EEG", "MRI and CT", "ECG and CT", "EEG and MRI")}
"""A harmless column with more capitals than a name."""
