"""When to come back to a topic: each competency is a card of FSRS (Ye et al. 2022), worked out from the answers anew.

The scheduler has its own default parameters. Its steps of minutes are left out, since a session itself repeats what was
missed, and so is the fuzz, so that the same answers give the same dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler

from readiness.sitting.events import Practiced

NEARLY = 0.75
"""An answer that earns as much counts as recalled with difficulty."""
LONGEST = timedelta(days=3650)
"""No interval counts as longer, nor is one given."""
_BASE = datetime(2000, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True, slots=True)
class Card:
    """A topic that was practiced: when it is due, and how many answers it has."""

    due: datetime
    answers: int

    def is_due(self, now: datetime) -> bool:
        """Whether it is due on the day of this moment, or was before. ``now`` has an offset from UTC."""
        return self.due.astimezone(now.tzinfo).date() <= now.date()


def rating(one: Practiced) -> Rating:
    """How well an answer shows that a topic is known: wrong, right after a hint or nearly right, right."""
    if one.credit < NEARLY:
        return Rating.Again
    return Rating.Hard if one.hinted or one.credit < 1 else Rating.Good


def cards(answers: Sequence[Practiced], now: datetime) -> dict[str, Card]:
    """The card of each competency that was practiced. ``answers`` in the order in which they were given.

    Time only goes on between two answers: where the clock was set back, none has passed. A date that was worked out
    while the clock was ahead counts from now.
    """
    by_competency: dict[str, list[Practiced]] = {}
    for one in answers:
        by_competency.setdefault(one.competency, []).append(one)
    return {id: _card(own, now) for id, own in by_competency.items()}


_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(answers: Sequence[Practiced], now: datetime) -> Card:
    card, before = FsrsCard(card_id=1, due=_BASE), answers[0].moment.at
    for one in answers:
        # Each answer is given at the same instant and the one before moved back from it: only the time between them counts.
        passed, before = min(max(timedelta(), one.moment.at - before), LONGEST), one.moment.at
        card.last_review = None if card.last_review is None else _BASE - passed
        card, _ = _SCHEDULER.review_card(card, rating(one), _BASE)
    return Card(min(before, now).astimezone(timezone.utc) + min(card.due - _BASE, LONGEST), len(answers))


def due_today(cards: Mapping[str, Card], now: datetime) -> list[str]:
    """The competencies that are due, the one due first in front."""
    return sorted((id for id, card in cards.items() if card.is_due(now)), key=lambda id: (cards[id].due, id))
