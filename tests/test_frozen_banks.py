"""A bank cannot be changed under the caches that trust it, and goes to other processes all the same."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from readiness.bank.load import load_bank
from readiness.ground.items import Cognition, OrderTask
from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import CalibratedItem, Calibration, ItemBank, Skill
from readiness.report.make import score
from tests.banks import wide_bank

BANK = load_bank()
UNCHANGEABLE = (str, int, float, Decimal, frozenset, tuple, type(None))


def _inside(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value inside a bank, with the way to it."""
    yield path, value
    if is_dataclass(value):
        for field in fields(value):
            yield from _inside(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, MappingProxyType):
        for key, inner in value.items():
            yield from _inside(inner, f"{path}[{key!r}]")
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from _inside(inner, f"{path}[{place}]")


def _instances(bank: ItemBank) -> Iterator[tuple[str, Any]]:
    for item in bank.items.values():
        if item.generate is not None:
            yield from _inside(bank.item(f"{item.id}@7"), f"{item.id}@7")


def test_nothing_in_a_bank_or_an_instance_can_be_changed() -> None:
    seen = 0
    for path, value in (*_inside(BANK, "bank"), *_instances(BANK)):
        seen += 1
        if is_dataclass(value):
            assert not hasattr(value, "__dict__"), path
            for field in fields(value):
                with pytest.raises(AttributeError):
                    setattr(value, field.name, None)
        elif isinstance(value, MappingProxyType):
            _refuses(value)
        else:
            assert isinstance(value, UNCHANGEABLE), (path, value)
    assert seen > 20_000


def _refuses(table: Any) -> None:
    with pytest.raises(TypeError):
        table["a"] = 1
    for key in list(table)[:1]:
        with pytest.raises(TypeError):
            del table[key]
    assert not hasattr(table, "clear")


def test_a_bank_does_not_follow_the_tables_that_it_was_made_of() -> None:
    bank = wide_bank()
    items = dict(bank.items)
    made = replace(bank, items=items)
    items.clear()
    assert made.items == bank.items
    pieces = {"p1": "one", "p2": "two"}
    task = OrderTask(pieces, (("p1",), ("p2",)))
    pieces["p1"] = "two"
    assert task.pieces == {"p1": "one", "p2": "two"}


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_bank_comes_back_equal_and_frozen_from_another_process(protocol: int) -> None:
    bank = pickle.loads(pickle.dumps(BANK, protocol))
    assert isinstance(bank, ItemBank)
    for name in ("skills", "competencies", "sources", "forms", "items"):
        assert isinstance(getattr(bank, name), MappingProxyType)
        assert getattr(bank, name) == getattr(BANK, name)
    assert bank.item("record-matching-02@7") == BANK.item("record-matching-02@7")
    answers = [Response(item.id, key_answer(item.task)) for item in BANK.items.values() if item.generate is None][:20]
    assert score(bank, answers) == score(BANK, answers)


def test_a_bank_can_be_copied() -> None:
    assert copy.deepcopy(BANK).items == BANK.items


def test_what_was_measured_and_the_wanted_spread_of_a_skill_cannot_be_changed_either() -> None:
    measured = {"a-01": CalibratedItem(0.5, 214, "d1")}
    spread: dict[Cognition, float] = {"recall": 1.0}
    known, skill = Calibration(measured, 214, "2026-11-28", "a class"), Skill("a", "A", "About a.", 1.0, spread)
    measured.clear()
    spread.clear()
    assert (dict(known.items), dict(skill.cognition or {})) == ({"a-01": CalibratedItem(0.5, 214, "d1")}, {"recall": 1.0})
    assert isinstance(known.items, MappingProxyType)
    assert isinstance(skill.cognition, MappingProxyType)
