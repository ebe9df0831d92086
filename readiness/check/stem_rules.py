"""What the rules of item writing look at, and the rules about stems: one small function each.

A rule looks at the wording of one item and yields its flaws. An "error" gives the answer away or makes it unfair, a
"warning" may; a "house" flaw breaks a rule of this house (length, reading level, made-up data) that another bank may do
without. Sources: the NBME item-writing guide; Haladyna, Downing and Rodriguez 2002.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from readiness.check.findings import Severity
from readiness.check.readability import sentences
from readiness.ground.exhibits.parse import texts
from readiness.ground.items import Item
from readiness.kinds.dispatch import kind

Flaw: TypeAlias = "tuple[str, Severity, str]"
"""The id of the rule, how grave it is, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of an item as the rules look at them.

    ``question`` is the last sentence of the stem. ``options`` holds the options of a choice or judgement item, ``key``
    the right (or best) one, ``distractors`` the others and ``reasons`` why, by id; for other types they are empty.
    ``marks`` are the spots or pieces.
    """

    item: Item
    stem: str
    question: str
    options: tuple[str, ...]
    key: str
    distractors: tuple[str, ...]
    reasons: dict[str, str]
    marks: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Everything a person reads before answering."""
        return "\n".join((self.stem, *texts(self.item.exhibit or ""), *self.options, *self.marks))


def wording(item: Item) -> Wording:
    """The texts of an item."""
    shown = kind(item.task)
    things, right = shown.things, shown.right
    options = things if right is not None else {}
    texts = [" ".join((thing.text, *(value for _, value in thing.values))) for thing in things.values()]
    return Wording(
        item=item,
        stem=item.stem,
        question=(sentences(item.stem) or [""])[-1],
        options=tuple(option.text for option in options.values()),
        key="" if right is None else options[right].text,
        distractors=tuple(option.text for id, option in options.items() if id != right),
        reasons={id: option.why for id, option in options.items()},
        marks=tuple(texts) if right is None else (),
    )


# The stem -----------------------------------------------------------------------------------------------------------

_ASKS = re.compile(r"\b(what|which|who|whom|whose|when|where|why|how)\b", re.I)
_TELLS = re.compile(
    r"\b(mark|put|order|sort|arrange|place|find|write|build|spell|type|work out|give|enter|choose|pick|list)\b", re.I
)
_NEGATIVE = re.compile(
    r"\b(except|least)\b|\b(what|which)\b((?!\b(if|when|that|who)\b)[^,?])*\b(not|never|false|incorrect)\b", re.I
)
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


def full_question(of: Wording) -> Iterator[Flaw]:
    """A task may also tell what to do."""
    asks = of.stem.rstrip("\"'”’)*").endswith("?") and _ASKS.search(of.question)
    if not asks and (of.options or not _TELLS.search(of.stem)):
        yield "I01", "error", "the stem does not end with a full question (what, which, who, when, where, why or how ... ?)"


def focused(of: Wording) -> Iterator[Flaw]:
    if re.search(r"which (of (these|the following) )?(is|are) (true|correct|right)\b", of.stem, re.I):
        yield "I02", "error", "the stem cannot be answered with the options covered; ask about one thing"


def positive(of: Wording) -> Iterator[Flaw]:
    if found := _NEGATIVE.search(QUOTED.sub("", of.question)):
        yield "I03", "error", f"the question is turned round by '{found[0].split()[-1]}'; ask for what is so"


def no_blanks(of: Wording) -> Iterator[Flaw]:
    if re.search(r"_{2,}|\.{3}|…", of.stem):
        yield "I04", "error", "the stem has a blank to fill in; ask a full question"


def stands_alone(of: Wording) -> Iterator[Flaw]:
    if found := re.search(r"\b(previous|last) (item|question)\b|\bas above\b", of.stem, re.I):
        yield "I21", "error", f"'{found[0]}' points to another question; repeat the fact here"


def no_self_report(of: Wording) -> Iterator[Flaw]:
    asked = QUOTED.sub("", " ".join((of.question, *of.options)))
    if found := re.search(r"\b(I am|I always|[Hh]ow (good|confident) are you)\b", asked):
        yield "I37", "error", f"'{found[0]}' asks what people say of themselves; let them do something"


def judgement_scene(of: Wording) -> Iterator[Flaw]:
    if re.search(r"\b(would|do) you\b", QUOTED.sub("", of.stem), re.I):
        yield "I32", "error", "ask what one should do, not what 'you' would do"
    elif "should" not in of.question.casefold():
        yield "I32", "warning", "the question has no 'should'; ask what the coder should do"
    if not _ROLE.search(of.stem):
        yield "I32", "warning", "the stem names no role, such as coder, biller or trainee"


_ROLE = re.compile(
    r"\b(coder|biller|trainee|student|clerk|assistant|specialist|auditor|supervisor|technician|employee|worker)", re.I
)
