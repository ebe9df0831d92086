"""What each format of questions becomes, field by field, and what of it is left out and why."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.exchange.markup import plain_markdown
from readiness.exchange.questions import Maker, Reading, UnreadableFile
from readiness.exchange.read import Format, read_questions
from readiness.exchange.tables import read_table


def read(text: str, format: Format, **mapping: Any) -> Reading:
    return read_questions(text.encode(), "file", format, mapping)[0]


def only(text: str, format: Format, **mapping: Any) -> dict[str, Any]:
    """The fields of the one question in a text."""
    reading = read(text, format, **mapping)
    assert [one.reason for one in reading.left_out] == []
    (question,) = reading.questions
    return dict(question.fields)


def reason(text: str, format: Format, **mapping: Any) -> str:
    """Why the one question in a text is left out."""
    reading = read(text, format, **mapping)
    assert reading.questions == ()
    (one,) = reading.left_out
    return one.reason


def notes(text: str, format: Format) -> list[str]:
    return [note for question in read(text, format).questions for note in question.notes]


def options(*texts: str) -> dict[str, Any]:
    return {letter: {"text": text} for letter, text in zip("abcdef", texts)}


# GIFT ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Who?{~Ann =Bob}", {"type": "choice", "stem": "Who?", "options": options("Ann", "Bob"), "key": "b"}),
        (
            "::Q2:: What's between?\n{\n  =yellow # right; good!\n  ~red # wrong\n####It lies there.\n}",
            {
                "type": "choice",
                "stem": "What's between?",
                "why": "It lies there.",
                "key": "a",
                "options": {"a": {"text": "yellow", "why": "right; good!"}, "b": {"text": "red", "why": "wrong"}},
            },
        ),
        (
            "Is it so?{FALSE#You erred.#You are right.}",
            {
                "type": "choice",
                "stem": "Is it so?",
                "key": "b",
                "shuffle": False,
                "options": {"a": {"text": "True", "why": "You erred."}, "b": {"text": "False", "why": "You are right."}},
            },
        ),
        ("Where?{=no one =nobody}", {"type": "entry", "stem": "Where?", "form": "word", "accept": ["no one", "nobody"]}),
        ("When?{#1822:5}", {"type": "entry", "stem": "When?", "form": "number", "number": "1822", "within": "5"}),
        ("Pi?{#3.141..3.142}", {"type": "entry", "stem": "Pi?", "form": "number", "number": "3.1415", "within": "0.0005"}),
        (
            "Five? {~ \\= 2 + 2 = \\= 2 + 3}",
            {"type": "choice", "stem": "Five?", "options": options("= 2 + 2", "= 2 + 3"), "key": "b"},
        ),
        ("Two equals {=four =4}.", {"type": "entry", "stem": "Two equals _____.", "form": "word", "accept": ["four", "4"]}),
        (
            "[html]What is <b>H</b><sub>2</sub>O?{=Water}",
            {"type": "entry", "stem": "What is H₂O?", "form": "word", "accept": ["Water"]},
        ),
        (
            "Which two? {~%-50%Ann ~%50%Bob ~%50%Cy ~%-50%Di}",
            {
                "type": "mark",
                "stem": "Which two?",
                "spots": {"s1": "Ann", "s2": "Bob", "s3": "Cy", "s4": "Di"},
                "key": ["s2", "s3"],
            },
        ),
        (
            "// [id:a-07] [tag:rating:0.7] [tag:source:book at page 3]\nWho?{~Ann =Bob}",
            {
                "type": "choice",
                "stem": "Who?",
                "options": options("Ann", "Bob"),
                "key": "b",
                "id": "a-07",
                "rating": "0.7",
                "source": [{"id": "book", "at": "page 3"}],
            },
        ),
    ],
)
def test_gift_becomes(text: str, wanted: dict[str, Any]) -> None:
    assert only(text, "gift") == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How are you? {}", "it is an essay"),
        ("Match. {=a -> b =c -> d}", "it is a matching question"),
        ("Who?{~Ann ~%50%Bob =Cy}", "some options earn a part of the points"),
        ("Who?{=Ann =%50%Anne}", "some of its answers earn a part of the points"),
        ("When?{#=1822:0 =%50%1822:2}", "it takes several numbers, or some for a part of the points"),
        ("Who?{=An*}", "an answer holds the sign *"),
        ("[html]Who? <img src='a.png'>{=Ann}", "it holds a picture"),
        ("What is \\\\(x^2\\\\)?{=y}", "it holds a formula"),
        ("A text.", "it has no answers in braces"),
        ("Who?{=Ann", "its brace { is not closed"),
        ("Who?{~Ann ~Bob}", "no option is marked as right"),
        (
            "Which? {~%50%Ann ~%50%None of these ~%-100%Cy}",
            "it has several keys, and an option that speaks of the others",
        ),
        (
            "Which? {~%50%Ann ~%50%All of the above ~%-100%Cy}",
            "it has several keys, and an option that speaks of the others",
        ),
        ("Who? {=A and B ~Ann ~Bob}", "an option names others by their letters"),
    ],
)
def test_gift_leaves_out(text: str, words: str) -> None:
    assert reason(text, "gift").startswith(words)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Who?{=Ann ~%-50%Bob}", ["a wrong answer costs points in the other program, and none here"]),
        ("Which?{~%50%a ~%50%b ~%-50%c ~%-50%d}", []),
        ("Which?{~%100%a ~%-50%b ~%-50%c}", ["a wrong mark costs other points here than in the other program"]),
        ("Which\none?{=a ~b}", ["a text of several lines runs on in one paragraph"]),
        ("How many?{#3 ~#No.}", ["what is said about single answers stands in its explanation"]),
    ],
)
def test_what_becomes_otherwise_in_gift_is_said(text: str, told: list[str]) -> None:
    assert notes(text, "gift") == told


def test_what_explains_in_gift_may_say_how_it_is_marked() -> None:
    text = "How many?{#3 ~#[html]<i>No</i>.}"
    assert only(text, "gift")["why"] == "No."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("$CATEGORY: a/b\n\n::One::Who?{=x}", "their titles and their categories"),
        ("::Who::Who?{=x}", None),
        ("// [tag:hard]\nWho?{=x}", "their tags"),
    ],
)
def test_parts_of_gift_that_no_question_here_has_are_named(text: str, told: str | None) -> None:
    wanted = (f"parts of its questions that were not read: {told}",) if told else ()
    assert read(text, "gift").notes == wanted


def test_an_empty_line_ends_a_question_of_gift_and_so_do_a_title_and_a_category() -> None:
    text = "One?{T}\n$CATEGORY: x\n::n::Two?{T}\n::m::Three?{\nT\n\n}\n\n//Four?{T}\n\nFive?{T}"
    assert [(one.line, one.fields["stem"]) for one in read(text, "gift").questions] == [
        (1, "One?"),
        (3, "Two?"),
        (4, "Three?"),
        (11, "Five?"),
    ]


# Moodle XML ---------------------------------------------------------------------------------------------------------


def moodle(type: str, inner: str) -> str:
    text = "<questiontext format='html'><text><![CDATA[<p>Which&nbsp;one <b>is</b> it?</p>]]></text></questiontext>"
    return f"<quiz>\n<question type='category'/>\n<question type='{type}'>{text}{inner}</question></quiz>"


def answer(fraction: float, text: str, more: str = "") -> str:
    return f"<answer fraction='{fraction}' format='html'><text>{text}</text>{more}</answer>"


STEM = {"stem": "Which one is it?"}
YES_NO = answer(100, "Yes", "<feedback><text>So it is.</text></feedback>") + answer(0, "No")


@pytest.mark.parametrize(
    ("type", "inner", "wanted"),
    [
        (
            "multichoice",
            f"<single>true</single><generalfeedback><text>Because.</text></generalfeedback>{YES_NO}",
            {
                "type": "choice",
                "options": {"a": {"text": "Yes", "why": "So it is."}, "b": {"text": "No"}},
                "key": "a",
                "why": "Because.",
            },
        ),
        (
            "multichoice",
            f"<shuffleanswers>false</shuffleanswers><idnumber>a-03</idnumber><tags><tag><text>seconds:30</text></tag></tags>{YES_NO}",
            {
                "type": "choice",
                "options": {"a": {"text": "Yes", "why": "So it is."}, "b": {"text": "No"}},
                "key": "a",
                "shuffle": False,
                "id": "a-03",
                "seconds": "30",
            },
        ),
        (
            "multichoice",
            "<single>false</single>" + answer(50, "a") + answer(50, "b") + answer(-50, "c") + answer(-50, "d"),
            {"type": "mark", "spots": {"s1": "a", "s2": "b", "s3": "c", "s4": "d"}, "key": ["s1", "s2"]},
        ),
        (
            "truefalse",
            answer(0, "true") + answer(100, "false"),
            {"type": "choice", "options": options("True", "False"), "key": "b", "shuffle": False},
        ),
        ("shortanswer", answer(100, "one") + answer(100, "1"), {"type": "entry", "form": "word", "accept": ["one", "1"]}),
        (
            "numerical",
            answer(100, "3.5", "<tolerance>0.10</tolerance>"),
            {"type": "entry", "form": "number", "number": "3.5", "within": "0.1"},
        ),
        (
            "ordering",
            answer(1, "first") + answer(2, "second") + answer(3, "third"),
            {"type": "order", "pieces": {"p1": "first", "p2": "second", "p3": "third"}, "key": ["p1", "p2", "p3"]},
        ),
    ],
)
def test_moodle_becomes(type: str, inner: str, wanted: dict[str, Any]) -> None:
    assert only(moodle(type, inner), "moodle") == {**STEM, **wanted}


@pytest.mark.parametrize(
    ("type", "inner", "words"),
    [
        ("matching", "", "it is a matching question"),
        ("cloze", "", "it is a cloze question"),
        ("essay", "", "it is an essay"),
        ("description", "", "it is a text without a question"),
        ("stack", "", "it is of the type stack"),
        ("multichoice", answer(100, "a") + answer(50, "b"), "some options earn a part of the points"),
        ("multichoice", "<single>false</single>" + answer(70, "a") + answer(30, "b"), "its options earn unequal parts"),
        ("multichoice", answer(100, "&lt;img src='x'&gt;") + answer(0, "b"), "it holds a picture"),
        ("multichoice", answer(100, "a", "<file name='x'/>") + answer(0, "b"), "it shows a file of the other program"),
        ("multichoice", answer(100, "an <b>a</b>") + answer(0, "b"), "a text of it holds tags as XML"),
        ("multichoice", answer(100, "a"), "it has 1 options; 2 to 6 fit"),
        ("multichoice", answer(100, "a") + answer(0, "A"), "two options say the same"),
        ("shortanswer", answer(100, "a*"), "an answer holds the sign *"),
        ("numerical", answer(100, "*"), "'*' is not a number in digits"),
        ("numerical", answer(100, "1") + "<units><unit><unit_name>m</unit_name></unit></units>", "its answer has a unit"),
    ],
)
def test_moodle_leaves_out(type: str, inner: str, words: str) -> None:
    assert reason(moodle(type, inner), "moodle").startswith(words)


@pytest.mark.parametrize(
    ("type", "inner", "told"),
    [
        (
            "multichoice",
            answer(100, "a") + answer(-25, "b"),
            "a wrong answer costs points in the other program, and none here",
        ),
        (
            "multichoice",
            "<single>false</single>" + answer(100, "a") + answer(-50, "b") + answer(-50, "c"),
            "a wrong mark costs other points here than in the other program",
        ),
        (
            "multichoice",
            "<single>False</single>" + answer(100, "a") + answer(0, "b"),
            "several options could be picked in the other program; here it is one",
        ),
        (
            "multichoice",
            answer(100, "&lt;span style='color: red'&gt;a&lt;/span&gt;") + answer(0, "b"),
            "the look of some words, such as a color, is gone",
        ),
        ("multichoice", f"<hidden>1</hidden>{YES_NO}", "it is hidden in the other program"),
        (
            "multichoice",
            answer(100, "a&lt;br&gt;a") + answer(0, "b"),
            "a text of several lines runs on in one paragraph",
        ),
        (
            "ordering",
            answer(1, "a", "<feedback><text>Yes</text></feedback>") + answer(2, "b") + answer(3, "c"),
            "what is said about single pieces stands in its explanation",
        ),
        (
            "ordering",
            "<gradingtype>ALL_OR_NOTHING</gradingtype>" + answer(1, "a") + answer(2, "b") + answer(3, "c"),
            "it is graded otherwise in the other program; here every pair in its right order counts",
        ),
        (
            "ordering",
            "<selecttype>RANDOM</selecttype><selectcount>3</selectcount>" + "".join(answer(n, str(n)) for n in range(5)),
            "the other program shows some of its pieces at a time; here they are all shown",
        ),
    ],
)
def test_what_becomes_otherwise_in_moodle_is_said(type: str, inner: str, told: str) -> None:
    assert told in notes(moodle(type, inner), "moodle")


def test_a_quotation_keeps_its_marks_and_words_struck_out_are_more_than_text() -> None:
    quoted = moodle("multichoice", answer(100, "&lt;q&gt;a&lt;/q&gt;") + answer(0, "b"))
    assert only(quoted, "moodle")["options"] == options('"a"', "b")
    struck = moodle("multichoice", answer(100, "&lt;del&gt;a&lt;/del&gt;") + answer(0, "b"))
    assert reason(struck, "moodle") == "it holds words that are struck out"


def test_parts_of_a_moodle_export_that_no_question_here_has_are_named() -> None:
    inner = (
        "<name><text>Q1</text></name><correctfeedback><text>Bravo!</text></correctfeedback>"
        f"<tags><tag><text>hard</text></tag></tags>{YES_NO}"
    )
    assert read(moodle("multichoice", inner), "moodle").notes == (
        "parts of its questions that were not read: their names, their tags, their feedback to right and wrong answers and "
        "their categories",
    )
    plain = moodle("multichoice", YES_NO).replace("<question type='category'/>", "")
    assert read(plain, "moodle").notes == ()


def test_xml_saved_anew_as_utf_16_is_read_whatever_it_says_of_itself() -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + moodle("multichoice", YES_NO)
    assert read_questions(text.encode("utf-16"), "quiz.xml", None, {})[0] == read(text, "moodle")


def test_what_marks_words_is_dropped_and_said_and_the_line_is_that_of_the_question() -> None:
    question = read(moodle("multichoice", YES_NO), "moodle").questions[0]
    assert question.line == 3
    assert question.notes == ("bold, italic or underlined words are plain now",)


def test_a_picture_in_an_explanation_leaves_out_the_explanation_alone() -> None:
    inner = f"<generalfeedback><text>&lt;img src='x'&gt;</text></generalfeedback>{YES_NO}"
    assert "why" not in only(moodle("multichoice", inner), "moodle")
    assert "an explanation is left out: it holds a picture" in notes(moodle("multichoice", inner), "moodle")


def test_lines_that_stay_become_an_exhibit() -> None:
    text = moodle("multichoice", YES_NO).replace("<p>", "<pre>a = 1\nb  = 2</pre><p>")
    assert only(text, "moodle")["exhibit"] == "```\na = 1\nb  = 2\n```"


# CSV ----------------------------------------------------------------------------------------------------------------

PLAIN = {"type": "choice", "stem": "Which?", "options": options("One", "Two"), "key": "b", "why": "So."}


@pytest.mark.parametrize(
    "text",
    [
        "Question,Option A,Option B,Answer,Explanation\nWhich?,One,Two,B,So.\n",
        "question;a;b;correct answer;explanation\nWhich?;One;Two;Two;So.\n",
        "sep=|\nQ|choice 1|choice 2|key|rationale\nWhich?|One|Two|2|So.\n",
        "Question Text\tAnswer 1\tAnswer 2\tCorrect\tFeedback\nWhich?\tOne\tTwo\tanswer 2\tSo.\n",
        '"question","optiona","optionb","answer","why"\r\n"Which?","One","Two","(b)","So."\r\n',
        "'question','a','b','key','why'\n'Which?','One','Two','b','So.'\n",
        '\ufeffquestion,options,answer,why\nWhich?,"One;Two",Two,So.\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_tables_of_many_kinds_say_the_same(text: str, encoding: str) -> None:
    if encoding != "utf-8":
        text = text.removeprefix("\ufeff")
    reading, _ = read_questions(text.encode(encoding), "quiz.csv", None, {})
    assert [dict(one.fields) for one in reading.questions] == [PLAIN]


def test_a_table_in_utf_16_without_a_mark_is_known_though_a_dash_has_no_zero_byte() -> None:
    text = "question,a,b,key\nWhich – “this” or that?,One,Two,b\n"
    assert read_questions(text.encode("utf-16-le"), "quiz.csv", None, {})[0].questions == read(text, "csv").questions


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("One;Two", ["One", "Two"]),
        ("One|Two|", ["One", "Two"]),
        ("&&;and;or;||", ["&&", "and", "or", "||"]),
        ("One; or none|Two", None),
        ("One;;Two", None),
    ],
)
def test_options_in_one_cell_are_parted_without_losing_one(cell: str, wanted: list[str] | None) -> None:
    text = f"question,options,key\nWhich?,{cell},a\n"
    if wanted is None:
        assert reason(text, "csv")
    else:
        assert only(text, "csv")["options"] == options(*wanted)


BAD_ROWS = 'question;a;b;key\nWho?;Ann;Bob;a\nWhat;ever?;x;y;a\nOdd?;"x" y;z;a\nWhy?;x;y;b\n'


def test_a_row_that_cannot_be_read_is_left_out_alone_and_named() -> None:
    reading = read(BAD_ROWS, "csv")
    assert [question.line for question in reading.questions] == [2, 5]
    assert [(one.line, one.words) for one in reading.left_out] == [(3, "What;ever?;x;y;a"), (4, 'Odd?;"x" y;z;a')]
    assert [one.reason.partition(";")[0] for one in reading.left_out] == [
        "this row has 5 cells, the headings 4",
        "a quote is not closed, or stands inside a text",
    ]


def test_lines_are_counted_behind_a_line_that_tells_the_separator() -> None:
    reading = read("sep=;\n" + BAD_ROWS, "csv")
    assert [question.line for question in reading.questions] == [3, 6]
    assert [(one.line, one.words) for one in reading.left_out] == [(4, "What;ever?;x;y;a"), (5, 'Odd?;"x" y;z;a')]


def test_a_quote_never_closed_ends_the_reading_at_the_row_it_opens_in() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read('question,a,b,key\nWho?,Ann,Bob,a\n"What?,x,y,a\nWhy?,x,y,b\n', "csv")
    assert caught.value.line == 3


def test_no_row_stands_in_for_headings_that_cannot_be_read() -> None:
    with pytest.raises(UnreadableFile, match="a quote is not closed") as caught:
        read('"question" text,a,b,key\nquestion,a,b,key\nWho?,Ann,Bob,a\n', "csv")
    assert caught.value.line == 1


def test_headings_may_stand_in_quotes_here_and_there() -> None:
    assert only('"question",a,b,"key",why\nWhich?,One,Two,b,So.\n', "csv") == PLAIN
    assert only("'question','a',b,key,why\nWhich?,One,Two,b,So.\n", "csv") == PLAIN


def test_a_table_has_at_most_so_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.exchange.tables.MOST_ROWS", 3)
    assert len(read_table("sep=,\na,b\n1,2\n\n3,4\n").rows) == 2
    with pytest.raises(UnreadableFile, match="more than 3 rows; make several files of it"):
        read_table("a,b\n1,2\n3,4\n5,6\n")


def test_letters_of_windows_are_read_and_said() -> None:
    reading, _ = read_questions("question,a,b,key\nÀ qui?,Zoë,Léa,a\n".encode("cp1252"), "quiz.csv", None, {})
    assert reading.questions[0].fields["stem"] == "À qui?"
    assert reading.notes == ("it is not UTF-8; it was read as Windows-1252, so look at the letters with accents",)


def test_letters_of_windows_among_utf_8_are_read_and_their_line_is_said() -> None:
    data = "question,a,b,key\nÀ qui?,Zoë,Léa,a\n".encode() + "À quoi?,Noël,Été,b\n".encode("cp1252")
    reading, _ = read_questions(data, "quiz.csv", None, {})
    assert [question.fields["stem"] for question in reading.questions] == ["À qui?", "À quoi?"]
    assert reading.notes == (
        "it is UTF-8 in part (not in line 3); the rest was read as Windows-1252, so look at the letters with accents",
    )


@pytest.mark.parametrize("format", ["gift", "aiken", "markdown", "csv", "json", "moodle"])
def test_a_file_of_too_many_questions_is_refused_before_they_are_looked_at(
    format: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = {
        "gift": "Q?{=a ~b}\n\n" * 4,
        "aiken": "Q?\nA. a\nB. b\nANSWER: A\n\n" * 4,
        "markdown": "# Q?\n- [x] a\n- [ ] b\n" * 4,
        "csv": "question,a,b,key\n" + "Q?,a,b,a\n" * 4,
        "json": json.dumps([{"question": "Q?", "options": ["a", "b"], "answer": "a"}] * 4),
        "moodle": "<quiz>" + '<question type="essay"/>' * 4 + "</quiz>",
    }[format]
    monkeypatch.setattr("readiness.exchange.questions.MOST_QUESTIONS", 4)
    read(text, format)
    monkeypatch.setattr("readiness.exchange.questions.MOST_QUESTIONS", 3)
    with pytest.raises(UnreadableFile, match="more than 3 questions; make several files of it"):
        read(text, format)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Which?,One,Two,3", "its key is '3', and no option is called or says so"),
        ("Which?,One,Two,", "it has no key"),
        ("Which?,,Two,b", "one of its options is empty, and one after it is not"),
        ("Which?,One,one,a", "two options say the same"),
        (",One,Two,a", "the question is empty"),
        ("Which?,2,1,2", "its key '2' is the text of one option and the letter or number of another"),
        ("Which?,One,<img src=x>,a", "it holds a picture"),
    ],
)
def test_a_row_that_does_not_fit_is_left_out(row: str, words: str) -> None:
    assert reason(f"question,option 1,option 2,key\n{row}\n", "csv") == words


@pytest.mark.parametrize(
    ("keys", "right"),
    [(["0", "1"], ["a", "b"]), (["1", "2"], ["a", "b"]), (["2", "1"], ["b", "a"])],
)
def test_whether_numbers_count_from_0_or_1_is_told_by_all_rows(keys: list[str], right: list[str]) -> None:
    rows = "".join(f"Which of {key}?,One,Two,{key}\n" for key in keys)
    reading = read(f"question,a,b,key\n{rows}", "csv")
    assert [one.fields["key"] for one in reading.questions] == right


def test_where_nothing_tells_from_where_numbers_count_nothing_is_guessed() -> None:
    text = "question,a,b,c,key\nWhich?,One,Two,Three,1\n"
    assert reason(text, "csv").startswith(
        "its key is the number 1, and nothing tells whether numbers count from 0 or from 1"
    )
    assert only(text, "csv", key_counts_from="0")["key"] == "b"


def test_a_backslash_before_a_quote_is_read_where_quotes_are_written_so() -> None:
    text = 'question,a,b,key\n"Which \\"one\\", now?","a\\\\b",Two,a\n'
    assert only(text, "csv")["stem"] == 'Which "one", now?'
    assert only(text, "csv")["options"] == options("a\\b", "Two")


def test_signs_that_keep_a_spreadsheet_from_counting_are_no_part_of_a_text() -> None:
    text = 'question,a,b,key\nWhich?,\'=1+1,"=""007""",b\n'
    assert only(text, "csv")["options"] == options("=1+1", "007")


