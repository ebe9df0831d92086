"""Many sittings in HTML: a picture of every skill, and a page that tells what has really changed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from readiness.ground.english import day_of_year, short_month_day
from readiness.report.elements import element
from readiness.report.history import Entry, Told, comparable, told
from readiness.report.pictures import Instant, over_time_picture

OVER_TIME_HEADING = "Over time"
LABELS_MOST = 6
"""So many days fit under a picture on a phone."""


def over_time(entries: Sequence[Entry], where: str = "readiness history says which are") -> Element | None:
    """Each skill over the sittings that can be compared with the last; None when there is only one such sitting. ``where``:
    where real changes are told."""
    shown = comparable(entries) if entries else []
    if len(shown) < 2:
        return None
    years = len({entry.day.year for entry in shown}) > 1
    days = [short_month_day(entry.day) + (f", {entry.day.year}" if years else "") for entry in shown]
    first, last = day_of_year(shown[0].day), day_of_year(shown[-1].day)
    span = f"from {first} to {last}" if first != last else f"all on {last}"
    made = element(
        "section",
        element("h2", OVER_TIME_HEADING),
        element("p", f"{len(shown)} sittings with the same questions, scored in the same way, {span}, oldest first."),
        id="over-time",
    )
    for id, one in shown[-1].report.skills.items():
        instants = _instants(id, shown, days)
        if len(instants) > 1:
            picture = over_time_picture(one.title, instants)
            made.extend([element("h3", one.title), element("div", picture, _labels(instants), class_="pace")])
    made.append(
        element(
            "p",
            "From 0 at the foot to 100 at the top. The dot is our estimate, the thick stroke its likely range, the thin one "
            f"across the line to start. A change is real only when chance alone would not explain it: {where}.",
            class_="legend",
        )
    )
    return made


def _labels(instants: Sequence[Instant]) -> Element:
    """The days under a picture, each below its point, the year in a row of its own; of many sittings every few."""
    step = -(-len(instants) // LABELS_MOST)
    labels = []
    for place, instant in enumerate(instants):
        day, _, year = instant.day.partition(", ")
        said = element("span", day, element("br"), year) if year else element("span", day)
        labels.append(element("span") if place % step else element("span", said))
    return element("p", *labels, class_="instants", aria_hidden="true")


def _instants(skill: str, entries: Sequence[Entry], days: Sequence[str]) -> list[Instant]:
    found = []
    for entry, day in zip(entries, days, strict=True):
        one = entry.report.skills.get(skill)
        if one is not None and one.expected is not None and one.level != "too-few":
            found.append(Instant(day, one.expected, one.line))
    return found


def sittings(entries: Sequence[Entry]) -> list[Element]:
    """Every sitting and what has changed since the one before, oldest first."""
    return [_sitting(one) for one in told(entries)]


def _sitting(one: Told) -> Element:
    made = element("section", element("h2", f"{one.title} ({one.id})"))
    if one.note:
        made.append(element("p", one.note))
    made.append(element("ul", *(element("li", line) for line in one.skills)))
    if one.since:
        made.append(element("p", one.since))
    if one.changes:
        made.append(element("ul", *(element("li", line) for line in one.changes)))
    return made
