"""The textbook that the benchmarks measure the product against: it chooses the same items and gives the same odds."""

from __future__ import annotations

from random import Random

import pytest

from readiness import Response, Selector
from readiness.kinds.answers import key_answer
from tests.banks import SKILLS
from tests.benchmarks.speed import speed_bank
from tests.benchmarks.textbook import TextbookSelector

BANK = speed_bank()


@pytest.mark.parametrize(("seed", "share"), [(1, 0.0), (2, 0.45), (3, 0.7), (4, 1.0)])
def test_the_textbook_chooses_the_same_items_and_gives_the_same_odds(seed: int, share: float) -> None:
    product, textbook, random = Selector(BANK, "full", seed), TextbookSelector(BANK, seed), Random(seed)
    while (id := product.next()) is not None:
        assert textbook.next() == id
        right = random.random() < share
        product.answer(Response(id, key_answer(BANK.items[id].task) if right else "b"))
        textbook.answer(id, right)
        assert textbook.odds() == pytest.approx({skill: product.odds(skill) for skill in SKILLS}, abs=1e-9)
    assert textbook.next() is None
    assert len(product.shown) >= 3 * len(SKILLS)
