"""Who is who in a bank: women and men by pronoun and title, and in which role. Pure.

What a program cannot tell, who errs and where names come from, is said as not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import comb

from readiness.check.exact import Guess, tally
from readiness.check.findings import LEAST, Finding, top
from readiness.ground.items import Item
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank

_SHE = re.compile(r"\b(she|her|hers|herself|mrs|ms)\b", re.I)
_HE = re.compile(r"\b(he|him|his|himself|mr)\b", re.I)
ROLES = {
    "doctor": r"doctors?|dr\.|physicians?|surgeons?|radiologists?|providers?",
    "nurse": r"nurses?",
    "coder": r"coders?",
    "biller": r"billers?",
    "supervisor": r"supervisors?|managers?|lead|directors?",
    "clerk": r"clerks?|receptionists?|assistants?|front desk",
    "patient": r"patients?",
    "trainee": r"trainees?|students?|newcomers?",
}
"""Roles by the words that name them."""
BALANCE, PEOPLE_P = 10, 0.05
"""Points off half and half, and how rare that must be by chance."""


def people(bank: ItemBank) -> Iterator[Finding]:
    """Women and men, in items that have only one of the two."""
    only = [women for _, women in _of_one_gender(bank)]
    women, place = sum(only), top(bank)
    if len(only) >= LEAST and abs(100 * women / len(only) - 50) > BALANCE:
        p = tally([Guess(2, 1, one) for one in only]).p
        if p < PEOPLE_P:
            message = f"{women} questions speak only of 'she' or 'Ms.' and {len(only) - women} only of 'he' or 'Mr.'"
            yield Finding("B20", "warning", place, f"{message} (p = {p:.3f}); make it about half and half")
    yield Finding("B20", "not checked", place, "who errs and who is right, and where the names of people come from")


def roles(bank: ItemBank) -> Iterator[Finding]:
    """A role that goes with one gender more than the rest of the bank does; the roles share the level of the test."""
    found = _of_one_gender(bank)
    for role, pattern in ROLES.items():
        with_role = [women for text, women in found if re.search(rf"\b({pattern})(?!\w)", text, re.I)]
        others = len(found) - len(with_role)
        women, all_women = sum(with_role), sum(women for _, women in found)
        if len(with_role) < LEAST or others < LEAST:
            continue
        p = fisher_p(women, len(with_role) - women, all_women - women, others - (all_women - women))
        if p < PEOPLE_P / len(ROLES):
            message = f"{women} of the {len(with_role)} questions that name a {role} and one gender have women only"
            rest = f"{all_women - women} of {others} elsewhere"
            yield Finding("B20", "warning", top(bank), f"{message}, {rest} (p = {p:.4f}); vary who has this role")


def _of_one_gender(bank: ItemBank) -> list[tuple[str, bool]]:
    """The texts that speak of women only (True) or of men only (False)."""
    texts = [_told(item) for item in bank.items.values()]
    genders = [(text, bool(_SHE.search(text)), bool(_HE.search(text))) for text in texts]
    return [(text, women) for text, women, men in genders if women != men]


def _told(item: Item) -> str:
    return "\n".join((item.stem, item.exhibit or "", *(thing.text for thing in kind(item.task).things.values())))


def fisher_p(*table: int) -> float:
    """Fisher's exact test of a table of two rows and two columns, two-sided: all tables as rare as this one or rarer."""
    a, b, c, d = table
    row, column, total = a + b, a + c, a + b + c + d
    ways: Sequence[int] = [comb(column, k) * comb(total - column, row - k) for k in range(row + 1)]
    return sum(way for way in ways if way <= ways[a]) / comb(total, row)
