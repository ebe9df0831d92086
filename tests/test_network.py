"""Nothing leaves this computer: an audit hook sees every connection and every other program that Python would start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bank_folder import write_bank
from tests.terminal import Terminal, python, wait_until

SHEET = Path(__file__).parent / "data" / "sheet.json"
WATCH = """
import os, sys

SEEN = []
LEAVING = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "nntplib.", "telnetlib.",
           "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.spawn", "webbrowser.")

def hook(event, arguments):
    if event == "socket.__new__" and arguments[1] == 1:  # AF_UNIX: how an event loop wakes itself up.
        return
    if event.startswith(LEAVING):
        SEEN.append(f"{event} {arguments!r}")

sys.addaudithook(hook)
from readiness.cli import main
"""
COMMANDS = """
import io, json
for arguments, given in json.loads(sys.argv[1]):
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()))
    code = main(arguments)
    print(code, arguments, file=sys.stderr)
    SEEN += [] if code == 0 else [f"{arguments} ended with {code}"]
import socket
before = len(SEEN)
try:
    socket.create_connection(("127.0.0.1", 9), timeout=1).close()
except OSError:
    pass
SEEN[before:] = [] if len(SEEN) > before else ["the hook sees nothing"]
open(sys.argv[2], "w").write(json.dumps(SEEN))
"""
IN_THE_TERMINAL = """
code = main(sys.argv[2:])
open(sys.argv[1], "w").write("\\n".join(["ended", *SEEN]))
sys.exit(code)
"""


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "READINESS_HOME": str(home / "home"), "XDG_CACHE_HOME": str(home / "cache")}


def test_no_command_uses_the_network_or_another_program(tmp_path: Path) -> None:
    bank, out, sheets = write_bank(tmp_path), tmp_path / "seen", tmp_path / "sheets.jsonl"
    sheets.write_text(json.dumps(json.loads(SHEET.read_text())) + "\n")
    skip_all = "\n" + ":s\n" * 80 + ":r\n6\n3\n"
    commands: list[tuple[list[str], str]] = [
        (["--help"], ""),
        (["--version"], ""),
        (["take", "--plain", "--seed", "7"], skip_all),
        (["take", "--plain", "--bank", str(bank)], skip_all),
        (["practise", "--plain", "--seed", "7"], "\n" + ":s\n\n" * 3 + ":f\n2\n"),
        (["practise", "--calendar", str(tmp_path / "dates.ics")], ""),
        (["career"], ""),
        (["career", "--like", "--plain"], "\n" + "1\n" * 12),
        (["career", "--format", "html", "-o", str(tmp_path / "career")], ""),
        (["report"], ""),
        (["report", "--format", "html", "-o", str(tmp_path / "page")], ""),
        (["report", "--format", "json", "-o", str(tmp_path / "report")], ""),
        (["history"], ""),
        (["score", str(SHEET)], ""),
        (["score", str(sheets), "--brief"], ""),
        (["stats", str(sheets)], ""),
        (["bank", "export", "moodle", "-o", str(tmp_path / "bank.xml")], ""),
        (["show", "word-parts-01"], ""),
        (["check"], ""),
        (["data", "path"], ""),
        (["data", "list"], ""),
        (["data", "check"], ""),
        (["data", "repair"], ""),
        (["data", "export", str(tmp_path / "export")], ""),
        (["data", "export", "--choices", str(tmp_path / "choices")], ""),
        (["data", "delete", "--all", "--yes"], ""),
    ]
    done = subprocess.run(
        [sys.executable, "-c", WATCH + COMMANDS, json.dumps(commands), str(out)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=environment(tmp_path),
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(out.read_text()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("arguments", [["take", "--seed", "5"], []], ids=["take", "menu"])
def test_a_sitting_in_the_full_screen_uses_neither(arguments: list[str], tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    command = python("-c", WATCH + IN_THE_TERMINAL, str(seen), *arguments)
    with Terminal(command, 80, 24, environment(tmp_path)) as terminal:
        if not arguments:
            terminal.sees("Leave")
            terminal.types("\r")
        terminal.sees("Are you ready to start?")
        terminal.types("\r")
        wait_until(lambda: "Are you ready" not in terminal.emulator.text, lambda: terminal.emulator.text)
        terminal.types("\x03")
        assert terminal.ended() == 130
    assert seen.read_text() == "ended"
