"""The data command: where a person's own answers are, and removing them."""

from __future__ import annotations

from argparse import Namespace

from readiness.cli.terminal import DONE, WRONG_INPUT, InputProblem
from readiness.english import counted
from readiness.files import data_folder
from readiness.sitting.journal import delete
from readiness.sitting.saved import Sitting, list_sittings, strange_files


def data_path(options: Namespace) -> int:
    """``readiness data path``: where the data folder is."""
    print(data_folder())
    return DONE


def data_list(options: Namespace) -> int:
    """``readiness data list``: the sittings that are saved."""
    sittings = list_sittings(data_folder())
    for sitting in sittings:
        state = "finished" if sitting.finished else "not finished"
        print(f"{sitting.id}  {sitting.form}, {counted(len(sitting.responses), 'answer')}, {state}")
    if not sittings:
        print("Nothing is saved.")
    strange = strange_files(data_folder())
    if strange:
        print(f"{counted(len(strange), 'file')} that cannot be read as a sitting")
    return DONE


def data_delete(options: Namespace) -> int:
    """``readiness data delete``: removes sittings."""
    if options.all == bool(options.sitting):
        raise InputProblem("Say which sittings to delete (readiness data list shows them), or --all.")
    sittings = list_sittings(data_folder()) if options.all else [one_sitting(name) for name in options.sitting]
    strange = strange_files(data_folder()) if options.all else []
    if not sittings and not strange:
        print("Nothing is saved, so there is nothing to delete.")
        return DONE
    what = counted(len(sittings), "sitting") + (f", {counted(len(strange), 'file')} that cannot be read" if strange else "")
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


def one_sitting(name: str) -> Sitting:
    found = [one for one in list_sittings(data_folder()) if one.id.startswith(name)]
    if len(found) != 1:
        many = f"{len(found)} sittings start like that; write more of the name" if found else "there is no such sitting"
        raise InputProblem(f"{name}: {many} (readiness data list shows them)")
    return found[0]
