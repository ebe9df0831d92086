"""A note and the rule of the place: which of three diseases in it may be coded, or which one may not?

In a clinic only what the doctor states as a fact; at the end of a hospital stay what is still called probable as well.
Each disease has one line, made for its status. When one may be coded, the two others may not for two different reasons;
when one must be left out, the rule decides on the doubtful one again. So no part of a rule can be skipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import capitalized
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.marking import generated
from readiness.templates.kit.note_lines import (
    ABSENT,
    COMPATIBLE,
    PAST,
    PRESENT,
    RELATIVE,
    UNDECIDED,
    Lines,
    NoteLine,
    needs_compatible,
    note_day,
)
from readiness.templates.kit.papers import numbered
from readiness.templates.kit.people import record_number

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "place": {
            "enum": ["clinic", "hospital"],
            "description": "whose rule it is; in a hospital a disease still probable at discharge is coded",
        },
    },
    "required": ["place"],
    "additionalProperties": False,
}

_RULES = {
    "clinic": "Office visits: code the patient's present diseases stated as facts, not those in doubt.",
    "hospital": "Hospital stays: code the patient's present diseases, stated as facts or in doubt at discharge.",
}
_STEMS = {
    True: "Which disease may be coded under this rule?",
    False: "Which disease has to be left out under this rule?",
}
# place, and whether the question is what may be coded: the statuses of the key, and of the two others
_STATUSES = {
    ("clinic", True): ((PRESENT,), (UNDECIDED,), (ABSENT, PAST, RELATIVE)),
    ("clinic", False): ((UNDECIDED, UNDECIDED, UNDECIDED, ABSENT, PAST, RELATIVE), (PRESENT,), (PRESENT,)),
    ("hospital", True): ((PRESENT, UNDECIDED, UNDECIDED), (ABSENT,), (PAST, RELATIVE)),
    ("hospital", False): ((ABSENT, PAST, RELATIVE), (PRESENT,), (UNDECIDED,)),
}


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, place = Draws(seed, id, "coded"), params["place"]
    day, codable = note_day(draws), bool(draws.below(2))
    drawn = Lines(draws, day, True)
    key, *others = [drawn.draw(statuses, ("ill",)) for statuses in _STATUSES[place, codable]]
    symptom = drawn.draw((PRESENT, ABSENT), ("sym",))
    served = draws.shuffled([key, *others])
    options = {letter: Option(capitalized(line.name), _option_why(line, place)) for letter, line in zip("abc", served)}
    task = ChoiceTask(options, "abc"[served.index(key)])
    lines = draws.shuffled([key, *others, symptom])
    rule = f"{_RULES[place]} {COMPATIBLE}" if needs_compatible(lines) else _RULES[place]
    exhibit = [Paragraph(rule), *_note(draws, place, day, lines)]
    return generated(_STEMS[codable], exhibit, task, _why(key, others, place, codable))


# Wording ------------------------------------------------------------------------------------------------------------


def _note(draws: Draws, place: str, day: date, lines: list[NoteLine]) -> list[Block]:
    title = "OFFICE NOTE" if place == "clinic" else "DISCHARGE NOTE"
    return [
        Title(f"{title} {day:%m/%d/%Y}, RECORD {record_number(draws)}"),
        numbered(line.text for line in lines),
    ]


def _option_why(line: NoteLine, place: str) -> str:
    doubt = "is not enough at an office visit" if place == "clinic" else "at discharge is enough under this rule"
    verdict = f", and doubt {doubt}" if line.wording.status == UNDECIDED else ""
    return f'The note says "{line.text.rstrip(".")}"; {line.wording.reason}{verdict}.'


def _why(key: NoteLine, others: list[NoteLine], place: str, codable: bool) -> str:
    return " ".join(
        [
            _option_why(key, place),
            f"The two others {'may not' if codable else 'may'} be coded.",
            *(f'"{line.text}" ({line.wording.reason}).' for line in others),
            "Read each line to its last word, then turn to the rule.",
        ]
    )
