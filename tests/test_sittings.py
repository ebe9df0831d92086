"""The journal of a sitting: what is written, what is read back, and what happens when something goes wrong."""

from __future__ import annotations

import errno
import math
import os
import stat
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.ground.files import StorageError, data_folder, write_private
from readiness.ground.responses import Answer, Confidence, Response
from readiness.sitting.events import (
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
from readiness.sitting.journal import Journal, JournalGoneError, MemoryJournal, SittingOpenError, create, reopen
from readiness.sitting.lines import line_of
from readiness.sitting.saved import Damage, Sitting, list_sittings, read, strange_files
from tests.banks import SKILLS

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes, limits and devices of POSIX systems")
EAST_COAST = timezone(timedelta(hours=-5))
NOON = moment(datetime(2026, 3, 1, 10, 15, tzinfo=EAST_COAST))
BANK = BankName("medical-coding", "2026.1", "f00d")
HEAD = Started(NOON, BANK, "quick", ("privacy",), 7, False, ())
NAME = "20260301T151500Z-a1b2c3"


def shown(item: str, digest: str = "d1", order: str = "bac") -> Shown:
    return Shown(item, digest, tuple(order))


def answer(
    item: str,
    value: Answer = "b",
    seconds: float | None = 4.5,
    elapsed: float = 0.0,
    confidence: Confidence | None = None,
    digest: str = "d1",
) -> Responded:
    return Responded(Response(item, value, seconds, confidence), digest, elapsed)


def submit(at: Moment = NOON, elapsed: float = 0.0, **report: object) -> Submitted:
    return Submitted(at, at.at.date(), {"report": 1, **report}, elapsed)


def started(folder: Path, *events: Event, token: str = "a1b2c3", now: datetime | None = None, kind: str = "test") -> Path:
    """The path of a new journal that holds the events and is closed."""
    at = NOON if now is None else moment(now.replace(tzinfo=EAST_COAST))
    with create(folder, HEAD._replace(moment=at, kind=kind), token) as journal:
        for event in events:
            journal.append(event)
        return journal.path


def practiced(item: str, elapsed: float = 9.0) -> Practiced:
    return Practiced(NOON, "clocks", Response(item, "b", 4.5), "d1", 1.0, False, elapsed)


FIRST_HEAD = (
    b'{"journal": 1, "started": "2026-03-01T10:15:00", "bank": {"id": "medical-coding", "version": "2026.1", '
    b'"fingerprint": "f00d"}, "form": "quick", "skills": ["privacy"], "seed": 7, "fixed": false, "seen": []}'
)


def first_format(folder: Path, *lines: bytes, head: bytes = FIRST_HEAD) -> Path:
    """The path of a journal in the first format, as earlier versions wrote it."""
    path = folder / "sittings" / "20260301T101500-a1b2c3.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line + b"\n" for line in (head, *lines)))
    return path


def first_answer(item: str, value: str = "b") -> bytes:
    return b'{"event": "answer", "item": "%s", "answer": "%s", "seconds": 4.5, "confidence": null}' % (
        item.encode(),
        value.encode(),
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# What is written ----------------------------------------------------------------------------------------------------


def test_a_journal_is_readable_lines_of_json(tmp_path: Path) -> None:
    path = started(tmp_path, shown("spotting-phi-01"), answer("spotting-phi-01", ("s1", "s3"), elapsed=12.25))
    assert path == tmp_path / "sittings" / "20260301T151500Z-a1b2c3.jsonl"
    head = (
        b'{"journal": 2, "kind": "test", "started": "2026-03-01T10:15:00.000-05:00", "bank": {"id": "medical-coding", '
        b'"version": "2026.1", "fingerprint": "f00d"}, "form": "quick", "skills": ["privacy"], "seed": 7, "fixed": false, '
        b'"seen": [], "n": '
    )
    assert path.read_bytes() == (
        head + b'1, "crc": "995dab21"}\n' + head + b'2, "crc": "0054fa9b"}\n'
        b'{"event": "shown", "item": "spotting-phi-01", "digest": "d1", "order": ["b", "a", "c"], '
        b'"n": 3, "crc": "4b5259b0"}\n'
        b'{"event": "answer", "item": "spotting-phi-01", "digest": "d1", "answer": ["s1", "s3"], "seconds": 4.5, '
        b'"confidence": null, "elapsed": 12.25, "n": 4, "crc": "89f7c809"}\n'
    )


@POSIX
def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = started(tmp_path / "data")
        write_private(tmp_path / "report.html", "mine")
    finally:
        os.umask(old)
    assert [mode(path), mode(path.parent), mode(path.parent.parent), mode(tmp_path / "report.html")] == [
        0o600,
        0o700,
        0o700,
        0o600,
    ]


def test_each_event_is_one_write_and_then_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    write, fsync = os.write, os.fsync

    def noted_write(fd: int, data: bytes) -> int:
        calls.append(f"write {len(data)}")
        return write(fd, data)

    def noted_fsync(fd: int) -> None:
        calls.append("fsync")
        fsync(fd)

    monkeypatch.setattr(os, "write", noted_write)
    monkeypatch.setattr(os, "fsync", noted_fsync)
    with create(tmp_path, HEAD, "a1b2c3") as journal:
        calls.clear()
        journal.append(WarmedUp("mark"))
        journal.append(Paused(1.5))
    assert [call for call in calls if call != "fsync"] == ["write 63", "write 62"]
    if sys.platform == "linux":
        assert calls == ["write 63", "fsync", "write 62", "fsync"]


def test_two_sittings_of_one_second_have_their_own_files(tmp_path: Path) -> None:
    one, other = started(tmp_path, token="aaaaaa"), started(tmp_path, token="bbbbbb")
    assert one != other
    with pytest.raises(StorageError) as caught:
        create(tmp_path, HEAD, "aaaaaa")
    assert str(caught.value) == f"{one}: this sitting cannot be opened: a file of that name stands there already."
    assert read(one).head == HEAD


def test_the_journal_without_a_file_takes_and_refuses_the_same(tmp_path: Path) -> None:
    memory = MemoryJournal()
    with memory:
        memory.append(answer("a-01", "é"))
    memory.close()
    assert memory.lines == [line_of(answer("a-01", "é"), 1)]
    with create(tmp_path, HEAD, "a1b2c3") as journal:
        for one in (memory, journal):
            with pytest.raises(ValueError, match="not JSON compliant"):
                one.append(answer("a-01", seconds=math.nan))
        journal.append(answer("a-02"))
    assert read(journal.path).damage == ()


# What is read back --------------------------------------------------------------------------------------------------


def test_a_whole_sitting(tmp_path: Path) -> None:
    path = started(
        tmp_path,
        WarmedUp("mark"),
        shown("a-01"),
        answer("a-01", "b", 4.5, elapsed=5.0),
        answer("a-01", "b", 4.5, confidence="sure", elapsed=6.0),
        shown("b-01@7", order=""),
        Paused(9.0),
        Resumed(NOON),
        answer("b-01@7", None, None),
        WarmedUp("order"),
        shown("c-01", "d9"),
        answer("c-01", ("p2", "p1"), 7, digest="d9"),
        answer("d-01", {"best": "a", "worst": "c"}, digest="d4"),
        submit(verdict="close"),
        Extended("full", ("privacy", "language")),
    )
    assert read(path) == Sitting(
        id=NAME,
        path=path,
        head=HEAD,
        started=NOON,
        shown=(
            Shown("a-01", "d1", ("b", "a", "c")),
            Shown("b-01@7", "d1", ()),
            Shown("c-01", "d9", ("b", "a", "c")),
            Shown("d-01", "d4", ()),
        ),
        given={
            "a-01": Responded(Response("a-01", "b", 4.5, "sure"), "d1", 6.0),
            "b-01@7": Responded(Response("b-01@7", None, None), "d1", 0.0),
            "c-01": Responded(Response("c-01", ("p2", "p1"), 7.0), "d9", 0.0),
            "d-01": Responded(Response("d-01", {"best": "a", "worst": "c"}, 4.5), "d4", 0.0),
        },
        warmups=("mark", "order"),
        extended=Extended("full", ("privacy", "language")),
        elapsed=9.0,
        report={"report": 1, "verdict": "close"},
        report_line=15,
        report_form="quick",
        submitted=NOON,
        finished=False,
        damage=(),
    )


@pytest.mark.parametrize(
    ("events", "report", "finished"),
    [
        ([], None, False),
        ([answer("a-01")], None, False),
        ([answer("a-01"), submit(n=1)], {"report": 1, "n": 1}, True),
        ([submit(n=1), submit(n=2)], {"report": 1, "n": 2}, True),
        ([submit(n=1), answer("a-01")], {"report": 1, "n": 1}, False),
        ([submit(n=1), Extended("full", ())], {"report": 1, "n": 1}, False),
        ([submit(n=1), Paused(1.0), Resumed(NOON)], {"report": 1, "n": 1}, True),
        ([WarmedUp("mark"), shown("a-01"), Paused(1.0), Resumed(NOON)], None, False),
        ([practiced("a-01")], None, False),
        ([practiced("a-01"), Ended(NOON, 9.0)], None, True),
        ([practiced("a-01"), Ended(NOON, 9.0), practiced("a-02")], None, False),
    ],
)
def test_finished_means_that_nothing_was_begun_after_the_report(
    tmp_path: Path, events: list[Event], report: dict[str, Any] | None, finished: bool
) -> None:
    sitting = read(started(tmp_path, *events))
    assert (sitting.report, sitting.finished) == (report, finished)


def test_the_answers_of_a_practice_session_are_kept_in_their_order_and_each_counts(tmp_path: Path) -> None:
    given = (practiced("b-01"), practiced("a-01"), practiced("b-01", elapsed=12.5))
    sitting = read(started(tmp_path, *given))
    assert (sitting.practiced, sitting.elapsed, sitting.given) == (given, 12.5, {})


def test_a_sitting_in_which_nothing_was_done_took_no_time_and_has_no_report(tmp_path: Path) -> None:
    sitting = read(started(tmp_path))
    assert (sitting.elapsed, sitting.report, sitting.report_line, sitting.submitted) == (0.0, None, None, None)
    assert (sitting.shown, sitting.given, sitting.warmups, sitting.practiced) == ((), {}, (), ())


def test_an_item_whose_text_changed_loses_the_answer_given_to_the_old_text(tmp_path: Path) -> None:
    sitting = read(
        started(
            tmp_path,
            shown("a-01", "old"),
            answer("a-01"),
            shown("b-01"),
            answer("b-01"),
            shown("b-01"),
            shown("a-01", "new"),
        )
    )
    assert [(one.item, one.digest) for one in sitting.shown] == [("b-01", "d1"), ("a-01", "new")]
    assert list(sitting.responses) == ["b-01"]


def test_elapsed_never_goes_back(tmp_path: Path) -> None:
    assert read(started(tmp_path, answer("a-01", elapsed=9), answer("a-02", elapsed=3))).elapsed == 9.0


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"event": "answer"}',
        b"\0\0\0",
        b"[" * 100_000,
        b'{"event": "resume"',
        b" ",
        b'{"event": ["answer"]}',
        b'{"event": "a later kind"}',
        b'{"event": "shown", "item": 3, "digest": "d", "order": []}',
        b'{"event": "shown", "item": "a-01", "digest": "d", "order": "bac"}',
        b'{"event": "answer", "item": "a-01", "answer": 7, "seconds": 1, "confidence": null}',
        b'{"event": "answer", "item": "a-01", "answer": ["s1", 2], "seconds": 1, "confidence": null}',
        b'{"event": "answer", "item": "a-01", "answer": "b", "seconds": -1, "confidence": null}',
        b'{"event": "answer", "item": "a-01", "answer": "b", "seconds": NaN, "confidence": null}',
        b'{"event": "answer", "item": "a-01", "answer": "b", "seconds": true, "confidence": null}',
        b'{"event": "answer", "item": "a-01", "answer": "b", "seconds": 1' + b"0" * 400 + b', "confidence": null}',
        b'{"event": "answer", "item": "a-01", "answer": "b", "seconds": 1, "confidence": "certain"}',
        b'{"event": "answer", "item": "a-01", "answer": "b", "seconds": 1, "confidence": []}',
        b'{"event": "pause", "elapsed": "9"}',
        b'{"event": "submit", "date": "March", "report": {}}',
        b'{"event": "submit", "date": "2026-03-01", "report": []}',
        b'{"event": "submit", "date": "1960-03-01", "report": {}}',
    ],
)
def test_a_strange_line_is_counted_and_changes_nothing(tmp_path: Path, line: bytes) -> None:
    """In a journal of the first format; in the second the same line, with a checksum that fits and with none."""
    before, after = first_answer("a-00"), first_answer("z-99")
    plain = read(first_format(tmp_path, before, after))
    sitting = read(first_format(tmp_path, before, line, after))
    assert [one.line for one in sitting.damage] == [3]
    assert sitting._replace(damage=()) == plain
    path = started(tmp_path, answer("a-00"), answer("z-99"))
    plain, lines = read(path), path.read_bytes().splitlines()
    sealed = b'%s, "crc": "%08x"}' % (line[:-1], crc32(line[:-1]))
    path.write_bytes(b"\n".join([*lines[:3], line, *(() if b"later" in line else [sealed]), *lines[3:], b""]))
    sitting = read(path)
    assert [one.line for one in sitting.damage] == ([4] if b"later" in line else [4, 5])
    assert sitting._replace(damage=()) == plain


