"""What saved sittings are to a new one: which can be gone on with, and which items were practiced in them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readiness.sitting.saved import Sitting


def practiced_items(sittings: Iterable[Sitting]) -> list[str]:
    """The ids of the items that were practiced, without the seeds of instances."""
    return sorted({one.response.item.partition("@")[0] for sitting in sittings for one in sitting.practiced})


def of_bank(sitting: Sitting, bank_id: str | None) -> bool:
    """Whether a sitting belongs to the bank, as far as can be told."""
    return bank_id is None or sitting.head.bank is None or sitting.head.bank.id == bank_id


def may_continue(sitting: Sitting, bank_id: str | None = None) -> bool:
    """Whether a sitting is unfinished, has an answer, and belongs to the bank."""
    return not sitting.finished and bool(sitting.responses) and of_bank(sitting, bank_id)


def unfinished(sittings: Sequence[Sitting]) -> Sitting | None:
    """The latest sitting that can be gone on with."""
    return next((one for one in sittings if may_continue(one)), None)
