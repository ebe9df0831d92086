"""The report as a value."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import ItemBank
from readiness.report.make import level_of, score, verdict_of
from readiness.report.value import Change, Confidence, Effort, Level, Report
from readiness.scoring.readings import Readings
from readiness.scoring.scale import scale
from tests.banks import SKILLS, bank, choice, item, judgement, mark, wide_bank
from tests.test_comparing import wrong

BANK = wide_bank()


def responses(right: int, of: int, skills: tuple[str, ...] = SKILLS, on_bank: ItemBank = BANK) -> list[Response]:
    """The first ``of`` items of each skill, the first ``right`` of them answered fully right, the others not known."""
    found = []
    for skill in skills:
        own = [one for one in on_bank.items.values() if one.skill == skill][:of]
        found += [Response(one.id, key_answer(one.task) if n < right else None) for n, one in enumerate(own)]
    return found


@pytest.mark.parametrize(
    ("odds", "level"),
    [
        (1.0, "ready"),
        (0.85, "ready"),
        (0.8499, "probably-ready"),
        (0.70, "probably-ready"),
        (0.6999, "too-close"),
        (0.5, "too-close"),
        (0.3001, "too-close"),
        (0.30, "probably-not-yet"),
        (0.1501, "probably-not-yet"),
        (0.15, "not-yet"),
        (0.0, "not-yet"),
    ],
)
def test_levels_begin_at_their_limits(odds: float, level: str) -> None:
    assert level_of(odds) == level


def test_fewer_than_three_answers_in_a_skill_are_too_few() -> None:
    assert score(BANK, responses(2, 2)).skills["privacy"].level == "too-few"
    assert score(BANK, responses(3, 3)).skills["privacy"].level != "too-few"


def test_fewer_than_five_answers_in_all_are_too_few() -> None:
    assert score(BANK, responses(4, 4, ("privacy",))).skills["privacy"].level == "too-few"
    assert score(BANK, responses(5, 5, ("privacy",))).skills["privacy"].level != "too-few"


def test_dont_know_counts_as_an_answer_and_a_flagged_one_does_not() -> None:
    own = responses(2, 4, ("privacy",))
    dont_know = score(BANK, [*own, Response("privacy-11", None)]).skills["privacy"]
    assert (dont_know.items, dont_know.skipped) == (5, 3)
    assert dont_know.level != "too-few"
    assert score(BANK, own).skills["privacy"].level == "too-few"
    quick = [replace(one, seconds=0.5) if n == 0 else one for n, one in enumerate(responses(5, 5, ("privacy",)))]
    flagged = score(BANK, quick)
    assert (flagged.skills["privacy"].items, flagged.skills["privacy"].level) == (4, "too-few")
    assert flagged.effort == Effort(1, 0.2)
    assert [row.flagged for row in flagged.responses] == [True, False, False, False, False]


def rushed(count: int, of: int) -> Report:
    """``of`` right answers in two skills, the first ``count`` of them too fast to have been read."""
    given = responses(5, 5)[:of]
    return score(BANK, [replace(one, seconds=0.5 if n < count else 30.0) for n, one in enumerate(given)])


def test_past_thirty_percent_flagged_the_result_is_withheld() -> None:
    assert rushed(3, 10).verdict != "withheld"  # exactly 30 %
    report = rushed(4, 10)
    assert report.verdict == "withheld"
    privacy = report.skills["privacy"]
    assert (privacy.credit, privacy.readings) == (None, None)
    assert (privacy.level, privacy.odds, privacy.margin, privacy.sd, privacy.expected, privacy.would_change) == (
        "withheld",
        None,
        None,
        None,
        None,
        None,
    )
    assert report.study == ()


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        (["withheld", "withheld"], "withheld"),
        ([], "too-few"),
        (["too-few", "too-few"], "too-few"),
        (["ready", "too-few", "not-yet"], "build-first"),
        (["ready", "too-few"], "close"),
        (["ready", "not-yet", "too-close"], "build-first"),
        (["ready", "probably-not-yet"], "build-first"),
        (["ready", "probably-ready"], "ready"),
        (["ready", "too-close"], "close"),
    ],
)
def test_the_verdict_is_the_first_rule_that_holds(levels: list[Level], verdict: str) -> None:
    assert verdict_of(levels) == verdict


def test_the_verdict_counts_only_the_skills_taken() -> None:
    report = score(BANK, responses(12, 12, ("privacy",)))
    assert report.verdict == "ready"
    assert report.skills["language"].level == "too-few"


def test_nothing_answered_is_too_few() -> None:
    report = score(BANK, [])
    assert report.verdict == "too-few"
    assert [one.odds for one in report.skills.values()] == pytest.approx([0.5] * 5)


def test_the_order_of_responses_changes_no_figure_to_the_last_bit() -> None:
    given = responses(3, 6)
    assert score(BANK, given[::-1]).skills == score(BANK, given).skills


def test_would_change_counts_the_right_answers_that_the_engine_itself_needs() -> None:
    given = responses(3, 6, ("privacy",))
    report = score(BANK, given)
    change = report.skills["privacy"].would_change
    assert change == Change("probably-ready", 3)
    on = scale(BANK)
    asked = {one.item for one in given}
    left = [one for one in BANK.items.values() if one.skill == "privacy" and one.id not in asked]
    left.sort(key=lambda one: (-round(on.curve(one).information(0.0), 9), one.id))
    for count in range(1, 4):
        more = [*given, *(Response(one.id, key_answer(one.task)) for one in left[:count])]
        assert score(BANK, more).skills["privacy"].level == ("too-close" if count < 3 else "probably-ready")


def test_would_change_is_counted_without_a_skip_too() -> None:
    on_bank = bank([item(f"i{n:02}") for n in range(20)], ["language"])
    given = [Response(f"i{n:02}", "a" if n < 4 else "c") for n in range(7)]
    levels = [
        score(on_bank, [*given, *(Response(f"i{n:02}", "a") for n in range(7, 7 + count))]).skills["language"].level
        for count in range(13)
    ]
    reached = next(count for count, level in enumerate(levels) if level != levels[0])
    assert reached > 1
    assert score(on_bank, given).skills["language"].would_change == Change(levels[reached], reached)


def test_would_change_is_none_at_the_top_and_when_the_bank_has_not_enough_left() -> None:
    assert score(BANK, responses(12, 12, ("privacy",))).skills["privacy"].would_change is None
    assert score(BANK, responses(6, 12, ("privacy",))).skills["privacy"].would_change is None


# Study plan ---------------------------------------------------------------------------------------------------------


def test_the_plan_follows_the_documented_formula() -> None:
    report = score(BANK, responses(3, 8))
    on = scale(BANK)
    worth: dict[str, float] = {}
    for competency in BANK.competencies.values():
        rows = [row for row in report.responses if row.competency == competency.id]
        short = sum(on.curve(BANK.items[row.item]).expected(0.0) - row.credit for row in rows)
        odds = report.skills[competency.skill].odds
        assert odds is not None
        worth[competency.id] = (1 - odds) * max(0.0, short) / (len(rows) + 2)
    best = sorted(worth, key=lambda id: (-round(worth[id], 9), id))[:5]
    assert [step.competency for step in report.study] == best
    assert all(
        step.missed == sum(row.credit < 1 for row in report.responses if row.competency == step.competency)
        for step in report.study
    )


CHOICE_BANK = bank([item(f"i{n}") for n in range(10)], ["language"])
CHOICES = [Response(f"i{n}", "b") for n in range(10)]


@st.composite
def sittings(draw: st.DrawFn) -> list[Response]:
    """Any of the bank's questions, each right, half right, skipped or answered too fast."""
    given = []
    for one in BANK.items.values():
        right = Response(one.id, key_answer(one.task), 30.0)
        half = Response(one.id, {"best": "a", "worst": "b"} if one.type == "judgement" else None)
        kinds = [None, right, half, Response(one.id), Response(one.id), replace(right, seconds=0.1)]
        given.append(draw(st.sampled_from(kinds)))
    return [one for one in given if one is not None]


