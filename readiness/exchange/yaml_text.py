"""The fields of an item as text of a bank's file, and an item's text put into a file that keeps all else. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from readiness.exchange.questions import Number

ORDER = (
    "id",
    "type",
    "draft",
    "cognition",
    "rating",
    "seconds",
    "stem",
    "exhibit",
    "options",
    "key",
    "best",
    "worst",
    "shuffle",
    "records",
    "spots",
    "pieces",
    "form",
    "accept",
    "number",
    "within",
    "why",
    "source",
    "review_by",
    "enemies",
    "codes",
    "critical",
    "hint",
)
"""How the fields of an item stand one below the other."""
_NAMES = {"id", "type", "cognition", "key", "best", "worst", "form", "codes"}
"""Fields whose texts are names, written without quotes."""
_WIDE = {"options", "spots", "pieces"}
"""Fields with an entry a line."""


def item_text(fields: Mapping[str, Any], comments: Mapping[str, str] | None = None, indent: int = 2) -> str:
    """An item as an entry of a file of questions; ``comments`` stand behind the fields they are about."""
    lines = []
    for name in (name for name in ORDER if name in fields):
        value = fields[name]
        said = f"  # {comments[name]}" if comments and name in comments else ""
        if name == "exhibit":
            lines += [f"{name}: |{said}", *(f"  {line}".rstrip() for line in value.rstrip("\n").split("\n"))]
        elif name in _WIDE:
            lines += [f"{name}:{said}", *(f"  {key}: {flow(inner)}" for key, inner in value.items())]
        else:
            lines.append(f"{name}: {flow(value, plain=name in _NAMES)}{said}")
    start = " " * indent
    return "".join(f"{start}{'- ' if at == 0 else '  '}{line}".rstrip() + "\n" for at, line in enumerate(lines))


def flow(value: Any, *, plain: bool = False) -> str:
    """A value on one line. Texts stand in quotes as JSON has them, which YAML reads the same."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Number)) or (plain and isinstance(value, str)):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner, plain=key == 'id')}" for key, inner in value.items()) + "}"
    assert isinstance(value, Sequence)
    return "[" + ", ".join(flow(inner, plain=plain) for inner in value) + "]"
