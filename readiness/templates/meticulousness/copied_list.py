"""A list of numbers or IDs copied by hand: find the lines that were copied wrong, if any were.

The key holds by construction: a slip is planted in each keyed line. A wrong line has groups of the same sizes as all
the others of its list, so that none shows without its original. One line of the list is another with two
characters swapped, and both are copied right, so that a likeness proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import product
from string import ascii_uppercase, digits
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted_up_to, refuse_crowds
from readiness.templates.kit.slips import LOOK_ALIKES, SIMILAR_DIGITS

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "characters": {"enum": ["digits", "mixed"], "description": "mixed: letters and digits, some look alike"},
        "lines": {
            "type": "integer",
            "minimum": 6,
            "maximum": 12,
            "description": "lines of the list; at least three times the slips",
        },
        "slips": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines copied wrong at most; in some instances none is",
        },
    },
    "required": ["characters", "lines", "slips"],
    "additionalProperties": False,
}

_THINGS = {
    "digits": ("order numbers", "specimen numbers", "account numbers", "visit numbers"),
    "mixed": ("member IDs", "serial numbers of devices", "lot numbers of vaccines", "authorization numbers"),
}


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["lines"], params["slips"])
    draws, mixed = Draws(seed, id, "copied list"), params["characters"] == "mixed"
    paper = _paper(draws, params["lines"], mixed)
    screen = list(paper)
    slipped: dict[str, str] = {}
    for at in draws.sample(range(len(paper)), planted_up_to(draws, params["slips"])):
        slips = _slips(paper[at], {*paper, *screen}, mixed)
        slip = draws.pick(list(slips))
        slipped[f"s{at + 1}"] = slip
        screen[at] = draws.pick(slips[slip])
    spots = {f"s{at}": Spot(f"Line {at}", left, right) for at, (left, right) in enumerate(zip(paper, screen), start=1)}
    task = mark_task(spots, slipped, "Nothing differs", ("Paper", "Screen"))
    if slipped:
        notes = [f"{spots[id].text}: {spots[id].left} became {spots[id].right} ({slipped[id]})." for id in task.key]
        why = " ".join([*notes, _WHY.format(*_twins(paper))])
    else:
        why = _NOTHING.format(*_twins(paper))
    stem = _STEM.format(draws.pick(_THINGS[params["characters"]]))
    return generated(stem, [], task, why)


_STEM = "A list of {} was typed from paper. Which lines differ, if any?"
_WHY = (
    "The rest agrees. {} and {} look like one line and its slip, yet the paper has both. Read in chunks of two or "
    "three characters and compare each chunk."
)
_NOTHING = (
    "Every line agrees, character for character. {} and {} differ from each other, which looks like a slip; but paper "
    "and screen have both. Compare a line with its own original, in chunks of two or three characters, "
    "not with its neighbors, and say so when nothing differs."
)


# Lines --------------------------------------------------------------------------------------------------------------

_LETTERS, _ALIKE = "ACDEFGHJKMNPRTVWXY", "SZB"
_GROUPS = {
    2: ("A9", "9A", "99"),
    3: ("AA9", "A9A", "9AA", "9A9", "99A", "999"),
}
"""The shapes of groups by their size: none that spells a word or is shaped like a diagnosis code."""
_SIZES = ((2, 3, 3), (2, 2, 3), (3, 3, 2), (3, 3, 3), (2, 3, 3, 2))
"""Groups of the lines of a list, the same for all; none that could have the shape of a social security number."""
_SHAPES = {"-".join(groups) for sizes in _SIZES for groups in product(*(_GROUPS[size] for size in sizes))}
"""The shapes of whole lines, such as 9A-9AA-999."""
_KINDS = str.maketrans(dict.fromkeys(ascii_uppercase, "A") | dict.fromkeys(digits, "9"))
_LOOKS_ELSE = re.compile(r"\b[A-Z]\d[AB]\b|\b[A-Z]\d-\d\d[A-Z]\b|^555-")
"""A diagnosis code all the same, an invented code like those of other questions, and the start of a phone number."""


def _paper(draws: Draws, count: int, mixed: bool) -> list[str]:
    """Different lines, one of them another's twin: the same but for two neighbors that changed places."""
    sizes = draws.pick(_SIZES)

    def draw() -> list[str]:
        lines = [_line(draws, sizes, mixed) for _ in range(count - 1)]
        return lines + _swaps(lines[0])[:1]

    def fit(lines: list[str]) -> bool:
        different = len(set(_possible(lines))) == count
        return different and all(sum(map(len, _slips(line, lines, mixed).values())) > 2 for line in lines)

    lines = first_fit(draw, fit)
    return draws.shuffled(lines)


def _possible(texts: Iterable[str]) -> list[str]:
    """Those that may stand in a list as right lines."""
    return [text for text in texts if text.translate(_KINDS) in _SHAPES and not _LOOKS_ELSE.search(text)]


def _line(draws: Draws, sizes: Iterable[int], mixed: bool) -> str:
    """Like ``7S-4KB-831``, or in digits alone."""
    shapes = [draws.pick(_GROUPS[size]) if mixed else "9" * size for size in sizes]
    return "".join(_character(draws, kind) for kind in "-".join(shapes))


def _character(draws: Draws, kind: str) -> str:
    if kind == "A":
        return draws.pick(_ALIKE if draws.below(2) else _LETTERS)
    return str(draws.below(10)) if kind == "9" else kind


def _twins(paper: list[str]) -> tuple[str, str]:
    return next(
        (line, other) for line in paper for other in paper if sorted(line) == sorted(other) and other in _swaps(line)
    )


def _swaps(text: str) -> list[str]:
    return _possible(
        text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        for i in range(len(text) - 1)
        if text[i : i + 2].isalnum() and text[i] != text[i + 1]
    )


def _slips(text: str, taken: Collection[str], mixed: bool) -> dict[str, list[str]]:
    """The wrong lines that may stand for it, by what went wrong; none that is in the list already."""
    places = [i for i in range(1, len(text)) if text[i].isalnum()]
    alike = LOOK_ALIKES if mixed else SIMILAR_DIGITS
    slips = {
        "two characters swapped": _swaps(text),
        "one character replaced by its neighbor": [
            text[:i] + text[other] + text[i + 1 :]
            for i in places
            for other in (i - 1, i + 1)
            if text[other : other + 1].isalnum() and text[other] != text[i]
        ],
        "a look-alike" if mixed else "a digit misread": [
            text[:i] + alike[text[i]] + text[i + 1 :] for i in places if text[i] in alike
        ],
    }
    fresh = {slip: [line for line in _possible(wrong) if line not in taken] for slip, wrong in slips.items()}
    return {slip: wrong for slip, wrong in fresh.items() if wrong}
