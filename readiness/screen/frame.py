"""The screen as a person sees it: a pure function of a state and the size of the window."""

from __future__ import annotations

from readiness.screen.content import Contents, chunk, guidance, page_contents, writing
from readiness.screen.help import screen_help
from readiness.screen.state import State
from readiness.screen.view import Frame, Line, Pane, in_view
from readiness.sitting.pages import ItemPage, MenuPage, TextPage
from readiness.text import flow, glyphs, is_address, shown, wrap, wrap_exhibit

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
_MEASURE = 100  # Longer rows are hard to follow from one to the next.
_ROOMY_HEIGHT = 20
_LEAST_SCROLLED = 3


def too_small(width: int, height: int) -> bool:
    """Whether the window is too small to ask anything in."""
    return width < LEAST_WIDTH or height < LEAST_HEIGHT


def render(state: State, width: int, height: int, *, elapsed: float | None = None) -> list[Line]:
    """The lines of the screen, each at most ``width`` cells. ``elapsed`` are the seconds the clock shows."""
    return list(frame(state, width, height, elapsed=elapsed).lines)


def frame(state: State, width: int, height: int, *, elapsed: float | None = None) -> Frame:
    """The screen with its cursor and what can be scrolled in it."""
    if too_small(width, height):
        text = (
            f"Make the window larger: this needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows, here are {width} "
            f"and {height}. Or press Ctrl-C and run: readiness take --plain"
        )
        return Frame(tuple(("", row) for row in wrap(text, max(4, width))[:height]))
    window, width = width, min(width, _MEASURE)
    if state.help_open:
        return _reading(state, "Help", _help(state, width), ["Esc back to the page"], state.help_top, width, height)
    page = state.page
    if isinstance(page, TextPage):
        body = [shown(line, state.ascii) for line in page.body(width, state.ascii)]
        lines = [row for line in body for row in wrap_exhibit(line, window if is_address(line) else width)]
        return _reading(state, page.title, lines, _text_footer(page), state.stem_top, width, height)
    return _asking(state, page, width, height, elapsed)


# Pages to read ------------------------------------------------------------------------------------------------------


def _reading(state: State, title: str, body: list[str], footer: list[str], top: int, width: int, height: int) -> Frame:
    header = [("class:header", row) for row in wrap(shown(title, state.ascii), width)]
    message = wrap(shown(state.message, state.ascii), width) if state.message else []
    below = [("class:message", row) for row in message] + [("class:footer", row) for row in flow(footer, width)]
    while body and not body[-1]:
        body.pop()
    room = height - len(header) - 1 - len(below)
    if height >= _ROOMY_HEIGHT and len(body) != room:
        header.append(("", ""))
        room -= 1
    pane = _pane(len(body), room, top)
    rule = _rule(pane, "lines", width, state.ascii)
    lines = [*header, *(("", row) for row in body[pane.top : pane.top + room]), rule]
    lines += [("", "")] * (height - len(lines) - len(below))
    return Frame((*lines, *below), (len(header), 0), text=pane)


def _help(state: State, width: int) -> list[str]:
    rows = []
    for keys, meaning in screen_help(state.page):
        lead = f"{keys:10} " if keys else ""
        rows += wrap(lead + shown(meaning, state.ascii), width, " " * len(lead))
    return rows


def _text_footer(page: TextPage) -> list[str]:
    chunks = [chunk(command) for command in page.commands]
    if page.enter and page.commands:
        first = page.commands[0]
        keys = "Enter" if first.key == "enter" else f"Enter or {first.key_name}"
        chunks[0] = f"{keys} {first.label}"
    return [*chunks, "? help"]


def _pane(total: int, rows: int, top: int) -> Pane:
    return Pane(total, rows, max(0, min(top, total - rows)))


def _rule(pane: Pane, name: str, width: int, ascii: bool) -> Line:
    """The line under a text, saying which part of it is in view when it is longer than its place."""
    sign = glyphs(ascii).rule
    if pane.total <= pane.rows:
        return "class:rule", sign * width
    which = name if name == "lines" else f"{name} "
    last = pane.top + pane.rows
    lines = (
        f"lines {pane.top + 1}-{last} of {pane.total}"
        if which == "lines"
        else (f"{which}{pane.top + 1}-{last} of {pane.total} lines")
    )
    text = f"{lines}: PgUp/PgDn"
    return "class:rule", f"{sign * 2} {text} {sign * width}"[:width] if len(text) + 3 <= width else text


# Pages to answer ----------------------------------------------------------------------------------------------------


def _asking(state: State, page: ItemPage | MenuPage, width: int, height: int, elapsed: float | None) -> Frame:
    contents = page_contents(state, page, width, elapsed)
    rows = contents.rows
    style = "class:message" if state.message else "class:guidance"
    below = [(style, row) for row in wrap(shown(state.message or guidance(state), state.ascii), width)]
    foot = [("class:footer", row) for row in flow(contents.footer, width)]
    fixed = len(contents.header) + 1 + len(rows.pinned) + len(below)
    if height - fixed - len(foot) < 4:
        foot = [("class:footer", "Esc ? all keys" if writing(state) else "? all keys")]
    room = height - fixed - len(foot)

    spare = room - len(contents.above) - len(contents.stem) - sum(map(len, rows.blocks))
    space = [("", "")] * (spare >= 3)
    gap = any(len(block) > 1 for block in rows.blocks) and spare >= 3 + len(rows.blocks) - 1
    listed, spans = _stacked(rows.blocks, rows.current, gap)
    current = spans[rows.current] if rows.current >= 0 else None
    text_rows, list_rows = _divided(len(contents.above) + len(contents.stem), len(listed), room - 3 * len(space))
    text, text_lines = _text(contents, text_rows, state, width, space)
    options = Pane(len(listed), list_rows, _settled(len(listed), list_rows, state.list_top, current))

    lines = [*contents.header, *space, *text_lines, *(("class:pinned", row) for row in rows.pinned)]
    first, last = in_view(options)
    cursor = (len(contents.header) + len(space), 0)
    if first > 0:
        lines.append(("class:more", f"{glyphs(state.ascii).up} more"))
    if current is not None:
        cursor = (len(lines) + max(current[0], first) - first, rows.caret)
    lines += listed[first:last]
    if last < len(listed):
        lines.append(("class:more", f"{glyphs(state.ascii).down} more"))
    lines += [*space, *below]
    lines += [("", "")] * (height - len(lines) - len(foot))
    return Frame((*lines, *foot), cursor, text, options, current)


def _text(contents: Contents, rows: int, state: State, width: int, space: list[Line]) -> tuple[Pane, list[Line]]:
    """What there is to read, as far as it is in view, with the rule under it.

    When it is too long, only what stands above the question is scrolled, so that one always sees what is asked; but
    not in so small a window that next to nothing of it would be seen.
    """
    whole = [*contents.above, *contents.stem]
    left = rows - len(contents.stem) - 1
    if len(whole) > rows and left >= _LEAST_SCROLLED and contents.above:
        pane = _pane(len(contents.above) - 1, left, state.stem_top)  # Without the empty line at its end.
        lines = [*contents.above[pane.top : pane.top + left], _rule(pane, "text", width, state.ascii), *contents.stem]
        return pane, [*lines, ("class:rule", glyphs(state.ascii).rule * width)]
    pane = _pane(len(whole), rows, state.stem_top)
    return pane, [*whole[pane.top : pane.top + rows], *space, _rule(pane, contents.text_name, width, state.ascii)]


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
