"""A coder's draft of a query to a doctor: mark the lines that break the policy.

The draft keeps the policy by construction; then none to three of its lines are replaced by lines that break it. Each
line but the order (and a doctor's own diagnosis) can be such a line, and has harmless wordings of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from readiness.ground.draws import Draws, first_fit
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task
from readiness.templates.kit.papers import numbered
from readiness.templates.kit.people import family_name, phone, record_number
from readiness.templates.kit.query_cases import (
    CASES,
    CLOSES,
    GAINS,
    REMARKS,
    REPLIES,
    STRANGERS,
    UNFITTING,
    WISHES,
    Case,
)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"form": {"enum": ["open", "list", "yes-no"], "description": "how the query asks"}},
    "required": ["form"],
    "additionalProperties": False,
}

_MOST = 3
_STEM = "A coder drafts a query (a question to a doctor). Which lines, if any, break the policy?"
_POLICY = numbered(
    (
        "Facts come from this patient's chart.",
        "No opinion, no wish, no diagnosis assumed, even in headings.",
        "No word on payment or scores.",
        'Choices may be new but must fit the facts, with "other" and "unable to determine."',
        "Yes or no only on a diagnosis a doctor has written.",
    )
)
_NOTHING = "No line breaks the policy"
_FACTS = ("first", "second")
_PAYMENT = 3
"""The rule that no line speaks of payment or scores."""
_WISHED = "tells what others think or wish"


@dataclass(frozen=True, slots=True)
class _Flaw:
    """What a line becomes, the rule that this breaks, and how."""

    text: str
    rule: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """A case with its people and days, written as the chart would."""

    case: Case
    doctor: str
    author: str
    record: str
    days: tuple[str, str]
    digit: str

    def finding(self, at: int, origin: str = "") -> str:
        """``05/03, nurse: pale, dizzy, black stools.``, or from another origin."""
        charted, text = self.case.findings[at]
        return f"{self.days[at]}, {origin or charted}: {text.format(digit=self.digit)}."


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws, form = Draws(seed, id, "draft"), params["form"]
    scene = _scene(draws)
    lines = _lines(draws, scene, form)
    flaws = _flaws(draws, scene, form)
    chosen = _chosen(draws, flaws)
    texts = {line: flaws[line].text if line in chosen else text for line, text in lines.items()}
    order = _order(draws)
    task = mark_task({line: Spot(texts[line]) for line in order}, chosen, _NOTHING)
    exhibit: list[Block] = [Title("FAIR QUERY POLICY"), _POLICY]
    return generated(_STEM, exhibit, task, _why({line: flaws[line] for line in order if line in chosen}, form))


def _scene(draws: Draws) -> _Scene:
    """The day of the second finding is that of the order; no year is shown, so no day can lie ahead."""
    case = draws.pick(CASES)
    first = date(2025, 1, 5) + timedelta(days=draws.below(330))
    second = first + timedelta(days=draws.below(3))
    doctor, author = first_fit(lambda: (family_name(draws), family_name(draws)), lambda names: len({*names}) == 2)
    return _Scene(case, doctor, author, record_number(draws), (_day(first), _day(second)), str(draws.between(2, 8)))


def _day(day: date) -> str:
    return f"{day:%m/%d}"


def _order(draws: Draws) -> list[str]:
    """Greeting first; the remark stands before or after the facts; how to answer, and the close, in either order."""
    facts = [*_FACTS, "order"]
    remark = draws.below(2)
    ends = draws.shuffled(["reply", "close"])
    return ["head", *(["remark", *facts] if remark else [*facts, "remark"]), "question", *ends]


def _chosen(draws: Draws, flaws: Mapping[str, _Flaw]) -> list[str]:
    """None to three lines, at most one of them a finding (a query needs facts), one of payment, and one wish."""
    count = draws.pick((0, 1, 1, 2, 2, _MOST, _MOST))

    def like_a_query(lines: list[str]) -> bool:
        told = [flaws[line] for line in lines]
        payments, wishes = sum(flaw.rule == _PAYMENT for flaw in told), sum(flaw.reason == _WISHED for flaw in told)
        return len({*lines} & {*_FACTS}) < 2 and payments < 2 and wishes < 2

    return first_fit(lambda: draws.sample(list(flaws), count), like_a_query)


def _lines(draws: Draws, scene: _Scene, form: str) -> dict[str, str]:
    """The lines of a query that keeps the policy."""
    case, (first, second) = scene.case, scene.days
    written = form == "yes-no"
    topics = [*_TOPICS, f"findings of {first}", *([case.diagnosis] * 4 if written else [f"order of {second}"])]
    questions = [f"What condition, if any, was {case.given} for?", *_QUESTIONS]
    if written:
        questions = [f"Was the {case.diagnosis} present on admission: {_ANSWERS}?"]
    return {
        "head": f"To Dr. {scene.doctor}: {draws.pick(topics)}, {scene.record}",
        "first": scene.finding(0),
        "second": scene.finding(1),
        "order": f"{second}, Dr. {scene.author}: {case.diagnosis}." if written else f"{second}, order: {case.order}.",
        "remark": draws.pick(_UNTIMED if written else REMARKS),
        "question": draws.pick(questions),
        "reply": _list(draws, case, ["other", "unable to determine"]) if form == "list" else draws.pick(REPLIES),
        "close": draws.pick(
            (*(_SHORT_CLOSES if written else CLOSES), f"For questions, call the coding office: {phone(draws)}.")
        ),
    }


_TOPICS = ("chart question", "request for clarification", "query", "please clarify", "documentation question")
_QUESTIONS = (
    "What do these findings mean, in your judgment?",
    "What do these values and signs mean clinically?",
    "Please give the clinical significance of these findings.",
    "Which diagnosis, if any, explains these findings?",
    "What were you treating, if anything?",
    "Please name the condition behind this, if there is one.",
    "How do you read these findings?",
)
_ANSWERS = "yes, no, other, unable to determine"
_SHORT_CLOSES = tuple(line for line in CLOSES if len(line.split()) < 9)
"""For the yes-or-no query, whose question is long with its answers, as a page has at most 150 words."""
_UNTIMED = tuple(
    f"{start} {what} present on admission."
    for start in ("No note says", "No page says", "The notes do not say", "The notes leave open")
    for what in ("what was", "which conditions were")
)


def _list(draws: Draws, case: Case, ways_out: list[str], *, misfit: str = "") -> str:
    """``Choose: delirium; encephalopathy; other; unable to determine.`` with two diagnoses, as one alone could lead."""
    named = draws.shuffled([case.diagnosis, misfit or case.other])
    return f"{draws.pick(('Choose', 'Please choose', 'Please select'))}: {'; '.join([*named, *ways_out])}."


def _flaws(draws: Draws, scene: _Scene, form: str) -> dict[str, _Flaw]:
    """A flaw for each line that can have one, so that every line of the draft has to be read."""
    case = scene.case
    what = "this was present on admission" if form == "yes-no" else f"this is {case.diagnosis}"
    wishes = [f"{start} {what}." for start in draws.shuffled(WISHES)]
    gains, strangers = draws.shuffled(GAINS), draws.shuffled(STRANGERS)
    flaws = {
        "first": _Flaw(scene.finding(0, strangers[0]), 1, "is not from this patient's chart"),
        "second": _Flaw(scene.finding(1, strangers[1]), 1, "is not from this patient's chart"),
        "remark": draws.pick((_wish(wishes[0]), _wish(wishes[1]), _gain(gains[0]))),
        "question": draws.pick(_question_flaws(case, form)),
        "reply": _list_flaw(draws, case) if form == "list" else draws.pick((_wish(wishes[2]), _gain(gains[1]))),
    }
    flaws["close"] = _gain(gains[2]) if flaws["remark"].reason == _WISHED else _wish(wishes[3])
    flaws["head"] = _head_flaw(draws, scene, form)
    return flaws


def _head_flaw(draws: Draws, scene: _Scene, form: str) -> _Flaw:
    """A heading with a diagnosis that is nowhere in the draft's facts; in a yes-or-no query the other one that would fit."""
    named = scene.case.other if form == "yes-no" else scene.case.diagnosis
    titles = (f"{named} query", f"{named} missing", f"likely {named}", f"{named} not documented", f"please add {named}")
    text = f"To Dr. {scene.doctor}: {draws.pick(titles)}, {scene.record}"
    return _Flaw(text, 2, "names a diagnosis that no doctor has written")


