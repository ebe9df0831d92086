"""A page to answer: how the question and its options share the window, and the exhibit above or beside them. Pure."""

from __future__ import annotations

from itertools import zip_longest

from readiness.ground.characters import glyphs, shown
from readiness.ground.text import flow, pad, wrap
from readiness.screen.content import Contents, exhibit_lines, guidance, item_contents, item_header, writing
from readiness.screen.state import State
from readiness.screen.view import Frame, Line, Pane, in_view, pane, rule
from readiness.sitting.pages import ItemPage

MEASURE = 100
"""Longer rows are hard to follow from one to the next."""
BESIDE_FROM, BESIDE_MOST = 100, 163
"""Columns from which the exhibit stands left of the question, and those that the two take together at most."""
_LEAST_SCROLLED = 3


def asking(state: State, contents: Contents, width: int, height: int) -> Frame:
    """A page to answer, one thing below the other."""
    below, foot = _foot(state, contents, width, height - len(contents.header))
    view = _body(state, contents, width, height - len(contents.header) - len(below) - len(foot))
    return _framed(view, contents.header, below, foot, height)


def asking_beside(state: State, page: ItemPage, width: int, height: int, elapsed: float | None) -> Frame:
    """The exhibit left of the question, or above it where the question alone does not fit in its half."""
    between = f" {glyphs(state.ascii).column} "
    left = (width - len(between)) // 2
    right = width - left - len(between)
    contents = item_contents(state, page, right, elapsed, beside=True)
    header = item_header(state, page, width, elapsed)
    below, foot = _foot(state, contents, width, height - len(header))
    room = height - len(header) - len(below) - len(foot)
    view = _body(state, contents, right, room)
    if view.text.last_top:
        width = min(width, MEASURE)
        return asking(state, item_contents(state, page, width, elapsed), width, height)
    return _framed(_joined(state, page, view, left, between, room), header, below, foot, height)


def _joined(state: State, page: ItemPage, view: Frame, width: int, between: str, height: int) -> Frame:
    """The exhibit in a column of its own beside the lines of a question, at most ``height`` rows of both."""
    exhibit = [("", "")] * (view.lines[0] == ("", "")) + exhibit_lines(state, page, width)
    part = pane(len(exhibit), height if len(exhibit) <= height else height - 1, state.stem_top)
    column = exhibit[part.top : part.top + part.rows]
    if part.last_top:
        column.append(rule(part, "text", width, state.ascii, _whole_window(state)))
    lines, left = [], []
    for (own, text), (style, row) in zip_longest(column, view.lines, fillvalue=("", "")):
        lead = pad(text, width) + between
        lines.append((style, lead + row))
        left.append((own, len(lead)))
    at, character = view.cursor
    return view._replace(lines=tuple(lines), cursor=(at, character + left[at][1]), text=part, left=tuple(left))


def _whole_window(state: State) -> str:
    return f", or {'Esc x' if writing(state) else 'x'} for the whole window"


def _framed(view: Frame, header: list[Line], below: list[Line], foot: list[Line], height: int) -> Frame:
    """What there is to answer between what stands above and below it."""
    lines = [*header, *view.lines, *below]
    lines += [("", "")] * (height - len(lines) - len(foot))
    row, character = view.cursor
    left = (*[("", 0)] * len(header), *view.left) if view.left else ()
    return view._replace(lines=(*lines, *foot), cursor=(row + len(header), character), left=left)


def _foot(state: State, contents: Contents, width: int, height: int) -> tuple[list[Line], list[Line]]:
    """What stands below the question, and the keys: fewer where too little room would be left."""
    style = "class:message" if state.message else "class:guidance"
    below = [(style, row) for row in wrap(shown(state.message or guidance(state), state.ascii), width)]
    foot = [("class:footer", row) for row in flow(contents.footer, width)]
    if height - 1 - len(contents.rows.pinned) - len(below) - len(foot) < 4:
        foot = [("class:footer", "Esc ? all keys" if writing(state) else "? all keys")]
    return below, foot


