"""How far a person is with a page on the full screen, and what a key can lead to. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from readiness.sitting.pages import Page, PageResult


class State(NamedTuple):
    """A page and how far the person is with it.

    ``cursor``: the current option or row, -1 before a key has moved it. ``picked``: ids, for mark those marked, for
    order the pieces placed so far, for judgement the best and then the worst. ``text``, ``caret``: what stands in an
    entry, and before which character the next goes. ``read``: the entry as it was read, until it changes.
    ``commanding``: Esc was pressed in an entry, letters are commands. ``typed``: the digits of a number so far;
    ``settled``: the digit that was just taken alone, as no second one came in a moment.
    ``over``: what lies over the page. ``stem_top``, ``list_top``, ``over_top``: the first line in view. ``message``
    takes the place of the guidance until the next key.
    """

    page: Page
    ascii: bool = False
    clock: bool = True
    cursor: int = -1
    picked: tuple[str, ...] = ()
    text: str = ""
    caret: int = 0
    read: str | None = None
    commanding: bool = False
    typed: str = ""
    settled: str = ""
    stem_top: int = 0
    list_top: int = 0
    message: str = ""
    over: Literal["help", "exhibit"] | None = None
    over_top: int = 0


Outcome: TypeAlias = State | PageResult
"""What a key leads to: the next state of the page, or its result."""
