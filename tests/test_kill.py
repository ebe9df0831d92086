"""kill -9 at any moment: no answer that was acknowledged is ever lost, and the sitting can always be gone on with."""

from __future__ import annotations

import io
import os
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timezone
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

import readiness.cli.take
import readiness.report.make
import readiness.screen.plain
import readiness.sitting.asking  # noqa: F401  # here, so that a sitting that is forked off need not load them
from readiness.cli import main
from readiness.ground.responses import Response
from readiness.sitting.events import BankName, Responded, Started, moment
from readiness.sitting.journal import create, reopen
from readiness.sitting.saved import list_sittings, read
from tests.bank_folder import write_bank

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX systems")

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


@pytest.mark.parametrize("least", [pytest.param(120, id="some"), pytest.param(1_000, id="1,000", marks=pytest.mark.slow)])
def test_no_acknowledged_answer_is_lost_however_often_the_writer_is_killed(least: int, tmp_path: Path) -> None:
    moments = random.Random(20261123)
    kills = saved = 0
    while kills < least:
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
    assert saved > kills


# A whole sitting ----------------------------------------------------------------------------------------------------


def sitter(bank: Path, home: Path, goes_on: bool, pages: Connection) -> None:
    """Takes the quiz and skips what is asked."""
    os.environ["READINESS_HOME"] = str(home)
    sys.stdout = sys.stderr = open(pages.fileno(), "w", closefd=False)  # noqa: SIM115  # until the kill
    sys.stdin = io.StringIO("\n".join([*(["1"] if goes_on else []), "", *[":s"] * 80, ":r", "4", "3", ""]))
    os.write(pages.fileno(), STARTED)
    sys.exit(main(["take", "--plain", "--bank", str(bank)]))


@pytest.mark.parametrize("kills", [pytest.param(12, id="some"), pytest.param(250, id="250", marks=pytest.mark.slow)])
def test_a_whole_sitting_is_gone_on_with_however_often_it_is_killed(kills: int, tmp_path: Path) -> None:
    bank, home = write_bank(tmp_path), tmp_path / "home"
    moments = random.Random(20261128)
    for _ in range(kills):
        open_now = [sitting for sitting in list_sittings(home) if sitting.responses and not sitting.finished]
        inbox, outbox = FORKS.Pipe(duplex=False)
        child = FORKS.Process(target=sitter, args=(bank, home, bool(open_now), outbox))
        with inbox:
            child.start()
            outbox.close()
            assert os.read(inbox.fileno(), 4) == STARTED
            assert os.read(inbox.fileno(), 1) == b"\n"  # The first page is being shown.
            time.sleep(moments.uniform(0, 0.4))
            child.kill()
            child.join()
            with open(inbox.fileno(), encoding="utf-8", closefd=False) as pages:
                shown = pages.read()
        assert child.exitcode in (0, -signal.SIGKILL), shown
        asked = max(map(int, re.findall("Question ([0-9]+) of", shown)), default=1)
        (newest, *_) = [*list_sittings(home), None]
        if asked > 1:
            assert newest is not None
            assert len(newest.responses) >= asked - 1
            assert newest.damage == ()
        if "Your readiness report" in shown:
            assert newest is not None
            assert newest.finished
    assert list_sittings(home)
