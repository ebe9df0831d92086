"""What the costly checks of a bank have in common: their size, and work spread over processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TypeVar

from readiness.ground.signals import hear_signals, signals_held

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is tried: ``seeds`` for positions, ``repeats`` of the guesser's folds, ``instances`` of each generated
    item and how many of them are ``linted``, ``responders`` who answer blindly in all, ``chains`` of three sittings,
    ``lessons`` of each generated item, on which a guesser learns and as many on which it is tried."""

    seeds: int = 1_000
    repeats: int = 10
    instances: int = 10_000
    linted: int = 200
    responders: int = 10_000
    chains: int = 50
    lessons: int = 400


def spread(work: Callable[[T], R], tasks: Iterable[T], workers: int) -> Iterator[R]:
    """The results of a module's function in the order of the tasks, from so many processes; with one, from this one."""
    if workers == 1:
        yield from map(work, tasks)
        return
    # Started afresh on every system: a copy of this process could hold locks of its threads.
    with ExitStack() as stack:
        with signals_held():
            pool = stack.enter_context(multiprocessing.get_context("spawn").Pool(workers, initializer=hear_signals))
        yield from pool.imap(work, tasks)


def cores() -> int:
    return os.cpu_count() or 1
