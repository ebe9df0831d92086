"""What is read from the top: a document on the screen and line by line, and the report command in every form."""

from __future__ import annotations

import io
import stat
import sys
import webbrowser
from pathlib import Path

import pytest

from readiness.cli import main
from readiness.cli.output import say
from readiness.cli.streams import standard_streams
from readiness.ground.text import Line
from readiness.screen.frame import frame
from readiness.screen.keys import press, start
from readiness.screen.plain import run
from readiness.screen.state import State
from readiness.sitting.pages import Chose, Command, DocumentPage, Flow, PageResult
from tests.test_cli import SKIP_ALL, called
from tests.test_cli import run as ran

LINES = [line for n in range(1, 6) for line in (Line(f"Part {n}", "heading"), *[Line(f"{n}.{k}") for k in range(1, 9)])]


def document(*commands: Command, lines: list[Line] = LINES, by_part: bool = False) -> DocumentPage:
    own = commands or (Command("q", "leave", "leave"),)
    return DocumentPage("Title", lambda width, ascii, spoken: lines, own, by_part)


def after(page: DocumentPage, *keys: str) -> State:
    state = start(page)
    for key in keys:
        outcome = press(state, key, 80, 24)
        assert isinstance(outcome, State)
        state = outcome
    return state


def first(state: State) -> str:
    """The first line in view."""
    view = frame(state, 80, 24)
    return view.lines[view.cursor[0]][1]


# On the screen ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ([], "Part 1"),
        (["n"], "Part 2"),
        (["n", "n", "p"], "Part 2"),
        (["down", "n"], "Part 2"),
        (["n", "down", "p"], "Part 2"),
        (["3"], "Part 3"),
        (["3", "home"], "Part 1"),
        (["enter"], "1.1"),
        (["5"], "Part 5"),
        (["end"], "Part 5"),
        (["5", "down"], "Part 5"),
        (["5", "up"], "4.8"),
        (["end", "p"], "Part 4"),
    ],
)
def test_keys_go_from_part_to_part(keys: list[str], line: str) -> None:
    assert first(after(document(), *keys)) == line


@pytest.mark.parametrize(
    ("title", "keys", "line"),
    [
        ("Title", [], "Part 1"),
        ("Part 1", [], "1.1"),
        ("Part 1", ["n"], "Part 2"),
        ("Part 1", ["n", "p"], "1.1"),
        ("Part 1", ["5", "1"], "1.1"),
    ],
)
def test_a_heading_that_says_what_the_title_says_is_not_shown_twice(title: str, keys: list[str], line: str) -> None:
    lines = [LINES[0], Line("-" * 6, "heading"), *LINES[1:]]
    page = document(lines=lines)._replace(title=title)
    state = after(page, *keys)
    assert first(state) == line
    assert next(text for _, text in frame(state, 80, 24).lines) == title


@pytest.mark.parametrize(
    ("keys", "words"),
    [(["p"], "This is the first part."), (["9"], "There is no part 9."), (["5", "n"], "This is the last part.")],
)
def test_where_there_is_no_other_part_it_says_so(keys: list[str], words: str) -> None:
    assert after(document(), *keys).message == words


def test_a_document_says_which_keys_it_has() -> None:
    assert frame(start(document()), 80, 24).lines[-1] == ("class:footer", "q leave   n next part   p part before   ? help")
    assert after(document(lines=LINES[:18]), "n").message == "All of it is in view."
    assert frame(start(document(lines=LINES[:3])), 80, 24).lines[-1] == ("class:footer", "q leave   ? help")
    help = "\n".join(row for _, row in frame(after(document(), "?"), 80, 24).lines)
    assert "n p        go to the next part, or to the one before" in help


def test_q_leaves_and_enter_does_only_its_own_command() -> None:
    assert press(start(document()), "q", 80, 24) == Chose("leave", None)
    on = document(Command("enter", "go on", "on"))
    assert press(start(on), "enter", 80, 24) == press(start(on), "q", 80, 24) == Chose("on", None)


def test_headings_and_the_verdict_have_a_style_of_their_own_and_long_addresses_are_whole() -> None:
    address = "https://example.org/" + "a" * 90
    view = frame(start(document(lines=[Line("Result", "heading"), Line("Ready.", "strong"), Line(address, "link")])), 80, 24)
    assert view.lines[2:4] == (("class:heading", "Result"), ("class:strong", "Ready."))
    assert "".join(row for style, row in view.lines if style == "class:link") == address


# Line by line -------------------------------------------------------------------------------------------------------


def read_by(page: DocumentPage, *answers: str) -> tuple[list[str], list[PageResult]]:
    written: list[str] = []
    results: list[PageResult] = []
    left = list(answers)

    def flow() -> Flow:
        results.append((yield page))

    def read(prompt: str) -> str:
        written.append(prompt)
        return left.pop(0)

    run(flow(), read=read, write=written.append)
    assert left == []
    return written, results


def test_line_by_line_everything_comes_at_once() -> None:
    written, results = read_by(document())
    assert written == ["", *(line.text for line in LINES)]
    assert results == [Chose("leave", None)]


