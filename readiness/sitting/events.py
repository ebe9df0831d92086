"""What happens in a sitting, as values: each event is one line of its journal (``lines`` writes and reads them). Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple, TypeAlias

from readiness.ground.responses import Response

TEST = "test"
"""The kind of a sitting that is scored. Journals of other kinds stand beside it and are passed over."""
PRACTICE = "practice"
"""The kind of a practice session, which is never scored."""
LIKING = "liking"
"""The kind of a journal of choices between working days, which is never scored."""


# Time ---------------------------------------------------------------------------------------------------------------


class Moment(NamedTuple):
    """An instant: ``at`` as the clock showed it, its offset from UTC kept for showing, and its place in ``order``.

    ``order`` is UTC: the same instant, unless the clock stood behind what had been written before (it was set back);
    then just after that. So whatever happened later has a larger ``order`` (Kulkarni et al. 2014, hybrid clocks).
    """

    at: datetime
    order: datetime


_TICK = timedelta(milliseconds=1)


def moment(now: datetime, latest: datetime | None = None) -> Moment:
    """This moment, after the ``latest`` order known before. ``now`` has an offset from UTC."""
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    order = now.astimezone(timezone.utc)
    return Moment(now, order if latest is None or order > latest else latest + _TICK)


# Events -------------------------------------------------------------------------------------------------------------


class BankName(NamedTuple):
    """Which bank the questions come from; ``fingerprint`` changes when anything scored changes."""

    id: str
    version: str
    fingerprint: str


class Started(NamedTuple):
    """The head of a journal: what the sitting is of. ``moment`` and ``bank`` are None when they cannot be read any more.

    ``skills``: those asked, none for all. ``seen``: ids of items of earlier sittings. ``practiced``: ids of items that were
    practiced before, without the seeds of instances. ``topics``: of a practice session, the competencies in its order.
    """

    moment: Moment | None
    bank: BankName | None
    form: str
    skills: tuple[str, ...]
    seed: int
    fixed: bool
    seen: tuple[str, ...]
    kind: str = TEST
    practiced: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class Shown(NamedTuple):
    """An item as it was shown: its id, the digest of its text, and the order of its options, spots or pieces.

    ``digest`` is None and ``order`` empty when only the answer to it can still be read.
    """

    item: str
    digest: str | None
    order: tuple[str, ...]


class Responded(NamedTuple):
    """A response. ``digest``: of the text it was given to, None in the first format. ``elapsed``: seconds of the sitting.

    ``again``: it was given when a skipped question was asked once more.
    """

    response: Response
    digest: str | None
    elapsed: float
    again: bool = False


class WarmedUp(NamedTuple):
    """The warm-up of an item type was shown."""

    type: str


class Paused(NamedTuple):
    """The person paused, after so many seconds of the sitting."""

    elapsed: float


class Resumed(NamedTuple):
    """The person went on, after a pause or another day; ``moment`` is None in the first format."""

    moment: Moment | None


class Extended(NamedTuple):
    """The sitting goes on into a longer form, in some skills or, with none named, in all it is of."""

    form: str
    skills: tuple[str, ...]


class Submitted(NamedTuple):
    """The report. ``moment`` is None in the first format, which has only the ``day``."""

    moment: Moment | None
    day: date
    report: dict[str, Any]
    elapsed: float


class Practiced(NamedTuple):
    """An answer of a practice session. The same item may be answered many times; each time counts.

    ``digest``: of the text it was given to. ``credit``, 0..1: what it earned, 0 when the person asked for the answer.
    ``hinted``: after a hint. ``elapsed``: seconds of the session. What dates of return need is all here: they are worked
    out without the bank.
    """

    moment: Moment
    competency: str
    response: Response
    digest: str
    credit: float
    hinted: bool
    elapsed: float


class Ended(NamedTuple):
    """A practice session is over."""

    moment: Moment
    elapsed: float


Event: TypeAlias = Started | Shown | Responded | WarmedUp | Paused | Resumed | Extended | Submitted | Practiced | Ended