@settings(max_examples=60, deadline=None)
@drawn(sittings())
def test_the_plan_of_any_sitting_follows_the_documented_formula(given: list[Response]) -> None:
    report, on = score(BANK, given), scale(BANK)
    worth: dict[str, float] = {}
    missed: dict[str, tuple[int, int]] = {}
    for competency in BANK.competencies.values():
        rows = [row for row in report.responses if row.competency == competency.id and not row.flagged]
        missed[competency.id] = (sum(row.credit < 1 for row in rows), len(rows))
        short = sum(on.curve(BANK.items[row.item]).expected(0.0) - row.credit for row in rows)
        odds = report.skills[competency.skill].odds
        if short > 0 and odds is not None:
            worth[competency.id] = (1 - odds) * short / (len(rows) + 2)
    best = sorted(worth, key=lambda id: (-round(worth[id], 9), id))[:5]
    assert [step.competency for step in report.study] == ([] if report.verdict == "withheld" else best)
    assert all((step.missed, step.asked) == missed[step.competency] for step in report.study)


def test_of_two_equal_shortfalls_the_one_in_the_skill_less_likely_ready_is_studied_first() -> None:
    strong = [item("a-missed", "language", "a"), *(item(f"good-{n}", "language", "good") for n in range(9))]
    weak = [item("b-missed", "privacy", "b")]
    on_bank = bank([*strong, *weak], ["language", "privacy"])
    given = [Response(id, "c" if id.endswith("missed") else "a") for id in on_bank.items]
    assert [step.competency for step in score(on_bank, given).study] == ["b", "a"]


