"""What a page to answer consists of on a screen, before it is known how much of it fits in the window. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from readiness.model import ChoiceTask, EntryTask, Item, JudgementTask, MarkTask, OrderTask
from readiness.screen.help import KEY_NAMES
from readiness.sitting.pages import ITEM_COMMANDS, Command, ItemPage, MenuPage, Page
from readiness.text import bar, cells, flow, glyphs, pad, shown, wrap, wrap_exhibit

Line = tuple[str, str]
"""A style and a row of text."""

_COLUMNS_FROM = 64


@dataclass(frozen=True, slots=True)
class State:
    """A page and how far the person is with it.

    ``cursor``: the current option or row, -1 before a key has moved it. ``picked``: ids, for mark those marked, for
    order the pieces placed so far, for judgement the best and then the worst. ``text``, ``caret``: what stands in an
    entry, and before which character the next goes. ``read``: the entry as it was read, until it changes.
    ``commanding``: Esc was pressed in an entry, letters are commands. ``typed``: the digits of a row's number so far.
    ``stem_top``, ``list_top``, ``help_top``: the first line in view. ``message`` takes the place of the guidance until
    the next key.
    """

    page: Page
    ascii: bool = False
    clock: bool = True
    cursor: int = -1
    picked: tuple[str, ...] = ()
    text: str = ""
    caret: int = 0
    read: str | None = None
    commanding: bool = False
    typed: str = ""
    stem_top: int = 0
    list_top: int = 0
    message: str = ""
    help_open: bool = False
    help_top: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """What a page to answer is made of, before it is known how much of it fits.

    ``above`` the ``stem``: note and exhibit, with an empty line at the end, or nothing. ``pinned`` stands above the
    ``blocks``, one for each option; ``current`` is one of them or -1, ``caret`` a character in its first row.
    """

    header: list[Line]
    above: list[Line]
    stem: list[Line]
    pinned: list[str]
    blocks: list[list[str]]
    current: int
    caret: int
    footer: list[str]
    text_name: str


# Parts of an item ---------------------------------------------------------------------------------------------------


def item_parts(state: State, page: ItemPage, width: int, elapsed: float | None) -> Parts:
    item, ascii = page.item, state.ascii
    above = []
    if page.note:
        above = [*(("class:note", row) for row in wrap(shown(page.note, ascii), width)), ("", "")]
    if item.exhibit:
        above += [("", row) for row in wrap_exhibit(shown(item.exhibit, ascii).rstrip("\n"), width)] + [("", "")]
    stem = [("class:stem", row) for row in wrap(shown(item.stem, ascii).rstrip("\n"), width)]
    pinned: list[str] = []
    current, caret = state.cursor, 0
    if isinstance(item.task, EntryTask):
        rows, current, caret = _entry_rows(state, width)
        blocks = [[row] for row in rows]
    elif isinstance(item.task, MarkTask) and item.task.records:
        pinned, blocks = _record_blocks(state, page, item.task, width)
    else:
        texts = [shown(_option(state, item, id), ascii) for id in page.order]
        leads = _leads(state, page)
        blocks = [wrap(lead + text, width, " " * cells(lead)) for lead, text in zip(leads, texts, strict=True)]
    return Parts(
        _item_header(state, page, width, elapsed),
        above,
        stem,
        pinned,
        blocks,
        current,
        caret,
        _item_footer(state, page),
        "question",
    )


def _item_header(state: State, page: ItemPage, width: int, elapsed: float | None) -> list[Line]:
    heading = shown(page.heading, state.ascii)
    time = clock_text(elapsed) if state.clock and elapsed is not None else ""
    room = min(22, width - cells(heading) - len(time) - 4)
    chunks = [heading]
    if page.done is not None and room >= 8:
        chunks.append(bar(page.done, room, state.ascii))
    return [("class:header", row) for row in flow([*chunks, time] if time else chunks, width, "  ")]


def clock_text(seconds: float) -> str:
    """Seconds as minutes and seconds, with hours once there are any: 06:12, 1:06:12."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def _item_footer(state: State, page: ItemPage) -> list[str]:
    commands = [chunk(ITEM_COMMANDS[name]) for name in page.commands]
    if not isinstance(page.item.task, EntryTask):
        return commands
    return [*commands, "Esc back to writing"] if state.commanding else ["Esc, then:", *commands]


