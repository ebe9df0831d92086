"""A sitting from start to report, driven page by page as a front end does it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from readiness.ground.items import ChoiceTask, Option
from readiness.ground.responses import Answer, Response
from readiness.ground.text import wrap
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import ItemBank
from readiness.screen.keys import press, start
from readiness.sitting.events import BankName, Event, Moment, Responded, Started, moment
from readiness.sitting.lines import line_of
from readiness.sitting.pages import Answered, Chose, DocumentPage, ItemPage, MenuPage, Page, PageResult, TextPage
from readiness.sitting.quiz import Quiz
from readiness.sitting.saved import read
from readiness.sitting.selection import Selector
from tests.banks import bank, choice, item, judgement, wide_bank

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=-5)))


def now() -> Moment:
    return moment(NOON)


BANK = wide_bank()
EVERY_TYPE = ("choice", "judgement", "mark", "order", "entry")


class Events:
    """Keeps what is written to a sitting's journal: its lines, and what they hold."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def append(self, event: Event) -> None:
        self.lines.append(line_of(event, len(self.lines) + 1))

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


class Driver:
    """Answers pages the way a person would; ``on_item`` says what to do with each question."""

    def __init__(self, quiz: Quiz, on_item: Callable[[ItemPage], PageResult], **choices: str) -> None:
        self.quiz, self.on_item = quiz, on_item
        self.choices = {
            "Are you ready to start?": "start",
            "Welcome back": "start",
            "How sure?": "sure",
            "Review": "submit",
            "Your readiness report": "on",
            "What next?": "done",
            "Finish now?": "finish",
            **choices,
        }
        self.pages: list[Page] = []

    def run(self, stop_after: int | None = None) -> None:
        flow = self.quiz.flow()
        page: Page | None = next(flow)
        items = 0
        while page is not None:
            self.pages.append(page)
            if isinstance(page, ItemPage) and not page.warm_up and "A guess costs" not in page.note:
                if items == stop_after:
                    flow.close()
                    return
                items += 1
            try:
                page = flow.send(self.result(page))
            except StopIteration:
                page = None

    def result(self, page: Page) -> PageResult:
        if isinstance(page, ItemPage):
            if page.heading == "Warm-up":
                return Answered(key_answer(page.item.task), 5.0)
            return self.on_item(page)
        chosen = self.choices.get(page.title)
        if chosen is None:
            chosen = page.rows[0].result if isinstance(page, MenuPage) else page.commands[0].result
        return Chose(chosen, 1.0)

    def titles(self) -> list[str]:
        return [page.heading if isinstance(page, ItemPage) else page.title for page in self.pages]


def right(page: ItemPage) -> PageResult:
    return Answered(key_answer(page.item.task), 30.0)


def quiz(
    log: Events,
    *,
    seed: int = 7,
    form: str = "quick",
    on_bank: ItemBank = BANK,
    warmed: tuple[str, ...] = EVERY_TYPE,
    skills: tuple[str, ...] = (),
    saved_where: str | None = "/home/ana/readiness",
) -> Quiz:
    selector = Selector(on_bank, form, seed, skills=skills)
    return Quiz(on_bank, selector, seed, now, lambda: log, warmed=warmed, saved_where=saved_where)


def events(journal: Events, kind: str) -> list[dict[str, Any]]:
    return [event for event in journal.events if event.get("event") == kind]


def test_a_quick_check_asks_25_questions_with_confidence_then_reviews_and_reports() -> None:
    journal = Events()
    driver = Driver(quiz(journal), right)
    driver.run()
    titles = driver.titles()
    assert titles[0] == "Are you ready to start?"
    assert titles[1:51] == [title for n in range(1, 26) for title in (f"Question {n} of 25", "How sure?")]
    assert titles[51:] == ["Review", "Your readiness report", "What next?"]
    assert driver.quiz.report is not None
    assert driver.quiz.report.verdict == "ready"
    assert driver.quiz.report.confidence["sure"].answers == 25
    assert {row.seconds for row in driver.quiz.report.responses} == {30.0}


def test_each_answer_is_in_the_journal_before_the_next_page_shows() -> None:
    journal = Events()

    def check(page: ItemPage) -> PageResult:
        number = int(page.heading.split()[1])
        done = events(journal, "answer")
        assert len({event["item"] for event in done}) == number - 1
        assert all(event["confidence"] == "sure" for event in done[1::2])
        assert events(journal, "shown")[-1]["item"] == page.item.id
        return right(page)

    Driver(quiz(journal), check).run()


