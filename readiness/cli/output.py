"""Where the results of a command go: standard output, or the file named with ``-o``."""

from __future__ import annotations

import os
import stat
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from readiness.cli.streams import write_json, write_link
from readiness.cli.terminal import InputProblem, links_work, terminal_width
from readiness.ground.files import StorageError, data_folder, private_file
from readiness.ground.printable import named, visible, visible_json
from readiness.ground.text import Line, wrap


def put(texts: Iterable[str], options: Namespace) -> None:
    """Write texts in the format asked for to the file named, for its owner alone, or to standard output."""
    with output(options, json=options.format == "json") as write:
        for text in texts:
            write(text)


def tell(sentence: str) -> None:
    """Print a sentence: on a terminal in rows that break between words, elsewhere as one line."""
    for row in wrap(sentence, terminal_width()) if sys.stdout.isatty() else [sentence]:
        print(row)


def say(lines: Iterable[Line]) -> None:
    """Print lines that are laid out already; an address becomes a link where the terminal is known to make links."""
    links = links_work()
    for line in lines:
        if links and line.style == "link":
            address = line.text.lstrip()
            sys.stdout.write(line.text[: len(line.text) - len(address)])
            write_link(address)
            sys.stdout.write("\n")
        else:
            sys.stdout.write(line.text + "\n")


@contextmanager
def output(options: Namespace, *, json: bool, exact: bool = False) -> Iterator[Callable[[str], object]]:
    """What writes to the file named, for its owner alone and there only when it is whole; else to standard output.

    Neither gets a character that a terminal would obey: in text it is written out, in JSON escaped; with ``exact``, a file
    that is made for another program has every character. A file is UTF-8, and JSON is everywhere. Raises InputProblem
    where the output is a file that the command reads, or one that holds a person's answers.
    """
    if options.output is None:
        _refuse_input(1, "standard output", options)
        yield write_json if json else sys.stdout.write
        return
    name = named(options.output)
    _refuse_input(options.output, name, options)
    refuse_own_folder(options.output)
    shown = str if exact else visible_json if json else visible
    with private_file(Path(options.output)) as file:
        yield lambda text: file.write(shown(text).encode())
    if sys.stderr.isatty():  # Whoever looks on is told; a script is not.
        print(f"Written: {name}", file=sys.stderr)


def refuse_own_folder(output: str) -> None:
    """Raises InputProblem when a file would be written where a person's answers are kept."""
    with suppress(StorageError):  # Who has no data folder has nothing in it to lose.
        if Path(os.path.realpath(output)).parent == Path(os.path.realpath(data_folder() / "sittings")):
            raise InputProblem(f"{named(output)}: your answers are kept in this folder; write to another one")


def _refuse_input(target: str | int, name: str, options: Namespace) -> None:
    there = _file(target)
    if there is not None and any(os.path.samestat(there, one) for one in map(_file, _inputs(options)) if one):
        raise InputProblem(f"{name}: this command reads that file, so it cannot write to it; name another one")


def _inputs(options: Namespace) -> Iterator[str | Path | int]:
    """The files that the command reads; standard input by its number."""
    file, bank = getattr(options, "file", None), getattr(options, "bank", None)
    if file is not None:
        yield 0 if file == "-" else file
    if bank is not None:
        for pattern in ("*.yaml", "*/*.yaml", "*.jsonl"):
            yield from Path(bank).glob(pattern)


def _file(which: str | Path | int) -> os.stat_result | None:
    """What the system knows of a file; None for a terminal, a pipe, or nothing."""
    try:
        state = os.stat(which)
    except (OSError, ValueError):
        return None
    return state if stat.S_ISREG(state.st_mode) else None
