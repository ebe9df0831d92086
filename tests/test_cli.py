"""The commands, run as a person runs them: what they print, where, and their exit codes."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from readiness.bank.load import load_bank
from readiness.cli import main
from readiness.cli.front import last_words
from readiness.cli.terminal import program_elsewhere
from readiness.ground.english import day_of_year
from readiness.ground.responses import Response
from readiness.sitting.events import BankName, Responded, Started, Submitted, moment
from readiness.sitting.journal import create

SHEET = Path(__file__).parent / "data" / "sheet.json"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("READINESS_HOME", str(folder))
    return folder


def run(*arguments: str, given: str | bytes = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "readiness", *arguments],
        input=data,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The program called in this process: exit code, output, errors."""
    code = main(arguments)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


# Anything ----------------------------------------------------------------------------------------------------------


def test_without_a_terminal_readiness_alone_is_a_menu_line_by_line() -> None:
    done = run()
    assert done.returncode == 130
    assert done.stdout == (
        "\nWhat would you like to do?\n\n"
        "Three questions, apart from each other: can I, would I like it, is it worth it?\n"
        "For every command there is: readiness --help\n"
        "1. First look: 12 to 20 minutes\n"
        "2. Quick check: 20 to 30 minutes\n"
        "3. Full assessment: up to 95 minutes\n"
        "4. Practice, ten minutes, not scored\n"
        "5. Would I like it? 12 short choices\n"
        "6. Is it worth it? Pay, jobs, exam fees\n"
        "7. Leave (q)\n"
        "Number (1-7): \n"
    )
    assert run(given="q\n").returncode == run("--plain", given="7\n").returncode == 0
    assert "12 pairs of working days" in run(given="5\n\n").stdout
    assert run("--plain", given="6\n").stdout.endswith(run("career", "--plain").stdout)


def test_the_menu_line_by_line_offers_what_there_is_of_the_past() -> None:
    run("take", "--seed", "7", given="\n" + ":s\n" * 5)
    assert "1. Go on: quick check, " in run(given="q\n").stdout
    left = run(given="1\n:q\n").stdout
    assert "So far: " in left
    assert left.endswith(" Your earlier answers are as they were.\n")
    run("take", "--seed", "7", given=SKIP_ALL)
    offered = run(given="q\n").stdout
    assert "6. My last report\n7. My last questions again\n8. All my reports\n9. Would I" in offered
    assert "Your readiness report\n" in run(given="6\n").stdout
    assert "Question 25 of 25, " in run(given="7\n").stdout
    assert "quick check, 25 skips" in run(given="8\n").stdout


def test_the_menu_goes_on_from_a_finished_first_look_into_a_quick_check() -> None:
    run("take", "--form", "first", "--seed", "7", given=SKIP_ALL)
    assert "\n1. Go on into the quick check\n2. New first look: " in run(given="q\n").stdout
    gone_on = " ".join(run(given="1\n:q\n").stdout.split())
    counts = r"What you did on [A-Z][a-z]+ [0-9]+, 20[0-9]+ \(15 skips\) counts: "
    assert re.search(f"{counts}the quick check asks 10 more questions, about ", gone_on)
    assert gone_on.endswith(" Your earlier answers are as they were.")


def quick_check(home: Path, levels: Sequence[str], bank: str = "medical-coding") -> None:
    """A quick check with a report that gives its skills these levels."""
    now = moment(datetime(2026, 3, 1, tzinfo=timezone.utc))
    report = {"verdict": "close", "skills": {f"s{n}": {"level": level} for n, level in enumerate(levels)}}
    with create(home, Started(now, BankName(bank, bank, "1"), "quick", (), 1, False, ()), "a1b2c3") as journal:
        journal.append(Responded(Response("x", None), None, 0.0))
        journal.append(Submitted(now, date(2026, 3, 1), report, 0.0))


@pytest.mark.parametrize(
    ("levels", "first"),
    [
        (["ready", "not-yet"], "First look: "),
        (["ready", "probably-ready"], "Go on into the full assessment\n"),
        (["not-yet", "too-close"], "Go on into the full assessment\n"),
        ([], "First look: "),
    ],
)
def test_the_menu_goes_on_from_a_quick_check_only_where_a_skill_is_not_clear(
    home: Path, levels: list[str], first: str
) -> None:
    quick_check(home, levels)
    assert f"\n1. {first}" in run(given="q\n").stdout


