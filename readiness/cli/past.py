"""Past sittings as the commands name them: which one is meant, its report, its day."""

from __future__ import annotations

import sys
from datetime import date

from readiness.cli.data import one_sitting
from readiness.cli.folder import own_folder
from readiness.cli.terminal import InputProblem
from readiness.report.history import Entry
from readiness.report.value import Report
from readiness.sitting.saved import Sitting, list_sittings


def reported_sitting(name: str | None) -> Sitting:
    """The sitting of that name, or the one with the latest report. Raises InputProblem where there is no report."""
    if name:
        sitting = one_sitting(name)
    else:
        finished = [(one.submitted.order, one) for one in list_sittings(own_folder()) if one.submitted is not None]
        if not finished:
            raise InputProblem("There is no report yet. Take the quiz first: readiness take")
        _, sitting = max(finished, key=lambda one: one[0])
    if sitting.report is None:
        raise InputProblem(f"{sitting.id} is not finished, so it has no report yet. Go on with it: readiness take")
    return sitting


def report_of(sitting: Sitting) -> Report:
    """The report of a sitting that has one. Raises InputProblem where it cannot be read."""
    try:
        return Report.from_dict(sitting.report or {})
    except ValueError as error:
        raise InputProblem(f"{sitting.path}: {error}") from None


def day_of(sitting: Sitting) -> date:
    """The day on which the report of a sitting was made."""
    return sitting.submitted.at.date() if sitting.submitted else date.today()


def entries(last: Sitting | None = None) -> list[Entry]:
    """The finished sittings, by when their reports were made; those up to ``last`` where it is given.

    By the report, not the start: a sitting may be gone on with much later. One that cannot be read is passed over, and
    that is said.
    """
    found = []
    for sitting in list_sittings(own_folder()):
        submitted = sitting.submitted
        if sitting.report is None or submitted is None:
            continue
        if last is not None and last.submitted is not None and submitted.order > last.submitted.order:
            continue
        try:
            report = Report.from_dict(sitting.report)
        except ValueError as error:
            print(f"{sitting.path}: {error}", file=sys.stderr)
            continue
        found.append((submitted.order, Entry(sitting.id, submitted.at.date(), sitting.report_form, report)))
    return [entry for _, entry in sorted(found, key=lambda one: one[0])]
