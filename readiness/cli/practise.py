"""Practicing: bank, past, journal and front end brought together, and what is said however it ends."""

from __future__ import annotations

import secrets
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from readiness.bank.load import load_bank
from readiness.cli.folder import own_folder
from readiness.cli.front import how_it_ended, last_words, show_pages
from readiness.cli.output import refuse_own_folder, tell
from readiness.cli.take import take
from readiness.cli.taking import NEW_SEEDS, Plan, local_time
from readiness.cli.terminal import DONE, InputProblem, ascii_terminal, full_screen_works, terminal_width
from readiness.ground.english import are, counted
from readiness.ground.files import StorageError, private_file
from readiness.ground.printable import named
from readiness.ground.signals import Terminated
from readiness.kinds.item_bank import ItemBank
from readiness.practise.calendar_file import Date, calendar
from readiness.practise.cards import Card, cards, due_today
from readiness.practise.flow import MORE, Practice, Texts
from readiness.practise.past import in_order, named_by_report, past
from readiness.practise.session import Session
from readiness.practise.topics import eligible, in_turn, ready_for_a_look
from readiness.practise.words import back_lines, due_lines, none_to_practise, outcome_lines, plan_lines
from readiness.sitting.events import PRACTICE, TEST, BankName, Moment, Started, moment
from readiness.sitting.journal import MemoryJournal, SittingOpenError, create, reopen
from readiness.sitting.pages import Flow
from readiness.sitting.past import of_bank
from readiness.sitting.record import Log
from readiness.sitting.saved import Sitting, list_sittings, read
from readiness.sitting.saving import SavingLog, saved_first

GONE_ON_WITHIN = timedelta(days=1)
"""A session that was left is gone on with until then; what was missed in it is due again anyway."""


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """How to practice. ``skills`` and ``competencies`` narrow it down, without any to everything; ``due``: to what is due.

    ``seed`` None draws one, and goes on with a session that was left. ``clock`` shows the time with its offset from UTC.
    """

    bank: ItemBank
    skills: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    due: bool = False
    seed: int | None = None
    save: bool = True
    plain: bool = True
    ascii: bool = False
    width: int = 80
    clock: Callable[[], datetime] = local_time


def practise_command(options: Namespace) -> int:
    """``readiness practice``."""
    plan = PracticePlan(
        bank=load_bank(options.bank),
        skills=tuple(skill.casefold() for skill in options.skill),
        competencies=tuple(competency.casefold() for competency in options.competency),
        due=options.due,
        seed=options.seed,
        save=not options.no_save,
        plain=options.plain or not full_screen_works(),
        ascii=ascii_terminal(),
        width=terminal_width(),
    )
    bank = plan.bank
    for option, wanted, known in (("skill", plan.skills, bank.skills), ("competency", plan.competencies, bank.competencies)):
        for one in wanted:
            if one not in known:
                raise InputProblem(f"--{option} {one}: there is no such {option}; there are {', '.join(known)}")
    if options.calendar is not None:
        return write_calendar(plan, options.calendar)
    return practise(plan)


