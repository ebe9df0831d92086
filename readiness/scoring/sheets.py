"""Response sheets: the file form of a sitting, as strict JSON text or as the same in plain data. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from readiness.ground.english import counted, listed
from readiness.ground.errors import ResponseError
from readiness.ground.responses import Response, shown
from readiness.kinds.item_bank import ItemBank

SHAPE = '{"sheet": 1, "responses": [{"item": "...", "answer": ...}, ...]}'
_NAMED = 5
"""Questions that a sentence names; of more it says how many."""

LARGEST = 2_000_000
"""Bytes of one sheet that are read; one with 300 answers has about 30,000."""


class SheetError(ResponseError):
    """A response sheet that cannot be used; the message says where it is wrong and what is wanted."""


def read_sheet(sheet: str | Mapping[str, Any]) -> list[Response]:
    """The responses of a sheet: JSON text, or a dict of that form. Whether they fit a bank is for ``score`` to say.

    Raises SheetError.
    """
    return _read(sheet)[1]


def responses_for(
    bank: ItemBank, sheet: str | Mapping[str, Any], leave_out: Callable[[str], object] | None = None
) -> list[Response]:
    """The responses of a sheet that were given to the questions as they stand in the bank.

    A response tells by its digest which text it was given to. In a sheet of another state of the bank, one without a
    digest could be to anything. ``leave_out`` hears a sentence about those that do not fit, which are then left out;
    without it they make a SheetError, as does anything amiss with the sheet itself.
    """
    stamp, responses = _read(sheet)
    elsewhere = stamp is not None and stamp != bank.fingerprint
    changed = {one.item for one in responses if (elsewhere if one.digest is None else has_changed(bank, one))}
    if not changed:
        return responses
    some = sorted(changed)[:_NAMED] + [f"{len(changed) - _NAMED} more"] * (len(changed) > _NAMED)
    words = f"the bank no longer has the questions that were answered as {listed(some)}"
    if leave_out is None:
        raise SheetError(f"{words}; wanted: answers to the questions as they stand", got=stamp)
    leave_out(f"{counted(len(changed), 'answer')} left out: {words}")
    return [one for one in responses if one.item not in changed]


def has_changed(bank: ItemBank, response: Response) -> bool:
    """Whether a response was given to another text than its question has now. An unknown question is for others to name."""
    try:
        return response.digest is not None and bank.item(response.item).digest != response.digest
    except KeyError:
        return False


def sheet_of(bank: str | None, responses: Iterable[Response]) -> dict[str, Any]:
    """The sheet of a sitting, as JSON values; ``bank`` is the fingerprint of the bank that it was taken with."""
    rows = [
        {
            "item": one.item,
            "answer": one.answer,
            "seconds": one.seconds,
            "confidence": one.confidence,
            **({} if one.digest is None else {"digest": one.digest}),
        }
        for one in responses
    ]
    return {"sheet": 1, **({} if bank is None else {"bank": bank}), "responses": rows}


def person_of(sheet: str | Mapping[str, Any]) -> str | None:
    """Whose sheet it is; None when it does not say. Raises SheetError."""
    plain = _loaded(sheet)
    _read_responses(plain)
    person: str | None = plain.get("person")
    return person


def _read(sheet: str | Mapping[str, Any]) -> tuple[str | None, list[Response]]:
    """The fingerprint that a sheet names, and its responses."""
    return _read_responses(_loaded(sheet))


def _loaded(sheet: str | Mapping[str, Any]) -> Any:
    if not isinstance(sheet, str):
        return sheet
    try:
        return json.loads(sheet, object_pairs_hook=_no_repeats, parse_constant=_no_constant)
    except SheetError:
        raise
    except json.JSONDecodeError as error:
        raise SheetError(f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits.
        raise SheetError("a number in the JSON has too many digits") from None
    except RecursionError:
        raise SheetError("the JSON is nested too deeply") from None


def _read_responses(sheet: Any) -> tuple[str | None, list[Response]]:
    if not isinstance(sheet, Mapping):
        raise SheetError(f"a response sheet is wanted: {SHAPE}")
    _only(sheet, {"bank", "sheet", "person", "responses"}, "the sheet")
    person = sheet.get("person")
    if person is not None and not isinstance(person, str):
        raise SheetError(f"'person' is {shown(person)}; wanted: a text, the same on every sheet of that person")
    if isinstance(sheet.get("sheet"), bool) or sheet.get("sheet") != 1:
        raise SheetError(f"'sheet' is {shown(sheet.get('sheet'))}; wanted: 1, the kind of sheet this version reads")
    stamp, responses = sheet.get("bank"), sheet.get("responses")
    if stamp is not None and not isinstance(stamp, str):
        raise SheetError(f"'bank' is {shown(stamp)}; wanted: the fingerprint of a bank, in quotes, or null")
    if not isinstance(responses, (list, tuple)):
        raise SheetError(f"'responses' is {shown(responses)}; wanted: a list")
    return stamp, [_read_response(one, f"response {place}") for place, one in enumerate(responses, start=1)]


def _read_response(one: Any, where: str) -> Response:
    try:
        return Response.from_dict(one)
    except ResponseError as error:
        if error.item is None:
            raise SheetError(f"{where}: {error}", got=error.got, wanted=error.wanted) from None
        message = f"{where} ({error.item[:60]}): {str(error).removeprefix(f'{error.item}: ')}"
        raise SheetError(message, item=error.item, got=error.got, wanted=error.wanted) from None


def _only(found: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in found:
        if key not in known:
            raise SheetError(f"{where}: unknown key {shown(key)}; known are {', '.join(sorted(known))}")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SheetError(f"the key {shown(key)} stands twice in one object")
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise SheetError(f"{name} is not a number that JSON knows")