def test_nothing_is_written_when_the_person_leaves_at_once() -> None:
    journal = Events()
    Driver(quiz(journal), right, **{"Are you ready to start?": "leave"}).run()
    assert journal.events == []


def test_skip_is_recorded_as_dont_know_without_a_confidence() -> None:
    journal = Events()
    driver = Driver(quiz(journal), lambda page: Chose("skip", 12.0))
    driver.run()
    assert "How sure?" not in driver.titles()
    assert driver.quiz.report is not None
    rows = driver.quiz.report.responses
    assert {(row.answer, row.credit == row.chance, row.seconds) for row in rows} == {(None, True, 24.0)}


ASK_AGAIN = "A guess costs nothing here. Pick what seems likeliest, or skip again."


def test_a_skipped_question_is_asked_once_more_at_once_and_that_is_written_down() -> None:
    journal = Events()
    skips = iter(["skip", "skip", "skip"])
    driver = Driver(quiz(journal), lambda page: Chose("skip", 12.0) if next(skips, "") else right(page))
    driver.run(stop_after=3)
    asked = [(page.heading, page.note) for page in driver.pages if isinstance(page, ItemPage)]
    assert asked == [
        ("Question 1 of 25", ""),
        ("Question 1 of 25", ASK_AGAIN),
        ("Question 2 of 25", ""),
        ("Question 2 of 25", ASK_AGAIN),
        ("Question 3 of 25", ""),
        ("Question 4 of 25", ""),
    ]
    given = [(event["answer"] is None, event.get("again", False)) for event in events(journal, "answer")]
    assert given == [(True, False), (True, True), (True, False), *[(False, True)] * 2, *[(False, False)] * 2]


def test_a_question_is_asked_again_only_once_however_often_one_comes_back(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), lambda page: Chose("skip", 12.0)).run(stop_after=2)
    again, _ = taken_up(first, tmp_path)
    results = iter([Chose("back", 1.0), Chose("skip", 1.0), Chose("back", 1.0)])
    driver = Driver(again, lambda page: next(results, right(page)))
    driver.run(stop_after=4)
    asked = [(page.heading, page.note) for page in driver.pages if isinstance(page, ItemPage)]
    assert asked[:4] == [(f"Question {n} of 25", "") for n in (3, 2, 3, 2)]


def test_with_a_fixed_form_nothing_is_asked_again() -> None:
    log = Events()
    fixed = Quiz(BANK, Selector(BANK, "quick", 7, fixed=True), 7, now, lambda: log, warmed=EVERY_TYPE)
    driver = Driver(fixed, lambda page: Chose("skip", 12.0))
    driver.run()
    assert len(events(log, "answer")) == 25
    assert all(page.note == "" for page in driver.pages if isinstance(page, ItemPage))


def test_back_goes_to_the_question_before_with_its_answer_and_changes_nothing_shown() -> None:
    journal = Events()
    visits: list[tuple[str, str, Answer]] = []

    def answer(page: ItemPage) -> PageResult:
        visits.append((page.heading, page.item.id, page.answer))
        return Chose("back", 2.0) if len(visits) == 3 else right(page)

    Driver(quiz(journal), answer).run(stop_after=6)
    headings = [heading for heading, _, _ in visits]
    assert headings == [
        "Question 1 of 25",
        "Question 2 of 25",
        "Question 3 of 25",
        "Question 2 of 25",
        "Question 3 of 25",
        "Question 4 of 25",
    ]
    assert visits[3][1] == visits[1][1]
    assert visits[3][2] == key_answer(BANK.item(visits[1][1]).task)
    assert visits[4][1] == visits[2][1]


def test_only_the_first_question_has_no_way_back_and_in_the_review_it_leads_to_the_list() -> None:
    driver = Driver(quiz(Events()), lambda page: Chose("back", 1.0) if "Review" in driver.titles() else right(page))
    chosen = iter(["1", "submit"])
    result = driver.result
    driver.result = lambda page: (  # type: ignore[method-assign]
        Chose(next(chosen), 1.0) if isinstance(page, MenuPage) and page.title == "Review" else result(page)
    )
    driver.run()
    questions = [page for page in driver.pages if isinstance(page, ItemPage)]
    assert ["back" in page.commands for page in questions] == [False, *[True] * 25]
    assert driver.titles()[51:] == ["Review", "Question 1 of 25", "Review", "Your readiness report", "What next?"]


