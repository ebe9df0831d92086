"""A page of an invented codebook, with a "code first" and a "not with" rule: which codes does a visit get?

A solver applies the rules; the wrong options are what comes out when one rule is overlooked. Two options always have
two codes and one has a single code, and each of the three is the key equally often, so their forms tell nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from readiness.draws import Draws
from readiness.model import ChoiceTask, Generated, Option
from readiness.templates.marking import capitalized, generated, wrapped
from readiness.templates.people import full_name

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rules": {
            "type": "integer", "minimum": 3, "maximum": 4,
            "description": "rules on the page; the fourth changes a code for patients who had the illness before",
        },
    },
    "required": ["rules"],
    "additionalProperties": False,
}

_STEM = (
    "This codebook page on a made-up illness, {}, is invented. Follow its rules. What is coded for the visit in the "
    "note, and in which order?"
)


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
    form: str
    cause: str
    possible: bool
    before: bool


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "codebook")
    page = _page(draws, params["rules"] == 4)
    note = _note(draws, page, alone=draws.below(3) == 0)
    counts = _cause_counts(page, note)
    pair, single = _codes(page, note, True), _codes(page, note, False)
    if page.again and draws.below(2):
        wrong_pair = _codes(page, replace(note, before=not note.before), True)
        slip = f"The patient {_HAD[note.before]}, so the form's code ends in another letter than this."
    else:
        wrong_pair = (pair[1], pair[0])
        slip = f"This turns the order around: by rule 1 the code of the {_first(page)} goes first."
    if counts:
        whys = (f"{_sure(note)} Both are coded.", slip, f"This leaves out {note.cause}. {_sure(note)}")
    else:
        whys = (f"This adds {note.cause}. {_left_out(note)}", f"{_left_out(note)} {slip}", _left_out(note))
    options = {
        codes: Option(", then ".join(codes) if codes[1:] else f"{codes[0]} alone", why)
        for codes, why in zip((pair, wrong_pair, single), whys)
    }
    served = draws.shuffled(options)
    right = pair if counts else single
    task = ChoiceTask(dict(zip("abc", (options[codes] for codes in served))), "abc"[served.index(right)])
    return generated(_STEM.format(page.illness), _exhibit(draws, page, note), task, _why(page, note))


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

def _page(draws: Draws, repeats: bool) -> _Page:
    letters = draws.sample("CFGHJKMNPRTVWX", 4)
    family = f"{letters[0]}{draws.between(2, 9)}"
    numbers = [draws.between(low, low + 12) for low in (10, 24, 38, 52, 66, 80)]
    forms = draws.sample(("dry", "wet", "hot", "cold", "patchy", "deep"), 3)
    causes = draws.sample(("dust", "pollen", "mold", "paint", "smoke", "wool"), 3)
    return _Page(
        draws.pick(("reed rash", "kiln cough", "meadow pox", "lantern eye", "mill foot")),
        {form: f"{family}-{number}{letters[1]}" for form, number in zip(forms, numbers[:3])},
        {cause: f"{family}-{number}{letters[2]}" for cause, number in zip(causes, numbers[3:])},
        draws.below(2) == 0, (draws.pick(forms), draws.pick(causes)), letters[3] if repeats else "",
    )


def _note(draws: Draws, page: _Page, alone: bool) -> _Note:
    """A note in which the form is coded alone, or with its cause though the form or the cause is one of rule 3."""
    form, cause = page.apart
    possible = alone and draws.below(2) == 0
    if possible or not alone:
        others = [(other, cause) for other in page.forms if other != form]
        others += [(form, other) for other in page.causes if other != cause]
        form, cause = draws.pick(others)
    return _Note(form, cause, possible, before=bool(page.again) and draws.below(2) == 0)


def _exhibit(draws: Draws, page: _Page, note: _Note) -> list[str]:
    rules = [
        f"Rule 1. Code the form. If the note names a cause, code it too. Code first: the {_first(page)}.",
        "Rule 2. A cause that the note calls possible is not coded.",
        f"Rule 3. Not with: {page.apart[1]} is not coded with the {page.apart[0]} form; then code the form alone.",
    ]
    if page.again:
        endings = f"{page.again}, not {page.forms[note.form][-1]}"
        rules.append(f"Rule 4. If the patient had {page.illness} before, the form's code ends in {endings}.")
    other = draws.pick([cause for cause in page.causes if cause != note.cause])
    cause = draws.pick(_POSSIBLE if note.possible else _SURE).format(note.cause, capitalized(note.cause))
    text = f"{full_name(draws)} has the {note.form} form of {page.illness}. {cause} There is no {other} at home."
    if page.again:
        text += " " + draws.pick(_BEFORE if note.before else _NEVER)
    return [
        f"CODEBOOK PAGE: {page.illness.upper()}", "Form",
        *(f"{code}  {form} form" for form, code in page.forms.items()), "Cause",
        *(f"{code}  {cause}" for cause, code in page.causes.items()), "",
        *(line for rule in rules for line in wrapped(rule)), "", "NOTE", *wrapped(text),
    ]


_SURE = ("It comes from {0}.", "{1} brought it on.", "The cause is {0}.")
_POSSIBLE = ("{1} is a possible cause.", "It possibly comes from {0}.", "The cause is possibly {0}.")
_BEFORE = ("Had it once before, in 2021.", "It is back after three years.", "This is the second time.")
_NEVER = ("Never had it before.", "A brother had it in May, the patient never.", "This is the first time.")
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


def _why(page: _Page, note: _Note) -> str:
    texts = [f"{_sure(note)} Both are coded, the {_first(page)} first." if _cause_counts(page, note)
             else _left_out(note)]
    if page.again:
        ending = page.again if note.before else page.forms[note.form][-1]
        texts.append(f"The patient {_HAD[note.before]}, so the form's code ends in {ending}.")
    return " ".join([*texts, _CLOSE])


_CLOSE = (
    "It is tempting to stop at the two tables and write down what the note names. Test each rule against the note, one "
    "after another, and ask of each whether its condition is met."
)
