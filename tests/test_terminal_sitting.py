"""The real program in a real pseudo-terminal: a person skips, answers, is cut off, comes back, and reads a report."""

from __future__ import annotations

import json
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness.cli.menu import FORM_ROWS
from tests.terminal import Terminal, python, wait_until
from tests.test_cli import SKIP_ALL, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def readiness(home: Path, *arguments: str, size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
    return Terminal(python("-m", "readiness", *arguments), *size, {"READINESS_HOME": str(home), **env})


def events(home: Path) -> list[dict[str, Any]]:
    """What is on disk of the one sitting there is."""
    files = list((home / "sittings").glob("*.jsonl")) if (home / "sittings").exists() else []
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def answered(home: Path) -> list[str]:
    return list(dict.fromkeys(event["item"] for event in events(home) if event.get("event") == "answer"))


class Skipper:
    """Goes through a sitting by skipping everything, warm-ups too, and what is asked once more."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def skip_to(self, number: int) -> None:
        """Until the question of that number is on screen."""
        while not self._at().startswith(f"Question {number} of"):
            self._skip()

    def skip_the_last(self) -> None:
        """The question on screen, and once more when it is asked again, until all are done."""
        pages = [self._at()]
        while not self._at().startswith("Review"):
            self._skip()
            pages.append(self._at())
        assert any("; again" in page for page in pages)

    def command(self, key: str) -> None:
        """A command at the question on screen, whatever its kind."""
        if "Esc, then:" in self.terminal.emulator.text:
            self.terminal.types("\x1b")
            self.terminal.sees("Esc back to writing")
        self.terminal.types(key)

    def _skip(self) -> None:
        before, key = self._at(), self._key()
        self.terminal.types(key)
        wait_until(self._taken(before, key), lambda: self.terminal.emulator.text)

    def _taken(self, before: str, key: str) -> Callable[[], bool]:
        """Whether another page is there, or the last line, drawn last, tells by now that the key was typed as an answer."""
        return lambda: self._at() not in ("", before) or (key == "s" and "Esc, then:" in self.terminal.emulator.text)

    def _key(self) -> str:
        text = self.terminal.emulator.text
        if text.startswith("Warm-up skipped"):
            return "\r"
        # Where the answer is typed, letters are input: Esc first makes s a command.
        return "\x1b" if "Esc, then:" in text else "s"

    def _at(self) -> str:
        """The page on screen without its clock, whether it is asked once more, and whether Esc was pressed.

        Empty while it is being drawn.
        """
        lines = self.terminal.emulator.text.splitlines()
        if not lines or ("? help" not in lines[-1] and "Esc back" not in lines[-1]):
            return ""
        again = "; again" if "A guess costs nothing here" in self.terminal.emulator.text else ""
        return lines[0].split("  ")[0] + again + ("; Esc" if "Esc back to writing" in lines[-1] else "")


def test_a_quick_check_cut_off_by_kill_9_goes_on_and_ends_in_a_report(tmp_path: Path) -> None:
    with readiness(tmp_path, "take") as terminal:
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        Skipper(terminal).skip_to(9)
        before = answered(tmp_path)
        terminal.program.send_signal(signal.SIGKILL)
        assert terminal.ended() == -9
    assert len(before) == 8
    assert answered(tmp_path) == before
    with readiness(tmp_path, "take") as terminal:
        terminal.sees("Go on where you stopped?")
        terminal.types("1\r")
        terminal.sees("So far: 8 skips, of 25 questions.")
        terminal.types("\r")
        terminal.sees("Question 9 of 25")
        Skipper(terminal).skip_to(25)
        Skipper(terminal).skip_the_last()
        terminal.types("r")
        terminal.sees("Your readiness report")
        terminal.types("\r")
        terminal.sees("What next?")
        terminal.types("1\r")
        terminal.sees("Question 1 of 25")
        terminal.types("q")
        terminal.sees("What next?")
        terminal.types("6\r")  # Done: after practice and the two other questions
        terminal.sees("Your report is saved. See it again: readiness report")
        assert terminal.ended() == 0
        assert terminal.restored()
    assert len(answered(tmp_path)) == 25
    assert [event.get("event") for event in events(tmp_path)].count("submit") == 1


@pytest.mark.parametrize(
    ("end", "code", "words"),
    [
        ("\x03", 130, "Stopped. 3 skips are saved."),
        (signal.SIGTERM, 143, "Terminated. 3 skips are saved."),
        (signal.SIGHUP, 143, "Terminated. 3 skips are saved."),
    ],
)
def test_however_it_is_stopped_the_answers_are_saved_and_it_says_so(
    tmp_path: Path, end: str | signal.Signals, code: int, words: str
) -> None:
    with readiness(tmp_path, "take", "--seed", "5") as terminal:
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        Skipper(terminal).skip_to(4)
        if isinstance(end, str):
            terminal.types(end)
        else:
            terminal.program.send_signal(end)
        assert terminal.ended() == code
        terminal.sees(words)
        assert terminal.restored()
    assert len(answered(tmp_path)) == 3


def test_a_closed_window_loses_nothing(tmp_path: Path) -> None:
    with readiness(tmp_path, "take", "--seed", "5") as terminal:
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        Skipper(terminal).skip_to(3)
        terminal.hangs_up()
        assert terminal.ended() in (130, 143)
    assert len(answered(tmp_path)) == 2


def test_a_sitting_open_in_one_window_cannot_be_gone_on_with_in_another(tmp_path: Path) -> None:
    with readiness(tmp_path, "take") as first:
        first.sees("Are you ready to start?")
        first.types("\r")
        Skipper(first).skip_to(2)
        with readiness(tmp_path, "take") as second:
            second.sees("Go on where you stopped?")
            second.types("1\r")
            second.sees("This sitting is open in another window.")
            assert second.ended() == 1
        Skipper(first).skip_to(3)
    assert len(answered(tmp_path)) == 2


def test_the_start_menu_leads_to_the_quiz_and_back(tmp_path: Path) -> None:
    with readiness(tmp_path) as terminal:
        terminal.sees("First look: 12 to 20 minutes")
        assert "Go on" not in terminal.emulator.text
        assert "My last report" not in terminal.emulator.text
        terminal.types("\r")
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        Skipper(terminal).skip_to(3)
        terminal.types("\x03")
        assert terminal.ended() == 130
    with readiness(tmp_path) as terminal:
        terminal.sees("Go on: first look, ")
        terminal.types("\r")
        terminal.sees("So far: 2 skips, of 15 questions.")
        terminal.types("q")
        terminal.sees("   Leave")
        terminal.types("q")
        assert terminal.ended() == 0


def test_the_start_menu_fits_into_40_columns(tmp_path: Path) -> None:
    with readiness(tmp_path, "take", "--seed", "5") as terminal:
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        Skipper(terminal).skip_to(3)
        terminal.types("\x03")
        assert terminal.ended() == 130
    with readiness(tmp_path, size=(40, 15)) as terminal:
        terminal.sees("   Leave")
        menu = terminal.emulator.text.splitlines()
        terminal.types("\x03")
        assert terminal.ended() == 130
    assert menu[:2] == [" What would you like to do? (arrow keys", " or a number, then Enter; q leaves)"]
    assert menu[2] == "   Can I?"
    assert re.fullmatch(" > Go on: quick check, [A-Z][a-z]{2} [0-9]{1,2}", menu[3])
    rows = [f"New {row[0].lower()}{row[1:]}" for row in FORM_ROWS.values()]
    rows += ["Practice, ten minutes, not scored", "Apart from that:"]
    rows += ["Would I like it? 12 short choices", "Is it worth it? Pay, jobs, exam fees", "Leave"]
    assert menu[4:] == [f"   {row}" for row in rows]


DOWN = "\x1b[B"


def test_from_what_the_menu_led_to_one_comes_back_to_it(tmp_path: Path) -> None:
    with readiness(tmp_path) as terminal:
        terminal.sees("   Leave")
        terminal.types(DOWN * 5 + "\r")
        terminal.sees("q done")
        terminal.types("q")
        terminal.sees("   Leave")
        terminal.types("\r")
        terminal.sees("Are you ready to start?")
        terminal.types("q")
        terminal.sees("   Leave")
        assert "Nothing was answered, so nothing is lost." in terminal.emulator.text
        terminal.types("q")
        assert terminal.ended() == 0
        assert terminal.restored()


UP = "\x1b[A"


def test_all_reports_are_read_from_the_top_without_the_ids_of_their_sittings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))
    run("take", "--seed", "7", given=SKIP_ALL)
    with readiness(tmp_path) as terminal:
        terminal.sees("   Leave")
        terminal.types(UP * 4 + "\r")
        terminal.sees("Your sittings")
        terminal.sees("quick check, 25 skips")
        assert not re.search("[0-9]T[0-9]{6}Z", terminal.emulator.text)
        terminal.types("q")
        terminal.sees("   Leave")
        terminal.types("q")
        assert terminal.ended() == 0
    assert re.search("[0-9]T[0-9]{6}Z", run("history").stdout)


def test_a_digit_goes_to_its_row_in_the_menu(tmp_path: Path) -> None:
    with readiness(tmp_path) as terminal:
        terminal.sees("   Leave")
        terminal.types("3")
        terminal.sees(" > Full assessment")
        terminal.types("6")
        terminal.sees(" > Is it worth it?")
        terminal.types("07")
        terminal.sees(" > Leave")
        terminal.types("\r")
        assert terminal.ended() == 0


def test_who_leaves_a_quiz_for_another_day_has_left_the_menu_too(tmp_path: Path) -> None:
    with readiness(tmp_path) as terminal:
        terminal.sees("   Leave")
        terminal.types("\r")
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        Skipper(terminal).skip_to(2)
        Skipper(terminal).command("p")
        terminal.sees("q leave; go on another day")
        terminal.types("q")
        assert terminal.ended() == 130
        assert "1 skip is saved. Go on where you stopped: readiness take" in terminal.emulator.text


def test_the_help_of_the_menu_is_in_view_in_a_small_window_too(tmp_path: Path) -> None:
    with readiness(tmp_path, size=(40, 15)) as terminal:
        terminal.sees("   Leave")
        terminal.types("?")
        terminal.sees("Enter back to the menu")
        assert "Three questions, apart from each other:" in terminal.emulator.text
        terminal.types("\r")
        terminal.sees("   Leave")
        terminal.types("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize(("number", "verdict", "offered"), [(2, "too-few", False), (26, "close", True)])
def test_the_start_menu_offers_the_last_report_that_gives_a_result(
    tmp_path: Path, number: int, verdict: str, offered: bool
) -> None:
    """One question skipped is no result; all of them skipped is one."""
    with readiness(tmp_path, "take", "--seed", "5") as terminal:
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        Skipper(terminal).skip_to(min(number, 25))
        if number == 26:
            Skipper(terminal).skip_the_last()
        else:
            terminal.types("f")
            terminal.sees("Finish now?")
            terminal.types("f")
            terminal.sees("Review")
        terminal.types("r")
        terminal.sees("Your readiness report")
        terminal.types("\x03")
        assert terminal.ended() == 0
    assert events(tmp_path)[-1]["report"]["verdict"] == verdict
    with readiness(tmp_path) as terminal:
        terminal.sees("   Leave")
        assert ("My last report" in terminal.emulator.text) == offered
        terminal.types("\x03")
        assert terminal.ended() == 130


def test_a_dumb_terminal_is_asked_line_by_line(tmp_path: Path) -> None:
    with readiness(tmp_path, "take", "--seed", "5", TERM="dumb") as terminal:
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        terminal.sees("? for help)")  # A warm-up may come first.
        assert b"\x1b" not in terminal.emulator.raw
        terminal.types("\x04")
        assert terminal.ended() == 130


def test_sigterm_in_plain_mode_saves_and_says_so(tmp_path: Path) -> None:
    with readiness(tmp_path, "take", "--seed", "5", "--plain") as terminal:
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        terminal.sees("? for help)")  # A warm-up may come first.
        terminal.program.send_signal(signal.SIGTERM)
        assert terminal.ended() == 143
        terminal.sees("Terminated. Nothing was answered, so nothing is lost.")
