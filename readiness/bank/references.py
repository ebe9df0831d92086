"""What must hold across the files of a bank: names that lead somewhere, no id twice, each file in its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from readiness.bank.exhibits import exhibit_problems
from readiness.bank.files import BankFile, BankFiles
from readiness.bank.instances import FIRST, Maker
from readiness.bank.schema import WRONG, SchemaReader
from readiness.ground.items import Generated
from readiness.kinds.dispatch import KINDS
from readiness.kinds.kind import Finding
from readiness.kinds.loose import list_at, table_at, text_at, texts_at
from readiness.templates import NAMES, template_named


def check_bank(found: BankFiles) -> dict[str, tuple[Generated, ...]]:
    """Reports what breaks a rule; gives the first instances of every generated item that could be made, by id."""
    if found.blueprint is not None:
        _check_blueprint(found, found.blueprint)
    _check_ids(found)
    return {id: made for file in found.items for id, made in _check_file(found, file)}


# The blueprint ------------------------------------------------------------------------------------------------------


def _check_blueprint(found: BankFiles, blueprint: BankFile) -> None:
    skills, competencies = table_at(blueprint.data, "skills"), table_at(blueprint.data, "competencies")

    def report(message: str, *path: str | int) -> None:
        found.report(blueprint.place("competencies", *path), message)

    for id, competency in competencies.items():
        skill = text_at(competency, "skill")
        if skill is not None and skills and skill not in skills:
            report(f"there is no skill '{skill}'{found.did_you_mean(skill, skills)}", id, "skill")
        for at, need in texts_at(competency, "needs"):
            if need not in competencies:
                report(f"there is no competency '{need}'{found.did_you_mean(need, competencies)}", id, "needs", at)
        for at, pointer in enumerate(list_at(competency, "study")):
            if message := _unknown_source(found, text_at(pointer, "source")):
                report(message, id, "study", at, "source")
    _check_circles(competencies, report)
    _check_skills(found, blueprint, skills, competencies)


def _check_circles(competencies: dict[str, Any], report: Callable[..., None]) -> None:
    """Each circle of needs is reported once, at the need that closes it."""
    needs = {
        id: [(at, need) for at, need in texts_at(competency, "needs") if need in competencies]
        for id, competency in competencies.items()
    }
    done: set[str] = set()
    for start in competencies:
        path = {start: iter(needs[start])}
        while path and start not in done:
            last = next(reversed(path))
            at, need = next(path[last], (0, None))
            if need is None:
                done.add(last)
                del path[last]
            elif need in path:
                ids = list(path)
                circle = " needs ".join([*ids[ids.index(need) :], need])
                report(f"these need each other, so none can be studied first: {circle}", last, "needs", at)
            elif need not in done:
                path[need] = iter(needs[need])


def _check_skills(
    found: BankFiles,
    blueprint: BankFile,
    skills: dict[str, Any],
    competencies: dict[str, Any],
) -> None:
    planned = {text_at(competency, "skill") for competency in competencies.values()}
    for skill in skills:
        if skill not in planned:
            found.report(blueprint.place("skills", skill), f"the skill '{skill}' has no competency")
        elif skill not in found.folders:
            found.report(blueprint.place("skills", skill), f"the skill '{skill}' has no items")


# The item files -----------------------------------------------------------------------------------------------------


def _items(file: BankFile) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((at, item) for at, item in enumerate(list_at(file.data, "items")) if isinstance(item, dict))


def _check_ids(found: BankFiles) -> None:
    first: dict[str, str] = {}
    for file in found.items:
        for at, item in _items(file):
            id = text_at(item, "id")
            if id is None:
                continue
            place = file.place("items", at, "id")
            if id in first:
                found.report(place, f"the id '{id}' is used twice (first at {first[id]})")
            else:
                first[id] = f"{place.file}:{place.line}"
    for file in found.items:
        for at, item in _items(file):
            for number, enemy in texts_at(item, "enemies"):
                place = file.place("items", at, "enemies", number)
                if enemy == text_at(item, "id"):
                    found.report(place, "an item is no enemy of its own")
                elif enemy not in first:
                    found.report(place, f"there is no item '{enemy}' in this bank{found.did_you_mean(enemy, first)}")


def _check_file(found: BankFiles, file: BankFile) -> Iterator[tuple[str, tuple[Generated, ...]]]:
    competency = text_at(file.data, "competency")
    if competency is not None:
        _check_folder(found, file, competency)
    for at, item in _items(file):
        id = text_at(item, "id")
        if id is not None and competency is not None and not id.startswith(f"{competency}-"):
            found.report(file.place("items", at, "id"), f"'{id}' must start with its competency: '{competency}-'")
        for number, citation in enumerate(list_at(item, "source")):
            if message := _unknown_source(found, text_at(citation, "id")):
                found.report(file.place("items", at, "source", number, "id"), message)
        if "template" not in item:
            for path, message in _own_findings(item):
                found.report(file.place("items", at, *path), message)
            for problem in exhibit_problems(file, at, text_at(item, "exhibit") or ""):
                found.problems.append(problem)
        elif (made := _check_generated(found, file, at, item)) is not None and id is not None:
            yield id, made


def _own_findings(item: dict[str, Any]) -> Iterator[Finding]:
    """What is wrong inside an item that is not generated."""
    type = text_at(item, "type")
    return iter(()) if type is None else KINDS[type].findings(item)


def _check_folder(found: BankFiles, file: BankFile, competency: str) -> None:
    place = file.place("competency")
    if found.blueprint is not None:
        competencies = table_at(found.blueprint.data, "competencies")
        if competency not in competencies:
            near = found.did_you_mean(competency, competencies)
            found.report(place, f"blueprint.yaml has no competency '{competency}'{near}")
            return
        skill = text_at(competencies[competency], "skill")
        if skill in table_at(found.blueprint.data, "skills") and file.folder != skill:
            found.report(place, f"'{competency}' belongs to '{skill}': move this file to the folder '{skill}'")
    if file.stem != competency:
        found.report(place, f"this file must be called {competency}.yaml, after its competency")


def _check_generated(found: BankFiles, file: BankFile, at: int, item: dict[str, Any]) -> tuple[Generated, ...] | None:
    """The first instances of a generated item, which show that its settings go together."""
    name, id = text_at(item, "template"), text_at(item, "id")
    if name is None or not isinstance(item.get("with"), dict):
        return None
    if name not in NAMES:
        near = found.did_you_mean(name, NAMES)
        found.report(file.place("items", at, "template"), f"there is no template '{name}'{near}")
        return None
    template = template_named(name)
    before = len(found.problems)
    reader = SchemaReader(template.schema, file.name, file.lines, found.problems)
    params = reader.read(file.child("items", at, "with"), template.schema)
    # A tag is reported where the YAML is read, before there is a schema to read by.
    if len(found.problems) > before or any(value is WRONG for value in params.values()):
        return None
    item["with"] = params
    made = []
    for seed in range(FIRST):
        try:
            made.append(Maker(name, params)(id or name, seed))
        except ValueError as error:
            where = f"{id or name}@{seed} cannot be made: " if seed else ""
            found.report(file.place("items", at, "with"), f"{where}{error}")
            return None
    type = made[0].task.type
    if text_at(item, "type") not in (type, None):
        found.report(file.place("items", at, "type"), f"the template '{name}' makes items of the type {type}")
    return tuple(made)


def _unknown_source(found: BankFiles, source: str | None) -> str | None:
    known: Collection[str] | None = None if found.sources is None else found.sources.data
    if source is None or known is None or source in known:
        return None
    return f"sources.yaml has no '{source}'{found.did_you_mean(source, known)}"
