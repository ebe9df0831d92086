"""The commands. Each returns an exit code: 0 done, 1 the input is wrong, 2 usage, 130 interrupted, 143 terminated."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readiness.model import ItemBank
    from readiness.report import Report
    from readiness.sittings import Sitting

DONE, WRONG_INPUT, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class InputProblem(Exception):
    """Something the person gave cannot be used; the message, line by line, says where, what, and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of a pipe has seen enough; keep Python from complaining once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    from readiness.model import BankError

    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        if options.command is None:
            if not _full_screen_works():
                parser.print_help()
                return DONE
            from readiness.menu import start_menu

            return start_menu()
        command: Callable[[argparse.Namespace], int] = options.run
        return command(options)
    except (BankError, InputProblem) as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        print(_os_words(error), file=sys.stderr)
        return WRONG_INPUT


def _os_words(error: OSError) -> str:
    if error.filename and error.strerror:
        return f"{error.filename}: {error.strerror[0].lower()}{error.strerror[1:]}"
    return str(error)


def _parser() -> argparse.ArgumentParser:
    from readiness import __version__

    parser = argparse.ArgumentParser(
        prog="readiness",
        description="Are you ready to start training for medical coding? A quiz in the terminal with an honest report.",
        epilog="Without a command, in a terminal: a start menu. Your answers never leave this computer.",
    )
    parser.add_argument("--version", action="version", version=f"readiness {__version__}")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        command.set_defaults(command=name, run=run)
        return command

    take = add("take", _take, "take the quiz, then see your report")
    take.add_argument("--form", choices=("quick", "full"), default="quick",
                      help="quick: 5 questions a skill, about half an hour (default); full: until each skill is clear")
    take.add_argument("--skill", action="append", metavar="SKILL", default=[],
                      help="only this skill, such as privacy; may be given several times")
    take.add_argument("--seed", type=_seed, metavar="N", help="a whole number: the same number and the same answers "
                      "give the same questions")
    take.add_argument("--fixed", action="store_true", help="the same questions for everyone with that seed")
    take.add_argument("--plain", action="store_true", help="line by line: for screen readers, pipes, small windows")
    take.add_argument("--no-save", action="store_true", help="keep nothing: the answers are gone at the end")

    report = add("report", _report, "show the report of a past sitting again")
    report.add_argument("sitting", nargs="?", metavar="SITTING", help="its name, or the start of it (default: the latest)")
    _add_output(report)

    add("history", _history, "every finished sitting: levels over time, and which changes are real")

    score = add("score", _score, "score a response sheet, or a .jsonl file with one sheet a line")
    score.add_argument("file", metavar="FILE", help="the sheet; - reads standard input")
    score.add_argument("--brief", action="store_true", help="only levels, odds and intervals, as one line of JSON a sheet "
                       "(then - reads many sheets, one a line)")
    _add_output(score)

    stats = add("stats", _stats, "for teachers: how each question did, from a .jsonl file with one sheet a line")
    stats.add_argument("file", metavar="FILE", help="the sheets, best one a person; - reads standard input")
    _add_output(stats)

    show = add("show", _show, "show one question with its answer, the reasons and the sources")
    show.add_argument("item", metavar="ITEM[@SEED]", help="such as privacy-01, or record-matching-02@7 for a generated one")

    check = add("check", _check, "check a question bank and say what is wrong with it, and where")
    check.add_argument("folder", nargs="?", metavar="FOLDER", help="the bank (default: the one in the package)")
    check.add_argument("--strict", action="store_true", help="house rules are errors, not warnings")
    check.add_argument("--deep", action="store_true", help="then also what takes minutes: thousands of generated questions "
                       "and of simulated sittings")
    check.add_argument("--today", type=_day, metavar="DATE", help="check review dates as of this day, like 2026-11-23")

    for command in (take, score, stats, show):
        command.add_argument("--bank", metavar="FOLDER", help="another question bank")

    data = add("data", lambda options: _usage(data), "your own data: where it is, remove it")
    own = data.add_subparsers(title="commands", metavar="COMMAND")
    own.add_parser("path", help="where your answers are").set_defaults(run=_data_path)
    own.add_parser("list", help="the sittings that are saved").set_defaults(run=_data_list)
    delete = own.add_parser("delete", help="remove saved sittings")
    delete.add_argument("sitting", nargs="*", metavar="SITTING", help="their names, or the start of them")
    delete.add_argument("--all", action="store_true", help="remove everything")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    delete.set_defaults(run=_data_delete)
    return parser


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=("text", "json"), help="text (default) or json")
    command.add_argument("-o", "--output", metavar="FILE", help="write to this file, readable by you only")


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number such as 7")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-11-23") from None


