"""The show command: one question with its answer, the reasons and the sources."""

from __future__ import annotations

import sys
from argparse import Namespace
from difflib import get_close_matches

from readiness.bank.load import load_bank
from readiness.cli.terminal import DONE, InputProblem, ascii_terminal, terminal_width
from readiness.ground.text import laid_out
from readiness.report.explain import explanation


def show(options: Namespace) -> int:
    """``readiness show``."""
    bank = load_bank(options.bank)
    try:
        item = bank.item(options.item)
    except KeyError as error:
        near = get_close_matches(options.item, bank.items, n=1)
        guess = f"; did you mean {near[0]}?" if near and near[0] != options.item else ""
        raise InputProblem(error.args[0] + guess) from None
    title = f"{item.id} ({bank.competencies[item.competency].title}; {item.type})"
    width, ascii = min(80, terminal_width()), ascii_terminal()
    lines = [title, "-" * len(title), *explanation(bank, item, answered=False, width=width, ascii=ascii)]
    sys.stdout.write("\n".join(laid_out(lines, width, ascii)) + "\n")
    return DONE
