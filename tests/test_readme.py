"""What README.md says is true: its commands, its Python and its screens."""

from __future__ import annotations

import json
import os
import re
from argparse import ArgumentParser, _SubParsersAction
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import readiness
from readiness.bank.load import load_bank
from readiness.cli.parser import COMMANDS as ALL_COMMANDS
from readiness.cli.parser import parser_of
from readiness.kinds.answers import served_order
from readiness.report.make import score
from readiness.report.render import render
from readiness.scoring.sheets import read_sheet
from readiness.screen.frame import render as draw
from readiness.screen.keys import start
from readiness.sitting.pages import ItemPage
from tests.test_imports import MODULES, PACKAGE, ROOMS

README = Path(readiness.__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")
SHEET = Path(__file__).parent / "data" / "sheet.json"


def block(mark: str) -> str:
    """The text block behind a comment; with UPDATE_GOLDEN=1 it is written anew by ``expect``."""
    found = re.search(rf"<!-- {re.escape(mark)} -->\n```text\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    return found[1]


def expect(mark: str, text: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        now = README.read_text(encoding="utf-8")
        start_of, rest = now.split(f"<!-- {mark} -->\n```text\n")
        README.write_text(f"{start_of}<!-- {mark} -->\n```text\n{text}```{rest.split('```', 1)[1]}", encoding="utf-8")
    else:
        assert block(mark) == text


def test_the_screen_shown_is_what_the_program_shows() -> None:
    mark = next(re.finditer(r"<!-- (screen: (\S+)) -->", TEXT))
    item = load_bank().item(mark[2])
    state = start(ItemPage(item, served_order(item, 7), "Question 7 of 25", 6 / 25, 372.0), ascii=False)
    text = "\n".join(line.rstrip() for _, line in draw(state, 80, 24, elapsed=372.0)).rstrip() + "\n"
    expect(mark[1], re.sub(r"\n{3,}", "\n\n", text))


def test_the_report_shown_is_what_the_program_shows() -> None:
    report = score(load_bank(), read_sheet(SHEET.read_text(encoding="utf-8")))
    lines = render(report, today=date(2026, 11, 23), width=80).splitlines()
    headings = [n - 1 for n, line in enumerate(lines) if line.startswith("----")]
    study = lines.index("What to do next")
    shown = [*lines[: headings[1]], "[...]", "", *lines[study : study + 13], "[...]"]
    expect("report", "\n".join(shown) + "\n")


def commands(parser: ArgumentParser, lead: str = "readiness") -> dict[str, ArgumentParser]:
    """Every command of the program by what one types, such as "readiness data path"."""
    found: dict[str, ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for name, own in action.choices.items():
                found |= {f"{lead} {name}": own} | commands(own, f"{lead} {name}")
    return found


COMMANDS = commands(parser_of([name for name, *_ in ALL_COMMANDS]))
NAMED = set(re.findall(r"readiness(?: [a-z]+)+", " ".join(re.findall(r"`(readiness [^`]*)`", TEXT))))


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "readiness data"])
def test_every_command_is_in_the_table(command: str) -> None:
    """What follows the first command of a row may be named without its beginning: `readiness data path`, `list`."""
    *lead, name = command.split()
    rows = [line for line in TEXT.splitlines() if line.startswith(f"| `{' '.join(lead)} ")]
    assert any(re.search(rf"`({' '.join(lead)} )?{name}[ `]", row.split("|")[1]) for row in rows), command


@pytest.mark.parametrize("command", sorted(NAMED))
def test_every_command_named_exists(command: str) -> None:
    assert any(command == known or command.startswith(f"{known} ") for known in COMMANDS), command


def test_every_option_named_exists() -> None:
    known = {option for parser in COMMANDS.values() for action in parser._actions for option in action.option_strings}
    assert set(re.findall(r"`(--[a-z-]+)", TEXT)) <= known


def test_the_sheet_shown_fits_its_schema_and_the_bank() -> None:
    text = next(iter(re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)))
    jsonschema.validate(json.loads(text), readiness.schema("sheet"))
    assert score(load_bank(), read_sheet(text)).responses[0].credit == 1


FILE = re.compile(r"`((?:[.a-z_]+/)*(?:[A-Z_a-z]+\.(?:py|md|json|yaml)|[.a-z_]+/(?:run)?))`")


def exists(name: str) -> bool:
    """Named from the top of the checkout, from the package, or from the folder of questions."""
    top = README.parent
    return any((start / name).exists() for start in (top, PACKAGE, top / "questions"))


def test_every_file_and_folder_named_exists() -> None:
    """Named from the top of the checkout, or from the package."""
    named = FILE.findall(TEXT)
    assert len(named) > 20
    assert [name for name in named if not exists(name)] == []


def test_the_table_of_rooms_holds_every_room() -> None:
    """From the top down, as the rule of imports has them."""
    table = TEXT.split("| room | does |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `([a-z_]+)/?` \|", table, re.MULTILINE) == [*reversed(ROOMS), "ground"]
    pure = {name for name, kind in ROOMS.items() if kind == "pure"}
    assert pure == set(re.findall(r"^\| `([a-z_]+)/?` \| \*pure\*:", table, re.MULTILINE))
    ground = {name.split(".")[1] for name in MODULES if name.startswith("ground.")}
    assert ground == set(re.findall(r"`([a-z]+)`", table.splitlines()[-1]))


@pytest.mark.parametrize("paper", ["CONTRIBUTING.md", "CHANGELOG.md"])
def test_the_papers_name_only_what_there_is(paper: str) -> None:
    text = (README.parent / ".github" / paper).read_text(encoding="utf-8")
    for name in re.findall(r"readiness\.([a-z_]+)\(", text):
        assert name in readiness.__all__
    assert [name for name in FILE.findall(text) if not exists(name)] == []


def test_the_install_and_test_commands_are_the_same_everywhere() -> None:
    """CONTRIBUTING.md tells the command that README.md tells, and .ci/run runs both of README.md."""
    install, test = re.findall(r"^python3 -m venv .*$", TEXT, re.MULTILINE)
    assert install.endswith("/readiness")
    assert test.endswith("pytest")
    contributing = (README.parent / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.findall(r"^python3 -m venv .*$", contributing, re.MULTILINE) == [test]
