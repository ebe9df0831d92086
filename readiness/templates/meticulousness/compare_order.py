"""An order against what came of it (X-ray report, laboratory result): find the lines that differ, if any do.

The key holds by construction: the second record starts as a copy, then a slip is planted in each keyed line. How a
value is written never differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted, refuse_crowds
from readiness.templates.kit.people import digits, one_of, phone, record_number
from readiness.templates.kit.records import Field, birth_date, doctor, patient, plant, service_date
from readiness.templates.kit.slips import (
    Slips,
    birth_slips,
    date_slips,
    name_slips,
    number_slips,
    patient_slips,
    swapped_words,
)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "test": {"enum": ["x-ray", "lab"], "description": "what was ordered"},
        "fields": {
            "type": "integer",
            "minimum": 6,
            "maximum": 11,
            "description": "lines to compare; at least three times the differences",
        },
        "differences": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines that differ; in some instances none does",
        },
    },
    "required": ["test", "fields", "differences"],
    "additionalProperties": False,
}

_STEMS = {
    "x-ray": "An X-ray report should repeat these lines of the doctor's order exactly. Perhaps it does, perhaps not. "
    "Which lines differ, if any?",
    "lab": "A laboratory result should exactly repeat these lines of the slip that came with the sample. Perhaps it "
    "does, perhaps not. Which lines differ, if any?",
}
_RECORDS = {"x-ray": ("Order", "Report"), "lab": ("Slip", "Result")}


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["fields"], params["differences"])
    draws, test = Draws(seed, id, "order"), params["test"]
    chosen = draws.sample(_FIELDS[test], params["fields"])
    fields = [field for field in _FIELDS[test] if field in chosen]
    right = {field.id: field.value(draws) for field in fields}
    second, slipped = plant(draws, fields, right, planted(draws, params["differences"]))
    spots = {field.id: Spot(field.label, right[field.id], second[field.id]) for field in fields}
    task = mark_task(spots, slipped, "Nothing differs", _RECORDS[test])
    if slipped:
        notes = [f"{spots[id].text}: {right[id]} became {second[id]} ({slipped[id]})." for id in task.key]
        why = " ".join([*notes, _WHY])
    else:
        why = _NOTHING.format(right[fields[0].id], right[fields[-1].id])
    return generated(_STEMS[test], [], task, why)


_WHY = (
    "The other lines agree. Each record looks right when it is read alone; comparing piece by piece, to the last "
    "character, shows what a glance takes for the same."
)
_NOTHING = (
    'Every line agrees, from "{}" to "{}". Whoever expects an error tends to see one, most of all in long numbers '
    "and names. A false alarm costs time as well: when a comparison, piece by piece, finds no difference, say so."
)


# Lines --------------------------------------------------------------------------------------------------------------

_SIDES = ("Left", "Right")
_PARTS = ("wrist", "elbow", "knee", "ankle", "shoulder", "heel", "hip", "hand, {} finger", "foot, {} toe")
_NEIGHBORS = {"second": "third", "fourth": "fifth"}
_TESTS = {
    "Albumin": "Prealbumin",
    "Amylase": "Aldolase",
    "Calcium": "Calcitonin",
    "Insulin": "Inhibin",
    "Transferrin": "Ferritin",
    "Magnesium": "Manganese",
}

_side_slips = swapped_words({"Left": "Right"}, "the other side")
_neighbor_slips = swapped_words(_NEIGHBORS, "the one beside it")
_view_slips = swapped_words({"Front": "Back", "side": "slant"}, "another view")
_test_slips = swapped_words(_TESTS, "a similar test name")
_fluid_slips = swapped_words({"blood": "plasma"}, "another kind of sample")
_cap_slips = swapped_words({"Light": "Dark", "green": "gray"}, "another tube")
_half_slips = swapped_words({"a.m.": "p.m."}, "the other half of the day")


def _order_number(draws: Draws) -> str:
    return f"26-{digits(draws, 3)}-{digits(draws, 4)}"


def _part(draws: Draws) -> str:
    return f"{draws.pick(_SIDES)} {draws.pick(_PARTS).format(one_of(_NEIGHBORS, draws))}"


def _views(draws: Draws) -> str:
    return f"{draws.pick(('Front', 'Back'))} and {draws.pick(('side', 'slant'))}"


def _reason(draws: Draws) -> str:
    days = draws.pick((12, 13, 14, 15, 16, 21, 23, 24, 25, 26, 27))
    return f"{draws.pick(('Fall', 'Car accident', 'Hit by a door', 'Fall from a bike'))}, {days} days ago"


def _test(draws: Draws) -> str:
    return f"{one_of(_TESTS, draws)}, {draws.pick(('blood', 'plasma'))}"


def _time(draws: Draws) -> str:
    return f"{draws.between(6, 11)}:{draws.between(1, 5)}{draws.below(10)} {draws.pick(('a.m.', 'p.m.'))}"


def _time_slips(text: str) -> Slips:
    minutes = text.split(":")[1]
    tens, ones = minutes[0], minutes[1]
    swapped = [(text.replace(f":{tens}{ones}", f":{ones}{tens}"), "two digits swapped")] if tens != ones < "6" else []
    return swapped + _half_slips(text)


def _cap(draws: Draws) -> str:
    return f"{draws.pick(('Light', 'Dark'))} {draws.pick(('green', 'gray'))}"


def _taken_from(draws: Draws) -> str:
    return f"{draws.pick(_SIDES)} {draws.pick(('inner elbow', 'forearm', 'hand'))}"


_COMMON = (
    Field("patient", "Patient", "name", patient, patient_slips),
    Field("birth", "Birth date", "date", birth_date, birth_slips),
    Field("record", "Record number", "number", record_number, number_slips),
    Field("order", "Order number", "number", _order_number, lambda text: number_slips(text, start=3)),
    Field("doctor", "Ordered by", "name", doctor, name_slips),
    Field("ordered", "Ordered on", "date", service_date, date_slips),
)
_CALL = Field("call", "Call result to", "number", phone, lambda text: number_slips(text, start=6))
_FIELDS = {
    "x-ray": (
        *_COMMON,
        Field("part", "Body part", "part", _part, lambda text: _side_slips(text) + _neighbor_slips(text)),
        Field("views", "Views", "views", _views, _view_slips),
        Field("reason", "Reason", "reason", _reason, number_slips),
        _CALL,
    ),
    "lab": (
        *_COMMON,
        Field("test", "Test", "test", _test, lambda text: _test_slips(text) + _fluid_slips(text)),
        Field("taken", "Sample taken at", "time", _time, _time_slips),
        Field("cap", "Tube cap", "part", _cap, _cap_slips),
        Field("from", "Taken from", "part", _taken_from, _side_slips),
        _CALL,
    ),
}
