"""A table for a spreadsheet, with the columns that the import knows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from readiness.exchange.cells import as_cell, table_text
from readiness.exchange.markup import LIKE_HTML
from readiness.exchange.outgoing import Told, ties, unsaid
from readiness.ground.items import ChoiceTask, EntryTask, Item, JudgementTask, MarkTask, OrderTask, assert_never
from readiness.kinds.dispatch import kind
from readiness.kinds.entry import plain_number
from readiness.kinds.item_bank import ItemBank

LETTERS = "abcdef"
COLUMNS = (
    *("id", "type", "competency", "stem", "exhibit"),
    *(f"option {letter}" for letter in LETTERS),
    *("options", "key", "best", "worst", "form", "accept", "number", "within", "why"),
    *(f"why {letter}" for letter in LETTERS),
    *("cognition", "rating", "seconds", "source", "review_by", "codes", "shuffle", "critical", "hint"),
)


AS_IT_STANDS = {"id", "exhibit", "hint", "source"}
"""Columns that are never read as HTML."""


def write_csv(bank: ItemBank, items: Sequence[Item], told: Told) -> str:
    """The items, one a row."""
    kept = told.kept(items, _unfit)
    unsaid(kept, told, hint=True, critical=True)
    rows = [_unmistaken(_row(item, told), told) for item in kept]
    used = [name for name in COLUMNS if any(row.get(name) for row in rows)] or ["id"]
    told.written += len(rows)
    return table_text([used, *([as_cell(name, row.get(name, "")) for name in used] for row in rows)])


def _unmistaken(row: dict[str, str], told: Told) -> dict[str, str]:
    """A row in which no text is taken for HTML: such signs are written as HTML has them, and read back as they were."""
    alike = [name for name, text in row.items() if name not in AS_IT_STANDS and LIKE_HTML.search(text)]
    if alike:
        told.changed["signs like those of HTML are written as HTML has them, such as &lt;b&gt; for <b>"] += 1
    return {**row, **{name: escape(row[name], quote=False) for name in alike}}


def _unfit(item: Item) -> str:
    """Why a row cannot hold an item; "" where it can."""
    if ties(item):
        return "pieces of it may change places, and a table has one order"
    if isinstance(item.task, EntryTask) and any("|" in accepted for accepted in item.task.accept):
        return "an answer to it holds the sign |, which stands between two answers there"
    return ""


def _row(item: Item, told: Told) -> dict[str, str]:
    row = {
        "id": item.id,
        "type": item.type,
        "competency": item.competency,
        "stem": item.stem,
        "exhibit": (item.exhibit or "").rstrip("\n"),
        "why": item.why,
        "cognition": item.cognition,
        "rating": "; ".join(f"{one:.10g}" for one in item.ratings),
        "seconds": f"{item.seconds:.10g}",
        "source": " | ".join(f"{one.source} at {one.at}" for one in item.sources),
        "review_by": item.review_by or "",
        "codes": "" if item.codes == "none" else item.codes,
        "critical": "true" if item.critical else "",
        "hint": item.hint,
    }
    return {**row, **_own(item, told)}


def _own(item: Item, told: Told) -> dict[str, str]:
    task = item.task
    match task:
        case ChoiceTask():
            return {**_options(task), "key": _key(task)}
        case JudgementTask():
            places = list(task.options)
            return {**_options(task), "best": LETTERS[places.index(task.best)], "worst": LETTERS[places.index(task.worst)]}
        case MarkTask():
            if task.records is not None:
                told.changed["its two records stand in one text for each line"] += 1
            spots = {id: spot_text(item, id) for id in task.spots}
            return {"options": "\n".join(spots.values()), "key": "\n".join(spots[id] for id in spots if id in task.key)}
        case OrderTask():
            return {"options": "\n".join(task.pieces[piece] for (piece,) in task.key)}
        case EntryTask():
            if task.number is not None:
                within = plain_number(task.within) if task.within else ""
                return {"form": "number", "number": plain_number(task.number), "within": within}
            return {"form": task.form, "accept": " | ".join(task.accept)}
        case _:
            assert_never(task)


def _key(task: ChoiceTask) -> str:
    """The letter of the key, so that it is not taken for an option that is a letter itself."""
    letter = LETTERS[list(task.options).index(task.key)]
    return f"option {letter}" if any(len(option.text) == 1 for option in task.options.values()) else letter


def _options(task: ChoiceTask | JudgementTask) -> dict[str, str]:
    row = {} if task.shuffle else {"shuffle": "false"}
    for letter, option in zip(LETTERS, task.options.values()):
        row |= {f"option {letter}": option.text, f"why {letter}": option.why}
    return row


def spot_text(item: Item, id: str) -> str:
    """A spot in one text, with what two records hold there."""
    thing = kind(item.task).things[id]
    values = "; ".join(f"{record}: {value}" for record, value in thing.values)
    return f"{thing.text} ({values})" if values else thing.text
