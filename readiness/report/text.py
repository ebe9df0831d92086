"""The report as text on a grid: for a terminal, a file, a printer. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from readiness.ground.characters import glyphs, shown
from readiness.ground.items import assert_never
from readiness.ground.text import Line, Style, cells, laid_out, pad, wrap
from readiness.report.blocks import (
    Block,
    Bullets,
    Fact,
    Paragraph,
    Plan,
    Recalled,
    Reference,
    References,
    Section,
    SkillRow,
    Standing,
    Table,
    Topic,
)
from readiness.report.content import sections
from readiness.report.value import Expected, Report
from readiness.report.words import THE_LINE

NARROW = 64
"""Below so many columns a row of a table becomes a few lines."""


def text_lines(report: Report, *, today: date, width: int, ascii: bool, spoken: bool = False) -> list[Line]:
    """The report line by line, none wider than ``width`` except an address that is longer.

    ``spoken``: for a screen reader, which reads every sign aloud: sentences instead of bars and tables, nothing underlined.
    """
    return section_lines(sections(report, today), width, ascii, spoken)


def section_lines(parts: Sequence[Section], width: int, ascii: bool, spoken: bool = False) -> list[Line]:
    """Each section: its heading, underlined, and its blocks with an empty line between them."""
    lines: list[Line] = []
    for section in parts:
        lines += [Line("")] if lines else []
        lines += heading_lines(section.heading, width, ascii, spoken)
        for number, block in enumerate(section.blocks):
            lines += [Line("")] if number else []
            lines += _spoken(block, width, ascii) if spoken else _block(block, width, ascii)
    return lines


def heading_lines(heading: str, width: int, ascii: bool, spoken: bool = False) -> list[Line]:
    """A heading, underlined unless it is spoken."""
    rows = laid_out([heading], width, ascii)
    under = [] if spoken else [Line("-" * max(map(cells, rows)), "heading")]
    return [*(Line(row, "heading") for row in rows), *under]


def _spoken(block: Block, width: int, ascii: bool) -> list[Line]:
    match block:
        case Standing(rows):
            drawn = any(row.expected is not None for row in rows)
            return _wrapped([*map(_row_in_words, rows), *[f"The line to start: {THE_LINE}."] * drawn], width, ascii)
        case Table(header, rows):
            return _wrapped(list(_records(header, rows)), width, ascii)
        case _:
            return _block(block, width, ascii)


def _row_in_words(row: SkillRow) -> str:
    if row.expected is None:
        return f"{row.title}: {row.level.lower()}, {row.odds}."
    expected = row.expected
    return (
        f"{row.title}: {row.level.lower()}; the chances that you are ready are {row.odds}. Of 100 points we expect "
        f"{expected.percent:.0f}, likely {expected.low:.0f} to {expected.high:.0f}; the line to start is {row.line:.0f}."
    )


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
        case Fact():
            return _fact(block, width, ascii)
        case References(pages):
            return [line for page in pages for line in _reference(page, width, ascii)]
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
    example = next((row.odds for row in rows if row.expected is not None), "")
    if example:
        lines += ["", _legend(example, ascii)]
    return _wrapped(lines, width, ascii)


def _bar(row: SkillRow, width: int, ascii: bool) -> str:
    return "" if row.expected is None else bar(row.expected, row.line, width, ascii)


def bar(expected: Expected, line: float, width: int, ascii: bool) -> str:
    """A bar from 0 to 100, ``width`` cells wide: the estimate, its range, and the readiness line.

    Where the estimate falls into the cell of the line, it stands beside it, on the side that it is on.
    """
    signs = glyphs(ascii)
    row = [signs.empty] * width

    def cell(value: float) -> int:
        return min(width - 1, max(0, round(value / 100 * (width - 1))))

    low, high = cell(expected.low), cell(expected.high)
    row[low : high + 1] = signs.band * (high - low + 1)
    row[low], row[high] = signs.band_left, signs.band_right
    goal, point = cell(line), cell(expected.percent)
    if goal == point:
        above = expected.percent >= line
        goal, point = (min(goal, width - 2), min(goal, width - 2) + 1) if above else (max(goal, 1), max(goal, 1) - 1)
    row[goal], row[point] = signs.goal, signs.point
    return "".join(row)


def _legend(odds: str, ascii: bool) -> str:
    """What stands behind a level; ``odds``: those of a row, as an example."""
    signs = glyphs(ascii)
    return (
        f'"{odds}": the chances that you are ready. Bars: 0 to 100 points in a skill. {signs.point} what we expect of you, '
        f"{signs.band_left}{signs.band}{signs.band_right} its likely range, {signs.goal} the line: {THE_LINE}."
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
        yield from _records(header, rows)


def _records(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
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


# Facts and where they stand -----------------------------------------------------------------------------------------


def _fact(fact: Fact, width: int, ascii: bool) -> list[Line]:
    said = [f"- {fact.claim}", f"  {fact.answer} {fact.text}"] if fact.claim else [f"- {fact.text}"]
    return _wrapped([*said, f"  As of {fact.as_of}; {fact.publisher} [{fact.number}]"], width, ascii)


def _reference(page: Reference, width: int, ascii: bool) -> list[Line]:
    lead = f"[{page.number}] "
    said = wrap(shown(f"{lead}{page.publisher}: {page.title}. {page.read}", ascii), width, " " * len(lead))
    return [*(Line(row) for row in said), *_wrapped([" " * len(lead) + page.url], width, ascii, "link")]
