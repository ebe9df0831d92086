"""A report in the format asked for. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from readiness.report.blocks import Section
from readiness.report.history import Entry
from readiness.report.html import html
from readiness.report.markdown import markdown
from readiness.report.text import text_lines
from readiness.report.value import Report

Format = Literal["text", "markdown", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(
    report: Report,
    format: str = "text",
    *,
    today: date,
    width: int = 80,
    ascii: bool = False,
    history: Sequence[Entry] = (),
    others: Sequence[Sequence[Section]] = (),
) -> str:
    """The report as "text" (for a width in columns; ``ascii`` for terminals that show nothing else), "markdown", "html"
    (one file that loads nothing) or "json".

    ``today`` is the day from which study dates count. ``history``: the sittings up to this one, oldest first, which "html"
    draws; ``others``: further documents, each as its sections, which "html" takes in. Raises ValueError for another format.
    """
    if format == "json":
        return report.to_json() + "\n"
    if format == "text":
        return "\n".join(line.text for line in text_lines(report, today=today, width=width, ascii=ascii)) + "\n"
    if format == "markdown":
        return markdown(report, today=today)
    if format == "html":
        return html(report, today=today, history=history, others=others)
    raise ValueError(f"no report format {format!r}; there are {', '.join(FORMATS)}")
