"""The export of a bank's questions for other programs."""

from __future__ import annotations

import sys
from argparse import Namespace

from readiness.bank.load import load_bank
from readiness.cli.output import output
from readiness.cli.terminal import DONE, InputProblem
from readiness.exchange.outgoing import Told, chosen_items
from readiness.ground.items import Item
from readiness.ground.printable import named
from readiness.kinds.item_bank import ItemBank


def bank_export(options: Namespace) -> int:
    """``readiness bank export``."""
    bank = load_bank(options.bank)
    skills = [skill.casefold() for skill in options.skill]
    for skill in skills:
        if skill not in bank.skills:
            raise InputProblem(f"--skill {named(skill)}: there is no such skill; there are {', '.join(bank.skills)}")
    told = Told()
    items = chosen_items(bank, skills, options.seed, options.instances, told)
    text = _written(options.format, bank, items, options.seed, told)
    if not told.written:
        raise InputProblem(" ".join(["there is nothing to export.", *told.lines()]))
    with output(options, json=False, exact=True) as write:
        mark = "\ufeff" if options.format == "csv" and options.output is not None else ""
        write(mark + text)  # By this mark a spreadsheet knows that a file is UTF-8.
    for line in told.lines():
        print(line, file=sys.stderr)
    return DONE


def _written(format: str, bank: ItemBank, items: list[Item], seed: int, told: Told) -> str:
    if format == "moodle":
        from readiness.exchange.write_moodle import write_moodle

        return write_moodle(bank, items, told)
    if format == "gift":
        from readiness.exchange.write_gift import write_gift

        return write_gift(bank, items, told)
    if format == "anki":
        from readiness.exchange.write_anki import write_anki

        return write_anki(bank, items, seed, told)
    if format == "csv":
        from readiness.exchange.write_csv import write_csv

        return write_csv(bank, items, told)
    from readiness.exchange.write_markdown import write_markdown

    return write_markdown(bank, items, seed, told)
