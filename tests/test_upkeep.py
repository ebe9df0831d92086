"""The data folder as a whole: what is damaged and setting it aside, and removing every copy of a sitting."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness.cli import main
from readiness.sitting.journal import LARGEST, reopen
from readiness.sitting.saved import list_sittings, read
from readiness.sitting.upkeep import Fault, Held, Repaired, copies, faults, held, remove, repair
from tests.test_sittings import FIRST_HEAD, NAME, answer, first_answer, first_format, mode, shown, started, submit

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links and rights of POSIX systems")

CHANGED = "its checksum does not fit: something has changed it"


def damaged(folder: Path) -> tuple[Path, Path, Path]:
    """A sitting with a changed answer, one whose report is none, and a file that is no sitting."""
    one = started(folder, shown("a-01"), answer("a-01", "b"), answer("a-02", "c"), token="aaaaaa")
    one.write_bytes(one.read_bytes().replace(b'"answer": "b"', b'"answer": "a"'))
    two = started(folder, answer("a-01"), submit(verdict="close"), answer("a-02"), token="bbbbbb")
    three = folder / "sittings" / "20260301T101500-cccccc.jsonl"
    three.write_text("my notes\n")
    return one, two, three


def test_what_is_damaged_is_named_with_its_place(tmp_path: Path) -> None:
    one, two, three = damaged(tmp_path)
    assert faults(tmp_path) == [
        Fault(three, None, "this is not a sitting that this version can read."),
        Fault(one, 4, CHANGED),
        Fault(two, 4, "this readiness report is damaged: report has no bank"),
    ]
    assert str(faults(tmp_path)[1]) == f"{one}:4: {CHANGED}"


def test_repair_sets_aside_what_cannot_be_read_and_keeps_the_rest(tmp_path: Path) -> None:
    one, two, three = damaged(tmp_path)
    whole = {path.name: path.read_bytes() for path in (one, two, three)}
    aside = repair(tmp_path).aside
    assert {path.name: path.read_bytes() for path in aside} == whole
    assert {path.parent for path in aside} == {tmp_path / "aside"}
    assert faults(tmp_path) == []
    assert [list(read(path).responses) for path in (one, two)] == [["a-02"], ["a-01", "a-02"]]
    assert one.read_bytes() == b"".join(
        line + b"\n" for number, line in enumerate(whole[one.name].splitlines(), start=1) if number != 4
    )
    assert not three.exists()
    assert repair(tmp_path) == Repaired((), ())


def test_what_is_set_aside_twice_never_takes_the_place_of_the_first(tmp_path: Path) -> None:
    for text in (b"one\n", b"two\n"):
        first_format(tmp_path, head=text)
        repair(tmp_path)
    assert sorted((path.name, path.read_bytes()) for path in (tmp_path / "aside").iterdir()) == [
        ("20260301T101500-a1b2c3.jsonl", b"one\n\n"),
        ("20260301T101500-a1b2c3.jsonl.2", b"two\n\n"),
    ]


def test_a_sitting_that_another_window_has_open_is_left_alone_and_never_stops_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))
    one, two, three = damaged(tmp_path)
    before = one.read_bytes()
    with reopen(one):
        assert main(["data", "repair"]) == 1
    shown = capsys.readouterr()
    assert shown.err.splitlines()[-1] == f"{one}: This sitting is open in another window."
    assert [line.rpartition("/")[2] for line in shown.out.splitlines()] == [three.name, two.name]
    assert one.read_bytes() == before


def test_a_sound_sitting_that_is_open_needs_no_repair(tmp_path: Path) -> None:
    with reopen(started(tmp_path, answer("a-01"))):
        assert repair(tmp_path) == Repaired((), ())


def test_what_is_damaged_is_named_from_the_top_of_its_file_down(tmp_path: Path) -> None:
    path = started(tmp_path, submit(verdict="close"), answer("a-01", "b"))
    path.write_bytes(path.read_bytes().replace(b'"answer": "b"', b'"answer": "a"', 1))
    assert [fault.line for fault in faults(tmp_path)] == [3, 4]


@pytest.mark.skipif(sys.platform != "linux", reason="what fsync makes sure of is that of Linux")
def test_what_is_set_aside_or_removed_stays_so_after_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, safe = os.fsync, []

    def noted(descriptor: int) -> None:
        fsync(descriptor)
        safe.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")))

    monkeypatch.setattr(os, "fsync", noted)
    path = first_format(tmp_path, head=b"torn")
    repair(tmp_path)
    assert safe == [path.parent, tmp_path / "aside"]
    safe.clear()
    assert remove([tmp_path / "aside" / path.name]) == []
    assert safe == [tmp_path / "aside"]


@POSIX
def test_what_is_set_aside_is_for_its_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        damaged(tmp_path)
        repair(tmp_path)
    finally:
        os.umask(old)
    assert mode(tmp_path / "aside") == 0o700
    assert {mode(path) for path in (tmp_path / "aside").iterdir() if "cccccc" not in path.name} == {0o600}


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def no_end(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)


@POSIX
@pytest.mark.parametrize(
    ("make", "why"),
    [
        (a_pipe, "this is not a file that can be read."),
        (no_end, "this is not a file that can be read."),
        (a_loop, "this sitting cannot be read: it is a link that leads back to itself."),
        (Path.mkdir, "this sitting cannot be read: it is a folder, and a file is wanted."),
        (too_large, "this file is too large: over 10,000,000 bytes."),
    ],
)
def test_what_is_no_file_of_a_sitting_is_never_waited_for_and_is_set_aside(
    make: Callable[[Path], None], why: str, tmp_path: Path
) -> None:
    good = started(tmp_path, answer("a-01"))
    strange = tmp_path / "sittings" / "20260301T101500-cccccc.jsonl"
    make(strange)
    assert [one.path for one in list_sittings(tmp_path)] == [good]
    assert faults(tmp_path) == [Fault(strange, None, why)]
    assert repair(tmp_path) == Repaired((tmp_path / "aside" / strange.name,), ())
    assert faults(tmp_path) == []
    make(strange)
    assert repair(tmp_path) == Repaired((tmp_path / "aside" / f"{strange.name}.2",), ())


def test_of_many_damaged_lines_the_first_are_listed_and_the_others_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))
    path = started(tmp_path, answer("a-01"))
    path.write_bytes(path.read_bytes() + b"x\n" * 1020)
    assert main(["data", "check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 22
    assert lines[-2] == f"{path}: 1000 more lines cannot be read."


def test_a_sitting_that_was_repaired_can_be_gone_on_with(tmp_path: Path) -> None:
    path, _, _ = damaged(tmp_path)
    repair(tmp_path)
    with reopen(path) as journal:
        journal.append(answer("a-03"))
    sitting = read(path)
    assert (list(sitting.responses), sitting.damage) == (["a-02", "a-03"], ())


def test_check_and_repair_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))
    assert main(["data", "check"]) == 0
    assert capsys.readouterr().out == "0 sittings, nothing damaged.\n"
    one, two, three = damaged(tmp_path)
    assert main(["data", "check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{three}: this is not a sitting that this version can read.",
        f"{one}:4: {CHANGED}",
        f"{two}:4: this readiness report is damaged: report has no bank",
        "All else is kept and used. To set aside what is damaged, and delete nothing: readiness data repair",
    ]
    assert main(["data", "repair"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        *(f"Set aside, whole, as it was: {tmp_path / 'aside' / path.name}" for path in (three, one, two)),
        "All that can be read is kept.",
    ]
    assert main(["data", "check"]) == 0
    assert capsys.readouterr().out == "2 sittings, nothing damaged.\n"


# Taking away --------------------------------------------------------------------------------------------------------


def test_answers_are_taken_away_as_response_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "home"))
    assert main(["data", "export", "-"]) == 1
    assert capsys.readouterr().err == "Nothing is saved, so there is nothing to take away.\n"
    started(tmp_path / "home", answer("a-01", ("s1", "s3"), confidence="sure"), answer("a-02", None, None))
    assert main(["data", "export", "-"]) == 0
    shown = capsys.readouterr().out
    file = tmp_path / "mine.jsonl"
    assert main(["data", "export", str(file)]) == 0
    assert file.read_text() == shown
    assert [json.loads(line) for line in shown.splitlines()] == [
        {
            "sheet": 1,
            "bank": "f00d",
            "responses": [
                {"item": "a-01", "answer": ["s1", "s3"], "seconds": 4.5, "confidence": "sure", "digest": "d1"},
                {"item": "a-02", "answer": None, "seconds": None, "confidence": None, "digest": "d1"},
            ],
        }
    ]


# Removing -----------------------------------------------------------------------------------------------------------

COPIES = (
    f"{NAME}.jsonl",
    f"{NAME} (conflicted copy).jsonl",
    f"{NAME} (Ana's conflicted copy 2026-03-02).jsonl",
    f"{NAME}.sync-conflict-20260302-101500-ABCDEFG.jsonl",
    f"{NAME}-LAPTOP.jsonl",
    f"{NAME} (1).jsonl",
    f"{NAME}.jsonl~",
    f".{NAME}.jsonl.swp",
    f"#{NAME}.jsonl#",
    f".~lock.{NAME}.jsonl#",
    f"._{NAME}.jsonl",
    f"Copy of {NAME}.jsonl",
    f"{NAME}.jsonl.bak",
    f"{NAME}.jsonl.tmp",
)


def with_copies(folder: Path) -> list[Path]:
    """The data folder with a sitting, all its copies, another sitting, a draft, and what a sync program keeps."""
    path = started(folder, answer("a-01"))
    data = path.read_bytes()
    for name in COPIES[1:]:
        (path.parent / name).write_bytes(data if name.endswith(".jsonl") else b"b0VIM")
    made = [path.parent / name for name in COPIES]
    more = [
        path.parent / ".stversions" / f"{NAME}~20260302.jsonl",
        path.parent / "my sitting.txt",
        path.parent / ".readiness-x7d8",
        folder / ".readiness-ab12",
        folder / f"{NAME}.jsonl",
        folder / "aside" / "20260301T101500-dddddd.jsonl",
    ]
    for copy in more:
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(data)
    return made + more


def test_deleting_all_removes_every_copy_whatever_its_name_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))
    made = with_copies(tmp_path)
    notes = [tmp_path / "sittings" / "notes.txt", tmp_path / "letter.txt"]
    for path in notes:
        path.write_text("not an answer")
    assert set(held(tmp_path).own) == set(made)
    assert main(["data", "delete", "--all", "--yes"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Deleted: 1 sitting and {len(made) - 1} other files of sittings. Backups, if you make any, may still hold a copy.",
        f"Left alone, since it is no file of a sitting: {notes[0]}",
    ]
    assert [path for path in sorted(tmp_path.rglob("*")) if path.is_file()] == sorted(notes)


def test_deleting_one_sitting_removes_its_copies_and_no_other_sitting(tmp_path: Path) -> None:
    with_copies(tmp_path)
    other = started(tmp_path, answer("a-01"), token="a1b2c3d")
    assert other not in copies(tmp_path, NAME)
    assert {path.name for path in copies(tmp_path, NAME)} >= {*COPIES, f"{NAME}~20260302.jsonl"}
    assert remove(copies(tmp_path, NAME)) == []
    assert [sitting.path for sitting in list_sittings(tmp_path)] == [other]


def test_one_file_that_cannot_be_removed_never_stops_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))
    paths = [started(tmp_path, answer("a-01"), token=token) for token in ("aaaaaa", "bbbbbb", "cccccc", "dddddd")]
    unlink = Path.unlink

    def guarded(self: Path, missing_ok: bool = False) -> None:
        if self == paths[2]:
            raise PermissionError(13, "Permission denied")
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", guarded)
    with reopen(paths[0]):
        assert main(["data", "delete", "--all", "--yes"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Deleted: 2 of 4 files. Not deleted:",
        f"{paths[0]}: This sitting is open in another window.",
        f"{paths[2]}: this file cannot be deleted: you have no permission.",
    ]
    assert [path.exists() for path in paths] == [True, False, True, False]


@POSIX
def test_links_are_removed_and_what_they_lead_to_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / f"{NAME}.jsonl").write_bytes(FIRST_HEAD + b"\n" + first_answer("a-01") + b"\n")
    place = tmp_path / "home" / "sittings"
    place.mkdir(parents=True)
    (place / f"{NAME} (1).jsonl").symlink_to(outside / f"{NAME}.jsonl")
    (place / f"{NAME}").symlink_to(outside)
    os.mkfifo(place / f"{NAME}.fifo.jsonl")
    assert remove(held(tmp_path / "home").own) == []
    assert list(place.iterdir()) == []
    assert [path.name for path in outside.iterdir()] == [f"{NAME}.jsonl"]


@POSIX
def test_a_link_is_removed_while_another_window_has_open_what_it_leads_to(tmp_path: Path) -> None:
    path = started(tmp_path, answer("a-01"))
    link = path.with_name(f"{NAME} (1).jsonl")
    link.symlink_to(path)
    with reopen(path):
        assert remove([link]) == []
    assert (link.is_symlink(), path.exists()) == (False, True)


def test_what_is_gone_already_need_not_be_removed(tmp_path: Path) -> None:
    path = started(tmp_path)
    assert remove([path.with_name("20260301T101500-gone.jsonl"), path]) == []
    assert not path.exists()


def test_a_data_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert held(tmp_path / "none") == Held((), ())
    assert copies(tmp_path / "none", NAME) == []


@POSIX
def test_at_the_top_a_folder_is_left_alone_whatever_its_name_and_a_link_to_one_is_not(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    (home / NAME).mkdir(parents=True)
    outside.mkdir()
    (home / f"{NAME}-link").symlink_to(outside)
    assert held(home) == Held((home / f"{NAME}-link",), ())


def test_whatever_was_set_aside_and_every_draft_is_of_a_sitting(tmp_path: Path) -> None:
    aside, draft = tmp_path / "aside" / "notes.txt", tmp_path / "sittings" / ".readiness-x7d8"
    other = tmp_path / "sittings" / "x.readiness-"
    for path in (aside, draft, other):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    assert held(tmp_path) == Held((aside, draft), (other,))


@POSIX
def test_what_cannot_be_looked_into_stays_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = started(tmp_path)
    pipe, closed, notes = (path.with_name(name) for name in ("a pipe", "closed", "notes.txt"))
    os.mkfifo(pipe)
    closed.mkdir()
    notes.write_bytes(b'{"journal": 2, "kind": "test"')
    scandir, open_file = os.scandir, Path.open

    def no_look(place: Any = ".") -> Any:
        if Path(os.fsdecode(place)) == closed:
            raise PermissionError(13, "Permission denied", str(closed))
        return scandir(place)

    def no_read(self: Path, *arguments: Any, **more: Any) -> Any:
        if self == notes:
            raise PermissionError(13, "Permission denied", str(notes))
        return open_file(self, *arguments, **more)

    assert held(tmp_path) == Held((path, notes), (pipe,))
    monkeypatch.setattr(os, "scandir", no_look)
    monkeypatch.setattr(Path, "open", no_read)
    assert held(tmp_path) == Held((path,), (pipe, closed, notes))
