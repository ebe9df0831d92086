"""Are you ready to start training for medical coding? A question bank, a quiz, and the scorer behind its report.

>>> from readiness import load_bank, assemble, score, Response
>>> bank = load_bank()
>>> form = assemble(bank, "quick", seed=7)
>>> len(form.items)
25
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readiness.bank.load import load_bank
    from readiness.bulk.many import Columns, score_columns, score_many
    from readiness.bulk.sheets import SheetError, read_sheet
    from readiness.model import BankError, Item, ItemBank, Problem, Response, ResponseError
    from readiness.report.compare import Comparison, compare
    from readiness.report.make import score
    from readiness.report.value import Brief, Report
    from readiness.report.words import render
    from readiness.sitting.selection import Form, Selector, assemble

__all__ = [
    "BankError",
    "Brief",
    "Columns",
    "Comparison",
    "Form",
    "Item",
    "ItemBank",
    "Problem",
    "Report",
    "Response",
    "ResponseError",
    "Selector",
    "SheetError",
    "assemble",
    "compare",
    "load_bank",
    "read_sheet",
    "render",
    "score",
    "score_columns",
    "score_many",
]
__version__ = "0.1.0"

_HOMES = {
    "bank.load": ("load_bank",),
    "bulk.many": ("Columns", "score_columns", "score_many"),
    "report.compare": ("Comparison", "compare"),
    "model": ("BankError", "Item", "ItemBank", "Problem", "Response", "ResponseError"),
    "report.words": ("render",),
    "report.value": ("Brief", "Report"),
    "report.make": ("score",),
    "sitting.selection": ("Form", "Selector", "assemble"),
    "bulk.sheets": ("SheetError", "read_sheet"),
}


def __getattr__(name: str) -> Any:
    # Loaded on first use: a program that only scores never pays for reading YAML, and --help for nothing.
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"readiness.{module}"), name)
    raise AttributeError(f"module 'readiness' has no attribute {name!r}")
