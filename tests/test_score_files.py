"""Files of response sheets, one a line: each sheet scored by itself, bad ones named, however long the file."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from readiness.bank.load import load_bank
from readiness.bulk.many import CHUNK, score_many
from readiness.cli import main, sheet_jobs
from readiness.cli.terminal import InputProblem
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import ItemBank
from readiness.report.make import score
from readiness.report.words import LEVELS
from readiness.scoring.sheets import read_sheet

BANK = load_bank()
PLAIN = [one for one in BANK.items.values() if one.generate is None]
NO_NUMPY = "import sys; sys.modules['numpy'] = None; from readiness.cli import main; sys.exit(main(sys.argv[1:]))"


def sheet(first: int, count: int = 12, seconds: float | None = 30.0) -> str:
    """A sheet on some questions of the shipped bank, two of three answered right."""
    responses = []
    for n in range(count):
        one = PLAIN[(first + 7 * n) % len(PLAIN)]
        right = (first + n) % 3 > 0
        responses.append(
            {
                "item": one.id,
                "answer": key_answer(one.task) if right else None,
                "seconds": seconds,
                "confidence": "sure" if right else None,
            }
        )
    return json.dumps({"sheet": 1, "responses": responses}, ensure_ascii=False)


def file_of(folder: Path, lines: list[str]) -> Path:
    file = folder / "sheets.jsonl"
    file.write_bytes("\n".join(lines).encode())
    return file


def called(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, list[Any], str]:
    """Exit code, the lines of JSON on standard output, and standard error."""
    code = main([str(one) for one in arguments])
    shown = capfdbinary.readouterr()
    return code, [json.loads(line) for line in shown.out.decode().splitlines()], shown.err.decode()


def run(
    *arguments: str | Path, given: bytes = b"", env: dict[str, str] | None = None, code: str = ""
) -> tuple[int, bytes, bytes]:
    """The program in a process of its own."""
    start = ["-c", code] if code else ["-m", "readiness"]
    done = subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, **(env or {})},
    )
    return done.returncode, done.stdout, done.stderr


# Results ------------------------------------------------------------------------------------------------------------


def test_a_report_a_line(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    sheets = [sheet(n) for n in range(4)]
    code, found, errors = called(capfdbinary, "score", file_of(tmp_path, sheets))
    assert (code, errors) == (0, "")
    assert found == [score(BANK, read_sheet(one)).to_dict() for one in sheets]


def test_brief_gives_a_line_of_figures_a_sheet(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    sheets = [sheet(n, count=n % 30, seconds=None if n % 2 else 30.0) for n in range(300)]
    code, found, errors = called(capfdbinary, "score", file_of(tmp_path, sheets), "--brief")
    assert (code, errors) == (0, "")
    wanted = score_many(BANK, [read_sheet(one) for one in sheets])
    assert found == [json.loads(one.to_json(line=n)) for n, one in enumerate(wanted, start=1)]
    assert list(found[0]) == ["brief", "line", "verdict", "skills", "effort"]
    assert {skill["level"] for one in found for skill in one["skills"].values()} > {"too-few", "too-close"}


def test_brief_comes_out_the_same_without_numpy(tmp_path: Path) -> None:
    file = file_of(tmp_path, [sheet(n, count=n) for n in range(20)])
    with_numpy, without = run("score", file, "--brief"), run("score", file, "--brief", code=NO_NUMPY)
    numbers = [[float(one) for one in re.findall(r"-?[0-9.]+", shown.decode())] for _, shown, _ in (with_numpy, without)]
    assert numbers[0] == pytest.approx(numbers[1], abs=1.5e-6)
    assert re.sub(rb"[0-9.]", b"", with_numpy[1]) == re.sub(rb"[0-9.]", b"", without[1])
    assert (without[0], without[2]) == (0, b"")


def test_standard_input_is_read_as_many_sheets_with_brief(tmp_path: Path) -> None:
    sheets = [sheet(n) for n in range(3)]
    code, shown, errors = run("score", "-", "--brief", given="\n".join([*sheets[:2], "{}", sheets[2]]).encode())
    assert [json.loads(line)["line"] for line in shown.splitlines()] == [1, 2, 4]
    assert (code, errors) == (1, b"standard input:3: 'sheet' is missing; wanted: 1, the kind of sheet this version reads\n")


def test_brief_of_one_sheet_is_one_line(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "sheet.json"
    file.write_text(json.dumps(json.loads(sheet(5)), indent=2))
    code, found, _ = called(capfdbinary, "score", file, "--brief")
    wanted = next(score_many(BANK, [read_sheet(sheet(5))]))
    assert (code, found) == (0, [json.loads(wanted.to_json(line=1))])
    file.write_text("{}")
    assert called(capfdbinary, "score", file, "--brief") == (
        1,
        [],
        f"{file}: 'sheet' is missing; wanted: 1, the kind of sheet this version reads\n",
    )


# Several processes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [[], ["--brief"]])
def test_several_processes_write_the_same_bytes_in_the_same_order(
    more: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sheet_jobs, "CHUNK", 3)
    lines = [sheet(n, count=3 + n % 5) for n in range(14)]
    file = str(file_of(tmp_path, ["\ufeff" + lines[0], *lines[1:4], "{", "", *lines[4:], '{"sheet": 2}']))
    alone = main(["score", file, *more]), *capfdbinary.readouterr()
    assert main(["score", file, *more, "--jobs", "1"]) == 1
    assert capfdbinary.readouterr() == alone[1:]
    together = main(["score", file, *more, "--jobs", "2"]), *capfdbinary.readouterr()
    assert together == alone
    assert alone[1].count(b"\n") == 14
    assert [line.split(b":")[1] for line in alone[2].splitlines()] == [b"5", b"17"]


def test_more_processes_than_sheets_and_no_sheet_at_all(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["score", str(file_of(tmp_path, [sheet(0)])), "--brief", "--jobs", "3"]) == 0
    assert capfdbinary.readouterr().out.count(b"\n") == 1
    empty = file_of(tmp_path, [])
    assert main(["score", str(empty), "--jobs", "2"]) == 1
    assert capfdbinary.readouterr().err.decode().endswith(": no sheet to score; wanted: response sheets, one a line\n")


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5", "257", ""])
def test_a_number_of_processes_that_makes_no_sense_is_wrong_usage(
    jobs: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["score", "sheets.jsonl", f"--jobs={jobs}"]) == 2
    last = capfdbinary.readouterr().err.decode().splitlines()[-1]
    assert last == f"readiness score: error: argument --jobs: {jobs!r} is not a number of processes from 1 to 256"


def test_one_sheet_is_no_work_for_several_processes(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = tmp_path / "one.json"
    file.write_text(sheet(0))
    assert main(["score", str(file), "--jobs", "2"]) == 1
    assert capfdbinary.readouterr().err.decode() == f"{file}: one sheet is one job; leave out --jobs\n"


class Fatal(ItemBank):
    """A bank that ends the process that is given it."""

    def __init__(self) -> None:
        pass

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (9,)


def test_a_process_that_dies_is_one_line() -> None:
    with pytest.raises(InputProblem) as caught:
        list(sheet_jobs.outcomes(Fatal(), [(1, b"{}")], sheet_jobs.Manner(brief=True), 2))
    assert str(caught.value) == "a process that --jobs started has ended too early; try again without --jobs"


# Bad sheets ---------------------------------------------------------------------------------------------------------

BAD: list[tuple[bytes, str]] = [
    (b"not json", "line 1, column 1: not JSON: Expecting value"),
    (b'{"sheet": 1, "responses": [', "line 1, column 28: not JSON: Expecting value"),
    (b"\xff\xfe", "not UTF-8 text"),
    ("\ufeff{}".encode(), "line 1, column 1: not JSON: Unexpected UTF-8 BOM (decode using utf-8-sig)"),
    (b"[]", 'a response sheet is wanted: {"sheet": 1, "responses": [{"item": "...", "answer": ...}, ...]}'),
    (b'{"sheet": 1, "responses": [{"item": "nothing-01", "answer": "a"}]}', "this bank has no question 'nothing-01'"),
    (b'{"sheet": 1, "responses": [], "responses": []}', 'the key "responses" stands twice in one object'),
    (b'{"sheet": 1, "responses": ' + b"[" * 100_000, "the JSON is nested too deeply"),
    (b'{"sheet": 1, "responses": [{"item": "x", "answer": -Infinity}]}', "-Infinity is not a number that JSON knows"),
]


@pytest.mark.parametrize("more", [[], ["--brief"]])
def test_bad_sheets_are_named_by_line_and_the_rest_go_on(
    more: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "sheets.jsonl"
    lines = [b"\xef\xbb\xbf" + sheet(0).encode(), b"", b"  \t "]
    for text, _ in BAD:
        lines += [text, sheet(1).encode() + b"\r"]
    file.write_bytes(b"\n".join(lines))
    code, found, errors = called(capfdbinary, "score", file, *more)
    assert code == 1
    assert errors.splitlines() == [f"{file}:{number}: {words}" for number, (_, words) in zip(range(4, 99, 2), BAD)]
    assert len(found) == 1 + len(BAD)
    assert [one["verdict"] for one in found[1:]] == [found[1]["verdict"]] * len(BAD)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "text"], "{file}: a file of many sheets gives JSON, one line a sheet; leave out --format text"),
        (["--brief", "--format", "text"], "--brief gives JSON, one line a sheet; leave out --format text"),
        ([], "{file}: no sheet to score; wanted: response sheets, one a line"),
        (["--brief"], "{file}: no sheet to score; wanted: response sheets, one a line"),
        (["-o", "/nowhere/out.jsonl"], "/nowhere/out.jsonl: this file cannot be written: there is no such file or folder."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    arguments: list[str], message: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = file_of(tmp_path, ["", " "])
    assert called(capfdbinary, "score", file, *arguments) == (1, [], message.format(file=file) + "\n")


@pytest.mark.parametrize("more", [[], ["--brief"]])
def test_a_file_that_cannot_be_opened_is_named(
    more: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    missing = tmp_path / "none.jsonl"
    assert called(capfdbinary, "score", missing, *more) == (1, [], f"{missing}: there is no such file or folder\n")
    folder = tmp_path / "folder.jsonl"
    folder.mkdir()
    out = tmp_path / "out.jsonl"
    assert called(capfdbinary, "score", folder, "-o", out, *more) == (
        1,
        [],
        f"{folder}: it is a folder, and a file is wanted\n",
    )
    assert not out.exists()


# Output -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [[], ["--brief"]])
def test_a_file_is_written_privately_and_whole(
    more: list[str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file, out = file_of(tmp_path, [sheet(n) for n in range(3)]), tmp_path / "out.jsonl"
    _, wanted, _ = called(capfdbinary, "score", file, *more)
    assert called(capfdbinary, "score", file, "-o", out, *more) == (0, [], "")
    assert [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] == wanted
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".jsonl") == ["out.jsonl", "sheets.jsonl"]


def test_json_is_utf8_whatever_the_terminal_can_show(tmp_path: Path) -> None:
    file = file_of(tmp_path, [sheet(n, count=40) for n in range(5)])
    code, shown, _ = run("score", file, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert code == 0
    assert (code, shown) == run("score", file)[:2]
    assert not shown.isascii()


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    file = file_of(tmp_path, [sheet(n) for n in range(400)])
    done = subprocess.run(
        f"{sys.executable} -m readiness score {file} --brief | head -1",
        shell=True,
        timeout=120,
        capture_output=True,
        check=False,
    )
    assert (len(done.stdout.splitlines()), done.stderr) == (1, b"")


STATUS = Path("/proc/self/status")
PEAK = f"""
import re, sys
from pathlib import Path
from readiness.cli import main
main(sys.argv[1:])
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("{STATUS}").read_text())[1])
"""


@pytest.mark.skipif(not STATUS.exists(), reason="reads the peak of memory from Linux's /proc")
@pytest.mark.parametrize(("more", "few"), [([], 20), (["--brief"], 2 * CHUNK)])
def test_memory_does_not_grow_with_the_number_of_sheets(more: list[str], few: int, tmp_path: Path) -> None:
    out, peaks, sizes = tmp_path / "out.jsonl", [], []
    sheets = [sheet(n, count=30) for n in range(20)]
    for times in (1, 12):
        file = file_of(tmp_path, sheets * (times * few // 20))
        code, shown, errors = run("score", file, "-o", out, *more, code=PEAK)
        assert (code, errors) == (0, b"")
        peaks.append(int(shown))
        sizes.append(file.stat().st_size + out.stat().st_size)
    assert sizes[1] - sizes[0] > 3_000_000
    assert peaks[1] - peaks[0] < 1_500  # kB


# Progress -----------------------------------------------------------------------------------------------------------


def on_terminal(*arguments: str | Path, env: dict[str, str] | None = None) -> str:
    """What the program writes to standard error when that is a terminal."""
    ours, its = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "readiness", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=its,
        env={**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **(env or {})},
    )
    os.close(its)
    shown = b""
    while True:
        try:
            some = os.read(ours, 4096)
        except OSError:
            break
        if not some:
            break
        shown += some
    os.close(ours)
    done.wait(timeout=60)
    return shown.decode()


@pytest.mark.parametrize("more", [[], ["--brief"]])
def test_a_terminal_shows_how_far_it_is_and_in_the_end_how_many(more: list[str], tmp_path: Path) -> None:
    file = file_of(tmp_path, [sheet(0), "{}", *(sheet(n) for n in range(30))])
    shown = on_terminal("score", file, *more)
    drawn = re.findall(r"\r\[([█·]{20})\] (\d+) %  (\d+) sheets", shown)
    assert drawn[0] == ("·" * 20, str(100 * (len(sheet(0)) + 1) // file.stat().st_size), "1")
    error = f"{file}:2: 'sheet' is missing; wanted: 1, the kind of sheet this version reads"
    lines = shown.replace("\r\n", "\n").split("\n")
    assert [line.rpartition("\r")[2] for line in lines] == [error, "31 sheets scored, 1 not", ""]
    assert "\x1b" not in shown


def test_a_pipe_has_no_known_length_so_the_terminal_shows_only_a_count(tmp_path: Path) -> None:
    fifo = tmp_path / "sheets.jsonl"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; open(sys.argv[1], 'w').write(sys.argv[2])",
            str(fifo),
            f"{sheet(0)}\n{sheet(1)}\n",
        ]
    ):
        shown = on_terminal("score", fifo, "--brief", env={"PYTHONIOENCODING": "ascii"})
    assert shown.startswith("\r1 sheets\r")
    assert shown.endswith("\r2 sheets scored, 0 not\r\n")


@pytest.mark.parametrize("env", [{"TERM": "dumb"}])
def test_a_dumb_terminal_shows_errors_only(env: dict[str, str], tmp_path: Path) -> None:
    file = file_of(tmp_path, [sheet(0), "{}"])
    assert on_terminal("score", file, env=env) == (
        f"{file}:2: 'sheet' is missing; wanted: 1, the kind of sheet this version reads\r\n"
    )


# A class as a table -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
def test_a_class_is_a_table_with_a_row_a_person(
    jobs: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = ["ada@example.org", "=1+1", "Roe, Max", None]
    sheets = [json.dumps({**json.loads(sheet(n)), **({"person": one} if one else {})}) for n, one in enumerate(people)]
    file = file_of(tmp_path, [*sheets[:2], "{", *sheets[2:]])
    assert main(["score", str(file), "--format", "csv", *jobs]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith(f"{file}:3: line 1, column 2: not JSON")
    head, *rows = csv.reader(shown.out.splitlines())
    titles = [one.title for one in BANK.skills.values()]
    assert head == ["line", "person", *(f"{one}{more}" for one in titles for more in ("", ": odds", ": answers"))]
    assert [row[:2] for row in rows] == [["1", "ada@example.org"], ["2", "'=1+1"], ["4", "Roe, Max"], ["5", ""]]
    for row, text in zip(rows, sheets):
        report = score(BANK, read_sheet(text))
        for place, one in enumerate(report.skills.values()):
            told = "" if one.level == "too-few" else f"{one.odds:.2f}"
            assert row[2 + 3 * place : 5 + 3 * place] == [LEVELS[one.level], told, str(one.items)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sheet.json",), "sheet.json: one sheet gives no table; leave out --format csv, or name a .jsonl of sheets"),
        (("sheets.jsonl", "--brief"), "--brief gives no table; leave out --format csv, or name a .jsonl of sheets"),
    ],
)
def test_what_is_no_class_is_no_table(arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", *arguments, "--format", "csv"]) == 1
    assert capsys.readouterr().err == f"{words}\n"
