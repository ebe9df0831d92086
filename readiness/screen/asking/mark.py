"""How a mark item is asked; two records stand side by side. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from readiness.ground.characters import glyphs, shown
from readiness.ground.items import MarkTask
from readiness.ground.text import cells, pad, wrap
from readiness.screen.asking.protocol import Rows, choose_first, first_to_last, hung, leads
from readiness.screen.scrolling import unknown
from readiness.screen.state import Outcome, State
from readiness.screen.talk import Talk
from readiness.screen.view import Frame
from readiness.sitting.pages import Answered, Chose, ItemPage, PageResult

_COLUMNS_FROM = 64


@dataclass(frozen=True, slots=True)
class AskMark:
    """Every number marks or takes the mark away; ``State.picked`` holds the spots marked."""

    task: MarkTask

    @property
    def screen_help(self) -> str:
        return (
            "Press a number to mark that line, and again to take the mark away. Or go to a line with the arrow keys "
            "and press Space. Enter answers with everything marked. Where there are ten lines or more, type both digits of "
            "a number one after the other; Enter after the first takes that digit alone."
        )

    @property
    def line_help(self) -> str:
        return "Write the numbers of everything that fits, with spaces, like 1 3."

    @property
    def writes(self) -> bool:
        return False

    def rows(self, state: State, page: ItemPage, width: int) -> Rows:
        before = leads(state, page, ["[x] " if id in state.picked else "[ ] " for id in page.order])
        if self.task.records is None:
            return Rows(hung(state, before, [self.task.spots[id].text for id in page.order], width), state.cursor)
        header, blocks = _record_blocks(state, page, self.task, before, self.task.records, width)
        return Rows(blocks, state.cursor, header)

    def guidance(self, state: State, page: ItemPage) -> str:
        marked = f"{len(state.picked)} marked." if state.picked else "Mark with"
        return f"{marked} {first_to_last(page.order)} or Space. Enter answers."

    def answered(self, state: State, page: ItemPage) -> State:
        assert isinstance(page.answer, tuple)
        return state._replace(picked=page.answer)

    def numbered(self, state: State, page: ItemPage) -> State:
        id, picked = page.order[state.cursor], state.picked
        return state._replace(picked=tuple(other for other in picked if other != id) if id in picked else (*picked, id))

    def key(self, state: State, page: ItemPage, key: str, view: Frame) -> Outcome:
        if key == " ":
            return self.numbered(state, page) if state.cursor >= 0 else choose_first(state)
        if key != "enter":
            return unknown(state, key)
        if not state.picked:
            return state._replace(message="Mark at least one first: press its number, or Space on it.")
        return Answered(tuple(id for id in page.order if id in state.picked), None)

    def ask(self, talk: Talk, page: ItemPage) -> PageResult:
        count = len(page.order)
        wanted = f"Write one or more numbers from 1 to {count}, with spaces."
        before = page.answer if isinstance(page.answer, tuple) else ()
        heard = talk.hear_ids(page, "Everything that fits", wanted, 1, count, before)
        return heard if isinstance(heard, Chose) else Answered(tuple(id for id in page.order if id in heard), None)


# Two records --------------------------------------------------------------------------------------------------------


def _record_blocks(
    state: State, page: ItemPage, task: MarkTask, leads: list[str], records: tuple[str, str], width: int
) -> tuple[list[str], list[list[str]]]:
    """Two records side by side: in columns when there is room, else a field's name and its two values in three rows.

    A spot without values ("Nothing differs") is its text alone.
    """
    ascii = state.ascii
    names = [shown(name, ascii) for name in records]
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
