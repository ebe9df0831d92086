"""Answers to an item of whatever type, and the credit they earn (0..1). Pure.

``chance`` is what a guesser may expect, ``parts`` the number of decisions an item asks for.
"""

from __future__ import annotations

from readiness.ground.draws import Draws
from readiness.ground.items import Item, Task
from readiness.ground.responses import Answer
from readiness.kinds.dispatch import kind


def read_answer(task: Task, answer: object) -> Answer:
    """The answer in standard form; None is "don't know". Raises AnswerError saying what is wanted instead."""
    return None if answer is None else kind(task).read(answer)


def credit(task: Task, answer: Answer) -> float:
    """The credit, 0..1, of an answer that ``read_answer`` let through; "don't know" earns the chance (Lord 1974)."""
    return kind(task).chance if answer is None else kind(task).credit(answer)


def chance(task: Task) -> float:
    """The credit a guesser may expect, 0..1: of the best blind rule for mark, the exact mean over all orders for order."""
    return kind(task).chance


def parts(task: Task) -> int:
    """How many decisions the task asks for."""
    return kind(task).parts


def key_answer(task: Task) -> Answer:
    """An answer that earns full credit."""
    return kind(task).key


def served_order(item: Item, seed: int) -> tuple[str, ...]:
    """The order in which a sitting with that seed shows the options, spots or pieces of an item; empty for entry."""
    served = kind(item.task)
    if not served.shuffled:
        return tuple(served.things)
    return tuple(Draws(seed, item.id, "served").shuffled(served.things))


def wording(task: Task, answer: Answer) -> str:
    """An answer in the item's own words, on one line."""
    return "don't know" if answer is None else kind(task).wording(answer)
