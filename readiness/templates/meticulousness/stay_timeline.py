"""A hospital stay with its dates and lines that count from them: find the lines that do not fit, if there are any.

The heading is right and settles every line by itself: a solver counts on the calendar. A wrong line is off as people
are when they count: the first day counted or forgotten, the next weekday, a birthday overlooked. Lines that count in
one way are days apart, so that a wrong one keeps the order among them and shows by counting alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import MONTHS, WEEKDAYS, counted
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted, refuse_crowds
from readiness.templates.kit.papers import bullets
from readiness.templates.kit.people import full_name, record_number
from readiness.templates.kit.slips import us_date

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "lines": {
            "type": "integer",
            "minimum": 6,
            "maximum": 9,
            "description": "lines of the summary; at least three times the wrong ones",
        },
        "wrong": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3,
            "description": "lines that do not fit; in some instances none",
        },
        "months": {"enum": ["one", "two"], "description": "whether the stay runs into a second month"},
    },
    "required": ["lines", "wrong", "months"],
    "additionalProperties": False,
}

_STEM = (
    "The heading of this hospital summary is right. Count on a calendar or on your fingers. Which lines disagree with "
    "the heading, if any?"
)


@dataclass(frozen=True, slots=True)
class _Stay:
    start: date
    operation: date
    end: date
    birth: date


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that counts: ``text`` and ``note`` with ``{}`` for what was counted, the right result and wrong ones."""

    day: date
    text: str
    right: str
    wrong: tuple[str, ...]
    note: str


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["lines"], params["wrong"])
    draws = Draws(seed, id, "stay")
    stay = _stay(draws, params["months"] == "two")
    lines = _lines(draws, stay, params["lines"])
    wrong = draws.sample(lines, planted(draws, params["wrong"]))
    told = {f"s{at}": line for at, line in enumerate(lines, start=1)}
    shown = {id: draws.pick(line.wrong) if line in wrong else line.right for id, line in told.items()}
    spots = {id: Spot(line.text.format(shown[id])) for id, line in told.items()}
    task = mark_task(spots, [id for id, line in told.items() if line in wrong], "All lines agree with it")
    if wrong:
        notes = [f"{told[id].note.format(told[id].right)}, not {shown[id]}." for id in task.key]
        why = " ".join([*notes, _WHY])
    else:
        why = " ".join([*(f"{line.note.format(line.right)}." for line in lines[1:3]), _NOTHING])
    return generated(_STEM, _heading(draws, stay, lines[-1].day), task, why)


_WHY = (
    "The rest fits. Day 1 is the day of coming in, but a day after something is the next one: whoever mixes the two "
    "ways of counting is off by one. Count each line anew from the heading."
)
_NOTHING = (
    "The other lines fit too. Counting the first day along, or leaving it out, moves a result by one, so lines that "
    "are right may look wrong. Count each line anew from the heading, and trust the count."
)


# The stay -----------------------------------------------------------------------------------------------------------


def _stay(draws: Draws, two_months: bool) -> _Stay:
    """A stay of 9 to 13 nights, whose patient has a birthday soon before or after it."""

    def days() -> tuple[date, date, date]:
        start = date(2026, 1, 3) + timedelta(days=draws.below(320))
        operation = start + timedelta(days=draws.between(1, 3))
        return start, operation, operation + timedelta(days=draws.between(8, 10))

    def fits(drawn: tuple[date, date, date]) -> bool:
        start, _, end = drawn
        return (start.month != end.month) == two_months and start.year == end.year

    start, operation, end = first_fit(days, fits)
    birthday = start + timedelta(days=draws.pick((-50, -20, -6, 20, 33, 60)))
    birth = date(birthday.year - draws.between(31, 84), birthday.month, min(birthday.day, 28))
    return _Stay(start, operation, end, birth)


def _heading(draws: Draws, stay: _Stay, last: date) -> list[Block]:
    """What is right, with the lengths of the months that end before the last day spoken of."""
    months = sorted({(day.year, day.month) for day in (stay.start, stay.end, last)})
    ends = [date(*month, 1) - timedelta(days=1) for month in months[1:]]
    lengths = [f"{MONTHS[day.month - 1]} has {day.day} days." for day in ends]
    return [
        Title("HOSPITAL SUMMARY"),
        bullets(
            (
                f"Patient: {full_name(draws)}",
                f"Record number: {record_number(draws)}",
                f"Born: {us_date(stay.birth.year, stay.birth.month, stay.birth.day)}",
                f"Came in: {_numbers(stay.start)}/{stay.start.year}, a {WEEKDAYS[stay.start.weekday()]}",
                f"Operation: {_numbers(stay.operation)}/{stay.operation.year}",
                f"Went home: {_numbers(stay.end)}/{stay.end.year}",
            )
        ),
        Paragraph(" ".join(["The day of coming in is day 1.", *lengths])),
    ]