def _usage(command: argparse.ArgumentParser) -> int:
    command.print_help(sys.stderr)
    return USAGE


# Terminal -----------------------------------------------------------------------------------------------------------

def _full_screen_works() -> bool:
    return (
        sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
        and os.environ.get("TERM") != "dumb" and not os.environ.get("READINESS_PLAIN")
    )


def ascii_terminal() -> bool:
    """Whether standard output can show nothing but ASCII."""
    from readiness.layout import ascii_only

    return ascii_only(sys.stdout.encoding)


def terminal_width() -> int:
    """Columns to use: those of the terminal, at most 100, since longer lines are hard to read."""
    import shutil

    return max(20, min(100, shutil.get_terminal_size((80, 24)).columns))


# take ---------------------------------------------------------------------------------------------------------------

def _take(options: argparse.Namespace) -> int:
    from readiness.taking import Plan, take

    plan = Plan(
        bank=_bank(options.bank), form=options.form, seed=options.seed, fixed=options.fixed,
        skills=tuple(skill.casefold() for skill in options.skill),
        save=not options.no_save, plain=options.plain or not _full_screen_works(), ascii=ascii_terminal(),
        width=terminal_width(), today=date.today(),
    )
    for skill in plan.skills:
        if skill not in plan.bank.skills:
            raise InputProblem(f"--skill {skill}: there is no such skill; there are {', '.join(plan.bank.skills)}")
    if plan.form not in plan.bank.forms:
        raise InputProblem(f"--form {plan.form}: this bank has no such form; it has {', '.join(plan.bank.forms)}")
    return take(plan)


def _bank(folder: str | None) -> ItemBank:
    from readiness.bank import load_bank

    return load_bank(folder)


# report and score ---------------------------------------------------------------------------------------------------

def _report(options: argparse.Namespace) -> int:
    from readiness.sittings import data_folder, list_sittings

    if options.sitting:
        sitting = _one_sitting(options.sitting)
    else:
        finished = [one for one in list_sittings(data_folder()) if one.report is not None]
        if not finished:
            raise InputProblem("There is no report yet. Take the quiz first: readiness take")
        sitting = finished[0]
    if sitting.report is None:
        raise InputProblem(f"{sitting.id} is not finished, so it has no report yet. Go on with it: readiness take")
    from readiness.report import Report as ReportValue

    try:
        report = ReportValue.from_dict(sitting.report)
    except ValueError as error:
        raise InputProblem(f"{sitting.path}: {error}") from None
    day = date.fromisoformat(sitting.submitted) if sitting.submitted else date.today()
    put([rendered(report, options, day)], options)
    return DONE


def rendered(report: Report, options: argparse.Namespace, day: date) -> str:
    """A report in the format asked for, made for where it goes to."""
    from readiness.rendering import render

    ascii = ascii_terminal() if options.output is None else False
    return render(report, options.format or "text", today=day, width=min(80, terminal_width()), ascii=ascii)


def put(texts: Iterable[str], options: argparse.Namespace) -> None:
    """Write to the file named, for its owner alone, or to standard output."""
    if options.output is None:
        for text in texts:
            sys.stdout.write(text)
    else:
        from readiness.sittings import write_private

        write_private(Path(options.output), "".join(texts))


def _score(options: argparse.Namespace) -> int:
    from readiness.score_files import score_command

    return score_command(options)


# stats --------------------------------------------------------------------------------------------------------------

def _stats(options: argparse.Namespace) -> int:
    from readiness.item_statistics import item_statistics
    from readiness.layout import laid_out
    from readiness.scoring import mark_responses
    from readiness.sheet_files import open_sheets
    from readiness.sheets import read_sheet
    from readiness.statistics_words import statistics_lines

    bank = _bank(options.bank)
    with open_sheets(options.file) as sheets:
        sittings = sheets.read(lambda text: mark_responses(bank, read_sheet(text)))
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


# history ------------------------------------------------------------------------------------------------------------

def _history(options: argparse.Namespace) -> int:
    from readiness.history import Entry, history_lines
    from readiness.layout import laid_out
    from readiness.report import Report as ReportValue
    from readiness.sittings import data_folder, list_sittings

    entries = []
    for sitting in reversed(list_sittings(data_folder())):
        if sitting.report is None or sitting.submitted is None:
            continue
        try:
            report = ReportValue.from_dict(sitting.report)
        except ValueError as error:
            print(f"{sitting.path}: {error}", file=sys.stderr)
            continue
        entries.append(Entry(sitting.id, date.fromisoformat(sitting.submitted), sitting.header["form"], report))
    if not entries:
        raise InputProblem("There is no finished sitting yet. Take the quiz first: readiness take")
    lines = laid_out(history_lines(entries), min(80, terminal_width()), ascii_terminal())
    sys.stdout.write("\n".join(lines) + "\n")
    return DONE


