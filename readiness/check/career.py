"""What ``check`` says of dated facts: those that are too old to be told as what holds today. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from readiness.check.findings import Finding
from readiness.ground.career import Career, in_words, last_day

MOST_MONTHS = 18
"""A fact of a month is out of date when so many months have passed since its end."""


def career_findings(career: Career, bank_id: str, today: date) -> Iterator[Finding]:
    """What is wrong with what a bank says of the work, given the id of the bank and the day."""
    if career.bank != bank_id:
        message = f"this is of the bank '{career.bank}', and blueprint.yaml says '{bank_id}'"
        yield Finding("C01", "error", career.place, message)
    for topic in career.topics:
        for fact in topic.facts:
            if not fact.past and _months_since(last_day(fact.as_of), today) >= MOST_MONTHS:
                message = f"{fact.id}: it is of {in_words(fact.as_of)}, which is more than {MOST_MONTHS} months ago"
                message += "; look for a newer one, or say 'past: true'"
                yield Finding("C02", "warning", fact.place, message)
    yield Finding("C02", "not checked", career.place, "whether the facts still stand where they were read")


def _months_since(day: date, today: date) -> int:
    """Whole months from a day on; the last day of a month counts as the end of it."""
    months = 12 * (today.year - day.year) + today.month - day.month
    return months - (today.day <= day.day)
