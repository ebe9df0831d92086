"""``career.yaml``: what a bank says of the work that it prepares for. A file of its own, read only where that is told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from readiness.bank.digest import digest
from readiness.bank.files import BankFile, BankFiles, TooManyProblems, joined, read_file, read_schema
from readiness.bank.folders import shipped_folder
from readiness.ground.career import Career, Choice, Fact, Reading, Short, Side, Topic, last_day
from readiness.ground.errors import BankError
from readiness.ground.items import Source
from readiness.kinds.loose import list_at, table_at, text_at

NAME = "career.yaml"


def load_career(folder: str | Path | None = None) -> Career | None:
    """What the bank in a folder says of the work, None where it says nothing; of the shipped bank when none is given.

    Raises BankError, which holds every problem of that file, and of ``sources.yaml``, which it cites.
    """
    path = shipped_folder() if folder is None else Path(folder)
    label = "questions" if folder is None else path.as_posix()
    if not os.path.lexists(path / NAME):
        return None
    found = BankFiles()
    try:
        schema = read_schema()
        found.sources = read_file(found, path / "sources.yaml", joined(label, "sources.yaml"), schema, "sources")
        file = read_file(found, path / NAME, joined(label, NAME), schema, "career")
        if file is not None:
            _check(found, file)
    except TooManyProblems:
        pass
    if found.problems:
        raise BankError(tuple(sorted(found.problems)))
    assert file is not None
    assert found.sources is not None
    return _career(file, found.sources)


# What must hold between its parts -----------------------------------------------------------------------------------


def _check(found: BankFiles, file: BankFile) -> None:
    def report(message: str, *path: str | int) -> None:
        found.report(file.place(*path), message)

    facts: set[str] = set()
    choices: set[str] = set()
    for where, fact in _facts(file.data):
        _check_name(fact, where, facts, report)
        _check_reading(found, fact, where, report)
        _check_dates(fact, where, report)
        if "claim" in fact and "claims_of" not in file.data:
            report("'claims_of' is missing: say whose claim this is, such as The article", *where, "claim")
        width = len(list_at(table_at(fact, "table"), "header"))
        for at, row in enumerate(list_at(table_at(fact, "table"), "rows")):
            if isinstance(row, list) and len(row) != width:
                report(f"{width} texts are wanted in each row, not {len(row)}", *where, "table", "rows", at)
    _check_summary(found, file.data, report)
    for at, choice in enumerate(list_at(file.data, "choices")):
        if isinstance(choice, dict):
            _check_name(choice, ("choices", at), choices, report)
            _check_reading(found, choice, ("choices", at), report)
            if text_at(table_at(choice, "a"), "text") == text_at(table_at(choice, "b"), "text") is not None:
                report("both sides say the same", "choices", at, "b", "text")


def _facts(data: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    for id, topic in table_at(data, "topics").items():
        for at, fact in enumerate(list_at(topic, "facts")):
            if isinstance(fact, dict):
                yield ("topics", id, "facts", at), fact


_Report = Callable[..., None]


def _check_name(part: dict[str, Any], where: tuple[str | int, ...], named: set[str], report: _Report) -> None:
    id = text_at(part, "id")
    if id is not None and id in named:
        report(f"the name '{id}' is used twice in this file", *where, "id")
    elif id is not None:
        named.add(id)


def _check_reading(found: BankFiles, part: dict[str, Any], where: tuple[str | int, ...], report: _Report) -> None:
    source = text_at(part, "source")
    if source is not None and found.sources is not None and source not in found.sources.data:
        near = found.did_you_mean(source, found.sources.data)
        report(f"sources.yaml has no '{source}'{near}", *where, "source")


_FIGURE = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")


def _check_summary(found: BankFiles, data: dict[str, Any], report: _Report) -> None:
    """Each line names facts of this file, and has no figure that none of them has."""
    texts = {text_at(fact, "id"): text_at(fact, "says") or "" for _, fact in _facts(data)}
    for at, short in enumerate(list_at(data, "summary")):
        named = list_at(short, "facts") if isinstance(short, dict) else []
        unknown = [(place, id) for place, id in enumerate(named) if isinstance(id, str) and id not in texts]
        for place, id in unknown:
            near = found.did_you_mean(id, [one for one in texts if one is not None])
            report(f"there is no fact '{id}' in this file{near}", "summary", at, "facts", place)
        carried = {figure for id in named if isinstance(id, str) for figure in _FIGURE.findall(texts.get(id, ""))}
        for figure in _FIGURE.findall(text_at(short, "says") or "" if named and not unknown else ""):
            if figure not in carried:
                report(f"the figure {figure} stands in none of its facts", "summary", at, "says")


def _check_dates(fact: dict[str, Any], where: tuple[str | int, ...], report: _Report) -> None:
    as_of, read = text_at(fact, "as_of"), text_at(fact, "read")
    if as_of is None:
        return
    try:
        last_day(as_of)
    except ValueError:
        report(f"there is no such date as {as_of}", *where, "as_of")
        return
    if read is not None and as_of > read:
        report(f"it is of {as_of}, after the day on which it was read ({read})", *where, "as_of")


# Building: everything has been checked by now -----------------------------------------------------------------------


def _career(file: BankFile, sources: BankFile) -> Career:
    data = file.data
    topics = tuple(
        Topic(id, topic["title"], tuple(_fact(file, id, at, fact) for at, fact in enumerate(topic["facts"])))
        for id, topic in data["topics"].items()
    )
    choices = tuple(_choice(file, at, choice) for at, choice in enumerate(data.get("choices", ())))
    facts = {fact.id: fact for topic in topics for fact in topic.facts}
    readings = [*(fact.reading for fact in facts.values()), *(choice.reading for choice in choices)]
    return Career(
        bank=data["bank"],
        about=tuple(data["about"]),
        claims_of=data.get("claims_of", ""),
        topics=topics,
        choices=choices,
        sources={one.source: _source(one.source, sources.data[one.source]) for one in readings},
        place=file.place("bank"),
        summary=tuple(Short(one["says"], tuple(facts[id] for id in one["facts"])) for one in data.get("summary", ())),
    )


def _fact(file: BankFile, topic: str, at: int, data: dict[str, Any]) -> Fact:
    table = data.get("table", {"header": (), "rows": ()})
    return Fact(
        id=data["id"],
        text=data["says"],
        as_of=data["as_of"],
        reading=_reading(data),
        claim=data.get("claim", ""),
        past="past" in data,
        header=tuple(table["header"]),
        rows=tuple(map(tuple, table["rows"])),
        place=file.place("topics", topic, "facts", at),
    )


def _choice(file: BankFile, at: int, data: dict[str, Any]) -> Choice:
    sides = {letter: Side(data[letter]["text"], data[letter]["fit"], data[letter]["told"]) for letter in "ab"}
    texts = [(letter, side.text) for letter, side in sides.items()]
    return Choice(data["id"], sides, _reading(data), digest(texts), file.place("choices", at))


def _reading(data: dict[str, Any]) -> Reading:
    return Reading(data["source"], data["read"], data["how"])


def _source(id: str, data: dict[str, Any]) -> Source:
    return Source(id, data["title"], data["publisher"], data["url"], data["cost"], data.get("accessed"), data.get("how"))
