"""A practice session for either front end: a flow of pages. Every answer is in the journal before the next page is shown."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from readiness.ground.draws import Draws
from readiness.ground.items import Item
from readiness.ground.responses import Answer, Response
from readiness.ground.text import laid_out
from readiness.kinds.answers import credit, served_order
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.practise.feedback import feedback, verdict
from readiness.practise.session import Next, Session
from readiness.sitting.events import Ended, Event, Moment, Practiced, Resumed
from readiness.sitting.pages import Answered, Chose, Command, Flow, ItemPage, MenuPage, Page, PageResult, TextPage
from readiness.sitting.record import AWAY_SECONDS, Log

T = TypeVar("T")
Step = Generator[Page, PageResult, T]

MORE, DONE = "more", "done"
ORDERS = 1000
"""More than the questions of a session: each is served in an order of its own."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is said around the questions, in lines: before the first, and at the end, when all answers are known."""

    before: Sequence[str]
    at_the_end: Callable[[], Sequence[str]]
    offers: Callable[[], Mapping[str, str]]
    """What can be done afterwards beside practicing more: what it comes to, and how it is offered."""


class Practice:
    """One practice session. ``flow()`` is handed to a front end; ``chosen`` is what the person wants to do afterwards.

    ``open_log`` is called when the first question is about to be shown. ``resumed``: it goes on from its journal.
    ``spoken``: line by line, where what was shown before still stands there.
    """

    def __init__(
        self,
        session: Session,
        now: Callable[[], Moment],
        open_log: Callable[[], Log],
        texts: Texts,
        *,
        elapsed: float = 0.0,
        resumed: bool = False,
        spoken: bool = False,
    ) -> None:
        self.bank: ItemBank = session.bank
        self.session, self.now, self.texts = session, now, texts
        self.answers: list[Practiced] = []
        self.started, self.ended = False, False
        self.chosen = DONE
        self._open_log, self._elapsed, self._resumed = open_log, elapsed, resumed
        self._spoken = spoken
        self._log: Log | None = None

    def flow(self) -> Flow:
        """The pages of the session."""
        title, go_on = ("Welcome back", "go on") if self._resumed else ("Practice", "start")
        commands = (Command("enter", go_on, "start"), Command("q", "leave", "leave"))
        result = yield TextPage(title, _body(self.texts.before), commands)
        if not isinstance(result, Chose) or result.result != "start":
            return
        self._log = self._open_log()
        self.started = True
        if self._resumed:
            self._write(Resumed(self.now()))
        while (following := self.session.next()) is not None:
            if not (yield from self._ask(following)):
                break
        self.ended = True
        self._write(Ended(self.now(), self._elapsed))
        yield from self._afterwards()

    def _write(self, event: Event) -> None:
        assert self._log is not None, "nothing is written before the first question"
        self._log.append(event)

    # One question ---------------------------------------------------------------------------------------------------

    def _ask(self, following: Next) -> Step[bool]:
        """One question and its reasons; False when the person has had enough."""
        item = self.bank.item(following.item)
        number = len(self.session.asked)
        order = served_order(item, self.session.seed * ORDERS + number)
        page = ItemPage(
            item,
            order,
            f"Practice {number + 1}: {self.bank.competencies[following.competency].title}",
            self.session.done,
            self._elapsed,
            note=_again_words(item, hinted=following.hinted) if following.again else "",
            commands=("hint", "tell", "finish", "help"),
            about=f"{item.id}, {self.bank.id} {self.bank.version}",
        )
        seconds: float | None = 0.0
        hinted = False
        while True:
            result = yield page._replace(elapsed=self._elapsed)
            spent = self._spend(result.seconds)
            seconds = None if seconds is None or spent is None else seconds + spent
            if isinstance(result, Answered):
                return (yield from self._take(following, page, result.answer, seconds, hinted))
            if result.result == "finish":
                return False
            if result.result == "tell":
                return (yield from self._take(following, page, None, seconds, hinted))
            hinted = True
            page = page._replace(note=self._hint(item, order), commands=("tell", "finish", "help"))

    def _hint(self, item: Item, order: Sequence[str]) -> str:
        written = self.bank.items[item.family].hint
        return f"Hint: {written or kind(item.task).hint(order, Draws(self.session.seed, item.id, 'hint'))}"

    def _take(self, following: Next, page: ItemPage, answer: Answer, seconds: float | None, hinted: bool) -> Step[bool]:
        """An answer, or None for being told, into the journal and the session; then what is to be said of it."""
        item = page.item
        earned = 0.0 if answer is None else credit(item.task, answer)
        given = Response(item.id, answer, seconds)
        one = Practiced(self.now(), following.competency, given, item.digest, earned, hinted, self._elapsed)
        self._write(one)
        self.answers.append(one)
        self.session.answer(item.id, following.competency, credit=earned, hinted=hinted)
        after, spoken = self._after(item), self._spoken

        def body(width: int, ascii: bool) -> list[str]:
            lines = feedback(self.bank, item, answer, page.order, after=after, spoken=spoken, width=width, ascii=ascii)
            return laid_out(lines, width, ascii)

        commands = (Command("enter", "next", "next"), Command("f", "finish", "finish"))
        result = yield TextPage(verdict(item, answer, hinted), body, commands)
        self._spend(result.seconds)
        return isinstance(result, Chose) and result.result == "next"

    def _after(self, item: Item) -> str:
        if item.family not in self.session.pending:
            return ""
        return "Another one like it comes soon." if item.family != item.id else "It comes once more in this session."

    def _spend(self, seconds: float | None) -> float | None:
        """Count time, and give it back; who was away was not practicing."""
        if seconds is None or seconds > AWAY_SECONDS:
            return None
        self._elapsed += seconds
        return seconds

    # After ----------------------------------------------------------------------------------------------------------

    def _afterwards(self) -> Step[None]:
        if not self.session.asked:
            return
        yield TextPage("Done for now", _body(self.texts.at_the_end()), (Command("enter", "go on", "on"),))
        rows = {MORE: "Ten more minutes", **self.texts.offers(), DONE: "Done"}
        commands = tuple(Command(str(n), label, what) for n, (what, label) in enumerate(rows.items(), start=1))
        result = yield MenuPage("What next?", "", commands, (Command("q", "done", DONE),))
        self.chosen = result.result if isinstance(result, Chose) else DONE


def _again_words(item: Item, *, hinted: bool) -> str:
    generated = item.family != item.id
    if hinted:
        return "Another of the same kind, now without a hint." if generated else "The same question, now without a hint."
    return "Once more, another one of the kind you missed." if generated else "Once more: you missed this one."


def _body(lines: Sequence[str]) -> Callable[[int, bool], list[str]]:
    return lambda width, ascii: laid_out(lines, width, ascii)
