"""The report command: one past sitting of a person, on the screen, as a file, or in the browser."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from readiness.bank.load import load_bank
from readiness.cli.output import put, say
from readiness.cli.past import day_of, entries, report_of, reported_sitting
from readiness.cli.review import questions_of, review_page
from readiness.cli.terminal import (
    DONE,
    InputProblem,
    ascii_terminal,
    full_screen_works,
    plain_wanted,
    terminal_width,
)
from readiness.ground.files import data_folder, in_words, make_folder, write_private
from readiness.ground.printable import named
from readiness.report.blocks import Bullets, Section
from readiness.report.content import sections
from readiness.report.render import render
from readiness.report.text import section_lines, text_lines
from readiness.report.value import Report
from readiness.sitting.pages import Chose, Command, DocumentPage, Flow
from readiness.sitting.saved import Sitting
from readiness.sitting.upkeep import REPORTS


def report(options: Namespace) -> int:
    """``readiness report``."""
    sitting = reported_sitting(options.sitting)
    report = report_of(sitting)
    day = day_of(sitting)
    if options.open:
        return _opened(report, sitting, options)
    if options.output is not None or options.format not in (None, "text"):
        html = options.format == "html"
        put([_html(report, sitting) if html else rendered(report, options, day)], options)
    elif full_screen_works() and not options.plain:
        return _show(report, sitting)
    else:
        spoken = options.plain or plain_wanted()
        parts = (*sections(report, day), *_apart(report))
        say(section_lines(parts, min(80, terminal_width()), ascii_terminal(), spoken))
    return DONE


def _apart(report: Report) -> Iterator[Section]:
    """Where the other two questions are answered, for a report of a bank that answers them."""
    from readiness.cli.career import offered

    commands = {"like": "readiness career --like", "worth": "readiness career"}
    found = [f"{words}: {commands[what]}" for words, what in offered(None, report.bank.id)]
    if found:
        yield Section("apart", "Apart from this", (Bullets(tuple(found)),))


def rendered(report: Report, options: Namespace, day: date) -> str:
    """A report in the format asked for, made for where it goes to."""
    ascii = ascii_terminal() if options.output is None else False
    return render(report, options.format or "text", today=day, width=min(80, terminal_width()), ascii=ascii)


def _html(report: Report, sitting: Sitting) -> str:
    from readiness.cli.career import beside  # Only the page in the browser tells of the work.

    return render(report, "html", today=day_of(sitting), history=entries(sitting), others=beside(report.bank.id))


def _show(report: Report, sitting: Sitting) -> int:
    """The report from the top, on the whole screen, and from there the questions again, or what stands beside it."""
    from readiness.cli.career import offered, shown_beside
    from readiness.screen import fullscreen

    day = day_of(sitting)
    page = DocumentPage(
        "Your readiness report",
        lambda width, ascii, spoken: text_lines(report, today=day, width=width, ascii=ascii, spoken=spoken),
        (
            Command("q", "leave", "leave"),
            Command("r", "questions again", "review"),
            *(_BESIDE[what] for _, what in offered(None, report.bank.id)),
        ),
    )
    picked: list[str] = []
    fullscreen.run(_reading(page, report, sitting, picked), ascii=ascii_terminal())
    return shown_beside(picked[0], None, save=True, by_line=False) if picked else DONE


_BESIDE = {"like": Command("l", "would I like it?", "like"), "worth": Command("w", "is it worth it?", "worth")}


def _reading(page: DocumentPage, report: Report, sitting: Sitting, picked: list[str]) -> Flow:
    """``picked`` is given what the person goes on to."""
    while True:
        result = yield page
        what = result.result if isinstance(result, Chose) else ""
        if what in _BESIDE:
            picked.append(what)
        if what != "review":
            return
        bank = load_bank()
        yield review_page(bank, report, questions_of(bank, sitting, report))


def _opened(report: Report, sitting: Sitting, options: Namespace) -> int:
    """Write the HTML where only its owner can read it, and show it in the browser."""
    if options.format not in (None, "html"):
        raise InputProblem("--open shows the report as HTML: leave --format out")
    import webbrowser

    html = _html(report, sitting)
    if options.output is not None:
        options.format = "html"
        put([html], options)
        path = Path(options.output).absolute()
    else:
        path = data_folder() / REPORTS / f"{sitting.id}.html"
        with in_words(path, "this report cannot be written", "Name another place with -o."):
            make_folder(path.parent)
        write_private(path, html)
    opened = webbrowser.open(path.as_uri())
    print(f"{'Opened in your browser' if opened else 'No browser could be opened. The report is here'}: {named(str(path))}")
    return DONE