def test_the_clock_starts_with_the_first_question_and_stands_still_in_warm_ups() -> None:
    driver = Driver(quiz(Events(), warmed=()), right)
    driver.run(stop_after=2)
    assert isinstance(driver.pages[1], ItemPage)
    assert driver.pages[1].warm_up
    clocks = [page.elapsed for page in driver.pages if isinstance(page, ItemPage) and not page.warm_up]
    assert clocks == [0.0, 31.0, 62.0]


def test_time_on_a_question_adds_up_over_its_visits() -> None:
    journal = Events()
    visits = iter(["answer", "back"])
    Driver(quiz(journal), lambda page: Chose("back", 2.0) if next(visits, "") == "back" else right(page)).run(stop_after=4)
    first = events(journal, "shown")[0]["item"]
    assert [event["seconds"] for event in events(journal, "answer") if event["item"] == first][-1] == 60.0


def test_time_before_a_pause_counts_too() -> None:
    journal = Events()
    wanted = iter(["pause"])
    Driver(
        quiz(journal),
        lambda page: Chose("pause", 15.0) if next(wanted, "") else Answered(key_answer(page.item.task), 2.0),
        Paused="resume",
    ).run(stop_after=2)
    assert events(journal, "answer")[0]["seconds"] == 17.0


def test_back_on_the_confidence_page_asks_the_question_again() -> None:
    journal = Events()
    driver = Driver(quiz(journal), right)
    answers = iter(["back", *["sure"] * 99])
    result = driver.result
    driver.result = lambda page: (  # type: ignore[method-assign]
        Chose(next(answers), 1.0) if isinstance(page, MenuPage) and page.title == "How sure?" else result(page)
    )
    driver.run(stop_after=3)
    assert driver.titles()[1:6] == [
        "Question 1 of 25",
        "How sure?",
        "Question 1 of 25",
        "How sure?",
        "Question 2 of 25",
    ]


def test_finish_now_reports_on_what_is_there() -> None:
    journal = Events()
    driver = Driver(quiz(journal), lambda page: right(page) if page.heading < "Question 4" else Chose("finish", 1.0))
    driver.run()
    assert "Finish now?" in driver.titles()
    assert driver.quiz.report is not None
    assert len(driver.quiz.report.responses) == 3
    assert driver.quiz.report.verdict == "too-few"


def test_finish_can_be_taken_back() -> None:
    journal = Events()
    wanted = iter(["finish"])
    driver = Driver(
        quiz(journal), lambda page: Chose("finish", 1.0) if next(wanted, "") else right(page), **{"Finish now?": "back"}
    )
    driver.run(stop_after=3)
    assert driver.titles()[1:4] == ["Question 1 of 25", "Finish now?", "Question 1 of 25"]


def test_pause_stops_and_goes_on_and_leaving_from_it_interrupts() -> None:
    journal = Events()
    wanted = iter(["pause"])
    driver = Driver(quiz(journal), lambda page: Chose("pause", 1.0) if next(wanted, "") else right(page), Paused="resume")
    driver.run(stop_after=3)
    assert [len(events(journal, kind)) for kind in ("pause", "resume")] == [1, 1]
    with pytest.raises(KeyboardInterrupt):
        Driver(quiz(Events()), lambda page: Chose("pause", 1.0), Paused="leave").run()


def test_a_heading_says_at_most_until_a_skill_is_called_and_about_from_then_on() -> None:
    driver = Driver(quiz(Events(), form="full"), right)
    driver.run()
    said = [title.split()[3] for title in driver.titles() if title.startswith("Question ")]
    assert [words for words, _ in groupby(said)] == ["at", "about"]


@pytest.mark.parametrize(("where", "another_day"), [("/home/ada", True), (None, False)])
def test_another_day_is_offered_only_where_the_answers_are_kept(where: str | None, another_day: bool) -> None:
    driver = Driver(quiz(Events(), saved_where=where), lambda page: Chose("pause", 1.0), Paused="leave")
    with pytest.raises(KeyboardInterrupt):
        driver.run()
    (paused,) = [page for page in driver.pages if isinstance(page, TextPage) and page.title == "Paused"]
    assert ("another day" in paused.commands[1].label) == another_day
    assert ("Nothing is saved" in " ".join(paused.body(80, False))) != another_day


