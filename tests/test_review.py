"""The questions of a sitting again: in the order they had, marked by signs and words, also when the bank has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from readiness.ground.items import Item
from readiness.ground.responses import Answer, Response
from readiness.report.explain import explanation, marked
from readiness.report.html import html
from readiness.report.make import score
from readiness.report.review import Met, review_lines, summary
from tests.banks import bank, choice, item
from tests.samples import CHOICE, ENTRY, JUDGEMENT, MARK, ORDER
from tests.test_cli import SKIP_ALL, run


@pytest.mark.parametrize(
    ("item", "answer", "order", "lines"),
    [
        (CHOICE, "b", "cba", ["  1. It is looked", "x 2. It is being|[your answer]", "> 3. It is inflamed|[right answer]"]),
        (CHOICE, "a", "abc", ["+ 1. It is inflamed|[your answer, right]", "  2. It is being", "  3. It is looked"]),
        (CHOICE, None, "abc", ["> 1. It is inflamed|[right answer]", "  2. It is being", "  3. It is looked"]),
        (
            JUDGEMENT,
            {"best": "d", "worst": "b"},
            "dcba",
            ["x 1. Delete|[you said best]  [worst]", "  2. Wait", "x 3. Ask|[you said worst]", "> 4. Call|[best]"],
        ),
        (
            JUDGEMENT,
            {"best": "b", "worst": "d"},
            "dcba",
            ["+ 1. Delete|[you said worst, right]", "  2. Wait", "x 3. Ask|[you said best]", "> 4. Call|[best]"],
        ),
        (
            MARK,
            ("s1", "s2"),
            (),
            ["+ 1. Patient|[you marked it, right]", "x 2. Blood|[you marked it]", "> 3. Phone|[belongs to the answer]"],
        ),
    ],
)
def test_what_was_picked_and_what_is_right_are_told_by_a_sign_and_by_words(
    item: Item, answer: Answer, order: str, lines: list[str]
) -> None:
    shown = marked(item, answer, tuple(order))
    for line, expected in zip(shown, lines):
        start, _, end = expected.partition("|")
        assert line.startswith(start)
        assert line.endswith(end) if end else "[" not in line


def test_pieces_are_in_the_order_they_had_and_what_is_written_has_no_list() -> None:
    assert marked(ORDER, ("p1", "p2", "p3", "p4"), ("p4", "p1", "p3", "p2"))[0] == "  1. Due May 9, $5,000"
    assert marked(ENTRY, "2026-03-04") == marked(ENTRY, None)


def test_for_a_screen_reader_words_alone_tell_it() -> None:
    assert marked(CHOICE, "b", signs=False)[:2] == [
        "1. It is inflamed  [right answer]",
        "2. It is being removed in an operation  [your answer]",
    ]


def test_an_order_that_does_not_fit_gives_way_to_that_of_the_bank() -> None:
    assert explanation(bank([item("c")], ["language"]), CHOICE, "a", order=("a", "z"))[2].startswith("+ 1. It is inflamed")


@pytest.mark.parametrize(
    ("answers", "words"),
    [("aa", "2 questions"), ("ab", "the 1 of 2 that was not fully right"), ("bb", "the 2 of 2 that were not fully right")],
)
def test_the_title_says_which_questions_are_shown(answers: str, words: str) -> None:
    on_bank = bank([item(id, task=choice()) for id in "cd"], ["language"])
    report = score(on_bank, [Response(id, answer, 20.0) for id, answer in zip("cd", answers)])
    met = [Met(n, row, None, ()) for n, row in enumerate(report.responses, start=1)]
    wrong = [one for one in met if one.row.credit < 1]
    assert summary(wrong or met, report, wrong=bool(wrong)) == words


@pytest.mark.parametrize(
    ("item", "answer", "said"),
    [
        (CHOICE, "a", []),
        (JUDGEMENT, {"best": "a", "worst": "d"}, []),
        (MARK, ("s1", "s3"), []),
        (CHOICE, "b", ["You said: It is being removed in an operation"]),
        (ENTRY, "2026-03-04", ["You said: March 4, 2026"]),
    ],
)
def test_what_was_said_is_told_apart_only_where_the_list_does_not_show_it_right(
    item: Item, answer: Answer, said: list[str]
) -> None:
    lines = explanation(bank([], ["language"]), item, answer)
    assert [line for line in lines if line.startswith("You said: ")] == said
    assert ("", "") not in pairwise(lines)


def test_an_answer_that_came_too_fast_is_said_to_be_left_out() -> None:
    on_bank = bank([item(id) for id in "cdefgh"], ["language"])
    report = score(on_bank, [Response(id, "b", 0.3 if id == "c" else 30.0) for id in "cdefgh"])
    met = [Met(n, row, on_bank.items[row.item], ()) for n, row in enumerate(report.responses, start=1)]
    note = "(This answer came too fast for the question to have been read. It was left out of the result.)"
    lines = [line.text for line in review_lines(on_bank, report, met, width=120, ascii=False)]
    assert [lines[n - 2][:10] for n, line in enumerate(lines) if line == note] == ["Question 1"]
    assert html(report, today=date(2026, 11, 23)).count(note.strip("()")) == 1


def test_a_question_that_has_changed_is_shown_in_the_words_of_the_report() -> None:
    old = bank([replace(item("c", task=choice()), stem="The old words?")], ["language"])
    report = score(old, [Response("c", "b", 20.0)])
    lines = [line.text for line in review_lines(old, report, [Met(1, report.responses[0], None, ())], width=80, ascii=False)]
    assert lines == [
        "Question 1 of 1, Language: not right",
        "------------------------------------",
        "(This question has changed since. These are the words that your report has",
        "saved.)",
        "",
        "The old words?",
        "",
        "You said: Option b",
        "Right: Option a",
        "",
        report.responses[0].why,
    ]


def test_review_shows_every_question_in_the_order_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))
    none = run("review")
    assert (none.returncode, none.stderr) == (1, "There is no report yet. Take the quiz first: readiness take\n")
    taken = run("take", "--seed", "7", given=SKIP_ALL).stdout
    shown = run("review")
    assert shown.returncode == 0
    headings = [line for line in shown.stdout.splitlines() if line.startswith("Question ")]
    assert len(headings) == 25
    assert headings[0].startswith("Question 1 of 25, ")
    assert headings[0].endswith(": skipped")
    asked = taken.split("Question 1 of 25")[1].split("Your answer")[0]
    options = [line for line in asked.splitlines() if line.startswith(("1. ", "2. ", "3. "))]
    first = shown.stdout.split("Question 2 of 25")[0]
    assert options
    assert [line[2:].split("  [")[0] for line in first.splitlines() if line[2:5] in ("1. ", "2. ", "3. ")] == options
    assert run("review", "--wrong").stdout.count("Question ") == shown.stdout.count("Question ")
