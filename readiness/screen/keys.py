"""Keys: a pure function from a state and a key to the next state, or to the result of the page.

A key is the character it writes, or one of "enter", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
"backspace", "delete", "escape".
"""

from __future__ import annotations

from readiness.ground.characters import clean
from readiness.screen.asking.dispatch import asking
from readiness.screen.content import writing
from readiness.screen.frame import frame, too_small
from readiness.screen.scrolling import (
    MOVING_KEYS,
    READING_KEYS,
    moved,
    no_such_number,
    numbered,
    scrolled,
    unknown,
)
from readiness.screen.state import Outcome, State
from readiness.screen.view import Frame
from readiness.sitting.pages import (
    FIRST_QUESTION,
    ITEM_COMMANDS,
    Chose,
    Command,
    DocumentPage,
    ItemPage,
    MenuPage,
    Page,
    TextPage,
)

DIGITS = tuple("0123456789")
A_MOMENT = "a moment"
"""No key: after a first digit nothing was pressed for a moment."""


def start(page: Page, *, ascii: bool = False, clock: bool = True) -> State:
    """A page as it is first shown. Nothing is chosen, unless it was answered before or a menu starts on a row."""
    state = State(page, ascii, clock)
    if isinstance(page, MenuPage) and page.start is not None:
        results = [row.result for row in page.rows]
        return state._replace(cursor=results.index(page.start) if page.start in results else -1)
    if not isinstance(page, ItemPage) or page.answer is None:
        return state
    return asking(page.item.task).answered(state, page)


def press(state: State, key: str, width: int, height: int) -> Outcome:
    """What a key does on a page shown in a window of that size. A result's ``seconds`` are left for the caller."""
    if too_small(width, height):
        return state
    settled, state = state.settled, state._replace(message="", settled="")
    view = frame(state, width, height)
    if state.over:
        return _in_over(state, key, view)
    page = state.page
    if isinstance(page, ItemPage) and writing(state):
        return asking(page.item.task).key(state, page, key, view)
    key = key.lower() if len(key) == 1 else key
    if isinstance(page, TextPage):
        return _in_text(state, page, key, view)
    if isinstance(page, DocumentPage):
        return _in_document(state, page, key, view)
    if isinstance(page, MenuPage):
        return _in_menu(state, page, key, view)
    if settled and key == "0" and int(settled) * 10 <= len(page.order):
        return _numbered(_numbered(state, page, int(settled)), page, int(settled) * 10)  # As if it had not been alone.
    return _in_item(state, page, key, view)


def paste(state: State, text: str) -> State:
    """Pasted text goes into an entry, on one line, and never answers; elsewhere it does nothing."""
    if not writing(state) or state.over:
        return state
    from readiness.screen.asking.entry import insert

    return insert(state, " ".join(clean(text).split()))


# Items --------------------------------------------------------------------------------------------------------------


def _in_item(state: State, page: ItemPage, key: str, view: Frame) -> Outcome:
    """A key on an item whose answer is chosen, or a command key on an entry after Esc."""
    if state.typed and key not in DIGITS:
        digit, state = state.typed, _numbered(state, page, int(state.typed))
        if key in ("enter", A_MOMENT):
            return state._replace(settled=digit if key == A_MOMENT else "")
    named = next((name for name in page.commands if ITEM_COMMANDS[name].key == key), None)
    if key == "?":
        return state._replace(over="help")
    if key == "x":
        return _exhibit_opened(state, page)
    if named is not None:
        return Chose(named, None)
    if key == ITEM_COMMANDS["back"].key and not page.warm_up:
        return state._replace(message=FIRST_QUESTION, commanding=False)
    if key == "t":
        return state._replace(clock=not state.clock, commanding=False)
    if state.commanding:
        return _back_to_writing(state, key, view)
    if key in MOVING_KEYS:
        return moved(state, MOVING_KEYS[key], view, len(page.order))
    if key in DIGITS:
        return _digit_typed(state, page, key)
    return asking(page.item.task).key(state, page, key, view)


def _digit_typed(state: State, page: ItemPage, digit: str) -> State:
    """A number typed: at once, or, where more numbers start like it, when its second digit or something else comes."""
    count = len(page.order)
    if state.typed:
        both = int(state.typed + digit)
        if both <= count:
            return _numbered(state, page, both)
        state = _numbered(state, page, int(state.typed))
    if numbered(digit, count) is None:
        return no_such_number(state, digit, count)
    if int(digit) * 10 > count:
        return _numbered(state, page, int(digit))
    return state._replace(typed=digit, message=f"{digit} and then? A second digit, or Enter for {digit} alone.")


