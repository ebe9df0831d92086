"""Facts for a query to a doctor, and questions that could be asked with them: mark those that keep the policy.

Each question is made to keep the policy, or to break one rule of it. Some do the one or the other depending on the
facts: how bad something was may be asked once a doctor has written it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import listed
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted
from readiness.templates.kit.papers import bullets
from readiness.templates.kit.query_cases import CANNOT_TELL, OTHER, POLICY, Scene, bare, diagnosis_list, draw_scene, fitting

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "fair": {"type": "integer", "minimum": 1, "maximum": 2, "description": "questions that keep the policy"},
        "diagnosis": {"enum": ["new", "written"], "description": "whether a doctor has written the diagnosis down"},
    },
    "required": ["fair", "diagnosis"],
    "additionalProperties": False,
}

_QUESTIONS = 7


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "question")
    scene, written = draw_scene(draws), params["diagnosis"] == "written"
    count = planted(draws, params["fair"])
    depending = _fair_once_written(scene)
    telling = draws.shuffled(depending)
    unfair = _unfair(draws, scene, written)
    if written:
        fair = [*telling[:1], *draws.shuffled([*telling[1:], *_fair(draws, scene)[1:]])][:count]
        twin = _how_bad(scene.case.other)
        wrong = [*draws.sample([text for text in unfair if text != twin], _QUESTIONS - count - 1), twin]
    else:
        fair = draws.sample(_fair(draws, scene), count)
        wrong = telling[:2] + draws.sample(list(unfair), _QUESTIONS - count - 2)
        unfair |= {text: f"no doctor has written that diagnosis (rule {rule})" for text, rule in depending.items()}
    spots = {f"q{place}": Spot(text) for place, text in enumerate(draws.shuffled(fair + wrong), start=1)}
    keyed = [id for id, spot in spots.items() if spot.text in fair]
    facts = [*scene.findings, scene.treatment, *([scene.written] if written else [])]
    exhibit: list[Block] = [*POLICY, Title("ALL THAT THE RECORD SAYS"), bullets(facts)]
    return generated(_STEM, exhibit, mark_task(spots, keyed, _NOTHING), _why(fair, wrong, unfair))


_STEM = (
    "These facts go to a doctor in a query, a written question about an unclear record. Which of the questions, if "
    "any, may go with them under the hospital's policy?"
)
_NOTHING = "No question here keeps the policy"


def _how_bad(diagnosis: str) -> str:
    return f"How bad was the {bare(diagnosis)}?"


def _fair(draws: Draws, scene: Scene) -> list[str]:
    """Questions that keep the policy in any case; the first one is idle once a doctor has named the condition."""
    return [
        f"What condition, if any, {scene.case.asked}?",
        "What do these findings mean, in your view?",
        diagnosis_list(fitting(draws, scene), [OTHER, CANNOT_TELL]),
    ]


def _fair_once_written(scene: Scene) -> dict[str, int]:
    """Questions that keep the policy when a doctor has written the diagnosis, and the rule they break when none has."""
    return {
        _how_bad(scene.case.diagnosis): 2,
        f"On which day did {scene.the_diagnosis} begin?": 2,
        f"Was {scene.the_diagnosis} there on the day of admission: yes, no or cannot tell?": 5,
    }


def _unfair(draws: Draws, scene: Scene, written: bool) -> dict[str, str]:
    """Questions that break the policy in any case, each with how it does.

    The opinion of ours is never one that a doctor has written.
    """
    case = scene.case
    ours = case.other if written else case.diagnosis
    misfit = draws.pick(case.unfitting)
    return {
        diagnosis_list(fitting(draws, scene), [OTHER]): 'the list leaves out "cannot tell" (rule 3)',
        diagnosis_list(fitting(draws, scene), [CANNOT_TELL]): 'the list leaves out "other" (rule 3)',
        diagnosis_list(draws.shuffled([case.diagnosis, misfit]), [OTHER, CANNOT_TELL]): f"no fact fits {misfit} (rule 3)",
        draws.pick(
            (
                f"Our team takes this for {ours}. What is your view?",
                f"Would you agree with us that this is {ours}?",
            )
        ): "it brings in an opinion (rule 2)",
        draws.pick(
            (
                f"What condition, if any, {case.asked}? The answer counts for our quality score.",
                "What do these findings mean? A clear answer raises our pay for this stay.",
            )
        ): "it brings in pay or scores (rule 4)",
        f"Did the patient have {case.other}: yes, no or cannot tell?": f"no doctor has written {case.other} (rule 5)",
        f"On which day did the {bare(case.other)} begin?": f"no doctor has written {case.other} (rule 2)",
        _how_bad(case.other): f"no doctor has written {case.other} (rule 2)",
    }


def _why(fair: list[str], wrong: list[str], unfair: Mapping[str, str]) -> str:
    quoted = [f'"{text}"' for text in fair]
    keep = f"{listed(quoted)} keep{'s' * (len(fair) == 1)} the policy." if fair else f"{_NOTHING}."
    told = [wrong[0]] if len(fair) > 1 else [wrong[0], wrong[-1]]
    breaks = [f'"{text}" breaks it: {unfair[text]}.' for text in told]
    return " ".join([keep, *breaks, *([_CLOSE] if len(fair) != 1 else [])])


_CLOSE = "What may be asked depends on the facts, and on whether a doctor has written a diagnosis."
