"""A letter that is to be shown to strangers: mark the lines that still tell who the patient is, if any do.

Each line exists twice: with something that the rule takes out, and without it. So no subject, label or number gives a
line away. The key holds by construction. The letter speaks of one patient throughout: names, ages and dates agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.identifiers import (
    EMPLOYERS,
    FIRST_MONTHS,
    STATES,
    STREETS,
    TAKE_OUT,
    TOWNS,
    account,
    age,
    link,
    mail,
    old_age,
    pressures,
    serial,
)
from readiness.templates.kit.marking import generated, mark_task, planted
from readiness.templates.kit.people import FAMILY_NAMES, GIVEN_NAMES, MEN, WOMEN, phone, record_number

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "identifiers": {
            "enum": ["plain", "hidden"],
            "description": "plain: the patient's own name, numbers and dates; hidden: those of others and in passing",
        },
        "lines": {"type": "integer", "minimum": 7, "maximum": 10, "description": "lines of the letter"},
    },
    "required": ["identifiers", "lines"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the letter, ``{}`` standing for what goes or for what may stay; ``kind`` names what goes.

    Of lines with the same ``subject`` a letter has one, as two of them could clash.
    """

    goes: str
    stays: str
    kind: str
    value: Callable[[Draws], object]
    harmless: Callable[[Draws], object]
    hidden: bool = False
    subject: str = ""


def _number(low: int, high: int) -> Callable[[Draws], object]:
    return lambda draws: draws.between(low, high)


def _day(first: int, last: int) -> Callable[[Draws], object]:
    """A day in one of the months."""
    return lambda draws: f"{draws.pick(FIRST_MONTHS[first - 1 : last])} {draws.between(2, 28)}"


def _of(*values: str) -> Callable[[Draws], object]:
    return lambda draws: draws.pick(values)


_kin = _of("brother, Mr.", "sister, Ms.", "uncle, Mr.", "aunt, Ms.")
_given = _of(*GIVEN_NAMES)
_nothing = _of("")
_title = _of("Ms.", "Mr.")
_older = _of("78", "82", "86", "89")
_few = _of("Two", "Three", "Four")


def _birthday(draws: Draws) -> str:
    return f"{_day(1, 6)(draws)}, {draws.between(1948, 1986)}"


def _street(draws: Draws) -> str:
    return f"{draws.between(11, 98)} {draws.pick(STREETS)}"


_employer = _of(*EMPLOYERS)
_trade = _of("bakery", "shoe store", "paper mill", "bus garage", "school kitchen")

# In the order in which a letter may tell things; hidden are those of others or said in passing. Each date of this year
# has months of its own, and other years lie before it, so that one follows the other.
_LINES = (
    _Line("{She} lives in {}.", "{She} lives in {}.", "a place smaller than a state", _of(*TOWNS), _of(*STATES)),
    _Line("Home address: {}.", "Home address: {}.", "a street address", _street, _of("unchanged", "as before", "not asked")),
    _Line("{She} works at {}.", "{She} works in a {}.", "an employer's name", _employer, _trade, True, "age"),
    _Line("{She} is {} years old.", "{She} is {} years old.", "an age over 89", old_age, age, False, "age"),
    _Line("Date of birth: {}.", "Date of birth: {}.", "a day and month", _birthday, _number(1948, 1986), False, "age"),
    _Line("{She} grew up in {}.", "{She} grew up in {}.", "a place smaller than a state", _of(*TOWNS), _of(*STATES), True),
    _Line("Retired from {} in 2019.", "Retired from a {} in 2019.", "an employer's name", _employer, _trade, True, "age"),
    _Line("Pain began in {} 2024.", "Pain began in {}.", "a month", _of(*FIRST_MONTHS), _number(2019, 2024), True),
    _Line(
        "Dog bite in {}, healed.", "Dog bite in {}, healed.", "a place smaller than a state", _of(*TOWNS), _of(*STATES), True
    ),
    _Line("First seen on {}.", "First seen in {}.", "a day and month", _day(1, 2), _of("2024", "2025"), False, "first"),
    _Line("Fell at home on {}.", "Fell at home in {}.", "a day and month", _day(1, 2), _of("2024", "2025"), True, "first"),
    _Line(
        "{Her} mother, now {}, had it too.",
        "{Her} mother, now {}, had it too.",
        "an age over 89",
        old_age,
        _older,
        True,
        "age",
    ),
    _Line(
        "Record {} was reviewed.", "{} pages of records were reviewed.", "a record number", record_number, _number(12, 98)
    ),
    _Line(
        "{Her} cousin {} drove {him} here.",
        "{Her} cousin drove {him} {} miles.",
        "a relative's name",
        _given,
        _number(11, 95),
        True,
        "kin",
    ),
    _Line(
        "{Her} son {} signed for {him}.",
        "{Her} son signed {} forms.",
        "a relative's name",
        _of(*MEN),
        _number(2, 6),
        True,
        "kin",
    ),
    _Line(
        "The patient, {Ms} {family}, was told.",
        "The surgeon, Dr. {staff}, was told.",
        "the patient's name",
        _nothing,
        _nothing,
    ),
    _Line("{Her} {} {family}, was present.", "The nurse, {} {nurse}, was present.", "a relative's name", _kin, _title, True),
    _Line("Next of kin: {}.", "Next of kin: a {}.", "a phone number", phone, _of("daughter", "brother", "cousin"), True),
    _Line(
        "Surgery was done on {}.", "Surgery took {} minutes.", "a day and month", _day(3, 4), _number(35, 190), False, "stay"
    ),
    _Line("Discharged on {}.", "Discharged after {} days.", "a day and month", _day(3, 4), _number(2, 9), False, "stay"),
    _Line("Images: {}.", "Images: {} views.", "a web link", link, _number(2, 9), True),
    _Line(
        "Patient's e-mail: {}.", "Patient's e-mail: {}.", "an e-mail address", mail, _of("none", "not given", "seldom read")
    ),
    _Line("Portal user: {}.", "Portal user: {}.", "an e-mail address", mail, _of("yes", "no", "since 2023")),
    _Line("Hearing aid, serial {}.", "Hearing aid, fitted in {}.", "a serial number", serial, _number(2018, 2025)),
    _Line(
        "Hip prosthesis, serial {}, stable.",
        "Hip prosthesis since {}, stable.",
        "a serial number",
        serial,
        _number(2015, 2025),
        True,
    ),
    _Line(
        "Pacemaker, serial {}, was checked.", "Pacemaker battery at {}%.", "a serial number", serial, _number(41, 96), True
    ),
    _Line("Phone: {}.", "Phone: {} calls.", "a phone number", phone, _number(2, 6)),
    _Line("Plan ID {}, approval given.", "Plan pays {}%, approval given.", "a plan number", account, _number(60, 90)),
    _Line(
        "Insurance card {} was copied.", "Insurance paid {}% of the bill.", "a plan number", account, _number(60, 90), True
    ),
    _Line("Account {} is unpaid.", "Balance of ${} is unpaid.", "an account number", account, _number(40, 900)),
    _Line("Next visit on {}.", "Next visit in {} weeks.", "a day and month", _day(5, 6), _number(3, 12), True),
    _Line("Thank you for referring {patient}.", "{} of us took part in the care.", "the patient's name", _nothing, _few),
)
_TEMPTING = ("an age over 89", "a place smaller than a state", "a relative's name", "a day and month", "a month")


