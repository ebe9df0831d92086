"""A record against a list of what is needed in some cases: find what the record needs and lacks, if anything.

Each rule has a fact in the record that decides whether it applies, often close to the limit (25 minutes late where
over 30 count). The key holds by construction: keyed are the elements whose rule applies and whose sentence was
left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted, refuse_crowds
from readiness.templates.kit.papers import bullets
from readiness.templates.kit.people import FAMILY_NAMES, GIVEN_NAMES, digits, record_number
from readiness.templates.kit.slips import us_date

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "conditions": {
            "type": "integer",
            "minimum": 4,
            "maximum": 8,
            "description": "elements needed in some cases; two more are needed each time",
        },
        "lacking": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "elements that are needed and not there; in some instances none",
        },
    },
    "required": ["conditions", "lacking"],
    "additionalProperties": False,
}

_STEM = (
    "The rule says what the record of a small operation needs each time, and what it needs in some cases. Which "
    "elements does this record need but lack, if any?"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """An element of the record and when it is needed.

    ``needed`` and ``spared``: what the record says when the rule applies and when it does not, each with words for the
    ``why``. ``given`` is put in the place of ``{given}`` when the record has the element.
    """

    element: str
    condition: str
    needed: tuple[str, str]
    spared: tuple[str, str]
    given: str


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["conditions"] + len(_ALWAYS), params["lacking"])
    draws = Draws(seed, id, "conditions")
    chosen = draws.sample(_RULES, params["conditions"])
    applies = _applies(draws, chosen)
    facts = _facts(draws, applies)
    needed = [*_ALWAYS, *(rule for rule in chosen if applies[rule.element])]
    lacking = draws.sample(needed, planted(draws, params["lacking"]))
    sentences = [
        _sentence(rule, applies.get(rule.element, True), rule not in lacking, facts)
        for rule in (*_ALWAYS, *_RULES)
        if rule in (*_ALWAYS, *chosen)
    ]
    exhibit: list[Block] = [
        Title("RULE"),
        Paragraph("Each time: " + "; ".join(rule.element.lower() for rule in _ALWAYS)),
        Paragraph("In some cases:"),
        bullets(f"{rule.element}: {rule.condition}" for rule in chosen),
        Paragraph("An element given in part is lacking."),
        Title("RECORD"),
        Paragraph(" ".join([_HEADING.format_map(facts), *sentences])),
    ]
    elements = [rule.element for rule in draws.shuffled([*_ALWAYS, *chosen])]
    spots = {f"s{at}": Spot(element) for at, element in enumerate(elements, start=1)}
    gone = {rule.element for rule in lacking}
    task = mark_task(spots, [spot for spot in spots if spots[spot].text in gone], "Nothing is lacking")
    not_needed = draws.pick([rule for rule in chosen if not applies[rule.element]])
    tempting = _NOT_NEEDED.format(not_needed.element.lower(), not_needed.spared[1].format_map(facts))
    notes = [f"{rule.element}: {rule.needed[1].format_map(facts)}." for rule in lacking]
    return generated(_STEM, exhibit, task, " ".join([*notes, tempting, _WHY if lacking else _NOTHING]))


_NOT_NEEDED = "The {} is not needed, since {}."
_WHY = "Settle first which rules the facts bring in, limits included; then look for those elements and no others."
_NOTHING = (
    "Every element that the facts bring in is there in full. A list of elements makes people mark what they do not "
    "find; settle first which rules apply, limits included, then look for those elements and no others."
)


def _applies(draws: Draws, chosen: list[_Rule]) -> dict[str, bool]:
    """Which rules the facts bring in: some and not all. Nobody is under 18 and 65 at once."""

    def fits(applies: dict[str, bool]) -> bool:
        return 1 < sum(applies.values()) < len(chosen) and not (applies.get(_PARENT) and applies.get(_PRESSURE))

    return first_fit(lambda: {rule.element: draws.below(5) < 3 for rule in chosen}, fits)


def _sentence(rule: _Rule, applies: bool, given: bool, facts: Mapping[str, str]) -> str:
    text = (rule.needed if applies else rule.spared)[0]
    return text.replace("{given}", rule.given if applies and given else "").format_map(facts)


# The record ---------------------------------------------------------------------------------------------------------

_HEADING = "{name}, born {birth}, {record}. {day}: removal of a {lump}."
_PARENT, _PRESSURE = "Parent's name", "Blood pressure afterward"
_DELAY, _NURSE = "Reason for delay", "Last names of both nurses"
_NUMBING, _DRIVER = "Amount of numbing drug", "Driver's name"
_ALWAYS = (
    _Rule("Who did it", "", ("Done at the clinic{given}.", "no doctor is named"), ("", ""), " by {doctor}"),
    _Rule(
        "Signed consent",
        "",
        ("Consent form handed out{given}.", "the form was handed out, which does not say that it was signed"),
        ("", ""),
        " and signed",
    ),
)
_RULES = (
    _Rule(
        "Body side",
        "if on an arm or a leg",
        ("Place: {given}{limb}.", "the {limb} needs one, and left or right is not said"),
        ("Place: {middle}.", "the {middle} is no arm and no leg"),
        "{side} ",
    ),
    _Rule(
        _PARENT,
        "if under 18",
        ("Came with a parent{given}.", "the patient was still 17, and the parent who came is not named"),
        ("Came with a friend.", "the patient was {age}"),
        ", {parent}",
    ),
    _Rule(
        "Interpreter's name",
        "if one helped",
        ("An interpreter helped{given}.", "one helped and is not named"),
        ("Interpreter offered, not wanted.", "none helped"),
        ", {interpreter}",
    ),
    _Rule(
        _DELAY,
        "if the start was over 30 minutes late",
        ("Booked for {booked}, began {began}{given}.", "the start was {late} minutes late, and no reason is given"),
        ("Booked for {booked}, began {began}.", "{late} minutes late is not over 30"),
        ", as the room was not free",
    ),
    _Rule(
        _NUMBING,
        "if the area was numbed",
        ("Area numbed with Zelmadine{given}.", "the drug is named without an amount"),
        ("The area was not numbed.", "nothing was numbed"),
        ", {amount} mL",
    ),
    _Rule(
        _NURSE,
        "if it took 60 minutes or more",
        ("From {began} to {ended}, with nurse {nurse}{given}.", "it took {length} minutes, and one nurse is named"),
        ("From {began} to {ended}, with nurse {nurse}.", "it took {length} minutes"),
        " and nurse {second}",
    ),
    _Rule(
        "Sample number",
        "if tissue went to the lab",
        ("The {lump} went to the lab{given}.", "the {lump} went to the lab without one"),
        ("The {lump} was not sent to the lab.", "nothing went to the lab"),
        " as sample {sample}",
    ),
    _Rule(
        _PRESSURE,
        "if 65 or older",
        ("Afterward pulse {pulse}{given}.", "the patient was {age}, and the pulse alone is given"),
        ("Afterward pulse {pulse}.", "the patient was {age}"),
        " and blood pressure {pressure}/{lower}",
    ),
    _Rule(
        _DRIVER,
        "if a drug was given for sleep",
        ("Given Ormatrel for sleep, went home by car{given}.", "a drug was given for sleep, and the driver is not named"),
        ("Given no drug for sleep, went home by car.", "no drug was given for sleep"),
        ", driven by {driver}",
    ),
)


def _facts(draws: Draws, applies: Mapping[str, bool]) -> dict[str, str]:
    day = date(2026, 1, 12) + timedelta(days=draws.below(270))
    birth, age = _birth(draws, day, applies)
    late = draws.pick((35, 40, 45) if applies.get(_DELAY) else (20, 25, 30))
    length = draws.pick((60, 65, 70) if applies.get(_NURSE) else (45, 50, 55))
    booked = draws.between(8, 13) * 60 + draws.between(0, 3) * 15
    painless = applies.get(_NUMBING, True) or applies.get(_DRIVER)
    families = draws.sample(list(FAMILY_NAMES), 6)
    patient, parent, doctor, interpreter, driver = (
        f"{given} {family}" for given, family in zip(draws.sample(list(GIVEN_NAMES), 5), (families[0], *families))
    )
    return {
        "name": patient,
        "birth": us_date(birth.year, birth.month, birth.day),
        "record": record_number(draws),
        "age": str(age),
        "day": us_date(day.year, day.month, day.day),
        "lump": draws.pick(("mole", "wart", *(["lump"] if painless else []))),
        "doctor": f"Dr. {doctor}",
        "side": draws.pick(("left", "right")),
        "limb": draws.pick(("upper arm", "forearm", "thigh", "shin")),
        "middle": draws.pick(("neck", "back", "chin", "belly")),
        "parent": parent,
        "interpreter": interpreter,
        "driver": driver,
        "late": str(late),
        "length": str(length),
        "booked": _clock(booked),
        "began": _clock(booked + late),
        "ended": _clock(booked + late + length),
        "amount": str(draws.between(2, 9)),
        "nurse": families[4],
        "second": families[5],
        "sample": f"26-{digits(draws, 4)}",
        "pulse": str(draws.between(58, 92)),
        "pressure": str(draws.between(108, 148)),
        "lower": str(draws.between(62, 88)),
    }


def _birth(draws: Draws, day: date, applies: Mapping[str, bool]) -> tuple[date, int]:
    """A birth date close to the limit that matters, and the age on that day."""
    limits = [limit for limit, element in ((18, _PARENT), (65, _PRESSURE)) if element in applies]
    if applies.get(_PARENT):
        limits = [18]
    elif applies.get(_PRESSURE):
        limits = [65]
    limit = draws.pick(limits or [40])
    below = (limit == 18) == bool(applies.get(_PARENT)) if limit != 65 else not applies[_PRESSURE]
    away = timedelta(days=draws.between(4, 80))
    birthday = date(day.year - limit, day.month, min(day.day, 28))
    return (birthday + away, limit - 1) if below else (birthday - away, limit)


def _clock(minutes: int) -> str:
    """``1:05 pm``"""
    hours, rest = divmod(minutes, 60)
    return f"{(hours - 1) % 12 + 1}:{rest:02} {'am' if hours < 12 else 'pm'}"
