"""The pages of one practice session, and what is written of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from readiness.ground.items import Item
from readiness.ground.responses import Answer, Response
from readiness.practise.cards import Card
from readiness.practise.feedback import feedback, verdict
from readiness.practise.flow import DONE, MORE, Practice, Texts
from readiness.practise.session import Session
from readiness.practise.words import NOT_SCORED, due_lines, outcome_lines, plan_lines, practice_lines, week_lines, when
from readiness.sitting.events import Ended, Event, Moment, Practiced, Resumed, moment
from readiness.sitting.pages import Answered, Chose, Flow, ItemPage, MenuPage, Page, PageResult, TextPage
from readiness.sitting.record import AWAY_SECONDS
from tests.banks import bank, item
from tests.samples import CHOICE, ENTRY, JUDGEMENT, MARK
from tests.test_practise import NOON, NOTHING, made, topic_bank

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


@pytest.mark.parametrize(
    ("generated", "again"),
    [(0, "The same question, now without a hint."), (4, "Another of the same kind, now without a hint.")],
)
def test_what_was_right_after_a_hint_comes_again_without_being_called_missed(generated: int, again: str) -> None:
    results: list[PageResult] = [START, Chose("hint", 1.0), RIGHT, NEXT]
    for _ in range(5):
        results += [RIGHT, NEXT]
    pages = run(practice(Log(), generated=generated).flow(), results)
    notes = [page.note for page in pages if isinstance(page, ItemPage)]
    assert [note for note in notes if note and not note.startswith("Hint:")] == [again]


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
        (CHOICE, "b", True, "Not this time"),
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


def session_of(*asked: tuple[str, float]) -> Session:
    """A session in which these items were asked, each with what its answer earned."""
    session = Session(topic_bank(), ["w", "x"], 1, NOTHING)
    for id, credit in asked:
        session.answer(id, id[0], credit=credit, hinted=False)
    return session


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            [("w-00", 1.0)],
            ["You answered 1 question on 1 topic. 1 right on the first try, without a hint."],
        ),
        (
            [("w-00", 1.0), ("x-00", 1.0), ("w-00", 0.0)],
            [
                "3 answers to 2 questions on 2 topics. 2 right on the first try, without a hint.",
                "Not yet right without help: W.",
            ],
        ),
        (
            [("w-g0@1", 0.0), ("x-00", 0.5), ("w-g0@2", 1.0)],
            [
                "3 answers to 2 questions on 2 topics. None right on the first try, without a hint.",
                "You now get 1 of the other 2.",
                "Not yet right without help: X.",
            ],
        ),
        (
            [("w-g0@1", 0.0), ("x-00", 0.0), ("w-g0@2", 1.0), ("x-00", 1.0)],
            [
                "4 answers to 2 questions on 2 topics. None right on the first try, without a hint.",
                "You now get the other 2.",
            ],
        ),
        (
            [("w-gone", 0.0), ("x-00", 1.0)],
            ["You answered 2 questions on 2 topics. 1 right on the first try, without a hint."],
        ),
    ],
)
def test_what_a_session_came_to_in_words(asked: list[tuple[str, float]], said: list[str]) -> None:
    cards = {"w": Card(NOON + timedelta(days=1), 1), "x": Card(NOON + timedelta(days=3), 1), "y": Card(NOON, 1)}
    lines = outcome_lines(topic_bank(), session_of(*asked), cards, NOON)
    back = ["- Tomorrow: W", "- On Thursday, March 5: X"][: len({id[0] for id, _ in asked})]
    assert lines == [*said, "", "When to come back:", "", *back, "", NOT_SCORED]


@pytest.mark.parametrize(
    ("due", "said"), [((), []), (("x", "y"), ["Due again: X.", ""]), (("w", "x"), ["Due again: W and X.", ""])]
)
def test_what_is_about_to_be_practiced_names_the_topics_and_those_that_are_due(
    due: tuple[str, ...], said: list[str]
) -> None:
    lines = plan_lines(topic_bank(), Session(topic_bank(), ["w", "x"], 1, NOTHING), due)
    assert lines[: len(said) + 2] == ["About ten minutes, in turns: W and X.", "", *said]
    assert lines[len(said) + 2].startswith("After each question ")
    assert lines[-1] == NOT_SCORED


def test_the_start_says_that_other_topics_can_follow_where_there_are_more() -> None:
    items = [item(f"{id}-g", "privacy", id, template="t", generate=made) for id in "abcdef"]
    session = Session(bank(items, ["privacy"]), list("abcdef"), 1, NOTHING)
    assert plan_lines(session.bank, session, [])[0] == (
        "About ten minutes, in turns: A, B, C and D. When they have no new question left, other topics follow."
    )


def test_one_topic_alone_takes_no_turns() -> None:
    assert plan_lines(topic_bank(), Session(topic_bank(), ["w"], 1, NOTHING), [])[0] == "About ten minutes: W."


def test_topics_stand_by_the_day_on_which_they_are_due_and_what_is_overdue_is_due_today() -> None:
    days = {"w": 3, "x": -2, "y": 1, "z": 0, "gone": 1}
    cards = {id: Card(NOON + timedelta(days=day), 1) for id, day in days.items()}
    assert due_lines(topic_bank(), cards, NOON) == ["- Today: X and Z", "- Tomorrow: Y", "- On Thursday, March 5: W"]
    assert due_lines(topic_bank(), {}, NOON) == []


@pytest.mark.parametrize(("days", "words"), [(299, "on Saturday, December 26"), (300, "on December 27, 2026")])
def test_a_far_day_is_named_with_its_year(days: int, words: str) -> None:
    assert when(NOON.date() + timedelta(days=days), NOON.date()) == words


def test_weeks_of_practice_begin_on_monday_and_the_oldest_stands_first() -> None:
    def given(day: int, credit: float) -> Practiced:
        return Practiced(moment(NOON + timedelta(days=day)), "w", Response("w-00", "a"), "d", credit, False, 0.0)

    answers = [given(7, 1.0), given(0, 1.0), given(6, 0.5), given(3, 1.0), given(-1, 0.0)]
    assert week_lines(answers) == [
        "Week of February 23, 2026: 1 answer, 0% right",
        "Week of March 2, 2026: 3 answers, 67% right",
        "Week of March 9, 2026: 1 answer, 100% right",
    ]
    assert practice_lines([], 0) == ["Practice", "  Nothing is due today.", f"  {NOT_SCORED}"]
    assert practice_lines(answers[:1], 2) == [
        "Practice",
        "  Week of March 9, 2026: 1 answer, 100% right",
        "  2 topics due today: readiness practice --due",
        f"  {NOT_SCORED}",
    ]


@pytest.mark.parametrize(("spoken", "after"), [(True, ""), (True, "It comes."), (False, ""), (False, "It comes.")])
@pytest.mark.parametrize("answer", ["a", "b", None])
def test_feedback_tells_both_reasons_the_source_and_the_question_unless_it_still_stands_there(
    answer: str | None, spoken: bool, after: str
) -> None:
    one = topic_bank()
    own = {
        "a": [],
        "b": ["You said: Option b", "About your answer: Because of b.", "Right: Option a", ""],
        None: ["Right: Option a", ""],
    }
    marks = {
        "a": ["  1. Option c", "+ 2. Option a  [your answer, right]", "  3. Option b"],
        "b": ["  1. Option c", "> 2. Option a  [right answer]", "x 3. Option b  [your answer]"],
        None: ["  1. Option c", "> 2. Option a  [right answer]", "  3. Option b"],
    }
    source = ["Source: The Book, page 1 (The Publisher)", "  https://example.org/book"]
    question = ["", "The question again:", "", "A scene. What is right in w-00?", "", *marks[answer]]
    assert feedback(one, one.items["w-00"], answer, ("c", "a", "b"), after=after, spoken=spoken) == [
        *own[answer],
        "This is why, for w-00.",
        "",
        *source,
        *(["", after] if after else []),
        *([] if spoken else question),
    ]


def test_the_question_again_is_shown_whole_with_its_exhibit_in_the_width() -> None:
    one = replace(CHOICE, exhibit="A note that explains all there is to know")
    lines = feedback(topic_bank(), one, "b", ("a", "b", "c", "d"), after="", spoken=False, width=24)
    again = lines[lines.index("The question again:") :]
    assert again[2:6] == ["  A note that explains", "  all there is to know", "", one.stem]


@pytest.mark.parametrize(("spoken", "own"), [(False, ["You said: March 4, 2026", ""]), (True, [])])
def test_a_right_entry_is_told_once_and_no_rule_of_writing_follows(spoken: bool, own: list[str]) -> None:
    lines = feedback(topic_bank(), ENTRY, "2026-03-04", (), after="", spoken=spoken)
    assert lines[: len(own) + 1] == [*own, ENTRY.why]
    assert not any(line.startswith("Write a ") for line in lines)
