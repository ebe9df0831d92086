"""The full-screen front end as a person meets it: through an emulated terminal, and in a real pseudo-terminal."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from readiness.ground.items import MarkTask, Spot
from readiness.ground.signals import Terminated
from readiness.sitting.pages import Answered, Chose, Flow, Page, PageResult
from tests.samples import CHOICE, CONFIDENCE, ENTRY, JUDGEMENT, MARK, MENU, ORDER, item_page, long_items, text_page
from tests.terminal import BACKSPACE, DOWN, ESC, PAGE_DOWN, UP, Person, Terminal, python, sit, wait_until

QUESTION = "What does the ending"
SURE = "How sure?"


class Sitting:
    """A flow over pages that goes back one for "back", and keeps what came."""

    def __init__(self, *pages: Page) -> None:
        self.pages = pages
        self.results: list[object] = []
        self.seconds: list[float | None] = []
        self.closed = False

    def flow(self) -> Flow:
        at = 0
        try:
            while at < len(self.pages):
                result = yield self.pages[at]
                self.results.append(result.answer if isinstance(result, Answered) else result.result)
                self.seconds.append(result.seconds)
                at += -1 if isinstance(result, Chose) and result.result == "back" else 1
        finally:
            self.closed = True


def sat(pages: Iterable[Page], script: Callable[[Person], None]) -> list[object]:
    """The results of pages while a person follows the script to the end."""
    sitting = Sitting(*pages)
    sit(sitting.flow(), script)
    assert sitting.closed
    return sitting.results


# Answering ----------------------------------------------------------------------------------------------------------


def test_a_whole_sitting() -> None:
    """Each type of page is answered with its keys."""

    def script(person: Person) -> None:
        person.sees("Welcome")
        person.types("\r")
        person.sees("Quick check")
        person.types(f"{DOWN}{DOWN}")
        person.sees("❯ 2) Quick check")
        person.types("\r")
        person.sees(QUESTION)
        person.types(f"{UP}\r")
        person.sees(SURE)
        person.types("2\r")
        person.sees("Which is BEST?")
        person.types("1\r4\r")
        person.sees("Best 1, worst 4.")
        person.types("\r")
        person.sees("Which lines")
        person.types("1 ")
        person.sees("❯ [ ] 1) Patient")
        person.types(f"{DOWN}{DOWN} 1\r")
        person.sees("Place 1 of 4")
        person.types(f"2341{BACKSPACE}")
        person.sees("Place 4 of 4")
        person.types("1\r")
        person.sees("What is the last day?")
        person.types("3/4/2026\r")
        person.sees("Read as March 4, 2026.")
        person.types("\r")

    items = map(item_page, (JUDGEMENT, MARK, ORDER, ENTRY))
    pages: list[Page] = [text_page(["Welcome"]), MENU, item_page(CHOICE), CONFIDENCE, *items]
    assert sat(pages, script) == [
        "start",
        "quick",
        "c",
        "think",
        {"best": "a", "worst": "d"},
        ("s1", "s3"),
        ("p2", "p3", "p4", "p1"),
        "2026-03-04",
    ]


def test_back_and_the_other_commands() -> None:
    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types("2\r")
        person.sees(SURE)
        person.types("b")
        person.sees("f finish")
        person.types("s")
        person.sees(SURE)
        person.types("1\r")
        person.sees("Write a date")
        person.types(f"bs{ESC}")
        person.sees("Press one of the keys below.")
        person.types("f")

    assert sat([item_page(CHOICE), CONFIDENCE, item_page(ENTRY)], script) == ["b", "back", "skip", "guess", "finish"]


def test_the_accent_is_for_keys_and_the_current_choice_and_goes_without_color() -> None:
    """The accent is one of the 16 colors; what it tells is told by a sign as well."""

    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types("2")
        person.sees("❯ 2) It is being removed in an operation")
        screen = person.emulator.screen
        row = person.emulator.text.splitlines().index("❯ 2) It is being removed in an operation")
        assert {screen.buffer[row][0].fg, screen.buffer[23][0].fg} == {"magenta"}
        assert {screen.buffer[0][0].fg, screen.buffer[23][2].fg} == {"default"}
        person.types("\r")

    assert sat([item_page(CHOICE)], script) == ["b"]


def test_a_first_digit_counts_after_a_moment() -> None:
    def script(person: Person) -> None:
        person.sees("Mark with 1-12 or Space.")
        person.types("12")
        person.sees("[x] 12)")
        person.types("1")
        person.sees("A second digit, or Enter for 1 alone.")
        person.sees("[x]  1)")
        person.types("\r")

    page = item_page(long_items()["mark"])
    short = MarkTask({f"s{n}": Spot(f"Line {n}") for n in range(12)}, ("s1",))
    item = replace(page.item, stem="Which?", exhibit=None, task=short)
    assert sat([page._replace(item=item)], script) == [("s0", "s11")]


def test_escape_and_help() -> None:
    """Esc is known from the start of an arrow key without another key."""

    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types("?")
        person.sees("To report a problem with this question, quote: word-parts-01, bank 2026.1")
        person.types(ESC)
        person.sees(QUESTION)
        person.types("1\r")

    assert sat([item_page(CHOICE)], script) == ["a"]


def test_hiding_the_clock_lasts_for_the_sitting() -> None:
    def script(person: Person) -> None:
        person.sees("  06:1")
        person.types("t")
        wait_until(lambda: "06:1" not in person.emulator.text, lambda: person.emulator.text)
        person.types("1\r")
        person.sees("Which is BEST?")
        assert "06:1" not in person.emulator.text
        person.types("s")

    assert sat([item_page(CHOICE), item_page(JUDGEMENT)], script) == ["a", "skip"]


def test_seconds_are_those_of_each_page() -> None:
    sitting = Sitting(item_page(CHOICE), CONFIDENCE)

    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types("1\r")
        person.sees(SURE)
        person.types("1\r")

    sit(sitting.flow(), script)
    assert [seconds is not None and 0 < seconds < 60 for seconds in sitting.seconds] == [True, True]


def test_the_cursor_is_on_the_current_option_and_in_the_entry() -> None:
    """Magnifiers and braille displays follow it."""

    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types("2")
        person.sees("Enter answers 2.")
        row = person.emulator.text.splitlines().index("❯ 2) It is being removed in an operation")
        wait_until(lambda: person.emulator.cursor == (row, 0), lambda: str(person.emulator.cursor))
        person.types("\r")
        person.sees("Write a date")
        person.types("3/4")
        person.sees("❯ 3/4")
        row = person.emulator.text.splitlines().index("❯ 3/4")
        wait_until(lambda: person.emulator.cursor == (row, 5), lambda: str(person.emulator.cursor))
        person.types(f"{ESC}s")

    assert sat([item_page(CHOICE), item_page(ENTRY)], script) == ["b", "skip"]


def test_ascii_screens_hold_nothing_else() -> None:
    def script(person: Person) -> None:
        person.sees("> 1) It is inflamed")
        assert person.emulator.text.isascii()
        person.types("\r")

    sitting = Sitting(item_page(CHOICE, answer="a"))
    sit(sitting.flow(), script, ascii=True)
    assert sitting.results == ["a"]


# Keys that were meant for another page ------------------------------------------------------------------------------


def test_type_ahead_stays_at_the_confidence_page() -> None:
    """3 Enter Enter Enter answers one question, and says nothing about how sure."""
    sitting = Sitting(item_page(CHOICE), CONFIDENCE, item_page(JUDGEMENT))

    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types("3\r\r\r")
        person.sees(SURE)
        person.types("z")
        person.sees("z does nothing here.")

    with pytest.raises(EOFError):
        sit(sitting.flow(), script)
    assert sitting.results == ["c"]


@pytest.mark.parametrize("early", ["1", "3", "b", "1\r1\r1\r", "\x1b[200~1\r\x1b[201~", "\x1b[200~1"])
def test_keys_that_come_before_a_page_is_drawn_are_dropped(early: str) -> None:
    sitting = Sitting(item_page(CHOICE), CONFIDENCE, item_page(JUDGEMENT))

    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types(f"3\r{early}")
        person.sees(SURE)
        person.types("z")
        person.sees("z does nothing here.")

    with pytest.raises(EOFError):
        sit(sitting.flow(), script)
    assert sitting.results == ["c"]


def test_a_paste_never_answers() -> None:
    sitting = Sitting(item_page(CHOICE), item_page(ENTRY))

    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types("\x1b[200~2\r2\r\x1b[201~")
        person.types("z")
        person.sees("z does nothing here.")
        person.types("1\r")
        person.sees("Write a date")
        person.types("\x1b[200~3/4/\r2026\r\r\r\x1b[201~")
        person.sees("❯ 3/4/ 2026")

    with pytest.raises(EOFError):
        sit(sitting.flow(), script)
    assert sitting.results == ["a"]


# Ends ---------------------------------------------------------------------------------------------------------------


def test_ctrl_c_raises_keyboard_interrupt() -> None:
    sitting = Sitting(item_page(ENTRY))

    def script(person: Person) -> None:
        person.sees("Write a date")
        person.types("\x03")
        wait_until(lambda: sitting.closed, lambda: "still open")

    with pytest.raises(KeyboardInterrupt):
        sit(sitting.flow(), script)
    assert sitting.results == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError("broken")])
def test_what_the_flow_raises_comes_out(error: BaseException) -> None:
    def flow() -> Generator[Page, PageResult, None]:
        yield item_page(CHOICE)
        raise error

    def script(person: Person) -> None:
        person.sees(QUESTION)
        person.types("1\r")
        wait_until(
            lambda: person.emulator.raw.endswith(b"\x1b[?1049l") or b"\x1b[?1049l" in person.emulator.raw,
            lambda: "still in the alternate screen",
        )

    with pytest.raises(type(error)) as caught:
        sit(flow(), script)
    assert caught.value is error


def test_a_flow_without_pages_shows_nothing() -> None:
    sitting = Sitting()
    sit(sitting.flow(), lambda person: None)
    assert sitting.closed


def test_an_error_before_the_first_page_comes_out() -> None:
    def flow() -> Generator[Page, PageResult, None]:
        raise OSError(13, "Permission denied")
        yield item_page(CHOICE)

    with pytest.raises(PermissionError):
        sit(flow(), lambda person: None)


# In a real pseudo-terminal ------------------------------------------------------------------------------------------

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals and no SIGTERM", allow_module_level=True)


def test_signal_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    def script(person: Person) -> None:
        person.sees(QUESTION)
        os.kill(os.getpid(), signal.SIGTERM)
        wait_until(lambda: b"\x1b[?1049l" in person.emulator.raw, lambda: "still in the alternate screen")

    with pytest.raises(Terminated) as caught:
        sit(Sitting(item_page(CHOICE)).flow(), script)
    assert caught.value.signal == signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return tmp_path / "results"


def at_terminal(results: Path, what: str = "", size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
    return Terminal(python("-m", "tests.program", str(results), what, "--controlling"), *size, env)


def lines(results: Path) -> list[str]:
    return results.read_text().splitlines() if results.exists() else []


def test_a_sitting_in_a_real_terminal(results: Path) -> None:
    """From start to end, and the terminal is then as it was."""
    with at_terminal(results) as terminal:
        terminal.sees("Welcome to the test.")
        terminal.types("\r")
        terminal.sees(QUESTION)
        terminal.types(f"{DOWN}\r")
        terminal.sees(SURE)
        terminal.types("3\r")
        terminal.sees("Which is BEST?")
        terminal.types("s")
        terminal.sees("Birth date")
        terminal.types("2\r")
        terminal.sees(SURE)
        terminal.types("1\r")
        terminal.sees("What is the last day?")
        terminal.types("3/4/2026\r")
        terminal.sees("Read as March 4, 2026. Enter again to answer, or change it.")
        terminal.types("\r")
        terminal.sees(SURE)
        terminal.types("2\r")
        assert terminal.ended() == 0
        assert terminal.restored()
    assert lines(results) == ["start", "a", "sure", "skip", "('dob',)", "guess", "2026-03-04", "think", "done"]


def test_resizing_draws_the_page_anew(results: Path) -> None:
    with at_terminal(results) as terminal:
        terminal.sees("Welcome to the test.")
        terminal.types("\r")
        terminal.sees("It is looked at from inside with a thin tube that carries a camera")
        terminal.types("3")
        terminal.sees("Enter answers 3.")
        terminal.resizes(40, 15)
        terminal.sees("❯ 3) It is looked at from inside with a\n     thin tube that carries a camera\n")
        terminal.resizes(30, 8)
        terminal.sees("Make the window larger: this")
        terminal.resizes(120, 40)
        terminal.sees("❯ 3) It is looked at from inside with a thin tube that carries a camera")
        assert lines(results) == ["start"]
        terminal.types("\r")
        terminal.sees(SURE)
    assert lines(results) == ["start", "c"]


def test_keys_typed_while_an_answer_is_saved_are_dropped(results: Path) -> None:
    """They wait in the terminal and would reach the next page."""
    with at_terminal(results, "slow") as terminal:
        terminal.sees("Welcome to the test.")
        results.with_suffix(".go").touch()
        terminal.types("\r")
        terminal.sees(QUESTION)
        results.with_suffix(".go").unlink()
        terminal.types("2\r")
        wait_until(lambda: lines(results) == ["start", "b"], lambda: str(lines(results)))
        terminal.types("\r1\r3\r\x1b[200~paste")
        results.with_suffix(".go").touch()
        terminal.sees(SURE)
        terminal.types("x")
        terminal.sees("x does nothing here.")
        assert lines(results) == ["start", "b"]


def test_keys_typed_before_the_program_is_there_are_dropped(results: Path) -> None:
    with at_terminal(results) as terminal:
        terminal.types("\r\r2\r")
        terminal.sees("Welcome to the test.")
        terminal.types("x")
        terminal.sees("x does nothing here.")
    assert lines(results) == []


@pytest.mark.parametrize("keys", ["\x03", f"2\x1a\x04{PAGE_DOWN}\x03"])
def test_ctrl_c_in_a_real_terminal(results: Path, keys: str) -> None:
    """Also after Ctrl-Z and Ctrl-D, which do nothing."""
    with at_terminal(results) as terminal:
        terminal.sees("Welcome to the test.")
        terminal.types("\r")
        terminal.sees(QUESTION)
        terminal.types(keys)
        assert terminal.ended() == 0
        assert terminal.restored()
    assert lines(results) == ["start", "KeyboardInterrupt: "]


@pytest.mark.parametrize(
    ("number", "end"),
    [
        (signal.SIGTERM, "Terminated: ended by signal 15"),
        (signal.SIGHUP, "Terminated: ended by signal 1"),
        (signal.SIGINT, "KeyboardInterrupt: "),
    ],
)
def test_a_signal_restores_the_terminal(results: Path, number: int, end: str) -> None:
    with at_terminal(results) as terminal:
        terminal.sees("Welcome to the test.")
        os.kill(terminal.program.pid, number)
        assert terminal.ended() == 0
        assert terminal.restored()
    assert lines(results) == [end]


def test_a_closed_window_ends_the_sitting(results: Path) -> None:
    with at_terminal(results) as terminal:
        terminal.sees("Welcome to the test.")
        terminal.hangs_up()
        assert terminal.ended() in (0, 120)  # 120 is Python's own: what was left to be shown has no window any more.
    assert lines(results) in (["Terminated: ended by signal 1"], ["EOFError: "])


def test_a_full_disk_restores_the_terminal(results: Path) -> None:
    with at_terminal(results, "full") as terminal:
        terminal.sees("Welcome to the test.")
        terminal.types("\r")
        terminal.sees(QUESTION)
        terminal.types("1\r")
        assert terminal.ended() == 0
        assert terminal.restored()
    assert lines(results) == ["start", "a", "OSError: [Errno 28] No space left on device"]


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "linux"}, {"LC_ALL": "C"}])
def test_other_terminals(results: Path, env: dict[str, str]) -> None:
    with at_terminal(results, "ascii", (40, 15), **env) as terminal:
        terminal.sees("Welcome to the test.")
        terminal.types("\r")
        terminal.sees("you about the stomach?\n\n" + "-" * 40)
        assert terminal.emulator.text.isascii()
        assert b"\x1b[38;" not in terminal.emulator.raw
