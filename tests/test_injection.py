"""Every call a sitting makes to the system fails, one after another, and so does memory (as SQLite tests itself).

Whichever call it is: one line, a documented code, no traceback, no answer lost that was said to be safe, and the next
start goes on.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import readiness
from readiness.cli import main
from readiness.sitting.saved import list_sittings
from tests.bank_folder import changed, write_bank
from tests.test_faults import DOCUMENTED, SKIP_ALL, Script

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the calls are those of POSIX systems")

CALLS = ("open", "write", "read", "fsync", "mkdir", "listdir", "stat", "lstat", "fstat", "lseek", "chmod", "unlink")
PACKAGE = str(Path(readiness.__file__).parent)
ONE_LINE = re.compile(r"\n?[^\n]+\n")


class Injector:
    """Counts the calls and fails one of them, or with ``for_good`` that one and all after it."""

    def __init__(self, fails: int | None, error: int, for_good: bool = False) -> None:
        self.calls = 0
        self.injected = False
        self._fails, self._error, self._for_good = fails, error, for_good

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any, **more: Any) -> Any:
            number, self.calls = self.calls, self.calls + 1
            if self._fails is not None and (number == self._fails or (self._for_good and number > self._fails)):
                self.injected = True
                raise OSError(self._error, os.strerror(self._error))
            return call(*arguments, **more)

        return wrapper


def take(
    bank: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    injector: Injector | None = None,
    lines: list[str] = SKIP_ALL,
) -> tuple[int, str, str]:
    """A whole sitting, line by line; its code and what it printed. The calls of the system go through the injector."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", Script(lines))
        if injector is not None:
            for name in CALLS:
                patch.setattr(os, name, injector.wrapped(getattr(os, name)))
            patch.setattr(io, "open", injector.wrapped(io.open))
            patch.setattr("builtins.open", injector.wrapped(open))
        code = main(["take", "--plain", "--bank", str(bank), "--seed", "3"])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def judge(code: int, out: str, errors: str, home: Path) -> None:
    """What has to hold after any fault."""
    assert code in DOCUMENTED
    assert "fault in the program" not in errors
    assert errors == "" or ONE_LINE.fullmatch(errors), errors
    sittings = list_sittings(home)
    asked = len(set(re.findall("Question ([0-9]+) of", out)))
    warned = "could not be saved" in out or "From here on nothing is saved" in out
    if sittings and not warned:
        assert len(sittings[0].responses) >= asked - 1
    if "Your report is saved" in out + errors:
        assert sittings[0].report is not None
    if match := re.search(r"([0-9]+) answers? (is|are) saved", errors):
        assert len(sittings[0].responses) == int(match[1])


def goes_on(bank: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The next start, with nothing failing, ends in a saved report; an unfinished sitting is gone on with."""
    saved = [sitting for sitting in list_sittings(home) if sitting.responses and not sitting.finished]
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", Script(["1", *SKIP_ALL] if saved else SKIP_ALL))
        assert main(["take", "--plain", "--bank", str(bank)]) == 0
    shown = capsys.readouterr()
    assert ("Welcome back" in shown.out) == bool(saved)
    assert "Your report is saved" in shown.out
    if saved:
        after = {sitting.id: sitting for sitting in list_sittings(home)}[saved[0].id]
        assert after.responses.keys() >= saved[0].responses.keys()


STEPS = [pytest.param(13, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)]
ERRORS = [errno.EIO, errno.ENOSPC, errno.EACCES]


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("step", STEPS)
def test_every_call_to_the_system_fails(
    step: int, for_good: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = write_bank(tmp_path, changed("blueprint.yaml", "{per_skill: 5}", "{per_skill: 2}"))
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "none"))
    counting = Injector(None, 0)
    assert take(bank, capsys, monkeypatch, counting)[0] == 0
    assert counting.calls > 60
    for number in range(0, counting.calls, step):
        home = tmp_path / f"home-{number}"
        monkeypatch.setenv("READINESS_HOME", str(home))
        injector = Injector(number, ERRORS[number % len(ERRORS)], for_good)
        found = take(bank, capsys, monkeypatch, injector)
        judge(*found, home)
        goes_on(bank, home, capsys, monkeypatch)


class NoMemory:
    """Raises MemoryError at the start of one call of a function of the package."""

    def __init__(self, fails: int | None) -> None:
        self.calls = 0
        self._fails = fails

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(PACKAGE):
            self.calls += 1
            if self.calls == self._fails:
                raise MemoryError


# A generator that is closed when memory has ended cannot raise that; it is said to pytest instead.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("count", [pytest.param(12, id="some"), pytest.param(250, id="many", marks=pytest.mark.slow)])
def test_memory_ends_at_every_call(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = write_bank(tmp_path, changed("blueprint.yaml", "{per_skill: 5}", "{per_skill: 2}"))

    def taken(memory: NoMemory) -> tuple[int, str, str]:
        sys.setprofile(memory)
        try:
            return take(bank, capsys, monkeypatch)
        finally:
            sys.setprofile(None)

    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "none"))
    counting = NoMemory(None)
    assert taken(counting)[0] == 0
    for number in range(20, counting.calls - 20, counting.calls // count):
        home = tmp_path / f"home-{number}"
        monkeypatch.setenv("READINESS_HOME", str(home))
        code, out, errors = taken(NoMemory(number))
        assert code in (0, 1), number
        judge(code, out, errors, home)
        goes_on(bank, home, capsys, monkeypatch)
