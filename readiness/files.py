"""Files on a person's own disk: written whole, for their owner alone, with errors in plain words.

The one module of the ground that touches the disk.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

if sys.platform == "darwin":
    import fcntl


class StorageError(OSError):
    """A file or folder that cannot be used; the message names it, says why and, where that helps, what to do."""


_REASONS = {
    errno.EACCES: "you have no permission",
    errno.EPERM: "you have no permission",
    errno.EROFS: "the disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "the file is as large as it may be",
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "a file stands where a folder is wanted",
    errno.EEXIST: "a file of that name stands there already",
    errno.EISDIR: "it is a folder, and a file is wanted",
}


@contextlib.contextmanager
def in_words(path: Path, problem: str, advice: str = "") -> Iterator[None]:
    """Turns an OSError into a StorageError: ``path: problem: reason. advice``."""
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        raise StorageError(f"{path}: {problem}: {reason}.{advice and ' ' + advice}") from error


def data_folder() -> Path:
    """Where a person's sittings live: $READINESS_HOME, else the place the system has for such data."""
    home = os.environ.get("READINESS_HOME")
    if home:
        return Path(home).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("readiness", appauthor=False)


def sync(fd: int) -> None:
    """Wait until what was written is on the disk. Raises OSError."""
    if sys.platform == "darwin":
        # On a Mac fsync leaves the data in the drive's own cache; network drives know only fsync.
        with contextlib.suppress(OSError):
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def sync_folder(folder: Path) -> None:
    """Put a new name in the folder on the disk, where the system can do that."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def write_private(path: Path, text: str) -> None:
    """Write a file whole, for its owner alone (0600): it holds the old text or the new, never a part. UTF-8.

    A pipe or a device, such as /dev/stdout, is written to as it is. Raises StorageError.
    """
    write_private_bytes(path, text.encode())


def write_private_bytes(path: Path, data: bytes) -> None:
    """``write_private`` for bytes."""
    with private_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """``write_private`` bit by bit: the file is there, whole, when the block has ended without an error."""
    import tempfile

    with in_words(path, "this file cannot be written"):
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as file:
                yield file
            return
        target = Path(os.path.realpath(path))
        fd, draft = tempfile.mkstemp(prefix=".readiness-", dir=target.parent)
        try:
            with open(fd, "wb") as file:
                yield file
                file.flush()
                sync(file.fileno())
            os.replace(draft, target)
        except BaseException:
            os.unlink(draft)
            raise
        sync_folder(target.parent)
