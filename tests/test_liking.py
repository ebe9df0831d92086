"""Would I like it: choices between working days, kept as they are made, and what of the work meets them."""

from __future__ import annotations

import json
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.bank.career import load_career
from readiness.ground.career import Career
from readiness.ground.english import day_of_year
from readiness.report.career import like_sections
from readiness.report.text import section_lines
from readiness.sitting.events import LIKING
from readiness.sitting.journal import MemoryJournal, reopen
from readiness.sitting.liking import LikeFlow, Liking, orders
from readiness.sitting.pages import Chose, DocumentPage, MenuPage, Page, TextPage
from readiness.sitting.saved import list_sittings
from tests.careers import bank_with, small_career
from tests.terminal import Terminal, python
from tests.test_cli import called, run

CAREER = load_career()
assert CAREER is not None


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("READINESS_HOME", str(folder))
    return folder


def shipped() -> Career:
    assert CAREER is not None
    return CAREER


# The order of the sides ---------------------------------------------------------------------------------------------


@given(st.integers(0, 10**6))
def test_each_letter_stands_first_in_half_of_the_choices(seed: int) -> None:
    first = [order[0] for order in orders(shipped(), seed).values()]
    assert sorted(first) == ["a"] * 6 + ["b"] * 6
    assert all(sorted(order) == ["a", "b"] for order in orders(shipped(), seed).values())


def test_the_same_seed_gives_the_same_order() -> None:
    assert "".join(order[0] for order in orders(shipped(), 7).values()) == "aabbabbaabba"


# What is told -------------------------------------------------------------------------------------------------------


def told(career: Career, pick: Callable[[str], str]) -> str:
    chosen = {choice.id: pick(choice.id) for choice in career.choices}
    return " ".join(line.text.strip() for line in section_lines(like_sections(career, chosen), 80, False))


def test_who_loves_desk_work_and_who_hates_it_are_told_different_things_that_hold() -> None:
    loves, hates = told(shipped(), lambda _: "a"), told(shipped(), lambda _: "b")
    assert "What of the work meets what you chose" in loves
    assert "What of the work is not what you chose" not in loves
    assert "- You chose a day at the computer. People in this work typically spend many hours there." in loves
    assert "What of the work meets what you chose" not in hates
    assert "- You chose a day on your feet. This work is typically done at a computer, for many hours." in hates
    assert "Medical assistants, who also start with a certificate" in hates


def test_nothing_is_counted_and_nothing_is_judged() -> None:
    for pick in ("a", "b"):
        text = told(shipped(), lambda _, pick=pick: pick).partition("How to read this")[0]  # type: ignore[misc]
        assert not re.search(r"\d|%|score|match|suited|should not|wrong for you", text.replace("counted", ""))


def test_whoever_likes_changing_tools_is_told_what_is_met_and_apart_from_it_the_risk() -> None:
    text = told(shipped(), lambda _: "a").partition("What depends on the job")[0]
    assert (
        "Tools do change here: software with artificial intelligence makes coding more efficient. It may also mean" in text
    )


def test_each_choice_is_told_by_the_side_that_was_chosen_under_the_heading_of_its_fit(tmp_path: Path) -> None:
    career = small_career(tmp_path)
    assert [
        (part.id, [block.items for block in part.blocks if hasattr(block, "items")])
        for part in like_sections(career, {"seat": "b", "hours": "a"})
    ] == [
        ("like", []),
        ("like-depends", [("You chose days. Some have them.",)]),
        ("like-differs", [("You chose to stand. People here sit.",)]),
        ("like-read", []),
    ]


def test_the_shipped_choices_are_twelve_that_tell_each_side_something_of_its_own() -> None:
    choices = shipped().choices
    assert len(choices) == 12
    assert all(choice.sides["a"].told != choice.sides["b"].told for choice in choices)
    fits = [(choice.sides["a"].fit, choice.sides["b"].fit) for choice in choices]
    assert fits.count(("meets", "differs")) == 9
    assert fits.count(("meets", "depends")) == 2
    assert fits.count(("depends", "depends")) == 1
    assert {choice.reading.source for choice in choices} == {"bls-ooh", "onet-29-2072"}


# The pages ----------------------------------------------------------------------------------------------------------


def liking(career: Career, log: MemoryJournal | None = None) -> Liking:
    return Liking(career, lambda: 7, lambda seed: log or MemoryJournal())


def called_by(page: Page) -> str:
    """The heading of a page to answer, or the title of one to read."""
    return page.title if isinstance(page, TextPage | DocumentPage) else page.heading


