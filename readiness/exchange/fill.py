"""Drafts filled from a sheet: what is missing is put into the file of a bank, and all else in it stays as it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readiness.bank.files import read_schema
from readiness.bank.nodes import Mapping as Block
from readiness.bank.nodes import Node, Scalar, child, compose
from readiness.bank.nodes import Sequence as Entries
from readiness.bank.schema import SchemaReader
from readiness.exchange.cells import as_cell, table_text
from readiness.exchange.gate import misfit
from readiness.exchange.questions import Maker, Unfit, UnreadableFile
from readiness.exchange.records import Fields, fields_among, own_fields
from readiness.exchange.tables import named_rows, read_table
from readiness.exchange.yaml_text import flow
from readiness.ground.errors import Problem

LETTERS = "abcdef"
_AT_TOP = ("cognition", "rating", "seconds", "codes", "review_by")
_AT_END = ("key", "why", "source")
HEADINGS = (
    *("id", "type", "stem"),
    *(name for letter in LETTERS for name in (letter, f"why {letter}")),
    *("key", "why", "cognition", "rating", "seconds", "source", "review_by", "codes"),
)


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft as it stands in a file: the node of it, and its fields."""

    node: Block
    fields: Mapping[str, Any]


def drafts_in(text: str) -> list[DraftText]:
    """The drafts in the text of a file of questions that a bank can read."""
    node, problems = compose(text, "")
    items = None if node is None or problems else child(node, "items")
    found = []
    schema = read_schema()
    for item in items.items if isinstance(items, Entries) else ():
        if isinstance(item, Block) and "draft" in item.pairs:
            told: list[Problem] = []
            data = SchemaReader(schema, "", text.split("\n"), told).read(item, schema["definitions"]["item"])
            if not told:
                found.append(DraftText(item, data))
    return found


def empty_sheet(drafts: Sequence[Mapping[str, Any]]) -> str:
    """A sheet of all drafts, with what they hold, for a spreadsheet."""
    return table_text([HEADINGS, *([as_cell(heading, _cell(fields, heading)) for heading in HEADINGS] for fields in drafts)])


def _cell(fields: Mapping[str, Any], heading: str) -> str:
    options = fields.get("options", {})
    if heading in LETTERS:
        return str(options.get(heading, {}).get("text", ""))
    if heading.startswith("why "):
        return str(options.get(heading[-1], {}).get("why", ""))
    value = fields.get(heading, "")
    if heading == "source":
        return " | ".join(f"{one['id']} at {one['at']}" for one in value or ())
    if isinstance(value, list):
        return ";".join(map(str, value))
    return str(value)


def rows_by_id(text: str) -> tuple[Fields, dict[str, tuple[int, Mapping[str, Any]]]]:
    """The rows of a filled sheet by id, each with its line. Raises UnreadableFile."""
    table = read_table(text)
    fields = fields_among(table.headings, {}, whole=False)
    if "id" not in fields.single:
        raise UnreadableFile("the sheet has no column 'id', by which drafts are known")
    rows: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for line, record in named_rows(table):
        id = record[fields.single["id"]]
        if id in rows:
            raise UnreadableFile(f"the id '{id}' stands here twice (first on line {rows[id][0]})", line)
        rows[id] = (line, record)
    return fields, rows


@dataclass(slots=True)
class Filled:
    """The new text of a file; how many drafts are questions now, and how many are not; ``said`` by line of the sheet."""

    text: str
    finished: int
    unfinished: int
    said: list[tuple[int, str]]


def fill(text: str, fields: Fields, rows: Mapping[str, tuple[int, Mapping[str, Any]]], sources: Sequence[str]) -> Filled:
    """The text of a file with the values of a sheet put into its drafts, where they lack them; a draft that lacks nothing
    then is one no more. Raises Unfit where the file is not written so that this can be done."""
    filled = Filled(text, 0, 0, [])
    edits: list[tuple[int, int, str]] = []
    gone: set[int] = set()
    for draft in drafts_in(text):
        line, record = rows.get(draft.fields["id"], (0, {}))
        if not line:
            continue
        new, said = _new(draft, record, fields, sources)
        filled.said += [(line, f"{draft.fields['id']}: {words}") for words in said]
        merged = _merged(draft.fields, new)
        finished = misfit({name: value for name, value in merged.items() if name != "draft"}) is None
        filled.finished, filled.unfinished = filled.finished + finished, filled.unfinished + (not finished)
        edits += _edits(draft, new, text.split("\n"))
        if finished:
            gone.add(draft.node.pairs["draft"][0].line)
    filled.text = _edited(text, edits, gone)
    if edits or gone:
        _verify(text, filled)
    return filled