def test_a_column_without_a_heading_such_as_row_numbers_is_no_part_of_a_question() -> None:
    assert only(",question,a,b,key,why\n1,Which?,One,Two,b,So.\n", "csv") == PLAIN


def test_of_two_columns_with_one_heading_the_first_counts_and_the_other_is_named() -> None:
    reading = read("question,a,b,key,why,why\nWhich?,One,Two,b,So.,Another.\n", "csv")
    assert [dict(one.fields) for one in reading.questions] == [PLAIN]
    assert reading.notes == ("columns that were not read: why (again, column 6)",)


def test_columns_that_say_nothing_of_a_question_are_named() -> None:
    assert read("level,question,a,b,key\n1,Which?,One,Two,a\n", "csv").notes == ("columns that were not read: level",)


CELLS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6).filter(
    lambda cell: cell[0] not in "'="
)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_a_table_is_read_as_it_was_written(rows: list[tuple[str, str, str]]) -> None:
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [("x", "y", "z"), *rows])
    assert [cells for _, cells in read_table(text).rows] == rows


# JSON and Markdown --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        [{"question": "Which?", "options": ["One", "Two"], "answer": "Two", "explanation": "So."}],
        {"results": [{"question": "Which?", "choices": {"A": "One", "B": "Two"}, "correct_answer": "B", "why": "So."}]},
        {
            "1": {
                "question": "Which?",
                "answers": [{"text": "One", "correct": False}, {"text": "Two", "correct": True}],
                "why": "So.",
            }
        },
        [{"question_text": "Which?", "option_a": "One", "option_b": "Two", "correct": "b", "rationale": "So."}],
        [
            {
                "question": "<p>Which?</p>",
                "answers": [{"text": "One", "fraction": 0}, {"text": "Two", "fraction": 1}],
                "exp": "So.",
            }
        ],
    ],
)
def test_json_of_many_kinds_says_the_same(data: Any) -> None:
    assert only(json.dumps(data, indent=1), "json") == PLAIN


