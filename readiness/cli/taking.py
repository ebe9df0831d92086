"""One run of the quiz: which sitting it is, a new one or one gone on with, and the journal that it holds."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from readiness.cli.folder import own_folder
from readiness.ground.english import form_name, month_day
from readiness.ground.files import StorageError
from readiness.ground.responses import done_in_words
from readiness.kinds.item_bank import ItemBank
from readiness.sitting.events import PRACTICE, TEST, BankName, Moment, Started, moment
from readiness.sitting.journal import MemoryJournal, create, reopen
from readiness.sitting.pages import Chose, Command, Flow, MenuPage, Page, PageResult, TextPage, body_of
from readiness.sitting.past import may_continue, of_bank, practiced_items
from readiness.sitting.quiz import Quiz
from readiness.sitting.record import Log
from readiness.sitting.resume import take_up
from readiness.sitting.saved import Sitting, list_sittings, read
from readiness.sitting.saving import SavingLog, saved_first
from readiness.sitting.selection import PATH, Selector

if TYPE_CHECKING:
    from readiness.report.value import Report

NEW_SEEDS = 1_000_000


def local_time() -> datetime:
    """What the clock shows, with its offset from UTC."""
    return datetime.now().astimezone()


class Plan(NamedTuple):
    """How to take the quiz. ``seed`` None draws one; ``continue_with`` names a sitting to go on with, a finished one into
    ``form``.

    ``clock`` shows the time with its offset from UTC. ``folder`` is that of the bank, None for the shipped one.
    """

    bank: ItemBank
    form: str
    skills: tuple[str, ...]
    seed: int | None
    fixed: bool
    save: bool
    plain: bool
    ascii: bool
    width: int
    clock: Callable[[], datetime]
    continue_with: str | None = None
    folder: str | None = None


class Taking:
    """One run of the quiz; holds the journal, so that it is closed however the run ends."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.quiz: Quiz | None = None
        self._log: SavingLog | None = None
        self._folder = own_folder() if plan.save else Path()
        saved = list_sittings(self._folder, TEST, PRACTICE) if plan.save else []
        self._past = [one for one in saved if one.head.kind == TEST]
        self._practiced = practiced_items(one for one in saved if of_bank(one, plan.bank.id))
        self._latest = max((sitting.latest for sitting in saved), default=None)

    def flow(self) -> Flow:
        """The pages of the run: perhaps the offer to go on with an earlier sitting, then the sitting."""
        self.quiz = yield from self._chosen()
        yield from saved_first(self.quiz.flow(), lambda: self._log)

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return self.quiz.answered if self.quiz is not None and self.quiz.started else 0

    @property
    def done(self) -> str:
        """The answers and skips in words."""
        return self.quiz.done if self.quiz is not None else done_in_words(())

    @property
    def report(self) -> Report | None:
        """The report, once the person has submitted."""
        return self.quiz.report if self.quiz is not None else None

    @property
    def trouble(self) -> StorageError | None:
        """Why not all is saved, if it is not."""
        return self._log.trouble if self._log is not None else None

    def _chosen(self) -> Generator[Page, PageResult, Quiz]:
        """The sitting to take: a new one, one that is not finished, or a finished one gone on with into a longer form."""
        plan = self.plan
        if plan.continue_with is not None:
            named = next(one for one in self._past if one.id == plan.continue_with)
            if not named.finished:
                return self._continued(named)
            if self._may_be_longer(named):
                return self._continued(named, plan.form)
            yield _nothing_left(named, plan)
        if plan.seed is not None or plan.fixed:
            return self._new()
        unfinished = next((one for one in self._past if may_continue(one, plan.bank.id)), None)
        shorter = next((one for one in self._past if self._may_be_longer(one)), None)
        if unfinished is None and shorter is None:
            return self._new()
        result = yield _offer(plan.form, unfinished, shorter)
        chosen = result.result if isinstance(result, Chose) else "new"
        if chosen == "continue" and unfinished is not None:
            return self._continued(unfinished)
        if chosen == "longer" and shorter is not None:
            return self._continued(shorter, plan.form)
        return self._new()

    def _may_be_longer(self, sitting: Sitting) -> bool:
        """Whether a sitting with a report can be gone on with into the form wanted, or in it, where it was ended early."""
        plan, head = self.plan, sitting.head
        shorter = plan.form in PATH and sitting.form in PATH[: PATH.index(plan.form) + 1]
        if not shorter or not sitting.finished or head.fixed or not of_bank(sitting, plan.bank.id):
            return False
        if set(head.skills) != set(plan.skills):
            return False
        selector = take_up(plan.bank, sitting, self._practiced).selector
        return plan.form in (selector.form, *selector.longer_forms) and bool(
            selector.extended(plan.form, selector.skills).outlook()
        )

    def _new(self) -> Quiz:
        plan = self.plan
        seed = plan.seed if plan.seed is not None else secrets.randbelow(NEW_SEEDS)
        answered = [sitting for sitting in self._past if sitting.responses]
        seen = sorted({shown.item for sitting in answered[:2] for shown in sitting.shown})
        met = {"seen": seen, "practiced": self._practiced}
        selector = Selector(plan.bank, plan.form, seed, **met, skills=plan.skills, fixed=plan.fixed)
        return self._quiz(selector, seed, lambda: self._create(seed, seen))

    def _create(self, seed: int, seen: Sequence[str]) -> Log:
        plan, bank = self.plan, self.plan.bank
        if not plan.save:
            return MemoryJournal()
        named = BankName(bank.id, bank.version, bank.fingerprint)
        practiced = tuple(self._practiced)
        head = Started(self._now(), named, plan.form, plan.skills, seed, plan.fixed, tuple(seen), practiced=practiced)
        self._log = SavingLog(create(self._folder, head, secrets.token_hex(3)))
        return self._log

    def _now(self) -> Moment:
        """This moment, later in order than every one before it, whatever the clock says."""
        now = moment(self.plan.clock(), self._latest)
        self._latest = now.order
        return now

    def _continued(self, sitting: Sitting, into: str | None = None) -> Quiz:
        # Opened, and so locked, before it is read: a second window can neither add to it nor get as far as a question.
        log = self._log = SavingLog(reopen(sitting.path))
        sitting = read(sitting.path)
        selector = Selector(self.plan.bank, next(iter(self.plan.bank.forms)), sitting.head.seed)
        quiz = self._quiz(selector, sitting.head.seed, lambda: log)
        quiz.take_up(sitting, into, self._practiced)
        return quiz

    def _quiz(self, selector: Selector, seed: int, open_log: Callable[[], Log]) -> Quiz:
        warmed = {kind for sitting in self._past for kind in sitting.warmups}
        return Quiz(
            self.plan.bank,
            selector,
            seed,
            self._now,
            open_log,
            warmed=warmed,
            saved_where=str(self._folder) if self.plan.save else None,
            by_line=self.plan.plain,
            beside=self._beside,
        )

    def _beside(self) -> Sequence[tuple[str, str]]:
        from readiness.cli.career import offered  # Only whoever has a report waits for it.

        return offered(self.plan.folder, self.plan.bank.id)

    def close(self) -> None:
        """Save what could not be saved before, if that works by now, and let go of the journal."""
        if self._log is not None:
            self._log.close()