def test_line_by_line_parts_can_come_one_at_a_time() -> None:
    written, _ = read_by(document(by_part=True), "", "p", "", "q")
    assert written[:12] == [
        "",
        *(line.text for line in LINES[:9]),
        "(1 of 5. Enter alone for the next, p for the one before, q when done): ",
        "",
    ]
    assert [line for line in written if line.startswith("Part")] == ["Part 1", "Part 2", "Part 1", "Part 2"]


# The report command -------------------------------------------------------------------------------------------------


@pytest.fixture
def sitting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a finished sitting in a data folder of its own."""
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "home"))
    ran("take", "--seed", "7", given=SKIP_ALL)
    return next((tmp_path / "home" / "sittings").iterdir()).stem


def test_a_report_in_every_form(sitting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begins = {
        "text": "Your readiness report\n---",
        "markdown": "# Your readiness report",
        "html": "<!DOCTYPE html>",
        "json": "{",
    }
    for name, beginning in begins.items():
        code, shown, errors = called(capsys, "report", "--format", name)
        assert (code, shown[: len(beginning)], errors) == (0, beginning, "")
    out = tmp_path / "report.html"
    assert called(capsys, "report", sitting, "--format", "html", "-o", str(out)) == (0, "", "")
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_for_a_screen_reader_there_are_sentences_and_nothing_is_underlined(
    sitting: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, drawn, _ = called(capsys, "report")
    assert "-----" in drawn
    assert "Bars:" in drawn
    _, asked, _ = called(capsys, "report", "--plain")
    monkeypatch.setenv("READINESS_PLAIN", "1")
    _, spoken, _ = called(capsys, "report")
    assert spoken == asked
    assert "---" not in spoken
    assert "Bars:" not in spoken
    assert "Of 100 points we expect" in " ".join(spoken.split())


@pytest.mark.parametrize(
    ("works", "words"), [(True, "Opened in your browser"), (False, "No browser could be opened. The report is here")]
)
def test_open_writes_a_private_file_shows_it_and_says_where(
    works: bool,
    words: str,
    sitting: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def open_there(address: str) -> bool:
        opened.append(address)
        return works

    monkeypatch.setattr(webbrowser, "open", open_there)
    path = tmp_path / "home" / "reports" / f"{sitting}.html"
    assert called(capsys, "report", "--open") == (0, f"{words}: {path}\n", "")
    assert opened == [path.as_uri()]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert called(capsys, "data", "delete", sitting, "--yes")[0] == 0
    assert not path.exists()


def test_open_shows_html_only_and_takes_a_place(
    sitting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda address: True)
    wrong = (1, "", "--open shows the report as HTML: leave --format out\n")
    assert called(capsys, "report", "--open", "--format", "json") == wrong
    out = tmp_path / "mine.html"
    assert called(capsys, "report", "--open", "-o", str(out)) == (0, f"Opened in your browser: {out}\n", "")
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_history_in_both_forms_and_in_the_report(sitting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran("take", "--seed", "8", given=SKIP_ALL)
    out = tmp_path / "history.html"
    assert called(capsys, "history", "--format", "html", "-o", str(out)) == (0, "", "")
    assert out.read_text(encoding="utf-8").count("Compared with ") == 1
    assert "-----" in called(capsys, "history")[1]
    assert "-----" not in called(capsys, "history", "--plain")[1]
    assert "2 sittings with the same questions" in called(capsys, "report", "--format", "html")[1]
    assert "Over time" not in called(capsys, "report", sitting, "--format", "html")[1]


# Links --------------------------------------------------------------------------------------------------------------

LINK = [Line("Read:"), Line("  https://example.org/a", "link")]
AS_LINK = "Read:\n  \x1b]8;;https://example.org/a\x1b\\https://example.org/a\x1b]8;;\x1b\\\n"
AS_TEXT = "Read:\n  https://example.org/a\n"


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({}, AS_TEXT),
        ({"VTE_VERSION": "6800"}, AS_LINK),
        ({"VTE_VERSION": "4800"}, AS_TEXT),
        ({"TERM_PROGRAM": "WezTerm"}, AS_LINK),
        ({"TERM_PROGRAM": "Apple_Terminal"}, AS_TEXT),
        ({"KITTY_WINDOW_ID": "1"}, AS_LINK),
        ({"KITTY_WINDOW_ID": "1", "TMUX": "/tmp/tmux"}, AS_TEXT),
        ({"KITTY_WINDOW_ID": "1", "TERM": "dumb"}, AS_TEXT),
    ],
)
def test_addresses_are_links_where_the_terminal_is_known_to_take_them(
    known: dict[str, str], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VTE_VERSION", "TERM_PROGRAM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    for stream, expected in ((Tty(), shown), (io.StringIO(), AS_TEXT)):
        monkeypatch.setattr(sys, "stdout", stream)
        with standard_streams():
            say(LINK)
        assert stream.getvalue() == expected


def test_nothing_in_an_address_can_end_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITTY_WINDOW_ID", "1")
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = Tty()
    monkeypatch.setattr(sys, "stdout", stream)
    with standard_streams():
        say([Line("https://example.org/\x1b\\\x07x", "link")])
    assert stream.getvalue().count("\x1b") == 4
    assert "\x07" not in stream.getvalue()


def test_the_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "--help"])
    assert "text (default), markdown, html or json" in " ".join(capsys.readouterr().out.split())
