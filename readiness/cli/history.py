"""The history command: all finished sittings of one person, what has really changed, and apart from them practice."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from readiness.cli.folder import own_folder
from readiness.cli.output import put
from readiness.cli.past import entries
from readiness.cli.terminal import DONE, InputProblem, ascii_terminal, plain_wanted, terminal_width
from readiness.ground.text import laid_out
from readiness.report.history import history_lines
from readiness.report.html import history_html
from readiness.sitting.events import PRACTICE, Practiced
from readiness.sitting.saved import list_sittings


def history(options: Namespace) -> int:
    """``readiness history``."""
    found, practiced = entries(), _practiced()
    if options.format == "html":
        if not found:
            raise InputProblem("There is no finished sitting yet. Take the quiz first: readiness take")
        put([history_html(found, _practice_told(practiced)[1:])], options)
        return DONE
    if not found and not practiced:
        raise InputProblem("There is no finished sitting yet. Take the quiz first: readiness take")
    ascii = ascii_terminal() if options.output is None else False
    spoken = options.plain or plain_wanted()
    lines = history_lines(found, spoken=spoken)
    if practice := _practice_told(practiced):
        title, *rest = practice
        under = [] if spoken else ["-" * len(title)]
        lines += [*[""] * bool(lines), title, *under, *rest]
    put(["\n".join(laid_out(lines, min(80, terminal_width()), ascii)) + "\n"], options)
    return DONE


def _practiced() -> list[Practiced]:
    sessions = list_sittings(own_folder(), PRACTICE)
    if not sessions:
        return []
    from readiness.practise.past import in_order

    return in_order(sessions)


def _practice_told(practiced: list[Practiced]) -> list[str]:
    """Practice under a title, in lines; nothing when there was none. Here, not above: FSRS takes long to load."""
    if not practiced:
        return []
    from readiness.practise.cards import cards, due_today
    from readiness.practise.words import practice_lines

    now = datetime.now().astimezone()
    return practice_lines(practiced, len(due_today(cards(practiced, now), now)))
