"""The start menu: what a person sees who types ``readiness`` in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from readiness.cli.folder import own_folder
from readiness.cli.main import main
from readiness.cli.streams import hear
from readiness.cli.terminal import DONE, INTERRUPTED, ascii_terminal, full_screen_works, terminal_width
from readiness.ground.english import counted, form_name, short_month_day
from readiness.ground.printable import named
from readiness.ground.text import laid_out, wrap

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    from prompt_toolkit.key_binding import KeyBindings
    from questionary import Question, Separator

    from readiness.sitting.pages import Flow
    from readiness.sitting.saved import Sitting

_QUESTION = "What would you like to do? (arrow keys or a number, then Enter; q leaves)"
_THREE = "Three questions, apart from each other: can I, would I like it, is it worth it?"

FORM_ROWS = {
    "first": "First look: 12 to 20 minutes",
    "quick": "Quick check: 20 to 30 minutes",
    "full": "Full assessment: up to 95 minutes",
}
"""The forms of the shipped bank, which is loaded only once one is chosen. The minutes are the least and the most that the
next page can say, where the questions are drawn, with the report."""
_QUIZ = (*FORM_ROWS, "continue")
"""What leads to questions that count."""

OTHER_ROWS = (("Would I like it? 12 short choices", "like"), ("Is it worth it? Pay, jobs, exam fees", "worth"))
"""The other two questions that the shipped bank answers."""


def start_menu(options: Namespace | SimpleNamespace) -> int:
    """Ask what to do, do it, and ask again until the person leaves, here or amid a quiz; returns the exit code.

    One thing is done where nobody sits at a terminal: what comes through a pipe was written for it. No row is wider than 37
    cells, which fit into 40 columns.
    """
    plain = options.plain or not full_screen_works()
    while True:
        chosen, code = _one_thing(plain)
        if chosen == "leave" or code != DONE or not sys.stdin.isatty():
            return code


def _one_thing(plain: bool) -> tuple[str | None, int]:
    """What is chosen, None for nothing, and the exit code of having done it."""
    sittings, sessions = _saved()
    last = _last_result(sittings)
    on = _waiting(sittings) or _longer(last)
    rows = _rows(on, last, sessions)
    chosen = _asked_line_by_line(rows) if plain else _asked(rows)
    if chosen is None:
        return chosen, INTERRUPTED
    if chosen == "leave":
        return chosen, DONE
    if chosen in _QUIZ:
        return chosen, _take(chosen, on, plain)
    if chosen in ("report", "review") and last is not None:
        arguments = [chosen, last.id]
    elif chosen in ("like", "worth"):
        arguments = ["career", *["--like"] * (chosen == "like")]
    else:
        arguments = [chosen]
    return chosen, main([*arguments, *["--plain"] * plain])


def _take(chosen: str, on: Sitting | None, plain: bool) -> int:
    # Here, not above: the menu is on the screen before the quiz is loaded.
    from readiness.bank.load import load_bank
    from readiness.cli.take import take
    from readiness.cli.taking import Plan, local_time

    return take(
        Plan(
            bank=load_bank(),
            form=chosen if chosen != "continue" or on is None else _LONGER.get(on.form, on.form),
            skills=(),
            seed=None,
            fixed=False,
            save=True,
            plain=plain,
            ascii=ascii_terminal(),
            width=terminal_width(),
            clock=local_time,
            continue_with=on.id if chosen == "continue" and on is not None else None,
        )
    )


def _rows(on: Sitting | None, last: Sitting | None, sessions: Sequence[Sitting]) -> list[tuple[str, str]]:
    rows = [] if on is None else [(named(_going_on(on)), "continue")]
    new = "" if on is None else "New "
    rows += [(f"{new}{words[0].lower()}{words[1:]}" if new else words, form) for form, words in FORM_ROWS.items()]
    rows.append((_practice_row(sessions), "practise"))
    if last is not None:
        rows += [("My last report", "report"), ("My last questions again", "review"), ("All my reports", "history")]
    return [*rows, *OTHER_ROWS, ("Leave", "leave")]


def _saved() -> tuple[list[Sitting], list[Sitting]]:
    """The sittings that are saved, and the practice sessions."""
    folder = own_folder()
    if not (folder / "sittings").exists():  # Who is here for the first time does not wait for what reads sittings.
        return [], []
    from readiness.sitting.events import PRACTICE, TEST
    from readiness.sitting.saved import list_sittings

    saved = list_sittings(folder, TEST, PRACTICE)
    return [one for one in saved if one.head.kind == TEST], [one for one in saved if one.head.kind == PRACTICE]


Rows: TypeAlias = Sequence[tuple[str, str]]
"""What is offered: in words, and what picking it comes to."""


def _asked(rows: Rows) -> str | None:
    """What is picked on the screen; None when the person stops."""
    import questionary
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    own = KeyBindings()
    own.add("q", eager=True)(lambda event: event.app.exit(result="leave"))
    own.add("?", eager=True)(lambda event: event.app.exit(result="help"))
    while True:
        question = questionary.select(
            "\n ".join(wrap(_QUESTION, terminal_width() - 2)),
            [row for words, what in rows for row in (*_above(what, rows), questionary.Choice(words, what))],
            instruction=" ",
            style=questionary.Style([("highlighted", "bold fg:ansimagenta"), ("pointer", "bold fg:ansimagenta")]),
            qmark="",
            pointer=">",
            erase_when_done=True,
        )
        keys = [question.application.key_bindings or KeyBindings(), own, _numbers(question)]
        question.application.key_bindings = merge_key_bindings(keys)
        try:
            chosen: str = question.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            return None
        if chosen != "help":
            return chosen
        from readiness.screen import fullscreen  # Not for the menu itself, which would wait for it.

        try:
            fullscreen.run(_help(), ascii=ascii_terminal())
        except (KeyboardInterrupt, EOFError):
            return None


def _numbers(question: Question) -> KeyBindings:
    """Digits go to the row of that number; digits that follow one another make one number as long as there is such a row."""
    from prompt_toolkit.key_binding import KeyBindings
    from questionary import Separator
    from questionary.prompts.common import InquirerControl

    controls = question.application.layout.find_all_controls()
    (menu,) = [control for control in controls if isinstance(control, InquirerControl)]
    places = [place for place, row in enumerate(menu.choices) if not isinstance(row, Separator)]
    typed = [""]

    def go_to(digit: str) -> None:
        before = typed[0] if typed[0] and menu.pointed_at == places[int(typed[0]) - 1] else ""
        for number in (before + digit, digit):
            if not number.startswith("0") and int(number) <= len(places):
                menu.pointed_at, typed[0] = places[int(number) - 1], number
                return

    bindings = KeyBindings()
    for digit in "0123456789":
        bindings.add(digit, eager=True)(lambda _, digit=digit: go_to(digit))
    return bindings


def _help() -> Flow:
    """What the menu is, in a window of its own: a menu that fills the window would push it out of view."""
    from readiness.sitting.pages import Command, TextPage

    lines = [row for line in _HELP for row in (line, "")]
    yield TextPage(
        "Help", lambda width, ascii: laid_out(lines, width, ascii), (Command("enter", "back to the menu", "back"),)
    )


def _above(what: str, rows: Rows) -> list[Separator]:
    """The heading above a row, where it is the first of its part."""
    from questionary import Separator

    return [Separator(_PARTS[what])] if what in _PARTS and (what != "first" or rows[0][1] == what) else []


_PARTS = {"continue": "Can I?", "first": "Can I?", "like": "Apart from that:"}
"""The parts of the menu, by the row that begins them."""


def _asked_line_by_line(rows: Rows) -> str | None:
    """What is picked by its number; None when the person stops or nobody is there."""
    from readiness.screen import plain
    from readiness.sitting.pages import Chose, Command, MenuPage

    picked: list[str] = []

    def flow() -> Flow:
        commands = tuple(Command("q" if what == "leave" else "", words, what) for words, what in rows)
        result = yield MenuPage("What would you like to do?", f"{_THREE}\n{_EVERY}", commands)
        picked.append(result.result if isinstance(result, Chose) else "leave")

    try:
        plain.run(flow(), read=hear, write=print, width=terminal_width(), ascii=ascii_terminal())
    except (KeyboardInterrupt, EOFError):
        print()
        return None
    return picked[0]


_EVERY = "For every command there is: readiness --help"
_HELP = (
    _THREE,
    "Go to a row with the arrow keys or its number from the top; Enter does it, and then you are here again. q leaves.",
    "Line by line, for a screen reader: readiness --plain. Every command there is: readiness --help",
)


def _practice_row(sessions: Sequence[Sitting]) -> str:
    """Practice, with how many topics are due."""
    if not sessions:
        return "Practice, ten minutes, not scored"
    from datetime import datetime

    from readiness.practise.cards import cards, due_today
    from readiness.practise.past import in_order

    now = datetime.now().astimezone()
    due = len(due_today(cards(in_order(sessions), now), now))
    return f"Practice: {counted(due, 'topic')} due" if due else "Practice: nothing due today"


def _waiting(sittings: Sequence[Sitting]) -> Sitting | None:
    """The latest sitting that can be gone on with."""
    if not sittings:
        return None
    from readiness.sitting.past import unfinished

    return unfinished(sittings)


def _last_result(sittings: Sequence[Sitting]) -> Sitting | None:
    """The latest sitting whose report gives a result, if there is one."""
    if not sittings:
        return None
    from readiness.scoring.method import NO_RESULT

    reported = [
        (one.submitted.order, one)
        for one in sittings
        if one.submitted is not None and one.report is not None and one.report.get("verdict") not in NO_RESULT
    ]
    return max(reported, key=lambda one: one[0])[1] if reported else None


_LONGER = {"first": "quick", "quick": "full"}
"""The form that a finished sitting can be gone on with into."""


def _longer(last: Sitting | None) -> Sitting | None:
    """The sitting, where a longer form goes on from it and has something left to ask."""
    able = last is not None and last.form in _LONGER and not last.head.fixed and not last.head.skills
    return last if able and last is not None and (last.form == "first" or _open(last)) else None


def _open(sitting: Sitting) -> bool:
    """Whether a skill is left that is not clear: only of those does a full assessment ask more."""
    skills = (sitting.report or {}).get("skills")
    levels = [one.get("level") for one in skills.values() if isinstance(one, dict)] if isinstance(skills, dict) else []
    return any(level not in ("ready", "not-yet") for level in levels)


def _going_on(sitting: Sitting) -> str:
    """What going on with a sitting is, in at most 37 cells."""
    if sitting.finished:
        return f"Go on into the {form_name(_LONGER[sitting.form])}"
    return f"Go on: {form_name(sitting.form)}, {short_month_day(sitting.started.at)}"
