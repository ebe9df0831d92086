"""Three results of a sum to choose from: the right one, and what comes out after a misstep.

A sum is a function of the missteps made in it. Two missteps have four results: after none, one, the other, or both.
Three of the four become the options, so that the key is no more often the smallest, the middle or the largest of them,
the one that is most like the others, or one of two that lie close together, than chance would have it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations
from typing import Any, TypeAlias, TypeVar

from readiness.ground.draws import Draws, first_fit
from readiness.ground.items import ChoiceTask, Option

P = TypeVar("P")
Steps: TypeAlias = "frozenset[str]"
RIGHT: Steps = frozenset()

_PATIENCE = 30
"""Sums that are drawn for the sake of nearness."""


@dataclass(frozen=True, slots=True)
class _Aim:
    """Where the key is to stand among the three: its ``rank`` from 0; whether each of the others is one misstep away;
    and, if it is the smallest or the largest, whether the middle one is ``near`` it.

    It is drawn once, before the numbers are: numbers that do not lend themselves to it are drawn again, not the aim.
    """

    rank: int
    central: bool
    near: bool


def sum_and_ways(
    draws: Draws,
    problem: Callable[[], P],
    result: Callable[[P, Steps], Any],
    stages: Sequence[Sequence[str]],
    fair: Callable[[P, list[Steps]], bool],
) -> tuple[P, list[Steps]]:
    """A sum, and three ways through it by ascending result, one of them RIGHT.

    Each stage of the sum has missteps of its own, of which a person makes one at most. Results are numbers or dates.
    Sums are drawn until one lends itself to the aim and is ``fair``; nearness is given up when it cannot be had.
    """
    wanted = _Aim(draws.below(3), draws.below(3) == 0, draws.below(2) == 0)
    patience = iter(range(_PATIENCE))

    def draw() -> tuple[P, list[Steps]]:
        drawn = problem()
        return drawn, _three(draws, wanted, partial(result, drawn), stages, strict=next(patience, None) is not None)

    return first_fit(draw, lambda made: bool(made[1]) and fair(*made))


def _three(
    draws: Draws,
    wanted: _Aim,
    result: Callable[[Steps], Any],
    stages: Sequence[Sequence[str]],
    strict: bool,
) -> list[Steps]:
    for first, second in draws.shuffled(_pairs(wanted.central, tuple(map(tuple, stages)))):
        ways = sorted((RIGHT, first, second), key=result)
        if ways[wanted.rank] == RIGHT and _spaced(wanted, [result(way) for way in ways], strict):
            return ways
    return []


@cache
def _pairs(central: bool, stages: tuple[tuple[str, ...], ...]) -> tuple[tuple[Steps, Steps], ...]:
    """Two wrong ways each: one misstep and another one, or one misstep and both."""
    stage_of = {misstep: stage for stage, missteps in enumerate(stages) for misstep in missteps}
    found: list[tuple[Steps, Steps]] = []
    for one, other in combinations(stage_of, 2):
        first, second = frozenset((one,)), frozenset((other,))
        if central:
            found.append((first, second))
        elif stage_of[one] != stage_of[other]:
            found += [(first, first | second), (second, first | second)]
    return tuple(found)


def _spaced(wanted: _Aim, results: Sequence[Any], strict: bool) -> bool:
    """Whether the results differ and, if it is ``strict``, the key is as near to the middle one as it should be."""
    below, above = results[1] - results[0], results[2] - results[1]
    if not below or not above:
        return False
    near = below < above if wanted.rank == 0 else above < below
    return not strict or wanted.rank == 1 or near == wanted.near


def choice(ways: Sequence[Steps], text: Callable[[Steps], str], why: Callable[[Steps], str]) -> ChoiceTask:
    """The options in the order of the ways."""
    options = {letter: Option(text(way), why(way)) for letter, way in zip("abc", ways)}
    return ChoiceTask(options, "abc"[list(ways).index(RIGHT)], shuffle=False)


def told(ways: Sequence[Steps], text: Callable[[Steps], str], slip: Callable[[str], str]) -> str:
    """A sentence on where the two wrong results come from; ``slip`` names a misstep, as in "counting twice"."""
    first, second = sorted((way for way in ways if way != RIGHT), key=len)
    (one,), (other,) = first, second - first
    more = f"that slip and {slip(other)}" if len(second) > 1 else slip(other)
    return f"{text(first)} comes of {slip(one)}, and {text(second)} of {more}."


def slips(way: Steps, stages: Sequence[Sequence[str]], slip: Callable[[str], str]) -> str:
    """The missteps of a way in words, in the order of the sum."""
    return " and ".join(slip(misstep) for missteps in stages for misstep in missteps if misstep in way)