def test_an_event_of_a_later_version_is_passed_over_politely(tmp_path: Path) -> None:
    path = started(tmp_path, answer("a-00"))
    plain = read(path)
    body = b'{"event": "a later kind", "n": 9'
    path.write_bytes(path.read_bytes() + b'%s, "crc": "%08x"}\n' % (body, crc32(body)))
    assert read(path) == plain


texts = st.text(max_size=8) | st.sampled_from(["\ud800", "a\nb", "\0", "é", "\u2028", "}{"])
seconds = st.none() | st.floats(0, 1e9)
answers = st.none() | texts | st.lists(texts, max_size=4).map(tuple) | st.dictionaries(texts, texts, max_size=3)
items = st.sampled_from(["a-01", "b-02@5", "c-03"])
responses = st.builds(Response, items, answers, seconds, st.sampled_from([None, "guess", "think", "sure"]))
answer_events = st.builds(Responded, responses, st.just("d1"), st.floats(0, 1e9), st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(answer_events, max_size=8), pieces=st.integers(1, 3))
def test_whatever_is_answered_comes_back_as_it_was(tmp_path: Path, events: list[Responded], pieces: int) -> None:
    """However often the sitting is closed and opened in between."""
    for old in (tmp_path / "sittings").glob("*"):
        old.unlink()
    path = started(tmp_path)
    for start in range(pieces):
        with reopen(path) as journal:
            for event in events[start::pieces]:
                journal.append(event)
    sitting = read(path)
    assert sitting.given == {event.response.item: event for start in range(pieces) for event in events[start::pieces]}
    assert sitting.elapsed == max((event.elapsed for event in events), default=0.0)
    assert sitting.damage == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), at=st.integers(0, 1100))
