"""Reads an exhibit: the small part of CommonMark that questions/README.md describes. Pure.

Nothing is refused here: every text gives blocks that hold all its words, and faults that say where it is not in the
form. A bank with a fault in it is refused where it is read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from readiness.ground.characters import clean, one_line
from readiness.ground.exhibits.blocks import Align, Block, Listing, Paragraph, Table, Title, Verbatim, block_texts


class Fault(NamedTuple):
    """What is not in the form, at a line and column of the text, both from 1 on."""

    line: int
    column: int
    message: str


class Exhibit(NamedTuple):
    """The blocks of a text, and its faults from top to bottom."""

    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...]


@lru_cache(maxsize=512)
def parse(text: str) -> Exhibit:
    """The exhibit that a text describes. Never raises."""
    reader = _Reader(clean(text).split("\n"))
    reader.read()
    return Exhibit(tuple(reader.blocks), tuple(sorted(reader.faults)))


def words(text: str) -> tuple[str, ...]:
    """Every word of an exhibit in the order of reading, whatever its layout: what a digest sees of it.

    Marks of the form (bullets, pipes, the rule of a table, fences, the asterisks of a title) are no words; the number
    of an entry in a list is one, such as "1.".
    """
    return tuple(word for line in texts(text) for word in line.split(" ") if word)


def texts(text: str) -> list[str]:
    """The words of an exhibit, one line for each title, paragraph, entry, row of a table and verbatim line."""
    return block_texts(parse(text).blocks)


_FENCE = re.compile("^ {0,3}(`{3,})[^`]*$")
_TITLE = re.compile(r"^ *\*\*(?! )((?:[^*\\]|\\.|\*(?!\*))+)(?<! )\*\* *$")
_ENTRY = re.compile(r"^( *)(?:-|([0-9]{1,9})\.)(?: +(.*)|$)")
_RULE_CELL = re.compile(":?-+:?")
_FOREIGN = (
    (re.compile(" *#{1,6} "), "a title is written **Title**, on a line of its own"),
    (re.compile(" *> ?"), "quotations are not known here; take out the '>', or write '\\>' for the sign itself"),
    (re.compile(" *[*+] "), "an entry of a list begins with '- '"),
    (re.compile(" *[0-9]{1,9}\\) "), "an entry of a numbered list begins with a number and a point, such as '1. '"),
    (re.compile(" *(?:-{2,}|={2,}|_{3,}|\\*{3,}) *$"), "a line of dashes is not known here; leave an empty line instead"),
)
_COLUMNS = re.compile("(?<=[^ ]) {3,}(?=[^ ])")
_BOLD = re.compile(r"(?<!\\)\*\*")


class _Reader:
    """Goes through the lines once; ``at`` is the index of the next."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.at = lines, 0
        self.blocks: list[Block] = []
        self.faults: list[Fault] = []

    def read(self) -> None:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip(" "):
                self.at += 1
            elif fence := _FENCE.match(line):
                self._verbatim(fence[1])
            elif title := _TITLE.match(line):
                self.blocks.append(Title(_flowing([title[1]])))
                self.at += 1
            elif line.lstrip(" ").startswith("|"):
                self._table()
            elif _ENTRY.match(line):
                self._listing()
            else:
                self._paragraph()

    def _fault(self, index: int, column: int, message: str) -> None:
        """A fault at the index of a line and of a character in it."""
        self.faults.append(Fault(index + 1, column + 1, message))

    def _verbatim(self, fence: str) -> None:
        first = self.at
        closing = re.compile(f"^ {{0,3}}`{{{len(fence)},}} *$")
        self.at += 1
        while self.at < len(self.lines) and not closing.match(self.lines[self.at]):
            self.at += 1
        if self.at == len(self.lines):
            self._fault(first, 0, f"nothing closes this block; end it with a line of its own: {fence}")
            while self.at > first + 1 and not self.lines[self.at - 1].strip(" "):
                self.at -= 1
        self.blocks.append(Verbatim(tuple(line.rstrip(" ") for line in self.lines[first + 1 : self.at])))
        self.at += 1

    def _paragraph(self) -> None:
        first = self.at
        if self.lines[first].startswith("  "):
            self._fault(first, 0, "this line is indented; put lines that must keep their place between two lines of ```")
        self.at += 1
        while self.at < len(self.lines) and not self._opens(self.lines[self.at]):
            self.at += 1
        self._check_text(first, self.at)
        self.blocks.append(Paragraph(_flowing(self.lines[first : self.at])))

    def _opens(self, line: str) -> bool:
        """Whether a line below a paragraph is not its continuation: not so a year or another number that wrapped."""
        entry = _ENTRY.match(line)
        return (
            not line.strip(" ")
            or line.lstrip(" ").startswith("|")
            or bool(_FENCE.match(line) or _TITLE.match(line))
            or (entry is not None and entry[3] is not None and entry[2] in (None, "1"))
        )

    def _check_text(self, first: int, end: int) -> None:
        """Notes in running text what would be lost in it, or means something else elsewhere."""
        for index in range(first, end):
            line = self.lines[index]
            for pattern, message in _FOREIGN:
                if found := pattern.match(line):
                    self._fault(index, len(found[0]) - len(found[0].lstrip(" ")), message)
            self._check_inside(index, line, 0)

    def _check_inside(self, index: int, text: str, shift: int) -> None:
        if gap := _COLUMNS.search(text):
            message = "columns made with spaces are lost when the text flows; write a table, or put lines of ``` around it"
            self._fault(index, shift + gap.end(), message)
        if bold := _BOLD.search(text):
            self._fault(index, shift + bold.start(), "bold is for a title only: **Title**, on a line of its own")

    # Lists ----------------------------------------------------------------------------------------------------------

    def _listing(self) -> None:
        """The entries from here on that belong together; empty lines between two of them are passed over."""
        found = _ENTRY.match(self.lines[self.at])
        assert found is not None
        start = None if found[2] is None else int(found[2])
        indent = len(found[1])
        entries: list[str] = []
        while found is not None and self._continues(found, start, indent, len(entries)):
            entries.append(self._entry(found))
            here = self.at
            while here < len(self.lines) and not self.lines[here].strip(" "):
                here += 1
            found = _ENTRY.match(self.lines[here]) if here < len(self.lines) else None
            if found is not None:
                self.at = here
        self.blocks.append(Listing(tuple(entries), start))

    def _continues(self, found: re.Match[str], start: int | None, indent: int, count: int) -> bool:
        """Whether an entry belongs to the list that has ``count`` of them; notes why it should have."""
        if (found[2] is None) != (start is None):
            if len(found[1]) > indent + 1:
                self._fault(self.at, len(found[1]), "a list has one level; write this as an entry of its own, or a sentence")
            return False
        if start is not None and found[2] is not None and int(found[2]) != start + count:
            self._fault(self.at, len(found[1]), f"the numbers of a list go up by one; expected {start + count}.")
            return False
        if count and len(found[1]) > indent + 1:
            self._fault(self.at, len(found[1]), "a list has one level; write this as an entry of its own, or a sentence")
        return True

    def _entry(self, found: re.Match[str]) -> str:
        """The text of an entry with the lines that continue it."""
        first = self.at
        text = found[3] or ""
        self._check_inside(first, text, len(found[0]) - len(text))
        self.at += 1
        while self.at < len(self.lines) and not self._opens(self.lines[self.at]) and not _ENTRY.match(self.lines[self.at]):
            self.at += 1
        self._check_text(first + 1, self.at)
        return _flowing([text, *self.lines[first + 1 : self.at]])

    # Tables ---------------------------------------------------------------------------------------------------------

    def _table(self) -> None:
        first = self.at
        while self.at < len(self.lines) and self.lines[self.at].lstrip(" ").startswith("|"):
            self.at += 1
        rows = [_cells(line) for line in self.lines[first : self.at]]
        for place, row in enumerate(rows):
            if len(row) != len(rows[0]):
                counts = f"cells in this row: {len(row)}, in the head of the table: {len(rows[0])}"
                self._fault(first + place, 0, f"{counts}; write \\| for a bar in a text")
        align: list[Align] = []
        if len(rows) > 1 and all(_RULE_CELL.fullmatch(cell) for cell in rows[1]):
            align = ["right" if re.fullmatch("-+:", cell) else "left" for cell in rows.pop(1)]
        else:
            self._fault(first, 0, "below the first row of a table stands its rule, such as | --- | --- |")
        if len(rows) == 1:
            self._fault(first, 0, "a table has at least one row below its head")
        width = max(map(len, rows))
        unsaid: list[Align] = ["left"] * width
        header, *body = ((*row, *[""] * (width - len(row))) for row in rows)
        self.blocks.append(Table(header, (*align, *unsaid)[:width], tuple(body)))


def _cells(line: str) -> list[str]:
    """The cells of a row, split at each bar without a backslash before it."""
    inner = line.strip(" ")[1:]
    cells = [_flowing([cell]) for cell in re.findall(r"((?:\\.|[^|\\]|\\$)*)(?:\||$)", inner)[:-1]]
    return cells or [""]


def _flowing(lines: list[str]) -> str:
    """Lines of text as one, single spaces between the words, with the escapes of Markdown resolved."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", one_line("\n".join(lines)))
