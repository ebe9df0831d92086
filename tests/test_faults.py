"""Whatever the system refuses, a command ends with one line, a documented exit code, and never a traceback."""

from __future__ import annotations

import errno
import inspect
import json
import os
import re
import shlex
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readiness.cli import main
from readiness.ground.files import StorageError, data_folder, make_folder, write_private
from readiness.ground.signals import Terminated
from readiness.sitting.saved import list_sittings
from tests.bank_folder import write_bank
from tests.terminal import wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the faults are those of POSIX systems")

SHEET = Path(__file__).parent / "data" / "sheet.json"
DOCUMENTED = {0, 1, 2, 130, 143}
SKIP_ALL = ["", *[":s"] * 80, ":r", "6", "3"]
"""Starts, skips whatever is asked, looks at the report, and is done."""


class Script:
    """Standard input: lines, and what happens just before some of them are read."""

    def __init__(self, lines: list[str], happens: dict[int, Callable[[], object]] | None = None) -> None:
        self._lines = iter(lines)
        self._happens = happens or {}
        self.read = 0

    def isatty(self) -> bool:
        return False

    def readline(self, limit: int = -1) -> str:
        self._happens.get(self.read, lambda: None)()
        self.read += 1
        line = next(self._lines, None)
        return "" if line is None else f"{line}\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank of eight questions."""
    return write_bank(tmp_path)


# Standard streams ---------------------------------------------------------------------------------------------------

COMMANDS = {
    "--help": "",
    "--version": "",
    "": "",
    "take --plain --seed 7": "\n".join(SKIP_ALL),
    "practise --plain --no-save --seed 7": "\n" + ":s\n\n" * 30,
    "report": "",
    "report --format json": "",
    "history": "",
    "score SHEET": "",
    "score SHEET --format json": "",
    "score SHEETS --brief": "",
    "score -": SHEET.read_text(),
    "score SHEET -o OUT": "",
    "stats SHEETS": "",
    "show word-parts-01": "",
    "check": "",
    "check nowhere": "",
    "data path": "",
    "data list": "",
    "data check": "",
    "data export -": "",
    "data delete --all": "no\n",
    "fly": "",
    "score nowhere": "",
}
SILENT = {"score SHEET -o OUT"}
"""They print nothing when all goes well."""
FAULTS = [">&-", ">/dev/full", "2>&-", "2>/dev/full", "<&-", "<&- >&- 2>&-", ">/dev/full 2>/dev/full", ">&- 2>/dev/full"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sheets and a data folder that holds a finished sitting."""
    folder = tmp_path_factory.mktemp("faults")
    (folder / "sheets.jsonl").write_text(json.dumps(json.loads(SHEET.read_text())) + "\n")
    taken = shell(folder, "take --plain --seed 7", "", "\n".join(SKIP_ALL))
    assert taken.returncode == 0
    return folder


def shell(
    place: Path, command: str, redirected: str, given: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The program as a shell starts it."""
    names = {"SHEETS": str(place / "sheets.jsonl"), "SHEET": str(SHEET), "OUT": str(place / "out")}
    words = [names.get(word, word) for word in command.split()]
    return subprocess.run(
        ["sh", "-c", f"exec {shlex.join([sys.executable, '-m', 'readiness', *words])} {redirected}"],
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "READINESS_HOME": str(place / "home"), **(env or {})},
    )


def quick(command: str) -> bool:
    return command in ("--help", "score SHEET --format json", "data list")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    "command", [pytest.param(one, marks=() if quick(one) else pytest.mark.slow) for one in COMMANDS], ids=lambda one: one
)
def test_a_standard_stream_that_is_closed_or_full(command: str, fault: str, place: Path) -> None:
    given = COMMANDS[command]
    well, done = shell(place, command, "", given), shell(place, command, fault, given)
    said = [line for line in done.stderr.splitlines() if line not in well.stderr.splitlines()]
    assert done.returncode in DOCUMENTED
    assert not re.search("Traceback|Exception|Error:|fault in the program", done.stderr)
    prints = command not in SILENT and well.stdout != ""
    if ">&-" in fault.replace("2>&-", "") or fault.startswith(">/dev/full"):
        assert done.returncode == (1 if prints else well.returncode)
        if "2>" not in fault:
            why = "it is closed" if ">&-" in fault else "the disk is full"
            wanted = [f"standard output: this cannot be shown: {why}"] if prints else []
            assert [line for line in said if line] == wanted or said[-1].startswith(wanted[0])
    elif fault != "<&-":
        assert done.returncode == well.returncode
        if not command.startswith("take"):  # Its questions depend on those of the sittings before.
            assert done.stdout == well.stdout
    else:
        assert len([line for line in said if line]) <= 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_device_is_noticed_with_and_without_buffering(unbuffered: str, place: Path) -> None:
    done = shell(place, "--help", ">/dev/full", env={"PYTHONUNBUFFERED": unbuffered})
    assert (done.returncode, done.stderr) == (1, "standard output: this cannot be shown: the disk is full\n")