def test_no_bytes_whatever_make_reading_crash(tmp_path: Path, data: bytes, at: int) -> None:
    path = tmp_path / f"{NAME}.jsonl"
    events: tuple[Event, ...] = (HEAD, HEAD, shown("a-01"), answer("a-01"), submit())
    whole = b"".join(line_of(event, n) for n, event in enumerate(events))
    path.write_bytes(whole[:at] + data + whole[at + len(data) :])
    sitting = read(path)
    assert sitting.id == NAME
    assert sitting.head == HEAD or at < 650


# Torn files ---------------------------------------------------------------------------------------------------------

EVENTS = (
    shown("a-01"),
    answer("a-01", elapsed=5),
    WarmedUp("order"),
    shown("b-01", order=""),
    answer("b-01", ("p1", "p2"), elapsed=11.5),
    Paused(12.0),
    Resumed(NOON),
    answer("a-01", {"best": "a", "worst": "é"}, confidence="sure"),
)


def test_cut_at_any_byte_then_gone_on_with_nothing_is_wrong(tmp_path: Path) -> None:
    """Every line that was whole counts, the torn one is counted as unreadable, and what is added later is all there."""
    path = started(tmp_path, *EVENTS)
    whole = path.read_bytes()
    header_end = len(line_of(HEAD, 1)) + len(line_of(HEAD, 2)) - 1
    ends = [n for n, byte in enumerate(whole) if byte == 10]
    for cut in range(header_end, len(whole) + 1):
        path.write_bytes(whole[:cut])
        with reopen(path) as journal:
            journal.append(answer("z-99"))
        kept = sum(end <= cut for end in ends) - 2
        torn = cut > header_end + 1 and cut - 1 not in ends and cut not in ends
        sitting = read(path)
        expected = read_events(tmp_path / "other", *EVENTS[:kept], answer("z-99"))
        assert (len(sitting.damage), *facts(sitting)) == (int(torn), *facts(expected)), f"cut at byte {cut}"


