"""What ``check`` says of dated facts: those that are too old to be told as what holds today. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from readiness.check.findings import Finding
from readiness.ground.career import MOST_MONTHS, Career, in_words, out_of_date


def career_findings(career: Career, bank_id: str, today: date) -> Iterator[Finding]:
    """What is wrong with what a bank says of the work, given the id of the bank and the day."""
    if career.bank != bank_id:
        message = f"this is of the bank '{career.bank}', and blueprint.yaml says '{bank_id}'"
        yield Finding("C01", "error", career.place, message)
    for topic in career.topics:
        for fact in topic.facts:
            if not fact.past and out_of_date(fact, today):
                message = f"{fact.id}: it is of {in_words(fact.as_of)}, which is more than {MOST_MONTHS} months ago"
                message += "; look for a newer one, or say 'past: true'"
                yield Finding("C02", "warning", fact.place, message)
    yield Finding("C02", "not checked", career.place, "whether the facts still stand where they were read")
