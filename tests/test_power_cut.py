"""The power goes at any moment of a sitting: whatever was acknowledged is on the disk.

A small layer notes what a sitting does to files and what it makes sure of (fsync). From that it builds every disk that a
power cut may leave: what was not made sure of is gone, half there, or zeros.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from readiness.cli import main
from readiness.sitting.saved import list_sittings
from tests.bank_folder import write_bank
from tests.test_faults import SKIP_ALL, Script

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what fsync makes sure of is that of Linux")


@dataclass
class Disk:
    """What is written, by path below ``root``, and what of it would survive.

    The content of a file survives up to its last fsync; a name, when its folder was synced after it was made.
    """

    root: Path
    written: dict[Path, bytes] = field(default_factory=dict)
    synced: dict[Path, bytes] = field(default_factory=dict)
    names: set[Path] = field(default_factory=set)
    safe_names: set[Path] = field(default_factory=set)
    open: dict[int, Path] = field(default_factory=dict)
    acknowledged: bytes = b""
    states: list[tuple[dict[Path, bytes], dict[Path, bytes], set[Path], bytes]] = field(default_factory=list)

    def note(self) -> None:
        """Keep the state after one call, as a power cut would find it."""
        self.states.append((dict(self.written), dict(self.synced), set(self.safe_names), self.acknowledged))

    def acknowledge(self) -> None:
        """The person sees the next page: what was written until now must be safe."""
        self.acknowledged = b"".join(self.written.values())
        self.note()

    def install(self, patch: pytest.MonkeyPatch) -> None:
        real_open, real_write, real_fsync, real_mkdir = os.open, os.write, os.fsync, os.mkdir

        def noted_open(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
            where = Path(path)
            new = not where.exists()
            descriptor = real_open(path, flags, mode, **more)
            if where.is_relative_to(self.root) or self.root.is_relative_to(where):
                self.open[descriptor] = where
                if new:
                    self.names.add(where)
                    self.written[where] = self.synced[where] = b""
                self.note()
            return descriptor

        def noted_write(descriptor: int, data: bytes) -> int:
            count = real_write(descriptor, data)
            path = self.open.get(descriptor)
            if path in self.written:
                self.written[path] += data[:count]
                self.note()
            return count

        def noted_fsync(descriptor: int) -> None:
            real_fsync(descriptor)
            path = self.open.get(descriptor)
            if path in self.written:
                self.synced[path] = self.written[path]
            elif path is not None:
                self.safe_names |= {name for name in self.names if name.parent == path}
            self.note()

        def noted_mkdir(path: Any, *arguments: Any, **more: Any) -> None:
            real_mkdir(path, *arguments, **more)
            self.names.add(Path(path))
            self.note()

        for name, noted in (("open", noted_open), ("write", noted_write), ("fsync", noted_fsync), ("mkdir", noted_mkdir)):
            patch.setattr(os, name, noted)


def disks_left(disk: Disk, chance: random.Random) -> Iterator[tuple[dict[Path, bytes], bytes]]:
    """Every disk that a cut may leave: the files that are found, and what had been acknowledged."""
    for written, synced, safe, acknowledged in disk.states:
        for damage in ("gone", "torn", "zeros"):
            left = {}
            for path, content in written.items():
                names = [name for name in (path, *path.parents) if name in disk.names]
                if not all(name in safe for name in names):
                    continue  # Its name was not made sure of.
                loose = content[len(synced[path]) :]
                cut = chance.randrange(len(loose) + 1)
                rest = {"gone": b"", "torn": loose[:cut], "zeros": loose[:cut] + bytes(len(loose) - cut)}[damage]
                left[path] = synced[path] + rest
            yield left, acknowledged


def test_what_was_acknowledged_survives_a_power_cut_at_any_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = write_bank(tmp_path)
    home = tmp_path / "new" / "home"
    disk = Disk(tmp_path / "new")
    monkeypatch.setenv("READINESS_HOME", str(home))
    main(["show", "incidents-01", "--bank", str(bank)])
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", Script(SKIP_ALL, dict.fromkeys(range(1, 100), disk.acknowledge)))
        disk.install(patch)
        assert main(["take", "--plain", "--bank", str(bank), "--seed", "3"]) == 0
    assert len(disk.states) > 60
    for number, (left, acknowledged) in enumerate(disks_left(disk, random.Random(20261128))):
        found = b"".join(left.values())
        assert found.startswith(acknowledged), number
        rebuilt = tmp_path / "rebuilt" / str(number)
        for path, content in left.items():
            copy = rebuilt / path.relative_to(home)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        if acknowledged.count(b'"answer"'):
            (sitting,) = list_sittings(rebuilt)
            assert len(sitting.responses) >= len(set(_answered(acknowledged)))


def _answered(lines: bytes) -> Iterator[str]:
    for line in lines.splitlines():
        event = json.loads(line)
        if event.get("event") == "answer":
            yield event["item"]
