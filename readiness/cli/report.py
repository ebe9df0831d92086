"""The report and history commands: past sittings of one person."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date

from readiness.cli.data import one_sitting
from readiness.cli.folder import own_folder
from readiness.cli.output import put
from readiness.cli.terminal import DONE, InputProblem, ascii_terminal, terminal_width
from readiness.report.history import Entry, history_lines
from readiness.report.render import render
from readiness.report.value import Report
from readiness.sitting.saved import list_sittings
from readiness.text import laid_out


def report(options: Namespace) -> int:
    """``readiness report``."""
    if options.sitting:
        sitting = one_sitting(options.sitting)
    else:
        finished = [(one.submitted.order, one) for one in list_sittings(own_folder()) if one.submitted is not None]
        if not finished:
            raise InputProblem("There is no report yet. Take the quiz first: readiness take")
        _, sitting = max(finished, key=lambda one: one[0])
    if sitting.report is None:
        raise InputProblem(f"{sitting.id} is not finished, so it has no report yet. Go on with it: readiness take")
    try:
        report = Report.from_dict(sitting.report)
    except ValueError as error:
        raise InputProblem(f"{sitting.path}: {error}") from None
    day = sitting.submitted.at.date() if sitting.submitted else date.today()
    put([rendered(report, options, day)], options)
    return DONE


def rendered(report: Report, options: Namespace, day: date) -> str:
    """A report in the format asked for, made for where it goes to."""
    ascii = ascii_terminal() if options.output is None else False
    return render(report, options.format or "text", today=day, width=min(80, terminal_width()), ascii=ascii)


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