def test_without_a_result_there_is_no_plan_either() -> None:
    given = [replace(one, answer="c", seconds=0.1) if n < 4 else one for n, one in enumerate(CHOICES)]
    assert score(CHOICE_BANK, given).verdict == "withheld"
    assert score(CHOICE_BANK, given).study == ()
    assert score(CHOICE_BANK, CHOICES).study != ()


def test_what_is_needed_first_comes_first_even_through_others() -> None:
    plain = wide_bank()
    order = [step.competency for step in score(plain, responses(3, 8)).study]
    first = plain.competencies[order[0]]._replace(needs=("language-between",))
    between = plain.competencies["language-w"]._replace(id="language-between", needs=(order[3],))
    needy = replace(plain, competencies={**plain.competencies, first.id: first, between.id: between})
    again = [step.competency for step in score(needy, responses(3, 8)).study]
    assert again == [order[3], order[0], order[1], order[2], order[4]]


def test_of_two_that_are_needed_the_more_useful_comes_first() -> None:
    plain = wide_bank()
    order = [step.competency for step in score(plain, responses(3, 8)).study]
    later = sorted(order[1:], reverse=True)
    first = plain.competencies[order[0]]._replace(needs=tuple(later))
    needy = replace(plain, competencies={**plain.competencies, first.id: first})
    assert [step.competency for step in score(needy, responses(3, 8)).study] == [*order[1:], order[0]]


def test_competencies_without_a_shortfall_are_not_studied() -> None:
    assert score(BANK, responses(12, 12)).study == ()


def test_quizzing_again_comes_sooner_where_nothing_was_right() -> None:
    given = [
        Response("privacy-00"),
        Response("privacy-04"),
        Response("privacy-01"),
        Response("privacy-05", key_answer(BANK.items["privacy-05"].task)),
        Response("privacy-09"),
    ]
    days = {step.competency: (step.missed, step.asked, step.again_in_days) for step in score(BANK, given).study}
    assert days == {"privacy-w": (2, 2, 7), "privacy-x": (2, 3, 14)}


