"""The check command, and show, which prints one question with its answer."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date

from readiness.bank.career import load_career
from readiness.bank.drafts import unfinished
from readiness.bank.load import load_bank
from readiness.check.career import career_problems
from readiness.check.items import lint
from readiness.check.making import unmakeable
from readiness.check.whole_bank import bank_problems
from readiness.cli.terminal import DONE, WRONG_INPUT
from readiness.ground.career import Career
from readiness.ground.english import counted
from readiness.ground.errors import BankError, Problem
from readiness.item_bank import ItemBank


def check(options: Namespace) -> int:
    """``readiness check``."""
    bank, career = _loaded(options.folder)
    today = options.today or date.today()
    problems = [*lint(bank, today=today, strict=options.strict), *bank_problems(bank, strict=options.strict)]
    problems += [*unmakeable(bank), *unfinished(bank)]
    problems = sorted([*problems, *(career_problems(career, bank.id, today) if career else ())])
    for problem in problems:
        print(problem, file=sys.stderr)
    count = {kind: sum(one.severity == kind for one in problems) for kind in ("error", "warning", "not checked")}
    print(
        f"{bank.id} {bank.version}: {counted(len(bank.items), 'question')} for "
        f"{counted(len(bank.competencies), 'competency')}"
        f"; {counted(count['error'], 'error')}, {counted(count['warning'], 'warning')}, {count['not checked']} not checked",
        flush=True,
    )
    failed = _deep(bank) if options.deep else 0
    return WRONG_INPUT if count["error"] or failed else DONE


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


def _deep(bank: ItemBank) -> int:
    """Print each costly figure as soon as it is there; returns how many failed."""
    from readiness.check.deep.run import deep_figures

    count = {True: 0, False: 0, None: 0}
    for figure in deep_figures(bank):
        print(figure, flush=True)
        count[figure.passed] += 1
    total = counted(sum(count.values()), "figure")
    print(f"{total}: {count[True]} passed, {count[False]} failed, {count[None]} not checked")
    return count[False]
