"""The check command as a whole: waivers, formats, figures, the pages of the rules, the hook for pre-commit."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from readiness.bank.folders import shipped_folder
from readiness.bank.load import load_bank
from readiness.check.checked import Checked, checked
from readiness.check.figures import bank_figures
from readiness.check.findings import Figure
from readiness.check.reviews import review_figures
from readiness.check.rulebook.book import PAGES, listing
from readiness.cli import main
from readiness.ground.errors import BankError
from readiness.ground.items import JudgementTask, Option
from readiness.kinds.item_bank import ItemBank
from tests import banks
from tests.bank_folder import write_bank
from tests.test_lint import FULL

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
REASON = '"the abbreviation is the point"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bank with one flaw: an abbreviation in the first question."""
    flawed = FULL.replace("nephr/o name?", "CBC name?")
    other = FULL.replace("word-parts", "incidents").replace("id: words", "id: rule")
    return write_bank(tmp_path, {"language/word-parts.yaml": flawed, "privacy/incidents.yaml": other})


def edit(folder: Path, old: str, new: str, name: str = "language/word-parts.yaml") -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def done(folder: Path, strict: bool = False) -> Checked:
    return checked(load_bank(folder), str(folder), today=TODAY, strict=strict)


def told(folder: Path, strict: bool = False) -> list[str]:
    """Problems that waivers deal with: neither of the bank as a whole, nor not checked."""
    lines = [str(one) for one in done(folder, strict).problems if one.severity != "not checked" and one.rule[0] != "B"]
    return [line.removeprefix(f"{folder.as_posix()}/") for line in lines]


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


# Waivers ------------------------------------------------------------------------------------------------------------

FLAW = "language/word-parts.yaml:3:5: word-parts-01: 'CBC' is not expanded: write it out once, then '(CBC)' [I27]"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - id: word-parts-01", f"  # check: off I27 {REASON}\n  - id: word-parts-01"),
        ("  - id: word-parts-01", f"  # check: off I27 {REASON}\n  # more words\n  - id: word-parts-01"),
        ("  - id: word-parts-01", f"  - id: word-parts-01  # check: off I27 {REASON}"),
        ("    key: a", f"    # check: off I27 {REASON}\n    key: a"),
        ("    key: a", f"    key: a   #check: off  i27  {REASON}  "),
    ],
    ids=["before", "before other comments", "at its first line", "within", "after a value"],
)
def test_a_waiver_on_a_question_or_just_before_it(folder: Path, old: str, new: str) -> None:
    """It holds however strict, and is told with its place and reason."""
    edit(folder, old, new)
    assert told(folder, strict=True) == []
    [waiver] = done(folder).waivers
    assert re.fullmatch(rf"\S+word-parts\.yaml:\d+:\d+: waived I27: {REASON}", str(waiver))


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        (
            "language/word-parts.yaml",
            "review_by: ",
            f"# check: off I30 {REASON}\n    review_by: ",
            "word-parts.yaml:18:5",
        ),
        (
            "privacy/incidents.yaml",
            "    key: a",
            f"    # check: off I27 {REASON}\n    key: a",
            "incidents.yaml:13:5",
        ),
    ],
    ids=["another rule", "another question"],
)
def test_a_waiver_for_something_else_is_not_needed(folder: Path, name: str, old: str, new: str, place: str) -> None:
    edit(folder, old, new, name)
    rule = "I30" if "I30" in new else "I27"
    message = f"{place}: warning: there is nothing to waive here for {rule}; take this comment out [W01]"
    assert message in [line.partition("/")[2] for line in told(folder)]
    assert FLAW.replace("3:5: ", "3:5: warning: ") in told(folder)


