"""What templates share that ask to mark lines, when it may be that no line is to be marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from textwrap import wrap

from readiness.draws import Draws
from readiness.kinds.answers import chance, parts
from readiness.model import Generated, MarkTask, Spot, Task

WIDTH = 38
"""Columns that a line of an exhibit may take."""

_NOTHING = 10


def planted(draws: Draws, count: int) -> int:
    """How many errors to plant: none in one instance of ten, so that no one can count on an error.

    More often, and marking "nothing" without looking would pay more than marks at random.
    """
    return draws.below(_NOTHING) and count


def mark_task(
    spots: Mapping[str, Spot],
    keyed: Collection[str],
    nothing: str,
    records: tuple[str, str] | None = None,
) -> MarkTask:
    """The task with a last spot that says ``nothing``; that one is the key when no other is."""
    key = tuple(id for id in spots if id in keyed) or ("none",)
    return MarkTask({**spots, "none": Spot(nothing)}, key, records)


def generated(stem: str, exhibit: Sequence[str], task: Task, why: str) -> Generated:
    """The instance; an empty exhibit is none."""
    return Generated(stem, "\n".join(exhibit) or None, task, why, chance(task), parts(task))


def refuse_crowds(lines: int, errors: int) -> None:
    """Raises ValueError when so many of the lines are wrong that marking them at random pays."""
    if lines < 3 * errors:
        raise ValueError(f"{errors} errors need at least {3 * errors} lines, this has {lines}")


def wrapped(text: str, indent: str = "") -> list[str]:
    """The text in lines of an exhibit; all but the first start with ``indent``."""
    return wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def listed(words: Sequence[str]) -> str:
    """``a, b and c``"""
    return " and ".join([*([", ".join(words[:-1])] if words[1:] else []), words[-1]])


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
