"""The GIFT format (docs.moodle.org/en/GIFT_format), as Moodle and other programs import it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readiness.exchange.in_html import asked, explained, html, paragraph
from readiness.exchange.outgoing import Told, as_choices, unsaid, writings
from readiness.exchange.tags import tags_of
from readiness.exchange.write_moodle import category_of, shares, too_many
from readiness.ground.items import ChoiceTask, EntryTask, Item, JudgementTask, MarkTask, OrderTask, assert_never
from readiness.kinds.dispatch import kind
from readiness.kinds.entry import plain_number
from readiness.kinds.item_bank import ItemBank
from readiness.report.elements import printable


def write_gift(bank: ItemBank, items: Sequence[Item], told: Told) -> str:
    """The items as one text, by skill and competency in categories of their own."""
    kept = told.kept(items, _unfit)
    unsaid(kept, told)
    parts, category = [], ""
    for item, _ in as_choices(kept, told, "a whole point"):
        if (own := category_of(bank, item)) != category:
            category = own
            parts.append(f"$CATEGORY: {category}")
        parts.append(_question(bank, item, told))
        told.written += 1
    return "\n\n".join(parts) + "\n"


def _unfit(item: Item) -> str:
    """Why GIFT cannot say an item; "" where it can."""
    if isinstance(item.task, OrderTask):
        return "GIFT has no questions to put in order"
    if isinstance(item.task, EntryTask) and any("->" in accepted for accepted in item.task.accept):
        return "an answer to it holds the sign ->, which makes a matching question there"
    return too_many(item)


def _question(bank: ItemBank, item: Item, told: Told) -> str:
    carried = [f"[id:{item.id}]", *(f"[tag:{tag}]" for tag in tags_of(item))]
    why = f"\t####{_escaped(html(*explained(bank, item)))}"
    opening = f"// {' '.join(carried)}\n::{_escaped(item.id)}::[html]{_escaped(html(*asked(item)))}"
    return "\n".join([f"{opening}{{{'#' if _numerical(item) else ''}", *_answers(item, told), why, "}"])


def _numerical(item: Item) -> bool:
    return isinstance(item.task, EntryTask) and item.task.number is not None


def _answers(item: Item, told: Told) -> Iterator[str]:
    task = item.task
    match task:
        case ChoiceTask():
            for id, option in task.options.items():
                text = html(paragraph(option.text))
                reason = f"#{_escaped(html(paragraph(option.why)))}" if option.why else ""
                yield f"\t{'=' if id == task.key else '~'}{_escaped(text)}{reason}"
        case MarkTask():
            worth = shares(task, told)
            for id, thing in kind(task).things.items():
                yield f"\t~%{worth[id]}%{_escaped(html(paragraph(thing.text)))}"
        case EntryTask():
            if task.form == "date":
                told.changed["a date is right there only in the ways of writing it that are listed with it"] += 1
            if task.number is None:
                yield from (f"\t={_escaped(accepted.replace('*', chr(92) + '*'))}" for accepted in writings(task))
            else:
                yield f"\t={plain_number(task.number)}:{plain_number(task.within)}"
        case JudgementTask() | OrderTask():
            raise AssertionError("a judgement is written as two choices, and an order is left out")
        case _:
            assert_never(task)


def _escaped(text: str) -> str:
    """The text with a backslash before each sign that has a meaning there; the end of a line is one too."""
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", printable(text)).replace("\n", r"\n")
