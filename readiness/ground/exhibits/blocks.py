"""What an exhibit is made of, as plain values, and what only looks at those values: words, JSON, Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from readiness.ground.items import assert_never

Align: TypeAlias = Literal["left", "right"]


class Title(NamedTuple):
    """A heading: a line that is bold as a whole. An exhibit of several papers has one for each."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:  # No named tuple, as the others are: it would be equal to a title of the same text.
    """Text that flows; single spaces between its words."""

    text: str


class Listing(NamedTuple):
    """Entries one below the other: bullets, or with ``start`` numbered upwards from it."""

    entries: tuple[str, ...]
    start: int | None = None

    def numbered(self) -> Iterator[tuple[str, str]]:
        """Each entry behind what marks it: "1." and so on, or nothing for a bullet."""
        for place, entry in enumerate(self.entries):
            yield "" if self.start is None else f"{self.start + place}.", entry


class Table(NamedTuple):
    """Rows of as many cells as ``header``; where all header cells are empty, the first column says what a row is of."""

    header: tuple[str, ...]
    align: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def headless(self) -> bool:
        return not any(self.header)


class Verbatim(NamedTuple):
    """Lines that keep their breaks and their spaces, such as a drawing."""

    lines: tuple[str, ...]


Block: TypeAlias = Title | Paragraph | Listing | Table | Verbatim


def block_texts(blocks: Sequence[Block]) -> list[str]:
    """Every word in the order of reading, one text for each title, paragraph, entry, row of a table and verbatim line.

    What is only layout is left out: the number of an entry counts as a word, a bullet does not.
    """
    return [text for block in blocks for text in _texts(block)]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Title() | Paragraph():
            yield block.text
        case Listing():
            for number, entry in block.numbered():
                yield f"{number} {entry}".strip(" ")
        case Table():
            yield from (" ".join(filter(None, row)) for row in (block.header, *block.rows) if any(row))
        case Verbatim():
            yield from block.lines
        case _:
            assert_never(block)


def to_json(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks as plain data for a front end; ``kind`` says which fields there are."""
    return [_json(block) for block in blocks]


def _json(block: Block) -> dict[str, Any]:
    match block:
        case Title():
            return {"kind": "title", "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Listing():
            return {"kind": "list", "entries": list(block.entries), "start": block.start}
        case Table():
            rows = [list(row) for row in block.rows]
            return {"kind": "table", "header": list(block.header), "align": list(block.align), "rows": rows}
        case Verbatim():
            return {"kind": "verbatim", "lines": list(block.lines)}
    assert_never(block)


# Markdown -----------------------------------------------------------------------------------------------------------


def markdown(blocks: Sequence[Block]) -> str:
    """The blocks in the form that ``parse`` reads, one empty line between two of them."""
    return "\n\n".join(_markdown(block) for block in blocks)


def _markdown(block: Block) -> str:
    match block:
        case Title():
            return f"**{_escaped(block.text)}**"
        case Paragraph():
            return _opening(_escaped(block.text))
        case Listing():
            return "\n".join(f"{number or '-'} {_escaped(entry)}".rstrip(" ") for number, entry in block.numbered())
        case Table():
            rule = ["---:" if side == "right" else "---" for side in block.align]
            cells = [[_escaped(cell).replace("|", r"\|") for cell in row] for row in (block.header, *block.rows)]
            return "\n".join(f"| {' | '.join(row)} |" for row in (cells[0], rule, *cells[1:]))
        case Verbatim():
            ticks = max((len(run) for line in block.lines for run in re.findall("`+", line)), default=0)
            fence = "`" * max(3, ticks + 1)
            return "\n".join((fence, *block.lines, fence))
    assert_never(block)


def _escaped(text: str) -> str:
    """The text with a backslash before each sign that some reader of Markdown could take for markup."""
    return re.sub(r"[\\`*_\[<~]|&(?=[#\w]+;)", r"\\\g<0>", text)


def _opening(text: str) -> str:
    """A paragraph's text whose first sign does not make it something else."""
    text = re.sub(r"^[-+#>|=]", r"\\\g<0>", text)
    return re.sub(r"^([0-9]{1,9})([.)])(?= |$)", r"\1\\\2", text)
