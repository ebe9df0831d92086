"""Whether the instances of every generated item can be made: a template may find no question for the values of an item."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.bank.cache import KeptText, code_key, place_digest
from readiness.bank.digest import digest
from readiness.bank.folders import PACKAGE
from readiness.bank.instances import Maker
from readiness.ground.errors import Problem
from readiness.ground.items import Item
from readiness.kinds.item_bank import ItemBank

SEEDS = 200
"""Instances of each item that are made."""
_MOST_KEPT = 10_000


def unmakeable(bank: ItemBank) -> list[Problem]:
    """An error for each generated item with an instance that cannot be made, sorted by place.

    What has been shown of an item's values with this code is remembered, and not shown again.
    """
    kept, shown = _remembered()
    proved = set(shown)
    problems = []
    for item in bank.items.values():
        if item.generate is None:
            continue
        name = digest((item.id, item.generate.template, item.generate.params)) if isinstance(item.generate, Maker) else ""
        if name and name in proved:
            continue
        if (failure := next(_failures(item), None)) is not None:
            problems.append(Problem(item.place, failure, rule="B21"))
        elif name:
            proved.add(name)
    if kept is not None and proved != set(shown):
        kept.keep("\n".join(sorted(proved)) if len(proved) <= _MOST_KEPT else "")
    return sorted(problems)


def _remembered() -> tuple[KeptText | None, list[str]]:
    """Where to remember, and the digests of all items that need not be tried again."""
    try:
        kept = KeptText(f"made-{place_digest(PACKAGE)}", code_key())
    except (OSError, RuntimeError):
        return None, []
    return kept, (kept.load() or "").splitlines()


def _failures(item: Item) -> Iterator[str]:
    assert item.generate is not None
    make = item.generate.drawn if isinstance(item.generate, Maker) else item.generate
    for seed in range(SEEDS):
        try:
            make(item.id, seed)
        except Exception as error:  # A template may fail in any way; each is a fault to report.
            words = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
            yield f"{item.id}@{seed} cannot be made: {words}"
