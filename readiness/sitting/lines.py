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
from datetime import date
from typing import Any, TypeVar
from zlib import crc32

from readiness.ground.responses import CONFIDENCES, Response
from readiness.sitting.events import (
    Ended,
    Event,
    Extended,
    Moment,
    Paused,
    Practiced,
    Responded,
    Resumed,
    Shown,
    Started,
    Submitted,
    WarmedUp,
)
from readiness.sitting.fields import (
    answer_of,
    bank_name,
    day_starts,
    elapsed_of,
    mapping,
    moment_at,
    seconds_of,
    share_of,
    text,
    texts,
    whole,
    yes_or_no,
)

T = TypeVar("T")

FORMAT = 2
"""The format of journals that is written; the one before is read too."""
CHECKED = b', "crc": "'
"""What stands in every line that has a checksum."""


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
        more = {"practiced": event.practiced, "topics": event.topics}
        return {**head, **own, **{name: ids for name, ids in more.items() if ids}}
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
    if isinstance(event, Practiced):
        return _plain_practiced(event)
    if isinstance(event, Ended):
        return {"event": "end", **_plain_moment("at", event.moment), "elapsed": event.elapsed}
    at = _plain_moment("at", event.moment) or {"date": event.day.isoformat()}
    return {"event": "submit", **at, "elapsed": event.elapsed, "report": event.report}


def _plain_practiced(event: Practiced) -> dict[str, Any]:
    given = event.response
    what = {"item": given.item, "competency": event.competency, "digest": event.digest, "answer": given.answer}
    went = {"credit": event.credit, "hint": event.hinted, "seconds": given.seconds, "elapsed": event.elapsed}
    return {"event": "practiced", **_plain_moment("at", event.moment), **what, **went}


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
        plain = mapping(json.loads(line.decode("utf-8")))
        if "journal" in plain:
            return _head(plain)
        reader = _READERS.get(text(plain["event"]))
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
            moment_at(plain, "started"),
            bank_name(plain["bank"]),
            text(plain["form"]),
            texts(plain["skills"]),
            whole(plain["seed"]),
            yes_or_no(plain["fixed"]),
            texts(plain["seen"]),
            text(plain["kind"]),
            texts(plain.get("practiced", [])),
            texts(plain.get("topics", [])),
        )
    if plain["journal"] != 1:
        raise Unreadable("it is the head of no sitting")
    return Started(
        _or(None, lambda _: moment_at(plain, "started"), None),
        _or(None, bank_name, plain.get("bank")),
        _or("", text, plain.get("form")),
        _or((), texts, plain.get("skills")),
        _or(0, whole, plain.get("seed")),
        _or(False, yes_or_no, plain.get("fixed")),
        _or((), texts, plain.get("seen")),
    )


def _or(default: T, reader: Callable[[object], T], value: object) -> T:
    try:
        return reader(value)
    except _STRANGE:
        return default


def _shown(plain: dict[str, Any]) -> Shown:
    return Shown(text(plain["item"]), text(plain["digest"]), texts(plain["order"]))


def _responded(plain: dict[str, Any]) -> Responded:
    seconds, confidence, digest = plain["seconds"], plain["confidence"], plain.get("digest")
    if confidence is not None and confidence not in CONFIDENCES:
        raise ValueError("confidence")
    response = Response(
        text(plain["item"]), answer_of(plain["answer"]), None if seconds is None else seconds_of(seconds), confidence
    )
    return Responded(response, None if digest is None else text(digest), elapsed_of(plain), plain.get("again") is True)


def _resumed(plain: dict[str, Any]) -> Resumed:
    return Resumed(moment_at(plain, "at") if "at" in plain else None)


def _submitted(plain: dict[str, Any]) -> Submitted:
    at = moment_at(plain, "at") if "at" in plain else None
    day = at.at.date() if at is not None else date.fromisoformat(text(plain["date"]))
    day_starts(day)
    return Submitted(at, day, mapping(plain["report"]), elapsed_of(plain))


def _practiced(plain: dict[str, Any]) -> Practiced:
    seconds = plain["seconds"]
    given = Response(text(plain["item"]), answer_of(plain["answer"]), None if seconds is None else seconds_of(seconds))
    return Practiced(
        moment_at(plain, "at"),
        text(plain["competency"]),
        given,
        text(plain["digest"]),
        share_of(plain["credit"]),
        yes_or_no(plain["hint"]),
        elapsed_of(plain),
    )


_READERS: dict[str, Callable[[dict[str, Any]], Event]] = {
    "shown": _shown,
    "answer": _responded,
    "warmup": lambda plain: WarmedUp(text(plain["type"])),
    "pause": lambda plain: Paused(elapsed_of(plain)),
    "resume": _resumed,
    "extend": lambda plain: Extended(text(plain.get("form", "full")), texts(plain["skills"])),
    "submit": _submitted,
    "practiced": _practiced,
    "end": lambda plain: Ended(moment_at(plain, "at"), elapsed_of(plain)),
}
