"""In what order competencies are practiced. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from readiness.ground.draws import Draws
from readiness.kinds.item_bank import ItemBank
from readiness.practise.past import UNKNOWN, Past
from readiness.report.study import needs_first
from readiness.sitting.bank_tables import by_competency
from readiness.sitting.events import Practiced
from readiness.sitting.kept import kept_for_practice
from readiness.sitting.saved import Sitting


def in_turn(
    bank: ItemBank,
    past: Past,
    among: Collection[str],
    seed: int,
    *,
    due: Collection[str] = (),
    named: Sequence[str] = (),
    resting: Collection[str] = (),
) -> tuple[str, ...]:
    """Some competencies in the order in which they get their turn.

    First those that are ``due``, then those ``named`` by the newest report, in its order; last those ``resting``, which were
    practiced and are not due yet. Otherwise the weakest first, but none before what it needs of those that are weak too.
    """
    ids = [id for id in Draws(seed, "", "practice topics").shuffled(bank.competencies) if id in among]
    first = [id for id in ids if id in due]
    report = [id for id in named if id in ids and id not in first]
    last = [id for id in ids if id in resting and id not in (*first, *report)]
    others = [id for id in ids if id not in (*first, *report, *last)]
    return (
        *_weakest_first(bank, past, first),
        *report,
        *_weakest_first(bank, past, others),
        *_weakest_first(bank, past, last),
    )


def _weakest_first(bank: ItemBank, past: Past, ids: Sequence[str]) -> list[str]:
    ranked = sorted(ids, key=lambda id: -round(past.weakness(id), 9))
    weak = [id for id in ranked if past.weakness(id) >= UNKNOWN]
    return [*needs_first(bank, weak), *(id for id in ranked if id not in weak)]


def eligible(bank: ItemBank, past: Past, competency: str) -> list[str]:
    """The items that may be practiced of a competency: none of them is spent for a test that way.

    Generated ones, those met in finished tests, those kept for practice, and what was practiced before; none that waits
    for its answer in a test that is not finished.
    """
    kept = kept_for_practice(bank)
    return [
        item.id
        for item in by_competency(bank)[competency]
        if item.generate is not None
        or ((item.id in past.seen or item.id in kept or item.id in past.practiced) and item.id not in past.waiting)
    ]


LOOK_AFTER, LOOK_LATEST, LOOK_RIGHT = 20, 10, 0.8
"""After so many answers of practice in a skill since its last test, of whose latest so many this share was right, a test is
worth its questions."""


def ready_for_a_look(bank: ItemBank, tests: Sequence[Sitting], answers: Sequence[Practiced]) -> list[str]:
    """The skills in which enough was practiced since they were tested, and well enough, to test them anew."""
    found = []
    for skill in bank.skills:
        own = {id for id, one in bank.competencies.items() if one.skill == skill}
        tested = [one.latest for one in tests if _tests(bank, one, skill)]
        since = [one for one in answers if one.competency in own and all(one.moment.order > at for at in tested)]
        right = [one.credit == 1 and not one.hinted for one in since[-LOOK_LATEST:]]
        if len(since) >= LOOK_AFTER and sum(right) >= LOOK_RIGHT * len(right):
            found.append(skill)
    return found


def _tests(bank: ItemBank, sitting: Sitting, skill: str) -> bool:
    """Whether a sitting has asked about a skill."""
    items = (bank.items.get(shown.item.partition("@")[0]) for shown in sitting.shown)
    return any(item is not None and item.skill == skill for item in items)
