"""The report as Markdown: for a note, a wiki, a mail. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from readiness.ground.items import assert_never
from readiness.report.blocks import (
    Block,
    Bullets,
    Fact,
    Paragraph,
    Plan,
    Recalled,
    References,
    Section,
    SkillRow,
    Standing,
    Table,
    Topic,
)
from readiness.report.content import sections
from readiness.report.value import Report


def markdown(report: Report, *, today: date) -> str:
    """The report as CommonMark with pipe tables."""
    return section_markdown(sections(report, today))


def section_markdown(found: Sequence[Section]) -> str:
    """Sections as CommonMark; the first heading is that of the document."""
    parts = []
    for number, section in enumerate(found):
        parts.append(f"{'#' if number == 0 else '##'} {escaped(section.heading)}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text on one line, with every sign that Markdown or HTML would read as its own made plain."""
    return re.sub(r"([\\`*_\[\]<>|#~&!])", r"\\\1", " ".join(text.split()))


def _block(block: Block) -> str:
    match block:
        case Paragraph(text, strong):
            return f"**{escaped(text)}**" if strong else escaped(text)
        case Bullets(items):
            return "\n".join(f"- {escaped(item)}" for item in items)
        case Table(header, rows):
            return table(header, [[escaped(cell) for cell in row] for row in rows])
        case Standing(rows):
            return table(("Skill", "Level", "Chances of being ready", "Expected", "Range", "Line"), list(map(_skill, rows)))
        case Recalled(question, said, right, why):
            return f"- {escaped(question)}\n  - You said: {escaped(said)}\n  - Right: {escaped(right)}\n  - {escaped(why)}"
        case Plan(topics):
            return table(("Topic", "Read", "Minutes", "So far"), list(_readings(topics)))
        case Fact(text, claim, answer, as_of, publisher, url, number, _):
            said = f"- {escaped(claim)}\n  - {answer} {escaped(text)}" if claim else f"- {escaped(text)}"
            return f"{said}\n  - {escaped(f'As of {as_of}; {publisher} [{number}]')} <{url}>"
        case References(pages):
            return "\n".join(
                f"- {escaped(f'[{one.number}] {one.publisher}: {one.title}. {one.read}')} <{one.url}>" for one in pages
            )
        case _:
            assert_never(block)


def _readings(topics: Sequence[Topic]) -> Iterator[tuple[str, ...]]:
    for number, topic in enumerate(topics, start=1):
        name = escaped(f"{number}. {topic.title} ({topic.skill}): {topic.why}")
        for place, lesson in enumerate(topic.lessons):
            read = escaped(f"{lesson.title} ({lesson.publisher}): {lesson.part}")
            yield "" if place else name, f"{read} <{lesson.url}>", str(lesson.minutes), str(lesson.total)


def _skill(row: SkillRow) -> tuple[str, ...]:
    title, level, odds = escaped(row.title), escaped(f"{row.sign} {row.level}"), escaped(row.odds)
    if row.expected is None:
        return (title, level, odds, "", "", f"{row.line:.0f}")
    likely = f"{row.expected.low:.0f} to {row.expected.high:.0f}"
    return (title, level, odds, f"{row.expected.percent:.0f}", likely, f"{row.line:.0f}")


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table; the cells are Markdown already."""
    return "\n".join("| " + " | ".join(line) + " |" for line in [header, ["---"] * len(header), *rows])