def go(flow: LikeFlow, *results: str) -> list[str]:
    """The titles of the pages met by someone who does that; the last is what the flow came to, if it ended."""
    titles = []
    try:
        page = next(flow)
        for result in results:
            titles.append(called_by(page))
            page = flow.send(Chose(result, None))
        titles.append(called_by(page))
    except StopIteration as end:
        titles.append(str(end.value))
    return titles


def test_the_pages_from_the_first_to_what_came_of_it(tmp_path: Path) -> None:
    pages = go(liking(small_career(tmp_path)).flow(), "start", "b", "back", "a", "a", "done")
    assert pages == [
        "Would I like it?",
        "Choice 1 of 2",
        "Choice 2 of 2",
        "Choice 1 of 2",
        "Choice 2 of 2",
        "Would I like it?",
        "done",
    ]


def test_a_choice_is_changed_by_going_back_and_made_anew_by_choosing_again(tmp_path: Path) -> None:
    logs: list[MemoryJournal] = []

    def open_log(seed: int) -> MemoryJournal:
        logs.append(MemoryJournal())
        return logs[-1]

    one = Liking(small_career(tmp_path), lambda: 7, open_log)
    flow = one.flow()
    go(flow, "start", "b", "b", "back", "a")
    assert (one.chosen, len(logs)) == ({"seat": "b", "hours": "a"}, 1)
    flow = one.flow()
    assert go(flow, "again", "a", "leave")[1:3] == ["Choice 1 of 2", "Choice 2 of 2"]
    assert (one.chosen, one.complete, len(logs)) == ({"seat": "a"}, False, 2)


def test_who_only_looks_leaves_nothing_behind(tmp_path: Path) -> None:
    def never(seed: int) -> MemoryJournal:
        raise AssertionError("a journal was opened")

    assert go(Liking(small_career(tmp_path), lambda: 7, never).flow(), "start", "leave")[-1] == "done"


def test_nothing_is_preselected_but_what_was_chosen_before(tmp_path: Path) -> None:
    flow = liking(small_career(tmp_path)).flow()
    assert isinstance(next(flow), TextPage)
    first = flow.send(Chose("start", None))
    assert isinstance(first, MenuPage)
    assert first.start is None
    flow.send(Chose("b", None))
    again = flow.send(Chose("back", None))
    assert isinstance(again, MenuPage)
    assert again.start == "b"


def test_from_what_came_of_it_one_goes_on_to_whether_it_is_worth_it(tmp_path: Path) -> None:
    flow = liking(small_career(tmp_path)).flow()
    go(flow, "start", "a", "a")
    result = None
    try:
        flow.send(Chose("worth", None))
    except StopIteration as end:
        result = end.value
    assert result == "worth"


# Kept ---------------------------------------------------------------------------------------------------------------


def test_what_was_chosen_is_kept_and_gone_on_with(tmp_path: Path, home: Path) -> None:
    bank = str(bank_with(tmp_path))
    stopped = run("career", "--like", "--plain", "--bank", bank, given="\n1\n")
    assert stopped.returncode == 130
    onward = "Go on where you stopped: readiness career --like\n"
    assert stopped.stderr.endswith(f"The input ended. Saved: 1 of 2 choices. {onward}")
    (kept,) = list_sittings(home, LIKING)
    assert list_sittings(home) == []
    assert sys.platform == "win32" or stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    on = run("career", "--like", "--plain", "--bank", bank, given="\n2\n")
    assert "So far: 1 of 2 choices." in on.stdout
    assert "Choice 1 of 2" not in on.stdout
    assert on.stdout.endswith("Saved: 2 choices. See what they met again: readiness career --like\n")
    assert (on.returncode, len(list_sittings(home, LIKING))) == (0, 1)
    again = run("career", "--like", "--plain", "--bank", bank)
    assert "Choice" not in again.stdout
    assert "You chose" in again.stdout


def test_a_choice_whose_words_have_changed_is_asked_again(tmp_path: Path) -> None:
    bank = str(bank_with(tmp_path))
    run("career", "--like", "--plain", "--bank", bank, given="\n1\n1\n")
    bank_with(tmp_path, "You work by day.", "You work while it is light.")
    asked = run("career", "--like", "--plain", "--bank", bank, given="\n1\n").stdout
    assert "So far: 1 of 2 choices." in asked
    assert "You work while it is light." in asked
    assert "Choice 1 of 2" not in asked


def test_nothing_is_kept_where_that_is_asked_for(tmp_path: Path, home: Path) -> None:
    done = run("career", "--like", "--plain", "--no-save", "--bank", str(bank_with(tmp_path)), given="\n1\n1\n")
    assert done.stdout.endswith("Nothing was saved, as you asked with --no-save.\n")
    assert not home.exists()


