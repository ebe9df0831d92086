"""Drafts filled in a spreadsheet: the sheet that is made for it, and what it holds put into the bank."""

from __future__ import annotations

import os
from pathlib import Path

from readiness.cli.bank_files import read_bytes, shelves_of, unreadable, write_files
from readiness.cli.terminal import DONE, InputProblem
from readiness.exchange.decode import decoded
from readiness.exchange.fill import drafts_in, empty_sheet, fill, rows_by_id
from readiness.exchange.into_bank import Shelves
from readiness.exchange.questions import Unfit, UnreadableFile
from readiness.exchange.read import LARGEST
from readiness.ground.english import counted
from readiness.ground.files import write_private
from readiness.ground.printable import named


def fill_drafts(sheet: str, folder: Path) -> int:
    """Fill the drafts of a bank from a sheet; where there is no such file yet, make the sheet to be filled."""
    shelves = shelves_of(folder)
    drafts = {path: drafts_in(text) for path, text in shelves.files.items()}
    every = [draft.fields for some in drafts.values() for draft in some]
    if not os.path.lexists(sheet):
        if not every:
            raise InputProblem(f"{folder}: this bank has no drafts, so there is nothing to fill.")
        write_private(Path(sheet), "\ufeff" + empty_sheet(every))  # Excel reads UTF-8 only behind that mark.
        print(f"{counted(len(every), 'draft')} written to {named(sheet)}: fill the empty cells, then run the command again.")
        print("A source is written as 'id at place', with its id in sources.yaml; what is filled already is not changed.")
        return DONE
    try:
        fields, rows = rows_by_id(decoded(read_bytes(sheet, LARGEST))[0])
    except UnreadableFile as error:
        raise unreadable(sheet, error) from None
    new, finished, said = {}, 0, []
    for path, text in shelves.files.items():
        try:
            filled = fill(text, fields, rows, tuple(shelves.sources))
        except Unfit as error:
            raise InputProblem(f"{folder / path}: {error}. Nothing was written.") from None
        if filled.text != text:
            new[path] = filled.text
        finished += filled.finished
        said += filled.said
    known = {fields["id"] for fields in every}
    said += [(line, _no_draft(id, shelves)) for id, (line, _) in rows.items() if id not in known]
    write_files(folder, shelves.files, new)
    for line, words in sorted(said):
        print(f"{named(sheet)}:{line}: {named(words)}")
    needs = f"readiness check {named(str(folder))} says what they need"
    print(f"{counted(finished, 'draft')} finished, {len(every) - finished} left ({needs}).")
    return DONE


def _no_draft(id: str, shelves: Shelves) -> str:
    """Why a row of the sheet fills nothing."""
    return f"'{id}' is a question already; what it says stays" if id in shelves.ids else f"there is no draft '{id}'"
