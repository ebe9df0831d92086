"""Responses -> credits: each checked against its item, those that came too fast set apart. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from readiness.ground.errors import ResponseError
from readiness.ground.items import Item
from readiness.ground.responses import Response, shown
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.kinds.kind import AnswerError
from readiness.scoring.method import RAPID_SECONDS, RAPID_SHARE
from readiness.scoring.readings import Readings
from readiness.scoring.scale import scale
from readiness.scoring.sheets import SHAPE, responses_for

Sitting: TypeAlias = Iterable[Response | Mapping[str, Any]] | Mapping[str, Any]
"""The responses of a sitting, or a whole sheet in its JSON form."""


class Scored(NamedTuple):
    """A response checked against its item, with the credit it earned (0..1) and whether it came too fast to count."""

    response: Response
    item: Item
    credit: float
    flagged: bool

    @property
    def earned(self) -> float | None:
        """The credit of an answer; None for a skip, whose chance credit only one reading takes in."""
        return None if self.response.answer is None else self.credit


def rapid_limit(item: Item) -> float:
    """An answer in fewer seconds came too fast to have been read: min(10 s, 10 % of the item's) (Wise & DeMars 2006)."""
    return min(RAPID_SECONDS, RAPID_SHARE * item.seconds)


def is_rapid(item: Item, response: Response) -> bool:
    """Whether a response came too fast to have been read; never for "don't know" or without a time."""
    return response.answer is not None and response.seconds is not None and response.seconds < rapid_limit(item)


def mark_response(bank: ItemBank, response: Response | Mapping[str, Any]) -> Scored:
    """The response, or its JSON form, with its credit. Raises ResponseError when it does not fit the bank."""
    return mark_checked(bank, Response.from_dict(response))


def mark_checked(bank: ItemBank, given: Response) -> Scored:
    """``mark_response`` for a response that is checked in itself already, as ``Response.from_dict`` gives it."""
    try:
        item = bank.item(given.item)
    except KeyError as error:
        raise ResponseError(str(error.args[0]), item=given.item, got=given.item, wanted="the id of a question") from None
    if given.digest not in (None, item.digest):
        wanted = "an answer to the question as it stands"
        message = f"{item.id}: the question has changed since it was answered; wanted: {wanted}"
        raise ResponseError(message, item=item.id, got=given.digest, wanted=wanted)
    task = kind(item.task)
    try:
        answer = None if given.answer is None else task.read(given.answer)
    except AnswerError as error:
        message = f"{item.id}: the answer {shown(given.answer)} does not fit; wanted: {error}"
        raise ResponseError(message, item=item.id, got=given.answer, wanted=str(error)) from None
    checked = given if answer is given.answer else replace(given, answer=answer)
    return Scored(checked, item, task.chance if answer is None else task.credit(answer), is_rapid(item, checked))


def mark_responses(bank: ItemBank, responses: Sitting) -> list[Scored]:
    """Every response of a sitting with its credit. The same item twice is an error."""
    scored: dict[str, Scored] = {}
    for one in _responses(bank, responses):
        marked = mark_response(bank, one)
        id, wanted = marked.item.id, "one response for each question"
        if id in scored:
            raise ResponseError(f"{id}: answered twice; wanted: {wanted}", item=id, got=id, wanted=wanted)
        scored[id] = marked
    return list(scored.values())


def _responses(bank: ItemBank, sitting: Sitting) -> Iterable[Response | Mapping[str, Any]]:
    if isinstance(sitting, Mapping):
        return responses_for(bank, sitting)
    if isinstance(sitting, (str, bytes)) or not isinstance(sitting, Iterable):
        wanted = f"the responses of a sitting in a list, or a sheet: {SHAPE}"
        raise ResponseError(f"a {type(sitting).__name__} came; wanted: {wanted}", got=sitting, wanted=wanted)
    return sitting


def readings_of(bank: ItemBank, scored: Sequence[Scored]) -> Readings:
    """Both readings of all responses that are not flagged."""
    on = scale(bank)
    readings = Readings(on)
    # Taken in by id, so that not even the last bits of the sums depend on the order of the responses.
    for one in sorted(scored, key=lambda one: one.item.id):
        if not one.flagged:
            readings.add(one.item.skill, on.curve(one.item), one.earned)
    return readings
