"""The review command: the questions of a past sitting again."""

from __future__ import annotations

import sys
from argparse import Namespace

from readiness.bank.load import load_bank
from readiness.cli.output import say
from readiness.cli.past import report_of, reported_sitting
from readiness.cli.streams import hear
from readiness.cli.terminal import DONE, ascii_terminal, full_screen_works, plain_wanted, terminal_width
from readiness.kinds.item_bank import ItemBank
from readiness.report.review import Met, review_lines, summary
from readiness.report.value import Report
from readiness.sitting.pages import Command, DocumentPage, Flow
from readiness.sitting.resume import same_item
from readiness.sitting.saved import Sitting


def review(options: Namespace) -> int:
    """``readiness review``."""
    sitting = reported_sitting(options.sitting)
    report = report_of(sitting)
    bank = load_bank(options.bank)
    questions = questions_of(bank, sitting, report, wrong=options.wrong)
    if not questions:
        print("There is nothing to show: every answer was fully right." if report.responses else "Nothing was answered.")
        return DONE
    page = review_page(bank, report, questions, wrong=options.wrong)
    ascii = ascii_terminal()
    if full_screen_works() and not options.plain:
        from readiness.screen import fullscreen

        fullscreen.run(only(page), ascii=ascii)
    elif sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
        from readiness.screen import plain

        plain.run(only(page), read=hear, write=print, width=min(80, terminal_width()), ascii=ascii)
    else:
        say(page.body(min(80, terminal_width()), ascii, options.plain or plain_wanted()))
    return DONE


def questions_of(bank: ItemBank, sitting: Sitting, report: Report, *, wrong: bool = False) -> list[Met]:
    """The questions that a report is about, in the order in which they were met; with ``wrong`` those not fully right.

    What was answered after the report was made is left out: it can still be changed.
    """
    rows = {row.item: row for row in report.responses}
    shown = [one for one in sitting.shown if one.item in rows]
    found = [
        Met(number, rows[one.item], same_item(bank, sitting, one), one.order) for number, one in enumerate(shown, start=1)
    ]
    return [one for one in found if not wrong or one.row.credit < 1 or one.row.answer is None]


def review_page(bank: ItemBank, report: Report, questions: list[Met], *, wrong: bool = False) -> DocumentPage:
    """The questions, one part each."""
    return DocumentPage(
        f"Questions again: {summary(questions, report, wrong=wrong)}",
        lambda width, ascii, spoken: review_lines(bank, report, questions, width=width, ascii=ascii, spoken=spoken),
        (Command("q", "leave", "leave"),),
        by_part=True,
    )


def only(page: DocumentPage) -> Flow:
    """A page, and nothing after it."""
    yield page
