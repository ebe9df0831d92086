"""Warm-up items: unscored, about nothing medical, one for each type that has keys of its own."""

from __future__ import annotations

from readiness.ground.items import Item
from readiness.kinds.dispatch import KINDS
from readiness.kinds.kind import WarmUp


def _item(warm_up: WarmUp) -> Item:
    return Item(
        id="warm-up",
        skill="",
        competency="",
        cognition="recall",
        ratings=(0.95,),
        seconds=30,
        stem=warm_up.stem,
        task=warm_up.task,
        why=warm_up.why,
        chance=0.0,
        parts=1,
    )


WARMUPS: dict[str, Item] = {type: _item(kind.warm_up) for type, kind in KINDS.items() if kind.warm_up is not None}
"""By the name of the type."""
