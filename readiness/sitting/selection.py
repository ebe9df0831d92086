"""Which item next, and fixed forms. Pure: every draw comes from the seed; the same seed and answers give the same sitting.

Adaptive choice: the skill with the fewest items among those not yet called; in it the competency furthest below its
share; in that one at random among the five items that tell most per root of their seconds at the person's margin
(Fan et al. 2012 for information per time; Kingsbury & Zara 1989 for the draw among the best). That margin reads skips as
not known; a skill is called only when both readings of the skips call it.

The first two items come from the quickest third of their skill and are in view whole. An answer that came too fast to
have been read is replaced by another item of its skill, twice at most. A fixed form does neither.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import index
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.errors import ResponseError
from readiness.ground.items import Item
from readiness.ground.responses import Response
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import Scored, mark_checked
from readiness.scoring.method import LEAST_IN_ALL, NOT_YET, READY
from readiness.scoring.readings import Readings
from readiness.scoring.scale import scale
from readiness.sitting.brevity import is_short
from readiness.sitting.kept import kept_for_practice
from readiness.sitting.pool import Pool

CALL_AFTER = 3
"""A skill is called when its odds reach "ready" or "not yet", after at least this many answers that count."""
SKIPS_ENOUGH = 5
"""After so many skips a skill that is called with the skips as not known is asked about no further."""
INSTANCE_SEEDS = 1_000_000
PATH = ("first", "quick", "full")
"""The forms in order: a longer one goes on from a shorter one."""
FIXED_LENGTH = ("first", "quick")
"""The forms that ask their number of items of every skill, called or not."""
PER_SECOND = "first"
"""The form that chooses by information per second, not per root of seconds: it has to tell something soon."""
OPENING = 2
"""So many items at the start of a sitting are short."""
REPLACED = 2
"""So many answers that came too fast are replaced in a sitting."""


@dataclass(frozen=True, slots=True)
class Form:
    """A fixed form: the ids of its items in the order in which they are asked."""

    id: str
    seed: int
    items: tuple[str, ...]


class Selector:
    """Chooses the items of one sitting: ``next()`` names the item to ask, ``answer()`` takes in what came back.

    ``seen`` holds the ids of items of earlier sittings, passed over while others are left; ``practiced`` those of items
    that were practiced, passed over for longer still, as are those that the bank keeps for practice. ``skills`` limits the
    sitting to some skills. ``fixed`` aims at the line itself and never looks at the answers, nor at what this person has
    met. Raises KeyError when the bank has no such form or skill, TypeError when the seed is no whole number.
    """

    def __init__(
        self,
        bank: ItemBank,
        form: str = "quick",
        seed: int = 0,
        *,
        seen: Collection[str] = (),
        practiced: Collection[str] = (),
        skills: Sequence[str] | None = None,
        fixed: bool = False,
    ) -> None:
        _refuse_unknown(bank, form, skills or ())
        self.bank = bank
        self.skills = tuple(skill for skill in bank.skills if not skills or skill in skills)
        self.form = form
        self.cap = bank.forms[form]
        if form == PER_SECOND:
            self.cap = max(self.cap, -(-LEAST_IN_ALL // len(self.skills)))  # Fewer in all could give no level.
        self.shown: list[str] = []
        self.seed, self.fixed = index(seed), fixed
        self.seen = frozenset() if fixed else frozenset(id.partition("@")[0] for id in seen)
        self.practiced = frozenset(id.partition("@")[0] for id in practiced)
        self._pool = Pool(
            bank,
            per_second=form == PER_SECOND,
            seen=self.seen,
            last_resort=kept_for_practice(bank) | (frozenset() if fixed else self.practiced),
        )
        self._until_called = form not in FIXED_LENGTH and not fixed
        self._scale = scale(bank)
        self._readings = Readings(self._scale)
        self._answers: dict[str, Scored] = {}
        self._count = dict.fromkeys(bank.skills, 0)
        self._counted = dict.fromkeys(bank.skills, 0)
        self._replaced = dict.fromkeys(bank.skills, 0)
        self._pending: str | None = None

    @property
    def most(self) -> int:
        """The largest number of items this sitting can come to, as far as nothing more has to be replaced and no skill that
        is called by now is asked about again, as it is when answers in others have moved its odds back.
        """
        held = dict.fromkeys(self.bank.skills, 0)
        for item in self.bank.items.values():
            held[item.skill] += 1
        closed = {skill for skill in self.bank.skills if skill not in self.skills or self._closed(skill)}
        return sum(
            count if skill in closed else max(count, min(self.cap + self._replaced[skill], held[skill]))
            for skill, count in self._count.items()
        )

    @property
    def exact(self) -> bool:
        """Whether the sitting comes to exactly ``most`` items, whatever the answers."""
        return not self._until_called

    @property
    def bounded(self) -> bool:
        """Whether the sitting comes to no more than ``most`` items, whatever the answers."""
        return self.exact or not any(self._closed(skill) for skill in self.skills)

    @property
    def longer_forms(self) -> tuple[str, ...]:
        """The forms of the bank that this sitting can go on into, the next one first; a fixed one into none."""
        if self.fixed or self.form not in PATH:
            return ()
        return tuple(form for form in PATH[PATH.index(self.form) + 1 :] if form in self.bank.forms)

    def outlook(self) -> list[Item]:
        """The items that would come from here on if no answer moved the odds: to tell how long it will take."""
        trial = self._from_here(self.form, self.skills)
        trial._readings, trial._answers, trial._counted = self._readings, self._answers, self._counted
        trial._replaced = self._replaced
        while (id := trial._choose()) is not None:
            trial.show(id)
        return [self.bank.items[id.partition("@")[0]] for id in trial.shown if id not in self._answers]

    def extended(self, form: str, skills: Sequence[str]) -> Selector:
        """A selector that goes on from here with another form in some skills, the answers so far taken in."""
        more = self._from_here(form, skills)
        for one in self._answers.values():
            more.answer(one.response)
        return more

    def _from_here(self, form: str, skills: Sequence[str]) -> Selector:
        met = {"seen": self.seen, "practiced": self.practiced}
        more = Selector(self.bank, form, self.seed, **met, skills=skills, fixed=self.fixed)
        for id in self.shown:
            more.show(id)
        return more

    def odds(self, skill: str) -> float:
        """The odds of being ready in a skill after the answers so far."""
        return self._readings.odds(skill)

    def called(self, skill: str) -> bool:
        """Whether the odds of a skill are clear, however its skips are read, after at least three answers that count."""
        return self._called_as_not_known(skill) and _is_clear(self.odds(skill))

    def _called_as_not_known(self, skill: str) -> bool:
        return self._counted[skill] >= CALL_AFTER and _is_clear(self._readings.not_known.odds(skill))

    def _finished(self, skill: str) -> bool:
        """Whether more questions of a skill would not help: it is called, or would be but for many skips."""
        if not self._called_as_not_known(skill):
            return False
        skips = (one.item.skill == skill and one.earned is None for one in self._answers.values())
        return _is_clear(self.odds(skill)) or sum(skips) >= SKIPS_ENOUGH

    def _closed(self, skill: str) -> bool:
        """Whether no more questions of a skill are asked, however few it had."""
        # A sitting in one skill could end before there are enough answers for any level.
        may_end = self._until_called and sum(self._counted.values()) >= LEAST_IN_ALL
        return may_end and self._finished(skill)

    def next(self) -> str | None:
        """The id of the item to ask now; None when the sitting is complete. The same until it is answered."""
        if self._pending is None:
            chosen = self._choose()
            if chosen is None:
                return None
            self.show(chosen)
        return self._pending

    def show(self, id: str) -> None:
        """Count an item as asked: ``next`` does so itself; a sitting that is taken up again does it for every item shown."""
        item = self.bank.items[id.partition("@")[0]]
        self.shown.append(id)
        self._pool.take(item)
        self._count[item.skill] += 1
        self._pending = id

    def answer(self, response: Response | Mapping[str, Any]) -> None:
        """Take in the answer to an item shown, or its JSON form; a second answer to the same item replaces the first.

        Raises ResponseError when the item was not shown or the answer does not fit it.
        """
        response = Response.from_dict(response)
        if response.item not in self.shown:
            message, wanted = "this question was not asked in this sitting", "a question that was"
            raise ResponseError(f"{response.item}: {message}", item=response.item, got=response.item, wanted=wanted)
        scored = mark_checked(self.bank, response)
        before = self._answers.get(response.item)
        self._answers[response.item] = scored
        if before is None:
            self._add(scored)
        else:
            self._readings.clear(scored.item.skill)
            self._counted[scored.item.skill] = 0
            for one in self._answers.values():
                if one.item.skill == scored.item.skill:
                    self._add(one)
        if scored.flagged or (before is not None and before.flagged):
            self._count_replaced()
        if response.item == self._pending:
            self._pending = None

    def _count_replaced(self) -> None:
        """Which answers that came too fast have another item in their place: the first of them, whichever skill."""
        self._replaced = dict.fromkeys(self.bank.skills, 0)
        flagged = [self._answers[id] for id in self.shown if id in self._answers and self._answers[id].flagged]
        for one in flagged[: 0 if self.fixed else REPLACED]:
            self._replaced[one.item.skill] += 1

    def _add(self, scored: Scored) -> None:
        if not scored.flagged:
            self._readings.add(scored.item.skill, self._scale.curve(scored.item), scored.earned)
            self._counted[scored.item.skill] += 1

    def _draws(self, purpose: str) -> Draws:
        return Draws(self.seed, str(len(self.shown)), purpose)

    def _choose(self) -> str | None:
        for skill in self._skills_in_turn():
            id = self._short_one_in(skill) if len(self.shown) < OPENING and not self.fixed else None
            if id is None and (item := self._item_in(skill)) is not None:
                id = self._served(item)
            if id is not None:
                return id
        return None

    def _served(self, item: Item) -> str:
        """The id under which an item is asked: of a generated one, that of an instance."""
        return item.id if item.generate is None else f"{item.id}@{self._draws('instance').below(INSTANCE_SEEDS)}"

    def _skills_in_turn(self) -> list[str]:
        counts = {skill: self._count[skill] - self._replaced[skill] for skill in self.skills}
        open_skills = [skill for skill in self.skills if counts[skill] < self.cap and not self._closed(skill)]
        return sorted(self._draws("skill").shuffled(open_skills), key=lambda skill: counts[skill])

    def _short_one_in(self, skill: str) -> str | None:
        """An item for the start of a sitting; None when the skill has no short one that is new to the person."""
        own = [one for one in self.bank.items.values() if one.skill == skill]
        limit = sorted(one.seconds for one in own)[(len(own) - 1) // 3] if own else 0.0
        quickest = {one.id for one in own if one.seconds <= limit}
        while (item := self._item_in(skill, quickest)) is not None:
            id = self._served(item)
            if is_short(self.bank.item(id)):
                return id
            quickest.discard(item.id)
        return None

    def _item_in(self, skill: str, among: Collection[str] | None = None) -> Item | None:
        """The item to ask of a skill; with ``among`` one of those, if any is neither seen nor of a template asked before."""
        margin = 0.0 if self.fixed else self._readings.not_known.margin(skill)
        best = self._pool.best(skill, margin, self._draws("competency"), among)
        return self._draws("item").pick(best) if best else None


def _refuse_unknown(bank: ItemBank, form: str, skills: Sequence[str]) -> None:
    if form not in bank.forms:
        raise KeyError(f"this bank has no form {form!r}; it has {', '.join(bank.forms)}")
    for skill in skills:
        if skill not in bank.skills:
            raise KeyError(f"this bank has no skill {skill!r}; it has {', '.join(bank.skills)}")


def _is_clear(odds: float) -> bool:
    return odds >= READY or odds <= NOT_YET


def assemble(bank: ItemBank, form: str = "quick", seed: int = 0, *, skills: Sequence[str] | None = None) -> Form:
    """A fixed form: the same items for everyone with that seed, within the blueprint, chosen at the line."""
    selector = Selector(bank, form, seed, skills=skills, fixed=True)
    items = []
    while (id := selector.next()) is not None:
        items.append(id)
        selector.answer(Response(id))
    return Form(form, selector.seed, tuple(items))
