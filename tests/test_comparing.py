"""Two reports compared: only what two sittings of an unchanged person would not show is called a change."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import pytest

from readiness.ground.items import ChoiceTask, Item, JudgementTask, MarkTask, OrderTask
from readiness.ground.responses import Answer, Response
from readiness.kinds.answers import key_answer
from readiness.report.compare import SkillChange, compare
from readiness.report.make import score
from readiness.report.value import Report
from readiness.scoring.scale import scale
from tests.banks import wide_bank

BANK = wide_bank(per_skill=30)


def taken(right: int, of: int, start: int = 0) -> Report:
    own = [one for one in BANK.items.values() if one.skill == "privacy"][start : start + of]
    return score(BANK, [Response(one.id, key_answer(one.task) if n < right else wrong(one)) for n, one in enumerate(own)])


def wrong(one: Item) -> Answer:
    """An answer that earns nothing."""
    task = one.task
    if isinstance(task, ChoiceTask):
        return next(id for id in task.options if id != task.key)
    if isinstance(task, JudgementTask):
        return {"best": task.worst, "worst": task.best}
    if isinstance(task, MarkTask):
        return tuple(id for id in task.spots if id not in task.key)
    if isinstance(task, OrderTask):
        return tuple(piece for tied in reversed(task.key) for piece in tied)
    return "something else"


def test_a_change_is_real_beyond_164_standard_errors_of_the_difference() -> None:
    before, after = taken(2, 12), taken(12, 12, start=12)
    change = compare(before, after).skills["privacy"]
    one, two = before.skills["privacy"], after.skills["privacy"]
    assert one.margin is not None
    assert two.margin is not None
    assert one.sd is not None
    assert two.sd is not None
    assert change.difference == two.margin - one.margin
    assert change.needed == pytest.approx(1.64 * math.sqrt(one.sd**2 + two.sd**2))
    assert change.real


@pytest.mark.parametrize(("difference", "real"), [(1.0, False), (1.01, True), (-1.0, False), (-1.01, True), (0.0, False)])
def test_exactly_the_limit_is_no_real_change(difference: float, real: bool) -> None:
    assert SkillChange("Privacy", difference, 1.0).real is real


def test_no_real_change_is_a_result() -> None:
    comparison = compare(taken(8, 12), taken(10, 12, start=12))
    assert comparison.same_bank
    assert not comparison.skills["privacy"].real


def test_questions_asked_both_times_are_named() -> None:
    comparison = compare(taken(6, 12), taken(9, 12, start=10))
    assert comparison.seen_again == ("privacy-10", "privacy-11")


def test_reports_of_two_banks_are_not_compared_though_their_questions_were_the_same() -> None:
    before, after = taken(2, 12), taken(12, 12, start=12)
    for other in (replace(before.bank, id="other"), replace(before.bank, fingerprint="beef")):
        comparison = compare(replace(before, bank=other), after)
        assert (comparison.same_bank, comparison.skills, comparison.seen_again) == (False, {}, ())


def test_a_skill_that_only_one_of_the_reports_has_is_not_compared() -> None:
    before, after = taken(2, 12), taken(12, 12, start=12)
    only = {"privacy": before.skills["privacy"]}
    assert set(compare(replace(before, skills={}), after).skills) == set()
    assert set(compare(replace(before, skills=only), after).skills) == {"privacy"}
    assert set(compare(before, replace(after, skills={})).skills) == set()


def test_a_result_that_was_withheld_is_not_compared() -> None:
    good = taken(2, 12)
    withheld = replace(good.skills["privacy"], level="withheld", odds=None, margin=None, sd=None, credit=None)
    other = replace(good, skills={"privacy": withheld})
    assert compare(other, good).skills == compare(good, other).skills == {}


def test_skills_with_too_few_answers_are_not_compared() -> None:
    assert set(compare(taken(6, 12), taken(9, 12, start=12)).skills) == {"privacy"}
    assert compare(taken(2, 2), taken(9, 12, start=12)).skills == {}


def test_different_questions_are_not_compared() -> None:
    before, after = taken(2, 12), taken(12, 12, start=12)
    other = replace(before, bank=replace(before.bank, fingerprint="other"))
    comparison = compare(other, after)
    assert (comparison.same_bank, comparison.skills, comparison.seen_again) == (False, {}, ())


def test_reports_of_two_versions_of_the_scoring_are_not_compared() -> None:
    before, after = taken(2, 12), taken(12, 12, start=12)
    first = replace(before, method={name: value for name, value in before.method.items() if name != "version"})
    comparison = compare(first, after)
    assert (comparison.same_method, comparison.same_bank, comparison.skills) == (False, True, {})
    assert compare(before, after).same_method
    assert compare(first, first).same_method


def test_an_unchanged_person_is_hardly_ever_told_of_a_change() -> None:
    """500 simulated people at the line, two sittings of 12 questions each, their state the same."""
    random, on = Random("unchanged"), scale(BANK)
    own = [one for one in BANK.items.values() if one.skill == "privacy"]
    told = 0
    for _ in range(500):
        reports = []
        for part in (own[:12], own[12:24]):
            answers = [
                Response(one.id, key_answer(one.task) if random.random() < on.curve(one).expected(0.0) else wrong(one))
                for one in part
            ]
            reports.append(score(BANK, answers))
        told += compare(*reports).skills["privacy"].real
    assert told <= 0.10 * 500
