"""Tables of answers as forms and courses export them, as response sheets: a person a row, or an answer a row. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from readiness.exchange.answers import answer_from, best_and_worst
from readiness.exchange.columns import Asked, asked_in, is_heading, matters, place_of_heading, shown
from readiness.exchange.known import Known
from readiness.exchange.questions import Unfit, UnreadableFile, first_words
from readiness.exchange.tables import Table, column, decimal_point, folded, read_table
from readiness.ground.english import counted
from readiness.ground.items import Item, JudgementTask
from readiness.ground.responses import CONFIDENCES, Confidence, Response
from readiness.kinds.item_bank import ItemBank

Blank = Literal["skip", "not-asked"]

MAPPED = ("person", "item", "answer", "seconds", "confidence", "columns")
"""What a mapping file for answers may name; ``columns`` gives the id of a question for a heading."""
_PERSONS = (
    *("person", "email address", "email", "e mail", "username", "user name", "user id", "userid", "student id", "student"),
    *("participant", "respondent", "respondent id", "id number", "full name", "name"),
)
_FIRST, _LAST = ("first name", "firstname", "given name"), ("surname", "last name", "lastname", "family name")
_ITEMS, _ANSWERS = ("item", "item id", "question id", "question"), ("answer", "response", "choice", "response summary")
MOST_HEADINGS = 3
"""Rows at the beginning that may hold headings again."""
_NOBODY = {"anonymous", "anonym", "anonyme", "anónimo", "anônimo", "anonimo"}
"""What forms write where nobody says who they are."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of one person, "" where nobody says whose; ``line``: where they begin in the table."""

    line: int
    person: str
    responses: tuple[Response, ...]


