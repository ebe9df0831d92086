"""Responses -> credits: each checked against its item, those that came too fast set apart. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from readiness.kinds.answers import credit, read_answer
from readiness.kinds.kind import AnswerError
from readiness.model import Item, ItemBank, Response, ResponseError
from readiness.scoring.posterior import Posterior
from readiness.scoring.scale import scale

LEAST_IN_ALL = 5
"""Fewer answers that count, over all skills, are too few for a level."""
RAPID_SECONDS = 10.0
RAPID_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Scored:
    """A response checked against its item, with the credit it earned (0..1) and whether it came too fast to count."""

    response: Response
    item: Item
    credit: float
    flagged: bool


def rapid_limit(item: Item) -> float:
    """An answer in fewer seconds came too fast to have been read: min(10 s, 10 % of the item's) (Wise & DeMars 2006)."""
    return min(RAPID_SECONDS, RAPID_SHARE * item.seconds)


def is_rapid(item: Item, response: Response) -> bool:
    """Whether a response came too fast to have been read; never for "don't know" or without a time."""
    return response.answer is not None and response.seconds is not None and response.seconds < rapid_limit(item)


def mark_response(bank: ItemBank, response: Response) -> Scored:
    """The response with its credit. Raises ResponseError when it does not fit the bank."""
    try:
        item = bank.item(response.item)
    except KeyError as error:
        raise ResponseError(str(error.args[0])) from None
    try:
        answer = read_answer(item.task, response.answer)
    except AnswerError as error:
        raise ResponseError(f"{item.id}: the answer {_shown(response.answer)} does not fit; wanted: {error}") from None
    seconds = response.seconds
    if seconds is not None and not (math.isfinite(seconds) and seconds >= 0):
        raise ResponseError(f"{item.id}: seconds is {seconds!r}; wanted: a number of at least 0, or nothing")
    if response.confidence not in (None, "guess", "think", "sure"):
        raise ResponseError(f"{item.id}: confidence is {response.confidence!r}; wanted: guess, think or sure, or nothing")
    checked = Response(item.id, answer, seconds, response.confidence)
    return Scored(checked, item, credit(item.task, answer), is_rapid(item, checked))


def _shown(answer: object) -> str:
    text = repr(answer)
    return text if len(text) <= 80 else text[:77] + "..."


def mark_responses(bank: ItemBank, responses: Sequence[Response]) -> list[Scored]:
    """Every response with its credit. The same item twice is an error."""
    scored, met = [], set()
    for response in responses:
        if response.item in met:
            raise ResponseError(f"{response.item}: answered twice; wanted: one response for each question")
        met.add(response.item)
        scored.append(mark_response(bank, response))
    return scored


def posterior_of(bank: ItemBank, scored: Sequence[Scored]) -> Posterior:
    """The posterior after all responses that are not flagged."""
    on = scale(bank)
    posterior = Posterior(list(bank.skills))
    # Taken in by id, so that not even the last bits of the sums depend on the order of the responses.
    for one in sorted(scored, key=lambda one: one.item.id):
        if not one.flagged:
            posterior.add(one.item.skill, on.curve(one.item), one.credit)
    return posterior
