"""What options give away to someone who does not know the answer: rules of guessing that never look at the matter. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from readiness.check.exact import Guess
from readiness.check.option_rules import ABSOLUTE, HEDGE, own_words, shared_words
from readiness.check.readability import content
from readiness.ground.items import Item
from readiness.kinds.dispatch import kind
from readiness.kinds.kind import Part

PARTS: tuple[Part, ...] = ("option", "best", "worst")
"""The one pick of a choice item, and the two of a judgement item."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One pick among options. ``right`` is the index of the right one in ``texts``."""

    item: Item
    part: Part
    texts: tuple[str, ...]
    right: int


def picks(items: Iterable[Item], parts: tuple[Part, ...] = PARTS) -> list[Pick]:
    """The picks of these parts in the items; of a generated item those of the instance it is, or of seed 0."""
    found = []
    for item in items:
        shown = kind(item.task)
        ids, texts = list(shown.things), tuple(thing.text for thing in shown.things.values())
        for part, keys in shown.picks(shown.key).items():
            if part in parts:
                found.append(Pick(item, part, texts, ids.index(keys[0])))
    return found


Rule: TypeAlias = Callable[[Pick], list[float]]
"""How much a rule of guessing likes each option; it picks the highest, one of them at random when several are."""

_MILD = re.compile(r"\b(offer|suggest|explain|talk|remind|thank|share|help|kindly|gently)\b", re.I)
_HARSH = re.compile(r"\b(accuse|blame|demand|insist|threaten|scold|force|order|throw)\b", re.I)
"""Words of tone only: asking, holding, refusing and reporting are acts, and often the right ones."""


def _longest(pick: Pick) -> list[float]:
    return [float(len(text)) for text in pick.texts]


def _shortest(pick: Pick) -> list[float]:
    return [-float(len(text)) for text in pick.texts]


def _repeats_stem(pick: Pick) -> list[float]:
    stem = content(pick.item.stem)
    return [float(len(own_words(text, pick.texts) & stem)) for text in pick.texts]


def _shares_words(pick: Pick) -> list[float]:
    return [float(count) for count in shared_words(pick.texts)]


def _not_absolute(pick: Pick) -> list[float]:
    return [-float(bool(ABSOLUTE.search(text))) for text in pick.texts]


def _hedged(pick: Pick) -> list[float]:
    return [float(bool(HEDGE.search(text))) for text in pick.texts]


def _specific(pick: Pick) -> list[float]:
    return [float(len(re.findall(r"[\d,()\[\]]", text))) for text in pick.texts]


def _mild(pick: Pick) -> list[float]:
    return [float(len(_MILD.findall(text)) - len(_HARSH.findall(text))) for text in pick.texts]


RULES: dict[str, Rule] = {
    "the longest option": _longest,
    "the shortest option": _shortest,
    "the option that repeats most of the stem": _repeats_stem,
    "the option that shares most words with the others": _shares_words,
    "an option without 'always', 'never' and the like": _not_absolute,
    "an option with 'may', 'usually' and the like": _hedged,
    "the option with most digits, commas and brackets": _specific,
}
"""Rules for every kind of pick."""

TONES: dict[str, Rule] = {"the option that sounds mildest": _mild}
"""Further rules for what one should do."""

IDS = dict(zip((*RULES, *TONES), ("B02", "B03", "B04", "B05", "B06", "B06", "B07", "B08")))
"""The id under which each is explained."""


def guess(rule: Rule, pick: Pick) -> Guess:
    """What a rule makes of a pick."""
    liked = rule(pick)
    best = [at for at, value in enumerate(liked) if value == max(liked)]
    return Guess(len(pick.texts), len(best), pick.right in best)


def kin(item: Item) -> str:
    """The same for items of one template, and for no others."""
    return item.id if item.template is None else item.template
