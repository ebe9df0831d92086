"""The calibrate command: item difficulties from many sheets and, with outcomes, the readiness line."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from readiness.bank.load import load_bank
from readiness.bulk.calibration import Answered, Calibrated, TooLittle, answered, calibrate, line_from
from readiness.bulk.outcomes import OutcomesError, read_outcomes
from readiness.cli.sheet_lines import SheetLines, open_sheets
from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem, ascii_terminal, terminal_width
from readiness.ground.english import counted
from readiness.ground.files import reason, write_private
from readiness.ground.printable import named
from readiness.ground.text import laid_out
from readiness.kinds.item_bank import CalibratedLine, Calibration, ItemBank
from readiness.scoring.marking import mark_responses
from readiness.scoring.method import TAU
from readiness.scoring.scale import Scale
from readiness.scoring.sheets import person_of, responses_for

LARGEST_OUTCOMES = 10_000_000
"""Bytes of a file of outcomes that are read."""


def calibrate_command(options: Namespace) -> int:
    """``readiness calibrate``."""
    target = _target(options)
    who = _who(options)
    outcomes = None if options.outcomes is None else _outcomes(options.outcomes)
    bank = load_bank(options.bank)
    with open_sheets(options.file) as sheets:
        leave_out = None if options.strict else lambda words: sheets.say(sheets.number, words)
        people, again = _people(bank, sheets, leave_out)
    try:
        found = calibrate(bank, [sheet for _, sheet in people])
        line = None if outcomes is None else _line(people, found, outcomes)
    except TooLittle as error:
        raise InputProblem(f"{sheets.name}: {error}. Nothing was written.") from None
    made = Calibration(found.items, found.sheets, date.today().isoformat(), who, line)
    write_private(target, "".join(_yaml(made)))
    lines = [*_learnt(bank, made, again), *_line_words(made, outcomes), f"Written to {named(str(target))}."]
    sys.stdout.write("\n".join(laid_out(lines, min(80, terminal_width()), ascii_terminal())) + "\n")
    return WRONG_INPUT if sheets.bad else DONE


def _target(options: Namespace) -> Path:
    if options.output is None and options.bank is None:
        raise InputProblem("The bank in the package stays as it is: name a copy of it with --bank, or a file with -o.")
    target = Path(options.bank) / "calibration.yaml" if options.output is None else Path(options.output)
    for file in (options.file, options.outcomes):
        if file not in (None, "-") and os.path.exists(file) and target.exists() and os.path.samefile(file, target):
            raise InputProblem(f"{named(str(target))}: this command reads that file; write to another one")
    return target


def _who(options: Namespace) -> str:
    who = " ".join((options.who or "").split())
    if not who or len(who) > 200:
        raise InputProblem(
            'Say whom the sheets cover with --who, such as --who "everyone who enrolled in 2026", in at most 200 '
            "characters: the report tells it to people, since a class that was chosen is not like everyone."
        )
    return who


def _outcomes(file: str) -> Mapping[str, bool]:
    name = named(file)
    try:
        with open(file, "rb") as opened:
            raw = opened.read(LARGEST_OUTCOMES + 1)
        if len(raw) > LARGEST_OUTCOMES:
            raise InputProblem(f"{name}: this is too large: over {LARGEST_OUTCOMES:,} bytes")
        return read_outcomes(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputProblem(f"{name}: this is not UTF-8 text; save it as CSV in UTF-8") from None
    except (OSError, ValueError) as error:
        message = str(error) if isinstance(error, OutcomesError) or not isinstance(error, OSError) else reason(error)
        raise InputProblem(f"{name}: {message}") from None


def _people(
    bank: ItemBank, sheets: SheetLines, leave_out: Callable[[str], object] | None
) -> tuple[list[tuple[str | None, tuple[Answered, ...]]], int]:
    """The first sheet of each person, and how many further ones were left out; a sheet without a person stands for one."""
    kept: dict[Answered, Answered] = {}
    met: set[str] = set()
    people: list[tuple[str | None, tuple[Answered, ...]]] = []
    again = 0

    def marked(text: str) -> tuple[str | None, tuple[Answered, ...]]:
        return person_of(text), answered(mark_responses(bank, responses_for(bank, text, leave_out)))

    for _, (person, sheet) in sheets.read(marked):
        if person is not None and person in met:
            again += 1
            continue
        if person is not None:
            met.add(person)
        people.append((person, tuple(kept.setdefault(one, one) for one in sheet)))
    return people, again


def _line(
    people: list[tuple[str | None, tuple[Answered, ...]]], found: Calibrated, outcomes: Mapping[str, bool]
) -> CalibratedLine:
    used = [person for person, sheet in people if sheet]
    known = [
        (margin, outcomes[person])
        for person, margin in zip(used, found.margins)
        if person is not None and person in outcomes
    ]
    return line_from([margin for margin, _ in known], [passed for _, passed in known])


def _yaml(made: Calibration) -> Iterator[str]:
    """The file beside the blueprint. Every text in it is quoted as JSON, which YAML reads the same."""
    yield "# Made by `readiness calibrate`: what real answers say of the questions. Without this file the ratings count.\n"
    yield f'day: "{made.day}"\nwho: {json.dumps(made.who, ensure_ascii=False)}\nsheets: {made.sheets}\n'
    if made.line is not None:
        line = made.line
        yield f"line: {{delta: {line.delta}, tau: {line.tau}, people: {line.people}, passed: {line.passed}}}\n"
    yield "items:\n"
    for id, one in made.items.items():
        yield f'  {id}: {{d: {one.d}, n: {one.n}, digest: "{one.digest}"}}\n'


MOST_NAMED = 5
MOVED_FROM = 0.5


def _learnt(bank: ItemBank, made: Calibration, again: int) -> Iterator[str]:
    more = f" ({counted(again, 'further sheet')} of the same people left out)" if again else ""
    yield f"{counted(made.sheets, 'sheet')}{more}, covering: {made.who}."
    yield (
        f"{len(made.items)} of {counted(len(bank.items), 'question')} have enough answers and are measured now; the others "
        "stay as rated."
    )
    rated = Scale(bank, calibrated=False)
    moved = {id: one.d - rated.intercept(bank.items[id]) for id, one in made.items.items()}
    most = sorted((id for id in moved if abs(moved[id]) >= MOVED_FROM), key=lambda id: (-abs(moved[id]), id))
    for id in most[:MOST_NAMED]:
        yield f"- {id} is {'easier' if moved[id] > 0 else 'harder'} than rated, by {abs(moved[id]):.1f} logits"
    if len(most) > MOST_NAMED:
        yield f"- and {len(most) - MOST_NAMED} more moved by at least {MOVED_FROM} logits"


def _line_words(made: Calibration, outcomes: Mapping[str, bool] | None) -> Iterator[str]:
    line = made.line
    if line is None:
        yield (
            "Answers alone cannot teach where the readiness line is, nor a bias that all ratings share: both stay as they "
            f"are (doubt about the line: {TAU} logits). With what became of the people (--outcomes) the line can be placed."
        )
        return
    unknown = "" if outcomes is None else f" of the {len(outcomes)} in the file"
    yield (
        f"The line lies {abs(line.delta):.2f} logits {'above' if line.delta >= 0 else 'below'} the rated one, from what "
        f"became of {line.people} people{unknown}: {line.passed} passed. Doubt about it: {line.tau} logits, where ratings "
        f"alone leave {TAU}. If these people were chosen by something that is not on their sheets, the line may still be "
        "off by 0.3 to 0.4 logits."
    )
