"""Many sittings at once: the figures of ``score``, with numpy and without it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from math import inf, isnan, nan
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.bulk import matrices
from readiness.bulk.many import CHUNK, score_columns, score_many
from readiness.ground.errors import ResponseError
from readiness.ground.items import Generated, Item
from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import CalibratedLine, Calibration, ItemBank
from readiness.report.make import score
from readiness.report.value import Brief, BriefSkill, Effort
from readiness.scoring.marking import mark_response
from readiness.scoring.readings import Readings
from readiness.scoring.scale import scale
from tests.banks import SKILLS, bank, choice, item, order, wide_bank


def make(id: str, seed: int) -> Generated:
    """Instances of one item that differ in chance and parts."""
    if seed % 2:
        return Generated(f"Number {seed}?", None, choice("a", "abcd"), "Why.", 1 / 4, 1)
    return Generated(f"Number {seed}?", None, order(1, 1, 1), "Why.", 1 / 6, 2)


def generated(id: str, skill: str) -> Item:
    return item(id, skill, template="numbers", generate=make)


WIDE = wide_bank()
BANK: ItemBank = bank([*WIDE.items.values(), generated("made-1", "privacy"), generated("made-2", "language")])
IDS = [*WIDE.items, "made-1@1", "made-1@2", "made-1@3", "made-1@4", "made-2@5", "made-2@6"]


def sitting(random: Random, count: int, rapid: float = 0.1) -> list[Response]:
    """Answers of all kinds, some right, some not known, some too fast."""
    responses = []
    for id in random.sample(IDS, count):
        task = BANK.item(id).task
        answer = random.choice([key_answer(task), None, key_answer(task)])
        responses.append(Response(id, answer, 0.1 if random.random() < rapid else random.choice([None, 30.0])))
    return responses


def figures(found: Brief) -> list[float]:
    """All that is rounded in any way; none where the result is withheld."""
    values = [found.effort.share]
    for one in found.skills.values():
        if one.odds is not None and one.margin is not None and one.sd is not None and one.expected is not None:
            values += [one.odds, one.margin, one.sd, one.expected.percent, one.expected.low, one.expected.high]
    return values


def exact(found: Brief) -> object:
    """All that must be equal to the last sign."""
    return found.verdict, found.effort.flagged, [(id, one.level, one.items) for id, one in found.skills.items()]


def from_report(responses: list[Response]) -> Brief:
    """The same figures by way of the whole report."""
    report = score(BANK, responses)
    skills = {
        id: BriefSkill(one.level, one.odds, one.margin, one.sd, one.items, one.expected) for id, one in report.skills.items()
    }
    return Brief(report.verdict, skills, report.effort)


@pytest.fixture(params=["numpy", "no numpy"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With numpy, and as on a machine where it is not installed."""
    if request.param == "no numpy":
        monkeypatch.setitem(sys.modules, "numpy", None)
    return str(request.param)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.lists(st.integers(0, 40), max_size=6), st.sampled_from([0.0, 0.2, 0.5]))
def test_the_same_figures_as_a_report_on_each_sitting(seed: int, sizes: list[int], rapid: float) -> None:
    random = Random(seed)
    sittings = [sitting(random, size, rapid) for size in sizes]
    with pytest.MonkeyPatch.context() as patch:
        with_numpy = list(score_many(BANK, sittings))
        patch.setitem(sys.modules, "numpy", None)
        without = list(score_many(BANK, sittings))
    assert len(with_numpy) == len(without) == len(sittings)
    for responses, one, other in zip(sittings, with_numpy, without):
        wanted = from_report(responses)
        assert exact(one) == exact(other) == exact(wanted)
        assert figures(one) == pytest.approx(figures(wanted), abs=1e-9, rel=0)
        assert figures(other) == pytest.approx(figures(wanted), abs=1e-9, rel=0)


@pytest.mark.parametrize("count", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 3])
def test_order_is_kept_over_the_borders_of_chunks(count: int, way: str) -> None:
    sizes = [n % 7 for n in range(count)]
    found = score_many(BANK, ([Response(id) for id in islice(WIDE.items, size)] for size in sizes))
    assert [sum(one.items for one in brief.skills.values()) for brief in found] == sizes


def test_no_more_sittings_are_taken_in_than_a_chunk(way: str) -> None:
    taken = 0

    def sittings() -> Iterator[list[Response]]:
        nonlocal taken
        for _ in range(10 * CHUNK):
            taken += 1
            yield [Response("privacy-00")]

    found = score_many(BANK, sittings())
    next(found)
    assert taken == CHUNK


def test_answers_too_fast_are_left_out_and_too_many_withhold_the_result(way: str) -> None:
    given = [Response(id, key_answer(BANK.item(id).task), 30.0) for id in list(WIDE.items)[:10]]
    rushed = [Response(one.item, one.answer, 0.1) if n < 4 else one for n, one in enumerate(given)]
    left_out = [Response(one.item, one.answer, 0.1) if n < 3 else one for n, one in enumerate(given)]
    withheld, kept, only = score_many(BANK, [rushed, left_out, given[3:]])
    assert (withheld.verdict, withheld.effort) == ("withheld", Effort(4, 0.4))
    language = withheld.skills["language"]
    assert (language.level, language.odds, language.margin, language.sd, language.items, language.expected) == (
        "withheld",
        None,
        None,
        None,
        6,
        None,
    )
    assert kept.effort == Effort(3, 0.3)
    assert {id: one.odds for id, one in kept.skills.items()} == pytest.approx(
        {id: one.odds for id, one in only.skills.items()}
    )


