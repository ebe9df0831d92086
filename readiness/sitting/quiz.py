"""A sitting from start to report, for either front end: a flow of pages that is sent their results.

Every answer is in the journal before the next page is shown. What makes and words the report is imported when it is
needed: a person should not wait for it before the first question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from readiness.ground.english import begun
from readiness.ground.items import Item
from readiness.ground.responses import Answer, Confidence
from readiness.ground.text import laid_out
from readiness.kinds.answers import wording
from readiness.kinds.item_bank import ItemBank
from readiness.sitting.events import Extended, Moment, Resumed, Submitted
from readiness.sitting.onward import offers
from readiness.sitting.pages import (
    Chose,
    Command,
    DocumentPage,
    Flow,
    MenuPage,
    Step,
    TextPage,
    body_of,
)
from readiness.sitting.record import Log, Record
from readiness.sitting.resume import TakenUp, take_up
from readiness.sitting.saved import Sitting
from readiness.sitting.selection import Selector
from readiness.sitting.welcome import back_lines, longer_lines, start_lines

if TYPE_CHECKING:
    from readiness.report.value import Report
    from readiness.sitting.asking import Asker


class Quiz:
    """One sitting. ``flow()`` is handed to a front end; ``report`` is there once the person has submitted, and in
    ``practise`` the competencies that they want to practice then, or in ``onward`` what else they want.

    ``now`` tells the moment. ``open_log`` is called when the first question is about to be shown, so that a person who
    only looks leaves nothing behind. ``warmed`` names the types of which a warm-up was shown in an earlier sitting;
    ``saved_where`` the folder of the answers, None when they are not saved.
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
        self._warmed, self._saved_where, self._by_line = set(warmed), saved_where, by_line
        self._taken_up: TakenUp | None = None
        self._answered_first: set[str] = set()  # What was practiced of these, was practiced later.
        self._into: str | None = None
        self._began: date
        self._asker: Asker

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
        return self.record.done

    def take_up(self, sitting: Sitting, into: str | None = None, practiced: Collection[str] = ()) -> None:
        """Go on with a sitting from its journal. What does not fit the bank any more is left out, and said so.

        ``into`` names a longer form to go on into, from a sitting that is finished; ``practiced``: the items practiced by
        now.
        """
        self._taken_up = take_up(self.bank, sitting, practiced)
        self._began = sitting.started.at.date()
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
        from readiness.sitting.asking import Asker  # Loaded once the first page stands.

        saved = self._saved_where is not None
        self._asker = Asker(self.bank, self.record, self.now, self._warmed, saved=saved)
        self.record.open()
        self.started = True
        if self._taken_up is not None:
            self.record.write(Resumed(self.now()))
        if self._into is not None:
            self.record.write(Extended(self._into, ()))
        while True:
            complete = yield from self._asker.questions()
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
                lines = longer_lines(self.selector, self._began, self.done, back.left_out, self._warmed)
        commands = (Command("enter", go_on, "start"), Command("q", "leave", "leave"))
        result = yield TextPage(title, body_of(lines), commands)  # Not counted: the clock starts with the first question.
        return isinstance(result, Chose) and result.result == "start"

    # After ----------------------------------------------------------------------------------------------------------

    def _review(self, complete: bool) -> Step[None]:
        """The answers once more; each can be changed until the person submits. ``complete``: all was asked."""
        how = "" if self.selector.exact else " Each skill that was open is clear now, or has had all its questions."
        ended = f"That was the last question.{how}\n\n" if complete else ""
        while True:
            rows = tuple(Command(str(n), self._review_line(id), str(n)) for n, id in enumerate(self.selector.shown, start=1))
            result = yield from self._asker.read(
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
                outcome = yield from self._asker.ask(int(result) - 1)

    def _review_line(self, id: str) -> str:
        item, response = self.bank.item(id), self.record.responses.get(id)
        if response is None:
            said = "no answer"
        else:
            said = begun(wording(item.task, response.answer), _SAID)
            said += f" ({_SURE_WORDS[response.confidence]})" if response.confidence else ""
        return f"{begun(item.stem, _RECALLED)} You: {said}"

    def _submit(self) -> Report:
        from readiness.report.make import score

        practiced = self.selector.practiced - self._answered_first
        report = score(self.bank, list(self.record.responses.values()), practiced=practiced)
        now = self.now()
        event = Submitted(now, now.at.date(), report.to_dict(), self.record.elapsed)
        self.report = report
        try:
            self.record.write(event)
        except Exception:  # Such as no memory: nothing has taken the report, so nobody may say that it is saved.
            self.report = None
            raise
        return report

    def _show(self, report: Report) -> Step[None]:
        from readiness.report.text import text_lines

        today = self.now().at.date()
        yield from self._asker.read(
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
            chosen = yield from self._asker.read(MenuPage("What next?", "", commands, (_DONE,)))
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
            result = yield from self._asker.read(TextPage(f"Question {at + 1} of {len(ids)}: {competency}", text, commands))
            if result == "done":
                return
            at = max(0, at + (1 if result == "next" else -1))


def _explanation(bank: ItemBank, item: Item, answer: Answer, order: Sequence[str]) -> Callable[[int, bool], list[str]]:
    from readiness.report.explain import explanation

    def body(width: int, ascii: bool) -> list[str]:
        return laid_out(explanation(bank, item, answer, order=order, width=width, ascii=ascii), width, ascii)

    return body


_DONE = Command("q", "done", "done")
_RECALLED, _SAID = 34, 22
"""So much of a question and of its answer, in characters, tells it from the others in one row of 80 columns."""
_SURE_WORDS: dict[Confidence, str] = {"guess": "guess", "think": "think so", "sure": "sure"}
