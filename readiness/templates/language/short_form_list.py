"""Mark the lines of a list of short forms that give a wrong meaning; none may.

Each line is a short form and a meaning, the right one or one of its wrong ones, so every line can be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted, refuse_crowds
from readiness.templates.kit.short_forms import ShortForm, short_forms

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "lines": {"type": "integer", "minimum": 6, "maximum": 10, "description": "the lines of the list"},
        "wrong": {"type": "integer", "minimum": 1, "maximum": 3, "description": "the lines with a wrong meaning, at most"},
    },
    "required": ["lines", "wrong"],
    "additionalProperties": False,
}

_STEMS = (
    "A student made a study list of short forms. Which lines give a wrong meaning?",
    "A clinic is writing a list of its short forms. Which lines give a wrong meaning?",
    "A coder checks a list of short forms before it is pinned up. Which lines give a wrong meaning?",
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["lines"], params["wrong"])
    draws = Draws(seed, id, "short form list")
    forms = draws.sample([*short_forms("common"), *short_forms("other")], params["lines"])
    count = planted(draws, draws.between(1, params["wrong"]))
    says = {form.text: draws.pick(form.wrong) for form in draws.sample(forms, count)}
    spots = {
        f"s{number}": Spot(f"{form.text}: {says.get(form.text, form.meaning)}") for number, form in enumerate(forms, start=1)
    }
    keyed = [id for id, form in zip(spots, forms) if form.text in says]
    task = mark_task(spots, keyed, "Every line is right")
    return generated(draws.pick(_STEMS), [], task, _why([form for form in forms if form.text in says], forms))


def _why(wrong: list[ShortForm], forms: list[ShortForm]) -> str:
    if not wrong:
        shown = ", ".join(f"{form.text} ({form.plain})" for form in forms[:3])
        first = f"Every line gives the usual meaning, such as {shown}."
    else:
        first = " ".join(f"{form.text} means {form.meaning}." for form in wrong)
    return (
        f"{first} A wrong meaning tempts when its first letters fit, since the eye then stops checking. Say the "
        "meaning from memory before you read the line, and compare the two."
    )
