"""The start menu: what a person sees who types ``readiness`` in a terminal."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from readiness.bank.load import load_bank
from readiness.cli.folder import own_folder
from readiness.cli.main import main
from readiness.cli.take import Plan, local_time, take, unfinished
from readiness.cli.terminal import DONE, INTERRUPTED, ascii_terminal, terminal_width
from readiness.english import counted, short_month_day
from readiness.printable import named
from readiness.scoring.method import NO_RESULT
from readiness.sitting.saved import Sitting, list_sittings
from readiness.text import wrap

_QUESTION = "What would you like to do? (arrow keys, then Enter)"

FORM_ROWS = {
    "first": "First look: 15 questions, 25 minutes",
    "quick": "Quick check: 25 questions, 40 minutes",
    "full": "Full assessment: one to two hours",
}
"""The forms of the shipped bank, which is loaded only once one is chosen, with the report in their minutes."""


def start_menu(options: Namespace) -> int:
    """Ask what to do, do it, and return the exit code. No row is wider than 37 cells, which fit into 40 columns."""
    import questionary

    sittings = list_sittings(own_folder())
    waiting, last = unfinished(sittings), _last_result(sittings)
    rows = []
    if waiting is not None:
        rows.append(questionary.Choice(named(f"Go on: {_in_short(waiting)}"), "continue"))
    rows += [questionary.Choice(words, form) for form, words in FORM_ROWS.items()]
    if last is not None:
        rows.append(questionary.Choice("My last report", "report"))
    rows.append(questionary.Choice("Leave", "leave"))
    try:
        chosen = questionary.select(
            "\n ".join(wrap(_QUESTION, terminal_width() - 2)),
            rows,
            instruction=" ",
            style=questionary.Style([("highlighted", "bold")]),
            qmark="",
            pointer=">",
        ).unsafe_ask()
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    if chosen == "leave":
        return DONE
    if chosen == "report" and last is not None:
        return main(["report", last.id])
    return take(
        Plan(
            bank=load_bank(),
            form=chosen if chosen != "continue" else "quick",
            skills=(),
            seed=None,
            fixed=False,
            save=True,
            plain=False,
            ascii=ascii_terminal(),
            width=terminal_width(),
            clock=local_time,
            continue_with=waiting.id if chosen == "continue" and waiting is not None else None,
        )
    )


def _last_result(sittings: Sequence[Sitting]) -> Sitting | None:
    """The latest sitting whose report gives a result, if there is one."""
    reported = [
        (one.submitted.order, one)
        for one in sittings
        if one.submitted is not None and one.report is not None and one.report.get("verdict") not in NO_RESULT
    ]
    return max(reported, key=lambda one: one[0])[1] if reported else None


def _in_short(sitting: Sitting) -> str:
    """A sitting in at most 28 cells: its form, day and number of answers."""
    return f"{sitting.form}, {short_month_day(sitting.started.at)}, {counted(len(sitting.responses), 'answer')}"
