"""The copy of a checked bank that is kept to start faster: used only while nothing has changed, and never needed."""

from __future__ import annotations

import os
import pickle
import stat
from pathlib import Path

import pytest

import readiness.bank.build
from readiness.bank.folders import shipped_folder
from readiness.bank.load import load_bank
from readiness.model import BankError, ItemBank
from tests.bank_folder import write_bank


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "readiness"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were really read."""
    read: list[Path] = []
    real = readiness.bank.build.read_bank

    def counted(path: Path, label: str) -> ItemBank:
        read.append(path)
        return real(path, label)

    monkeypatch.setattr(readiness.bank.build, "read_bank", counted)
    return read


def test_an_unchanged_bank_is_read_once(tmp_path: Path, reads: list[Path], cache: Path) -> None:
    folder = write_bank(tmp_path / "bank")
    first, second = load_bank(folder), load_bank(folder)
    assert len(reads) == 1
    assert second is not first
    assert (second.fingerprint, second.items, second.sources) == (first.fingerprint, first.items, first.sources)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (cache, *cache.iterdir())] == [0o700, 0o600]


def test_any_change_is_seen(tmp_path: Path, reads: list[Path], cache: Path) -> None:
    folder = write_bank(tmp_path / "bank")
    load_bank(folder)
    plan = folder / "blueprint.yaml"
    before = plan.stat()
    text = plan.read_text()
    plan.write_text(text.replace("per_skill: 5", "per_skill: 4"))
    assert plan.read_text() != text
    os.utime(plan, ns=(before.st_atime_ns, before.st_mtime_ns))  # not even the time tells
    assert load_bank(folder).forms["quick"] == 4
    assert len(reads) == 2
    assert len(list(cache.iterdir())) == 1


def test_a_bank_that_was_good_and_is_broken_now_is_refused(tmp_path: Path) -> None:
    folder = write_bank(tmp_path / "bank")
    load_bank(folder)
    (folder / "language" / "deeper").mkdir(parents=True)
    with pytest.raises(BankError, match="this folder is not read"):
        load_bank(folder)


def test_a_broken_bank_is_not_kept(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "bank").mkdir()
    with pytest.raises(BankError):
        load_bank(tmp_path / "bank")
    assert not cache.exists()


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"\x80"])
def test_a_damaged_copy_is_read_over(tmp_path: Path, reads: list[Path], cache: Path, damage: bytes) -> None:
    folder = write_bank(tmp_path / "bank")
    load_bank(folder)
    copy = next(cache.iterdir())
    copy.write_bytes(copy.read_bytes()[:32] + damage)
    assert load_bank(folder).fingerprint
    assert len(reads) == 2


def test_a_copy_that_holds_something_else_is_read_over(tmp_path: Path, reads: list[Path], cache: Path) -> None:
    folder = write_bank(tmp_path / "bank")
    load_bank(folder)
    copy = next(cache.iterdir())
    copy.write_bytes(copy.read_bytes()[:32] + pickle.dumps("no bank"))
    assert isinstance(load_bank(folder), ItemBank)
    assert len(reads) == 2


def test_the_name_a_bank_is_called_by_is_part_of_it(
    tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_bank(tmp_path / "bank")
    load_bank(folder)
    monkeypatch.chdir(folder.parent)
    place = next(iter(load_bank(folder.name).items.values())).place
    assert place.file.startswith(f"{folder.name}/")
    assert len(reads) == 2


def test_without_a_cache_folder_the_bank_is_read_all_the_same(
    tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = write_bank(tmp_path / "bank")
    load_bank(folder)
    load_bank(folder)
    assert len(reads) == 2


def test_the_shipped_bank_is_beside_the_package_or_in_it() -> None:
    assert (shipped_folder() / "blueprint.yaml").is_file()
