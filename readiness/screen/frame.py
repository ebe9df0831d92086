"""The screen as a person sees it: a pure function of a state and the size of the window."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.ground.characters import shown
from readiness.ground.text import Line as Row
from readiness.ground.text import cells, flow, is_address, wrap, wrap_exhibit
from readiness.screen.content import chunk, exhibit_lines, item_contents, menu_contents
from readiness.screen.help import screen_help
from readiness.screen.question import BESIDE_FROM, BESIDE_MOST, MEASURE, asking, asking_beside
from readiness.screen.state import State
from readiness.screen.view import Frame, Line, Pane, pane, rule
from readiness.sitting.pages import DocumentPage, ItemPage, MenuPage, TextPage, part_starts

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
_ROOMY_HEIGHT = 20


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
            f"and {height}. Or press Ctrl-C and start again with --plain."
        )
        return Frame(tuple(("", row) for row in wrap(text, max(4, width))[:height]))
    window, width = width, min(width, MEASURE)
    page = state.page
    if state.over == "help":
        return _reading(state, "Help", _plain(_help(state, width)), ["Esc back to the page"], state.over_top, width, height)
    if state.over == "exhibit" and isinstance(page, ItemPage):
        exhibit = exhibit_lines(state, page, width)
        return _reading(state, page.heading, exhibit, ["Esc back to the question"], state.over_top, width, height)
    if isinstance(page, TextPage):
        body = [shown(line, state.ascii) for line in page.body(width, state.ascii)]
        lines = [row for line in body for row in wrap_exhibit(line, window if is_address(line) else width)]
        return _reading(state, page.title, _plain(lines), _text_footer(page), state.stem_top, width, height)
    if isinstance(page, DocumentPage):
        return _document(state, page, width, height)
    if isinstance(page, MenuPage):
        return asking(state, menu_contents(state, page, width), width, height)
    if page.item.exhibit and window >= BESIDE_FROM:
        return asking_beside(state, page, min(window, BESIDE_MOST), height, elapsed)
    return asking(state, item_contents(state, page, width, elapsed), width, height)


# Pages to read ------------------------------------------------------------------------------------------------------


def _plain(rows: list[str]) -> list[Line]:
    return [("", row) for row in rows]


def _document(state: State, page: DocumentPage, width: int, height: int) -> Frame:
    body = page.body(width, state.ascii, False)
    fitted = [line._replace(text=row) for line in body for row in _fitted(line.text, width)]
    titled = _said_by(page.title, fitted)
    fitted = fitted[titled:]
    lines = [(f"class:{line.style}" if line.style else "", line.text) for line in fitted]
    starts = (*[0] * bool(titled), *part_starts(fitted))
    footer = [*map(chunk, page.commands), *(["n next part", "p part before"] if len(starts) > 1 else []), "? help"]
    found = _reading(state, page.title, lines, footer, state.stem_top, width, height, starts[-1] if starts else 0)
    return found._replace(parts=starts)


def _said_by(title: str, lines: Sequence[Row]) -> int:
    """How many lines at the top are a heading that says what the title says: they are not shown twice."""
    count = next((n for n, line in enumerate(lines) if line.style != "heading"), len(lines))
    return count if " ".join(line.text for line in lines[:count] if line.text.strip("-")) == title else 0


def _fitted(text: str, width: int) -> list[str]:
    """A row cut where the window ends; only an address is that long."""
    return [text[start : start + width] for start in range(0, len(text), width)] if cells(text) > width else [text]


def _reading(
    state: State, title: str, body: list[Line], footer: list[str], top: int, width: int, height: int, furthest: int = 0
) -> Frame:
    """A text from its line ``top`` on. What is longer than the window can be scrolled until ``furthest`` stands on top."""
    header = [("class:title", row) for row in wrap(shown(title, state.ascii), width)]
    message = wrap(shown(state.message, state.ascii), width) if state.message else []
    below = [("class:message", row) for row in message] + [("class:footer", row) for row in flow(footer, width)]
    while body and not body[-1][1]:
        body.pop()
    room = height - len(header) - 1 - len(below)
    if height >= _ROOMY_HEIGHT and len(body) != room:
        header.append(("", ""))
        room -= 1
    total = len(body)
    part = pane(max(total, furthest + room) if total > room else total, room, top)
    seen = body[part.top : part.top + room]
    seen += [("", "")] * (min(room, part.total) - len(seen))
    in_words = rule(Pane(total, min(room, total - part.top), part.top), "lines", width, state.ascii)
    lines = [*header, *seen, in_words]
    lines += [("", "")] * (height - len(lines) - len(below))
    return Frame((*lines, *below), (len(header), 0), text=part)


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
