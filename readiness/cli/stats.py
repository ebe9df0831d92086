"""The stats command: how each question did, from many sheets."""

from __future__ import annotations

import re
from argparse import Namespace

from readiness.bank.load import load_bank
from readiness.bulk.item_statistics import MOST_MARKS, item_statistics
from readiness.bulk.statistics_page import statistics_csv, statistics_html
from readiness.bulk.statistics_words import statistics_lines
from readiness.cli.bank_files import read_bytes, unreadable
from readiness.cli.output import put
from readiness.cli.sheet_lines import open_sheets
from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem, ascii_terminal, terminal_width
from readiness.exchange.decode import decoded
from readiness.exchange.questions import UnreadableFile, first_words
from readiness.exchange.read import LARGEST
from readiness.exchange.tables import column, decimal_point, read_table
from readiness.ground.text import laid_out
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import mark_responses
from readiness.scoring.sheets import responses_for


def stats(options: Namespace) -> int:
    """``readiness stats``."""
    bank = load_bank(options.bank)
    marks = None if options.marks is None else _marks(options.marks, bank)
    with open_sheets(options.file) as sheets:
        leave_out = None if options.strict else lambda words: sheets.say(sheets.number, words)
        sittings = sheets.read(lambda text: mark_responses(bank, responses_for(bank, text, leave_out)))
        found = item_statistics(bank, (scored for _, scored in sittings), marks)
    if not found.sittings:
        raise InputProblem(f"{sheets.name}: no sheet to count; wanted: response sheets, one a line")
    if options.format == "json":
        text = found.to_json()
    elif options.format == "csv":
        text = statistics_csv(found).rstrip("\n")
    elif options.format == "html":
        text = statistics_html(found, bank).rstrip("\n")
    else:
        ascii = ascii_terminal() if options.output is None else False
        text = "\n".join(laid_out(statistics_lines(found, bank), min(80, terminal_width()), ascii))
    put([text + "\n"], options)
    return WRONG_INPUT if sheets.bad else DONE


def _marks(file: str, bank: ItemBank) -> dict[str, float]:
    """What each question is worth, from a table with the columns item and mark. Raises InputProblem."""
    try:
        table = read_table(decoded(read_bytes(file, LARGEST))[0])
        item, mark = column(table.headings, "item"), column(table.headings, "mark")
        if item is None or mark is None:
            raise UnreadableFile("a table with the columns 'item' and 'mark' is wanted", 1)
        marks = {}
        for line, cells in table.rows:
            if cells[item] not in bank.items:
                raise UnreadableFile(f"this bank has no question '{first_words(cells[item])}'", line)
            if cells[item] in marks:
                raise UnreadableFile(f"'{cells[item]}' stands here twice", line)
            worth = decimal_point(cells[mark])
            if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,7})?", worth) or not 0 < float(worth) <= MOST_MARKS:
                raise UnreadableFile(f"'{cells[mark]}' is no mark; wanted: a number above 0, at most {MOST_MARKS}", line)
            marks[cells[item]] = float(worth)
    except UnreadableFile as error:
        raise unreadable(file, error) from None
    return marks