def test_no_file_gets_the_number_of_a_closed_stream(place: Path) -> None:
    given = "\n" + ":s\n" * 3
    assert shell(place, "take --plain --seed 9", "2>&-", given).returncode == 130
    assert all(sitting.damage == () for sitting in list_sittings(place / "home"))


@pytest.mark.parametrize("command", ["score -", "score - --brief", "stats -"])
def test_standard_input_that_is_closed_is_named(command: str, place: Path) -> None:
    done = shell(place, command, "<&-")
    assert (done.returncode, done.stderr) == (1, "standard input: it is closed\n")


# Folders ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["take --plain", "report", "history", "data path", "data list", "data delete --all"])
def test_a_home_of_nobody_is_named(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READINESS_HOME", "~nosuchuser/x")
    assert main(command.split()) == 1
    assert capsys.readouterr().err == (
        "READINESS_HOME is ~nosuchuser/x: there is no home folder of that name. Set it to a folder that you may write to.\n"
    )


def test_without_a_home_folder_nothing_is_put_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("READINESS_HOME", "HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", dict[int, object]().__getitem__)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StorageError, match=r"^There is no place to keep your answers"):
        data_folder()
    assert main(["take", "--plain"]) == 1
    assert main(["score", str(SHEET), "-o", "out"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert capsys.readouterr().err == (
        "There is no place to keep your answers, because you have no home folder. "
        "Set READINESS_HOME to a folder that you may write to.\n"
    )


def test_folders_left_open_to_others_are_closed_and_that_is_said_once(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bank: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", Script(["", ":s", ":s"]))
    assert main(["take", "--plain", "--bank", str(bank)]) == 130
    journal = next((home / "sittings").iterdir())
    for path, mode in ((home, 0o777), (home / "sittings", 0o755), (journal, 0o664)):
        path.chmod(mode)
    capsys.readouterr()
    message = f"{home} was open to others on this computer; now it is yours alone.\n"
    assert [(main(["data", "list"]), capsys.readouterr().err) for _ in range(2)] == [(0, message), (0, "")]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home, home / "sittings", journal)] == [0o700, 0o700, 0o600]


def test_a_folder_that_holds_other_things_too_keeps_its_mode(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "sittings").mkdir(parents=True)
    (home / "holiday.jpg").touch(0o644)
    home.chmod(0o755)
    (home / "sittings").chmod(0o755)
    assert main(["data", "list"]) == 0
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home, home / "sittings")] == [0o755, 0o700]
    assert stat.S_IMODE((home / "holiday.jpg").stat().st_mode) == 0o644
    assert "was open to others" in capsys.readouterr().err


def test_folders_below_folders_without_end_are_made_one_by_one(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["a"] * 120)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        make_folder(folder)
    finally:
        sys.setrecursionlimit(limit)
    assert folder.is_dir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_without_a_bank_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(30):
        (tmp_path / "holiday" / f"day-{number}" / "pictures").mkdir(parents=True)
    for command in (["take", "--plain"], ["show", "privacy-01"], ["check"]):
        assert main([*command, "--bank", str(tmp_path)] if command != ["check"] else ["check", str(tmp_path)]) == 1
        shown = capsys.readouterr()
        words = "this folder holds no question bank: no blueprint.yaml, and no sources.yaml [F05]"
        assert f"{tmp_path}:1:1: {words}" in (shown.out + shown.err).splitlines()
        assert len((shown.out + shown.err).splitlines()) <= 2


