"""The parser: which commands there are and what they take. Every command's own module is loaded when it is run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from readiness.cli.arguments import number_of, output_file, whole_number
from readiness.cli.terminal import USAGE
from readiness.ground.printable import one_line, short

TYPE_CHECKING = False  # Type checkers take it for true; importing typing would cost --help as much as all else.
if TYPE_CHECKING:
    from typing import Any, NoReturn

MOST_JOBS = 256
_PLAIN = "line by line: for screen readers, pipes, small windows"


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_formatter, **settings)
        self.color = False  # From Python 3.14 on help is colored, by signs that the cleaned streams would write out.

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: error: {short(one_line(message))}\n")


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=_columns() - 2)  # Asked for the width, it loads shutil: a tenth of --help.


def _columns() -> int:
    import os

    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and 0 < int(said) < 10_000:
        return int(said)
    try:
        return os.get_terminal_size().columns or 80
    except (OSError, ValueError):
        return 80


def parser_of(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of a command line: a command gets its options only where it is named; the others are a line of help."""
    from readiness import __version__

    parser = _Parser(
        prog="readiness",
        description="Are you ready to start? A quiz in the terminal with an honest report.",
        epilog="Without a command: a start menu. Your answers never leave this computer.",
    )
    parser.add_argument("--version", action="version", version=f"readiness {__version__}")
    parser.set_defaults(command=None, run="menu:start_menu")
    parser.add_argument("--plain", action="store_true", help=_PLAIN)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    for name, run_by, help, options in COMMANDS:
        other = _SPELLED.get(name, ())
        command = commands.add_parser(name, aliases=other, help=help, description=help[0].upper() + help[1:] + ".")
        if {name, *other} & set(given):
            command.set_defaults(command=name, run=run_by)
            options(command)
    return parser


def _take(take: argparse.ArgumentParser) -> None:
    take.add_argument(
        "--form",
        choices=("first", "quick", "full"),
        default="quick",
        help="first: a first look, 3 questions a skill; quick: 5 a skill, about 30 minutes (default); full: until each "
        "skill is clear. A longer form goes on from a shorter one",
    )
    take.add_argument(
        "--skill",
        action="append",
        metavar="SKILL",
        default=[],
        help="only this skill, such as privacy; may be given several times",
    )
    take.add_argument(
        "--seed",
        type=whole_number,
        metavar="N",
        help="a whole number: the same number and the same answers give the same questions",
    )
    take.add_argument("--fixed", action="store_true", help="the same questions for everyone with that seed")
    _add_plain(take)
    take.add_argument("--no-save", action="store_true", help="keep nothing: the answers are gone at the end")
    _add_bank(take)


def _practise(practise: argparse.ArgumentParser) -> None:
    for name, help in (("skill", "only this skill, such as privacy"), ("competency", "only this topic, such as clocks")):
        practise.add_argument(
            f"--{name}",
            action="append",
            metavar=name.upper(),
            default=[],
            help=f"{help}; may be given several times",
        )
    practise.add_argument("--due", action="store_true", help="only what is due today")
    practise.add_argument(
        "--calendar", metavar="FILE.ics", help="ask nothing: write the days on which topics are due, for any calendar"
    )
    practise.add_argument(
        "--seed", type=whole_number, metavar="N", help="a whole number: the same number draws the same questions"
    )
    _add_plain(practise)
    practise.add_argument("--no-save", action="store_true", help="keep nothing: no dates to come back")
    _add_bank(practise)


def _report(report: argparse.ArgumentParser) -> None:
    report.add_argument("sitting", nargs="?", metavar="SITTING", help="its name, or the start of it (default: the latest)")
    _add_output(report, "text", "markdown", "html", "json")
    report.add_argument("--open", action="store_true", help="show it in the browser, as an HTML file of your own")
    _add_plain(report)


def _review(review: argparse.ArgumentParser) -> None:
    review.add_argument("sitting", nargs="?", metavar="SITTING", help="its name, or the start of it (default: the latest)")
    review.add_argument("--wrong", action="store_true", help="only those that were not fully right, or skipped")
    _add_plain(review)
    _add_bank(review)


def _history(history: argparse.ArgumentParser) -> None:
    _add_output(history, "text", "html")
    _add_plain(history)


def _career(career: argparse.ArgumentParser) -> None:
    career.add_argument(
        "--like",
        action="store_true",
        help="would I like it: pairs of working days to choose between, and what they meet in the work; never scored",
    )
    _add_output(career, "text", "markdown", "html")
    _add_plain(career)
    career.add_argument("--no-save", action="store_true", help="keep no choices")
    _add_bank(career)


