"""The honesty study: its people are who they are said to be, and its summary catches a scorer that claims too much."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from math import erf, exp, log, sqrt
from pathlib import Path
from random import Random
from statistics import correlation, fmean, stdev

import pytest

import readiness
from readiness.bank.load import load_bank
from readiness.bulk.many import score_many
from readiness.ground.items import EntryTask, Item, Task
from readiness.ground.responses import Response
from readiness.kinds.answers import credit, read_answer
from readiness.kinds.item_bank import ItemBank
from readiness.report.make import level_of
from readiness.report.value import Brief
from readiness.scoring.marking import is_rapid
from readiness.scoring.method import RHO, SLOPE
from readiness.scoring.scale import scale
from tests import banks
from tests.benchmarks import honesty
from tests.benchmarks.claims import HEADS, READER_HEADS, Claims, Tally, failures, level_table, main_table, reader_table
from tests.benchmarks.honesty import SCENARIOS, jobs, run, sit, study, wilson
from tests.benchmarks.people import LINE_SD, Person, Scenario, answer_with, blind_guess, decisions

BANK = banks.wide_bank()
MODEL = Scenario("as the model says")
TASKS: dict[str, Task] = {
    "choice": banks.choice("b", "abcd"),
    "judgement": banks.judgement(),
    "mark": banks.mark(3, 8),
    "mark with few wrong spots": banks.mark(3, 1),
    "order": banks.order(1, 1, 1, 1, 1, 1),
    "order with ties": banks.order(1, 2, 1),
    "entry": banks.entry(),
}


def asked(task: Task, scenario: Scenario, times: int) -> tuple[list[tuple[Person, Item, Response]], float]:
    """Many people asked one item with that task, and what they earn on average when all is right: the mean of P."""
    bank = banks.bank([banks.item("it", task=task, rating=0.7)])
    people = [Person(bank, scenario, 1, number) for number in range(times)]
    item = bank.items["it"]
    return [(one, item, one.answer(item)) for one in people], fmean(one.right(item) for one in people)


# Who they are -------------------------------------------------------------------------------------------------------


def test_margins_and_lines_are_drawn_as_the_odds_claim() -> None:
    people = [Person(BANK, replace(MODEL, mean=-0.7), 1, number) for number in range(4000)]
    margins = {skill: [one.margin[skill] for one in people] for skill in banks.SKILLS}
    assert fmean(margins["privacy"]) == pytest.approx(-0.7, abs=0.05)
    assert stdev(margins["privacy"]) == pytest.approx(1, abs=0.03)
    assert correlation(margins["privacy"], margins["language"]) == pytest.approx(RHO, abs=0.04)
    assert stdev(one.line["privacy"] for one in people) == pytest.approx(LINE_SD, abs=0.01)


@pytest.mark.parametrize("share", [0.2, 0.6])
def test_skills_correlate_as_the_scenario_says(share: float) -> None:
    people = [Person(BANK, replace(MODEL, correlation=share), 1, number) for number in range(4000)]
    found = correlation([one.margin["privacy"] for one in people], [one.margin["language"] for one in people])
    assert found == pytest.approx(share, abs=0.04)


def test_a_drawn_bias_is_one_for_all_items_of_a_person_and_another_for_the_next() -> None:
    people = [Person(BANK, replace(MODEL, bias_sd=0.5), 1, number) for number in range(2000)]
    plain = [Person(BANK, MODEL, 1, number) for number in range(2000)]
    drawn = []
    for one, other in zip(people, plain):
        moved = {round(one._moved[id] - other._moved[id], 12) for id in BANK.items}
        assert len(moved) == 1
        drawn.append(moved.pop())
    assert (fmean(drawn), stdev(drawn)) == pytest.approx((0, 0.5), abs=0.03)


def test_who_is_asked_again_answers_four_of_five_questions_they_had_skipped() -> None:
    timid = Scenario("timid", dont_know="timid")
    skips = []
    for scenario in (timid, replace(timid, asked_again=True)):
        people = [Person(BANK, scenario, 1, number) for number in range(300)]
        skips.append(sum(one.answer(item).answer is None for one in people for item in BANK.items.values()))
    assert skips[1] / skips[0] == pytest.approx(0.2, abs=0.02)


def test_ready_is_a_margin_above_the_persons_own_line() -> None:
    people = [Person(BANK, MODEL, 1, number) for number in range(4000)]
    for one in people:
        assert one.ready == {skill: one.margin[skill] > one.line[skill] for skill in banks.SKILLS}
    near = [one for one in people if 0.2 < one.margin["privacy"] < 0.5]
    claimed = fmean((1 + erf(one.margin["privacy"] / LINE_SD / sqrt(2))) / 2 for one in near)
    assert fmean(one.ready["privacy"] for one in near) == pytest.approx(claimed, abs=0.05)


def test_what_is_known_follows_the_products_intercept_moved_by_the_scenario() -> None:
    item = BANK.items["privacy-03"]
    moved = Person(BANK, replace(MODEL, bias=0.4, slope=1.4), 1, 5)
    d = scale(BANK).curve(item).intercept + 0.4
    known = 1 / (1 + exp(-(d + 1.4 * moved.margin["privacy"])))
    assert moved.known(item) == pytest.approx(known)
    assert moved.right(item) == pytest.approx(item.chance + (1 - item.chance) * known)


def test_as_the_model_says_people_earn_what_the_model_expects() -> None:
    one = Person(BANK, MODEL, 1, 5)
    for item in BANK.items.values():
        assert one.right(item) == pytest.approx(scale(BANK).curve(item).expected(one.margin[item.skill]))
    share = scale(BANK).expected_share("privacy", one.margin["privacy"])
    assert one.expected_percent("privacy") == pytest.approx(100 * share)


def test_every_item_has_an_error_of_its_own() -> None:
    one, same = Person(BANK, replace(MODEL, rating_error=0.8), 1, 5), Person(BANK, MODEL, 1, 5)
    assert one.margin == same.margin

    def logit(known: float) -> float:
        return log(known / (1 - known))

    errors = [logit(one.known(item)) - logit(same.known(item)) for item in BANK.items.values()]
    assert stdev(errors) == pytest.approx(0.8, abs=0.15)
    assert fmean(errors) == pytest.approx(0, abs=0.3)


# How they answer ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TASKS)
def test_the_mean_credit_is_p_in_every_type(name: str) -> None:
    answers, expected = asked(TASKS[name], MODEL, 4000)
    assert fmean(credit(item.task, one.answer) for _, item, one in answers) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("name", TASKS)
def test_the_credit_is_the_share_of_parts_that_are_right(name: str) -> None:
    task, random = TASKS[name], Random("parts")
    for right in range(decisions(task) + 1):
        parts = [n < right for n in range(decisions(task))]
        found = fmean(credit(task, answer_with(task, parts, random)) for _ in range(500))
        # An order may have to be one of two, whose mean is meant; for all others it is exact.
        assert found == pytest.approx(right / len(parts), abs=0.02 if name.startswith("order") else 1e-9)


def test_the_parts_of_an_item_correlate_by_a_half() -> None:
    bank = banks.bank([banks.item("it", task=banks.judgement())])
    person = Person(bank, replace(MODEL, mean=0.0), 1, 3)
    answers = [person.answer(bank.items["it"]).answer for _ in range(4000)]
    best = [float(answer["best"] == "a") for answer in answers if isinstance(answer, dict)]
    worst = [float(answer["worst"] == "d") for answer in answers if isinstance(answer, dict)]
    assert len(best) == 4000
    assert correlation(best, worst) == pytest.approx(0.5, abs=0.05)


def test_the_honest_say_dont_know_when_they_know_no_part_and_earn_the_same() -> None:
    answers, expected = asked(TASKS["choice"], replace(MODEL, dont_know="honest"), 4000)
    unknown = 1 - fmean(one.known(item) for one, item, _ in answers)
    assert fmean(one.answer is None for _, _, one in answers) == pytest.approx(unknown, abs=0.02)
    assert fmean(credit(item.task, one.answer) for _, item, one in answers) == pytest.approx(expected, abs=0.02)


def test_the_timid_also_leave_half_of_what_they_know() -> None:
    answers, _ = asked(TASKS["choice"], replace(MODEL, dont_know="timid"), 4000)
    known = fmean(one.known(item) for one, item, _ in answers)
    assert fmean(one.answer is None for _, _, one in answers) == pytest.approx(1 - known / 2, abs=0.02)
    assert all(credit(item.task, one.answer) == 1 for _, item, one in answers if one.answer is not None)


def test_rapid_guesses_are_partly_flagged() -> None:
    answers, _ = asked(TASKS["choice"], replace(MODEL, rapid=0.1), 4000)
    # The item takes 40 s: flagged below 4 s, and blind guesses take 1 to 12.
    flagged = fmean(is_rapid(item, one) for _, item, one in answers)
    assert flagged == pytest.approx(0.1 * (4 - 1) / (12 - 1), abs=0.01)


@pytest.mark.parametrize("name", [name for name in TASKS if not name.startswith("mark")])
def test_a_blind_guess_earns_the_chance(name: str) -> None:
    task, random = TASKS[name], Random("blind")
    expected = banks.item("it", task=task).chance
    assert fmean(credit(task, blind_guess(task, random)) for _ in range(6000)) == pytest.approx(expected, abs=0.02)


def test_every_item_of_the_shipped_bank_can_be_answered_right_wrong_and_blind() -> None:
    random = Random("all")
    bank = load_bank()
    for item in bank.items.values():
        parts = decisions(item.task)
        for right, wanted in ((True, 1.0), (False, 0.0)):
            answer = answer_with(item.task, [right] * parts, random)
            assert credit(item.task, read_answer(item.task, answer)) == wanted, item.id
        read_answer(item.task, blind_guess(item.task, random))
    assert {type(item.task) for item in bank.items.values()} >= {EntryTask}


# The study ----------------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    one = study(BANK, MODEL, "quick", 1, range(30))
    assert one == study(BANK, MODEL, "quick", 1, range(30))
    assert one.seconds != study(BANK, MODEL, "quick", 2, range(30)).seconds
    assert (one.people, one.skills, one.items) == (30, 150, 750)


def test_the_number_of_processes_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(honesty, "CHUNK", 4)
    scenarios, people = [MODEL, replace(MODEL, name="wrong", rating_error=0.8)], {"quick": 10, "full": 5}
    assert [(form, len(part)) for one, form, part in jobs(scenarios, people) if one == MODEL] == [
        ("quick", 4),
        ("quick", 4),
        ("quick", 2),
        ("full", 4),
        ("full", 1),
    ]
    found = run(BANK, scenarios, people, 1, 2)
    assert found == run(BANK, scenarios, people, 1, 1)
    assert {key: tally.people for key, tally in found.items()} == {
        ("quick", "as the model says"): 10,
        ("quick", "wrong"): 10,
        ("full", "as the model says"): 5,
        ("full", "wrong"): 5,
    }


def overclaiming(bank: ItemBank, sittings: list[list[Response]]) -> Iterable[Brief]:
    """The real scorer, but every doubt is halved."""
    for found in score_many(bank, sittings):
        skills = {}
        for skill, one in found.skills.items():
            assert one.odds is not None
            odds = 1 - (1 - one.odds) / 2 if one.odds > 0.5 else one.odds / 2
            skills[skill] = replace(one, odds=odds, level=level_of(odds))
        yield replace(found, skills=skills)


@pytest.mark.slow
def test_an_overclaiming_scorer_is_caught_and_the_real_one_passes() -> None:
    honest = study(BANK, MODEL, "quick", 1, range(250))
    caught = study(BANK, MODEL, "quick", 1, range(250), overclaiming)
    assert not honest.settled.fails
    assert not honest.probable.fails
    assert caught.settled.fails
    assert caught.settled.shortfall > 3 * caught.settled.error
    lines = failures({("quick", "as the model says"): caught})
    assert any(line.startswith("quick, as the model says, settled: claimed 9") for line in lines)
    assert not any(
        line.startswith("quick, as the model says, settled:") for line in failures({("quick", "as the model says"): honest})
    )


def test_a_sitting_is_the_selectors_own() -> None:
    person = Person(BANK, MODEL, 1, 0)
    responses = sit(BANK, "quick", person, 7)
    pick = readiness.Selector(BANK, "quick", 7)
    for response in responses:
        assert pick.next() == response.item
        pick.answer(response)
    assert pick.next() is None


@pytest.mark.parametrize(("share", "count"), [(0.0, 5), (0.8, 5), (0.55, 20), (1.0, 20)])
def test_wilson_bounds_are_where_the_share_seen_is_1_6449_standard_errors_away(share: float, count: int) -> None:
    for bound in wilson(share, count):
        assert abs(share - bound) == pytest.approx(1.6449 * sqrt(bound * (1 - bound) / count), abs=1e-12)


# Telling ------------------------------------------------------------------------------------------------------------


def tally() -> Tally:
    found = Tally(people=10, skills=50, items=250, seconds=19_800.0)
    found.levels["ready"] = Claims(10, 9.3, 9)
    found.levels["not-yet"] = Claims(0)
    found.levels["probably-ready"] = Claims(4, 3.2, 2)
    found.intervals = Claims(50, 45.0, 45)
    found.percent_correct = Claims(5, 4.75, 4)
    return found


def test_tables_put_failures_in_bold() -> None:
    found = {("quick", "x"): tally(), ("full", "y"): tally()}
    assert main_table(found, "quick") == [
        "| " + " | ".join(HEADS) + " |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| x | 20 %: 93.0, **90.0** | 8 %: 80.0, **50.0** | 90.0 | 25 | 33 | 10 %: 95.0, **80.0** |",
    ]
    assert level_table(found, "full")[2:] == ["| y | 0: - | 0: - | 4: 80.0, **50.0** | 10: 93.0, **90.0** |"]


def test_the_short_table_has_both_forms_in_whole_percents() -> None:
    nothing = Tally(people=10, skills=50)
    assert reader_table({("quick", "x"): tally(), ("full", "x"): nothing}) == [
        "| " + " | ".join(READER_HEADS) + " |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| x | 20 %: 93/**90** | 8 %: 80/**50** | 90 | 0 % | 0 % | - |",
    ]


def test_failures_are_listed_with_a_word_on_chance() -> None:
    found = tally()
    found.levels["ready"] = Claims(1000, 930.0, 900)
    assert failures({("full", "x"): found}) == [
        "full, x, probably-ready: claimed 80.0 %, true 50.0 % of 4 (may be chance)",
        "full, x, ready: claimed 93.0 %, true 90.0 % of 1000",
        "full, x, settled: claimed 93.0 %, true 90.0 % of 1000",
        "full, x, probably: claimed 80.0 %, true 50.0 % of 4 (may be chance)",
    ]


@pytest.mark.parametrize(("true", "fails"), [(90, False), (89, True), (93, False), (100, False)])
def test_a_claim_fails_when_true_less_often_by_more_than_two_points(true: int, fails: bool) -> None:
    assert Claims(100, 91.5, true).fails is fails


def test_tallies_add_up() -> None:
    both = tally() + tally()
    assert (both.people, both.skills, both.items, both.seconds) == (20, 100, 500, 39_600.0)
    assert both.settled == Claims(20, 18.6, 18)
    assert both.intervals == Claims(100, 90.0, 90)
    assert both.percent_correct == Claims(10, 9.5, 8)


def test_the_command_prints_both_tables_and_what_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(honesty, "SCENARIOS", (MODEL,))
    monkeypatch.setattr(honesty, "load_bank", lambda: BANK)
    honesty.main(["--people", "400", "--quick", "--seed", "3", "--jobs", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("; bank test-bank 1 (f00d), 60 questions; seed 3.")
    assert [line for line in lines if line.startswith("## ")] == [
        "## In short: skills, claimed/true, in percent",
        "## quick: 40 people in each scenario",
        "## full: 10 people in each scenario",
        "## True less often than claimed by more than 2 points",
    ]
    assert sum(line.startswith("| as the model says |") for line in lines) == 5


def test_the_readme_shows_every_scenario_with_both_forms() -> None:
    text = (Path(readiness.__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert text.count("| " + " | ".join(READER_HEADS) + " |") == 1
    rows = re.findall(r"^\| ([^|]*) \| [0-9]+ %", text, re.MULTILINE)
    assert rows == [scenario.name for scenario in SCENARIOS]


def test_the_model_of_the_scenarios_is_the_scorers_own() -> None:
    assert (MODEL.slope, MODEL.correlation, MODEL.rating_error, MODEL.bias, MODEL.mean) == (SLOPE, RHO, 0, 0, 0)