def read_events(folder: Path, *events: Event) -> Sitting:
    path = folder / "sittings" / f"{NAME}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line_of(event, n) for n, event in enumerate((HEAD, *events))))
    return read(path)


def facts(sitting: Sitting) -> tuple[object, ...]:
    return sitting.head, sitting.shown, sitting.given, sitting.warmups, sitting.elapsed, sitting.report


def test_a_head_cut_at_any_byte_is_no_sitting(tmp_path: Path) -> None:
    path = started(tmp_path, *EVENTS)
    head = path.read_bytes().split(b"\n")[0]
    for cut in range(len(head)):
        path.write_bytes(head[:cut])
        assert strange_files(tmp_path) == [path]
    path.write_bytes(head)
    assert [one.path for one in list_sittings(tmp_path)] == [path]


@pytest.mark.parametrize("damaged", [1, 2])
def test_the_head_is_there_twice_so_that_damage_to_one_line_loses_nothing(tmp_path: Path, damaged: int) -> None:
    path = started(tmp_path, *EVENTS)
    plain, lines = read(path), path.read_bytes().splitlines()
    lines[damaged - 1] = lines[damaged - 1].replace(b"quick", b"quack")
    path.write_bytes(b"\n".join([*lines, b""]))
    assert read(path) == plain._replace(damage=(Damage(damaged, "its checksum does not fit: something has changed it"),))


def test_without_any_head_the_answers_still_count_and_the_name_says_when_it_began(tmp_path: Path) -> None:
    path = started(tmp_path, *EVENTS)
    plain, lines = read(path), path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([b"torn", b"torn", *lines[2:], b""]))
    sitting = read(path)
    assert sitting.head == Started(None, None, "", (), 0, False, ())
    assert (sitting.started.order, sitting.given, len(sitting.damage)) == (NOON.order, plain.given, 2)


def test_each_part_of_a_first_format_head_that_can_be_read_counts(tmp_path: Path) -> None:
    head = FIRST_HEAD.replace(b"2026-03-01T", b"New Year ").replace(b'"seed": 7', b'"seed": "7"')
    sitting = read(first_format(tmp_path, first_answer("a-01"), head=head.replace(b"false", b"0")))
    assert sitting.head == HEAD._replace(moment=None, seed=0)
    assert sitting.started.at.replace(tzinfo=None) == datetime(2026, 3, 1, 10, 15)
    assert read(first_format(tmp_path, first_answer("a-01"), head=b"torn")).head.form == ""


NO_MOMENT = FIRST_HEAD.replace(b"2026-03-01T", b"New Year ")


@pytest.mark.parametrize("name", ["20260301T101500-a1b2c3.jsonl.bak", "20260331T251500-a1b2c3.jsonl", "mine.jsonl"])
def test_a_sitting_of_which_neither_head_nor_name_says_when_it_began_is_none(tmp_path: Path, name: str) -> None:
    path = first_format(tmp_path, first_answer("a-01"), head=NO_MOMENT)
    assert read(path).head == HEAD._replace(moment=None)
    other = path.rename(path.with_name(name))
    with pytest.raises(StorageError) as caught:
        read(other)
    assert str(caught.value) == f"{other}: this is not a sitting that this version can read."


