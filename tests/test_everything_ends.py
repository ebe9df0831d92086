"""Work that depends on what others wrote ends: bounded tries, bounded reading, steps that grow no faster than n log n."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import readiness
from readiness.bank.instances import Maker
from readiness.bank.load import load_bank
from readiness.draws import TRIES, first_fit
from readiness.model import BankError, ItemBank, instance

BANK = load_bank()
NEVER = {"pieces": 7, "askers": 2}
"""Values that the schema of release-queue allows and that fit no queue under one of its policies."""

# Templates ----------------------------------------------------------------------------------------------------------


def test_the_first_thing_that_fits_is_taken_and_no_more_are_drawn() -> None:
    drawn = iter((3, 1, 4, 1, 5))
    assert first_fit(lambda: next(drawn), lambda number: number > 3) == 4
    assert next(drawn) == 1


def test_nothing_is_drawn_more_often_than_the_bound() -> None:
    drawn: list[int] = []
    with pytest.raises(ValueError, match="do not go together") as raised:
        first_fit(lambda: drawn.append(1), lambda _: False)
    assert len(drawn) == TRIES == 10_000
    assert str(raised.value) == (
        "these values do not go together: in 10,000 tries no question came of them; change one of them"
    )


COUNTED = {"month_calendar": 1, "_due": 1, "_weekdays_back": 1, "empty_on": 1, "promised": 1}
"""Loops that step through days, with an end that every step comes nearer to."""


def test_no_template_loops_until_a_draw_fits() -> None:
    loops: dict[str, int] = {}
    for file in (Path(readiness.__file__).parent / "templates").rglob("*.py"):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.While):
                        loops[function.name] = loops.get(function.name, 0) + 1
    assert loops == COUNTED


def _unmakeable() -> ItemBank:
    item = BANK.items["queue-order-09"]
    changed = replace(item, generate=Maker("release-queue", NEVER))
    return replace(BANK, items={**BANK.items, item.id: changed})


def test_an_instance_that_cannot_be_made_is_the_banks_fault_and_says_where() -> None:
    bank = _unmakeable()
    item = bank.items["queue-order-09"]
    seed = next(seed for seed in range(200) if not _makeable(bank, f"{item.id}@{seed}"))
    with pytest.raises(BankError) as raised:
        instance(item, seed)
    assert str(raised.value) == (
        f"{item.place}: queue-order-09@{seed} cannot be made: these values do not go together: "
        "in 10,000 tries no question came of them; change one of them"
    )


def _makeable(bank: ItemBank, id: str) -> bool:
    try:
        bank.item(id)
    except BankError:
        return False
    return True
