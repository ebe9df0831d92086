"""Asking the questions of a sitting: each with its warm-up, how sure the person is of the answer, and pauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from readiness.ground.english import begun
from readiness.ground.items import Item
from readiness.ground.responses import CONFIDENCES, Response
from readiness.kinds.answers import key_answer, served_order, wording
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import is_rapid
from readiness.sitting.events import Moment, Paused, Resumed, WarmedUp
from readiness.sitting.onward import as_far_as_known
from readiness.sitting.pages import (
    Answered,
    Chose,
    Command,
    DocumentPage,
    ItemPage,
    MenuPage,
    Step,
    TextPage,
    body_of,
)
from readiness.sitting.record import Record
from readiness.sitting.selection import Selector
from readiness.sitting.warmups import WARMUPS

RAPID_RUN = 3
"""After this many answers in a row that came too fast to have been read, the quiz pauses."""


class Asker:
    """Asks, and puts what comes back into the ``record``. ``warmed`` holds the types of which a warm-up was shown, and takes
    in those that are shown here. ``saved``: whether the answers are kept, so that one can leave and go on another day.
    """

    def __init__(self, bank: ItemBank, record: Record, now: Callable[[], Moment], warmed: set[str], *, saved: bool) -> None:
        self.bank, self.record, self.now, self.warmed, self.saved = bank, record, now, warmed, saved
        self._rapid, self._note = 0, ""

    def questions(self) -> Step[bool]:
        """From the first question without an answer to the last: True; False when the person finishes early."""
        selector = self.record.selector
        at = next((n for n, id in enumerate(selector.shown) if id not in self.record.responses), len(selector.shown))
        while True:
            if at == len(self.record.selector.shown):
                self.record.selector.next()
                if at == len(self.record.selector.shown):
                    return True
            result = yield from self.ask(at, may_go_back=at > 0)
            if result == "back":
                at -= 1
            elif result == "finish":
                if (yield from self._finish_now()):
                    return False
            elif result == "next":
                at += 1

    def ask(self, at: int, *, may_go_back: bool = True) -> Step[str]:
        """One question with what belongs to it: "next", "back" or "finish"."""
        item = self.bank.item(self.record.selector.shown[at])
        if item.id not in self.record.orders:
            yield from self._warm_up(item)
        before = self.record.responses.get(item.id)
        page = ItemPage(
            item,
            self.record.serve(item),
            f"Question {at + 1} of {_number(self.record.selector)}",
            at / self.record.selector.most,
            self.record.elapsed,
            answer=before.answer if before else None,
            note=self._note,
            about=f"{item.id}, {self.bank.id} {self.bank.version}",
        )
        self._note = ""
        if not may_go_back:
            page = page._replace(commands=tuple(name for name in page.commands if name != "back"))
        while True:
            result = yield page._replace(elapsed=self.record.elapsed)
            self.record.spend(result.seconds, item)
            if isinstance(result, Answered):
                return (yield from self._take(page, result))
            if result.result == "skip":
                self.record.keep(item, Response(item.id, None, self.record.on_screen[item.id]))
                if self.record.selector.fixed or item.id in self.record.asked_again:
                    return "next"
                self.record.asked_again.add(item.id)
                page = page._replace(note=_ASK_AGAIN, answer=None)
                continue
            if result.result == "pause":
                yield from self._pause()
            else:
                return result.result

    def _take(self, question: ItemPage, result: Answered) -> Step[str]:
        """An answer and how sure the person is of it."""
        item, most, before = question.item, self.record.selector.most, self.record.responses.get(question.item.id)
        response = Response(item.id, result.answer, self.record.on_screen[item.id])
        self.record.keep(item, response)
        if is_rapid(item, response) and self.record.selector.most > most:
            self._note = _ONE_MORE
        same = before is not None and before.answer == result.answer
        page = MenuPage(
            "How sure?",
            f"Your answer: {begun(wording(item.task, result.answer), _RECALLED)}",
            _CONFIDENCE_ROWS,
            (Command("b", "back", "back"),),
            start=before.confidence if before is not None and same else None,
            heading=question.heading,
            done=question.done,
        )
        chosen = yield from self.read(page)
        confidence = next((name for name in CONFIDENCES if name == chosen), None)
        if confidence is None:
            return "again"
        self.record.keep(item, replace(response, confidence=confidence))
        self._rapid = self._rapid + 1 if is_rapid(item, response) else 0
        if self._rapid == RAPID_RUN:
            self._rapid = 0
            lines = [_TOO_FAST, "", _BREATHE if self.saved else _BREATHE_UNSAVED]
            if (yield from self.read(TextPage("A short pause", body_of(lines), (_GO_ON, self._leave)))) == "leave":
                raise KeyboardInterrupt
        return "next"

    def read(self, page: TextPage | DocumentPage | MenuPage) -> Step[str]:
        """What a page comes to, its time counted."""
        result = yield page
        self.record.spend(result.seconds)
        assert isinstance(result, Chose)
        return result.result

    def _warm_up(self, item: Item) -> Step[None]:
        warmup = WARMUPS.get(item.type)
        if warmup is None or item.type in self.warmed:
            return
        self.warmed.add(item.type)
        page = ItemPage(
            warmup,
            served_order(warmup, self.record.seed),
            "Warm-up",
            None,
            self.record.elapsed,
            note="Not scored: the next question works like this.",
            commands=("skip", "help"),
        )
        result = yield page
        said = wording(warmup.task, result.answer) if isinstance(result, Answered) else ""
        right = wording(warmup.task, key_answer(warmup.task))
        title, both = "Warm-up done", [f"You answered: {said}", f"Right: {right}"]
        if not said:
            title, both = "Warm-up skipped", [f"The answer was: {right}"]
        elif said == right:
            both = ["That is right."]
        yield TextPage(title, body_of([*both, "", warmup.why]), (_GO_ON,))
        self.record.write(WarmedUp(item.type))

    def _pause(self) -> Step[None]:
        self.record.write(Paused(self.record.elapsed))
        commands = (Command("enter", "go on", "resume"), self._leave)
        lines = _PAUSED if self.saved else [*_PAUSED, "", _NOT_SAVED]
        result = yield TextPage("Paused", body_of(lines), commands)
        if isinstance(result, Chose) and result.result == "leave":
            raise KeyboardInterrupt
        self.record.write(Resumed(self.now()))

    @property
    def _leave(self) -> Command:
        return Command("q", "leave; go on another day" if self.saved else "leave", "leave")

    def _finish_now(self) -> Step[bool]:
        asked = f"So far: {self.record.done}, of {_number(self.record.selector)} questions."
        lines = [f"{asked} A report from fewer answers is less sure."]
        return (
            yield from self.read(
                TextPage(
                    "Finish now?",
                    body_of(lines),
                    (
                        Command("f", "finish and review", "finish"),
                        Command("b", "back to the question", "back"),
                    ),
                    enter=False,
                )
            )
        ) == "finish"


def _number(selector: Selector) -> str:
    """How many questions there are, as far as that is known."""
    return f"{as_far_as_known(selector)}{selector.most}"


_RECALLED = 140
"""So much of an answer, in characters, tells it from others: two rows."""
_GO_ON = Command("enter", "go on", "on")
_CONFIDENCE_ROWS = (
    Command("1", "Guess", "guess"),
    Command("2", "Think so", "think"),
    Command("3", "Sure", "sure"),
)
_ASK_AGAIN = "A guess costs nothing here. Pick what seems likeliest, or skip again."
_TOO_FAST = (
    "The last three answers came faster than the questions can be read. Answers like that are left out, because they say "
    "nothing about you."
)
_BREATHE = "Take a breath. If you are tired, leave here and go on another day."
_BREATHE_UNSAVED = "Take a breath before you go on."
_ONE_MORE = "Your last answer came faster than the question can be read, so it is left out and one more question is asked."
_PAUSED = ["The clock is stopped."]
_NOT_SAVED = "Nothing is saved: if you leave, your answers are gone."
