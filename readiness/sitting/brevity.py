"""Whether an item is short: the whole of it in view at once in a usual window, with nothing to scroll. Pure."""

from __future__ import annotations

from readiness.ground.exhibits.layout import lay_out
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import Item
from readiness.ground.text import wrap
from readiness.kinds.dispatch import kind

COLUMNS, ROWS = 80, 24
"""The usual window."""
_FRAME_ROWS = 8
"""Heading, rule, what to press, two rows of commands, the names of two records, and a note with an empty line."""
_LEAD = 8
"""Columns before an option's text: pointer, number, mark."""


def is_short(item: Item) -> bool:
    """Whether exhibit, question and answers fit into 80 columns and 24 rows together."""
    exhibit = len(lay_out(parse(item.exhibit).blocks, COLUMNS)) + 1 if item.exhibit else 0
    things = kind(item.task).things.values()
    answers = sum(len(wrap(thing.text, COLUMNS - _LEAD)) for thing in things) if things else 2
    return exhibit + len(wrap(item.stem, COLUMNS)) + answers <= ROWS - _FRAME_ROWS
