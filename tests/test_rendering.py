"""Reports and explanations as people read them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import readiness
from readiness.bank.load import load_bank
from readiness.ground.items import MarkTask, Spot
from readiness.ground.responses import Response
from readiness.ground.text import cells, laid_out
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import StudyPointer
from readiness.report.content import next_in_one_line
from readiness.report.explain import explanation
from readiness.report.make import level_within, score
from readiness.report.render import render
from readiness.report.text import bar, text_lines
from readiness.report.value import Change, Expected, Level, Report
from readiness.report.words import odds_in_words, recognised, verdict_sentence
from readiness.scoring.method import LEVEL_LIMITS
from readiness.sitting.selection import assemble
from tests.banks import bank, choice, item, judgement, wide_bank
from tests.golden import same_as_golden

TODAY = date(2026, 11, 23)
HARM = item("privacy-harm", "privacy", "privacy-w", judgement("a", "d"), critical=True)
BANK = replace(wide_bank(), items={**wide_bank().items, HARM.id: HARM})


def mixed() -> Report:
    """A sitting with a bit of everything: ready, close, not yet, harm done, sure and wrong, too fast."""
    given = [Response(one.id, key_answer(one.task), 31.0, "sure") for one in BANK.items.values() if one.skill == "language"]
    given += [
        Response(one.id, key_answer(one.task) if n % 2 else None, 45.0, "think" if n % 2 else None)
        for n, one in enumerate(one for one in BANK.items.values() if one.skill == "timeliness")
    ][:6]
    given += [Response(f"meticulousness-{n:02}", None, 20.0) for n in range(6)]
    given += [
        Response("privacy-harm", {"best": "d", "worst": "a"}, 40.0, "sure"),
        Response("privacy-03", "c", 12.0, "sure"),
        Response("privacy-02", "b", 0.4, "guess"),
        Response("privacy-08", "b", 30.0, "think"),
        Response("privacy-09", "a", 30.0),
    ]
    return score(BANK, given)


@pytest.mark.parametrize(("width", "ascii"), [(80, False), (80, True), (40, False), (40, True)])
def test_the_text_report_is_as_last_looked_at(width: int, ascii: bool) -> None:
    text = render(mixed(), "text", today=TODAY, width=width, ascii=ascii)
    assert same_as_golden(f"report-{width}{'-ascii' if ascii else ''}.txt", text)


def skipping(skipped: int, answer: str) -> list[str]:
    """What a report says of skips: ``skipped`` of 15 questions, the others answered alike."""
    on_bank = bank([item(f"i{n:02}") for n in range(15)], ["language"])
    report = score(on_bank, [Response(id, None if n < skipped else answer) for n, id in enumerate(on_bank.items)])
    return [line.strip() for line in render(report, today=TODAY, width=200).splitlines() if "you skipped" in line]


def test_skips_are_spoken_of_where_the_level_depends_on_how_they_are_read() -> None:
    assert skipping(8, "a") == [
        'In Language you skipped 8 of 15. Counted as not known this would be "too close to call"; left out, "ready".'
    ]


def test_skips_on_which_no_level_depends_are_not_spoken_of() -> None:
    assert (skipping(1, "a"), skipping(3, "c"), skipping(0, "a")) == ([], [], [])


def test_how_skips_count_is_told_only_where_there_was_one() -> None:
    on_bank = bank([item(f"i{n:02}") for n in range(6)], ["language"])
    told = [
        "Skips are read in two ways"
        in render(score(on_bank, [Response(id, answer) for id in on_bank.items]), width=900, today=TODAY)
        for answer in ("a", None)
    ]
    assert told == [False, True]


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_bank_that_awaits_its_reviewers_is_not_called_partly_reviewed(format: str) -> None:
    words = " ".join(re.sub("<[^>]*>", " ", render(mixed(), format, today=TODAY, width=900)).split())
    assert (
        "These questions still await review by people who do this work or teach it: take the result as provisional." in words
    )
    reviewed = replace(mixed(), bank=replace(mixed().bank, review="reviewed"))
    assert "provisional" not in render(reviewed, format, today=TODAY)


def test_a_listener_is_told_whose_line_it_is_once() -> None:
    said = [line.text for line in text_lines(mixed(), today=TODAY, width=900, ascii=False, spoken=True)]
    assert sum(line.startswith("The line to start: what someone just ready would get, who could") for line in said) == 1


def test_with_hardly_anything_but_skips_it_is_said_what_they_hide() -> None:
    assert skipping(13, "a") == [
        'In Language you skipped 13 of 15. Counted as not known this would be "not yet"; left out, "too close to call".'
    ]


def test_a_report_of_the_first_version_says_so_and_keeps_its_own_limits() -> None:
    plain = json.loads((Path(__file__).parent / "data" / "report-first-version.json").read_text())
    lines = render(Report.from_dict(plain), today=TODAY, width=300).splitlines()
    assert (
        "The first version of the scoring made this report. It cannot be compared with reports of another version." in lines
    )
    assert any(line.startswith("- Ready means 90 chances in 100 or more, probably ready 75 or more, ") for line in lines)
    assert any("A skipped question counts like a guess:" in line for line in lines)
    assert not any("doubt about the line" in line for line in lines)


def test_a_report_prints_the_constants_that_made_it() -> None:
    assert (
        "For whoever checks the figures: scoring version 2, in logits: slope 0.85, spreads 1 and 2, doubt about the line "
        "0.9; skills correlate by 0.5." in render(mixed(), today=TODAY, width=300).splitlines()
    )


def test_a_source_that_costs_money_is_marked_as_paid_and_a_free_one_is_not() -> None:
    """Nobody should find out at the counter."""
    plain = bank([item("i", competency="one")], ["language"])
    sources = {id: plain.sources["book"]._replace(id=id, title=f"{id} book", cost=id) for id in ("free", "paid")}
    study = tuple(StudyPointer(id, "chapter 1", 10) for id in sources)
    on_bank = replace(plain, sources=sources, competencies={"one": plain.competencies["one"]._replace(study=study)})
    text = render(score(on_bank, [Response("i", "c")]), today=TODAY)
    assert "- free book (The Publisher): chapter 1" in text
    assert "- paid book (The Publisher, paid): chapter 1" in text


@given(st.integers(24, 200), st.booleans())
def test_no_line_of_a_report_is_wider_than_asked_except_addresses(width: int, ascii: bool) -> None:
    text = render(mixed(), "text", today=TODAY, width=width, ascii=ascii)
    assert max(cells(line) for line in text.splitlines() if "https://" not in line) <= width
    assert text.isascii() or not ascii


@pytest.mark.parametrize(("width", "indent"), [(80, 5), (72, 5), (70, 3), (67, 0), (40, 0)])
def test_an_address_is_never_broken_and_indented_as_far_as_there_is_room(width: int, indent: int) -> None:
    url = f"https://example.org/{'a' * 47}"
    report = mixed()
    step = replace(report.study[0], pointers=(replace(report.study[0].pointers[0], url=url),))
    lines = render(replace(report, study=(step,)), today=TODAY, width=width).splitlines()
    assert [line for line in lines if "a" * 40 in line] == [" " * indent + url]


def study_line(*responses: Response) -> str:
    """What the report on questions of one topic says of that topic."""
    on_bank = bank([item(f"i{n}") for n in range(5)], ["language"])
    text = render(score(on_bank, [*responses, Response("i4", "b")]), today=TODAY)
    return next(line for line in text.splitlines() if line.startswith("1. "))


def test_skipped_questions_are_called_skipped() -> None:
    wrong = Response("i0", "b")
    assert study_line(wrong).endswith(": 2 of 2 questions not fully right")
    assert study_line(wrong, Response("i1")).endswith(": 2 of 3 questions not fully right, 1 skipped")
    on_bank = bank([item("i0")], ["language"])
    lines = render(score(on_bank, [Response("i0")]), today=TODAY).splitlines()
    assert "1. Language-X (Language): 1 of 1 question skipped" in lines


@pytest.mark.parametrize(
    ("right", "said"),
    [
        (0, "- Of the 3 answers you were sure of, none was fully right."),
        (1, "- Of the 3 answers you were sure of, 1 was fully right."),
        (2, "- Of the 3 answers you were sure of, 2 were fully right."),
    ],
)
def test_how_many_sure_answers_were_right(right: int, said: str) -> None:
    on_bank = bank([item(f"i{n}") for n in range(3)], ["language"])
    answers = [Response(f"i{n}", "a" if n < right else "b", None, "sure") for n in range(3)]
    assert said in render(score(on_bank, answers), today=TODAY).splitlines()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("probably-not-yet", 1), "- Privacy: 1 more right answer would bring you a level up."),
        (Change("too-close", 4), "- Privacy: 4 more right answers in a row would bring you close to the line."),
        (Change("probably-ready", 2), '- Privacy: 2 more right answers in a row would make it "probably ready".'),
        (Change("ready", 1), '- Privacy: 1 more right answer would make it "ready".'),
    ],
)
def test_what_would_change_a_level_is_said_kindly(change: Change, said: str) -> None:
    report = mixed()
    skills = {id: replace(one, would_change=change) for id, one in report.skills.items()}
    assert said in render(replace(report, skills=skills), today=TODAY).splitlines()


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "- Language: at least 3 answers are needed."),
        (4, "- Language: at least 5 answers in all are needed."),
    ],
)
def test_too_few_answers_says_how_many_are_needed(count: int, said: str) -> None:
    on_bank = bank([item(f"i{n}") for n in range(5)], ["language"])
    lines = render(score(on_bank, [Response(f"i{n}", "b") for n in range(count)]), today=TODAY).splitlines()
    assert said in lines


def test_the_bars_are_explained_and_not_where_there_is_none() -> None:
    words = " ".join(render(mixed(), today=TODAY).split())
    assert '"more than 19 in 20": the chances that you are ready. Bars: 0 to 100 points in a skill.' in words
    line = "the line: what someone just ready would get, who could start a beginners' course next week and keep up."
    assert f"┃ {line}" in words
    few = render(score(BANK, [Response("privacy-03", "c")]), today=TODAY)
    assert "Privacy     Too few answers  1 answer\n" in few
    assert "Bars:" not in few


def test_the_first_screen_holds_verdict_skills_and_what_next() -> None:
    first = render(mixed(), today=TODAY).splitlines()[:24]
    assert any(line.startswith("You look ready in Language; ") for line in first)
    assert [line.split()[0] for line in first if "──" in line] == ["Language", "Timeliness", "Meticulousness", "Privacy"]
    assert any(line.startswith("Next: ") for line in first)


def test_what_is_next_names_real_harm_before_any_study() -> None:
    report = mixed()
    topic = "Meticulousness-X (Meticulousness)"
    assert next_in_one_line(report) == (
        f'Next: look at "Fix first" below, then study {topic}, then quiz yourself again. The plan is below.'
    )
    assert next_in_one_line(replace(report, study=())) == 'Next: look at "Fix first" below.'
    harmless = replace(report, fix_first=())
    assert next_in_one_line(harmless) == f"Next: study {topic} first, then quiz yourself again. The plan is below."
    assert next_in_one_line(replace(harmless, study=())) == "Next: nothing here needs to be studied first."


SHIPPED = load_bank()
SKIPPED = score(SHIPPED, [Response(id) for id in assemble(SHIPPED, "first").items])


def with_odds(report: Report, odds: float) -> Report:
    """The report with the same odds in every skill, at their level, all of them asked."""
    level = level_within(odds, LEVEL_LIMITS)
    skills = {id: replace(one, odds=odds, level=level) for id, one in report.skills.items()}
    rows = tuple(replace(row, skill=id) for id, row in zip(skills, report.responses))
    return replace(report, skills=skills, responses=(*rows, *report.responses))


@given(st.floats(0, 1), st.booleans())
def test_each_of_the_five_skills_is_one_row_at_80_columns_whatever_its_odds(odds: float, ascii: bool) -> None:
    lines = render(with_odds(SKIPPED, odds), today=TODAY, ascii=ascii).splitlines()[:24]
    rows = [line for line in lines if re.search(r"in [12]0 +[^ ]{16,}$", line)]
    assert [line.split("  ")[0] for line in rows] == [one.title for one in SHIPPED.skills.values()]
    assert any(line.startswith("Next: ") for line in lines)


def test_a_topic_of_the_plan_is_named_once_in_markdown() -> None:
    report = mixed()
    step = report.study[0]
    twice = replace(report, study=(replace(step, pointers=step.pointers * 2),))
    rows = [line.split(" | ")[0] for line in render(twice, "markdown", today=TODAY).splitlines() if "<https://" in line]
    assert rows == ["| 1. Meticulousness-X (Meticulousness): 2 of 2 questions skipped", "| "]


def test_the_study_plan_counts_its_minutes_and_names_one_day() -> None:
    text = render(mixed(), today=TODAY)
    assert "50 minutes in all" in text
    assert text.count("November 30") == 1
    assert [line.strip() for line in text.splitlines() if "so far" in line][-1] == "10 min, 50 so far"


def test_before_any_source_the_plan_sends_to_the_reasons_of_what_was_missed_and_to_practice() -> None:
    first = "First read why you missed {} (readiness review --wrong), then practice (readiness practice)."
    lines = render(mixed(), today=TODAY, width=200).splitlines()
    at = lines.index("What to do next")
    assert lines[at + 2] == first.format("questions 13, 15, 17, 20, 21, 24 and 26")
    on_bank = bank([item(f"i{n:02}") for n in range(12)], ["language"])
    report = score(on_bank, [Response(id, "b", 30.0) for id in on_bank.items])
    assert first.format("the 12 questions of these topics") in render(report, today=TODAY, width=200).splitlines()


def test_no_item_id_stands_in_what_a_person_reads() -> None:
    report = mixed()
    text = render(report, today=TODAY)
    assert "left out of the result: question 27." in " ".join(text.split())
    stems = " ".join(row.stem for row in report.responses)
    assert [row.item for row in report.responses if row.item in text and row.item not in stems] == []


def test_the_json_report_fits_its_published_schema() -> None:
    schema = readiness.schema("report")
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(json.loads(render(mixed(), "json", today=TODAY)), schema)
    jsonschema.validate(score(BANK, []).to_dict(), schema)
    first_version = json.loads((Path(__file__).parent / "data" / "report-first-version.json").read_text())
    jsonschema.validate(first_version, schema)
    jsonschema.validate(Report.from_dict(first_version).to_dict(), schema)


def test_a_sheet_fits_its_published_schema() -> None:
    schema = readiness.schema("sheet")
    jsonschema.Draft7Validator.check_schema(schema)
    response = {"item": "a", "answer": {"best": "a", "worst": "b"}, "seconds": 3}
    jsonschema.validate({"sheet": 1, "responses": [response]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"sheet": 1, "responses": [{"item": "a"}]}, schema)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no report format 'pdf'; there are text, markdown, html, json$"):
        render(mixed(), "pdf", today=TODAY)


@pytest.mark.parametrize(
    ("odds", "words"),
    [
        (0.0, "fewer than 1 chance in 20"),
        (0.049, "fewer than 1 chance in 20"),
        (0.05, "about 1 chance in 10"),
        (0.1, "about 1 chance in 10"),
        (0.149, "about 1 chance in 10"),
        (0.15, "almost 2 chances in 10"),  # Not yet, where 2 in 10 is probably not yet.
        (0.151, "about 2 chances in 10"),
        (0.249, "about 2 chances in 10"),
        (0.3, "about 3 chances in 10"),
        (0.301, "just over 3 chances in 10"),  # Too close to call, where 3 in 10 is probably not yet.
        (0.349, "just over 3 chances in 10"),
        (0.35, "about 4 chances in 10"),
        (0.5, "about 5 chances in 10"),
        (0.649, "about 6 chances in 10"),
        (0.65, "almost 7 chances in 10"),  # Too close to call, where 7 in 10 is probably ready.
        (0.699, "almost 7 chances in 10"),
        (0.7, "about 7 chances in 10"),
        (0.849, "about 8 chances in 10"),
        (0.85, "about 9 chances in 10"),
        (0.95, "about 9 chances in 10"),
        (0.951, "more than 19 chances in 20"),
        (1.0, "more than 19 chances in 20"),
    ],
)
def test_odds_in_words_never_claim_more_than_19_in_20(odds: float, words: str) -> None:
    assert odds_in_words(odds) == words


@pytest.mark.parametrize(
    ("odds", "words"),
    [
        (0.1, "about 1 chance in 10"),
        (0.101, "just over 1 chance in 10"),
        (0.16, "about 2 chances in 10"),
        (0.699, "about 7 chances in 10"),
        (0.86, "almost 9 chances in 10"),
        (0.899, "almost 9 chances in 10"),
        (0.9, "about 9 chances in 10"),
    ],
)
def test_odds_of_the_first_version_keep_to_its_own_limits(odds: float, words: str) -> None:
    limits = {"ready": 0.9, "probably-ready": 0.75, "probably-not-yet": 0.25, "not-yet": 0.1}
    assert odds_in_words(odds, limits) == words


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        ({"privacy": "ready"}, "The skill you were asked about looks ready for a start, that is, to start training."),
        (
            {"privacy": "ready", "language": "ready"},
            "All the skills you were asked about look ready for a start, that is, to start training.",
        ),
        (
            {"privacy": "ready", "language": "probably-ready"},
            "All the skills you were asked about look ready or probably ready for a start, that is, to start training.",
        ),
        (
            {"privacy": "probably-ready", "language": "probably-ready"},
            "All the skills you were asked about look probably ready for a start, that is, to start training.",
        ),
        (
            {"privacy": "too-close", "language": "ready", "timeliness": "probably-ready"},
            "You look ready in Language, and probably ready in Timeliness; Privacy is too close to call.",
        ),
        (
            {"privacy": "too-close", "language": "probably-ready", "timeliness": "probably-ready"},
            "You look probably ready in Language and Timeliness; Privacy is too close to call.",
        ),
        ({"privacy": "too-close", "language": "too-close"}, "Language and Privacy are too close to call."),
        (
            {"privacy": "not-yet", "language": "probably-not-yet", "timeliness": "ready"},
            "Build up Privacy and Language first: you look not yet ready to start there.",
        ),
        ({"privacy": "too-few", "language": "too-few"}, "There are too few answers yet to say how ready you are."),
        (
            {"privacy": "too-few", "language": "ready"},
            "You look ready in Language; Privacy has too few answers yet.",
        ),
        (
            {"privacy": "too-few", "timeliness": "too-few", "language": "too-close"},
            "Language is too close to call; Timeliness and Privacy have too few answers yet.",
        ),
        (
            {"privacy": "withheld"},
            "There is no result: more than 3 answers in 10 came too fast for the question to have been read.",
        ),
    ],
)
def test_the_verdict_in_one_sentence(levels: dict[str, Level], sentence: str) -> None:
    report = mixed()
    row = report.responses[0]
    from readiness.report.make import verdict_of

    report = replace(
        report,
        verdict=verdict_of(list(levels.values())),
        skills={id: replace(one, level=levels.get(id, one.level)) for id, one in report.skills.items()},
        responses=tuple(replace(row, skill=skill) for skill in levels),
    )
    assert verdict_sentence(report) == sentence


def test_a_bar_shows_estimate_interval_and_line() -> None:
    assert bar(Expected(70, 50, 90), 60, 41, True) == "....................[---|---O-------]...."
    assert bar(Expected(70, 50, 90), 60, 41, False) == "····················├───┃───●───────┤····"
    assert bar(Expected(0, 0, 0), 100, 11, True) == "O.........|"


@pytest.mark.parametrize(
    ("percent", "line", "drawn"),
    [
        (70, 70, "..........[---|O--].."),
        (71, 70, "..........[---|O--].."),
        (69, 70, "..........[--O|---].."),
        (100, 100, "..........[-------]|O"),
        (0, 1, "O|........[-------].."),
    ],
)
def test_an_estimate_on_the_line_stands_beside_it_so_that_both_are_seen(percent: float, line: float, drawn: str) -> None:
    assert bar(Expected(percent, 50, 90), line, 21, True) == drawn


@pytest.mark.parametrize(
    ("stem", "quoted"),
    [
        ("Which one?", "Which one?"),
        ("Ana codes.\nIt is late. What should she do first?", "Ana codes. It is late. What should she do first?"),
        (
            f"Ana finds two charts on her desk. {'Nothing else is to be seen. ' * 9}What should she do first?",
            "Ana finds two charts on her desk ... What should she do first?",
        ),
        (f"{'word ' * 60}end. What now?", f"{' '.join(['word'] * 38)} ... What now?"),
        ("word " * 60, ("word " * 60).strip()),
    ],
)
def test_as_much_of_a_question_is_quoted_as_is_needed_to_recognise_it(stem: str, quoted: str) -> None:
    assert recognised(stem) == quoted


def test_an_explanation_says_what_was_picked_and_why_not() -> None:
    one = item("x", task=choice("a"))
    text = "\n".join(laid_out(explanation(bank([one]), one, "b"), 80, False))
    assert text == (
        "A scene. What is right in x?\n\n> 1. Option a  [right answer]\nx 2. Option b  [your answer]\n  3. Option c\n\n"
        "Not right.\n\n"
        "You said: Option b\nRight: Option a\n\nThis is why, for x.\n\n"
        "About your answer: Because of b.\n\nSource: The Book, page 1 (The Publisher)\n  https://example.org/book"
    )


def test_an_explanation_of_a_scene_gives_reasons_for_both_picks() -> None:
    one = item("x", task=judgement("a", "d"))
    lines = explanation(bank([one]), one, {"best": "b", "worst": "c"})
    assert lines[13:16] == ["", "About your best: Because of b.", "About your worst: Because of c."]


def test_an_explanation_of_marks_names_what_was_missed_and_what_was_too_much() -> None:
    from tests.banks import mark

    one = item("x", task=mark(2, 4))
    lines = explanation(bank([one]), one, ("s1", "s4"))
    assert lines[9] == "Not right."  # one hit and one false mark cancel out
    assert lines[15:18] == ["", "You missed: Line 2", "Marked without need: Line 4"]


def test_two_records_are_shown_field_by_field_and_a_plain_spot_as_it_is() -> None:
    task = MarkTask(
        {"s1": Spot("Birth date", "1971-04-09", "1971-09-04"), "s2": Spot("Nothing differs")}, ("s1",), ("Card", "Screen")
    )
    lines = explanation(bank([item("x", task=task)]), item("x", task=task), answered=False)
    assert lines[2:4] == ["1. Birth date. Card: 1971-04-09; Screen: 1971-09-04", "2. Nothing differs"]


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (0.2, "- You answered about 5.0 times as fast as we expected. Pace is not scored."),
        (1.0, "- You took about as long as we expected."),
        (2.04, "- You took about 2.0 times as long as we expected. Pace is not scored."),
    ],
)
def test_how_fast_someone_was_is_said_in_times(pace: float, said: str) -> None:
    assert said in render(replace(mixed(), pace=pace), today=TODAY).splitlines()
