"""Simulated people whose true state is known, who answer the bank's items in the form a real person would.

**Who they are.** A person's margin in a skill is ``mean + sqrt(rho) g + sqrt(1 - rho) e``, g and e standard normal, g
shared by the skills. The line itself is not known exactly: each person meets a line of their own in every skill, drawn
from N(0, LINE_SD). That person is *ready* in the skill when the margin is above that line. The odds claim just this,
P(margin > line), with a doubt of their own about the line that is wider, because it has to cover more.

**How they answer.** In truth an item is known with the chance ``K = 1 / (1 + exp(-(d + slope * margin)))``, d being the
item's d* moved by the scenario (an error of its own, drawn anew for each person, so that results are averages over the
ways in which ratings may be wrong; or one bias for all). What is not known is guessed and comes out right with the
item's chance c, so a part is right with ``P = c + (1 - c) K``.

- choice, entry: one part.
- judgement: two parts, the best and the worst.
- mark: a part for each keyed spot, found or not; nothing else is marked, except one wrong spot where none is found.
- order: n - 1 parts for n pieces. The share that is right is the credit aimed at; where no order earns exactly that, one
  of the two nearest credits is drawn so that the mean is kept, and the key is put out of order by as many pairs.

The mean credit is P in every type. The parts of one item are alike: each follows one draw for the whole item with
the chance sqrt(.5), else a draw of its own, so that any two correlate by .5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from random import Random
from typing import Literal, TypeVar

from readiness.ground.items import ChoiceTask, EntryTask, Item, JudgementTask, MarkTask, OrderTask, Task
from readiness.ground.responses import Answer, Response
from readiness.kinds.answers import credit, key_answer
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.method import RHO, SLOPE
from readiness.scoring.scale import scale

T = TypeVar("T")

LINE_SD = 0.35
"""Spread of the true line, in logits. Its own, not the scorer's doubt: else changing that would change the truth."""
ALIKE = sqrt(0.5)
"""The chance that a part follows the draw of the whole item."""
RAPID_SECONDS = (1.0, 12.0)
"""A blind guess takes between these: around the limit below which answers are flagged, so only part of them are."""
PACE_SD, TIME_SD = 0.25, 0.4
"""Spread of ln(seconds / expected), between people and between the answers of one person."""
TIMID = 0.5
"""How often a timid person says "don't know" to what they do know."""
ANSWERS_WHEN_ASKED_AGAIN = 0.8
"""How often someone who said "don't know" answers after all when the quiz asks once more."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """How the truth differs from what the model takes for granted; all defaults: not at all.

    ``rating_error``: standard deviation of each item's own error; ``bias``: every item easier (+) or harder (-) than
    rated, and ``bias_sd``: by how much, drawn anew for each person; all in logits. ``slope``: the true slope, where the
    model has .85. ``correlation`` of two skills; ``mean`` of the margins. ``rapid``: share of answers that are blind
    guesses in a few seconds. ``dont_know``: whether people say so when they know no part of an item, and, the timid,
    every second time when they do. ``asked_again``: whether the quiz then asks once more, as it does.
    """

    name: str
    rating_error: float = 0.0
    bias: float = 0.0
    bias_sd: float = 0.0
    slope: float = SLOPE
    correlation: float = RHO
    mean: float = 0.0
    rapid: float = 0.0
    dont_know: Literal["never", "honest", "timid"] = "never"
    asked_again: bool = False


class Person:
    """One person in a scenario: ``margin``, ``line`` and ``ready`` of every skill are the truth.

    The same seed and number give the same person, with the same luck, in every scenario.
    """

    def __init__(self, bank: ItemBank, scenario: Scenario, seed: int, number: int) -> None:
        self.scenario = scenario
        self._scale = scale(bank)
        self._random = Random(f"{seed}:{number}:answers")
        state = Random(f"{seed}:{number}:state")
        common = sqrt(scenario.correlation) * state.gauss(0, 1)
        own = sqrt(1 - scenario.correlation)
        self.margin = {skill: scenario.mean + common + own * state.gauss(0, 1) for skill in bank.skills}
        self.line = {skill: state.gauss(0, LINE_SD) for skill in bank.skills}
        self.ready = {skill: self.margin[skill] > self.line[skill] for skill in bank.skills}
        self._pace = exp(state.gauss(0, PACE_SD))
        errors = Random(f"{seed}:{number}:errors")
        own_errors = {id: scenario.rating_error * errors.gauss(0, 1) for id in bank.items}
        bias = scenario.bias + scenario.bias_sd * errors.gauss(0, 1)
        self._moved = {id: bias + error for id, error in own_errors.items()}

    def known(self, item: Item) -> float:
        """K: the chance that this person in truth knows the item, guessing apart."""
        d = self._scale.curve(item).intercept + self._moved[item.family]
        return 1 / (1 + exp(-(d + self.scenario.slope * self.margin[item.skill])))

    def right(self, item: Item) -> float:
        """P: the mean credit, 0..1, that this person in truth earns on the item when every answer is given in earnest."""
        return item.chance + (1 - item.chance) * self.known(item)

    def expected_percent(self, skill: str) -> float:
        """The mean of ``right`` over all the bank's items of a skill, 0..100."""
        shares = [self.right(item) for item in self._scale.items.values() if item.skill == skill]
        return 100 * sum(shares) / len(shares)

    def answer(self, item: Item) -> Response:
        """What this person answers when asked the item, and in how many seconds."""
        random = self._random
        seconds = item.seconds * self._pace * exp(random.gauss(0, TIME_SD))
        if random.random() < self.scenario.rapid:
            return Response(item.id, blind_guess(item.task, random), random.uniform(*RAPID_SECONDS))
        whole = random.random()
        draws = [whole if random.random() < ALIKE else random.random() for _ in range(decisions(item.task))]
        known = self.known(item)
        if self._says_dont_know(min(draws) < known):
            return Response(item.id, None, seconds)
        right = item.chance + (1 - item.chance) * known
        return Response(item.id, answer_with(item.task, [draw < right for draw in draws], random), seconds)

    def _says_dont_know(self, knows: bool) -> bool:
        if self.scenario.dont_know == "never":
            return False
        skips = not knows or (self.scenario.dont_know == "timid" and self._random.random() < TIMID)
        answers_after_all = self.scenario.asked_again and self._random.random() < ANSWERS_WHEN_ASKED_AGAIN
        return skips and not answers_after_all


