"""kill -9 at any moment: no answer that was acknowledged is ever lost, and the sitting can always be gone on with."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timezone
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from readiness.model import Response
from readiness.sitting.events import BankName, Responded, Started, moment
from readiness.sitting.journal import create, reopen
from readiness.sitting.saved import read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX systems")

KILLS = 240
KILLS_A_FILE = 12
HEAD = Started(
    moment(datetime(2026, 3, 1, tzinfo=timezone.utc)),
    BankName("medical-coding", "2026.1", "f00d"),
    "quick",
    ("privacy",),
    7,
    False,
    (),
)


FORKS = get_context("forkserver") if sys.platform != "win32" else get_context()
"""Writers are forked off a process without threads: the one of the tests may have some."""
FORKS.set_forkserver_preload([__name__])
STARTED = b"here"


def writer(path: Path, first: int, acknowledge: Connection) -> None:
    """Answers from number ``first`` on, without end; each is acknowledged once it is saved."""
    os.write(acknowledge.fileno(), STARTED)
    with reopen(path) as journal:
        number = first
        while True:
            journal.append(Responded(Response(f"item-{number}", "b" * (number % 300), float(number)), "d1", 0.0))
            os.write(acknowledge.fileno(), number.to_bytes(4, "big"))
            number += 1


def killed_after(seconds: float, path: Path, first: int) -> Iterator[int]:
    """The acknowledged numbers of a writer that was killed so long after it had started."""
    inbox, outbox = FORKS.Pipe(duplex=False)
    child = FORKS.Process(target=writer, args=(path, first, outbox))
    with inbox:
        child.start()
        outbox.close()
        assert os.read(inbox.fileno(), 4) == STARTED
        time.sleep(seconds)
        child.kill()
        child.join()
        assert child.exitcode == -signal.SIGKILL, "the writer failed before it was killed"
        while number := os.read(inbox.fileno(), 4):
            yield int.from_bytes(number, "big")


def test_no_acknowledged_answer_is_lost_however_often_the_writer_is_killed(tmp_path: Path) -> None:
    moments = random.Random(20261123)
    kills = saved = 0
    while kills < KILLS:
        with create(tmp_path, HEAD, f"{kills:06}") as journal:
            path = journal.path
        count = 0
        for _ in range(KILLS_A_FILE):
            acknowledged = list(killed_after(moments.uniform(0, 0.012), path, count))
            kills += 1
            sitting = read(path)
            assert acknowledged == list(range(count, count + len(acknowledged)))
            # At most one answer was saved and not yet acknowledged; a torn one is counted, and spoils no other.
            found = len(sitting.responses)
            assert found - (count + len(acknowledged)) in (0, 1)
            assert list(sitting.responses.values()) == [
                Response(f"item-{n}", "b" * (n % 300), float(n)) for n in range(found)
            ]
            count = found
        saved += count
    assert kills == KILLS
    assert saved > KILLS
