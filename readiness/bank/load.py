"""The question bank: read from its folder as a whole, or refused with every problem in it."""

from __future__ import annotations

from pathlib import Path

from readiness.bank.cache import KeptBank
from readiness.bank.folders import shipped_folder
from readiness.kinds.item_bank import ItemBank


def load_bank(folder: str | Path | None = None) -> ItemBank:
    """The bank in a folder; the one that comes with the package when none is given.

    Raises BankError, which holds every problem of every file, sorted by place. A bank that was read before and is
    unchanged comes from a copy in the person's cache folder.
    """
    path = shipped_folder() if folder is None else Path(folder)
    label = "questions" if folder is None else path.as_posix()
    kept = KeptBank(path, label)
    bank = kept.load()
    if bank is None:
        # Here, not above: YAML and the rules of the format cost more to load than all else that a quiz needs.
        from readiness.bank.build import read_bank

        bank = read_bank(path, label)
        kept.keep(bank)
    return bank
