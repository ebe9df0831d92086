"""When topics are due, and the calendar file that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.ground.responses import Response
from readiness.practise.calendar_file import Date, calendar
from readiness.practise.cards import cards, due_today, rating
from readiness.practise.words import when
from readiness.sitting.events import Practiced, moment

EAST = timezone(timedelta(hours=-5))
NOON = datetime(2026, 3, 2, 12, tzinfo=EAST)
DAY = timedelta(days=1)


def answer(at: datetime, credit: float = 1.0, *, topic: str = "clocks", hinted: bool = False) -> Practiced:
    return Practiced(moment(at), topic, Response("clocks-01", "a"), "d", credit, hinted, 0.0)


def due(*answers: Practiced, now: datetime | None = None) -> datetime:
    return cards(answers, now or answers[-1].moment.at)["clocks"].due.astimezone(EAST)


# Cards --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("credit", "hinted", "name"),
    [
        (1.0, False, "Good"),
        (1.0, True, "Hard"),
        (0.75, False, "Hard"),
        (0.5, False, "Again"),
        (0.0, False, "Again"),
        (0.0, True, "Again"),
    ],
)
def test_an_answer_is_rated_by_what_it_earned_and_the_hint(credit: float, hinted: bool, name: str) -> None:
    assert rating(answer(NOON, credit, hinted=hinted)).name == name


def test_right_answers_move_the_date_further_and_further_away() -> None:
    at, days, given = NOON, [], []
    for _ in range(5):
        given.append(answer(at))
        following = due(*given)
        days.append((following - at).days)
        at = following
    assert days == [2, 11, 46, 163, 497]


def test_what_was_missed_is_due_the_next_day_and_a_hint_brings_it_sooner() -> None:
    assert due(answer(NOON, 0.0)) == NOON + DAY
    assert due(answer(NOON, 1.0, hinted=True)) == NOON + DAY
    known = [answer(NOON), answer(NOON + 2 * DAY)]
    later = NOON + 13 * DAY
    last = [answer(later), answer(later, hinted=True), answer(later, 0.0)]
    assert [due(*known, one) - later for one in last] == [46 * DAY, 32 * DAY, 2 * DAY]


def test_the_same_answers_always_give_the_same_dates() -> None:
    given = [answer(NOON + n * DAY, n % 3 / 2) for n in range(20)]
    assert len({due(*given) for _ in range(5)}) == 1


def test_due_is_a_matter_of_the_day_where_the_person_is() -> None:
    late = answer(datetime(2026, 3, 2, 23, 50, tzinfo=EAST), 0.0)
    found = cards([late], late.moment.at)
    assert due_today(found, datetime(2026, 3, 2, 23, 55, tzinfo=EAST)) == []
    assert due_today(found, datetime(2026, 3, 3, 0, 1, tzinfo=EAST)) == ["clocks"]
    assert due_today(found, datetime(2026, 3, 9, tzinfo=EAST)) == ["clocks"]


def test_topics_that_are_due_first_come_first() -> None:
    given = [answer(NOON, 0.0, topic="b"), answer(NOON + timedelta(hours=1), 0.0, topic="a")]
    assert due_today(cards(given, NOON + 2 * DAY), NOON + 2 * DAY) == ["b", "a"]


def test_a_clock_set_back_loses_nothing() -> None:
    ahead = NOON + 1000 * DAY
    first, then = answer(NOON), answer(ahead)
    assert due(first, then, now=NOON) - NOON == due(first, then, now=ahead) - ahead
    back = Practiced(moment(NOON + DAY, then.moment.order), "clocks", then.response, "d", 0.0, False, 0.0)
    assert due(first, then, back, now=NOON + DAY) > NOON + DAY
    assert due(first, then, back, now=NOON + DAY) < NOON + 400 * DAY


moments = st.datetimes(datetime(1975, 1, 1), datetime(8000, 1, 1), timezones=st.just(timezone.utc))


@given(st.lists(st.tuples(moments, st.sampled_from([0.0, 0.5, 1.0]), st.booleans()), min_size=1, max_size=30), moments)
def test_whatever_the_clock_says_a_topic_is_due_after_now_or_its_last_answer(
    given: list[tuple[datetime, float, bool]], now: datetime
) -> None:
    answers = [answer(at, credit, hinted=hinted) for at, credit, hinted in given]
    found = cards(answers, now)["clocks"]
    assert found.answers == len(answers)
    assert DAY <= found.due - min(now, answers[-1].moment.at) <= 3650 * DAY


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Wednesday, March 4"),
        (400, "on April 6, 2027"),
    ],
)
def test_a_day_in_words(days: int, words: str) -> None:
    assert when(NOON.date() + days * DAY, NOON.date()) == words


# The calendar -------------------------------------------------------------------------------------------------------


@dataclass
class Component:
    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def one(self, name: str) -> str:
        """The value of a property that stands here exactly once."""
        (value,) = [value for other, _, value in self.properties if other == name]
        return value


def parsed(data: bytes) -> Component:
    """A calendar file as RFC 5545 has it, with no mercy: line ends, folding, names, nesting."""
    assert data.endswith(b"\r\n")
    rows = data[:-2].split(b"\r\n")
    assert not any(b"\r" in row or b"\n" in row for row in rows)
    assert all(len(row) <= 75 for row in rows)
    assert all(row.decode("utf-8") for row in rows)  # No character is cut in two.
    lines: list[str] = []
    for row in rows:
        if row[:1] in (b" ", b"\t"):
            lines[-1] += row[1:].decode()
        else:
            lines.append(row.decode())
    root = Component("")
    path = [root]
    for line in lines:
        found = re.fullmatch(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:,\"]+)*):(.*)", line)
        assert found, line
        name, parameters, value = found.groups()
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
        if name == "BEGIN":
            path[-1].inside.append(Component(value))
            path.append(path[-1].inside[-1])
        elif name == "END":
            assert path.pop().name == value
        else:
            pairs = dict(one.split("=", 1) for one in parameters.split(";")[1:])
            path[-1].properties.append((name, pairs, value))
    assert path == [root]
    (made,) = root.inside
    assert made.name == "VCALENDAR"
    return made


def text(value: str) -> str:
    """A text value without its escapes; any sign that had to be escaped and was not is a failure."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_a_calendar_has_an_event_of_a_whole_day_for_each_topic() -> None:
    dates = [Date("clocks", "Clocks and calendars", date(2026, 3, 5), 7), Date("phi", "Spotting; it", date(2026, 12, 31), 2)]
    made = parsed(calendar("medical", dates, NOON))
    assert [name for name, _, _ in made.properties] == ["VERSION", "PRODID", "CALSCALE"]
    assert made.one("VERSION") == "2.0"
    first, second = made.inside
    assert first.properties == [
        ("UID", {}, "clocks.medical@practise.readiness.invalid"),
        ("DTSTAMP", {}, "20260302T170000Z"),
        ("SEQUENCE", {}, "7"),
        ("DTSTART", {"VALUE": "DATE"}, "20260305"),
        ("DTEND", {"VALUE": "DATE"}, "20260306"),
        ("SUMMARY", {}, "Practice: Clocks and calendars"),
        ("DESCRIPTION", {}, "About ten minutes. In a terminal: readiness practice --due"),
        ("TRANSP", {}, "TRANSPARENT"),
    ]
    assert (second.one("SUMMARY"), second.one("DTEND")) == ("Practice: Spotting\\; it", "20270101")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_title_survives_a_calendar(title: str) -> None:
    made = parsed(calendar("b", [Date("t", title, date(2026, 3, 5), 1)], NOON))
    wanted = "\n".join(f"Practice: {title}".splitlines())
    wanted = "".join(c for c in wanted if c in "\t\n" or (ord(c) >= 0x20 and ord(c) != 0x7F))
    assert text(made.inside[0].one("SUMMARY")) == wanted


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("x" * 57, ["SUMMARY:Practice: " + "x" * 57]),
        ("x" * 58, ["SUMMARY:Practice: " + "x" * 57, " x"]),
        ("x" * 132, ["SUMMARY:Practice: " + "x" * 57, " " + "x" * 74, " x"]),
        ("x" * 56 + "é", ["SUMMARY:Practice: " + "x" * 56, " é"]),
    ],
)
def test_a_long_line_is_folded_after_75_bytes_and_never_within_a_character(title: str, rows: list[str]) -> None:
    written = calendar("b", [Date("t", title, date(2026, 3, 5), 1)], NOON).decode().split("\r\n")
    at = next(n for n, row in enumerate(written) if row.startswith("SUMMARY"))
    assert written[at : at + len(rows)] == rows
    assert written[at + len(rows)].startswith("DESCRIPTION:")
    parsed("\r\n".join(written).encode())