def decisions(task: Task) -> int:
    """How many parts a person's answer is made of."""
    if isinstance(task, JudgementTask):
        return 2
    if isinstance(task, MarkTask):
        return len(task.key)
    if isinstance(task, OrderTask):
        return len(task.pieces) - 1
    return 1


def answer_with(task: Task, right: Sequence[bool], random: Random) -> Answer:
    """An answer in which just these parts are right; the mean credit is the mean of ``right``."""
    if isinstance(task, ChoiceTask):
        return task.key if right[0] else _pick([id for id in task.options if id != task.key], random)
    if isinstance(task, JudgementTask):
        pairs = [
            {"best": best, "worst": worst}
            for best in task.options
            for worst in task.options
            if best != worst and [best == task.best, worst == task.worst] == list(right)
        ]
        return _pick(pairs, random)
    if isinstance(task, MarkTask):
        found = tuple(spot for spot, seen in zip(task.key, right) if seen)
        return found or (_pick([spot for spot in task.spots if spot not in task.key], random),)
    if isinstance(task, OrderTask):
        return _order_worth(task, sum(right) / len(right), random)
    return key_answer(task) if right[0] else _wrong_entry(task)


def _order_worth(task: OrderTask, worth: float, random: Random) -> tuple[str, ...]:
    """An order whose credit is ``worth`` on average, made from the key by swaps of neighbours that each spoil one pair."""
    answer = [piece for tied in task.key for piece in tied]
    group = {piece: rank for rank, tied in enumerate(task.key) for piece in tied}
    pairs = sum(group[one] < group[two] for one in answer for two in answer)
    # Credit falls by 2/pairs a spoilt pair and ends at 0.
    credits = [max(0.0, 1 - 2 * spoilt / pairs) for spoilt in range(pairs // 2 + pairs % 2 + 1)]
    spoilt = next(n for n, value in enumerate(credits) if value <= worth + 1e-12)
    if spoilt and random.random() < (worth - credits[spoilt]) / (credits[spoilt - 1] - credits[spoilt]):
        spoilt -= 1
    for _ in range(spoilt):
        at = _pick([n for n in range(len(answer) - 1) if group[answer[n]] < group[answer[n + 1]]], random)
        answer[at], answer[at + 1] = answer[at + 1], answer[at]
    return tuple(answer)


def _wrong_entry(task: EntryTask) -> str:
    candidates = {"date": ("1999-12-31", "1999-12-30"), "number": ("987654", "987655"), "word": ("wrong", "incorrect")}
    return next(text for text in candidates[task.form] if credit(task, text) == 0)


def blind_guess(task: Task, random: Random) -> Answer:
    """An answer given without reading: any option, any two, as many spots as are keyed, any order, a wrong entry."""
    if isinstance(task, ChoiceTask):
        return _pick(list(task.options), random)
    if isinstance(task, JudgementTask):
        best, worst = _sample(task.options, 2, random)
        return {"best": best, "worst": worst}
    if isinstance(task, MarkTask):
        return tuple(_sample(task.spots, len(task.key), random))
    if isinstance(task, OrderTask):
        return tuple(_sample(task.pieces, len(task.pieces), random))
    return _wrong_entry(task)


# Not choice and sample of random itself, which may draw differently in another version of Python.


def _pick(things: Sequence[T], random: Random) -> T:
    return things[int(random.random() * len(things))]


def _sample(things: Iterable[T], count: int, random: Random) -> list[T]:
    left = list(things)
    return [left.pop(int(random.random() * len(left))) for _ in range(count)]
