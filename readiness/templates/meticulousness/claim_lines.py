"""Notes of visits and the claim lines made from them: find the lines that differ from the notes.

Each line of the claim stands for a service; a note tells it in other words. With ``wrong: detail`` a service was done,
but its side, part, number or kind on the claim is another. With ``wrong: service`` it was put off, declined, or done
elsewhere. The key holds by construction: keyed lines alone say what the note does not. One note tells of a service that
was not done and is not on the claim, so that such words alone prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import capitalized
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted_up_to, refuse_crowds
from readiness.templates.kit.papers import bullets
from readiness.templates.kit.queues import record_numbers
from readiness.templates.kit.slips import us_date

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "lines": {
            "type": "integer",
            "minimum": 5,
            "maximum": 8,
            "description": "lines of the claim; at least three times the errors",
        },
        "errors": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2,
            "description": "lines at most that differ from the notes; in some instances none",
        },
        "wrong": {"enum": ["detail", "service"], "description": "detail: side, part, number or kind; service: not done"},
    },
    "required": ["lines", "errors", "wrong"],
    "additionalProperties": False,
}

_STEM = (
    "Claim lines (with invented codes) were made from a day's notes, one visit per line. Which lines differ from the notes, "
    "if any?"
)


@dataclass(frozen=True, slots=True)
class _Service:
    """A service as the note tells it, as the claim lists it, and the bare thing, of which a note may say that it was not
    done. ``values`` are what the blanks may hold; two values of a blank are what people take for each other."""

    note: str
    claim: str
    thing: str
    values: Mapping[str, tuple[str, ...]]

    def undone(self, draws: Draws) -> str:
        return f"{self.thing}: {draws.pick(_REASONS)}."

    def billed_blanks(self) -> list[str]:
        return [blank for blank in self.values if f"{{{blank}}}" in self.claim]


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    count = params["lines"]
    refuse_crowds(count, params["errors"])
    draws = Draws(seed, id, "claim lines")
    services = draws.sample(_SERVICES, count + 1)
    wrong = draws.sample(range(count), planted_up_to(draws, params["errors"]))
    note: list[str] = []
    claim: list[str] = []
    for at, service in enumerate(services):
        done = {blank: draws.pick(values) for blank, values in service.values.items()}
        billed = dict(done)
        told = service.note
        if at == count or (at in wrong and params["wrong"] == "service"):
            told = service.undone(draws)
        elif at in wrong:
            blank = draws.pick(service.billed_blanks())
            billed[blank] = draws.pick([value for value in service.values[blank] if value != done[blank]])
        note.append(capitalized(told.format_map(_told(done))))
        claim.append(capitalized(service.claim.format_map(billed)))
    return _made(draws, note, claim[:count], wrong)


def _made(draws: Draws, note: list[str], claim: list[str], wrong: list[int]) -> Generated:
    records = record_numbers(draws, len(note))
    visits = dict(zip(draws.shuffled(range(len(note))), records))
    order = draws.shuffled(range(len(claim)))
    codes = _codes(draws, len(claim))
    spots = {f"s{place}": Spot(f"{visits[at]} {code} {claim[at]}") for place, (at, code) in enumerate(zip(order, codes), 1)}
    keyed = [f"s{place}" for place, at in enumerate(order, start=1) if at in wrong]
    task = mark_task(spots, keyed, "Every line agrees with its note")
    day = date(2025, 1, 6) + timedelta(weeks=draws.below(46), days=draws.below(5))
    lines = (f"{record}: {note[at]}" for at, record in visits.items())
    exhibit: list[Block] = [Title(f"NOTES OF {us_date(day.year, day.month, day.day)}"), bullets(lines)]
    if not wrong:
        return generated(_STEM, exhibit, task, _NOTHING.format(note[-1].rstrip(".")))
    told = [f'"{claim[at]}" is billed, and the note says "{note[at].rstrip(".")}".' for at in order if at in wrong]
    return generated(_STEM, exhibit, task, " ".join([*told, _WHY]))


def _told(values: Mapping[str, str]) -> dict[str, str]:
    """The values in the words of the note: numbers of things as words."""
    return {blank: _NUMBERS.get(value, value) if blank == "units" else value for blank, value in values.items()}


def _codes(draws: Draws, count: int) -> list[str]:
    return [
        f"{letter}{draws.between(1, 9)}-{draws.between(1, 9)}{draws.below(10)}{draws.pick('CFGKMPRTVW')}"
        for letter in draws.sample("BCDEFGHJKMNPQRTVWX", count)
    ]


_WHY = (
    "A claim line says that this was done, on this side, so many times. Find the visit by its number and compare each "
    "part of the line with the note."
)
_NOTHING = (
    'Each line has its visit in the notes, with the same side, part, number and kind. "{}" has no line on the claim, '
    "and needs none, as nothing was done. Other words make people doubt lines that agree; when each part is there, the "
    "line stands."
)

# Services -----------------------------------------------------------------------------------------------------------

_NUMBERS = {"2": "two", "3": "three", "4": "four", "5": "five"}
_SIDES = ("left", "right")
_REASONS = (
    "declined by the patient",
    "put off for now",
    "ordered for next week",
    "ordered, then canceled",
    "done elsewhere yesterday",
    "not needed today",
    "patient left beforehand",
    "offered, patient will decide",
    "planned for Friday",
    "not today, rescheduled",
    "moved to the next visit",
    "patient prefers to wait",
)


def _service(note: str, claim: str, thing: str, **values: tuple[str, ...]) -> _Service:
    return _Service(note, claim, thing, values)


_SERVICES = (
    _service(
        "X-ray of the {side} {part}: no fracture.",
        "X-ray, {side} {part}",
        "X-ray of the {side} {part}",
        side=_SIDES,
        part=("wrist", "hand"),
    ),
    _service(
        "Triamcinolone (a steroid) injected into the {side} {part} joint.",
        "Joint injection, {side} {part}",
        "Triamcinolone (a steroid) for the {side} {part} joint",
        side=_SIDES,
        part=("hip", "knee"),
    ),
    _service(
        "Laceration (cut) of the {side} {part}, {size} cm, closed with sutures.",
        "Wound closure, {side} {part}, {size} cm",
        "Sutures for the cut on the {side} {part}",
        side=_SIDES,
        part=("forearm", "upper arm"),
        size=("2.3", "3.2"),
    ),
    _service(
        "{units} warts frozen: liquid nitrogen.",
        "Freezing of warts x{units}",
        "Freezing of {units} warts",
        units=("2", "3", "4"),
    ),
    _service(
        "Cerumen (ear wax) removed: {side} ear.",
        "Ear wax removal, {side}",
        "Removal of cerumen (ear wax), {side} ear",
        side=_SIDES,
    ),
    _service(
        "{vaccine} vaccine given: {side} arm.",
        "Vaccine, {vaccine}",
        "{vaccine} vaccine",
        vaccine=("hepatitis A", "hepatitis B"),
        side=_SIDES,
    ),
    _service(
        "{units} nebulizer treatments given for wheezing.",
        "Nebulizer treatment x{units}",
        "{units} nebulizer treatments",
        units=("2", "3"),
    ),
    _service(
        "Ultrasound of the {side} {part}: normal.",
        "Ultrasound, {side} {part}",
        "Ultrasound of the {side} {part}",
        side=_SIDES,
        part=("breast", "kidney"),
    ),
    _service(
        "Ceftriaxone {dose} mg injected: right thigh.",
        "Ceftriaxone injection, {dose} mg",
        "Injection of ceftriaxone {dose} mg",
        dose=("250", "500"),
    ),
    _service(
        "{units} punch biopsies (skin samples) of the {place}.",
        "Punch biopsy, {place}, x{units}",
        "{units} punch biopsies (skin samples) of the {place}",
        units=("2", "3"),
        place=("chest", "cheek"),
    ),
    _service(
        "Ingrown nail removed: {side} {toe} toe.",
        "Nail removal, {side} {toe} toe",
        "Removal of ingrown nail, {side} {toe} toe",
        side=_SIDES,
        toe=("great", "second"),
    ),
    _service(
        "Metal fragment removed: {side} eye.",
        "Foreign body removal, {side} eye",
        "Removal of metal fragment, {side} eye",
        side=_SIDES,
    ),
    _service(
        "Urinalysis {kind}: no infection.",
        "Urinalysis, {kind}",
        "Urinalysis {kind}",
        kind=("with microscopy", "without microscopy"),
    ),
    _service(
        "Hearing test, {ears}: mild loss.",
        "Hearing test, {ears}",
        "Hearing test, {ears}",
        ears=("right ear", "both ears"),
    ),
    _service(
        "{units} sutures removed: {part}, healed well.",
        "Suture removal, {part}",
        "Removal of {units} sutures, {part}",
        part=("chin", "cheek"),
        units=("4", "5"),
    ),
    _service(
        "Splint put on the {side} {part}.",
        "Splint, {side} {part}",
        "Splint for the {side} {part}",
        side=_SIDES,
        part=("wrist", "ankle"),
    ),
    _service(
        "IV fluids for {units} hours: less dizzy.",
        "IV fluids, {units} hours",
        "IV fluids for {units} hours",
        units=("2", "3", "4"),
    ),
    _service(
        "Blood glucose, {kind}: 104.",
        "Glucose test, {kind}",
        "Blood glucose, {kind}",
        kind=("fasting", "after a meal"),
    ),
)