def test_the_right_answer_that_stands_apart_comes_first() -> None:
    data = [{"question": "Which &amp; one?", "correct_answer": "Two", "incorrect_answers": ["One", "Three"]}]
    assert only(json.dumps(data), "json") == {
        "type": "choice",
        "stem": "Which & one?",
        "options": options("Two", "One", "Three"),
        "key": "a",
    }


def test_each_question_of_json_is_named_by_the_line_of_its_block() -> None:
    text = '{"x": {"y": "{"},\n "q": [\n {"question": "One?", "options": ["a"],\n "answer": "a"},\n{"question": "Two?"}]}'
    reading = read(text, "json", questions="q")
    assert [(one.line, one.words) for one in reading.left_out] == [(3, "One?"), (5, "Two?")]


@pytest.mark.parametrize(
    "text",
    [
        "# Quiz\n\n#### Q1. Which?\n\n- [ ] One\n- [x] Two\n\n#### Explanation\nSo.\n",
        "**1. Which?**\nA) One\nB) Two\n\n**Answer:** B\nExplanation: So.\n",
        "1. Which?\n   - A. One\n   - B. Two\n\nAnswer: B) Two\n\nExplanation: So.\n",
        "## Which?\n1. [ ] One\n2. [x] Two\n\nExplanation: *So.*\n",
    ],
)
def test_markdown_of_many_kinds_says_the_same(text: str) -> None:
    assert only(text, "markdown") == PLAIN


