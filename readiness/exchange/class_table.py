"""What many people came to, as a table for a spreadsheet: a row a person. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.exchange.cells import as_cell, table_text
from readiness.kinds.item_bank import ItemBank
from readiness.report.value import Brief
from readiness.report.words import LEVELS


def class_head(bank: ItemBank) -> str:
    """The headings: the line of the sheet, whose it is, and for each skill its level, its odds (0..1) and its answers."""
    skills = (name for one in bank.skills.values() for name in (one.title, f"{one.title}: odds", f"{one.title}: answers"))
    return table_text([["line", "person", *(as_cell("", name) for name in skills)]])


def class_row(line: int, person: str, found: Brief) -> str:
    """One row; the odds are an empty cell where there are none."""
    return table_text([[str(line), as_cell("person", person), *_figures(found)]])


def _figures(found: Brief) -> Iterator[str]:
    for one in found.skills.values():
        told = one.odds is not None and one.level != "too-few"
        yield from (LEVELS[one.level], f"{one.odds:.2f}" if told else "", str(one.items))
