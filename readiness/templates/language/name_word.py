"""Choose the medical word for a plain description.

The options are three real words that differ in one part alone: with ``differ: root`` their roots look alike
(nephr/o, neur/o), with ``differ: ending`` they are words on one root. Which of the three is described is drawn last, so
that the options alone tell nothing. The key holds by the table of words; meanings that overlap never meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.marking import generated
from readiness.templates.kit.medical_words import Word, contrasts, gives_away, words

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "differ": {
            "enum": ["root", "ending"],
            "description": "the part in which the three words differ",
        },
    },
    "required": ["differ"],
    "additionalProperties": False,
}

_STEMS = (
    "A doctor explains a word to a patient as *{}*. Which word is it?",
    "A course book explains a word as *{}*. Which word is explained?",
    "A coder looks for *{}* in a list of medical words. Which word is meant?",
)
_ON_FORMS = ("itis", "ectomy", "centesis")
"""The endings of what a patient's form may name in plain words."""
_FORM = "A patient's form says *{}*. Which medical word says the same?"


@cache
def _trios(differ: str) -> list[tuple[Word, Word, Word]]:
    """Words that can stand beside each other, whichever is the key."""
    sharing: dict[str, list[Word]] = {}
    for word in words():
        if differ == "ending" or not gives_away(word):
            sharing.setdefault(word.ending if differ == "root" else word.root, []).append(word)
    return [
        trio
        for group in sharing.values()
        for trio in combinations(group, 3)
        if _alike(trio, differ) and all(contrasts(one, other, differ) for one, other in combinations(trio, 2))
    ]


def _alike(trio: tuple[Word, Word, Word], differ: str) -> bool:
    """Whether no length stands out, and with ``root`` at least two words begin with the same letter."""
    lengths = [len(word.text) for word in trio]
    return max(lengths) <= 1.4 * min(lengths) and (differ == "ending" or len({word.text[0] for word in trio}) < 3)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, differ = Draws(seed, id, "name"), params["differ"]
    trio = draws.shuffled(draws.pick(_trios(differ)))
    key = draws.pick(trio)
    options = {letter: Option(word.text, _option_why(word, word == key)) for letter, word in zip("abc", trio)}
    stem = draws.pick([*_STEMS, _FORM] if key.ending in _ON_FORMS else _STEMS).format(_plain(key))
    others = [word for word in trio if word != key]
    return generated(stem, [], ChoiceTask(options, "abc"[trio.index(key)]), _why(key, others, differ))


# Wording ------------------------------------------------------------------------------------------------------------


def _plain(word: Word) -> str:
    return word.meaning[0].lower() + word.meaning[1:]


def _option_why(word: Word, right: bool) -> str:
    return (
        f"The root {word.stem} names {word.organ} and the ending -{word.ending} says {word.says}."
        if right
        else f"It is built from {word.stem} and -{word.ending}, so it means {_plain(word)}."
    )


def _why(key: Word, others: list[Word], differ: str) -> str:
    if differ == "root":
        names = " and ".join(f"{word.stem} names {word.organ}" for word in others)
        slip = f"The two other words have the same ending, but {names}."
    else:
        says = " and ".join(f"-{word.ending} says {word.says}" for word in others)
        slip = f"The two other words start from the same root, but {says}."
    return (
        f"The root for {key.organ} is {key.stem}, and the ending for {key.says} is -{key.ending}. Together they make "
        f"{key.text}. {slip} Look for both parts, one after the other, before you choose."
    )
