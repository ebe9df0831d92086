"""The lines of a file of sheets scored, in this process or in several, with the results in the order of the lines."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection

from readiness.bulk.many import CHUNK, briefs
from readiness.bulk.marker import Marker
from readiness.cli.sheet_lines import use_line
from readiness.cli.terminal import InputProblem
from readiness.exchange.class_table import class_row
from readiness.ground.errors import ResponseError
from readiness.ground.responses import Response
from readiness.ground.signals import hear_signals, signals_held
from readiness.kinds.item_bank import ItemBank
from readiness.report.make import score
from readiness.report.value import Brief
from readiness.scoring.sheets import SheetError, person_of, responses_for

Line = tuple[int, bytes]
"""A line of a file, with its number."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a line: its result as a line of JSON or of a table, or, where it is no good, why; and what was left out
    of it."""

    number: int
    text: str
    good: bool
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How sheets are scored: ``brief`` or as reports; whether answers to changed questions refuse a sheet (``strict``);
    ``table``: brief, and as a row of a table with the person's name."""

    brief: bool = False
    strict: bool = False
    table: bool = False


Reader = Callable[[str], list[Response]]
Scorer = Callable[[Sequence[Line]], list[Outcome]]


def outcomes(bank: ItemBank, lines: Iterable[Line], manner: Manner, jobs: int) -> Iterator[Outcome]:
    """What comes of each line, in order, by so many processes. Raises InputProblem when one of them dies."""
    left = iter(lines)
    # A report is out before the next line is read, where nobody else works on it.
    size = CHUNK if manner.brief or manner.table or jobs > 1 else 1
    batches = iter(lambda: list(islice(left, size)), [])
    if jobs == 1:
        make = _scorer(bank, manner)
        done: Iterator[list[Outcome]] = map(make, batches)
    else:
        done = _by_processes(bank, batches, manner, jobs)
    for batch in done:
        yield from batch


def _scorer(bank: ItemBank, manner: Manner) -> Scorer:
    said: list[str] = []  # What the reader leaves out of the line at hand.
    read = partial(responses_for, bank, leave_out=None if manner.strict else said.append)
    if manner.table:
        return _brief_scorer(bank, read, said, _row)
    if manner.brief:
        return _brief_scorer(bank, read, said, lambda line, found: found.to_json(line=line[0]) + "\n")
    return lambda lines: [_report(bank, line, read, said) for line in lines]


def _report(bank: ItemBank, line: Line, read: Reader, said: list[str]) -> Outcome:
    said.clear()
    try:
        report = use_line(*line, lambda text: score(bank, read(text)))
    except (SheetError, ResponseError) as error:
        return Outcome(line[0], str(error), False)
    return Outcome(line[0], report.to_json(indent=None) + "\n", True, "".join(said))


def _row(line: Line, found: Brief) -> str:
    return class_row(line[0], use_line(*line, person_of) or "", found)


def _brief_scorer(bank: ItemBank, read: Reader, said: list[str], written: Callable[[Line, Brief], str]) -> Scorer:
    marker = Marker(bank, read)

    def make(lines: Sequence[Line]) -> list[Outcome]:
        found, marked = [], []
        for line in lines:
            said.clear()
            try:
                marks = use_line(*line, marker.sheet)
                marked.append((line, marks, "".join(said)))
            except (SheetError, ResponseError) as error:
                found.append(Outcome(line[0], str(error), False))
        for (line, _, left_out), one in zip(marked, briefs(marker, [marks for _, marks, _ in marked])):
            found.append(Outcome(line[0], written(line, one), True, left_out))
        return sorted(found, key=lambda one: one.number)

    return make


# Several processes --------------------------------------------------------------------------------------------------


def _by_processes(bank: ItemBank, batches: Iterator[list[Line]], manner: Manner, jobs: int) -> Iterator[list[Outcome]]:
    """The results of the batches, in order. Each process has one batch at a time, so that memory does not grow.

    A process sees the end of its pipe when this one is gone, however it went, and ends too.
    """
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        busy: deque[Connection] = deque()
        try:
            for batch in islice(batches, jobs):
                here, there = context.Pipe()
                worker = context.Process(target=_work, args=(there, bank, manner), daemon=True)
                with signals_held():
                    worker.start()
                    there.close()
                    stack.callback(worker.join)
                    stack.callback(here.close)
                busy.append(here)
                here.send(batch)
            while busy:
                here = busy.popleft()
                yield here.recv()
                batch = next(batches, [])
                if batch:
                    busy.append(here)
                    here.send(batch)
        except (EOFError, ConnectionError):
            raise InputProblem("a process that --jobs started has ended too early; try again without --jobs") from None


def _work(pipe: Connection, bank: ItemBank, manner: Manner) -> None:
    """What each process does until the pipe is closed."""
    hear_signals()
    make = _scorer(bank, manner)
    try:
        while True:
            pipe.send(make(pipe.recv()))
    except (EOFError, OSError):
        return