def _lines(draws: Draws, stay: _Stay, count: int) -> list[_Line]:
    """Lines in the order of their days: two or three on what frames the stay, the others on days within it."""
    frame = draws.sample(_frame(draws, stay), draws.between(2, 3))
    days = [stay.operation + timedelta(days=ahead) for ahead in range(1, (stay.end - stay.operation).days)]
    days = sorted(draws.sample(days, count - len(frame)))
    events = [draws.pick(events) for events in _EVENTS]
    ways = draws.shuffled(range(4))  # taken in turn: a way comes back four lines, and so four days, later
    within = [_within(stay, day, event)[way] for day, event, way in zip(days, events, [*ways, *ways])]
    return sorted([*frame, *within], key=lambda line: line.day)


def _frame(draws: Draws, stay: _Stay) -> list[_Line]:
    not_yet = (stay.birth.month, stay.birth.day) > (stay.start.month, stay.start.day)
    age = stay.start.year - stay.birth.year - not_yet
    nights, before = (stay.end - stay.start).days, (stay.operation - stay.start).days
    out, weeks = stay.operation + timedelta(days=draws.between(12, 15)), draws.between(2, 3)
    healed, visit = (out - stay.operation).days, stay.end + timedelta(days=7 * weeks)
    return [
        _Line(
            stay.start,
            "Came in at the age of {}.",
            str(age),
            (str(age + (1 if not_yet else -1)),),
            f"A patient born {_numbers(stay.birth)}/{stay.birth.year} came in at {{}}",
        ),
        _Line(
            stay.operation,
            "Operation {} after coming in.",
            counted(before, "day"),
            (counted(before + 1, "day"),),
            "The operation was {} after coming in",
        ),
        _Line(
            stay.end,
            "Home after {} nights in the hospital.",
            str(nights),
            (str(nights - 1), str(nights + 1)),
            f"From {_numbers(stay.start)} to {_numbers(stay.end)} there are {{}} nights",
        ),
        _Line(
            out,
            f"Stitches out on {_numbers(out)}, {{}} after the operation.",
            counted(healed, "day"),
            (counted(healed - 1, "day"), counted(healed + 1, "day")),
            f"{_numbers(out)} is {{}} after the operation",
        ),
        _Line(
            visit,
            f"Next visit {_numbers(visit)}, {{}} after going home.",
            f"{weeks} weeks",
            (counted(weeks - 1, "week"), f"{weeks + 1} weeks"),
            f"{_numbers(visit)} is {{}} after going home",
        ),
    ]


def _within(stay: _Stay, day: date, event: str) -> tuple[_Line, ...]:
    """The ways to speak of a day of the stay."""
    shown = _numbers(day)
    number, after, before = (day - stay.start).days + 1, (day - stay.operation).days, (stay.end - day).days
    weekdays = [WEEKDAYS[(day.weekday() + step) % 7] for step in (-1, 0, 1)]
    return (
        _Line(day, f"Day {{}}, {shown}: {event}.", str(number), (str(number - 1), str(number + 1)), f"{shown} is day {{}}"),
        _Line(
            day,
            f"{shown}, {{}} after the operation: {event}.",
            counted(after, "day"),
            (counted(after + 1, "day"), *([counted(after - 1, "day")] if after > 1 else [])),
            f"{shown} is {{}} after the operation",
        ),
        _Line(day, f"{shown}, a {{}}: {event}.", weekdays[1], (weekdays[0], weekdays[2]), f"{shown} was a {{}}"),
        _Line(
            day,
            f"{shown}, {{}} before going home: {event}.",
            counted(before, "day"),
            (counted(before + 1, "day"), *([counted(before - 1, "day")] if before > 1 else [])),
            f"{shown} is {{}} before going home",
        ),
    )


_EVENTS = (
    ("stood up with help", "sat on the side of the bed"),
    ("drank tea and ate toast", "ate a little soup"),
    ("no fever", "temperature 98.6"),
    ("walked 20 feet", "walked to the door"),
    ("wound clean and dry", "new bandage"),
    ("washed without help", "got dressed alone"),
    ("climbed six steps", "walked along the hall"),
)


def _numbers(day: date) -> str:
    """``03/05``"""
    return f"{day.month:02}/{day.day:02}"
