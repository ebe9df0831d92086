"""The history command: all finished sittings of one person, and what has really changed."""

from __future__ import annotations

from argparse import Namespace

from readiness.cli.output import put
from readiness.cli.past import entries
from readiness.cli.terminal import DONE, InputProblem, ascii_terminal, plain_wanted, terminal_width
from readiness.ground.text import laid_out
from readiness.report.history import history_lines
from readiness.report.html import history_html


def history(options: Namespace) -> int:
    """``readiness history``."""
    found = entries()
    if not found:
        raise InputProblem("There is no finished sitting yet. Take the quiz first: readiness take")
    if options.format == "html":
        put([history_html(found)], options)
        return DONE
    ascii = ascii_terminal() if options.output is None else False
    lines = laid_out(history_lines(found, spoken=options.plain or plain_wanted()), min(80, terminal_width()), ascii)
    put(["\n".join(lines) + "\n"], options)
    return DONE
