"""What readers recorded in ``reviews.jsonl``, as far as a figure can be made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import fmean
from typing import Any

from readiness.check.findings import Figure
from readiness.ground.items import Item, JudgementTask
from readiness.kinds.answers import credit, read_answer
from readiness.kinds.item_bank import ItemBank
from readiness.kinds.kind import AnswerError

OPTIONS_ONLY_POINTS = 10
"""Points above chance that readers of the options of choice items may have."""


def read_reviews(folder: Path) -> list[dict[str, Any]]:
    """The reviews of a bank that has been read without an error; none where it has no file of them."""
    try:
        text = (folder / "reviews.jsonl").read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def review_figures(bank: ItemBank, reviews: Iterable[dict[str, Any]]) -> Iterator[Figure]:
    """Norms by skill, and what readers found who saw options only; reviews of an older text do not count."""
    valid = [(bank.items[one["item"]], one) for one in reviews if _is_of_this_text(bank, one)]
    yield from _norms(bank, [(item, one) for item, one in valid if one.get("stage") == "norms"])
    yield from _options_only(bank, [(item, one) for item, one in valid if one.get("stage") == "options-only"])


def _is_of_this_text(bank: ItemBank, review: dict[str, Any]) -> bool:
    item = bank.items.get(review["item"])
    return item is not None and item.digest == review["hash"]


def _norms(bank: ItemBank, reviews: list[tuple[Item, dict[str, Any]]]) -> Iterator[Figure]:
    """How often a dutiful act is best, and worst, where readers found one among the options."""
    read: dict[str, set[str]] = {}
    for item, review in reviews:
        if isinstance(review.get("dutiful"), list):
            read.setdefault(item.id, set()).update(review["dutiful"])
    for skill in bank.skills.values():
        own = [item for item in bank.items.values() if item.skill == skill.id and item.type == "judgement"]
        known = [item for item in own if item.id in read]
        name = f"norms, {skill.id}"
        if not own:
            continue
        if not known:
            yield Figure(name, "no reader has recorded which acts are dutiful", rule="B08")
            continue
        offered = [(item, item.task) for item in known if read[item.id]]
        best = sum(isinstance(task, JudgementTask) and task.best in read[item.id] for item, task in offered)
        worst = sum(isinstance(task, JudgementTask) and task.worst in read[item.id] for item, task in offered)
        figure = f"a dutiful act is best in {best} and worst in {worst} of {len(offered)} questions that offer one"
        yield Figure(name, f"{figure} ({len(own) - len(known)} of {len(own)} not read)", rule="B08", reported=True)


def _options_only(bank: ItemBank, reviews: list[tuple[Item, dict[str, Any]]]) -> Iterator[Figure]:
    """What they earned. A few of the written questions say nothing of the others, so half of them must have been read."""
    for type in ("choice", "judgement"):
        written = [item.id for item in bank.items.values() if item.type == type and item.generate is None]
        readings = {item.id: list(_earned(item, reviews)) for item in map(bank.items.__getitem__, written)}
        gains = [(earned, bank.items[id].chance) for id, own in readings.items() for earned in own]
        read, name = sum(map(bool, readings.values())), f"readers of options only, {type}"
        if not written:
            continue
        if 2 * read < len(written):
            yield Figure(name, f"{read} of {len(written)} written questions read; half are needed", rule="B10")
            continue
        earned, chance = (100 * fmean(column) for column in zip(*gains))
        figure = f"{earned:.1f} % earned in {len(gains)} readings, {chance:.1f} % by chance"
        if type == "judgement":
            yield Figure(name, figure, rule="B10", reported=True)
        else:
            most = chance + OPTIONS_ONLY_POINTS
            yield Figure(name, figure, f"{most:.1f} %", earned <= most, "B10")


def _earned(item: Item, reviews: Iterable[tuple[Item, dict[str, Any]]]) -> Iterator[float]:
    for reviewed, review in reviews:
        if reviewed.id == item.id and review.get("pick") is not None:
            with suppress(AnswerError):
                yield credit(item.task, read_answer(item.task, review["pick"]))
