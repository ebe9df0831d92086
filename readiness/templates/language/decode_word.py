"""Decode a medical word built from one root and one ending.

Every word in the table is in use. With ``part: root`` the options share the ending and name another root, with
``part: ending`` they share the root; each wrong option is what another real word means, so no option stands out. The
roots and endings are those that a newcomer has met (nephr/o, -itis); with ``rare-root`` and ``rare-ending`` they are the
others (blephar/o, -pexy), so that the questions of one item are about equally hard.
The key holds by the table; meanings that overlap (a disease and an inflammation, the eye and the eyelid) never meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from itertools import combinations
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.kinds.answers import chance, parts
from readiness.templates.kit.medical_words import Word, contrasts, gives_away, words

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "part": {
            "enum": ["root", "ending", "rare-root", "rare-ending"],
            "description": "the part of the word in which the options differ; rare: one that a newcomer seldom knows",
        },
    },
    "required": ["part"],
    "additionalProperties": False,
}


_STEMS = ("What does the word *{}* mean?", "A coder reads the word *{}* in a report. What does it mean?")
_ROOTS = "arthr bronch cyst gastr hepat hyster laryng mamm mast nephr ophthalm oste pneumon rhin"
_RARE_ROOTS = "aden blephar cholecyst chondr enter gloss oophor orchi phleb proct spondyl stomat"
_ENDINGS = "itis ectomy scopy logy plasty gram graphy algia oma"


@cache
def _askable(part: str) -> tuple[Word, ...]:
    """The words to ask about; a root must not be guessed from the English word for it."""
    if part.endswith("ending"):
        return tuple(word for word in words() if (word.ending in _ENDINGS.split()) == (part == "ending"))
    roots = _RARE_ROOTS if part == "rare-root" else _ROOTS
    return tuple(word for word in words() if word.root in roots.split() and not gives_away(word))


@cache
def _pairs(word: Word, part: str) -> list[tuple[Word, Word]]:
    """The pairs of words whose meanings can stand beside the key; none for some words. Beside a rare root stand others."""
    differ = part.removeprefix("rare-")
    others = [other for other in words() if other != word and contrasts(word, other, differ)]
    if part == "rare-root":
        others = [other for other in others if other.root in _RARE_ROOTS.split()]
    pairs = [pair for pair in combinations(others, 2) if contrasts(*pair, differ) and _even(word, pair)]
    if differ == "root":
        near = word.region
        pairs = [pair for pair in pairs if any(other.region == near for other in pair)] or pairs
    return pairs


def _even(word: Word, pair: tuple[Word, Word]) -> bool:
    """Whether length gives nothing away."""
    key, others = len(word.meaning), [len(other.meaning) for other in pair]
    return max(key, *others) <= 1.6 * min(key, *others) and 0.8 * min(others) < key < 1.25 * max(others)


def _rank(word: Word, pair: tuple[Word, Word]) -> int:
    """How many of the others are shorter than the key; drawn first, so that lengths tell nothing."""
    return sum(len(other.meaning) < len(word.meaning) for other in pair)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, part = Draws(seed, id, "word"), params["part"].removeprefix("rare-")
    askable, pairs = _askable(params["part"]), partial(_pairs, part=params["part"])
    word = first_fit(lambda: draws.pick(askable), lambda word: bool(pairs(word)))
    rank = draws.below(3)
    pair = next((pair for pair in draws.shuffled(pairs(word)) if _rank(word, pair) == rank), pairs(word)[0])
    served = draws.shuffled([word, *pair])
    options = {letter: Option(shown.meaning, _option_why(word, shown, part)) for letter, shown in zip("abc", served)}
    task = ChoiceTask(options, key="abc"[served.index(word)])
    stem = draws.pick(_STEMS).format(word.text)
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