def test_three_answers_too_fast_in_a_row_bring_a_kind_pause() -> None:
    driver = Driver(quiz(Events()), lambda page: Answered(key_answer(page.item.task), 0.3))
    driver.run(stop_after=7)
    assert driver.titles().count("A short pause") == 2
    assert driver.titles()[7] == "A short pause"


def test_who_is_tired_can_leave_from_the_kind_pause() -> None:
    driver = Driver(quiz(Events()), lambda page: Answered(key_answer(page.item.task), 0.3), **{"A short pause": "leave"})
    with pytest.raises(KeyboardInterrupt):
        driver.run()


def test_that_one_more_question_comes_for_an_answer_too_fast_is_said_at_the_next_one() -> None:
    seconds = iter([30.0, 0.3, 30.0, 30.0])
    driver = Driver(quiz(Events()), lambda page: Answered(key_answer(page.item.task), next(seconds)))
    driver.run(stop_after=4)
    asked = [page for page in driver.pages if isinstance(page, ItemPage) and not page.warm_up]
    assert [page.heading for page in asked] == [f"Question {n} of {most}" for n, most in enumerate([25, 25, 26, 26, 26], 1)]
    assert ["one more question is asked" in page.note for page in asked] == [False, False, True, False, False]


def test_how_sure_one_was_is_kept_for_the_same_answer_only() -> None:
    answers = iter(["a", "a", "b"])
    results: dict[str, Iterator[str]] = {
        "How sure?": iter(["think", "sure", "guess"]),
        "Review": iter(["1", "1", "submit"]),
    }
    on_bank = bank([item("q0")], ["language"])
    driver = Driver(quiz(Events(), on_bank=on_bank), lambda page: Answered(next(answers), 30.0))
    usual = driver.result
    driver.result = lambda page: (  # type: ignore[method-assign]
        Chose(next(results[page_title(page)]), 1.0) if page_title(page) in results else usual(page)
    )
    driver.run()
    asked = [page.start for page in driver.pages if isinstance(page, MenuPage) and page.title == "How sure?"]
    assert asked == [None, "think", None]


def test_answers_too_fast_bring_a_pause_only_when_three_come_in_a_row() -> None:
    seconds = iter([0.3, 0.3, 30.0, 0.3, 0.3, 30.0, 0.3, 0.3, 0.3, 30.0])
    driver = Driver(quiz(Events()), lambda page: Answered(key_answer(page.item.task), next(seconds)))
    driver.run(stop_after=10)
    before_the_pause = driver.titles()[: driver.titles().index("A short pause")]
    assert before_the_pause[-2:] == ["Question 9 of 27", "How sure?"]
    assert driver.titles().count("A short pause") == 1


def test_a_warm_up_comes_before_the_first_of_each_type_with_keys_of_its_own() -> None:
    journal = Events()
    driver = Driver(quiz(journal, warmed=("order",)), right)
    driver.run()
    types = [page.item.type for page in driver.pages if isinstance(page, ItemPage) and page.heading == "Warm-up"]
    assert sorted(types) == ["entry", "judgement", "mark"]
    assert sorted(event["type"] for event in events(journal, "warmup")) == ["entry", "judgement", "mark"]
    first_judgement = next(
        n for n, page in enumerate(driver.pages) if isinstance(page, ItemPage) and page.item.type == "judgement"
    )
    assert driver.titles()[first_judgement : first_judgement + 2] == ["Warm-up", "Warm-up done"]
    assert driver.quiz.report is not None
    assert len(driver.quiz.report.responses) == 25


def test_an_answer_can_be_changed_in_the_review() -> None:
    journal = Events()
    driver = Driver(quiz(journal), right)
    chosen = iter(["3", "submit"])
    result = driver.result
    driver.result = lambda page: (  # type: ignore[method-assign]
        Chose(next(chosen), 1.0) if isinstance(page, MenuPage) and page.title == "Review" else result(page)
    )
    driver.run()
    assert driver.titles()[51:] == [
        "Review",
        "Question 3 of 25",
        "How sure?",
        "Review",
        "Your readiness report",
        "What next?",
    ]