def _nothing_left(sitting: Sitting, plan: Plan) -> TextPage:
    """Why a sitting cannot be gone on with, before a new one."""
    named = f"your {form_name(sitting.form)} of {month_day(sitting.started.at)}"
    if of_bank(sitting, plan.bank.id):
        why = f"More questions would not make {named} any clearer."
    else:
        why = f"The questions of {named} are not those asked here."
    return TextPage(
        "Nothing is left to ask",
        body_of([why, "", f"What comes now is a new {form_name(plan.form)}."]),
        (Command("enter", "go on", "on"),),
    )


def _offer(form: str, unfinished: Sitting | None, shorter: Sitting | None) -> MenuPage:
    """Which sitting to go on with, or a new one."""
    rows, said = [], []
    if unfinished is not None:
        said.append("You have a sitting that is not finished.")
        rows.append((f"Go on with it: {sitting_words(unfinished)}", "continue"))
    if shorter is not None:
        name, longer, day = form_name(shorter.form), form_name(form), month_day(shorter.started.at)
        if shorter.form == form:
            said.append(f"You ended your {name} of {day} early: gone on with, it asks the rest.")
            rows.append((f"Go on with your {name} of {day}", "longer"))
        else:
            said.append(f"The answers of your {name} of {day} count in the {longer} too: it asks only what is still open.")
            rows.append((f"Go on with your {name} of {day} into the {longer}", "longer"))
    rows.append(("Start a new one", "new"))
    commands = tuple(Command(str(number), label, what) for number, (label, what) in enumerate(rows, start=1))
    return MenuPage("Go on where you stopped?", " ".join(said), commands)


def sitting_words(sitting: Sitting) -> str:
    """A sitting in a few words: its form, day, and what was done."""
    return f"{form_name(sitting.form)}, {month_day(sitting.started.at)}, {sitting.done} so far"