def test_code_above_the_options_is_an_exhibit_and_titles_are_named() -> None:
    text = "# Java\n#### Which?\n```java\nint a;\n```\n- [x] One\n- [ ] Two\n"
    reading = read(text, "markdown")
    assert reading.questions[0].fields["exhibit"] == "```\nint a;\n```"
    assert reading.notes == ("no options stand below 'Java' (line 1): taken for titles",)


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("Which\nof these?", []),
        ("Which?\n\nTwo are right.", ["a text of several lines runs on in one paragraph"]),
        ("Given:\n- one\n- two", ["a text of several lines runs on in one paragraph"]),
    ],
)
def test_lines_of_markdown_that_run_on_are_said_where_they_are_more_than_wrapped(stem: str, told: list[str]) -> None:
    maker = Maker(1)
    maker.choice(plain_markdown(maker, stem), [("One", ""), ("Two", "")], [0])
    assert maker.notes == told


def test_a_mapping_says_how_the_lines_of_markdown_begin() -> None:
    text = "Q: Which?\n* One\n> Two\nE: So.\n"
    assert only(text, "markdown", stem="Q: ", wrong="* ", right="> ", why="E: ") == PLAIN


# Aiken --------------------------------------------------------------------------------------------------------------


def test_aiken_becomes_choices_with_or_without_empty_lines_between() -> None:
    text = "Which\none?\nA. One\nB) Two\nANSWER: B\nWhich?\na. One\nb. Two\nAnswer: b\nFEEDBACK: So.\n"
    first, second = (dict(one.fields) for one in read(text, "aiken").questions)
    assert first == {"type": "choice", "stem": "Which one?", "options": options("One", "Two"), "key": "b"}
    assert second == PLAIN