def _wish(text: str) -> _Flaw:
    return _Flaw(text, 2, _WISHED)


def _gain(text: str) -> _Flaw:
    return _Flaw(text, _PAYMENT, "brings in payment or scores")


def _question_flaws(case: Case, form: str) -> tuple[_Flaw, ...]:
    new = case.diagnosis
    unwritten = "asks yes or no about a diagnosis that no doctor has written"
    if form == "yes-no":
        both = (f"the {new} and {case.other}", f"the {case.other} and {new}")
        return (
            *(_wish(f"{start} the {new} was present on admission{end}") for start, end in _PUSHES),
            *(_Flaw(f"Were {pair} present on admission: {_ANSWERS}?", 5, unwritten) for pair in both),
        )
    assumed = "takes for granted a diagnosis that no doctor has written"
    asked = (f"What caused the {new}?", f"When did the {new} begin?", f"How severe was the {new}?")
    yes_no = (
        f"Does the patient have {new}: {_ANSWERS}?",
        f"Did the patient have {new}: {_ANSWERS}?",
        f"Could this be {new}: {_ANSWERS}?",
    )
    return (
        *(_Flaw(text, 2, assumed) for text in asked),
        *(_Flaw(text, 5, unwritten) for text in yes_no),
    )


_PUSHES = (("Surely you agree that", "?"), ("Please confirm that", "."))
"""How a question begins and ends that wishes for one answer."""


def _list_flaw(draws: Draws, case: Case) -> _Flaw:
    misfit = draws.pick(UNFITTING)
    texts = {
        _list(draws, case, ["other"]): 'leaves out "unable to determine"',
        _list(draws, case, ["unable to determine"]): 'leaves out "other"',
        _list(draws, case, ["other", "unable to determine"], misfit=misfit): f"offers {misfit} without a sign of it",
    }
    text = draws.pick(list(texts))
    return _Flaw(text, 4, texts[text])


def _why(told: Mapping[str, _Flaw], form: str) -> str:
    """What each marked line breaks, then why the line that tempts in this form is fair, if it is."""
    found = [f'"{flaw.text}" {flaw.reason} (rule {flaw.rule}).' for flaw in told.values()]
    line, tempting = _TEMPTING[form]
    closing = [_LESSON if line in told else tempting] if len(told) < _MOST else []
    return " ".join([*(found or [f"{_NOTHING}."]), *closing])


_TEMPTING = {
    "open": (
        "question",
        "The question may look as if it pushed, but it names no diagnosis and leaves the answer to the doctor.",
    ),
    "list": (
        "reply",
        "A new diagnosis in a list tempts people to mark it, yet it may stand there when the findings fit it.",
    ),
    "yes-no": (
        "question",
        "A yes-or-no question may look suspect, but it is fair when it asks about a diagnosis that a doctor has already "
        "written down.",
    ),
}
"""For each form the line that tempts people to mark it, and why it is fair; not said where that line is an error."""
_LESSON = "A fair query shows what is in the chart, asks, and leaves the answer to the doctor."
