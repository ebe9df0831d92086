"""What templates share that ask to mark lines, when it may be that no line is to be marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Block, markdown
from readiness.ground.items import Generated, MarkTask, Spot, Task
from readiness.kinds.answers import chance, parts

_NOTHING = 10


def planted(draws: Draws, count: int) -> int:
    """How many errors to plant: none in one instance of ten, so that no one can count on an error.

    More often, and marking "nothing" without looking would pay more than marks at random.
    """
    return draws.below(_NOTHING) and count


def planted_up_to(draws: Draws, most: int) -> int:
    """How many errors to plant: none in one instance of ten, else one to ``most``, each as often."""
    return draws.below(_NOTHING) and draws.between(1, most)


def mark_task(
    spots: Mapping[str, Spot],
    keyed: Collection[str],
    nothing: str,
    records: tuple[str, str] | None = None,
) -> MarkTask:
    """The task with a last spot that says ``nothing``; that one is the key when no other is."""
    key = tuple(id for id in spots if id in keyed) or ("none",)
    return MarkTask({**spots, "none": Spot(nothing)}, key, records)


def generated(stem: str, exhibit: Sequence[Block], task: Task, why: str) -> Generated:
    """The instance; an exhibit without blocks is none."""
    return Generated(stem, markdown(exhibit) or None, task, why, chance(task), parts(task))


def refuse_crowds(lines: int, errors: int) -> None:
    """Raises ValueError when so many of the lines are wrong that marking them at random pays."""
    if lines < 3 * errors:
        raise ValueError(f"{errors} errors need at least {3 * errors} lines, this has {lines}")