def test_a_head_alone_is_a_sitting_and_a_name_alone_is_none(tmp_path: Path) -> None:
    assert read(first_format(tmp_path, head=NO_MOMENT)).started.at.replace(tzinfo=None) == datetime(2026, 3, 1, 10, 15)
    unknown = b'{"event": "a later kind", "n": 9'
    path = first_format(tmp_path, b'%s, "crc": "%08x"}' % (unknown, crc32(unknown)), head=b"torn")
    with pytest.raises(StorageError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: this is not a sitting that this version can read."


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process can be set on POSIX systems")
def test_a_name_is_of_universal_time_with_a_z_and_of_this_machines_clock_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = first_format(tmp_path, first_answer("a-01"), head=NO_MOMENT)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "EST5")
        time.tzset()
        assert read(path).started.order == datetime(2026, 3, 1, 15, 15, tzinfo=timezone.utc)
        sitting = read(path.rename(path.with_name("20260301T101500Z-a1b2c3.jsonl")))
        assert sitting.started.order == datetime(2026, 3, 1, 10, 15, tzinfo=timezone.utc)
        assert sitting.started.at.hour == 5
    time.tzset()


def test_what_no_head_says_is_an_unknown_form(tmp_path: Path) -> None:
    sitting = read(
        first_format(
            tmp_path, first_answer("a-01"), b'{"event": "submit", "date": "2026-03-01", "report": {}}', head=b"torn"
        )
    )
    assert (sitting.form, sitting.report_form) == ("unknown form", "unknown form")


def test_two_lines_alike_of_the_first_format_are_two_events(tmp_path: Path) -> None:
    sitting = read(first_format(tmp_path, first_answer("a-01"), first_answer("a-01")))
    assert (list(sitting.responses), sitting.damage) == (["a-01"], ())


def test_a_line_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    path = started(tmp_path, answer("a-01", "b"), answer("a-01", "c"))
    plain, lines = read(path), path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([*lines, lines[2], b""]))
    assert read(path) == plain._replace(damage=(Damage(5, "it is there twice"),))


@pytest.mark.parametrize("tail", [b"\0" * 4096, b'{"event": "answ\0\0\0\0', b"\n\n\n" + b"\0" * 10])
def test_zero_bytes_that_a_power_cut_leaves_are_passed_over(tmp_path: Path, tail: bytes) -> None:
    path = started(tmp_path, answer("a-01"))
    before = path.read_bytes()
    path.write_bytes(before + tail)
    with reopen(path) as journal:
        journal.append(answer("a-02"))
    assert path.read_bytes().startswith(before + tail + b'\n{"event": "answer", "item": "a-02", "digest"')
    sitting = read(path)
    assert (list(sitting.responses), len(sitting.damage)) == (["a-01", "a-02"], 1)


def test_reading_and_opening_change_nothing(tmp_path: Path) -> None:
    path = started(tmp_path, answer("a-01"))
    torn = path.read_bytes()[:-5]
    path.write_bytes(torn)
    assert len(read(path).damage) == 1
    reopen(path).close()
    assert path.read_bytes() == torn


@pytest.mark.parametrize("between", [b"", b"torn"])
def test_what_is_added_later_starts_a_line_and_leaves_none_empty(tmp_path: Path, between: bytes) -> None:
    path = started(tmp_path)
    before = path.read_bytes() + between
    path.write_bytes(before)
    with reopen(path) as journal:
        journal.append(shown("a-01"))
        journal.append(answer("a-01"))
    after = line_of(shown("a-01"), 3) + line_of(answer("a-01"), 4)
    assert path.read_bytes() == before + (b"\n" if between else b"") + after


def test_a_number_is_never_used_twice_even_when_lines_were_taken_out(tmp_path: Path) -> None:
    """Else what is written next could be the very same line as one before, and be passed over."""
    path = started(tmp_path, shown("a-01"), answer("a-01"), Resumed(NOON))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], lines[-1]]))
    with reopen(path) as journal:
        journal.append(Resumed(NOON))
    assert path.read_bytes().splitlines(keepends=True)[2:] == [line_of(Resumed(NOON), 5), line_of(Resumed(NOON), 6)]
    assert read(path).damage == ()


def test_a_report_of_which_only_the_day_is_known_came_after_all_that_was_answered(tmp_path: Path) -> None:
    path = first_format(
        tmp_path,
        b'{"event": "pause", "elapsed": 90.0}',
        b'{"event": "submit", "date": "2026-03-01", "report": {"report": 1}}',
    )
    sitting = read(path)
    assert sitting.submitted is not None
    assert sitting.submitted.at.date().isoformat() == "2026-03-01"
    assert sitting.submitted.order == sitting.latest == sitting.started.order + timedelta(seconds=90)


