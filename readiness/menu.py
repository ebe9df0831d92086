"""The start menu: what a person sees who types ``readiness`` in a terminal."""

from __future__ import annotations

from datetime import date

from readiness import cli
from readiness.cli import DONE, INTERRUPTED
from readiness.sittings import data_folder, list_sittings
from readiness.taking import Plan, sitting_words, take, unfinished


def start_menu() -> int:
    """Ask what to do, do it, and return the exit code."""
    import questionary

    sittings = list_sittings(data_folder())
    waiting = unfinished(sittings)
    rows = []
    if waiting is not None:
        rows.append(questionary.Choice(f"Go on: {sitting_words(waiting)}", "continue"))
    rows += [
        questionary.Choice("Quick check: 25 questions, about half an hour", "quick"),
        questionary.Choice("Full assessment: until each skill is clear", "full"),
    ]
    if any(one.report is not None for one in sittings):
        rows.append(questionary.Choice("My last report", "report"))
    rows.append(questionary.Choice("Leave", "leave"))
    try:
        chosen = questionary.select(
            "Are you ready to start training for medical coding?", rows, instruction="(arrow keys, then Enter)",
            style=questionary.Style([("highlighted", "bold")]), qmark="", pointer=">",
        ).unsafe_ask()
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    if chosen == "leave":
        return DONE
    if chosen == "report":
        return cli.main(["report"])
    from readiness.bank import load_bank

    return take(Plan(
        bank=load_bank(), form=chosen if chosen != "continue" else "quick", skills=(), seed=None, fixed=False, save=True,
        plain=False, ascii=cli.ascii_terminal(), width=cli.terminal_width(), today=date.today(),
        continue_with=waiting.id if chosen == "continue" and waiting is not None else None,
    ))
