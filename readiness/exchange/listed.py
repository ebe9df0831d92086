"""Questions in tables and in JSON: one a row, or one an object. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from readiness.exchange.questions import LeftOut, Reading, Unfit, UnreadableFile, few, first_words
from readiness.exchange.records import counting, fields_among, question_of, tells_keys
from readiness.exchange.tables import named_rows, read_table
from readiness.ground.english import listed

Records = Sequence["tuple[int, Mapping[str, Any]]"]

MOST_DEPTH = 40


def read_csv(text: str, mapping: Mapping[str, Any]) -> Reading:
    """The questions of a table, one a row. Raises UnreadableFile."""
    table = read_table(text, skip_bad=True)
    found = named_rows(table)
    reading = _questions(found, list(found[0][1]) if found else table.headings, mapping, "columns")
    bad = [LeftOut(*one) for one in table.bad]
    return replace(reading, left_out=tuple(sorted([*reading.left_out, *bad], key=lambda one: one.line)))


def read_json(text: str, mapping: Mapping[str, Any]) -> Reading:
    """The questions of a JSON text: a list of objects, or what the mapping's ``questions`` leads to; or one object a line.

    Raises UnreadableFile.
    """
    records = [(line, one) for line, one in _objects(text, str(mapping.get("questions") or ""))]
    names = list(dict.fromkeys(name for _, record in records for name in record))
    return _questions(records, names, mapping, "fields")


def _questions(records: Records, names: Sequence[str], mapping: Mapping[str, Any], what: str) -> Reading:
    known = fields_among(names, mapping)
    if not tells_keys([record for _, record in records], known):
        raise UnreadableFile(
            f"nothing here is named for the key; say in a mapping file (--mapping) which holds it: {', '.join(names)}"
        )
    fields = counting([record for _, record in records], known)
    questions, left_out = [], []
    for line, record in few(records):
        try:
            questions.append(question_of(line, record, fields))
        except Unfit as error:
            left_out.append(LeftOut(line, first_words(str(record.get(fields.single["stem"], ""))), str(error)))
    notes = [f"{what} that were not read: {listed(list(fields.unread))}"] if fields.unread else []
    return Reading(tuple(questions), tuple(left_out), tuple(notes))


# JSON ---------------------------------------------------------------------------------------------------------------


def _objects(text: str, path: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects of the list of questions, each with its line."""
    data = _loaded(text)
    lines = _lines_of_objects(text, data)
    found = data
    for step in path.split(".") if path else ():
        if not isinstance(found, dict) or step not in found:
            raise UnreadableFile(f"the mapping says that the questions are under '{path}', and there is no '{step}'")
        found = found[step]
    if isinstance(found, dict) and not path:
        lists = [
            name for name, inner in found.items() if isinstance(inner, list) and any(isinstance(x, dict) for x in inner)
        ]
        if not lists and found and all(isinstance(one, dict) for one in found.values()):
            lists, found = ["all"], {"all": list(found.values())}
        if len(lists) != 1:
            raise UnreadableFile(
                "the questions are not in one list here; say where they are in a mapping file: questions: ..."
            )
        found = found[lists[0]]
    if isinstance(found, dict):
        found = list(found.values())
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found) or not found:
        raise UnreadableFile("a list of questions is wanted, each a block of fields in { }")
    for one in found:
        yield lines[id(one)], one


def _loaded(text: str) -> Any:
    deepest = depth = 0
    for sign in re.findall(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(sign, 0)
        deepest = max(deepest, depth)
    if deepest > MOST_DEPTH:
        raise UnreadableFile(f"this is nested too deep: more than {MOST_DEPTH} levels")
    try:
        return _parsed(text)
    except json.JSONDecodeError as error:
        rows = [(number, row) for number, row in enumerate(text.split("\n"), start=1) if row.strip()]
        if len(rows) < 2 or not all(row.strip().startswith("{") and row.strip().endswith("}") for _, row in rows):
            raise UnreadableFile(f"this is not JSON: {error.msg}", error.lineno) from None
    made = []
    for number, row in rows:
        try:
            made.append(_parsed(row))
        except json.JSONDecodeError as error:
            raise UnreadableFile(f"this is not JSON: {error.msg}", number) from None
    return made


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError:
        raise
    except UnreadableFile:
        raise
    except ValueError:  # Python reads no whole number of more than 4,300 digits.
        raise UnreadableFile("a number in the JSON has too many digits") from None


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise UnreadableFile(f"the name '{first_words(twice)}' stands twice in one block")
    return made


def _lines_of_objects(text: str, data: Any) -> dict[int, int]:
    """The line of each object by its identity: the objects open in the order in which they are met from the top."""
    opened = [match.start() for match in re.finditer(r'"(?:[^"\\]|\\.)*"?|\{', text) if match[0] == "{"]
    lines: dict[int, int] = {}
    at = number = 0
    for start, one in zip(opened, _dicts(data)):
        number += text.count("\n", at, start)
        at = start
        lines[id(one)] = number + 1
    return lines


def _dicts(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _dicts(inner)
