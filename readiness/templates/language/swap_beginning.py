"""Choose the word whose beginning says what is meant: intercostal, subcostal or supracostal.

The three words share their base, so the beginning alone decides. Which of them is described is drawn last, so that the
options alone tell nothing. Beginnings that a reader could take for the same (beside and around, outside and behind)
never meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.marking import generated

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "beginning": {
            "enum": ["amount", "place"],
            "description": "amount: how much, how many, how fast; place: where, or before or after what",
        },
    },
    "required": ["beginning"],
    "additionalProperties": False,
}

_STEMS = (
    "A summary has to say *{}* in one word. Which word says it?",
    "A discharge summary has one word for *{}*. Which word is it?",
    "A doctor explains a word to a patient as *{}*. Which word is it?",
    "A report should say *{}* in one word. Which word is right?",
    "A coder looks for *{}* in a list of medical words. Which word is meant?",
)

# beginning: what it says
_SAYS = {
    "a": "without",
    "ab": "away from",
    "ad": "toward",
    "an": "without",
    "ante": "before",
    "bi": "two",
    "brady": "slow",
    "circum": "around",
    "contra": "opposite",
    "dys": "bad, painful or difficult",
    "endo": "within",
    "epi": "upon",
    "eu": "normal",
    "extra": "outside",
    "hemi": "half",
    "hyper": "too much",
    "hypo": "too little",
    "infra": "below",
    "inter": "between",
    "intra": "within",
    "ipsi": "same",
    "iso": "equal",
    "leuko": "white",
    "macro": "large",
    "micro": "small",
    "mono": "one",
    "oligo": "few or little",
    "para": "beside",
    "per": "through",
    "peri": "around",
    "poly": "many or much",
    "post": "after",
    "pre": "before",
    "quadri": "four",
    "retro": "behind",
    "sub": "under",
    "supra": "above",
    "syn": "together",
    "trans": "through",
    "tri": "three",
}
_WHERE = {**_SAYS, "per": "going through", "trans": "going through"}
_CLASHES = [{"extra", other} for other in ("infra", "para", "peri", "retro", "sub", "supra")] + [
    {"per", "trans"},
    {"para", "peri"},
    {"sub", "infra"},
    {"sub", "retro"},
]

# base: what it names, then each beginning with the description of the whole word
_AMOUNTS = {
    "uria": (
        "passing urine",
        "an: passing no urine | oligo: passing too little urine | poly: passing too much urine | "
        "dys: pain when passing urine",
    ),
    "plegia": (
        "paralysis",
        "mono: paralysis of one limb | hemi: paralysis of one half of the body | quadri: paralysis of all four limbs",
    ),
    "paresis": (
        "weakness",
        "mono: weakness of one limb | hemi: weakness of one half of the body | quadri: weakness of all four limbs",
    ),
    "glycemia": (
        "sugar in the blood",
        "hyper: too much sugar in the blood | hypo: too little sugar in the blood | "
        "eu: a normal amount of sugar in the blood",
    ),
    "capnia": (
        "carbon dioxide in the blood",
        "hyper: too much carbon dioxide in the blood | hypo: too little carbon "
        "dioxide in the blood | eu: a normal amount of carbon dioxide in the blood",
    ),
    "volemia": (
        "volume of the blood",
        "hyper: too large a volume of blood | hypo: too small a volume of blood | eu: a normal volume of blood",
    ),
    "thyroid": (
        "the thyroid gland",
        "hyper: with an overactive thyroid gland | hypo: with an underactive thyroid gland | "
        "eu: with a thyroid gland that works normally",
    ),
    "plasia": (
        "growth of cells",
        "a: no growth of cells | hypo: too little growth of cells | hyper: too much growth of cells",
    ),
    "esthesia": (
        "feeling",
        "an: no feeling in the skin | hypo: too little feeling in the skin | hyper: too much feeling in the skin",
    ),
    "algesia": ("feeling of pain", "an: no pain felt | hypo: less pain felt than usual | hyper: more pain felt than usual"),
    "hidrosis": ("sweating", "an: no sweating | hypo: too little sweating | hyper: too much sweating"),
    "phagia": ("swallowing or eating", "a: being unable to swallow | dys: trouble when swallowing | poly: eating too much"),
    "menorrhea": (
        "menstrual bleeding",
        "a: no menstrual periods | dys: painful menstrual periods | oligo: few menstrual "
        "periods | poly: menstrual periods that come too often",
    ),
    "kinesia": ("movement", "a: no movement | brady: slow movement | hyper: too much movement"),
    "tonic": (
        "strength of a salt solution",
        "hyper: a salt solution stronger than the blood | hypo: a salt solution "
        "weaker than the blood | iso: a salt solution as strong as the blood",
    ),
    "cyte": (
        "a cell",
        "micro: a red blood cell that is too small | macro: a red blood cell that is too large | leuko: a white blood cell",
    ),
    "dactyly": (
        "fingers or toes",
        "poly: more fingers or toes than usual | oligo: too few fingers or toes | "
        "syn: fingers or toes that are joined together",
    ),
    "articular": ("joints", "mono: in one joint | oligo: in a few joints | poly: in many joints"),
    "cuspid": ("points or flaps", "bi: with two flaps | tri: with three flaps | quadri: with four flaps"),
}
_OTHER_PLACES = {
    "partum": ("birth", "ante: before birth | intra: during birth | post: after birth"),
    "operative": ("an operation", "pre: before an operation | intra: during an operation | post: after an operation"),
    "cardial": (
        "the heart",
        "endo: of the layer within the heart | epi: of the layer upon the heart | peri: of the sac around the heart",
    ),
    "lateral": ("side", "bi: on both sides | contra: on the opposite side | ipsi: on the same side"),
    "duction": (
        "leading or moving",
        "ab: moving away from the middle of the body | ad: moving toward the middle of "
        "the body | circum: moving around in a ring",
    ),
}
# base: what it names, the beginnings it goes with; after a bar, what lies on both sides of "between"
_PLACES = {
    "aortic": "the aorta: peri retro trans",
    "bronchial": "an airway: endo peri trans",
    "clavicular": "the collarbone: infra supra retro inter | the collarbones",
    "costal": "a rib: sub supra inter | ribs",
    "cranial": "the skull: intra extra trans",
    "cutaneous": "the skin: intra sub per trans",
    "dermal": "the skin: intra sub trans",
    "dural": "the dura, a cover of the brain: epi sub intra",
    "esophageal": "the food pipe: intra para retro trans",
    "hepatic": "the liver: intra extra trans peri sub",
    "muscular": "a muscle: intra sub inter | muscles",
    "nasal": "the nose: intra para retro trans",
    "oral": "the mouth: intra peri trans",
    "orbital": "the eye socket: intra infra supra",
    "osseous": "a bone: intra trans inter | bones",
    "peritoneal": "the lining of the belly: intra retro trans",
    "pleural": "the lining of the lung: intra extra trans",
    "pubic": "the pubic bone: supra retro infra",
    "renal": "the kidney: intra supra peri",
    "scapular": "the shoulder blade: infra supra inter | the shoulder blades",
    "spinal": "the spine: intra para inter | parts of the spine",
    "sternal": "the breastbone: retro para supra infra",
    "tracheal": "the windpipe: endo para retro trans",
    "umbilical": "the navel: supra infra para peri",
    "uterine": "the uterus: intra extra trans para",
    "valvular": "a valve of the heart: sub supra trans para",
    "venous": "a vein: intra peri trans",
    "vertebral": "a bone of the spine: intra para inter | bones of the spine",
}


@dataclass(frozen=True, slots=True)
class _Word:
    beginning: str
    base: str
    named: str
    plain: str

    @property
    def text(self) -> str:
        """Beginning and base; oligo- is the one that loses its o before a vowel."""
        return f"{self.beginning}{self.base}".replace("oligouria", "oliguria")


def _families(beginning: str) -> Iterator[list[_Word]]:
    yield from _described(_AMOUNTS if beginning == "amount" else _OTHER_PLACES)
    if beginning == "amount":
        return
    for base, text in _PLACES.items():
        named, _, rest = text.partition(": ")
        beginnings, _, sides = rest.partition(" | ")
        yield [
            _Word(begins, base, named, f"between {sides}" if begins == "inter" else f"{_WHERE[begins]} {named}")
            for begins in beginnings.split()
        ]


def _described(families: Mapping[str, tuple[str, str]]) -> Iterator[list[_Word]]:
    for base, (named, words) in families.items():
        yield [_Word(begins, base, named, plain) for begins, plain in (word.split(": ") for word in words.split(" | "))]


@cache
def _trios(beginning: str) -> list[tuple[_Word, ...]]:
    """Words with one base that can stand beside each other, whichever is the key."""
    return [
        trio
        for family in _families(beginning)
        for trio in combinations(family, 3)
        if not any({one.beginning, other.beginning} in _CLASHES for one, other in combinations(trio, 2))
    ]


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "beginning")
    trio = draws.shuffled(draws.pick(_trios(params["beginning"])))
    key = draws.pick(trio)
    options = {letter: Option(word.text, _option_why(word)) for letter, word in zip("abc", trio)}
    task = ChoiceTask(options, "abc"[trio.index(key)])
    return generated(draws.pick(_STEMS).format(key.plain), [], task, _why(key, [w for w in trio if w != key]))


# Wording ------------------------------------------------------------------------------------------------------------


def _option_why(word: _Word) -> str:
    return f"The beginning {word.beginning}- says {_SAYS[word.beginning]}, so the word means {word.plain}."


def _why(key: _Word, others: list[_Word]) -> str:
    rest = ", and ".join(f"{word.beginning}- says {_SAYS[word.beginning]}" for word in others)
    return (
        f"All three words end in -{key.base} ({key.named}), so the beginning alone decides. The beginning "
        f"{key.beginning}- says {_SAYS[key.beginning]}: {key.text} means {key.plain}. The other words tempt because "
        f"they look like it, but {rest}. Read the first letters slowly; the rest is the same."
    )
