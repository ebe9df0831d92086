"""A list of numbers or IDs copied by hand: find the lines that were copied wrong, if any were.

The key holds by construction: a slip is planted in each keyed line. One line of the list is another with two
characters swapped, and both are copied right, so that a known shape proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from readiness.draws import Draws
from readiness.model import Generated, Spot
from readiness.templates.marking import generated, mark_task, planted, refuse_crowds
from readiness.templates.people import digits
from readiness.templates.slips import LOOK_ALIKES, SIMILAR_DIGITS

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "characters": {"enum": ["digits", "mixed"], "description": "mixed: letters and digits, some look alike"},
        "lines": {
            "type": "integer", "minimum": 6, "maximum": 12,
            "description": "lines of the list; at least three times the slips",
        },
        "slips": {
            "type": "integer", "minimum": 1, "maximum": 3,
            "description": "lines copied wrong; in some instances none is",
        },
    },
    "required": ["characters", "lines", "slips"],
    "additionalProperties": False,
}

_THINGS = {
    "digits": ("order numbers", "sample numbers", "bill numbers", "visit numbers"),
    "mixed": ("member IDs", "serial numbers of devices", "lot numbers of vaccines", "approval numbers"),
}


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["lines"], params["slips"])
    draws, mixed = Draws(seed, id, "copied list"), params["characters"] == "mixed"
    paper = _paper(draws, params["lines"], mixed)
    screen = list(paper)
    slipped: dict[str, str] = {}
    for at in draws.sample(range(len(paper)), planted(draws, params["slips"])):
        slips = _slips(paper[at], mixed)
        slip = draws.pick([slip for slip in slips if slip not in slipped.values()])
        slipped[f"s{at + 1}"] = slip
        screen[at] = draws.pick(slips[slip])
    spots = {
        f"s{at}": Spot(f"Line {at}", left, right) for at, (left, right) in enumerate(zip(paper, screen), start=1)
    }
    task = mark_task(spots, slipped, "Nothing differs", ("Paper", "Screen"))
    if slipped:
        notes = [f"{spots[id].text}: {spots[id].left} became {spots[id].right} ({slipped[id]})." for id in task.key]
        why = " ".join([*notes, _WHY.format(*_twins(paper))])
    else:
        why = _NOTHING.format(*_twins(paper))
    stem = _STEM.format(draws.pick(_THINGS[params["characters"]]))
    return generated(stem, [], task, why)


_STEM = "A clerk typed a list of {} from paper. Perhaps every line is right, perhaps not. Which lines differ, if any?"
_WHY = (
    "The rest agrees. {} and {} look like one line and its slip, yet each stands so on paper. Read in chunks of two or "
    "three characters and compare each chunk."
)
_NOTHING = (
    "Every line agrees, character for character. {} and {} differ from each other, which looks like a slip; but each "
    "stands so on paper and on the screen. Compare a line with its own original, in chunks of two or three characters, "
    "not with its neighbors, and say so when nothing differs."
)


# Lines --------------------------------------------------------------------------------------------------------------

_LOOKS_REAL = re.compile(r"\b[A-Z]\d[0-9AB]\b|\b[A-Z]\d{4}\b|\b\d{4}[FTU]\b|\b\d{5}\b|^555-")
"""Shapes of diagnosis and procedure codes, and the start of a phone number."""
_LETTERS, _ALIKE = "ACDEFGHJKMNPRTVWXY", "OSZB"


def _paper(draws: Draws, count: int, mixed: bool) -> list[str]:
    """Different lines, one of them another's twin: the same but for two neighbors that changed places."""
    lines: list[str] = []
    while len(_harmless(set(lines))) < count - 1 or not _swaps(lines[0]):
        lines = [(_mixed if mixed else _digits)(draws) for _ in range(count - 1)]
    return draws.shuffled([*lines, draws.pick([swap for swap in _swaps(lines[0]) if swap not in lines])])


def _harmless(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if not _LOOKS_REAL.search(text)]


_GROUPS = ((2, 3, 3), (2, 2, 3), (3, 3, 2), (3, 3, 3), (2, 3, 3, 2))
"""Digits in the groups of a number: of several lengths, so that a lost or doubled one is not seen by its length; none
that a slip could give the shape of a social security number."""


def _digits(draws: Draws) -> str:
    return "-".join(digits(draws, size) for size in draws.pick(_GROUPS))


def _mixed(draws: Draws) -> str:
    """Like ``KT8-7O0-4Z5H``, with up to three digits more."""
    first = f"{draws.pick(_LETTERS)}{draws.pick(_LETTERS)}{draws.pick('058')}"
    second = f"{draws.below(10)}{draws.pick(_ALIKE)}{draws.below(10)}"
    third = f"{draws.below(10)}{draws.pick(_ALIKE)}{draws.below(10)}{draws.pick(_LETTERS)}"
    return "-".join([first, second, third, *([digits(draws, size)] if (size := draws.between(0, 3)) else [])])


def _twins(paper: list[str]) -> tuple[str, str]:
    return next(
        (line, other) for line in paper for other in paper if sorted(line) == sorted(other) and other in _swaps(line)
    )


def _swaps(text: str) -> list[str]:
    return _harmless(
        text[:i] + text[i + 1] + text[i] + text[i + 2:]
        for i in range(len(text) - 1) if text[i:i + 2].isalnum() and text[i] != text[i + 1]
    )


def _slips(text: str, mixed: bool) -> dict[str, list[str]]:
    """The wrong lines that may stand for it, by what went wrong."""
    places = [i for i in range(1, len(text)) if text[i].isalnum()]
    alike = LOOK_ALIKES if mixed else SIMILAR_DIGITS
    slips = {
        "two characters swapped": _swaps(text),
        "a character left out": [text[:i] + text[i + 1:] for i in places],
        "a character typed twice": [text[:i] + text[i] + text[i:] for i in places],
        "a look-alike" if mixed else "a digit misread": [
            text[:i] + alike[text[i]] + text[i + 1:] for i in places if text[i] in alike
        ],
    }
    return {slip: _harmless(wrong) for slip, wrong in slips.items()}
