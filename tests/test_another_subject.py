"""A bank on pharmacy technician basics, made with the commands alone, up to its reports: nothing of our own subject."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from readiness.bank.load import load_bank
from readiness.check.items import flaws
from readiness.cli import main

QUESTIONS = Path(__file__).parent / "data" / "pharmacy.csv"
Capture = pytest.CaptureFixture[str]
ANSWERS = """\
person,{ids}
ada,a,a,a,t.i.d.; q.i.d.,p1;p2;p3;p4,a,42,100,c,b,b,30
bob,b,a,b,p.o.,p2;p1;p3;p4,c,21,50,a,a,a,87
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank, made of a plan without examples and of a table of twelve questions."""
    folder = tmp_path_factory.mktemp("pharmacy") / "bank"
    skills = ["--skill", "Reading prescriptions", "--skill", "Counting and measuring"]
    plan = ["bank", "new", str(folder), "--title", "Pharmacy technician basics", *skills, "--rules", "", "--no-examples"]
    assert main(plan) == 0
    assert main(["bank", "import", str(QUESTIONS), str(folder)]) == 0
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READINESS_HOME", str(tmp_path / "home"))


def test_twelve_questions_of_two_skills_come_in_whole_and_pass_the_check(folder: Path, capsys: Capture) -> None:
    bank = load_bank(folder)
    assert bank.drafts == ()
    assert [len([one for one in bank.items.values() if one.skill == skill]) for skill in bank.skills] == [6, 6]
    assert {item.type for item in bank.items.values()} == {"choice", "mark", "order", "entry"}
    assert main(["check", str(folder), "--today", "2026-11-28"]) == 0
    assert "12 questions for 2 competencies; 0 errors, 0 warnings" in capsys.readouterr().out
    assert [flaw for item in bank.items.values() for flaw in flaws(item)] == []


def test_from_the_quiz_to_every_report_nothing_speaks_of_another_subject(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    ids = ",".join(load_bank(folder).items)
    answers, sheets = tmp_path / "answers.csv", tmp_path / "sheets.jsonl"
    answers.write_text(ANSWERS.format(ids=ids), encoding="utf-8")
    bank = ["--bank", str(folder)]
    said = [the_quiz(folder, monkeypatch, capsys)]
    assert main(["responses", str(answers), *bank, "-o", str(sheets)]) == 0
    for number, line in enumerate(sheets.read_text(encoding="utf-8").splitlines()):
        (tmp_path / f"{number}.json").write_text(line, encoding="utf-8")
    commands = [
        *(
            ["score", str(tmp_path / f"{number}.json"), "--format", form, *bank]
            for number in (0, 1)
            for form in ("text", "json")
        ),
        *(["report", "--format", form] for form in ("text", "markdown", "html", "json")),
        *(["stats", str(sheets), "--format", form, *bank] for form in ("text", "html", "csv")),
        ["history"],
        ["review", *bank],
        ["show", ids.split(",")[0], *bank],
    ]
    for command in commands:
        assert main(command) == 0, command
        said.append(capsys.readouterr().out)
    assert all(said)
    whole = "\n".join(said)
    assert re.findall(r"[^\n]*\b(?:medical\W+cod|coder|coding|United States)[^\n]*", whole, re.IGNORECASE) == []
    assert "Pharmacy technician basics" in whole


def the_quiz(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> str:
    """Take it, skipping everything, to the end."""
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" + ":s\n" * 60 + ":r\n\n\n"))
    assert main(["take", "--plain", "--form", "full", "--bank", str(folder)]) == 0
    return capsys.readouterr().out
