"""Say what a short form in a line of a note means, from knowledge.

The wrong options are meanings that the letters or the subject suggest. The key holds by the table; as far as the table
allows, the key is as often the longest, the middle and the shortest of the three.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import capitalized
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.marking import generated
from readiness.templates.kit.short_forms import ShortForm, short_forms

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "known": {
            "enum": ["common", "other"],
            "description": "common: short forms that any patient meets; other: those that stand in most records too",
        },
    },
    "required": ["known"],
    "additionalProperties": False,
}

_STEMS = (
    'A note says: "{line}" What does {short} mean?',
    'A coder reads: "{line}" What does {short} stand for?',
    'A chart has the line "{line}" What is meant by {short}?',
    'In a record, a coder finds "{line}" What is {short} short for?',
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "short form")
    form = draws.pick(short_forms(params["known"]))
    texts = draws.shuffled([form.meaning, *_wrong(draws, form)])
    options = {letter: Option(capitalized(text), _option_why(form, text)) for letter, text in zip("abc", texts)}
    stem = draws.pick(_STEMS).format(line=form.line, short=form.text)
    return generated(stem, [], ChoiceTask(options, "abc"[texts.index(form.meaning)]), _why(form))


def _wrong(draws: Draws, form: ShortForm) -> tuple[str, str]:
    """Two wrong meanings; whether the key is the middle one by length is drawn first, so that lengths tell nothing."""
    middle, pairs = draws.below(3) == 0, draws.shuffled(combinations(form.wrong, 2))
    return next((pair for pair in pairs if (_shorter(pair, form) == 1) == middle), pairs[0])


def _shorter(pair: tuple[str, str], form: ShortForm) -> int:
    return sum(len(text) < len(form.meaning) for text in pair)


# Wording ------------------------------------------------------------------------------------------------------------


def _option_why(form: ShortForm, text: str) -> str:
    if text == form.meaning:
        return f"In this line {form.text} stands for {form.meaning}, in plain words: {form.plain}."
    return f"The letters or the subject suggest it, but {form.text} is not used for {text} in records."


def _why(form: ShortForm) -> str:
    return (
        f"{form.text} stands for {form.meaning} ({form.plain}). The other two tempt because their first letters or "
        "their subject seem to fit. A short form cannot be worked out from its letters: the common ones are learned by "
        "heart, and any other is looked up in the hospital's own list before anything is coded from it."
    )