def _leads(state: State, page: ItemPage) -> list[str]:
    """What stands before each option: pointer, mark, number."""
    task, digits = page.item.task, len(str(len(page.order)))
    leads = []
    for place, id in enumerate(page.order):
        pointer = glyphs(state.ascii).pointer if place == state.cursor else " "
        mark = ""
        if isinstance(task, MarkTask):
            mark = "[x] " if id in state.picked else "[ ] "
        elif isinstance(task, OrderTask):
            mark = f"[{state.picked.index(id) + 1}] " if id in state.picked else "[ ] "
        leads.append(f"{pointer} {mark}{place + 1:{digits}}) ")
    return leads


def _option(state: State, item: Item, id: str) -> str:
    task = item.task
    if isinstance(task, MarkTask):
        return task.spots[id].text
    if isinstance(task, OrderTask):
        return task.pieces[id]
    assert isinstance(task, (ChoiceTask, JudgementTask))
    tag = ""
    if isinstance(task, JudgementTask) and id in state.picked:
        tag = "[BEST] " if id == state.picked[0] else "[WORST] "
    return tag + task.options[id].text


def _record_blocks(state: State, page: ItemPage, task: MarkTask, width: int) -> tuple[list[str], list[list[str]]]:
    """Two records side by side: in columns when there is room, else a field's name and its two values in three rows.

    A spot without values ("Nothing differs") is its text alone.
    """
    assert task.records is not None
    leads, ascii = _leads(state, page), state.ascii
    names = [shown(name, ascii) for name in task.records]
    fields = []
    for id in page.order:
        spot = task.spots[id]
        fields.append([shown(text, ascii) for text in (spot.text, spot.left, spot.right) if text is not None])
    widths = _column_widths([field for field in fields if len(field) > 1], names, width - cells(leads[0]) - 6)
    header = _in_columns(" " * cells(leads[0]), ["", *names], widths, ascii)
    columns = width >= _COLUMNS_FROM and len(header) <= 2
    blocks = []
    for lead, field in zip(leads, fields, strict=True):
        if columns and len(field) > 1:
            blocks.append(_in_columns(lead, field, widths, ascii))
        else:
            block = wrap(lead + field[0], width, " " * cells(lead))
            blocks.append(block + _values(names, field[1:], width))
    return header if columns else [], blocks


