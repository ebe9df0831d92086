"""What the saved sittings say. Reading never changes a file: what is damaged is passed over and told.

A journal is one file of JSON lines, which a person can read, take away or delete; ``journal`` writes it, ``lines`` says how.
"""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

from readiness.ground.files import StorageError, in_words, read_regular
from readiness.ground.responses import Response, done_in_words
from readiness.sitting.events import (
    TEST,
    Ended,
    Event,
    Extended,
    Moment,
    Paused,
    Practiced,
    Responded,
    Shown,
    Started,
    Submitted,
    WarmedUp,
)
from readiness.sitting.fields import day_starts, instant
from readiness.sitting.journal import LARGEST
from readiness.sitting.lines import CHECKED, NewerFormat, Unreadable, event_of

_NAME = re.compile(r"(\d{8}T\d{6})(Z?)-[0-9a-z]+\.jsonl", re.ASCII)


class Damage(NamedTuple):
    """A line, from 1, that cannot be read, and why."""

    line: int
    why: str


class Sitting(NamedTuple):
    """What a journal says. The last event about a thing counts.

    ``head`` says what the sitting is of, ``started`` when it began. ``given``: the last response to each item.
    ``warmups``: item types whose warm-up was shown. ``extended``: the last longer form it went on into. ``elapsed``:
    seconds spent. ``report``: the last one submitted, ``submitted`` when, and on which line. ``finished``: nothing was
    begun after that report, or a practice session is over. ``damage``: the lines that were passed over.
    ``practiced``: the answers of a practice session, in their order. ``report_form``: the form the report is of.
    """

    id: str
    path: Path
    head: Started
    started: Moment
    shown: tuple[Shown, ...]
    given: dict[str, Responded]
    warmups: tuple[str, ...]
    extended: Extended | None
    elapsed: float
    report: dict[str, Any] | None
    report_line: int | None
    submitted: Moment | None
    finished: bool
    damage: tuple[Damage, ...]
    practiced: tuple[Practiced, ...] = ()
    report_form: str = ""

    @property
    def done(self) -> str:
        """The answers and skips in words."""
        return done_in_words(response.answer for response in self.responses.values())

    @property
    def responses(self) -> dict[str, Response]:
        """The last response to each item, by its id."""
        return {item: event.response for item, event in self.given.items()}

    @property
    def form(self) -> str:
        """The form it is of, or has gone on into, for showing."""
        return _form(self.head, self.extended)

    @property
    def latest(self) -> datetime:
        """The place in the order of moments of the last thing in it that has one."""
        others = [self.submitted.order] if self.submitted else []
        return max([self.started.order, *others, *(one.moment.order for one in self.practiced)])


def list_sittings(folder: Path, *kinds: str) -> list[Sitting]:
    """The sittings of some kinds in the data folder, newest first, without any kind those that are scored.

    Other files are passed over (``strange_files``).
    """
    wanted = kinds or (TEST,)
    sittings = [one for one in map(_read_or_none, journal_paths(folder)) if one is not None and one.head.kind in wanted]
    return sorted(sittings, key=lambda one: (one.started.order, one.id), reverse=True)


def strange_files(folder: Path) -> list[Path]:
    """Files named like a sitting that cannot be read as one: torn when they were made, foreign, or of a newer version."""
    return [path for path in journal_paths(folder) if _read_or_none(path) is None]


def journal_paths(folder: Path) -> list[Path]:
    """The files that are named like a sitting. Raises StorageError when the folder cannot be read."""
    place = folder / "sittings"
    with in_words(place, "the saved sittings cannot be read", "Set READINESS_HOME to another folder."):
        try:
            names = os.listdir(place)
        except FileNotFoundError:
            return []
    return [place / name for name in sorted(names) if _NAME.fullmatch(name)]


def _read_or_none(path: Path) -> Sitting | None:
    try:
        return read(path)
    except StorageError:
        return None


def read(path: Path) -> Sitting:
    """What the journal says. Raises StorageError when it cannot be read or holds no sitting that this version knows."""
    with in_words(path, "this sitting cannot be read"):
        lines = read_regular(path, LARGEST).split(b"\n")
    state = _State()
    try:
        for number, line in enumerate(lines, start=1):
            if line:
                state.take_line(number, line)
    except NewerFormat:
        raise StorageError(f"{path}: a newer version of readiness wrote this sitting; this one cannot read it.") from None
    whole = _whole_head(path, state)
    if whole is None:
        raise StorageError(f"{path}: this is not a sitting that this version can read.")
    return state.sitting(path, *whole)


