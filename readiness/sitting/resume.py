"""Going on with a saved sitting: what still fits the bank is taken in again, and what does not is said. Pure.

Whatever the journal holds, a sitting can be gone on with: nothing here raises for what a line said.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from readiness.ground.english import are, counted
from readiness.ground.errors import ResponseError
from readiness.ground.items import Item
from readiness.ground.responses import Response
from readiness.kinds.answers import served_order
from readiness.kinds.item_bank import ItemBank
from readiness.sitting.events import Shown
from readiness.sitting.selection import Selector

if TYPE_CHECKING:
    from readiness.sitting.saved import Sitting


class Again(NamedTuple):
    """An item of a saved sitting, the order in which it was served, and the response to it, if there is one."""

    item: Item
    order: tuple[str, ...]
    response: Response | None
    asked_again: bool


class TakenUp(NamedTuple):
    """A saved sitting as far as it still fits: the selector after it, its items, and what was left out, in sentences."""

    selector: Selector
    items: tuple[Again, ...]
    left_out: tuple[str, ...]


def take_up(bank: ItemBank, sitting: Sitting, practiced: Collection[str] = ()) -> TakenUp:
    """Take a saved sitting in again, as far as it fits the bank. ``practiced``: ids of items practiced by now."""
    selector, left_out = _selector(bank, sitting, practiced)
    items, changed, misfits = [], [], []
    for shown in sitting.shown:
        item = same_item(bank, sitting, shown)
        if item is None:
            changed.append(shown.item)
            continue
        selector.show(item.id)
        order = served_order(item, sitting.head.seed)
        if sorted(shown.order) == sorted(order):
            order = shown.order
        given = sitting.given.get(item.id)
        response = given.response if given else None
        if given is not None:
            try:
                selector.answer(given.response)
            except ResponseError:
                misfits.append(item.id)
                response = None
        items.append(Again(item, order, response, given is not None and given.again))
    return TakenUp(selector, tuple(items), (*left_out, *_in_sentences(changed, misfits, len(sitting.damage))))


def same_item(bank: ItemBank, sitting: Sitting, shown: Shown) -> Item | None:
    """The item if the bank still has it and its text is the one that was shown and answered."""
    try:
        item = bank.item(shown.item)
    except KeyError:
        return None
    given = sitting.given.get(shown.item)
    digests = {shown.digest, given.digest if given else shown.digest} - {None}
    if not digests:
        # Nothing tells which text it was, unless the whole bank is the same.
        named = sitting.head.bank
        return item if named is not None and named.fingerprint == bank.fingerprint else None
    return item if digests == {item.digest} else None


def _selector(bank: ItemBank, sitting: Sitting, practiced: Collection[str]) -> tuple[Selector, list[str]]:
    """A selector of the sitting's own form and skills, as far as the bank has them, and what it has not."""
    head, left_out = sitting.head, []
    form = head.form
    if form not in bank.forms:
        form = "quick" if "quick" in bank.forms else next(iter(bank.forms))
        left_out.append(f"What form this sitting has cannot be told any more, so it goes on as one of the form {form}.")
    gone = sorted({skill for skill in head.skills if skill not in bank.skills})
    if gone:
        left_out.append(f"The question bank no longer asks about {', '.join(gone)}.")
    skills = tuple(skill for skill in head.skills if skill in bank.skills)
    met = {"seen": head.seen, "practiced": {*head.practiced, *practiced}}
    selector = Selector(bank, form, head.seed, **met, skills=skills, fixed=head.fixed)
    longer = sitting.extended
    if longer is not None and longer.form in bank.forms:
        in_skills = [skill for skill in longer.skills if skill in bank.skills]
        if in_skills or not longer.skills:
            selector = selector.extended(longer.form, in_skills or skills)
    return selector, left_out


def _in_sentences(changed: list[str], misfits: list[str], damaged_lines: int) -> list[str]:
    said = []
    if changed:
        count = len(changed)
        said.append(
            f"The question bank has changed since then: {counted(count, 'question')} {are(count)} no longer the same and "
            f"{are(count)} left out."
        )
    if misfits:
        one = len(misfits) == 1
        said.append(
            f"{len(misfits)} answer{' does not fit its question' if one else 's do not fit their questions'} any more, so "
            f"{'it is' if one else 'they are'} asked again."
        )
    if damaged_lines:
        said.append(
            f"{counted(damaged_lines, 'line')} of the saved sitting cannot be read and {are(damaged_lines)} "
            "left out. To see which: readiness data check"
        )
    return said
