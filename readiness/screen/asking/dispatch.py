"""From a task to how its type is asked: the one place of the front ends that lists the types of items. Pure."""

from __future__ import annotations

from readiness.ground.items import ChoiceTask, EntryTask, JudgementTask, MarkTask, OrderTask, Task, assert_never
from readiness.screen.asking.choice import AskChoice
from readiness.screen.asking.entry import AskEntry
from readiness.screen.asking.judgement import AskJudgement
from readiness.screen.asking.mark import AskMark
from readiness.screen.asking.order import AskOrder
from readiness.screen.asking.protocol import Asking


def asking(task: Task) -> Asking:
    """The task as it is asked."""
    match task:
        case ChoiceTask():
            return AskChoice(task)
        case JudgementTask():
            return AskJudgement(task)
        case MarkTask():
            return AskMark(task)
        case OrderTask():
            return AskOrder(task)
        case EntryTask():
            return AskEntry(task)
        case _:
            assert_never(task)
