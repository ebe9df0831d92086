"""What the bank command and its own commands take."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser

from readiness.cli.arguments import number_of, output_file, whole_number

_TYPE = "how it is answered: pick one, pick best and worst, mark, put in order, or write (default: choice)"
MOST_INSTANCES = 100
"""Versions of each generated question that are exported at most."""


def bank_options(bank: ArgumentParser) -> None:
    """Gives the parser of ``readiness bank`` its commands."""
    tools = bank.add_subparsers(title="commands", metavar="COMMAND", required=True)

    new = tools.add_parser("new", help="a small bank of your own, with a question of each type to change")
    new.set_defaults(run="bank_tools:bank_new")
    new.add_argument("folder", metavar="FOLDER", help="a new folder for it")
    new.add_argument("--title", metavar="WORDS", help='what it is about, such as "Bicycle repair" (else you are asked)')
    new.add_argument(
        "--skill",
        action="append",
        metavar="WORDS",
        default=[],
        help="a skill that it asks about; may be given several times",
    )
    new.add_argument("--rules", metavar="WORDS", help='whose rules hold, such as "the United States"')
    new.add_argument("--no-examples", action="store_true", help="no questions yet, only the plan and its sources")
    new.add_argument("--plain", action="store_true", default=SUPPRESS, help="asks line by line: for screen readers, pipes")

    add = tools.add_parser("add", help="a further question in a bank, as a draft with comments, to be written over")
    add.set_defaults(run="bank_tools:bank_add")
    add.add_argument("folder", metavar="FOLDER", help="the bank")
    add.add_argument("--type", choices=("choice", "judgement", "mark", "order", "entry"), default="choice", help=_TYPE)
    add.add_argument("--competency", metavar="ID", help="the competency that it belongs to, as blueprint.yaml names it")

    bring = tools.add_parser(
        "import", help="questions of other programs into a bank; what does not fit is named and left out"
    )
    bring.set_defaults(run="bank_import:bank_import")
    bring.add_argument("file", metavar="FILE", help="the questions; - reads standard input")
    bring.add_argument("folder", metavar="FOLDER", help="the bank that they go into")
    bring.add_argument("--competency", metavar="ID", help="the competency that they belong to, as blueprint.yaml names it")
    bring.add_argument(
        "--format",
        choices=("csv", "aiken", "gift", "moodle", "markdown", "json"),
        help="the format of FILE (default: as its name or its text tells)",
    )
    bring.add_argument("--mapping", metavar="FILE", help="a file that says what the columns or fields of FILE are called")
    bring.add_argument(
        "--fill",
        action="store_true",
        help="FILE is a sheet that fills drafts; where it is not there yet, it is made, to be filled in a spreadsheet",
    )

    _export(tools.add_parser("export", help="questions for other programs; what they have no place for is said"))


def _export(give: ArgumentParser) -> None:
    give.set_defaults(run="bank_export:bank_export")
    give.add_argument(
        "format", choices=("moodle", "gift", "anki", "csv", "markdown"), help="what for; markdown is a quiz to print"
    )
    give.add_argument("--bank", metavar="FOLDER", help="another question bank")
    give.add_argument(
        "--skill", action="append", metavar="SKILL", default=[], help="only this skill; may be given several times"
    )
    give.add_argument(
        "--seed",
        type=whole_number,
        metavar="N",
        default=0,
        help="decides the order of options on cards and paper, and which versions of generated questions (default: 0)",
    )
    give.add_argument(
        "--instances",
        type=number_of("versions", MOST_INSTANCES),
        metavar="N",
        default=3,
        help="how many versions of each generated question (default: 3)",
    )
    give.add_argument(
        "-o", "--output", type=output_file, metavar="FILE", help="write to this file; - is standard output (default)"
    )
