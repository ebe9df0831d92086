"""Writing a sitting to disk: its journal, one event a line, and the person's own files. Errors are said in plain words.

A journal only grows. Whatever cuts an event short (kill -9, a full disk), the next one starts on a new line, so a torn
line never spoils another.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from datetime import timezone
from pathlib import Path
from types import TracebackType

from readiness.ground.files import StorageError, in_words, make_folder, sync, sync_folder
from readiness.ground.printable import named
from readiness.sitting.events import Event, Started
from readiness.sitting.lines import line_of

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BINARY: int = getattr(os, "O_BINARY", 0)
# Windows locks bytes, and a locked byte cannot be read: lock one that a journal never reaches.
_FAR_BYTE = 0x7FFF0000


LARGEST = 10_000_000
"""Bytes of one journal that are read; a full assessment has about 100,000."""
_NUMBERED = re.compile(rb'"n": ([0-9]{1,9}), "crc": "[0-9a-f]{8}"\}\n')


class SittingOpenError(StorageError):
    """A sitting that another window has open."""


class JournalGoneError(StorageError):
    """The file of a running sitting is no longer where it was made: removed, moved or replaced."""


# Journals -----------------------------------------------------------------------------------------------------------


class Journal:
    """A sitting's file, held by one window at a time. Every event is on the disk when ``append`` returns."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        """Open and lock the file, or make a new one (0600). Raises SittingOpenError or StorageError."""
        self.path = path
        with in_words(path, "this sitting cannot be opened"):
            flags = os.O_RDWR | os.O_APPEND | _BINARY | (os.O_CREAT | os.O_EXCL if new else 0)
            self._fd: int | None = os.open(path, flags, 0o600)
            try:
                _lock(self._fd)
                self._at_line_start = _ends_with_newline(self._fd)
                self._number = _last_number(self._fd)
            except BaseException:
                self.close()
                raise

    def append(self, event: Event) -> None:
        """Add an event and wait until it is on the disk.

        Raises StorageError when it could not be saved whole; the journal stays usable. Raises JournalGoneError when
        what was written cannot be found under the journal's name any more.
        """
        assert self._fd is not None, "the journal is closed"
        line = (b"" if self._at_line_start else b"\n") + line_of(event, self._number + 1)
        self._at_line_start = False
        self._number += 1
        with in_words(self.path, "the last step could not be saved", "All steps before it are safe."):
            if os.write(self._fd, line) < len(line):
                raise OSError(errno.ENOSPC, "a part was written")
            self._at_line_start = True
            sync(self._fd)
        if not _is_at(self._fd, self.path):
            raise JournalGoneError(f"{named(str(self.path))}: the file of this sitting was removed or moved.")

    def close(self) -> None:
        """Close the file and free it for other windows; closing twice does nothing."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class MemoryJournal:
    """The journal of a sitting that is not to be saved: the same methods, nothing on the disk."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def append(self, event: Event) -> None:
        """Take what a file would take, and refuse what it would refuse."""
        self.lines.append(line_of(event, len(self.lines) + 1))

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> MemoryJournal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def create(folder: Path, head: Started, token: str) -> Journal:
    """Start the journal of a new sitting in the data folder; its id is made of the instant, in UTC, and the token.

    Raises StorageError.
    """
    assert head.moment is not None, "a new sitting starts at some moment"
    place = folder / "sittings"
    path = place / f"{head.moment.at.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}-{token}.jsonl"
    with in_words(path, "this sitting cannot be saved", "Set READINESS_HOME to another folder, or use --no-save."):
        make_folder(folder)
        make_folder(place)
        journal = Journal(path, new=True)
        try:
            for _ in range(2):  # Damage to one of the two loses nothing.
                journal.append(head)
        except BaseException:
            journal.close()
            path.unlink()
            raise
    sync_folder(place)
    sync_folder(folder)
    return journal


def reopen(path: Path) -> Journal:
    """Open a journal to go on with it. Read the sitting after this, not before: from now on nobody else adds to it.

    Raises SittingOpenError when another window has it open, StorageError when it cannot be opened.
    """
    return Journal(path)


# Disk ---------------------------------------------------------------------------------------------------------------


def _is_at(fd: int, path: Path) -> bool:
    """Whether an open file is the one of that name."""
    try:
        return os.path.samestat(os.fstat(fd), os.stat(path))
    except OSError:
        return False


def _ends_with_newline(fd: int) -> bool:
    """Whether a line may start here; true for an empty file."""
    size = os.fstat(fd).st_size
    if size == 0:
        return True
    os.lseek(fd, size - 1, os.SEEK_SET)
    return os.read(fd, 1) == b"\n"


def _last_number(fd: int) -> int:
    """The largest number of a line, or the count of lines where that is larger: no number is ever used twice."""
    os.lseek(fd, 0, os.SEEK_SET)
    with open(fd, "rb", closefd=False) as file:
        text = file.read(min(os.fstat(fd).st_size, LARGEST))
    return max(text.count(b"\n"), *(int(number) for number in _NUMBERED.findall(text)), 0)


def _lock(fd: int) -> None:
    """Hold the file; the system lets go of it when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            os.lseek(fd, _FAR_BYTE, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some network drives have no locks: better to go on without one than not to save at all.
        if error.errno in (errno.EACCES, errno.EAGAIN):
            raise SittingOpenError("This sitting is open in another window.") from None
