"""A checked bank as lines of JSON, and back: data and nothing else, so that reading it can run no code.

First the bank without its items, then what every choice of items looks at, then of each item a line with its words,
which is read when one of them is first asked for: to build all of every item took longer than to read the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, get_args

from readiness.bank.instances import Maker
from readiness.ground.errors import Place
from readiness.ground.items import READ_FIRST, READ_LATER, Citation, Item, Option, Source, Spot, Task, item_read_later
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
    """The bank as lines of JSON. Raises TypeError when something in it is no value of the model."""
    items = bank.items.values()
    words = (_plain(tuple(getattr(item, name) for name in READ_LATER)) for item in items)
    return "\n".join(map(_line, (_plain(replace(bank, items={})), [_first(item) for item in items], *words)))


def _first(item: Item) -> list[Any]:
    known = {name: getattr(item, name) for name in READ_FIRST}
    known |= {"ratings": list(item.ratings), "enemies": sorted(item.enemies), "generate": _plain(item.generate)}
    return list(known.values())


def _line(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


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
    """The bank. Raises ValueError when the text does not describe one; its items read their words later, from lines that
    ``to_json`` has written.
    """
    try:
        head, known, *words = text.split("\n")
        rows = zip(json.loads(known), words, strict=True)
        items = [_item(row, line) for row, line in rows]
        bank: ItemBank = replace(_read(head), items={item.id: item for item in items})
    except (AttributeError, ArithmeticError, IndexError, KeyError, RecursionError, TypeError) as error:
        raise ValueError("this is no bank") from error
    return bank


def _item(row: list[Any], line: str) -> Item:
    known = dict(zip(READ_FIRST, row, strict=True))
    known["ratings"], known["enemies"] = tuple(known["ratings"]), frozenset(known["enemies"])
    if known["generate"] is not None:
        known["generate"] = _value(known["generate"])
    return item_read_later(known, partial(_read, line))


def _read(line: str) -> Any:
    return _value(json.loads(line))


def _value(plain: list[Any] | dict[str, Any]) -> Any:
    # Most parts are plain already: to look at them here, not by a call each, takes half the time of reading a bank.
    if isinstance(plain, list):
        parts = [_value(part) if type(part) in _NESTED else part for part in plain]
        return _BUILDERS[parts[0]](*parts[1:])
    return {key: _value(inner) if type(inner) in _NESTED else inner for key, inner in plain.items()}


_NESTED = (list, dict)
