"""A visit note in which two lines may contradict each other: find the two, if there are any.

A note is made of threads: two lines on one matter that agree, or in one thread contradict each other. Another pair of
lines only sounds like a contradiction. Threads on the same matter never meet, so no other lines can be at odds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import MONTHS, capitalized
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted
from readiness.templates.kit.papers import bullets
from readiness.templates.kit.people import full_name, record_number

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "conflict": {
            "enum": ["stated", "implied"],
            "description": "stated: one fact is told twice, in two ways; implied: one line rules the other out, or a "
            "small sum shows it",
        },
        "threads": {
            "type": "integer",
            "minimum": 3,
            "maximum": 4,
            "description": "pairs of lines on one matter; at most one pair is in conflict",
        },
    },
    "required": ["conflict", "threads"],
    "additionalProperties": False,
}

_STEM = (
    "Two lines of this visit note may contradict each other, so that they cannot both be true. Which two lines are "
    "they, if any?"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a note and its place in the visit: 1 arrival, 2 history, 3 findings, 4 treatment, 5 going home."""

    stage: int
    text: str


@dataclass(frozen=True, slots=True)
class _Thread:
    """Two lines on one matter; ``conflict`` is the second line when it contradicts the first, and ``note`` says how."""

    matter: str
    kind: str
    first: _Line
    stage: int
    agreeing: str
    conflict: str
    note: str


@dataclass(frozen=True, slots=True)
class _Decoy:
    """Two lines that sound like a contradiction, and why both can be true."""

    matter: str
    lines: tuple[_Line, _Line]
    note: str


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "note")
    facts = _facts(draws)
    threads = _threads(draws, params["conflict"], params["threads"])
    matters = {thread.matter for thread in threads}
    decoy = draws.pick([decoy for decoy in _DECOYS if decoy.matter not in matters])
    conflicts = planted(draws, 1) == 1
    pairs = [
        (thread.first, _Line(thread.stage, thread.conflict if conflicts and thread is threads[0] else thread.agreeing))
        for thread in threads
    ]
    loose = [*decoy.lines, *draws.sample(_FILLERS, 8 - 2 * len(threads))]
    lines = draws.shuffled([*loose, *(line for pair in pairs for line in pair)])
    lines.sort(key=lambda line: line.stage)
    spots = {f"s{at}": Spot(line.text.format_map(facts)) for at, line in enumerate(lines, start=1)}
    keyed = [f"s{at}" for at, line in enumerate(lines, start=1) if conflicts and line in pairs[0]]
    task = mark_task(spots, keyed, "No two lines contradict each other")
    exhibit: list[Block] = [
        Title("VISIT NOTE"),
        bullets((f"Patient: {full_name(draws)}", f"Record number: {record_number(draws)}")),
    ]
    harmless = _HARMLESS.format(*(line.text.rstrip(".") for line in decoy.lines), decoy.note).format_map(facts)
    note = f"{capitalized(threads[0].note.format_map(facts))}." if conflicts else _NOTHING
    return generated(_STEM, exhibit, task, f"{note} {harmless} {_WHY if conflicts else _CLOSE}")


_HARMLESS = '"{}" and "{}" sound like a conflict, but {}.'
_WHY = "A coder does not choose which line to believe, but asks the doctor."
_NOTHING = "All lines can be true together."
_CLOSE = "Compare the lines that speak of one matter and ask whether both can be true; different is not yet opposed."


def _threads(draws: Draws, kind: str, count: int) -> list[_Thread]:
    """Threads on different matters, the first of that kind."""

    def fit(threads: list[_Thread]) -> bool:
        return threads[0].kind == kind and len({thread.matter for thread in threads}) == count

    return first_fit(lambda: draws.sample(_THREADS, count), fit)


# Lines --------------------------------------------------------------------------------------------------------------


