"""Dates and amounts typed from a statement: find the lines typed wrong, if there are any.

A slip is planted in the date or in the amount of each keyed line. A wrong date keeps the order of the dates, so that it
does not show without the paper. With ``writing: changed`` the screen writes both in its own way, put on after the slip.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted_up_to, refuse_crowds
from readiness.templates.kit.papers import fields
from readiness.templates.kit.slips import date_slips, money, money_slips, us_date

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "writing": {"enum": ["same", "changed"], "description": "changed: the screen writes dates and amounts its way"},
        "lines": {
            "type": "integer",
            "minimum": 6,
            "maximum": 10,
            "description": "lines of the statement; at least three times the slips",
        },
        "slips": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines typed wrong at most; in some instances none is",
        },
    },
    "required": ["writing", "lines", "slips"],
    "additionalProperties": False,
}

_STEMS = {
    "same": "Dates and charges were typed from a paper statement. Which lines differ, if any?",
    "changed": "Dates and charges were typed from a paper statement into a screen that writes in its own way. Which "
    "lines were typed wrong, if any?",
}
_EXHIBIT = (
    Title("HOW THE SCREEN WRITES"),
    fields((("Dates:", "month/day/year becomes year-month-day"), ("Money:", "no $, no comma"))),
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["lines"], params["slips"])
    draws, changed = Draws(seed, id, "amounts"), params["writing"] == "changed"
    paper = _statement(draws, params["lines"])
    typed = list(paper)
    slipped: dict[str, str] = {}
    wrong = draws.sample(range(len(paper)), planted_up_to(draws, params["slips"]))
    in_date = draws.below(2) == 1
    for at in wrong:
        slips = _slips(typed, at, in_date)
        slip = draws.pick([slip for slip in slips if slip not in slipped.values()] or list(slips))
        slipped[f"s{at + 1}"] = slip
        typed[at] = draws.pick(slips[slip])
        in_date = not in_date
    spots = {
        f"s{at}": Spot(f"Line {at}", " ".join(left), " ".join(_as_on_screen(right) if changed else right))
        for at, (left, right) in enumerate(zip(paper, typed), start=1)
    }
    task = mark_task(spots, slipped, "No line is wrong" if changed else "Nothing differs", ("Paper", "Screen"))
    if slipped:
        notes = [f"{spots[id].text}: {spots[id].left} became {spots[id].right} ({slipped[id]})." for id in task.key]
        why = " ".join([*notes, _WHY])
    else:
        why = _NOTHING.format(spots["s1"].left, spots["s1"].right)
    return generated(_STEMS[params["writing"]], _EXHIBIT if changed else (), task, why)


_WHY = (
    "The rest agrees. A sum or a date looks right on its own as long as it could be true, so the look of a line proves "
    "nothing: read the date piece by piece, then the amount digit by digit."
)
_NOTHING = (
    "Every line says the same on paper and on the screen; the first, {}, is there as {}. Long columns make people "
    "doubt lines that agree, most of all amounts that resemble each other. Compare the date piece by piece, then the "
    "amount digit by digit, and say so when nothing differs."
)

Line = tuple[str, str]
"""A date and an amount, as the statement writes them."""


def _statement(draws: Draws, count: int) -> list[Line]:
    """Lines in the order of their dates, two of them on the same day."""
    first = date(2025, 1, 6) + timedelta(days=draws.below(60))
    days = [day for ahead in range(280) if (day := first + timedelta(days=ahead)).day <= 28]
    dates = draws.sample(days, count - 1)
    texts = [us_date(day.year, day.month, day.day) for day in sorted([*dates, draws.pick(dates)])]
    return [(text, money(draws.between(2000, 299999), cents=True)) for text in texts]


def _slips(lines: list[Line], at: int, in_date: bool) -> dict[str, list[Line]]:
    """The wrong lines that may stand for the line there, by what went wrong: in the date, if it is to be and can be."""
    day, amount = lines[at]
    slips: dict[str, list[Line]] = {}
    if in_date:
        month, rest = int(day[:2]), day[2:]
        wrong = [
            *date_slips(day),
            *((f"{other:02}{rest}", "one month off") for other in (month - 1, month + 1) if 1 <= other <= 12),
        ]
        before, after = lines[at - 1 : at], lines[at + 1 : at + 2]
        for text, slip in wrong:
            dates = [_sortable(shown) for shown, _ in (*before, (text, amount), *after)]
            if dates == sorted(dates):
                slips.setdefault(slip, []).append((text, amount))
    if not slips:
        for text, slip in money_slips(amount):
            slips.setdefault(slip, []).append((day, text))
    return slips


def _sortable(text: str) -> str:
    month, day, year = text.split("/")
    return f"{year}-{month}-{day}"


def _as_on_screen(line: Line) -> Line:
    return _sortable(line[0]), line[1].replace("$", "").replace(",", "")
