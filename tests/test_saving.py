"""A sitting whose journal cannot be written: what waits, what the person is asked, and what is said."""

from __future__ import annotations

from typing import cast

import pytest

from readiness.ground.files import StorageError
from readiness.sitting.events import Event, Paused, WarmedUp
from readiness.sitting.journal import Journal, JournalGoneError
from readiness.sitting.pages import Chose, Flow, ItemPage, MenuPage, Page
from readiness.sitting.saving import SavingLog, saved_first
from tests.samples import CHOICE, ENTRY, item_page, text_page

FULL = StorageError("the disk is full")
NOT_SAVED = "From here on nothing is saved; you see your report at the end, and only then."


class Disk:
    """A journal that refuses with the given errors, one after the other, and then takes what comes."""

    def __init__(self, *errors: StorageError) -> None:
        self.kept: list[Event] = []
        self.errors = list(errors)
        self.closed = False

    def append(self, event: Event) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.kept.append(event)

    def close(self) -> None:
        self.closed = True


def log_of(disk: Disk) -> SavingLog:
    return SavingLog(cast(Journal, disk))


# What waits ---------------------------------------------------------------------------------------------------------


def test_what_is_refused_waits_and_is_saved_in_its_order_with_the_next() -> None:
    disk = Disk(FULL)
    log = log_of(disk)
    log.append(Paused(1.0))
    assert (disk.kept, log.trouble, log.given_up) == ([], FULL, False)
    log.append(Paused(2.0))
    assert (disk.kept, log.trouble) == ([Paused(1.0), Paused(2.0)], None)


def test_trying_again_saves_all_that_waits_or_says_what_is_wrong_now() -> None:
    gone = StorageError("the drive is gone")
    disk = Disk(FULL, FULL, gone)
    log = log_of(disk)
    log.append(Paused(1.0))
    log.append(WarmedUp("mark"))
    log.retry()
    assert (disk.kept, log.trouble) == ([], gone)
    log.retry()
    assert (disk.kept, log.trouble) == ([Paused(1.0), WarmedUp("mark")], None)
    log.retry()
    assert disk.kept == [Paused(1.0), WarmedUp("mark")]


def test_once_given_up_nothing_is_tried_until_the_end() -> None:
    disk = Disk(FULL)
    log = log_of(disk)
    log.append(Paused(1.0))
    log.given_up = True
    log.append(Paused(2.0))
    assert (disk.kept, disk.closed, log.trouble) == ([], False, FULL)
    log.close()
    assert (disk.kept, disk.closed, log.trouble) == ([Paused(1.0), Paused(2.0)], True, None)


def test_a_journal_is_let_go_of_also_when_the_end_cannot_be_saved() -> None:
    disk = Disk(FULL, FULL)
    log = log_of(disk)
    log.append(Paused(1.0))
    log.close()
    assert (disk.kept, disk.closed, log.trouble) == ([], True, FULL)


# What the person sees -----------------------------------------------------------------------------------------------

PAGES: tuple[Page, ...] = (text_page(["Welcome."]), item_page(CHOICE), item_page(ENTRY, note="One more."))


def all_pages() -> Flow:
    for page in PAGES:
        result = yield page
        assert result == Chose("start", None)


def seen(log: SavingLog | None, disk: Disk, *choices: str, after: int = 1) -> list[Page]:
    """The pages shown when something is to be saved after so many of them, and a person who chooses these rows."""
    shown: list[Page] = []
    picks = iter(choices)

    def pages() -> Flow:
        for number, page in enumerate(PAGES, start=1):
            yield page
            if number == after and log is not None:
                log.append(Paused(float(number)))

    flow = saved_first(pages(), lambda: log)
    page = next(flow, None)
    while page is not None:
        shown.append(page)
        saving = isinstance(page, MenuPage) and page.title == "This could not be saved"
        try:
            page = flow.send(Chose(next(picks) if saving else "start", None))
        except StopIteration:
            page = None
    assert next(picks, None) is None
    return shown


def notes(pages: list[Page]) -> list[str]:
    return [page.note for page in pages if isinstance(page, ItemPage)]


@pytest.mark.parametrize("saved", [True, False])
def test_where_all_is_saved_or_nothing_is_to_be_the_pages_come_as_they_are(saved: bool) -> None:
    disk = Disk()
    assert seen(log_of(disk) if saved else None, disk) == list(PAGES)


def test_what_could_not_be_saved_is_asked_about_before_the_next_page_until_it_is() -> None:
    disk = Disk(FULL, FULL)
    log = log_of(disk)
    shown = seen(log, disk, "again", "again")
    first, second = shown[1:3]
    assert isinstance(first, MenuPage)
    assert (first.title, first.body) == ("This could not be saved", "the disk is full")
    assert [(row.key, row.result) for row in first.rows] == [("1", "again"), ("2", "without"), ("3", "stop")]
    assert second == first
    assert [*shown[:1], *shown[3:]] == list(PAGES)
    assert (disk.kept, log.given_up) == ([Paused(1.0)], False)


def test_who_goes_on_without_saving_is_told_once_and_not_asked_again() -> None:
    disk = Disk(*[FULL] * 9)
    log = log_of(disk)
    shown = seen(log, disk, "without")
    assert [type(page).__name__ for page in shown] == ["TextPage", "MenuPage", "ItemPage", "ItemPage"]
    assert notes(shown) == [f"{NOT_SAVED} (the disk is full)", "One more."]
    assert (disk.kept, log.given_up) == ([], True)


def test_the_word_about_it_stands_before_what_the_page_says_itself() -> None:
    disk = Disk(*[FULL] * 9)
    assert notes(seen(log_of(disk), disk, "without", after=2)) == ["", f"{NOT_SAVED} (the disk is full) One more."]


def test_the_word_about_it_waits_for_the_next_question() -> None:
    disk = Disk(*[FULL] * 9)
    log = log_of(disk)
    log.append(Paused(1.0))
    flow = saved_first(all_pages(), lambda: log)
    assert isinstance(next(flow), MenuPage)
    assert flow.send(Chose("without", None)) == PAGES[0]
    assert notes([flow.send(Chose("start", None))]) == [f"{NOT_SAVED} (the disk is full)"]


def test_a_file_that_is_gone_is_said_and_nothing_is_asked() -> None:
    disk = Disk(*[JournalGoneError("it was removed")] * 9)
    log = log_of(disk)
    shown = seen(log, disk)
    assert [type(page).__name__ for page in shown] == ["TextPage", "ItemPage", "ItemPage"]
    assert notes(shown) == [f"{NOT_SAVED} (it was removed)", "One more."]
    assert log.given_up


def test_who_would_rather_stop_leaves_and_the_pages_are_closed() -> None:
    closed = []

    def pages() -> Flow:
        try:
            yield from PAGES
        finally:
            closed.append(True)

    disk = Disk(*[FULL] * 9)
    log = log_of(disk)
    log.append(Paused(1.0))
    inner = pages()
    flow = saved_first(inner, lambda: log)
    assert isinstance(next(flow), MenuPage)
    with pytest.raises(KeyboardInterrupt):
        flow.send(Chose("stop", None))
    assert (closed, log.given_up, disk.kept) == ([True], False, [])


def test_no_page_at_all_is_no_trouble() -> None:
    def nothing() -> Flow:
        yield from ()

    assert list(saved_first(nothing(), lambda: None)) == []