def test_a_skill_of_which_every_answer_came_too_fast_was_still_taken(way: str) -> None:
    given = [Response(id, key_answer(BANK.item(id).task), 30.0) for id in list(WIDE.items)[:12]]
    rapid = Response("privacy-00", key_answer(BANK.item("privacy-00").task), 0.1)
    assert [one.verdict for one in score_many(BANK, [given, [*given, rapid]])] == ["ready", "close"]


def test_two_instances_of_one_item_both_count(way: str) -> None:
    once, twice = score_many(BANK, [[Response("made-1@1", "a")], [Response("made-1@1", "a"), Response("made-1@3", "a")]])
    assert (once.skills["privacy"].items, twice.skills["privacy"].items) == (1, 2)
    assert (once.skills["privacy"].odds or 1) + 0.01 < (twice.skills["privacy"].odds or 0)


def test_a_response_that_does_not_fit_is_refused(way: str) -> None:
    with pytest.raises(ResponseError, match=r"^this bank has no question 'nowhere'$"):
        list(score_many(BANK, [[Response("privacy-00")], [Response("nowhere")]]))


def test_a_line_of_json_holds_the_figures_with_six_decimals(way: str) -> None:
    small = bank([one for one in WIDE.items.values() if one.skill in ("language", "privacy")], ["language", "privacy"])
    given = [Response(id, key_answer(small.item(id).task), 30.0) for id in list(small.items)[:6]]
    found = list(score_many(small, [given, [Response(one.item, one.answer, 0.1) for one in given]]))
    assert [one.to_json(line=7) for one in found] == [
        '{"brief": 1, "line": 7, "verdict": "ready", "skills": {"language": {"level": "ready", "odds": 0.924571, '
        '"margin": 2.239566, "sd": 1.354027, "items": 6, "expected": {"percent": 84.898205, "low": 63.761541, '
        '"high": 98.148660}}, "privacy": {"level": "too-few", "odds": 0.713158, "margin": 0.975951, "sd": 1.514722, '
        '"items": 0, "expected": {"percent": 71.407032, "low": 40.191180, "high": 96.347397}}}, '
        '"effort": {"flagged": 0, "share": 0.000000}}',
        '{"brief": 1, "line": 7, "verdict": "withheld", "skills": {"language": {"level": "withheld", "odds": null, '
        '"margin": null, "sd": null, "items": 0, "expected": null}, "privacy": {"level": "withheld", "odds": null, '
        '"margin": null, "sd": null, "items": 0, "expected": null}}, "effort": {"flagged": 6, "share": 1.000000}}',
    ]


# Columns ------------------------------------------------------------------------------------------------------------

ITEMS = [BANK.item(id) for id in IDS]


def columns(sittings: list[list[Response]]) -> tuple[list[int], list[int], list[float]]:
    """A skip is NaN."""
    rows = [(n, IDS.index(one.item), mark_response(BANK, one).earned) for n, given in enumerate(sittings) for one in given]
    return [row[0] for row in rows], [row[1] for row in rows], [nan if row[2] is None else row[2] for row in rows]


def test_columns_give_the_estimates_of_each_sitting_in_any_order_of_rows() -> None:
    random = Random(5)
    sittings = [sitting(random, n % 41, rapid=0) for n in range(CHUNK + 9)]
    number, which, credit = columns(sittings)
    mixed = random.sample(range(len(number)), len(number))
    found = score_columns(
        BANK,
        ITEMS,
        [number[n] for n in mixed],
        [which[n] for n in mixed],
        [credit[n] for n in mixed],
        intervals=True,
        count=len(sittings),
    )
    assert found.skills == SKILLS
    assert found.low is not None
    assert found.high is not None
    on = scale(BANK)
    for n, answers in enumerate(sittings):
        readings = Readings(on)
        for one in answers:
            scored = mark_response(BANK, one)
            readings.add(scored.item.skill, on.curve(scored.item), scored.earned)
        for s, skill in enumerate(SKILLS):
            wanted = readings.estimate(skill)
            got = [array[n, s] for array in (found.odds, found.margin, found.sd, found.percent, found.low, found.high)]
            assert got == pytest.approx(wanted.figures(), abs=1e-9, rel=0)


def test_columns_without_intervals_have_none_and_the_same_estimates() -> None:
    number, which, credit = columns([sitting(Random(5), 30, rapid=0)])
    with_them = score_columns(BANK, ITEMS, number, which, credit, intervals=True)
    without = score_columns(BANK, ITEMS, number, which, credit)
    assert (without.low, without.high) == (None, None)
    assert np.array_equal(without.odds, with_them.odds)
    assert without.odds.shape == (1, 5)


