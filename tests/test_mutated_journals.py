"""Journals changed at random: none ends in an error, and no answer whose lines are whole is lost."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

from readiness.cli import main
from readiness.ground.files import StorageError
from readiness.sitting.journal import create
from readiness.sitting.pages import ItemPage
from readiness.sitting.quiz import Quiz
from readiness.sitting.resume import take_up
from readiness.sitting.saved import read
from readiness.sitting.selection import Selector
from readiness.sitting.upkeep import Repaired, faults, repair
from tests.test_quiz import BANK, HEAD, Driver, half_right, now, right

SAMPLES = Path(__file__).parent / "data" / "journals"
NAME = "20261123T101500-abc123.jsonl"
ALL, QUICK = 10_500, 210

STRANGE: tuple[object, ...] = (
    None, True, False, 0, -1, 7, 1e300, -0.0, "", "x", "a" * 5000, "privacy-00", "privacy-00@7", "\ud800", "\x1b[2J", "full",
    "no such form", [], [[]], ["a"], ["a", "a"], [None], {}, {"best": "a"}, {"best": "a", "worst": "a"}, {"x": {}}, 10**400,
    "2026-99-99", "0001-01-01T00:00:00", "9999-12-31T23:59:59+00:00", "2026-11-23T10:00:00+23:59", "2026-11-23",
)  # fmt: skip


def second_format(folder: Path, on_item: Callable[[ItemPage], object], stop: int | None, **choices: str) -> bytes:
    """The journal of a sitting of today."""
    with create(folder, HEAD, f"{stop}") as journal:
        quiz = Quiz(BANK, Selector(BANK, "quick", 7), 7, now, lambda: journal)
        Driver(quiz, on_item, **choices).run(stop_after=stop)  # type: ignore[arg-type]
        return journal.path.read_bytes()


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("today")
    today = [
        second_format(folder, right, 9),
        second_format(folder, right, 25),
        second_format(folder, half_right, 28, **{"What next?": "more"}),
    ]
    return [
        *((SAMPLES / f"{name}.jsonl").read_bytes() for name in ("first-unfinished", "first-finished", "first-extended")),
        *today,
    ]


# Mutations ----------------------------------------------------------------------------------------------------------


def bytes_changed(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 8))):
        changed[draw.randrange(len(changed))] = draw.choice((draw.randrange(256), *b'"{}[],:\n0\0'))
    return bytes(changed)


def bytes_cut_out(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data))
    return data[:at] + data[at + draw.choice((1, 2, 30, 400)) :]


def bytes_put_in(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data))
    return data[:at] + draw.randbytes(draw.choice((1, 3, 50))) + data[at:]


def torn_off(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))] + draw.choice((b"", b"\0" * 512, b"\n"))


def lines_mixed(data: bytes, draw: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(draw.choice((1, 1, 3))):
        at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
        how = draw.choice(("twice", "gone", "moved"))
        line = lines[at] if how == "twice" else lines.pop(at)
        if how != "gone":
            lines.insert(min(other, len(lines)), line)
    return b"".join(lines)


def a_value_changed(data: bytes, draw: random.Random) -> bytes:
    """One value, deep or not, becomes a strange one; the checksum, where there is one, is made to fit."""
    lines = data.splitlines()
    at = draw.randrange(len(lines))
    plain = json.loads(lines[at])
    inner = plain
    while isinstance(inner, (dict, list)) and inner:
        key = draw.choice(list(inner) if isinstance(inner, dict) else list(range(len(inner))))
        if not isinstance(inner[key], (dict, list)) or not inner[key] or draw.random() < 0.5:
            value = draw.choice(STRANGE)
            inner[key] = value
            break
        inner = inner[key]
    lines[at] = sealed(plain)
    return b"\n".join(lines) + b"\n"


def a_key_gone(data: bytes, draw: random.Random) -> bytes:
    lines = data.splitlines()
    at = draw.randrange(len(lines))
    plain = json.loads(lines[at])
    del plain[draw.choice(list(plain))]
    lines[at] = sealed(plain)
    return b"\n".join(lines) + b"\n"


def sealed(plain: dict[str, object]) -> bytes:
    had = plain.pop("crc", None) is not None
    body = json.dumps(plain).encode()[:-1]
    return b'%s, "crc": "%08x"}' % (body, crc32(body)) if had else body + b"}"


MUTATIONS = (bytes_changed, bytes_cut_out, bytes_put_in, torn_off, lines_mixed, a_value_changed, a_key_gone)


# What must hold -----------------------------------------------------------------------------------------------------

_ITEM = re.compile(rb'"item": "([^"]+)"')


def whole_items(before: bytes, after: bytes) -> set[str]:
    """The items of whose lines all are there as they were, and of which there is no other line."""
    lines = {"before": before.split(b"\n"), "after": after.split(b"\n")}
    mentions: dict[str, dict[str, list[bytes]]] = {"before": {}, "after": {}}
    for name, own in lines.items():
        for line in own:
            for item in _ITEM.findall(line)[:1]:
                mentions[name].setdefault(item.decode("latin-1"), []).append(line)
    return {item for item, own in mentions["before"].items() if mentions["after"].get(item) == own}


def check(before: bytes, after: bytes, path: Path) -> None:
    path.write_bytes(before)
    wanted = read(path)
    path.write_bytes(after)
    try:
        sitting = read(path)
    except StorageError:
        # Nothing can be read: no line but the head was whole.
        assert not whole_items(before, after)
        return
    whole = whole_items(before, after)
    for item, given in wanted.given.items():
        if item in whole:
            assert sitting.given[item] == given
    taken = take_up(BANK, sitting)
    kept = {again.item.id for again in taken.items if again.response is not None}
    # Of the first format, an answer whose question was not written down cannot be told from one to another text.
    assert whole & set(wanted.given) <= kept
    taken.selector.next()


def mutants(journals: list[bytes], seeds: range) -> list[tuple[int, bytes, bytes]]:
    made = []
    for seed in seeds:
        draw = random.Random(seed)
        before = journals[seed % len(journals)]
        made.append((seed, before, MUTATIONS[seed // len(journals) % len(MUTATIONS)](before, draw)))
    return made


def test_a_changed_journal_can_be_gone_on_with_and_loses_no_answer(journals: list[bytes], tmp_path: Path) -> None:
    for _, before, after in mutants(journals, range(QUICK)):
        check(before, after, tmp_path / NAME)


@pytest.mark.slow
def test_ten_thousand_changed_journals(journals: list[bytes], tmp_path: Path) -> None:
    for _, before, after in mutants(journals, range(QUICK, ALL)):
        check(before, after, tmp_path / NAME)


@pytest.mark.parametrize("start", [0, pytest.param(42, marks=pytest.mark.slow)])
def test_the_sitting_then_goes_on_to_its_report_and_every_command_takes_it(
    start: int,
    journals: list[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))
    (tmp_path / "sittings").mkdir()
    path = tmp_path / "sittings" / NAME
    for _, _, after in mutants(journals, range(start, 42 if start == 0 else 840)):
        path.write_bytes(after)
        for command in (["report"], ["history"], ["data", "list"], ["data", "check"], ["data", "export", "-"]):
            assert main(command) in (0, 1)
        if faults(tmp_path):
            assert main(["data", "repair"]) == 0
            assert faults(tmp_path) == []
            assert repair(tmp_path) == Repaired((), ())
        if path.exists():
            sitting = read(path)
            quiz = Quiz(BANK, Selector(BANK, "quick", 7), sitting.head.seed, now, lambda: NOWHERE, warmed=())
            quiz.take_up(sitting)
            Driver(quiz, right).run()
            assert quiz.report is not None
    capsys.readouterr()


class _Nowhere:
    def append(self, event: object) -> None:
        """What is written here is not read again."""


NOWHERE = _Nowhere()
