"""Where in its file an exhibit is not in its form."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.bank.files import BankFile
from readiness.ground.errors import Place, Problem
from readiness.ground.exhibits.parse import parse


def exhibit_problems(file: BankFile, at: int, text: str) -> Iterator[Problem]:
    """The faults of the exhibit of the item at an index, each at its line and column in the file.

    Only where the text is written line by line, after a "|", do its lines stand in the file as they are; else all faults
    stand where the exhibit begins.
    """
    start = file.place("items", at, "exhibit")
    rows = text.split("\n")
    for fault in parse(text).faults:
        here = start.line + fault.line
        row, line = rows[fault.line - 1], file.lines[here - 1] if here <= len(file.lines) else ""
        place = start
        if row.strip(" ") and line.endswith(row):
            place = Place(start.file, here, len(line) - len(row) + fault.column)
        yield Problem(place, f"in the exhibit: {fault.message}", rule="F04")
