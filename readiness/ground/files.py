"""Files on a person's own disk: written whole, for their owner alone, with errors in plain words.

The one module of the ground that touches the disk.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from readiness.ground.printable import named, one_line

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
    errno.EBADF: "it is closed",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.EIO: "the disk reports an error",
}


def reason(error: OSError | ValueError) -> str:
    """Why something could not be done, in plain words. ValueError: the system takes no such name."""
    number, words = getattr(error, "errno", None), getattr(error, "strerror", None)
    if words is None:
        return one_line(str(error))
    return _REASONS.get(number or 0) or words[0].lower() + words[1:]


@contextlib.contextmanager
def in_words(path: Path, problem: str, advice: str = "") -> Iterator[None]:
    """Turns an OSError into a StorageError: ``path: problem: reason. advice``."""
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        raise StorageError(f"{named(str(path))}: {problem}: {reason(error)}.{advice and ' ' + advice}") from error


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a file. Raises OSError; StorageError at more than ``most`` of them, and at what is no file.

    A pipe or a device under a file's name could keep the program waiting for ever, or give bytes without end.
    """
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise StorageError(f"{named(str(path))}: this is not a file that can be read.")
        data = file.read(most + 1)
    if len(data) > most:
        raise StorageError(f"{named(str(path))}: this file is too large: over {most:,} bytes.")
    return data


def data_folder() -> Path:
    """Where a person's sittings live: $READINESS_HOME, else the place the system has for such data.

    Raises StorageError when neither is a folder that can be.
    """
    home = os.environ.get("READINESS_HOME")
    if home:
        try:
            return Path(home).expanduser().absolute()
        except RuntimeError:
            words = "there is no home folder of that name. Set it to a folder that you may write to"
            raise StorageError(f"READINESS_HOME is {named(home)}: {words}.") from None
    from platformdirs import user_data_path

    return _of_the_system(user_data_path, "your answers")


def cache_folder() -> Path:
    """The place that the system has for what can be made anew. Raises StorageError when there is none."""
    from platformdirs import user_cache_path

    return _of_the_system(user_cache_path, "copies")


def _of_the_system(place: Callable[..., Path], what: str) -> Path:
    with contextlib.suppress(RuntimeError):  # New versions say so themselves when there is no home folder,
        folder = place("readiness", appauthor=False)
        if folder.is_absolute():  # and old ones give a path that starts with "~".
            return folder
    words = "Set READINESS_HOME to a folder that you may write to."
    raise StorageError(f"There is no place to keep {what}, because you have no home folder. {words}")


_OURS = {"sittings", "aside"}
"""What the data folder holds."""


def close_to_others(folder: Path) -> bool:
    """Take the data folder away from everyone but its owner, where others could read or change it; whether they could.

    What belongs to somebody else is left alone; so is a folder that holds other things too, but for ``sittings`` in it.
    """
    if sys.platform == "win32":
        return False
    found = False
    with contextlib.suppress(OSError):
        sittings = folder / "sittings"
        places = [sittings, *sittings.iterdir()] if sittings.is_dir() else []
        if all(path.name in _OURS or path.name.startswith(".readiness-") for path in folder.iterdir()):
            places.append(folder)
        for path in places:
            state = os.lstat(path)
            if state.st_uid == os.geteuid() and state.st_mode & 0o077 and not stat.S_ISLNK(state.st_mode):
                os.chmod(path, stat.S_IMODE(state.st_mode) & 0o700)
                found = True
    return found


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


def make_folder(folder: Path, mode: int = 0o700) -> None:
    """Make a folder, for its owner alone, and those above it that are missing; their names are on the disk then."""
    for path in [one for one in folder.parents if not one.exists()][::-1]:
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)
    if not folder.is_dir():
        folder.mkdir(mode=mode, exist_ok=True)
        sync_folder(folder.parent)


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
    """``write_private`` bit by bit: the file is there, whole, when the block has ended without an error.

    Where the folder takes no new file, or the file cannot be replaced (it is a mount of its own, or another program has
    it open), what was written is then copied into the file that is there.
    """
    with in_words(path, "this file cannot be written"):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        target = Path(os.path.realpath(path))
        draft = _draft(target)
        try:
            with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                yield file
                file.flush()
                sync(file.fileno())
            _put_in_place(draft, target)
        finally:  # The name was chosen before the file was made: whenever this is cut short, no draft is left.
            with contextlib.suppress(FileNotFoundError):
                os.unlink(draft)
        sync_folder(target.parent)


def _draft(target: Path) -> Path:
    """A name that no file has: beside the target, else where the system has files that are soon removed."""
    folder = target.parent
    if target.is_file() and not os.access(folder, os.W_OK):
        import tempfile

        folder = Path(tempfile.gettempdir())
    return folder / f".readiness-{secrets.token_hex(8)}"


def _put_in_place(draft: Path, target: Path) -> None:
    try:
        os.replace(draft, target)
    except OSError:
        if not target.is_file():
            raise
        with open(draft, "rb") as source, open(target, "wb") as file:
            with contextlib.suppress(OSError):
                os.chmod(target, 0o600)
            shutil.copyfileobj(source, file)
            file.flush()
            sync(file.fileno())
