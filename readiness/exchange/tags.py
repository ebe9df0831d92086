"""What no other program has a place for, such as a rating, carried in the tags of a question. Pure.

``cognition:recall``, ``rating:0.7`` (of several raters ``rating:0.6,0.7``), ``seconds:30``, ``codes:fictional``,
``review_by:2027-11-30``, ``competency:word-parts``, ``shuffle:false``, and ``form:date`` of an entry. Read, and not
written, since programs cut long tags: ``source:ID at PLACE``, one for each source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from readiness.exchange.questions import Number, Unfit, plain_number
from readiness.ground.items import ChoiceTask, EntryTask, Item, JudgementTask

_TEXTS = ("cognition", "codes", "review_by", "competency", "form")


def tags_of(item: Item) -> list[str]:
    """The tags that an item travels with."""
    tags = [
        f"competency:{item.competency}",
        f"cognition:{item.cognition}",
        f"rating:{','.join(f'{one:.10g}' for one in item.ratings)}",
        f"seconds:{item.seconds:.10g}",
    ]
    if item.codes != "none":
        tags.append(f"codes:{item.codes}")
    if item.review_by is not None:
        tags.append(f"review_by:{item.review_by}")
    if isinstance(item.task, (ChoiceTask, JudgementTask)) and not item.task.shuffle:
        tags.append("shuffle:false")
    if isinstance(item.task, EntryTask) and item.task.accept and item.task.form != "word":
        tags.append(f"form:{item.task.form}")
    return tags


def fields_of(tags: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """The fields that tags carry, and the tags that carry none."""
    fields: dict[str, Any] = {}
    others = []
    for tag in tags:
        name, colon, value = (part.strip() for part in tag.partition(":"))
        if colon and value and name in _TEXTS:
            fields[name] = value
        elif colon and name in ("rating", "seconds") and (numbers := _numbers(value)):
            fields[name] = numbers if len(numbers) > 1 and name == "rating" else numbers[0]
        elif colon and name == "source" and (source := source_of(value)):
            fields.setdefault("source", []).append(source)
        elif (name, value) == ("shuffle", "false"):
            fields["shuffle"] = False
        else:
            others.append(tag.strip())
    return fields, [tag for tag in others if tag]


def _numbers(value: str) -> list[Number]:
    try:
        return [plain_number(one) for one in value.split(",")]
    except Unfit:
        return []


def source_of(value: str) -> dict[str, str] | None:
    """A source and the place in it, as ``ID at PLACE`` says them; None where it does not."""
    id, _, at = value.partition(" at ")
    return {"id": id.strip(), "at": at.strip()} if id.strip() and at.strip() else None