# Blind spots, effort, pace ------------------------------------------------------------------------------------------

SCENES = bank([item("harm", task=judgement("a", "d"), critical=True), item("mild", task=judgement("a", "d"))], ["language"])


@pytest.mark.parametrize(("best", "worst", "listed"), [("d", "a", ("harm",)), ("b", "d", ()), ("a", "d", ())])
def test_the_worst_taken_for_the_best_in_a_critical_scene_is_to_be_fixed_first(
    best: str, worst: str, listed: tuple[str, ...]
) -> None:
    answer = {"best": best, "worst": worst}
    assert score(SCENES, [Response("harm", answer), Response("mild", answer)]).fix_first == listed


def test_sure_and_wrong_is_what_the_person_was_sure_of_and_earned_less_than_half() -> None:
    on_bank = bank([item("a"), item("b"), item("c", task=judgement()), item("d", task=judgement()), item("e")], ["language"])
    report = score(
        on_bank,
        [
            Response("a", "a", None, "sure"),
            Response("b", "b", None, "sure"),
            Response("c", {"best": "a", "worst": "b"}, None, "sure"),  # half right
            Response("d", {"best": "b", "worst": "c"}, None, "sure"),
            Response("e", "b", None, "think"),
        ],
    )
    assert report.sure_and_wrong == ("b", "d")
    assert report.confidence == {"guess": Confidence(0, 0), "think": Confidence(1, 0), "sure": Confidence(4, 1)}


def test_a_skip_is_never_wrong_however_sure_and_what_is_nearly_right_is_not_right() -> None:
    on_bank = bank([item("skipped"), item("nearly", task=mark(4, 4))], ["language"])
    three_of_four = Response("nearly", ("s1", "s2", "s3"), None, "sure")
    report = score(on_bank, [Response("skipped", None, None, "sure"), three_of_four])
    assert report.sure_and_wrong == ()
    assert report.confidence["sure"] == Confidence(1, 0)


def test_a_ratio_of_times_counts_as_a_twentieth_at_the_least() -> None:
    on_bank = bank([item("long", seconds=1000.0)], ["language"])
    assert score(on_bank, [Response("long", "a", 10.0)]).pace == pytest.approx(0.05)


def test_an_answer_that_was_too_fast_moves_no_figure() -> None:
    given = responses(3, 5)
    hasty = Response("privacy-11", key_answer(BANK.items["privacy-11"].task), 0.1)
    assert [one.odds for one in score(BANK, [*given, hasty]).skills.values()] == [
        one.odds for one in score(BANK, given).skills.values()
    ]


def test_the_credit_of_a_skill_leaves_out_what_was_too_fast() -> None:
    on_bank = bank([item(f"i{n}") for n in range(5)], ["language"])
    given = [Response(f"i{n}", "c" if n == 0 else "a", 0.1 if n == 0 else 30.0) for n in range(5)]
    assert score(on_bank, given).skills["language"].credit == 1.0


def test_a_skill_of_which_every_answer_was_too_fast_was_asked_about_all_the_same() -> None:
    given = [*responses(10, 10, ("language",)), replace(responses(1, 1, ("privacy",))[0], seconds=0.1)]
    report = score(BANK, given)
    assert report.skills["language"].level == "ready"
    assert report.verdict == "close"


def test_pace_is_the_geometric_mean_of_capped_ratios_without_dont_know_and_flagged() -> None:
    on_bank = bank([item(id, seconds=40.0) for id in "abcde"], ["language"])
    report = score(
        on_bank,
        [
            Response("a", "a", 80.0),
            Response("b", "a", 20.0),
            Response("c", "a", 4000.0),  # counts as 5 times
            Response("d", None, 1.0),
            Response("e", "a", 1.0),
        ],
    )
    assert report.pace == pytest.approx((2 * 0.5 * 5) ** (1 / 3))
    assert report.effort.flagged == 1


