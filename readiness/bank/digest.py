"""Digests: short names for what a person is asked, which change whenever its words do and not when only its layout does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from readiness.ground.exhibits.parse import words
from readiness.ground.items import Citation, Generated


def digest(value: Any) -> str:
    """16 hexadecimal digits that change whenever the value does, white space in its texts aside."""
    text = json.dumps(_canonical(value), ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()[:16]


def content_digest(content: Generated, sources: tuple[Citation, ...] = ()) -> str:
    """The digest of what a person reads and is scored by. Of an exhibit it sees the words alone."""
    exhibit = None if content.exhibit is None else words(content.exhibit)
    return digest({"stem": content.stem, "exhibit": exhibit, "task": content.task, "why": content.why, "sources": sources})


def _canonical(value: Any) -> Any:
    """Plain JSON. Tables become lists of pairs: the order of spots and options is part of an item.

    Fields at their defaults are left out, so that a field added to the model leaves the digests as they are.
    """
    if isinstance(value, str):
        return " ".join(value.split())
    defaults = _defaults(value)
    if defaults is not None:
        named = {name: getattr(value, name) for name in defaults}
        return [type(value).__name__, *_canonical({name: own for name, own in named.items() if own != defaults[name]})]
    if isinstance(value, Mapping):
        return [[key, _canonical(inner)] for key, inner in value.items()]
    if isinstance(value, (tuple, list)):
        return [_canonical(inner) for inner in value]
    return str(value) if isinstance(value, Decimal) else value


def _defaults(value: Any) -> dict[str, Any] | None:
    """The fields of a value of the model with their defaults, MISSING for none; None for what has no fields."""
    if is_dataclass(value):
        return {field.name: field.default for field in fields(value)}
    defaults = getattr(value, "_field_defaults", None)  # Of a named tuple.
    return None if defaults is None else {name: defaults.get(name, MISSING) for name in value._fields}