def test_no_rows_are_no_sittings_and_those_counted_but_not_answered_know_nothing() -> None:
    assert score_columns(BANK, ITEMS, [], [], []).odds.shape == (0, 5)
    unknown = score_columns(BANK, ITEMS, [], [], [], count=3, intervals=True)
    assert unknown.odds == pytest.approx(np.full((3, 5), 0.5))
    assert unknown.high is not None
    assert unknown.high.shape == (3, 5)


def test_however_many_answers_the_columns_hold_the_estimate_is_that_of_one_by_one() -> None:
    credits = [n % 3 / 2 for n in range(400)]
    found = score_columns(BANK, ITEMS, [0] * 400, [0] * 400, credits)
    readings, curve = Readings(scale(BANK)), scale(BANK).curve(ITEMS[0])
    for earned in credits:
        readings.add(ITEMS[0].skill, curve, earned)
    wanted = readings.estimate(ITEMS[0].skill)
    place = SKILLS.index(ITEMS[0].skill)
    got = [float(array[0, place]) for array in (found.odds, found.margin, found.sd, found.percent)]
    assert got == pytest.approx(wanted.figures()[:4], abs=1e-9, rel=0)
    assert wanted.sd < 0.3


@pytest.mark.parametrize("line", [None, CalibratedLine(delta=0.4, tau=0.7, people=120, passed=60)])
@pytest.mark.parametrize("credits", [[1.0, 1.0, nan, nan], [0.0, 0.0, 0.0, nan], [1.0, 1.0, 1.0, nan], [0.0, nan, 1.0]])
def test_columns_with_skips_or_a_measured_line_give_every_figure_of_the_estimate(
    credits: list[float], line: CalibratedLine | None
) -> None:
    on_bank = replace(BANK, fingerprint="line", calibration=Calibration({}, 120, "2026-11-28", "a class", line))
    own = [n for n, one in enumerate(ITEMS) if one.skill == "privacy"][: len(credits)]
    found = score_columns(on_bank, ITEMS, [0] * len(credits), own, credits, intervals=True)
    readings = Readings(scale(on_bank))
    for n, earned in zip(own, credits):
        readings.add("privacy", scale(on_bank).curve(ITEMS[n]), None if isnan(earned) else earned)
    for s, skill in enumerate(SKILLS):
        got = [getattr(found, name)[0, s] for name in ("odds", "margin", "sd", "percent", "low", "high")]
        assert got == pytest.approx(readings.estimate(skill).figures(), abs=1e-9, rel=0)


def test_columns_take_whole_numbers_nothing_for_a_skip_and_rows_in_any_order() -> None:
    plain = score_columns(BANK, ITEMS, [0, 0, 1], [0, 1, 2], [1.0, nan, 0.0], intervals=True)
    other = score_columns(BANK, ITEMS, [0, 1, 0], [0, 2, 1], [1, 0, None], intervals=True)
    for name in ("odds", "margin", "sd", "percent", "low", "high"):
        assert np.array_equal(getattr(plain, name), getattr(other, name)), name


@pytest.mark.parametrize(
    ("sittings", "items", "credits", "count", "message"),
    [
        ([0, 1], [0, 0], [1.0], None, "the columns differ in length: 2, 2 and 1"),
        ([-1], [0], [1.0], None, "sitting and item count from 0: sitting up to count, item as an index into items"),
        ([3], [0], [1.0], 3, "sitting and item count from 0: sitting up to count, item as an index into items"),
        ([0], [-1], [1.0], None, "sitting and item count from 0: sitting up to count, item as an index into items"),
        ([0], [66], [1.0], None, "sitting and item count from 0: sitting up to count, item as an index into items"),
        (
            [-1, 0],
            [0, 0],
            [1.0, 1.0],
            None,
            "sitting and item count from 0: sitting up to count, item as an index into items",
        ),
        (
            [0, 0],
            [0, 66],
            [1.0, 1.0],
            None,
            "sitting and item count from 0: sitting up to count, item as an index into items",
        ),
        ([0], [0], [1.1], None, "every credit lies between 0 and 1, or is NaN for a skip"),
        ([0], [0], [-0.1], None, "every credit lies between 0 and 1, or is NaN for a skip"),
        ([0], [0], [inf], None, "every credit lies between 0 and 1, or is NaN for a skip"),
    ],
)
def test_columns_that_cannot_be_right_are_refused(
    sittings: list[int], items: list[int], credits: list[float], count: int | None, message: str
) -> None:
    with pytest.raises(ValueError, match="s") as caught:
        score_columns(BANK, ITEMS, sittings, items, credits, count=count)
    assert str(caught.value) == message


def test_products_are_done_in_pieces_that_openblas_does_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    left, right = random.random((1000, 57)), random.random((57, 41))
    sizes = []

    def watched(a: matrices.Floats, b: matrices.Floats, out: matrices.Floats) -> None:
        sizes.append(a.shape[0] * b.size)
        out[:] = a @ b

    monkeypatch.setattr(np, "matmul", watched)
    assert matrices._product(left, right) == pytest.approx(left @ right)
    assert len(sizes) == 9
    assert max(sizes) <= matrices.ONE_THREAD