@dataclass(slots=True)
class Sheets:
    """All sheets of a table; ``problems``: answers that cannot be read and were left out, by line; ``blanks``: how many
    cells were empty; ``unread``: columns that are no question."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    blanks: int = 0
    unread: tuple[str, ...] = ()


def read_responses(text: str, bank: ItemBank, mapping: Mapping[str, Any], blank: Blank | None) -> Sheets:
    """The sheets of a table. ``blank``: what an empty cell means; while nobody has said so, and there is one, UnreadableFile
    is raised, as where no column is that of a question, or the mapping names what is not there."""
    table = read_table(text, skip_bad=True)
    known = Known(bank)
    told = {name: place_of_heading(table, mapping[name]) for name in MAPPED[:-1] if isinstance(mapping.get(name), str)}
    item = told.get("item", _naming(table, known))
    answer = told.get("answer", _first(table, _ANSWERS))
    if item is not None and answer is not None:
        found = _long(table, known, {**told, "item": item, "answer": answer}, blank)
    else:
        found = _wide(table, known, told, mapping.get("columns") or {}, blank)
    found.problems += [(line, words) for line, _, words in table.bad]
    if found.blanks and blank is None:
        raise UnreadableFile(
            f"{counted(found.blanks, 'answer')} {'is' if found.blanks == 1 else 'are'} blank, and only you know what that "
            "means: --blank skip where the question was asked and not answered, --blank not-asked where it was not asked"
        )
    return found


def _first(table: Table, names: Sequence[str]) -> int | None:
    return next((at for name in names if (at := column(table.headings, name)) is not None), None)


def _naming(table: Table, known: Known) -> int | None:
    """The column whose cells name items, if its heading says so."""
    places = (column(table.headings, name) for name in _ITEMS)
    return next((at for at in places if at is not None and any(known.item(cells[at]) for _, cells in table.rows)), None)


def _person(table: Table, told: Mapping[str, int]) -> Sequence[int]:
    """The columns that say whose answers they are."""
    if "person" in told:
        return [told["person"]]
    if (at := _first(table, _PERSONS)) is not None:
        return [at]
    return [at for names in (_FIRST, _LAST) if (at := _first(table, names)) is not None]


def _named(cells: Sequence[str], people: Sequence[int]) -> str:
    person = " ".join(cells[at] for at in people if cells[at])
    return "" if person.casefold() in _NOBODY else person


# A person a row -----------------------------------------------------------------------------------------------------


def _wide(
    table: Table,
    known: Known,
    told: Mapping[str, int],
    columns: Mapping[str, str],
    blank: Blank | None,
) -> Sheets:
    asked = list(asked_in(table, known, columns))
    if not asked and table.rows:  # Qualtrics writes the words of its questions into a second row.
        below = list(asked_in(Table(table.rows[0][1], table.rows[1:]), known, {}))
        if len(below) > 1:
            asked, table = below, Table(table.headings, table.rows[1:])
    if not asked:
        raise UnreadableFile(
            "no column is that of a question of this bank: a heading is its id or its words, or a mapping file says which "
            f"is which (columns); there are {shown(table.headings)}"
        )
    people = _person(table, told)
    used = {*people, *(one.at for one in asked), *(one.words for one in asked), *(at for one in asked for at in one.more)}
    found = Sheets(unread=tuple(name for at, name in enumerate(table.headings) if at not in used and matters(name, known)))
    for place, (line, cells) in enumerate(table.rows):
        if place < MOST_HEADINGS and is_heading(cells, asked, known):
            found.problems.append((line, "this row holds headings, and no answers"))
            continue
        person = _named(cells, people)
        if folded(person) == "overall average":
            found.problems.append((line, "this row holds averages, and no answers"))
            continue
        own: dict[str, Response] = {}
        for response in _row(found, line, cells, asked, known, blank):
            if own.setdefault(response.item, response) is not response:
                found.problems.append((line, f"{response.item}: two columns ask it; the first counts"))
        if own:
            found.sheets.append(Sheet(line, person, tuple(own.values())))
    return found


def _row(
    found: Sheets,
    line: int,
    cells: Sequence[str],
    asked: Sequence[Asked],
    known: Known,
    blank: Blank | None,
) -> Iterator[Response]:
    halves: dict[str, dict[str, str]] = {}
    for one in asked:
        item, part = one.item, one.part
        # Moodle writes "-" where nothing was answered, and where nothing was asked.
        cell = "; ".join(cells[at] for at in (one.at, *one.more) if cells[at])
        cell = "" if cell in ("-", "<Unanswered>") and one.words is not None else cell
        if one.words is not None:
            item, part = known.summarized(cells[one.words]) or (None, "")
        if item is None:
            words = cells[one.words or 0]
            if cell or words not in ("", "-"):
                found.problems.append((line, f"this bank has no question '{first_words(words)}'"))
            continue
        if part and isinstance(item.task, JudgementTask):
            halves.setdefault(item.id, {})[part] = cell
            if len(halves[item.id]) < 2:
                continue
            both = [halves[item.id]["best"], halves[item.id]["worst"]]
            if any(both) and not all(both):
                found.problems.append((line, f"{item.id}: its {'worst' if both[0] else 'best'} is blank"))
                continue
            yield from _response(found, line, item, both if any(both) else [""], blank)
        else:
            yield from _response(found, line, item, [cell], blank)
    for id, half in halves.items():
        if len(half) < 2:
            found.problems.append((line, f"{id}: there is a column for its {next(iter(half))} alone"))


def _response(
    found: Sheets, line: int, item: Item, cells: Sequence[str], blank: Blank | None, **more: Any
) -> Iterator[Response]:
    if cells == [""]:
        found.blanks += 1
        if blank == "skip":
            yield Response(item.id, None, digest=item.digest, **more)
        return
    try:
        if len(cells) == 2 and isinstance(item.task, JudgementTask):
            answer = best_and_worst(item.task, cells)
        else:
            answer = answer_from(item.task, cells[0])
    except Unfit as error:
        found.problems.append((line, f"{item.id}: {error}"))
        return
    yield Response(item.id, answer, digest=item.digest, **more)


# An answer a row ----------------------------------------------------------------------------------------------------


def _long(table: Table, known: Known, told: Mapping[str, int], blank: Blank | None) -> Sheets:
    people = _person(table, told)
    if not people:
        raise UnreadableFile(f"no column says whose answers these are (person); there are {shown(table.headings)}")
    seconds = told.get("seconds", _first(table, ("seconds", "time", "response time")))
    sure = told.get("confidence", _first(table, ("confidence",)))
    used = {*people, told["item"], told["answer"], seconds, sure}
    found = Sheets(unread=tuple(name for at, name in enumerate(table.headings) if at not in used and name))
    rows: dict[str, tuple[int, dict[str, Response]]] = {}
    for line, cells in table.rows:
        person = _named(cells, people)
        item = known.item(cells[told["item"]])
        if item is None:
            found.problems.append((line, f"this bank has no question '{first_words(cells[told['item']])}'"))
            continue
        _, own = rows.setdefault(person, (line, {}))
        if item.id in own:
            found.problems.append((line, f"{item.id}: this person has answered it already"))
            continue
        more = {"seconds": _seconds(found, line, cells, seconds), "confidence": _confidence(cells, sure)}
        for response in _response(found, line, item, [cells[told["answer"]]], blank, **more):
            own[item.id] = response
    found.sheets = [Sheet(line, person, tuple(own.values())) for person, (line, own) in rows.items() if own]
    return found


def _seconds(found: Sheets, line: int, cells: Sequence[str], at: int | None) -> float | None:
    if at is None or not cells[at]:
        return None
    seconds = decimal_point(cells[at])
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", seconds):
        found.problems.append((line, f"'{first_words(cells[at])}' is no number of seconds; its time is left out"))
        return None
    return float(seconds)


def _confidence(cells: Sequence[str], at: int | None) -> Confidence | None:
    return next((one for one in CONFIDENCES if at is not None and cells[at].casefold() == one), None)
