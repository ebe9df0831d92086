"""How a judgement item is asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.ground.items import JudgementTask
from readiness.screen.asking.protocol import Rows, choose_first, hung, leads
from readiness.screen.scrolling import unknown
from readiness.screen.state import Outcome, State
from readiness.screen.talk import Talk
from readiness.screen.view import Frame
from readiness.sitting.pages import Answered, Chose, ItemPage, PageResult


@dataclass(frozen=True, slots=True)
class AskJudgement:
    """The best is chosen, then the worst; ``State.picked`` holds the best and then the worst."""

    task: JudgementTask

    @property
    def screen_help(self) -> str:
        return (
            "Press the number of the best option, then Enter. Then the number of the worst, then Enter. A last "
            "Enter answers; until then Backspace takes back the worst, then the best. The arrow keys work too."
        )

    @property
    def line_help(self) -> str:
        return "Write the number of the best option. Then you are asked for the worst."

    @property
    def writes(self) -> bool:
        return False

    def rows(self, state: State, page: ItemPage, width: int) -> Rows:
        tags = dict(zip(state.picked, ("[BEST] ", "[WORST] ")))
        texts = [tags.get(id, "") + self.task.options[id].text for id in page.order]
        return Rows(hung(state, leads(state, page), texts, width), state.cursor)

    def guidance(self, state: State, page: ItemPage) -> str:
        numbers, here = f"1-{len(page.order)}", state.cursor + 1
        if not state.picked:
            return f"Which is BEST? {numbers}, then Enter." if not here else f"Enter: {here} is the BEST."
        if len(state.picked) == 1:
            now = f"Which is WORST? {numbers}, then Enter." if not here else f"Enter: {here} is the WORST."
            return f"{now} Backspace takes back."
        if here:
            return f"Enter: {here} is the WORST instead. Backspace takes back."
        best, worst = (page.order.index(id) + 1 for id in state.picked)
        return f"Best {best}, worst {worst}. Enter answers. Backspace takes back."

    def answered(self, state: State, page: ItemPage) -> State:
        assert isinstance(page.answer, dict)
        return state._replace(picked=(page.answer["best"], page.answer["worst"]))

    def numbered(self, state: State, page: ItemPage) -> State:
        return state

    def key(self, state: State, page: ItemPage, key: str, view: Frame) -> Outcome:
        if key == "backspace" and state.picked:
            return state._replace(picked=state.picked[:-1], cursor=-1)
        if key == " ":
            return _put(state, page) if state.cursor >= 0 else choose_first(state)
        if key != "enter":
            return unknown(state, key)
        if state.cursor >= 0:
            return _put(state, page)
        if len(state.picked) < 2:
            wanted = "WORST" if state.picked else "BEST"
            return state._replace(message=f"Choose the {wanted} first: press its number, then Enter.")
        best, worst = state.picked
        return Answered({"best": best, "worst": worst}, None)

    def ask(self, talk: Talk, page: ItemPage) -> PageResult:
        """The best, then the worst; "back" at the worst goes to the best once more."""
        wanted = f"Write one number from 1 to {len(page.order)}."
        before = [page.answer["best"], page.answer["worst"]] if isinstance(page.answer, dict) else []
        ask_worst = "The worst; b changes the best"
        after = page if "back" in page.commands else page._replace(commands=("back", *page.commands))
        while True:
            best = talk.hear_ids(page, "The best", wanted, 1, 1, before[:1])
            if isinstance(best, Chose):
                return best
            kept = [id for id in before[1:] if id not in best]
            worst = talk.hear_ids(after, ask_worst, wanted, 1, 1, kept)
            while worst == best:
                talk.say(f"{page.order.index(best[0]) + 1} is your best. Write another number for the worst.")
                worst = talk.hear_ids(after, ask_worst, wanted, 1, 1, kept)
            if not isinstance(worst, Chose):
                return Answered({"best": best[0], "worst": worst[0]}, None)
            if worst.result != "back":
                return worst


def _put(state: State, page: ItemPage) -> State:
    """Make the current option the best, or after that the worst."""
    id, picked = page.order[state.cursor], state.picked
    if picked and id == picked[0]:
        said = f"{state.cursor + 1} is your BEST already. Choose another as the WORST, or take it back: Backspace."
        return state._replace(message=said)
    return state._replace(picked=(*picked[:1], id), cursor=-1)
