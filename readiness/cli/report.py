"""The report command: one past sitting of a person, on the screen, as a file, or in the browser."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from readiness.cli.data import one_sitting
from readiness.cli.output import put, say
from readiness.cli.terminal import (
    DONE,
    InputProblem,
    ascii_terminal,
    full_screen_works,
    plain_wanted,
    terminal_width,
)
from readiness.english import day_of_year
from readiness.files import data_folder, in_words, write_private
from readiness.printable import named
from readiness.report.render import render
from readiness.report.text import text_lines
from readiness.report.value import Report
from readiness.sitting.pages import Command, DocumentPage, Flow
from readiness.sitting.saved import Sitting, list_sittings
from readiness.sitting.upkeep import REPORTS


def report(options: Namespace) -> int:
    """``readiness report``."""
    sitting = reported_sitting(options.sitting)
    report = report_of(sitting)
    day = day_of(sitting)
    if options.open:
        return _opened(report, sitting, options)
    if options.output is not None or options.format not in (None, "text"):
        put([rendered(report, options, day)], options)
    elif full_screen_works() and not options.plain:
        _show(report, day)
    else:
        spoken = options.plain or plain_wanted()
        say(text_lines(report, today=day, width=min(80, terminal_width()), ascii=ascii_terminal(), spoken=spoken))
    return DONE


def reported_sitting(name: str | None) -> Sitting:
    """The sitting of that name, or the one with the latest report. Raises InputProblem where there is no report."""
    if name:
        sitting = one_sitting(name)
    else:
        finished = [(one.submitted.order, one) for one in list_sittings(data_folder()) if one.submitted is not None]
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


def rendered(report: Report, options: Namespace, day: date) -> str:
    """A report in the format asked for, made for where it goes to."""
    ascii = ascii_terminal() if options.output is None else False
    return render(report, options.format or "text", today=day, width=min(80, terminal_width()), ascii=ascii)


def _show(report: Report, day: date) -> None:
    """The report from the top, on the whole screen."""
    from readiness.screen import fullscreen

    def flow() -> Flow:
        yield DocumentPage(
            f"Report of {day_of_year(day)}",
            lambda width, ascii, spoken: text_lines(report, today=day, width=width, ascii=ascii, spoken=spoken),
            (Command("q", "leave", "leave"),),
        )

    fullscreen.run(flow(), ascii=ascii_terminal())


def _opened(report: Report, sitting: Sitting, options: Namespace) -> int:
    """Write the HTML where only its owner can read it, and show it in the browser."""
    if options.format not in (None, "html"):
        raise InputProblem("--open shows the report as HTML: leave --format out")
    import webbrowser

    html = render(report, "html", today=day_of(sitting))
    if options.output is not None:
        options.format = "html"
        put([html], options)
        path = Path(options.output).absolute()
    else:
        path = data_folder() / REPORTS / f"{sitting.id}.html"
        with in_words(path, "this report cannot be written", "Name another place with -o."):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, html)
    opened = webbrowser.open(path.as_uri())
    print(f"{'Opened in your browser' if opened else 'No browser could be opened. The report is here'}: {named(str(path))}")
    return DONE
