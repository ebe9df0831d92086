"""From a task, or the name of a type, to what its module knows of it: the one place that lists the types of items. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from readiness.ground.items import ChoiceTask, EntryTask, JudgementTask, MarkTask, OrderTask, Task, assert_never
from readiness.kinds.choice import Choice
from readiness.kinds.entry import Entry
from readiness.kinds.judgement import Judgement
from readiness.kinds.kind import Kind
from readiness.kinds.mark import Mark
from readiness.kinds.order import Order

KINDS: Mapping[str, type[Kind]] = {
    "choice": Choice,
    "judgement": Judgement,
    "mark": Mark,
    "order": Order,
    "entry": Entry,
}
"""The types by name."""


def kind(task: Task) -> Kind:
    """The task with all that is peculiar to its type."""
    match task:
        case ChoiceTask():
            return Choice(task)
        case JudgementTask():
            return Judgement(task)
        case MarkTask():
            return Mark(task)
        case OrderTask():
            return Order(task)
        case EntryTask():
            return Entry(task)
        case _:
            assert_never(task)
