"""The score command: a report on one response sheet, or one line a sheet for a file of any length."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date

from readiness.bank.load import load_bank
from readiness.cli.output import output, put
from readiness.cli.report import rendered
from readiness.cli.sheet_lines import TOO_LARGE, open_sheets, sheet_name
from readiness.cli.streams import standard_input
from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem
from readiness.exchange.class_table import class_head
from readiness.ground.errors import ResponseError
from readiness.ground.files import reason
from readiness.ground.printable import named
from readiness.ground.responses import Response
from readiness.kinds.item_bank import ItemBank
from readiness.report.make import score
from readiness.scoring.sheets import LARGEST, SheetError, responses_for


def score_command(options: argparse.Namespace) -> int:
    """``readiness score``."""
    many = options.file.casefold().endswith(".jsonl") or (options.file == "-" and options.brief)
    if options.format == "text" and (many or options.brief):
        what = "--brief" if options.brief else f"{sheet_name(options.file)}: a file of many sheets"
        raise InputProblem(f"{what} gives JSON, one line a sheet; leave out --format text")
    if options.format == "csv" and (options.brief or not (many or options.file == "-")):
        what = "--brief" if options.brief else f"{sheet_name(options.file)}: one sheet"
        raise InputProblem(f"{what} gives no table; leave out --format csv, or name a .jsonl of sheets")
    many = many or options.format == "csv"
    if options.jobs is not None and not many:
        raise InputProblem(f"{sheet_name(options.file)}: one sheet is one job; leave out --jobs")
    bank = load_bank(options.bank)
    if many:
        return score_lines(bank, options)
    name, text = _read_text(options.file)

    def say(words: str) -> None:
        print(f"{name}: {named(words)}", file=sys.stderr)

    def read(text: str) -> list[Response]:
        return responses_for(bank, text, None if options.strict else say)

    try:
        if options.brief:
            with output(options, json=True) as write:
                write(_brief_line(bank, text, read))
        else:
            put([rendered(score(bank, read(text)), options, date.today())], options)
    except (SheetError, ResponseError) as error:
        raise InputProblem(f"{name}: {error}") from None
    return DONE


def _read_text(file: str) -> tuple[str, str]:
    """What messages call the file, and its text."""
    name = sheet_name(file)
    try:
        with nullcontext(standard_input()) if file == "-" else open(file, "rb") as source:
            data = source.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InputProblem(f"{name}: {TOO_LARGE}; one sheet a line in a .jsonl file may be as many as you like")
        return name, data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem(f"{name}: this is not UTF-8 text; wanted: a response sheet as JSON") from None
    except (OSError, ValueError) as error:
        raise InputProblem(f"{name}: {reason(error)}") from None


def _brief_line(bank: ItemBank, text: str, read: Callable[[str], list[Response]]) -> str:
    from readiness.bulk.many import briefs
    from readiness.bulk.marker import Marker

    marker = Marker(bank, read)
    return next(briefs(marker, [marker.sheet(text)])).to_json(line=1) + "\n"


def score_lines(bank: ItemBank, options: argparse.Namespace) -> int:
    """One line of JSON, or of a table, for each sheet of the file; a bad sheet is named, and the rest go on."""
    from readiness.cli.sheet_jobs import Manner, outcomes

    table = options.format == "csv"
    with open_sheets(options.file) as sheets, output(options, json=not table) as write:
        if table:
            write(class_head(bank))
        for one in outcomes(bank, sheets.lines(), Manner(options.brief, options.strict, table), options.jobs or 1):
            if not one.good:
                sheets.refuse(one.number, one.text)
                continue
            sheets.good += 1
            if one.left_out:
                sheets.say(one.number, one.left_out)
            if options.output is None:
                sheets.progress.clear()
            write(one.text)
    if not sheets.good and not sheets.bad:
        raise InputProblem(f"{sheets.name}: no sheet to score; wanted: response sheets, one a line")
    if sheets.progress.on:
        print(f"{sheets.good:,} sheets scored, {sheets.bad:,} not", file=sys.stderr)
    return WRONG_INPUT if sheets.bad else DONE
