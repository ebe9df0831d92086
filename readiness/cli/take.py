"""Taking the quiz: bank, journal and front end brought together, and what is said however it ends."""

from __future__ import annotations

import secrets
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from readiness.bank.load import load_bank
from readiness.cli.streams import hear
from readiness.cli.terminal import (
    DONE,
    INTERRUPTED,
    TERMINATED,
    InputProblem,
    ascii_terminal,
    full_screen_works,
    terminal_width,
)
from readiness.english import are, counted, month_day
from readiness.files import data_folder
from readiness.model import ItemBank
from readiness.signals import Terminated
from readiness.sitting.events import BankName, Moment, Started, moment
from readiness.sitting.journal import Journal, MemoryJournal, create, reopen
from readiness.sitting.pages import Chose, Command, Flow, MenuPage
from readiness.sitting.quiz import Quiz
from readiness.sitting.record import Log
from readiness.sitting.saved import Sitting, list_sittings, read
from readiness.sitting.selection import Selector

NEW_SEEDS = 1_000_000


def take_command(options: Namespace) -> int:
    """``readiness take``."""
    plan = Plan(
        bank=load_bank(options.bank),
        form=options.form,
        seed=options.seed,
        fixed=options.fixed,
        skills=tuple(skill.casefold() for skill in options.skill),
        save=not options.no_save,
        plain=options.plain or not full_screen_works(),
        ascii=ascii_terminal(),
        width=terminal_width(),
        clock=local_time,
    )
    for skill in plan.skills:
        if skill not in plan.bank.skills:
            raise InputProblem(f"--skill {skill}: there is no such skill; there are {', '.join(plan.bank.skills)}")
    if plan.form not in plan.bank.forms:
        raise InputProblem(f"--form {plan.form}: this bank has no such form; it has {', '.join(plan.bank.forms)}")
    return take(plan)


def local_time() -> datetime:
    """What the clock shows, with its offset from UTC."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Plan:
    """How to take the quiz. ``seed`` None draws one; ``continue_with`` names an unfinished sitting to go on with.

    ``clock`` shows the time with its offset from UTC.
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


class Taking:
    """One run of the quiz; holds the journal, so that it is closed however the run ends."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.quiz: Quiz | None = None
        self.journal: Journal | MemoryJournal | None = None
        self._folder = data_folder() if plan.save else Path()
        self._past = list_sittings(self._folder) if plan.save else []
        self._latest = max((sitting.latest for sitting in self._past), default=None)

    def flow(self) -> Flow:
        """The pages of the run: perhaps the offer to go on with an unfinished sitting, then the sitting."""
        unfinished = self._unfinished()
        if unfinished is not None and self.plan.continue_with is None:
            page = MenuPage(
                "Go on where you stopped?",
                "You have a sitting that is not finished.",
                (
                    Command("1", f"Go on with it: {sitting_words(unfinished)}", "continue"),
                    Command("2", "Start a new one", "new"),
                ),
            )
            result = yield page
            if isinstance(result, Chose) and result.result == "new":
                unfinished = None
        self.quiz = self._continued(unfinished) if unfinished is not None else self._new()
        yield from self.quiz.flow()

    def _unfinished(self) -> Sitting | None:
        if self.plan.continue_with is not None:
            return next(one for one in self._past if one.id == self.plan.continue_with)
        if self.plan.seed is not None or self.plan.fixed:
            return None
        return next((one for one in self._past if may_continue(one, self.plan.bank.id)), None)

    def _new(self) -> Quiz:
        plan = self.plan
        seed = plan.seed if plan.seed is not None else secrets.randbelow(NEW_SEEDS)
        answered = [sitting for sitting in self._past if sitting.responses]
        seen = sorted({shown.item for sitting in answered[:2] for shown in sitting.shown})
        selector = Selector(plan.bank, plan.form, seed, seen=seen, skills=plan.skills, fixed=plan.fixed)
        return self._quiz(selector, seed, lambda: self._create(seed, seen))

    def _create(self, seed: int, seen: Sequence[str]) -> Log:
        plan, bank = self.plan, self.plan.bank
        if not plan.save:
            self.journal = MemoryJournal()
            return self.journal
        named = BankName(bank.id, bank.version, bank.fingerprint)
        head = Started(self._now(), named, plan.form, plan.skills, seed, plan.fixed, tuple(seen))
        self.journal = journal = create(self._folder, head, secrets.token_hex(3))
        return journal

    def _now(self) -> Moment:
        """This moment, later in order than every one before it, whatever the clock says."""
        now = moment(self.plan.clock(), self._latest)
        self._latest = now.order
        return now

    def _continued(self, sitting: Sitting) -> Quiz:
        # Opened, and so locked, before it is read: a second window can neither add to it nor get as far as a question.
        journal = self.journal = reopen(sitting.path)
        sitting = read(sitting.path)
        selector = Selector(self.plan.bank, next(iter(self.plan.bank.forms)), sitting.head.seed)
        quiz = self._quiz(selector, sitting.head.seed, lambda: journal)
        quiz.take_up(sitting)
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
        )

    def close(self) -> None:
        """Let go of the journal."""
        if self.journal is not None:
            self.journal.close()


def may_continue(sitting: Sitting, bank_id: str | None = None) -> bool:
    """Whether a sitting is unfinished, has an answer, and belongs to the bank."""
    fits = bank_id is None or sitting.head.bank is None or sitting.head.bank.id == bank_id
    return not sitting.finished and bool(sitting.responses) and fits


def sitting_words(sitting: Sitting) -> str:
    """A sitting in a few words: its form, day and number of answers."""
    return f"{sitting.form}, {month_day(sitting.started.at)}, {counted(len(sitting.responses), 'answer')} so far"


def take(plan: Plan) -> int:
    """Take the quiz; returns the exit code."""
    taking = Taking(plan)
    try:
        _run(plan, taking.flow())
    except (KeyboardInterrupt, EOFError) as error:
        return _stopped(taking, "The input ended." if isinstance(error, EOFError) else "Stopped.", INTERRUPTED)
    except Terminated:
        return _stopped(taking, "Terminated.", TERMINATED)
    finally:
        taking.close()
    if taking.quiz is not None and taking.quiz.report is not None and plan.save:
        print("Your report is saved. See it again: readiness report")
    return DONE


def _run(plan: Plan, flow: Flow) -> None:
    if plan.plain:
        from readiness.screen import plain

        # Only a person at a terminal is timed; what comes through a pipe was written beforehand.
        clock = time.monotonic if sys.stdin is not None and sys.stdin.isatty() else None
        plain.run(flow, read=hear, write=print, width=plan.width, ascii=plan.ascii, clock=clock)
    else:
        from readiness.screen import fullscreen

        fullscreen.run(flow, ascii=plan.ascii)


def _stopped(taking: Taking, what: str, code: int) -> int:
    """Say what became of the answers, if anyone is there to read it, and return the exit code."""
    quiz = taking.quiz
    if quiz is not None and quiz.report is not None:
        words, code = "Your report is saved. See it again: readiness report", DONE if code == INTERRUPTED else code
    elif quiz is None or not quiz.started or not quiz.answered:
        words = "Nothing was answered, so nothing is lost."
    elif taking.plan.save:
        words = f"{counted(quiz.answered, 'answer')} {are(quiz.answered)} saved. Go on where you stopped: readiness take"
    else:
        words = "Nothing was saved, as you asked with --no-save."
    start = "\n" if taking.plan.plain else ""  # a prompt stands on the line
    print(f"{start}{what} {words}", file=sys.stderr, flush=True)
    return code


def unfinished(sittings: Sequence[Sitting]) -> Sitting | None:
    """The latest sitting that can be gone on with."""
    return next((one for one in sittings if may_continue(one)), None)
