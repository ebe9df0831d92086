"""Are you ready to start? A question bank, a quiz, and the scorer behind its report.

>>> from readiness import load_bank, assemble, score, Response
>>> bank = load_bank()
>>> form = assemble(bank, "quick", seed=7)
>>> len(form.items)
25
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # Type checkers take it for true; importing typing would cost --help as much as all else.

# isort: off
if TYPE_CHECKING:  # What the table below says at run time, for type checkers.
    from readiness.bank.load import load_bank as load_bank
    from readiness.bulk.many import Columns as Columns, score_columns as score_columns, score_many as score_many
    from readiness.scoring.sheets import SheetError as SheetError, read_sheet as read_sheet
    from readiness.kinds.item_bank import ItemBank as ItemBank
    from readiness.ground.errors import BankError as BankError, Problem as Problem, ResponseError as ResponseError
    from readiness.ground.items import Item as Item
    from readiness.ground.responses import Response as Response
    from readiness.report.compare import Comparison as Comparison, compare as compare
    from readiness.report.make import score as score
    from readiness.report.value import Brief as Brief, Report as Report
    from readiness.report.render import render as render
    from readiness.schemas import schema as schema
    from readiness.sitting.selection import Form as Form, Selector as Selector, assemble as assemble
# isort: on

_HOMES = {
    "bank.load": ("load_bank",),
    "bulk.many": ("Columns", "score_columns", "score_many"),
    "scoring.sheets": ("SheetError", "read_sheet"),
    "kinds.item_bank": ("ItemBank",),
    "ground.errors": ("BankError", "Problem", "ResponseError"),
    "ground.items": ("Item",),
    "ground.responses": ("Response",),
    "report.compare": ("Comparison", "compare"),
    "report.make": ("score",),
    "report.value": ("Brief", "Report"),
    "report.render": ("render",),
    "schemas": ("schema",),
    "sitting.selection": ("Form", "Selector", "assemble"),
}
"""Every public name, behind the module that it comes from."""
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # Loaded on first use: a program that only scores never pays for reading YAML, and --help for nothing.
    if name not in _HOME:
        raise AttributeError(f"module 'readiness' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"readiness.{_HOME[name]}"), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
