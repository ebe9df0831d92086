"""A coder's draft of a query to a doctor: mark the lines that break the hospital's policy.

The draft is a fair query by construction; then a flaw is planted in each keyed line, each with the rule it breaks.
Lines that look odd but keep the policy (a new diagnosis in a list, a day for the answer) are there in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted
from readiness.templates.kit.people import phone
from readiness.templates.kit.query_cases import (
    CANNOT_TELL,
    OTHER,
    POLICY,
    Scene,
    day_written,
    diagnosis_list,
    draw_scene,
    fitting,
)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "form": {"enum": ["open", "list", "yes-no"], "description": "how the query asks"},
        "flaws": {"type": "integer", "minimum": 1, "maximum": 2, "description": "lines that break the policy"},
    },
    "required": ["form", "flaws"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class _Flaw:
    """What a line becomes, the rule that this breaks, and why it does."""

    text: str
    rule: int
    reason: str


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "query")
    scene, form = draw_scene(draws), params["form"]
    flaws = _flaws(draws, scene, form)
    chosen = draws.sample(list(flaws), planted(draws, params["flaws"]))
    lines = _fair_lines(draws, scene, form, written=form == "yes-no" and "question" not in chosen)
    for line in chosen:
        lines[line] = flaws[line].text
    task = mark_task({line: Spot(text) for line, text in lines.items()}, chosen, _NOTHING)
    told = [f'"{flaws[line].text}" {flaws[line].reason} (rule {flaws[line].rule}).' for line in lines if line in chosen]
    tempting = _LEFT_OPEN if {"question", "list"} & {*chosen} else _TEMPTING[form]
    return generated(_STEM, POLICY, task, " ".join([*(told or [f"{_NOTHING}."]), tempting]))


_STEM = (
    "A coder has drafted a query: a written question to a doctor. The record says no more about the matter than the "
    "draft does. Which lines of the draft, if any, break the hospital's policy?"
)
_NOTHING = "Every line keeps the policy"
_PRESENT = "Was {} there on the day of admission: yes, no or cannot tell?"
_LEFT_OPEN = "A fair query shows the facts, each with its day, and leaves the answer to the doctor."
_TEMPTING = {
    "open": "The question may tempt you because it speaks of an order, but it names no diagnosis and leaves the "
    "answer to the doctor.",
    "list": "The list of diagnoses tempts because they are new to the record, but each fits a fact, and the doctor can "
    "still choose otherwise.",
    "yes-no": "The yes or no question tempts you to mark it, but it is fair here: a doctor has already written the "
    "diagnosis down.",
}


def _fair_lines(draws: Draws, scene: Scene, form: str, *, written: bool) -> dict[str, str]:
    """The lines of a query that keeps the policy; ``written``: a doctor has named the diagnosis."""
    case = scene.case
    facts = [
        ("first", scene.findings[0]),
        ("second", scene.findings[1]),
        ("third", scene.written if written else scene.treatment),
    ]
    facts.insert(draws.between(2, 3), ("extra", scene.vital_signs(scene.days[1])))
    admitted = day_written(scene.admitted)
    lines = {
        "head": f"To {scene.doctor}, about {scene.patient}, MRN {scene.record}, admitted {admitted}.",
        **dict(facts),
        "remark": "No note so far names a diagnosis behind these findings.",
        "question": f"What condition, if any, {case.asked}?",
    }
    if written:
        lines["remark"] = f"No note so far says when {scene.the_diagnosis} began."
        lines["question"] = _PRESENT.format(scene.the_diagnosis)
    if form == "list":
        lines["list"] = diagnosis_list(fitting(draws, scene), [OTHER, CANNOT_TELL])
    else:
        lines["reply"] = "Please write your answer into the record as a dated note."
    due = day_written(scene.days[1] + timedelta(days=draws.between(7, 12)))[:5]
    lines["close"] = draws.pick(
        (
            f"Please answer by {due}.",
            f"Questions? Call the coding office at {phone(draws)}.",
            "Whatever your answer is, thank you for it.",
            "Your answer will be kept together with this query.",
        )
    )
    return lines


def _flaws(draws: Draws, scene: Scene, form: str) -> dict[str, _Flaw]:
    """A flaw for each line that can have one; what findings mean is no push where only their beginning is asked."""
    flaws = {
        "extra": _Flaw(
            draws.pick(
                (
                    "Other findings were not normal either.",
                    "Someone on the night shift said that the patient looked worse.",
                    *(
                        []
                        if form == "yes-no"
                        else [f"In most of our patients, findings like these mean {scene.case.diagnosis}."]
                    ),
                )
            ),
            1,
            "is no dated fact from this patient's record",
        ),
        "remark": _Flaw(
            draws.pick(_remarks(scene, form)),
            2,
            "tells the doctor what others think or wish",
        ),
        "question": draws.pick(_question_flaws(scene, form)),
        "close": _Flaw(
            draws.pick(
                (
                    "With a clear answer, the hospital is paid more for this stay.",
                    "Your answer counts toward our quality score.",
                    "The insurer pays less for this stay without a clear answer.",
                    "Our unit's score depends on answers like yours.",
                )
            ),
            4,
            "brings in pay or scores",
        ),
    }
    if form == "list":
        flaws["list"] = draws.pick(_list_flaws(draws, scene))
    return flaws


def _remarks(scene: Scene, form: str) -> tuple[str, ...]:
    """What the askers think or wish, about the time where only that is asked."""
    diagnosis, the_diagnosis = scene.case.diagnosis, scene.the_diagnosis
    if form == "yes-no":
        return (
            f"To our coding team, it looks as if {the_diagnosis} was there from the start.",
            f"We think that {the_diagnosis} began before admission.",
            f"It would help us if {the_diagnosis} had been there at admission.",
        )
    return (
        f"To our coding team, this looks like {diagnosis}.",
        f"We think that {diagnosis} explains all of this.",
        f"It would help us if you agreed that this is {diagnosis}.",
    )


def _question_flaws(scene: Scene, form: str) -> tuple[_Flaw, ...]:
    diagnosis, the_diagnosis = scene.case.diagnosis, scene.the_diagnosis
    taken = "takes for granted a diagnosis that no doctor has written"
    asked = tuple(
        _Flaw(text, 2, taken) for text in (f"What caused {the_diagnosis}?", f"On which day did {the_diagnosis} begin?")
    )
    if form == "list":
        return asked
    if form == "open":
        return (*asked, _Flaw(f"Please name {diagnosis} in your note.", 2, "asks for one certain answer"))
    new = (f"Did the patient have {diagnosis}: yes, no or cannot tell?", _PRESENT.format(the_diagnosis))
    return tuple(_Flaw(text, 5, "asks yes or no about a diagnosis that no doctor has written") for text in new)


def _list_flaws(draws: Draws, scene: Scene) -> tuple[_Flaw, ...]:
    case = scene.case
    diagnoses = fitting(draws, scene)
    unfitting = draws.pick(case.unfitting)
    return (
        _Flaw(diagnosis_list(diagnoses, [OTHER]), 3, 'leaves out "cannot tell"'),
        _Flaw(diagnosis_list(diagnoses, [CANNOT_TELL]), 3, 'leaves out "other"'),
        _Flaw(
            diagnosis_list(draws.shuffled([case.diagnosis, unfitting]), [OTHER, CANNOT_TELL]),
            3,
            f"offers {unfitting}, which fits no fact shown",
        ),
    )
