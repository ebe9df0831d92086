"""What a running sitting holds: its answers, how they were served, and the time they took. Each is in the journal first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from readiness.ground.items import Item
from readiness.ground.responses import Response, done_in_words
from readiness.kinds.answers import served_order
from readiness.sitting.events import Event, Responded, Shown
from readiness.sitting.resume import TakenUp
from readiness.sitting.selection import Selector

AWAY_SECONDS = 900.0
AWAY_TIMES = 10.0
"""Who looks at a question for so many times its usual seconds, and at least a quarter of an hour, was away."""


class Log(Protocol):
    """What a sitting is written to: a journal on disk, or memory only."""

    def append(self, event: Event) -> None:
        """Write one event; it is safe when this returns."""


class Record:
    """The answers of a sitting by item, the order in which each was served, and seconds: of the sitting, and of each item.

    ``asked_again``: the items that were skipped and asked once more, which is done once for each.
    ``open_log`` is called by ``open``, not before, so that a person who only looks leaves nothing behind.
    """

    def __init__(self, selector: Selector, seed: int, open_log: Callable[[], Log]) -> None:
        self.selector, self.seed = selector, seed
        self.responses: dict[str, Response] = {}
        self.orders: dict[str, tuple[str, ...]] = {}
        self.asked_again: set[str] = set()
        self.elapsed = 0.0
        self.on_screen: dict[str, float | None] = {}
        self._open_log = open_log
        self._log: Log | None = None

    @property
    def done(self) -> str:
        """The answers and skips in words."""
        return done_in_words(response.answer for response in self.responses.values())

    def open(self) -> None:
        """Start writing."""
        self._log = self._open_log()

    def write(self, event: Event) -> None:
        """Put an event into the journal. Raises what the journal raises."""
        assert self._log is not None, "nothing is written before the first question"
        self._log.append(event)

    def take_up(self, taken: TakenUp, elapsed: float) -> None:
        """Go on from a saved sitting. How long an unanswered item was on screen then is not known, so it is not timed."""
        self.selector, self.elapsed = taken.selector, elapsed
        for again in taken.items:
            id, response = again.item.id, again.response
            self.orders[id] = again.order
            self.on_screen[id] = response.seconds if response else None
            if response is not None:
                self.responses[id] = response
            if again.asked_again:
                self.asked_again.add(id)

    def serve(self, item: Item) -> tuple[str, ...]:
        """The order of an item's options, spots or pieces: drawn and written down when it is shown first."""
        if item.id not in self.orders:
            order = served_order(item, self.seed)
            self.write(Shown(item.id, item.digest, order))
            self.orders[item.id] = order
        return self.orders[item.id]

    def keep(self, item: Item, response: Response) -> None:
        """Write an answer to the journal, then take it in; one that differs only in confidence is not marked anew."""
        self.write(Responded(response, item.digest, self.elapsed, item.id in self.asked_again))
        before = self.responses.get(item.id)
        self.responses[item.id] = response
        if before is None or (before.answer, before.seconds) != (response.answer, response.seconds):
            self.selector.answer(response)

    def spend(self, seconds: float | None, item: Item | None = None) -> None:
        """Count time towards the sitting, and towards an item over all its visits: unknown once one was not timed.

        Someone who was away, or whose machine slept, was not thinking: such a visit counts as the item's usual time, and
        leaves the item without a time of its own.
        """
        usual = item.seconds if item is not None else 0.0
        if seconds is not None and seconds > max(AWAY_SECONDS, AWAY_TIMES * usual):
            self.elapsed += usual
            seconds = None
        self.elapsed += seconds or 0.0
        if item is not None:
            before = self.on_screen.get(item.id, 0.0)
            self.on_screen[item.id] = None if seconds is None or before is None else before + seconds
