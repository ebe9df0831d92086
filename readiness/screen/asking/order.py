"""How an order item is asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.ground.items import OrderTask
from readiness.screen.asking.protocol import Rows, choose_first, hung, leads
from readiness.screen.scrolling import unknown
from readiness.screen.state import Outcome, State
from readiness.screen.talk import Talk
from readiness.screen.view import Frame
from readiness.sitting.pages import Answered, Chose, ItemPage, PageResult


@dataclass(frozen=True, slots=True)
class AskOrder:
    """Every number gives a piece the next place; ``State.picked`` holds the pieces placed so far."""

    task: OrderTask

    @property
    def screen_help(self) -> str:
        return (
            "Press the number of what comes first, then of what comes second, and so on. Or go there with the arrow "
            "keys and press Space. Backspace takes back the last one. When all have a place, Enter answers."
        )

    @property
    def line_help(self) -> str:
        return "Write all the numbers in the right order, first to last, like 3 1 2."

    @property
    def writes(self) -> bool:
        return False

    def rows(self, state: State, page: ItemPage, width: int) -> Rows:
        places = {id: f"[{place}] " for place, id in enumerate(state.picked, start=1)}
        marks = [places.get(id, "[ ] ") for id in page.order]
        return Rows(hung(state, leads(state, page, marks), [self.task.pieces[id] for id in page.order], width), state.cursor)

    def guidance(self, state: State, page: ItemPage) -> str:
        placed, total = len(state.picked), len(page.order)
        if placed == total:
            return "All placed. Enter answers. Backspace takes back."
        undo = " Backspace takes back." if placed else ""
        return f"Place {placed + 1} of {total}: press its number or Space.{undo}"

    def answered(self, state: State, page: ItemPage) -> State:
        assert isinstance(page.answer, tuple)
        return state._replace(picked=page.answer)

    def numbered(self, state: State, page: ItemPage) -> State:
        id, picked = page.order[state.cursor], state.picked
        if id in picked:
            said = f"{state.cursor + 1} has place {picked.index(id) + 1} already. Backspace takes back the last."
            return state._replace(message=said)
        return state._replace(picked=(*picked, id))

    def key(self, state: State, page: ItemPage, key: str, view: Frame) -> Outcome:
        if key == "backspace" and state.picked:
            return state._replace(picked=state.picked[:-1], cursor=-1)
        if key == " ":
            return self.numbered(state, page) if state.cursor >= 0 else choose_first(state)
        if key != "enter":
            return unknown(state, key)
        left = len(page.order) - len(state.picked)
        if left:
            return state._replace(message=f"Place all {len(page.order)} first ({left} left).")
        return Answered(state.picked, None)

    def ask(self, talk: Talk, page: ItemPage) -> PageResult:
        count = len(page.order)
        wanted = f"Write each number from 1 to {count} once, with spaces."
        before = page.answer if isinstance(page.answer, tuple) else ()
        heard = talk.hear_ids(page, "The order, first to last", wanted, count, count, before)
        return heard if isinstance(heard, Chose) else Answered(tuple(heard), None)
