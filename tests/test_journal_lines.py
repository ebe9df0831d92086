"""The lines of a journal, one by one: how each event is written, that it comes back, and what is no such line."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zlib import crc32

import pytest

from readiness.ground.responses import Response
from readiness.sitting.events import (
    LIKING,
    PRACTICE,
    TEST,
    BankName,
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
    moment,
)
from readiness.sitting.fields import instant
from readiness.sitting.lines import NewerFormat, Unreadable, event_of, line_of

EAST_COAST = timezone(timedelta(hours=-5))
NOON = moment(datetime(2026, 3, 1, 12, tzinfo=EAST_COAST))
LATER = moment(datetime(2026, 3, 1, 11, tzinfo=EAST_COAST), NOON.order)
"""The clock was set back by an hour."""
HEAD = Started(NOON, BankName("medical-coding", "2026.1", "f00d"), "quick", ("privacy",), 7, True, ("a-01",))
AT = '"2026-03-01T12:00:00.000-05:00"'
ORDER = '"2026-03-01T17:00:00.001+00:00"'


def sealed(plain: dict[str, Any]) -> bytes:
    """A line of the second format, without its line end."""
    body = json.dumps(plain).encode()[:-1]
    return b'%s, "crc": "%08x"}' % (body, crc32(body))


def plain_of(event: Event) -> dict[str, Any]:
    """The fields of an event's line but its checksum."""
    plain: dict[str, Any] = json.loads(line_of(event, 3))
    del plain["crc"]
    return plain


# Each event ---------------------------------------------------------------------------------------------------------

WRITTEN: list[tuple[Event, str]] = [
    (
        HEAD,
        f'"journal": 2, "kind": "test", "started": {AT}, "bank": {{"id": "medical-coding", "version": "2026.1", '
        '"fingerprint": "f00d"}, "form": "quick", "skills": ["privacy"], "seed": 7, "fixed": true, "seen": ["a-01"]',
    ),
    (
        Started(LATER, None, "full", (), -1, False, (), "practice", ("a-01", "b-02"), ("clocks", "terms")),
        '"journal": 2, "kind": "practice", "started": "2026-03-01T11:00:00.000-05:00", "order": '
        f'{ORDER}, "bank": null, "form": "full", "skills": [], "seed": -1, "fixed": false, "seen": [], '
        '"practiced": ["a-01", "b-02"], "topics": ["clocks", "terms"]',
    ),
    (Shown("a-01", "d1", ("b", "a")), '"event": "shown", "item": "a-01", "digest": "d1", "order": ["b", "a"]'),
    (
        Responded(Response("a-01", "b", 4.5, "sure"), "d1", 9.25),
        '"event": "answer", "item": "a-01", "digest": "d1", "answer": "b", "seconds": 4.5, "confidence": "sure", '
        '"elapsed": 9.25',
    ),
    (
        Responded(Response("a-01", None), None, 9.25, again=True),
        '"event": "answer", "item": "a-01", "digest": null, "answer": null, "seconds": null, "confidence": null, '
        '"elapsed": 9.25, "again": true',
    ),
    (WarmedUp("mark"), '"event": "warmup", "type": "mark"'),
    (Paused(9.25), '"event": "pause", "elapsed": 9.25'),
    (Resumed(NOON), f'"event": "resume", "at": {AT}'),
    (Resumed(LATER), f'"event": "resume", "at": "2026-03-01T11:00:00.000-05:00", "order": {ORDER}'),
    (Resumed(None), '"event": "resume"'),
    (Extended("quick", ("privacy",)), '"event": "extend", "form": "quick", "skills": ["privacy"]'),
    (
        Submitted(NOON, date(2026, 3, 1), {"report": 1}, 9.25),
        f'"event": "submit", "at": {AT}, "elapsed": 9.25, "report": {{"report": 1}}',
    ),
    (
        Submitted(None, date(2026, 3, 1), {"report": 1}, 9.25),
        '"event": "submit", "date": "2026-03-01", "elapsed": 9.25, "report": {"report": 1}',
    ),
    (
        Practiced(NOON, "clocks", Response("a-01", ("s1", "s2"), 4.5), "d1", 0.5, True, 9.25),
        f'"event": "practiced", "at": {AT}, "item": "a-01", "competency": "clocks", "digest": "d1", '
        '"answer": ["s1", "s2"], "credit": 0.5, "hint": true, "seconds": 4.5, "elapsed": 9.25',
    ),
    (
        Practiced(NOON, "clocks", Response("a-01", None), "d1", 1.0, False, 0.0),
        f'"event": "practiced", "at": {AT}, "item": "a-01", "competency": "clocks", "digest": "d1", '
        '"answer": null, "credit": 1.0, "hint": false, "seconds": null, "elapsed": 0.0',
    ),
    (Ended(NOON, 9.25), f'"event": "end", "at": {AT}, "elapsed": 9.25'),
]


