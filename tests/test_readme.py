"""What README.md says is true: its commands, its Python and its screens."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import readiness
from readiness.bank.load import load_bank
from readiness.bulk.sheets import read_sheet
from readiness.cli import main
from readiness.kinds.answers import served_order
from readiness.report.make import score
from readiness.report.words import render
from readiness.screen.frame import render as draw
from readiness.screen.keys import start
from readiness.sitting.pages import ItemPage

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
    end, study = headings[headings.index(lines.index("Where you stand")) + 1], lines.index("What to do next")
    shown = [*lines[:end], "[...]", "", *lines[study : study + 10], "[...]"]
    expect("report", "\n".join(shown) + "\n")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`readiness ([a-z]+)", TEXT)) - {"data"}))
def test_every_command_named_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: readiness {command}" in capsys.readouterr().out


def test_every_option_named_exists(capsys: pytest.CaptureFixture[str]) -> None:
    shown = ""
    for command in ("take", "score", "check", "show", "report"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        shown += capsys.readouterr().out
    named = set(re.findall(r"`(--[a-z-]+)", TEXT)) - {"--help"}
    assert named <= set(re.findall(r"--[a-z-]+", shown))


def test_the_sheet_shown_fits_its_schema_and_the_bank() -> None:
    text = next(iter(re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)))
    schema = json.loads((Path(readiness.__file__).parent / "schemas" / "sheet.json").read_text())
    jsonschema.validate(json.loads(text), schema)
    assert score(load_bank(), read_sheet(text)).responses[0].credit == 1


def test_every_module_named_exists() -> None:
    for name in re.findall(r"`(?:readiness/)?([a-z/]+)\.py`", TEXT):
        assert (Path(readiness.__file__).parent / f"{name}.py").is_file()
