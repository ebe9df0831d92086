"""How much stands on the screen, and how long an answer usually takes by that. Pure.

``seconds`` of a question is no estimate of its difficulty: it follows from what there is to read and to do, so that it can
be checked, and so that ratings cannot follow the clock.
"""

from __future__ import annotations

from statistics import fmean

from readiness.ground.exhibits.blocks import Listing, block_texts
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import Item, ItemType
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import instance

WORDS_A_MINUTE = 170
LOOK, START, STEP = 5, 5, 5
"""Seconds for each thing to do, seconds to begin, and what the sum is rounded to."""
SEEDS = 200
"""Instances over which the time of a generated item is averaged."""
MOST_WORDS: dict[ItemType, int] = {"choice": 80, "judgement": 130, "mark": 150, "order": 140, "entry": 110}
USUAL_WORDS: dict[ItemType, int] = {"choice": 35, "judgement": 90, "mark": 100, "order": 90, "entry": 60}
"""The most words on screen, and how many half of the questions of a type should stay under."""


def words_on_screen(item: Item) -> int:
    """The words of stem, exhibit and everything there is to answer with: what stands between spaces and has a letter or
    digit. A spot of two records counts its label and both values; the numbers before entries of a list are no words."""
    things = kind(item.task).things.values()
    shown = [text for thing in things for text in (thing.text, *(value for _, value in thing.values))]
    blocks = parse(item.exhibit or "").blocks
    plain = [Listing(block.entries) if isinstance(block, Listing) else block for block in blocks]
    every = (item.stem, *block_texts(plain), *shown)
    return sum(any(map(str.isalnum, word)) for text in every for word in text.split())


def looks(item: Item) -> int:
    """What there is to do: one pick of a choice, two of a judgement, one entry, each spot and each piece to look at."""
    fixed: dict[ItemType, int] = {"choice": 1, "judgement": 2, "entry": 1}
    return fixed.get(item.type) or len(kind(item.task).things)


def seconds(items: list[Item]) -> int:
    """The seconds of a written item, or of a generated one, from its instances: words at 170 a minute, 5 for each thing to
    do and 5 to begin, as a mean over them, to the nearest 5."""
    exact = (60 * words_on_screen(one) / WORDS_A_MINUTE + LOOK * looks(one) + START for one in items)
    return STEP * round(fmean(exact) / STEP)


def seconds_of(item: Item) -> int:
    """The seconds of an item of a bank. A generated one is made ``SEEDS`` times for it."""
    return seconds([item] if item.generate is None else [instance(item, seed) for seed in range(SEEDS)])
