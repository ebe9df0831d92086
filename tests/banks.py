"""Small banks made in memory for tests of the pure core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from readiness.ground.items import (
    ChoiceTask,
    Citation,
    EntryTask,
    Item,
    JudgementTask,
    MarkTask,
    Option,
    OrderTask,
    Source,
    Spot,
    Task,
)
from readiness.kinds.answers import chance, parts
from readiness.kinds.item_bank import Competency, ItemBank, Skill, StudyPointer

SKILLS = ("language", "timeliness", "meticulousness", "privacy", "responsibility")


def options(ids: str) -> dict[str, Option]:
    return {id: Option(f"Option {id}", f"Because of {id}.") for id in ids}


def choice(key: str = "a", ids: str = "abc") -> ChoiceTask:
    return ChoiceTask(options(ids), key)


def judgement(best: str = "a", worst: str = "d") -> JudgementTask:
    return JudgementTask(options("abcd"), best, worst)


def mark(keyed: int = 2, unkeyed: int = 4) -> MarkTask:
    spots = {f"s{n}": Spot(f"Line {n}") for n in range(1, keyed + unkeyed + 1)}
    return MarkTask(spots, tuple(list(spots)[:keyed]))


def order(*sizes: int) -> OrderTask:
    pieces = {f"p{n}": f"Piece {n}" for n in range(1, sum(sizes) + 1)}
    left = iter(pieces)
    return OrderTask(pieces, tuple(tuple(next(left) for _ in range(size)) for size in sizes))


def entry(*accept: str) -> EntryTask:
    return EntryTask("word", accept or ("word",))


def item(
    id: str,
    skill: str = "language",
    competency: str | None = None,
    task: Task | None = None,
    rating: float | Sequence[float] = 0.7,
    seconds: float = 40.0,
    **more: Any,
) -> Item:
    task = task or choice()
    ratings = (rating,) if isinstance(rating, float) else tuple(rating)
    fields: dict[str, Any] = {"chance": chance(task), "parts": parts(task), **more}
    return Item(
        id=id,
        skill=skill,
        competency=competency or f"{skill}-x",
        cognition="recall",
        ratings=ratings,
        seconds=seconds,
        stem=f"A scene. What is right in {id}?",
        task=task,
        why=f"This is why, for {id}.",
        sources=(Citation("book", "page 1"),),
        digest=f"digest of {id}",
        **fields,
    )


def bank(items: Sequence[Item], skills: Sequence[str] = SKILLS, **competencies: Competency) -> ItemBank:
    """A bank of the items; a competency is made for each one named by an item, unless it is given."""
    made = {
        one.competency: Competency(
            one.competency,
            one.skill,
            one.competency.title(),
            "About it.",
            1.0,
            study=(StudyPointer("book", "chapter 1", 10),),
        )
        for one in items
    }
    return ItemBank(
        id="test-bank",
        version="1",
        skills={id: Skill(id, id.title(), f"About {id}.", 1.0) for id in skills},
        competencies={**made, **competencies},
        sources={"book": Source("book", "The Book", "The Publisher", "https://example.org/book", "free")},
        forms={"quick": 5, "full": 20},
        items={one.id: one for one in items},
        fingerprint="f00d",
    )


def wide_bank(per_skill: int = 12, competencies: int = 4) -> ItemBank:
    """Five skills with the same number of items, spread over competencies, types and ratings."""
    tasks: list[Task] = [choice("a"), judgement(), mark(), order(1, 1, 1, 1), entry(), choice("b", "abcd")]
    items = []
    for s, skill in enumerate(SKILLS):
        for n in range(per_skill):
            items.append(
                item(
                    f"{skill}-{n:02}",
                    skill,
                    f"{skill}-{'wxyz'[n % competencies]}",
                    tasks[(n + s) % len(tasks)],
                    rating=round(0.35 + 0.06 * ((n * 7 + s) % 10), 2),
                    seconds=float(20 + 10 * (n % 6)),
                )
            )
    return bank(items)
