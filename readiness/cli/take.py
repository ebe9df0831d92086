"""Taking the quiz: bank, journal and front end brought together, and what is said however it ends."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress
from typing import TYPE_CHECKING

from readiness.bank.load import load_bank
from readiness.cli.front import how_it_ended, last_words, show_pages
from readiness.cli.taking import Plan, Taking, local_time
from readiness.cli.terminal import (
    DONE,
    INTERRUPTED,
    WRONG_INPUT,
    InputProblem,
    ascii_terminal,
    full_screen_works,
    run,
    terminal_width,
)
from readiness.ground.english import are, capitalized
from readiness.ground.signals import Terminated

if TYPE_CHECKING:
    from readiness.report.value import Report


def take_command(options: Namespace) -> int:
    """``readiness take``."""
    plan = Plan(
        bank=load_bank(options.bank),
        form=options.form,
        seed=options.seed,
        fixed=options.fixed,
        skills=tuple(skill.casefold() for skill in options.skill),
        save=not options.no_save,
        plain=options.plain or not full_screen_works(),
        ascii=ascii_terminal(),
        width=terminal_width(),
        clock=local_time,
        folder=options.bank,
    )
    for skill in plan.skills:
        if skill not in plan.bank.skills:
            raise InputProblem(f"--skill {skill}: there is no such skill; there are {', '.join(plan.bank.skills)}")
    if plan.form not in plan.bank.forms:
        raise InputProblem(f"--form {plan.form}: this bank has no such form; it has {', '.join(plan.bank.forms)}")
    return take(plan)


def take(plan: Plan) -> int:
    """Take the quiz; returns the exit code."""
    taking = Taking(plan)
    error: BaseException | None = None
    try:
        show_pages(taking.flow(), plain=plan.plain, ascii=plan.ascii, width=plan.width)
    except BaseException as caught:  # Whatever ended it, what became of the answers is said with it.
        error = caught
    finally:
        taking.close()
    expected = error is None or isinstance(error, KeyboardInterrupt | EOFError | Terminated)
    if error is not None and not expected and not taking.answered:
        raise error
    code = _say_end(taking, error)
    if code != DONE or taking.quiz is None:
        return code
    if taking.quiz.practise:
        return run(Namespace(run="practise:after_report", plan=plan, competencies=taking.quiz.practise))
    if taking.quiz.onward:
        return run(Namespace(run="career:after_report", plan=plan, where=taking.quiz.onward))
    return code


def _say_end(taking: Taking, error: BaseException | None) -> int:
    """Say how the sitting ended and what became of the answers, if anyone is there to read it; returns the exit code."""
    plan, report = taking.plan, taking.report
    code, what = how_it_ended(error)
    if report is not None and code == INTERRUPTED:
        code = DONE
    if report is not None and taking.trouble is not None:
        code = code or WRONG_INPUT
        if not plan.plain:  # Line by line it has been printed already.
            with suppress(OSError):
                print(_report_text(report, plan))
    last_words(f"{what.strip()} {_became(taking)}".strip(), error, code, plain=plan.plain)
    return code


def _became(taking: Taking) -> str:
    """What became of the answers and the report."""
    save, report = taking.plan.save, taking.report
    if report is not None and save:
        return f"Your report is NOT saved. {taking.trouble}" if taking.trouble else _REPORT_SAVED
    if report is not None:
        return ""
    if not taking.answered:
        before = taking.quiz is not None and taking.quiz.answered
        return "Your earlier answers are as they were." if before else "Nothing was answered, so nothing is lost."
    if not save:
        return "Nothing was saved, as you asked with --no-save."
    if taking.trouble is not None:
        return f"Your last answers are NOT saved. {taking.trouble}"
    return f"{capitalized(taking.done)} {are(taking.answered)} saved. Go on where you stopped: readiness take"


_REPORT_SAVED = "Your report is saved. See it again: readiness report"


def _report_text(report: Report, plan: Plan) -> str:
    """The report of a sitting that is not saved, for the terminal."""
    from readiness.report.render import render

    return render(report, today=plan.clock().date(), width=min(80, plan.width), ascii=plan.ascii)
