"""The rules of ``check``, and how to find one. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from readiness.check.rulebook import bank, form, items, words
from readiness.check.rulebook.page import Page

PAGES: dict[str, Page] = {page.id: page for page in (*form.PAGES, *items.PAGES, *words.PAGES, *bank.PAGES)}
"""Every rule by its id, in the order in which they are listed."""

_GROUPS = {
    "F": "The files",
    "W": "Waivers",
    "I": "One question",
    "H": "Rules of this house",
    "R": "What readers judge",
    "B": "The bank as a whole",
    "C": "What is said of the work",
}


_HEAD = """\
# The rules of `check`

Each message of `readiness check` ends with the id of its rule; `readiness check --explain I09` prints the page of one.
A rule is waived where it does not fit: [README.md](README.md) says how.
"""


class UnknownRule(KeyError):
    """There is no rule of this id; the message names the nearest."""


def page(id: str) -> Page:
    """The page of a rule, however its id is written. Raises UnknownRule."""
    wanted = re.sub(r"^([A-Z])(\d)$", r"\g<1>0\2", id.strip().upper())
    if wanted not in PAGES:
        nearest = max(PAGES, key=lambda known: SequenceMatcher(None, wanted, known).ratio())
        raise UnknownRule(f"there is no rule '{id}'; the nearest is {nearest}")
    return PAGES[wanted]


def listing() -> str:
    """The pages of all rules as Markdown, in groups."""
    parts = [_HEAD]
    for letter, heading in _GROUPS.items():
        parts.append(f"## {heading}\n")
        parts += [one.markdown for one in PAGES.values() if one.id.startswith(letter)]
    return "\n".join(parts)
