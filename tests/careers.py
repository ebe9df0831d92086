"""A small good ``career.yaml``, for tests that read, break and show it."""

from __future__ import annotations

from pathlib import Path

from readiness.bank.career import load_career
from readiness.ground.career import Career
from tests.bank_folder import write_bank

CAREER = """\
bank: small
about: ["Figures age."]
claims_of: The article
topics:
  pay:
    title: What it pays
    facts:
      - id: median
        claim: "people earn $9 an hour."
        says: "Half earn more than $8 an hour (the median)."
        as_of: "2025-05"
        source: rule
        read: "2026-11-01"
        how: quoted
        table:
          header: [Where, Pay]
          rows: [[Here, "$8"], [There, "$7"]]
      - id: before
        says: "It was $5."
        as_of: "2011"
        past: true
        source: words
        read: "2026-11-02"
        how: copy
  jobs:
    title: Jobs
    facts:
      - {id: count, says: There are 40 jobs., as_of: "2026-03-09", source: words, read: "2026-11-02", how: page}
choices:
  - id: seat
    a: {text: You sit., fit: meets, told: You chose to sit. People here sit.}
    b: {text: You stand., fit: differs, told: You chose to stand. People here sit.}
    source: words
    read: "2026-11-02"
    how: copy
  - id: hours
    a: {text: You work by day., fit: depends, told: You chose days. Some have them.}
    b: {text: You work by night., fit: depends, told: You chose nights. Some have them.}
    source: rule
    read: "2026-11-01"
    how: page
"""


def bank_with(folder: Path, old: str = "", new: str = "") -> Path:
    """The small good bank with that file, in which one text, which stands there once, is replaced."""
    assert not old or CAREER.count(old) == 1, f"{old!r} stands {CAREER.count(old)} times in career.yaml"
    return write_bank(folder, {"career.yaml": CAREER.replace(old, new) if old else CAREER})


def small_career(folder: Path) -> Career:
    career = load_career(bank_with(folder))
    assert career is not None
    return career
