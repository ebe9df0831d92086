"""What must hold inside one item beyond the format: keys that name an option, spots that can be told apart.

The rules run over data in which any value may be WRONG (and was reported), so each looks only at values of the kind
that it expects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, cast

from readiness.kinds.answers import AnswerError, read_entry
from readiness.model import EntryForm

Finding: TypeAlias = "tuple[tuple[str | int, ...], str]"
"""A path inside the item, and what is wrong there."""


# Data in which any value may be WRONG -------------------------------------------------------------------------------


def text_at(value: Any, key: str) -> str | None:
    """The text under a key, if there is one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def table_at(value: Any, key: str) -> dict[str, Any]:
    """The block under a key, or an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def list_at(value: Any, key: str) -> list[Any]:
    """The list under a key, or an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def texts_at(value: Any, key: str) -> list[tuple[int, str]]:
    """The texts in the list under a key, each with its index."""
    return [(at, text) for at, text in enumerate(list_at(value, key)) if isinstance(text, str)]


# Rules --------------------------------------------------------------------------------------------------------------


def item_findings(item: dict[str, Any]) -> Iterator[Finding]:
    """What is wrong inside an item that is not generated."""
    type = text_at(item, "type")
    return iter(()) if type is None else _RULES[type](item)


def _choice(item: dict[str, Any]) -> Iterator[Finding]:
    options = table_at(item, "options")
    yield from _known(item, "key", options)
    yield from _different(options)


def _judgement(item: dict[str, Any]) -> Iterator[Finding]:
    options = table_at(item, "options")
    yield from _known(item, "best", options)
    yield from _known(item, "worst", options)
    if text_at(item, "best") is not None and item["best"] == item.get("worst"):
        yield ("worst",), "best and worst must be different options"
    yield from _different(options)


def _mark(item: dict[str, Any]) -> Iterator[Finding]:
    spots, key = table_at(item, "spots"), texts_at(item, "key")
    for at, spot in key:
        if spot not in spots:
            yield ("key", at), _not_one_of(spot, spots, "spots")
    keyed = {spot for _, spot in key}
    if spots and keyed.issuperset(spots):
        yield ("key",), "every spot is keyed; at least one must not be"
    pairs = {id: spot for id, spot in spots.items() if isinstance(spot, dict)}
    if "records" not in item:
        for id in pairs:
            yield ("spots", id), "a spot with a left and a right needs 'records', which names the two records"
        return
    if spots and all(isinstance(spot, str) for spot in spots.values()):
        yield ("records",), "two records are named, but no spot has a left and a right"
    same = [text_at(pairs[id], "left") == text_at(pairs[id], "right") is not None for id in keyed if id in pairs]
    if same and all(same):
        yield ("key",), "left and right are the same in every keyed spot; at least one must differ"


def _order(item: dict[str, Any]) -> Iterator[Finding]:
    pieces, groups = table_at(item, "pieces"), list_at(item, "key")
    placed: set[str] = set()
    for at, group in enumerate(groups):
        tied = enumerate(group) if isinstance(group, list) else [(None, group)]
        for inside, piece in tied:
            path = ("key", at) if inside is None else ("key", at, inside)
            if not isinstance(piece, str):
                continue
            if piece not in pieces:
                yield path, _not_one_of(piece, pieces, "pieces")
            elif piece in placed:
                yield path, f"'{piece}' is placed twice"
            placed.add(piece)
    left = [piece for piece in pieces if piece not in placed]
    if groups and left:
        yield ("key",), f"every piece must have its place; missing: {', '.join(left)}"


def _entry(item: dict[str, Any]) -> Iterator[Finding]:
    form = text_at(item, "form")
    if form is None:
        return
    for at, accepted in texts_at(item, "accept"):
        try:
            read_entry(cast(EntryForm, form), accepted)
        except AnswerError as error:
            yield ("accept", at), f"'{accepted}' cannot be read as a {form}: {error}"


_RULES: dict[str, Callable[[dict[str, Any]], Iterator[Finding]]] = {
    "choice": _choice,
    "judgement": _judgement,
    "mark": _mark,
    "order": _order,
    "entry": _entry,
}


def _known(item: dict[str, Any], field: str, options: dict[str, Any]) -> Iterator[Finding]:
    value = text_at(item, field)
    if value is not None and options and value not in options:
        yield (field,), _not_one_of(value, options, "options")


def _different(options: dict[str, Any]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for id, option in options.items():
        folded = " ".join((text_at(option, "text") or id).casefold().split())
        if folded in seen:
            yield ("options", id, "text"), f"the options {seen[folded]} and {id} say the same"
        seen.setdefault(folded, id)


def _not_one_of(value: str, known: Iterable[str], what: str) -> str:
    return f"'{value}' is not one of the {what}: {', '.join(known)}"
