"""Keys: a pure function from a state and a key to the next state, or to the result of the page.

A key is the character it writes, or one of "enter", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
"backspace", "delete", "escape".
"""

from __future__ import annotations

from dataclasses import replace

from readiness.model import EntryTask
from readiness.screen.answer_keys import Outcome, entry_key, insert, item_key
from readiness.screen.content import State
from readiness.screen.frame import Frame, frame, render, too_small
from readiness.screen.scrolling import (
    MOVING_KEYS,
    READING_KEYS,
    list_scrolled,
    moved,
    no_such_number,
    numbered,
    scrolled,
    unknown,
)
from readiness.sitting.pages import Chose, Command, ItemPage, MenuPage, Page, TextPage
from readiness.text import clean

__all__ = ["Outcome", "State", "frame", "paste", "press", "render", "start"]


def start(page: Page, *, ascii: bool = False, clock: bool = True) -> State:
    """A page as it is first shown. Nothing is chosen, unless it was answered before or a menu starts on a row."""
    state = State(page, ascii, clock)
    if isinstance(page, MenuPage) and page.start is not None:
        results = [row.result for row in page.rows]
        return replace(state, cursor=results.index(page.start) if page.start in results else -1)
    if not isinstance(page, ItemPage) or page.answer is None:
        return state
    task, answer = page.item.task, page.answer
    if isinstance(answer, dict):
        return replace(state, picked=(answer["best"], answer["worst"]))
    if isinstance(answer, tuple):
        return replace(state, picked=answer)
    if isinstance(task, EntryTask):
        return replace(state, text=answer, caret=len(answer))
    return replace(state, cursor=page.order.index(answer))


def press(state: State, key: str, width: int, height: int) -> Outcome:
    """What a key does on a page shown in a window of that size. A result's ``seconds`` are left for the caller."""
    if too_small(width, height):
        return state
    state = replace(state, message="")
    view = frame(state, width, height)
    if state.help_open:
        return _in_help(state, key, view)
    page = state.page
    if isinstance(page, ItemPage) and isinstance(page.item.task, EntryTask) and not state.commanding:
        return entry_key(state, page.item.task, key, view)
    key = key.lower() if len(key) == 1 else key
    if isinstance(page, TextPage):
        return _in_text(state, page, key, view)
    if isinstance(page, MenuPage):
        return _in_menu(state, page, key, view)
    return item_key(state, page, key, view)


def paste(state: State, text: str) -> State:
    """Pasted text goes into an entry, on one line, and never answers; elsewhere it does nothing."""
    page = state.page
    if not isinstance(page, ItemPage) or not isinstance(page.item.task, EntryTask):
        return state
    return state if state.commanding or state.help_open else insert(state, " ".join(clean(text).split()))


# Help and pages to read ---------------------------------------------------------------------------------------------


def _in_help(state: State, key: str, view: Frame) -> State:
    if key in READING_KEYS:
        return replace(state, help_top=scrolled(view.text, READING_KEYS[key]))
    return replace(state, help_open=False, help_top=0, commanding=False)


def _in_text(state: State, page: TextPage, key: str, view: Frame) -> Outcome:
    result = _own_command(page.commands, key)
    if result is not None:
        return result
    if key == "enter" and page.enter:
        return Chose(page.commands[0].result, None)
    if key in READING_KEYS:
        return replace(state, stem_top=scrolled(view.text, READING_KEYS[key]))
    return replace(state, help_open=True) if key == "?" else unknown(state, key)


def _own_command(commands: tuple[Command, ...], key: str) -> Chose | None:
    return next((Chose(command.result, None) for command in commands if command.key.lower() == key), None)


# Menus --------------------------------------------------------------------------------------------------------------


def _in_menu(state: State, page: MenuPage, key: str, view: Frame) -> Outcome:
    result = _own_command(page.commands, key)
    if result is not None:
        return result
    if key == "?":
        return replace(state, help_open=True)
    if page.one_key:
        return _in_one_key_menu(state, page, key, view)
    typed = state.typed
    state = replace(state, typed="")
    if key in MOVING_KEYS:
        return moved(state, MOVING_KEYS[key], view, len(page.rows))
    if key in tuple("0123456789"):
        return _went_to_number(state, typed, key, len(page.rows))
    at = _row_with_key(page, key)
    if at is not None:
        return replace(state, cursor=at)
    if key != "enter":
        return unknown(state, key)
    if state.cursor < 0:
        return replace(state, message="Choose a row first: press its number or use the arrows.")
    return Chose(page.rows[state.cursor].result, None)


def _in_one_key_menu(state: State, page: MenuPage, key: str, view: Frame) -> Outcome:
    at = _row_with_key(page, key)
    at = numbered(key, len(page.rows)) if at is None else at
    if at is not None:
        return Chose(page.rows[at].result, None)
    if key in MOVING_KEYS:
        return list_scrolled(state, MOVING_KEYS[key], view)
    if key in tuple("0123456789"):
        return no_such_number(state, key, len(page.rows))
    return replace(state, message="Press a number; Enter is not needed.") if key == "enter" else unknown(state, key)


def _row_with_key(page: MenuPage, key: str) -> int | None:
    return next((place for place, row in enumerate(page.rows) if row.key.lower() == key), None)


def _went_to_number(state: State, typed: str, digit: str, count: int) -> State:
    """The row whose number was typed; digits that follow one another make one number as long as there is such a row."""
    for number in (typed + digit, digit):
        if not number.startswith("0") and int(number) <= count:
            return replace(state, cursor=int(number) - 1, typed=number)
    return no_such_number(state, digit, count)
