"""What tells who a patient is, and what does not: the rules on screen, and columns of a table of each kind.

Each column can hold values that may stay and values that must go under the same heading, so that no heading gives the
answer away. Ages and dates come from one patient a row, so that they agree wherever they stand beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import MONTHS, short_month_day
from readiness.ground.exhibits.blocks import Paragraph
from readiness.templates.kit.people import digits, full_name, phone, record_number

TOWNS = ("Tilden Falls", "Quillport", "Harrow Bend", "Marlow Creek", "Elm Hollow", "Birch Landing", "Lake Serry")
STATES = ("Ohio", "Oregon", "Texas", "Maine", "Georgia", "Utah", "Nevada", "Vermont")
EMPLOYERS = ("Harlow Paper", "Brightwell Bakery", "Orton Buses", "Senna Foods", "Valley Glass")
STREETS = ("Harbor Lane", "Mill Street", "Cedar Road", "Third Avenue")
FIRST_MONTHS = MONTHS[:6]

TAKE_OUT = (
    Paragraph(
        "TAKE OUT, for patient, family, and employer: names and initials; places smaller than a state; days and months; "
        "ages over 89; phone, record, plan, account, and serial numbers; e-mail and web addresses. Years, states, and staff "
        "names may stay."
    ),
)
"""The rule for data that no longer say who the patient is: the common part of 45 CFR 164.514(b)(2)(i)."""

LIMITED = (
    Paragraph(
        "TAKE OUT, for patient, family, and employer: names and initials; street addresses; phone, record, plan, account, "
        "and serial numbers; e-mail and web addresses. MAY STAY: towns, states, dates, ages, and all else."
    ),
)
"""The rule for a limited data set: the common part of 45 CFR 164.514(e)(2)."""


def old_age(draws: Draws) -> int:
    return draws.between(90, 97)


def age(draws: Draws) -> int:
    return draws.pick((34, 41, 45, 52, 58, 63, 67, 71, 74, 78, 82, 86, 89))


def serial(draws: Draws) -> str:
    return f"{draws.pick('KLMNRT')}{draws.pick('CDFGHJ')}-{digits(draws, 4)}"


def account(draws: Draws) -> str:
    return f"{digits(draws, 2)}-{digits(draws, 4)}"


def mail(draws: Draws) -> str:
    return f"{draws.pick('abdegjkmnrst')}{draws.pick('aeiou')}{draws.below(10)}@example.org"


def link(draws: Draws) -> str:
    return f"example.org/{draws.pick('abdegjkm')}{draws.pick('lnrst')}{digits(draws, 2)}"


def initials(draws: Draws) -> str:
    return ".".join(name[0] for name in full_name(draws).split(" ")) + "."


@dataclass(frozen=True, slots=True)
class Patient:
    """The dates of a patient; ``age`` in years on the day on which the patient was ``seen``, ``stay`` in days."""

    age: int
    born: date
    seen: date
    stay: int


def two_patients(draws: Draws, stays: Collection[str], old: bool = False) -> tuple[Patient, Patient]:
    """The patients of a table, with no two values of a column the same; with ``old`` one at least is over 89.

    ``stays`` are the columns shown in a form that may stay. A year of birth among them must not tell an age over 89,
    and only a year of the visit among them may be a past one, as all ages are taken to be of today.
    """

    def two() -> tuple[Patient, Patient]:
        first = _patient(draws, old_age(draws) if old else _age_beside(draws, stays), stays)
        return first, _patient(draws, draws.pick((old_age, age))(draws) if old else _age_beside(draws, stays), stays)

    def differ(patients: tuple[Patient, Patient]) -> bool:
        return all(one != other for one, other in zip(*(_shown(patient, stays) for patient in patients)))

    first, second = first_fit(two, differ)
    return (first, second) if draws.below(2) else (second, first)


def _shown(patient: Patient, stays: Collection[str]) -> list[int]:
    years = [patient.seen.year] if "Seen" in stays else []
    return [patient.age, patient.born.year, patient.seen.month, patient.stay, *years]


def _age_beside(draws: Draws, stays: Collection[str]) -> int:
    return draws.between(24, 71) if "Born" in stays else age(draws)


def _patient(draws: Draws, years: int, stays: Collection[str]) -> Patient:
    """Seen and sent home within one month of the first half of a year; born that many years before."""
    seen = date(draws.between(2019 if "Seen" in stays else 2026, 2026), draws.between(1, 6), draws.between(2, 19))
    month, day = draws.between(1, 6), draws.between(2, 28)
    passed = (month, day) <= (seen.month, seen.day)
    return Patient(years, date(seen.year - years - (not passed), month, day), seen, draws.between(2, 9))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``stays`` and ``goes`` give one value; ``kind`` names what goes; ``limited`` tells whether
    it goes under the rule for a limited data set as well."""

    label: str
    stays: Callable[[Draws, Patient], str]
    goes: Callable[[Draws, Patient], str]
    kind: str
    limited: bool

    def two(self, draws: Draws, goes: bool, patients: tuple[Patient, Patient]) -> list[str]:
        """The values of two patients, not the same."""
        value = self.goes if goes else self.stays
        first, second = patients
        return different(draws, lambda draws: value(draws, first), lambda draws: value(draws, second))