def _score(score: argparse.ArgumentParser) -> None:
    score.add_argument("file", metavar="FILE", help="the sheet; - reads standard input")
    score.add_argument(
        "--brief",
        action="store_true",
        help="only levels, odds and intervals, as one line of JSON a sheet (then - reads many sheets, one a line)",
    )
    score.add_argument(
        "--jobs", type=number_of("processes", MOST_JOBS), metavar="N", help="score a .jsonl file in N processes (default 1)"
    )
    _add_output(score, "text", "json", "csv")
    _add_strict(score)
    _add_bank(score)


def _stats(stats: argparse.ArgumentParser) -> None:
    stats.add_argument("file", metavar="FILE", help="the sheets, best one a person; - reads standard input")
    stats.add_argument(
        "--marks", metavar="FILE", help="a CSV file with the columns item and mark: what each is worth elsewhere"
    )
    _add_output(stats, "text", "csv", "html", "json")
    _add_strict(stats)
    _add_bank(stats)


def _calibrate(calibrate: argparse.ArgumentParser) -> None:
    calibrate.add_argument(
        "file", metavar="SHEETS", help="response sheets, one a line, best one a person; - reads standard input"
    )
    calibrate.add_argument(
        "--outcomes", metavar="FILE", help="a CSV file with the columns person and passed: what became of the people"
    )
    calibrate.add_argument("--who", metavar="WORDS", help='whom the sheets cover, such as "everyone who enrolled in 2026"')
    calibrate.add_argument(
        "-o", "--output", metavar="FILE", help="where to write (default: calibration.yaml in the folder of --bank)"
    )
    _add_strict(calibrate)
    _add_bank(calibrate)


def _show(show: argparse.ArgumentParser) -> None:
    show.add_argument("item", metavar="ITEM[@SEED]", help="such as privacy-01, or record-matching-02@7 for a generated one")
    _add_bank(show)


def _check(check: argparse.ArgumentParser) -> None:
    from readiness.cli.check_options import check_options

    check_options(check)


def _responses(responses: argparse.ArgumentParser) -> None:
    responses.add_argument("file", metavar="FILE.csv", help="a person a row, or an answer a row; - reads standard input")
    responses.add_argument("--mapping", metavar="FILE", help="a file that says which column asks which question")
    responses.add_argument(
        "--blank",
        choices=("skip", "not-asked"),
        help="what an empty cell means: asked and not answered, or not asked; nothing is assumed",
    )
    responses.add_argument(
        "-o", "--output", type=output_file, metavar="FILE", help="a .jsonl file, readable by you only; - is standard output"
    )
    _add_bank(responses)


def _bank(bank: argparse.ArgumentParser) -> None:
    from readiness.cli.bank_options import bank_options

    bank_options(bank)


def _data(data: argparse.ArgumentParser) -> None:
    from readiness.cli.data_options import data_options

    data_options(data)


def _add_strict(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--strict",
        action="store_true",
        help="refuse a sheet with answers to questions that have changed since, instead of leaving those out",
    )


def _add_bank(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bank", metavar="FOLDER", help="another question bank")


def _add_plain(command: argparse.ArgumentParser) -> None:
    # Suppressed: else its default would take back what was said before the command.
    command.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=_PLAIN)


def _add_output(command: argparse.ArgumentParser, *formats: str) -> None:
    names = [f"{formats[0]} (default)", *formats[1:]]
    command.add_argument("--format", choices=formats, help=f"{', '.join(names[:-1])} or {names[-1]}")
    command.add_argument(
        "-o",
        "--output",
        type=output_file,
        metavar="FILE",
        help="write to this file, readable by you only; - is standard output",
    )


# The name of a command, what runs it, its line of help, and what gives its parser the options.
_SPELLED = {"practice": ("practise",)}
"""Other ways to write a command."""

COMMANDS: tuple[tuple[str, str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("take", "take:take_command", "take the quiz, then see your report", _take),
    ("practice", "practise:practise_command", "practice for ten minutes: never scored, and at once why", _practise),
    ("report", "report:report", "show the report of a past sitting again", _report),
    ("review", "review:review", "the questions of a past sitting again, with your answers and the right ones", _review),
    ("history", "history:history", "every finished sitting: levels over time, and which changes are real", _history),
    ("career", "career:career", "is it worth it: the work, its pay and exam fees, with dates; would I like it", _career),
    ("score", "score:score_command", "score a response sheet, or a .jsonl file with one sheet a line", _score),
    ("responses", "responses:responses", "for teachers: answers from a form or a course as response sheets", _responses),
    ("stats", "stats:stats", "for teachers: how each question did, from a .jsonl file with one sheet a line", _stats),
    ("calibrate", "calibrate:calibrate_command", "for teachers: measure the questions on real answers", _calibrate),
    ("show", "show:show", "show one question with its answer, the reasons and the sources", _show),
    ("check", "check:check", "check a question bank and say what is wrong with it, and where", _check),
    ("bank", "bank_tools:bank_new", "for teachers: make a bank of your own, or fill it from other programs", _bank),
    ("data", "data:data_path", "your own data: where it is, check it, take it away, remove it", _data),
)
