"""Three lists to be shared and the rule for them: which one still holds something to take out, or which one does not?

All lists have the same kinds of columns. With ``ask: holds`` one value or column of one list breaks the rule, with
``ask: clean`` the same is true of two lists, so both have to be found out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness.draws import Draws
from readiness.model import ChoiceTask, Generated, Option
from readiness.templates.identifiers import COLUMNS, HARMLESS, TAKE_OUT, different
from readiness.templates.marking import WIDTH, generated, listed

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "ask": {
            "enum": ["holds", "clean"],
            "description": "holds: one of the lists breaks the rule; clean: two do, and the other one is asked for",
        },
    },
    "required": ["ask"],
    "additionalProperties": False,
}

_STEMS = {
    "holds": (
        "A clinic wants to share these three lists with a school for coders. Which list still holds something that the "
        "rule takes out?"
    ),
    "clean": (
        "A clinic wants to share these three lists with a school for coders. Which list may be shared as it stands?"
    ),
}
_TOPICS = ("asthma", "anemia", "eczema", "gout", "hernia", "measles", "mumps", "rashes", "ulcers", "sprains")


@dataclass(frozen=True, slots=True)
class _List:
    """A list of two patients; ``fault`` says what has to go, if anything, and ``sample`` is a value that may stay."""

    topic: str
    rows: tuple[tuple[str, ...], ...]
    fault: str
    sample: str


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, ask = Draws(seed, id, "extract"), params["ask"]
    key = draws.below(3)
    topics = draws.sample(_TOPICS, 3)
    lists = [_list(draws, topic, (at == key) == (ask == "holds")) for at, topic in enumerate(topics)]
    options = {letter: Option(f"The {shown.topic} list", _option_why(shown)) for letter, shown in zip("abc", lists)}
    exhibit = [*TAKE_OUT, *(line for shown in lists for line in _lines(shown))]
    task = ChoiceTask(options, "abc"[key], shuffle=False)
    return generated(_STEMS[ask], exhibit, task, _why(lists))


def _list(draws: Draws, topic: str, faulty: bool) -> _List:
    """Two columns that could tell who a patient is and one that could not, narrow enough for the screen."""
    while True:
        first = draws.pick([column for column in COLUMNS if column.quiet])
        second = draws.pick([column for column in COLUMNS if column != first])
        label = draws.pick([label for label in HARMLESS if label != "Disease"])
        columns = [
            (first.label, *first.two(draws, faulty)), (second.label, *second.two(draws, False)),
            (label, *different(draws, HARMLESS[label], HARMLESS[label])),
        ]
        made = _List(
            topic, tuple(zip(*draws.shuffled(columns))), f"{first.label} holds {first.kind}" if faulty else "",
            f"{second.label} ({columns[1][1]})",
        )
        if max(map(len, _lines(made))) <= WIDTH:
            return made


# Wording ------------------------------------------------------------------------------------------------------------

def _lines(shown: _List) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*shown.rows)]
    rows = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in shown.rows]
    return ["", f"{shown.topic.upper()} LIST", *rows]


def _option_why(shown: _List) -> str:
    if shown.fault:
        return f"Its column {shown.fault}, which the rule takes out."
    return f"Its values may all stay under the rule, also those of {shown.sample}."


def _why(lists: list[_List]) -> str:
    faults = [f"In the {shown.topic} list, {shown.fault}, which has to go." for shown in lists if shown.fault]
    fine = [f"{shown.sample} in the {shown.topic} list" for shown in lists if not shown.fault]
    return (
        f"{' '.join(faults)} Values that may stay, though their heading sounds personal: {listed(fine)}. A list "
        f"without names may still tell who someone is: check it value by value, down to the last row."
    )