def _body(state: State, contents: Contents, width: int, height: int) -> Frame:
    """The question and its options in ``height`` rows at most; the lines of the frame are only these."""
    rows = contents.rows
    room = height - 1 - len(rows.pinned)
    spare = room - len(contents.above) - len(contents.stem) - sum(map(len, rows.blocks))
    space = [("", "")] * (spare >= 3)
    gap = any(len(block) > 1 for block in rows.blocks) and spare >= 3 + len(rows.blocks) - 1
    listed, spans = _stacked(rows.blocks, rows.current, gap)
    current = spans[rows.current] if rows.current >= 0 else None
    text_rows, list_rows = _divided(len(contents.above) + len(contents.stem), len(listed), room - 3 * len(space))
    text, text_lines = _text(contents, text_rows, state, width, space)
    options = Pane(len(listed), list_rows, _settled(len(listed), list_rows, state.list_top, current))

    lines = [*space, *text_lines, *(("class:pinned", row) for row in rows.pinned)]
    first, last = in_view(options)
    cursor = (len(space), 0)
    if first > 0:
        lines.append(("class:more", f"{glyphs(state.ascii).up} more"))
    if current is not None:
        cursor = (len(lines) + max(current[0], first) - first, rows.caret)
    lines += listed[first:last]
    if last < len(listed):
        lines.append(("class:more", f"{glyphs(state.ascii).down} more"))
    return Frame((*lines, *space), cursor, text, options, tuple(spans), current)


def _text(contents: Contents, rows: int, state: State, width: int, space: list[Line]) -> tuple[Pane, list[Line]]:
    """What there is to read, as far as it is in view, with the rule under it.

    When it is too long, only what stands above the question is scrolled, so that one always sees what is asked; but
    not in so small a window that next to nothing of it would be seen.
    """
    whole = [*contents.above, *contents.stem]
    left = rows - len(contents.stem) - 1
    if len(whole) > rows and left >= _LEAST_SCROLLED and contents.above:
        part = pane(len(contents.above) - 1, left, state.stem_top)  # Without the empty line at its end.
        told = rule(part, "text", width, state.ascii, _whole_window(state))
        lines = [*contents.above[part.top : part.top + left], told, *contents.stem]
        return part, [*lines, ("class:rule", glyphs(state.ascii).rule * width)]
    part = pane(len(whole), rows, state.stem_top)
    return part, [*whole[part.top : part.top + rows], *space, rule(part, contents.text_name, width, state.ascii)]


def _stacked(blocks: list[list[str]], current: int, gap: bool) -> tuple[list[Line], list[tuple[int, int]]]:
    """The blocks as one list of lines, and from and up to which line each goes."""
    lines: list[Line] = []
    spans = []
    for place, block in enumerate(blocks):
        if gap and place:
            lines.append(("", ""))
        spans.append((len(lines), len(lines) + len(block)))
        lines += [("class:current" if place == current else "", row) for row in block]
    return lines, spans


def _divided(stem: int, options: int, room: int) -> tuple[int, int]:
    """How many rows the stem and the options get: the options at least 3/5 if they need it."""
    if stem + options <= room:
        return stem, options
    least = min(options, max(3, -(-room * 3 // 5)))
    stem_rows = max(1, min(stem, room - least))
    return stem_rows, min(options, room - stem_rows)


def _settled(total: int, rows: int, top: int, current: tuple[int, int] | None) -> int:
    """The nearest top from which the current option is wholly in view, or fills the view when it is too long."""
    if total <= rows:
        return 0
    tops = sorted(range(total - rows + 2), key=lambda candidate: abs(candidate - top))
    if current is None:
        return tops[0]
    views = [(candidate, *in_view(Pane(total, rows, candidate))) for candidate in tops]
    whole = [candidate for candidate, first, last in views if first <= current[0] and current[1] <= last]
    inside = [candidate for candidate, first, last in views if current[0] <= first and last <= current[1]]
    return (whole or inside)[0]
