"""The files of a bank's folder: found, read with limits, and checked one by one against the format."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from readiness.bank.folders import shipped_folder
from readiness.bank.misread import did_you_mean
from readiness.bank.nodes import Node, child, compose, locate
from readiness.bank.schema import SchemaReader
from readiness.ground.errors import Place, Problem

LIMIT = 2_000_000
"""Bytes of one file that are read; a file of 20 items has about 40,000."""

MOST = 500
"""Problems that are listed; a bank with more is not read to the end."""

MOST_COMPARED = 20_000
"""Names that unknown ones are compared with, which takes long: twenty wrong ones in a bank of 1,000 questions."""

_OWN = ("blueprint.yaml", "sources.yaml", "calibration.yaml", "career.yaml")
"""The files that may stand beside the folders of items."""

_BREAK = re.compile("\r\n|\r|\n")
_UNREADABLE = re.compile(  # what YAML does not allow in a file, and the line breaks that only YAML takes for such
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class BankFile:
    """One YAML file. ``data`` holds WRONG where a value was refused; ``folder`` and ``stem`` are of its path."""

    name: str
    folder: str
    stem: str
    node: Node
    data: dict[str, Any]
    lines: list[str]

    def place(self, *path: str | int) -> Place:
        return Place(self.name, *locate(self.node, *path))

    def child(self, *path: str | int) -> Node:
        """The node at a path that is there."""
        node = child(self.node, *path)
        assert node is not None
        return node


class TooManyProblems(Exception):
    """The list of problems is full."""


class Problems(list[Problem]):
    """A list that takes no more than MOST problems, so that a hostile bank cannot make the work endless."""

    def append(self, problem: Problem) -> None:
        if len(self) == MOST:
            raise TooManyProblems
        super().append(problem)


@dataclass(slots=True)
class BankFiles:
    """Everything read from the folder, and every problem so far. What could not be read is None or left out.

    ``folders`` are those with an item file, readable or not.
    """

    blueprint: BankFile | None = None
    sources: BankFile | None = None
    items: list[BankFile] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    reviews: BankText | None = None
    calibration: BankFile | None = None
    problems: Problems = field(default_factory=Problems)

    compared: int = 0

    def report(self, place: Place, message: str, rule: str = "F03") -> None:
        """Something is wrong with what stands in a file; by default a name that does not fit the others."""
        self.problems.append(Problem(place, message, rule=rule))

    def unread(self, place: Place, message: str) -> None:
        """A file or folder is not read, or not where it should be."""
        self.report(place, message, "F05")

    def did_you_mean(self, word: str, known: Collection[str]) -> str:
        """The end of a message about an unknown word; none any more when MOST_COMPARED names have been looked at."""
        self.compared += len(known)
        return did_you_mean(word, known) if self.compared <= MOST_COMPARED else ""


@dataclass(frozen=True, slots=True)
class BankText:
    """The text of a file, with the name that messages give it."""

    name: str
    text: str


@cache
def read_schema() -> dict[str, Any]:
    """The format of a bank; the package's own, whatever the folder holds."""
    schema: dict[str, Any] = json.loads((shipped_folder() / "schema.json").read_text(encoding="utf-8"))
    return schema


def read_files(found: BankFiles, folder: Path, label: str) -> None:
    """Reads ``blueprint.yaml``, ``sources.yaml``, the item files one folder down, and, if there, ``reviews.jsonl`` and
    ``calibration.yaml``.

    ``label`` is what messages call the folder.
    """
    schema = read_schema()
    if not os.path.isdir(folder):
        missing = not os.path.lexists(folder)
        found.unread(Place(label, 1, 1), "there is no such folder" if missing else "this is not a folder")
        return
    if not any(os.path.lexists(folder / name) for name in ("blueprint.yaml", "sources.yaml")):
        found.unread(Place(label, 1, 1), "this folder holds no question bank: no blueprint.yaml, and no sources.yaml")
        return
    found.blueprint = read_file(found, folder / "blueprint.yaml", joined(label, "blueprint.yaml"), schema, "blueprint")
    found.sources = read_file(found, folder / "sources.yaml", joined(label, "sources.yaml"), schema, "sources")
    for path, name in _item_paths(found, folder, label):
        if file := read_file(found, path, name, schema, "itemsFile"):
            found.items.append(file)
    reviews = folder / "reviews.jsonl"
    if os.path.lexists(reviews):
        name = joined(label, "reviews.jsonl")
        text = _read_text(found, reviews, name)
        found.reviews = None if text is None else BankText(name, text)
    calibration = folder / "calibration.yaml"
    if os.path.lexists(calibration):
        found.calibration = read_file(found, calibration, joined(label, calibration.name), schema, "calibration")