@pytest.mark.parametrize("text", [f"# check: off I27 {REASON}", f"#check: off I27 {REASON}"])
@pytest.mark.parametrize("scalar", ['why: "{}"', "why: >-\n      {}\n      and so on"])
def test_a_text_is_no_comment(folder: Path, scalar: str, text: str) -> None:
    inside = scalar.format(text if ">-" in scalar else text.replace('"', "'"))
    kept = re.sub(r"    why: >-\n.*?(?=    source)", f"    {inside}\n", FULL, flags=re.DOTALL)
    (folder / "language/word-parts.yaml").write_text(kept.replace("nephr/o name?", "CBC name?"), encoding="utf-8")
    assert done(folder).waivers == ()
    assert any("[I27]" in line for line in told(folder))


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# check: off I27", 'a waiver names one rule and says why: # check: off I09 "the reason"'),
        ('# check: off I27 " "', 'a waiver names one rule and says why: # check: off I09 "the reason"'),
        (f"# check: off I27, I30 {REASON}", 'a waiver names one rule and says why: # check: off I09 "the reason"'),
        (f"# check: off {REASON}", 'a waiver names one rule and says why: # check: off I09 "the reason"'),
        (f"# check: off I99 {REASON}", "there is no rule 'I99' that can be waived"),
        (f"# check: off F02 {REASON}", "there is no rule 'F02' that can be waived"),
        (f"# check: off W01 {REASON}", "there is no rule 'W01' that can be waived"),
    ],
)
def test_a_waiver_in_a_wrong_form_is_an_error(folder: Path, comment: str, message: str) -> None:
    edit(folder, "    key: a", f"    {comment}\n    key: a")
    assert f"language/word-parts.yaml:13:5: {message} [W02]" in told(folder)
    assert FLAW.replace("3:5: ", "3:5: warning: ") in told(folder)


def test_waivers_come_before_warnings_are_counted(folder: Path) -> None:
    """Of two warnings, which are errors when strict, the one that is left is a warning again."""
    edit(folder, "CBC name?", "nephr/o name?")
    edit(folder, "text: Liver", 'text: "The liver."')
    assert [line.count("warning: ") for line in told(folder, strict=True)] == [0, 0]
    edit(folder, "    key: a", f"    # check: off I13 {REASON}\n    key: a")
    assert told(folder, strict=True) == []  # One waiver is for all that a rule finds in a question.


def test_waivers_of_sources_and_of_the_bank_as_a_whole(folder: Path) -> None:
    """Each at what it is about: a source, a competency, or the top of the blueprint."""
    other = "other: {title: T, publisher: P, url: https://example.org/, cost: free}\n"
    edit(folder, "words:", f'{other}# check: off I22 "of the next edition"\nwords:', "sources.yaml")
    assert [one.rule for one in done(folder).problems if "other" in one.message] == ["I22"]
    edit(folder, other, f'# check: off I22 "of the next edition"\n{other}', "sources.yaml")
    assert [one.rule for one in done(folder).problems if "other" in one.message] == []
    edit(folder, "  incidents:", '  # check: off B15 "a first draft"\n  incidents:', "blueprint.yaml")
    assert [one for one in done(folder).problems if one.rule == "B15" and "incidents" in one.message] == []


def test_what_is_not_checked_cannot_be_waived(folder: Path) -> None:
    edit(folder, "words:", f"# check: off I22 {REASON}\nwords:", "sources.yaml")
    rules = [(one.severity, one.rule) for one in done(folder).problems if one.place.file.endswith("sources.yaml")]
    assert rules == [("warning", "W01"), ("not checked", "I22")]


def test_waivers_are_listed_at_the_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "    key: a", f"    key: a  # check: off I27 {REASON}")
    _, shown, _ = called(capsys, "check", str(folder))
    assert shown.splitlines()[-1] == f"{folder.as_posix()}/language/word-parts.yaml:13:13: waived I27: {REASON}"


GENERATED = """\
  - id: word-parts-02
    type: mark
    cognition: application
    rating: 0.7
    seconds: 60
    template: copied-list
    with: {characters: digits, lines: 6, slips: 1}
    source: [{id: words, at: page 2}]
    review_by: "2027-10-01"
"""


