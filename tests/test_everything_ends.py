"""Work that depends on what others wrote ends: bounded tries, bounded reading, steps that grow no faster than n log n."""

from __future__ import annotations

import ast
import io
import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import readiness
import readiness.exchange.tables
import readiness.ground.text
from readiness.bank.files import MOST, MOST_COMPARED
from readiness.bank.instances import Maker
from readiness.bank.load import load_bank
from readiness.bank.misread import did_you_mean
from readiness.bank.nodes import Mapping, compose, locate
from readiness.check.likeness import alike
from readiness.check.making import SEEDS, unmakeable
from readiness.cli import main
from readiness.exchange.questions import UnreadableFile
from readiness.exchange.tables import LONGEST_LINE, read_table
from readiness.ground.draws import TRIES, first_fit
from readiness.ground.errors import BankError, Problem
from readiness.ground.items import Generated
from readiness.ground.text import cells, wrap
from readiness.kinds.item_bank import ItemBank, instance
from readiness.scoring.sheets import LARGEST, SheetError, _no_repeats
from tests.bank_folder import FILES, problems, write_bank

BANK = load_bank()
NEVER = {"pieces": 4}
"""A value that fits no queue under one of the policies of order-queue, whose schema refuses it."""

# Templates ----------------------------------------------------------------------------------------------------------


def test_the_first_thing_that_fits_is_taken_and_no_more_are_drawn() -> None:
    drawn = iter((3, 1, 4, 1, 5))
    assert first_fit(lambda: next(drawn), lambda number: number > 3) == 4
    assert next(drawn) == 1


def test_nothing_is_drawn_more_often_than_the_bound() -> None:
    drawn: list[int] = []
    with pytest.raises(ValueError, match="do not go together") as raised:
        first_fit(lambda: drawn.append(1), lambda _: False)
    assert len(drawn) == TRIES == 10_000
    assert str(raised.value) == (
        "these values do not go together: in 10,000 tries no question came of them; change one of them"
    )


COUNTED = {"_due": 1}
"""Loops that step through days, with an end that every step comes nearer to."""


def test_no_template_loops_until_a_draw_fits() -> None:
    loops: dict[str, int] = {}
    for file in (Path(readiness.__file__).parent / "templates").rglob("*.py"):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.While):
                        loops[function.name] = loops.get(function.name, 0) + 1
    assert loops == COUNTED


def _unmakeable() -> ItemBank:
    item = BANK.items["queue-order-04"]
    changed = replace(item, generate=Maker("order-queue", NEVER))
    return replace(BANK, items={**BANK.items, item.id: changed})


def test_an_instance_that_cannot_be_made_is_the_banks_fault_and_says_where() -> None:
    bank = _unmakeable()
    item = bank.items["queue-order-04"]
    seed = next(seed for seed in range(200) if not _makeable(bank, f"{item.id}@{seed}"))
    with pytest.raises(BankError) as raised:
        instance(item, seed)
    assert str(raised.value) == (
        f"{item.place}: queue-order-04@{seed} cannot be made: these values do not go together: "
        "in 10,000 tries no question came of them; change one of them"
    )


def _makeable(bank: ItemBank, id: str) -> bool:
    try:
        bank.item(id)
    except BankError:
        return False
    return True


