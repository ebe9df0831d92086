"""Which columns of a table of answers, a person a row, ask which question of a bank. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from readiness.exchange.known import Known
from readiness.exchange.questions import UnreadableFile, first_words
from readiness.exchange.tables import Table, column, folded
from readiness.ground.items import Item

_RESPONSE = re.compile(r"(?:response|answer) ([0-9]{1,3})")
_BESIDE = re.compile(
    r"(.+) \[(?:Score|Feedback)\]|(?:Points|Feedback) - (.+)|[0-9]{1,3}\.[0-9]{1,2}|"
    r"(?:Right answer|Question ID|Possible Points|Auto Score|Manual Score) [0-9]{1,3}",
    re.DOTALL,
)
"""Columns of Google Forms, Microsoft Forms, Canvas, Moodle and Blackboard that stand beside an answer; in the first two with
the words of the question."""
_HEADS = {"response", "open ended response"}
"""What SurveyMonkey writes into a second row of headings."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The column of a question: ``item`` where it is always the same one, else the column that holds its words; ``part``:
    for a judgement in two columns, which of the two; ``more``: columns without a heading behind it, an answer each."""

    at: int
    item: Item | None
    words: int | None = None
    part: str = ""
    more: tuple[int, ...] = ()


def place_of_heading(table: Table, name: str) -> int:
    """Where the column stands that a mapping names. Raises UnreadableFile."""
    at = column(table.headings, name)
    if at is None:
        raise UnreadableFile(f"the mapping names a column '{name}', and there is none; there are {shown(table.headings)}")
    return at


def shown(headings: Sequence[str]) -> str:
    """The first of the headings, for a message."""
    some = [f"'{first_words(heading)}'" for heading in headings[:12] if heading]
    return ", ".join(some) + (f" and {len(headings) - 12} more" if len(headings) > 12 else "")


def asked_in(table: Table, known: Known, columns: Mapping[str, str]) -> Iterator[Asked]:
    """The columns that ask something: by their headings, and as a mapping says. Raises UnreadableFile."""
    mapped: dict[int, tuple[str, str]] = {}
    for heading, id in columns.items():
        base, part = _part(id)
        if known.item(base) is None:
            raise UnreadableFile(f"the mapping says that '{heading}' asks '{id}', and this bank has no such question")
        mapped[place_of_heading(table, heading)] = (base, part)
    for at, heading in enumerate(table.headings):
        whole = known.item(heading) is not None
        base, part = mapped.get(at) or ((heading, "") if whole else _part(heading))
        number = _RESPONSE.fullmatch(folded(heading))
        words = None if number is None else column(table.headings, f"Question {number[1]}")
        if (item := known.item(base)) is not None:
            yield Asked(at, item, part=part, more=tuple(_without_heading(table, at)))
        elif words is not None:
            yield Asked(at, None, words)


def _without_heading(table: Table, at: int) -> Iterator[int]:
    """The columns behind one that have no heading, though something stands in them."""
    for place in range(at + 1, len(table.headings)):
        if table.headings[place] or not any(cells[place] for _, cells in table.rows):
            return
        yield place


def is_heading(cells: Sequence[str], asked: Sequence[Asked], known: Known) -> bool:
    """Whether a row says again what the headings say, or what a form calls its columns."""
    if any(cell.startswith('{"ImportId"') for cell in cells):
        return True
    return any(
        one.item is not None and (folded(cells[one.at]) in _HEADS or known.item(cells[one.at]) is one.item) for one in asked
    )


def matters(heading: str, known: Known) -> bool:
    """Whether a column that is not read is worth naming: no points, remark or key that a program writes beside an answer."""
    beside = _BESIDE.fullmatch(heading.strip())
    words = None if beside is None else beside[1] or beside[2]
    return bool(heading) and (beside is None or (words is not None and known.item(words) is None))


def _part(heading: str) -> tuple[str, str]:
    """A heading without "best" or "worst" at its end, and which of them stood there."""
    found = re.fullmatch(r"(.+?)[\s:._(\[-]+(best|worst)[)\]]?", heading.strip(), re.I | re.DOTALL)
    return (found[1], found[2].lower()) if found else (heading, "")