class Practicing:
    """One session; holds the journal, so that it is closed however the session ends."""

    def __init__(self, plan: PracticePlan) -> None:
        self.plan = plan
        self._folder = own_folder()
        saved = list_sittings(self._folder, TEST, PRACTICE)
        own = [one for one in saved if of_bank(one, plan.bank.id)]
        self._tests = [one for one in own if one.head.kind == TEST]
        self._sessions = [one for one in own if one.head.kind == PRACTICE]
        self._latest = max((one.latest for one in saved), default=None)
        self._log: SavingLog | None = None
        self.practice: Practice | None = None

    @property
    def wanted(self) -> list[str]:
        """The competencies that the person has asked for."""
        plan, bank = self.plan, self.plan.bank
        some = bool(plan.skills or plan.competencies)
        due = due_today(self.cards(), plan.clock()) if plan.due else bank.competencies
        return [
            id
            for id, one in bank.competencies.items()
            if id in due and (not some or one.skill in plan.skills or id in plan.competencies)
        ]

    def cards(self) -> dict[str, Card]:
        """The cards of all that was practiced, this session's answers among it."""
        answers = in_order(self._sessions)
        if self.practice is not None:
            answers += self.practice.answers
        return {id: card for id, card in cards(answers, self.plan.clock()).items() if id in self.plan.bank.competencies}

    def flow(self) -> Flow:
        """The pages of the session. Raises InputProblem when there is nothing to practice."""
        wanted = self.wanted
        left = None if self.plan.seed is not None else self._left_within(wanted)
        try:
            self.practice = self._new(wanted) if left is None else self._continued(left)
        except SittingOpenError:  # Another window goes on with it: here it is a session of its own.
            self.practice = self._new(wanted)
        yield from saved_first(self.practice.flow(), lambda: self._log)

    @property
    def trouble(self) -> StorageError | None:
        """Why not all is saved, if it is not."""
        return self._log.trouble if self._log is not None else None

    def _left_within(self, wanted: list[str]) -> Sitting | None:
        """The session left last, if it is of what is wanted and not long ago."""
        last = self._sessions[0] if self._sessions else None
        if not self.plan.save or last is None or last.finished or not last.practiced:
            return None
        fits = set(last.head.topics) <= set(wanted) and not self.plan.due
        recent = self.plan.clock() - last.practiced[-1].moment.at < GONE_ON_WITHIN
        return last if fits and recent and not self._overtaken(last) else None

    @property
    def _named(self) -> list[str]:
        """What the newest report names and was not practiced since."""
        return named_by_report(self._tests, in_order(self._sessions))

    def _overtaken(self, left: Sitting) -> bool:
        """Whether something has become due, or a report was made, since a session was left."""
        today = self.plan.clock()
        newly_due = bool(due_today(self.cards(), today)) and left.started.at.astimezone(today.tzinfo).date() < today.date()
        return newly_due or any(one.submitted is not None and one.submitted.order > left.latest for one in self._tests)

    def _new(self, wanted: list[str]) -> Practice:
        plan, bank = self.plan, self.plan.bank
        met = past(self._tests, self._sessions)
        possible = [id for id in wanted if eligible(bank, met, id)]
        if not possible:
            raise InputProblem(none_to_practise(bank, wanted))
        seed = plan.seed if plan.seed is not None else secrets.randbelow(NEW_SEEDS)
        due = due_today(self.cards(), plan.clock())
        topics = in_turn(bank, met, possible, seed, due=due, named=self._named, resting=self.cards().keys())
        session = Session(bank, topics, seed, met)
        texts = self._texts(session, due)
        return Practice(session, self._now, lambda: self._create(seed, topics), texts, spoken=plan.plain)

    def _create(self, seed: int, topics: tuple[str, ...]) -> Log:
        plan, bank = self.plan, self.plan.bank
        if not plan.save:
            return MemoryJournal()
        named = BankName(bank.id, bank.version, bank.fingerprint)
        head = Started(self._now(), named, PRACTICE, plan.skills, seed, False, (), PRACTICE, topics=topics)
        self._log = SavingLog(create(self._folder, head, secrets.token_hex(3)))
        return self._log

    def _continued(self, left: Sitting) -> Practice:
        # Opened, and so locked, before it is read: a second window can neither add to it nor get as far as a question.
        log = self._log = SavingLog(reopen(left.path))
        left = read(left.path)
        before = [one for one in self._sessions if one.id != left.id]
        self._sessions = [left, *before]
        session = Session(self.plan.bank, left.head.topics, left.head.seed, past(self._tests, before))
        for one in left.practiced:
            session.answer(one.response.item, one.competency, credit=one.credit, hinted=one.hinted)
        texts = replace(self._texts(session, []), before=back_lines(len(left.practiced)))
        spoken = self.plan.plain
        return Practice(session, self._now, lambda: log, texts, elapsed=left.elapsed, resumed=True, spoken=spoken)

    def _texts(self, session: Session, due: list[str]) -> Texts:
        bank, clock = self.plan.bank, self.plan.clock
        return Texts(
            before=plan_lines(bank, session, due),
            at_the_end=lambda: outcome_lines(bank, session, self.cards(), clock()),
            offers=self._offers,
        )

    def _offers(self) -> dict[str, str]:
        answers = [*in_order(self._sessions), *(self.practice.answers if self.practice is not None else [])]
        ready = ready_for_a_look(self.plan.bank, self._tests, answers)
        return {id: f"First look at {self.plan.bank.skills[id].title}, with new questions: it is scored" for id in ready}

    def _now(self) -> Moment:
        """This moment, later in order than every one before it, whatever the clock says."""
        now = moment(self.plan.clock(), self._latest)
        self._latest = now.order
        return now

    def close(self) -> None:
        """Save what could not be saved before, if that works by now, and let go of the journal."""
        if self._log is not None:
            self._log.close()