# show and check -----------------------------------------------------------------------------------------------------

def _show(options: argparse.Namespace) -> int:
    from readiness.layout import laid_out
    from readiness.rendering import explanation

    bank = _bank(options.bank)
    try:
        item = bank.item(options.item)
    except KeyError as error:
        from difflib import get_close_matches

        near = get_close_matches(options.item, bank.items, n=1)
        guess = f"; did you mean {near[0]}?" if near and near[0] != options.item else ""
        raise InputProblem(error.args[0] + guess) from None
    title = f"{item.id} ({bank.competencies[item.competency].title}; {item.type})"
    lines = [title, "-" * len(title), *explanation(bank, item, answered=False)]
    sys.stdout.write("\n".join(laid_out(lines, min(80, terminal_width()), ascii_terminal())) + "\n")
    return DONE


def _check(options: argparse.Namespace) -> int:
    from readiness.bank_checks import bank_problems
    from readiness.lint import lint

    bank = _bank(options.folder)
    problems = lint(bank, today=options.today or date.today(), strict=options.strict)
    problems = sorted([*problems, *bank_problems(bank, strict=options.strict)])
    for problem in problems:
        print(problem, file=sys.stderr)
    count = {kind: sum(one.severity == kind for one in problems) for kind in ("error", "warning", "not checked")}
    print(
        f"{bank.id} {bank.version}: {_count(len(bank.items), 'question')} for {_count(len(bank.competencies), 'competency')}"
        f"; {_count(count['error'], 'error')}, {_count(count['warning'], 'warning')}, {count['not checked']} not checked",
        flush=True,
    )
    failed = _check_deep(bank) if options.deep else 0
    return WRONG_INPUT if count["error"] or failed else DONE


def _check_deep(bank: ItemBank) -> int:
    """Print each costly figure as soon as it is there; returns how many failed."""
    from readiness.deep_checks import deep_figures

    count = {True: 0, False: 0, None: 0}
    for figure in deep_figures(bank):
        print(figure, flush=True)
        count[figure.passed] += 1
    print(f"{_count(sum(count.values()), 'figure')}: {count[True]} passed, {count[False]} failed, {count[None]} not checked")
    return count[False]


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


# data ---------------------------------------------------------------------------------------------------------------

def _data_path(options: argparse.Namespace) -> int:
    from readiness.sittings import data_folder

    print(data_folder())
    return DONE


def _data_list(options: argparse.Namespace) -> int:
    from readiness.sittings import data_folder, list_sittings, strange_files

    sittings = list_sittings(data_folder())
    for sitting in sittings:
        state = "finished" if sitting.finished else "not finished"
        print(f"{sitting.id}  {sitting.header['form']}, {_count(len(sitting.responses), 'answer')}, {state}")
    if not sittings:
        print("Nothing is saved.")
    strange = strange_files(data_folder())
    if strange:
        print(f"{_count(len(strange), 'file')} that cannot be read as a sitting")
    return DONE


def _data_delete(options: argparse.Namespace) -> int:
    from readiness.sittings import data_folder, delete, list_sittings, strange_files

    if options.all == bool(options.sitting):
        raise InputProblem("Say which sittings to delete (readiness data list shows them), or --all.")
    sittings = list_sittings(data_folder()) if options.all else [_one_sitting(name) for name in options.sitting]
    strange = strange_files(data_folder()) if options.all else []
    if not sittings and not strange:
        print("Nothing is saved, so there is nothing to delete.")
        return DONE
    what = _count(len(sittings), "sitting") + (f", {_count(len(strange), 'file')} that cannot be read" if strange else "")
    if not options.yes and not _agreed(f"Delete {what} for good? Type yes: "):
        print("Nothing was deleted.")
        return WRONG_INPUT
    for path in [*(sitting.path for sitting in sittings), *strange]:
        delete(path)
    print(f"Deleted: {what}. Backups, if you make any, may still hold a copy.")
    return DONE


def _agreed(prompt: str) -> bool:
    try:
        return input(prompt).strip().casefold() in ("yes", "y")
    except EOFError:
        return False


def _one_sitting(name: str) -> Sitting:
    from readiness.sittings import data_folder, list_sittings

    found = [one for one in list_sittings(data_folder()) if one.id.startswith(name)]
    if len(found) != 1:
        many = f"{len(found)} sittings start like that; write more of the name" if found else "there is no such sitting"
        raise InputProblem(f"{name}: {many} (readiness data list shows them)")
    return found[0]
