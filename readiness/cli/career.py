"""The career command: is it worth it, and would I like it."""

from __future__ import annotations

import secrets
import sys
from argparse import Namespace
from collections.abc import Generator
from datetime import datetime
from pathlib import Path

from readiness.bank.career import load_career
from readiness.cli.folder import own_folder
from readiness.cli.output import put, say
from readiness.cli.streams import hear
from readiness.cli.terminal import (
    DONE,
    InputProblem,
    ascii_terminal,
    end_of,
    full_screen_works,
    plain_wanted,
    terminal_width,
)
from readiness.ground.career import Career
from readiness.ground.signals import Terminated
from readiness.report.blocks import Section
from readiness.report.career import WORTH, like_sections, worth_sections
from readiness.report.html import document_html
from readiness.report.markdown import section_markdown
from readiness.report.text import section_lines
from readiness.sitting.events import BankName, Started, moment
from readiness.sitting.journal import MemoryJournal, create, reopen
from readiness.sitting.liking import LIKING, Liking, chosen_in
from readiness.sitting.pages import Chose, Command, DocumentPage, Flow, Page, PageResult
from readiness.sitting.record import Log
from readiness.sitting.saved import Sitting, list_sittings, read
from readiness.sitting.saving import SavingLog, saved_first


def career(options: Namespace) -> int:
    """``readiness career``."""
    found = load_career(options.bank)
    if found is None:
        raise InputProblem("This question bank says nothing of the work: it has no career.yaml.")
    if options.like and not found.choices:
        raise InputProblem("This question bank has no working days to choose between: its career.yaml has no 'choices'.")
    if options.output is not None or options.format is not None:
        put([_rendered(_like_so_far(found) if options.like else worth_sections(found), options)], options)
        return DONE
    if options.like:
        return like(found, options)
    if full_screen_works() and not options.plain:
        return _talk(found, options, "worth")
    spoken = options.plain or plain_wanted()
    say(section_lines(worth_sections(found), min(80, terminal_width()), ascii_terminal(), spoken))
    return DONE


def _rendered(sections: tuple[Section, ...], options: Namespace) -> str:
    if options.format == "html":
        return document_html(sections)
    if options.format == "markdown":
        return section_markdown(sections)
    ascii = ascii_terminal() if options.output is None else False
    return "".join(f"{line.text}\n" for line in section_lines(sections, min(80, terminal_width()), ascii))


def _like_so_far(career: Career) -> tuple[Section, ...]:
    past = last_choices(own_folder(), career)
    if past is None:
        raise InputProblem("You have not made the choices yet: readiness career --like")
    return like_sections(career, chosen_in(career, past))


def beside(bank_id: str) -> list[tuple[Section, ...]]:
    """What belongs beside a report of that bank: whether it is worth it, and, where the person has chosen between working
    days, whether they would like it. Nothing for a bank that did not come with the program.
    """
    found = load_career()
    if found is None or found.bank != bank_id:
        return []
    past = last_choices(own_folder(), found)
    liked = [] if past is None else [like_sections(found, chosen_in(found, past))]
    return [*liked, worth_sections(found)]


def last_choices(folder: Path, career: Career) -> Sitting | None:
    """The latest journal of choices between the working days of that bank, if one can still be read."""
    own = (one for one in list_sittings(folder, LIKING) if one.head.bank is None or one.head.bank.id == career.bank)
    return next((one for one in own if chosen_in(career, one)), None)


# Would I like it ----------------------------------------------------------------------------------------------------


def like(career: Career, options: Namespace) -> int:
    """``readiness career --like``: the choices, or what they came to; and from there whether it is worth it."""
    return _talk(career, options, "like")


def _talk(career: Career, options: Namespace, start: str) -> int:
    """Show pages, full screen or line by line, until the person is done; returns the exit code."""
    by_line = options.plain or not full_screen_works()
    talk = _Choices(career, save=not options.no_save, by_line=by_line)
    error: BaseException | None = None
    try:
        _show(saved_first(_pages(talk, start), lambda: talk.log), by_line)
    except (KeyboardInterrupt, EOFError, Terminated) as caught:
        error = caught
    finally:
        talk.close()
    code, what = (DONE, "") if error is None else end_of(error)
    words = f"{what.strip()} {talk.became()}".strip()
    if words:
        lead = "\n" if by_line and error is not None else ""  # A prompt stands on the line.
        print(f"{lead}{words}", file=sys.stdout if error is None else sys.stderr, flush=True)
    return code


def _show(flow: Flow, by_line: bool) -> None:
    if by_line:
        from readiness.screen import plain

        plain.run(flow, read=hear, write=print, width=terminal_width(), ascii=ascii_terminal())
    else:
        from readiness.screen import fullscreen

        fullscreen.run(flow, ascii=ascii_terminal())


def _pages(talk: _Choices, where: str) -> Flow:
    while where != "done":
        where = (yield from talk.liking().flow()) if where == "like" else (yield from _worth(talk.career))


def _worth(career: Career) -> Generator[Page, PageResult, str]:
    sections = worth_sections(career)
    like = (Command("l", "would I like it?", "like"),) if career.choices else ()
    result = yield DocumentPage(
        WORTH,
        lambda width, ascii, spoken: section_lines(sections, width, ascii, spoken),
        (Command("q", "done", "done"), *like),
    )
    return result.result if isinstance(result, Chose) else "done"


class _Choices:
    """The choices of this person with their journal, which is opened when it is needed and closed at the end."""

    def __init__(self, career: Career, *, save: bool, by_line: bool) -> None:
        self.career, self.log = career, None
        self._save, self._by_line = save, by_line
        self._liking: Liking | None = None
        self._folder = Path()
        self._latest: datetime | None = None

    log: SavingLog | None

    def liking(self) -> Liking:
        """The choices: those of before, to go on with or to look at, or new ones."""
        if self._liking is None:
            if self._save:
                self._folder = own_folder()
            where = str(self._folder) if self._save else None
            self._liking = Liking(self.career, _seed, self._open, saved_where=where, by_line=self._by_line)
            past = last_choices(self._folder, self.career) if self._save else None
            if past is not None:
                # Opened, and so locked, before it is read: no second window adds to it.
                self.log = SavingLog(reopen(past.path))
                past = read(past.path)
                self._latest = past.latest
                self._liking.take_up(past, self.log)
        return self._liking

    def _open(self, seed: int) -> Log:
        if not self._save:
            return MemoryJournal()
        self.close()
        now = moment(datetime.now().astimezone(), self._latest)
        self._latest = now.order
        head = Started(now, BankName(self.career.bank, "", ""), LIKING, (), seed, False, (), LIKING)
        self.log = SavingLog(create(self._folder, head, secrets.token_hex(3)))
        return self.log

    def close(self) -> None:
        """Save what could not be saved before, if that works by now, and let go of the journal."""
        if self.log is not None:
            self.log.close()

    def became(self) -> str:
        """What became of the choices, in a sentence; nothing where none has been made."""
        liking = self._liking
        if liking is None or not liking.chosen:
            return ""
        if not self._save:
            return "Nothing was saved, as you asked with --no-save."
        if self.log is not None and self.log.trouble is not None:
            return f"Your last choices are NOT saved. {self.log.trouble}"
        onward = "See what they met again" if liking.complete else "Go on where you stopped"
        return f"Saved: {liking.done}. {onward}: readiness career --like"


def _seed() -> int:
    return secrets.randbelow(1_000_000)
