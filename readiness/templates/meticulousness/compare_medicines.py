"""Two medicine lists in different orders: find the lines of the second that are not on the first, if there are any.

The drugs are real ones whose names are often mixed up, most from the list of look-alike names of the FDA and ISMP, in
tablets that are made. Pairs of look-alikes stand on both lists unchanged, and a slip may give a drug its partner's name
or strength. The key holds because a line with a slip is kept only if it is on no list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted_up_to, refuse_crowds
from readiness.templates.kit.papers import bullets

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "drugs": {
            "type": "integer",
            "minimum": 6,
            "maximum": 9,
            "description": "lines of a list; at least three times the differences",
        },
        "differences": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines that differ at most; in some instances none does",
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
    "Nothing was changed in the hospital, so each line of the list for home should repeat a line of the arrival list, "
    "in any order. Which lines for home are wrong, if any?"
)


@dataclass(frozen=True, slots=True)
class _Line:
    drug: str
    strength: str
    times: str

    def __str__(self) -> str:
        return f"{self.drug} {self.strength} {self.times}"


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["drugs"], params["differences"])
    draws = Draws(seed, id, "medicines")
    names = _names(draws, params["drugs"], params["pairs"])
    arrival = [_line(draws, name) for name in draws.shuffled(names)]
    served = draws.shuffled(arrival)
    home = list(served)
    slipped: dict[str, str] = {}
    for at in draws.sample(range(len(served)), planted_up_to(draws, params["differences"])):
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


_WHY = (
    "Long names are read by their shape. Take one line, find the same name on the other list, and compare the strength "
    "and the times to the end."
)
_NOTHING = (
    "Each line for home stands on the arrival list, word for word. {} and {} look like one drug with a slip in its "
    "name, but both stand on both lists. Lists in different orders make people doubt what agrees: tick off a line when "
    "its twin is found, and nothing is left over."
)


def _names(draws: Draws, count: int, pairs: int) -> list[str]:
    both = draws.sample(_LOOK_ALIKES, count)
    return [name for pair in both[:pairs] for name in pair] + [draws.pick(pair) for pair in both[pairs : count - pairs]]


def _line(draws: Draws, name: str) -> _Line:
    return _Line(name, draws.pick(_STRENGTHS[name]), draws.pick(list(_TIMES)))


def _slips(line: _Line, arrival: list[_Line]) -> dict[str, list[_Line]]:
    """The wrong lines that may stand for it, by what went wrong."""
    partner = _PARTNERS[line.drug]
    strengths = [*_STRENGTHS[line.drug], *_shifted(line.strength)]
    slips = {
        "another unit": [replace(line, strength=_other_unit(line.strength))],
        "another strength": [replace(line, strength=other) for other in strengths if other != line.strength],
        "another time or number of times": [replace(line, times=other) for other in _TIMES[line.times]],
    }
    twins = [other for other in arrival if other.drug == partner]
    if not twins:
        slips["a similar name"] = [replace(line, drug=partner)]
    elif twins[0].strength != line.strength:
        slips[f"the strength of {partner}"] = [replace(line, strength=twins[0].strength)]
    return slips


def _other_unit(strength: str) -> str:
    number, unit = strength.split(" ")
    return f"{number} {'mcg' if unit == 'mg' else 'mg'}"


def _shifted(strength: str) -> list[str]:
    """The strength with its decimal point lost or moved, or a zero too many."""
    number, unit = strength.split(" ")
    if "." in number:
        return [f"{number.replace('.', '').lstrip('0')} {unit}"]
    longer = [f"{number}0 {unit}"] if len(number) < 4 else []
    return longer + ([f"{number[0]}.{number[1]} {unit}"] if re.fullmatch(r"\d[1-9]", number) else [])


_TIMES = {
    "every morning": ("every evening", "at bedtime"),
    "every evening": ("every morning", "at noon"),
    "at noon": ("every evening", "at bedtime"),
    "at bedtime": ("every morning", "at noon"),
    "twice daily": ("once daily",),
    "once daily": ("twice daily",),
}
_MADE = (
    "alprazolam 0.25 0.5 1 | lorazepam 0.5 1 2",
    "amiloride 5 | amlodipine 2.5 5 10",
    "aripiprazole 2 5 10 15 | rabeprazole 20",
    "bupropion 75 100 150 | buspirone 5 10 15",
    "carbamazepine 100 200 400 | oxcarbazepine 150 300 600",
    "clonazepam 0.5 1 2 | clonidine 0.1 0.2 0.3",
    "dimenhydrinate 50 | diphenhydramine 25 50",
    "fluoxetine 10 20 60 | paroxetine 10 20 30",
    "glipizide 5 10 | glyburide 1.25 2.5 5",
    "guaifenesin 200 400 | guanfacine 1 2",
    "hydralazine 10 25 50 | hydroxyzine 10 25 50",
    "lamivudine 150 300 | lamotrigine 25 100 150",
    "levetiracetam 250 500 750 | levofloxacin 250 500 750",
    "levothyroxine 25 50 88 112 | liothyronine 5 25 50",
    "medroxyprogesterone 2.5 5 10 | methylprednisolone 4 8 16",
    "metformin 500 850 | metronidazole 250 500",
    "prednisolone 5 | prednisone 5 10 20",
    "risperidone 0.5 1 2 | ropinirole 0.5 1 2",
    "saxagliptin 2.5 5 | sitagliptin 25 50 100",
    "sulfadiazine 500 | sulfasalazine 500",
    "tiagabine 2 4 12 | tizanidine 2 4",
    "tramadol 50 100 | trazodone 50 100 150",
    "valacyclovir 500 1000 | valganciclovir 450",
)
"""Pairs of look-alikes, each drug with strengths of its tablets: mg, but mcg for the two thyroid hormones."""
_STRENGTHS = {
    words[0]: tuple(
        f"{number} {'mcg' if words[0].endswith('thyroxine') or words[0] == 'liothyronine' else 'mg'}" for number in words[1:]
    )
    for pair in _MADE
    for words in (half.split() for half in pair.split("|"))
}
_LOOK_ALIKES = tuple((one.split()[0], other.split()[0]) for one, other in (pair.split("|") for pair in _MADE))
_PARTNERS = {**dict(_LOOK_ALIKES), **{second: first for first, second in _LOOK_ALIKES}}
