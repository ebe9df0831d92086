"""Two medicine lists in different orders: find the lines of the second that are not on the first, if there are any.

The drugs are real ones whose names are often mixed up, most from the list of look-alike names of the FDA and ISMP, in
tablets that are made, taken as they are taken: no list has two drugs that do the same work. Pairs of look-alikes stand
on both lists unchanged, and a slip may give a drug its partner's name or strength. The key holds because each drug
stands on a list once, and a slip changes its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import capitalized
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
class _Drug:
    """A drug with the strengths of its tablets, the times at which it is taken, and what it is taken for.

    Of two drugs with the same ``kind`` a list has one; an empty ``kind`` is like no other.
    """

    name: str
    strengths: tuple[str, ...]
    times: tuple[str, ...]
    kind: str


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
        why = _NOTHING.format(capitalized(one), _PARTNERS[one])
    return generated(_STEM, exhibit, task, why)


_WHY = (
    "Long names are read by their shape. Take one line, find the same name on the other list, and compare the strength "
    "and the times to the end."
)
_NOTHING = (
    "Each line for home is on the arrival list, word for word. {} and {} look like one drug with a slip in its "
    "name, but both are on both lists. Lists in different orders make people doubt what agrees: check off a line when "
    "its twin is found, and nothing is left over."
)


def _names(draws: Draws, count: int, pairs: int) -> list[str]:
    """Names of drugs that one patient may take: both of a look-alike pair for some, one of the two for the others."""
    names: list[str] = []
    for pair in draws.sample(_TOGETHER, len(_TOGETHER)):
        if len(names) < 2 * pairs and not _clash(names, *pair):
            names += pair
    for pair in draws.sample(_LOOK_ALIKES, len(_LOOK_ALIKES)):
        free = [name for name in pair if not _clash(names, name)]
        if len(names) < count and free and not {*pair} & {*names}:
            names.append(draws.pick(free))
    return names


def _clash(names: list[str], *others: str) -> bool:
    taken = {_DRUGS[name].kind for name in names}
    return any(_DRUGS[other].kind in taken - {""} for other in others)


def _line(draws: Draws, name: str) -> _Line:
    drug = _DRUGS[name]
    return _Line(name, draws.pick(drug.strengths), draws.pick(drug.times))


def _slips(line: _Line, arrival: list[_Line]) -> dict[str, list[_Line]]:
    """The wrong lines that may stand for it, by what went wrong."""
    partner = _PARTNERS[line.drug]
    strengths = [*_DRUGS[line.drug].strengths, *_shifted(line.strength)]
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
    "once daily": ("twice daily",),
    "twice daily": ("once daily", "three times daily"),
    "three times daily": ("twice daily",),
    "every morning": ("every evening", "at bedtime"),
    "every evening": ("every morning",),
    "at bedtime": ("every morning", "twice daily"),
}
_MADE = (
    "alprazolam 0.25 0.5 1: twice daily, three times daily: sedative | lorazepam 0.5 1 2: at bedtime, twice daily: sedative",
    "amiloride 5: once daily, every morning | amlodipine 2.5 5 10: once daily, every morning, every evening",
    "aripiprazole 2 5 10 15: once daily, every morning: dopamine | rabeprazole 20: once daily, every morning",
    "bupropion 75 100 150: twice daily, every morning | buspirone 5 10 15: twice daily, three times daily",
    "carbamazepine 200 400: twice daily: seizures | oxcarbazepine 150 300 600: twice daily: seizures",
    "clonazepam 0.5 1 2: at bedtime, twice daily: sedative | clonidine 0.1 0.2 0.3: at bedtime, twice daily: alpha",
    "fluoxetine 10 20 60: every morning, once daily: SSRI | paroxetine 10 20 30: every morning, once daily: SSRI",
    "glipizide 5 10: every morning, twice daily: sugar | glyburide 1.25 2.5 5: every morning, twice daily: sugar",
    "guaifenesin 600 1200: twice daily | guanfacine 1 2: at bedtime, once daily: alpha",
    "hydralazine 10 25 50: twice daily, three times daily | hydroxyzine 10 25 50: at bedtime, three times daily",
    "lamivudine 150: twice daily | lamotrigine 100 150 200: once daily, twice daily: seizures",
    "levetiracetam 250 500 750: twice daily: seizures | levofloxacin 250 500 750: once daily",
    "levothyroxine 25 50 88 112: every morning, once daily: thyroid | liothyronine 5 25: every morning, once daily: thyroid",
    "medroxyprogesterone 2.5 5 10: once daily, at bedtime | methylprednisolone 4 8 16: every morning, once daily: steroid",
    "metformin 500 850 1000: once daily, twice daily | metronidazole 250 500: twice daily, three times daily",
    "prednisolone 5: every morning, once daily: steroid | prednisone 5 10 20: every morning, once daily: steroid",
    "risperidone 0.5 1 2: at bedtime, twice daily: dopamine | ropinirole 0.5 1 2: at bedtime, three times daily: dopamine",
    "saxagliptin 2.5 5: once daily, every morning: gliptin | sitagliptin 25 50 100: once daily, every morning: gliptin",
    "tiagabine 4 12: twice daily: seizures | tizanidine 2 4: at bedtime, three times daily: alpha",
    "tramadol 50 100: twice daily, three times daily | trazodone 50 100 150: at bedtime",
    "valacyclovir 500 1000: once daily, twice daily: virus | valganciclovir 450: once daily, twice daily: virus",
)
"""Pairs of look-alikes: tablets (mg, but mcg for the two thyroid hormones), times, and the kind if others share it."""


def _drug(text: str) -> _Drug:
    tablets, times, *kind = text.strip().split(": ")
    name, *numbers = tablets.split()
    unit = "mcg" if kind == ["thyroid"] else "mg"
    return _Drug(name, tuple(f"{number} {unit}" for number in numbers), tuple(times.split(", ")), "".join(kind))


_PAIRS = tuple((_drug(first), _drug(second)) for first, second in (pair.split("|") for pair in _MADE))
_DRUGS = {drug.name: drug for pair in _PAIRS for drug in pair}
_LOOK_ALIKES = tuple((first.name, second.name) for first, second in _PAIRS)
_TOGETHER = tuple((first.name, second.name) for first, second in _PAIRS if first.kind == "" or first.kind != second.kind)
_PARTNERS = {**dict(_LOOK_ALIKES), **{second: first for first, second in _LOOK_ALIKES}}