def test_a_waiver_of_a_generated_question_may_be_for_what_only_the_deep_check_sees(folder: Path) -> None:
    """It is handed to the deep check, and never called needless."""
    edit(folder, '    review_by: "2027-10-01"\n', f'    review_by: "2027-10-01"\n  # check: off B26 {REASON}\n{GENERATED}')
    found = done(folder)
    assert found.waived() == {"word-parts-02": {"B26"}}
    assert "W01" not in {one.rule for one in found.problems}


# Formats ------------------------------------------------------------------------------------------------------------


def test_json_for_editors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything on standard output, in one value; the exit code as ever."""
    edit(folder, "    key: a", f"    key: a  # check: off I27 {REASON}")
    edit(folder, "Which organ", "In the CBC, which organ", "privacy/incidents.yaml")
    code, shown, errors = called(capsys, "check", str(folder), "--format", "json", "--strict", "--today", "2026-11-23")
    value = json.loads(shown)
    assert (code, errors) == (1, "")
    assert {key: value[key] for key in ("bank", "version", "questions", "competencies", "figures")} == {
        "bank": "small",
        "version": "1.0",
        "questions": 2,
        "competencies": 2,
        "figures": [],
    }
    assert value["waived"] == [
        {
            "file": f"{folder.as_posix()}/language/word-parts.yaml",
            "line": 13,
            "column": 13,
            "rule": "I27",
            "reason": "the abbreviation is the point",
        }
    ]
    assert {
        "file": f"{folder.as_posix()}/privacy/incidents.yaml",
        "line": 3,
        "column": 5,
        "severity": "error",
        "rule": "I27",
        "message": "incidents-01: 'CBC' is not expanded: write it out once, then '(CBC)'",
    } in value["problems"]
    counts = [sum(one["severity"] == kind for one in value["problems"]) for kind in ("error", "warning", "not checked")]
    assert [value["error"], value["warning"], value["not_checked"]] == counts


def test_json_of_a_bank_that_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "    key: a", "    key: d")
    code, shown, errors = called(capsys, "check", str(folder), "--format", "json")
    assert (code, errors) == (1, "")
    place = {"file": f"{folder.as_posix()}/language/word-parts.yaml", "line": 13, "column": 10}
    message = "'d' is not one of the options: a, b, c"
    problem = {**place, "severity": "error", "rule": "F03", "message": message}
    assert json.loads(shown) == {"bank": None, "error": 1, "problems": [problem]}


def test_lines_for_github(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Signs that a workflow command would take for its own are written as GitHub reads them."""
    edit(folder, "Which organ does the root CBC name?", "Which 50% is the CBC?")
    code, shown, errors = called(capsys, "check", str(folder), "--format", "github", "--today", "2026-11-23")
    lines = [line.replace(f"{folder.as_posix()}/", "") for line in shown.splitlines()]
    assert (code, errors) == (0, "")
    assert (
        "::warning file=language/word-parts.yaml,line=3,col=5,title=I27::word-parts-01: 'CBC' is not expanded: write it out "
        "once, then '(CBC)'"
    ) in lines
    assert any(line.startswith("::notice file=sources.yaml,line=1,col=1,title=I22::") for line in lines)
    assert lines[-1].startswith("small 1.0: 2 questions for 2 competencies; 0 errors, ")
    edit(folder, "    key: a", "    key: 50%, a")
    code, shown, errors = called(capsys, "check", str(folder), "--format", "github")
    assert (code, errors) == (1, "")
    assert shown == (
        f"::error file={folder.as_posix()}/language/word-parts.yaml,line=13,col=10,title=F02::"
        "'50%25, a' does not fit: use a small letter first, then small letters, digits, - and _\n"
    )


# Ids and pages ------------------------------------------------------------------------------------------------------


def test_every_page_is_whole() -> None:
    for id, page in PAGES.items():
        assert re.fullmatch(r"[BCFHIRW]\d\d", id)
        assert all(text.strip() == text != "" for text in (page.title, page.why, page.bad, page.good))
        assert not page.title.endswith(".")
        assert page.why.endswith(".")


def test_the_pages_of_the_guide_are_those_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    """After a change: readiness check --explain all > questions/RULES.md"""
    assert (shipped_folder() / "RULES.md").read_text(encoding="utf-8") == listing()
    assert called(capsys, "check", "--explain", "all") == (0, listing(), "")


