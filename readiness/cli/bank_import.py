"""The import of questions from other programs, and further questions in a bank's files."""

from __future__ import annotations

import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from readiness.check.house_rules import LIKE_CPT
from readiness.cli.bank_files import read_bytes, shelves_of, unreadable, write_files
from readiness.cli.bank_fill import fill_drafts
from readiness.cli.bank_tools import known_competency
from readiness.cli.by_line import by_line
from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem
from readiness.exchange.decode import decoded
from readiness.exchange.gate import lacking
from readiness.exchange.into_bank import Placed, place
from readiness.exchange.mapping import read_mapping
from readiness.exchange.questions import Unfit, UnreadableFile
from readiness.exchange.read import LARGEST, read_questions
from readiness.exchange.records import MAPPED
from readiness.ground.english import counted
from readiness.ground.printable import named

LARGEST_MAPPING = 100_000
"""Bytes of a mapping file that are read."""


def bank_import(options: Namespace) -> int:
    """``readiness bank import``."""
    folder = Path(options.folder)
    return fill_drafts(options.file, folder) if options.fill else _import(options, folder)


def _import(options: Namespace, folder: Path) -> int:
    shelves = shelves_of(folder)
    competency = known_competency(options.competency, shelves)
    mapping = mapping_from(options.mapping, MAPPED)
    data = read_bytes(options.file, LARGEST)
    try:
        reading, format = read_questions(data, options.file, options.format, mapping)
    except UnreadableFile as error:
        raise unreadable(options.file, error) from None
    try:
        placed = place(reading, shelves, competency)
    except Unfit as error:
        raise InputProblem(f"{error}. Nothing was written.") from None
    write_files(folder, shelves.files, placed.files)
    name = "standard input" if options.file == "-" else named(options.file)
    for note in reading.notes:
        print(f"{name}: {note}")
    for line in _report(name, placed, folder):
        print(line)
    if not placed.added and not placed.drafts and not placed.left_out:
        raise InputProblem(f"{name}: no questions are found in it, read as {format}; another format? (--format)")
    return WRONG_INPUT if placed.left_out else DONE


def mapping_from(file: str | None, known: Iterable[str]) -> Mapping[str, Any]:
    """What a mapping file says; nothing where none is named. Raises InputProblem."""
    if file is None:
        return {}
    try:
        return read_mapping(decoded(read_bytes(file, LARGEST_MAPPING))[0], tuple(known))
    except UnreadableFile as error:
        raise unreadable(file, error) from None


def _report(name: str, placed: Placed, folder: Path) -> Iterator[str]:
    """What became of every question: those to look at by their lines, then the counts."""
    told = [*placed.said, *((one.line, "", f"left out: {one.reason} ({one.words!r})") for one in placed.left_out)]
    for line, item in (*placed.added, *placed.drafts):
        if found := LIKE_CPT.search(" ".join(_texts(item))):
            told.append((line, item["id"], f"'{found[0]}' looks like a CPT code, which is under license; take it out"))
    yield from by_line(name, told, "questions")
    added, drafts, left = len(placed.added), len(placed.drafts), len(placed.left_out)
    yield f"{counted(added + drafts + left, 'question')}: {added} added, {counted(drafts, 'draft')}, {left} left out."
    for path in placed.files:
        yield f"Written to {named(path)}."
    if drafts:
        needs = Counter(what for _, draft in placed.drafts for what in _lacking(draft))
        yield f"The drafts lack {', '.join(f'{what} ({count})' for what, count in needs.items())}."
        fill = f"readiness bank import --fill drafts.csv {named(str(folder))}"
        yield f"To fill them in a spreadsheet: {fill}, which first makes that sheet."


def _lacking(draft: Mapping[str, Any]) -> Iterator[str]:
    """What a draft lacks; the reasons of its options count once."""
    return iter(dict.fromkeys(re.sub("'why' of option .*", "'why' of options", what) for what in lacking(draft)))


def _texts(value: Any) -> Iterator[str]:
    """Every text in the fields of an item."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
