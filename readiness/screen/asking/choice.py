"""How a choice item is asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.ground.items import ChoiceTask
from readiness.screen.asking.protocol import Rows, choose_first, hung, leads
from readiness.screen.scrolling import unknown
from readiness.screen.state import Outcome, State
from readiness.screen.talk import Talk
from readiness.screen.view import Frame
from readiness.sitting.pages import Answered, Chose, ItemPage, PageResult


@dataclass(frozen=True, slots=True)
class AskChoice:
    """A number or the arrow keys choose, Enter answers."""

    task: ChoiceTask

    @property
    def screen_help(self) -> str:
        return "Press the number of an option, or go to it with the arrow keys. Then press Enter to answer."

    @property
    def line_help(self) -> str:
        return "Write the number of your answer, like 2."

    @property
    def writes(self) -> bool:
        return False

    def rows(self, state: State, page: ItemPage, width: int) -> Rows:
        texts = [self.task.options[id].text for id in page.order]
        return Rows(hung(state, leads(state, page), texts, width), state.cursor)

    def guidance(self, state: State, page: ItemPage) -> str:
        if state.cursor >= 0:
            return f"Enter answers {state.cursor + 1}. Or choose another."
        return f"Press 1-{len(page.order)}, then Enter."

    def answered(self, state: State, page: ItemPage) -> State:
        assert isinstance(page.answer, str)
        return state._replace(cursor=page.order.index(page.answer))

    def numbered(self, state: State, page: ItemPage) -> State:
        return state

    def key(self, state: State, page: ItemPage, key: str, view: Frame) -> Outcome:
        if key != "enter":
            return unknown(state, key)
        return Answered(page.order[state.cursor], None) if state.cursor >= 0 else choose_first(state)

    def ask(self, talk: Talk, page: ItemPage) -> PageResult:
        wanted = f"Write one number from 1 to {len(page.order)}."
        heard = talk.hear_ids(page, "Your answer", wanted, 1, 1, [page.answer] if isinstance(page.answer, str) else [])
        return heard if isinstance(heard, Chose) else Answered(heard[0], None)
