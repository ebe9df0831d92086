"""Practice as a person meets it: pages, journal, commands, a week of it, and the test afterwards."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypeAlias

import pytest

import readiness.cli.practise
from readiness.bank.load import load_bank
from readiness.cli import main
from readiness.cli.practise import PracticePlan, Practicing, practise
from readiness.cli.taking import Plan, Taking
from readiness.ground.english import day_of_year
from readiness.ground.files import data_folder
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import ItemBank
from readiness.practise.cards import due_today
from readiness.practise.past import in_order, named_by_report
from readiness.report.text import text_lines
from readiness.report.value import Report
from readiness.sitting.events import PRACTICE, TEST
from readiness.sitting.journal import reopen
from readiness.sitting.kept import kept_for_practice
from readiness.sitting.pages import Answered, Chose, Flow, ItemPage, MenuPage, Page, PageResult, TextPage
from readiness.sitting.saved import Sitting, list_sittings
from tests.bank_folder import SOURCES
from tests.terminal import Terminal, python
from tests.test_practise_dates import parsed

MONDAY = datetime(2026, 3, 2, 18, tzinfo=timezone(timedelta(hours=-5)))
OnItem: TypeAlias = Callable[[ItemPage], PageResult]
TOPICS = {"clocks": "timeliness", "queues": "timeliness", "phi": "privacy", "mail": "privacy"}
BLUEPRINT = """\
bank: small
version: "1.0"
skills:
  timeliness: {title: Timeliness, about: On time., weight: 1}
  privacy: {title: Privacy, about: Keeping it safe., weight: 1}
competencies:
"""
COMPETENCY = """\
  {id}:
    skill: {skill}
    title: {title}
    about: About it.
    weight: 1
    study: [{{source: rule, part: whole page, minutes: 15}}]
