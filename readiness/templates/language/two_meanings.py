"""A short form with two meanings in a note: which one does the note bear out, or would either one fit?

A card on screen lists what goes with each meaning. The note names the short form in words that suit both, then four of
the signs, as present, as absent or as a relative's. A sign decides if the patient has it and it goes with one meaning
alone; the note has such signs of one meaning or of none, so each option is the key as often as the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import capitalized
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import bullets
from readiness.templates.kit.people import full_name, record_number

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "wording": {
            "enum": ["plain", "tricky"],
            "description": "how the note speaks of signs; tricky: also of relatives, and of what did not change",
        },
    },
    "required": ["wording"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class _Meaning:
    """``own`` are the signs that go with this meaning alone."""

    name: str
    gloss: str
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Card:
    short: str
    meanings: tuple[_Meaning, _Meaning]
    shared: str


def _card(short: str, shared: str, *meanings: str) -> _Card:
    parts = [text.split(" | ") for text in meanings]
    one, two = (_Meaning(name, gloss, tuple(own.split(", "))) for name, gloss, own in parts)
    return _Card(short, (one, two), shared)


_CARDS = (
    _card(
        "PV",
        "tiredness",
        "polycythemia vera | too many red blood cells | a red face, itching after a bath, headaches",
        "pemphigus vulgaris | a skin disease | skin blisters, mouth sores, raw skin",
    ),
    _card(
        "AR",
        "poor sleep",
        "aortic regurgitation | a leaking heart valve | swollen ankles, a pounding heart, shortness of breath",
        "allergic rhinitis | a nose allergy | sneezing, a runny nose, itchy eyes",
    ),
    _card(
        "PA",
        "tiredness",
        "pernicious anemia | a lack of red blood cells | a sore tongue, numb feet, pale lips",
        "psoriatic arthritis | a joint disease | swollen fingers, scaly skin, pitted nails",
    ),
    _card(
        "PF",
        "trouble with long walks",
        "pulmonary fibrosis | scarred lungs | a dry cough, shortness of breath, blue lips",
        "plantar fasciitis | a sore foot sole | heel pain, a tight calf, a limp in the morning",
    ),
    _card(
        "MD",
        "falls at home",
        "macular degeneration | an eye disease | blurred sight, a dark spot in view, faded colors",
        "muscular dystrophy | a muscle disease | weak legs, thick calves, trouble swallowing",
    ),
    _card(
        "CD",
        "weight loss",
        "Crohn's disease | an inflamed bowel | bloody stools, sore joints, a fever",
        "celiac disease | harm from wheat | an itchy rash, a sore tongue, bloating after bread",
    ),
    _card(
        "MM",
        "weight loss",
        "multiple myeloma | a bone marrow cancer | rib pain, back pain, foamy urine",
        "malignant melanoma | a skin cancer | a growing mole, a bleeding mole, a dark spot on the skin",
    ),
    _card(
        "AD",
        "poor sleep",
        "Alzheimer's disease | a loss of memory | memory gaps, trouble with names, confusion at night",
        "atopic dermatitis | a skin disease | itchy elbows, dry skin, cracked hands",
    ),
    _card(
        "PD",
        "poor sleep",
        "Parkinson's disease | a disease of movement | shaking hands, a slow walk, stiff arms",
        "panic disorder | sudden attacks of fear | sudden fear, a racing heart, tight breathing",
    ),
    _card(
        "IC",
        "pain in the evening",
        "interstitial cystitis | a sore bladder | bladder pain, a constant urge to pass urine, burning urine",
        "intermittent claudication | poor blood flow in the legs | calf pain, cold feet, pale toes",
    ),
    _card(
        "HD",
        "weight loss",
        "Huntington's disease | a nerve disease | jerking arms, slurred speech, sudden anger",
        "Hodgkin's disease | a lymph node cancer | neck lumps, night sweats, itching all over",
    ),
    _card(
        "SS",
        "tiredness",
        "Sjogren's syndrome | dry glands | dry eyes, a dry mouth, swollen cheeks",
        "systemic sclerosis | hardening skin | tight skin, hard fingers, cold hands",
    ),
)
_FIRST = (
    "Known {} for {} years.",
    "{} for {} years, no new treatment.",
    "Visit for {}, found {} years ago.",
    "Here to talk about {}, found {} years ago.",
)
_LAST = ("Same medicines as before.", "Back in six months.", "Next visit in ten weeks.", "Blood drawn today.")

# How a note speaks of a sign: with its own article, with "the", or without any. Patients deny what they feel; a sign
# that others see goes with the first wording of each kind.
_HAS = ("Has {}.", "Reports {}.", "Mentions {}.")
_LACKS = ("No {bare}.", "Denies {}.", "Reports no {bare}.")
_STILL = ("No change in the {bare}.", "Denies any worsening of the {bare}.")
_RELATIVES = ("Mother has {}.", "Brother has {}.", "Father had {}.", "Sister had {}.")
_SEEN = frozenset(
    (
        "a red face",
        "pale lips",
        "swollen fingers",
        "scaly skin",
        "pitted nails",
        "blue lips",
        "thick calves",
        "foamy urine",
        "a growing mole",
        "dry skin",
        "a slow walk",
        "pale toes",
        "slurred speech",
        "swollen cheeks",
        "tight skin",
        "hard fingers",
    )
)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the note says of signs: of the patient as there and as not there, and of relatives. ``key`` is the number of
    the meaning, or 2 when either one fits."""

    card: _Card
    key: int
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    relatives: tuple[str, ...]


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, tricky = Draws(seed, id, "short form"), params["wording"] == "tricky"
    scene = _scene(draws, tricky)
    texts = [capitalized(meaning.name) for meaning in scene.card.meanings] + ["Either one fits"]
    served = draws.shuffled(range(3))
    options = {letter: Option(texts[number], _option_why(scene, number)) for letter, number in zip("abc", served)}
    task = ChoiceTask(options, "abc"[served.index(scene.key)])
    stem = f"Use the card and its rule. What does {scene.card.short} stand for in this note?"
    return generated(stem, [*_card_paper(scene.card), *_note(draws, scene, tricky)], task, _why(scene))