def test_without_times_there_is_no_pace_and_nothing_is_flagged() -> None:
    report = score(BANK, responses(3, 5))
    assert (report.pace, report.effort) == (None, Effort(0, 0.0))


# The value ----------------------------------------------------------------------------------------------------------


def test_a_report_survives_json_and_pickle() -> None:
    report = score(BANK, [replace(one, seconds=30.0, confidence="sure") for one in responses(3, 8)])
    assert Report.from_dict(json.loads(report.to_json())) == report
    assert Report.from_dict(report.to_dict()) == report
    assert pickle.loads(pickle.dumps(report)) == report
    assert pickle.loads(pickle.dumps(BANK)).fingerprint == BANK.fingerprint


def test_the_json_report_has_the_documented_fields() -> None:
    plain = score(BANK, responses(3, 5)).to_dict()
    assert list(plain) == [
        "report",
        "bank",
        "method",
        "verdict",
        "skills",
        "study",
        "fix_first",
        "sure_and_wrong",
        "confidence",
        "effort",
        "pace",
        "responses",
        "practiced",
    ]
    assert plain["report"] == 1
    assert plain["bank"] == {
        "id": "test-bank",
        "version": "1",
        "fingerprint": "f00d",
        "review": "provisional",
        "title": "",
        "start": "a start",
        "rules": "",
        "reviewers": "people who do this work or teach it",
        "people": 0,
        "outcomes": 0,
        "covered": "",
    }
    assert set(plain["skills"]["privacy"]) == {
        "title",
        "level",
        "odds",
        "margin",
        "sd",
        "items",
        "credit",
        "expected",
        "line",
        "would_change",
        "skipped",
        "readings",
    }
    assert set(plain["study"][0]) == {"competency", "title", "skill", "missed", "asked", "pointers", "again_in_days"}
    assert {"item", "skill", "competency", "answer", "key", "credit", "chance", "seconds", "confidence", "flagged"} <= set(
        plain["responses"][0]
    )


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ({"report": 2}, "this is not a readiness report of a kind this version can read"),
        ({"report": 1}, "this readiness report is damaged: report has no bank"),
    ],
)
def test_a_foreign_report_is_refused(damage: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match="readiness report") as caught:
        Report.from_dict(damage)
    assert str(caught.value) == message


def test_scoring_changes_neither_the_bank_nor_the_responses() -> None:
    given = responses(3, 5)
    before = pickle.dumps((given, BANK.items))
    score(BANK, given)
    assert pickle.dumps((given, BANK.items)) == before


def test_the_figures_of_a_report_are_those_of_its_responses() -> None:
    report = score(BANK, [*responses(3, 5), Response("privacy-11", None)])
    on = scale(BANK)
    readings = Readings(on)
    for row in report.responses:
        readings.add(row.skill, on.curve(BANK.items[row.item]), None if row.answer is None else row.credit)
    for id, skill in report.skills.items():
        wanted = readings.estimate(id)
        assert skill.expected is not None
        got = (skill.odds, skill.margin, skill.sd, skill.expected.percent, skill.expected.low, skill.expected.high)
        assert got == pytest.approx(wanted.figures(), abs=1e-12)


# Skips, and versions of the scoring ---------------------------------------------------------------------------------


def test_without_a_skip_there_is_one_reading() -> None:
    privacy = score(BANK, [Response(f"privacy-{n:02}", key_answer(BANK.items[f"privacy-{n:02}"].task)) for n in range(5)])
    assert (privacy.skills["privacy"].skipped, privacy.skills["privacy"].readings) == (0, None)