@pytest.mark.parametrize("written", ["I09", "i09", " I9 "])
def test_explain_prints_a_page(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "check", "--explain", written) == (
        0,
        "I09  Options are of about one length\n\n"
        "Writers make the right answer exact, hence long; whoever picks the longest is right too often.\n\n"
        "Bad:   a key of 22 words beside options of 6 and 7\n"
        "Good:  8, 8 and 9 words\n",
        "",
    )


@pytest.mark.parametrize(("unknown", "nearest"), [("I99", "I09"), ("B0", "B01"), ("I100", "I10")])
def test_explain_names_the_nearest(unknown: str, nearest: str, capsys: pytest.CaptureFixture[str]) -> None:
    message = f"there is no rule '{unknown}'; the nearest is {nearest}\n"
    assert called(capsys, "check", "--explain", unknown) == (1, "", message)


def test_every_message_ends_with_the_id_of_a_page(folder: Path) -> None:
    """Of the form, and of the words."""
    broken = folder.parent / "broken"
    problems = [*done(folder).problems]
    for name, text in {
        "blueprint.yaml": "a: [",
        "sources.yaml": "x: 1\n",
        "language/word-parts.yml": "",
        "reviews.jsonl": "{}\n",
    }.items():
        root = write_bank(broken / name.replace("/", "-"))
        (root / name).write_text(text, encoding="utf-8")
        with pytest.raises(BankError) as caught:
            load_bank(root)
        problems += caught.value.problems
    assert {one.rule for one in problems} >= {"F01", "F02", "F05", "F06", "I22", "I27", "R01", "B15", "B18"}
    assert {one.rule for one in problems} <= {*PAGES}
    assert all(str(one).endswith(f" [{one.rule}]") for one in problems)


# Figures ------------------------------------------------------------------------------------------------------------


def shown(figures: Any) -> dict[str, str]:
    return {figure.name: f"{figure.figure}: {figure.verdict} [{figure.rule}]" for figure in figures}


def test_figures_of_a_bank() -> None:
    bank = banks.bank([banks.item(f"x-{n}", rating=0.6 + n / 10) for n in range(4)], ("language",))
    found = shown(bank_figures(bank))
    assert all(figure.reported for figure in bank_figures(bank))
    assert found["ratings, language"] == "mean 0.75, standard deviation 0.11 of 4: reported [B17]"
    assert found["cognition, language"] == "recall 100 %, application 0 %, analysis 0 %: reported [B16]"
    assert found["at most 40 seconds, language"] == "100 % of 4 questions (aim 25 %): reported [I26]"
    assert found["questions beside the plan"] == "as planned: reported [B15]"
    assert found["words on screen, choice"].endswith("(limit 80): reported [I26]")


def test_counts_beside_the_plan() -> None:
    bank = banks.bank([banks.item(f"x-{n}") for n in range(4)], ("language",))
    planned = {id: one._replace(items=12) for id, one in bank.competencies.items()}
    assert shown(bank_figures(replace(bank, competencies=planned)))["questions beside the plan"] == (
        "language-x 4 of 12: reported [B15]"
    )


def test_times_that_go_with_ratings_show() -> None:
    items = [replace(banks.item(f"x-{n}", rating=0.5 + n / 10), seconds=30.0 - n) for n in range(4)]
    assert shown(bank_figures(banks.bank(items, ("language",))))["ratings, choice"].endswith(
        "correlation with seconds -1.00: reported [B17]"
    )


def scenes() -> ItemBank:
    options = {letter: Option(letter.upper() * 3, "A reason.") for letter in "abcd"}
    return banks.bank(
        [
            *(banks.item(f"j-{n}", task=JudgementTask(options, "a", "d")) for n in range(4)),
            *(banks.item(f"c-{n}") for n in range(2)),
        ],
        ("language",),
    )


def review(bank: ItemBank, id: str, stage: str, **more: Any) -> dict[str, Any]:
    return {"item": id, "hash": bank.items[id].digest, "stage": stage, "reader": "coder", **more}


