"""What a person has met before: in tests and in practice. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from readiness.report.value import Report, Row
from readiness.sitting.events import Practiced
from readiness.sitting.saved import Sitting

REMEMBERED = 8
"""So many answers of a competency, the latest, tell how weak it is."""
AFTER_A_HINT = 0.5
"""What an answer after a hint is worth of what it earned."""
UNKNOWN, WEIGHT = 0.5, 2
"""How weak a competency counts as before the first answer, and as how many answers that weighs."""


@dataclass(frozen=True, slots=True)
class Past:
    """What was met. ``earned``: of each competency what its answers earned, 0..1, oldest first.

    ``practiced``: how often, by the ids of items without the seeds of instances. By the ids as they were shown, with their
    seeds: ``seen`` in finished tests, and whether they were missed; ``waiting`` in a test that can still be gone on with;
    ``met`` in practice.
    """

    earned: Mapping[str, tuple[float, ...]]
    practiced: Mapping[str, int]
    seen: Mapping[str, bool]
    waiting: frozenset[str]
    met: frozenset[str]

    def weakness(self, competency: str) -> float:
        """How much of its answers is missing, 0..1: of the latest ones, as if a few more had earned half."""
        latest = self.earned.get(competency, ())[-REMEMBERED:]
        return (sum(1 - one for one in latest) + UNKNOWN * WEIGHT) / (len(latest) + WEIGHT)


def past(tests: Sequence[Sitting], sessions: Sequence[Sitting]) -> Past:
    """What the tests and the practice sessions come to, in any order."""
    answers = in_order(sessions)
    earned: list[tuple[datetime, str, float]] = [(one.moment.order, one.competency, _worth(one)) for one in answers]
    seen: dict[str, bool] = {}
    for sitting in tests:
        if sitting.finished:
            seen |= {shown.item: seen.get(shown.item, False) for shown in sitting.shown}
        if sitting.submitted is not None:
            for row in _rows(sitting):
                earned.append((sitting.submitted.order, row.competency, _credit(row)))
                seen[row.item] = seen.get(row.item, False) or _credit(row) < 1
    by_competency: dict[str, list[float]] = {}
    for _, competency, worth in sorted(earned, key=lambda one: one[0]):
        by_competency.setdefault(competency, []).append(worth)
    return Past(
        earned={id: tuple(own) for id, own in by_competency.items()},
        practiced=Counter(family(one.response.item) for one in answers),
        seen=seen,
        waiting=frozenset(shown.item for sitting in tests if not sitting.finished for shown in sitting.shown),
        met=frozenset(one.response.item for one in answers),
    )


def in_order(sessions: Sequence[Sitting]) -> list[Practiced]:
    """The answers of practice sessions, in the order in which they were given, whatever the clock said."""
    return sorted((one for session in sessions for one in session.practiced), key=lambda one: one.moment.order)


def family(id: str) -> str:
    """The id of an item without the seed of an instance."""
    return id.partition("@")[0]


def named_by_report(tests: Sequence[Sitting], answers: Sequence[Practiced]) -> list[str]:
    """The competencies that the newest report says to study, in its order, without those practiced since."""
    reported = [(one.submitted.order, one) for one in tests if one.submitted is not None]
    for at, sitting in sorted(reported, key=lambda one: one[0], reverse=True):
        if (report := _report(sitting)) is not None:
            since = {one.competency for one in answers if one.moment.order > at}
            return [step.competency for step in report.study if step.competency not in since]
    return []


def _worth(one: Practiced) -> float:
    return one.credit * (AFTER_A_HINT if one.hinted else 1)


def _rows(sitting: Sitting) -> Iterator[Row]:
    """The answers of a report that count; none of one that cannot be read."""
    report = _report(sitting)
    if report is not None:
        yield from (row for row in report.responses if not row.flagged)


def _report(sitting: Sitting) -> Report | None:
    """The report of a sitting; None where there is none or it cannot be read."""
    try:
        return Report.from_dict(sitting.report or {})
    except ValueError:
        return None


def _credit(row: Row) -> float:
    return 0.0 if row.answer is None else row.credit
