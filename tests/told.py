"""Values in words that stay the same whatever tables they are kept in, for digests that tests pin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from readiness.ground.exhibits.parse import words


def told(value: object) -> str:
    """Like ``repr``, with frozen tables as plain ones, of exhibits the words, without the digests that the bank gives."""
    if is_dataclass(value):
        named = [(field.name, getattr(value, field.name)) for field in fields(value) if field.name != "digest"]
        named = [(name, " ".join(words(inner)) if name == "exhibit" and inner else inner) for name, inner in named]
        return f"{type(value).__name__}({', '.join(f'{name}={told(inner)}' for name, inner in named)})"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: {told(inner)}' for key, inner in value.items())}}}"
    return repr(value)
