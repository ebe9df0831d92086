"""Where questions go in the files of a bank: their ids, their competency, and the new text of each file. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from readiness.bank.nodes import Mapping as Block
from readiness.bank.nodes import Node, Scalar, Sequence, child, compose
from readiness.exchange.gate import as_item
from readiness.exchange.questions import LeftOut, Question, Reading, Unfit, first_words
from readiness.exchange.scaffold import items_file
from readiness.exchange.yaml_text import item_text
from readiness.ground.english import listed

DRAFT_COMMENT = "nobody is asked it until this line is gone"
_NUMBERED = re.compile(r"-([0-9]{1,6})$")


@dataclass(frozen=True, slots=True)
class Shelves:
    """What a bank has already: for each competency its skill, the ids of its items and drafts, its sources, and the texts
    of its files of questions by their path inside it."""

    skills: Mapping[str, str]
    ids: Collection[str]
    sources: Collection[str]
    files: Mapping[str, str]

    def path(self, competency: str) -> str:
        return f"{self.skills[competency]}/{competency}.yaml"


@dataclass(slots=True)
class Placed:
    """What became of the questions of a file: ``files`` that change or are new, by path; ``added`` and ``drafts``, each with
    the fields that it has now, and ``left_out``; ``said`` about single questions: the line, the id, the words."""

    files: dict[str, str]
    added: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    drafts: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    said: list[tuple[int, str, str]] = field(default_factory=list)


def place(reading: Reading, shelves: Shelves, competency: str | None) -> Placed:
    """Put what was read where it belongs: into ``competency``, else into the one that a question names itself, else into
    the bank's only one. Raises Unfit where none of these tells."""
    if reading.questions and not any("competency" in question.fields for question in reading.questions):
        _needed(shelves, competency)
    placed = Placed({}, left_out=list(reading.left_out))
    ids = set(shelves.ids)
    named = {id for question in reading.questions if isinstance(id := question.fields.get("id"), str)}
    new: dict[str, list[str]] = {}
    for question in reading.questions:
        try:
            where = _competency(question, shelves, competency)
            fields, said = _identified(question, where, ids, named)
            item, more = as_item(fields, shelves.sources)
        except ValueError as error:
            placed.left_out.append(LeftOut(question.line, first_words(str(question.fields["stem"])), str(error)))
            continue
        ids.add(item["id"])
        placed.said += [(question.line, item["id"], words) for words in (*question.notes, *said, *more)]
        (placed.drafts if "draft" in item else placed.added).append((question.line, item))
        new.setdefault(where, []).append(item_text(item, {"draft": DRAFT_COMMENT}))
    placed.left_out.sort(key=lambda one: one.line)
    placed.files = {shelves.path(where): with_items(shelves, where, "".join(texts)) for where, texts in new.items()}
    return placed


def _competency(question: Question, shelves: Shelves, wanted: str | None) -> str:
    own = question.fields.get("competency")
    where = wanted or own
    where = where or _needed(shelves, None)
    if where not in shelves.skills:
        raise Unfit(f"blueprint.yaml has no competency '{where}'")
    return str(where)


def _needed(shelves: Shelves, wanted: str | None) -> str:
    """The competency that is wanted, else the bank's only one. Raises Unfit."""
    if wanted is None and len(shelves.skills) > 1:
        raise Unfit(f"nothing says which competency to put it into (--competency): {listed(list(shelves.skills))}")
    return wanted or next(iter(shelves.skills))


def _identified(
    question: Question, competency: str, taken: Collection[str], named: Collection[str]
) -> tuple[dict[str, Any], list[str]]:
    """The fields with an id: its own where that fits and is free, else the next number of its competency after those that
    the questions of the file name themselves."""
    fields = {name: value for name, value in question.fields.items() if name not in ("id", "competency")}
    own = question.fields.get("id")
    fits = isinstance(own, str) and re.fullmatch(rf"{competency}-[a-z0-9]+(-[a-z0-9]+)*", own) and len(own) <= 60
    if fits and own not in taken:
        return {"id": own, **fields}, []
    said = [f"its id was '{own}'" + (", which is taken" if own in taken else "")] if own and not own.isdigit() else []
    return {"id": next_id(competency, {*taken, *named}), **fields}, said


def next_id(competency: str, taken: Collection[str]) -> str:
    """The id of the next question of a competency: one more than the highest number that there is, with two digits."""
    own = (id[len(competency) :] for id in taken if id.startswith(f"{competency}-"))
    numbers = [int(found[1]) for rest in own if (found := _NUMBERED.search(rest))]
    return f"{competency}-{max(numbers, default=0) + 1:02}"


def with_items(shelves: Shelves, competency: str, items: str) -> str:
    """The text of a competency's file with these items at its end, all else as it stands; a new file where there is none.

    Raises Unfit when the file is not written so that something can follow its end.
    """
    text = shelves.files.get(shelves.path(competency))
    if text is None:
        return items_file(competency, items)
    node, problems = compose(text, "")
    if node is None or problems:
        raise Unfit(f"{shelves.path(competency)} cannot be read: readiness check says why")
    shift = max(0, _dash_column(node, text) - 2)
    block = "".join(" " * shift + line if line.strip() else line for line in items.splitlines(keepends=True))
    made = text + ("" if text.endswith("\n") else "\n") + block
    if _count(made) != (_count(text) or 0) + (_count(items_file(competency, items)) or 0):
        raise Unfit(f"{shelves.path(competency)} does not end with its list of items, so nothing can be put at its end")
    return made


def _dash_column(node: Node, text: str) -> int:
    """How far the dashes of a file's items are indented."""
    items = child(node, "items")
    if not isinstance(items, Sequence) or not items.items:
        return 2
    line = text.split("\n")[items.items[0].line - 1]
    return len(line) - len(line.lstrip(" "))


def _count(text: str) -> int | None:
    """How many items a file has."""
    node, problems = compose(text, "")
    items = None if node is None or problems else child(node, "items")
    return len(items.items) if isinstance(items, Sequence) else None


def ids_in(texts: Iterable[str]) -> Iterator[str]:
    """The ids of all items and drafts in the texts of files, as far as they can be read."""
    for text in texts:
        node, _ = compose(text, "")
        items = None if node is None else child(node, "items")
        for item in items.items if isinstance(items, Sequence) else ():
            id = child(item, "id") if isinstance(item, Block) else None
            if isinstance(id, Scalar):
                yield id.value
