"""What a generated question shows, as plain lines: a test that solves it reads what a person reads."""

from __future__ import annotations

from readiness.ground.exhibits.layout import lay_out
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import Generated, Item


def laid(made: Generated | Item, width: int = 1000) -> str:
    """The exhibit laid out so wide that nothing wraps, or in the width; nothing when there is none."""
    return "\n".join(row.text for row in lay_out(parse(made.exhibit or "").blocks, width))
