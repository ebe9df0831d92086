"""What taking the quiz and practicing share: showing pages in either front end, and the last words however it ends."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from readiness.cli.streams import hear
from readiness.cli.terminal import DONE, INTERRUPTED, end_of, on_path, program_elsewhere, terminal_width
from readiness.ground.text import cells, wrap
from readiness.sitting.pages import Flow


def show_pages(flow: Flow, *, plain: bool, ascii: bool, width: int) -> None:
    """Show the pages of a flow until it ends, on the full screen or line by line; raises whatever ends it before."""
    if plain:
        from readiness.screen import plain as lines

        # Only a person at a terminal is timed; what comes through a pipe was written beforehand.
        clock = time.monotonic if sys.stdin is not None and sys.stdin.isatty() else None
        lines.run(flow, read=hear, write=print, width=width, ascii=ascii, clock=clock)
    else:
        from readiness.screen import fullscreen

        fullscreen.run(flow, ascii=ascii)


def how_it_ended(error: BaseException | None) -> tuple[int, str]:
    """The exit code of what ended a flow of questions, and the words for it."""
    code, what = (DONE, "") if error is None else end_of(error)
    return (INTERRUPTED, "Nobody reads the questions any more.") if isinstance(error, BrokenPipeError) else (code, what)


def last_words(words: str, error: BaseException | None, code: int, *, plain: bool) -> None:
    """Say how it ended and what became of the answers, if anyone is there to read it."""
    if not words:
        return
    told, command, rest = words.rpartition(": readiness ")
    elsewhere = f"{program} {rest}" if command and (program := program_elsewhere()) else ""
    if elsewhere and not on_path():
        words, elsewhere = f"{told}: {elsewhere}", ""
    if error is None and code == DONE:
        _print(words, sys.stdout)
    else:
        start = "\n" if plain and error is not None else ""  # a prompt stands on the line
        _print(f"{start}{words}", sys.stderr)
    if elsewhere:
        _print(f"In a new window: {elsewhere}", sys.stdout if error is None else sys.stderr)


def _print(words: str, stream: TextIO) -> None:
    """In rows of the window, where there is one; a path that is longer than a row is left to it, to be copied whole."""
    width = terminal_width()
    if stream.isatty() and all(cells(word) <= width for word in words.split()):
        words = "\n".join(row for line in words.split("\n") for row in wrap(line, width))
    print(words, file=stream, flush=True)
