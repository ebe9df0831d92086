"""Lays blocks out on a grid of character cells, and puts them into lines for the ear. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from readiness.ground.characters import shown
from readiness.ground.exhibits.blocks import Align, Block, Listing, Paragraph, Table, Title, Verbatim
from readiness.ground.items import assert_never
from readiness.ground.text import cells, pad, wrap

GAP = 2
"""Cells between two columns of a table."""
_LEAST_COLUMN = 12
"""A column of longer texts is not made narrower than this; then each row becomes a record."""
_STEP = "   "
_HANGING = "  "


class Row(NamedTuple):
    """A line of a laid out exhibit; ``heading`` for a title and for the head of a table."""

    text: str
    heading: bool = False


def lay_out(blocks: Sequence[Block], width: int, ascii: bool = False) -> list[Row]:
    """The blocks in rows of at most ``width`` cells (at least 4), an empty row between two of them.

    No empty row stands below a title, nor between a paragraph and the list, table or verbatim lines it leads to.
    """
    rows: list[Row] = []
    above: Block | None = None
    for block in blocks:
        if not (above is None or isinstance(above, Title) or (isinstance(above, Paragraph) and _hangs_on(block))):
            rows.append(Row(""))
        rows += _rows(block, width, ascii)
        above = block
    return rows


def _hangs_on(block: Block) -> bool:
    return isinstance(block, Listing | Table | Verbatim)


def _rows(block: Block, width: int, ascii: bool) -> Iterator[Row]:
    match block:
        case Title():
            yield from (Row(row, heading=True) for row in wrap(shown(block.text, ascii), width))
        case Paragraph():
            yield from map(Row, wrap(shown(block.text, ascii), width))
        case Listing():
            marks = [number or "-" for number, _ in block.numbered()]
            room = max(map(len, marks)) + 1
            for mark, entry in zip(marks, block.entries):
                lead = f"{mark:>{room - 1}} " if room <= width // 2 else f"{mark} "
                yield from map(Row, wrap(f"{lead}{shown(entry, ascii)}".rstrip(" "), width, " " * room))
        case Table():
            yield from _table(_in_cells(block, ascii), width)
        case Verbatim():
            for line in block.lines:
                own = len(line) - len(line.lstrip(" "))
                yield from map(Row, wrap(shown(line, ascii), width, " " * own + _HANGING))
        case _:
            assert_never(block)


# Tables -------------------------------------------------------------------------------------------------------------


def _in_cells(table: Table, ascii: bool) -> Table:
    def row(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(shown(text, ascii) for text in texts)

    return Table(row(table.header), table.align, tuple(map(row, table.rows)))


def _table(table: Table, width: int) -> Iterator[Row]:
    widths = _widths(table, width)
    if widths is None:
        for record in _records(table):
            yield from map(Row, _flow(record, width))
        return
    if not table.headless:
        yield from (Row(line, heading=True) for line in _columns(table.header, widths, table.align))
    for row in table.rows:
        yield from map(Row, _columns(row, widths, table.align))


def _widths(table: Table, width: int) -> list[int] | None:
    """The widths of the columns, or None when there is no room for them side by side.

    What is too much is taken from the widest columns, down to their longest word and never below _LEAST_COLUMN.
    """
    columns = list(zip(table.header, *table.rows))
    widths = [max(map(cells, column)) for column in columns]
    least = [
        min(own, max(_LEAST_COLUMN, *(cells(word) for text in column for word in text.split(" "))))
        for own, column in zip(widths, columns)
    ]
    room = width - GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        most = max(own for own, low in zip(widths, least) if own > low)
        widest = next(at for at, (own, low) in enumerate(zip(widths, least)) if own == most and own > low)
        widths[widest] -= 1
    return widths


def _columns(row: tuple[str, ...], widths: list[int], align: tuple[Align, ...]) -> list[str]:
    """One row of a table, its cells side by side, each wrapped in its column."""
    wrapped = [wrap(text, max(4, own)) for text, own in zip(row, widths)]
    lines = []
    for level in range(max(map(len, wrapped))):
        parts = [column[level] if level < len(column) else "" for column in wrapped]
        placed = [
            " " * (own - cells(part)) + part if side == "right" else pad(part, own)
            for part, own, side in zip(parts, widths, align)
        ]
        lines.append((" " * GAP).join(placed).rstrip(" "))
    return lines


def _records(table: Table) -> Iterator[list[str]]:
    """Each row as "label: value" texts, without its empty cells.

    The labels are those of the head. Where it is empty, the first cell is the label of the others; a cell without a
    label stands alone. What was not taken for a label in any row, such as a head without cells below it, comes first.
    """
    unused = [label for at, label in enumerate(table.header) if label and not any(row[at] for row in table.rows)]
    if unused:
        yield unused
    for row in table.rows:
        if table.headless and row[0] and any(row[1:]):
            yield [labeled(row[0], next(filter(None, row[1:]))), *list(filter(None, row[1:]))[1:]]
        elif any(row):
            yield [labeled(label, value) for label, value in zip(table.header, row) if value]


def labeled(label: str, value: str) -> str:
    """A value behind its label, as in "Charts: 52"; a label that ends in a sign of its own gets no colon."""
    if not label:
        return value
    return f"{label} {value}" if label[-1] in ":?" else f"{label}: {value}"


def _flow(texts: list[str], width: int) -> list[str]:
    """The texts side by side, in as many rows as they need, all but the first row indented."""
    rows: list[str] = []
    for text in texts:
        if rows and cells(rows[-1]) + len(_STEP) + cells(text) <= width:
            rows[-1] += _STEP + text
        else:
            rows += wrap(f"{_HANGING if rows else ''}{text}", width, _HANGING * 2)
    return rows


# Spoken -------------------------------------------------------------------------------------------------------------


def spoken(blocks: Sequence[Block]) -> list[str]:
    """The blocks in lines to be read aloud: no bullets, no columns; a row of a table as "label: value" sentences."""
    return [line for block in blocks for line in _spoken(block)]


def _spoken(block: Block) -> Iterator[str]:
    match block:
        case Title() | Paragraph():
            yield block.text
        case Listing():
            yield from (f"{number} {entry}".strip(" ") for number, entry in block.numbered())
        case Table():
            yield from (" ".join(map(_sentence, record)) for record in _records(block))
        case Verbatim():
            yield from (line for line in block.lines if line)
        case _:
            assert_never(block)


def _sentence(text: str) -> str:
    return text if text[-1] in ".!?" else f"{text}."
