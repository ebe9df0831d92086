"""Response sheets: the file form of a sitting, as strict JSON text or as the same in plain data. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from readiness.model import Response, ResponseError, shown

SHAPE = '{"sheet": 1, "responses": [{"item": "...", "answer": ...}, ...]}'


LARGEST = 2_000_000
"""Bytes of one sheet that are read; one with 300 answers has about 30,000."""


class SheetError(ResponseError):
    """A response sheet that cannot be used; the message says where it is wrong and what is wanted."""


def read_sheet(sheet: str | Mapping[str, Any]) -> list[Response]:
    """The responses of a sheet: JSON text, or a dict of that form. Whether they fit a bank is for ``score`` to say.

    Raises SheetError.
    """
    if not isinstance(sheet, str):
        return _read_responses(sheet)
    try:
        return _read_responses(json.loads(sheet, object_pairs_hook=_no_repeats, parse_constant=_no_constant))
    except SheetError:
        raise
    except json.JSONDecodeError as error:
        raise SheetError(f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits.
        raise SheetError("a number in the JSON has too many digits") from None
    except RecursionError:
        raise SheetError("the JSON is nested too deeply") from None


def _read_responses(sheet: Any) -> list[Response]:
    if not isinstance(sheet, Mapping):
        raise SheetError(f"a response sheet is wanted: {SHAPE}")
    _only(sheet, {"sheet", "responses"}, "the sheet")
    if isinstance(sheet.get("sheet"), bool) or sheet.get("sheet") != 1:
        raise SheetError(f"'sheet' is {shown(sheet.get('sheet'))}; wanted: 1, the kind of sheet this version reads")
    responses = sheet.get("responses")
    if not isinstance(responses, (list, tuple)):
        raise SheetError(f"'responses' is {shown(responses)}; wanted: a list")
    return [_read_response(one, f"response {place}") for place, one in enumerate(responses, start=1)]


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
