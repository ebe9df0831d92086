"""An order and a report in words: find the lines of the report that disagree with the order, if any do.

Each line of the report says one thing in its own words, mostly one that follows from the order (an age, a number of
days, what "three views" are). The key holds by construction: keyed lines say something else on the same matter. One
line speaks of the other side and still agrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import listed, plural
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted, refuse_crowds
from readiness.templates.kit.papers import bullets
from readiness.templates.kit.people import FAMILY_NAMES, full_name, record_number
from readiness.templates.kit.slips import us_date

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "lines": {
            "type": "integer",
            "minimum": 6,
            "maximum": 10,
            "description": "lines of the report; at least three times the conflicts",
        },
        "conflicts": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines that disagree; in some instances none does",
        },
    },
    "required": ["lines", "conflicts"],
    "additionalProperties": False,
}

_STEM = (
    "The doctor's order and the date of the report are right. The report tells in its own words what was done. Which of "
    "its lines disagree with the order, if any?"
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A line of the report: as it agrees with the order, as it disagrees, and what the order says."""

    agreeing: str
    conflict: str
    note: str


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["lines"], params["conflicts"])
    draws = Draws(seed, id, "report")
    facts = _facts(draws)
    claims = draws.sample(_CLAIMS, params["lines"] - 2)
    wrong = draws.sample(claims, planted(draws, params["conflicts"]))
    told = {claim: claim.conflict if claim in wrong else claim.agreeing for claim in _CLAIMS if claim in claims}
    harmless, reason = draws.pick(_HARMLESS)
    texts = [*told.values()]
    texts.insert(draws.below(len(texts)), harmless)
    texts.append(draws.pick(_FINDINGS))
    spots = {f"s{at}": Spot(text.format_map(facts)) for at, text in enumerate(texts, start=1)}
    keyed = [f"s{at}" for at, text in enumerate(texts, start=1) if any(text == claim.conflict for claim in wrong)]
    task = mark_task(spots, keyed, "No line disagrees")
    exhibit: list[Block] = [
        Title("Order"),
        bullets(line.format_map(facts) for line in _ORDER),
        Title("Report of {reported}".format_map(facts)),
    ]
    notes = [f'"{claim.conflict.rstrip(".")}": {claim.note}.' for claim in _CLAIMS if claim in wrong]
    if len(wrong) < 3:
        notes.append(f'"{harmless.rstrip(".")}" fits: {reason}.')
    return generated(_STEM, exhibit, task, " ".join([*notes, _WHY if wrong else _NOTHING]).format_map(facts))


_WHY = "Turn each line back into the words of the order, and look there."
_NOTHING = (
    "All the other lines follow from the order too. Since they use other words, each one has to be worked out, and "
    "what is worked out in the head is easily called wrong. Look into the order once for each line."
)


# The order and what follows from it ---------------------------------------------------------------------------------

_ORDER = (
    "Patient: {name}",
    "Born: {birth}",
    "Record number: {record}",
    "Ordered: {ordered} by Dr. {doctor}",
    "Study: X-ray, {side} {part}, {number} views, {position}",
    "Reason: {event} on {happened}",
    "Question: {question}?",
    "Pain drug before the study: {drug}",
    "Answer to: Dr. {doctor}",
)
_CLAIMS = (
    _Claim("The patient is {age} years old.", "The patient is {age2} years old.", "born {birth}, the patient is {age}"),
    _Claim(
        "The study was asked for {gap} days after the injury.",
        "The study was asked for {gap2} days after the injury.",
        "from {happened} to {ordered} it is {gap} days",
    ),
    _Claim("It was asked for because of {cause}.", "It was asked for because of {cause2}.", "the order says {event}"),
    _Claim(
        "The study was ordered by Dr. {doctor}.", "The study was ordered by Dr. {doctor2}.", "the order is by Dr. {doctor}"
    ),
    _Claim("In all, {views}.", "In all, {views2}.", "the order is for {number} views"),
    _Claim(
        "Shown is the {part} on the {side}.", "Shown is the {part} on the {other}.", "the order is for the {side} {part}"
    ),
    _Claim("The patient {pose} during the study.", "The patient {pose2} during the study.", "the order says {position}"),
    _Claim("{drugged}.", "{drugged2}.", "the order says: {drug}"),
    _Claim("The question was whether {asked}.", "The question was whether {asked2}.", "the order asks: {question}"),
    _Claim(
        "This report was written {delay} after the order.",
        "This report was written {delay2} after the order.",
        "from {ordered} to {reported} it is {delay}",
    ),
)
_HARMLESS = (
    ("An old picture of the {other} {part} was used to compare.", "the new pictures can still be of the {side} one"),
    ("The {other} {part}, not studied today, was hurt years ago.", "the study is still of the {side} one"),
    ("An X-ray two years ago had {views_before}.", "it speaks of an earlier study"),
)
_FINDINGS = (
    "The skin is a little swollen.",
    "The joint space is even.",
    "The bones have smooth edges.",
    "No old breaks are seen.",
)
_GLASS, _ACCIDENT = "splinter of glass", "car accident"
_QUESTIONS = {
    "broken bone": "a bone is broken",
    "fluid in the joint": "there is fluid in the joint",
    "joint out of place": "the joint is out of place",
    _GLASS: "a splinter of glass is inside",
}
"""What a study may ask; about glass only after a car accident."""
_EVENTS = {"fell": "a fall", "hit by a door": "a blow from a door", _ACCIDENT: "a car accident"}
_PARTS = ("wrist", "elbow", "thumb", "shoulder", "knee", "ankle")
_SEATED = ("wrist", "elbow", "thumb")
"""Parts of which no pictures are taken while the patient stands."""
_POSES = {"sitting": "sat", "lying down": "lay down", "standing": "stood"}
_VIEWS = ("from the front", "from the side", "at a slant")
_DRUGS = {
    "none": "No pain drug was given before the study",
    "1 tablet": "One pain tablet was given before the study",
    "2 tablets": "Two pain tablets were given before the study",
}
_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}