def review_of(driver: Driver) -> str:
    driver.run()
    return next(page.body for page in driver.pages if isinstance(page, MenuPage) and page.title == "Review")


def test_the_review_says_why_the_questions_ended() -> None:
    change = "Pick a question to change its answer, or go on to your report. After that, answers stay."
    assert review_of(Driver(quiz(Events()), right)) == f"That was the last question.\n\n{change}"
    assert review_of(Driver(quiz(Events(), form="full"), right)) == (
        "That was the last question. Each skill that was open is clear now, or has had all its questions.\n\n" + change
    )
    assert review_of(Driver(quiz(Events()), lambda page: Chose("finish", 1.0))) == change


def test_the_review_shows_each_question_with_its_answer_and_confidence() -> None:
    on_bank = bank([item(f"q{n}") for n in range(3)], ["language"])
    journal = Events()
    answers: Iterator[PageResult] = iter([Answered("b", 9.0), Chose("skip", 9.0), Chose("skip", 9.0), Chose("finish", 9.0)])
    driver = Driver(quiz(journal, on_bank=on_bank), lambda page: next(answers))
    driver.run()
    review = next(page for page in driver.pages if isinstance(page, MenuPage) and page.title == "Review")
    shown = [on_bank.item(event["item"]) for event in events(journal, "shown")]
    assert [row.label for row in review.rows] == [
        f"{shown[0].stem} You: Option b (sure)",
        f"{shown[1].stem} You: don't know",
        f"{shown[2].stem} You: no answer",
    ]


LONG = " ".join(f"word{n}" for n in range(60))


def test_the_review_gives_a_question_one_row_and_how_sure_an_answer_two_however_long_they_are() -> None:
    long = ChoiceTask({id: Option(f"{id} {LONG}", "Why.") for id in "abc"}, "a")
    on_bank = bank([replace(item("q1", task=long), stem=f"{LONG}?")], ["language"])
    driver = Driver(quiz(Events(), on_bank=on_bank), right, **{"How sure?": "think"})
    driver.run()
    menus = {page.title: page for page in driver.pages if isinstance(page, MenuPage)}
    assert len(f"> 25) {menus['Review'].rows[0].label}") <= 80
    assert menus["Review"].rows[0].label == "word0 word1 word2 word3 word4 ... You: a word0 word1 ... (think so)"
    assert menus["How sure?"].body.startswith("Your answer: a word0 word1 word2 ")
    assert len(wrap(menus["How sure?"].body, 80)) == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (lambda page: Answered(key_answer(page.item.task), 5.0), ["That is right."]),
        (lambda page: Answered({"best": "d", "worst": "b"}, 5.0), ["You answered: Best: Go", "Right: Best: Take"]),
        (lambda page: Chose("skip", 5.0), ["The answer was: Best: Take"]),
    ],
)
def test_after_a_warm_up_only_what_is_new_is_said(given: Callable[[ItemPage], PageResult], said: list[str]) -> None:
    on_bank = bank([item("q1", task=judgement())], ["language"])
    driver = Driver(quiz(Events(), on_bank=on_bank, warmed=()), right)
    usual = driver.result
    driver.result = lambda page: (  # type: ignore[method-assign]
        given(page) if isinstance(page, ItemPage) and page.warm_up else usual(page)
    )
    driver.run()
    (done,) = [page for page in driver.pages if isinstance(page, TextPage) and page.title.startswith("Warm-up ")]
    assert done.title == ("Warm-up skipped" if said[0].startswith("The answer was") else "Warm-up done")
    *lines, empty, why = done.body(500, False)
    assert [line[: len(start)] for line, start in zip(lines, said, strict=True)] == said
    assert (empty, why) == ("", "Two picks: first the best, then the worst.")


def test_the_report_is_kept_in_the_journal() -> None:
    journal = Events()
    driver = Driver(quiz(journal), right)
    driver.run()
    assert driver.quiz.report is not None
    submitted = events(journal, "submit")
    assert [(event["at"], event["report"]) for event in submitted] == [
        ("2026-11-23T12:00:00.000-05:00", driver.quiz.report.to_dict())
    ]


