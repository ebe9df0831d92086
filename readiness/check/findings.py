"""What a check of a whole bank yields. Pure."""

from __future__ import annotations

from typing import TypeAlias

from readiness.check.stem_rules import Severity
from readiness.ground.errors import Place
from readiness.item_bank import ItemBank

Finding: TypeAlias = "tuple[Severity, Place, str]"

LEAST = 20
"""Items, or picks among options, below which a share or a mean over them says too little, to us and to a guesser."""


def top(bank: ItemBank) -> Place:
    """Where findings about all of the bank are placed: the top of the blueprint."""
    return Place(next(iter(bank.skills.values())).place.file or ".", 1, 1)
