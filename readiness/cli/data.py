"""The data command: where a person's own answers are, whether they are whole, taking them away, removing them."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from readiness.bank.cache import cache_problems
from readiness.cli.folder import own_folder
from readiness.cli.output import put, tell
from readiness.cli.streams import hear
from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem
from readiness.ground.english import counted, day_of_year, form_name, listed
from readiness.ground.files import data_folder
from readiness.scoring.sheets import sheet_of
from readiness.sitting.events import LIKING, PRACTICE, TEST
from readiness.sitting.saved import Sitting, list_sittings, strange_files
from readiness.sitting.upkeep import Fault, copies, faults, held, remove, repair

_KINDS = {TEST: "sitting", PRACTICE: "practice session", LIKING: "choice set"}
"""What a person's journals hold, by kind."""
MOST_LINES = 20
"""Damaged lines of a file that are listed."""


def data_path(options: Namespace) -> int:
    """``readiness data path``: where the data folder is."""
    print(data_folder())
    return DONE


def data_list(options: Namespace) -> int:
    """``readiness data list``: the sittings that are saved."""
    sittings = list_sittings(own_folder(), *_KINDS)
    for sitting in sittings:
        print(f"{sitting.id}  {day_of_year(sitting.started.at)}: {_listed(sitting)}")
    if not sittings:
        tell("Nothing is saved.")
    strange = strange_files(own_folder())
    if strange:
        tell(f"{counted(len(strange), 'file')} that cannot be read as a sitting")
    return DONE


def _listed(sitting: Sitting) -> str:
    if sitting.head.kind == PRACTICE:
        return f"practice, {counted(len(sitting.practiced), 'answer')}"
    if sitting.head.kind == LIKING:
        return f"would I like it, {counted(len(sitting.given), 'choice')}"
    return f"{form_name(sitting.form)}, {sitting.done}, {'finished' if sitting.finished else 'not finished'}"


# Whole or damaged ---------------------------------------------------------------------------------------------------


def data_check(options: Namespace) -> int:
    """``readiness data check``: says what is damaged, and where."""
    folder = own_folder()
    problems = faults(folder)
    for problem in (*_listed_faults(problems), *cache_problems()):
        tell(problem)
    if problems:
        tell("All else is kept and used. To set aside what is damaged, and delete nothing: readiness data repair")
        return WRONG_INPUT
    tell(f"{_counted(list_sittings(folder, *_KINDS))}, nothing damaged.")
    return DONE


def _listed_faults(problems: Sequence[Fault]) -> Iterator[str]:
    """What is damaged, at most MOST_LINES lines of a file one by one."""
    for path, some in groupby(problems, key=lambda one: one.path):
        own = list(some)
        yield from map(str, own[:MOST_LINES])
        if len(own) > MOST_LINES:
            yield f"{path}: {counted(len(own) - MOST_LINES, 'more line')} cannot be read."


def _counted(sittings: Sequence[Sitting]) -> str:
    """``2 sittings``, and what of other kinds is among them."""
    kinds = Counter(one.head.kind for one in sittings)
    return listed([counted(kinds[kind], name) for kind, name in _KINDS.items() if kinds[kind]]) or "0 sittings"


def data_repair(options: Namespace) -> int:
    """``readiness data repair``: sets aside what cannot be read, and keeps the rest."""
    repaired = repair(own_folder())
    for path in repaired.aside:
        tell(f"Set aside, whole, as it was: {path}")
    for reason in repaired.not_done:
        print(reason, file=sys.stderr)
    if repaired.not_done:
        return WRONG_INPUT
    tell("All that can be read is kept." if repaired.aside else "Nothing is damaged, so nothing was changed.")
    return DONE


