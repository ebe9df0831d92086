"""Rules that are waived where they do not fit: a comment in a file of the bank, with a reason.

    # check: off I09 "the key must name the law"

It stands on a line of a question (or of a source, a competency, a dated fact), or just before it; at the top of
``blueprint.yaml`` it is for what is said of the bank as a whole. A comment is what YAML takes for one: the same words
inside a text waive nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from readiness.bank.files import joined, written_files
from readiness.bank.nodes import LOADER
from readiness.check.findings import Finding
from readiness.check.rulebook.book import PAGES
from readiness.ground.errors import Place

_MARK = re.compile(r"#\s*check:\s*off\b(?P<rest>.*)")
_REST = re.compile(r'\s+(?P<rule>[A-Za-z]\d\d)\s+"(?P<reason>[^"]*\w[^"]*)"\s*')
_FORM = '# check: off I09 "the reason"'


@dataclass(frozen=True, slots=True)
class Waiver:
    """A comment at ``place`` that takes a rule off what begins on line ``start`` of the same file."""

    place: Place
    rule: str
    reason: str
    start: int

    def __str__(self) -> str:
        return f'{self.place}: waived {self.rule}: "{self.reason}"'

    def covers(self, finding: Finding) -> bool:
        here = (finding.place.file, finding.place.line) == (self.place.file, self.start)
        return here and finding.rule == self.rule and finding.severity != "not checked"


@dataclass(frozen=True, slots=True)
class Waived:
    """What is left of some findings, and the waivers that took the others away."""

    findings: tuple[Finding, ...]
    waivers: tuple[Waiver, ...]


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver], generated: Iterable[Place]) -> Waived:
    """The findings without those that are waived; a waiver that takes nothing away becomes a finding itself.

    ``generated``: where generated items begin. Their waivers may be for instances that only ``check --deep`` looks at.
    """
    left, needed = [], set()
    for finding in findings:
        covering = [waiver for waiver in waivers if waiver.covers(finding)]
        needed.update(covering)
        if not covering:
            left.append(finding)
    spared = {(place.file, place.line) for place in generated}
    needed.update(waiver for waiver in waivers if (waiver.place.file, waiver.start) in spared)
    for waiver in waivers:
        if waiver not in needed:
            message = f"there is nothing to waive here for {waiver.rule}; take this comment out"
            left.append(Finding("W01", "warning", waiver.place, message))
    return Waived(tuple(left), tuple(waiver for waiver in waivers if waiver in needed))


def read_waivers(folder: Path, label: str, places: Iterable[Place]) -> tuple[list[Waiver], list[Finding]]:
    """The waivers in the files of a bank that has been read, and what is wrong with others.

    ``label``: what messages call the folder. ``places``: where each thing begins that something can be said of.
    """
    starts = _starts(places)
    found: list[Waiver | Finding] = []
    for path in written_files(folder):
        text = path.read_text(encoding="utf-8-sig")
        if _MARK.search(text) is None:
            continue
        within = joined(label, path.parent.name) if path.parent != folder else label
        name = joined(within, path.name)
        for line, column, rest, alone in _comments(text):
            start = _start(starts.get(name, [1]), text, line, alone)
            found.append(_waiver(Place(name, line, column), rest, start))
    return [one for one in found if isinstance(one, Waiver)], [one for one in found if isinstance(one, Finding)]


def _waiver(place: Place, rest: str, start: int) -> Waiver | Finding:
    match = _REST.fullmatch(rest)
    if match is None:
        return Finding("W02", "error", place, f"a waiver names one rule and says why: {_FORM}")
    rule = match["rule"].upper()
    if rule not in PAGES or rule.startswith(("F", "W")):
        return Finding("W02", "error", place, f"there is no rule '{rule}' that can be waived")
    return Waiver(place, rule, match["reason"], start)


def _starts(places: Iterable[Place]) -> dict[str, list[int]]:
    """For each file the lines on which something begins, the first line among them."""
    found: dict[str, set[int]] = {}
    for place in places:
        found.setdefault(place.file, {1}).add(place.line)
    return {file: sorted(lines) for file, lines in found.items()}


def _start(starts: Sequence[int], text: str, line: int, alone: bool) -> int:
    """Where the thing begins that a comment on a line belongs to: the one it stands in, or the one it stands just before."""
    lines = text.split("\n")
    after = line
    while alone and after < len(lines) and lines[after - 1].lstrip().startswith("#"):
        after += 1
    return after if alone and after in starts else starts[bisect_right(starts, line) - 1]


def _comments(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Line and column of each comment that may be a waiver, what follows "off", and whether the line holds nothing else."""
    inside = [(token.start_mark, token.end_mark) for token in yaml.scan(text, LOADER) if isinstance(token, yaml.ScalarToken)]
    for number, row in enumerate(text.split("\n")):
        if match := _MARK.search(row):
            at = (number, match.start())
            if not any((one.line, one.column) <= at < (end.line, end.column) for one, end in inside):
                yield number + 1, match.start() + 1, match["rest"], not row[: match.start()].strip()
