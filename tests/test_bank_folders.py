"""The copy of a checked bank that is kept to start faster: used only while nothing has changed, and never needed."""

from __future__ import annotations

import os
import pickle
import re
import stat
from collections.abc import Callable
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

import readiness.bank.build
from readiness.bank.cache import KeptBank, cache_problems
from readiness.bank.folders import shipped_folder
from readiness.bank.load import load_bank
from readiness.ground.errors import BankError
from readiness.ground.items import READ_LATER
from readiness.kinds.item_bank import ItemBank
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


# Copies that prove themselves ---------------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path, cache: Path) -> tuple[Path, ItemBank, Path]:
    """A folder, its bank, and the copy of it."""
    folder = write_bank(tmp_path / "bank")
    return folder, load_bank(folder), next(cache.iterdir())


def _same(bank: ItemBank, other: ItemBank) -> bool:
    return all(getattr(bank, field.name) == getattr(other, field.name) for field in fields(bank))


def test_no_edit_of_a_copy_gives_another_bank(kept: tuple[Path, ItemBank, Path]) -> None:
    folder, bank, copy = kept
    whole, again = copy.read_bytes(), KeptBank(folder, folder.as_posix())
    for seed in range(800):
        copy.write_bytes(_edited(whole, Random(seed)))
        assert again.load() is None or copy.read_bytes() == whole, seed
    copy.write_bytes(whole)
    sound = again.load()
    assert sound is not None
    assert _same(sound, bank)


def _edited(data: bytes, random: Random) -> bytes:
    """The bytes with one flip, cut, insertion, doubling, swap or digit changed."""
    start = random.randrange(len(data) if random.random() < 0.7 else 200)
    end = min(len(data), start + random.choice((1, 1, 2, 8, 64, 4096)))
    part = data[start:end]
    kind = random.randrange(6)
    if kind == 0:
        part = bytes([part[0] ^ 1 << random.randrange(8)]) + part[1:]
    elif kind == 1:
        part = b""
    elif kind == 2:
        part = bytes(random.randrange(256) for _ in part) + part
    elif kind == 3:
        part += part
    elif kind == 4:
        return data[:start] if random.random() < 0.5 else data[end:] + data[:end]
    else:
        part = re.sub(rb"[0-9]", b"%d" % random.randrange(10), part, count=1)
    return data[:start] + part + data[end:]


def _sealed(copy: Path, text: bytes) -> None:
    """A copy with that text and the right digests."""
    kind, key = copy.read_bytes().split(b"\n")[0].rsplit(b" ", 2)[:2]
    copy.write_bytes(b"%s %s %s\n%s" % (kind, key, sha256(text).hexdigest().encode(), text))


CRAFTED = [
    b"",
    b"[]",
    b"{}",
    b"null",
    b'"no bank"',
    b"[[]]",
    b'["ItemBank"]',
    b'["Maker", "due-date", {}]',
    b'["os.system", "false"]',
    b'["number", "x"]',
    b'["tuple", ["set", {}]]',
    b"[" * 100_000,
    b"\xff",
    pickle.dumps(load_bank),
]


@pytest.mark.parametrize("text", CRAFTED, ids=range(len(CRAFTED)))
def test_a_crafted_copy_is_read_over(kept: tuple[Path, ItemBank, Path], reads: list[Path], text: bytes) -> None:
    folder, bank, copy = kept
    _sealed(copy, text)
    assert _same(load_bank(folder), bank)
    assert len(reads) == 1
    assert _same(load_bank(folder), bank)
    assert len(reads) == 1


def test_a_copy_with_an_item_more_or_less_is_read_over(kept: tuple[Path, ItemBank, Path], reads: list[Path]) -> None:
    folder, bank, copy = kept
    lines = copy.read_bytes().split(b"\n")[1:]
    for text in (b"\n".join(lines[:-1]), b"\n".join([*lines, lines[-1]])):
        reads.clear()
        _sealed(copy, text)
        assert _same(load_bank(folder), bank)
        assert len(reads) == 1


