"""The history command: all finished sittings of one person, what has really changed, and apart from them practice."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from readiness.cli.folder import own_folder
from readiness.cli.output import put
from readiness.cli.past import entries
from readiness.cli.review import only
from readiness.cli.terminal import DONE, InputProblem, ascii_terminal, full_screen_works, plain_wanted, terminal_width
from readiness.ground.text import laid_out
from readiness.report.blocks import Bullets, Section
from readiness.report.history import Entry, history_lines, history_sections
from readiness.report.html import history_html
from readiness.report.text import section_lines
from readiness.sitting.events import PRACTICE, Practiced
from readiness.sitting.pages import Command, DocumentPage
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
    if options.output is None and full_screen_works() and not options.plain:
        return _show(found, practiced)
    ascii = ascii_terminal() if options.output is None else False
    spoken = options.plain or plain_wanted()
    lines = history_lines(found, spoken=spoken)
    if practice := _practice_told(practiced):
        title, *rest = practice
        under = [] if spoken else ["-" * len(title)]
        lines += [*[""] * bool(lines), title, *under, *rest]
    put(["\n".join(laid_out(lines, min(80, terminal_width()), ascii)) + "\n"], options)
    return DONE


def _show(found: list[Entry], practiced: list[Practiced]) -> int:
    """The sittings from the top, on the whole screen, to scroll."""
    from readiness.screen import fullscreen

    parts = list(history_sections(found))
    if practice := _practice_told(practiced):
        title, *rest = practice
        parts.append(Section("practice", title, (Bullets(tuple(line.strip() for line in rest)),)))
    page = DocumentPage(
        "Your sittings",
        lambda width, ascii, spoken: section_lines(parts, width, ascii, spoken),
        (Command("q", "leave", "leave"),),
    )
    fullscreen.run(only(page), ascii=ascii_terminal())
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
