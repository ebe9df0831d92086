"""Where the program begins: the start menu, or the command that the command line names."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from types import SimpleNamespace

from readiness.cli.terminal import ended, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code (``terminal`` has them). It never raises, and never leaves a traceback.

    Without ``arguments`` they are those of the process, which then ends with it.
    """
    if arguments is None:
        gc.set_threshold(_GARBAGE)
    return ended(lambda: _run(arguments), process_ends=arguments is None)


_GARBAGE = 50_000
"""So many new objects until Python looks for garbage. By its own 700 it looks some hundred times while the modules of the
program are loaded, and finds nothing."""


def _run(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        return run(SimpleNamespace(run="menu:start_menu", plain=False))
    from readiness.cli.parser import parser_of  # Whoever wants the start menu does not wait for it.

    return run(parser_of(given).parse_args(given))