"""
ITEM = """\
  - id: {topic}-{number:02}
    type: choice
    cognition: recall
    rating: 0.7
    seconds: 40
    stem: Who is told first in case {number} of {topic}?
    options:
      a: {{text: The officer, why: The rule says so.}}
      b: {{text: The patient {number}, why: That comes later.}}
      c: {{text: Nobody {number}, why: Somebody has to know.}}
    key: a
    why: The officer starts the clock.
    source: [{{id: rule, at: "§164.404"}}]
    review_by: "2027-11-30"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bank of two skills and four topics with 20 questions each, of which every fourth is kept for practice."""
    root = tmp_path / "questions"
    topics = "".join(COMPETENCY.format(id=id, skill=skill, title=id.title()) for id, skill in TOPICS.items())
    forms = "forms: {quick: {per_skill: 10}, first: {per_skill: 3}, full: {per_skill: 20}}\n"
    root.mkdir()
    (root / "blueprint.yaml").write_text(f"{BLUEPRINT}{topics}{forms}practice: {{share: 0.25, keep: 20}}\n")
    (root / "sources.yaml").write_text(SOURCES)
    for topic, skill in TOPICS.items():
        (root / skill).mkdir(exist_ok=True)
        items = "".join(ITEM.format(topic=topic, number=number) for number in range(1, 21))
        (root / skill / f"{topic}.yaml").write_text(f"competency: {topic}\nitems:\n{items}", encoding="utf-8")
    return root


@pytest.fixture
def small(folder: Path) -> ItemBank:
    return load_bank(folder)


def drive(flow: Flow, on_item: OnItem, **choices: str) -> list[Page]:
    """The pages of a flow, gone through by a person who goes on, and picks from menus what ``choices`` says by title."""
    wanted = {"How sure?": "think", "Review": "submit", "What next?": "done", "Finish now?": "finish", **choices}
    pages: list[Page] = []
    page = next(flow, None)
    while page is not None:
        pages.append(page)
        if isinstance(page, ItemPage):
            result = on_item(page)
        elif isinstance(page, MenuPage):
            result = Chose(wanted[page.title], 1.0)
        else:
            result = Chose(page.commands[0].result, 5.0)
        try:
            page = flow.send(result)
        except StopIteration:
            page = None
    return pages


def right(page: ItemPage) -> PageResult:
    return Answered(key_answer(page.item.task), 20.0)


def wrong(page: ItemPage) -> PageResult:
    return Answered("b", 20.0)


def plan(bank: ItemBank, at: datetime = MONDAY, **more: object) -> PracticePlan:
    return PracticePlan(bank, clock=lambda: at, **more)  # type: ignore[arg-type]  # of a test: any field


def practiced(
    bank: ItemBank, on_item: Callable[[ItemPage], PageResult], at: datetime = MONDAY, **more: object
) -> list[Page]:
    """One session, from its welcome to its end."""
    practicing = Practicing(plan(bank, at, **more))
    try:
        return drive(practicing.flow(), on_item)
    finally:
        practicing.close()


def took(bank: ItemBank, on_item: OnItem, at: datetime = MONDAY) -> Report:
    """One finished test."""
    taking = Taking(Plan(bank, "quick", (), 1, False, True, True, False, 80, lambda: at))
    try:
        drive(taking.flow(), on_item)
    finally:
        taking.close()
    assert taking.report is not None
    return taking.report


def saved(kind: str) -> list[Sitting]:
    return list_sittings(data_folder(), kind)


def lines(page: Page) -> str:
    assert isinstance(page, TextPage)
    return "\n".join(page.body(78, False))


def items(pages: list[Page]) -> list[ItemPage]:
    return [page for page in pages if isinstance(page, ItemPage)]


# One session --------------------------------------------------------------------------------------------------------


def test_an_answer_is_told_at_once_right_or_wrong_with_both_reasons_and_the_source(small: ItemBank) -> None:
    pages = practiced(small, wrong, seed=1)
    told = pages[2]
    assert isinstance(told, TextPage)
    assert told.title == "Not this time"
    assert lines(told).split("\n\n")[:3] == [
        "You said: The patient 16\nAbout your answer: That comes later.\nRight: The officer",
        "The officer starts the clock.",
        "Source: The Rule, §164.404 (An Office)\n  https://example.org/rule",
    ]
    assert "It comes once more in this session." in lines(told)
    assert "The question again:" not in lines(told)  # Line by line it stands above.


def test_a_hint_narrows_the_question_down_and_is_written_down(small: ItemBank) -> None:
    asked: list[ItemPage] = []

    def hinted(page: ItemPage) -> PageResult:
        asked.append(page)
        return Chose("hint", 3.0) if "hint" in page.commands else right(page)

    pages = practiced(small, hinted, seed=1)
    assert asked[0].item.id == asked[1].item.id
    assert asked[1].note.startswith("Hint: It is not number ")
    titles = [page.title for page in pages if isinstance(page, TextPage)]
    assert titles[1] == "Right, after a hint"
    first = saved(PRACTICE)[0].practiced[0]
    assert (first.hinted, first.credit, first.response.seconds) == (True, 1.0, 23.0)


def test_a_hint_that_was_written_is_shown_as_it_is(folder: Path) -> None:
    for file in folder.glob("*/*.yaml"):
        file.write_text(file.read_text().replace("    key: a\n", "    key: a\n    hint: Think of the rule.\n"))
    asked: list[ItemPage] = []

    def hinted(page: ItemPage) -> PageResult:
        asked.append(page)
        return Chose("hint", None) if "hint" in page.commands else right(page)

    practiced(load_bank(folder), hinted, seed=1)
    assert asked[1].note == "Hint: Think of the rule."


def test_who_asks_for_the_answer_is_told_and_asked_once_more(small: ItemBank) -> None:
    seen: list[str] = []

    def first_told(page: ItemPage) -> PageResult:
        seen.append(page.item.id)
        return Chose("tell", 9.0) if len(seen) == 1 else right(page)

    pages = practiced(small, first_told, seed=1)
    titles = [page.title for page in pages if isinstance(page, TextPage)]
    assert titles[1] == "Here is the answer"
    assert seen.count(seen[0]) == 2
    assert [page.note for page in items(pages) if page.item.id == seen[0]] == ["", "Once more: you missed this one."]
    assert saved(PRACTICE)[0].practiced[0].response.answer is None


def test_a_session_ends_with_what_was_done_and_when_to_come_back(small: ItemBank) -> None:
    missed: set[str] = set()

    def first_wrong(page: ItemPage) -> PageResult:
        if page.item.competency == "phi" and page.item.id not in missed:
            missed.add(page.item.id)
            return wrong(page)
        return right(page)

    pages = practiced(small, first_wrong, seed=1)
    end, menu = pages[-2:]
    assert lines(end).split("\n") == [
        "11 answers to 9 questions on 4 topics. 7 right on the first try, without a",
        "hint.",
        "You now get the other 2.",
        "",
        "When to come back:",
        "",
        "- Tomorrow: Phi",
        "- On Wednesday, March 4: Clocks, Queues and Mail",
        "",
        "Practice is never scored, and changes nothing in your report: only a quiz",
        "does.",
    ]
    assert isinstance(menu, MenuPage)
    assert [row.label for row in menu.rows] == ["Ten more minutes", "Done"]
    assert saved(PRACTICE)[0].finished


def test_the_journal_of_practice_is_private_and_whole(small: ItemBank, home: Path) -> None:
    practiced(small, right, seed=1)
    (file,) = (home / "sittings").iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    events = [json.loads(line) for line in file.read_text().splitlines()]
    assert [event.get("kind") for event in events[:3]] == ["practice", "practice", None]
    assert {event["event"] for event in events[2:]} == {"practiced", "end"}
    assert all("crc" in event for event in events)
    assert saved(TEST) == []


def test_a_session_that_was_left_goes_on_with_the_same_questions(small: ItemBank) -> None:
    whole = [page.item.id for page in items(practiced(small, wrong, seed=7))]
    for file in (data_folder() / "sittings").iterdir():
        file.unlink()
    met: list[str] = []

    def stopped(page: ItemPage) -> PageResult:
        met.append(page.item.id)
        if len(met) == 4:
            raise KeyboardInterrupt
        return wrong(page)

    with pytest.raises(KeyboardInterrupt):
        practiced(small, stopped, seed=7)
    assert len(saved(PRACTICE)[0].practiced) == 3
    pages = practiced(small, wrong, MONDAY + timedelta(hours=1))
    assert lines(pages[0]).startswith("You have given 3 answers. You go on where you stopped.")
    assert met[:3] + [page.item.id for page in items(pages)] == whole
    assert [len(one.practiced) for one in saved(PRACTICE)] == [len(whole)]


def test_wherever_a_journal_of_practice_is_cut_the_whole_answers_before_count(small: ItemBank) -> None:
    practiced(small, right, seed=1)
    (session,) = saved(PRACTICE)
    data = session.path.read_bytes()
    for cut in range(data.index(b"\n") + 1, len(data), 37):
        session.path.write_bytes(data[:cut])
        rows = data[:cut].split(b"\n")
        whole = sum(row.startswith(b'{"event": "practiced"') and row.endswith(b'"}') for row in rows)
        (found,) = saved(PRACTICE)
        assert found.practiced == session.practiced[:whole]
        assert sum(card.answers for card in Practicing(plan(small)).cards().values()) == whole
    session.path.write_bytes(data.replace(b'"credit": 1.0', b'"credit": 7.0'))
    assert saved(PRACTICE)[0].practiced == ()
    assert len(saved(PRACTICE)[0].damage) == len(session.practiced)


def test_a_session_open_in_another_window_is_left_alone(small: ItemBank) -> None:
    with pytest.raises(KeyboardInterrupt):
        practiced(small, stop_after(3), seed=7)
    (left,) = saved(PRACTICE)
    with reopen(left.path):
        practiced(small, right)
    assert sorted(len(session.practiced) == 3 for session in saved(PRACTICE)) == [False, True]


def test_a_session_left_days_ago_is_not_gone_on_with(small: ItemBank) -> None:
    with pytest.raises(KeyboardInterrupt):
        practiced(small, stop_after(3), seed=7)
    practiced(small, right, MONDAY + timedelta(days=3))
    assert len(saved(PRACTICE)) == 2


def stop_after(count: int) -> OnItem:
    met: list[str] = []

    def on_item(page: ItemPage) -> PageResult:
        met.append(page.item.id)
        if len(met) > count:
            raise KeyboardInterrupt
        return right(page)

    return on_item


# A week -------------------------------------------------------------------------------------------------------------


def test_a_week_of_practice_and_the_test_after_it(small: ItemBank) -> None:
    """Weak in phi at first; each evening ten minutes; then a test without one question of the week."""

    def weak(page: ItemPage) -> PageResult:
        return wrong(page) if page.item.competency == "phi" else right(page)

    first = took(small, weak)
    kept, seen = kept_for_practice(small), {row.item for row in first.responses}
    assert seen & kept == set()
    topics: list[list[str]] = []
    for day in range(1, 8):
        pages = practiced(small, weak if day == 1 else right, MONDAY + timedelta(days=day))
        topics.append([page.item.competency for page in items(pages)])
        assert {page.item.id for page in items(pages)} <= kept | seen
    assert topics[0][0] == "phi"
    assert topics[1][0] == "phi"  # Missed on the first day, so due on the second, and the weakest still.
    asked = {one.response.item for session in saved(PRACTICE) for one in session.practiced}
    again = took(small, right, MONDAY + timedelta(days=8))
    new = {row.item for row in again.responses}
    assert len(new) == 20
    assert new & (asked | kept | seen) == set()
    assert again.practiced == ()
    assert len(saved(PRACTICE)) == 7


def test_after_enough_practice_a_first_look_with_new_questions_is_offered(
    small: ItemBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = iter(["more", "privacy"])
    menus: list[MenuPage] = []
    taken: list[Plan] = []

    def show(flow: Flow, **_: object) -> None:
        last = drive(flow, right, **{"What next?": next(chosen)})[-1]
        assert isinstance(last, MenuPage)
        menus.append(last)

    def take(plan: Plan) -> int:
        taken.append(plan)
        return 7

    monkeypatch.setattr(readiness.cli.practise, "show_pages", show)
    monkeypatch.setattr(readiness.cli.practise, "take", take)
    assert practise(plan(small, skills=("privacy",))) == 7
    assert [[row.label for row in menu.rows] for menu in menus] == [
        ["Ten more minutes", "Done"],
        ["Ten more minutes", "First look at Privacy, with new questions: it is scored", "Done"],
    ]
    assert [(one.form, one.skills, one.save, one.seed) for one in taken] == [("first", ("privacy",), True, None)]


def test_due_asks_what_is_due_and_says_when_nothing_is(small: ItemBank, capsys: pytest.CaptureFixture[str]) -> None:
    practiced(small, wrong, competencies=("phi",), seed=1)
    assert practise(plan(small, due=True)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Nothing is due today.",
        "- Tomorrow: Phi",
        "To practice anyway: readiness practice",
    ]
    pages = practiced(small, right, MONDAY + timedelta(days=1), due=True)
    assert {page.item.competency for page in items(pages)} == {"phi"}
    assert "Due again: Phi." in lines(pages[0])


def test_plain_practice_begins_with_what_is_due_and_then_less_is_due(small: ItemBank) -> None:
    practiced(small, wrong, competencies=("mail", "queues"), seed=1)
    tomorrow = MONDAY + timedelta(days=1)
    for seed in range(5):
        practicing = Practicing(plan(small, tomorrow, seed=seed, save=False))
        asked = [page.item.competency for page in items(drive(practicing.flow(), right))]
        assert set(asked[:2]) == {"mail", "queues"}
    assert due_today(Practicing(plan(small, tomorrow)).cards(), tomorrow) == ["mail", "queues"]
    assert "Due again: " in lines(practiced(small, right, tomorrow)[0])
    assert due_today(Practicing(plan(small, tomorrow)).cards(), tomorrow) == []


def test_a_session_left_yesterday_gives_way_to_what_is_due_today(small: ItemBank) -> None:
    practiced(small, wrong, competencies=("phi",), seed=1)
    with pytest.raises(KeyboardInterrupt):
        practiced(small, stop_after(1), MONDAY + timedelta(hours=1), skills=("timeliness",), seed=2)
    pages = practiced(small, right, MONDAY + timedelta(days=1))
    assert isinstance(pages[0], TextPage)
    assert pages[0].title == "Practice"
    assert items(pages)[0].item.competency == "phi"


def test_practice_begins_with_what_the_newest_report_names_though_another_test_is_unfinished(small: ItemBank) -> None:
    with pytest.raises(KeyboardInterrupt):
        practiced(small, stop_after(3), seed=2)
    report = took(small, lambda page: wrong(page) if page.item.competency == "mail" else right(page))
    taking = Taking(Plan(small, "quick", (), 2, False, True, True, False, 80, lambda: MONDAY))
    with pytest.raises(KeyboardInterrupt):
        drive(taking.flow(), stop_after(2))
    taking.close()
    named = [step.competency for step in report.study]
    assert named[0] == "mail"
    pages = practiced(small, right)
    assert isinstance(pages[0], TextPage)
    assert pages[0].title == "Practice"
    assert [page.item.competency for page in items(pages)][: len(named)] == named
    assert named_by_report(saved(TEST), in_order(saved(PRACTICE))) == []


def test_a_clock_set_back_leaves_every_answer_in_its_place(small: ItemBank) -> None:
    practiced(small, wrong, MONDAY + timedelta(days=900), competencies=("phi",), seed=1)
    practiced(small, right, MONDAY, competencies=("phi",), seed=2)
    later, earlier = saved(PRACTICE)
    assert later.started.order > max(one.moment.order for one in earlier.practiced)
    practicing = Practicing(plan(small, MONDAY + timedelta(days=1)))
    card = practicing.cards()["phi"]
    assert card.answers == len(later.practiced) + len(earlier.practiced)
    assert card.due < MONDAY + timedelta(days=60)


def test_the_report_says_what_was_practiced_before(small: ItemBank) -> None:
    report = took(small, right)
    told = Report.from_dict({**report.to_dict(), "practiced": [report.responses[0].item]})
    said = " ".join(line.text for line in text_lines(told, today=MONDAY.date(), width=80, ascii=False))
    assert "You had practiced 1 of these 20 questions before: that makes it easier" in said
    assert Report.from_dict(told.to_dict()) == told


def test_what_a_report_names_can_be_practiced_at_once(small: ItemBank, monkeypatch: pytest.MonkeyPatch) -> None:
    taking = Taking(Plan(small, "quick", (), 1, False, True, True, False, 80, lambda: MONDAY))
    pages = drive(taking.flow(), wrong, **{"What next?": "practise"})
    taking.close()
    menu = pages[-1]
    assert isinstance(menu, MenuPage)
    assert "Practice what the report names: about ten minutes, not scored" in [row.label for row in menu.rows]
    assert taking.quiz is not None
    assert taking.report is not None
    assert taking.quiz.practise == tuple(step.competency for step in taking.report.study) != ()


# Commands -----------------------------------------------------------------------------------------------------------


def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, given: str, *arguments: str
) -> tuple[int, str, str]:
    """The program called in this process, with its input through a pipe."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8"))
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_practice_through_a_pipe_saves_what_was_answered(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("practise", "--bank", str(folder), "--seed", "1")
    code, out, error = run(capsys, monkeypatch, "\n1\n\n:h\n2\n\n", *command)
    assert code == 130
    assert "Hint: It is not number" in out
    assert error.splitlines()[-1] == "The input ended. 2 answers are saved. Go on: readiness practice"
    code, out, error = run(capsys, monkeypatch, "\n:f\n\n2\n", "practice", "--bank", str(folder))
    assert code == 0
    assert "You have given 2 answers." in out
    assert out.endswith("2 answers are saved. What is due, on any day: readiness practice --due\n")


def test_unknown_names_are_said_with_those_that_there_are(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        run(capsys, monkeypatch, "", "practise", "--bank", str(folder), *wanted)[::2]
        for wanted in (["--skill", "speed"], ["--competency", "fax"])
    ]
    assert found == [
        (1, "--skill speed: there is no such skill; there are timeliness, privacy\n"),
        (1, "--competency fax: there is no such competency; there are clocks, queues, phi, mail\n"),
    ]


@pytest.mark.parametrize("spelled", ["practice", "practise"])
def test_practice_is_known_in_both_spellings_and_answers_in_one(spelled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([spelled, "--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: readiness practice [-h]")


def test_where_all_questions_are_kept_for_tests_that_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blueprint = folder / "blueprint.yaml"
    blueprint.write_text(blueprint.read_text().replace("practice: {share: 0.25, keep: 20}\n", ""))
    code, _, error = run(capsys, monkeypatch, "", "practise", "--bank", str(folder), "--skill", "privacy")
    assert (code, error) == (
        1,
        "The questions on Phi and Mail are kept for tests until you have met them in one, so there is nothing to practice "
        "yet. Take the quiz first: readiness take\n",
    )


def test_nothing_is_kept_of_practice_that_is_not_to_be_saved(
    folder: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("practise", "--bank", str(folder), "--no-save")
    code, _, error = run(capsys, monkeypatch, "\n1\n\n", *given)
    assert (code, error) == (130, "\nThe input ended. Nothing was saved, as you asked with --no-save.\n")
    assert not home.exists()


def test_ones_own_practice_can_be_listed_taken_away_and_deleted(
    small: ItemBank, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    practiced(small, right, seed=1)
    (session,) = saved(PRACTICE)
    count = len(session.practiced)
    assert (
        run(capsys, monkeypatch, "", "data", "list")[1]
        == f"{session.id}  {day_of_year(session.started.at)}: practice, {count} answers\n"
    )
    assert run(capsys, monkeypatch, "", "data", "check")[1] == "1 practice session, nothing damaged.\n"
    file = tmp_path / "mine.jsonl"
    assert run(capsys, monkeypatch, "", "data", "export", "--practice", str(file))[0] == 0
    plain = json.loads(file.read_text())
    assert (plain["practice"], plain["bank"], len(plain["answers"])) == (1, "small", count)
    assert plain["answers"][0]["credit"] == 1.0
    assert run(capsys, monkeypatch, "", "report", session.id)[0] == 1
    assert run(capsys, monkeypatch, "", "data", "delete", session.id, "--yes")[1].startswith("Deleted: 1 practice session.")
    assert saved(PRACTICE) == []


def test_history_tells_practice_apart_from_sittings(
    small: ItemBank, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    practiced(small, wrong, MONDAY, seed=1)
    practiced(small, right, MONDAY + timedelta(days=7), seed=2)
    first, second = (len(session.practiced) for session in reversed(saved(PRACTICE)))
    code, out, _ = run(capsys, monkeypatch, "", "history")
    assert code == 0
    assert out.splitlines() == [
        "Practice",
        "--------",
        f"  Week of March 2, 2026: {first} answers, 0% right",
        f"  Week of March 9, 2026: {second} answers, 100% right",
        "  4 topics due today: readiness practice --due",
        "  Practice is never scored, and changes nothing in your report: only a quiz",
        "  does.",
    ]
    took(small, right, MONDAY + timedelta(days=8))
    assert "<h2>Practice</h2>" in run(capsys, monkeypatch, "", "history", "--format", "html")[1]


def test_the_menu_says_what_is_due(
    small: ItemBank, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Practice, ten minutes, not scored" in run(capsys, monkeypatch, "q\n", "--plain")[1]
    practiced(small, wrong, MONDAY, seed=1)
    assert "Practice: 4 topics due" in run(capsys, monkeypatch, "q\n", "--plain")[1]


def test_the_dates_of_return_go_into_a_calendar(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "practice.ics"
    command = ("practise", "--bank", str(folder), "--calendar", str(file))
    assert run(capsys, monkeypatch, "", *command)[::2] == (
        1,
        "Nothing was practiced yet, so there are no dates. Practice first: readiness practice\n",
    )
    practiced(load_bank(folder), wrong, seed=1)
    code, out, _ = run(capsys, monkeypatch, "", *command)
    assert (code, out) == (0, f"4 dates written to {file}. Open it with your calendar.\n")
    made = parsed(file.read_bytes())
    assert sorted(event.one("SUMMARY") for event in made.inside) == [
        "Practice: Clocks",
        "Practice: Mail",
        "Practice: Phi",
        "Practice: Queues",
    ]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_calendar_is_written_to_a_file_and_never_among_the_answers(
    folder: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    practiced(load_bank(folder), wrong, seed=1)
    for name, problem in (
        ("-", "--calendar -: name a file, such as practice.ics; calendars open files"),
        (str(home / "sittings" / "x.ics"), "your answers are kept in this folder; write to another one"),
    ):
        code, _, error = run(capsys, monkeypatch, "", "practise", "--bank", str(folder), "--calendar", name)
        assert (code, error.rstrip("\n").endswith(problem)) == (1, True)
    assert [file.suffix for file in (home / "sittings").iterdir()] == [".jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_practice_on_the_full_screen(folder: Path, home: Path) -> None:
    command = python("-m", "readiness", "practise", "--bank", str(folder), "--seed", "1")
    with Terminal(command, 80, 24, {"READINESS_HOME": str(home)}) as terminal:
        terminal.sees("Enter start")
        terminal.types("\r")
        terminal.sees("Practice 1:")
        terminal.types("h")
        terminal.sees("Hint:")
        terminal.resizes(40, 15)
        terminal.sees("Practice 1:")
        terminal.types("s")
        terminal.sees("Here is the answer")
        terminal.types("\r")
        terminal.sees("Practice 2:")
        terminal.types("\x03")
        assert terminal.ended() == 130
        assert "1answerissaved.Goon:readinesspractice" in "".join(terminal.emulator.text.split())
        assert terminal.restored()
