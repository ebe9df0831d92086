"""A note and the rule of the place: which of three diseases in it may be coded?

In a clinic only what the doctor states as a fact; at the end of a hospital stay what is still called probable as well.
Each disease has one line, made for its status. One may be coded, the two others may not, for two different reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from readiness.draws import Draws
from readiness.model import ChoiceTask, Generated, Option
from readiness.templates.marking import capitalized, generated, wrapped
from readiness.templates.note_lines import ABSENT, PAST, PRESENT, RELATIVE, UNDECIDED, Lines, NoteLine
from readiness.templates.people import full_name, record_number

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
    "clinic": (
        "Rule of this clinic: code a disease if the doctor states as a fact that the patient has it now. Do not code "
        "it while it is in doubt."
    ),
    "hospital": (
        "Rule of this hospital: code a disease of the patient if the doctor states it as a fact, and also if it is "
        "still in doubt when the patient goes home. Do not code it if it was ruled out or is over."
    ),
}
_MAY = {"clinic": (PRESENT,), "hospital": (PRESENT, UNDECIDED, UNDECIDED)}
_MAY_NOT = {"clinic": (UNDECIDED, UNDECIDED, ABSENT, PAST, RELATIVE), "hospital": (ABSENT, ABSENT, PAST, RELATIVE)}


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, place = Draws(seed, id, "coded"), params["place"]
    drawn = Lines(draws, True)
    key = drawn.draw(_MAY[place], ("ill",))
    first = drawn.draw(_MAY_NOT[place], ("ill",))
    second = drawn.draw([status for status in _MAY_NOT[place] if status != first.wording.status], ("ill",))
    symptom = drawn.draw((PRESENT, ABSENT), ("sym",))
    served = draws.shuffled([key, first, second])
    options = {letter: Option(capitalized(line.name), _option_why(line, place)) for letter, line in zip("abc", served)}
    task = ChoiceTask(options, "abc"[served.index(key)])
    lines = draws.shuffled([key, first, second, symptom])
    stem = "Which disease in this note may be coded under the rule?"
    exhibit = [*wrapped(_RULES[place]), "", *_note(draws, place, lines)]
    return generated(stem, exhibit, task, _why(key, [first, second], place))


# Wording ------------------------------------------------------------------------------------------------------------

def _note(draws: Draws, place: str, lines: list[NoteLine]) -> list[str]:
    day = date(2026, 1, 5) + timedelta(days=draws.below(300))
    title = "OFFICE NOTE" if place == "clinic" else "DISCHARGE NOTE"
    numbered = [row for number, line in enumerate(lines, start=1) for row in wrapped(f"{number}. {line.text}", "   ")]
    return [f"{title}  {day.isoformat()}", f"{full_name(draws)}, MRN {record_number(draws)}", *numbered]


def _option_why(line: NoteLine, place: str) -> str:
    doubt = "is not enough in this clinic" if place == "clinic" else "at discharge is enough under this rule"
    verdict = f", and doubt {doubt}" if line.wording.status == UNDECIDED else ""
    return f'The note says "{line.text.rstrip(".")}"; {line.wording.reason}{verdict}.'


def _why(key: NoteLine, others: list[NoteLine], place: str) -> str:
    return " ".join([
        _option_why(key, place), "The two others may not be coded.",
        *(f'"{line.text}" ({line.wording.reason}).' for line in others),
        "Read each line to its last word, then turn to the rule.",
    ])
