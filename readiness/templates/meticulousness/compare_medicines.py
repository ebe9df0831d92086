"""Two medicine lists in different orders: find the lines of the second that are not on the first, if there are any.

The drugs are invented, each with a partner whose name looks alike. Pairs of partners stand on both lists unchanged,
and a slip may give a drug its partner's name or strength. The key holds because a line with a slip is kept only if it
is on no list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import counted
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted, refuse_crowds
from readiness.templates.kit.papers import bullets

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "drugs": {
            "type": "integer",
            "minimum": 6,
            "maximum": 10,
            "description": "lines of a list; at least three times the differences",
        },
        "differences": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines that differ; in some instances none does",
        },
        "pairs": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "pairs of drugs with similar names that stand on both lists",
        },
    },
    "required": ["drugs", "differences", "pairs"],
    "additionalProperties": False,
}

_STEM = (
    "No medicine was changed in the hospital, so each line of the list for home should repeat a line of the arrival "
    "list. The order may differ. The drugs are invented. Which lines of the list for home are wrong, if any?"
)


@dataclass(frozen=True, slots=True)
class _Line:
    drug: str
    strength: str
    tablets: int
    time: str

    def __str__(self) -> str:
        return f"{self.drug} {self.strength}, {counted(self.tablets, 'tablet')}, {self.time}"


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["drugs"], params["differences"])
    draws = Draws(seed, id, "medicines")
    names = _names(draws, params["drugs"], params["pairs"])
    arrival = [_line(draws, name) for name in draws.shuffled(names)]
    served = draws.shuffled(arrival)
    home = list(served)
    slipped: dict[str, str] = {}
    for at in draws.sample(range(len(served)), planted(draws, params["differences"])):
        slips = _slips(served[at], arrival)
        kinds = [kind for kind in slips if kind not in slipped.values()] or list(slips)
        slipped[f"s{at + 1}"] = kind = draws.pick(kinds)
        home[at] = draws.pick(slips[kind])
    spots = {f"s{at}": Spot(str(line)) for at, line in enumerate(home, start=1)}
    task = mark_task(spots, slipped, "No line is wrong")
    exhibit: list[Block] = [Title("ARRIVAL LIST"), bullets(map(str, arrival))]
    if slipped:
        was = {f"s{at}": str(line) for at, line in enumerate(served, start=1)}
        notes = [f"{was[id]} became {spots[id].text} ({slipped[id]})." for id in task.key]
        why = " ".join([*notes, _WHY])
    else:
        one = next(name for name in names if _PARTNERS[name] in names)
        why = _NOTHING.format(one, _PARTNERS[one])
    return generated(_STEM, exhibit, task, why)


_WHY = "Long names are read by their shape. Take one line, find the same name on the other list, compare it to the end."
_NOTHING = (
    "Each line for home stands on the arrival list, word for word. {} and {} look like one drug with a slip in its "
    "name, but both stand on both lists. Lists in different orders make people doubt what agrees: tick off a line when "
    "its twin is found, and nothing is left over."
)


def _names(draws: Draws, count: int, pairs: int) -> list[str]:
    both = draws.sample(_LOOK_ALIKES, count)
    return [name for pair in both[:pairs] for name in pair] + [draws.pick(pair) for pair in both[pairs : count - pairs]]


def _line(draws: Draws, name: str) -> _Line:
    return _Line(name, draws.pick(list(_STRENGTHS)), draws.between(1, 2), draws.pick(list(_TIMES)))


def _slips(line: _Line, arrival: list[_Line]) -> dict[str, list[_Line]]:
    """The wrong lines that may stand for it, by what went wrong."""
    partner = _PARTNERS[line.drug]
    number, unit = line.strength.split(" ")
    slips = {
        "another unit": [replace(line, strength=f"{number} {'mcg' if unit == 'mg' else 'mg'}")],
        "another strength": [replace(line, strength=f"{other} {unit}") for other in _STRENGTHS[line.strength]],
        "another number of tablets": [replace(line, tablets=3 - line.tablets)],
        "another time of day": [replace(line, time=_TIMES[line.time])],
    }
    twins = [other for other in arrival if other.drug == partner]
    if not twins:
        slips["a similar name"] = [replace(line, drug=partner)]
    elif twins[0].strength != line.strength:
        slips[f"the strength of {partner}"] = [replace(line, strength=twins[0].strength)]
    return slips


_TIMES = {"morning": "evening", "evening": "morning", "noon": "night", "night": "noon"}
_STRENGTHS = {
    f"{number} {unit}": wrong
    for unit in ("mg", "mcg")
    for number, wrong in {
        "0.5": ("5",),
        "2": ("20",),
        "2.5": ("25",),
        "5": ("50", "0.5"),
        "7.5": ("75",),
        "12.5": ("125",),
        "15": ("1.5", "50"),
        "20": ("2", "200"),
        "25": ("2.5", "250", "52"),
        "40": ("4", "400"),
        "50": ("5", "500", "15"),
        "75": ("7.5", "57"),
        "125": ("12.5", "152"),
        "150": ("15", "105"),
    }.items()
}
_LOOK_ALIKES = (
    ("Brovalex", "Bravolex"),
    ("Quintovar", "Quintavor"),
    ("Zelmadine", "Zelnadine"),
    ("Ormatrel", "Ornatrel"),
    ("Talvexin", "Tavlexin"),
    ("Penduril", "Penburil"),
    ("Sorvadex", "Sovradex"),
    ("Lumetral", "Lunetral"),
    ("Daxomine", "Daxonime"),
    ("Fenorvil", "Fenovril"),
    ("Rendovan", "Rednovan"),
    ("Halbucet", "Halducet"),
    ("Istromil", "Istormil"),
    ("Kelprazon", "Kelparzon"),
    ("Nuvodrel", "Nuvordel"),
    ("Gavistren", "Gavistern"),
    ("Ulmedane", "Ulnedane"),
    ("Wexolar", "Wexalor"),
    ("Pyrelvan", "Pyrevlan"),
    ("Ebrusan", "Erbusan"),
    ("Jantolin", "Jamtolin"),
    ("Molvetine", "Movletine"),
    ("Cadrimol", "Cabrimol"),
    ("Veltarin", "Vetlarin"),
)
_PARTNERS = {**dict(_LOOK_ALIKES), **{second: first for first, second in _LOOK_ALIKES}}
