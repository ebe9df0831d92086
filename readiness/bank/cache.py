"""What is kept to start faster, such as the copy of a checked bank. It proves itself, or is worked out again."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import readiness
from readiness.bank.folders import PACKAGE, shipped_folder
from readiness.bank.plain import from_json, to_json
from readiness.ground.files import cache_folder
from readiness.kinds.item_bank import ItemBank

_MOST_FILES, _MOST_BYTES = 500, 10_000_000
"""A folder with more than this is no bank to keep a copy of."""
_LARGEST = 50_000_000
"""Bytes of a copy that are read."""
_KIND = b"readiness bank 1"
"""How a copy begins; a copy of another form has another number."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class KeptText:
    """A text in the person's cache folder that can be worked out again. It holds no answers, and may be deleted.

    Its file is one line and the text. The line holds two digests: ``key``, of all that the text was worked out from, and
    one of the text. It counts only while both are right and nobody else can have written it.
    """

    def __init__(self, name: str, key: str) -> None:
        self._file, self._key = cache_folder() / name, key.encode()

    def load(self) -> str | None:
        """The text, or None when there is no sound file of it."""
        try:
            key, text = _read(self._file)
        except (OSError, ValueError):
            return None
        return text if key == self._key else None

    def keep(self, text: str) -> None:
        """Keep the text; when that fails, it is not kept."""
        data = text.encode()
        with suppress(OSError):
            _write(self._file, b"%s %s %s\n%s" % (_KIND, self._key, _digest(data), data))


class KeptBank:
    """The copy of one folder's bank, made of every byte of the bank, every file of this package, its version and Python's.

    Reading and checking the bank again could only come to the same. Whatever is wrong with a copy, the bank is read from
    its folder.
    """

    def __init__(self, folder: Path, label: str) -> None:
        self._kept: KeptText | None = None
        with suppress(OSError, RuntimeError):
            # The bank of a zipapp is in another temporary folder each time.
            place = PACKAGE if folder == shipped_folder() else folder
            self._kept = KeptText(f"bank-{place_digest(place)}", _key(folder, label))

    def load(self) -> ItemBank | None:
        """The bank, or None when there is no sound copy of it as it is now."""
        text = None if self._kept is None else self._kept.load()
        if text is None:
            return None
        try:
            return from_json(text)
        except ValueError:
            return None

    def keep(self, bank: ItemBank) -> None:
        """Keep a copy; when that fails, there is none."""
        if self._kept is not None:
            with suppress(TypeError, ValueError):
                self._kept.keep(to_json(bank))


def cache_problems() -> list[str]:
    """What is wrong with the copies that are there, in sentences; none of it does harm, for such a copy is not used.

    A sound copy of a bank that has changed since is no problem: it is made anew.
    """
    try:
        folder = cache_folder()
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    problems = []
    for name in names:
        try:
            _read(folder / name)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            problems.append(f"{folder / name}: {reason}. It is not used, and may be deleted.")
    return problems


# The file -----------------------------------------------------------------------------------------------------------


def _read(file: Path) -> tuple[bytes, str]:
    """What a copy was made of, and its text. Raises ValueError, in words, when it is not to be trusted; OSError."""
    folder = os.lstat(file.parent)
    if not stat.S_ISDIR(folder.st_mode) or not _own(folder):
        raise ValueError("others can write to the folder that it is in, or own it")
    descriptor = os.open(file, _FLAGS)
    with open(descriptor, "rb") as opened:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise ValueError("this is no file that the program made")
        if not _own(state):
            raise ValueError("others can write to this file, or own it")
        data = opened.read(_LARGEST + 1)
    head, _, text = data.partition(b"\n")
    if len(data) > _LARGEST or not head.startswith(_KIND + b" "):
        raise ValueError("this is no file that the program made")
    key, _, digest = head[len(_KIND) + 1 :].partition(b" ")
    if digest != _digest(text):
        raise ValueError("this file is damaged")
    return key, text.decode()


def _write(file: Path, data: bytes) -> None:
    """Whole, for its owner alone; into a folder that is this person's and nobody else's. Raises OSError."""
    from readiness.ground.files import make_folder, write_private_bytes

    make_folder(file.parent)
    folder = os.lstat(file.parent)
    if hasattr(os, "getuid"):
        if not stat.S_ISDIR(folder.st_mode) or folder.st_uid != os.getuid():
            return
        if not _own(folder):
            os.chmod(file.parent, 0o700)
    if file.is_symlink() or (file.exists() and not file.is_file()):
        file.unlink()
    write_private_bytes(file, data)


def _own(state: os.stat_result) -> bool:
    """Whether a file or folder is this person's, and only they can write to it, where the system can tell."""
    return not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & 0o022)


def _digest(text: bytes) -> bytes:
    return sha256(text).hexdigest().encode()


# What it was made of ------------------------------------------------------------------------------------------------


def place_digest(place: Path) -> str:
    """A short name for a folder, so that several installations and banks do not write over each other's files."""
    return sha256(os.fsencode(place.resolve())).hexdigest()[:16]


def code_key() -> str:
    """Digest of the code of this package, its version and Python's, in hexadecimal. Raises OSError."""
    digest = sha256(f"{sys.version}\n{readiness.__version__}\n".encode())
    for file in _code():
        state = os.stat(file)
        digest.update(f"{file!r} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _key(folder: Path, label: str) -> str:
    """Digest of the bank's files and of the code that reads them, in hexadecimal. Raises OSError."""
    digest = sha256(f"{code_key()}\n{label!r}\n".encode())
    size = 0
    for number, path in enumerate(_entries(folder)):
        digest.update(f"{path.parent.name!r}/{path.name!r}\n".encode())
        if path.is_file():
            size += path.stat().st_size
            if number == _MOST_FILES or size > _MOST_BYTES:
                raise OSError("too large for a bank")
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _code() -> list[str]:
    """The files of this package, or the zipapp that they are in."""
    if not PACKAGE.is_dir():
        return [str(next(path for path in PACKAGE.parents if path.is_file()))]
    # Not rglob of pathlib: every start waits for this, and that takes twice as long.
    walked = [os.path.join(folder, name) for folder, _, names in os.walk(PACKAGE) for name in names]
    return sorted(file for file in walked if file.endswith(".py"))


def _entries(folder: Path) -> Iterator[Path]:
    """What a bank is read from, in one order: the schema, the folder's entries, and those one folder down."""
    yield shipped_folder() / "schema.json"
    for path in sorted(folder.iterdir()):
        yield path
        if path.is_dir() and not path.name.startswith("."):
            yield from sorted(path.iterdir())
