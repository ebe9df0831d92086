"""Whether a question fits the format of a bank, asked of the bank's own reader before anything is written. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from readiness.bank.drafts import needs
from readiness.bank.files import read_schema
from readiness.bank.nodes import Mapping as Block
from readiness.bank.nodes import child, compose
from readiness.bank.schema import SchemaReader
from readiness.exchange.yaml_text import item_text
from readiness.ground.errors import Problem
from readiness.ground.exhibits.parse import parse
from readiness.kinds.dispatch import KINDS


def misfit(fields: Mapping[str, Any]) -> str | None:
    """Why an item of these fields would be refused by a bank; None when it fits. Ids of other things are not looked at."""
    text = item_text(fields, indent=0)
    node, problems = compose(text, "")
    if node is None or problems:
        return problems[0].message
    found: list[Problem] = []
    schema = read_schema()
    list_of = {"type": "array", "items": {"$ref": "#/definitions/item"}}
    data = SchemaReader(schema, "", text.split("\n"), found).read(node, list_of)
    if found:
        return found[0].message
    item = data[0]
    for _, message in KINDS[item["type"]].findings(item):
        return message
    for fault in parse(item.get("exhibit", "")).faults:
        return f"in the exhibit: {fault.message}"
    return None


def as_item(fields: Mapping[str, Any], sources: Collection[str]) -> tuple[dict[str, Any], list[str]]:
    """The fields as an item, or as a draft where something is missing for one; and what is to be said about it.

    A source that the bank does not have is left out. Raises ValueError with the reason when it fits as neither.
    """
    said = []
    item = dict(fields)
    unknown = [one["id"] for one in item.get("source", ()) if one["id"] not in sources]
    if unknown:
        said.append(f"sources.yaml has no {', '.join(unknown)}, so its source is missing")
        del item["source"]
    if misfit(item) is None:
        return item, said
    draft = {**item, "draft": True}
    if (reason := misfit(draft)) is not None:
        raise ValueError(reason)
    return draft, said


def lacking(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """What a draft of these fields lacks as a finished question."""
    text = item_text(fields, indent=0)
    node = child(compose(text, "")[0], 0)
    assert isinstance(node, Block)
    return needs(node, text.split("\n"))[0]
