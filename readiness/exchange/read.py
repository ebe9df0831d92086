"""Which format a file has, and what stands in it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from readiness.exchange.aiken import looks_like_aiken, read_aiken
from readiness.exchange.decode import decoded
from readiness.exchange.gift import looks_like_gift, read_gift
from readiness.exchange.listed import read_csv, read_json
from readiness.exchange.markdown import looks_like_markdown, read_markdown
from readiness.exchange.moodle import read_moodle
from readiness.exchange.questions import Reading, UnreadableFile
from readiness.exchange.tables import read_table

Format = Literal["csv", "aiken", "gift", "moodle", "markdown", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
LARGEST = 20_000_000
"""Bytes of one file that are read."""
_ENDINGS: Mapping[str, Format] = {
    "csv": "csv",
    "tsv": "csv",
    "gift": "gift",
    "xml": "moodle",
    "md": "markdown",
    "markdown": "markdown",
    "json": "json",
    "jsonl": "json",
    "ndjson": "json",
    "aiken": "aiken",
}


def read_questions(data: bytes, name: str, format: Format | None, mapping: Mapping[str, Any]) -> tuple[Reading, Format]:
    """What stands in a file, and the format it was read in: the one that is given, else the one that its name or its text
    tells. Raises UnreadableFile."""
    if len(data) > LARGEST:
        raise UnreadableFile(f"this file is too large: over {LARGEST:,} bytes; make several files of it")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile("this is a workbook or another packed file; save it as CSV, and import that")
    format = format or _ENDINGS.get(name.rpartition(".")[2].casefold())
    if format == "moodle" or (format is None and data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<quiz"))):
        return read_moodle(data), "moodle"
    text, said = decoded(data)
    if not text.strip():
        raise UnreadableFile("this file is empty", 1)
    format = format or _format_of(text)
    reading = _read(text, format, mapping)
    return (Reading(reading.questions, reading.left_out, (said, *reading.notes)) if said else reading), format


def _read(text: str, format: Format, mapping: Mapping[str, Any]) -> Reading:
    if format == "csv":
        return read_csv(text, mapping)
    if format == "json":
        return read_json(text, mapping)
    if format == "markdown":
        return read_markdown(text, mapping)
    return read_aiken(text) if format == "aiken" else read_gift(text)


def _format_of(text: str) -> Format:
    if text.lstrip().startswith(("[", "{")):
        return "json"
    if looks_like_aiken(text):
        return "aiken"
    if looks_like_gift(text):
        return "gift"
    if looks_like_markdown(text):
        return "markdown"
    try:
        if len(read_table(text).headings) > 2:
            return "csv"
    except UnreadableFile:
        pass
    raise UnreadableFile(f"what format this file has cannot be told; say so with --format: {', '.join(FORMATS)}")
