"""Entry items: write a date, a number or a word. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from math import ceil, floor
from numbers import Real
from typing import Any, ClassVar, cast

from readiness.ground.draws import Draws
from readiness.ground.english import MONTHS, WEEKDAYS, counted, full_date, written_day
from readiness.ground.items import EntryForm, EntryTask
from readiness.ground.responses import Answer
from readiness.kinds.kind import AnswerError, Finding, Part, Thing, WarmUp
from readiness.kinds.loose import text_at, texts_at

_WARM_UP = WarmUp(
    "How many days are there in a week? Write the number.",
    EntryTask(form="number", number=Decimal(7)),
    "Here you write the answer. If it is read as something else, you see that before it counts.",
)


class Entry:
    """The answer is text as ``read_entry`` gives it; it earns 1 or 0."""

    warm_up: ClassVar[WarmUp | None] = _WARM_UP

    def __init__(self, task: EntryTask) -> None:
        self.task = task

    @property
    def things(self) -> Mapping[str, Thing]:
        return {}

    @property
    def shuffled(self) -> bool:
        return False

    @property
    def listing(self) -> list[str]:
        return [f"Write a {self.task.form}."]

    def wording(self, answer: Answer) -> str:
        assert isinstance(answer, str)
        if self.task.form == "date":
            return written_day(answer)  # With its month in letters, since 3/4 is two days.
        # Answers are folded, and a code is written in capitals: all alike, since that must not tell which is right.
        capitals = self.task.form == "word" and all(written == written.upper() for written in self.task.accept)
        return answer.upper() if capitals else answer

    def read(self, answer: object) -> Answer:
        form = self.task.form
        if form == "number" and isinstance(answer, (Real, Decimal)) and not isinstance(answer, bool):
            answer = _in_digits(answer)
        if not isinstance(answer, str):
            raise AnswerError(f"text: {_WANTED[form]}")
        return read_entry(form, answer)

    def wanted(self, ids: Sequence[str]) -> dict[str, Any]:
        written = _WANTED[self.task.form]
        return {
            "description": f"{written[0].upper()}{written[1:]}.",
            "type": ["string", "number"] if self.task.form == "number" else "string",
            "maxLength": LONGEST,
        }

    def credit(self, answer: Answer) -> float:
        assert isinstance(answer, str)
        task = self.task
        if task.number is not None:
            return float(abs(Decimal(answer) - task.number) <= task.within)
        return float(answer in [read_entry(task.form, accepted) for accepted in task.accept])

    @property
    def chance(self) -> float:
        return 0.0

    @property
    def parts(self) -> int:
        return 1

    @property
    def key(self) -> Answer:
        if self.task.number is not None:
            return plain_number(self.task.number)
        return read_entry(self.task.form, self.task.accept[0])

    @property
    def right(self) -> str | None:
        return None

    def picks(self, answer: Answer) -> Mapping[Part, tuple[str, ...]]:
        return {}

    def worth(self, id: str) -> object:
        raise KeyError(id)

    def about(self, answer: Answer) -> list[str]:
        return []

    def hint(self, order: Sequence[str], draws: Draws) -> str:
        if self.task.form == "number":
            low, high = _around(Decimal(str(self.key)), draws)
            return f"It is a number from {low} to {high}."
        if self.task.form == "date":
            day = date.fromisoformat(str(self.key))
            return f"It is a day in {MONTHS[day.month - 1]} {day.year}."
        word = self.wording(self.key)
        return f"It begins with “{word[0]}” and has {counted(len(word), 'character')}."

    def blind(self, liked: Sequence[str], marks: Callable[[int], int], draws: Draws) -> Answer:
        return {"date": "2026-03-04", "number": str(draws.below(100)), "word": "word"}[self.task.form]

    @staticmethod
    def build(data: Mapping[str, Any]) -> EntryTask:
        if "number" in data:
            return EntryTask("number", number=Decimal(str(data["number"])), within=Decimal(str(data.get("within", 0))))
        return EntryTask(data["form"], accept=tuple(data["accept"]))

    @staticmethod
    def findings(data: Mapping[str, Any]) -> Iterator[Finding]:
        form = text_at(data, "form")
        if form is None:
            return
        for at, accepted in texts_at(data, "accept"):
            try:
                read_entry(cast(EntryForm, form), accepted)
            except AnswerError as error:
                yield ("accept", at), f"'{accepted}' cannot be read as a {form}: {error}"


# Reading what was written -------------------------------------------------------------------------------------------

LONGEST = 200
"""Characters that an entry may have."""

_MONTH_NUMBERS = {
    name: number for number, month in enumerate(MONTHS, start=1) for name in (month.casefold(), month[:3].casefold())
} | {"sept": 9}
_WEEKDAY_NUMBERS = {name: number for number, day in enumerate(WEEKDAYS) for name in (day.casefold(), day[:3].casefold())} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
_NUMBER = re.compile(r"[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.[0-9]+)?")
_LIKE = "like 3/4/2026, March 4 2026 or 2026-03-04"
_WANTED: dict[EntryForm, str] = {
    "date": f"write the date {_LIKE}",
    "number": "write the number alone, in digits, like 12 or 12.5",
    "word": "write a word",
}


def read_entry(form: EntryForm, text: str) -> str:
    """What a person typed, in one standard way of writing: an ISO date, a plain number, a folded word.

    Raises AnswerError, which says how to write it, when it cannot be read; such an answer is asked again, never
    marked wrong.
    """
    if len(text) > LONGEST:
        raise AnswerError(f"that is longer than {LONGEST} characters")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise AnswerError("that holds half a character, which cannot be saved; write it again")
    folded = " ".join(_plain_signs(unicodedata.normalize("NFKC", text)).casefold().split())
    if form == "date":
        return _read_date(folded)
    if form == "number":
        return _read_number(folded)
    if not folded:
        raise AnswerError(_WANTED["word"])
    return folded


def _plain_signs(text: str) -> str:
    """The text with every hyphen and dash as one sign, and without characters that only steer how text is set."""
    if text.isascii():
        return text  # It has none of these but the hyphen.
    kinds = ((c, unicodedata.category(c)) for c in text)
    return "".join("-" if kind == "Pd" or c == "−" else c for c, kind in kinds if kind != "Cf")


def _around(number: Decimal, draws: Draws) -> tuple[int, int]:
    """Two whole numbers with the number strictly between them, except that a number from 0 on has none below 0."""
    span = max(4, abs(int(number)) // 2)
    low, high = floor(number) - 1 - draws.below(span), ceil(number) + 1 + draws.below(span)
    return (max(0, low) if number >= 0 else low), high


def read_as_written(read: str, text: str) -> bool:
    """Whether an entry was read exactly as it was written, apart from capitals and spaces around it."""
    return read == text.strip().casefold()


def _read_date(text: str) -> str:
    """The ISO date of a text; a day of the week written before it has to be the right one."""
    named = re.fullmatch(r"([a-z]+)\.?,? (.+)", text, re.ASCII)
    if named is None or named[1] not in _WEEKDAY_NUMBERS:
        return _read_day(text)
    day = date.fromisoformat(_read_day(named[2]))
    if day.weekday() != _WEEKDAY_NUMBERS[named[1]]:
        raise AnswerError(f"that date is {full_date(day)}; change the day of the week or the date")
    return day.isoformat()


def _read_day(text: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
        year, month, day = match.groups()
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII):
        month, day, year = match.groups()
    elif match := re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text, re.ASCII):
        name, day, year = match.groups()
        month = _month(name)
    elif match := re.fullmatch(r"(\d{1,2}) ([a-z]{3,9})\.?,? (\d{4})", text, re.ASCII):
        day, name, year = match.groups()
        month = _month(name)
    elif _without_year(text):
        raise AnswerError(f"add the year, all four digits: {_LIKE}")
    else:
        raise AnswerError(_WANTED["date"])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise AnswerError(f"there is no such day; {_WANTED['date']}") from None


def _without_year(text: str) -> bool:
    """Whether this is a month and a day, with no year or two digits of one: 3/4, 3/4/26, March 4, 4 March."""
    if re.fullmatch(r"\d{1,2}([/-])\d{1,2}(\1\d{2})?", text, re.ASCII):
        return True
    match = re.fullmatch(r"([a-z]{3,9})\.? \d{1,2}(st|nd|rd|th)?,?|\d{1,2} ([a-z]{3,9})\.?,?", text, re.ASCII)
    return match is not None and (match[1] or match[3]) in _MONTH_NUMBERS


def _month(name: str) -> str:
    if name not in _MONTH_NUMBERS:
        raise AnswerError(_WANTED["date"])
    return str(_MONTH_NUMBERS[name])


def _in_digits(number: Any) -> str:
    """A real number, of Python or of NumPy, as one would write it; nothing, which is refused, for what no item asks for."""
    try:
        return f"{Decimal(str(number)):f}" if abs(float(number)) < 1e15 else ""
    except (InvalidOperation, OverflowError, ValueError):  # A fraction, such as 1/3; too large, or no number after all.
        return ""


def _read_number(text: str) -> str:
    if not any(character in "0123456789" for character in text) or not _NUMBER.fullmatch(text):
        raise AnswerError(_WANTED["number"])
    return plain_number(Decimal(text.replace(",", "")))


def plain_number(value: Decimal) -> str:
    """A number in digits, without an exponent, needless zeros or a negative zero."""
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain
