"""The check command."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date

from readiness.bank.career import load_career
from readiness.bank.load import load_bank
from readiness.check.checked import Checked, cheap_figures, checked
from readiness.check.findings import Figure
from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem
from readiness.ground.career import Career
from readiness.ground.english import counted
from readiness.ground.errors import BankError, Problem
from readiness.kinds.item_bank import ItemBank


def check(options: Namespace) -> int:
    """``readiness check``."""
    if options.explain is not None:
        return _explain(options.explain)
    try:
        bank, career = _loaded(options.folder)
    except BankError as error:
        if options.format == "text":
            raise
        _print_refused(error, options.format)
        return WRONG_INPUT
    done = checked(bank, options.folder, today=options.today or date.today(), strict=options.strict, career=career)
    if options.format == "json":
        figures = list(_figures(done, options))
        _print_json(done, figures)
    else:
        _print_problems(done, options.format)
        figures = list(_printed(_figures(done, options)))
        _print_waivers(done)
    return WRONG_INPUT if done.count("error") or any(figure.verdict == "FAIL" for figure in figures) else DONE


def _loaded(folder: str | None) -> tuple[ItemBank, Career | None]:
    """The bank, and what it says of the work. Raises BankError with every problem of both."""
    problems: set[Problem] = set()
    bank = career = None
    try:
        bank = load_bank(folder)
    except BankError as error:
        problems.update(error.problems)
    try:
        career = load_career(folder)
    except BankError as error:
        problems.update(error.problems)
    if bank is None or problems:
        raise BankError(tuple(sorted(problems)))
    return bank, career


def _explain(id: str) -> int:
    from readiness.check.rulebook.book import UnknownRule, listing, page

    try:
        print(listing() if id == "all" else page(id).text, end="" if id == "all" else "\n")
    except UnknownRule as error:
        raise InputProblem(error.args[0]) from None
    return DONE


def _figures(done: Checked, options: Namespace) -> Iterator[Figure]:
    if options.figures or options.deep:
        yield from cheap_figures(done.bank, options.folder)
    if options.deep:
        from readiness.check.deep.run import deep_figures

        yield from deep_figures(done.bank, waived=done.waived())


# As text ------------------------------------------------------------------------------------------------------------


def _print_problems(done: Checked, format: str) -> None:
    """Problems on the error stream, as programs expect them there, or on standard output for GitHub; then one line."""
    from readiness.cli.check_formats import github_line

    for problem in done.problems:
        print(problem, file=sys.stderr) if format == "text" else print(github_line(problem))
    bank = done.bank
    print(
        f"{bank.id} {bank.version}: {counted(len(bank.items), 'question')} for "
        f"{counted(len(bank.competencies), 'competency')}"
        f"; {counted(done.count('error'), 'error')}, {counted(done.count('warning'), 'warning')}, "
        f"{done.count('not checked')} not checked",
        flush=True,
    )


def _printed(figures: Iterator[Figure]) -> Iterator[Figure]:
    """The figures, each printed as soon as it is there; at the end how many came to what."""
    count = {"pass": 0, "FAIL": 0, "not checked": 0, "reported": 0}
    for figure in figures:
        print(figure, flush=True)
        count[figure.verdict] += 1
        yield figure
    if total := sum(count.values()):
        reported = f", {count['reported']} reported" if count["reported"] else ""
        verdicts = f"{count['pass']} passed, {count['FAIL']} failed, {count['not checked']} not checked{reported}"
        print(f"{counted(total, 'figure')}: {verdicts}")


def _print_waivers(done: Checked) -> None:
    for waiver in done.waivers:
        print(waiver)


# For programs -------------------------------------------------------------------------------------------------------


def _print_refused(error: BankError, format: str) -> None:
    from readiness.cli.check_formats import github_line, refused_json

    if format == "json":
        print(refused_json(error))
    else:
        print("\n".join(map(github_line, error.problems)))


def _print_json(done: Checked, figures: list[Figure]) -> None:
    from readiness.cli.check_formats import checked_json

    print(checked_json(done, figures))