def _facts(draws: Draws) -> dict[str, str]:
    side, other = draws.pick((("left", "right"), ("right", "left")))
    stitches, gap, course, since = draws.between(4, 9), draws.between(2, 4), draws.between(4, 9), draws.between(5, 15)
    day, pulse, hour = draws.between(3, 22), draws.between(88, 118), draws.between(7, 8)
    tens, ones = draws.pick((("3", "6"), ("5", "8"), ("4", "7"), ("6", "3"), ("8", "5"), ("7", "4")))
    kin = draws.sample(("brother", "sister", "mother", "father", "aunt", "uncle"), 2)
    year, days = draws.between(2016, 2022), draws.between(3, 6)
    return {
        "side": side,
        "other": other,
        "part": draws.pick(("wrist", "elbow", "knee", "shoulder", "hip")),
        "stitches": str(stitches),
        "stitches2": str(stitches + draws.pick((-1, 1))),
        "weight": f"1{tens}{ones}",
        "weight2": f"1{ones}{tens}",
        "year": str(year),
        "year2": str(year + 2),
        "pulse": str(pulse),
        "pulse2": str(pulse + 9),
        "rested": str(pulse - 14),
        "days": str(days),
        "friend": draws.pick(("friend", "cousin", "niece", "nephew")),
        "kin": kin[0],
        "kin2": kin[1],
        "age": str(60 + since),
        "since": str(since),
        "since2": str(since + 3),
        "month": draws.pick(MONTHS),
        "day": str(day),
        "today": str(day + gap),
        "gap": str(gap),
        "gap2": str(gap + 2),
        "course": str(course),
        "tablets": str(2 * course),
        "tablets2": str(2 * course - draws.pick((3, 4))),
        "fell": f"{hour}:{draws.pick(('30', '35', '40'))} am",
        "later": f"{hour + 1}:{draws.pick(('05', '10', '20'))} am",
        "earlier": f"{hour}:{draws.pick(('05', '10'))} am",
    }