@pytest.mark.parametrize(("event", "fields"), WRITTEN)
def test_each_event_is_written_in_these_words_and_comes_back(event: Event, fields: str) -> None:
    body = f'{{{fields}, "n": 12'
    line = line_of(event, 12)
    assert line == f'{body}, "crc": "{crc32(body.encode()):08x}"}}\n'.encode()
    assert event_of(line[:-1], checked_only=True) == event


def test_a_checksum_has_eight_digits_also_where_it_is_small() -> None:
    number = next(n for n in range(1, 1000) if crc32(b'{"event": "pause", "elapsed": 1.0, "n": %d' % n) < 1 << 28)
    line = line_of(Paused(1.0), number)
    assert line[-12:-10] == b'"0'
    assert event_of(line[:-1]) == Paused(1.0)


def test_the_kinds_of_journals_are_written_in_these_words() -> None:
    assert (TEST, PRACTICE, LIKING) == ("test", "practice", "liking")


def test_what_a_line_may_leave_out() -> None:
    answer = {"event": "answer", "item": "a-01", "answer": "b", "seconds": 1, "confidence": None}
    assert event_of(sealed(answer)) == Responded(Response("a-01", "b", 1.0), None, 0.0)
    assert event_of(sealed({"event": "pause"})) == Paused(0.0)
    assert event_of(sealed({"event": "extend", "skills": []})) == Extended("full", ())


FIRST_HEAD = {
    "journal": 1,
    "started": "2026-03-01T12:00:00-05:00",
    "bank": {"id": "medical-coding", "version": "2026.1", "fingerprint": "f00d"},
    "form": "quick",
    "skills": ["privacy"],
    "seed": 7,
    "fixed": True,
    "seen": ["a-01"],
}


def test_the_head_of_the_first_format_says_the_same() -> None:
    assert event_of(json.dumps(FIRST_HEAD).encode()) == HEAD


@pytest.mark.parametrize(
    ("field", "unknown"),
    [("started", None), ("bank", None), ("form", ""), ("skills", ()), ("seed", 0), ("fixed", False), ("seen", ())],
)
@pytest.mark.parametrize("value", [1.5, "not there"])
def test_a_part_of_a_first_format_head_that_cannot_be_read_is_unknown(field: str, unknown: object, value: object) -> None:
    plain = {**FIRST_HEAD, field: value}
    if value == "not there":
        del plain[field]
    name = {"started": "moment"}.get(field, field)
    assert event_of(json.dumps(plain).encode()) == HEAD._replace(**{name: unknown})  # type: ignore[arg-type]


# Values that no version writes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["wrong type", "not there"])
@pytest.mark.parametrize("field", ["kind", "started", "bank", "form", "skills", "seed", "fixed", "seen"])
def test_a_second_format_head_counts_as_a_whole_or_not_at_all(field: str, how: str) -> None:
    plain = plain_of(HEAD)
    if how == "wrong type":
        plain[field] = 1 if field != "seed" else True
    else:
        del plain[field]
    with pytest.raises(Unreadable, match=r"^it is not a whole line of a sitting$"):
        event_of(sealed(plain))


@pytest.mark.parametrize("field", ["practiced", "topics"])
@pytest.mark.parametrize("value", [None, "a-01", [1]])
def test_the_ids_that_a_head_may_name_are_texts(field: str, value: object) -> None:
    with pytest.raises(Unreadable, match=r"^it is not a whole line of a sitting$"):
        event_of(sealed({**plain_of(HEAD), field: value}))


