"""Calendar pages, the lengths of months, and the days on which offices are closed."""

from __future__ import annotations

from datetime import date, timedelta

from readiness.ground.english import MONTHS
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.templates.kit.papers import table

MONTH_LENGTHS = Paragraph("April, June, September and November have 30 days, February has 28, and the other months have 31.")
"""Right for 2026 and 2027."""

# Days on which most US offices are closed. None lies in a span that is counted: the closed days on screen are the
# only ones, and a person who knows the holidays should not have to wonder.
HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        "2026-01-01",
        "2026-01-19",
        "2026-02-16",
        "2026-05-25",
        "2026-06-19",
        "2026-07-03",
        "2026-09-07",
        "2026-10-12",
        "2026-11-11",
        "2026-11-26",
        "2026-12-25",
        "2027-01-01",
        "2027-01-18",
        "2027-02-15",
        "2027-05-31",
        "2027-06-18",
        "2027-07-05",
        "2027-09-06",
        "2027-10-11",
        "2027-11-11",
        "2027-11-25",
        "2027-12-24",
    )
)


def month_calendar(year: int, month: int) -> list[Block]:
    """A calendar page, weeks from Sunday."""
    day = date(year, month, 1)
    cells = [""] * ((day.weekday() + 1) % 7)
    while day.month == month:
        cells.append(str(day.day))
        day += timedelta(days=1)
    cells += [""] * (-len(cells) % 7)
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    return [Title(f"{MONTHS[month - 1]} {year}"), table(["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"], weeks, right=range(7))]
