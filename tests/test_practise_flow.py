"""The pages of one practice session, and what is written of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

import pytest

from readiness.ground.items import Item
from readiness.ground.responses import Answer
from readiness.practise.feedback import verdict
from readiness.practise.flow import DONE, MORE, Practice, Texts
from readiness.practise.session import Session
from readiness.sitting.events import Ended, Event, Moment, Practiced, Resumed, moment
from readiness.sitting.pages import Answered, Chose, Flow, ItemPage, MenuPage, Page, PageResult, TextPage
from readiness.sitting.record import AWAY_SECONDS
from tests.samples import CHOICE, JUDGEMENT, MARK
from tests.test_practise import NOON, NOTHING, topic_bank

START, LEAVE, NEXT, FINISH = (Chose(what, 2.0) for what in ("start", "leave", "next", "finish"))
RIGHT, WRONG = Answered("a", 30.0), Answered("b", 30.0)


class Log:
    """What is written, and how often it was opened."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.opened = 0

    def open(self) -> Log:
        self.opened += 1
        return self

    def append(self, event: Event) -> None:
        self.events.append(event)

    @property
    def answers(self) -> list[Practiced]:
        return [event for event in self.events if isinstance(event, Practiced)]


def practice(log: Log, *, generated: int = 0, resumed: bool = False, offers: Mapping[str, str] | None = None) -> Practice:
    ticks = iter(range(1000))

    def now() -> Moment:
        return moment(NOON + timedelta(seconds=next(ticks)))

    session = Session(topic_bank(written=8, generated=generated, share=1.0), ["w", "x"], 1, NOTHING)
    texts = Texts(["Before."], lambda: ["At the end."], lambda: offers or {})
    return Practice(session, now, log.open, texts, elapsed=7.0, resumed=resumed)


def run(flow: Flow, results: Iterable[PageResult]) -> list[Page]:
    """The pages that come when these results are given, the last of them unanswered if there are too few."""
    pages = [next(flow)]
    for result in results:
        try:
            pages.append(flow.send(result))
        except StopIteration:
            return [*pages]
    return pages


def keys(page: Page) -> list[tuple[str, str, str]]:
    assert isinstance(page, TextPage | MenuPage)
    rows = page.rows if isinstance(page, MenuPage) else ()
    return [(one.key, one.label, one.result) for one in (*rows, *page.commands)]


# Before -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("resumed", "title", "label"), [(False, "Practice", "start"), (True, "Welcome back", "go on")])
def test_a_session_starts_with_a_page_of_its_own(resumed: bool, title: str, label: str) -> None:
    log = Log()
    one = practice(log, resumed=resumed)
    first, second = run(one.flow(), [START])
    assert isinstance(first, TextPage)
    assert (first.title, keys(first)) == (title, [("enter", label, "start"), ("q", "leave", "leave")])
    assert first.body(80, False) == ["Before."]
    assert isinstance(second, ItemPage)
    assert log.events == ([Resumed(moment(NOON))] if resumed else [])
    assert (log.opened, one.started, one.ended) == (1, True, False)


@pytest.mark.parametrize("result", [LEAVE, RIGHT])
def test_who_leaves_at_once_leaves_nothing_behind(result: PageResult) -> None:
    log = Log()
    one = practice(log)
    assert len(run(one.flow(), [result])) == 1
    assert (log.opened, log.events, one.started, one.ended, one.chosen) == (0, [], False, False, DONE)


# A question ---------------------------------------------------------------------------------------------------------


def test_a_question_says_its_topic_and_what_can_be_done() -> None:
    pages = run(practice(Log()).flow(), [START, RIGHT, NEXT])
    first, second = pages[1], pages[3]
    assert isinstance(first, ItemPage)
    assert isinstance(second, ItemPage)
    assert (first.heading, second.heading) == ("Practice 1: W", "Practice 2: X")
    assert (first.done, second.done) == (0.0, 0.1)
    assert (first.elapsed, second.elapsed) == (7.0, 39.0)
    assert (first.note, first.commands) == ("", ("hint", "tell", "finish", "help"))
    assert first.about == f"{first.item.id}, test-bank 1"


def test_an_answer_is_written_with_what_it_earned_and_the_next_question_comes() -> None:
    log = Log()
    one = practice(log)
    pages = run(one.flow(), [START, RIGHT, NEXT, WRONG])
    first, second = log.answers
    assert [(event.credit, event.hinted, event.response.answer) for event in (first, second)] == [
        (1.0, False, "a"),
        (0.0, False, "b"),
    ]
    assert [event.response.seconds for event in (first, second)] == [30.0, 30.0]
    assert [event.elapsed for event in (first, second)] == [37.0, 69.0]
    assert [event.competency for event in (first, second)] == ["w", "x"]
    assert first.digest == one.bank.item(first.response.item).digest
    assert one.answers == log.answers
    assert keys(pages[2]) == keys(pages[4]) == [("enter", "next", "next"), ("f", "finish", "finish")]


