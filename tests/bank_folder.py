"""A small good bank on disk, for tests that break it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readiness.bank.load import load_bank
from readiness.ground.errors import BankError

BLUEPRINT = """\
bank: small
version: "1.0"
skills:
  privacy: {title: Privacy, about: Keeping it safe., weight: 2, cognition: {recall: 30, application: 50.5, analysis: 20}}
  language: {title: Language, about: Reading it right., weight: 1.5}
competencies:
  word-parts:
    skill: language
    title: Word parts
    about: Takes words apart.
    weight: 1
    study: [{source: words, part: Chapter 1, minutes: 20}]
  incidents:
    skill: privacy
    title: Incidents
    about: Reports at once.
    weight: 3
    needs: [word-parts]
    study:
      - {source: rule, part: whole page, minutes: 15}
    items: 2
forms: {quick: {per_skill: 5}}
"""
SOURCES = """\
words:
  title: Medical Words
  publisher: A Library
  url: https://example.org/words
  cost: free
rule: {title: The Rule, publisher: An Office, url: "https://example.org/rule", cost: paid,
  accessed: "2026-05-01", how: page}
"""
INCIDENTS = """\
# yaml-language-server: $schema=../schema.json
competency: incidents
items:
  - id: incidents-01
    type: choice
    cognition: recall
    rating: 0.7
    seconds: 30
    stem: Who is told first?
    options:
      a: {text: The officer, why: The rule says so.}
      b: {text: The patient, why: That comes later.}
    key: a
    why: The officer starts the clock.
    source: [{id: rule, at: "§164.404"}]
    review_by: "2027-11-30"
  - id: incidents-02
    type: judgement
    cognition: application
    rating: [0.5, 0.6]
    seconds: 60.5
    stem: >-
      A coder has sent a list
      to the wrong clinic.

      What should she do first?
    exhibit: |
      **RULE**
      Tell the officer.
    options:
      a: {text: Tell the officer, why: Best.}
      b: {text: Tell the clinic, why: Not enough.}
      c: {text: Tell nobody, why: Worst.}
      d: {text: Tell a friend, why: Gossip.}
    best: a
    worst: c
    why: The rule decides.
    source: [{id: rule, at: "§164.410"}]
    enemies: [incidents-01]
    critical: true
"""
WORDS = """\
competency: word-parts
items:
  - id: word-parts-01
    type: mark
    cognition: analysis
    rating: 0.4
    seconds: 90
    stem: Which lines hold an ending?
    spots: {s1: neph, s2: -itis, s3: gastr, s4: cardi, s5: hepat}
    key: [s2]
    why: The hyphen stands before it.
    source: [{id: words, at: page 1}, {id: words, at: page 2}]
  - id: word-parts-02
    type: mark
    cognition: analysis
    rating: 0.4
    seconds: 90
    stem: Which fields differ?
    records: {left: Registration, right: Claim}
    spots:
      dob: {label: Birth date, left: "1971-04-09", right: "1971-09-04"}
      mrn: {label: Record, left: TST-0041, right: TST-0041}
      none: Nothing differs
    key: [dob]
    why: Two digits are swapped.
    source: [{id: words, at: page 1}]
  - id: word-parts-03
    type: order
    cognition: application
    rating: 0.4
    seconds: 90
    stem: In what order?
    pieces: {p1: one, p2: two, p3: two as well}
    key: [p1, [p3, p2]]
    why: They count up.
    source: [{id: words, at: page 1}]
    codes: fictional
  - id: word-parts-04
    type: entry
    cognition: application
    rating: 0.4
    seconds: 90
    stem: When is it due?
    form: date
    accept: ["2026-03-04"]
    why: The rule says 5 days.
    source: [{id: words, at: page 1}]
  - id: word-parts-05
    type: entry
    cognition: application
    rating: 0.4
    seconds: 90
    stem: How many?
    form: number
    number: 12.50
    within: 0.5
    why: A sum.
    source: [{id: words, at: page 1}]
  - id: word-parts-06
    type: choice
    cognition: recall
    rating: 0.4
    seconds: 90
    template: decode-word
    with: {part: ending}
    source: [{id: words, at: page 1}]
"""
FILES = {
    "blueprint.yaml": BLUEPRINT,
    "sources.yaml": SOURCES,
    "privacy/incidents.yaml": INCIDENTS,
    "language/word-parts.yaml": WORDS,
}


def write_bank(folder: Path, files: dict[str, str] | None = None) -> Path:
    """The good bank in ``folder``/questions, with some files replaced."""
    root = folder / "questions"
    for name, text in {**FILES, **(files or {})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="")
    return root


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The file of that name with one text, which stands in it once, replaced by another."""
    assert FILES[name].count(old) == 1, f"{old!r} stands {FILES[name].count(old)} times in {name}"
    return {name: FILES[name].replace(old, new)}


def problems(folder: Path | str) -> list[str]:
    """Every problem of a bank that must not load, as it is printed, but for the id of its rule at the end."""
    with pytest.raises(BankError) as caught:
        load_bank(folder)
    assert list(caught.value.problems) == sorted(caught.value.problems)
    return [re.sub(r" \[F0[1-7]\]$", "", line) for line in str(caught.value).split("\n")]