def test_data_lists_exports_and_deletes_the_choices(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("career", "--like", "--plain", "--bank", str(bank_with(tmp_path)), given="\n1\n1\n")
    (kept,) = list_sittings(home, LIKING)
    assert called(capsys, "data", "list") == (
        0,
        f"{kept.id}  {day_of_year(kept.started.at)}: would I like it, 2 choices\n",
        "",
    )
    assert called(capsys, "data", "check")[1].endswith("1 choice set, nothing damaged.\n")
    code, text, _ = called(capsys, "data", "export", "--choices", "-")
    sheet = json.loads(text)
    assert (code, sheet["choices"], sheet["bank"]) == (0, 1, "small")
    assert [one["choice"] for one in sheet["made"]] == ["seat", "hours"]
    assert called(capsys, "data", "export", "-") == (1, "", "Nothing is saved, so there is nothing to take away.\n")
    assert called(capsys, "history")[0] == 1
    assert called(capsys, "data", "delete", kept.id[:9], "--yes")[1].startswith("Deleted: 1 choice set.")
    assert list_sittings(home, LIKING) == []
    assert (
        called(capsys, "data", "export", "--choices", "-")[2] == "No choices were made, so there is nothing to take away.\n"
    )


def test_what_came_of_it_is_written_in_each_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank = str(bank_with(tmp_path))
    assert called(capsys, "career", "--like", "--format", "text", "--bank", bank)[::2] == (
        1,
        "You have made no choices yet: readiness career --like\n",
    )
    run("career", "--like", "--plain", "--bank", bank, given="\n1\n1\n")
    for format, begins in (
        ("text", "Would I like it?\n"),
        ("markdown", "# Would"),
        ("html", "<!DOCTYPE html>"),
    ):
        assert called(capsys, "career", "--like", "--format", format, "--bank", bank)[1].startswith(begins)


# At a terminal ------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_the_full_screen_ctrl_c_loses_nothing_said(tmp_path: Path, home: Path) -> None:
    at = {"READINESS_HOME": str(home)}
    with Terminal(python("-m", "readiness", "career", "--like"), 80, 24, at) as terminal:
        terminal.sees("12 pairs of working days")
        terminal.types("\r")
        for number in range(1, 4):
            terminal.sees(f"Choice {number} of 12")
            terminal.types("1")
            terminal.sees("Enter picks 1.")
            terminal.types("\r")
        terminal.sees("Choice 4 of 12")
        terminal.types("\x03")
        terminal.sees("Saved: 3 of 12 choices.")
        assert terminal.ended() == 130
        assert terminal.restored()
    with Terminal(python("-m", "readiness", "career", "--like"), 40, 15, at) as terminal:
        terminal.sees("So far: 3 of 12 choices.")
        terminal.types("\r")
        for number in range(4, 13):
            terminal.sees(f"Choice {number} of 12")
            terminal.types("2")
            terminal.sees("Enter picks 2.")
            terminal.types("\r")
        terminal.sees("What you chose, beside what is known")
        terminal.types("w")
        terminal.sees("Is it worth it?")
        terminal.types("l")
        terminal.sees("What you chose, beside what is known")
        terminal.types("q")
        terminal.sees("Saved: 12 choices.")
        assert terminal.ended() == 0


def test_a_second_window_does_not_write_into_the_first(tmp_path: Path, home: Path) -> None:
    bank = str(bank_with(tmp_path))
    run("career", "--like", "--plain", "--bank", bank, given="\n1\n")
    (kept,) = list_sittings(home, LIKING)
    with reopen(kept.path):
        other = run("career", "--like", "--plain", "--bank", bank, given="\n1\n")
    assert (other.returncode, other.stderr) == (1, "This sitting is open in another window.\n")


def test_a_document_is_read_in_parts(tmp_path: Path) -> None:
    flow = liking(small_career(tmp_path)).flow()
    page = next(flow)
    for result in ("start", "a", "a"):
        page = flow.send(Chose(result, None))
    assert isinstance(page, DocumentPage)
    assert [line.text for line in page.body(80, False, False) if line.style == "heading" and "-" not in line.text] == [
        "Would I like it?",
        "What of the work meets what you chose",
        "What depends on the job",
        "How to read this",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_report_on_the_screen_leads_to_the_other_two_questions(home: Path) -> None:
    run("take", "--form", "first", "--seed", "7", given="\n" + ":s\n" * 200 + ":r\n")
    with Terminal(python("-m", "readiness", "report"), 80, 24, {"READINESS_HOME": str(home)}) as terminal:
        terminal.sees("w is it worth it?")
        terminal.types("w")
        terminal.sees("There is no")
        terminal.sees("federal figure for coders alone.")
        terminal.types("l")
        terminal.sees("12 pairs of working days")
        terminal.types("q")
        assert terminal.ended() == 0