def test_every_question_can_be_gone_through_with_key_and_reasons() -> None:
    driver = Driver(quiz(Events()), right)
    chosen = iter(["explain", "done"])
    result = driver.result
    driver.result = lambda page: (  # type: ignore[method-assign]
        Chose(next(chosen), 1.0) if page_title(page) == "What next?" else result(page)
    )
    driver.run()
    explained = [page for page in driver.pages if isinstance(page, TextPage) and page.title.startswith("Question ")]
    assert len(explained) == 25
    text = "\n".join(explained[0].body(80, False))
    assert "\nRight:" not in text  # It is what the person said.
    for part in ("You said:", "This is why", "Source: The Book, page 1 (The Publisher)"):
        assert part in text


def test_q_is_done_on_the_last_menu() -> None:
    driver = Driver(quiz(Events()), right)
    driver.run()
    (menu,) = [page for page in driver.pages if page_title(page) == "What next?"]
    assert press(start(menu), "q", 80, 24) == Chose("done", None)


def page_title(page: Page) -> str:
    return page.heading if isinstance(page, ItemPage) else page.title


def half_right(page: ItemPage) -> PageResult:
    """Close to the line: right where the number of the question is even."""
    return right(page) if int(page.heading.split()[1]) % 2 == 0 else Chose("skip", 20.0)


def test_after_a_quick_check_what_is_too_close_can_be_gone_on_with() -> None:
    journal = Events()
    driver = Driver(quiz(journal), half_right)
    chosen = iter(["more", "done"])
    result = driver.result
    driver.result = lambda page: (  # type: ignore[method-assign]
        Chose(next(chosen), 1.0) if page_title(page) == "What next?" else result(page)
    )
    driver.run()
    menu = next(page for page in driver.pages if page_title(page) == "What next?")
    assert isinstance(menu, MenuPage)
    offer = next(row.label for row in menu.rows if row.result == "more")
    close = events(journal, "extend")[0]["skills"]
    assert close
    assert offer.endswith("more questions may make it clearer")
    assert len(events(journal, "submit")) == 2
    asked = [BANK.item(event["item"]).skill for event in events(journal, "shown")][25:]
    assert asked
    assert set(asked) <= set(close)


def test_without_anything_too_close_there_is_no_offer() -> None:
    driver = Driver(quiz(Events()), right)
    driver.run()
    menu = driver.pages[-1]
    assert isinstance(menu, MenuPage)
    assert [row.label for row in menu.rows] == ["See every question again, with the right answer and why", "Done"]


# Going on with a sitting --------------------------------------------------------------------------------------------

HEAD = Started(now(), BankName("test-bank", "1", "f00d"), "quick", (), 7, False, ())


def taken_up(
    journal: Events, folder: Path, on_bank: ItemBank = BANK, warmed: tuple[str, ...] = EVERY_TYPE
) -> tuple[Quiz, Events]:
    """The quiz that goes on with a sitting read back from disk."""
    file = folder / "sitting.jsonl"
    file.write_bytes(b"".join([line_of(HEAD, 0), *journal.lines]))
    more = Events()
    again = Quiz(on_bank, Selector(on_bank, "quick", 7), 7, now, lambda: more, warmed=warmed)
    again.take_up(read(file))
    return again, more


@pytest.mark.parametrize("stop", [1, 2, 9, 24])
def test_a_sitting_taken_up_again_asks_the_very_questions_it_would_have_asked(stop: int, tmp_path: Path) -> None:
    whole, first = Events(), Events()
    Driver(quiz(whole), right).run()
    Driver(quiz(first), right).run(stop_after=stop)
    again, more = taken_up(first, tmp_path)
    driver = Driver(again, right)
    driver.run()
    assert driver.titles()[0] == "Welcome back"
    assert driver.titles()[1] == f"Question {stop + 1} of 25"
    asked = [event["item"] for event in events(first, "shown") + events(more, "shown")]
    assert asked == [event["item"] for event in events(whole, "shown")]
    assert again.report is not None
    whole_report = events(whole, "submit")[0]["report"]
    assert again.report.to_dict()["skills"] == whole_report["skills"]


def test_the_question_on_screen_at_the_end_comes_back_in_the_same_order(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=4)
    shown = events(first, "shown")
    assert len(shown) == 5
    again, _ = taken_up(first, tmp_path)
    driver = Driver(again, right)
    driver.run(stop_after=1)
    page = driver.pages[1]
    assert isinstance(page, ItemPage)
    assert (page.item.id, list(page.order)) == (shown[4]["item"], shown[4]["order"])


