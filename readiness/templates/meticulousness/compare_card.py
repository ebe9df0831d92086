"""An insurance card against the registration screen, which writes in its own way: find the lines typed wrong.

A slip is planted in what the card says, and then the screen's way of writing is put on it. No slip is lost that way:
none is in a dash, a space, a case or a sign.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted_up_to, refuse_crowds
from readiness.templates.kit.papers import fields
from readiness.templates.kit.people import PLANS, digits, full_name, one_of
from readiness.templates.kit.records import Field, member_id, plant
from readiness.templates.kit.slips import (
    Slips,
    date_slips,
    member_slips,
    money_slips,
    name_slips,
    number_slips,
    swapped_words,
    us_date,
)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "fields": {
            "type": "integer",
            "minimum": 6,
            "maximum": 10,
            "description": "lines to compare; at least three times the differences",
        },
        "differences": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines typed wrong at most; in some instances none is",
        },
    },
    "required": ["fields", "differences"],
    "additionalProperties": False,
}

_EXHIBIT = (
    Title("HOW THE SCREEN WRITES"),
    fields(
        (
            ("Names:", "LAST NAME, FIRST NAME"),
            ("Words:", "capital letters"),
            ("Dates:", "month/day/year becomes year-month-day"),
            ("Numbers:", "no dashes, no spaces"),
            ("Money:", "two decimals, no $, no comma"),
        )
    ),
)

_STEM = (
    "Registration typed an insurance card into its screen, which writes in its own way. Which lines were typed wrong, "
    "if any?"
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["fields"], params["differences"])
    draws = Draws(seed, id, "card")
    chosen = draws.sample(list(_FIELDS), params["fields"])
    fields = [field for field in _FIELDS if field in chosen]
    card = {field.id: field.value(draws) for field in fields}
    typed, slipped = plant(draws, fields, card, planted_up_to(draws, params["differences"]))
    screen = {field.id: _FIELDS[field](typed[field.id]) for field in fields}
    spots = {field.id: Spot(field.label, card[field.id], screen[field.id]) for field in fields}
    task = mark_task(spots, slipped, "Nothing was typed wrong", ("Card", "Screen"))
    if slipped:
        notes = [f"{spots[id].text}: {card[id]} became {screen[id]} ({slipped[id]})." for id in task.key]
        why = " ".join([*notes, _WHY])
    else:
        first, last = fields[0].id, fields[-1].id
        why = _NOTHING.format(screen[first], card[first], screen[last], card[last])
    return generated(_STEM, _EXHIBIT, task, why)


_WHY = (
    "The other lines only look different. A new way of writing hides slips, since no line keeps its shape: turn each "
    "one back in your head, then compare it piece by piece."
)
_NOTHING = (
    "Each line looks different and says the same: {} is the screen's way to write {}, and {} stands for {}. Turn each "
    "line back in your head and compare it piece by piece. To call a new way of writing an error makes work for "
    "someone who finds nothing to repair."
)


# Ways of writing ----------------------------------------------------------------------------------------------------


def _last_name_first(text: str) -> str:
    first, last = text.upper().split(" ")
    return f"{last}, {first}"


def _year_first(text: str) -> str:
    month, day, year = text.split("/")
    return f"{year}-{month}-{day}"


def _bare(text: str) -> str:
    return text.replace("-", "").replace(" ", "")


def _plain_money(text: str) -> str:
    return text.replace("$", "").replace(",", "") + ".00"


# Lines --------------------------------------------------------------------------------------------------------------

_INSURERS = {
    "Quillwood": "Quilwood",
    "Tarnbrook": "Tarnbrooke",
    "Pinemoor": "Pinemore",
    "Lakemere": "Lakemore",
    "Stonefen": "Stonefern",
    "Brackenhill": "Brackenhall",
}
_insurer_slips = swapped_words(_INSURERS, "a similar name")
_plan_slips = swapped_words(PLANS, "a similar plan name")


def _insurer(draws: Draws) -> str:
    return f"{one_of(_INSURERS, draws)} {draws.pick(('Health', 'Mutual', 'Care'))}"


def _plan(draws: Draws) -> str:
    return f"{draws.pick(('Family', 'Union', 'City'))} {one_of(PLANS, draws)}"


def _start(draws: Draws) -> str:
    return us_date(2025, draws.between(1, 9), draws.between(1, 28))


def _group(draws: Draws) -> str:
    return f"{digits(draws, 2)}-{digits(draws, 4)}"


def _card_number(draws: Draws) -> str:
    return f"{digits(draws, 4)} {digits(draws, 2)} {digits(draws, 3)}"


def _copay(draws: Draws) -> str:
    return f"${draws.between(12, 95)}"


def _deductible(draws: Draws) -> str:
    return f"${draws.between(1, 4)},{draws.between(1, 19) * 50:03}"


def _start_slips(text: str) -> Slips:
    return [slip for slip in date_slips(text) if slip[0][:2] <= "10"]


_FIELDS: dict[Field, Callable[[str], str]] = {
    Field("member", "Patient", "name", full_name, name_slips): _last_name_first,
    Field("id", "Member ID", "id", member_id, member_slips): _bare,
    Field("group", "Group number", "number", _group, number_slips): _bare,
    Field("insurer", "Insurer", "word", _insurer, _insurer_slips): str.upper,
    Field("plan", "Plan", "word", _plan, _plan_slips): str.upper,
    Field("insured", "Policyholder", "name", full_name, name_slips): _last_name_first,
    Field("start", "Effective date", "date", _start, _start_slips): _year_first,
    Field("card", "Card number", "number", _card_number, number_slips): _bare,
    Field("visit", "Copay", "money", _copay, money_slips): _plain_money,
    Field("year", "Deductible", "money", _deductible, money_slips): _plain_money,
}