def test_norms_that_readers_recorded() -> None:
    """Best in two of three that offer a dutiful act, worst in one; of a fourth nobody said anything."""
    bank = scenes()
    reviews = [
        review(bank, "j-0", "norms", dutiful=["a"]),
        review(bank, "j-0", "norms", dutiful=["a", "b"]),
        review(bank, "j-1", "norms", dutiful=["a", "d"]),
        review(bank, "j-2", "norms", dutiful=["b"]),
        review(bank, "j-3", "norms"),
        {**review(bank, "j-3", "norms", dutiful=["a"]), "hash": "older"},
    ]
    assert shown(review_figures(bank, reviews))["norms, language"] == (
        "a dutiful act is best in 2 and worst in 1 of 3 questions that offer one (1 of 4 not read): reported [B08]"
    )
    assert shown(review_figures(bank, []))["norms, language"] == (
        "no reader has recorded which acts are dutiful: not checked [B08]"
    )


@pytest.mark.parametrize(("picks", "earned", "verdict"), [("ab", 50, "FAIL"), ("bc", 0, "pass")])
def test_readers_of_options_only(picks: str, earned: int, verdict: str) -> None:
    """Choices have a limit, chance and ten points; judgements have none."""
    bank = scenes()
    reviews = [review(bank, f"c-{n}", "options-only", pick=pick) for n, pick in enumerate(picks)]
    reviews += [review(bank, f"j-{n}", "options-only", pick={"best": "a", "worst": "d"}) for n in range(2)]
    found = shown(review_figures(bank, reviews))
    assert found["readers of options only, choice"] == (
        f"{earned}.0 % earned in 2 readings, 33.3 % by chance: {verdict} [B10]"
    )
    assert found["readers of options only, judgement"] == "100.0 % earned in 2 readings, 25.0 % by chance: reported [B10]"


def test_a_few_readers_of_options_say_nothing_of_the_bank() -> None:
    bank = scenes()
    found = shown(review_figures(bank, [review(bank, "j-0", "options-only", pick={"best": "a", "worst": "d"})]))
    assert found["readers of options only, judgement"] == "1 of 4 written questions read; half are needed: not checked [B10]"


def test_figures_are_printed_when_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "words on screen" not in called(capsys, "check", str(folder))[1]
    lines = called(capsys, "check", str(folder), "--figures")[1].splitlines()
    assert "words on screen, choice: half have 10 or fewer (aim 35), the longest 10 (limit 80): reported [I26]" in lines
    assert re.fullmatch(r"\d+ figures: 0 passed, 0 failed, 1 not checked, \d+ reported", lines[-1])


def test_a_figure_that_fails_ends_in_an_error(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("readiness.cli.check.cheap_figures", lambda bank, at: iter([Figure("a", "3", "2", False, "B10")]))
    assert main(["check", str(folder), "--figures"]) == 1


# Pre-commit ---------------------------------------------------------------------------------------------------------


def test_the_hook_checks_a_bank(folder: Path) -> None:
    """The entry with its arguments, run as pre-commit runs it: at the top of a repository that has such a folder."""
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("readiness-check", "python", False)
    files = re.compile(hook["files"])
    assert all(files.search(name) for name in ("questions/sources.yaml", "questions/language/word-parts.yaml"))
    assert files.search("questions/reviews.jsonl")
    assert not files.search("src/questions.py")
    command = [*shlex.split(hook["entry"]), *hook["args"]]
    assert command[0] == "readiness"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "READINESS_HOME": str(folder.parent / "home")}

    def run() -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", *command]
        return subprocess.run(program, cwd=folder.parent, env=environment, capture_output=True, text=True, check=False)

    assert (folder.name, run().returncode) == ("questions", 0)
    edit(folder, "    key: a", "    key: d")
    broken = run()
    assert broken.returncode == 1
    assert broken.stderr == "questions/language/word-parts.yaml:13:10: 'd' is not one of the options: a, b, c [F03]\n"
