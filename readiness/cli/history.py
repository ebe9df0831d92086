"""The history command: all finished sittings of one person, and what has really changed."""

from __future__ import annotations

import sys
from argparse import Namespace

from readiness.cli.folder import own_folder
from readiness.cli.terminal import DONE, InputProblem, ascii_terminal, terminal_width
from readiness.report.history import Entry, history_lines
from readiness.report.value import Report
from readiness.sitting.saved import list_sittings
from readiness.text import laid_out


def history(options: Namespace) -> int:
    """``readiness history``."""
    entries = []
    for sitting in list_sittings(own_folder()):
        if sitting.report is None or sitting.submitted is None:
            continue
        try:
            report = Report.from_dict(sitting.report)
        except ValueError as error:
            print(f"{sitting.path}: {error}", file=sys.stderr)
            continue
        entry = Entry(sitting.id, sitting.submitted.at.date(), sitting.form, report)
        entries.append((sitting.submitted.order, entry))
    if not entries:
        raise InputProblem("There is no finished sitting yet. Take the quiz first: readiness take")
    entries.sort(key=lambda one: one[0])  # By the report, not the start: a sitting may be gone on with much later.
    lines = laid_out(history_lines([entry for _, entry in entries]), min(80, terminal_width()), ascii_terminal())
    sys.stdout.write("\n".join(lines) + "\n")
    return DONE
