"""Generated items, instance by instance: each can be made, differs from the others, keeps the rules, has one key."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from readiness.check.items import flaws
from readiness.ground.items import Item, Task
from readiness.kinds.answers import chance, credit, key_answer, parts, read_answer
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import instance

LEAST_DISTINCT = 200


@dataclass(frozen=True, slots=True)
class Trial:
    """What the instances of one item were like: how many were tried, how many differ, how many were linted, how many
    have a fault, and the first fault with its instance."""

    item: str
    instances: int
    distinct: int
    linted: int
    faulty: int
    first: str | None

    @property
    def passed(self) -> bool:
        return not self.faulty and self.distinct >= LEAST_DISTINCT


def tried(item: Item, instances: int, linted: int, waived: Collection[str] = ()) -> Trial:
    """The instances of the seeds 0, 1, 2 and so on; those linted lie evenly among them.

    ``waived``: ids of rules that do not hold for it.
    """
    every = max(1, instances // linted)
    distinct: set[bytes] = set()
    found: list[tuple[int, str]] = []
    for seed in range(instances):
        try:
            made = instance(item, seed)
        except Exception as error:  # A template may fail in any way; each is a fault to report.
            found.append((seed, f"cannot be made: {type(error).__name__}: {error}"))
            continue
        distinct.add(sha256(f"{made.stem}\n{made.exhibit}\n{made.task}".encode()).digest())
        lint = _grave(made, waived) if seed % every == 0 else []
        found += ((seed, fault) for fault in (*faults(item, made), *lint))
    first = f"{item.id}@{found[0][0]}: {found[0][1]}" if found else None
    return Trial(item.id, instances, len(distinct), len(range(0, instances, every)), len(dict(found)), first)


def _grave(made: Item, waived: Collection[str]) -> list[str]:
    """The flaws that the strict check would not let pass: all but a single warning. Rules that are waived do not count."""
    found = [flaw for flaw in flaws(made) if flaw[1] != "not checked" and flaw[0] not in waived]
    if [severity for _, severity, _ in found] == ["warning"]:
        return []
    return [f"{message} [{rule}]" for rule, _, message in found]


def faults(item: Item, made: Item) -> list[str]:
    """What is wrong with the key and the figures of an instance: one answer must be right, and no other like it."""
    task = made.task
    found = []
    if made.type != item.type:
        found.append(f"it is of the type {made.type}, the question of the type {item.type}")
    if credit(task, read_answer(task, key_answer(task))) != 1:
        found.append("its key does not earn 1")
    if same := _same(task):
        found.append(f"two that count differently say the same: '{same}'")
    if made.chance != chance(task) or made.parts != parts(task):
        found.append(f"its chance and parts are {chance(task):.3f} and {parts(task)}")
    return found


def _same(task: Task) -> str | None:
    """A text that stands twice where the two have different worth."""
    shown = kind(task)
    worth: dict[str, object] = {}
    for id, thing in shown.things.items():
        text = " | ".join((thing.text, *(value for _, value in thing.values)))
        folded, own = " ".join(text.casefold().split()), shown.worth(id)
        if worth.setdefault(folded, own) != own:
            return text
    return None
