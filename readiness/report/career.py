"""What a bank says of the work, and what of it meets what a person chose, as sections of plain blocks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from readiness.ground.career import Career, Fact, Fit, Reading, Short, in_words, last_day, out_of_date
from readiness.ground.english import day_of_year
from readiness.report import blocks
from readiness.report.blocks import Block, Bullets, Paragraph, Section, Table

WORTH = "Is it worth it?"
LIKE = "Would I like it?"


def worth_sections(career: Career, today: date) -> tuple[Section, ...]:
    """Is it worth it: in short, then the facts by topic, and at the end the pages that they rest on. What is out of date on
    the day is called old."""
    numbers = _numbered(fact.reading for topic in career.topics for fact in topic.facts)
    topics = [
        Section(
            f"worth-{topic.id}",
            topic.title,
            tuple(block for fact in topic.facts for block in _fact(career, fact, numbers, today)),
        )
        for topic in career.topics
    ]
    opening = Section("worth", WORTH, (*_in_short(career, today), *map(Paragraph, career.about)))
    return (opening, *topics, Section("worth-sources", "Sources", (_references(career, numbers, "worth"),)))


def _in_short(career: Career, today: date) -> Iterator[Block]:
    if career.summary:
        yield Paragraph("In short (sources below):", strong=True)
        yield Bullets(tuple(f"{short.text} ({_dated(short, today)})" for short in career.summary))


def _dated(short: Short, today: date) -> str:
    """The oldest date of the facts that carry it, and whether one of them is old on the day."""
    oldest = min((fact.as_of for fact in short.facts), key=last_day)
    return in_words(oldest) + "; old" * any(out_of_date(fact, today) for fact in short.facts)


def _numbered(readings: Iterable[Reading]) -> dict[Reading, int]:
    """Each reading once, numbered in order."""
    return {reading: number for number, reading in enumerate(dict.fromkeys(readings), start=1)}


def _references(career: Career, numbers: Mapping[Reading, int], part: str) -> blocks.References:
    """``part`` tells the references of one document from those of another on the same page."""
    return blocks.References(
        tuple(_reference(career, reading, number, f"{part}-source-{number}") for reading, number in numbers.items())
    )


def _fact(career: Career, fact: Fact, numbers: Mapping[Reading, int], today: date) -> Iterator[Block]:
    old = out_of_date(fact, today)
    source = career.sources[fact.reading.source]
    yield blocks.Fact(
        text=fact.text,
        claim=f"{career.claims_of}: {fact.claim}" if fact.claim else "",
        answer="Found:" if old else "Today:",
        as_of=in_words(fact.as_of) + " (old)" * old + _QUOTED * (fact.reading.how == "quoted"),
        publisher=source.publisher,
        url=source.url,
        number=numbers[fact.reading],
        reference=f"worth-source-{numbers[fact.reading]}",
    )
    if fact.rows:
        yield Table(fact.header, fact.rows)


_QUOTED = ", quoted on other pages, not checked at the source"
_HOW = {"page": "", "copy": ", in a stored copy", "quoted": _QUOTED}


def _reference(career: Career, reading: Reading, number: int, id: str) -> blocks.Reference:
    source = career.sources[reading.source]
    read = f"Read on {day_of_year(date.fromisoformat(reading.read))}{_HOW[reading.how]}."
    return blocks.Reference(id, number, source.title, source.publisher, source.url, read)


# Would I like it ----------------------------------------------------------------------------------------------------

_HEADINGS: dict[Fit, tuple[str, str]] = {
    "meets": ("like-meets", "What of the work meets what you chose"),
    "depends": ("like-depends", "What depends on the job"),
    "differs": ("like-differs", "What of the work is not what you chose"),
}


def like_sections(career: Career, chosen: Mapping[str, str]) -> tuple[Section, ...]:
    """What of the work meets the sides chosen, by the id of a choice; nothing is counted."""
    sides = [choice.sides[chosen[choice.id]] for choice in career.choices if choice.id in chosen]
    found = [
        Section(id, heading, (Bullets(tuple(side.told for side in sides if side.fit == fit)),))
        for fit, (id, heading) in _HEADINGS.items()
        if any(side.fit == fit for side in sides)
    ]
    opening = Section("like", LIKE, (Paragraph(_OPENING),))
    pages = _references(career, _numbered(choice.reading for choice in career.choices), "like")
    return (opening, *found, Section("like-read", "How to read this", (Paragraph(_CLOSING), pages)))


_OPENING = (
    "What you chose, beside what is known of this work. Nothing here is right or wrong, nothing is counted, and none of it "
    "goes into your readiness report."
)
_CLOSING = (
    "Most people who like their job dislike something in it. Talk with someone who does this work, and ask them "
    "about what stands above. What the work is like is taken from these descriptions of the whole occupation; jobs differ."
)