def _readings(draws: Draws) -> list[str]:
    """Lines that tell of nobody, with more digits and more capitals than the others."""
    first, second = pressures(draws)
    numbers = (
        f"Blood pressure {first}, later {second}.",
        f"LDL {draws.between(92, 188)}, HDL {draws.between(34, 71)}, glucose {draws.between(88, 176)}.",
        f"Pulse {draws.between(58, 104)}, oxygen {draws.between(92, 99)}%, weight {draws.between(112, 248)} lb.",
    )
    tests = draws.sample(("MRI", "CT", "ECG", "EEG", "EMG", "TSH", "CBC"), 4)
    return [draws.pick(numbers), f"{', '.join(tests[:3])}, and {tests[3]} were done."]


_STEM = "{} Which lines hold something to take out, if any?"
_SETTINGS = (
    "A letter about a patient is to be shown in class.",
    "A letter about a patient is to be read at a meeting.",
    "A letter about a patient is to be printed in a book.",
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, hidden, count = Draws(seed, id, "letter"), params["identifiers"] == "hidden", params["lines"]
    words = _words(draws)
    lines = _compatible(draws.shuffled(_LINES))
    fitting = [line for line in lines if line.hidden == hidden]
    keyed = fitting[: planted(draws, draws.between(1, count // 3))]
    others = [line for line in lines if line not in keyed and line.hidden == hidden]
    chosen = keyed + others[: count - 2 - len(keyed)]
    texts = {line: _text(draws, line, line in keyed, words) for line in _LINES if line in chosen}
    letter = list(texts.values())
    for reading in _readings(draws):
        letter.insert(draws.below(len(letter) + 1), reading)
    spots = {f"s{number}": Spot(text) for number, text in enumerate(letter, start=1)}
    keyed_texts = [texts[line] for line in keyed]
    task = mark_task(spots, [id for id, spot in spots.items() if spot.text in keyed_texts], "No line holds any of it")
    stem = _STEM.format(draws.pick(_SETTINGS))
    return generated(stem, [Title("THE RULE"), *TAKE_OUT], task, _why(keyed, texts))


def _compatible(lines: list[_Line]) -> list[_Line]:
    """The lines without those whose subject an earlier one has."""
    subjects = [line.subject for line in lines]
    return [line for at, line in enumerate(lines) if not line.subject or line.subject not in subjects[:at]]


_PRONOUNS = (
    {"She": "She", "Her": "Her", "her": "her", "him": "her", "Ms": "Ms."},
    {"She": "He", "Her": "His", "her": "his", "him": "him", "Ms": "Mr."},
)


def _words(draws: Draws) -> Mapping[str, str]:
    """The pronouns of the patient, and surnames: of the patient and of two of the staff, all different."""
    woman = draws.below(2)
    family, staff, nurse = draws.sample(list(FAMILY_NAMES), 3)
    patient = f"{draws.pick(WOMEN if woman else MEN)} {family}"
    return {**_PRONOUNS[not woman], "patient": patient, "family": family, "staff": staff, "nurse": nurse}


def _text(draws: Draws, line: _Line, goes: bool, words: Mapping[str, str]) -> str:
    if goes:
        return line.goes.format(line.value(draws), **words)
    return line.stays.format(line.harmless(draws), **words)


def _why(keyed: list[_Line], texts: Mapping[_Line, str]) -> str:
    notes = [f'"{texts[line]}" holds {line.kind}.' for line in keyed] or ["Every line may stay as it is."]
    others = sorted((line for line in texts if line not in keyed), key=lambda line: line.kind not in _TEMPTING)
    return " ".join([*notes, f'"{texts[others[0]]}" tempts, but nothing in it is on the list. {_LESSON}'])


_LESSON = (
    "Taking out the patient's name is a first step: dates, places, and numbers lead to a person too, and so do family "
    "and job."
)
