"""Thousands of damaged banks: each loads or is refused with located problems, and nothing in it is ever executed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from readiness.bank import nodes as yaml_nodes
from readiness.bank.build import read_bank
from readiness.bank.files import MOST
from readiness.ground.errors import BankError, Problem
from readiness.kinds.item_bank import ItemBank
from tests.bank_folder import FILES, write_bank

FILES_TO_DAMAGE = {**FILES, "reviews.jsonl": '{"item": "incidents-01", "hash": "0", "reader": "coder"}\n' * 3}
SNIPPETS = [
    "&a",
    "*a",
    "!!python/object/apply:os.system ['touch hacked']",
    "!!python/name:os.system",
    "!x",
    "<<: *a",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "? ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ": ",
    ":",
    " #",
    "#",
    "'",
    '"',
    "|",
    ">",
    ">-\n",
    "\t",
    "\r",
    "\n",
    "\n\n",
    "  ",
    "\\",
    "\\x00",
    '"\\ud800"',
    '"\\UFFFFFFFF"',
    "\x00",
    "\x1b[2J",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "é",
    "😀",
    "NO",
    "on",
    "~",
    "null",
    "true",
    "1:30",
    "010",
    "0x1F",
    "1e400",
    "-0",
    "9" * 400,
    "1_000",
    ".inf",
    "2026-02-30",
    "=",
    "@",
    "`",
    ",",
    "a: b",
    "- a\n- b\n",
    "id: incidents-01",
    "type: mark",
    "type: order",
    "key: [p1, [p2, [p3]]]",
    "options: {}",
    "number: 1",
    "template: decode-word",
    "with: {}",
    "records: {left: a, right: b}",
    "spots: {a: {label: b}}",
    "[" * 60,
    "{a: " * 60,
    "x" * 3000,
    "items:\n",
    "needs: [incidents, word-parts]",
]
EXECUTES = (
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "subprocess.Popen",
    "socket.connect",
    "ctypes.dlopen",
)

watching: list[str] | None = None


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if watching is None:
        return
    if event in EXECUTES or (event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")):
        watching.append(f"{event} {arguments}")


@pytest.fixture
def executed() -> list[str]:
    """What was executed, or opened for writing, while a bank was read. An audit hook cannot be taken away again."""
    if not getattr(sys, "_readiness_watch", False):
        sys.addaudithook(_watch)
        sys._readiness_watch = True  # type: ignore[attr-defined]
    return []


def load(folder: Path, executed: list[str]) -> ItemBank | BankError:
    """The bank, or why it is refused; any other exception fails the test."""
    global watching
    watching = executed
    try:
        return read_bank(folder, folder.as_posix())
    except BankError as error:
        return error
    finally:
        watching = None


def lines_changed(text: str, random: Random) -> str:
    """A line taken out, repeated, moved, cut, indented or replaced by another."""
    lines = text.split("\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    changes: list[Callable[[], object]] = [
        lambda: lines.pop(at),
        lambda: lines.insert(other, lines[at]),
        lambda: lines.insert(other, lines.pop(at)),
        lambda: lines.__setitem__(at, lines[at][: random.randrange(len(lines[at]) + 1)]),
        lambda: lines.__setitem__(at, " " * random.randrange(1, 9) + lines[at]),
        lambda: lines.__setitem__(at, lines[at].lstrip()),
        lambda: lines.__setitem__(at, lines[other]),
        lambda: lines.__setitem__(at, lines[at][: len(lines[at]) - len(lines[at].lstrip())] + random.choice(SNIPPETS)),
    ]
    random.choice(changes)()
    return "\n".join(lines)


def signs_changed(text: str, random: Random) -> str:
    """A few signs taken out, replaced by a snippet, repeated, or everything behind them cut off."""
    at = random.randrange(len(text) + 1)
    end = min(len(text), at + random.randrange(1, 12))
    return random.choice(
        [
            text[:at] + text[end:],
            text[:at] + random.choice(SNIPPETS) + text[at:],
            text[:at] + random.choice(SNIPPETS) + text[end:],
            text[:at],
            text[:at] + text[at:end] * random.randrange(2, 40) + text[end:],
        ]
    )


def damaged(text: str, random: Random) -> bytes:
    """A text with one to four changes, and now and then a byte that is no text."""
    for _ in range(random.randrange(1, 5)):
        text = random.choice([lines_changed, signs_changed])(text, random)
    raw = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.05:
        at = random.randrange(len(raw) + 1)
        raw = raw[:at] + bytes([random.randrange(128, 256)]) + raw[at:]
    return raw


def check_problems(problems: tuple[Problem, ...], texts: dict[str, bytes]) -> None:
    """Sorted, each once, each on one printable line of bounded length, at a place that is in a file."""
    assert 1 <= len(problems) <= MOST
    assert list(problems) == sorted(set(problems))
    for problem in problems:
        raw = texts.get(problem.place.file.removeprefix("questions/"))
        assert raw is not None
        assert 1 <= problem.place.line <= len(raw.splitlines()) + 1
        assert problem.place.column >= 1
        assert str(problem).isprintable()
        assert len(problem.message) < 1000


@pytest.mark.parametrize(
    ("loader", "files"),
    [
        pytest.param("CSafeLoader", 4500, marks=pytest.mark.slow),
        ("CSafeLoader", 500),
        pytest.param("SafeLoader", 500, marks=pytest.mark.slow),
    ],
)
def test_damaged_banks_are_read_or_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    executed: list[str],
    loader: str,
    files: int,
) -> None:
    """5,000 damaged files, one in a bank or several: no exception but BankError, and nothing is executed."""
    if not hasattr(yaml, loader):
        pytest.skip("PyYAML is here without its C loader")
    monkeypatch.setattr(yaml_nodes, "LOADER", getattr(yaml, loader))
    monkeypatch.chdir(tmp_path)
    root = write_bank(tmp_path, FILES_TO_DAMAGE)
    good = {name: text.encode() for name, text in FILES_TO_DAMAGE.items()}
    random = Random(f"damaged banks {loader}")
    banks = refused = 0
    while files > 0:
        names = random.sample(sorted(good), random.choice([1, 1, len(good)]))
        bad = {name: damaged(FILES_TO_DAMAGE[name], random) for name in names}
        for name, raw in bad.items():
            (root / name).write_bytes(raw)
        result = load(Path("questions"), executed)
        for name in bad:
            (root / name).write_bytes(good[name])
        if isinstance(result, BankError):
            check_problems(result.problems, good | bad)
            refused += 1
        banks += 1
        files -= len(names)
    assert banks * 0.7 < refused < banks
    assert executed == []
    assert not (tmp_path / "hacked").exists()


def test_python_in_a_bank_is_not_run(tmp_path: Path, executed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The tags that made yaml.load dangerous are refused where they stand."""
    monkeypatch.chdir(tmp_path)
    write_bank(tmp_path, {"sources.yaml": "!!python/object/apply:os.system ['touch hacked']\n"})
    result = load(Path("questions"), executed)
    assert isinstance(result, BankError)
    assert [str(problem) for problem in result.problems] == [
        "questions/sources.yaml:1:1: '!' starts a YAML tag, and a bank has none; put text in quotes [F01]",
        "questions/sources.yaml:1:1: a block of keys and values is wanted here, this is a list [F02]",
    ]
    assert executed == []
    assert not Path("hacked").exists()


def test_the_watch_sees_what_is_executed(tmp_path: Path, executed: list[str]) -> None:
    """Else the tests above could not fail."""
    global watching
    watching = executed
    try:
        with open(tmp_path / "written", "w", encoding="utf-8"):
            pass
    finally:
        watching = None
    assert [line.split()[0] for line in executed] == ["open"]
