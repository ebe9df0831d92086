"""What a page to answer consists of on a screen, before it is known how much of it fits in the window. Pure."""

from __future__ import annotations

from typing import NamedTuple

from readiness.ground.characters import glyphs, shown
from readiness.ground.text import bar, cells, flow, wrap, wrap_exhibit
from readiness.screen.asking.dispatch import asking
from readiness.screen.asking.protocol import Rows, first_to_last
from readiness.screen.state import State
from readiness.screen.view import Line
from readiness.sitting.pages import ITEM_COMMANDS, Command, ItemPage, MenuPage

_EXHIBIT_MEASURE = 80  # An exhibit is read like a page: longer rows are hard to follow.


class Contents(NamedTuple):
    """What a page to answer is made of, before it is known how much of it fits.

    ``above`` the ``stem``: note and exhibit, with an empty line at the end, or nothing. ``rows`` are what there is to
    answer with, or the rows of a menu.
    """

    header: list[Line]
    above: list[Line]
    stem: list[Line]
    rows: Rows
    footer: list[str]
    text_name: str


# An item ------------------------------------------------------------------------------------------------------------


def item_contents(state: State, page: ItemPage, width: int, elapsed: float | None, *, beside: bool = False) -> Contents:
    """What an item is made of in a width. ``elapsed`` are the seconds the clock shows; ``beside``: the exhibit stands
    elsewhere."""
    item, ascii = page.item, state.ascii
    above: list[Line] = []
    if page.note:
        above = [*(("class:note", row) for row in wrap(shown(page.note, ascii), width)), ("", "")]
    if item.exhibit and not beside:
        above += [*exhibit_lines(state, page, width), ("", "")]
    stem = [("class:stem", row) for row in wrap(shown(item.stem, ascii).rstrip("\n"), width)]
    rows = asking(item.task).rows(state, page, width)
    return Contents(item_header(state, page, width, elapsed), above, stem, rows, _item_footer(state, page), "question")


def exhibit_lines(state: State, page: ItemPage, width: int) -> list[Line]:
    """The exhibit of an item laid out in a width; nothing when it has none."""
    # Here, not above: the first page of a sitting does not wait for them.
    from readiness.ground.exhibits.layout import lay_out
    from readiness.ground.exhibits.parse import parse

    rows = lay_out(parse(page.item.exhibit or "").blocks, min(width, _EXHIBIT_MEASURE), state.ascii)
    return [("class:title" if row.heading else "", row.text) for row in rows]


def item_header(state: State, page: ItemPage, width: int, elapsed: float | None) -> list[Line]:
    """Where one is in the sitting, and the clock."""
    time = clock_text(elapsed) if state.clock and elapsed is not None else ""
    return _progress(page.heading, page.done, time, width, state.ascii)


def _progress(heading: str, done: float | None, time: str, width: int, ascii: bool) -> list[Line]:
    heading = shown(heading, ascii)
    room = min(22, width - cells(heading) - len(time) - 4)
    chunks = [heading]
    if done is not None and room >= 8:
        chunks.append(bar(done, room, ascii))
    return [("class:header", row) for row in flow([*chunks, time] if time else chunks, width, "  ")]


def clock_text(seconds: float) -> str:
    """Seconds as minutes and seconds, with hours once there are any: 06:12, 1:06:12."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def _item_footer(state: State, page: ItemPage) -> list[str]:
    commands = [chunk(ITEM_COMMANDS[name]) for name in page.commands]
    if not asking(page.item.task).writes:
        return commands
    return [*commands, "Esc back to writing"] if state.commanding else ["Esc, then:", *commands]


# A menu -------------------------------------------------------------------------------------------------------------


def menu_contents(state: State, page: MenuPage, width: int) -> Contents:
    """What a menu is made of in a width."""
    ascii, digits = state.ascii, len(str(len(page.rows)))
    header = [("class:title", row) for row in wrap(shown(page.title, ascii), width)]
    stem = [("", row) for row in wrap_exhibit(shown(page.body, ascii).rstrip("\n"), width)] if page.body else []
    if page.heading:
        stem = [*header, *([("", "")] if stem else []), *stem]
        header = _progress(page.heading, page.done, "", width, ascii)
    blocks = []
    for place, row in enumerate(page.rows):
        pointer = glyphs(ascii).pointer if place == state.cursor else " "
        own = f" ({row.key_name})" if row.key and row.key != str(place + 1) else ""
        lead = f"{pointer} {place + 1:{digits}}) "
        blocks.append(wrap(lead + shown(row.label, ascii) + own, width, " " * cells(lead)))
    footer = [*map(chunk, page.commands), "? help"]
    return Contents(header, [], stem, Rows(blocks, state.cursor), footer, "text")


def chunk(command: Command) -> str:
    return f"{command.key_name} {command.label}"


# Guidance -----------------------------------------------------------------------------------------------------------


def writing(state: State) -> bool:
    """Whether letters are text here, not commands."""
    page = state.page
    return isinstance(page, ItemPage) and asking(page.item.task).writes and not state.commanding


def guidance(state: State) -> str:
    """What to do next, in one sentence."""
    page = state.page
    if isinstance(page, MenuPage):
        return _menu_guidance(state, page)
    assert isinstance(page, ItemPage)
    return asking(page.item.task).guidance(state, page)


def _menu_guidance(state: State, page: MenuPage) -> str:
    numbers = first_to_last(page.rows)
    if state.cursor >= 0:
        return f"Enter picks {state.cursor + 1}."
    return f"Press {numbers}, then Enter." if page.rows else "Nothing to choose here."
