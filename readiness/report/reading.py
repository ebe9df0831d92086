"""Frozen values built from plain JSON values by their annotations, so that what a file says is what the type says. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def build(kind: Any, plain: object, where: str) -> Any:
    """A dataclass from a JSON object. Keys that it does not know, of a later version, are passed over.

    ``where`` names the object. Raises ValueError, which says what in it is not as it should be.
    """
    if not isinstance(plain, Mapping):
        raise ValueError(f"{where} is no object")
    hints, values = _hints(kind), {}
    for field in fields(kind):
        if field.name in plain:
            values[field.name] = _value(hints[field.name], plain[field.name], f"{where}.{field.name}")
        elif field.default is MISSING:
            raise ValueError(f"{where} has no {field.name}")
    return kind(**values)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, plain: object, where: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return plain
    if is_dataclass(kind):
        return build(kind, plain, where)
    if origin in (Union, UnionType):
        return _one_of(inner, plain, where)
    if origin is tuple and isinstance(plain, list | tuple):
        return tuple(_value(inner[0], one, f"{where}[{place}]") for place, one in enumerate(plain))
    if origin is dict and isinstance(plain, Mapping):
        return {str(key): _value(inner[1], one, f"{where}.{key}") for key, one in plain.items()}
    if origin is Literal and isinstance(plain, str) and plain in inner:
        return plain
    if isinstance(kind, type) and _is_plain(kind, plain):
        return plain
    raise ValueError(f"{where} is {_cut(plain)}")


def _one_of(kinds: tuple[Any, ...], plain: object, where: str) -> Any:
    problem = None
    for kind in kinds:
        try:
            return _value(kind, plain, where)
        except ValueError as error:
            problem = problem or error
    raise problem or ValueError(f"{where} is {_cut(plain)}")


def _is_plain(kind: type, plain: object) -> bool:
    if kind is float:
        return type(plain) in (int, float) and math.isfinite(plain)  # type: ignore[arg-type]  # the test before it
    return kind in (str, int, bool, NoneType) and type(plain) is kind


def _cut(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
