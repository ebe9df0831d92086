"""A table with two measures of a wound, and a rule for when they disagree: which code does the note get?

A solver finds the row. The key is each of the three rows equally often; the values lie at or near the limits, and the
two measures always point to different rows, so that neither alone is a way to the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import capitalized
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import numbered, table

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rules": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2,
            "description": "1: what counts when the measures disagree; 2: an exception as well",
        },
    },
    "required": ["rules"],
    "additionalProperties": False,
}

_STEM = "Which code does this invented table give the wound?"


@dataclass(frozen=True, slots=True)
class _Page:
    """Codes of the rows from the top; the limits at which the second and third row begin; and the rules.

    ``down``: whether the lower of two rows counts. ``step``: rows that the exception moves down, negative for up, 0
    when there is none. ``old``: the exception is for patients of 65 or older, else for the face.
    """

    codes: tuple[str, str, str]
    lengths: tuple[int, int]
    widths: tuple[int, int]
    down: bool
    step: int
    old: bool


@dataclass(frozen=True, slots=True)
class _Note:
    """Length in cm, width in mm: of no wound is the width more than the length."""

    length: int
    width: int
    age: int
    place: str


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "grades")
    row = draws.below(3)

    def draw() -> tuple[_Page, _Note]:
        page = _page(draws, params["rules"] == 2)
        return page, _note(draws, page)

    page, note = first_fit(draw, lambda drawn: _fair(*drawn, row))
    options = {
        letter: Option(code, _reason(page, note, at, at == row)) for at, (letter, code) in enumerate(zip("abc", page.codes))
    }
    task = ChoiceTask(options, key="abc"[row], shuffle=False)
    return generated(_STEM, _exhibit(draws, page, note), task, _why(page, note, row))


# The solver ---------------------------------------------------------------------------------------------------------


def _row(limits: tuple[int, int], value: int) -> int:
    return sum(value >= limit for limit in limits)


def _excepted(page: _Page, note: _Note) -> bool:
    return note.age >= 65 if page.old else note.place in _FACE


def _solve(page: _Page, note: _Note, down: bool, excepted: bool) -> int:
    """The row of the code, 0 to 2, when the lower (or the upper) of two rows counts and the exception is used."""
    rows = _row(page.lengths, note.length), _row(page.widths, note.width)
    return min(2, max(0, (max(rows) if down else min(rows)) + page.step * excepted))


def _fair(page: _Page, note: _Note, row: int) -> bool:
    """Whether the key is that row, each slip leads to another one, and a value lies at a limit."""
    excepted = _excepted(page, note)
    slips = [_solve(page, note, not page.down, excepted)]
    if page.step:
        slips.append(_solve(page, note, page.down, not excepted))
    at_limit = any(
        value in (limit - 1, limit)
        for value, limits in ((note.length, page.lengths), (note.width, page.widths))
        for limit in limits
    )
    return at_limit and _solve(page, note, page.down, excepted) == row and row not in slips


# The page and the note ----------------------------------------------------------------------------------------------

_FACE = ("cheek", "forehead")
_ELSEWHERE = ("neck", "forearm", "back", "thigh")
_WOUNDS = ("laceration", "bite wound", "crush wound", "surgical wound")
_WAYS = {True: "down", False: "up"}


def _page(draws: Draws, exception: bool) -> _Page:
    family = f"{draws.pick('CFGHJKMNPRTVWX')}{draws.between(2, 9)}"
    letter, numbers = draws.pick("CFGHJKMNPRTVWX"), [draws.between(low, low + 27) for low in (10, 40, 70)]
    first, second, third = (f"{family}-{number}{letter}" for number in numbers)
    return _Page(
        (first, second, third),
        (draws.between(3, 4), draws.between(7, 8)),
        (draws.between(5, 9), draws.between(13, 16)),
        draws.below(2) == 0,
        draws.pick((-1, 1)) if exception else 0,
        draws.below(2) == 0,
    )


def _note(draws: Draws, page: _Page) -> _Note:
    length, width = (
        draws.pick((first - 1, first, first + 2, second - 1, second, second + 2))
        for first, second in (page.lengths, page.widths)
    )
    return _Note(length, width, draws.pick((62, 63, 64, 65, 66, 67)), draws.pick(_FACE + _ELSEWHERE))


def _exhibit(draws: Draws, page: _Page, note: _Note) -> list[Block]:
    rules = [f"If the two disagree, the row further {_WAYS[page.down]} counts."]
    if page.step:
        rules.append(f"{_exception(page)}: one row {_WAYS[page.step > 0]}, if possible.")
    return [
        Title("WOUND CODES"),
        table(("Code", "Length, cm", "Width, mm"), zip(page.codes, _spans(page.lengths), _spans(page.widths))),
        numbered(rules),
        Title("NOTE"),
        Paragraph(
            f"Age {note.age}. {capitalized(draws.pick(_WOUNDS))} of the {note.place}, {note.length} cm long, "
            f"{note.width} mm wide."
        ),
    ]


def _exception(page: _Page) -> str:
    return "Age 65 or older" if page.old else "Wound on the face"


def _spans(limits: tuple[int, int]) -> tuple[str, str, str]:
    first, second = limits
    return f"under {first}", f"{first} to {second - 1}", f"{second} or more"


# Reasons ------------------------------------------------------------------------------------------------------------


def _reason(page: _Page, note: _Note, at: int, key: bool) -> str:
    by_length, by_width = _row(page.lengths, note.length), _row(page.widths, note.width)
    if key:
        then = f", and then rule 2 {'moves it' if _excepted(page, note) else 'does not hold'}" if page.step else ""
        return f"Of the rows for {note.length} cm and {note.width} mm rule 1 takes the one further {_WAYS[page.down]}{then}."
    if at == _solve(page, note, not page.down, _excepted(page, note)):
        return (
            f"This starts from the row further {_WAYS[not page.down]}, where rule 1 takes the one further "
            f"{_WAYS[page.down]}."
        )
    if page.step and at == _solve(page, note, page.down, not _excepted(page, note)):
        return (
            f"This {'forgets' if _excepted(page, note) else 'uses'} rule 2, whose condition is "
            f"{'met' if _excepted(page, note) else 'not met'} in this note."
        )
    if at in (by_length, by_width):
        return f"This goes by the {'length' if at == by_length else 'width'} alone and looks at nothing else."
    return f"The length of {note.length} cm and the width of {note.width} mm both point to other rows than this."


def _why(page: _Page, note: _Note, row: int) -> str:
    by_length, by_width = page.codes[_row(page.lengths, note.length)], page.codes[_row(page.widths, note.width)]
    texts = [
        f"A length of {note.length} cm is in the row of {by_length}, a width of {note.width} mm in that of {by_width}. By "
        f"rule 1 the row further {_WAYS[page.down]} counts.",
    ]
    if page.step:
        fact = f"the patient is {note.age}" if page.old else f"the {note.place} is {_part(note)}"
        moved = (
            f"so it is one row {_WAYS[page.step > 0]}: {page.codes[row]}"
            if _excepted(page, note)
            else f"so rule 2 changes nothing: {page.codes[row]}"
        )
        texts.append(f"{capitalized(fact)}, {moved}.")
    return " ".join([*texts, _CLOSE])


def _part(note: _Note) -> str:
    return "part of the face" if note.place in _FACE else "not part of the face"


_CLOSE = (
    "Values at a limit are where slips happen: ask on which side of the limit the page puts them. Find the row of each "
    "measure before you use a rule."
)
