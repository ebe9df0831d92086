"""Decode a medical word built from one root and one ending.

Every word in the table is in use. With ``part: root`` the options share the ending and name another root, with
``part: ending`` they share the root; each wrong option is what another real word means, so no option stands out.
The key holds by the table; meanings that overlap (a disease and an inflammation, the eye and the eyelid) never meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.kinds.answers import chance, parts
from readiness.templates.kit.medical_words import Word, contrasts, gives_away, words

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "part": {"enum": ["root", "ending"], "description": "the part of the word in which the options differ"},
    },
    "required": ["part"],
    "additionalProperties": False,
}


@cache
def _askable(part: str) -> tuple[Word, ...]:
    """The words to ask about: with ``root``, those whose root cannot be guessed from the English word for it."""
    return tuple(word for word in words() if part == "ending" or not gives_away(word))


@cache
def _pairs(word: Word, part: str) -> list[tuple[Word, Word]]:
    """The pairs of words whose meanings can stand beside the key; none for some words."""
    others = [other for other in words() if other != word and contrasts(word, other, part)]
    pairs = [pair for pair in combinations(others, 2) if contrasts(*pair, part) and _even(word, pair)]
    if part == "root":
        near = word.region
        pairs = [pair for pair in pairs if any(other.region == near for other in pair)] or pairs
    return pairs


def _even(word: Word, pair: tuple[Word, Word]) -> bool:
    """Whether length gives nothing away."""
    key, others = len(word.meaning), [len(other.meaning) for other in pair]
    return max(key, *others) <= 1.5 * min(key, *others) and 0.8 * min(others) < key < 1.25 * max(others)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, part = Draws(seed, id, "word"), params["part"]
    word = first_fit(lambda: draws.pick(_askable(part)), lambda word: bool(_pairs(word, part)))
    pair = draws.pick(_pairs(word, part))
    served = draws.shuffled([word, *pair])
    options = {letter: Option(shown.meaning, _option_why(word, shown, part)) for letter, shown in zip("abc", served)}
    task = ChoiceTask(options, key="abc"[served.index(word)])
    stem = f"What does the word *{word.text}* mean?"
    return Generated(stem, None, task, _why(word, pair[0], part), chance(task), parts(task))


# Wording ------------------------------------------------------------------------------------------------------------


def _option_why(word: Word, shown: Word, part: str) -> str:
    root, ending = shown.organ, shown.says
    if shown == word:
        return f"In this word, {word.stem} names {root} and -{word.ending} says {ending}."
    if part == "root":
        return f"The root for {root} is {shown.stem}, as in {shown.text}; this word has {word.stem}."
    return f"The ending for {ending} is -{shown.ending}, as in {shown.text}; this word ends in -{word.ending}."


def _why(word: Word, other: Word, part: str) -> str:
    shared, telling = ("ending", "root") if part == "root" else ("root", "ending")
    return (
        f"Start with the ending: -{word.ending} says {word.says}. Then take the root: {word.stem} "
        f'names {word.organ}. Put together, {word.text} means "{_lower(word.meaning)}". It shares its '
        f"{shared} with {other.text}, {_lower(other.meaning)}, so the {telling} alone tells the two words apart."
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