def test_a_line_without_its_checksum_does_not_count_in_the_second_format(tmp_path: Path) -> None:
    path = started(tmp_path, shown("a-01"), answer("a-01"))
    with path.open("ab") as file:
        file.write(
            b'{"event": "answer", "item": "a-01", "answer": "c", "seconds": 1.0, "confidence": null, "elapsed": 9.0}\n'
        )
    sitting = read(path)
    assert sitting.responses["a-01"].answer == "b"
    assert sitting.damage == (Damage(5, "it is not whole: its checksum is missing"),)


def test_of_two_heads_the_first_says_what_the_sitting_is_of(tmp_path: Path) -> None:
    assert read(started(tmp_path, HEAD._replace(form="full", seed=8))).head == HEAD


def test_a_sitting_is_of_the_form_it_went_on_into(tmp_path: Path) -> None:
    assert read(started(tmp_path, shown("a-01"))).form == "quick"
    assert read(started(tmp_path, shown("a-01"), Extended("full", ("privacy",)), token="ffffff")).form == "full"


@pytest.mark.parametrize("seconds", ["1e10", "Infinity", "NaN", "-1", "true", '"4"'])
def test_seconds_that_no_sitting_takes_are_damage(tmp_path: Path, seconds: str) -> None:
    line = b'{"event": "answer", "item": "a-02", "answer": "b", "seconds": %s, "confidence": null}' % seconds.encode()
    sitting = read(first_format(tmp_path, first_answer("a-01"), line))
    assert (list(sitting.responses), [one.line for one in sitting.damage]) == (["a-01"], [3])


@pytest.mark.parametrize("year", ["0001", "1970", "9001", "9999"])
def test_years_of_no_sitting_are_no_moments(year: str) -> None:
    with pytest.raises(ValueError, match=r"^no year of a sitting$"):
        instant(f"{year}-06-01T12:00:00+00:00")
    assert instant("1971-06-01T12:00:00+00:00").year == 1971
    assert instant("9000-06-01T12:00:00+00:00").year == 9000


# Two windows --------------------------------------------------------------------------------------------------------


def test_one_window_at_a_time(tmp_path: Path) -> None:
    with create(tmp_path, HEAD, "a1b2c3") as journal:
        with pytest.raises(SittingOpenError) as caught:
            reopen(journal.path)
        assert str(caught.value) == "This sitting is open in another window."
        journal.append(answer("a-01"))
        assert list(read(journal.path).responses) == ["a-01"], "others may read meanwhile"
    journal.close()
    reopen(journal.path).close()


def test_what_could_not_be_opened_or_begun_is_not_held_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def next_descriptor() -> int:
        descriptor = os.open(os.devnull, os.O_RDONLY)
        os.close(descriptor)
        return descriptor

    with create(tmp_path, HEAD, "a1b2c3") as journal:
        before = next_descriptor()
        with pytest.raises(SittingOpenError):
            reopen(journal.path)
        assert next_descriptor() == before
        monkeypatch.setattr(os, "write", lambda descriptor, data: 0)
        with pytest.raises(StorageError):
            create(tmp_path, HEAD, "b2c3d4")
        assert next_descriptor() == before


@POSIX
@pytest.mark.parametrize("replaced", [False, True])
def test_a_journal_that_is_not_where_it_was_made_says_so(tmp_path: Path, replaced: bool) -> None:
    with create(tmp_path, HEAD, "a1b2c3") as journal:
        journal.path.unlink()
        if replaced:
            journal.path.write_bytes(b"")
        with pytest.raises(JournalGoneError) as caught:
            journal.append(answer("a-01"))
        assert str(caught.value) == f"{journal.path}: the file of this sitting was removed or moved."


@pytest.mark.skipif(sys.platform != "linux", reason="what fsync makes sure of is that of Linux")
def test_a_new_sitting_is_found_after_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, safe = os.fsync, []

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        safe.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")))

    monkeypatch.setattr(os, "fsync", noted)
    path = started(tmp_path / "new" / "home")
    assert safe[-4:] == [path, path, path.parent, path.parent.parent]


def test_another_process_holds_the_sitting_until_it_dies(tmp_path: Path) -> None:
    path = started(tmp_path)
    held = (
        "import sys, pathlib; from readiness.sitting.journal import reopen; journal = reopen(pathlib.Path(sys.argv[1])); "
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(SittingOpenError):
            reopen(path)
        child.kill()
    reopen(path).close()


@POSIX
def test_a_drive_without_locks_still_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def no_locks(fd: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert list(read(started(tmp_path, answer("a-01"))).responses) == ["a-01"]


# Errors in words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.EACCES, "you have no permission"),
        (errno.EPERM, "you have no permission"),
        (errno.EROFS, "the disk can only be read"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is full"),
        (errno.EIO, "the disk reports an error"),
        (errno.ENXIO, "no such device or address"),
    ],
)
def test_why_a_sitting_cannot_be_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, reason: str) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StorageError) as caught:
        create(tmp_path, HEAD, "a1b2c3")
    path = tmp_path / "sittings" / "20260301T151500Z-a1b2c3.jsonl"
    advice = "Set READINESS_HOME to another folder, or use --no-save."
    assert str(caught.value) == f"{path}: this sitting cannot be saved: {reason}. {advice}"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    path = tmp_path / "data" / "sittings" / "20260301T151500Z-a1b2c3.jsonl"
    with pytest.raises(StorageError) as caught:
        create(tmp_path / "data", HEAD, "a1b2c3")
    advice = "Set READINESS_HOME to another folder, or use --no-save."
    assert str(caught.value) == (f"{path}: this sitting cannot be saved: a file of that name stands there already. {advice}")
    with pytest.raises(StorageError) as caught:
        create(tmp_path / "data" / "below", HEAD, "a1b2c3")
    assert str(caught.value).endswith(f": a file stands where a folder is wanted. {advice}")
    with pytest.raises(StorageError) as caught:
        list_sittings(tmp_path / "data")
    assert str(caught.value) == (
        f"{tmp_path / 'data' / 'sittings'}: the saved sittings cannot be read: a file stands where a folder is wanted. "
        "Set READINESS_HOME to another folder."
    )