def _facts(draws: Draws) -> dict[str, str]:
    ordered = date(2026, 1, 12) + timedelta(days=draws.below(270))
    gap, delay, number = draws.between(2, 6), draws.between(1, 3), draws.between(2, 3)
    happened, reported = ordered - timedelta(days=gap), ordered + timedelta(days=delay)
    birth, age, age2 = _ages(draws, reported)
    number2 = draws.pick((1, 3)) if number == 2 else 2
    part = draws.pick(_PARTS)
    event, event2 = draws.sample(list(_EVENTS), 2)
    asked = [question for question in _QUESTIONS if question != _GLASS or event == _ACCIDENT]
    question, question2 = draws.sample(asked, 2)
    position, position2 = draws.sample(list(_POSES)[: 2 if part in _SEATED else 3], 2)
    drug, drug2 = draws.sample(list(_DRUGS), 2)
    name = full_name(draws)
    doctor = draws.pick([family for family in FAMILY_NAMES if not name.endswith(family)])
    side, other = draws.pick((("left", "right"), ("right", "left")))
    return {
        "name": name,
        "birth": birth,
        "record": record_number(draws),
        "doctor": doctor,
        "doctor2": FAMILY_NAMES[doctor],
        "side": side,
        "other": other,
        "age": str(age),
        "age2": str(age2),
        "part": part,
        "gap": str(gap),
        "gap2": str(gap + 1),
        "ordered": us_date(ordered.year, ordered.month, ordered.day),
        "happened": us_date(happened.year, happened.month, happened.day),
        "reported": us_date(reported.year, reported.month, reported.day),
        "number": _NUMBERS[number],
        "views_before": f"{_NUMBERS[number2]} {plural(number2, 'view')}",
        "views": _taken(draws, number),
        "views2": _taken(draws, number2),
        "event": event,
        "cause": _EVENTS[event],
        "cause2": _EVENTS[event2],
        "question": question,
        "asked": _QUESTIONS[question],
        "asked2": _QUESTIONS[question2],
        "position": position,
        "pose": _POSES[position],
        "pose2": _POSES[position2],
        "drug": drug,
        "drugged": _DRUGS[drug],
        "drugged2": _DRUGS[drug2],
        "delay": _days(delay),
        "delay2": _days(delay + 1),
    }


def _ages(draws: Draws, day: date) -> tuple[str, int, int]:
    """A birth date, the age on the day, and an age one year off; the birthday is months away, before and after."""
    birthday = day + timedelta(days=draws.between(75, 285))
    birth = date(birthday.year - draws.between(24, 78), birthday.month, min(birthday.day, 28))
    not_yet = (birth.month, birth.day) > (day.month, day.day)
    age = day.year - birth.year - not_yet
    return us_date(birth.year, birth.month, birth.day), age, age + (1 if not_yet else -1)


def _taken(draws: Draws, count: int) -> str:
    """``one picture was taken from the front and one from the side``"""
    views = draws.sample(_VIEWS, count)
    return listed([f"one picture was taken {views[0]}", *(f"one {view}" for view in views[1:])])


def _days(count: int) -> str:
    return f"{_NUMBERS[count]} {plural(count, 'day')}"