def test_the_question_that_was_on_screen_when_it_broke_off_is_not_timed(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=4)
    again, more = taken_up(first, tmp_path)
    Driver(again, lambda page: Answered(key_answer(page.item.task), 0.5)).run(stop_after=2)
    times = {event["item"]: event["seconds"] for event in events(more, "answer")}
    assert list(times.values()) == [None, 0.5]


def test_the_clock_goes_on_where_it_stood_when_it_broke_off(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=4)
    again, _ = taken_up(first, tmp_path)
    driver = Driver(again, right)
    driver.run(stop_after=1)
    page = driver.pages[1]
    assert isinstance(page, ItemPage)
    assert page.elapsed == 4 * 30.0 + 4 * 1.0  # four answers, and saying four times how sure


def test_questions_that_have_changed_meanwhile_are_left_out_and_said_so(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=4)
    shown = [event["item"] for event in events(first, "shown")]
    other = replace(BANK.items[shown[0]], digest="another text")
    kept = {id: item for id, item in BANK.items.items() if id != shown[1]}
    changed = replace(wide_bank(), items={**kept, other.id: other})
    again, _ = taken_up(first, tmp_path, changed)
    driver = Driver(again, right)
    driver.run()
    welcome = driver.pages[0]
    assert isinstance(welcome, TextPage)
    text = " ".join(" ".join(welcome.body(200, False)).split())
    assert text.startswith("So far: 2 answers, of 25 questions.")
    assert "2 questions are no longer the same and are left out." in text
    assert again.report is not None
    assert shown[1] not in {row.item for row in again.report.responses}


def test_an_extended_sitting_is_taken_up_as_extended(tmp_path: Path) -> None:
    journal = Events()
    driver = Driver(quiz(journal), half_right, **{"What next?": "more"})
    driver.run(stop_after=28)
    again, more = taken_up(journal, tmp_path)
    driver = Driver(again, right)
    driver.run(stop_after=2)
    close = events(journal, "extend")[0]["skills"]
    assert {BANK.item(event["item"]).skill for event in events(more, "shown")} <= set(close)
    assert driver.titles()[1].startswith("Question 29 of at most ")


# What is said -------------------------------------------------------------------------------------------------------


def test_the_start_says_how_many_questions_and_minutes_and_where_answers_are() -> None:
    first = next(quiz(Events()).flow())
    assert isinstance(first, TextPage)
    text = " ".join(" ".join(first.body(80, False)).split())
    assert text.startswith(
        "25 questions about language, timeliness, meticulousness, privacy and responsibility, about 25 minutes with the "
        "report."
    )
    assert "in /home/ana/readiness" in text
    unsaved = next(quiz(Events(), saved_where=None, form="full").flow())
    assert isinstance(unsaved, TextPage)
    text = " ".join(" ".join(unsaved.body(80, False)).split())
    assert text.startswith("At most 60 questions")
    assert "Nothing is saved" in text


def test_untimed_answers_stay_untimed() -> None:
    driver = Driver(quiz(Events()), lambda page: Answered(key_answer(page.item.task), None))
    driver.run()
    assert driver.quiz.report is not None
    assert (driver.quiz.report.pace, driver.quiz.report.effort.flagged) == (None, 0)


def test_the_worst_act_in_a_critical_scene_heads_the_report() -> None:
    scenes = [item(f"s{n}", task=judgement("a", "d"), critical=True) for n in range(5)] + [item("c", task=choice())]
    on_bank = bank(scenes, ["language"])
    driver = Driver(
        quiz(Events(), on_bank=on_bank),
        lambda page: Answered({"best": "d", "worst": "a"} if page.item.type == "judgement" else "a", 30.0),
    )
    driver.run()
    report = next(page for page in driver.pages if page_title(page) == "Your readiness report")
    assert isinstance(report, DocumentPage)
    lines = [line.text for line in report.body(80, False, False)]
    assert lines.index("Fix first") < (lines.index("What to do next"))


# Whatever the journal holds -----------------------------------------------------------------------------------------


def welcome_of(again: Quiz) -> str:
    page = next(again.flow())
    assert isinstance(page, TextPage)
    return " ".join(" ".join(page.body(200, False)).split())


