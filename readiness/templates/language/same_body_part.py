"""Find the word that is about the same part of the body as another one with a different root: renal, nephritis.

Many parts of the body have two roots, one from Latin and one from Greek. With ``ask: word`` an adjective is shown and
three words with one ending stand for choice, with ``ask: adjective`` the other way round. Beginning with the same
letter is no help: where the key does, so does a wrong option. Roots of a part that begin with the same two letters
(osteitis, osseous) are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from typing import Any, TypeAlias

from readiness.ground.draws import Draws, first_fit
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.marking import generated
from readiness.templates.kit.medical_words import Word, roots_clash, words

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "ask": {"enum": ["word", "adjective"], "description": "what stands for choice; the other is shown"},
    },
    "required": ["ask"],
    "additionalProperties": False,
}

# root of the words: the adjective, and what it is said of
_ADJECTIVES = {
    "angi": ("vascular", "disease surgery"),
    "cyst": ("vesical", "stone neck"),
    "dermat": ("cutaneous", "nerve lesion"),
    "encephal": ("cerebral", "bleeding edema"),
    "enter": ("intestinal", "wall bleeding"),
    "gloss": ("lingual", "nerve surface"),
    "hyster": ("uterine", "bleeding wall"),
    "my": ("muscular", "weakness pain"),
    "nephr": ("renal", "failure stone"),
    "oophor": ("ovarian", "cyst pain"),
    "ophthalm": ("ocular", "pain pressure"),
    "orchi": ("testicular", "pain swelling"),
    "ot": ("aural", "discharge exam"),
    "phleb": ("venous", "clot ulcer"),
    "pneumon": ("pulmonary", "edema function"),
    "proct": ("rectal", "bleeding exam"),
    "rhin": ("nasal", "bleeding swelling"),
    "spondyl": ("vertebral", "fracture body"),
    "stomat": ("oral", "exam surgery"),
}

Trio: TypeAlias = "tuple[tuple[str, str], ...]"
"""Three options, the key first: each a text and the root of the part of the body that it is about."""


def _adjective(root: str) -> tuple[str, str]:
    return _ADJECTIVES[root][0], root


@cache
def _trios(key: tuple[str, str], shown: str) -> list[Trio]:
    """The options that can stand beside the key when ``shown`` is in the question."""
    texts = [_adjective(root) for root in _ADJECTIVES]
    if key not in texts:
        ending = _taken_apart()[key[0]].ending
        texts = [(word.text, word.root) for word in _words() if word.ending == ending]
    pairs = combinations([text for text in texts if text != key], 2)
    trios: list[Trio] = [(key, *pair) for pair in pairs if _apart((key, *pair))]
    if key[0][0] == shown[0]:
        trios = [trio for trio in trios if shown[0] in (trio[1][0][0], trio[2][0][0])]
    return trios


def _apart(trio: Trio) -> bool:
    """Whether three parts of the body are meant, none in another, and no text is much longer than the others."""
    lengths = [len(text) for text, _ in trio]
    roots = [root for _, root in trio]
    clash = any(one == other or roots_clash(one, other) for one, other in combinations(roots, 2))
    return not clash and max(lengths) <= 1.8 * min(lengths)


@cache
def _words() -> list[Word]:
    return [word for word in words() if word.root in _ADJECTIVES]


@cache
def _taken_apart() -> dict[str, Word]:
    return {word.text: word for word in _words()}


def _word(draws: Draws, ask: str) -> Word:
    """The word in question; each option that can be the key is so as often as the others, so length tells nothing."""
    if ask == "word":
        return draws.pick(_words())
    root = draws.pick(list(_ADJECTIVES))
    return draws.pick([word for word in _words() if word.root == root])


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "twins")

    def trios(word: Word) -> list[Trio]:
        if params["ask"] == "word":
            return _trios((word.text, word.root), _ADJECTIVES[word.root][0])
        return _trios(_adjective(word.root), word.text)

    word = first_fit(lambda: _word(draws, params["ask"]), lambda word: bool(trios(word)))
    adjective, said_of = _ADJECTIVES[word.root]
    trio = draws.pick(trios(word))
    if params["ask"] == "word":
        shown = f"*{adjective}*, as in *{adjective} {draws.pick(said_of.split())}*"
        stem = f"Which word is about the same part of the body as {shown}?"
    else:
        stem = f"Which adjective is about the same part of the body as *{word.text}*?"
    served = draws.shuffled(trio)
    options = {letter: Option(text, _option_why(text, root, word)) for letter, (text, root) in zip("abc", served)}
    return generated(stem, [], ChoiceTask(options, "abc"[served.index(trio[0])]), _why(word, trio[1:]))


# Wording ------------------------------------------------------------------------------------------------------------


@cache
def _organs() -> dict[str, str]:
    return {word.root: word.organ for word in words()}


def _option_why(text: str, root: str, word: Word) -> str:
    same = "the same part as in the question" if root == word.root else "another part of the body"
    return f"The word {text} is about {_organs()[root]}, which is {same}."


def _why(word: Word, others: Trio) -> str:
    rest = ", and ".join(f"{text} is about {_organs()[root]}" for text, root in others)
    return (
        f"Two roots name {word.organ}: {word.stem}, as in {word.text}, comes from Greek, and "
        f"{_ADJECTIVES[word.root][0]} is built on the Latin one. The two need not look alike, so a similar spelling is "
        f"a poor guide: {rest}. Learning both roots of a part together saves much looking up."
    )
