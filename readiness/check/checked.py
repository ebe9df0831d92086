"""All that ``check`` says of a bank, but for what is costly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from readiness.bank.drafts import unfinished
from readiness.bank.folders import shipped_folder
from readiness.check.career import career_findings
from readiness.check.figures import bank_figures
from readiness.check.findings import Figure, problems
from readiness.check.items import findings
from readiness.check.making import unmakeable
from readiness.check.reviews import read_reviews, review_figures
from readiness.check.waivers import Waiver, read_waivers, waive
from readiness.check.whole_bank import bank_findings
from readiness.ground.career import Career
from readiness.ground.errors import Place, Problem
from readiness.kinds.item_bank import ItemBank


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of a bank, sorted by place, and the waivers that hold."""

    bank: ItemBank
    problems: tuple[Problem, ...]
    waivers: tuple[Waiver, ...]

    def count(self, severity: str) -> int:
        return sum(one.severity == severity for one in self.problems)

    def waived(self) -> dict[str, set[str]]:
        """For each item the rules that are waived on it."""
        starts = {(item.place.file, item.place.line): id for id, item in self.bank.items.items()}
        found: dict[str, set[str]] = {}
        for waiver in self.waivers:
            if id := starts.get((waiver.place.file, waiver.start)):
                found.setdefault(id, set()).add(waiver.rule)
        return found


def checked(bank: ItemBank, folder: str | None, *, today: date, strict: bool, career: Career | None = None) -> Checked:
    """Check a bank, and what it says of the work, loaded from this folder (None: from the package)."""
    path, label = _where(folder)
    waivers, wrong = read_waivers(path, label, _places(bank, career))
    of_the_work = career_findings(career, bank.id, today) if career else ()
    of_items = findings(bank, today, career.sources if career else ())
    generated = [item.place for item in bank.items.values() if item.generate is not None]
    left = waive([*of_items, *bank_findings(bank), *of_the_work], waivers, generated)
    found = [*problems([*left.findings, *wrong], strict=strict), *unmakeable(bank), *unfinished(bank)]
    return Checked(bank, tuple(sorted(found)), left.waivers)


def _places(bank: ItemBank, career: Career | None) -> Iterator[Place]:
    """Where each thing begins that something can be said of."""
    for table in (bank.items, bank.sources, bank.competencies, bank.skills):
        yield from (one.place for one in table.values())
    yield from (draft.place for draft in bank.drafts)
    if career is not None:
        yield from (fact.place for topic in career.topics for fact in topic.facts)


def cheap_figures(bank: ItemBank, folder: str | None) -> Iterator[Figure]:
    """What costs nothing to measure: length, plan, ratings, and what readers recorded."""
    yield from bank_figures(bank)
    yield from review_figures(bank, read_reviews(_where(folder)[0]))


def _where(folder: str | None) -> tuple[Path, str]:
    return (shipped_folder(), "questions") if folder is None else (Path(folder), Path(folder).as_posix())
