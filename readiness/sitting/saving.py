"""A sitting outlives its journal: what cannot be saved is kept until it can, and the person is told and asked."""

from __future__ import annotations

from collections.abc import Callable

from readiness.ground.files import StorageError
from readiness.sitting.events import Event
from readiness.sitting.journal import Journal, JournalGoneError
from readiness.sitting.pages import Chose, Command, Flow, ItemPage, MenuPage


class SavingLog:
    """Writes to a journal. What it refuses waits here, in order; ``trouble`` says why, and is None when all is saved."""

    def __init__(self, journal: Journal) -> None:
        self.trouble: StorageError | None = None
        self.given_up = False
        self._journal = journal
        self._waiting: list[Event] = []

    def append(self, event: Event) -> None:
        """Save an event, after those that wait; once given up, it only waits."""
        self._waiting.append(event)
        if not self.given_up:
            self.retry()

    def retry(self) -> None:
        """Try to save what waits."""
        try:
            while self._waiting:
                self._journal.append(self._waiting[0])
                del self._waiting[0]
        except StorageError as error:
            self.trouble = error
        else:
            self.trouble = None

    def close(self) -> None:
        """Save what waits, if that works by now, and let go of the journal."""
        self.retry()
        self._journal.close()


def saved_first(flow: Flow, log: Callable[[], SavingLog | None]) -> Flow:
    """The pages of a flow, each only when what came before it is saved, or the person goes on without that.

    ``log`` gives None while there is none. Raises KeyboardInterrupt when the person would rather stop.
    """
    note = ""
    try:
        page = next(flow, None)
        while page is not None:
            kept = log()
            if kept is not None and kept.trouble is not None and not kept.given_up:
                if isinstance(kept.trouble, JournalGoneError):  # Trying again cannot help.
                    kept.given_up = True
                else:
                    yield from _ask_what_to_do(kept)
                note = f"{_NOT_SAVED} ({kept.trouble})" if kept.given_up else ""
            if isinstance(page, ItemPage) and note:
                page, note = page._replace(note=f"{note} {page.note}".rstrip()), ""
            try:
                page = flow.send((yield page))
            except StopIteration:
                return
    finally:
        flow.close()


def _ask_what_to_do(log: SavingLog) -> Flow:
    while log.trouble is not None and not log.given_up:
        result = yield MenuPage("This could not be saved", str(log.trouble), _ROWS)
        chosen = result.result if isinstance(result, Chose) else ""
        if chosen == "stop":
            raise KeyboardInterrupt
        log.given_up = chosen == "without"
        log.retry()


_NOT_SAVED = "From here on nothing is saved; you see your report at the end, and only then."
_ROWS = (
    Command("1", "Try again, when there is room once more", "again"),
    Command("2", "Go on without saving: you see the report at the end, and only then", "without"),
    Command("3", "Stop here", "stop"),
)