def test_where_nothing_is_left_to_ask_that_is_said_before_a_new_sitting(home: Path) -> None:
    quick_check(home, ["too-close"], bank="another")
    said = run(given="1\n:q\n").stdout
    assert "\nNothing is left to ask\n\nThe questions of your quick check of March 1 are not those asked here.\n" in said
    assert "\nWhat comes now is a new full assessment.\n\nAre you ready to start?\n" in said
    run("take", "--seed", "7", given=SKIP_ALL)
    assert "\nMore questions would not make your quick check of " in run(given="1\n:q\n").stdout


def test_a_sitting_in_some_skills_is_gone_on_with_by_its_own_command_not_from_the_menu() -> None:
    run("take", "--form", "first", "--skill", "privacy", "--seed", "7", given=SKIP_ALL)
    assert "\n1. First look: " in run(given="q\n").stdout


def test_plain_is_heard_before_a_command_and_after_it() -> None:
    run("take", "--seed", "7", given=SKIP_ALL)
    assert run("--plain", "report").stdout == run("report", "--plain").stdout != run("report").stdout


@pytest.mark.parametrize(
    ("started_as", "path", "hint"),
    [
        ("env/bin/readiness", "env/bin", "env/bin/readiness"),
        ("env/bin/readiness", "env/bin:bin", ""),
        ("env/bin/pytest", "env/bin", ""),
        ("bin/readiness", "bin", ""),
    ],
)
def test_how_to_start_it_again_where_its_environment_is_not_active(
    started_as: str, path: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("env/bin", "bin"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "readiness").touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / started_as)])
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env"))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setenv("PATH", ":".join(str(tmp_path / one) for one in path.split(":")))
    assert program_elsewhere() == (str(tmp_path / hint) if hint else "")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "Saved. See it again: {}/env/bin/readiness report\n"),
        ("env/bin", "Saved. See it again: readiness report\nIn a new window: {}/env/bin/readiness report\n"),
        ("bin", "Saved. See it again: readiness report\n"),
    ],
)
def test_the_last_words_name_a_command_that_works_here(
    path: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("env/bin", "bin"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "readiness").touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "env/bin/readiness")])
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "env"))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setenv("PATH", str(tmp_path / path) if path else "")
    last_words("Saved. See it again: readiness report", None, 0, plain=False)
    assert capsys.readouterr().out == said.format(tmp_path)


