"""The stats command: how each question did, from many sheets."""

from __future__ import annotations

from argparse import Namespace

from readiness.bank.load import load_bank
from readiness.bulk.item_statistics import item_statistics
from readiness.bulk.statistics_words import statistics_lines
from readiness.cli.output import put
from readiness.cli.sheet_lines import open_sheets
from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem, ascii_terminal, terminal_width
from readiness.ground.text import laid_out
from readiness.scoring.marking import mark_responses
from readiness.scoring.sheets import responses_for


def stats(options: Namespace) -> int:
    """``readiness stats``."""
    bank = load_bank(options.bank)
    with open_sheets(options.file) as sheets:
        leave_out = None if options.strict else lambda words: sheets.say(sheets.number, words)
        sittings = sheets.read(lambda text: mark_responses(bank, responses_for(bank, text, leave_out)))
        found = item_statistics(bank, (scored for _, scored in sittings))
    if not found.sittings:
        raise InputProblem(f"{sheets.name}: no sheet to count; wanted: response sheets, one a line")
    if options.format == "json":
        text = found.to_json()
    else:
        ascii = ascii_terminal() if options.output is None else False
        text = "\n".join(laid_out(statistics_lines(found, bank), min(80, terminal_width()), ascii))
    put([text + "\n"], options)
    return WRONG_INPUT if sheets.bad else DONE
