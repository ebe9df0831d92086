"""What became of people: a CSV file of two columns, ``person,passed``. Pure: text in, a table out."""

from __future__ import annotations

import csv
from collections.abc import Mapping

YES = frozenset({"yes", "y", "true", "1", "passed", "pass"})
NO = frozenset({"no", "n", "false", "0", "failed", "fail"})
LONGEST_NAME = 200


class OutcomesError(ValueError):
    """A file of outcomes that cannot be used; the message says where, what, and what is wanted."""


def read_outcomes(text: str) -> Mapping[str, bool]:
    """Who passed and who did not, by person. The columns may stand in any order, beside others.

    Raises OutcomesError, with the line, for whatever cannot be read; nothing is guessed.
    """
    try:
        rows = list(csv.reader(text.splitlines(), strict=True))
    except csv.Error as error:
        raise OutcomesError(f"this is not a CSV file: {error}") from None
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    missing = [name for name in ("person", "passed") if header.count(name) != 1]
    if missing:
        raise OutcomesError(f"line 1: one column called '{missing[0]}' is wanted, as in: person,passed")
    at_person, at_passed = header.index("person"), header.index("passed")
    found: dict[str, bool] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise OutcomesError(f"line {number}: {len(row)} columns; the first line names {len(header)}")
        person = row[at_person].strip()
        if not person or len(person) > LONGEST_NAME:
            raise OutcomesError(f"line {number}: a person is wanted, of at most {LONGEST_NAME} characters")
        passed = _passed(row[at_passed], number)
        if found.setdefault(person, passed) != passed:
            raise OutcomesError(f"line {number}: this person stands there twice, with another outcome")
    return found


def _passed(text: str, number: int) -> bool:
    word = text.strip().casefold()
    if word in YES or word in NO:
        return word in YES
    raise OutcomesError(f"line {number}: 'passed' is {text.strip()[:40]!r}; wanted: yes or no (1 or 0, true or false)")
