"""Text on a grid of character cells: how wide it is, wrapped into rows, a bar. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from readiness.ground.characters import clean, glyphs, shown

# Lines --------------------------------------------------------------------------------------------------------------

Style = Literal["", "heading", "strong", "link"]


class Line(NamedTuple):
    """A row to read; ``style`` says what a terminal may do with it, and never carries meaning alone."""

    text: str
    style: Style = ""


# Width --------------------------------------------------------------------------------------------------------------


def cells(text: str) -> int:
    """How many terminal cells the text takes: East Asian wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells(c) for c in text)


def _cells(c: str) -> int:
    if unicodedata.category(c) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1


def pad(text: str, width: int) -> str:
    """The text with spaces after it up to a width in cells."""
    return text + " " * (width - cells(text))


def wrap(text: str, width: int, hanging: str = "") -> list[str]:
    """The text in rows of at most ``width`` cells (at least 4), broken at spaces; only too long a word is broken.

    Each line of the text starts a row and keeps its own indent; its further rows start with ``hanging``. Empty lines
    stay; an empty text is one empty row. Never more than half the width is indent.
    """
    hanging = hanging[: width // 2]
    return [row for line in clean(text).split("\n") for row in _wrapped(line.rstrip(" "), width, hanging)]


def laid_out(lines: Sequence[str], width: int, ascii: bool) -> list[str]:
    """The lines wrapped to a width: a line's own indent is kept, and a "- ", "1. " or "+ 1. " hangs.

    A line that is an address stays whole, so that it can be copied or clicked: indented less where it would not fit,
    and wider than the width where it must be.
    """
    rows = []
    for line in lines:
        line = shown(line, ascii)
        if is_address(line):
            address = line.strip()
            rows.append(" " * min(len(line) - len(address), max(0, width - cells(address))) + address)
            continue
        start = _BULLET.match(line)
        rows += wrap(line, width, " " * (start.end() if start else 0))
    return rows


def is_address(line: str) -> bool:
    """Whether a line is the address of a page on the web, and nothing else."""
    return re.fullmatch(r" *https?://[^ ]+", line) is not None


_BULLET = re.compile(r" *(?:[-*•] +|(?:[+x>] +)?[0-9]{1,2}[.)] +)?")


def wrap_exhibit(text: str, width: int) -> list[str]:
    """Pre-formatted text in rows of at most ``width`` cells: a line stays as it is, or keeps its indent."""
    rows = []
    for line in clean(text).split("\n"):
        bullet = _BULLET.match(line)
        rows += wrap(line, width, " " * cells(bullet[0] if bullet else ""))
    return rows


def _wrapped(line: str, width: int, hanging: str) -> list[str]:
    if cells(line) <= width:
        return [line]
    rows: list[str] = []
    row, taken = "", 0
    for place, (gap, word) in enumerate(re.findall("( *)([^ ]+)", line)):
        size = cells(word)
        if place == 0:
            row = gap[: width // 2]
        elif taken + len(gap) + size <= width:
            row += gap + word
            taken += len(gap) + size
            continue
        else:
            rows.append(row)
            row = hanging
        *heads, rest = _broken(word, size, width - cells(row), width - cells(hanging))
        for head in heads:
            rows.append(row + head)
            row = hanging
        row += rest
        taken = cells(row)
    return [*rows, row]


def _broken(word: str, size: int, room: int, later: int) -> list[str]:
    """A word of ``size`` cells in pieces: the first takes at most ``room`` cells, the others at most ``later``.

    Each but the last has one character at least, however wide. One pass over the word, whatever its length.
    """
    pieces: list[str] = []
    start, taken, left = 0, 0, size
    for place, character in enumerate(word):
        if left <= room and place == start:
            break
        own = _cells(character)
        if taken + own > room and place > start:
            pieces.append(word[start:place])
            start, taken, room = place, 0, later
            if left <= room:
                break
        taken += own
        left -= own
    else:
        pieces.append(word[start:])
        start = len(word)
    return [*pieces, word[start:]]


def flow(chunks: list[str], width: int, gap: str = "   ") -> list[str]:
    """The chunks side by side, in as many rows as needed; a chunk is broken only when it is wider than a row."""
    rows: list[str] = []
    for chunk in chunks:
        if rows and cells(rows[-1]) + len(gap) + cells(chunk) <= width:
            rows[-1] += gap + chunk
        else:
            rows += wrap(chunk, width)
    return rows


def bar(share: float, width: int, ascii: bool) -> str:
    """A share, 0..1, as a bar ``width`` cells wide with its brackets: ``[######....]``. Full only at 1."""
    signs, room = glyphs(ascii), width - 2
    filled = room if share >= 1 else min(room - 1, int(max(0.0, share) * room + 0.5))
    return f"[{signs.full * filled}{signs.empty * (room - filled)}]"
