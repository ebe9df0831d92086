"""What the saved sittings say. Reading never changes a file: what is torn or strange is passed over and counted.

A journal is one file of JSON lines, which a person can read, take away or delete. The first line says what the sitting
is of; then comes one event a line: shown, answer, warmup, pause, resume, extend, submit. ``journal`` writes them.
"""

from __future__ import annotations

import json
import math
import os
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from readiness.files import StorageError, in_words
from readiness.model import CONFIDENCES, Answer, Response
from readiness.sitting.journal import JOURNAL

_NAME = re.compile(r"\d{8}T\d{6}-[0-9a-z]+\.jsonl", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it was shown: its id, the digest of its text, and the order of its options, spots or pieces."""

    item: str
    digest: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a journal says. The last event about a thing counts.

    ``header``: "bank" (id, version, fingerprint), "form", "skills", "seed", "fixed", "seen" (ids of earlier sittings)
    and "started" (ISO time). ``warmups``: item types whose warm-up was shown. ``extended``: skills the person went on
    with after a report. ``elapsed``: seconds spent. ``report``: the last one submitted, ``submitted`` its ISO date.
    ``finished``: nothing was begun after that report. ``unreadable``: lines that were skipped.
    """

    id: str
    path: Path
    header: dict[str, Any]
    shown: tuple[Shown, ...]
    responses: dict[str, Response]
    warmups: tuple[str, ...]
    extended: tuple[str, ...]
    elapsed: float
    report: dict[str, Any] | None
    submitted: str | None
    finished: bool
    unreadable: int


def list_sittings(folder: Path) -> list[Sitting]:
    """The sittings in the data folder, newest first; files that are no sittings are passed over (``strange_files``)."""
    return [sitting for sitting in map(_read_or_none, _paths(folder)) if sitting is not None]


def strange_files(folder: Path) -> list[Path]:
    """Files among the sittings that cannot be read as one: torn when they were made, foreign, or of a newer version."""
    return [path for path in _paths(folder) if _read_or_none(path) is None]


def _paths(folder: Path) -> list[Path]:
    place = folder / "sittings"
    with in_words(place, "the saved sittings cannot be read", "Set READINESS_HOME to another folder."):
        try:
            names = os.listdir(place)
        except FileNotFoundError:
            return []
    return [place / name for name in sorted(names, reverse=True) if _NAME.fullmatch(name)]


def _read_or_none(path: Path) -> Sitting | None:
    try:
        return read(path)
    except StorageError:
        return None


def read(path: Path) -> Sitting:
    """What the journal says. Raises StorageError when it cannot be read or its first line is not a sitting's."""
    with in_words(path, "this sitting cannot be read"):
        first, *lines = path.read_bytes().split(b"\n")
    try:
        header = _header(_object(first))
    except _STRANGE:
        raise StorageError(f"{path}: this is not a sitting that this version can read.") from None
    state = _State()
    for line in filter(None, lines):
        try:
            state.take(_object(line))
        except _STRANGE:
            state.unreadable += 1
    return Sitting(
        path.stem,
        path,
        header,
        tuple(state.shown.values()),
        state.responses,
        tuple(state.warmups),
        tuple(state.extended),
        state.elapsed,
        state.report,
        state.submitted,
        state.finished,
        state.unreadable,
    )


_STRANGE = (KeyError, TypeError, ValueError, OverflowError, RecursionError)
"""What reading a line may raise when it is not what this version writes."""


class _State:
    """What the events of a journal come to; one that cannot be understood changes nothing and raises."""

    def __init__(self) -> None:
        self.shown: dict[str, Shown] = {}
        self.responses: dict[str, Response] = {}
        self.warmups: dict[str, None] = {}
        self.extended: dict[str, None] = {}
        self.elapsed = 0.0
        self.report: dict[str, Any] | None = None
        self.submitted: str | None = None
        self.finished = False
        self.unreadable = 0

    def take(self, event: dict[str, Any]) -> None:
        kind = _text(event["event"])
        elapsed = max(self.elapsed, _seconds(event.get("elapsed", self.elapsed)))
        if kind == "shown":
            self._take_shown(Shown(_text(event["item"]), _text(event["digest"]), _texts(event["order"])))
        elif kind == "answer":
            response = _response(event)
            self.responses[response.item] = response
            self.finished = False
        elif kind == "warmup":
            self.warmups[_text(event["type"])] = None
        elif kind == "extend":
            self.extended.update(dict.fromkeys(_texts(event["skills"])))
            self.finished = False
        elif kind == "submit":
            submitted = date.fromisoformat(_text(event["date"])).isoformat()
            self.report, self.submitted, self.finished = _mapping(event["report"]), submitted, True
        elif kind not in ("pause", "resume"):
            raise ValueError("an event of another version")
        self.elapsed = elapsed

    def _take_shown(self, shown: Shown) -> None:
        before = self.shown.get(shown.item)
        if before is not None and before.digest == shown.digest:
            return
        # The item has changed since it was shown first, so what was answered then was another question.
        self.shown.pop(shown.item, None)
        self.responses.pop(shown.item, None)
        self.shown[shown.item] = shown


def _header(line: dict[str, Any]) -> dict[str, Any]:
    if line["journal"] != JOURNAL:
        raise ValueError("another version")
    for key in ("id", "version", "fingerprint"):
        _text(_mapping(line["bank"])[key])
    datetime.fromisoformat(_text(line["started"]))
    _text(line["form"])
    _texts(line["skills"])
    _texts(line["seen"])
    if type(line["seed"]) is not int or type(line["fixed"]) is not bool:
        raise TypeError("seed or fixed")
    return {key: value for key, value in line.items() if key != "journal"}


def _response(event: dict[str, Any]) -> Response:
    seconds, confidence = event["seconds"], event["confidence"]
    if confidence is not None and confidence not in CONFIDENCES:
        raise ValueError("confidence")
    return Response(
        _text(event["item"]), _answer(event["answer"]), None if seconds is None else _seconds(seconds), confidence
    )


def _answer(value: object) -> Answer:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return _texts(value)
    return {key: _text(one) for key, one in _mapping(value).items()}


def _object(line: bytes) -> dict[str, Any]:
    return _mapping(json.loads(line.decode("utf-8")))


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("an object is wanted")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is wanted")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is wanted")
    return tuple(_text(one) for one in value)


def _seconds(value: object) -> float:
    if type(value) not in (int, float) or not math.isfinite(value) or value < 0:  # type: ignore[arg-type,operator]
        raise TypeError("seconds are wanted")
    return float(value)  # type: ignore[arg-type]
