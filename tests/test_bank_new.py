"""``bank new``: a small bank that passes the check, whatever its title, and never in the place of anything."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.bank.load import load_bank
from readiness.cli import main
from readiness.exchange.scaffold import MOST_SKILLS, Plan, plan_problem, scaffold, slug
from tests.terminal import Terminal

Capture = pytest.CaptureFixture[str]
TITLES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


def made(folder: Path, *skills: str) -> list[str]:
    named = [word for skill in skills for word in ("--skill", skill)]
    return ["bank", "new", str(folder), "--title", "Bicycle repair", *named, "--rules", "the Netherlands"]


@pytest.mark.parametrize("skills", [("Brakes",), ("Wheels & tires", "Brakes"), ("A", "B", "C", "D", "E")])
def test_a_new_bank_has_a_question_of_each_type_and_the_check_says_nothing_of_them(
    skills: tuple[str, ...], tmp_path: Path, capsys: Capture
) -> None:
    assert main(made(tmp_path / "bank", *skills)) == 0
    bank = load_bank(tmp_path / "bank")
    assert sorted(item.type for item in bank.items.values()) == ["choice", "entry", "judgement", "mark", "order"]
    assert [skill.title for skill in bank.skills.values()] == list(skills)
    assert (bank.words.title, bank.words.rules) == ("Bicycle repair", "the Netherlands")
    assert main(["check", str(tmp_path / "bank")]) == 0
    said = capsys.readouterr().err
    assert [line for line in said.splitlines() if any(f"{id}: " in line for id in bank.items)] == []


def test_its_files_name_the_schema_that_lies_beside_them(tmp_path: Path) -> None:
    main(made(tmp_path, "Brakes"))
    first = (tmp_path / "brakes" / "brakes-basics.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema.json"
    assert (tmp_path / "schema.json").is_file()


def test_nothing_that_is_there_is_written_over(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert main(made(tmp_path, "Brakes")) == 1
    assert (
        capsys.readouterr().err == f"{tmp_path}: this is there already, and nothing is written over it; name a new folder\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_what_is_not_said_is_asked_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Bicycle repair\nWheels, Brakes\n\n"))
    assert main(["bank", "new", str(tmp_path / "bank")]) == 0
    bank = load_bank(tmp_path / "bank")
    assert list(bank.skills) == ["wheels", "brakes"]
    assert bank.words.rules == ""


def test_when_the_input_ends_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Bicycle repair\n"))
    assert main(["bank", "new", str(tmp_path / "bank")]) == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan(" ", ["A"]), "say what the bank is about (--title)"),
        (Plan("Repair", []), "name at least one skill (--skill)"),
        (Plan("Repair", list("abcdef")), "begin with at most 5 skills; more can be written into blueprint.yaml later"),
        (Plan("Repair", ["Brakes", "brakes"]), "two skills have the same name"),
        (Plan("Repair\x1b", ["A"]), "the title holds a character that cannot be shown"),
    ],
)
def test_a_plan_that_makes_no_bank_is_refused_in_words(plan: Plan, words: str) -> None:
    assert plan_problem(plan) == words


@settings(max_examples=40, deadline=None)
@given(TITLES, st.lists(TITLES, min_size=1, max_size=MOST_SKILLS, unique_by=str.casefold))
def test_any_title_and_any_skills_make_a_bank_that_loads(
    tmp_path_factory: pytest.TempPathFactory, title: str, skills: list[str]
) -> None:
    root = tmp_path_factory.mktemp("bank")
    assert plan_problem(Plan(title, skills)) is None
    for name, text in scaffold(Plan(title, skills)).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    assert [skill.title for skill in load_bank(root).skills.values()] == skills


@pytest.mark.parametrize("type", ["choice", "judgement", "mark", "order", "entry"])
def test_a_further_question_is_a_whole_draft_with_the_next_free_id(type: str, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "bank"
    main(made(folder, "Brakes"))
    file = folder / "brakes" / "brakes-basics.yaml"
    before = file.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["bank", "add", str(folder), "--type", type]) == 0
    assert capsys.readouterr().out == (
        f"brakes-basics-06 stands at the end of {file} as a draft: write over it, then take its line 'draft: true' away.\n"
    )
    after = file.read_text(encoding="utf-8")
    assert after.startswith(before)
    (draft,) = load_bank(folder).drafts
    assert (draft.id, draft.missing, draft.problems) == ("brakes-basics-06", (), ())
    file.write_text(re.sub(" *draft: true.*\n", "", after), encoding="utf-8")
    assert load_bank(folder).items["brakes-basics-06"].type == type


def test_the_first_question_of_a_bank_without_any_makes_its_file(tmp_path: Path) -> None:
    main([*made(tmp_path / "bank", "Brakes", "Wheels"), "--no-examples"])
    assert main(["bank", "add", str(tmp_path / "bank"), "--competency", "wheels-basics"]) == 0
    file = tmp_path / "bank" / "wheels" / "wheels-basics.yaml"
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schema.json\ncompetency: wheels-")


def test_a_question_is_added_to_no_competency_that_is_not_there(tmp_path: Path, capsys: Capture) -> None:
    main(made(tmp_path / "bank", "Brakes", "Wheels"))
    assert main(["bank", "add", str(tmp_path / "bank")]) == 1
    assert main(["bank", "add", str(tmp_path / "bank"), "--competency", "brakes"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Say which competency it belongs to (--competency): brakes-basics, wheels-basics",
        "blueprint.yaml has no competency 'brakes'; it has brakes-basics, wheels-basics",
    ]


def test_short_names_are_made_of_titles() -> None:
    assert slug("Wheels & Tires", "skill-1") == "wheels-tires"
    assert slug("Éclairs", "skill-1") == "eclairs"
    assert slug("Μαθηματικά", "skill-1") == "skill-1"
    assert slug("No", "skill-1") == "skill-1-no"
    assert slug("Brakes!", "skill-2", ["brakes", "brakes-2"]) == "brakes-3"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_at_a_terminal_what_is_not_said_is_asked_on_the_screen(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "readiness", "bank", "new", str(tmp_path / "bank"), "--rules", ""]
    with Terminal(command, 80, 24) as terminal:
        terminal.sees("What is the bank about?")
        terminal.types("Bicycle repair\r")
        terminal.sees("Which skills does it ask about?")
        terminal.types("Wheels, Brakes\r")
        assert terminal.ended() == 0
    assert list(load_bank(tmp_path / "bank").skills) == ["wheels", "brakes"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_ctrl_c_at_a_question_leaves_nothing_behind(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "readiness", "bank", "new", str(tmp_path / "bank")], 80, 24) as terminal:
        terminal.sees("What is the bank about?")
        terminal.types("\x03")
        assert terminal.ended() == 130
    assert list(tmp_path.iterdir()) == []
