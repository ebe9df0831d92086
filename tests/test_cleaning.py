"""Nothing that comes from elsewhere reaches a terminal raw: no file's name, no sheet, no bank, no journal, no argument."""

from __future__ import annotations

import ast
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import readiness
from readiness.cli import main
from readiness.ground.printable import named, one_line, visible, visible_json
from readiness.ground.responses import Response
from readiness.sitting.events import BankName, Responded, Started, Submitted, moment
from readiness.sitting.journal import create
from readiness.sitting.pages import Command, Flow, MenuPage
from tests.bank_folder import FILES, write_bank
from tests.samples import text_page
from tests.terminal import Person, Terminal, python, sit

PACKAGE = Path(readiness.__file__).parent
HOSTILE = "\x1b]0;owned\x07\x9b31m\u202e\u2028\u2066\x7f\x85\rx"
"""Sets the title of a terminal, rings, colors, turns the order around, breaks the line, goes back to its start."""


def raw(text: str, allowed: str = "\n\t") -> set[str]:
    """The characters of a text that a terminal may obey."""
    return {c for c in text if c not in allowed and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


# The text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("plain, “curly”, 日本\n\ttwo", "plain, “curly”, 日本\n\ttwo"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\x07\x9b\x7f\x00", "a\\x07\\x9b\\x7f\\x00"),
        ("a\u202eb\u2028c\u200b", "a\\u202eb\\u2028c\\u200b"),
        ("a\rb", "a\\rb"),
        ("\udcff\U000e0001", "\\udcff\\U000e0001"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_what_a_terminal_obeys_is_written_out(text: str, wanted: str) -> None:
    assert visible(text) == wanted
    assert named(text) == wanted.replace("\n", "\\n").replace("\t", "\\t")


def test_a_message_of_many_lines_becomes_one() -> None:
    assert one_line("  a\n   b\r\nc\x1b ") == "a b c\\x1b"


@given(st.text())
def test_nothing_raw_is_left_of_any_text(text: str) -> None:
    assert raw(visible(text)) == set()
    assert raw(named(text), "") == set()
    assert visible(visible(text)) == visible(text)


@given(st.recursive(st.text() | st.none() | st.integers(), lambda inner: st.dictionaries(st.text(), inner)))
def test_json_means_the_same_afterwards(value: object) -> None:
    for indent in (None, 2):
        text = visible_json(json.dumps(value, ensure_ascii=False, indent=indent))
        assert json.loads(text) == value
        assert raw(text) == set()


# Forgetting is impossible -------------------------------------------------------------------------------------------

PAST_THE_STREAMS = {"__stdout__", "__stderr__", "buffer"}
ONLY_IN_A_COMMAND = {"print", "input", "breakpoint"}


def test_only_one_module_goes_past_the_cleaned_streams() -> None:
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        name = file.relative_to(PACKAGE).as_posix()
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        if name != "cli/streams.py":
            assert not attributes & PAST_THE_STREAMS, name
        assert not called & (ONLY_IN_A_COMMAND - {"print"}), name
        if not name.startswith("cli/"):
            assert "print" not in called, name
            assert not attributes & {"stdout", "stderr"}, name


def test_while_a_command_runs_every_print_is_cleaned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def command(options: object) -> int:
        print(HOSTILE, end="")
        print(HOSTILE, end="", file=sys.stderr)
        return 0

    monkeypatch.setattr("readiness.cli.data.data_path", command)
    before = sys.stdout, sys.stderr
    assert main(["data", "path"]) == 0
    assert (sys.stdout, sys.stderr) == before
    shown = capsys.readouterr()
    assert shown.out == shown.err == visible(HOSTILE)


# Everything that a person can be given ------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def hostile_sheets() -> Iterator[object]:
    """Sheets with something hostile in every place that a message quotes."""
    good = {"item": "visit-timing-01", "answer": "a"}
    yield HOSTILE
    yield {HOSTILE: 1}
    yield {"sheet": HOSTILE}
    yield {"sheet": 1, "responses": HOSTILE}
    yield {"sheet": 1, "responses": [HOSTILE]}
    for more in ({HOSTILE: 1}, {"item": HOSTILE}, {"answer": HOSTILE}, {"seconds": HOSTILE}, {"confidence": HOSTILE}):
        yield {"sheet": 1, "responses": [{**good, **more}]}
    yield {"sheet": 1, "responses": [{**good, "answer": {HOSTILE: HOSTILE}}]}
    yield {"sheet": 1, "responses": [{**good, "item": HOSTILE, "seconds": "x\ny"}]}
    for item in ("visit-timing-01", f"word-parts-09@{HOSTILE}", "record-matching-01"):
        yield {"sheet": 1, "responses": [{"item": item, "answer": [HOSTILE, HOSTILE]}]}


@pytest.mark.parametrize("sheet", list(hostile_sheets()), ids=ascii)
def test_sheets(sheet: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sheets.jsonl"
    file.write_text(json.dumps(sheet, ensure_ascii=False), encoding="utf-8")
    for command in (["score", str(file)], ["score", str(file), "--brief"], ["stats", str(file)]):
        assert main(command) == 1
        shown = capsys.readouterr()
        assert raw(shown.out + shown.err) == set()
        bad = [line for line in shown.err.splitlines() if not line.endswith("response sheets, one a line")]
        assert len(bad) == 1


ARGUMENTS = [
    [HOSTILE],
    ["take", "--skill", HOSTILE],
    ["take", "--form", HOSTILE],
    ["take", "--seed", HOSTILE],
    ["take", "--bank", HOSTILE],
    ["take", f"--{HOSTILE}"],
    ["report", HOSTILE],
    ["report", "-o", HOSTILE, "--format", HOSTILE],
    ["score", HOSTILE],
    ["score", HOSTILE + ".jsonl", "--format", "text"],
    ["score", HOSTILE + ".jsonl"],
    ["score", "-", HOSTILE],
    ["stats", HOSTILE],
    ["show", HOSTILE],
    ["show", f"word-parts-09@{HOSTILE}"],
    ["check", HOSTILE],
    ["check", "--today", HOSTILE],
    ["data", HOSTILE],
    ["data", "delete", HOSTILE],
]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda arguments: " ".join(arguments)[:20].encode("unicode_escape"))
@pytest.mark.parametrize("more", ["", "\n2026: a line of its own"])
def test_arguments(arguments: list[str], more: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([one.replace(HOSTILE, HOSTILE + more) for one in arguments])
    shown = capsys.readouterr()
    assert code in (1, 2)
    assert shown.out == ""
    assert raw(shown.err) == set()
    lines = [line for line in shown.err.splitlines() if not line.startswith(("usage: ", " "))]
    assert len(lines) == 1


def test_a_folder_whose_name_is_hostile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / f"bank{HOSTILE}\nx"
    (folder / f"skill{HOSTILE}\n").mkdir(parents=True)
    (folder / f"skill{HOSTILE}\n" / f"one{HOSTILE}\n.yaml").write_text("items: 3\n")
    (folder / "blueprint.yaml").write_text('id: "\\e[31m\\u202e"\n"k\\e\\n": 1\n')
    assert main(["check", str(folder)]) == 1
    shown = capsys.readouterr()
    assert raw(shown.out + shown.err) == set()
    assert all(line.startswith(named(folder.as_posix())) for line in shown.err.splitlines())


def test_a_bank_with_such_texts_is_refused_in_one_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = r'"P\e]0;x\a\x9b31m\u202e\L\u2066"'
    bank = write_bank(tmp_path, {"blueprint.yaml": FILES["blueprint.yaml"].replace("title: Privacy", f"title: {title}")})
    for command in (["check", str(bank)], ["show", "incidents-01", "--bank", str(bank)]):
        assert main(command) == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err == (
            f"{bank}/blueprint.yaml:4:20: this text holds an invisible character (U+001B); take it out [F02]\n"
        )


@pytest.mark.parametrize("more", [[], ["--format", "json"]])
def test_what_somebody_answered(more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, out = tmp_path / "sheet.json", tmp_path / "out"
    wrong = {"item": "word-parts-01", "answer": HOSTILE, "confidence": "sure"}
    sheet.write_text(json.dumps({"sheet": 1, "responses": [wrong]}))
    assert main(["score", str(sheet), *more]) == 0
    shown = capsys.readouterr()
    assert raw(shown.out + shown.err) == set()
    assert main(["score", str(sheet), *more, "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == shown.out
    if more:
        assert json.loads(shown.out)["responses"][0]["said"].startswith("\x1b]0;owned")


def test_pages_of_the_full_screen() -> None:
    menu = MenuPage(HOSTILE, HOSTILE, (Command("1", HOSTILE, "one"),), (Command("q", "leave" + HOSTILE, "leave"),))

    def flow() -> Flow:
        yield text_page([HOSTILE])
        yield menu

    def script(person: Person) -> None:
        person.sees("owned")
        person.types("\r")
        person.sees("1")
        drawn = person.emulator.raw.decode()
        person.types("q")
        assert raw(drawn, "\x1b\r\n") == set()  # Esc is how the screen itself is drawn.
        assert not re.search("\x1b\\]", drawn)

    with pytest.raises(EOFError):
        sit(flow(), script)


def test_rows_of_the_start_menu(home: Path) -> None:
    save(home, bank="medical-coding", form=HOSTILE, report=False)
    with Terminal(python("-m", "readiness"), 80, 24, {"READINESS_HOME": str(home)}) as terminal:
        terminal.sees("Leave")
        terminal.types("\x03")
        assert terminal.ended() == 130
        drawn = terminal.emulator.raw.decode()
    assert raw(drawn, "\x1b\r\n") == set()
    assert "\x1b]" not in drawn


def save(home: Path, *, bank: str = "x", form: str = "quick", skill: str = "privacy", report: bool = True) -> None:
    """A sitting with one answer and perhaps a report."""
    now = moment(datetime(2026, 3, 1, tzinfo=timezone.utc))
    head = Started(now, BankName(bank, bank, bank), form, (skill,), 1, False, ())
    with create(home, head, "a1b2c3") as journal:
        journal.append(Responded(Response("x", None), None, 0.0))
        if report:
            journal.append(Submitted(now, date(2026, 3, 1), {HOSTILE: HOSTILE}, 0.0))


@pytest.mark.parametrize("place", ["form", "skill", "bank"])
def test_what_stands_in_a_journal(place: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(home, **{place: HOSTILE})  # type: ignore[arg-type]  # never "report"
    for command in (["data", "list"], ["report"], ["history"]):
        main(command)
        shown = capsys.readouterr()
        assert raw(shown.out + shown.err) == set()
        assert shown.out + shown.err
