"""Small pieces of English."""

from __future__ import annotations

import locale
from datetime import date

import pytest

from readiness.ground.english import (
    MONTHS,
    are,
    counted,
    day_of_year,
    in_a_row,
    listed,
    month_day,
    plural,
    short_month_day,
    time_in_words,
    unended,
    was,
)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b, c and d"),
        (["a, b"], "a, b"),
        (["a, b", "c"], "a, b, and c"),
        (["a", "b, b or b", "c"], "a; b, b or b; and c"),
    ],
)
def test_a_list_ends_with_and(names: list[str], words: str) -> None:
    assert listed(names) == words


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (0, "question", "0 questions"),
        (1, "question", "1 question"),
        (2, "question", "2 questions"),
        (1, "competency", "1 competency"),
        (2, "competency", "2 competencies"),
        (2, "day", "2 days"),  # a y after a vowel stays
    ],
)
def test_a_noun_follows_its_number(number: int, noun: str, words: str) -> None:
    assert counted(number, noun) == words
    assert f"{number} {plural(number, noun)}" == words


def test_one_is_and_others_are() -> None:
    assert [are(number) for number in (0, 1, 2)] == ["are", "is", "are"]
    assert [was(number) for number in (0, 1, 2)] == ["were", "was", "were"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (215, "3 hours 35 minutes"),
    ],
)
def test_an_hour_is_no_sixty_minutes(minutes: int, words: str) -> None:
    assert time_in_words(minutes) == words


def test_days_in_words() -> None:
    day = date(2026, 9, 5)
    assert (month_day(day), short_month_day(day), day_of_year(day)) == ("September 5", "Sep 5", "September 5, 2026")


def test_months_are_those_of_the_calendar_in_plain_c() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "C")
        assert [f"{date(2026, number, 1):%B}" for number in range(1, 13)] == list(MONTHS)
    finally:
        locale.setlocale(locale.LC_TIME, before)


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("He left.", "He left"),
        ("Friday, 2 p.m.", "Friday, 2 p.m."),
        ("It is 1.5.", "It is 1.5"),
        ("See U.S.", "See U.S."),
        ("Why?", "Why?"),
        ("", ""),
    ],
)
def test_a_text_within_a_sentence_has_no_period_of_its_own_but_an_abbreviations(text: str, within: str) -> None:
    assert unended(text) == within


def test_of_texts_in_a_row_only_the_last_one_ends() -> None:
    assert in_a_row(["One.", "Two at 3 p.m.", "Three."]) == "One; Two at 3 p.m.; Three."
    assert in_a_row([]) == ""