def test_a_sitting_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "gone.jsonl"
    with pytest.raises(StorageError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: this sitting cannot be read: there is no such file or folder."
    with pytest.raises(StorageError) as caught:
        reopen(path)
    assert str(caught.value) == f"{path}: this sitting cannot be opened: there is no such file or folder."
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_disk_that_fills_up_loses_that_step_and_no_other(tmp_path: Path) -> None:
    """The system lets a part of the line be written; the journal goes on once there is room again."""
    import resource

    path = started(tmp_path, answer("a-01"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with reopen(path) as journal:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20, hard))
        try:
            problems = []
            for _ in range(2):
                with pytest.raises(StorageError) as caught:
                    journal.append(answer("a-02"))
                problems.append(str(caught.value))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert problems == [
            f"{path}: the last step could not be saved: {reason}. All steps before it are safe."
            for reason in ("the disk is full", "the file is as large as it may be")
        ]
        assert list(read(path).responses) == ["a-01"]
        journal.append(answer("a-03"))
    sitting = read(path)
    assert (list(sitting.responses), len(sitting.damage)) == (["a-01", "a-03"], 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_device() -> None:
    with Journal(Path("/dev/full")) as journal, pytest.raises(StorageError) as caught:
        journal.append(answer("a-01"))
    assert str(caught.value) == (
        "/dev/full: the last step could not be saved: the disk is full. All steps before it are safe."
    )


def test_a_step_that_failed_leaves_no_empty_sitting_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StorageError, match="the disk is full"):
        create(tmp_path, HEAD, "a1b2c3")
    assert list((tmp_path / "sittings").iterdir()) == []


# The folder ---------------------------------------------------------------------------------------------------------


def test_the_newest_sitting_comes_first_and_strange_files_are_passed_over(tmp_path: Path) -> None:
    older = started(tmp_path, token="ffffff", now=datetime(2025, 12, 31, 23, 59, 59))
    newer = started(tmp_path, token="000000", now=datetime(2026, 1, 1))
    place = older.parent
    strange = {
        "20260301T101500-empty0.jsonl": b"",
        "20260301T101500Z-text00.jsonl": b"my notes\n",
        "20260301T101500-later0.jsonl": older.read_bytes().replace(b'"journal": 2', b'"journal": 3'),
        "20269999T101500-when00.jsonl": first_answer("a-01"),
    }
    for name, data in strange.items():
        (place / name).write_bytes(data)
    (place / "20260301T101500-folder.jsonl").mkdir()
    for name in ("notes.txt", "._20260301T101500-a1b2c3.jsonl", "20260301T101500-a1b2c3.jsonl.bak"):
        (place / name).write_bytes(older.read_bytes())
    assert [one.path for one in list_sittings(tmp_path)] == [newer, older]
    assert sorted(path.name for path in strange_files(tmp_path)) == sorted([*strange, "20260301T101500-folder.jsonl"])


def test_a_sitting_of_a_newer_version_is_left_alone_and_says_so(tmp_path: Path) -> None:
    path = first_format(tmp_path, head=b'{"journal": 3, "what": "comes later"}')
    with pytest.raises(StorageError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: a newer version of readiness wrote this sitting; this one cannot read it."


def test_sittings_of_other_kinds_stand_beside_those_that_are_scored(tmp_path: Path) -> None:
    test, practice = started(tmp_path), started(tmp_path, token="bbbbbb", kind="practice")
    assert [one.path for one in list_sittings(tmp_path)] == [test]
    assert strange_files(tmp_path) == []
    assert read(practice).head.kind == "practice"


def test_no_folder_yet_means_no_sittings(tmp_path: Path) -> None:
    assert list_sittings(tmp_path / "nothing" / "here") == []
    assert strange_files(tmp_path / "nothing") == []
    assert list(tmp_path.iterdir()) == []


def test_where_the_data_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "mine"))
    assert data_folder() == tmp_path / "mine"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("READINESS_HOME", "here")
    assert data_folder() == tmp_path / "here"
    monkeypatch.setenv("READINESS_HOME", "")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
        assert data_folder() == tmp_path / "xdg" / "readiness"


