"""A sitting from start to report, for either front end: a flow of pages that is sent their results.

Every answer is in the journal before the next page is shown. What makes and words the report is imported when it is
needed: a person should not wait for it before the first question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from readiness.ground.english import begun
from readiness.ground.items import Item
from readiness.ground.responses import CONFIDENCES, Answer, Confidence, Response, done_in_words
from readiness.ground.text import laid_out
from readiness.kinds.answers import key_answer, served_order, wording
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import is_rapid
from readiness.sitting.events import Extended, Moment, Paused, Resumed, Submitted, WarmedUp
from readiness.sitting.onward import offers
from readiness.sitting.pages import (
    Answered,
    Chose,
    Command,
    DocumentPage,
    Flow,
    ItemPage,
    MenuPage,
    Page,
    PageResult,
    TextPage,
)
from readiness.sitting.record import Log, Record
from readiness.sitting.resume import TakenUp, take_up
from readiness.sitting.saved import Sitting
from readiness.sitting.selection import Selector
from readiness.sitting.warmups import WARMUPS
from readiness.sitting.welcome import back_lines, longer_lines, start_lines

if TYPE_CHECKING:
    from readiness.report.value import Report

T = TypeVar("T")
Step = Generator[Page, PageResult, T]

RAPID_RUN = 3
"""After this many answers in a row that came too fast to have been read, the quiz pauses."""


class Quiz:
    """One sitting. ``flow()`` is handed to a front end; ``report`` is there once the person has submitted, and in
    ``practise`` the competencies that they want to practice then, or in ``onward`` what else they want.

    ``now`` tells the moment. ``open_log`` is called when the first question is about to be shown, so that a person who
    only looks leaves nothing behind. ``warmed`` names the types of which a warm-up was shown in an earlier sitting.
    ``by_line``: the front end asks line by line. ``beside`` gives what else is offered after the report, in words, and what
    picking it comes to.
    """

    def __init__(
        self,
        bank: ItemBank,
        selector: Selector,
        seed: int,
        now: Callable[[], Moment],
        open_log: Callable[[], Log],
        *,
        warmed: Collection[str] = (),
        saved_where: str | None = None,
        by_line: bool = False,
        beside: Callable[[], Sequence[tuple[str, str]]] = tuple,
    ) -> None:
        self.bank, self.now = bank, now
        self.report: Report | None = None
        self.practise: tuple[str, ...] = ()
        self.onward = ""
        self._beside = beside
        self.started = False
        self.record = Record(selector, seed, open_log)
        self._warmed, self._saved_where = set(warmed), saved_where
        self._rapid, self._by_line, self._note = 0, by_line, ""
        self._taken_up: TakenUp | None = None
        self._answered_first: set[str] = set()  # What was practiced of these, was practiced later.
        self._into: str | None = None

    @property
    def selector(self) -> Selector:
        """Which questions come, and which came."""
        return self.record.selector

    @property
    def answered(self) -> int:
        """How many questions have an answer ("don't know" counts)."""
        return len(self.record.responses)

    @property
    def done(self) -> str:
        """The answers and skips in words."""
        return done_in_words(response.answer for response in self.record.responses.values())

    def take_up(self, sitting: Sitting, into: str | None = None, practiced: Collection[str] = ()) -> None:
        """Go on with a sitting from its journal. What does not fit the bank any more is left out, and said so.

        ``into`` names a longer form to go on into, from a sitting that is finished; ``practiced``: the items practiced by
        now.
        """
        self._taken_up = take_up(self.bank, sitting, practiced)
        self._warmed |= set(sitting.warmups)
        self.record.take_up(self._taken_up, sitting.elapsed)
        self._answered_first = {id.partition("@")[0] for id in self.record.responses} - set(sitting.head.practiced)
        if into is not None:
            self._into = into
            self.record.selector = self.selector.extended(into, self.selector.skills)

    def flow(self) -> Flow:
        """The pages of the whole sitting."""
        if not (yield from self._welcome()):
            return
        self.record.open()
        self.started = True
        if self._taken_up is not None:
            self.record.write(Resumed(self.now()))
        if self._into is not None:
            self.record.write(Extended(self._into, ()))
        while True:
            complete = yield from self._questions()
            yield from self._review(complete)
            report = self._submit()
            yield from self._show(report)
            if not (yield from self._afterwards(report)):
                return

    # Before ---------------------------------------------------------------------------------------------------------

    def _welcome(self) -> Step[bool]:
        back = self._taken_up
        if back is None:
            title, go_on = "Are you ready to start?", "start"
            lines = start_lines(self.selector, self._warmed, self._saved_where, by_line=self._by_line)
        else:
            title, go_on = "Welcome back", "go on"
            if self._into is None:
                lines = back_lines(self.selector, self.done, back.left_out)
            else:
                lines = longer_lines(self.selector, self.done, back.left_out, self._warmed)
        commands = (Command("enter", go_on, "start"), Command("q", "leave", "leave"))
        result = yield TextPage(title, _body(lines), commands)  # Not counted: the clock starts with the first question.
        return isinstance(result, Chose) and result.result == "start"

    def _number(self) -> str:
        return str(self.selector.most) if self.selector.exact else f"at most {self.selector.most}"

    # Questions ------------------------------------------------------------------------------------------------------

    def _questions(self) -> Step[bool]:
        """From the first question without an answer to the last: True; False when the person finishes early."""
        at = next(
            (n for n, id in enumerate(self.selector.shown) if id not in self.record.responses), len(self.selector.shown)
        )
        while True:
            if at == len(self.selector.shown):
                self.selector.next()
                if at == len(self.selector.shown):
                    return True
            result = yield from self._ask(at, may_go_back=at > 0)
            if result == "back":
                at -= 1
            elif result == "finish":
                if (yield from self._finish_now()):
                    return False
            elif result == "next":
                at += 1

    def _ask(self, at: int, *, may_go_back: bool = True) -> Step[str]:
        """One question with what belongs to it: "next", "back" or "finish"."""
        item = self.bank.item(self.selector.shown[at])
        if item.id not in self.record.orders:
            yield from self._warm_up(item)
        before = self.record.responses.get(item.id)
        page = ItemPage(
            item,
            self.record.serve(item),
            f"Question {at + 1} of {self._number()}",
            at / self.selector.most,
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
                if self.selector.fixed or item.id in self.record.asked_again:
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
        item, most, before = question.item, self.selector.most, self.record.responses.get(question.item.id)
        response = Response(item.id, result.answer, self.record.on_screen[item.id])
        self.record.keep(item, response)
        if self.selector.most > most:
            self._note = _ONE_MORE
        same = before is not None and before.answer == result.answer
        page = MenuPage(
            "How sure are you?",
            f"Your answer: {wording(item.task, result.answer)}",
            _CONFIDENCE_ROWS,
            (Command("b", "back to the question", "back"),),
            start=before.confidence if before is not None and same else None,
            heading=question.heading,
            done=question.done,
        )
        chosen = yield from self._read(page)
        confidence = next((name for name in CONFIDENCES if name == chosen), None)
        if confidence is None:
            return "again"
        self.record.keep(item, replace(response, confidence=confidence))
        self._rapid = self._rapid + 1 if is_rapid(item, response) else 0
        if self._rapid == RAPID_RUN:
            self._rapid = 0
            if (yield from self._read(TextPage("A short pause", _body(_TOO_FAST), (_GO_ON, _LEAVE)))) == "leave":
                raise KeyboardInterrupt
        return "next"

    def _read(self, page: TextPage | DocumentPage | MenuPage) -> Step[str]:
        result = yield page
        self.record.spend(result.seconds)
        assert isinstance(result, Chose)
        return result.result

    def _warm_up(self, item: Item) -> Step[None]:
        warmup = WARMUPS.get(item.type)
        if warmup is None or item.type in self._warmed:
            return
        self._warmed.add(item.type)
        page = ItemPage(
            warmup,
            served_order(warmup, self.record.seed),
            "Warm-up",
            None,
            self.record.elapsed,
            note="Not scored: it shows how the next kind of question works.",
            commands=("skip", "help"),
        )
        result = yield page
        said = wording(warmup.task, result.answer) if isinstance(result, Answered) else "skipped"
        right = wording(warmup.task, key_answer(warmup.task))
        yield TextPage("Warm-up done", _body([f"You answered: {said}", f"Right: {right}", "", warmup.why]), (_GO_ON,))
        self.record.write(WarmedUp(item.type))

    def _pause(self) -> Step[None]:
        self.record.write(Paused(self.record.elapsed))
        commands = (Command("enter", "go on", "resume"), _LEAVE)
        result = yield TextPage("Paused", _body(_PAUSED), commands)
        if isinstance(result, Chose) and result.result == "leave":
            raise KeyboardInterrupt
        self.record.write(Resumed(self.now()))

    def _finish_now(self) -> Step[bool]:
        lines = [f"So far: {self.done}, of {self._number()} questions. A report from fewer answers is less sure."]
        return (
            yield from self._read(
                TextPage(
                    "Finish now?",
                    _body(lines),
                    (
                        Command("f", "finish and review", "finish"),
                        Command("b", "back to the question", "back"),
                    ),
                    enter=False,
                )
            )
        ) == "finish"

    # After ----------------------------------------------------------------------------------------------------------

    def _review(self, complete: bool) -> Step[None]:
        """The answers once more; each can be changed until the person submits. ``complete``: all was asked."""
        how = "" if self.selector.exact else " Each skill that was open is clear now, or has had all its questions."
        ended = f"That was the last question.{how}\n\n" if complete else ""
        while True:
            rows = tuple(Command(str(n), self._review_line(id), str(n)) for n, id in enumerate(self.selector.shown, start=1))
            result = yield from self._read(
                MenuPage(
                    "Review",
                    f"{ended}Pick a question to change its answer, or go on to your report. After that, answers stay.",
                    rows,
                    (Command("r", "see my report", "submit"),),
                )
            )
            if result == "submit":
                return
            outcome = "again"
            while outcome == "again":
                outcome = yield from self._ask(int(result) - 1)

    def _review_line(self, id: str) -> str:
        item, response = self.bank.item(id), self.record.responses.get(id)
        if response is None:
            said = "no answer"
        else:
            said = wording(item.task, response.answer)
            said += f" ({_SURE_WORDS[response.confidence]})" if response.confidence else ""
        return f"{begun(item.stem, _RECALLED)} You: {said}"

    def _submit(self) -> Report:
        from readiness.report.make import score

        practiced = self.selector.practiced - self._answered_first
        self.report = score(self.bank, list(self.record.responses.values()), practiced=practiced)
        now = self.now()
        self.record.write(Submitted(now, now.at.date(), self.report.to_dict(), self.record.elapsed))
        return self.report

    def _show(self, report: Report) -> Step[None]:
        from readiness.report.text import text_lines

        today = self.now().at.date()
        yield from self._read(
            DocumentPage(
                "Your readiness report",
                lambda width, ascii, spoken: text_lines(report, today=today, width=width, ascii=ascii, spoken=spoken),
                (Command("enter", "go on", "on"),),
            )
        )

    def _afterwards(self, report: Report) -> Step[bool]:
        """What comes after the report: every question explained, more questions, or the end. True to ask more."""
        more = {offer.form if not offer.skills else "more": offer for offer in offers(self.selector, report, self._warmed)}
        beside = self._beside()
        while True:
            rows = [("See every question again, with the right answer and why", "explain")]
            rows += [(offer.label, what) for what, offer in more.items()]
            rows += [("Practice what the report names: about ten minutes, not scored", "practise")] * bool(report.study)
            rows += beside
            rows.append(("Done", "done"))
            commands = tuple(Command(str(number), label, what) for number, (label, what) in enumerate(rows, start=1))
            chosen = yield from self._read(MenuPage("What next?", "", commands, (_DONE,)))
            if chosen == "explain":
                yield from self._explain()
            elif chosen in more:
                offer = more[chosen]
                self.record.write(Extended(offer.form, offer.skills))
                self.record.selector = self.selector.extended(offer.form, offer.skills or self.selector.skills)
                return True
            else:
                if chosen == "practise":
                    self.practise = tuple(step.competency for step in report.study)
                self.onward = chosen if chosen in [what for _, what in beside] else ""
                return False

    def _explain(self) -> Step[None]:
        at, ids = 0, [id for id in self.selector.shown if id in self.record.responses]
        while 0 <= at < len(ids):
            item = self.bank.item(ids[at])
            response = self.record.responses[item.id]
            text = _explanation(self.bank, item, response.answer, self.record.orders[item.id])
            competency = self.bank.competencies[item.competency].title
            commands = (Command("enter", "next", "next"), Command("b", "back", "back"), Command("q", "done", "done"))
            result = yield from self._read(TextPage(f"Question {at + 1} of {len(ids)}: {competency}", text, commands))
            if result == "done":
                return
            at = max(0, at + (1 if result == "next" else -1))


def _explanation(bank: ItemBank, item: Item, answer: Answer, order: Sequence[str]) -> Callable[[int, bool], list[str]]:
    from readiness.report.explain import explanation

    def body(width: int, ascii: bool) -> list[str]:
        return laid_out(explanation(bank, item, answer, order=order, width=width, ascii=ascii), width, ascii)

    return body


def _body(lines: Sequence[str]) -> Callable[[int, bool], list[str]]:
    return lambda width, ascii: laid_out(lines, width, ascii)


_GO_ON = Command("enter", "go on", "on")
_LEAVE = Command("q", "leave; go on another day", "leave")
_DONE = Command("q", "done", "done")
_RECALLED = 60
"""So much of a question, in characters, tells it from the others."""
_SURE_WORDS: dict[Confidence, str] = {"guess": "guess", "think": "think so", "sure": "sure"}
_CONFIDENCE_ROWS = (
    Command("1", "I guessed", "guess"),
    Command("2", "I think so", "think"),
    Command("3", "I am sure", "sure"),
)
_ASK_AGAIN = "A guess costs nothing here. Pick what seems likeliest, or skip again."
_TOO_FAST = [
    "The last three answers came faster than the questions can be read. Answers like that are left out, because they say "
    "nothing about you.",
    "",
    "Take a breath. If you are tired, leave here and go on another day.",
]
_ONE_MORE = "Your last answer came faster than the question can be read, so it is left out and one more question is asked."
_PAUSED = ["The clock is stopped."]
