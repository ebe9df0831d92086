"""A table that is to be shared: mark the columns that the rule takes out, if any.

Each column is shown with two of its values, under a heading that would suit harmless values as well. The rule is the
one for data without identifiers, or the milder one for a limited data set, under which towns, dates, and ages stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import listed
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.identifiers import (
    BUSY,
    COLUMNS,
    HARMLESS,
    LIMITED,
    LOUD,
    TAKE_OUT,
    Column,
    different,
    two_patients,
)
from readiness.templates.kit.marking import generated, mark_task, planted

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rule": {
            "enum": ["no-identifiers", "limited"],
            "description": "limited: towns, dates, and ages may stay, which tempts people to take them out",
        },
    },
    "required": ["rule"],
    "additionalProperties": False,
}

_STEMS = {
    "no-identifiers": (
        "A table is to go on a hospital's website. Each line is a column with the values of two patients. Which columns "
        "have to be taken out, if any?"
    ),
    "limited": (
        "A table is to go to researchers under an agreement. Each line is a column with the values of two patients. Which "
        "columns have to be taken out, if any?"
    ),
}
_LINES = 8
_PLAIN = 2
"""Lines whose heading never goes; the fewer they are, the less is won by knowing the headings."""
_MOST = 2
"""Columns that go, and under the milder rule columns that tempt people to take them out, at most."""


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, limited = Draws(seed, id, "columns"), params["rule"] == "limited"
    columns = draws.shuffled(COLUMNS)
    keyed = [column for column in columns if column.limited or not limited][: planted(draws, draws.between(1, _MOST))]
    others = [column for column in columns if column not in keyed]
    allowed = [column for column in others if limited and not column.limited][:_MOST]
    told = [column.label for column in keyed + allowed]
    kept = [column for column in others if column not in allowed and not (column.label == "Born" and "Age" in told)]
    kept = kept[: _LINES - _PLAIN - len(told)]
    patients = two_patients(draws, [column.label for column in kept], "Age" in told)
    lines = {column.label: column.two(draws, column.label in told, patients) for column in keyed + allowed + kept}
    harmless = [draws.pick(list(BUSY.items())), *LOUD.items(), *draws.shuffled(HARMLESS.items())]
    lines |= {label: different(draws, value, value) for label, value in harmless[: _LINES - len(lines)]}
    spots = {
        f"s{number}": Spot(f"{label}: {'; '.join(lines[label])}")
        for number, label in enumerate(draws.shuffled(lines), start=1)
    }
    out = {column.label for column in keyed}
    task = mark_task(spots, [id for id, spot in spots.items() if spot.text.split(": ")[0] in out], "No column has to go")
    why = _why(keyed, allowed, kept, lines)
    exhibit: list[Block] = [Title("THE RULE"), *(LIMITED if limited else TAKE_OUT)]
    return generated(_STEMS[params["rule"]], exhibit, task, why)


def _why(keyed: list[Column], allowed: list[Column], kept: list[Column], lines: Mapping[str, list[str]]) -> str:
    samples = {label: max(values) if label == "Age" else values[0] for label, values in lines.items()}
    notes = [f'"{column.label}" holds {column.kind} ({samples[column.label]}).' for column in keyed]
    if not keyed:
        notes = ["No value in this table is on the list of what goes."]
    if allowed:
        names = listed([f'"{column.label}"' for column in allowed])
        notes.append(f"{names} tempt, but this rule lets towns, dates, and ages stay.")
    examples = listed([f'"{column.label}" ({samples[column.label]})' for column in kept[:2]])
    return " ".join([*notes, f"{examples} may sound personal, but the values here are not. {_LESSON}"])


_LESSON = "Look at the values, not at the headings: the same heading can hold either."
