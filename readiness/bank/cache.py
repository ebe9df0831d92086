"""The copy of a checked bank that is kept to start faster."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import readiness
from readiness.bank.folders import shipped_folder
from readiness.model import ItemBank

_MOST_FILES, _MOST_BYTES = 500, 10_000_000
"""A folder with more than this is no bank to keep a copy of."""


class KeptBank:
    """The copy of one folder's bank in the person's cache folder. It holds no answers, and may be deleted at any time.

    A copy counts only while every byte of the bank and every file of this package are the same as when it was made:
    then reading and checking the bank again could only come to the same. Whatever goes wrong with the copy, the bank
    is read from its folder.
    """

    def __init__(self, folder: Path, label: str) -> None:
        self._file: Path | None = None
        with suppress(OSError, RuntimeError):
            self._key = _key(folder, label)
            from platformdirs import user_cache_path

            name = sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
            self._file = user_cache_path("readiness", appauthor=False) / f"bank-{name}"

    def load(self) -> ItemBank | None:
        """The bank, or None when there is no copy of it as it is now."""
        if self._file is None:
            return None
        try:
            with open(self._file, "rb") as file:
                # Unpickling runs what a file says: only a file of this person's own will do.
                own = not hasattr(os, "getuid") or os.fstat(file.fileno()).st_uid == os.getuid()
                if not own or file.read(len(self._key)) != self._key:
                    return None
                bank = pickle.load(file)
        except Exception:
            return None
        return bank if isinstance(bank, ItemBank) else None

    def keep(self, bank: ItemBank) -> None:
        """Keep a copy; when that fails, there is none."""
        if self._file is None:
            return
        with suppress(Exception):
            from readiness.files import write_private_bytes

            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private_bytes(self._file, self._key + pickle.dumps(bank, pickle.HIGHEST_PROTOCOL))


def _key(folder: Path, label: str) -> bytes:
    """Digest of the bank's files and of the code that reads them. Raises OSError."""
    digest = sha256(f"{sys.version}\n{label}\n".encode())
    package = Path(readiness.__file__).parent
    for file in sorted(package.rglob("*.py")):
        state = file.stat()
        digest.update(f"{file.relative_to(package).as_posix()} {state.st_size} {state.st_mtime_ns}\n".encode())
    size = 0
    for number, path in enumerate(_entries(folder)):
        digest.update(f"{path.parent.name}/{path.name}\n".encode(errors="surrogateescape"))
        if path.is_file():
            size += path.stat().st_size
            if number == _MOST_FILES or size > _MOST_BYTES:
                raise OSError("too large for a bank")
            digest.update(sha256(path.read_bytes()).digest())
    return digest.digest()


def _entries(folder: Path) -> Iterator[Path]:
    """What a bank is read from, in one order: the schema, the folder's entries, and those one folder down."""
    yield shipped_folder() / "schema.json"
    for path in sorted(folder.iterdir()):
        yield path
        if path.is_dir() and not path.name.startswith("."):
            yield from sorted(path.iterdir())