def test_aiken_is_read_with_empty_lines_between_its_options_and_the_text_of_the_answer() -> None:
    text = "Which?\n\nA)One\n\nB)Two\n\nCorrect Answer: B) Two\n\nWhich?\nA. One\nB. Two\n\nAnswer: B\n"
    wanted = {"type": "choice", "stem": "Which?", "options": options("One", "Two"), "key": "b"}
    assert [dict(one.fields) for one in read(text, "aiken").questions] == [wanted, wanted]


def test_lines_of_an_aiken_question_that_run_on_are_said() -> None:
    assert notes("Which?\n a = 1\nA. One\nB. Two\nANSWER: A\n", "aiken") == [
        "a text of several lines runs on in one paragraph"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Which?\nA. One\nB. Two\nANSWER: A. Two\n", "its answer is 'A. Two', and option A says something else"),
        ("Which?\nA. \\(x\\)\nB. Two\nANSWER: A\n", "it holds a formula"),
        ("Which?<img src=x>\nA. One\nB. Two\nANSWER: A\n", "it holds a picture"),
        ("Which?\nA. One\nB. Two\n", "it has no line ANSWER:"),
        ("Which?\nA. One\nB. Two\nANSWER: C\n", "its answer is C, and there is no such option"),
        ("Which?\nA. One\nB. Two\nANSWER: A,B\n", "its answer is 'A,B'; one letter is wanted"),
        ("A. One\nB. Two\nANSWER: A\n", "there is no question before its options"),
        ("Which?\nA. One\nmore\nB. Two\nANSWER: A\n", "'more' stands among its options, and is none: A. text"),
    ],
)
def test_aiken_leaves_out(text: str, words: str) -> None:
    assert reason(text, "aiken") == words