def _column_widths(fields: list[list[str]], names: list[str], room: int) -> tuple[int, int, int]:
    label = max(4, min(max(cells(field[0]) for field in fields), room // 3))
    longest = max(cells(text) for texts in [names, *(field[1:] for field in fields)] for text in texts)
    side = max(4, min(longest, (room - label) // 2))
    return label, side, side


def _values(names: list[str], values: list[str], width: int) -> list[str]:
    """A field's values, each after the name of its record, one under the other when the names are short."""
    align = max(cells(name) for name in names) + 2
    rows = []
    for record, value in zip(names, values, strict=False):
        start = f"    {record}: "
        start = pad(start, 4 + align) if align <= 16 else start
        rows += wrap(start + value, width, " " * (cells(start) if align <= 16 else 8))
    return rows


def _in_columns(lead: str, texts: list[str], widths: tuple[int, ...], ascii: bool) -> list[str]:
    columns = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    line = f" {glyphs(ascii).column} "
    rows = []
    for place, row in enumerate(zip_longest(*columns, fillvalue="")):
        text = line.join(pad(cell, width) for cell, width in zip(row, widths, strict=True))
        rows.append(((" " * cells(lead) if place else lead) + text).rstrip(" "))
    return rows


def _entry_rows(state: State, width: int) -> tuple[list[str], int, int]:
    """What was written, in rows, and row and character of the caret."""
    text, caret = shown(state.text, state.ascii), len(shown(state.text[: state.caret], state.ascii))
    rows, row, at = [], f"{glyphs(state.ascii).pointer} ", (0, 2)
    for place, c in enumerate(text):
        if cells(row + c) >= width:  # One cell stays free, for a caret after the last character.
            rows.append(row)
            row = "  "
        if place == caret:
            at = (len(rows), len(row))
        row += c
    return [*rows, row], *(at if caret < len(text) else (len(rows), len(row)))


# Parts of a menu ----------------------------------------------------------------------------------------------------


def menu_parts(state: State, page: MenuPage, width: int) -> Parts:
    ascii, digits = state.ascii, len(str(len(page.rows)))
    header = [("class:header", row) for row in wrap(shown(page.title, ascii), width)]
    stem = [("", row) for row in wrap_exhibit(shown(page.body, ascii).rstrip("\n"), width)] if page.body else []
    blocks = []
    for place, row in enumerate(page.rows):
        pointer = glyphs(ascii).pointer if place == state.cursor else " "
        own = f" ({key_name(row)})" if row.key and row.key != str(place + 1) else ""
        lead = f"{pointer} {place + 1:{digits}}) "
        blocks.append(wrap(lead + shown(row.label, ascii) + own, width, " " * cells(lead)))
    footer = [*map(chunk, page.commands), "? help"]
    return Parts(header, [], stem, [], blocks, state.cursor, 0, footer, "text")


def chunk(command: Command) -> str:
    return f"{key_name(command)} {command.label}"


def key_name(command: Command) -> str:
    return KEY_NAMES.get(command.key, command.key)


# Guidance -----------------------------------------------------------------------------------------------------------


def writing(state: State) -> bool:
    return isinstance(state.page, ItemPage) and isinstance(state.page.item.task, EntryTask) and not state.commanding


_WRITE = {"date": "a date, like 2026-03-04", "number": "a number, in digits", "word": "your answer"}


def guidance(state: State) -> str:
    """What to do next, in one sentence."""
    page = state.page
    if isinstance(page, MenuPage):
        return _menu_guidance(state, page)
    assert isinstance(page, ItemPage)
    task, numbers, here = page.item.task, f"1-{len(page.order)}", state.cursor + 1
    if isinstance(task, EntryTask):
        if state.commanding:
            return "Press one of the keys below."
        if state.read is not None:
            return f"Read as {state.read}. Enter again to answer, or change it."
        return f"Write {_WRITE[task.form]}, then Enter."
    if isinstance(task, MarkTask):
        marked = f"{len(state.picked)} marked." if state.picked else "Mark with"
        return f"{marked} {_first_nine(page.order)} or Space. Enter answers."
    if isinstance(task, OrderTask):
        placed, total = len(state.picked), len(page.order)
        if placed == total:
            return "All placed. Enter answers. Backspace takes back."
        undo = " Backspace takes back." if placed else ""
        return f"Place {placed + 1} of {total}: press its number or Space.{undo}"
    if isinstance(task, JudgementTask):
        return _judgement_guidance(state, page)
    if here:
        return f"Enter answers {here}. Or choose another."
    return f"Choose {numbers} or use arrows, then Enter."


def _judgement_guidance(state: State, page: ItemPage) -> str:
    numbers, here = f"1-{len(page.order)}", state.cursor + 1
    if not state.picked:
        return f"Which is BEST? {numbers}, then Enter." if not here else f"Enter: {here} is the BEST."
    if len(state.picked) == 1:
        now = f"Which is WORST? {numbers}, then Enter." if not here else f"Enter: {here} is the WORST."
        return f"{now} Backspace takes back."
    if here:
        return f"Enter: {here} is the WORST instead. Backspace takes back."
    best, worst = (page.order.index(id) + 1 for id in state.picked)
    return f"Best {best}, worst {worst}. Enter answers. Backspace takes back."


def _menu_guidance(state: State, page: MenuPage) -> str:
    numbers = _first_nine(page.rows)
    if page.one_key:
        return f"Press {numbers}."
    if state.cursor >= 0:
        return f"Enter picks {state.cursor + 1}."
    return f"Choose {numbers} or use arrows, then Enter." if page.rows else "Nothing to choose here."


def _first_nine(rows: tuple[object, ...]) -> str:
    return f"1-{min(9, len(rows))}" if len(rows) > 1 else "1"
