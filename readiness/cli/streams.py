"""The standard streams as every command has them: nothing reaches a terminal raw, and one that fails is said in words.

While the program runs, ``sys.stdout`` and ``sys.stderr`` are the streams made here, so whatever is printed, by whom
and however, is cleaned. Only this module goes past them.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from readiness.ground.printable import visible, visible_json

TYPE_CHECKING = False  # Type checkers take it for true; importing typing would cost --help as much as all else.
if TYPE_CHECKING:
    from typing import Any, BinaryIO, TextIO, cast
else:

    def cast(kind, value):
        return value


LONGEST_LINE = 100_000
"""Characters of one line that a person can be thought to type."""


class Printed:
    """Standard output or standard error, written to through ``visible``. Everything else is the stream's own.

    ``fault`` is the error of the first write that failed; it is raised, and again by every write after it. A stream that
    is only for messages (``required`` False) raises nothing: there is nobody to tell.
    """

    def __init__(self, stream: TextIO | None, *, required: bool) -> None:
        self._required = required
        self.fault: OSError | None = None
        self._closed: OSError | None = None
        if stream is None:  # Closed by whoever started the program.
            self._closed = OSError(errno.EBADF, os.strerror(errno.EBADF))
            stream = io.StringIO()
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write the text as a terminal may show it."""
        if text:
            self._try(lambda: self._stream.write(visible(text)))
        return len(text)

    def flush(self) -> None:
        """Pass on what was written."""
        if self._closed is None:
            self._try(self._stream.flush)

    def redraw(self, text: str) -> None:
        """Write the text over the line that the cursor is on."""
        self._try(lambda: self._stream.write("\r" + visible(text)))
        self.flush()

    def write_link(self, address: str) -> None:
        """Write an address that a terminal makes a link of (OSC 8), however it is broken into rows there."""
        target = "".join(c for c in address if "!" <= c <= "~")
        self._try(lambda: self._stream.write(f"\x1b]8;;{target}\x1b\\{visible(address)}\x1b]8;;\x1b\\"))

    def write_json(self, text: str) -> None:
        """Write JSON: in UTF-8, as it is by definition, whatever the terminal can show."""
        binary = getattr(self._stream, "buffer", None)
        if binary is None:
            self._try(lambda: self._stream.write(visible_json(text)))
        else:
            self._try(lambda: (self._stream.flush(), binary.write(visible_json(text).encode("utf-8", "backslashreplace"))))

    def _try(self, write: Any) -> None:
        try:
            if error := self.fault or self._closed:
                raise error
            write()
        except (OSError, ValueError) as error:  # ValueError: somebody closed the stream meanwhile.
            self.fault = self.fault or (error if isinstance(error, OSError) else OSError(errno.EBADF, str(error)))
            if self._required:
                raise self.fault from None

    def abandon(self) -> None:
        """Forget what could not be written, so that Python does not try once more, and complain, when it ends."""
        with suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self._stream.fileno())
            os.close(null)
            self._stream.flush()


@contextmanager
def standard_streams() -> Iterator[Printed]:
    """Put cleaned streams in the place of standard output and standard error; gives standard output.

    Where they are cleaned already, because a command calls another, they stay.
    """
    if isinstance(sys.stdout, Printed):
        yield sys.stdout
        return
    _occupy_closed_descriptors()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")
    before = sys.stdout, sys.stderr
    out, messages = Printed(sys.stdout, required=True), Printed(sys.stderr, required=False)
    sys.stdout, sys.stderr = cast("TextIO", out), cast("TextIO", messages)
    try:
        yield out
    finally:
        messages.flush()
        for stream in (out, messages):
            if stream.fault is not None:
                stream.abandon()
        sys.stdout, sys.stderr = before


def _occupy_closed_descriptors() -> None:
    """See to it that no file gets the number of a closed standard stream: what others write there would land in it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDWR)


def standard_input() -> BinaryIO:
    """Standard input as bytes. Raises OSError when it is closed."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return cast("BinaryIO", sys.stdin.buffer)


def write_json(text: str) -> None:
    """Write JSON to standard output. Raises OSError."""
    cast("Printed", sys.stdout).write_json(text)


def write_link(address: str) -> None:
    """Write an address to standard output, as a link. Raises OSError."""
    cast("Printed", sys.stdout).write_link(address)


def redraw(text: str) -> None:
    """Write the text over the line of standard error that the cursor is on."""
    cast("Printed", sys.stderr).redraw(text)


def hear(prompt: str) -> str:
    """A line from standard input, after a prompt. Raises EOFError when there is none, or one that nobody typed."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline(LONGEST_LINE) if sys.stdin is not None else ""
    if not line or len(line) == LONGEST_LINE:
        raise EOFError
    return line.rstrip("\n")
