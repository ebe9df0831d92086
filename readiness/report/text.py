"""The report as text on a grid: for a terminal, a file, a printer. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from readiness.model import assert_never
from readiness.report.content import (
    Block,
    Bullets,
    Paragraph,
    Plan,
    Recalled,
    Section,
    SkillRow,
    Standing,
    Table,
    Topic,
    sections,
)
from readiness.report.value import Expected, Report
from readiness.text import cells, glyphs, laid_out, pad, shown

NARROW = 64
"""Below so many columns a row of a table becomes a few lines."""

Style = Literal["", "heading", "strong", "link"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report; ``style`` says what a terminal may do with it, and never carries meaning alone."""

    text: str
    style: Style = ""


def text_lines(report: Report, *, today: date, width: int, ascii: bool) -> list[Line]:
    """The report line by line, none wider than ``width`` except an address that is longer."""
    lines: list[Line] = []
    for section in sections(report, today):
        lines += [Line("")] if lines else []
        lines += section_lines(section, width, ascii)
    return lines


def section_lines(section: Section, width: int, ascii: bool) -> list[Line]:
    """One section: its heading, underlined, and its blocks with an empty line between them."""
    heading = shown(section.heading, ascii)
    lines = [Line(heading, "heading"), Line("-" * cells(heading), "heading")]
    for number, block in enumerate(section.blocks):
        lines += [Line("")] if number else []
        lines += _block(block, width, ascii)
    return lines


def _block(block: Block, width: int, ascii: bool) -> list[Line]:
    match block:
        case Paragraph(text, strong):
            return _wrapped([text], width, ascii, "strong" if strong else "")
        case Bullets(items):
            return _wrapped([f"- {item}" for item in items], width, ascii)
        case Table(header, rows):
            return _wrapped(list(_table(header, rows, width)), width, ascii)
        case Standing(rows):
            return _standing(rows, width, ascii)
        case Recalled(question, said, right, why):
            return _wrapped([f"- {question}", f"  You said: {said}", f"  Right: {right}", f"  {why}"], width, ascii)
        case Plan(topics):
            return [line for n, topic in enumerate(topics, start=1) for line in _topic(n, topic, width, ascii)]
        case _:
            assert_never(block)


def _wrapped(lines: Sequence[str], width: int, ascii: bool, style: Style = "") -> list[Line]:
    return [Line(row, style) for row in laid_out(lines, width, ascii)]


# The skills on one scale --------------------------------------------------------------------------------------------


def _standing(rows: Sequence[SkillRow], width: int, ascii: bool) -> list[Line]:
    titles = max(cells(row.title) for row in rows)
    levels = max(len(row.level) for row in rows)
    odds = max(len(row.odds) for row in rows)
    before = titles + levels + odds + 9
    lines: list[str] = []
    for row in rows:
        level = f"{row.sign:2} {row.level}"
        if width - before >= 16:
            start = f"{pad(row.title, titles)}  {level:{levels + 3}}  {row.odds:{odds}}  "
            lines.append((start + _bar(row, width - before, ascii)).rstrip())
        else:
            lines += [f"{row.title}: {row.sign} {row.level}", f"  {row.odds}"]
            if row.expected is not None:
                lines.append("  " + _bar(row, width - 2, ascii))
    if any(row.expected is not None for row in rows):
        lines += ["", _legend(ascii)]
    return _wrapped(lines, width, ascii)


def _bar(row: SkillRow, width: int, ascii: bool) -> str:
    return "" if row.expected is None else bar(row.expected, row.line, width, ascii)


def bar(expected: Expected, line: float, width: int, ascii: bool) -> str:
    """A bar from 0 to 100, ``width`` cells wide: the estimate, its range, and the readiness line."""
    signs = glyphs(ascii)
    row = [signs.empty] * width

    def cell(value: float) -> int:
        return min(width - 1, max(0, round(value / 100 * (width - 1))))

    low, high = cell(expected.low), cell(expected.high)
    row[low : high + 1] = signs.band * (high - low + 1)
    row[low], row[high] = signs.band_left, signs.band_right
    row[cell(line)] = signs.goal
    row[cell(expected.percent)] = signs.point
    return "".join(row)


def _legend(ascii: bool) -> str:
    signs = glyphs(ascii)
    return (
        f"Bars: 0 to 100 of this skill's questions. {signs.point} our estimate, {signs.band_left} {signs.band_right} its "
        f"likely range, {signs.goal} the line to start."
    )


# Tables and the plan ------------------------------------------------------------------------------------------------


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Aligned columns, or one paragraph a row where they do not fit."""
    columns = list(zip(header, *rows))
    widths = [max(map(cells, column)) for column in columns]
    if width >= NARROW and sum(widths) + 2 * (len(widths) - 1) <= width:
        for row in (header, *rows):
            yield "  ".join(pad(cell, size) for cell, size in zip(row, widths)).rstrip()
    else:
        for row in rows:
            rest = [f"{name.lower()} {cell}" for name, cell in list(zip(header, row))[1:] if cell]
            yield f"- {row[0]}: {'; '.join(rest)}"


def _topic(number: int, topic: Topic, width: int, ascii: bool) -> list[Line]:
    lines = _wrapped([f"{number}. {topic.title} ({topic.skill}): {topic.why}"], width, ascii)
    for lesson in topic.lessons:
        lines += _wrapped(
            [
                f"   - {lesson.title} ({lesson.publisher}): {lesson.part}",
                f"     {lesson.minutes} min, {lesson.total} so far",
            ],
            width,
            ascii,
        )
        lines += _wrapped([f"     {lesson.url}"], width, ascii, "link")
    return lines
