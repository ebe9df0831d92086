"""Keys that move and scroll: what they do to a state, given what is in view. Pure."""

from __future__ import annotations

from readiness.screen.state import State
from readiness.screen.view import Frame, Pane, in_view
from readiness.sitting.pages import KEY_NAMES

PAGE_KEYS = {"pageup": "pageup", "pagedown": "pagedown", "u": "pageup", "d": "pagedown"}
READING_KEYS = PAGE_KEYS | {"up": "up", "down": "down", " ": "pagedown", "home": "home", "end": "end"}
MOVING_KEYS = PAGE_KEYS | {"up": "up", "down": "down", "home": "home", "end": "end"}

_ROWS_A_PAGE = 5


def scrolled(pane: Pane, move: str) -> int:
    """The first line in view after a scrolling key; a window's step keeps one line in view when there is room."""
    step = max(1, pane.rows - 1)
    steps = {"up": -1, "down": 1, "pageup": -step, "pagedown": step, "home": -pane.total, "end": pane.total}
    return max(0, min(pane.last_top, pane.top + steps[move]))


def moved(state: State, move: str, view: Frame, count: int) -> State:
    """The state after a moving key in a list of ``count`` options.

    PgUp and PgDn scroll the text; when all of it is in view they go five options on, or to the next one that is not
    wholly in view; when all of those are in view too they change nothing. An option that is longer than its place is
    scrolled to its end before the next is gone to.
    """
    if move in ("pageup", "pagedown") and (view.text.last_top or view.list.total <= view.list.rows):
        return _text_scrolled(state, move, view)
    first, last = in_view(view.list)
    state = state._replace(list_top=view.list.top)
    if view.current is not None and move in ("down", "pagedown") and view.current[1] > last:
        return state._replace(list_top=view.list.top + max(1, last - first - 1))
    if view.current is not None and move in ("up", "pageup") and view.current[0] < first:
        return state._replace(list_top=max(0, view.list.top - max(1, last - first - 1)))
    if move in ("pageup", "pagedown") and state.cursor >= 0:
        return _paged(state, 1 if move == "pagedown" else -1, view)
    return state._replace(cursor=_stepped(state.cursor, move, count - 1))


def _text_scrolled(state: State, move: str, view: Frame) -> State:
    """The text a window further, or word that there is no further."""
    top = scrolled(view.text, move)
    if top == view.text.top:
        return state._replace(message=f"Nothing more {'above' if move == 'pageup' else 'below'}.")
    return state._replace(stem_top=top)


def _paged(state: State, step: int, view: Frame) -> State:
    """Five options on, but past none unread: the next that is not wholly in view comes to the far edge of the list."""
    first, last = in_view(view.list)
    for place in range(state.cursor + step, state.cursor + step * (_ROWS_A_PAGE + 1), step):
        if not 0 <= place < len(view.spans):
            break
        top, end = view.spans[place]
        if top < first or end > last:
            return state._replace(cursor=place, list_top=top if step > 0 else end - view.list.rows + 1)
        state = state._replace(cursor=place)
    return state


def _stepped(cursor: int, move: str, last: int) -> int:
    if cursor < 0:
        return last if move in ("up", "end") else 0
    steps = {"up": -1, "down": 1, "home": -last, "end": last}
    return max(0, min(last, cursor + steps[move]))


def unknown(state: State, key: str) -> State:
    """After a key that does nothing on this page: a printed one is answered with a hint."""
    if len(key) > 1 and key not in KEY_NAMES:
        return state
    return state._replace(message=f"{KEY_NAMES.get(key, key)} does nothing here. ? shows the keys.")


def numbered(key: str, count: int) -> int | None:
    """The place, from 0, that a digit key stands for; None when it is no digit or too large."""
    return int(key) - 1 if key in tuple("123456789") and int(key) <= count else None


def no_such_number(state: State, key: str, count: int) -> State:
    """After a digit that is too large."""
    return state._replace(message=f"There is no {key} here: the numbers go from 1 to {count}.")