# Which format -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "format"),
    [
        ("Who?{=Ann ~Bob}", "x.txt", "gift"),
        ("Who?\nA. Ann\nB. Bob\nANSWER: A", "x.txt", "aiken"),
        ("<quiz></quiz>", "x.txt", "moodle"),
        ("question,a,b,key\nWho?,Ann,Bob,a", "x.txt", "csv"),
        ("# Who?\n- [x] Ann\n- [ ] Bob", "-", "markdown"),
        ('[{"question": "Who?", "options": ["a", "b"], "answer": "a"}]', "-", "json"),
    ],
)
def test_a_format_is_known_by_what_stands_in_the_file(text: str, name: str, format: Format) -> None:
    assert read_questions(text.encode(), name, None, {})[1] == format


def test_a_table_without_known_headings_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match=r"nothing here is named for the question; .*--mapping"):
        read("eins,zwei,drei\n1,2,3\n", "csv")
    with pytest.raises(UnreadableFile, match="nothing here is named for the key"):
        read("question,a,b\nWho?,Ann,Bob\n", "csv")


# Texts made to take for ever ----------------------------------------------------------------------------------------

HUGE: list[tuple[Format, str]] = [
    ("gift", "{\n" * 100_000),
    ("gift", f"Who?{{{'=' * 200_000}}}"),
    ("gift", "//" + "[tag:" * 40_000),
    ("json", '"\\' * 100_000),
    ("json", "[" * 200_000),
    ("markdown", f"# a\n- [x] {'[' * 40_000}\n- [ ] b"),
    ("markdown", f"# a\n- [x] {'_a ' * 15_000}\n- [ ] b"),
    ("moodle", moodle("shortanswer", "").replace("<p>", "<a b=" * 20_000)),
    ("csv", "question,a,b,key\nWhich?," + "A and " * 20_000 + ",b,a\n"),
    ("csv", "," * 200_000),
]


@pytest.mark.parametrize(("format", "text"), HUGE, ids=[f"{format}-{len(text)}" for format, text in HUGE])
def test_texts_made_to_take_for_ever_are_refused_or_left_out(format: Format, text: str) -> None:
    try:
        reading = read(text, format)
    except UnreadableFile:
        return
    assert reading.questions == ()
