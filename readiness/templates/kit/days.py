"""The days on which the events of an exhibit may lie, and those on which offices are closed."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2025, 12, 31)
"""Past days only: whoever is asked shall not read of a visit that is still to come."""

# Days on which most US offices are closed. None lies in a span that is counted: the closed days on screen are the
# only ones, and a person who knows the holidays should not have to wonder.
HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        "2024-01-01",
        "2024-01-15",
        "2024-02-19",
        "2024-05-27",
        "2024-06-19",
        "2024-07-04",
        "2024-09-02",
        "2024-10-14",
        "2024-11-11",
        "2024-11-28",
        "2024-11-29",
        "2024-12-24",
        "2024-12-25",
        "2025-01-01",
        "2025-01-09",
        "2025-01-20",
        "2025-02-17",
        "2025-05-26",
        "2025-06-19",
        "2025-07-04",
        "2025-09-01",
        "2025-10-13",
        "2025-11-11",
        "2025-11-27",
        "2025-11-28",
        "2025-12-24",
        "2025-12-25",
        "2025-12-26",
    )
)


def is_workday(day: date) -> bool:
    """Whether offices are open: Monday to Friday, no holiday."""
    return day.weekday() < 5 and day not in HOLIDAYS


def days_in_month(day: date) -> int:
    """How many days the month of the day has."""
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return (following - timedelta(days=1)).day
