"""How an entry is asked: written, and read back when it was read as something else than what stands there. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.ground.characters import glyphs, shown
from readiness.ground.items import EntryForm, EntryTask
from readiness.ground.text import cells
from readiness.kinds.dispatch import kind
from readiness.kinds.entry import LONGEST, read_as_written, read_entry
from readiness.kinds.kind import AnswerError
from readiness.screen.asking.protocol import Rows
from readiness.screen.scrolling import scrolled
from readiness.screen.state import Outcome, State
from readiness.screen.talk import Talk
from readiness.screen.view import Frame
from readiness.sitting.pages import Answered, Chose, ItemPage, PageResult

_WRITE: dict[EntryForm, str] = {"date": "a date, like 3/4/2026", "number": "a number, in digits", "word": "your answer"}
_PROMPTS: dict[EntryForm, str] = {"date": "The date, like 3/4/2026", "number": "The number", "word": "Your answer"}


@dataclass(frozen=True, slots=True)
class AskEntry:
    """Letters are text. Enter answers, but when the answer was read as something else than what stands there, that is
    shown first, and a second Enter answers."""

    task: EntryTask

    @property
    def screen_help(self) -> str:
        return (
            "Write your answer and press Enter. If it could be read in another way, you see how it was read first; "
            "Enter again answers. Because letters are writing here, press Esc before one of the letter keys below."
        )

    @property
    def line_help(self) -> str:
        return "Write your answer. If it could be read in another way, you see how it was read first."

    @property
    def writes(self) -> bool:
        return True

    def rows(self, state: State, page: ItemPage, width: int) -> Rows:
        rows, current, caret = _entry_rows(state, width)
        return Rows([[row] for row in rows], current, caret=caret)

    def guidance(self, state: State, page: ItemPage) -> str:
        if state.commanding:
            return "Press one of the keys below."
        if state.read is not None:
            return f"Read as {kind(self.task).wording(state.read)}. Enter again to answer, or change it."
        return f"Write {_WRITE[self.task.form]}, then Enter."

    def answered(self, state: State, page: ItemPage) -> State:
        assert isinstance(page.answer, str)
        return state._replace(text=page.answer, caret=len(page.answer))

    def numbered(self, state: State, page: ItemPage) -> State:
        return state

    def key(self, state: State, page: ItemPage, key: str, view: Frame) -> Outcome:
        if key == "enter":
            return self._read(state)
        if key == "escape":
            return state._replace(commanding=True)
        if len(key) == 1:
            return insert(state, key)
        if key in ("backspace", "delete"):
            at = state.caret - (key == "backspace")
            if not 0 <= at < len(state.text):
                return state
            return state._replace(text=state.text[:at] + state.text[at + 1 :], caret=at, read=None)
        if key in ("left", "right", "home", "end"):
            at = {"left": state.caret - 1, "right": state.caret + 1, "home": 0, "end": len(state.text)}[key]
            return state._replace(caret=max(0, min(len(state.text), at)))
        if key in ("up", "down", "pageup", "pagedown"):
            return state._replace(stem_top=scrolled(view.text, key))
        return state

    def _read(self, state: State) -> Outcome:
        if state.read is not None:
            return Answered(state.read, None)
        try:
            read = read_entry(self.task.form, state.text)
        except AnswerError as error:
            return state._replace(message=_sentence(error))
        return Answered(read, None) if read_as_written(read, state.text) else state._replace(read=read)

    def ask(self, talk: Talk, page: ItemPage) -> PageResult:
        """A line of text; when it was read as something else than what stands there, that is said and confirmed."""
        offered = page.answer if isinstance(page.answer, str) else ""
        keep = f"; Enter alone keeps {kind(self.task).wording(offered)}" if offered else ""
        prompt = f"{_PROMPTS[self.task.form]} (:? for help{keep})"
        while True:
            heard = talk.hear(prompt, page, bare=False)
            if isinstance(heard, Chose):
                return heard
            if not heard and offered:
                return Answered(offered, None)
            try:
                read = read_entry(self.task.form, heard)
            except AnswerError as error:
                talk.say(_sentence(error))
                continue
            if read_as_written(read, heard):
                return Answered(read, None)
            talk.say(f"Read as {kind(self.task).wording(read)}.")
            offered, prompt = read, f"Enter alone for {kind(self.task).wording(read)}, or write it again"


def _sentence(error: AnswerError) -> str:
    said = str(error)
    return f"{said[0].upper()}{said[1:]}."


def insert(state: State, text: str) -> State:
    """The text written at the caret, as far as there is room for it."""
    room = LONGEST - len(state.text)
    if len(text) > room:
        return state._replace(message="There is no room for that: an answer here is short.")
    written = state.text[: state.caret] + text + state.text[state.caret :]
    return state._replace(text=written, caret=state.caret + len(text), read=None)


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
