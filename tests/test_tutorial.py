"""The tutorial at the beginning of questions/README.md does what it says, and so do its sections on formats."""

from __future__ import annotations

import io
import re
import shlex
import textwrap
from pathlib import Path

import pytest

from readiness.bank.folders import shipped_folder
from readiness.bank.load import load_bank
from readiness.check.items import flaws
from readiness.cli import main
from readiness.exchange.mapping import read_mapping
from readiness.exchange.read import FORMATS
from readiness.exchange.records import KNOWN, MAPPED, fields_among
from readiness.exchange.responses import MAPPED as MAPPED_ANSWERS

TEXT = (shipped_folder() / "README.md").read_text(encoding="utf-8")
Capture = pytest.CaptureFixture[str]


def section(heading: str) -> str:
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def commands(text: str) -> list[list[str]]:
    """The arguments of each command in blocks of the console."""
    blocks = re.findall(r"^ *```console\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


TUTORIAL, FORMATS_TOLD, RESPONSES = map(section, ("A bank of your own, in ten minutes", "Other formats", "Responses"))


def test_the_guide_begins_with_the_tutorial() -> None:
    assert re.findall(r"^## (.*)$", TEXT, re.MULTILINE)[0] == "A bank of your own, in ten minutes"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bank of the tutorial as its first command makes it, in the folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    assert main(commands(TUTORIAL)[0]) == 0
    return tmp_path / "my-bank"


def written_over(own: Path) -> None:
    """Step 2: the first question, down to the line before the next, becomes the one of the tutorial."""
    (name,) = re.findall(r"Open `my-bank/([^`]*)`", TUTORIAL)
    (block,) = re.findall(r"^   ```yaml\n(.*?)^   ```", TUTORIAL, re.MULTILINE | re.DOTALL)
    text = (own / name).read_text(encoding="utf-8")
    first, second = [found.start() for found in re.finditer("^  - id", text, re.MULTILINE)][:2]
    (own / name).write_text(text[:first] + textwrap.indent(textwrap.dedent(block), "  ") + text[second:], encoding="utf-8")


def test_the_tutorial_makes_a_bank_that_can_be_checked_taken_and_gone_on_with(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    _, check, take, add = commands(TUTORIAL)
    written_over(own)
    assert main(check) == 0
    assert "5 questions for 1 competency; 0 errors" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" + "1\n" * 40))
    main([*take, "--plain", "--no-save"])
    assert "5 questions about brakes" in capsys.readouterr().out
    assert main(add) == 0
    bank = load_bank(own)
    assert [draft.id for draft in bank.drafts] == ["brakes-basics-06"]
    assert bank.items["brakes-basics-01"].stem == "Which part of a rim brake presses on the rim to slow the wheel?"
    assert flaws(bank.items["brakes-basics-01"]) == []


def test_the_files_that_the_tutorial_names_are_there(own: Path) -> None:
    for name in re.findall(r"`((?:my-bank/)?[a-z/-]+\.yaml)`", TUTORIAL):
        assert (own / name.removeprefix("my-bank/")).is_file(), name


QUIZ = """\
Which lever brakes the front wheel?{=The left one ~The right one}
"""
SHEET = "Question Text,Choice 1,Choice 2,Choice 3,Right one,Comment\nWhich one?,One,Two,Three,2,Because.\n"


def test_the_commands_that_bring_questions_in_do_so(own: Path, capsys: Capture) -> None:
    gift, fill, mapped = commands(FORMATS_TOLD)
    Path("quiz.gift").write_text(QUIZ, encoding="utf-8")
    assert main(gift) == 0
    assert main(fill) == 0
    assert "1 draft written to drafts.csv" in capsys.readouterr().out
    assert main(fill) == 0
    assert "0 drafts finished, 1 left" in capsys.readouterr().out
    (mapping,) = re.findall(r"^```yml\n(.*?)^```", FORMATS_TOLD, re.MULTILINE | re.DOTALL)
    Path("mapping.yaml").write_text(mapping, encoding="utf-8")
    Path("quiz.csv").write_text(SHEET, encoding="utf-8")
    assert main(mapped) == 0
    text = (own / "brakes" / "brakes-basics.yaml").read_text(encoding="utf-8")
    assert text.endswith('      c: {text: "Three"}\n    key: c\n    why: "Because."\n')


def test_every_format_is_told_and_every_name_of_ours_is_known() -> None:
    rows = re.findall(r"^\| ([A-Za-z ]+) \| ", FORMATS_TOLD, re.MULTILINE)
    assert {row.split()[0].casefold() for row in rows} - {"format"} == set(FORMATS)
    told = FORMATS_TOLD.split("**Headings of a table.**")[1].split("**A mapping file**")[0]
    ours = re.findall(r"`([a-z_]+)`", told.split("These are ours")[1])
    known = {*KNOWN, *"abcdef", "entry", "judgement"}
    assert set(ours) <= known
    assert set(KNOWN) - {"options", "wrong"} <= set(ours)
    usual = ["question", "option a", "option b", "answer", "explanation"]
    assert fields_among(usual, {}).single == {"stem": "question", "key": "answer", "why": "explanation"}


@pytest.mark.parametrize(("text", "known"), [(FORMATS_TOLD, MAPPED), (RESPONSES, MAPPED_ANSWERS)])
def test_the_mapping_files_shown_can_be_read(text: str, known: tuple[str, ...]) -> None:
    (mapping,) = re.findall(r"^```yml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert set(read_mapping(mapping, known)) <= set(known)


def test_the_commands_that_read_responses_do_so(own: Path, capsys: Capture) -> None:
    responses, stats = commands(RESPONSES)
    Path("answers.csv").write_text("person,brakes-basics-01,brakes-basics-05\nada,b,48\nbob,,16\n", encoding="utf-8")
    assert main(responses) == 0
    assert main(stats) == 0
    assert "2 sittings" in capsys.readouterr().out
