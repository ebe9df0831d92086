"""How long a sitting takes, and the longer forms that it can go on into. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from readiness.ground.english import are, counted, form_name, listed
from readiness.ground.items import Item
from readiness.kinds.dispatch import kind
from readiness.sitting.selection import Selector

if TYPE_CHECKING:
    from readiness.report.value import Report

SECONDS_BETWEEN = 5
"""Saying how sure one is and coming to the next question."""
WARM_UP_SECONDS = 40
"""A warm-up and what is said after it."""
REPORT_SECONDS = 300
"""Looking over the answers and reading the report."""


def minutes(items: Sequence[Item], warmed: Collection[str]) -> int:
    """About how many minutes the items take, with the warm-ups that come with them, the review and the report.

    ``warmed`` names the types of which the person has seen a warm-up. Beyond twelve and a half to the nearest five.
    """
    new = {item.type for item in items if kind(item.task).warm_up is not None} - set(warmed)
    seconds = sum(item.seconds + SECONDS_BETWEEN for item in items) + WARM_UP_SECONDS * len(new) + REPORT_SECONDS
    return round(seconds / 60) if seconds <= 750 else 5 * round(seconds / 300)


def as_far_as_known(selector: Selector) -> str:
    """What is said before the number of questions, of all or of those to come."""
    return "" if selector.exact else "at most " if selector.bounded else "about "


class Offer(NamedTuple):
    """To go on from here into a longer form, in some skills or, with none named, in all of the sitting."""

    label: str
    form: str
    skills: tuple[str, ...]


def offers(selector: Selector, report: Report, warmed: Collection[str]) -> list[Offer]:
    """What a person may go on with after a report: the form ended early, the next longer one, what is too close to call."""
    longer = selector.longer_forms
    found = []
    left = selector.outlook()
    if left:
        number = f"{as_far_as_known(selector)}{counted(len(left), 'more question')}"
        label = f"Go on with this {form_name(selector.form)}: {number}, "
        found.append(Offer(f"{label}about {minutes(left, warmed)} minutes", selector.form, ()))
    if longer:
        extended = selector.extended(longer[0], selector.skills)
        items = extended.outlook()
        if items:
            number = f"{as_far_as_known(extended)}{counted(len(items), 'more question')}"
            label = f"Go on into the {form_name(longer[0])}: {number}, "
            found.append(Offer(f"{label}about {minutes(items, warmed)} minutes", longer[0], ()))
    if longer[:1] == ("full",):
        found += _what_is_close(selector, report)
    return found


def _what_is_close(selector: Selector, report: Report) -> list[Offer]:
    bank = selector.bank
    left = {
        id: min(bank.forms["full"], sum(item.skill == id for item in bank.items.values())) - report.skills[id].items
        for id in selector.skills
        if report.skills[id].level == "too-close"
    }
    close = [id for id, more in left.items() if more > 0]
    if not close:
        return []
    count = sum(left[id] for id in close)
    names = listed([bank.skills[id].title for id in close])
    label = f"{names} {are(len(close))} close: up to {counted(count, 'more question')} may make it clearer"
    return [Offer(label, "full", tuple(close))]