@pytest.mark.parametrize(
    ("generated", "after", "again"),
    [
        (0, "It comes once more in this session.", "Once more: you missed this one."),
        (4, "Another one like it comes soon.", "Once more, another one of the kind you missed."),
    ],
)
def test_what_was_missed_is_promised_again_and_then_comes_with_a_word(generated: int, after: str, again: str) -> None:
    results: list[PageResult] = [START, WRONG, NEXT]
    for _ in range(5):
        results += [RIGHT, NEXT]
    pages = run(practice(Log(), generated=generated).flow(), results)
    told = [page.body(200, False) for page in pages if isinstance(page, TextPage)][1:]
    assert [after in lines for lines in told] == [True, *[False] * 5]
    notes = [page.note for page in pages if isinstance(page, ItemPage)]
    assert [note for note in notes if note] == [again]


def test_a_hint_takes_the_place_of_the_note_and_can_be_had_once() -> None:
    log = Log()
    pages = run(practice(log).flow(), [START, Chose("hint", 5.0), RIGHT])
    page = pages[2]
    assert isinstance(page, ItemPage)
    assert page.note.startswith("Hint: It is not number ")
    assert (page.commands, page.elapsed) == (("tell", "finish", "help"), 12.0)
    (given,) = log.answers
    assert (given.hinted, given.credit, given.response.seconds, given.elapsed) == (True, 1.0, 35.0, 42.0)


def test_who_is_told_the_answer_has_earned_nothing() -> None:
    log = Log()
    one = practice(log)
    run(one.flow(), [START, Chose("tell", 5.0)])
    (given,) = log.answers
    assert (given.response.answer, given.credit, given.hinted, given.response.seconds) == (None, 0.0, False, 5.0)
    assert one.session.pending == {given.response.item}


@pytest.mark.parametrize(("away", "seconds", "elapsed"), [(AWAY_SECONDS, 930.0, 937.0), (AWAY_SECONDS + 1, None, 37.0)])
def test_who_was_away_was_not_practicing(away: float, seconds: float | None, elapsed: float) -> None:
    log = Log()
    run(practice(log).flow(), [START, Chose("hint", away), RIGHT])
    (given,) = log.answers
    assert (given.response.seconds, given.elapsed) == (seconds, elapsed)


@pytest.mark.parametrize(
    ("item", "answer", "hinted", "words"),
    [
        (CHOICE, "a", False, "Right"),
        (CHOICE, "a", True, "Right, after a hint"),
        (CHOICE, "b", True, "Not right"),
        (CHOICE, None, True, "Here is the answer"),
        (JUDGEMENT, {"best": "a", "worst": "c"}, False, "Partly right"),
        (JUDGEMENT, {"best": "a", "worst": "d"}, False, "Right"),
        (MARK, ("s1",), True, "Partly right"),
    ],
)
def test_how_an_answer_went_in_a_few_words(item: Item, answer: Answer, hinted: bool, words: str) -> None:
    assert verdict(item, answer, hinted) == words


# After --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("results", [[RIGHT, FINISH], [RIGHT, NEXT, FINISH], [RIGHT, WRONG]])
def test_a_session_that_is_finished_ends_with_what_was_done_and_what_can_follow(results: list[PageResult]) -> None:
    log = Log()
    one = practice(log, offers={"first": "Take a first look"})
    pages = run(one.flow(), [START, *results, Chose("on", 1.0), Chose("first", 1.0)])
    *_, done, menu = pages
    assert isinstance(done, TextPage)
    assert (done.title, done.body(80, False), keys(done)) == ("Done for now", ["At the end."], [("enter", "go on", "on")])
    assert isinstance(menu, MenuPage)
    assert (menu.title, menu.body) == ("What next?", "")
    assert keys(menu) == [
        ("1", "Ten more minutes", MORE),
        ("2", "Take a first look", "first"),
        ("3", "Done", DONE),
        ("q", "done", DONE),
    ]
    assert isinstance(log.events[-1], Ended)
    assert (one.ended, one.chosen, len(log.answers)) == (True, "first", 1)


def test_a_session_in_which_nothing_was_asked_ends_without_a_word() -> None:
    log = Log()
    one = practice(log)
    pages = run(one.flow(), [START, Chose("finish", 3.0)])
    assert [type(page) for page in pages] == [TextPage, ItemPage]
    assert log.events == [Ended(moment(NOON), 10.0)]
    assert (one.ended, one.chosen) == (True, DONE)
