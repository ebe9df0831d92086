"""Response sheets: the file form of a sitting, as strict JSON. Pure: text in, responses out."""

from __future__ import annotations

import json
from typing import Any

from readiness.model import CONFIDENCES, Answer, Response

LONGEST_SECONDS = 1e15
SHAPE = '{"sheet": 1, "responses": [{"item": "...", "answer": ...}, ...]}'


class SheetError(ValueError):
    """A response sheet that cannot be used; the message says where it is wrong and what is wanted."""


def read_sheet(text: str) -> list[Response]:
    """The responses of a sheet. Whether they fit a bank is for ``score`` to say. Raises SheetError."""
    try:
        return _read_responses(json.loads(text, object_pairs_hook=_no_repeats, parse_constant=_no_constant))
    except SheetError:
        raise
    except json.JSONDecodeError as error:
        raise SheetError(f"line {error.lineno}, column {error.colno}: not JSON: {error.msg}") from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits.
        raise SheetError("a number in the JSON has too many digits") from None
    except RecursionError:
        raise SheetError("the JSON is nested too deeply") from None


def _read_responses(sheet: Any) -> list[Response]:
    if not isinstance(sheet, dict):
        raise SheetError(f"a response sheet is wanted: {SHAPE}")
    _only(sheet, {"sheet", "responses"}, "the sheet")
    if isinstance(sheet.get("sheet"), bool) or sheet.get("sheet") != 1:
        raise SheetError(f"'sheet' is {_shown(sheet.get('sheet'))}; wanted: 1, the kind of sheet this version reads")
    responses = sheet.get("responses")
    if not isinstance(responses, list):
        raise SheetError(f"'responses' is {_shown(responses)}; wanted: a list")
    return [_read_response(one, f"response {place}") for place, one in enumerate(responses, start=1)]


def _read_response(one: Any, where: str) -> Response:
    if not isinstance(one, dict):
        raise SheetError(f'{where} is {_shown(one)}; wanted: {{"item": "...", "answer": ...}}')
    _only(one, {"item", "answer", "seconds", "confidence"}, where)
    item = one.get("item")
    if not isinstance(item, str):
        raise SheetError(f"{where}: 'item' is {_shown(item)}; wanted: the id of a question, in quotes")
    where = f"{where} ({item[:60]})"
    if "answer" not in one:
        raise SheetError(f"{where} has no 'answer'; wanted: the answer, or null for \"don't know\"")
    seconds, confidence = one.get("seconds"), one.get("confidence")
    if seconds is not None and (isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or seconds < 0):
        raise SheetError(f"{where}: 'seconds' is {_shown(seconds)}; wanted: a number of at least 0, or null")
    if seconds is not None and seconds > LONGEST_SECONDS:
        raise SheetError(f"{where}: 'seconds' is too large")
    if confidence is not None and confidence not in CONFIDENCES:
        raise SheetError(f"{where}: 'confidence' is {_shown(confidence)}; wanted: guess, think or sure, or null")
    return Response(item, _answer(one["answer"]), None if seconds is None else float(seconds), confidence)


def _answer(answer: Any) -> Answer:
    # The bank says what an item wants; here a list only becomes a tuple, so that a response can be shared safely.
    return tuple(answer) if isinstance(answer, list) else answer


def _only(found: dict[str, Any], known: set[str], where: str) -> None:
    for key in found:
        if key not in known:
            raise SheetError(f"{where}: unknown key {_shown(key)}; known are {', '.join(sorted(known))}")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        repeated = next(key for n, (key, _) in enumerate(pairs) if key in [earlier for earlier, _ in pairs[:n]])
        raise SheetError(f"the key {_shown(repeated)} stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise SheetError(f"{name} is not a number that JSON knows")


def _shown(value: Any) -> str:
    text = "missing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."
