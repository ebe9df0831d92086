"""A code sheet and lines typed from it: find the lines whose code is not the one on the sheet, if there are any.

The key holds by the sheet, on which no service and no code stands twice. The sheet holds pairs of services with
similar names and codes, so that a wrong code may be a real one, taken from the row beside. Nor is a service or a code
typed twice, and a wrong code looks like any other: only the sheet shows which ones are wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted_up_to, refuse_crowds
from readiness.templates.kit.papers import fields

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "lines": {
            "type": "integer",
            "minimum": 6,
            "maximum": 10,
            "description": "typed lines; at least three times the slips. The sheet has two rows more",
        },
        "slips": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines with a wrong code at most; in some instances none has one",
        },
    },
    "required": ["lines", "slips"],
    "additionalProperties": False,
}

_STEM = (
    "Charges were typed with codes from this sheet (the codes are invented). Which lines have a code other than the one "
    "on the sheet, if any?"
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["lines"], params["slips"])
    draws = Draws(seed, id, "code sheet")
    sheet, pair = _sheet(draws, params["lines"] + 2)
    services = draws.sample(list(sheet), params["lines"])
    typed = [sheet[service] for service in services]
    slipped: dict[int, str] = {}
    for at in draws.sample(range(len(services)), planted_up_to(draws, params["slips"])):
        slips = _slips(services[at], sheet, typed)
        slipped[at] = draws.pick([slip for slip in slips if slip not in slipped.values()] or list(slips))
        typed[at] = draws.pick(slips[slipped[at]])
    spots = {f"s{at}": Spot(f"{service}: {code}") for at, (service, code) in enumerate(zip(services, typed), start=1)}
    task = mark_task(spots, [f"s{at + 1}" for at in slipped], "Every code is right")
    exhibit: list[Block] = [Title("CODE SHEET"), fields(sheet.items())]
    if slipped:
        notes = [f"{services[at]}: {sheet[services[at]]} became {typed[at]} ({slipped[at]})." for at in sorted(slipped)]
        why = " ".join([*notes, _WHY])
    else:
        why = _NOTHING.format(pair[0], sheet[pair[0]], pair[1], sheet[pair[1]])
    return generated(_STEM, exhibit, task, why)


_WHY = (
    "A wrong code looks right until it is held against the sheet: find the row by the whole name of the service, then "
    "compare each character."
)
_NOTHING = (
    "Every code is on the sheet in the row of its service. {} is {}, and {} is {}: such neighbors invite doubt. "
    "Find the row by the whole name of the service, compare the code character by character, and when all agree, say "
    "so."
)


# The sheet ----------------------------------------------------------------------------------------------------------

_PAIRS = (
    ("Cast removal, arm", "Cast removal, leg"),
    ("Chest X-ray, one view", "Chest X-ray, two views"),
    ("Ear wax removal, both ears", "Ear wax removal, one ear"),
    ("Heart tracing, no report", "Heart tracing, with report"),
    ("Flu vaccine, adult dose", "Flu vaccine, child dose"),
    ("Glucose test, fasting", "Glucose test, two-hour"),
    ("Hearing test, air and bone", "Hearing test, air only"),
    ("Joint injection, hip", "Joint injection, knee"),
    ("Sleep study, at home", "Sleep study, in the lab"),
    ("Splint, finger", "Splint, forearm"),
    ("Suture removal, face", "Suture removal, foot"),
    ("Ultrasound, kidney", "Ultrasound, thyroid"),
    ("Urine culture", "Urine dipstick"),
    ("Wound check, first", "Wound check, repeat"),
)
_LIKE_LETTERS = {
    "C": "G",
    "G": "C",
    "E": "F",
    "F": "E",
    "K": "X",
    "X": "K",
    "M": "N",
    "N": "M",
    "P": "R",
    "R": "P",
    "V": "W",
    "W": "V",
}
_LIKE_DIGITS = {"1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "5", "7": "1", "8": "3", "9": "4"}


def _sheet(draws: Draws, rows: int) -> tuple[dict[str, str], tuple[str, str]]:
    """The code of each service, in the order of their names, and one pair of similar services that is on it."""
    pairs = draws.sample(_PAIRS, (rows + 1) // 2)
    families = [f"{letter}{draws.between(1, 9)}" for letter in draws.sample("CFGHJKMNPRVWX", len(pairs))]
    sheet: dict[str, str] = {}
    for pair, family in zip(pairs, families):
        first, second = draws.sample("123456789", 2)
        letters = draws.sample(list(_LIKE_LETTERS), 2)
        codes = [
            f"{family}-{first}{second}{letters[0]}",
            draws.pick(
                (
                    f"{family}-{second}{first}{letters[0]}",
                    f"{family}-{first}{second}{_LIKE_LETTERS[letters[0]]}",
                    f"{family}-{first}{_LIKE_DIGITS[second]}{letters[0]}",
                )
            ),
        ]
        sheet.update(zip(pair, codes))
    if rows % 2:
        del sheet[draws.pick(pairs[-1])]
    return dict(sorted(sheet.items())), pairs[0]


def _slips(service: str, sheet: Mapping[str, str], typed: Collection[str]) -> dict[str, list[str]]:
    """The wrong codes that may stand for it, by what went wrong: the code of the row beside, if that is not typed."""
    code = sheet[service]
    family, first, second, letter = code[:3], code[3], code[4], code[5]
    for other, wrong in sheet.items():
        if other != service and wrong[:3] == family and wrong not in typed:
            return {f"the code of the row {other}": [wrong]}
    slips = {
        "two digits swapped": [f"{family}{second}{first}{letter}"],
        "a similar letter": [f"{family}{first}{second}{_LIKE_LETTERS[letter]}"],
        "a digit misread": [
            f"{family}{_LIKE_DIGITS[first]}{second}{letter}",
            f"{family}{first}{_LIKE_DIGITS[second]}{letter}",
        ],
    }
    taken = {*sheet.values(), *typed}
    fresh = {slip: [wrong for wrong in codes if wrong not in taken] for slip, codes in slips.items()}
    return {slip: codes for slip, codes in fresh.items() if codes}
