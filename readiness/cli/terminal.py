"""What every command shares: exit codes, how errors are said, the terminal as it is, where output goes."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from readiness.files import write_private
from readiness.model import BankError
from readiness.text import ascii_only

DONE, WRONG_INPUT, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class InputProblem(Exception):
    """Something the person gave cannot be used; the message, line by line, says where, what, and what to do."""


def run(options: Namespace) -> int:
    """Run the command that the parser chose, named "module:function"; returns its exit code."""
    module, function = options.run.split(":")
    command: Callable[[Namespace], int] = getattr(import_module(f"readiness.cli.{module}"), function)
    try:
        return command(options)
    except (BankError, InputProblem) as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        print(_os_words(error), file=sys.stderr)
        return WRONG_INPUT


def _os_words(error: OSError) -> str:
    if error.filename and error.strerror:
        return f"{error.filename}: {error.strerror[0].lower()}{error.strerror[1:]}"
    return str(error)


def full_screen_works() -> bool:
    """Whether a person sits at a terminal that can show the full screen."""
    return (
        sys.stdin is not None
        and sys.stdin.isatty()
        and sys.stdout.isatty()
        and os.environ.get("TERM") != "dumb"
        and not os.environ.get("READINESS_PLAIN")
    )


def ascii_terminal() -> bool:
    """Whether standard output can show nothing but ASCII."""
    return ascii_only(sys.stdout.encoding)


def terminal_width() -> int:
    """Columns to use: those of the terminal, at most 100, since longer lines are hard to read."""
    return max(20, min(100, shutil.get_terminal_size((80, 24)).columns))


def put(texts: Iterable[str], options: Namespace) -> None:
    """Write to the file named, for its owner alone, or to standard output."""
    if options.output is None:
        for text in texts:
            sys.stdout.write(text)
    else:
        write_private(Path(options.output), "".join(texts))
