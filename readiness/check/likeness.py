"""Items that are too much alike, or that give each other away. Pure: from texts, without knowing what they mean."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from readiness.check.cues import kin
from readiness.check.readability import STOP_WORDS, sentences, words
from readiness.ground.exhibits.parse import texts
from readiness.ground.items import Item, ItemType
from readiness.kinds.dispatch import kind

_MARGIN = 1e-6
"""More than the rounding of a product."""
SHINGLE = 5
"""Words in a row that are compared as one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items with how much their stem and key are alike: cosine of the weighted words, share of equal runs of words."""

    first: Item
    second: Item
    cosine: float
    runs: float


def key_text(item: Item) -> str:
    """The right (or best) answer in the item's own words."""
    shown = kind(item.task)
    return shown.wording(shown.key) if shown.right is None else shown.things[shown.right].text


def same_on_purpose(first: Item, second: Item) -> bool:
    """Of one template, or enemies of each other."""
    return kin(first) == kin(second) or first.id in second.enemies or second.id in first.enemies


def alike(items: Sequence[Item], cosine: float, runs: float) -> Iterator[Pair]:
    """Pairs that reach one of the two figures and are not alike on purpose."""
    texts = [re.findall(r"\w+", f"{item.stem} {key_text(item)}".casefold()) for item in items]
    vectors = _weighted(texts)
    shingles = [{tuple(text[at : at + SHINGLE]) for at in range(len(text) - SHINGLE + 1)} for text in texts]
    near_enough = _sharing([_telling(vector, cosine) for vector in vectors])
    for one, other in sorted(near_enough | _sharing(shingles)):
        near, same = _product(vectors[one], vectors[other]), _jaccard(shingles[one], shingles[other])
        if (near >= cosine or same >= runs) and not same_on_purpose(items[one], items[other]):
            yield Pair(items[one], items[other], near, same)


def _sharing(features: Sequence[Iterable[Hashable]]) -> set[tuple[int, int]]:
    """The pairs of places that have a feature in common: no others need to be compared."""
    where: dict[Hashable, list[int]] = defaultdict(list)
    for at, own in enumerate(features):
        for feature in own:
            where[feature].append(at)
    return {pair for places in where.values() for pair in combinations(places, 2)}


def _telling(vector: Mapping[str, float], cosine: float) -> list[str]:
    """The heaviest words of a text, so many that without one of them no product with it reaches the cosine.

    The product of a unit vector with the other words is at most their length (Cauchy and Schwarz).
    """
    telling: list[str] = []
    left = 1.0
    for word in sorted(vector, key=lambda word: (-vector[word], word)):
        if left < (cosine - _MARGIN) ** 2:
            break
        telling.append(word)
        left -= vector[word] ** 2
    return telling


def _weighted(texts: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Each text as a vector of length 1: how often a word stands in it, times how rare it is (tf-idf)."""
    within = Counter(word for text in texts for word in set(text))
    vectors = []
    for text in texts:
        vector = {word: count * math.log(len(texts) / within[word]) for word, count in Counter(text).items()}
        length = math.sqrt(math.fsum(value * value for value in vector.values()))
        vectors.append({word: value / length for word, value in vector.items() if value})
    return vectors


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def _jaccard(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if one or other else 0.0


# One item gives the answer to another -------------------------------------------------------------------------------

_LEAST_KEY, _LEAST_SHARED, _SHARE = 2, 2, 0.8
_TOLD_AT_ONCE: frozenset[ItemType] = frozenset(("choice", "entry"))
"""Types whose answer one sentence can tell; for others it takes a scene, or several."""


def leaks(items: Sequence[Item]) -> Iterator[tuple[Item, Item, str]]:
    """Items whose answer a sentence of another item tells: the item, the other, the sentence.

    The key has two words or more and none of them stands in its own stem. The sentence holds four in five of them, two
    words of that stem too, and no other option of the item as fully. Judgement items, whose scene decides, and
    generated ones, whose content changes, are left out.
    """
    told = [(item, sentence, _terms(sentence)) for item in items if item.generate is None for sentence in _told(item)]
    where: dict[str, list[int]] = defaultdict(list)
    for at, (_, _, here) in enumerate(told):
        for term in here:
            where[term].append(at)
    for item in items:
        if item.generate is not None or item.type not in _TOLD_AT_ONCE:
            continue
        key, stem = _terms(key_text(item)), _terms(item.stem)
        if len(key) < _LEAST_KEY or key & stem:
            continue
        rivals = [own for thing in kind(item.task).things.values() if (own := _terms(thing.text)) != key]
        met = {item.id}
        shared = Counter(at for term in key for at in where[term])
        for at in sorted(at for at, count in shared.items() if count >= _SHARE * len(key)):
            other, sentence, here = told[at]
            if len(stem & here) < _LEAST_SHARED or any(_held(own, here) for own in rivals):
                continue
            if other.id not in met and not same_on_purpose(item, other):
                met.add(other.id)
                yield item, other, sentence


def _told(item: Item) -> list[str]:
    return [sentence for text in (item.stem, *texts(item.exhibit or "")) for sentence in sentences(text)]


def _terms(text: str) -> frozenset[str]:
    """The words of a text that are neither small nor common, ICD-10-CM as one; without the s of a plural."""
    found = (word.casefold() for word in words(text))
    return frozenset(word.removesuffix("s") for word in found if len(word) > 2 and word not in STOP_WORDS)


def _held(key: frozenset[str], text: frozenset[str]) -> bool:
    return bool(key) and len(key & text) >= _SHARE * len(key)
