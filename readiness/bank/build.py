"""From the files of a bank to an ItemBank, or one BankError with every problem of every file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from readiness.bank.digest import content_digest, digest
from readiness.bank.drafts import drafts_of, only_drafts
from readiness.bank.files import MOST, BankFile, BankFiles, TooManyProblems, read_files
from readiness.bank.instances import Maker
from readiness.bank.references import check_bank
from readiness.ground.characters import one_line
from readiness.ground.errors import BankError, Place, Problem
from readiness.ground.items import Citation, Generated, Item, Source
from readiness.kinds.answers import chance, credit, parts, read_answer
from readiness.kinds.dispatch import KINDS
from readiness.kinds.item_bank import (
    BankWords,
    CalibratedItem,
    CalibratedLine,
    Calibration,
    Competency,
    ItemBank,
    PracticeShare,
    Skill,
    StudyPointer,
)
from readiness.kinds.kind import AnswerError

READERS = ("automated", "author", "coder", "educator", "newcomer")
LIFTING = ("source", "blind", "norms")
"""The stages of review that judge the question as it is asked: only they lift it from provisional."""


def read_bank(path: Path, label: str) -> ItemBank:
    """The bank in a folder, which messages call ``label``. Raises BankError."""
    found = BankFiles()
    try:
        read_files(found, path, label)
        made = check_bank(found)
        reviews = _read_reviews(found)
    except TooManyProblems:
        last = max(found.problems)
        problem = Problem(last.place, f"{last.message} (and more: the first {MOST} problems are listed)", rule=last.rule)
        raise BankError((*sorted(found.problems)[:-1], problem)) from None
    if found.problems:
        raise BankError(tuple(sorted(found.problems)))
    bank = _bank(found, made, reviews)
    if unasked := only_drafts(bank):
        raise BankError(tuple(sorted(unasked)))
    return bank


# Building: everything has been checked by now -----------------------------------------------------------------------


def _bank(found: BankFiles, made: dict[str, tuple[Generated, ...]], reviews: list[dict[str, Any]]) -> ItemBank:
    assert found.blueprint is not None
    assert found.sources is not None
    plan = found.blueprint.data
    skills = {id: _skill(found.blueprint, id, data) for id, data in plan["skills"].items()}
    competencies = {id: _competency(found.blueprint, id, data) for id, data in plan["competencies"].items()}
    items = _items(found, skills, competencies, made)
    calibration = _calibration(found.calibration)
    reviewed = {review["item"] for review in reviews if _passes(review, items.get(review["item"]))} == set(items)
    return ItemBank(
        id=plan["bank"],
        version=plan["version"],
        skills=skills,
        competencies=competencies,
        sources={id: _source(found.sources, id, data) for id, data in found.sources.data.items()},
        forms={id: form["per_skill"] for id, form in plan["forms"].items()},
        items=items,
        fingerprint=_fingerprint(skills, competencies, items, calibration),
        review="reviewed" if reviewed else "provisional",
        words=BankWords(**{name: plan[name] for name in ("title", "start", "rules", "reviewers") if name in plan}),
        calibration=calibration,
        drafts=drafts_of(found.items),
        practice=PracticeShare(float(plan["practice"]["share"]), plan["practice"]["keep"])
        if "practice" in plan
        else PracticeShare(),
    )


def _calibration(file: BankFile | None) -> Calibration | None:
    if file is None:
        return None
    data = file.data
    line = data.get("line")
    return Calibration(
        items={id: CalibratedItem(float(one["d"]), one["n"], one["digest"]) for id, one in data["items"].items()},
        sheets=data["sheets"],
        day=data["day"],
        who=data["who"],
        line=None
        if line is None
        else CalibratedLine(float(line["delta"]), float(line["tau"]), line["people"], line["passed"]),
        place=file.place(),
    )


def _skill(file: BankFile, id: str, data: dict[str, Any]) -> Skill:
    mix = data.get("cognition")
    cognition = None if mix is None else {level: float(share) for level, share in mix.items()}
    return Skill(id, data["title"], data["about"], float(data["weight"]), cognition, file.place("skills", id))


def _competency(file: BankFile, id: str, data: dict[str, Any]) -> Competency:
    study = tuple(StudyPointer(pointer["source"], pointer["part"], pointer["minutes"]) for pointer in data["study"])
    return Competency(
        id,
        data["skill"],
        data["title"],
        data["about"],
        float(data["weight"]),
        tuple(data.get("needs", ())),
        study,
        data.get("items"),
        file.place("competencies", id),
    )


def _source(file: BankFile, id: str, data: dict[str, Any]) -> Source:
    return Source(
        id,
        data["title"],
        data["publisher"],
        data["url"],
        data["cost"],
        data.get("accessed"),
        data.get("how"),
        file.place(id),
    )


def _items(
    found: BankFiles,
    skills: dict[str, Skill],
    competencies: dict[str, Competency],
    made: dict[str, tuple[Generated, ...]],
) -> dict[str, Item]:
    """In the order of the blueprint: its skills, their competencies, and the items of a file as they stand in it."""
    order = list(skills)
    rank = {id: (order.index(competency.skill), at) for at, (id, competency) in enumerate(competencies.items())}
    return {
        data["id"]: _item(competencies[file.data["competency"]], data, file.place("items", index), made.get(data["id"]))
        for file in sorted(found.items, key=lambda file: rank[file.data["competency"]])
        for index, data in enumerate(file.data["items"])
        if "draft" not in data
    }


def _item(competency: Competency, data: dict[str, Any], place: Place, made: tuple[Generated, ...] | None) -> Item:
    sources = tuple(Citation(citation["id"], citation["at"]) for citation in data["source"])
    content = made[0] if made else _content(data)
    rating = data["rating"]
    return Item(
        id=data["id"],
        skill=competency.skill,
        competency=competency.id,
        cognition=data["cognition"],
        ratings=tuple(float(one) for one in (rating if isinstance(rating, list) else [rating])),
        seconds=float(data["seconds"]),
        stem=content.stem,
        task=content.task,
        why=content.why,
        chance=content.chance,
        parts=content.parts,
        exhibit=content.exhibit,
        sources=sources,
        review_by=data.get("review_by"),
        enemies=frozenset(data.get("enemies", ())),
        codes=data.get("codes", "none"),
        critical=data.get("critical", False),
        hint=data.get("hint", "").strip(),
        digest=_family_digest(made, data, sources) if made else content_digest(content, sources),
        place=place,
        template=data.get("template"),
        generate=Maker(data["template"], data["with"]) if made else None,
    )


def _content(data: dict[str, Any]) -> Generated:
    task = KINDS[data["type"]].build(data)
    exhibit = data.get("exhibit")
    return Generated(
        one_line(data["stem"]),
        None if exhibit is None else exhibit.rstrip(),
        task,
        data["why"].strip(),
        chance(task),
        parts(task),
    )


# Digests and reviews ------------------------------------------------------------------------------------------------


def _family_digest(made: tuple[Generated, ...], data: dict[str, Any], sources: tuple[Citation, ...]) -> str:
    """Of a generated item: its values and what its first instances say, so that a change of the template shows too."""
    return digest((data["template"], data["with"], sources, [instance.digest for instance in made]))


def _fingerprint(
    skills: dict[str, Skill],
    competencies: dict[str, Competency],
    items: dict[str, Item],
    calibration: Calibration | None,
) -> str:
    scored = (
        [(skill.id, skill.weight) for skill in skills.values()],
        [(competency.id, competency.skill, competency.weight) for competency in competencies.values()],
        [(item.id, item.digest, item.ratings, item.seconds) for item in items.values()],
    )
    if calibration is None:
        return digest(scored)
    return digest((*scored, calibration.items, calibration.line))


def _read_reviews(found: BankFiles) -> list[dict[str, Any]]:
    """The reviews by practicing coders and educators."""
    reviews: list[dict[str, Any]] = []
    if found.reviews is None:
        return reviews
    for number, line in enumerate(found.reviews.text.split("\n"), start=1):
        if not line.strip():
            continue
        review = _review(line)
        if isinstance(review, str):
            found.report(Place(found.reviews.name, number, 1), review, "F06")
        elif review["reader"] in ("coder", "educator"):
            reviews.append(review)
    return reviews


def _passes(review: dict[str, Any], item: Item | None) -> bool:
    """Whether a review is of the item as it stands, question and all, and whoever answered it gave the right answer."""
    if item is None or item.digest != review["hash"] or review.get("stage") not in LIFTING:
        return False
    if review.get("pick") is None or item.generate is not None:  # Which instance was answered is not told.
        return True
    try:
        return credit(item.task, read_answer(item.task, review["pick"])) == 1
    except AnswerError:
        return False


def _review(line: str) -> dict[str, Any] | str:
    """The review on one line, or what is wrong with it."""
    try:
        review = json.loads(line)
    except (ValueError, RecursionError):
        return "this line is not JSON"
    if not isinstance(review, dict) or not all(isinstance(review.get(key), str) for key in ("item", "hash", "reader")):
        return "a review needs 'item', 'hash' and 'reader', each a text"
    if review["reader"] not in READERS:
        return f"the reader is not one of {', '.join(READERS)}"
    dutiful = review.get("dutiful", [])
    if not isinstance(dutiful, list) or not all(isinstance(id, str) for id in dutiful):
        return "'dutiful' is a list of the letters of options, such as [\"b\"]"
    return review