@pytest.mark.parametrize(("command", "code"), [("check", 1), ("bank add", 0), ("take --plain --bank", 130)])
def test_hidden_files_of_a_bank_are_nobodys(
    command: str, code: int, bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (bank / ".git").mkdir()
    (bank / ".git" / "x.yaml").write_bytes(b"\xff\xfe")
    (bank / ".hidden.yaml").write_bytes(b"\xff\xfe")
    os.mkfifo(bank / "privacy" / ".x.yaml")
    monkeypatch.setattr(sys, "stdin", Script(["", ":s"]))
    more = ["--competency", "incidents"] if command == "bank add" else []
    assert main([*command.split(), str(bank), *more]) == code
    shown = capsys.readouterr()
    assert re.search(r"/\.|fault in the program", (shown.out + shown.err).replace(str(bank), "")) is None


def test_a_bank_with_problems_without_end_is_refused_by_bank_add_too(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bank / "sources.yaml").write_text("".join(f"Key {number}: 1\n" for number in range(600)))
    assert main(["bank", "add", str(bank), "--competency", "incidents"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), lines[-1]) == (11, "and 490 more; readiness check lists them all")


def test_of_many_problems_of_a_bank_the_first_are_listed(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(30):
        (bank / "privacy" / f"day-{number}").mkdir()
    assert main(["take", "--plain", "--bank", str(bank)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), lines[-1]) == (11, "and 20 more; readiness check lists them all")


def test_a_message_is_never_as_long_as_what_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    for code, command in ((1, ["report", "x" * 50_000]), (2, ["take", "--seed", "x" * 50_000]), (1, ["show", "x" * 50_000])):
        assert main(command) == code
        last = capsys.readouterr().err.splitlines()[-1]
        assert len(last) < 1_100
        assert last.startswith(("x" * 100, "readiness take: error: argument --seed: 'x", "this bank has no question 'x"))


# Output -------------------------------------------------------------------------------------------------------------


def test_an_output_that_is_the_input_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, linked, hard = tmp_path / "sheets.jsonl", tmp_path / "linked", tmp_path / "hard"
    sheet.write_text(json.dumps(json.loads(SHEET.read_text())))
    linked.symlink_to(sheet)
    os.link(sheet, hard)
    before = sheet.read_bytes()
    for command in ("score", "stats"):
        for out in (sheet, linked, hard):
            assert main([command, str(sheet), "-o", str(out)]) == 1
            message = f"{out}: this command reads that file, so it cannot write to it; name another one\n"
            assert capsys.readouterr() == ("", message)
    assert sheet.read_bytes() == before


def test_an_output_that_the_shell_has_made_the_input_is_refused(place: Path) -> None:
    sheets = place / "copy.jsonl"
    sheets.write_bytes((place / "sheets.jsonl").read_bytes())
    before = sheets.read_bytes()
    for command, redirected in ((f"score {sheets}", f">>{sheets}"), (f"score - -o {sheets}", f"<{sheets}")):
        done = shell(place, command, redirected)
        assert done.returncode == 1
        assert done.stderr.endswith(": this command reads that file, so it cannot write to it; name another one\n")
    assert sheets.read_bytes() == before


def test_a_bank_and_a_journal_are_never_written_over(
    home: Path, bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Script(SKIP_ALL))
    assert main(["take", "--plain", "--bank", str(bank)]) == 0
    journal = next((home / "sittings").iterdir())
    before = journal.read_bytes()
    sheet = home / "sheet.json"
    sheet.write_text('{"sheet": 1, "responses": [{"item": "incidents-01", "answer": "a"}]}')
    assert main(["score", str(sheet), "--bank", str(bank), "-o", str(bank / "blueprint.yaml")]) == 1
    assert main(["report", "-o", str(journal)]) == 1
    assert journal.read_bytes() == before
    assert capsys.readouterr().err.splitlines() == [
        f"{bank}/blueprint.yaml: this command reads that file, so it cannot write to it; name another one",
        f"{journal}: your answers are kept in this folder; write to another one",
    ]


def test_a_dash_is_standard_output(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for command in (["score", str(SHEET)], ["score", str(SHEET), "--format", "json"], ["stats", str(SHEET)]):
        assert main(command) in (0, 1)
        wanted = capsys.readouterr()
        assert main([*command, "-o", "-"]) in (0, 1)
        assert capsys.readouterr() == wanted


@pytest.mark.parametrize("code", [errno.EBUSY, errno.EPERM, errno.EACCES, errno.EXDEV])
def test_a_target_that_cannot_be_replaced_is_written_in_place(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "report.txt"
    target.write_text("old, and longer than the new one")
    number = target.stat().st_ino
    monkeypatch.setattr(os, "replace", refuse)
    write_private(target, "new")
    assert (target.read_text(), target.stat().st_ino, stat.S_IMODE(target.stat().st_mode)) == ("new", number, 0o600)
    with pytest.raises(StorageError):
        write_private(tmp_path / "other.txt", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_folder_that_takes_no_new_file_still_gets_the_report_into_the_one_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "soon"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "soon"))
    (tmp_path / "soon").mkdir()
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(errno.EACCES, "denied")))
    write_private(target, "new")
    assert target.read_text() == "new"
    assert list((tmp_path / "soon").iterdir()) == []


def test_a_folder_is_no_file_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (str(tmp_path), ""):
        assert main(["score", str(SHEET), "-o", name]) == 1
        message = "this file cannot be written: it is a folder, and a file is wanted.\n"
        assert capsys.readouterr() == ("", f"{name or '.'}: {message}")


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [(signal.SIGTERM, 143, "Terminated."), (signal.SIGHUP, 143, "Terminated."), (signal.SIGINT, 130, "Stopped.")],
)
def test_a_signal_while_a_file_is_written_leaves_no_draft(
    number: signal.Signals, code: int, words: str, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "readiness", "score", "-", "--brief", "-o", str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        wait_until(lambda: any(tmp_path.glob(".readiness-*")), lambda: "no draft was begun")
        program.send_signal(number)
        assert program.stderr is not None
        assert (program.stderr.read(), program.wait()) == (f"{words}\n", code)
    assert list(tmp_path.glob("*")) + list(tmp_path.glob(".*")) == []


def test_a_signal_that_was_to_be_ignored_is_ignored(tmp_path: Path) -> None:
    """As ``nohup`` has it."""
    command = shlex.join([sys.executable, "-m", "readiness", "score", "-", "--brief", "-o", str(tmp_path / "out.jsonl")])
    with subprocess.Popen(["sh", "-c", f"trap '' HUP; exec {command}"], stdin=subprocess.PIPE, text=True) as program:
        wait_until(lambda: any(tmp_path.glob(".readiness-*")), lambda: "no draft was begun")
        program.send_signal(signal.SIGHUP)
        program.communicate(json.dumps(json.loads(SHEET.read_text())))
    assert program.returncode == 0
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 1


# In the middle of a sitting -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["the journal", "the folder", "moved"])
def test_a_journal_that_is_removed_is_said_and_the_report_is_shown(
    what: str, home: Path, bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def remove() -> None:
        (journal,) = (home / "sittings").iterdir()
        if what == "moved":
            home.rename(home.with_name("elsewhere"))
        else:
            journal.unlink()
        if what == "the folder":
            (home / "sittings").rmdir()
            home.rmdir()

    monkeypatch.setattr(sys, "stdin", Script(SKIP_ALL, {3: remove}))
    assert main(["take", "--plain", "--bank", str(bank)]) == 1
    shown = capsys.readouterr()
    assert shown.out.count("From here on nothing is saved; you see your report at the end, and only then.") == 1
    assert "Your readiness report" in shown.out
    assert re.fullmatch(
        r"Your report is NOT saved\. \S+\.jsonl: the file of this sitting was removed or moved\.\n", shown.err
    )
    assert "is saved. See" not in shown.out


def test_a_journal_that_is_removed_is_said_when_the_sitting_is_stopped(
    home: Path, bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def remove() -> None:
        next((home / "sittings").iterdir()).unlink()

    monkeypatch.setattr(sys, "stdin", Script(SKIP_ALL[:5], {3: remove}))
    assert main(["take", "--plain", "--bank", str(bank)]) == 130
    assert "The input ended. Your last answers are NOT saved. " in capsys.readouterr().err


@pytest.mark.parametrize("place", ["readiness.report.value.Report.to_dict", "readiness.sitting.saving.SavingLog.append"])
def test_a_report_that_the_journal_never_got_is_not_said_to_be_saved(
    place: str, home: Path, bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ends_memory() -> None:
        def no_memory(*_: object) -> object:
            raise MemoryError

        monkeypatch.setattr(place, no_memory)

    lines = ["", *[":s"] * 80]
    submits = 1 + lines.count(":s")
    monkeypatch.setattr(sys, "stdin", Script([*lines, ":r", "6", "3"], {submits: ends_memory}))
    assert main(["take", "--plain", "--bank", str(bank)]) == 1
    errors = capsys.readouterr().err
    assert list_sittings(home)[0].report is None
    assert "There is not enough memory for this." in errors
    assert "report is saved" not in errors


class FullDisk:
    """``os.write`` into journals, on a disk that is full while ``full``."""

    def __init__(self) -> None:
        self.full = False
        self._write = os.write

    def __call__(self, fd: int, data: bytes) -> int:
        if self.full and data.lstrip().startswith(b"{"):
            self._write(fd, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._write(fd, data)

    def fills(self) -> None:
        self.full = True

    def has_room(self) -> None:
        self.full = False


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[FullDisk]:
    disk = FullDisk()
    monkeypatch.setattr(os, "write", disk)
    yield disk
    monkeypatch.undo()


def test_a_full_disk_offers_to_try_again_and_then_nothing_is_missing(
    home: Path, bank: Path, disk: FullDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [*SKIP_ALL[:4], "1", "1", *SKIP_ALL[4:]]
    monkeypatch.setattr(sys, "stdin", Script(lines, {3: disk.fills, 5: disk.has_room}))
    assert main(["take", "--plain", "--bank", str(bank), "--seed", "3"]) == 0
    shown = capsys.readouterr()
    assert shown.out.count("This could not be saved") == 2
    assert "the disk is full. All steps before it are safe." in " ".join(shown.out.split())
    assert shown.err == ""
    assert "Your report is saved." in shown.out
    (sitting,) = list_sittings(home)
    assert sitting.report is not None
    assert len(sitting.responses) == len(sitting.report["responses"])


def test_a_full_disk_can_be_done_without(
    home: Path, bank: Path, disk: FullDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [*SKIP_ALL[:4], "2", *SKIP_ALL[4:]]
    monkeypatch.setattr(sys, "stdin", Script(lines, {3: disk.fills}))
    assert main(["take", "--plain", "--bank", str(bank)]) == 1
    shown = capsys.readouterr()
    assert "From here on nothing is saved" in shown.out
    assert "Your readiness report" in shown.out
    assert shown.err.startswith("Your report is NOT saved. ")
    assert len(shown.err.splitlines()) == 1


def test_what_was_done_without_a_disk_is_saved_after_all_when_there_is_room_at_the_end(
    home: Path, bank: Path, disk: FullDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [*SKIP_ALL[:4], "2", *SKIP_ALL[4:]]
    monkeypatch.setattr(sys, "stdin", Script(lines, {3: disk.fills, 6: disk.has_room}))
    assert main(["take", "--plain", "--bank", str(bank)]) == 0
    assert "Your report is saved." in capsys.readouterr().out
    (sitting,) = list_sittings(home)
    assert sitting.report is not None


def test_a_full_disk_may_be_left(
    home: Path, bank: Path, disk: FullDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Script([*SKIP_ALL[:4], "3"], {3: disk.fills}))
    assert main(["take", "--plain", "--bank", str(bank)]) == 130
    assert "Stopped. Your last answers are NOT saved. " in capsys.readouterr().err
    (sitting,) = list_sittings(home)
    assert sitting.responses


# Anything else ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (EOFError(), 130, "The input ended.\n"),
        (MemoryError(), 1, "There is not enough memory for this.\n"),
        (BrokenPipeError(errno.EPIPE, "x"), 0, ""),
        (OSError(errno.EIO, "Input/output error"), 1, "the disk reports an error\n"),
        (OSError(errno.ENOENT, "No such file or directory", "a\nb"), 1, "a\\nb: there is no such file or folder\n"),
        (
            ZeroDivisionError("division\nby zero"),
            1,
            "This is a fault in the program, not yours (terminal.py, line {line}): "
            "ZeroDivisionError: division by zero. What was saved is safe.\n",
        ),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, BaseException) else "",
)
def test_every_end_has_its_words_and_its_code(
    error: BaseException, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(options: object) -> int:
        raise error

    monkeypatch.setattr("readiness.cli.data.data_path", command)
    assert main(["data", "path"]) == code
    assert re.sub(r"line [0-9]+", "line {line}", capsys.readouterr().err) == words


START = """
import os, sys
from readiness.cli import main
module = sys.modules["readiness.cli.main"]
run = module._run
module._run = lambda arguments: (os.write(1, b"!"), run(arguments))[1]
sys.exit(main())
"""


def test_ctrl_c_that_python_would_only_print_is_heard_all_the_same() -> None:
    """As at the end of an import, in a callback that cannot raise."""
    code = """
import sys, time, weakref
from readiness.cli import main
class Held: pass
def gone(_): raise KeyboardInterrupt
held = Held(); told = weakref.ref(held, gone)
module = sys.modules["readiness.cli.main"]
def run(arguments):
    global held
    del held
    time.sleep(20)
    return 0
module._run = run
sys.argv = ["readiness"]
sys.exit(main())
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "Stopped.\n")


@pytest.mark.parametrize(
    ("struck", "code", "words"), [(KeyboardInterrupt(), 130, "Stopped.\n"), (Terminated(15), 143, "Terminated.\n")]
)
def test_a_signal_that_python_wrapped_while_it_made_a_class_ends_the_program_as_ever(
    struck: BaseException, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(arguments: object) -> int:
        raise RuntimeError("Error calling __set_name__") from struck

    monkeypatch.setattr(sys.modules["readiness.cli.main"], "_run", run)
    assert main(["history"]) == code
    assert capsys.readouterr().err == words


LOADING = """
import os, signal, sys
class Struck:
    def find_spec(self, name, *rest):
        if name == sys.argv[2]:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Struck())
from readiness.__main__ import start
sys.exit(start())
"""


@pytest.mark.parametrize("module", ["readiness.cli", "argparse", "readiness.cli.terminal", "readiness.ground.signals"])
def test_ctrl_c_while_the_program_is_loaded(module: str) -> None:
    command = [sys.executable, "-c", LOADING, "--help", module]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "Stopped.\n")


def test_ctrl_c_that_is_to_be_passed_over_is_while_the_program_is_loaded() -> None:
    command = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", sys.executable, "-c", LOADING, "--version", "readiness.cli"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


WORKER = """
import multiprocessing, os, signal
from readiness.ground.signals import hear_signals, signals_held
def work():
    hear_signals()
    print("worked", flush=True)
if __name__ == "__main__":
    worker = multiprocessing.get_context("spawn").Process(target=work)
    try:
        with signals_held():
            worker.start()
            os.killpg(0, signal.SIGINT)
            print("started", flush=True)
    except KeyboardInterrupt:
        worker.join()
        print("stopped", worker.exitcode)
"""


def test_ctrl_c_while_another_process_starts_waits_and_is_not_for_that_process(tmp_path: Path) -> None:
    (tmp_path / "starts.py").write_text(WORKER)
    command = [sys.executable, str(tmp_path / "starts.py")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, start_new_session=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "started\nworked\nstopped 0\n", "")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "take --plain --seed 7", "score SHEETS --brief", "history", "--help"])
def test_ctrl_c_at_any_moment(command: str, place: Path) -> None:
    words = [str(place / "sheets.jsonl") if word == "SHEETS" else word for word in command.split()]
    for moment in range(25):
        program = subprocess.Popen(
            [sys.executable, "-c", START, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "READINESS_HOME": str(place / "home")},
        )
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.read(1) == b"!"
        time.sleep(moment * 0.012)
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=60)
        assert program.returncode in (0, 130)
        assert b"Traceback" not in errors
        assert len([line for line in errors.splitlines() if line and not re.search(b"not checked|warning", line)]) <= 1