def test_an_item_of_a_copy_reads_its_words_when_one_is_asked_for(kept: tuple[Path, ItemBank, Path]) -> None:
    folder, bank, _ = kept
    for name in READ_LATER:
        for id, item in load_bank(folder).items.items():
            assert getattr(item, name) == getattr(bank.items[id], name)
            assert (item, repr(item)) == (bank.items[id], repr(bank.items[id]))


def test_items_of_a_copy_go_to_other_processes_whole(kept: tuple[Path, ItemBank, Path]) -> None:
    folder, bank, _ = kept
    assert pickle.loads(pickle.dumps(load_bank(folder))).items == bank.items


def test_an_item_has_no_other_fields(kept: tuple[Path, ItemBank, Path]) -> None:
    folder, bank, _ = kept
    for item in (*bank.items.values(), *load_bank(folder).items.values()):
        with pytest.raises(AttributeError, match="an item has no 'answer'"):
            item.answer  # type: ignore[attr-defined]  # noqa: B018


def test_a_copy_runs_no_code(kept: tuple[Path, ItemBank, Path], tmp_path: Path) -> None:
    class Crafted:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "run",)

    folder, bank, copy = kept
    head = copy.read_bytes().split(b"\n")[0]
    for data in (pickle.dumps(Crafted()), head + b"\n" + pickle.dumps(Crafted()), head[:32] + pickle.dumps(Crafted())):
        copy.write_bytes(data)
        assert _same(load_bank(folder), bank)
    _sealed(copy, pickle.dumps(Crafted()))
    assert _same(load_bank(folder), bank)
    assert not (tmp_path / "run").exists()


def _linked(copy: Path) -> None:
    copy.rename(copy.parent.parent / "other")
    copy.symlink_to(copy.parent.parent / "other")


def _folder_linked(copy: Path) -> None:
    copy.parent.rename(copy.parent.parent / "elsewhere")
    copy.parent.symlink_to(copy.parent.parent / "elsewhere")


def _pipe(copy: Path) -> None:
    copy.unlink()
    os.mkfifo(copy)


UNSAFE = {
    "a file that others can write to": lambda copy: copy.chmod(0o666),
    "a file that the group can write to": lambda copy: copy.chmod(0o620),
    "a folder that others can write to": lambda copy: copy.parent.chmod(0o777),
    "a link": _linked,
    "a pipe": _pipe,
}


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no such rights")
@pytest.mark.parametrize("make", UNSAFE.values(), ids=UNSAFE)
def test_a_copy_that_another_can_have_written_is_not_read_and_is_made_anew(
    kept: tuple[Path, ItemBank, Path], reads: list[Path], make: Callable[[Path], None]
) -> None:
    folder, _, copy = kept
    make(copy)
    assert len(cache_problems()) == 1
    load_bank(folder)
    load_bank(folder)
    assert len(reads) == 1
    assert cache_problems() == []
    assert stat.S_IMODE(copy.lstat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.lstat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no such rights")
def test_nothing_is_read_from_or_written_to_a_linked_folder(kept: tuple[Path, ItemBank, Path], reads: list[Path]) -> None:
    folder, _, copy = kept
    _folder_linked(copy)
    before = copy.stat()
    load_bank(folder)
    load_bank(folder)
    assert len(reads) == 2
    assert copy.stat() == before


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no such rights")
def test_a_copy_of_another_person_is_not_read(
    kept: tuple[Path, ItemBank, Path], reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _, _ = kept
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    load_bank(folder)
    assert len(reads) == 1


def test_what_is_wrong_with_a_copy_is_said(kept: tuple[Path, ItemBank, Path]) -> None:
    _, _, copy = kept
    assert cache_problems() == []
    copy.write_bytes(copy.read_bytes()[:-1])
    (copy.parent / "note").write_text("something else")
    assert cache_problems() == [
        f"{copy}: this file is damaged. It is not used, and may be deleted.",
        f"{copy.parent / 'note'}: this is no file that the program made. It is not used, and may be deleted.",
    ]


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
