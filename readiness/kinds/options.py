"""What choice and judgement items share: options, each with its reason. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from readiness.ground.characters import one_line
from readiness.ground.items import Option
from readiness.kinds.kind import Finding, Role, Thing
from readiness.kinds.loose import not_one_of, text_at


def shown(options: Mapping[str, Option], roles: Mapping[str, Role]) -> dict[str, Thing]:
    """The options as things; those without a role are distractors."""
    return {id: Thing(option.text, option.why, roles.get(id, "")) for id, option in options.items()}


def built(data: Mapping[str, Any]) -> dict[str, Option]:
    """The options from the checked data of an item."""
    return {id: Option(one_line(option["text"]), option["why"].strip()) for id, option in data["options"].items()}


def unknown(data: Mapping[str, Any], field: str, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The finding about a field that must name an option and does not."""
    value = text_at(data, field)
    if value is not None and options and value not in options:
        yield (field,), not_one_of(value, options, "options")


def same(options: Mapping[str, Any]) -> Iterator[Finding]:
    """The findings about options that say the same as one before."""
    seen: dict[str, str] = {}
    for id, option in options.items():
        folded = " ".join((text_at(option, "text") or id).casefold().split())
        if folded in seen:
            yield ("options", id, "text"), f"the options {seen[folded]} and {id} say the same"
        seen.setdefault(folded, id)
