"""Tables written so that a spreadsheet leaves their cells as they are; ``tables`` reads them back. Pure.

A cell that a spreadsheet would take for a formula begins with an apostrophe; one that it would take for a number or a date
and write differently, such as 007 or 3/4, is written as ="007".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from readiness.ground.english import MONTHS

NUMBERS = {"number", "within", "rating", "seconds"}
"""Columns that hold numbers, for a spreadsheet too."""
TRUTHS = {"shuffle", "critical"}
"""Columns of true and false."""
_FORMULA = re.compile(r"'*[-=+@\t\r]")
_WHOLE = re.compile("0|-?[1-9][0-9]{0,14}")
"""Digits that stay as they are wherever they go."""
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]*[1-9])?")
_LIKE_NUMBER = re.compile(r"(?=.*[0-9])[-0-9.,:/$%€£eE() +]+([ap]\.?m\.?)?", re.I)
_MONTH = "|".join(name[:letters] for name in MONTHS for letters in range(len(name), 2, -1))
_LIKE_DATE = re.compile(rf"(?=.*[0-9])([0-9 .,/-]|({_MONTH})(?![a-z]))+", re.I)
_TRUTH = re.compile("true|false", re.I)


def table_text(rows: Iterable[Iterable[str]], separator: str = ",") -> str:
    """Rows of cells, in quotes where one holds a quote, the separator or the end of a line, or begins with a space."""
    special = re.compile(rf'["\n\r{separator}]|^[ #]| $')
    return "".join(separator.join(_quoted(cell) if special.search(cell) else cell for cell in row) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def as_cell(column: str, text: str) -> str:
    """The text of a cell in a column of that name, so that a spreadsheet keeps it."""
    if column in NUMBERS and _NUMBER.fullmatch(text):
        return text
    changed = _LIKE_NUMBER.fullmatch(text) or _LIKE_DATE.fullmatch(text) or (_TRUTH.fullmatch(text) and column not in TRUTHS)
    if changed and not _WHOLE.fullmatch(text):
        return f'="{text}"'
    return f"'{text}" if _FORMULA.match(text) else text