def test_both_readings_of_the_skips_are_told_and_the_one_that_claims_less_counts() -> None:
    own = [one for one in BANK.items.values() if one.skill == "privacy"]
    report = score(BANK, [Response(one.id, None if n % 2 else key_answer(one.task)) for n, one in enumerate(own)])
    skill = report.skills["privacy"]
    assert skill.readings is not None
    not_known, left_out = skill.readings.not_known, skill.readings.left_out
    assert (skill.skipped, skill.items) == (6, 12)
    assert not_known.odds < 0.5 < left_out.odds
    assert (skill.odds, skill.level) == (0.5, "too-close")
    assert (not_known.level, left_out.level) == (level_of(not_known.odds), level_of(left_out.odds))
    assert skill.readings.differ


@pytest.mark.parametrize(
    ("answered", "level"),
    [("rsrsrsrs", "too-close"), ("sswww", "probably-not-yet"), ("ssswww", "not-yet")],
)
def test_right_answers_that_would_change_the_level_have_to_do_it_in_both_readings(answered: str, level: str) -> None:
    """Answers that were right, wrong or skipped: of a skip the reading as not known is the more cautious above the line,
    the one that leaves it out below.
    """
    large = wide_bank(per_skill=30)
    own = [one for one in large.items.values() if one.skill == "privacy"]
    given = [
        Response(one.id, {"r": key_answer(one.task), "w": wrong(one), "s": None}[how]) for how, one in zip(answered, own)
    ]
    change = score(large, given).skills["privacy"].would_change
    assert change is not None
    on = scale(large)
    left = sorted(own[len(given) :], key=lambda one: (-round(on.curve(one).information(0.0), 9), one.id))
    levels = [
        score(large, [*given, *(Response(one.id, key_answer(one.task)) for one in left[:count])]).skills["privacy"].level
        for count in range(change.right_answers + 1)
    ]
    assert levels == [*[level] * change.right_answers, change.level]


def first_version() -> dict[str, Any]:
    """A report that the first version of the scoring made and a journal kept."""
    plain: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "report-first-version.json").read_text())
    return plain


def test_a_report_of_the_first_version_is_read_as_it_was() -> None:
    report = Report.from_dict(first_version())
    assert report.method_version == 1
    privacy = report.skills["privacy"]
    assert (privacy.level, privacy.odds, privacy.skipped, privacy.readings) == (
        "probably-ready",
        0.7711294299524349,
        0,
        None,
    )
    again = report.to_dict()
    assert again.pop("practiced") == []
    for skill in again["skills"].values():
        assert (skill.pop("skipped"), skill.pop("readings")) == (0, None)
    assert all((row.pop("expected_seconds"), row.pop("measured")) == (None, None) for row in again["responses"])
    said = [again["bank"].pop(name) for name in ("title", "start", "rules", "reviewers", "people", "outcomes", "covered")]
    assert said == ["", "a start", "", "people who do this work or teach it", 0, 0, ""]
    assert again == first_version()


def test_a_report_says_which_version_of_the_scoring_made_it() -> None:
    report = score(BANK, responses(3, 5))
    assert report.method_version == 2
    assert report.method["spreads"] == [[0.5, 1.0], [0.5, 2.0]]
    assert Report.from_dict(json.loads(report.to_json())).method_version == 2


@pytest.mark.parametrize(
    "damage", [{"levels": {}}, {"levels": {"ready": "x"}}, {"version": 2, "spreads": 3}, {"tau": "wide"}]
)
def test_a_report_whose_method_is_damaged_is_refused(damage: dict[str, Any]) -> None:
    plain = score(BANK, responses(3, 5)).to_dict()
    plain["method"].update(damage)
    with pytest.raises(ValueError, match=r"^this readiness report is damaged: "):
        Report.from_dict(plain)


def test_choice_chance_is_listed_with_each_response() -> None:
    one = bank([item("x", task=choice("a", "abcd"))], ["language"])
    row = score(one, [Response("x", "b", 12.0, "guess")]).responses[0]
    assert (row.answer, row.key, row.credit, row.chance, row.said, row.right) == (
        "b",
        "a",
        0.0,
        0.25,
        "Option b",
        "Option a",
    )
