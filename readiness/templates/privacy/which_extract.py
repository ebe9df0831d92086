"""Three lists to be shared and the rule for them: which one still holds something to take out, or which one does not?

No two lists have a column in common, so that none is the odd one. With ``ask: holds`` one value or column of one list
breaks the rule, with ``ask: clean`` the same is true of two lists, so both have to be found out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import listed
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.exhibits.layout import GAP
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.identifiers import COLUMNS, HARMLESS, TAKE_OUT, Column, different, two_patients
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import table

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

_NARROW = 38
"""Cells that the columns of a list may take, so that they stand side by side on every screen."""

_STEMS = {
    "holds": (
        "A clinic wants to share these three lists with a school for coders. Which list still holds something that the "
        "rule takes out?"
    ),
    "clean": ("A clinic wants to share these three lists with a school for coders. Which list may be shared as it stands?"),
}
_TOPICS = (
    "arthritis",
    "back pain",
    "billing",
    "checkup",
    "diabetes",
    "falls",
    "follow-up",
    "knee pain",
    "surgery",
    "therapy",
)


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
    lists = _lists(draws, [(at == key) == (ask == "holds") for at in range(3)])
    options = {letter: Option(f"The {shown.topic} list", _option_why(shown)) for letter, shown in zip("abc", lists)}
    exhibit = [Title("THE RULE"), *TAKE_OUT, *(block for shown in lists for block in _paper(shown))]
    task = ChoiceTask(options, "abc"[key], shuffle=False)
    return generated(_STEMS[ask], exhibit, task, _why(lists))


def _lists(draws: Draws, faulty: list[bool]) -> list[_List]:
    """Three lists, narrow enough for the screen, each with two columns of its own that could tell who a patient is."""

    def draw() -> list[_List]:
        firsts = draws.sample([column for column in COLUMNS if column.quiet], 3)
        seconds = draws.sample([column for column in COLUMNS if column not in firsts], 3)
        labels = draws.sample([label for label in HARMLESS if label != "Disease"], 3)
        topics = draws.sample(_TOPICS, 3)
        if ("Age", "Born", True) in [(one.label, two.label, bad) for one, two, bad in zip(firsts, seconds, faulty)]:
            return []
        return [_list(draws, *parts) for parts in zip(topics, firsts, seconds, labels, faulty)]

    def narrow(made: list[_List]) -> bool:
        return bool(made) and max(map(_width, made)) <= _NARROW

    return first_fit(draw, narrow)


def _list(draws: Draws, topic: str, first: Column, second: Column, label: str, faulty: bool) -> _List:
    """A list whose first column holds what has to go if it is ``faulty``; the columns stand in random order."""
    stays = [second.label] if faulty else [first.label, second.label]
    patients = two_patients(draws, stays, faulty and first.label == "Age")
    columns = [
        (first.label, *first.two(draws, faulty, patients)),
        (second.label, *second.two(draws, False, patients)),
        (label, *different(draws, HARMLESS[label], HARMLESS[label])),
    ]
    return _List(
        topic,
        tuple(zip(*draws.shuffled(columns))),
        f"{first.label} holds {first.kind}" if faulty else "",
        f"{second.label} ({columns[1][1]})",
    )


# Wording ------------------------------------------------------------------------------------------------------------


def _paper(shown: _List) -> list[Block]:
    return [Title(f"{shown.topic.upper()} LIST"), table(shown.rows[0], shown.rows[1:])]


def _width(shown: _List) -> int:
    """The cells that the columns take side by side."""
    widths = [max(map(len, column)) for column in zip(*shown.rows)]
    return sum(widths) + GAP * (len(widths) - 1)


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
