"""The files of a bank as the commands that fill it use them: read as they stand, written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from readiness.bank.files import BankFiles, TooManyProblems, read_files, written_files
from readiness.cli.streams import standard_input
from readiness.cli.terminal import InputProblem
from readiness.exchange.into_bank import Shelves
from readiness.exchange.questions import UnreadableFile
from readiness.ground.errors import BankError
from readiness.ground.files import in_words, reason
from readiness.ground.printable import named


def shelves_of(folder: Path) -> Shelves:
    """What the bank in a folder has already. It may have no questions yet. Raises BankError, StorageError."""
    found = BankFiles()
    with suppress(TooManyProblems):
        read_files(found, folder, folder.as_posix())
    if found.problems or found.blueprint is None or found.sources is None:
        raise BankError(tuple(sorted(found.problems)))
    files = {}
    with in_words(folder, "this bank cannot be read"):
        for path in (one for one in written_files(folder) if one.parent != folder):
            files[path.relative_to(folder).as_posix()] = path.read_bytes().decode("utf-8-sig")
    return Shelves(
        skills={id: one["skill"] for id, one in found.blueprint.data["competencies"].items()},
        ids=[item["id"] for file in found.items for item in file.data["items"]],
        sources=tuple(found.sources.data),
        files=files,
    )


def write_files(folder: Path, before: Mapping[str, str], files: Mapping[str, str]) -> None:
    """Write files of a bank, each whole: all are on the disk beside their places before the first is put there.

    ``before``: their texts as they were read, by path; none for a new one. InputProblem where one has changed since.
    """
    drafts: list[tuple[Path, Path]] = []
    with in_words(folder, "this bank cannot be written"):
        try:
            for name, text in files.items():
                target = folder / name
                if _now(target) != before.get(name):
                    raise InputProblem(f"{target}: this file has changed meanwhile. Nothing was written; try again")
                target.parent.mkdir(exist_ok=True)
                draft = target.parent / f".readiness-{token_hex(8)}"
                drafts.append((draft, target))
                draft.write_text(text, encoding="utf-8", newline="")
                if target.exists():
                    shutil.copymode(target, draft)
            for draft, target in drafts:
                os.replace(draft, os.path.realpath(target))
        finally:
            for draft, _ in drafts:
                with suppress(FileNotFoundError):
                    draft.unlink()


def _now(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8-sig") if os.path.lexists(path) else None


def read_bytes(file: str, most: int) -> bytes:
    """The bytes of a file, or of standard input for "-", at most one more than ``most``. Raises InputProblem."""
    try:
        if file == "-":
            return standard_input().read(most + 1)
        if not os.path.isfile(file):
            raise InputProblem(f"{file}: {'this is not a file' if os.path.exists(file) else 'there is no such file'}")
        with open(file, "rb") as opened:
            return opened.read(most + 1)
    except (OSError, ValueError) as error:
        raise InputProblem(f"{file}: {reason(error)}") from None


def unreadable(file: str, error: UnreadableFile) -> InputProblem:
    """What to say of a file that cannot be read: where, and that nothing came of it."""
    where = named(file) if error.line is None else f"{named(file)}:{error.line}"
    return InputProblem(f"{where}: {error}. Nothing was written.")
