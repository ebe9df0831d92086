"""How much of the shipped bank has to be scrolled in a window of 80 columns and 24 rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import mean

import pytest

from readiness.bank.load import load_bank
from readiness.ground.items import Item
from readiness.kinds.answers import served_order
from readiness.screen.frame import frame
from readiness.screen.keys import start
from readiness.sitting.pages import ItemPage

SEEDS = 20
MOST = 0.1
"""At most one question in ten may have to be scrolled."""


def questions() -> Iterator[Item]:
    """Every question, those of a template with its first instances."""
    bank = load_bank()
    for item in bank.items.values():
        yield from [item] if item.generate is None else [bank.item(f"{item.id}@{seed}") for seed in range(SEEDS)]


def scrolls(item: Item, width: int, height: int) -> bool:
    page = ItemPage(item, served_order(item, 0), "Question 25 of 25", 0.96, 3599.0)
    view = frame(start(page), width, height, elapsed=3599.0)
    return view.text.last_top > 0 or view.list.total > view.list.rows


def share(width: int, height: int) -> dict[str, float]:
    """The share of the items of each skill that scroll; one of a template counts by the share of its instances."""
    of_item: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for item in questions():
        of_item[item.skill, item.family].append(scrolls(item, width, height))
    of_skill: defaultdict[str, list[float]] = defaultdict(list)
    for (skill, _), found in of_item.items():
        of_skill[skill].append(mean(found))
        of_skill["all"].append(mean(found))
    return {skill: mean(shares) for skill, shares in of_skill.items()}


def test_at_most_one_question_in_ten_scrolls(capsys: pytest.CaptureFixture[str]) -> None:
    found = share(80, 24)
    with capsys.disabled():
        print("\nscrolls at 80x24:", ", ".join(f"{skill} {part:.1%}" for skill, part in found.items()))
    assert found["all"] <= MOST