def data_export(options: Namespace) -> int:
    """``readiness data export``: the answers as response sheets, the oldest sitting first; or those of another kind."""
    if options.choices:
        made = [one for one in reversed(list_sittings(own_folder(), LIKING)) if one.given]
        if not made:
            raise InputProblem("No choices were made, so there is nothing to take away.")
        put([json.dumps(choice_sheet(one)) + "\n" for one in made], options)
        return DONE
    if options.practice:
        sessions = [one for one in reversed(list_sittings(own_folder(), PRACTICE)) if one.practiced]
        if not sessions:
            raise InputProblem("Nothing was practiced, so there is nothing to take away.")
        put([json.dumps(practice_sheet(session)) + "\n" for session in sessions], options)
        return DONE
    sittings = [sitting for sitting in reversed(list_sittings(own_folder())) if sitting.responses]
    if not sittings:
        raise InputProblem("Nothing is saved, so there is nothing to take away.")
    put([json.dumps(sheet(sitting)) + "\n" for sitting in sittings], options)
    return DONE


def sheet(sitting: Sitting) -> dict[str, object]:
    """The response sheet of a sitting, as JSON values; it says which bank and which texts were answered."""
    bank = sitting.head.bank
    return sheet_of(
        None if bank is None else bank.fingerprint,
        (replace(event.response, digest=event.digest) for event in sitting.given.values()),
    )


def practice_sheet(session: Sitting) -> dict[str, object]:
    """A practice session as JSON values: no response sheet, since it is never scored."""
    answers = [
        {
            "at": one.moment.at.isoformat(timespec="seconds"),
            "item": one.response.item,
            "competency": one.competency,
            "answer": one.response.answer,
            "credit": one.credit,
            "hint": one.hinted,
            "seconds": one.response.seconds,
            "digest": one.digest,
        }
        for one in session.practiced
    ]
    return {"practice": 1, "bank": session.head.bank.id if session.head.bank else None, "answers": answers}


def choice_sheet(made: Sitting) -> dict[str, object]:
    """The choices between working days as JSON values: no response sheet, since they are never scored."""
    choices = [{"choice": id, "chosen": one.response.answer, "digest": one.digest} for id, one in made.given.items()]
    bank, at = made.head.bank, made.started.at.isoformat(timespec="seconds")
    return {"choices": 1, "bank": bank.id if bank else None, "at": at, "made": choices}


# Removing -----------------------------------------------------------------------------------------------------------


def data_delete(options: Namespace) -> int:
    """``readiness data delete``: removes sittings with every copy of them in the data folder."""
    if options.all == bool(options.sitting):
        raise InputProblem("Say which sittings to delete (readiness data list shows them), or --all.")
    folder = own_folder()
    sittings = list_sittings(folder, *_KINDS) if options.all else [one_sitting(name, *_KINDS) for name in options.sitting]
    everything = held(folder)
    own = everything.own if options.all else _with_copies(folder, sittings)
    if not own:
        tell("Nothing is saved, so there is nothing to delete.")
        return DONE
    more = len(own) - len({sitting.path for sitting in sittings})
    what = _counted(sittings) + (f" and {counted(more, 'other file')} of sittings" if more else "")
    if not options.yes and not _agreed(f"Delete {what} for good? Type yes: "):
        tell("Nothing was deleted.")
        return WRONG_INPUT
    stay = remove(own)
    if stay:
        return _not_all_deleted(stay, len(own))
    tell(f"Deleted: {what}. Backups, if you make any, may still hold a copy.")
    if options.all:
        for path in everything.other:
            tell(f"Left alone, since it is no file of a sitting: {path}")
    return DONE


def _with_copies(folder: Path, sittings: Sequence[Sitting]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path for sitting in sittings for path in copies(folder, sitting.id)))


def _not_all_deleted(stay: Sequence[str], of: int) -> int:
    print(f"Deleted: {of - len(stay)} of {counted(of, 'file')}. Not deleted:", file=sys.stderr)
    for reason in stay:
        print(reason, file=sys.stderr)
    return WRONG_INPUT


def _agreed(prompt: str) -> bool:
    try:
        return hear(prompt).strip().casefold() in ("yes", "y")
    except EOFError:
        return False


def one_sitting(name: str, *kinds: str) -> Sitting:
    """The saved sitting whose id starts like that, of some kinds, else one that is scored.

    Raises InputProblem when there is none, or more than one.
    """
    found = [one for one in list_sittings(own_folder(), *kinds) if one.id.startswith(name)]
    if len(found) != 1:
        many = f"{len(found)} sittings start like that; write more of the name" if found else "there is no such sitting"
        raise InputProblem(f"{name}: {many} (readiness data list shows them)")
    return found[0]
