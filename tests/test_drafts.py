"""``draft: true``: a question that nobody is asked, with what it still needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.bank.load import load_bank
from readiness.bank.plain import from_json, to_json
from readiness.cli import main
from tests.bank_folder import INCIDENTS, problems, write_bank

Capture = pytest.CaptureFixture[str]
LEAST = """\
  - id: incidents-03
    draft: true
    type: choice
    stem: Who is told last?
"""
PARTS = (
    LEAST
    + """\
    options:
      a: {text: The officer, why: The rule says so.}
      b: {text: The patient}
    key: a
    rating: 0.7
"""
)
WHOLE = """\
  - id: incidents-03
    draft: true
    type: entry
    cognition: recall
    rating: 0.7
    seconds: 30
    stem: How many days?
    form: number
    number: 60
    why: The rule says so.
    source: [{id: rule, at: "§164.404"}]
"""


def with_draft(folder: Path, draft: str) -> Path:
    return write_bank(folder, {"privacy/incidents.yaml": INCIDENTS + draft})


def test_a_draft_is_in_the_bank_but_not_among_its_questions(tmp_path: Path) -> None:
    without = load_bank(write_bank(tmp_path / "without"))
    bank = load_bank(with_draft(tmp_path / "with", LEAST))
    assert list(bank.items) == list(without.items)
    assert bank.fingerprint == without.fingerprint
    assert [draft.id for draft in bank.drafts] == ["incidents-03"]
    assert from_json(to_json(bank)).drafts == bank.drafts
    with pytest.raises(KeyError, match="incidents-03 is a draft, which nobody is asked"):
        bank.item("incidents-03")


@pytest.mark.parametrize(
    ("draft", "missing", "others"),
    [
        (LEAST, ("cognition", "rating", "seconds", "source", "options", "key", "why"), ()),
        (PARTS, ("cognition", "seconds", "source", "why", "'why' of option b"), ()),
        (WHOLE, (), ()),
        (WHOLE.replace("form: number\n", "form: date\n"), (), ("'number' is wanted here, this is 'date'",)),
    ],
)
def test_what_a_draft_needs_is_what_its_type_asks_for(
    draft: str, missing: tuple[str, ...], others: tuple[str, ...], tmp_path: Path
) -> None:
    (found,) = load_bank(with_draft(tmp_path, draft)).drafts
    assert (found.missing, found.problems) == (missing, others)


def test_check_lists_drafts_and_what_they_need_and_goes_on(tmp_path: Path, capsys: Capture) -> None:
    folder = with_draft(tmp_path, PARTS)
    main(["check", str(folder)])
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "incidents-03" in line] == [
        f"{folder}/privacy/incidents.yaml:41:5: not checked: incidents-03: a draft, which nobody is asked: "
        "cognition, seconds, source, why, 'why' of option b missing [F07]"
    ]


def test_a_finished_draft_is_told_to_become_a_question(tmp_path: Path) -> None:
    (found,) = load_bank(with_draft(tmp_path, WHOLE)).drafts
    assert str(found).endswith("nothing is missing: read it, then take the line 'draft: true' away")
    bank = load_bank(with_draft(tmp_path / "finished", WHOLE.replace("    draft: true\n", "")))
    assert "incidents-03" in bank.items


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("draft: true", "draft: false", "only true is wanted here; else take the line away"),
        ("incidents-03", "incidents-02", "the id 'incidents-02' is used twice"),
        ("type: choice", "type: choices", "'choices' is not one of"),
        ("stem: Who is told last?", "raiting: 0.7", "unknown key 'raiting'"),
        (
            "stem: Who is told last?",
            "stem: Who?\n    key: a\n    options: {b: {text: One}}",
            "'a' is not one of the options",
        ),
        ("stem: Who is told last?", "template: decode-word", "'template' does not belong to a draft"),
    ],
)
def test_what_a_draft_says_must_be_right(old: str, new: str, message: str, tmp_path: Path) -> None:
    found = problems(with_draft(tmp_path, LEAST.replace(old, new)))
    assert any(message in problem for problem in found), found


def test_a_skill_with_nothing_but_drafts_is_an_error_that_tells_what_they_need(tmp_path: Path) -> None:
    folder = write_bank(tmp_path, {"privacy/incidents.yaml": f"competency: incidents\nitems:\n{LEAST}"})
    assert problems(folder) == [
        f"{folder}/blueprint.yaml:4:3: the skill 'privacy' has only drafts; "
        "finish one, and take its line 'draft: true' away",
        f"{folder}/privacy/incidents.yaml:3:5: not checked: incidents-03: a draft, which nobody is asked: "
        "cognition, rating, seconds, source, options, key, why missing",
    ]
