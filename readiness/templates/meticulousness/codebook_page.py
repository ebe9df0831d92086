"""A page of an invented codebook, with a "code first" and a "not with" rule: which codes does a visit get?

A solver applies the rules; the wrong options are what comes out when one rule is overlooked. Two options always have
two codes and one has a single code, and each of the three is the key equally often, so their forms tell nothing. With
the rule on endings one option or two have the wrong ending, in such a way that the endings tell nothing either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import capitalized
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import ChoiceTask, Generated, Option
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import numbered, table

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rules": {
            "type": "integer",
            "minimum": 3,
            "maximum": 4,
            "description": "rules on the page; the fourth changes a code for patients who had the illness before",
        },
    },
    "required": ["rules"],
    "additionalProperties": False,
}

_STEM = "Which codes does this invented page give the note, in which order?"


@dataclass(frozen=True, slots=True)
class _Page:
    """Forms and causes with their codes; what goes first; the form and the cause that are not coded together.

    ``again`` is the last letter of a form's code when the patient had the illness before, "" when the page has no such
    rule.
    """

    illness: str
    forms: Mapping[str, str]
    causes: Mapping[str, str]
    cause_first: bool
    apart: tuple[str, str]
    again: str


@dataclass(frozen=True, slots=True)
class _Note:
    """What a note tells. ``second`` is a cause that is only possible beside one that is sure, "" when there is none."""

    form: str
    cause: str
    possible: bool
    second: str
    before: bool


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "codebook")
    page = _page(draws, params["rules"] == 4)
    note = _note(draws, page, alone=draws.below(3) == 0)
    served = draws.shuffled(_offered(draws, page, note))
    options = {
        letter: Option(", then ".join(codes) if codes[1:] else f"{codes[0]} alone", _reason(page, note, codes))
        for letter, codes in zip("abc", served)
    }
    key = "abc"[served.index(_codes(page, note, _cause_counts(page, note)))]
    task = ChoiceTask(options, key)
    return generated(_STEM, _exhibit(draws, page, note), task, _why(page, note))


def _offered(draws: Draws, page: _Page, note: _Note) -> list[tuple[str, ...]]:
    """Two pairs of codes and a single one. The pairs differ in the ending of the form's code, or else in their order.

    In the second case the single code has the other ending (if the page has two), so that rule 4 is never idle.
    """
    counts, other = _cause_counts(page, note), replace(note, before=not note.before)
    if page.again and draws.below(3):
        single = draws.pick((note, other)) if counts else note
        return [_codes(page, note, True), _codes(page, other, True), _codes(page, single, False)]
    pair = _codes(page, note if counts else other, True)
    return [pair, pair[::-1], _codes(page, other if counts else note, False)]


# The solver ---------------------------------------------------------------------------------------------------------


def _cause_counts(page: _Page, note: _Note) -> bool:
    """Rules 2 and 3."""
    return not note.possible and (note.form, note.cause) != page.apart


def _codes(page: _Page, note: _Note, with_cause: bool) -> tuple[str, ...]:
    """Rules 1 and 4."""
    form, cause = page.forms[note.form], page.causes[note.cause]
    if note.before and page.again:
        form = form[:-1] + page.again
    if not with_cause:
        return (form,)
    return (cause, form) if page.cause_first else (form, cause)


# The page and the note ----------------------------------------------------------------------------------------------

_ILLNESSES = ("hand dermatitis", "scalp dermatitis", "eyelid dermatitis", "foot dermatitis", "neck dermatitis")
_FORMS = (
    ("mild", "moderate", "severe"),
    ("dry", "blistering", "scaling"),
    ("superficial", "deep", "mixed"),
    ("localized", "scattered", "widespread"),
)
_CAUSES = ("bleach", "dust", "latex", "nickel", "perfume", "pollen", "soap", "sunscreen", "wool")


def _page(draws: Draws, repeats: bool) -> _Page:
    letters = draws.sample("CFGHJKMNPRTVWX", 4)
    family = f"{letters[0]}{draws.between(2, 9)}"
    numbers = [draws.between(low, low + 12) for low in (10, 24, 38, 52, 66, 80)]
    forms = draws.shuffled(draws.pick(_FORMS))
    causes = draws.sample(_CAUSES, 3)
    return _Page(
        draws.pick(_ILLNESSES),
        {form: f"{family}-{number}{letters[1]}" for form, number in zip(forms, numbers[:3])},
        {cause: f"{family}-{number}{letters[2]}" for cause, number in zip(causes, numbers[3:])},
        draws.below(2) == 0,
        (draws.pick(forms), draws.pick(causes)),
        letters[3] if repeats else "",
    )


def _note(draws: Draws, page: _Page, alone: bool) -> _Note:
    """A note in which the form is coded alone, or with its cause though the form or the cause is one of rule 3."""
    form, cause = page.apart
    possible = alone and draws.below(2) == 0
    if possible or not alone:
        others = [(other, cause) for other in page.forms if other != form]
        others += [(form, other) for other in page.causes if other != cause]
        form, cause = draws.pick(others)
    second = (
        "" if possible or page.again or draws.below(2) else draws.pick([other for other in page.causes if other != cause])
    )
    return _Note(form, cause, possible, second, before=bool(page.again) and draws.below(2) == 0)


def _exhibit(draws: Draws, page: _Page, note: _Note) -> list[Block]:
    rules = [
        f"Code form and cause, {_first(page)} first.",
        "A possible cause is not coded.",
        f"{capitalized(page.apart[1])} is not coded with the {page.apart[0]} form.",
    ]
    if page.again:
        rules.append(f"Had it before: the form's code ends in {page.again}.")
    cause = draws.pick(_POSSIBLE if note.possible else _SURE).format(note.cause, capitalized(note.cause))
    text = f"{capitalized(note.form)} {page.illness}. {cause}"
    if note.second:
        text += f" {capitalized(note.second)} is a possible second cause."
    if page.again:
        text += " " + draws.pick(_BEFORE if note.before else _NEVER)
    return [
        Title(page.illness.upper()),
        table(
            ("Form", "Code", "Cause", "Code"),
            ((*form, *cause) for form, cause in zip(page.forms.items(), page.causes.items())),
        ),
        numbered(rules),
        Title("NOTE"),
        Paragraph(text),
    ]


_SURE = ("Caused by {0}.", "Due to {0}.", "Brought on by {0}.", "{1} is the cause.")
_POSSIBLE = ("Possibly caused by {0}.", "Possible cause: {0}.", "{1} is a possible cause.", "Possibly due to {0}.")
_BEFORE = ("Had it in 2021.", "Back after three years.", "Second time.", "Had it in childhood.")
_NEVER = ("Never had it before.", "First episode.", "First time.", "No earlier episode.")
_HAD = {True: "had it before", False: "never had it before"}


# Reasons ------------------------------------------------------------------------------------------------------------


def _first(page: _Page) -> str:
    return "cause" if page.cause_first else "form"


def _sure(note: _Note) -> str:
    return f"The note is sure of {note.cause}, and rule 3 speaks of another pair."


def _left_out(note: _Note) -> str:
    if note.possible:
        return f"The note calls {note.cause} possible, so by rule 2 the form is coded alone."
    return f"Rule 3 keeps {note.cause} from the {note.form} form, so the form is coded alone."


def _reason(page: _Page, note: _Note, codes: tuple[str, ...]) -> str:
    """Why these codes are right, or each thing that is wrong about them."""
    counts, pair = _cause_counts(page, note), _codes(page, note, True)
    cause = page.causes[note.cause]
    texts = []
    if counts != (cause in codes):
        texts += [f"This {'leaves out' if counts else 'adds'} {note.cause}.", _sure(note) if counts else _left_out(note)]
    if cause in codes and codes.index(cause) != pair.index(cause):
        texts.append(f"This turns the order around: by rule 1 the code of the {_first(page)} goes first.")
    if not {*codes} <= {*pair}:
        texts.append(f"The patient {_HAD[note.before]}, so the form's code ends in another letter than this.")
    return " ".join(texts) or (f"{_sure(note)} Both are coded." if counts else _left_out(note))


def _why(page: _Page, note: _Note) -> str:
    texts = [f"{_sure(note)} Both are coded, the {_first(page)} first." if _cause_counts(page, note) else _left_out(note)]
    if note.second:
        texts.append(f"The second cause, {note.second}, is only possible.")
    if page.again:
        ending = page.again if note.before else page.forms[note.form][-1]
        texts.append(f"The patient {_HAD[note.before]}, so the form's code ends in {ending}.")
    return " ".join([*texts, _CLOSE])


_CLOSE = (
    "It is tempting to stop at the table and write down what the note names. Test each rule against the note, one "
    "after another, and ask of each whether its condition is met."
)
