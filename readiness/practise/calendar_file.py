"""The dates of return as a calendar file that any calendar reads (iCalendar, RFC 5545). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

LONGEST = 75
"""Bytes of a line, without its end, before it is folded (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Date:
    """A topic and the day on which it is due; ``answers`` counts up, so that a newer file moves the event of an older."""

    topic: str
    title: str
    day: date
    answers: int


def calendar(bank: str, dates: Sequence[Date], now: datetime) -> bytes:
    """A calendar with an event of a whole day for every date. ``now``: with an offset from UTC, when it is written."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//readiness//practise//EN", "CALSCALE:GREGORIAN"]
    for one in dates:
        lines += _event(bank, one, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(bank: str, one: Date, now: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{one.topic}.{bank}@practise.readiness.invalid",
        f"DTSTAMP:{now.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{one.answers}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'Practice: {one.title}')}",
        f"DESCRIPTION:{_text('About ten minutes. In a terminal: readiness practice --due')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """A text value with its special signs escaped (3.3.11); what no text may hold is left out."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    text = "\\n".join(text.splitlines())
    return "".join(c for c in text if c == "\t" or (ord(c) >= 0x20 and ord(c) != 0x7F))


def _folded(line: str) -> bytes:
    """A line in pieces that a space continues, none of which cuts a character."""
    pieces, piece = [], b""
    for character in line:
        more = character.encode("utf-8")
        if len(piece) + len(more) > LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += more
    return b"\r\n".join([*pieces, piece])
