"""Files of response sheets, one a line, of any length: read line by line, with a progress bar on a terminal."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import BinaryIO, TypeVar

from readiness.cli.streams import redraw, standard_input
from readiness.cli.terminal import InputProblem
from readiness.ground.characters import ascii_only, glyphs
from readiness.ground.errors import ResponseError
from readiness.ground.files import reason
from readiness.ground.printable import named, short
from readiness.scoring.sheets import LARGEST, SheetError

T = TypeVar("T")

TOO_LARGE = f"this is too large for a response sheet: over {LARGEST:,} bytes"


def sheet_name(file: str) -> str:
    """What messages call a file of sheets; ``-`` is standard input."""
    return "standard input" if file == "-" else named(file)


@contextmanager
def open_sheets(file: str) -> Iterator[SheetLines]:
    """The sheets of a file. Raises InputProblem when it cannot be opened."""
    name = sheet_name(file)
    with ExitStack() as stack:
        try:
            lines = standard_input() if file == "-" else stack.enter_context(open(file, "rb"))
            sheets = SheetLines(name, lines)
        except (OSError, ValueError) as error:
            raise InputProblem(f"{name}: {reason(error)}") from None
        stack.callback(sheets.progress.clear)
        yield sheets


class SheetLines:
    """The sheets of an open file. Each that cannot be used is named, by its line, on standard error, and the rest go on;
    ``good`` and ``bad`` count them; ``number`` is the line that was read last.
    """

    def __init__(self, name: str, lines: BinaryIO) -> None:
        self.name = name
        self.good = self.bad = self.number = 0
        self._lines = lines
        state = os.fstat(lines.fileno())
        self.progress = Progress(state.st_size if stat.S_ISREG(state.st_mode) else None)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """The number of each line that is not empty, from 1, with its bytes. InputProblem ends it at a line that is too
        long for a sheet: what has no lines may have no end.
        """
        sheets = 0
        try:
            for number, line in enumerate(iter(partial(self._lines.readline, LARGEST + 1), b""), start=1):
                self.number = number
                if len(line) > LARGEST:
                    raise InputProblem(f"{self.name}:{number}: {TOO_LARGE}; wanted: response sheets, one a line")
                if line.strip():
                    sheets += 1
                    yield number, line
                self.progress.add(len(line), sheets)
        except OSError as error:
            raise InputProblem(f"{self.name}: {reason(error)}") from None

    def read(self, use: Callable[[str], T]) -> Iterator[tuple[int, T]]:
        """The number of each line, from 1, with what ``use`` makes of its sheet; SheetError and ResponseError make it
        a bad one. Empty lines are passed over.
        """
        for number, line in self.lines():
            try:
                found = use_line(number, line, use)
            except (SheetError, ResponseError) as error:
                self.refuse(number, str(error))
            else:
                self.good += 1
                yield number, found

    def refuse(self, number: int, words: str) -> None:
        """Say of a line why it is a bad one, and count it."""
        self.bad += 1
        self.say(number, words)

    def say(self, number: int, words: str) -> None:
        """Something about a line, on standard error."""
        self.progress.clear()
        print(f"{self.name}:{number}: {short(named(words))}", file=sys.stderr)


def use_line(number: int, line: bytes, use: Callable[[str], T]) -> T:
    """What ``use`` makes of the sheet on a line, the first of which may begin with a byte-order mark.

    Raises SheetError where the bytes are no text, and what ``use`` raises.
    """
    try:
        text = line.rstrip(b"\r\n").decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise SheetError("not UTF-8 text") from None
    return use(text)


class Progress:
    """How far a file of so many bytes is read, None when nobody knows: one line on standard error if it is a terminal."""

    CELLS = 20
    EVERY = 0.1

    def __init__(self, size: int | None) -> None:
        self.on = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._signs = glyphs(ascii_only(sys.stderr.encoding))
        self._size, self._read = size, 0
        self._shown = ""
        self._next = 0.0

    def add(self, read: int, sheets: int) -> None:
        """So many bytes more were read; draws the bar when it is time to."""
        self._read += read
        if not self.on or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self.EVERY
        text = f"{sheets:,} sheets"
        if self._size:
            done = min(1.0, self._read / self._size)
            full = int(done * self.CELLS)
            text = f"[{self._signs.full * full}{self._signs.empty * (self.CELLS - full)}] {int(100 * done)} %  {text}"
        redraw(text.ljust(len(self._shown)))
        self._shown = text

    def clear(self) -> None:
        """Take the bar off the screen, so that something else can be written there."""
        if self._shown:
            redraw(" " * len(self._shown))
            redraw("")
            self._shown = ""
