"""An item where no program marks it: on a card, or on paper. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from readiness.ground.items import EntryTask, Item, MarkTask, OrderTask
from readiness.kinds.answers import key_answer, wording
from readiness.kinds.dispatch import kind

_HOW = {
    "judgement": "What is best, and what is worst?",
    "mark": "Which fit? There may be one or several.",
    "order": "Put them in order, from first to last.",
}


def instruction(item: Item) -> str:
    """How an item is answered, where its question does not say so; "" for a choice."""
    return f"Write a {item.task.form}." if isinstance(item.task, EntryTask) else _HOW.get(item.type, "")


def names_of(item: Item, order: Sequence[str]) -> dict[str, str]:
    """What each thing is called when they stand in that order: A, B, C, or 1, 2, 3 for spots, which may be many."""
    if isinstance(item.task, MarkTask):
        return {id: str(place) for place, id in enumerate(order, start=1)}
    return dict(zip(order, ascii_uppercase))


def right_answer(item: Item, names: dict[str, str]) -> str:
    """The answer that earns all, behind what it is called where that is needed; with which pieces may change places."""
    own, task = kind(item.task), item.task
    if isinstance(task, MarkTask):
        return "; ".join(f"{names[id]}. {task.spots[id].text}" for id in task.spots if id in task.key)
    if isinstance(task, OrderTask):
        free = ["; ".join(task.pieces[piece] for piece in tied) for tied in task.key if len(tied) > 1]
        said = "".join(f" (in any order: {pieces})" for pieces in free)
        return wording(task, key_answer(task)) + said
    if isinstance(task, EntryTask):
        within = f", give or take {task.within}" if task.within else ""
        return f"{' or '.join(task.accept) or wording(task, key_answer(task))}{within}"
    roles = {"key": "", "best": "Best: ", "worst": "Worst: "}
    right = [(roles[thing.role], names[id], thing.text) for id, thing in own.things.items() if thing.role]
    return "; ".join(f"{role}{name}. {text.rstrip('.')}" for role, name, text in sorted(right))
