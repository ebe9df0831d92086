"""What a sitting owes to those before it: which questions it passes over, and when an unfinished one is offered."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readiness.cli import main
from readiness.ground.files import data_folder
from readiness.sitting.saved import list_sittings
from tests.bank_folder import SOURCES

BLUEPRINT = """\
bank: incidents
version: "1.0"
skills:
  privacy: {title: Privacy, about: Keeping it safe., weight: 1}
competencies:
  incidents:
    skill: privacy
    title: Incidents
    about: Reports at once.
    weight: 1
    study: [{source: rule, part: whole page, minutes: 15}]
forms: {quick: {per_skill: 5}, full: {per_skill: 15}}
"""
ITEM = """\
  - id: incidents-{number}
    type: choice
    cognition: recall
    rating: 0.7
    seconds: 30
    stem: Who is told first in case {number}?
    options:
      a: {{text: The officer, why: The rule says so.}}
      b: {{text: The patient {number}, why: That comes later.}}
    key: a
    why: The officer starts the clock.
    source: [{{id: rule, at: "§164.404"}}]
    review_by: "2027-11-30"
"""
SKIP = ":s\n"
REPORT = ":r\n\n\n"
ITEMS = {f"incidents-{number}" for number in range(101, 116)}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of its own for each test."""
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bank of 15 items in one competency: a quick check asks five of them."""
    items = "".join(ITEM.format(number=number) for number in range(101, 116))
    for name, text in {
        "blueprint.yaml": BLUEPRINT,
        "sources.yaml": SOURCES,
        "privacy/incidents.yaml": f"competency: incidents\nitems:\n{items}",
    }.items():
        path = tmp_path / "questions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "questions"


@pytest.fixture
def take(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Takes a quick check, with the lines given; what it printed comes back."""

    def run(*arguments: str, given: str = "\n" + SKIP * 10 + REPORT) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        main(["take", "--form", "quick", "--bank", str(folder), *arguments])
        return capsys.readouterr().out

    return run


def asked() -> set[str]:
    """The items of the newest sitting."""
    return {shown.item for shown in list_sittings(data_folder())[0].shown}


def test_the_items_of_the_last_two_sittings_are_passed_over_and_no_others(take: Callable[..., str]) -> None:
    """With 15 items and five a sitting, the fourth can only ask what the first asked."""
    sittings = []
    for seed in range(4):
        take("--seed", str(seed))
        sittings.append(asked())
    first, second, third, fourth = sittings
    assert first | second | third == ITEMS
    assert fourth == first


def test_a_sitting_without_an_answer_hides_nothing(take: Callable[..., str]) -> None:
    take("--seed", "0")
    first = asked()
    take("--seed", "1")
    second = asked()
    take("--seed", "2", given="\n")
    take("--seed", "3")
    assert first | second | asked() == ITEMS


OFFER = "Go on where you stopped?"


def test_an_unfinished_sitting_is_offered_but_not_to_who_names_the_questions(take: Callable[..., str]) -> None:
    """With ``--fixed`` or ``--seed`` the same questions are wanted as somebody else has had."""
    take(given="\n" + SKIP * 4)
    for arguments in (["--fixed"], ["--seed", "7"], ["--fixed", "--seed", "7"]):
        assert OFFER not in take(*arguments, given="q\n")
    assert OFFER in take(given="1\nq\n")
    take(given="1\n\n" + SKIP * 10 + REPORT)
    assert OFFER not in take(given="q\n")


def test_fixed_asks_the_same_of_everyone_whatever_they_have_seen(take: Callable[..., str]) -> None:
    take("--fixed", "--seed", "7")
    first = asked()
    take("--fixed", "--seed", "7")
    assert asked() == first
