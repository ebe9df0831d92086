"""Questions that are not finished: nobody is asked them, and what each still needs is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from typing import Any

from readiness.bank.files import BankFile, read_schema
from readiness.bank.nodes import Mapping, child
from readiness.bank.schema import SchemaReader
from readiness.ground.errors import Problem
from readiness.kinds.item_bank import Draft, ItemBank

_MISSING = re.compile("'([a-z_]+)' is missing")


def drafts_of(files: Iterable[BankFile]) -> tuple[Draft, ...]:
    """The drafts of checked files."""
    return tuple(_draft(file, at, data) for file in files for at, data in enumerate(file.data["items"]) if "draft" in data)


def _draft(file: BankFile, index: int, data: Table[str, Any]) -> Draft:
    """The draft at an index of a file, with what would be wrong with it as a finished question."""
    node = file.child("items", index)
    assert isinstance(node, Mapping)
    missing, others = needs(node, file.lines)
    return Draft(data["id"], file.data["competency"], missing, others, file.place("items", index))


def needs(node: Mapping, lines: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a draft lacks as a finished question, and what else is wrong with it as one, in words. ``lines``: its file's."""
    finished = Mapping(node.line, node.column, {name: pair for name, pair in node.pairs.items() if name != "draft"})
    schema = read_schema()
    problems: list[Problem] = []
    SchemaReader(schema, "", lines, problems).read(finished, schema["definitions"]["item"])
    fields, others = [], []
    for problem in problems:
        missing = _MISSING.fullmatch(problem.message)
        if missing is None:
            others.append(problem.message)
        elif (problem.place.line, problem.place.column) == (node.line, node.column):
            fields.append(missing[1])
    options = child(node, "options")
    pairs = options.pairs if isinstance(options, Mapping) else {}
    reasons = [
        f"'why' of option {id}" for id, (_, one) in pairs.items() if isinstance(one, Mapping) and "why" not in one.pairs
    ]
    return (*fields, *reasons), tuple(others)


def only_drafts(bank: ItemBank) -> list[Problem]:
    """For each skill that nobody can be asked anything about: that, and what its drafts need."""
    asked = {item.skill for item in bank.items.values()}
    problems = [
        Problem(
            skill.place,
            f"the skill '{skill.id}' has only drafts; finish one, and take its line 'draft: true' away",
            rule="F07",
        )
        for skill in bank.skills.values()
        if skill.id not in asked
    ]
    return [*problems, *unfinished(bank)] if problems else []


def unfinished(bank: ItemBank) -> list[Problem]:
    """What each draft of a bank needs."""
    return [Problem(draft.place, str(draft), "not checked", "F07") for draft in bank.drafts]
