"""Small pieces of English: lists, counts, days. Pure.

Own names of months and days, because those of strftime and calendar follow the machine's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; nothing for none.

    Of names with commas of their own: ``a, a, and b`` or ``a, a; b; and c``.
    """
    if names[1:] and any("," in name for name in names):
        mark = ";" if names[2:] else ","
        return f"{f'{mark} '.join(names[:-1])}{mark} and {names[-1]}"
    return " and ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])


def plural(number: int, noun: str) -> str:
    """The noun as it stands after the number: ``question`` after 1, ``questions``, ``competencies`` after any other."""
    if number == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 question``, ``2 competencies``, ``3 days``."""
    return f"{number} {plural(number, noun)}"


def time_in_words(minutes: int) -> str:
    """Minutes as a person counts them: ``45 minutes``, ``1 hour``, ``3 hours 35 minutes``."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*[counted(hours, "hour")] * bool(hours), *[counted(rest, "minute")] * bool(rest or not hours)])


def are(number: int) -> str:
    """``is`` after 1, ``are`` after any other number."""
    return "is" if number == 1 else "are"


def was(number: int) -> str:
    """``was`` after 1, ``were`` after any other number."""
    return "was" if number == 1 else "were"


def capitalized(text: str) -> str:
    """The text with a capital first letter, its other letters as they are."""
    return text[:1].upper() + text[1:]


def unended(text: str) -> str:
    """A text without the period that ends it, to stand within a sentence; that of an abbreviation such as "a.m." stays."""
    parts = text.rpartition(" ")[2].split(".")
    short = len(parts) > 2 and all(len(part) == 1 and part.isalpha() for part in parts[:-1])
    return text if short else text.removesuffix(".")


def in_a_row(texts: Sequence[str]) -> str:
    """Texts behind one another, with semicolons; only the last one keeps its period."""
    return "; ".join([*map(unended, texts[:-1]), *texts[-1:]])


def begun(text: str, room: int) -> str:
    """How a text begins, in at most so many characters and to the end of a word: ``A coder finds ...``"""
    text = " ".join(text.split())
    return text if len(text) <= room else f"{text[: room - 3].rpartition(' ')[0].rstrip(',;:')} ..."


_FORM_NAMES = {"first": "first look", "quick": "quick check", "full": "full assessment"}


def form_name(form: str) -> str:
    """A form as a person knows it; a bank may have others."""
    return _FORM_NAMES.get(form, form)


def month_day(day: date) -> str:
    """``March 5``"""
    return f"{MONTHS[day.month - 1]} {day.day}"


def short_month_day(day: date) -> str:
    """``Mar 5``"""
    return f"{MONTHS[day.month - 1][:3]} {day.day}"


def weekday_month_day(day: date) -> str:
    """``Thursday, March 5``"""
    return f"{WEEKDAYS[day.weekday()]}, {month_day(day)}"


def day_of_year(day: date) -> str:
    """``March 5, 2026``"""
    return f"{month_day(day)}, {day.year}"


def written_day(iso: str) -> str:
    """``March 4, 2026`` for ``2026-03-04``."""
    return day_of_year(date.fromisoformat(iso))


def full_date(day: date) -> str:
    """``Thursday, March 5, 2026``"""
    return f"{weekday_month_day(day)}, {day.year}"
