"""A checked bank as JSON, and back: data and nothing else, so that reading it can run no code."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, get_args

from readiness.bank.instances import Maker
from readiness.ground.errors import Place
from readiness.ground.items import Citation, Item, Option, Source, Spot, Task
from readiness.kinds.item_bank import (
    BankWords,
    CalibratedItem,
    CalibratedLine,
    Calibration,
    Competency,
    Draft,
    ItemBank,
    PracticeShare,
    Skill,
    StudyPointer,
)

_MADE_OF: tuple[Callable[..., Any], ...] = (
    Place,
    Option,
    Spot,
    *get_args(Task),
    Citation,
    Source,
    Item,
    StudyPointer,
    Skill,
    Competency,
    BankWords,
    CalibratedItem,
    CalibratedLine,
    Calibration,
    Draft,
    PracticeShare,
    ItemBank,
    Maker,
)
_BUILDERS: dict[str, Callable[..., Any]] = {
    "tuple": lambda *values: values,
    "set": lambda *values: frozenset(values),
    "number": Decimal,
    **{made.__name__: made for made in _MADE_OF},
}


def to_json(bank: ItemBank) -> str:
    """The bank as JSON. Raises TypeError when something in it is no value of the model."""
    return json.dumps(_plain(bank), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """A list stands for a value of several parts, its kind first; a block for a table; all else for itself."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple) and type(value).__name__ in _BUILDERS:  # A named one too.
        return [type(value).__name__, *map(_plain, value)]
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return ["set", *sorted(value)]
    if isinstance(value, Decimal):
        return ["number", str(value)]
    if is_dataclass(value) and type(value).__name__ in _BUILDERS:
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    raise TypeError(f"{value!r} has no place in the copy of a bank")


def from_json(text: str) -> ItemBank:
    """The bank. Raises ValueError when the text does not describe one."""
    try:
        plain = json.loads(text)
        bank = _value(plain) if type(plain) in _NESTED else None
    except (AttributeError, ArithmeticError, IndexError, KeyError, RecursionError, TypeError) as error:
        raise ValueError("this is no bank") from error
    if not isinstance(bank, ItemBank):
        raise ValueError("this is no bank")
    return bank


def _value(plain: list[Any] | dict[str, Any]) -> Any:
    # Most parts are plain already: to look at them here, not by a call each, takes half the time of reading a bank.
    if isinstance(plain, list):
        parts = [_value(part) if type(part) in _NESTED else part for part in plain]
        return _BUILDERS[parts[0]](*parts[1:])
    return {key: _value(inner) if type(inner) in _NESTED else inner for key, inner in plain.items()}


_NESTED = (list, dict)
