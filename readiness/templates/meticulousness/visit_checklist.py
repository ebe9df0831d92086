"""A visit note against a list: find the items on the list that the note lacks, if it lacks any.

The key holds by construction: each item of the list has sentences of its own, no other sentence says the same, and
those of the keyed items are left out. With ``trap: half`` something near stands in their place: one of two parts, or
words on the matter that do not say it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted, refuse_crowds
from readiness.templates.kit.papers import bullets
from readiness.templates.kit.people import FAMILY_NAMES, GIVEN_NAMES, full_name, phone, record_number
from readiness.templates.kit.slips import us_date

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "elements": {
            "type": "integer",
            "minimum": 6,
            "maximum": 12,
            "description": "items on the list; at least three times those that are missing",
        },
        "missing": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "items that are missing; in some instances none is",
        },
        "trap": {
            "enum": ["absent", "half"],
            "description": "half: something near stands where the item should be; absent: nothing does",
        },
    },
    "required": ["elements", "missing", "trap"],
    "additionalProperties": False,
}

_RULE = (
    "A visit note needs every item on the list, in any words and in any place. An item with two parts is missing if "
    "either part is not there. What is still to be decided is missing, and an initial is not a name."
)
_STEM = "Check the visit note against the list below. Which items on the list are missing from the note, if any?"


@dataclass(frozen=True, slots=True)
class _Element:
    """An item on the list: sentences that say it, and sentences that only seem to, each with what they lack."""

    section: int
    label: str
    full: tuple[str, ...]
    half: tuple[tuple[str, str], ...]


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["elements"], params["missing"])
    draws = Draws(seed, id, "visit note")
    facts = _facts(draws)
    chosen = draws.sample(_ELEMENTS, params["elements"])
    missing = draws.sample(chosen, planted(draws, params["missing"]))
    sections: list[list[str]] = [[], [_FILLER.format_map(facts)], [], [], [], [], []]
    lacks: dict[str, str] = {}
    said: dict[str, str] = {}
    for element in _ELEMENTS:
        if element in missing:
            sentence, lacks[element.label] = draws.pick(element.half) if params["trap"] == "half" else ("", "")
        else:
            sentence = draws.pick(element.full) if element in chosen or draws.below(2) == 0 else ""
            said[element.label] = sentence.format_map(facts).rstrip(".")
        if sentence:
            sections[element.section].append(sentence.format_map(facts))
    labels = [element.label for element in draws.shuffled(chosen)]
    spots = {f"s{at}": Spot(label) for at, label in enumerate(labels, start=1)}
    task = mark_task(spots, [spot for spot in spots if spots[spot].text in lacks], "Nothing is missing")
    exhibit: list[Block] = [Title("RULE"), Paragraph(_RULE), Title("VISIT NOTE"), bullets(map(" ".join, sections))]
    gaps = [label for label in labels if label in lacks]
    there = sorted((label for label in labels if label in said), key=lambda label: said[label].split()[0] in label)
    if not missing:
        why = _NOTHING.format(said[there[0]], there[0], said[there[1]], there[1])
    elif params["trap"] == "half":
        why = " ".join([*(f"{label}: {lacks[label]}." for label in gaps), _HALF])
    else:
        why = _ABSENT.format("; ".join(gaps), said[there[0]], there[0])
    return generated(_STEM, exhibit, task, why)


_ABSENT = (
    'Nothing in the note says: {}. "{}" is the item "{}", in other words. A gap gives no sign of itself, and a reader '
    "who knows such notes fills it in from memory. Take one item of the list and search the whole note for it before "
    "you go on."
)
_HALF = (
    "Where something near stands in the place, the eye takes the item for done. Ask what exactly the list wants, and "
    "put a finger on each part of it."
)
_NOTHING = (
    'Every item is there, in other words and another order: "{}" is the item "{}", and "{}" is "{}". An item that has '
    "no heading, or stands where nobody expects it, is easily called missing. Search the whole note for one item "
    "before going on to the next."
)


# The note -----------------------------------------------------------------------------------------------------------


def _facts(draws: Draws) -> dict[str, str]:
    day = date(2026, 1, 12) + timedelta(days=draws.below(270))
    drugs = draws.sample(("Brovalex", "Quintovar", "Zelmadine", "Ormatrel", "Talvexin", "Penduril"), 2)
    began, back = day - timedelta(days=draws.between(3, 9)), day + timedelta(days=14)
    diagnosis, parts, causes = draws.pick(_INJURIES)
    given, family = draws.pick(list(GIVEN_NAMES)), draws.pick(list(FAMILY_NAMES))
    return {
        "name": f"{given} {family}",
        "short": f"{given[0]}. {family}",
        "doctor": f"Dr. {full_name(draws)}",
        "record": record_number(draws),
        "phone": phone(draws),
        "birth": us_date(draws.between(1940, 2005), draws.between(1, 12), draws.between(1, 28)),
        "day": us_date(day.year, day.month, day.day),
        "began": us_date(began.year, began.month, began.day),
        "back": us_date(back.year, back.month, back.day),
        "time": f"{draws.between(8, 11)}:{draws.between(1, 5)}{draws.below(2) * 5} am",
        "cause": draws.pick(causes),
        "part": draws.pick(parts),
        "diagnosis": diagnosis,
        "side": draws.pick(("left", "right")),
        "drug": drugs[0],
        "other": drugs[1],
        "days": str(draws.between(3, 9)),
        "tenths": str(draws.between(2, 9)),
        "pulse": str(draws.between(58, 92)),
        "pain": str(draws.between(3, 9)),
        "weight": str(draws.between(118, 226)),
        "pressure": str(draws.between(108, 148)),
        "lower": str(draws.between(62, 88)),
    }


_INJURIES = (
    ("bruise", ("knee", "elbow", "shoulder", "hip"), ("a fall at home", "a fall on the stairs", "a bump on a door")),
    ("sprain", ("wrist", "ankle", "thumb"), ("a fall at home", "a fall on the stairs", "a fall from a bike")),
)
_FILLER = "Here for pain in the {part} after {cause}."
_ELEMENTS = (
    _Element(
        0,
        "Patient's first and last name",
        ("Patient: {name}.",),
        (("Patient: {short}.", "the first name is cut to a letter"),),
    ),
    _Element(
        0,
        "Record number and birth date",
        ("{record}, born {birth}.",),
        (
            ("{record}.", "the birth date is not there"),
            ("Born {birth}.", "the record number is not there"),
        ),
    ),
    _Element(
        0,
        "Patient's phone number",
        ("Patient's phone: {phone}.", "Patient can be called at {phone}."),
        (("Clinic's phone: {phone}.", "the number is the clinic's"),),
    ),
    _Element(
        1,
        "Date and time of the visit",
        ("Seen {day} at {time}.", "Visit on {day}, {time}."),
        (("Seen {day}.", "the time is not there"),),
    ),
    _Element(
        1,
        "How long the problem has lasted",
        ("It began {days} days ago.", "Painful since {began}."),
        (
            ("It comes and goes.", "how the pain behaves does not say since when"),
            ("Worse at night.", "how the pain behaves does not say since when"),
        ),
    ),
    _Element(
        2,
        "Allergies, or that there are none",
        ("No known allergies.", "Is allergic to {drug}."),
        (("Skin clear, no rash.", "clear skin today does not say whether there are allergies"),),
    ),
    _Element(
        2,
        "Medicines taken at home, or none",
        ("Takes no medicines at home.", "At home takes {other}."),
        (("Got one tablet of {other} here.", "the tablet was given here, nothing tells of home"),),
    ),
    _Element(
        2,
        "Whether the patient smokes",
        ("Does not smoke.", "Smokes five cigarettes a day."),
        (("Got a leaflet on smoking.", "a leaflet does not say whether the patient smokes"),),
    ),
    _Element(
        3,
        "Temperature and pulse",
        (
            "Temperature 98.{tenths}, pulse {pulse}.",
            "Pulse {pulse}, temperature 98.{tenths}.",
        ),
        (
            ("Temperature 98.{tenths}.", "the pulse is not there"),
            ("Pulse {pulse}.", "the temperature is not there"),
        ),
    ),
    _Element(
        3,
        "Blood pressure, both numbers",
        (
            "Blood pressure {pressure}/{lower}.",
            "Blood pressure {pressure} over {lower}.",
        ),
        (("Blood pressure {pressure}.", "the second number is not there"),),
    ),
    _Element(
        3,
        "Weight with its unit",
        ("Weight {weight} pounds.", "Weighs {weight} lb."),
        (("Weight {weight}.", "the unit is not there"),),
    ),
    _Element(
        3,
        "Pain as a number from 0 to 10",
        ("Pain {pain} out of 10.", "Pain, 0 to 10: {pain}."),
        (
            ("The pain is strong.", "strong is not a number"),
            ("Less pain at rest.", "no number is given"),
        ),
    ),
    _Element(
        4,
        "Side of the body",
        ("The {side} {part} is swollen.", "Found swollen: the {side} {part}."),
        (("The {part} is swollen.", "left or right is not said"),),
    ),
    _Element(
        4,
        "Diagnosis (name of the injury)",
        ("Diagnosis: {diagnosis}.", "This is a {diagnosis}."),
        (("Diagnosis: to be decided.", "it is still to be decided"),),
    ),
    _Element(
        5,
        "Treatment planned",
        ("Plan: ice and rest.", "Told to rest it and to put ice on it."),
        (("Treatment to be decided.", "it is still to be decided"),),
    ),
    _Element(
        5,
        "When to come back",
        ("Next visit {back}.", "Back in two weeks."),
        (("To call with questions.", "a call is no visit, and no day is named"),),
    ),
    _Element(
        6,
        "Signature and date of signing",
        ("Signed: {doctor}, {day}.", "{doctor}, signed on {day}."),
        (("Signed: {doctor}.", "the date of signing is not there"),),
    ),
)
