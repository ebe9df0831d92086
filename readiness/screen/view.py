"""What stands in the window, and which part of what is longer than its place is in view. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from readiness.ground.characters import glyphs

Line: TypeAlias = tuple[str, str]
"""A style and a row of text."""


class Pane(NamedTuple):
    """``total`` lines of which those from ``top`` on are in view, in ``rows`` rows."""

    total: int
    rows: int
    top: int

    @property
    def last_top(self) -> int:
        return max(0, self.total - self.rows)


class Frame(NamedTuple):
    """What stands in the window: at most ``height`` lines, and row and character of the cursor.

    ``text`` is the part that PgUp and PgDn scroll, ``list`` the options; ``spans`` the lines of the list that each
    option takes, from and up to, and ``current`` those of the current one. ``left``: for each line the style of what
    stands left of the question, and how many characters that are; none when nothing does. ``parts``: the lines of the
    text at which the parts of a document start.
    """

    lines: tuple[Line, ...]
    cursor: tuple[int, int] = (0, 0)
    text: Pane = Pane(0, 0, 0)
    list: Pane = Pane(0, 0, 0)
    spans: tuple[tuple[int, int], ...] = ()
    current: tuple[int, int] | None = None
    left: tuple[tuple[str, int], ...] = ()
    parts: tuple[int, ...] = ()


def keys_apart(row: str) -> list[tuple[bool, str]]:
    """The row of a footer in pieces: whether each is the name of a key, such as "b", "Enter or r" or "Esc,"."""
    pieces = re.split(r"((?:^|(?<=   ))(?:\S+ or )?\S+)", row)
    return [(bool(place % 2), piece) for place, piece in enumerate(pieces) if piece]


def in_view(pane: Pane) -> tuple[int, int]:
    """From and up to which line a list is in view; where lines are hidden, a row goes to saying so."""
    if pane.total <= pane.rows:
        return 0, pane.total
    last = pane.top + pane.rows - (pane.top > 0)
    return pane.top, pane.total if last >= pane.total else last - 1


def pane(total: int, rows: int, top: int) -> Pane:
    """What is in view of a text, as near to ``top`` as there is something to show."""
    return Pane(total, rows, max(0, min(top, total - rows)))


def rule(pane: Pane, name: str, width: int, ascii: bool, more: str = "") -> Line:
    """The line under a text, saying which part of it is in view when it is longer than its place; and ``more``, where
    there is room for it."""
    sign = glyphs(ascii).rule
    if pane.total <= pane.rows:
        return "class:rule", sign * width
    lines = f"{pane.top + 1}-{pane.top + pane.rows} of {pane.total}"
    text = f"lines {lines}: PgUp/PgDn" if name == "lines" else f"{name} {lines} lines: PgUp/PgDn"
    if len(text) + len(more) + 3 <= width:
        text += more
    return "class:rule", f"{sign * 2} {text} {sign * width}"[:width] if len(text) + 3 <= width else text
