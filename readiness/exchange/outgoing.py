"""The questions of a bank on their way to another program, and what it has no place for. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from readiness.exchange.known import half_of
from readiness.ground.draws import Draws
from readiness.ground.english import MONTHS, counted
from readiness.ground.items import ChoiceTask, EntryTask, Item, JudgementTask, OrderTask
from readiness.kinds.entry import read_entry
from readiness.kinds.item_bank import ItemBank

TRIES = 20
"""Seeds that are tried for each instance, since two may say the same."""


@dataclass(slots=True)
class Told:
    """What is to be said of an export: ``written`` questions, of ``left_out`` and ``changed`` ones how many for each reason,
    and ``notes`` that hold for all."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def kept(self, items: Iterable[Item], unfit: Callable[[Item], str]) -> list[Item]:
        """The items for which ``unfit`` has no reason; the others are left out for theirs."""
        reasons = [(item, unfit(item)) for item in items]
        self.left_out.update(reason for _, reason in reasons if reason)
        return [item for item, reason in reasons if not reason]

    def lines(self) -> Iterator[str]:
        """All of it in sentences."""
        yield f"{counted(self.written, 'question')} written."
        for reason, count in self.left_out.items():
            yield f"{counted(count, 'question')} left out: {reason}."
        for reason, count in self.changed.items():
            yield f"{counted(count, 'question')} {'differs' if count == 1 else 'differ'} there: {reason}."
        yield from self.notes


def chosen_items(bank: ItemBank, skills: Collection[str], seed: int, instances: int, told: Told) -> list[Item]:
    """The items of the skills, or of all where none is named; of each generated one so many instances. Raises BankError."""
    found = []
    for item in bank.items.values():
        if skills and item.skill not in skills:
            continue
        if item.generate is None:
            found.append(item)
            continue
        made = _instances(bank, item, seed, instances)
        found += made
        told.changed[f"written afresh each time here, and in {counted(len(made), 'fixed version')} each there"] += 1
    drafts = [one for one in bank.drafts if not skills or bank.competencies[one.competency].skill in skills]
    if drafts:
        told.left_out["a draft, which is not finished"] += len(drafts)
    return found


def _instances(bank: ItemBank, item: Item, seed: int, count: int) -> list[Item]:
    """Instances that say different things; fewer where the template has no more to say."""
    draws = Draws(seed, item.id, "export")
    found: dict[str, Item] = {}
    for _ in range(count * TRIES):
        if len(found) == count:
            break
        made = bank.item(f"{item.id}@{draws.below(10**9)}")
        found.setdefault(made.digest, made)
    return list(found.values())


def unsaid(items: Sequence[Item], told: Told, *, hint: bool = False, rating: bool = True, critical: bool = False) -> None:
    """Note what no format but the bank's own has a place for; the others: whether this one has."""
    for item in items:
        if item.enemies:
            told.changed["nothing there says with which others it must not be asked"] += 1
        if item.critical and not critical:
            told.changed["nothing there says that its worst option is to be fixed first"] += 1
        if item.hint and not hint:
            told.changed["its hint is not carried over"] += 1
    if not rating:
        told.notes.append("Ratings, seconds, codes and days of review are not carried over.")


def as_choices(items: Sequence[Item], told: Told, half: str) -> list[tuple[Item, float]]:
    """The items, each with its points; of a judgement two choices with half of them each: its best, and its worst.

    ``half``: what each of the two earns there, in words.
    """
    found: list[tuple[Item, float]] = []
    for item in items:
        task = item.task
        if isinstance(task, JudgementTask):
            told.changed[f"its best and its worst are two questions, {half} each"] += 1
            for part, key in (("best", task.best), ("worst", task.worst)):
                own = ChoiceTask(task.options, key, task.shuffle)
                found.append((replace(item, id=f"{item.id}-{part}", stem=half_of(item.stem, part), task=own), 0.5))
        else:
            found.append((item, 1.0))
    return found


def ties(item: Item) -> bool:
    """Whether pieces of an order may change places."""
    return isinstance(item.task, OrderTask) and any(len(tied) > 1 for tied in item.task.key)


def writings(task: EntryTask) -> list[str]:
    """What another program should take for right, which compares letter by letter: of a date its usual writings."""
    if task.form != "date":
        return list(task.accept)
    found = []
    for accepted in task.accept:
        day = read_entry("date", accepted)
        year, month, number = (int(part) for part in day.split("-"))
        name = MONTHS[month - 1]
        found += [accepted, day, f"{month}/{number}/{year}", f"{month:02}/{number:02}/{year}"]
        found += [f"{name} {number}, {year}", f"{name} {number} {year}", f"{number} {name} {year}"]
    return list(dict.fromkeys(found))


def sources_of(bank: ItemBank, item: Item) -> Iterator[tuple[str, str]]:
    """What an item cites: the source and the place in it, in words, and its address."""
    for citation in item.sources:
        source = bank.sources[citation.source]
        yield f"Source: {source.title}, {citation.at} ({source.publisher})", source.url