def _new(
    draft: DraftText, record: Mapping[str, Any], fields: Fields, sources: Sequence[str]
) -> tuple[dict[str, Any], list[str]]:
    """What a row has and the draft lacks, as fields that fit; and what is to be said of the others."""
    said: list[str] = []
    try:
        told = own_fields(record, fields)
    except Unfit as error:
        return {}, [str(error)]
    maker = Maker(0)
    new: dict[str, Any] = {}
    for name in (*_AT_TOP, *_AT_END):
        value = told.get(name, str(record[fields.single[name]]).strip() or None if name in fields.single else None)
        if value is None or name in draft.fields:
            continue
        if name == "source" and (unknown := [one["id"] for one in value if one["id"] not in sources]):
            said.append(f"sources.yaml has no {', '.join(unknown)}")
            continue
        value = maker.text("the explanation", value, 6000) if name == "why" else value
        if (wrong := misfit({**_merged(draft.fields, new), name: value})) is not None:
            said.append(f"{name}: {wrong}")
        else:
            new[name] = value
    reasons = {}
    for place, letter in enumerate(LETTERS):
        option = draft.fields.get("options", {}).get(letter)
        reason = str(fields.reason(record, place) or "").strip()
        if option is not None and reason and "why" not in option:
            reasons[letter] = maker.text("a reason", reason)
    return ({**new, "reasons": reasons} if reasons else new), said


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**old, **{name: value for name, value in new.items() if name != "reasons"}}
    for letter, reason in new.get("reasons", {}).items():
        merged["options"] = {**merged["options"], letter: {**merged["options"][letter], "why": reason}}
    return merged


# The text -----------------------------------------------------------------------------------------------------------


def _edits(draft: DraftText, new: Mapping[str, Any], lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """What to put in: the line, from 1, and the column, from 1, that it goes before, with the text."""
    node = draft.node
    start = " " * (node.column - 1)
    top = max(node.pairs[name][0].line for name in ("id", "type", "draft")) + 1
    end = _last_line(node, lines) + 1
    for name, where in (*((name, top) for name in _AT_TOP), *((name, end) for name in _AT_END)):
        if name in new:
            plain = name in ("cognition", "codes", "key")
            yield where, 1, f"{start}{name}: {flow(new[name], plain=plain)}\n"
    for letter, reason in new.get("reasons", {}).items():
        option = child(node, "options", letter)
        assert isinstance(option, Block)
        key, text = option.pairs["text"]
        assert isinstance(text, Scalar)
        rest = lines[text.end_line - 1][text.end_column - 1 :] if text.end_line <= len(lines) else ""
        if rest.lstrip().startswith((",", "}")):
            yield text.end_line, text.end_column, f", why: {flow(reason)}"
        else:
            after = text.end_line if text.end_column == 1 else text.end_line + 1
            yield after, 1, f"{' ' * (key.column - 1)}why: {flow(reason)}\n"


def _last_line(node: Node, lines: Sequence[str]) -> int:
    """The last line that a node stands on."""
    if isinstance(node, Scalar):
        return node.end_line - (node.end_column == 1 and node.end_line > node.line)
    pairs = node.pairs.values() if isinstance(node, Block) else ()
    inner = node.items if isinstance(node, Entries) else tuple(value for _, value in pairs)
    last = max([node.line, *(_last_line(one, lines) for one in inner)])
    while last < len(lines) and re.match(r"\s*[\]}]", lines[last]):
        last += 1
    return last


def _edited(text: str, edits: Sequence[tuple[int, int, str]], gone: set[int]) -> str:
    lines = text.split("\n")
    for line, column, new in sorted(edits, key=lambda one: one[:2])[::-1]:  # Of one place, the last first.
        while len(lines) < line:
            lines.append("")
        old = lines[line - 1]
        lines[line - 1] = old[: column - 1] + new + old[column - 1 :]
    return _without(lines, gone)


def _without(lines: Sequence[str], gone: set[int]) -> str:
    """The lines without those that say ``draft: true``, and the texts put in before them."""
    kept = []
    for number, line in enumerate(lines, start=1):
        if number in gone:
            before, newline, last = line.rpartition("\n")
            if not last.strip().startswith("draft:"):
                raise Unfit("a draft is not written with one field a line")
            if newline:
                kept.append(before)
        else:
            kept.append(line)
    return "\n".join(kept)


def _verify(before: str, filled: Filled) -> None:
    """Whether the new text is read as it should be. Raises Unfit."""
    old, new = _items(before), _items(filled.text)
    if old is None or new is None or [id for id, _ in old] != [id for id, _ in new]:
        raise Unfit("it is not written so that a program can put something into it; fill its drafts by hand")
    if sum(draft for _, draft in old) - sum(draft for _, draft in new) != filled.finished:
        raise Unfit("a draft is not written with one field a line; fill it by hand")


def _items(text: str) -> list[tuple[str, bool]] | None:
    """The ids in a file, and whether each is a draft's; None when it cannot be read."""
    node, problems = compose(text, "")
    if node is None or problems:
        return None
    found: list[Problem] = []
    schema = read_schema()
    data = SchemaReader(schema, "", text.split("\n"), found).read(node, schema["definitions"]["itemsFile"])
    return None if found else [(one["id"], "draft" in one) for one in data["items"]]
