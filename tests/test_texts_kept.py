"""What stands in a question of another program is what comes in: nothing is taken for a mark that is a part of the text."""

from __future__ import annotations

import json

import pytest

from readiness.exchange.questions import Reading
from readiness.exchange.read import read_questions


def markdown(stem: str) -> Reading:
    return read_questions(f"# Q1. {stem}\n\n- [x] one\n- [ ] two\n".encode(), "quiz.md", None, {})[0]


def table(stem: str) -> Reading:
    text = 'question,a,b,answer\n"' + stem.replace('"', '""') + '",one,two,a\n'
    return read_questions(text.encode(), "quiz.csv", None, {})[0]


@pytest.mark.parametrize(
    "stem",
    [
        "What does `<span>` do?",
        "When is `__init__()` called?",
        "Is `&lt;` a `<b>` or a `<p>`?",
        "What is `[a](b)` in ``a `tick` ``?",
        "Water freezes at ______ degrees.",
        "It is __ or ___ or ____.",
        "Which of `*a` and `*b` is a list?",
    ],
)
def test_code_and_gaps_in_markdown_stay_as_they_are(stem: str) -> None:
    (question,) = markdown(stem).questions
    assert question.fields["stem"] == stem
    assert question.notes == ()


def test_a_sign_behind_a_backslash_is_that_sign_and_marks_no_words() -> None:
    (question,) = markdown(r"Is 2\*n or 3\*n even?").questions
    assert (question.fields["stem"], question.notes) == ("Is 2*n or 3*n even?", ())


def test_marks_of_words_outside_code_are_dropped_and_said() -> None:
    (question,) = markdown("Is **this `<b>` mark** <u>known</u>?").questions
    assert question.fields["stem"] == "Is this `<b>` mark known ?"
    assert question.notes == ("bold, italic or underlined words are plain now", "marks of HTML are gone")


@pytest.mark.parametrize("tag", ["<p>", "<b>", "</span>", "<code>"])
def test_a_tag_that_could_be_what_is_asked_leaves_the_question_out(tag: str) -> None:
    (left,) = table(f"What does the {tag} tag do?").left_out
    assert left.reason == f"it holds {tag}, and nothing tells whether that is a mark of HTML or a part of the text"


def test_html_in_a_table_is_said_to_be_gone() -> None:
    (question,) = table("<p>Which one?<br></p>").questions
    assert (question.fields["stem"], question.notes) == ("Which one?", ("marks of HTML are gone, such as <p>",))


def test_lines_that_run_on_in_one_paragraph_are_said() -> None:
    (question,) = table("What comes?\nif x:\n    y()").questions
    assert question.notes == ("a text of several lines runs on in one paragraph",)


@pytest.mark.parametrize("stem", [r"What is $a \cdot b$?", r"Solve \(x\).", "Solve $$x$$."])
def test_formulas_are_left_out(stem: str) -> None:
    assert [left.reason for left in table(stem).left_out] == ["it holds a formula"]


def test_two_amounts_of_money_are_no_formula() -> None:
    assert len(table("Is it $5 or $10?").questions) == 1


def test_a_source_of_another_kind_is_missing_and_the_question_comes_in() -> None:
    record = {"question": "Which?", "options": ["one", "two"], "answer": "one", "source": "exam 2019"}
    (question,) = read_questions(json.dumps([record]).encode(), "quiz.json", None, {})[0].questions
    assert "source" not in question.fields
    assert question.notes[0].startswith("its source is 'exam 2019'")


def test_an_answer_may_be_indented_as_deep_as_it_likes() -> None:
    options = "    - A. one\n    - B. two\n\n"
    answer = "    <details><summary>Answer</summary>\n        Correct answer: B\n    </details>\n"
    text = f"1. Which?\n{options}{answer}"
    (question,) = read_questions(text.encode(), "quiz.md", None, {})[0].questions
    assert question.fields["key"] == "b"
