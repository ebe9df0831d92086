"""Visit record against claim: find the lines in which two records differ, if any do.

The key holds by construction: the claim starts as a copy, then a slip is planted in each keyed line. Slips are those
people make when they copy: swapped digits, month and day swapped, a look-alike letter, a similar name, the other
side. How a value is written (case, spaces, dashes) never differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted_up_to
from readiness.templates.kit.people import PLANS, digits, one_of, phone, record_number
from readiness.templates.kit.records import Field, birth_date, doctor, member_id, patient, plant, service_date
from readiness.templates.kit.slips import (
    Slips,
    birth_slips,
    date_slips,
    member_slips,
    name_slips,
    number_slips,
    patient_slips,
    swapped_words,
)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "fields": {
            "type": "integer",
            "minimum": 5,
            "maximum": 12,
            "description": "lines to compare; at least three times the differences",
        },
        "differences": {"type": "integer", "minimum": 1, "maximum": 3, "description": "lines that differ at most"},
    },
    "required": ["fields", "differences"],
    "additionalProperties": False,
}


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    count, differences = params["fields"], params["differences"]
    if count < 3 * differences:
        raise ValueError(f"{differences} differences need at least {3 * differences} fields, this has {count}")
    draws = Draws(seed, id, "records")
    chosen = draws.sample(FIELDS, count)
    fields = [field for field in FIELDS if field in chosen]
    right = {field.id: field.value(draws) for field in fields}
    claim, slipped = plant(draws, fields, right, planted_up_to(draws, differences))
    spots = {field.id: Spot(field.label, right[field.id], claim[field.id]) for field in fields}
    task = mark_task(spots, slipped, "Nothing differs", ("Visit record", "Claim"))
    notes = [
        f"{field.label}: {right[field.id]} became {claim[field.id]} ({slipped[field.id]})."
        for field in fields
        if field.id in slipped
    ]
    why = " ".join([*notes, _WHY]) if slipped else _NOTHING.format(right[fields[0].id], right[fields[-1].id])
    return generated(_STEM, [], task, why)


_STEM = "A claim should repeat the record of the visit exactly, or the insurer may send it back. Which lines differ, if any?"
_WHY = (
    "The other lines agree, character for character. Going from the visit record outward, one piece at a time, finds "
    "such slips; a quick glance sees what it expects."
)
_NOTHING = (
    'Every line agrees, from "{}" to "{}". Whoever expects an error tends to see one, most of all in names and long '
    "numbers. A false alarm costs time as well: when a comparison, piece by piece, finds no difference, say so."
)


# Lines --------------------------------------------------------------------------------------------------------------

_STREETS = {"Street": "Court", "Avenue": "Alley", "Road": "Row", "Lane": "Landing", "Drive": "Dale"}
_STREET_SLIPS = swapped_words(_STREETS, "another kind of street")
_INSURERS = (
    "Quillwood Health",
    "Tarnbrook Mutual",
    "Pinemoor Care",
    "Lakemere Health",
    "Stonefen Mutual",
    "Brackenhill Care",
)
_DIRECTIONS = {"North": "South", "East": "West"}
_SIDES = {"Left": "Right"}
_BODY_PARTS = ("knee", "wrist", "shoulder", "elbow", "ankle", "hip", "ear", "eye", "hand", "foot", "heel", "thumb")


def _address(draws: Draws) -> str:
    tree = draws.pick(("Alder", "Birch", "Cedar", "Hazel", "Juniper", "Laurel", "Maple", "Walnut"))
    return f"{draws.between(102, 989)} {tree} {one_of(_STREETS, draws)}"


def _address_slips(text: str) -> Slips:
    return [slip for slip in number_slips(text) if slip[0][0] != "0"] + _STREET_SLIPS(text)


def _insurer(draws: Draws) -> str:
    return f"{draws.pick(_INSURERS)} {one_of(PLANS, draws)}"


def _group_number(draws: Draws) -> str:
    return f"{digits(draws, 2)}-{digits(draws, 4)}"


def _clinic(draws: Draws) -> str:
    return f"{one_of(_DIRECTIONS, draws)} {draws.pick(('Bridge', 'Hill', 'Park', 'Side'))} Clinic"


def _body_part(draws: Draws) -> str:
    return f"{one_of(_SIDES, draws)} {draws.pick(_BODY_PARTS)}"


FIELDS = (
    Field("patient", "Patient", "name", patient, patient_slips),
    Field("birth", "Birth date", "date", birth_date, birth_slips),
    Field("record", "Record number", "number", record_number, number_slips),
    Field("address", "Address", "detail", _address, _address_slips),
    Field("phone", "Phone", "number", phone, lambda text: number_slips(text, start=6)),
    Field("insurer", "Insurer", "name", _insurer, swapped_words(PLANS, "a similar plan name")),
    Field("member", "Member ID", "number", member_id, member_slips),
    Field("group", "Group number", "number", _group_number, number_slips),
    Field("clinic", "Clinic", "detail", _clinic, swapped_words(_DIRECTIONS, "another clinic")),
    Field("service", "Service date", "date", service_date, date_slips),
    Field("doctor", "Doctor", "name", doctor, name_slips),
    Field("part", "Body part", "detail", _body_part, swapped_words(_SIDES, "the other side")),
)