class Window(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("window", "words", "said"),
    [
        (True, "Nothing was answered, so nothing is lost.", "Nothing was answered, so nothing is\nlost.\n"),
        (False, "Nothing was answered, so nothing is lost.", "Nothing was answered, so nothing is lost.\n"),
        (True, f"Saved as /{'a' * 50}, and that is all.", f"Saved as /{'a' * 50}, and that is all.\n"),
    ],
)
def test_the_last_words_break_at_spaces_in_a_window(
    window: bool, words: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = Window() if window else io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    last_words(words, None, 0, plain=False)
    assert out.getvalue() == said


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["take", "--seed", "x"], ["take", "--form", "huge"], ["score"], ["data"], ["check", "--today", "soon"]],
)
def test_wrong_usage_exits_2_and_writes_nothing_to_standard_output(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: readiness" in done.stderr


def test_help_and_output_never_offer_what_does_not_exist() -> None:
    shown = run("--help").stdout
    assert "export" not in shown.lower()


# take --------------------------------------------------------------------------------------------------------------

SKIP_ALL = "\n" + ":s\n" * 60 + ":r\n\n\n"


def test_a_sitting_through_a_pipe_ends_in_a_report() -> None:
    done = run("take", "--seed", "7", given=SKIP_ALL)
    assert "Question 25 of 25" in done.stdout
    assert "Your readiness report" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.returncode == 0


def test_the_end_of_input_saves_and_says_so_and_the_next_start_goes_on(home: Path) -> None:
    done = run("take", given="\n" + ":s\n" * 5)
    assert done.returncode == 130
    assert done.stderr.splitlines()[-1].endswith("saved. Go on where you stopped: readiness take")
    assert run("data", "list").stdout.splitlines()[0].endswith("not finished")
    again = run("take", given="1\n\n" + ":s\n" * 60 + ":r\n\n\n")
    assert "Go on where you stopped?" in again.stdout
    assert "Question 1 of 25" not in again.stdout
    assert "Your readiness report" in again.stdout
    assert len(list((home / "sittings").iterdir())) == 1


def test_no_save_leaves_nothing_behind(home: Path) -> None:
    done = run("take", "--no-save", given="\n" + ":s\n" * 5)
    assert done.returncode == 130
    assert "Nothing was saved, as you asked with --no-save." in done.stderr
    assert not home.exists()


def test_leaving_at_the_first_page_leaves_nothing_behind(home: Path) -> None:
    assert run("take", given="q\n").returncode == 0
    assert not (home / "sittings").exists()


@pytest.mark.parametrize("arguments", [["take", "--skill", "charm"]])
def test_an_unknown_skill_is_named_with_those_there_are(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (
        1,
        ("--skill charm: there is no such skill; there are language, timeliness, meticulousness, privacy, responsibility\n"),
    )


def test_a_sitting_in_some_skills_asks_only_those() -> None:
    done = run("take", "--skill", "privacy", "--seed", "1", given=SKIP_ALL)
    assert "5 questions about privacy" in done.stdout
    assert "Not asked about: Language, Timeliness, Meticulousness and Responsibility." in done.stdout


@pytest.mark.parametrize(
    "env",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, {"TERM": "dumb", "NO_COLOR": "1"}, {"COLUMNS": "40"}],
)
def test_odd_terminals_work(env: dict[str, str]) -> None:
    done = run("take", "--seed", "7", given=SKIP_ALL, env=env)
    assert "Your readiness report" in done.stdout
    if "LC_ALL" in env:
        assert done.stdout.isascii()
    if "COLUMNS" in env:
        assert max(len(line) for line in done.stdout.splitlines() if "https://" not in line) <= 80


def test_a_folder_that_cannot_be_written_is_named(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file stands here")
    done = run("take", "--seed", "7", given=SKIP_ALL)
    assert done.returncode == 1
    assert str(home) in done.stderr
    assert "Set READINESS_HOME to another folder." in done.stderr
    assert "Traceback" not in done.stderr


# report ------------------------------------------------------------------------------------------------------------


def test_report_shows_the_latest_and_a_named_one_again(home: Path) -> None:
    taken = run("take", "--seed", "7", given=SKIP_ALL).stdout
    again = run("report", "--plain").stdout
    report, apart = again.split("\nApart from this\n")
    assert report in taken
    assert apart == (
        "- Would I like it? 12 pairs of working days to choose between: readiness career\n  --like\n"
        "- Is it worth it? The work, its pay and exam fees, with dates: readiness career\n"
    )
    name = next((home / "sittings").iterdir()).stem
    assert run("report", "--plain", name).stdout == again
    assert run("report", "--plain", name[:10]).stdout == again
    plain = json.loads(run("report", "--format", "json").stdout)
    assert (plain["report"], len(plain["responses"])) == (1, 25)


def test_without_a_report_it_says_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "report") == (1, "", "There is no report yet. Take the quiz first: readiness take\n")
    code, _, errors = called(capsys, "report", "2026")
    assert (code, errors) == (1, "2026: there is no such sitting (readiness data list shows them)\n")


def test_an_unfinished_sitting_has_no_report(home: Path) -> None:
    run("take", "--seed", "7", given="\n" + ":s\n" * 5)
    name = next((home / "sittings").iterdir()).stem
    done = run("report", name)
    assert (done.returncode, done.stderr) == (
        1,
        f"{name} is not finished, so it has no report yet. Go on with it: readiness take\n",
    )


def test_output_to_a_file_is_private(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.json"
    assert called(capsys, "score", str(SHEET), "--format", "json", "-o", str(out)) == (0, "", "")
    assert json.loads(out.read_text())["report"] == 1
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_history_lists_finished_sittings_and_says_what_did_not_change() -> None:
    none = run("history")
    assert (none.returncode, none.stderr) == (1, "There is no finished sitting yet. Take the quiz first: readiness take\n")
    for seed in ("7", "8"):
        run("take", "--seed", seed, given=SKIP_ALL)
    shown = run("history").stdout
    assert shown.count("quick check, 25 skips") == 2
    assert "no real change. Levels and chances also move by luck." in " ".join(shown.split())


# score -------------------------------------------------------------------------------------------------------------


def test_score_reads_a_file_and_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, errors = called(capsys, "score", str(SHEET))
    assert (code, errors) == (0, "")
    assert shown.startswith("Your readiness report\n")
    assert run("score", "-", given=SHEET.read_bytes()).stdout == shown


@pytest.mark.parametrize(
    ("sheet", "error"),
    [
        (b"\xff\xfe", "{file}: this is not UTF-8 text; wanted: a response sheet as JSON"),
        (b"[]", '{file}: a response sheet is wanted: {{"sheet": 1, "responses": [{{"item": "...", "answer": ...}}, ...]}}'),
        (
            b'{"sheet": 1, "responses": [{"item": "nothing-01", "answer": "a"}]}',
            "{file}: this bank has no question 'nothing-01'",
        ),
        (
            b'{"sheet": 1, "responses": [{"item": "word-parts-09", "answer": "a"}]}',
            "{file}: word-parts-09 is a generated question: write which one, such as word-parts-09@0",
        ),
    ],
)
def test_a_wrong_sheet_is_one_line_on_standard_error(
    sheet: bytes, error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sheet.json"
    file.write_bytes(sheet)
    assert called(capsys, "score", str(file)) == (1, "", error.format(file=file) + "\n")


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "score", "/nowhere/sheet.json") == (
        1,
        "",
        "/nowhere/sheet.json: there is no such file or folder\n",
    )


def test_a_file_of_many_sheets_gives_a_report_a_line_and_names_bad_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sheets.jsonl"
    good = json.dumps(json.loads(SHEET.read_text()))
    file.write_text(f"{good}\n\nnot json\n{good}\n")
    code, shown, errors = called(capsys, "score", str(file))
    assert code == 1
    assert [json.loads(line)["report"] for line in shown.splitlines()] == [1, 1]
    assert errors == f"{file}:3: line 1, column 1: not JSON: Expecting value\n"


def test_a_pipe_closed_by_its_reader_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m readiness score {SHEET} | head -1",
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("Your readiness report\n", "")


# stats -------------------------------------------------------------------------------------------------------------


def test_stats_counts_the_good_sheets_and_names_bad_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "sheets.jsonl"
    good = json.dumps(json.loads(SHEET.read_text()))
    wrong = '{"sheet": 1, "responses": [{"item": "nothing-01", "answer": "a"}]}'
    file.write_bytes(f"{good}\n\nnot json\n{wrong}\n".encode() + b"\xff\n" + f"{good}\n".encode())
    code, shown, errors = called(capsys, "stats", str(file))
    assert code == 1
    assert ": 2 sittings, 25 questions, 0 flagged.\nAlpha: – (n 2, fewer than 20).\n" in shown
    assert errors == (
        f"{file}:3: line 1, column 1: not JSON: Expecting value\n"
        f"{file}:4: this bank has no question 'nothing-01'\n"
        f"{file}:5: not UTF-8 text\n"
    )


def test_stats_speaks_from_twenty_sheets_on_and_gives_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    responses = json.loads(SHEET.read_text())["responses"]
    lines = [
        json.dumps(
            {
                "sheet": 1,
                "responses": [
                    {"item": one["item"], "answer": one["answer"] if (n + place) % 3 else None}
                    for place, one in enumerate(responses)
                ],
            }
        )
        for n in range(20)
    ]
    given = "\n".join(lines)
    done = run("stats", "-", "--format", "json", given=given)
    assert (done.returncode, done.stderr) == (0, "")
    plain = json.loads(done.stdout)
    assert (plain["statistics"], plain["sittings"], len(plain["items"]), plain["alpha"]["n"]) == (1, 20, 25, 20)
    assert {one["facility"]["n"] for one in plain["items"]} == {20}
    assert {one["answers"] for one in plain["items"]} == {13, 14}
    out = tmp_path / "stats.txt"
    done = run("stats", "-", "-o", str(out), given=given, env={"COLUMNS": "40"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    shown = out.read_text(encoding="utf-8").splitlines()
    assert shown[0] == "Item statistics"
    assert max(map(len, shown)) <= 40


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_stats_of_nothing_says_what_is_wanted(text: str) -> None:
    done = run("stats", "-", given=text)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "standard input: no sheet to count; wanted: response sheets, one a line\n"


# show and check ----------------------------------------------------------------------------------------------------


def test_show_explains_every_item_of_the_bank(monkeypatch: pytest.MonkeyPatch) -> None:
    bank = load_bank()
    monkeypatch.setattr("readiness.cli.show.load_bank", lambda folder: bank)  # Once for all: reading it is not the test.
    for item in bank.items.values():
        id = f"{item.id}@3" if item.generate else item.id
        assert main(["show", id]) == 0


def test_show_gives_options_key_reasons_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = called(capsys, "show", "body-and-side-01")
    assert code == 0
    for part in ("body-and-side-01 (", "Right: ", "Source: "):
        assert part in shown


def test_show_guesses_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "show", "bodyandside-01") == (
        1,
        "",
        "this bank has no question 'bodyandside-01'; did you mean body-and-side-01?\n",
    )


def test_check_passes_the_shipped_bank_strictly(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = called(capsys, "check", "--strict", "--today", "2026-11-29")
    assert code == 0
    assert " competencies; 0 errors, " in shown


def test_check_lists_every_problem_of_a_broken_bank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "blueprint.yaml").write_text("bank: x\nversion: 1.0\n")
    code, shown, errors = called(capsys, "check", str(tmp_path))
    assert (code, shown) == (1, "")
    lines = errors.splitlines()
    assert len(lines) >= 2
    assert all(line.startswith(str(tmp_path)) for line in lines)


# data --------------------------------------------------------------------------------------------------------------


def test_data_path_is_where_the_answers_are(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "data", "path") == (0, f"{home}\n", "")


def test_data_can_be_listed_and_deleted(home: Path) -> None:
    for _ in range(2):
        run("take", "--seed", "7", given=SKIP_ALL)
    listed = run("data", "list").stdout.splitlines()
    day = day_of_year(date.today())
    assert [line.split("  ")[1] for line in listed] == [f"{day}: quick check, 25 skips, finished"] * 2
    kept = run("data", "delete", "--all", given="no\n")
    assert (kept.returncode, kept.stdout) == (1, "Delete 2 sittings for good? Type yes: Nothing was deleted.\n")
    name = listed[0].split()[0]
    assert run("data", "delete", name, given="yes\n").stdout.endswith(
        "Deleted: 1 sitting. Backups, if you make any, may still hold a copy.\n"
    )
    assert run("data", "delete", "--all", "--yes").returncode == 0
    assert list((home / "sittings").iterdir()) == []
    assert run("data", "list").stdout == "Nothing is saved.\n"


def test_delete_all_removes_torn_and_strange_files_too(home: Path) -> None:
    (home / "sittings").mkdir(parents=True)
    (home / "sittings" / "20261123T101500-abc123.jsonl").write_text("torn")
    assert run("data", "list").stdout == "Nothing is saved.\n1 file that cannot be read as a sitting\n"
    assert run("data", "delete", "--all", "--yes").stdout.startswith("Deleted: 0 sittings and 1 other file of sittings.")
    assert list((home / "sittings").iterdir()) == []


def test_delete_wants_to_know_what(capsys: pytest.CaptureFixture[str]) -> None:
    message = "Say which sittings to delete (readiness data list shows them), or --all.\n"
    assert called(capsys, "data", "delete") == (1, "", message)
    assert called(capsys, "data", "delete", "--all", "x") == (1, "", message)


def test_files_of_a_sitting_are_private(home: Path) -> None:
    run("take", "--seed", "7", given="\n" + ":s\n" * 5)
    modes: dict[str, Any] = {path.name[-6:]: stat.S_IMODE(path.stat().st_mode) for path in (home / "sittings").iterdir()}
    assert modes == {".jsonl"[-6:]: 0o600}
    assert stat.S_IMODE((home / "sittings").stat().st_mode) == 0o700
