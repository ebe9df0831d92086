"""Keys that answer an item: how each type is filled in, and when Enter answers. Pure.

Enter never answers before something was chosen, and what is said instead is the way on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from readiness.kinds.entry import LONGEST, read_as_written, read_entry
from readiness.kinds.kind import AnswerError
from readiness.model import EntryTask, JudgementTask, MarkTask, OrderTask
from readiness.screen.content import State
from readiness.screen.frame import Frame
from readiness.screen.scrolling import MOVING_KEYS, moved, no_such_number, numbered, scrolled, unknown
from readiness.sitting.pages import FIRST_QUESTION, ITEM_COMMANDS, Answered, Chose, ItemPage, PageResult

Outcome: TypeAlias = State | PageResult


def item_key(state: State, page: ItemPage, key: str, view: Frame) -> Outcome:
    """A key on an item whose answer is chosen, or a command key on an entry after Esc."""
    named = next((name for name in page.commands if ITEM_COMMANDS[name].key == key), None)
    if key == "?":
        return replace(state, help_open=True)
    if named is not None:
        return Chose(named, None)
    if key == ITEM_COMMANDS["back"].key and not page.warm_up:
        return replace(state, message=FIRST_QUESTION, commanding=False)
    if key == "t":
        return replace(state, clock=not state.clock, commanding=False)
    if state.commanding:
        return _back_to_writing(state, key, view)
    if key in MOVING_KEYS:
        return moved(state, MOVING_KEYS[key], view, len(page.order))
    at = numbered(key, len(page.order))
    if at is not None:
        chosen = replace(state, cursor=at)
        return _put(chosen, page) if isinstance(page.item.task, MarkTask | OrderTask) else chosen
    if key in tuple("0123456789"):
        return no_such_number(state, key, len(page.order))
    return _fill_in(state, page, key)


def _back_to_writing(state: State, key: str, view: Frame) -> State:
    if key in ("escape", "enter"):
        return replace(state, commanding=False)
    if key in ("pageup", "pagedown"):
        return replace(state, stem_top=scrolled(view.text, key))
    return replace(state, message="Press one of the keys below, or Esc to go on writing.")


def _fill_in(state: State, page: ItemPage, key: str) -> Outcome:
    task = page.item.task
    takes_back = isinstance(task, JudgementTask | OrderTask)
    if key == "backspace" and takes_back and state.picked:
        return replace(state, picked=state.picked[:-1], cursor=-1)
    if key == " " and (takes_back or isinstance(task, MarkTask)):
        return _put(state, page) if state.cursor >= 0 else _go_first(state)
    if key != "enter":
        return unknown(state, key)
    if isinstance(task, MarkTask):
        return _answer_marks(state, page)
    if isinstance(task, OrderTask):
        return _answer_order(state, page)
    if isinstance(task, JudgementTask):
        return _answer_judgement(state, page)
    return Answered(page.order[state.cursor], None) if state.cursor >= 0 else _go_first(state)


def _go_first(state: State) -> State:
    return replace(state, message="Choose an option first: press its number or use the arrows.")


def _put(state: State, page: ItemPage) -> State:
    """Give the current option its mark: marked or not, the next place, best or worst."""
    task, id, picked = page.item.task, page.order[state.cursor], state.picked
    if isinstance(task, MarkTask):
        return replace(state, picked=tuple(p for p in picked if p != id) if id in picked else (*picked, id))
    if isinstance(task, OrderTask):
        if id in picked:
            place = picked.index(id) + 1
            said = f"{state.cursor + 1} has place {place} already. Backspace takes back the last."
            return replace(state, message=said)
        return replace(state, picked=(*picked, id))
    if picked and id == picked[0]:
        said = f"{state.cursor + 1} is your BEST already. Choose another as the WORST, or take it back: Backspace."
        return replace(state, message=said)
    return replace(state, picked=(*picked[:1], id), cursor=-1)


def _answer_marks(state: State, page: ItemPage) -> Outcome:
    if not state.picked:
        return replace(state, message="Mark at least one first: press its number, or Space on it.")
    return Answered(tuple(id for id in page.order if id in state.picked), None)


def _answer_order(state: State, page: ItemPage) -> Outcome:
    left = len(page.order) - len(state.picked)
    if left:
        return replace(state, message=f"Place all {len(page.order)} first ({left} left).")
    return Answered(state.picked, None)


def _answer_judgement(state: State, page: ItemPage) -> Outcome:
    if state.cursor >= 0:
        return _put(state, page)
    if len(state.picked) < 2:
        wanted = "WORST" if state.picked else "BEST"
        return replace(state, message=f"Choose the {wanted} first: press its number, then Enter.")
    best, worst = state.picked
    return Answered({"best": best, "worst": worst}, None)


# Entries ------------------------------------------------------------------------------------------------------------


def entry_key(state: State, task: EntryTask, key: str, view: Frame) -> Outcome:
    """A key while an answer is written: letters are text. Enter answers, but when the answer was read as something else
    than what stands there, that is shown first, and a second Enter answers."""
    if key == "enter":
        return _read(state, task)
    if key == "escape":
        return replace(state, commanding=True)
    if len(key) == 1:
        return insert(state, key)
    if key in ("backspace", "delete"):
        at = state.caret - (key == "backspace")
        if not 0 <= at < len(state.text):
            return state
        return replace(state, text=state.text[:at] + state.text[at + 1 :], caret=at, read=None)
    if key in ("left", "right", "home", "end"):
        at = {"left": state.caret - 1, "right": state.caret + 1, "home": 0, "end": len(state.text)}[key]
        return replace(state, caret=max(0, min(len(state.text), at)))
    if key in ("up", "down", "pageup", "pagedown"):
        return replace(state, stem_top=scrolled(view.text, key))
    return state


def insert(state: State, text: str) -> State:
    """The text written at the caret, as far as there is room for it."""
    room = LONGEST - len(state.text)
    if len(text) > room:
        return replace(state, message="There is no room for that: an answer here is short.")
    written = state.text[: state.caret] + text + state.text[state.caret :]
    return replace(state, text=written, caret=state.caret + len(text), read=None)


def _read(state: State, task: EntryTask) -> Outcome:
    if state.read is not None:
        return Answered(state.read, None)
    try:
        read = read_entry(task.form, state.text)
    except AnswerError as error:
        said = str(error)
        return replace(state, message=f"{said[0].upper()}{said[1:]}.")
    return Answered(read, None) if read_as_written(read, state.text) else replace(state, read=read)
