"""The choices of this person between working days, and the journal that keeps them."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path

from readiness.cli.folder import own_folder
from readiness.ground.career import Career
from readiness.sitting.events import LIKING, BankName, Started, moment
from readiness.sitting.journal import MemoryJournal, create, reopen
from readiness.sitting.liking import Liking, chosen_in
from readiness.sitting.record import Log
from readiness.sitting.saved import Sitting, list_sittings, read
from readiness.sitting.saving import SavingLog


def last_choices(folder: Path, career: Career) -> Sitting | None:
    """The latest journal of choices between the working days of that bank, if one can still be read."""
    own = (one for one in list_sittings(folder, LIKING) if one.head.bank is None or one.head.bank.id == career.bank)
    return next((one for one in own if chosen_in(career, one)), None)


class Choices:
    """The choices of this person with their journal, which is opened when it is needed and closed at the end."""

    def __init__(self, career: Career, *, save: bool, by_line: bool) -> None:
        self.career = career
        self.log: SavingLog | None = None
        self._save, self._by_line = save, by_line
        self._liking: Liking | None = None
        self._folder = Path()
        self._latest: datetime | None = None

    def liking(self) -> Liking:
        """The choices: those of before, to go on with or to look at, or new ones."""
        if self._liking is None:
            if self._save:
                self._folder = own_folder()
            where = str(self._folder) if self._save else None
            self._liking = Liking(self.career, _seed, self._start, saved_where=where, by_line=self._by_line)
            past = last_choices(self._folder, self.career) if self._save else None
            if past is not None:
                # Opened, and so locked, before it is read: no second window adds to it.
                self.log = SavingLog(reopen(past.path))
                past = read(past.path)
                self._latest = past.latest
                self._liking.take_up(past, self.log)
        return self._liking

    def _start(self, seed: int) -> Log:
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

    @property
    def made(self) -> bool:
        """Whether a choice has been made, now or before."""
        return self._liking is not None and bool(self._liking.chosen)

    def became(self) -> str:
        """What became of the choices, in a sentence; nothing where none has been made."""
        liking = self._liking
        if liking is None or not self.made:
            return ""
        if not self._save:
            return "Nothing was saved, as you asked with --no-save."
        if self.log is not None and self.log.trouble is not None:
            return f"Your last choices are NOT saved. {self.log.trouble}"
        onward = "See what they met again" if liking.complete else "Go on where you stopped"
        return f"Saved: {liking.done}. {onward}: readiness career --like"


def _seed() -> int:
    return secrets.randbelow(1_000_000)