@pytest.mark.parametrize("part", ["id", "version", "fingerprint"])
def test_a_bank_is_named_by_three_texts(part: str) -> None:
    plain = plain_of(HEAD)
    plain["bank"][part] = 2026
    with pytest.raises(Unreadable, match=r"^it is not a whole line of a sitting$"):
        event_of(sealed(plain))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "noon"),
        ("at", 1),
        ("item", 1),
        ("competency", None),
        ("digest", None),
        ("answer", 1),
        ("answer", {"best": 1}),
        ("credit", 1.01),
        ("credit", -0.01),
        ("credit", True),
        ("credit", None),
        ("hint", 0),
        ("hint", None),
        ("seconds", -1),
        ("elapsed", None),
    ],
)
def test_an_answer_of_practice_counts_as_a_whole_or_not_at_all(field: str, value: object) -> None:
    event = Practiced(NOON, "clocks", Response("a-01", "b", 4.5), "d1", 0.5, False, 9.25)
    assert event_of(sealed(plain_of(event))) == event
    with pytest.raises(Unreadable, match=r"^it is not a whole line of a sitting$"):
        event_of(sealed({**plain_of(event), field: value}))


def test_a_sitting_takes_31_years_at_most() -> None:
    assert event_of(sealed({"event": "pause", "elapsed": 1e9})) == Paused(1e9)
    with pytest.raises(Unreadable):
        event_of(sealed({"event": "pause", "elapsed": 1_000_000_001}))


@pytest.mark.parametrize("number", [0, 2.5, "2", None, -1, [2]])
def test_a_head_of_no_format_is_the_head_of_no_sitting(number: object) -> None:
    with pytest.raises(Unreadable, match=r"^it is the head of no sitting$"):
        event_of(sealed({**plain_of(HEAD), "journal": number}))


@pytest.mark.parametrize("number", [3, 10**30])
def test_the_head_of_a_later_format_is_left_to_a_later_version(number: int) -> None:
    with pytest.raises(NewerFormat):
        event_of(sealed({"journal": number}))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (line_of(Paused(1.0), 7)[:-1].replace(b"1.0", b"1.5"), "its checksum does not fit: something has changed it"),
        (line_of(Paused(1.0), 7)[:-1] + b" ", "it is not whole: its checksum is missing"),
        (line_of(Paused(1.0), 7)[:-2], "it is not whole: its checksum is missing"),
        (b" " + line_of(Paused(1.0), 7)[:-1], "it is not whole: its checksum is missing"),
        (b'{"event": "pause", "elapsed": 1.0}', "it is not whole: its checksum is missing"),
        (sealed({"event": 7}), "it is not a whole line of a sitting"),
        (sealed({"elapsed": 1.0}), "it is not a whole line of a sitting"),
    ],
)
def test_why_a_line_of_the_second_format_cannot_be_read(line: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        event_of(line, checked_only=True)
    assert str(caught.value) == why


def test_an_unknown_event_is_passed_over_where_its_checksum_fits_and_damage_where_it_has_none() -> None:
    assert event_of(sealed({"event": "a later kind"}), checked_only=True) is None
    with pytest.raises(Unreadable, match=r"^it holds nothing that this version knows$"):
        event_of(b'{"event": "a later kind"}')


# Moments ------------------------------------------------------------------------------------------------------------


def test_a_moment_is_kept_to_the_thousandth_of_a_second_below() -> None:
    now = datetime(2026, 3, 1, 12, 0, 59, 998_900, tzinfo=EAST_COAST)
    kept = datetime(2026, 3, 1, 12, 0, 59, 998_000, tzinfo=EAST_COAST)
    assert moment(now) == Moment(kept, kept.astimezone(timezone.utc))
    assert moment(now).order.tzinfo is timezone.utc


def test_two_moments_of_the_same_instant_have_an_order() -> None:
    assert moment(NOON.at, NOON.order) == Moment(NOON.at, NOON.order + timedelta(milliseconds=1))


def test_a_moment_without_an_offset_was_read_off_this_machines_clock() -> None:
    assert instant("2026-06-01T12:00:00") == datetime(2026, 6, 1, 12).astimezone()
    assert instant("2026-06-01T12:00:00").utcoffset() is not None
    assert instant("2026-06-01T12:00:00+09:00").utcoffset() == timedelta(hours=9)


def test_the_order_is_utc_whatever_offset_the_line_gives_it() -> None:
    event = event_of(sealed({"event": "resume", "at": "2026-03-01T11:00:00-05:00", "order": "2026-03-01T13:00:00-05:00"}))
    assert isinstance(event, Resumed)
    assert event.moment is not None
    assert event.moment.order == datetime(2026, 3, 1, 18, tzinfo=timezone.utc)
    assert event.moment.order.tzinfo is timezone.utc
    assert event.moment._replace(order=NOON.order).at == NOON.at - timedelta(hours=1)
