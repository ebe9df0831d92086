"""An answer as a form or a course wrote it into a cell, as an answer to an item. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from readiness.exchange.questions import Unfit
from readiness.exchange.tables import folded
from readiness.ground.items import ChoiceTask, EntryTask, JudgementTask, MarkTask, OrderTask, Task, assert_never
from readiness.ground.responses import Answer
from readiness.kinds.answers import read_answer
from readiness.kinds.dispatch import kind
from readiness.kinds.kind import AnswerError

DONT_KNOW = {"don t know", "i don t know", "dont know", "i dont know", "skip", "skipped", "null"}
"""What says "don't know" in so many words, unless it is an option."""
_LETTER = re.compile(r"\(?([A-Za-z])[.):]\s+(.+)", re.DOTALL)
_CUT = ("...", "…")
"""Ends what was cut short, as Moodle does with each piece of an order, after seven letters."""
_PAIR = re.compile(r"best\W+(.+?)\W+worst\W+(.+)", re.I | re.DOTALL)


def answer_from(task: Task, cell: str) -> Answer:
    """The answer in a cell that is not blank. Raises Unfit where it cannot be told which answer it is."""
    names = {id: thing.text for id, thing in kind(task).things.items()}
    if "\\," in cell and not any("\\," in text for text in names.values()):
        cell = cell.replace("\\,", ",")  # Canvas writes a comma inside an answer so.
    if folded(cell) in DONT_KNOW and not any(folded(text) == folded(cell) for text in names.values()):
        return None
    told = _json(cell)
    try:
        return read_answer(task, told if told is not None else _found(task, names, cell))
    except AnswerError as error:
        raise Unfit(f"'{cell[:40]}' is no answer to it; wanted: {error}") from None


def _json(cell: str) -> object:
    """What the cell says as JSON, where it is a list or a block."""
    if cell[:1] not in ("[", "{") or len(cell) > 10_000:
        return None
    try:
        found: object = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return found


def _found(task: Task, names: Mapping[str, str], cell: str) -> object:
    match task:
        case ChoiceTask():
            return one_of(names, cell)
        case JudgementTask():
            pair = _PAIR.fullmatch(cell.strip())
            if pair is None:
                raise Unfit(f"'{cell[:40]}' does not name a best and a worst: write 'best: a; worst: c'")
            return {"best": one_of(names, pair[1].strip(" ;,")), "worst": one_of(names, pair[2].strip(" ;,"))}
        case MarkTask():
            return some_of(names, cell)
        case OrderTask():
            return some_of(names, cell)
        case EntryTask():
            return cell
        case _:
            assert_never(task)


def one_of(names: Mapping[str, str], cell: str) -> str:
    """The id of the thing that a cell names by its id or its text, or by both. Raises Unfit."""
    text = cell.strip()
    by_text = [id for id, name in names.items() if folded(name) == folded(text) and folded(text)]
    by_text = by_text or [id for id, name in names.items() if name.strip() == text]
    by_id = [id for id in names if id.casefold() == text.casefold()]
    if by_text and by_id and by_text != by_id:
        raise Unfit(f"'{text[:40]}' is the text of one option and the letter of another")
    if len(by_text) > 1:
        raise Unfit(f"'{text[:40]}' could be more than one option")
    if by_text or by_id:
        return (by_text or by_id)[0]
    if (lettered := _LETTER.fullmatch(text)) and lettered[2].strip() != text:
        return one_of(names, lettered[2])  # The letter was that of the order in which a form showed them.
    if text.endswith(_CUT):
        begun = [id for id, name in names.items() if name.casefold().startswith(text.rstrip(".…").strip().casefold())]
        if len(begun) == 1:
            return begun[0]
        raise Unfit(f"'{text[:40]}' is cut short, and could be more than one option")
    raise Unfit(f"'{text[:40]}' is none of its options")


def some_of(names: Mapping[str, str], cell: str) -> list[str]:
    """The ids of the things that a cell names, in its order, whatever stands between them. Raises Unfit."""
    for separator in (r"\s*;\s*", r"\s*\n\s*", r"\s*(?:->|→|>)\s*", r"\s*,\s*", r"\s*\|\s*"):
        parts = [part for part in re.split(separator, cell.strip()) if part]
        try:
            return [one_of(names, part) for part in parts]
        except Unfit:
            continue
    if "..." in cell:
        raise Unfit(f"'{cell[:40]}' is cut short, and could be more than one answer")
    return _scanned(names, cell)


def _scanned(names: Mapping[str, str], cell: str) -> list[str]:
    """The things whose texts follow one another in a cell, with commas between them and perhaps within them."""
    texts = sorted(((name.strip(), id) for id, name in names.items()), key=lambda one: -len(one[0]))
    found, rest = [], cell.strip()
    while rest:
        here = next(((text, id) for text, id in texts if rest.casefold().startswith(text.casefold())), None)
        if here is None:
            raise Unfit(f"'{rest[:40]}' is none of its options")
        found.append(here[1])
        rest = rest[len(here[0]) :]
        if rest and not re.match(r"\s*[,;]", rest):
            raise Unfit(f"'{rest[:40]}' stands behind one of its options")
        rest = rest.lstrip(" ,;\n\t")
    return found


def best_and_worst(task: JudgementTask, cells: Sequence[str]) -> Answer:
    """The answer that two cells give, one for the best and one for the worst. Raises Unfit."""
    names = {id: option.text for id, option in task.options.items()}
    best, worst = (one_of(names, cell) for cell in cells)
    try:
        return read_answer(task, {"best": best, "worst": worst})
    except AnswerError as error:
        raise Unfit(str(error)) from None