def test_the_place_is_looked_up_only_when_needed() -> None:
    code = "import sys, readiness.sitting.saved; print('platformdirs' in sys.modules, 'tempfile' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert run.stdout == "False False\n"


# Files written whole ------------------------------------------------------------------------------------------------


def test_an_export_replaces_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old and longer")
    write_private(path, "née\n")
    assert path.read_bytes() == b"n\xc3\xa9e\n"
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file is put on the disk by another call")
def test_an_export_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")

    def full(fd: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError) as caught:
        write_private(path, "new")
    assert str(caught.value) == f"{path}: this file cannot be written: the disk is full."
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]
    assert path.read_text() == "old"


def test_an_export_onto_a_folder_or_into_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_private(tmp_path, "text")
    assert str(caught.value).startswith(f"{tmp_path}: this file cannot be written: ")
    with pytest.raises(StorageError) as caught:
        write_private(tmp_path / "none" / "report.txt", "text")
    assert str(caught.value) == (
        f"{tmp_path / 'none' / 'report.txt'}: this file cannot be written: there is no such file or folder."
    )
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_private(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@POSIX
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_private(pipe, "text")
    reader.join()
    assert got == [b"text"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


# The first format ---------------------------------------------------------------------------------------------------

SAMPLES = Path(__file__).parent / "data" / "journals"


@pytest.mark.parametrize(
    ("name", "answers", "finished", "extended"),
    [
        ("first-unfinished", 9, False, None),
        ("first-finished", 25, True, None),
        ("first-extended", 28, False, Extended("full", SKILLS)),
        ("first-shipped", 25, False, None),
    ],
)
def test_journals_that_the_first_version_wrote_are_read(
    name: str, answers: int, finished: bool, extended: Extended | None
) -> None:
    sitting = read(SAMPLES / f"{name}.jsonl")
    assert (len(sitting.responses), sitting.finished, sitting.damage) == (answers, finished, ())
    assert sitting.extended == extended
    assert (sitting.submitted is None) == (sitting.report is None)
    assert sitting.head.bank is not None


def test_what_is_added_to_a_first_format_journal_is_of_the_second(tmp_path: Path) -> None:
    path = first_format(tmp_path, first_answer("a-01"), first_answer("a-02", "c"))
    before = path.read_bytes()
    with reopen(path) as journal:
        journal.append(answer("a-02"))
    assert path.read_bytes() == before + line_of(answer("a-02"), 4)
    sitting = read(path)
    assert {id: one.answer for id, one in sitting.responses.items()} == {"a-01": "b", "a-02": "b"}
    assert (sitting.given["a-01"].digest, sitting.given["a-02"].digest) == (None, "d1")
    torn = path.read_bytes().replace(b'"answer": "b", "seconds"', b'"answer": "z", "seconds"')
    path.write_bytes(torn)
    assert [(one.line, one.why) for one in read(path).damage] == [(4, "its checksum does not fit: something has changed it")]


# Time ---------------------------------------------------------------------------------------------------------------


def test_a_flight_west_does_not_put_the_later_sitting_first(tmp_path: Path) -> None:
    london = datetime(2026, 3, 1, 23, 30, tzinfo=timezone.utc)
    landed = datetime(2026, 3, 1, 19, 0, tzinfo=timezone(timedelta(hours=-8)))
    paths = []
    for token, at in (("aaaaaa", london), ("bbbbbb", landed)):
        with create(tmp_path, HEAD._replace(moment=moment(at)), token) as journal:
            paths.append(journal.path)
    assert [one.path for one in list_sittings(tmp_path)] == paths[::-1]
    assert [one.started.at.hour for one in list_sittings(tmp_path)] == [19, 23]


def test_the_hour_that_comes_twice_in_autumn_keeps_its_order() -> None:
    before = moment(datetime(2026, 11, 1, 1, 50, tzinfo=timezone(timedelta(hours=-4))))
    after = moment(datetime(2026, 11, 1, 1, 10, tzinfo=timezone(timedelta(hours=-5))), before.order)
    assert after.order - before.order == timedelta(minutes=20)


def test_a_clock_that_was_set_back_still_comes_later_and_shows_what_it_showed(tmp_path: Path) -> None:
    reset = moment(datetime(2001, 1, 1, tzinfo=timezone.utc), NOON.order)
    assert (reset.at.year, reset.order) == (2001, NOON.order + timedelta(milliseconds=1))
    first = started(tmp_path)
    with create(tmp_path, HEAD._replace(moment=reset), "zzzzzz") as journal:
        journal.append(submit(moment(datetime(2001, 1, 1, tzinfo=timezone.utc), reset.order)))
    again, earlier = list_sittings(tmp_path)
    assert (earlier.path, again.head.moment) == (first, reset)
    assert again.submitted is not None
    assert again.latest == again.submitted.order > reset.order


@given(st.lists(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)), min_size=2))
def test_whatever_the_clock_shows_the_order_only_grows(clock: list[datetime]) -> None:
    latest, orders = None, []
    for now in clock:
        latest = moment(now.replace(tzinfo=timezone.utc), latest).order
        orders.append(latest)
    assert orders == sorted(set(orders))