_THREADS = (
    _Thread(
        "side",
        "stated",
        _Line(1, "Fell on wet stairs and hurt the {side} {part}."),
        3,
        "X-ray of the hurt {part}, the {side} one: no break.",
        "X-ray of the hurt {part}, the {other} one: no break.",
        "the {side} {part} was hurt, yet the line on the X-ray says it was the {other} one",
    ),
    _Thread(
        "stitches",
        "stated",
        _Line(4, "The cut on the chin was closed with {stitches} stitches."),
        5,
        "All {stitches} stitches are to come out in ten days.",
        "All {stitches2} stitches are to come out in ten days.",
        "the cut was closed with {stitches} stitches, so all of them cannot be {stitches2}",
    ),
    _Thread(
        "weight",
        "stated",
        _Line(3, "Weight today: {weight} pounds."),
        4,
        "Dose set by today's weight of {weight} pounds.",
        "Dose set by today's weight of {weight2} pounds.",
        "today's weight is {weight} pounds in one line and {weight2} in another",
    ),
    _Thread(
        "shot",
        "stated",
        _Line(2, "Last tetanus shot in {year}."),
        4,
        "No new shot needed, as the last one was in {year}.",
        "No new shot needed, as the last one was in {year2}.",
        "the last tetanus shot was in {year} by one line and in {year2} by another",
    ),
    _Thread(
        "travel",
        "stated",
        _Line(1, "Came in with only one person, the {kin}."),
        5,
        "Goes home with the {kin} who came along.",
        "Goes home with the {kin2} who came along.",
        "the one person who came along is the {kin} in one line and the {kin2} in another",
    ),
    _Thread(
        "pulse",
        "stated",
        _Line(2, "Pulse on arrival {pulse}."),
        4,
        "Pulse after a rest {rested}, down from {pulse} on arrival.",
        "Pulse after a rest {rested}, down from {pulse2} on arrival.",
        "the pulse on arrival is {pulse} in one line and {pulse2} in another",
    ),
    _Thread(
        "headache",
        "stated",
        _Line(2, "A headache began {days} days before the fall."),
        2,
        "In the {days} days of headache before the fall, ate little.",
        "In the {days} weeks of headache before the fall, ate little.",
        "the headache before the fall lasted {days} days in one line and {days} weeks in another",
    ),
    _Thread(
        "smoking",
        "implied",
        _Line(2, "Has never smoked."),
        5,
        "To stay out of rooms where others smoke.",
        "To cut down from ten cigarettes a day to five.",
        "someone who has never smoked cannot cut down from ten cigarettes a day",
    ),
    _Thread(
        "operations",
        "implied",
        _Line(2, "Has never had an operation."),
        3,
        "Belly soft, no pain when pressed, no scars.",
        "Belly soft; scar from taking out the appendix.",
        "taking out the appendix is an operation, and the note says there was never one",
    ),
    _Thread(
        "operations",
        "implied",
        _Line(2, "The {side} kidney was taken out in {year}."),
        3,
        "Scan: the {other} kidney looks normal.",
        "Scan: both of the kidneys look normal.",
        "a kidney that was taken out in {year} cannot look normal on a scan",
    ),
    _Thread(
        "home",
        "implied",
        _Line(1, "Lives alone in a house with stairs."),
        5,
        "A {friend} who lives nearby will help with meals.",
        "The {friend} who shares the home will help.",
        "someone who lives alone does not share the home with a {friend}",
    ),
    _Thread(
        "stitches",
        "implied",
        _Line(4, "The cut on the chin needed no stitches."),
        5,
        "The cut on the chin is to be kept dry for two days.",
        "The stitches in the chin come out in ten days.",
        "stitches that were not needed cannot come out in ten days",
    ),
    _Thread(
        "pressure",
        "implied",
        _Line(2, "Has never taken medicine for blood pressure."),
        5,
        "To have the blood pressure checked next month.",
        "To go on with the usual blood pressure tablet.",
        "nobody can go on with a usual tablet that was never taken",
    ),
    _Thread(
        "age",
        "implied",
        _Line(1, "Turned {age} last month."),
        2,
        "Stopped work at 60, {since} years ago.",
        "Stopped work at 60, {since2} years ago.",
        "someone who turned {age} stopped work at 60 about {since} years ago, not {since2}",
    ),
    _Thread(
        "fall",
        "implied",
        _Line(1, "The fall was at {fell} today."),
        2,
        "First seen here at {later}, soon after the fall.",
        "First seen here at {earlier}, soon after the fall.",
        "{earlier} is before {fell}, so it cannot be soon after the fall",
    ),
    _Thread(
        "fall",
        "implied",
        _Line(1, "The fall was on {month} {day}."),
        2,
        "Seen today, {month} {today}, {gap} days after the fall.",
        "Seen today, {month} {today}, {gap2} days after the fall.",
        "from {month} {day} to {month} {today} it is {gap} days, not {gap2}",
    ),
    _Thread(
        "pain",
        "implied",
        _Line(4, "To take one pain tablet twice a day for {course} days."),
        5,
        "Given {tablets} pain tablets, exactly enough.",
        "Given {tablets2} pain tablets, exactly enough.",
        "twice a day for {course} days takes {tablets} tablets, not {tablets2}",
    ),
    _Thread(
        "travel",
        "implied",
        _Line(1, "Was brought in lying down, by ambulance."),
        5,
        "A {friend}, called from here, drives the patient home.",
        "Drives home in the car used to come here.",
        "someone who came by ambulance did not come in a car that can be driven home",
    ),
)
_DECOYS = (
    _Decoy(
        "pain",
        (_Line(2, "Asked about pain tablets: wants none."), _Line(4, "Has had a change of mind: one pain tablet given.")),
        "a mind can change during a visit",
    ),
    _Decoy(
        "travel",
        (_Line(1, "Came in alone, by bus."), _Line(5, "A {friend}, called from here, drives the patient home.")),
        "the {friend} came later",
    ),
    _Decoy(
        "pressure",
        (_Line(2, "Is to take a blood pressure tablet each day."), _Line(2, "Forgot the blood pressure tablet today.")),
        "a tablet can be forgotten",
    ),
    _Decoy(
        "smoking",
        (_Line(2, "Does not smoke."), _Line(2, "Smoked for ten years, until {year}.")),
        "the smoking lies in the past",
    ),
    _Decoy(
        "side",
        (_Line(2, "The {other} {part} has been stiff for years."), _Line(3, "The {other} {part} was not hurt this time.")),
        "stiff is not the same as hurt",
    ),
    _Decoy(
        "sleep",
        (_Line(2, "Slept well last night."), _Line(2, "Has slept badly for most of the year.")),
        "one good night fits into a bad year",
    ),
    _Decoy(
        "fever",
        (_Line(2, "Felt hot at home."), _Line(3, "No fever here, temperature 98.6.")),
        "a person can feel hot without a fever",
    ),
    _Decoy(
        "pulse",
        (_Line(2, "Pulse on arrival {pulse}."), _Line(4, "Pulse after a rest {rested}.")),
        "a pulse goes down with rest",
    ),
)
_FILLERS = (
    _Line(2, "No known allergies to drugs or food."),
    _Line(2, "Last meal at 6:15 am, half a slice of toast."),
    _Line(3, "Breathes 14 times a minute, skin warm and dry."),
    _Line(3, "Both eyes react to light in the same way."),
    _Line(4, "A cold pack was put on at 10:25 am for 15 minutes."),
    _Line(5, "To call 555-0142 if the pain grows."),
    _Line(5, "To rest for two days and to walk a little each hour."),
    _Line(5, "A visit is set for 9:20 am on Monday of next week."),
)
