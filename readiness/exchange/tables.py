"""Tables as spreadsheets and forms save them: rows of cells with the line each begins on, whatever separates them. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readiness.exchange.questions import UnreadableFile, first_words

SEPARATORS = (",", ";", "\t", "|")
MOST_ROWS, MOST_COLUMNS = 200_000, 2_000
LONGEST_LINE = 1_000_000
_GUARDED = re.compile(r"'(?='*[-=+@\t\r])")
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Table:
    """``headings``: as they stand in the first row; ``rows``: the line each begins on, and as many cells as headings;
    ``bad``: the rows that cannot be read as such, each with its line, its first words, and what is wrong."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    bad: tuple[tuple[int, str, str], ...] = ()


def read_table(text: str, *, skip_bad: bool = False) -> Table:
    """A table of at least one row of headings. Empty rows are passed over. Raises UnreadableFile, at a row with more cells
    than headings or a quote out of place too; with ``skip_bad`` only where no other row is left."""
    skipped = 0
    if declared := re.match(r'"?sep=(.)"?\n', text, re.I):
        text, skipped = text[declared.end() :], 1
    separator = declared[1] if declared else _separator(text)
    rows = []
    torn: list[tuple[int, str]] | None = [] if skip_bad else None
    for line, cells in _read(text, separator, torn):
        if any(cells):
            rows.append((line + skipped, cells))
        if len(rows) > MOST_ROWS:
            raise UnreadableFile(f"this table has more than {MOST_ROWS:,} rows; make several files of it")
    if not rows:
        raise UnreadableFile("this file is empty", 1)
    width = len(rows[0][1])
    if width > MOST_COLUMNS:
        raise UnreadableFile(f"this table has {width:,} columns; at most {MOST_COLUMNS:,} are read", rows[0][0])
    full: list[tuple[int, tuple[str, ...]]] = []
    bad = [(line + skipped, words) for line, words in torn or ()]  # The first may stand where headings are wanted.
    for line, cells in rows[1:]:
        if any(cells[width:]):
            words = (
                f"this row has {len(cells)} cells, the headings {width}; put quotes around a text that holds '{separator}'"
            )
            bad.append((line, words))
        else:
            full.append((line, (*cells[:width], *[""] * (width - len(cells)))))
    if bad and (not skip_bad or not full or bad[0][0] < rows[0][0]):
        raise UnreadableFile(bad[0][1], bad[0][0])
    lines = text.split("\n") if bad else []
    return Table(
        rows[0][1], tuple(full), tuple((line, first_words(lines[line - skipped - 1]), words) for line, words in bad)
    )


def _read(text: str, separator: str, torn: list[tuple[int, str]] | None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows as every spreadsheet writes them; where they are not so, with a backslash before each quote inside a text."""
    slashed = False
    if '\\"' in text:
        try:
            for _ in _rows(text, separator, slashed=False):
                pass
        except UnreadableFile:
            slashed = True
    return _rows(text, separator, torn, slashed=slashed)


def _rows(
    text: str, separator: str, torn: list[tuple[int, str]] | None = None, *, slashed: bool
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The line that each row begins on, and its cells without the spaces around them. A row with a quote out of place goes
    into ``torn``, where that is given and the row ends with its line."""
    options: dict[str, str | bool] = {"escapechar": "\\", "doublequote": False} if slashed else {}
    reader = csv.reader(
        _lines(text),
        delimiter=separator,
        quotechar=_quote(text, separator),
        strict=True,
        skipinitialspace=True,
        **options,  # type: ignore[arg-type]  # its stubs know the options only one by one
    )
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if torn is None or reader.line_num != line:
                raise UnreadableFile(_csv_words(error), line) from None
            torn.append((line, _csv_words(error)))
            line += 1
            continue
        yield line, tuple(_bare(cell) for cell in row)
        line = reader.line_num + 1


def _lines(text: str) -> Iterator[str]:
    """The lines, one by one: mostly only the first few are wanted. It breaks at no sign that stands inside cells."""
    for number, found in enumerate(re.finditer("[^\n]*\n|[^\n]+", text), start=1):
        line = found[0]
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(
                f"this line has over {LONGEST_LINE:,} characters, so this is no table that can be read", number
            )
        yield line


def _bare(cell: str) -> str:
    """A cell without the signs that spreadsheets are given so that they take a text for a text."""
    cell = cell.strip()
    if found := _AS_TEXT.fullmatch(cell):
        return found[1].replace('""', '"')
    return _GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell


def _csv_words(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "a cell from here on has over 131,072 characters; is a quote never closed?"
    return "a quote is not closed, or stands inside a text; write a quote inside a text twice, and quotes around it all"


def _separator(text: str) -> str:
    """What makes the first rows fall into the same number of cells, and into most."""
    best, most = ",", (0, 0)
    for separator in SEPARATORS:
        widths = _widths(text, separator, slashed=False) or _widths(text, separator, slashed=True)
        if widths and widths[0] > 1:
            score = (sum(width == widths[0] for width in widths), widths[0])
            best, most = max((best, most), (separator, score), key=lambda one: one[1])
    return best


def _widths(text: str, separator: str, *, slashed: bool) -> list[int]:
    """How many cells each of the first rows has; none where they cannot be read."""
    try:
        return [len(cells) for _, (_, cells) in zip(range(20), _rows(text, separator, slashed=slashed))]
    except UnreadableFile:
        return []


def _quote(text: str, separator: str) -> str:
    """Single quotes where the first row has them around each heading."""
    first = text.lstrip("\n").partition("\n")[0][:LONGEST_LINE]
    cells = [cell.strip() for cell in first.split(separator)]
    single = all(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in cells)
    return "'" if single and '"' not in first else '"'


def column(headings: Sequence[str], name: str) -> int | None:
    """The place of a heading, whatever its capitals and the spaces in it; None when it is not there."""
    wanted = folded(name)
    return next((place for place, heading in enumerate(headings) if folded(heading) == wanted), None)


def named_rows(table: Table) -> list[tuple[int, dict[str, str]]]:
    """The rows as cells by heading, each with its line; of headings that stand there twice, the later ones are called so."""
    names = [
        name if name not in table.headings[:at] else f"{name} (again, column {at + 1})"
        for at, name in enumerate(table.headings)
    ]
    return [(line, dict(zip(names, cells))) for line, cells in table.rows]


def decimal_point(number: str) -> str:
    """A number with a point for a decimal comma; one before three digits stays, since it may mark thousands."""
    return re.sub(r",(?=[0-9]{1,2}\Z|[0-9]{4,}\Z)", ".", number)


def folded(heading: str) -> str:
    """A heading as it is compared: small letters and digits, a space between words."""
    return " ".join(re.findall(r"[^\W_]+", heading.casefold()))