# Text ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["é" * 20_000, "é " * 10_000, "漢" * 20_000, "e\u0301" * 10_000, " " * 10_000 + "é" * 10_000]
)
@pytest.mark.parametrize("width", [4, 80])
def test_each_character_is_measured_a_few_times_however_long_the_text(
    text: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = 0
    real = readiness.ground.text._cells

    def counting(character: str) -> int:
        nonlocal measured
        measured += 1
        return real(character)

    monkeypatch.setattr(readiness.ground.text, "_cells", counting)
    rows = wrap(text, width)
    assert max(map(cells, rows)) <= width
    assert measured <= 6 * len(text)


# Sheets -------------------------------------------------------------------------------------------------------------


class _Endless(io.RawIOBase):
    """A file without an end, which counts what is read of it."""

    def __init__(self, text: bytes) -> None:
        self.text, self.given = text, 0

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def readinto(self, buffer: Any) -> int:
        part = (self.text * (len(buffer) // len(self.text) + 1))[: len(buffer)]
        buffer[:] = part
        self.given += len(part)
        return len(part)


@pytest.mark.parametrize("options", [[], ["--brief"]])
@pytest.mark.parametrize("command", ["score", "stats"])
@pytest.mark.parametrize("text", [b"x", b'{"sheet": 1, ', b" ", b"\0"])
def test_endless_input_is_refused_in_one_line(
    command: str, options: list[str], text: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if command == "stats" and options:
        return
    endless = _Endless(text)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(endless)))
    assert main([command, "-", *options]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "this is too large for a response sheet: over 2,000,000 bytes" in said.err
    assert endless.given < LARGEST + 100_000


def test_a_long_line_ends_a_file_of_sheets_and_names_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sheets.jsonl"
    sheet = json.dumps({"sheet": 1, "responses": [{"item": "spotting-phi-02", "answer": None}]})
    file.write_text(f"{sheet}\n{sheet} {' ' * LARGEST}\n{sheet}\n")
    assert main(["score", "--brief", str(file)]) == 1
    said = capsys.readouterr()
    assert said.err == (
        f"{file}:2: this is too large for a response sheet: over 2,000,000 bytes; wanted: response sheets, one a line\n"
    )


class _Key(str):
    """A key that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        _Key.compared += 1
        return str.__eq__(self, other)  # type: ignore[arg-type,unused-ignore]

    __hash__ = str.__hash__


def test_keys_of_a_sheet_are_looked_up_not_compared_with_one_another() -> None:
    pairs = [(_Key(f"k{number}"), 1) for number in range(5_000)]
    with pytest.raises(SheetError, match='the key "k0" stands twice in one object'):
        _no_repeats([*pairs, (_Key("k0"), 2)])
    assert _Key.compared < 1_000


# Banks --------------------------------------------------------------------------------------------------------------


def test_few_of_many_unknown_names_are_compared_with_those_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def counting(word: str, known: Collection[str]) -> str:
        nonlocal compared
        compared += len(known)
        return did_you_mean(word, known)

    monkeypatch.setattr("readiness.bank.files.did_you_mean", counting)
    text = FILES["privacy/incidents.yaml"]
    first = text.index("  - id: incidents-01")
    item = text[first : text.index("  - id: incidents-02")].replace("    key: a\n", "    key: a\n    enemies: [nobody]\n")
    many = "".join(item.replace("incidents-01", f"incidents-{number}") for number in range(1000, 1900))
    said = problems(write_bank(tmp_path / "bank", {"privacy/incidents.yaml": text[:first] + many}))
    assert len(said) == MOST
    assert compared <= MOST_COMPARED


def test_a_place_in_a_long_block_is_found_without_going_through_it() -> None:
    node, _ = compose("".join(f"k{number}: 1\n" for number in range(1_000)), "file")
    assert isinstance(node, Mapping)
    assert isinstance(node.pairs, dict)
    assert locate(node, "k999") == (1_000, 7)
    assert locate(node, 999) == (1, 1)


# The check of all instances -----------------------------------------------------------------------------------------


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, int]]:
    """The instances that templates were asked for, with a cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    asked: list[tuple[str, int]] = []
    real = Maker.drawn

    def counting(self: Maker, id: str, seed: int) -> Generated:
        asked.append((id, seed))
        return real(self, id, seed)

    monkeypatch.setattr(Maker, "drawn", counting)
    return asked


def test_check_finds_the_instance_that_cannot_be_made(tried: list[tuple[str, int]]) -> None:
    bank = _unmakeable()
    item = bank.items["queue-order-04"]
    first = next(seed for seed in range(SEEDS) if not _makeable(bank, f"{item.id}@{seed}"))
    tried.clear()
    assert unmakeable(replace(bank, items={item.id: item})) == [
        Problem(
            item.place,
            f"queue-order-04@{first} cannot be made: these values do not go together: "
            "in 10,000 tries no question came of them; change one of them",
        )
    ]
    assert tried == [(item.id, seed) for seed in range(first + 1)]


def test_what_was_shown_once_is_not_shown_again(tried: list[tuple[str, int]]) -> None:
    templates = (None, "swap-beginning", "decode-word")
    some = replace(BANK, items={id: item for id, item in BANK.items.items() if item.template in templates})
    generated = [item.id for item in some.items.values() if item.generate is not None]
    assert len(generated) >= 2
    assert unmakeable(some) == []
    assert tried == [(id, seed) for id in generated for seed in range(200)]
    tried.clear()
    assert unmakeable(some) == []
    assert tried == []
    item = some.items[generated[0]]
    assert isinstance(item.generate, Maker)
    renamed = replace(item, id=f"{item.id}9")
    assert unmakeable(replace(some, items={**some.items, renamed.id: renamed})) == []
    assert {id for id, _ in tried} == {renamed.id}


def test_without_a_cache_folder_every_instance_is_tried_again(
    tried: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    item = next(item for item in BANK.items.values() if item.template == "swap-beginning")
    for _ in range(2):
        assert unmakeable(replace(BANK, items={item.id: item})) == []
    assert len(tried) == 2 * SEEDS


def test_any_fault_of_a_template_is_found_not_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def generate(id: str, seed: int) -> Generated:
        raise IndexError("list index out of range")

    item = replace(next(item for item in BANK.items.values() if item.generate), generate=generate)
    assert [str(problem) for problem in unmakeable(replace(BANK, items={item.id: item}))] == [
        f"{item.place}: {item.id}@0 cannot be made: IndexError: list index out of range [B21]"
    ]


# Likeness -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cosine", "runs"), [(0.6, 0.5), (0.3, 0.1)])
def test_few_pairs_are_compared_and_none_is_missed(cosine: float, runs: float, monkeypatch: pytest.MonkeyPatch) -> None:
    items = list(BANK.items.values())
    found = list(alike(items, cosine, runs))
    monkeypatch.setattr("readiness.check.likeness._sharing", lambda _: set(combinations(range(len(items)), 2)))
    assert found == list(alike(items, cosine, runs))
    assert bool(found) is (cosine == 0.3)


def test_a_long_table_is_read_once_after_a_look_at_its_first_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    read, lines = [], readiness.exchange.tables._lines

    def counted_lines(text: str) -> Iterator[str]:
        for line in lines(text):
            read.append(line)
            yield line

    monkeypatch.setattr(readiness.exchange.tables, "_lines", counted_lines)
    assert len(read_table("stem;key\n" + "Which?;a\n" * 5000).rows) == 5000
    assert len(read) < 5400


def test_a_line_too_long_for_a_table_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"^this line has over 1,000,000 characters, so this is no table") as refused:
        read_table("stem,key\n" + "," * (LONGEST_LINE + 1))
    assert refused.value.line == 2
