"""What stands on the pages of a sitting, and what its lists and offers lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer, served_order
from readiness.kinds.item_bank import ItemBank
from readiness.sitting.events import Responded, Shown
from readiness.sitting.pages import Answered, Chose, ItemPage, MenuPage, Page, PageResult, TextPage
from readiness.sitting.quiz import Quiz
from readiness.sitting.selection import Selector
from tests.banks import bank, item, order, wide_bank
from tests.test_quiz import BANK, EVERY_TYPE, Driver, Events, events, half_right, now, page_title, quiz, right, taken_up


def questions(driver: Driver) -> list[ItemPage]:
    return [page for page in driver.pages if isinstance(page, ItemPage) and not page.warm_up]


def choosing(driver: Driver, title: str, *results: str) -> Driver:
    """The driver, made to choose these results one after another on the pages whose title starts so."""
    left, otherwise = iter(results), driver.result

    def result(page: Page) -> PageResult:
        return Chose(next(left), 1.0) if page_title(page).startswith(title) else otherwise(page)

    driver.result = result  # type: ignore[method-assign]
    return driver


def in_one_line(page: Page) -> str:
    assert isinstance(page, TextPage)
    return " ".join(" ".join(page.body(200, False)).split())


# A question ---------------------------------------------------------------------------------------------------------


def test_a_question_says_how_much_lies_behind_and_what_to_quote_about_it() -> None:
    driver = Driver(quiz(Events()), right)
    driver.run()
    asked = questions(driver)
    assert [page.done for page in asked] == [n / 25 for n in range(25)]
    assert [page.about for page in asked] == [f"{page.item.id}, test-bank 1" for page in asked]
    assert not any(page.warm_up for page in asked)


def test_a_page_is_a_warm_up_only_without_a_place_in_the_sitting() -> None:
    page = ItemPage(item("i"), (), "Question 1 of 25", 0.0, 0.0)
    assert not page.warm_up
    assert page._replace(done=None).warm_up


@pytest.mark.parametrize(
    ("usual", "seconds", "time", "clock"),
    [
        (40.0, 900.0, 900.0, 900.0),  # a quarter of an hour may be thinking
        (40.0, 901.0, None, 40.0),
        (120.0, 1200.0, 1200.0, 1200.0),  # ten times as long as usual may be
        (120.0, 1201.0, None, 120.0),
    ],
)
def test_who_was_away_was_not_thinking(usual: float, seconds: float, time: float | None, clock: float) -> None:
    on_bank = bank([item(f"i{n}", seconds=usual) for n in range(6)], ["language"])
    journal = Events()
    driver = Driver(quiz(journal, on_bank=on_bank), lambda page: Answered("a", seconds))
    driver.run(stop_after=1)
    assert events(journal, "answer")[-1]["seconds"] == time
    assert questions(driver)[1].elapsed == clock + 1.0


# Going through the questions again ------------------------------------------------------------------------------------


def explained(*results: str) -> list[str]:
    """The numbers of the questions that are shown again, when these keys are pressed on them."""
    driver = choosing(Driver(quiz(Events()), right), "What next?", "explain", "done")
    result, left = driver.result, iter(results)

    def on_explained(page: Page) -> PageResult:
        is_explained = isinstance(page, TextPage) and page.title.startswith("Question ")
        return Chose(next(left), 1.0) if is_explained else result(page)

    driver.result = on_explained  # type: ignore[method-assign]
    driver.run()
    assert next(left, None) is None
    return [page.title.split()[1] for page in driver.pages if isinstance(page, TextPage) and page.title.startswith("Quest")]


def test_in_the_questions_explained_back_leads_back_and_at_the_first_nowhere() -> None:
    assert explained("next", "next", "back", "back", "back", "next", "done") == ["1", "2", "3", "2", "1", "1", "2"]


def test_after_the_last_question_explained_comes_the_choice_of_what_next() -> None:
    assert explained(*["next"] * 25) == [str(n) for n in range(1, 26)]


# Asking more ----------------------------------------------------------------------------------------------------------


def offer(on_bank: ItemBank, *, fixed: bool = False) -> tuple[str | None, list[str]]:
    """What is offered after a quick check close to the line, and the titles of the skills that came out as too close."""
    selector = Selector(on_bank, "quick", 7, fixed=fixed)
    sitting = Quiz(on_bank, selector, 7, now, Events, warmed=EVERY_TYPE)
    driver = Driver(sitting, half_right)
    driver.run()
    menu = driver.pages[-1]
    assert isinstance(menu, MenuPage)
    assert sitting.report is not None
    close = [one.title for one in sitting.report.skills.values() if one.level == "too-close"]
    return next((row.label for row in menu.rows if row.result == "more"), None), close


@pytest.mark.parametrize(
    ("per_skill", "more"),
    [
        (30, 15),  # to the 20 of the full form
        (12, 7),  # all there are
    ],
)
def test_the_offer_names_what_is_close_and_counts_the_questions_that_are_left(per_skill: int, more: int) -> None:
    label, close = offer(wide_bank(per_skill=per_skill))
    assert len(close) >= 2
    names = f"{', '.join(close[:-1])} and {close[-1]}"
    assert label == f"{names} are close: up to {more * len(close)} more questions may make it clearer"


def test_nothing_is_offered_where_no_question_is_left_or_the_form_is_fixed() -> None:
    for label, close in (offer(wide_bank(per_skill=5)), offer(BANK, fixed=True)):
        assert close
        assert label is None


def test_an_answer_that_is_changed_counts_as_it_is_now_in_what_comes_next() -> None:
    """The questions that follow, and when a skill is called, rest on the answers as they stand."""
    on_bank = bank([item(f"i{n}") for n in range(8)], ["language"])
    odds = {}
    for first in ("a", "c"):
        sitting = quiz(Events(), form="full", on_bank=on_bank)
        visits = iter(["a", "back", first, "a"])

        def on_item(page: ItemPage, visits: Iterator[str] = visits) -> PageResult:
            said = next(visits)
            return Chose("back", 1.0) if said == "back" else Answered(said, 30.0)

        Driver(sitting, on_item).run(stop_after=4)
        odds[first] = sitting.selector.odds("language")
    straight = Selector(on_bank, "full", 7)
    for answer in ("c", "a"):
        id = straight.next()
        assert id is not None
        straight.answer(Response(id, answer, 30.0))
    assert odds["c"] == pytest.approx(straight.odds("language"), abs=1e-12)
    assert odds["a"] > odds["c"]


# Before the first question --------------------------------------------------------------------------------------------


def start_of(form: str, skills: tuple[str, ...] = (), on_bank: ItemBank = BANK) -> str:
    return in_one_line(next(quiz(Events(), form=form, skills=skills, on_bank=on_bank).flow()))


def test_a_quick_check_says_beforehand_that_much_will_stay_open() -> None:
    said = "With so few questions, expect about half of the skills to come out as too close to call."
    assert said in start_of("quick")
    assert said in start_of("quick", ("privacy",))
    assert said not in start_of("full")


def test_the_minutes_promised_are_those_of_the_skills_asked_about() -> None:
    slow = [item(f"slow-{n}", "privacy", seconds=235.0) for n in range(6)]
    fast = [item(f"fast-{n}", "language", seconds=40.0) for n in range(6)]
    on_bank = bank([*slow, *fast], ["language", "privacy"])
    assert "about 9 minutes with the report." in start_of("quick", ("language",), on_bank)
    assert "about 25 minutes with the report." in start_of("quick", ("privacy",), on_bank)


# Taken up again -------------------------------------------------------------------------------------------------------


def test_taking_up_is_written_down_before_anything_else(tmp_path: Path) -> None:
    first = Events()
    Driver(quiz(first), right).run(stop_after=4)
    again, more = taken_up(first, tmp_path)
    Driver(again, right).run(stop_after=2)
    assert [event["event"] for event in more.events].count("resume") == 1
    assert more.events[0]["event"] == "resume"


def test_time_on_a_question_counts_when_the_person_leaves_from_a_pause(tmp_path: Path) -> None:
    first = Events()
    leaving = Driver(
        quiz(first), lambda page: Chose("pause", 15.0) if "Question 3" in page.heading else right(page), Paused="leave"
    )
    with pytest.raises(KeyboardInterrupt):
        leaving.run()
    again, _ = taken_up(first, tmp_path)
    driver = Driver(again, right)
    driver.run(stop_after=1)
    assert questions(driver)[0].elapsed == 2 * 31.0 + 15.0


def test_the_time_of_the_review_counts_in_what_was_submitted() -> None:
    journal = Events()
    Driver(quiz(journal), right).run()
    assert [event["elapsed"] for event in events(journal, "submit")] == [25 * 31.0 + 1.0]


def test_options_come_back_in_the_order_in_which_they_were_shown_whatever_the_seed_says(tmp_path: Path) -> None:
    on_bank = bank([item("i0")], ["language"])
    drawn = served_order(on_bank.item("i0"), 7)
    for order_shown, wanted in ((drawn[::-1], drawn[::-1]), (("a", "b", "z"), drawn)):
        journal = Events()
        journal.append(Shown("i0", on_bank.item("i0").digest, order_shown))
        again, _ = taken_up(journal, tmp_path, on_bank)
        driver = Driver(again, right)
        driver.run(stop_after=0)
        assert questions(driver)[0].order == wanted


@pytest.mark.parametrize(("answered", "kept"), [("digest of i0", 1), ("another text", 0)])
def test_an_answer_to_another_text_than_the_one_shown_is_left_out(answered: str, kept: int, tmp_path: Path) -> None:
    on_bank = bank([item(f"i{n}") for n in range(6)], ["language"])
    journal = Events()
    journal.append(Shown("i0", "digest of i0", ("a", "b", "c")))
    journal.append(Responded(Response("i0", "a", 30.0), answered, 30.0))
    again, _ = taken_up(journal, tmp_path, on_bank)
    assert again.answered == kept


@pytest.mark.parametrize(("fingerprint", "kept"), [("f00d", 1), ("another bank", 0)])
def test_an_answer_without_a_digest_counts_only_while_the_whole_bank_is_the_same(
    fingerprint: str, kept: int, tmp_path: Path
) -> None:
    on_bank = replace(bank([item(f"i{n}") for n in range(6)], ["language"]), fingerprint=fingerprint)
    journal = Events()
    journal.append(Responded(Response("i0", "a", 30.0), None, 30.0))
    again, _ = taken_up(journal, tmp_path, on_bank)
    assert again.answered == kept


def test_a_warm_up_of_the_first_part_is_not_shown_again(tmp_path: Path) -> None:
    on_bank = bank([item(f"i{n}", task=order(1, 1, 1)) for n in range(8)], ["language"])
    first = Events()
    driver = Driver(quiz(first, on_bank=on_bank, warmed=()), right)
    driver.run(stop_after=2)
    assert driver.titles().count("Warm-up") == 1
    again, _ = taken_up(first, tmp_path, on_bank, warmed=())
    driver = Driver(again, lambda page: Answered(key_answer(page.item.task), 30.0))
    driver.run()
    assert "Warm-up" not in driver.titles()