def different(draws: Draws, first: Callable[[Draws], str], second: Callable[[Draws], str]) -> list[str]:
    """Two values, not the same."""
    value = first(draws)
    return [value, first_fit(lambda: second(draws), lambda other: other != value)]


def _of(*values: str) -> Callable[[Draws], str]:
    return lambda draws: draws.pick(values)


def pressures(draws: Draws) -> list[str]:
    """Two blood pressures of one person: not far apart, the lower value about half of the upper one or a little more."""
    upper = draws.between(112, 168)
    first = upper, upper // 2 + draws.between(2, 12)
    second = upper + draws.pick((-1, 1)) * draws.between(3, 12), first[1] + draws.between(-5, 5)
    return [f"{high}/{low}" for high, low in (first, second)]


def _any(value: Callable[[Draws], str]) -> Callable[[Draws, Patient], str]:
    """What does not hang on the patient's dates."""
    return lambda draws, patient: value(draws)


def _from(value: Callable[[Patient], str]) -> Callable[[Draws, Patient], str]:
    return lambda draws, patient: value(patient)


_AGE = _from(lambda patient: str(patient.age))

COLUMNS = (
    Column("Home", _any(_of(*STATES)), _any(_of(*TOWNS)), "a place smaller than a state", False),
    Column(
        "Seen",
        _from(lambda patient: str(patient.seen.year)),
        _from(lambda patient: short_month_day(patient.seen)),
        "a day and month",
        False,
    ),
    Column(
        "Went home",
        _from(lambda patient: f"after {patient.stay} days"),
        _from(lambda patient: short_month_day(patient.seen + timedelta(days=patient.stay))),
        "a day and month",
        False,
    ),
    Column("Age", _AGE, _AGE, "an age over 89", False),
    Column(
        "Born",
        _from(lambda patient: str(patient.born.year)),
        _from(lambda patient: f"{short_month_day(patient.born)}, {patient.born.year}"),
        "a birthday",
        False,
    ),
    Column("Patient", _any(_of("woman", "man")), _any(initials), "initials", True),
    Column("Contact", _any(_of("by phone", "by mail", "by portal")), _any(phone), "a phone number", True),
    Column("Reminders", _any(_of("by text", "by e-mail", "by letter", "none")), _any(mail), "an e-mail address", True),
    Column("Record", _any(lambda draws: f"{draws.between(11, 98)} pages"), _any(record_number), "a record number", True),
    Column("Plan", _any(_of("private", "Medicare", "Medicaid")), _any(account), "a plan number", True),
    Column("Account", _any(_of("paid", "unpaid", "closed")), _any(account), "an account number", True),
    Column(
        "Implant",
        _any(_of("left hip", "right hip", "left knee", "right knee")),
        _any(lambda draws: f"serial {serial(draws)}"),
        "a serial number",
        True,
    ),
    Column(
        "Surgery",
        _any(lambda draws: f"{draws.between(35, 190)} minutes"),
        _from(lambda patient: short_month_day(patient.seen + timedelta(days=1))),
        "a day and month",
        False,
    ),
    Column(
        "Residence",
        _any(_of("house", "apartment", "shelter", "nursing home")),
        _any(lambda draws: f"{draws.between(11, 98)} {draws.pick(STREETS)}"),
        "a street address",
        True,
    ),
    Column("Next of kin", _any(_of("spouse", "parent", "sibling", "none")), _any(full_name), "a relative's name", True),
    Column("Images", _any(lambda draws: f"{draws.between(2, 9)} views"), _any(link), "a web link", True),
    Column(
        "Work", _any(_of("driver", "cook", "teacher", "clerk", "nurse")), _any(_of(*EMPLOYERS)), "an employer's name", True
    ),
)

HARMLESS: dict[str, Callable[[Draws], str]] = {
    "Diagnosis": _of("gout", "asthma", "eczema", "anemia", "shingles", "migraine"),
    "Visits": lambda draws: str(draws.between(1, 14)),
    "Weight": lambda draws: f"{draws.between(106, 260)} lb",
    "Tobacco use": _of("current", "never", "former"),
    "Charge": lambda draws: f"${draws.between(84, 960)}.00",
    "Units billed": lambda draws: str(draws.between(1, 6)),
    "Drug": _of("aspirin", "insulin", "lisinopril", "metformin", "ibuprofen"),
}
"""Columns that tell of no one in particular."""
BUSY: dict[str, Callable[[Draws], str]] = {
    "Blood pressure": lambda draws: " ".join(pressures(draws)),
    "Blood sugar": lambda draws: " ".join(str(draws.between(101, 240)) for _ in range(4)),
    "Pulse on three days": lambda draws: " ".join(str(draws.between(58, 104)) for _ in range(3)),
}
"""Harmless columns with more digits than a number that tells who a patient is."""

LOUD = {"Tests": _of("MRI and ECG", "CT and EEG", "MRI and CT", "ECG and CT", "EEG and MRI")}
"""A harmless column with more capitals than a name."""
