"""The questions of a sitting again: as they were met, with what was said, what is right, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.ground.english import counted, was
from readiness.ground.items import Item
from readiness.ground.text import Line, is_address, laid_out
from readiness.kinds.item_bank import ItemBank
from readiness.report.explain import credit_in_words, explanation
from readiness.report.text import heading_lines
from readiness.report.value import Report, Row
from readiness.report.words import LEFT_OUT


@dataclass(frozen=True, slots=True)
class Met:
    """A question of a sitting: its number there, what the report saved of it, and the order in which it was served.

    ``item`` is None where the bank does not have it any more as it was: then the words of the report are shown.
    """

    number: int
    row: Row
    item: Item | None
    order: tuple[str, ...]


def review_lines(
    bank: ItemBank, report: Report, questions: Sequence[Met], *, width: int, ascii: bool, spoken: bool = False
) -> list[Line]:
    """The questions one after another, each under a heading that says how it went."""
    of = len(report.responses)
    lines: list[Line] = []
    for one in questions:
        lines += [Line("")] if lines else []
        went = "skipped" if one.row.answer is None else credit_in_words(one.row.credit)
        title = report.skills[one.row.skill].title
        lines += heading_lines(f"Question {one.number} of {of}, {title}: {went}", width, ascii, spoken)
        lines += [Line(row) for row in laid_out([f"({LEFT_OUT})", ""], width, ascii)] if one.row.flagged else []
        said = _saved(one.row) if one.item is None else _explained(bank, one.item, one, width, ascii, spoken)
        lines += [Line(row, "link" if is_address(row) else "") for row in laid_out(said, width, ascii)]
    return lines


def _explained(bank: ItemBank, item: Item, one: Met, width: int, ascii: bool, spoken: bool) -> list[str]:
    return explanation(bank, item, one.row.answer, order=one.order, width=width, ascii=ascii, spoken=spoken)


def _saved(row: Row) -> list[str]:
    note = "(This question has changed since. These are the words that your report has saved.)"
    return [note, "", row.stem.strip(), "", f"You said: {row.said}", f"Right: {row.right}", "", row.why]


def summary(questions: Sequence[Met], report: Report, *, wrong: bool) -> str:
    """How many of the questions are shown: all, or with ``wrong`` those not fully right."""
    shown, of = len(questions), len(report.responses)
    return f"the {shown} of {of} that {was(shown)} not fully right" if wrong else counted(of, "question")
