"""Mark the lines, each from another note, in which things stand as asked: there, absent, over, undecided or planned.

The rule on screen says what to mark. The key holds by construction: each line is made for one status. Every list mixes
the statuses, so that most lines name an illness that is not to be marked; in some lists no line is. Where a treatment
still to come is asked for, no line tells of one that is going on: that one is partly still to come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted
from readiness.templates.kit.note_lines import (
    ABSENT,
    COMPATIBLE,
    NOT_PLANNED,
    PAST,
    PLANNED,
    PRESENT,
    RELATIVE,
    UNDECIDED,
    Lines,
    NoteLine,
    needs_compatible,
    note_day,
)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "wording": {
            "enum": ["plain", "tricky"],
            "description": "plain: one well-known word says it; tricky: in some lines a word points the other way",
        },
    },
    "required": ["wording"],
    "additionalProperties": False,
}

# status: the rule, the question, the statuses of the other lines, first the one most easily taken for it
_ASKED = {
    PRESENT: (
        "Mark a line if it says, as a fact, that the patient has the problem now. A problem under treatment counts.",
        "Which lines name a problem that the patient has now?",
        (UNDECIDED, ABSENT, PAST, RELATIVE),
    ),
    ABSENT: (
        "Mark a line if it says that the patient does not have the problem: denied, not found or ruled out. A problem "
        "that was there years ago and is over does not count.",
        "Which lines say that the patient does not have the problem?",
        (UNDECIDED, PAST, PRESENT, RELATIVE),
    ),
    PAST: (
        "Mark a line if it says that the patient had the problem in the past and that it is over. A problem still "
        "under treatment is not over.",
        "Which lines name a problem that the patient had and that is over?",
        (RELATIVE, ABSENT, PRESENT, UNDECIDED),
    ),
    UNDECIDED: (
        "Mark a line if the doctor has not yet decided whether the patient has the problem.",
        "Which lines leave open whether the patient has the problem?",
        (ABSENT, PRESENT, PAST, RELATIVE),
    ),
    PLANNED: (
        "Mark a line if it names a test or treatment that is still to be done.",
        "Which lines name a test or treatment that is still to come?",
        (NOT_PLANNED, UNDECIDED, PAST, ABSENT),
    ),
}
_LINES = 9
_NO_LINE = "None of these lines."


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "status")
    asked = draws.pick(list(_ASKED))
    rule, stem, others = _ASKED[asked]
    drawn = Lines(draws, note_day(draws), tricky=params["wording"] == "tricky")
    keyed = [drawn.draw([asked]) for _ in range(planted(draws, draws.between(1, 3)))]
    rest = [drawn.draw([status]) for status in others]
    rest += [drawn.draw(others) for _ in range(_LINES - len(keyed) - len(rest))]
    lines = draws.shuffled([*keyed, *rest])
    spots = {f"s{number}": Spot(line.text) for number, line in enumerate(lines, start=1)}
    task = mark_task(spots, [f"s{number}" for number, line in enumerate(lines, start=1) if line in keyed], _NO_LINE)
    rules = f"{rule} {COMPATIBLE}" if needs_compatible(lines) and asked != PLANNED else rule
    exhibit: list[Block] = [Title("LINES FROM NINE PATIENTS' NOTES"), Paragraph(rules)]
    return generated(stem, exhibit, task, _why(keyed, rest))


def _why(keyed: list[NoteLine], rest: list[NoteLine]) -> str:
    tempting = next((line for line in rest if line.wording.tricky), rest[0])
    marked = {0: "No line is to be marked.", 1: "One line is to be marked:"}.get(len(keyed), "To be marked:")
    return " ".join(
        [
            marked,
            *(f'"{line.text}" ({line.wording.reason}).' for line in keyed),
            f'A tempting line: "{tempting.text}" ({tempting.wording.reason}). Ask each line for its last word, and '
            "who is meant.",
        ]
    )
