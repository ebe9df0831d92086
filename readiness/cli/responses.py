"""The responses command: a table of answers from a form or a course, as response sheets."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator

from readiness.bank.load import load_bank
from readiness.cli.bank_files import read_bytes, unreadable
from readiness.cli.bank_import import mapping_from
from readiness.cli.by_line import by_line
from readiness.cli.output import output
from readiness.cli.sheet_lines import sheet_name
from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem
from readiness.exchange.decode import decoded
from readiness.exchange.questions import UnreadableFile
from readiness.exchange.read import LARGEST
from readiness.exchange.responses import MAPPED, Sheets, read_responses
from readiness.ground.english import counted, listed
from readiness.ground.printable import named
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.sheets import sheet_of


def responses(options: Namespace) -> int:
    """``readiness responses``."""
    bank = load_bank(options.bank)
    mapping = mapping_from(options.mapping, MAPPED)
    name = sheet_name(options.file)
    try:
        text, said = decoded(read_bytes(options.file, LARGEST))
        found = read_responses(text, bank, mapping, options.blank)
    except UnreadableFile as error:
        raise unreadable(options.file, error) from None
    if found.sheets:
        with output(options, json=True) as write:
            for line in _lines(bank, found):
                write(line)
    for words in by_line(name, ((line, "", f"left out: {words}") for line, words in found.problems), "answers"):
        print(words, file=sys.stderr)
    if not found.sheets:
        raise InputProblem(f"{name}: nobody has answered a question of this bank in it. Nothing was written.")
    for words in _summary(found, options.blank, said):
        print(f"{name}: {named(words)}", file=sys.stderr)
    return WRONG_INPUT if found.problems else DONE


MOST_NAMES = 12
"""Columns that are named of those that are not read."""


def _lines(bank: ItemBank, found: Sheets) -> Iterator[str]:
    for sheet in found.sheets:
        plain = sheet_of(bank.fingerprint, sheet.responses)
        named_sheet = {"sheet": plain.pop("sheet"), **({"person": sheet.person} if sheet.person else {}), **plain}
        yield json.dumps(named_sheet, ensure_ascii=False) + "\n"


def _summary(found: Sheets, blank: str | None, said: str | None) -> Iterator[str]:
    if said is not None:
        yield said
    if found.unread:
        names = [one[:60] for one in found.unread[:MOST_NAMES]]
        more = len(found.unread) - len(names)
        yield f"columns that are no question of this bank: {listed([*names, *[f'{more} more'] * bool(more)])}"
    counts = Counter(sheet.person for sheet in found.sheets if sheet.person)
    if again := sum(count > 1 for count in counts.values()):
        yield f"stand in it more than once: {again}; calibrate uses a person's first sheet, stats uses every one"
    if found.blanks:
        meant = "asked and not answered" if blank == "skip" else "not asked"
        yield f"{counted(found.blanks, 'blank answer')}: {meant}, as you say"
    answers = sum(len(sheet.responses) for sheet in found.sheets)
    yield f"{counted(len(found.sheets), 'sheet')} with {counted(answers, 'response')}; {len(found.problems)} left out"
