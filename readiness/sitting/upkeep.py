"""The data folder as a whole: what in it is damaged, setting that aside, and removing every copy of a sitting.

Sync programs and editors leave copies under other names: "x (conflicted copy).jsonl", "x.jsonl~", ".x.jsonl.swp".
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from readiness.ground.files import StorageError, in_words, read_regular, sync_folder, write_private_bytes
from readiness.report.value import Report
from readiness.sitting.journal import LARGEST, SittingOpenError, reopen
from readiness.sitting.saved import Damage, Sitting, journal_paths, read

_STEM = re.compile(r"\d{8}T\d{6}Z?-[0-9a-z]+", re.ASCII)
_DRAFT = ".readiness-"
_HEAD = b'{"journal": '
ASIDE = "aside"
"""The folder, beside the sittings, that holds what was set aside."""
REPORTS = "reports"
"""The folder, beside the sittings, that holds the reports that were opened in a browser, named like their sittings."""


# Damage -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file of the data folder; ``line``, from 1, is None when it is wrong as a whole."""

    path: Path
    line: int | None
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}" if self.line is None else f"{self.path}:{self.line}: {self.why}"


def faults(folder: Path) -> list[Fault]:
    """What cannot be read of the sittings and of the reports in them. Raises StorageError when the folder cannot be."""
    return [fault for path in journal_paths(folder) for fault in _faults_of(path)]


def _faults_of(path: Path) -> list[Fault]:
    try:
        sitting = read(path)
    except StorageError as error:
        return [Fault(path, None, str(error).removeprefix(f"{path}: "))]
    return [Fault(path, damage.line, damage.why) for damage in _damage(sitting)]


def _damage(sitting: Sitting) -> list[Damage]:
    """The lines that cannot be read, and that of the report when it is none."""
    damage = list(sitting.damage)
    if sitting.report is not None and sitting.report_line is not None:
        try:
            Report.from_dict(sitting.report)
        except ValueError as error:
            damage.append(Damage(sitting.report_line, str(error)))
    return sorted(damage, key=lambda one: one.line)


@dataclass(frozen=True, slots=True)
class Repaired:
    """The files that are new in the folder ``aside``, and which files could not be repaired and why, a sentence each."""

    aside: tuple[Path, ...]
    not_done: tuple[str, ...]


def repair(folder: Path) -> Repaired:
    """Set aside what cannot be read, whole files as they are, and keep the rest in its place.

    Nothing is removed: of a sitting with damaged lines the whole file is set aside, and the lines that can be read
    stay. A file that cannot be repaired stays as it was, and never stops the others.
    """
    aside, not_done = [], []
    for path in journal_paths(folder):
        try:
            target = _set_aside(path, folder) if _faults_of(path) else None
        except StorageError as error:
            not_done.append(_with_path(path, error))
        else:
            aside += [target] if target is not None else []
    return Repaired(tuple(aside), tuple(not_done))


def _set_aside(path: Path, folder: Path) -> Path | None:
    """Move a file aside, or keep a whole copy there and in its place the lines that are sound.

    It is read once nobody else can write to it. None when nothing is wrong with it after all.
    """
    with in_words(path, "this file cannot be set aside"), reopen(path) if path.is_file() else nullcontext():
        damage = _faults_of(path)
        if not damage:
            return None
        target = _free_name(folder, path.name)
        if any(fault.line is None for fault in damage):
            os.rename(path, target)
            sync_folder(path.parent)
        else:
            data, without = read_regular(path, LARGEST), {fault.line for fault in damage}
            kept = [line for number, line in enumerate(data.split(b"\n"), start=1) if line and number not in without]
            write_private_bytes(target, data)
            write_private_bytes(path, b"".join(line + b"\n" for line in kept))
        sync_folder(target.parent)
    return target


def _with_path(path: Path, error: StorageError) -> str:
    said = str(error)
    return said if said.startswith(str(path)) else f"{path}: {said}"


def _free_name(folder: Path, name: str) -> Path:
    place = folder / ASIDE
    with in_words(place, "nothing can be set aside there"):
        place.mkdir(mode=0o700, exist_ok=True)
    number = 1
    while os.path.lexists(target := place / (name if number == 1 else f"{name}.{number}")):
        number += 1
    return target


# Removing -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """What the data folder holds: every file that is, or is a copy of, a sitting or a draft, and all other files."""

    own: tuple[Path, ...]
    other: tuple[Path, ...]


def held(folder: Path) -> Held:
    """The files of sittings in the data folder, and others among them; links are not followed.

    At the top of the data folder, which may be any folder that a person chose, only a sitting's own files are looked at.
    """
    own: list[Path] = []
    other: list[Path] = []
    for path in _files(folder):
        if _is_own(path, folder):
            own.append(path)
        elif path.parent != folder:
            other.append(path)
    return Held(tuple(own), tuple(other))


def copies(folder: Path, sitting: str) -> list[Path]:
    """The sitting of that id and its copies under other names."""
    whole = re.compile(rf"(?<![0-9]){re.escape(sitting)}(?![0-9a-z])", re.ASCII)
    return [path for path in _files(folder) if whole.search(path.name)]


def _files(folder: Path) -> list[Path]:
    """What is in the data folder but folders, and all that is below its own folders."""
    found: list[Path] = []
    with in_words(folder, "the saved sittings cannot be read", "Set READINESS_HOME to another folder."):
        if folder.is_dir():
            found += [path for path in folder.iterdir() if path.is_symlink() or not path.is_dir()]
        for place in (folder / "sittings", folder / ASIDE, folder / REPORTS):
            for at, folders, names in os.walk(place, onerror=_unreadable(found)):
                links = [name for name in folders if os.path.islink(os.path.join(at, name))]
                found += [Path(at, name) for name in (*names, *links)]
    return sorted(found)


def _unreadable(found: list[Path]) -> Callable[[OSError], None]:
    """A folder that cannot be looked into counts as a file that stays; one that is not there is none."""

    def note(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            found.append(Path(error.filename))

    return note


def _is_own(path: Path, folder: Path) -> bool:
    """Whether a file is of a sitting: by its name, by where it was set aside, or by how it begins."""
    if _STEM.search(path.name) or path.name.startswith(_DRAFT) or path.parent == folder / ASIDE:
        return True
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            return file.read(len(_HEAD)) == _HEAD
    except OSError:
        return False


def remove(paths: Iterable[Path]) -> list[str]:
    """Remove files; what cannot be removed never stops the others. Returns which stay and why, a sentence each."""
    stay = []
    for path in paths:
        try:
            if path.suffix == ".jsonl" and path.is_file() and not path.is_symlink():
                _refuse_open(path)
            with in_words(path, "this file cannot be deleted"):
                path.unlink(missing_ok=True)
            sync_folder(path.parent)
        except StorageError as error:
            stay.append(_with_path(path, error))
    return stay


def _refuse_open(path: Path) -> None:
    """Raises SittingOpenError when a window has the sitting open; a file that cannot even be opened is none."""
    try:
        reopen(path).close()
    except SittingOpenError:
        raise
    except StorageError:
        pass
