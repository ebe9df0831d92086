"""What stands in the window, and which part of what is longer than its place is in view. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Line: TypeAlias = tuple[str, str]
"""A style and a row of text."""


@dataclass(frozen=True, slots=True)
class Pane:
    """``total`` lines of which those from ``top`` on are in view, in ``rows`` rows."""

    total: int
    rows: int
    top: int

    @property
    def last_top(self) -> int:
        return max(0, self.total - self.rows)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands in the window: at most ``height`` lines, and row and character of the cursor.

    ``text`` is the part that PgUp and PgDn scroll, ``list`` the options; ``current`` the lines of the list that the
    current option takes, from and up to.
    """

    lines: tuple[Line, ...]
    cursor: tuple[int, int] = (0, 0)
    text: Pane = Pane(0, 0, 0)
    list: Pane = Pane(0, 0, 0)
    current: tuple[int, int] | None = None


def in_view(pane: Pane) -> tuple[int, int]:
    """From and up to which line a list is in view; where lines are hidden, a row goes to saying so."""
    if pane.total <= pane.rows:
        return 0, pane.total
    last = pane.top + pane.rows - (pane.top > 0)
    return pane.top, pane.total if last >= pane.total else last - 1
