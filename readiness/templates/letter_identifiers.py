"""A letter that is to be shown to strangers: mark the lines that still tell who the patient is, if any do.

Each line exists twice: with something that the rule takes out, and without it. So no subject and no number gives a line
away. The key holds by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from readiness.draws import Draws
from readiness.model import Generated, Spot
from readiness.templates.identifiers import (
    EMPLOYERS,
    MONTHS,
    STATES,
    TAKE_OUT,
    TOWNS,
    account,
    age,
    mail,
    old_age,
    serial,
)
from readiness.templates.marking import generated, mark_task, planted
from readiness.templates.people import GIVEN_NAMES, family_name, full_name, phone, record_number

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
    """A line of the letter, ``{}`` standing for what goes or for what may stay; ``kind`` names what goes."""

    goes: str
    stays: str
    kind: str
    value: Callable[[Draws], object]
    harmless: Callable[[Draws], object]
    hidden: bool = False


def _number(low: int, high: int) -> Callable[[Draws], object]:
    return lambda draws: draws.between(low, high)


def _day(draws: Draws) -> str:
    return f"{draws.pick(MONTHS)} {draws.between(2, 28)}"


def _of(*values: str) -> Callable[[Draws], object]:
    return lambda draws: draws.pick(values)


_year = _number(2019, 2025)

# In the order in which a letter may tell things; hidden are those of others or said in passing.
_LINES = (
    _Line("Thank you for sending us {}.", "{} of us took part in the care.", "the patient's name", full_name,
          _of("Two", "Three", "Four")),
    _Line("{she} works at {}.", "{she} works in a shop with {} others.", "an employer's name", _of(*EMPLOYERS),
          _number(3, 20), True),
    _Line("{she} is {} years old.", "{she} is {} years old.", "an age over 89", old_age, age),
    _Line("{she} grew up in {}.", "{she} grew up in {}.", "a place smaller than a state", _of(*TOWNS), _of(*STATES), True),
    _Line("{she} lives in {}.", "{she} lives in {}.", "a place smaller than a state", _of(*TOWNS), _of(*STATES)),
    _Line("The pain began in {} 2025.", "The pain began in {}.", "a month", _of(*MONTHS), _year, True),
    _Line("{she} was first seen on {}.", "{she} was first seen in {}.", "a day and month", _day, _year),
    _Line("{her} mother, now {}, had it too.", "{her} mother, now {}, had it too.", "an age over 89", old_age, age,
          True),
    _Line("{her} chart is number {}.", "{her} chart is {} pages long.", "a record number", record_number,
          _number(12, 98)),
    _Line("{her} cousin {} drove {him} here.", "{her} cousin, aged {}, drove {him} here.", "a relative's name",
          lambda draws: draws.pick(list(GIVEN_NAMES)), _number(24, 58), True),
    _Line("{mr} {} knows the result.", "Dr. {} knows the result.", "the patient's name", family_name, family_name),
    _Line("{her} cousin, {}, sat in.", "Dr. {} of our ward sat in.", "a relative's name", full_name, full_name, True),
    _Line("{she} went home on {}.", "{she} went home after {} days.", "a day and month", _day, _number(2, 9)),
    _Line("Pictures: example.org/{}.", "Pictures: {} of the left knee.", "a web link", _of("ak7", "mo31", "rt5", "jl20"),
          _number(2, 9), True),
    _Line("The report was mailed to {}.", "The report was mailed {} days later.", "an e-mail address", mail,
          _number(2, 9)),
    _Line("The new hip, {}, holds well.", "The new hip, {} weeks old, holds well.", "a serial number", serial,
          _number(3, 20), True),
    _Line("{her} phone number is {}.", "{she} was called {} times.", "a phone number", phone, _number(2, 6)),
    _Line("The plan card shows {}.", "The plan pays {} % of it.", "a plan number", account, _number(60, 90), True),
    _Line("Account {} is still unpaid.", "A bill of ${} is still unpaid.", "an account number", account,
          _number(40, 900)),
    _Line("We meet again on {}.", "We meet again in {} weeks.", "a day and month", _day, _number(3, 12), True),
)
_TEMPTING = ("an age over 89", "a place smaller than a state", "a relative's name", "a day and month", "a month")


def _readings(draws: Draws) -> list[str]:
    """Lines that tell of nobody, with more digits and more capitals than the others."""
    first, second = (f"{draws.between(112, 178)}/{draws.between(58, 89)}" for _ in range(2))
    done = draws.pick(("An MRI, a CT, an ECG, and an EEG", "An ECG, an EEG, a CT, and an MRI"))
    return [f"Blood pressure was {first}, later {second}.", f"{done} were done."]


_STEM = "{} Which lines still hold something that the rule takes out, if any?"
_SETTINGS = (
    "A teacher wants to show this letter about a patient in class.",
    "A doctor wants to read this letter about a patient aloud at a meeting.",
    "A clinic wants to print this letter about a patient in a book.",
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, hidden, count = Draws(seed, id, "letter"), params["identifiers"] == "hidden", params["lines"]
    names = draws.pick(_PRONOUNS)
    lines = draws.shuffled(_LINES)
    fitting = [line for line in lines if line.hidden == hidden]
    keyed = fitting[:planted(draws, draws.between(1, count // 3))]
    others = [line for line in lines if line not in keyed and (hidden or not line.hidden)]
    chosen = keyed + others[:count - 2 - len(keyed)]
    texts = {line: _text(draws, line, line in keyed, names) for line in _LINES if line in chosen}
    letter = list(texts.values())
    for reading in _readings(draws):
        letter.insert(draws.below(len(letter) + 1), reading)
    spots = {f"s{number}": Spot(text) for number, text in enumerate(letter, start=1)}
    keyed_texts = [texts[line] for line in keyed]
    task = mark_task(spots, [id for id, spot in spots.items() if spot.text in keyed_texts], "No line holds any of it")
    stem = _STEM.format(draws.pick(_SETTINGS))
    return generated(stem, TAKE_OUT, task, _why(keyed, texts))


_PRONOUNS = (
    {"she": "She", "her": "Her", "him": "her", "mr": "Mrs."},
    {"she": "He", "her": "His", "him": "him", "mr": "Mr."},
)


def _text(draws: Draws, line: _Line, goes: bool, names: Mapping[str, str]) -> str:
    if goes:
        return line.goes.format(line.value(draws), **names)
    return line.stays.format(line.harmless(draws), **names)


def _why(keyed: list[_Line], texts: Mapping[_Line, str]) -> str:
    notes = [f'"{texts[line]}" holds {line.kind}.' for line in keyed] or ["Every line may stay as it is."]
    others = sorted((line for line in texts if line not in keyed), key=lambda line: line.kind not in _TEMPTING)
    return " ".join([*notes, f'"{texts[others[0]]}" tempts, but nothing in it is on the list. {_LESSON}'])


_LESSON = (
    "Taking out the patient's name is a first step: dates, places and numbers lead to a person too, and so do family "
    "and job."
)
