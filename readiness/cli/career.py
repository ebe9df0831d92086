"""The career command: is it worth it, and would I like it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Generator
from datetime import date

from readiness.bank.career import load_career
from readiness.cli.folder import own_folder
from readiness.cli.front import how_it_ended, last_words, show_pages
from readiness.cli.liking import Choices, last_choices
from readiness.cli.output import put, say
from readiness.cli.terminal import DONE, InputProblem, ascii_terminal, full_screen_works, plain_wanted, terminal_width
from readiness.ground.career import Career
from readiness.ground.english import counted
from readiness.ground.errors import BankError
from readiness.report.blocks import Section
from readiness.report.career import LIKE, WORTH, like_sections, worth_sections
from readiness.report.html import document_html
from readiness.report.markdown import section_markdown
from readiness.report.text import section_lines
from readiness.sitting.liking import chosen_in
from readiness.sitting.pages import Chose, Command, DocumentPage, Flow, Page, PageResult
from readiness.sitting.saving import saved_first


def career(options: Namespace) -> int:
    """``readiness career``."""
    found = load_career(options.bank)
    if found is None:
        raise InputProblem("This question bank says nothing of the work: it has no career.yaml.")
    if options.like and not found.choices:
        raise InputProblem("This question bank has no working days to choose between: its career.yaml has no 'choices'.")
    if options.output is not None or options.format is not None:
        put([_rendered(_like_so_far(found) if options.like else worth_sections(found, date.today()), options)], options)
        return DONE
    by_line = options.plain or not full_screen_works()
    if options.like or not by_line:
        return _talk(found, "like" if options.like else "worth", save=not options.no_save, by_line=by_line)
    spoken = options.plain or plain_wanted()
    say(section_lines(worth_sections(found, date.today()), min(80, terminal_width()), ascii_terminal(), spoken))
    return DONE


def _rendered(sections: tuple[Section, ...], options: Namespace) -> str:
    if options.format == "html":
        return document_html(sections)
    if options.format == "markdown":
        return section_markdown(sections)
    ascii = ascii_terminal() if options.output is None else False
    return "".join(f"{line.text}\n" for line in section_lines(sections, min(80, terminal_width()), ascii))


def _like_so_far(career: Career) -> tuple[Section, ...]:
    past = last_choices(own_folder(), career)
    if past is None:
        raise InputProblem("You have made no choices yet: readiness career --like")
    return like_sections(career, chosen_in(career, past))


def beside(bank_id: str) -> list[tuple[Section, ...]]:
    """What belongs beside a report of that bank: whether it is worth it, and, where the person has chosen between working
    days, whether they would like it. Nothing for a bank that did not come with the program.
    """
    found = load_career()
    if found is None or found.bank != bank_id:
        return []
    past = last_choices(own_folder(), found)
    liked = [] if past is None else [like_sections(found, chosen_in(found, past))]
    return [*liked, worth_sections(found, date.today())]


def offered(folder: str | None, bank_id: str) -> list[tuple[str, str]]:
    """What the bank in a folder offers beside a report of the bank of that id, in words, and where it leads. A broken file
    offers nothing: what is wrong with it, ``check`` says.
    """
    try:
        found = load_career(folder)
    except BankError:
        return []
    if found is None or found.bank != bank_id:
        return []
    pairs = f"{LIKE} {counted(len(found.choices), 'pair')} of working days to choose between"
    return [(pairs, "like")] * bool(found.choices) + [(f"{WORTH} The work, its pay and exam fees, with dates", "worth")]


def after_report(options: Namespace) -> int:
    """What was picked beside a report, with the settings of the quiz: its ``plan``."""
    plan = options.plan
    return shown_beside(options.where, plan.folder, save=plan.save, by_line=plan.plain)


def shown_beside(where: str, folder: str | None, *, save: bool, by_line: bool) -> int:
    """Show what was picked beside a report; returns the exit code."""
    found = load_career(folder)
    return DONE if found is None else _talk(found, where, save=save, by_line=by_line)


# Pages --------------------------------------------------------------------------------------------------------------


def _talk(career: Career, start: str, *, save: bool, by_line: bool) -> int:
    """Show pages, full screen or line by line, until the person is done; returns the exit code."""
    choices = Choices(career, save=save, by_line=by_line)
    error: BaseException | None = None
    try:
        pages = saved_first(_pages(choices, start), lambda: choices.log)
        show_pages(pages, plain=by_line, ascii=ascii_terminal(), width=terminal_width())
    except BaseException as caught:  # Whatever ended it, what became of the choices is said with it.
        error = caught
    finally:
        choices.close()
    if error is not None and not choices.made and not isinstance(error, KeyboardInterrupt | EOFError):
        raise error
    code, what = how_it_ended(error)
    last_words(f"{what.strip()} {choices.became()}".strip(), error, code, plain=by_line)
    return code


def _pages(choices: Choices, where: str) -> Flow:
    while where != "done":
        where = (yield from choices.liking().flow()) if where == "like" else (yield from _worth(choices.career))


def _worth(career: Career) -> Generator[Page, PageResult, str]:
    sections = worth_sections(career, date.today())
    like = (Command("l", "would I like it?", "like"),) if career.choices else ()
    result = yield DocumentPage(
        WORTH,
        lambda width, ascii, spoken: section_lines(sections, width, ascii, spoken),
        (Command("q", "done", "done"), *like),
    )
    return result.result if isinstance(result, Chose) else "done"
