"""From a task to how its type is asked: the one place of the front ends that lists the types of items. Pure.

Each type is loaded when the first item of it is asked: the first page of a sitting has none.
"""

from __future__ import annotations

from readiness.ground.items import ChoiceTask, EntryTask, JudgementTask, MarkTask, OrderTask, Task, assert_never
from readiness.screen.asking.protocol import Asking


def asking(task: Task) -> Asking:
    """The task as it is asked."""
    match task:
        case ChoiceTask():
            from readiness.screen.asking.choice import AskChoice

            return AskChoice(task)
        case JudgementTask():
            from readiness.screen.asking.judgement import AskJudgement

            return AskJudgement(task)
        case MarkTask():
            from readiness.screen.asking.mark import AskMark

            return AskMark(task)
        case OrderTask():
            from readiness.screen.asking.order import AskOrder

            return AskOrder(task)
        case EntryTask():
            from readiness.screen.asking.entry import AskEntry

            return AskEntry(task)
        case _:
            assert_never(task)
