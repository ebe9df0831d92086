"""What an answer to each type of item may look like, and the credit it earns (0..1). Pure.

``chance`` is what a guesser may expect, ``parts`` the number of decisions an item asks for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from math import comb, fsum

from readiness.draws import Draws
from readiness.model import Answer, ChoiceTask, EntryForm, EntryTask, Item, JudgementTask, MarkTask, OrderTask, Task


class AnswerError(ValueError):
    """An answer that does not fit its task; the message says what is wanted."""


# Reading ------------------------------------------------------------------------------------------------------------

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NAMES = {name: number for number, month in enumerate(_MONTHS, start=1) for name in (month, month[:3])} | {"sept": 9}
_NUMBER = re.compile(r"[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.[0-9]+)?")
_DATE_FORMS = "write the date like 2026-03-04, March 4 2026 or 3/4/2026"
_ENTRY_LIMIT = 200


def read_entry(form: EntryForm, text: str) -> str:
    """What a person typed, in one standard way of writing: an ISO date, a plain number, a folded word.

    Raises AnswerError, which says how to write it, when it cannot be read; such an answer is asked again, never
    marked wrong.
    """
    if len(text) > _ENTRY_LIMIT:
        raise AnswerError(f"that is longer than {_ENTRY_LIMIT} characters")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise AnswerError("that holds half a character, which cannot be saved; write it again")
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if form == "date":
        return _read_date(folded)
    if form == "number":
        return _read_number(folded)
    if not folded:
        raise AnswerError("write a word")
    return folded


def read_as_written(read: str, text: str) -> bool:
    """Whether an entry was read exactly as it was written, apart from capitals and spaces around it."""
    return read == text.strip().casefold()


def _read_date(text: str) -> str:
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
        raise AnswerError("add the year, all four digits: like 2026-03-04, March 4 2026 or 3/4/2026")
    else:
        raise AnswerError(_DATE_FORMS)
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise AnswerError(f"there is no such day; {_DATE_FORMS}") from None


def _without_year(text: str) -> bool:
    """Whether this is a month and a day, with no year or two digits of one: 3/4, 3/4/26, March 4, 4 March."""
    if re.fullmatch(r"\d{1,2}([/-])\d{1,2}(\1\d{2})?", text, re.ASCII):
        return True
    match = re.fullmatch(r"([a-z]{3,9})\.? \d{1,2}(st|nd|rd|th)?,?|\d{1,2} ([a-z]{3,9})\.?,?", text, re.ASCII)
    return match is not None and (match[1] or match[3]) in _MONTH_NAMES


def _month(name: str) -> str:
    if name not in _MONTH_NAMES:
        raise AnswerError(_DATE_FORMS)
    return str(_MONTH_NAMES[name])


def _read_number(text: str) -> str:
    if not any(character in "0123456789" for character in text) or not _NUMBER.fullmatch(text.replace("\u2212", "-")):
        raise AnswerError("write a number in digits, like 12 or 12.5")
    try:
        value = Decimal(text.replace("\u2212", "-").replace(",", ""))
    except InvalidOperation:
        raise AnswerError("write a number in digits, like 12 or 12.5") from None
    return plain_number(value)


def plain_number(value: Decimal) -> str:
    """A number in digits, without an exponent, needless zeros or a negative zero."""
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def read_answer(task: Task, answer: object) -> Answer:
    """The answer in standard form; None is "don't know". Raises AnswerError saying what is wanted instead."""
    if answer is None:
        return None
    if isinstance(task, ChoiceTask):
        if not isinstance(answer, str) or answer not in task.options:
            raise AnswerError(f"one of {_listed(task.options)}")
        return answer
    if isinstance(task, JudgementTask):
        if isinstance(answer, dict) and set(answer) == {"best", "worst"}:
            best, worst = answer["best"], answer["worst"]
            known = isinstance(best, str) and isinstance(worst, str) and best in task.options and worst in task.options
            if known and best != worst:
                return {"best": best, "worst": worst}
        raise AnswerError(f'{{"best": .., "worst": ..}}, two different ones of {_listed(task.options)}')
    if isinstance(task, MarkTask):
        ids = _ids(answer, task.spots)
        if not ids:
            raise AnswerError(f"a list with at least one of {_listed(task.spots)}, each at most once")
        return tuple(spot for spot in task.spots if spot in ids)
    if isinstance(task, OrderTask):
        ids = _ids(answer, task.pieces)
        if ids is None or len(ids) != len(task.pieces):
            raise AnswerError(f"a list that places every one of {_listed(task.pieces)} once")
        return tuple(ids)
    if task.form == "number" and isinstance(answer, (int, float)) and not isinstance(answer, bool):
        answer = f"{Decimal(str(answer)):f}" if abs(answer) < 1e15 else ""
    if not isinstance(answer, str):
        raise AnswerError(f"text: {_ENTRY_WANTED[task.form]}")
    return read_entry(task.form, answer)


_ENTRY_WANTED: dict[EntryForm, str] = {
    "date": _DATE_FORMS,
    "number": "write a number in digits, like 12 or 12.5",
    "word": "write a word",
}


def _ids(answer: object, known: Iterable[str]) -> list[str] | None:
    """The answer as a list of different known ids, or None."""
    if not isinstance(answer, (list, tuple)):
        return None
    ids = [id for id in answer if isinstance(id, str)]
    known = set(known)
    if len(ids) != len(answer) or len(set(ids)) != len(ids) or not known.issuperset(ids):
        return None
    return ids


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)


# Credit -------------------------------------------------------------------------------------------------------------


def credit(task: Task, answer: Answer) -> float:
    """The credit, 0..1, of an answer that ``read_answer`` let through; "don't know" earns the chance (Lord 1974)."""
    if answer is None:
        return chance(task)
    if isinstance(task, ChoiceTask):
        return float(answer == task.key)
    if isinstance(task, JudgementTask):
        assert isinstance(answer, dict)
        return ((answer["best"] == task.best) + (answer["worst"] == task.worst)) / 2
    if isinstance(task, MarkTask):
        keyed, unkeyed = len(task.key), len(task.spots) - len(task.key)
        hits = sum(spot in task.key for spot in answer)
        return max(0.0, hits / keyed - (len(answer) - hits) / min(keyed, unkeyed))
    if isinstance(task, OrderTask):
        return _order_credit(task, tuple(answer))
    assert isinstance(answer, str)
    if task.number is not None:
        return float(abs(Decimal(answer) - task.number) <= task.within)
    return float(answer in [read_entry(task.form, accepted) for accepted in task.accept])


def _order_credit(task: OrderTask, answer: tuple[str, ...]) -> float:
    group = {piece: rank for rank, tied in enumerate(task.key) for piece in tied}
    ranks = [group[piece] for piece in answer]
    pairs = [(first, second) for i, first in enumerate(ranks) for second in ranks[i + 1 :] if first != second]
    agreeing = sum(first < second for first, second in pairs)
    return max(0.0, (2 * agreeing - len(pairs)) / len(pairs))


def chance(task: Task) -> float:
    """The credit a guesser may expect, 0..1: of the best blind rule for mark, the exact mean over all orders for order."""
    if isinstance(task, (ChoiceTask, JudgementTask)):
        return 1 / len(task.options)
    if isinstance(task, MarkTask):
        return _mark_chance(len(task.key), len(task.spots) - len(task.key))
    if isinstance(task, OrderTask):
        return _order_chance(tuple(sorted(len(tied) for tied in task.key)))
    return 0.0


@cache
def _mark_chance(keyed: int, unkeyed: int) -> float:
    """The largest mean credit over the blind rules "mark j spots at random", j = 1..all."""

    def mean(marks: int) -> float:
        ways = comb(keyed + unkeyed, marks)
        return fsum(
            comb(keyed, hits)
            * comb(unkeyed, marks - hits)
            / ways
            * max(0.0, hits / keyed - (marks - hits) / min(keyed, unkeyed))
            for hits in range(max(0, marks - unkeyed), min(keyed, marks) + 1)
        )

    return max(mean(marks) for marks in range(1, keyed + unkeyed + 1))


@cache
def _order_chance(group_sizes: tuple[int, ...]) -> float:
    """The mean credit over all orders, from the distribution of disagreeing pairs.

    The number of inversions of a random arrangement of groups is distributed as the Gaussian multinomial coefficient
    (MacMahon 1915), built here as a product of Gaussian binomials.
    """
    ways, placed = [1], 0
    for size in group_sizes:
        ways = _times(ways, _gaussian_binomial(placed + size, size))
        placed += size
    pairs = len(ways) - 1
    total = sum(ways)
    # fsum, because sum of floats rounds differently from Python 3.12 on.
    return fsum(n * max(0.0, (pairs - 2 * inversions) / pairs) for inversions, n in enumerate(ways)) / total


def _gaussian_binomial(n: int, k: int) -> list[int]:
    """Coefficients of the q-binomial: how many k-subsets of n places have each number of inversions."""
    row = [[1]] + [[] for _ in range(k)]
    for size in range(1, n + 1):
        for j in range(min(size, k), 0, -1):
            shifted = [0] * (size - j) + row[j - 1]
            row[j] = [a + b for a, b in zip(row[j] + [0] * len(shifted), shifted + [0] * len(row[j]))]
            while row[j] and not row[j][-1]:
                row[j].pop()
    return row[k]


def _times(left: list[int], right: list[int]) -> list[int]:
    product = [0] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] += a * b
    return product


def parts(task: Task) -> int:
    """How many decisions the task asks for."""
    if isinstance(task, JudgementTask):
        return 2
    if isinstance(task, MarkTask):
        return min(len(task.key), len(task.spots) - len(task.key))
    if isinstance(task, OrderTask):
        return len(task.pieces) - 1
    return 1


# Showing ------------------------------------------------------------------------------------------------------------


def key_answer(task: Task) -> Answer:
    """An answer that earns full credit."""
    if isinstance(task, ChoiceTask):
        return task.key
    if isinstance(task, JudgementTask):
        return {"best": task.best, "worst": task.worst}
    if isinstance(task, MarkTask):
        return tuple(spot for spot in task.spots if spot in task.key)
    if isinstance(task, OrderTask):
        return tuple(piece for tied in task.key for piece in tied)
    if task.number is not None:
        return plain_number(task.number)
    return read_entry(task.form, task.accept[0])


def served_order(item: Item, seed: int) -> tuple[str, ...]:
    """The order in which a sitting with that seed shows the options, spots or pieces of an item; empty for entry."""
    task = item.task
    if isinstance(task, MarkTask):
        return tuple(task.spots)
    if isinstance(task, EntryTask):
        return ()
    ids = tuple(task.pieces) if isinstance(task, OrderTask) else tuple(task.options)
    if not isinstance(task, OrderTask) and not task.shuffle:
        return ids
    return tuple(Draws(seed, item.id, "served").shuffled(ids))


def wording(task: Task, answer: Answer) -> str:
    """An answer in the item's own words, on one line."""
    if answer is None:
        return "don't know"
    if isinstance(task, ChoiceTask):
        assert isinstance(answer, str)
        return task.options[answer].text
    if isinstance(task, JudgementTask):
        assert isinstance(answer, dict)
        best, worst = task.options[answer["best"]].text, task.options[answer["worst"]].text
        return f"Best: {best.rstrip('.')}. Worst: {worst}"
    if isinstance(task, MarkTask):
        return "; ".join(task.spots[spot].text for spot in answer)
    if isinstance(task, OrderTask):
        return "; ".join(f"{place}. {task.pieces[piece]}" for place, piece in enumerate(answer, start=1))
    assert isinstance(answer, str)
    return answer