def practise(plan: PracticePlan) -> int:
    """Practice until the person has had enough; returns the exit code."""
    while True:
        practicing = Practicing(plan)
        if plan.due and not practicing.wanted:
            for sentence in _nothing_due(practicing):
                tell(sentence)
            return DONE
        code = _session(practicing)
        chosen = practicing.practice.chosen if practicing.practice is not None else ""
        if chosen in plan.bank.skills:
            return take(_first_look(plan, chosen))
        if code != DONE or chosen != MORE:
            return code
        plan = replace(plan, due=False, seed=None)


def after_report(options: Namespace) -> int:
    """Practice the ``competencies`` that a report names, with the settings of the quiz: its ``plan``."""
    plan, competencies = options.plan, options.competencies
    front = {"plain": plan.plain, "ascii": plan.ascii, "width": plan.width, "clock": plan.clock}
    return practise(PracticePlan(plan.bank, competencies=competencies, save=plan.save, **front))


def _session(practicing: Practicing) -> int:
    plan = practicing.plan
    error: BaseException | None = None
    try:
        show_pages(practicing.flow(), plain=plan.plain, ascii=plan.ascii, width=plan.width)
    except BaseException as caught:  # Whatever ended it, what became of the answers is said with it.
        error = caught
    finally:
        practicing.close()
    expected = error is None or isinstance(error, KeyboardInterrupt | EOFError | Terminated)
    if error is not None and not expected and (practicing.practice is None or not practicing.practice.session.asked):
        raise error
    code, what = how_it_ended(error)
    last_words(f"{what.strip()} {_became(practicing)}".strip(), error, code, plain=plan.plain)
    return code


def _became(practicing: Practicing) -> str:
    """What became of the answers."""
    practice = practicing.practice
    count = len(practice.session.asked) if practice is not None else 0
    if not count or practice is None:
        return "Nothing was answered, so nothing is lost."
    if not practicing.plan.save:
        return "Nothing was saved, as you asked with --no-save."
    if practicing.trouble is not None:
        return f"Your last answers are NOT saved. {practicing.trouble}"
    saved = f"{counted(count, 'answer')} {are(count)} saved."
    after = "What is due, on any day: readiness practice --due" if practice.ended else "Go on: readiness practice"
    return f"{saved} {after}"


def _first_look(plan: PracticePlan, skill: str) -> Plan:
    form = "first" if "first" in plan.bank.forms else next(iter(plan.bank.forms))
    of_plan = {"save": plan.save, "plain": plan.plain, "ascii": plan.ascii, "width": plan.width, "clock": plan.clock}
    return Plan(bank=plan.bank, form=form, skills=(skill,), seed=None, fixed=False, **of_plan)  # type: ignore[arg-type]


def _nothing_due(practicing: Practicing) -> list[str]:
    lines = due_lines(practicing.plan.bank, practicing.cards(), practicing.plan.clock())
    return ["Nothing is due today.", *lines, "To practice anyway: readiness practice"]


# Dates --------------------------------------------------------------------------------------------------------------


def write_calendar(plan: PracticePlan, file_name: str) -> int:
    """Write the dates of return to a file, for its owner alone. Raises InputProblem when there is none."""
    if file_name == "-":
        raise InputProblem("--calendar -: name a file, such as practice.ics; calendars open files")
    refuse_own_folder(file_name)
    practicing, now = Practicing(plan), plan.clock()
    found = {id: card for id, card in practicing.cards().items() if id in practicing.wanted}
    if not found:
        raise InputProblem("Nothing was practiced yet, so there are no dates. Practice first: readiness practice")
    dates = [
        Date(id, plan.bank.competencies[id].title, max(now.date(), card.due.astimezone(now.tzinfo).date()), card.answers)
        for id, card in sorted(found.items(), key=lambda one: (one[1].due, one[0]))
    ]
    with private_file(Path(file_name)) as file:
        file.write(calendar(plan.bank.id, dates, now))
    tell(f"{counted(len(dates), 'date')} written to {named(file_name)}. Open it with your calendar.")
    return DONE