def gone_on_with(folder: Path, head: Started, *lines: bytes) -> Quiz:
    file = folder / "sitting.jsonl"
    file.write_bytes(b"".join([line_of(head, 0), *lines]))
    sitting = read(file)
    again = Quiz(BANK, Selector(BANK, "quick", 7), 7, now, lambda: Events(), warmed=EVERY_TYPE)
    again.take_up(sitting)
    return again


def test_an_answer_that_does_not_fit_its_question_is_left_out_and_the_question_asked_again(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=3)
    given = [event["item"] for event in events(first, "shown")]
    misfit = line_of(Responded(Response(given[1], ("zz",)), BANK.item(given[1]).digest, 9.0), 90)
    again = gone_on_with(tmp_path, HEAD, *first.lines, misfit)
    assert again.answered == 2
    assert "1 answer does not fit its question any more, so it is asked again." in welcome_of(again)
    driver = Driver(again, right)
    driver.run(stop_after=1)
    assert isinstance(driver.pages[1], ItemPage)
    assert driver.pages[1].item.id == given[1]


def test_a_form_and_a_skill_that_the_bank_no_longer_has_are_said(tmp_path: Path) -> None:
    again = gone_on_with(tmp_path, HEAD._replace(form="tiny", skills=("charm", "privacy")))
    text = welcome_of(again)
    assert "What form this sitting has cannot be told any more, so it goes on as one of the form quick." in text
    assert "The question bank no longer asks about charm." in text
    assert (again.selector.skills, again.selector.most) == (("privacy",), 5)


def test_damaged_lines_are_said_in_one_sentence(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=3)
    again = gone_on_with(tmp_path, HEAD, *first.lines, b"torn\n", b"torn too\n")
    assert again.answered == 3
    assert "2 lines of the saved sitting cannot be read and are left out. To see which: readiness data check" in (
        welcome_of(again)
    )


def test_an_answer_whose_question_line_is_lost_counts_by_its_digest(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=3)
    kept = [line for line in first.lines if not line.startswith(b'{"event": "shown"')]
    assert gone_on_with(tmp_path, HEAD, *kept).answered == 3
    other = [line_of(Responded(Response("language-00", "a"), "another text", 0.0), 1)]
    assert gone_on_with(tmp_path, HEAD, *other).answered == 0


def test_a_kill_between_an_answer_and_its_confidence_keeps_the_answer(tmp_path: Path) -> None:
    journal = Events()
    driver = Driver(quiz(journal), right)
    flow = driver.quiz.flow()
    page = next(flow)
    while page_title(page) != "How sure?":
        page = flow.send(driver.result(page))
    flow.close()
    again, _ = taken_up(journal, tmp_path)
    assert again.answered == 1
    driver = Driver(again, right)
    driver.run(stop_after=1)
    assert driver.titles()[1] == "Question 2 of 25"


def test_an_answer_is_marked_once_and_a_changed_one_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    marked: list[str] = []
    answer = Selector.answer

    def counting(self: Selector, response: Response) -> None:
        marked.append(response.item)
        answer(self, response)

    monkeypatch.setattr(Selector, "answer", counting)
    Driver(quiz(Events()), right).run(stop_after=24)
    assert (len(marked), len(set(marked))) == (24, 24)


# The clock ----------------------------------------------------------------------------------------------------------


def test_the_clock_goes_on_where_it_stopped(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=4)
    again, more = taken_up(first, tmp_path)
    driver = Driver(again, right)
    driver.run(stop_after=2)
    # Four questions of 30 seconds, each with a second for how sure; only what was written down counts.
    assert [page.elapsed for page in driver.pages if isinstance(page, ItemPage)] == [124.0, 155.0, 186.0]
    assert [event["elapsed"] for event in events(more, "answer")][-1] == 186.0


def test_who_was_away_was_not_thinking() -> None:
    """A quarter of an hour and ten times the usual seconds: a question of 20 s, then one of 70 s would allow 900 s."""
    journal = Events()
    seconds = iter([900.0, 901.0])
    driver = Driver(quiz(journal), lambda page: Answered(key_answer(page.item.task), next(seconds, 30.0)))
    driver.run(stop_after=3)
    asked = [page for page in driver.pages if isinstance(page, ItemPage)]
    assert [event["seconds"] for event in events(journal, "answer")][::2] == [900.0, None, 30.0]
    assert [page.elapsed for page in asked[:3]] == [0.0, 901.0, 902.0 + asked[1].item.seconds]
