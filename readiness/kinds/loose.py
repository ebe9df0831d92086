"""Data from outside, in which any value may be of a wrong kind: each look at it takes only what it expects. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any


def text_at(value: Any, key: str) -> str | None:
    """The text under a key, if there is one."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else None


def table_at(value: Any, key: str) -> dict[str, Any]:
    """The block under a key, or an empty one."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, dict) else {}


def list_at(value: Any, key: str) -> list[Any]:
    """The list under a key, or an empty one."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, list) else []


def texts_at(value: Any, key: str) -> list[tuple[int, str]]:
    """The texts in the list under a key, each with its index."""
    return [(at, text) for at, text in enumerate(list_at(value, key)) if isinstance(text, str)]


def different_ids(answer: object, known: Collection[str]) -> list[str] | None:
    """The answer as a list of different known ids, or None."""
    if not isinstance(answer, (list, tuple)):
        return None
    ids = [id for id in answer if isinstance(id, str)]
    if len(ids) != len(answer) or len(set(ids)) != len(ids) or not set(known).issuperset(ids):
        return None
    return ids


def not_one_of(value: str, known: Iterable[str], what: str) -> str:
    """The message about an id that nothing has."""
    return f"'{value}' is not one of the {what}: {', '.join(known)}"