def _scene(draws: Draws, tricky: bool) -> _Scene:
    """Four signs in every note: with a meaning as the key, one own sign of it and none of the other."""
    card, key = draws.pick(_CARDS), draws.below(3)
    own = [draws.sample(meaning.own, 2) for meaning in card.meanings]
    if key == 2:
        first = draws.below(2)
        has, others = [card.shared], [own[first][0], own[1 - first][0], own[first][1]]
    else:
        has, others = [own[key][0], card.shared], own[1 - key]
    relatives = 1 if tricky else 0
    return _Scene(card, key, tuple(has), tuple(others[relatives:]), tuple(others[:relatives]))


# Wording ------------------------------------------------------------------------------------------------------------


def _card_paper(card: _Card) -> list[Block]:
    meanings = [
        f"{capitalized(meaning.name)}, {meaning.gloss}. Only with it: {', '.join(meaning.own)}." for meaning in card.meanings
    ]
    return [
        Title(f"CLINIC CARD: {card.short}"),
        bullets([*meanings, f"With either one: {card.shared}."]),
        Paragraph(
            "Rule for this exercise: a meaning is right if the patient has a sign found only with it. If the "
            "patient has no such sign, either one fits."
        ),
    ]


def _note(draws: Draws, scene: _Scene, tricky: bool) -> list[Block]:
    day = date(2026, 1, 5) + timedelta(days=7 * draws.below(43) + draws.below(5))
    lines = [
        *_said(draws, _STILL if tricky else _HAS, scene.has[:1]),
        *_said(draws, _HAS, scene.has[1:]),
        *_said(draws, _LACKS, scene.lacks),
        *_said(draws, _RELATIVES, scene.relatives, frozenset()),
    ]
    first = draws.pick(_FIRST).format(scene.card.short, draws.between(2, 9))
    text = " ".join([first, *draws.shuffled(lines), draws.pick(_LAST)])
    patient = f"{full_name(draws)}, MRN {record_number(draws)}"
    return [Title(f"OFFICE NOTE {day.isoformat()}"), Paragraph(patient), Paragraph(text)]


def _said(
    draws: Draws,
    phrases: tuple[str, ...],
    signs: tuple[str, ...],
    seen: frozenset[str] = _SEEN,
) -> list[str]:
    """Each sign in another of the phrases, but those that are ``seen`` in the first one."""
    return [
        (phrases[0] if sign in seen else phrase).format(sign, bare=_bare(sign))
        for sign, phrase in zip(signs, draws.shuffled(phrases))
    ]


def _bare(sign: str) -> str:
    return sign.removeprefix("a ").removeprefix("an ")


def _option_why(scene: _Scene, number: int) -> str:
    if number == scene.key:
        return _reason(scene)
    if number == 2:
        return f"One sign decides: the patient has {scene.has[0]}, found only with one of the meanings."
    meaning = scene.card.meanings[number]
    return f"No sign of it alone is the patient's: {_elsewhere(scene, meaning)}."


def _reason(scene: _Scene) -> str:
    if scene.key == 2:
        return f"The patient has {scene.card.shared}, which goes with either one, and no sign found only with one."
    return f"The patient has {scene.has[0]}, found only with {scene.card.meanings[scene.key].name}."


def _elsewhere(scene: _Scene, meaning: _Meaning) -> str:
    """How the note does name a sign of a meaning that it does not fit."""
    for sign in scene.relatives:
        if sign in meaning.own:
            return f"it is a relative who has or had {sign}"
    return f"the note lists {_bare(next(sign for sign in scene.lacks if sign in meaning.own))} as absent"


def _why(scene: _Scene) -> str:
    slips = [
        f"For {meaning.name}, {_elsewhere(scene, meaning)}."
        for number, meaning in enumerate(scene.card.meanings)
        if number != scene.key
    ]
    lesson = (
        '"No change" and "no worsening" keep a sign: it is there as before.'
        if scene.relatives
        else "A sign that is merely named tempts the eye, so ask each time who has it."
    )
    advice = "At work, a coder in doubt asks the doctor instead of guessing."
    return " ".join([_reason(scene), *slips, lesson, advice])
