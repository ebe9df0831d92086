"""The bank command: a new bank, further questions, and the formats of other programs."""

from __future__ import annotations

import os
import shutil
from argparse import Namespace
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from readiness.bank.build import read_bank
from readiness.bank.folders import shipped_folder
from readiness.cli.bank_files import shelves_of, write_files
from readiness.cli.streams import hear
from readiness.cli.terminal import DONE, InputProblem, full_screen_works
from readiness.exchange.examples import skeleton
from readiness.exchange.into_bank import Shelves, next_id, with_items
from readiness.exchange.questions import Unfit
from readiness.exchange.scaffold import Plan, plan_problem, scaffold
from readiness.ground.files import in_words, make_folder
from readiness.ground.printable import named


def bank_new(options: Namespace) -> int:
    """``readiness bank new``."""
    folder = Path(options.folder)
    refuse_to_overwrite(folder)
    plan = _plan(options)
    if problem := plan_problem(plan):
        raise InputProblem(f"{problem}. Nothing was written.")
    files = {**scaffold(plan, examples=not options.no_examples)}
    files["schema.json"] = (shipped_folder() / "schema.json").read_text(encoding="utf-8")
    write_folder(folder, files, whole=not options.no_examples)
    name = named(options.folder)
    if options.no_examples:
        print(f"The plan of the bank is in {name}. It has no questions yet: readiness bank add or import brings them.")
        return DONE
    print(f"The bank is in {name}. Its questions are examples: change them in a text editor, file by file.")
    print(f"Then check it: readiness check {name}")
    print(f"And take it:   readiness take --bank {name}")
    return DONE


def bank_add(options: Namespace) -> int:
    """``readiness bank add``."""
    folder = Path(options.folder)
    shelves = shelves_of(folder)
    competency = known_competency(options.competency, shelves)
    if competency is None and len(shelves.skills) > 1:
        raise InputProblem(f"Say which competency it belongs to (--competency): {', '.join(shelves.skills)}")
    competency = competency or next(iter(shelves.skills))
    id = next_id(competency, shelves.ids)
    try:
        text = with_items(shelves, competency, skeleton(options.type, id, next(iter(shelves.sources))))
    except Unfit as error:
        raise InputProblem(f"{folder}: {error}. Nothing was written.") from None
    write_files(folder, shelves.files, {shelves.path(competency): text})
    where = named(str(folder / shelves.path(competency)))
    print(f"{id} stands at the end of {where} as a draft: write over it, then take its line 'draft: true' away.")
    return DONE


def known_competency(wanted: str | None, shelves: Shelves) -> str | None:
    """The competency that is asked for. Raises InputProblem where the bank has none of that name."""
    if wanted is not None and wanted not in shelves.skills:
        raise InputProblem(f"blueprint.yaml has no competency '{wanted}'; it has {', '.join(shelves.skills)}")
    return wanted


def refuse_to_overwrite(folder: Path) -> None:
    """InputProblem where something stands that a new folder would take the place of."""
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise InputProblem(f"{folder}: this is there already, and nothing is written over it; name a new folder")


def write_folder(folder: Path, files: Mapping[str, str], *, whole: bool) -> None:
    """Write a new folder: it is there with every file, or not at all. ``whole``: it must be a sound bank."""
    with in_words(folder, "this folder cannot be made"):
        target = folder.absolute()
        make_folder(target.parent, 0o777)
        draft = target.parent / f".readiness-{token_hex(8)}"
        try:
            for name, text in files.items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).write_text(text, encoding="utf-8", newline="\n")
            if whole:
                read_bank(draft, folder.as_posix())
            with suppress(FileNotFoundError):
                target.rmdir()  # Windows puts nothing in the place of an empty folder.
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


# What the person is asked -------------------------------------------------------------------------------------------


def _plan(options: Namespace) -> Plan:
    """What the options say, and what the person answers about the rest."""
    if options.title is not None and options.skill:
        return Plan(options.title, options.skill, options.rules or "")
    ask = hear if options.plain or not full_screen_works() else _asked
    title = options.title if options.title is not None else ask("What is the bank about? For example, Bicycle repair: ")
    skills = options.skill or _listed(ask("Which skills does it ask about? One to five, with commas between: "))
    rules = options.rules
    if rules is None:
        rules = ask("Whose rules hold, such as the United States? Enter alone if nobody's: ")
    return Plan(title, skills, rules)


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]


def _asked(prompt: str) -> str:
    """An answer on the screen. Raises KeyboardInterrupt, EOFError."""
    import questionary

    answer: str = questionary.text(prompt, qmark="").unsafe_ask()
    return answer
