"""Slips people make when they copy: swapped digits, month and day swapped, a look-alike letter, a similar name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from readiness.templates.kit.people import FAMILY_NAMES, GIVEN_NAMES

Slips: TypeAlias = "list[tuple[str, str]]"
"""Wrong values for a line, each with what went wrong."""

SIMILAR_DIGITS = {"0": "6", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "5", "7": "1", "8": "3", "9": "4"}
LOOK_ALIKES = {"B": "8", "8": "B", "S": "5", "5": "S", "Z": "2", "2": "Z"}
"""Without O and 0, which some fonts of terminals do not tell apart."""


def number_slips(text: str, start: int = 0) -> Slips:
    """Slips in the digits from ``start`` on."""
    slips = []
    for i in range(start, len(text)):
        if not text[i].isdigit():
            continue
        slips.append((text[:i] + SIMILAR_DIGITS[text[i]] + text[i + 1 :], "one digit misread"))
        if text[i + 1 : i + 2].isdigit() and text[i] != text[i + 1]:
            slips.append((text[:i] + text[i + 1] + text[i] + text[i + 2 :], "two digits swapped"))
    return slips


def member_slips(text: str) -> Slips:
    """Slips in an ID of letters and digits."""
    look_alikes = [
        (text[:i] + LOOK_ALIKES[c] + text[i + 1 :], "a letter and a digit that look alike")
        for i, c in enumerate(text)
        if c in LOOK_ALIKES
    ]
    return look_alikes + [slip for slip in number_slips(text) if slip[1] == "two digits swapped"]


def date_slips(text: str) -> Slips:
    """Slips in a date written MM/DD/YYYY; each is a real day that can be a service date."""
    month, day, year = (int(piece) for piece in text.split("/"))
    slips = []
    if day <= 12 and day != month:
        slips.append((us_date(year, day, month), "month and day swapped"))
    swapped = day % 10 * 10 + day // 10
    if swapped != day and 1 <= swapped <= 28:
        slips.append((us_date(year, month, swapped), "the digits of the day swapped"))
    slips += [(us_date(year, month, other), "one day off") for other in (day - 1, day + 1) if 1 <= other <= 28]
    return slips


def birth_slips(text: str) -> Slips:
    month, day, year = (int(piece) for piece in text.split("/"))
    slips = [slip for slip in date_slips(text) if slip[1] != "one day off"]
    slips += [(us_date(year + step, month, day), "one year off") for step in (-1, 1)]
    swapped = year - year % 100 + year % 10 * 10 + year // 10 % 10
    if swapped != year and 1930 <= swapped <= 2015:
        slips.append((us_date(swapped, month, day), "the digits of the year swapped"))
    return slips


def us_date(year: int, month: int, day: int) -> str:
    return f"{month:02}/{day:02}/{year}"


def swapped_words(pairs: Mapping[str, str], slip: str) -> Callable[[str], Slips]:
    """Slips that put one word of a pair for the other, either way round."""
    both = {**pairs, **{second: first for first, second in pairs.items()}}

    def slips(text: str) -> Slips:
        words = text.split(" ")
        return [
            (" ".join([*words[:i], word.replace(word.rstrip(","), both[word.rstrip(",")]), *words[i + 1 :]]), slip)
            for i, word in enumerate(words)
            if word.rstrip(",") in both
        ]

    return slips


name_slips = swapped_words({**FAMILY_NAMES, **GIVEN_NAMES}, "a similar name")


def patient_slips(text: str) -> Slips:
    """Slips in a name like ``Okoro, Amina T.``"""
    family = text.split(",")[0]
    dropped = [
        (family[:i] + family[i + 1 :] + text[len(family) :], "a letter left out")
        for i in range(1, len(family))
        if len(family) > 4
    ]
    return name_slips(text) + dropped


def money_slips(text: str) -> Slips:
    """Slips in an amount like ``$25`` or ``$1,204.50``, written in the same way and under $10,000."""
    cents = "." in text
    plain = "".join(c for c in text if c.isdigit())
    slips = [
        *number_slips(plain),
        *((plain[:i] + plain[i + 1 :], "a digit left out") for i in range(1, len(plain) - 1)),
        (plain + "0", "the decimal point moved"),
    ]
    if cents:
        slips.append((plain[:-1], "a digit left out"))
    shown = [(money(int(wrong), cents), slip) for wrong, slip in slips if wrong[0] != "0"]
    longest = len("$9,999.99" if cents else "$9,999")
    return [(wrong, slip) for wrong, slip in shown if wrong != text and len(wrong) <= longest]


def money(amount: int, cents: bool) -> str:
    """An amount in cents, or in whole dollars, with its sign and comma."""
    return f"${amount // 100:,}.{amount % 100:02}" if cents else f"${amount:,}"
