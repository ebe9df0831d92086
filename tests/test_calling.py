"""When a skill is called and left alone, and which margin items are chosen at: what skips change in a sitting."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from random import Random

import pytest

from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer
from readiness.scoring.readings import Readings
from readiness.scoring.scale import scale
from readiness.sitting.selection import Selector
from tests.banks import SKILLS, wide_bank
from tests.test_selection import wrong_answer

BANK = wide_bank(per_skill=30)
ON = scale(BANK)


class Sitting:
    """A sitting of the full form beside both readings of its answers."""

    def __init__(self, seed: int, skips: float, right: float) -> None:
        self.selector = Selector(BANK, "full", seed)
        self.readings = Readings(ON)
        self.random = Random(f"{seed}:{skips}:{right}")
        self.skips, self.right = skips, right
        self.answered, self.skipped = Counter[str](), Counter[str]()

    def answer(self, id: str) -> None:
        item = BANK.items[id]
        if self.random.random() < self.skips:
            response, earned = Response(id), None
            self.skipped[item.skill] += 1
        else:
            right = self.random.random() < self.right
            response = Response(id, key_answer(item.task) if right else wrong_answer(BANK, id))
            earned = float(right)
        self.answered[item.skill] += 1
        self.readings.add(item.skill, ON.curve(item), earned)
        self.selector.answer(response)

    def calls(self, skill: str) -> list[str]:
        """What each reading, skips as not known first, calls the skill; "" where it does not."""
        if self.answered[skill] < 3:
            return ["", ""]
        odds = [reading.odds(skill) for reading in self.readings.each()]
        return ["ready" if one >= 0.85 else "not yet" if one <= 0.15 else "" for one in odds]

    def called(self, skill: str) -> bool:
        return "" not in self.calls(skill) and len(set(self.calls(skill))) == 1

    def finished(self, skill: str) -> bool:
        return self.called(skill) or (self.calls(skill)[0] != "" and self.skipped[skill] >= 5)


MIXES = [(0.0, 0.9), (0.0, 0.2), (0.4, 0.9), (0.4, 0.3), (0.8, 0.9), (1.0, 0.0)]
"""Shares of skips, and of right answers among the rest."""


@pytest.mark.parametrize(("skips", "right"), MIXES)
def test_a_skill_is_called_when_both_readings_call_it_and_left_when_five_skips_keep_one_from_it(
    skips: float, right: float
) -> None:
    for seed in range(6):
        sitting = Sitting(seed, skips, right)
        while (id := sitting.selector.next()) is not None:
            enough = sum(sitting.answered.values()) >= 5
            assert not (enough and sitting.finished(BANK.items[id].skill))
            sitting.answer(id)
            for skill in SKILLS:
                assert sitting.selector.called(skill) == sitting.called(skill)
        assert all(sitting.finished(skill) or sitting.answered[skill] == 20 for skill in SKILLS)


def test_a_skill_is_called_at_odds_that_the_first_version_left_open() -> None:
    met = set()
    for seed in range(20):
        sitting = Sitting(seed, 0.0, 0.5 + 0.45 * (seed % 2))
        while (id := sitting.selector.next()) is not None:
            sitting.answer(id)
        for skill in SKILLS:
            odds = sitting.selector.odds(skill)
            met |= {side for side, here in (("ready", 0.85 <= odds < 0.9), ("not yet", 0.1 < odds <= 0.15)) if here}
    assert met == {"ready", "not yet"}


def test_who_skips_everything_is_asked_five_questions_a_skill_or_until_the_skips_as_not_known_call_it() -> None:
    sitting = Sitting(3, 1.0, 0.0)
    while (id := sitting.selector.next()) is not None:
        sitting.answer(id)
    assert not any(sitting.selector.called(skill) for skill in SKILLS)
    assert all(5 <= sitting.skipped[skill] <= 8 for skill in SKILLS)
    assert [sitting.selector.odds(skill) for skill in SKILLS] == pytest.approx([0.5] * 5)


def test_items_are_chosen_at_the_margin_that_reads_skips_as_not_known() -> None:
    differ = 0
    for seed in range(4):
        sitting = Sitting(seed, 0.4, 0.9)
        while (id := sitting.selector.next()) is not None:
            if len(sitting.selector.shown) <= 2:  # A sitting begins with short questions.
                sitting.answer(id)
                continue
            item = BANK.items[id]
            asked = set(sitting.selector.shown) - {id}
            left = [one for one in BANK.items.values() if one.competency == item.competency and one.id not in asked]
            best = []
            for reading in sitting.readings.each():
                margin = reading.margin(item.skill)
                worth = {one.id: ON.curve(one).information(margin) / sqrt(one.seconds) for one in left}
                best.append(sorted(worth, key=lambda one: (-round(worth[one], 9), one))[:5])
            assert id in best[0]
            differ += id not in best[-1]
            sitting.answer(id)
    assert differ > 0