def _whole_head(path: Path, state: _State) -> tuple[Started, Moment] | None:
    """What the sitting is of and when it began; what the head does not say any more, the file's name or a default does.

    None when the file is no sitting: nothing could be read of it, whatever its name, or nothing says when it began.
    """
    head = state.head
    if head is not None and head.moment is not None:
        return head, head.moment
    named = _NAME.fullmatch(path.name)
    if named is None or (head is None and not state.read_any):
        return None
    try:
        clock = datetime.strptime(named[1], "%Y%m%dT%H%M%S").isoformat()
        at = instant(f"{clock}+00:00" if named[2] else clock)
    except ValueError:
        return None
    nothing_known = Started(None, None, "", (), 0, False, ())
    return head or nothing_known, Moment(at.astimezone(), at.astimezone(timezone.utc))


class _State:
    """What the events of a journal come to; a line that cannot be understood changes nothing and is noted."""

    def __init__(self) -> None:
        self.head: Started | None = None
        self.read_any = False
        self._second_format = False
        self._lines: set[bytes] = set()
        self._shown: dict[str, Shown] = {}
        self._given: dict[str, Responded] = {}
        self._warmups: dict[str, None] = {}
        self._extended: Extended | None = None
        self._elapsed = 0.0
        self._submitted: Submitted | None = None
        self._report_line: int | None = None
        self._report_extended: Extended | None = None
        self._finished = False
        self._damage: list[Damage] = []
        self._practiced: list[Practiced] = []

    def take_line(self, number: int, line: bytes) -> None:
        try:
            event = event_of(line, checked_only=self._second_format)
            # Each line of the second format has a number of its own, so the very same line twice is one event.
            if CHECKED in line and line in self._lines:
                raise Unreadable("it is there twice")
        except Unreadable as problem:
            self._damage.append(Damage(number, str(problem)))
            return
        self._lines.add(line)
        if isinstance(event, Started):
            self.head = self.head or event
            self._second_format |= CHECKED in line
        elif event is not None:
            self.read_any = True
            self._take(event)
            if isinstance(event, Submitted):
                self._report_line = number

    def _take(self, event: Event) -> None:
        if isinstance(event, Shown):
            self._take_shown(event)
        elif isinstance(event, Responded):
            self._take_response(event)
        elif isinstance(event, WarmedUp):
            self._warmups[event.type] = None
        elif isinstance(event, Extended):
            self._extended, self._finished = event, False
        elif isinstance(event, Submitted):
            self._submitted, self._report_extended, self._finished = event, self._extended, True
        elif isinstance(event, Practiced):
            self._practiced.append(event)
            self._finished = False
        elif isinstance(event, Ended):
            self._finished = True
        if isinstance(event, Responded | Paused | Submitted | Practiced | Ended):
            self._elapsed = max(self._elapsed, event.elapsed)

    def _take_shown(self, shown: Shown) -> None:
        before = self._shown.get(shown.item)
        if before is not None and before.digest == shown.digest:
            return
        # The item has changed since it was shown first, so what was answered then was another question.
        self._shown.pop(shown.item, None)
        self._given.pop(shown.item, None)
        self._shown[shown.item] = shown

    def _take_response(self, event: Responded) -> None:
        item = event.response.item
        if item not in self._shown:
            self._shown[item] = Shown(item, event.digest, ())
        self._given[item], self._finished = event, False

    def sitting(self, path: Path, head: Started, started: Moment) -> Sitting:
        return Sitting(
            id=path.stem,
            path=path,
            head=head,
            started=started,
            shown=tuple(self._shown.values()),
            given=self._given,
            warmups=tuple(self._warmups),
            extended=self._extended,
            elapsed=self._elapsed,
            report=self._submitted.report if self._submitted else None,
            report_line=self._report_line,
            report_form=_form(head, self._report_extended),
            submitted=self._submitted_at(started),
            finished=self._finished,
            damage=tuple(self._damage),
            practiced=tuple(self._practiced),
        )

    def _submitted_at(self, started: Moment) -> Moment | None:
        """When the report was made; the first format has only its day, which is late enough for every other event."""
        submitted = self._submitted
        if submitted is None:
            return None
        if submitted.moment is not None:
            return submitted.moment
        day = day_starts(submitted.day)
        return Moment(day.astimezone(), max(day, started.order + timedelta(seconds=self._elapsed)))


def _form(head: Started, extended: Extended | None) -> str:
    return (extended.form if extended else head.form) or "unknown form"
