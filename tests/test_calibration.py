"""Learning from real answers: difficulties from many sheets, the line from what became of people."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.bank.load import load_bank
from readiness.bulk.calibration import Answered, TooLittle, answered, calibrate, line_from
from readiness.bulk.many import score_many
from readiness.bulk.outcomes import OutcomesError, read_outcomes
from readiness.check.whole_bank import outdated_calibration
from readiness.cli import main
from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import CalibratedItem, CalibratedLine, Calibration, ItemBank
from readiness.report.compare import compare
from readiness.report.make import score
from readiness.report.render import render
from readiness.scoring.marking import mark_responses
from readiness.scoring.method import SLOPE
from readiness.scoring.scale import Scale, scale
from tests.bank_folder import write_bank
from tests.banks import bank, item
from tests.test_rendering import TODAY

LENGTH = 12
SKILLS = ("language", "privacy")
BANK = bank([item(f"{skill}-{n}", skill, rating=0.6) for skill in SKILLS for n in range(LENGTH)], SKILLS)
EASY, HARD = "language-0", "language-1"


def people(count: int, moved: dict[str, float], seed: int = 1) -> tuple[list[tuple[Answered, ...]], list[float]]:
    """Sheets of people who answer everything, items being easier than rated by so many logits; and their mean margins."""
    random, rated = Random(seed), Scale(BANK, calibrated=False)
    sheets, margins = [], []
    for _ in range(count):
        common = random.gauss(0, 1)
        margin = {skill: (common + random.gauss(0, 1)) / math.sqrt(2) for skill in ("language", "privacy")}
        margins.append(sum(margin.values()) / 2)
        sheet = []
        for one in BANK.items.values():
            d = rated.intercept(one) + moved.get(one.id, 0.0)
            right = one.chance + (1 - one.chance) / (1 + math.exp(-(d + SLOPE * margin[one.skill])))
            sheet.append(Answered(one.id, one.chance, one.parts, float(random.random() < right)))
        sheets.append(tuple(sheet))
    return sheets, margins


def test_an_item_that_people_find_easier_than_rated_is_found_easier() -> None:
    sheets, _ = people(400, {EASY: 1.5, HARD: -1.5})
    found = calibrate(BANK, sheets)
    rated = Scale(BANK, calibrated=False).intercept(BANK.items[EASY])
    assert found.items[EASY].d - rated == pytest.approx(1.5, abs=0.5)
    assert found.items[HARD].d - rated == pytest.approx(-1.5, abs=0.5)
    others = [one.d - rated for id, one in found.items.items() if id not in (EASY, HARD)]
    assert math.sqrt(sum(error * error for error in others) / len(others)) < 0.3
    assert found.items[EASY].n == 400
    assert found.items[EASY].digest == BANK.items[EASY].digest


def test_the_mean_of_a_skill_stays_as_rated_however_easy_everything_is() -> None:
    found = calibrate(BANK, people(200, dict.fromkeys(BANK.items, 1.0))[0])
    rated = Scale(BANK, calibrated=False)
    for skill in ("language", "privacy"):
        shifts = [found.items[id].d - rated.intercept(one) for id, one in BANK.items.items() if one.skill == skill]
        assert sum(shifts) == pytest.approx(0, abs=1e-3)


def test_the_order_of_the_sheets_changes_nothing() -> None:
    sheets, _ = people(60, {EASY: 1.0})
    there, back = calibrate(BANK, sheets), calibrate(BANK, sheets[::-1])
    assert there.items == back.items
    assert there.margins == pytest.approx(back.margins[::-1], abs=1e-9)


def test_the_difficulty_of_one_item_is_the_most_likely_one() -> None:
    """A second way to compute it: the posterior of d on a fine grid, by brute force."""
    on, sheets = Scale(BANK, calibrated=False), people(30, {EASY: 1.0})[0]
    d = {id: one.d for id, one in calibrate(BANK, sheets).items.items()}

    def log_posterior(at: float) -> float:
        total = -((at - on.intercept(BANK.items[EASY])) ** 2) / (2 * 0.8**2)
        for sheet in sheets:
            total += math.log(_likelihood(sheet, {**d, EASY: at}))
        return total

    # The mean of the skill is held, which moves every item of it a little from its own best.
    here, step = d[EASY], 0.4
    assert log_posterior(here) > max(log_posterior(here - step), log_posterior(here + step))


def _likelihood(sheet: tuple[Answered, ...], d: dict[str, float]) -> float:
    """Of a whole sheet, by a plain double sum over the common part and the margins."""
    total = 0.0
    for g in (x for x in range(-4, 5)):
        product = math.exp(-g * g / 2)
        for skill in ("language", "privacy"):
            own = [one for one in sheet if BANK.items[one.item].skill == skill]
            inner = 0.0
            for th in (x / 2 for x in range(-14, 15)):
                weight = sum(
                    0.5 * math.exp(-((th - spread * math.sqrt(0.5) * g) ** 2) / (2 * spread**2 * 0.5)) / spread
                    for spread in (1.0, 2.0)
                )
                for one in own:
                    right = one.chance + (1 - one.chance) / (1 + math.exp(-(d[one.item] + SLOPE * th)))
                    weight *= right if one.credit else 1 - right
                inner += weight
            product *= inner
        total += product
    return total


@pytest.mark.parametrize(("parts", "d"), [(1, 1.6108), (4, 1.9667)])
def test_an_answer_of_parts_moves_a_difficulty_further_from_its_rating(parts: int, d: float) -> None:
    """Rated -.4055, and easier by 1.5 logits for these people; four parts count for 1.6 answers."""
    sheets = [tuple(replace(one, parts=parts) for one in sheet) for sheet in people(40, {EASY: 1.5})[0]]
    assert calibrate(BANK, sheets).items[EASY].d == d


@pytest.mark.parametrize(("count", "words"), [(0, "there are 0 sheets"), (29, "there are 29 sheets")])
def test_too_few_sheets_are_refused(count: int, words: str) -> None:
    with pytest.raises(TooLittle, match=rf"^{words} with answers that count; wanted: at least 30$"):
        calibrate(BANK, people(count, {})[0])


def test_an_item_with_few_answers_stays_as_rated() -> None:
    sheets = [tuple(one for one in sheet if one.item != EASY or n < 19) for n, sheet in enumerate(people(40, {})[0])]
    found = calibrate(BANK, sheets)
    assert EASY not in found.items
    assert found.items[HARD].n == 40


def test_fast_answers_do_not_count_and_a_skip_earns_what_a_guess_would() -> None:
    marked = mark_responses(BANK, [Response(EASY, "a", 0.5), Response(HARD, None), Response("privacy-0", "a", 30.0)])
    assert answered(marked) == (Answered(HARD, 1 / 3, 1, 1 / 3), Answered("privacy-0", 1 / 3, 1, 1.0))


# The line -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delta", [-0.8, 0.0, 0.6])
def test_the_line_is_found_where_half_of_the_people_pass(delta: float) -> None:
    random = Random(2)
    margins = [random.gauss(0, 1) for _ in range(2000)]
    found = line_from(margins, [margin - delta + random.gauss(0, 0.7) > 0 for margin in margins])
    assert found.delta == pytest.approx(delta, abs=0.1)
    assert (found.tau, found.people) == (0.6, 2000)


def test_few_outcomes_are_drawn_towards_the_rated_line_by_the_weights_of_the_method() -> None:
    margins = [x / 25 - 2 for x in range(100)]
    passed = [margin > 0.5 for margin in margins]
    passed[60], passed[64] = True, False  # An overlap, so that there is a most likely line.
    line = line_from(margins, passed)
    weight = (100 / 3.2) / (1 / 0.22 + 100 / 3.2)
    assert line.delta / weight == pytest.approx(0.5, abs=0.1)
    assert line.tau == 0.6


def test_the_line_of_few_outcomes_is_the_most_likely_one() -> None:
    """A second way to compute it: the likelihood of Phi(a + b margin), which has one top, climbed by halving steps."""
    margins = [x / 25 - 1.4 for x in range(100)]
    passed = [margin > 0.5 or n % 7 == 0 for n, margin in enumerate(margins)]

    def log_likelihood(a: float, b: float) -> float:
        cdfs = [0.5 * math.erfc(-(a + b * margin) / math.sqrt(2)) for margin in margins]
        return math.fsum(math.log(p if good else 1 - p) for p, good in zip(cdfs, passed))

    a, b, step = 0.0, 1.0, 0.5
    while step > 1e-7:
        top = max([(a, b), (a + step, b), (a - step, b), (a, b + step), (a, b - step)], key=lambda at: log_likelihood(*at))
        a, b, step = (*top, step / 2) if top == (a, b) else (*top, step)
    weight = (100 / 3.2) / (1 / 0.22 + 100 / 3.2)
    assert line_from(margins, passed).delta == pytest.approx(-a / b * weight, abs=0.0001)


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        (60, 39, "outcomes of 99 people on the sheets; wanted: at least 100"),
        (81, 19, "81 passed and 19 did not; wanted: at least 20 of either kind"),
        (19, 90, "19 passed and 90 did not; wanted: at least 20 of either kind"),
    ],
)
def test_too_few_outcomes_are_refused(good: int, bad: int, words: str) -> None:
    with pytest.raises(TooLittle) as caught:
        line_from([0.0] * (good + bad), [True] * good + [False] * bad)
    assert str(caught.value) == words


def test_outcomes_that_do_not_go_with_the_answers_are_refused() -> None:
    margins = [x / 50 - 2 for x in range(200)]
    with pytest.raises(TooLittle, match="passing hardly goes with the answers"):
        line_from(margins, [n % 2 == 0 for n in range(200)])


# What it does to scores and reports ---------------------------------------------------------------------------------


def measured(moved: dict[str, float], line: CalibratedLine | None = None) -> ItemBank:
    """The bank with items measured as so many logits easier than rated."""
    rated, of = Scale(BANK), BANK.items
    items = {id: CalibratedItem(rated.intercept(of[id]) + by, 214, of[id].digest) for id, by in moved.items()}
    return replace(BANK, fingerprint="measured", calibration=Calibration(items, 214, "2026-11-28", "a class", line))


SHEET = [Response(f"language-{n}", "a" if n % 3 else "b") for n in range(6)]


def test_a_measured_item_counts_as_measured_and_the_others_as_rated() -> None:
    on = measured({"language-0": 1.25})
    rated = scale(BANK)
    assert scale(on).intercept(on.items["language-0"]) == rated.intercept(BANK.items["language-0"]) + 1.25
    assert scale(on).intercept(on.items["language-1"]) == rated.intercept(BANK.items["language-1"])


def test_an_item_whose_text_changed_counts_as_rated_and_check_says_so() -> None:
    on = measured({"language-0": 1.25, "language-1": 1.0})
    assert on.calibration is not None
    items = {**on.calibration.items, "gone-01": on.calibration.items["language-1"]}
    changed = {**on.items, "language-0": replace(on.items["language-0"], digest="another")}
    on = replace(on, items=changed, calibration=replace(on.calibration, items=items))
    assert scale(on).intercept(on.items["language-0"]) == scale(BANK).intercept(BANK.items["language-0"])
    assert [finding.message for finding in outdated_calibration(on)] == [
        "language-0: its text has changed since it was measured on 2026-11-28, so it counts as rated; calibrate again",
        "gone-01: was measured on 2026-11-28, and there is no such question any more",
    ]


def test_a_line_that_lies_higher_lowers_odds_and_margins_alike() -> None:
    before = score(measured({}, CalibratedLine(0.0, 0.9, 150, 80)), SHEET).skills["language"]
    after = score(measured({}, CalibratedLine(0.5, 0.9, 150, 80)), SHEET).skills["language"]
    assert before.odds is not None
    assert after.odds is not None
    assert before.margin is not None
    assert after.margin == pytest.approx(before.margin - 0.5, abs=1e-12)
    assert after.odds < before.odds
    assert after.line > before.line
    assert after.expected == before.expected


def test_many_sittings_at_once_give_the_same_figures() -> None:
    on = measured({"language-0": 1.25}, CalibratedLine(0.3, 0.7, 150, 80))
    [brief] = score_many(on, [SHEET])
    report = score(on, SHEET)
    for skill, one in brief.skills.items():
        assert one.odds == pytest.approx(report.skills[skill].odds, abs=1e-9)
        assert one.margin == pytest.approx(report.skills[skill].margin, abs=1e-9)


def reading(on: ItemBank) -> str:
    text = render(score(on, SHEET), today=TODAY, width=1000)
    return next(line for line in text.splitlines() if line.startswith("- The chances are estimates"))


def test_the_report_says_what_is_measured_and_what_is_rated() -> None:
    assert "they rest on ratings" in reading(BANK)
    some = measured({"language-0": 0.1, "language-1": 0.2})
    assert (
        "how hard 2 of the 6 of these questions are was measured on 214 people (a class); how hard the others are is rated. "
        "Where the line is comes from ratings alone." in reading(some)
    )
    line = CalibratedLine(0.3, 0.7, 150, 80)
    every = measured({f"language-{n}": 0.0 for n in range(6)}, line)
    assert (
        "how hard all of these questions are was measured on 214 people (a class). The line rests on what became of 150"
        in (reading(every))
    )


def test_reports_before_and_after_a_calibration_are_not_compared() -> None:
    assert not compare(score(BANK, SHEET), score(measured({"language-0": 0.1}), SHEET)).same_bank


# Outcomes -----------------------------------------------------------------------------------------------------------


def test_outcomes_are_read_from_any_columns_beside_others() -> None:
    text = "name,Passed, PERSON\nAna,yes,p1\nBo,NO,p2\n\nCy,1,p3\n"
    assert read_outcomes(text) == {"p1": True, "p2": False, "p3": True}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: one column called 'person' is wanted, as in: person,passed"),
        ("person,grade\np1,A\n", "line 1: one column called 'passed' is wanted, as in: person,passed"),
        ("person,passed,passed\n", "line 1: one column called 'passed' is wanted, as in: person,passed"),
        ("person,passed\np1,maybe\n", "line 2: 'passed' is 'maybe'; wanted: yes or no (1 or 0, true or false)"),
        ("person,passed\np1,yes\np1,no\n", "line 3: this person stands there twice, with another outcome"),
        ("person,passed\n,yes\n", "line 2: a person is wanted, of at most 200 characters"),
        ("person,passed\np1\n", "line 2: 1 columns; the first line names 2"),
        ('person,passed\n"p1,yes\n', "this is not a CSV file: unexpected end of data"),
    ],
)
def test_outcomes_that_cannot_be_read_are_named(text: str, words: str) -> None:
    with pytest.raises(OutcomesError) as caught:
        read_outcomes(text)
    assert str(caught.value) == words


@given(st.text())
def test_any_text_is_outcomes_or_one_message(text: str) -> None:
    message = ""
    try:
        read_outcomes(text)
    except OutcomesError as error:
        message = str(error)
    assert len(message.splitlines()) <= 1


# The command --------------------------------------------------------------------------------------------------------


def sheets_of(folder: Path, count: int) -> tuple[Path, Path]:
    """A bank folder and sheets on it: everyone answers, the better ones more often right."""
    root = write_bank(folder)
    on, random = load_bank(root), Random(3)
    lines = []
    for n in range(count):
        responses = []
        for id, one in on.items.items():
            asked = on.item(f"{id}@1") if one.generate else one
            right = random.random() < 0.3 + 0.6 * n / count
            responses.append({"item": asked.id, "answer": _plain(key_answer(asked.task)) if right else None})
        lines.append(json.dumps({"sheet": 1, "person": f"p{n}", "responses": responses}))
    file = folder / "sheets.jsonl"
    file.write_text("\n".join(lines) + "\n")
    return root, file


def _plain(answer: object) -> object:
    return list(answer) if isinstance(answer, tuple) else answer


def test_calibrate_writes_a_file_that_the_bank_then_uses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, file = sheets_of(tmp_path, 40)
    with file.open("a") as more:
        more.write(file.read_text().splitlines()[0] + "\n")
    assert main(["calibrate", str(file), "--bank", str(root), "--who", "a class"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("40 sheets (1 further sheet of the same people left out), covering: a class.\n")
    assert "Answers alone cannot teach where the readiness line is" in shown
    on = load_bank(root)
    assert on.calibration is not None
    assert (on.calibration.sheets, on.calibration.who, on.calibration.line) == (40, "a class", None)
    assert {id for id in on.items if on.measured(on.items[id])} == set(on.items)
    assert list(outdated_calibration(on)) == []


def test_calibrate_with_outcomes_places_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, file = sheets_of(tmp_path, 120)
    outcomes = tmp_path / "outcomes.csv"
    outcomes.write_text("person,passed\n" + "".join(f"p{n},{'yes' if n + n % 7 > 60 else 'no'}\n" for n in range(120)))
    arguments = ["calibrate", str(file), "--bank", str(root), "--who", "a class", "--outcomes", str(outcomes)]
    assert main(arguments) == 0
    assert "from what became of 120 people of the 120 in the file: " in " ".join(capsys.readouterr().out.split())
    known = load_bank(root).calibration
    assert known is not None
    assert known.line is not None
    assert (known.line.people, known.line.tau) == (120, 0.6)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], 'Say whom the sheets cover with --who, such as --who "everyone who enrolled in 2026"'),
        (
            ["--who", "a class", "--outcomes", "few.csv"],
            "outcomes of 1 people on the sheets; wanted: at least 100. ",
        ),
        (["--who", "a class", "--outcomes", "none.csv"], "none.csv: there is no such file or folder"),
        (["--who", "a class", "-o", "sheets.jsonl"], "sheets.jsonl: this command reads that file; write to another one"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    root, file = sheets_of(tmp_path, 40)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "few.csv").write_text("person,passed\np1,yes\n")
    before = file.read_bytes()
    assert main(["calibrate", file.name, "--bank", root.name, *more]) == 1
    assert words in capsys.readouterr().err
    assert not (root / "calibration.yaml").exists()
    assert file.read_bytes() == before


def test_the_bank_in_the_package_is_not_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "sheets.jsonl", "--who", "a class"]) == 1
    assert capsys.readouterr().err == (
        "The bank in the package stays as it is: name a copy of it with --bank, or a file with -o.\n"
    )
