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
    from readiness.bank import load_bank
    from readiness.batch import Columns, score_columns, score_many
    from readiness.comparing import Comparison, compare
    from readiness.model import BankError, Item, ItemBank, Problem, Response, ResponseError
    from readiness.rendering import render
    from readiness.report import Brief, Report
    from readiness.reporting import score
    from readiness.selection import Form, Selector, assemble
    from readiness.sheets import SheetError, read_sheet

__all__ = [
    "BankError", "Brief", "Columns", "Comparison", "Form", "Item", "ItemBank", "Problem", "Report", "Response",
    "ResponseError", "Selector", "SheetError", "assemble", "compare", "load_bank", "read_sheet", "render", "score",
    "score_columns", "score_many",
]
__version__ = "0.1.0"

_HOMES = {
    "bank": ("load_bank",),
    "batch": ("Columns", "score_columns", "score_many"),
    "comparing": ("Comparison", "compare"),
    "model": ("BankError", "Item", "ItemBank", "Problem", "Response", "ResponseError"),
    "rendering": ("render",),
    "report": ("Brief", "Report"),
    "reporting": ("score",),
    "selection": ("Form", "Selector", "assemble"),
    "sheets": ("SheetError", "read_sheet"),
}


def __getattr__(name: str) -> Any:
    # Loaded on first use: a program that only scores never pays for reading YAML, and --help for nothing.
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"readiness.{module}"), name)
    raise AttributeError(f"module 'readiness' has no attribute {name!r}")