def _numbered(state: State, page: ItemPage, number: int) -> State:
    """After a whole number was typed."""
    return asking(page.item.task).numbered(state._replace(cursor=number - 1, typed="", message=""), page)


def _exhibit_opened(state: State, page: ItemPage) -> State:
    """The exhibit in the whole window."""
    if page.item.exhibit is None:
        return state._replace(message="This question has nothing more to read.", commanding=False)
    return state._replace(over="exhibit")


def _back_to_writing(state: State, key: str, view: Frame) -> State:
    if key in ("escape", "enter"):
        return state._replace(commanding=False)
    if key in ("pageup", "pagedown"):
        return state._replace(stem_top=scrolled(view.text, key))
    return state._replace(message="Press one of the keys below, or Esc to go on writing.")


# Help and pages to read ---------------------------------------------------------------------------------------------


def _in_over(state: State, key: str, view: Frame) -> State:
    """A key while the help or the exhibit lies over the page: it scrolls, or goes back to the page."""
    if key in READING_KEYS:
        return state._replace(over_top=scrolled(view.text, READING_KEYS[key]))
    return state._replace(over=None, over_top=0, commanding=False)


def _in_text(state: State, page: TextPage, key: str, view: Frame) -> Outcome:
    result = _own_command(page.commands, key)
    if result is not None:
        return result
    if key == "enter" and page.enter:
        return Chose(page.commands[0].result, None)
    if key in READING_KEYS:
        return state._replace(stem_top=scrolled(view.text, READING_KEYS[key]))
    return state._replace(over="help") if key == "?" else unknown(state, key)


def _in_document(state: State, page: DocumentPage, key: str, view: Frame) -> Outcome:
    result = _own_command(page.commands, key)
    if result is not None:
        return result
    if key == "q":
        return Chose(page.commands[0].result, None)
    if key in ("n", "p") or key in tuple("123456789"):
        return _went_to_part(state, key, view)
    move = READING_KEYS.get("down" if key == "enter" else key)
    if move is not None:
        return state._replace(stem_top=scrolled(view.text, move))
    return state._replace(over="help") if key == "?" else unknown(state, key)


def _went_to_part(state: State, key: str, view: Frame) -> State:
    """The next part, the one before, or the one of that number, at the top of the window."""
    if not view.text.last_top:
        return state._replace(message="All of it is in view.")
    top = view.text.top
    if key == "n":
        start = next((start for start in view.parts if start > top), None)
    elif key == "p":
        start = next((start for start in reversed(view.parts) if start < top), None)
    else:
        start = view.parts[int(key) - 1] if int(key) <= len(view.parts) else None
    if start is None:
        said = {"n": "This is the last part.", "p": "This is the first part."}
        return state._replace(message=said.get(key, f"There is no part {key}."))
    return state._replace(stem_top=start)


def _own_command(commands: tuple[Command, ...], key: str) -> Chose | None:
    return next((Chose(command.result, None) for command in commands if command.key.lower() == key), None)


# Menus --------------------------------------------------------------------------------------------------------------


def _in_menu(state: State, page: MenuPage, key: str, view: Frame) -> Outcome:
    result = _own_command(page.commands, key)
    if result is not None:
        return result
    if key == "?":
        return state._replace(over="help")
    typed = state.typed
    state = state._replace(typed="")
    if key in MOVING_KEYS:
        return moved(state, MOVING_KEYS[key], view, len(page.rows))
    if key in DIGITS:
        return _went_to_number(state, typed, key, len(page.rows))
    at = _row_with_key(page, key)
    if at is not None:
        return state._replace(cursor=at)
    if key != "enter":
        return unknown(state, key)
    if state.cursor < 0:
        return state._replace(message="Choose a row first: press its number or use the arrows.")
    return Chose(page.rows[state.cursor].result, None)


def _row_with_key(page: MenuPage, key: str) -> int | None:
    return next((place for place, row in enumerate(page.rows) if row.key.lower() == key), None)


def _went_to_number(state: State, typed: str, digit: str, count: int) -> State:
    """The row whose number was typed; digits that follow one another make one number as long as there is such a row."""
    for number in (typed + digit, digit):
        if not number.startswith("0") and int(number) <= count:
            return state._replace(cursor=int(number) - 1, typed=number)
    return no_such_number(state, digit, count)