def _item_paths(found: BankFiles, folder: Path, label: str) -> Iterator[tuple[Path, str]]:
    for path in _entries(found, folder, label):
        name = joined(label, path.name)
        if os.path.isdir(path):
            for inner in _entries(found, path, name):
                inner_name = joined(name, inner.name)
                if os.path.isdir(inner):
                    message = "this folder is not read: item files stand in the folder of their skill"
                    found.unread(Place(inner_name, 1, 1), message)
                elif inner.suffix == ".yaml":
                    found.folders.add(path.name)
                    yield inner, inner_name
                elif inner.suffix == ".yml":
                    found.unread(Place(inner_name, 1, 1), "this file is not read: its name must end in .yaml")
        elif path.suffix in (".yaml", ".yml") and path.name not in _OWN:
            found.unread(Place(name, 1, 1), "this file is not read: items go into a folder named for their skill")


def written_files(folder: Path) -> list[Path]:
    """The YAML files that a bank is written in; one with a hidden name, or in such a folder, is none of them."""
    paths = (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*/*.yaml")))
    return [path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def _entries(found: BankFiles, folder: Path, name: str) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        found.unread(Place(name, 1, 1), f"this folder cannot be read: {error.strerror}")
        return []


def joined(label: str, name: str) -> str:
    """A path for people: with '/', and printable whatever the file is called."""
    safe = "".join(character if character.isprintable() else "?" for character in name)
    return safe if label == "." else f"{label}/{safe}"


def read_file(found: BankFiles, path: Path, name: str, schema: dict[str, Any], definition: str) -> BankFile | None:
    """One file, checked against a definition of the schema; None where it cannot be read, and its problems are noted."""
    text = _read_text(found, path, name)
    if text is None:
        return None
    node, problems = compose(text, name)
    for problem in problems:
        found.problems.append(problem)
    if node is None:
        return None
    lines = _BREAK.split(text)
    data = SchemaReader(schema, name, lines, found.problems).read(node, schema["definitions"][definition])
    return BankFile(name, path.parent.name, path.stem, node, data, lines) if isinstance(data, dict) else None


def _read_text(found: BankFiles, path: Path, name: str) -> str | None:
    start = Place(name, 1, 1)
    try:
        # Opening a pipe or a device could wait for ever or never end.
        if not stat.S_ISREG(path.stat().st_mode):
            found.unread(start, "this is not a file that can be read")
            return None
        with path.open("rb") as file:
            raw = file.read(LIMIT + 1)
    except FileNotFoundError:
        found.unread(start, "this file is missing")
        return None
    except OSError as error:
        found.unread(start, f"this file cannot be read: {error.strerror}")
        return None
    if len(raw) > LIMIT:
        found.unread(start, f"this file is too large: over {LIMIT:,} bytes; make several files of it")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        found.unread(_at(name, before), "this file is not UTF-8 text; save it as UTF-8")
        return None
    if hidden := _UNREADABLE.search(text):
        message = f"an invisible character (U+{ord(hidden[0]):04X}) stands here; take it out"
        found.unread(_at(name, text[: hidden.start()]), message)
        return None
    return text


def _at(name: str, before: str) -> Place:
    """The place just behind a text."""
    lines = _BREAK.split(before)
    return Place(name, len(lines), len(lines[-1]) + 1)
