"""The lines of a journal: how each event is written, and the one reader of both formats.

The second format. A line is an ASCII JSON object that ends in its number and a checksum of all that stands before it::

    {"event": "answer", "item": "clocks-01", ..., "n": 7, "crc": "5d2c8a10"}

The head, which says what the sitting is of, is written twice, so that no damage to one line takes it away. Lines of the
first format have neither number nor checksum; they are read as they are, and what is added to such a journal is written
in the second format, line by line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time, timezone
from typing import Any, TypeVar
from zlib import crc32

from readiness.ground.responses import CONFIDENCES, Answer, Response
from readiness.sitting.events import (
    BankName,
    Event,
    Extended,
    Moment,
    Paused,
    Responded,
    Resumed,
    Shown,
    Started,
    Submitted,
    WarmedUp,
)

T = TypeVar("T")

FORMAT = 2
"""The format of journals that is written; the one before is read too."""
CHECKED = b', "crc": "'
"""What stands in every line that has a checksum."""
MOST_SECONDS = 1e9
"""More seconds than that, 31 years, no sitting takes."""


class Unreadable(ValueError):
    """A line that cannot be read; the message says why, to follow "line 7: "."""


class NewerFormat(Exception):
    """The head of a journal of a later version, which this one leaves alone."""


# Writing ------------------------------------------------------------------------------------------------------------


def line_of(event: Event, number: int) -> bytes:
    """The event as line ``number`` of a journal, with its line end. Raises ValueError for a number JSON does not know."""
    # ASCII: no half character can be left when a line is torn, and what a terminal let through is kept as it came.
    body = json.dumps({**_plain(event), "n": number}, allow_nan=False)[:-1]
    return f'{body}, "crc": "{crc32(body.encode("ascii")):08x}"}}\n'.encode("ascii")


def _plain(event: Event) -> dict[str, Any]:
    if isinstance(event, Started):
        bank = event.bank
        named = None if bank is None else {"id": bank.id, "version": bank.version, "fingerprint": bank.fingerprint}
        head = {"journal": FORMAT, "kind": event.kind, **_plain_moment("started", event.moment), "bank": named}
        own = {"form": event.form, "skills": event.skills, "seed": event.seed, "fixed": event.fixed, "seen": event.seen}
        return {**head, **own}
    if isinstance(event, Shown):
        return {"event": "shown", "item": event.item, "digest": event.digest, "order": event.order}
    if isinstance(event, Responded):
        given = event.response
        plain = {"event": "answer", "item": given.item, "digest": event.digest, "answer": given.answer}
        again = {"again": True} if event.again else {}
        return {**plain, "seconds": given.seconds, "confidence": given.confidence, "elapsed": event.elapsed, **again}
    if isinstance(event, WarmedUp):
        return {"event": "warmup", "type": event.type}
    if isinstance(event, Paused):
        return {"event": "pause", "elapsed": event.elapsed}
    if isinstance(event, Resumed):
        return {"event": "resume", **_plain_moment("at", event.moment)}
    if isinstance(event, Extended):
        return {"event": "extend", "form": event.form, "skills": event.skills}
    at = _plain_moment("at", event.moment) or {"date": event.day.isoformat()}
    return {"event": "submit", **at, "elapsed": event.elapsed, "report": event.report}


def _plain_moment(name: str, moment: Moment | None) -> dict[str, str]:
    if moment is None:
        return {}
    order = {} if moment.order == moment.at else {"order": moment.order.isoformat(timespec="milliseconds")}
    return {name: moment.at.isoformat(timespec="milliseconds"), **order}


# Reading ------------------------------------------------------------------------------------------------------------

_CHECKED = re.compile(rb'(\{.*), "crc": "([0-9a-f]{8})"\}', re.DOTALL)
_STRANGE = (KeyError, TypeError, ValueError, OverflowError, RecursionError)
"""What reading a line may raise when it is not what any version writes."""


def event_of(line: bytes, *, checked_only: bool = False) -> Event | None:
    """The event that a line holds; None for one of a later version, which is passed over.

    ``checked_only``: the journal is of the second format, in which every line has a checksum. Raises Unreadable, or
    NewerFormat when the line is the head of a journal of a later format.
    """
    checked = _CHECKED.fullmatch(line)
    if checked is not None and f"{crc32(checked[1]):08x}".encode() != checked[2]:
        raise Unreadable("its checksum does not fit: something has changed it")
    if checked is None and checked_only:
        raise Unreadable("it is not whole: its checksum is missing")
    try:
        plain = _mapping(json.loads(line.decode("utf-8")))
        if "journal" in plain:
            return _head(plain)
        reader = _READERS.get(_text(plain["event"]))
        if reader is None and checked is not None:
            return None
        if reader is None:
            raise Unreadable("it holds nothing that this version knows")
        return reader(plain)
    except Unreadable:
        raise
    except _STRANGE:
        raise Unreadable("it is not a whole line of a sitting") from None


def _head(plain: dict[str, Any]) -> Started:
    """What the sitting is of. In the first format, which has no checksums, each part that can be read counts."""
    if type(plain["journal"]) is int and plain["journal"] > FORMAT:
        raise NewerFormat
    if plain["journal"] == FORMAT:
        return Started(
            _moment(plain, "started"),
            _bank(plain["bank"]),
            _text(plain["form"]),
            _texts(plain["skills"]),
            _whole(plain["seed"]),
            _yes_or_no(plain["fixed"]),
            _texts(plain["seen"]),
            _text(plain["kind"]),
        )
    if plain["journal"] != 1:
        raise Unreadable("it is the head of no sitting")
    return Started(
        _or(None, lambda _: _moment(plain, "started"), None),
        _or(None, _bank, plain.get("bank")),
        _or("", _text, plain.get("form")),
        _or((), _texts, plain.get("skills")),
        _or(0, _whole, plain.get("seed")),
        _or(False, _yes_or_no, plain.get("fixed")),
        _or((), _texts, plain.get("seen")),
    )


def _or(default: T, reader: Callable[[object], T], value: object) -> T:
    try:
        return reader(value)
    except _STRANGE:
        return default


def _shown(plain: dict[str, Any]) -> Shown:
    return Shown(_text(plain["item"]), _text(plain["digest"]), _texts(plain["order"]))


def _responded(plain: dict[str, Any]) -> Responded:
    seconds, confidence, digest = plain["seconds"], plain["confidence"], plain.get("digest")
    if confidence is not None and confidence not in CONFIDENCES:
        raise ValueError("confidence")
    response = Response(
        _text(plain["item"]), _answer(plain["answer"]), None if seconds is None else _seconds(seconds), confidence
    )
    return Responded(response, None if digest is None else _text(digest), _elapsed(plain), plain.get("again") is True)


def _resumed(plain: dict[str, Any]) -> Resumed:
    return Resumed(_moment(plain, "at") if "at" in plain else None)


def _submitted(plain: dict[str, Any]) -> Submitted:
    at = _moment(plain, "at") if "at" in plain else None
    day = at.at.date() if at is not None else date.fromisoformat(_text(plain["date"]))
    day_starts(day)
    return Submitted(at, day, _mapping(plain["report"]), _elapsed(plain))


_READERS: dict[str, Callable[[dict[str, Any]], Event]] = {
    "shown": _shown,
    "answer": _responded,
    "warmup": lambda plain: WarmedUp(_text(plain["type"])),
    "pause": lambda plain: Paused(_elapsed(plain)),
    "resume": _resumed,
    "extend": lambda plain: Extended(_text(plain.get("form", "full")), _texts(plain["skills"])),
    "submit": _submitted,
}


def _moment(plain: dict[str, Any], name: str) -> Moment:
    at = instant(plain[name])
    order = instant(plain["order"]) if "order" in plain else at
    return Moment(at, order.astimezone(timezone.utc))


def instant(value: object) -> datetime:
    """An ISO date and time as an instant; without an offset it was read off a clock in this machine's zone.

    Raises ValueError or TypeError when it is none.
    """
    read = datetime.fromisoformat(_text(value))
    # Beyond these years arithmetic with zones ends in errors of its own, which differ from system to system.
    if not 1971 <= read.year <= 9000:
        raise ValueError("no year of a sitting")
    return read if read.tzinfo is not None else read.astimezone()


def day_starts(day: date) -> datetime:
    """The start of a day of this machine's zone, in UTC. Raises ValueError for a year that no sitting has."""
    return instant(datetime.combine(day, time()).isoformat()).astimezone(timezone.utc)


def _bank(value: object) -> BankName | None:
    if value is None:
        return None
    named = _mapping(value)
    return BankName(_text(named["id"]), _text(named["version"]), _text(named["fingerprint"]))


def _answer(value: object) -> Answer:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return _texts(value)
    return {key: _text(one) for key, one in _mapping(value).items()}


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("an object is wanted")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is wanted")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is wanted")
    return tuple(_text(one) for one in value)


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("a whole number is wanted")
    return value


def _yes_or_no(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError("true or false is wanted")
    return value


def _elapsed(plain: dict[str, Any]) -> float:
    return _seconds(plain.get("elapsed", 0.0))


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= MOST_SECONDS:
        raise TypeError("seconds are wanted")
    return float(value)
