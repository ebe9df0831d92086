"""The shape of the code: a pure core, a thin shell, and nothing loaded that is not needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import readiness

PACKAGE = Path(readiness.__file__).parent

# What each module may import of the package.
CORE = {
    "model": set(),
    "draws": set(),
    "answers": {"draws", "model"},
    "templates": {"answers", "draws", "model"},
    "scoring": {"answers", "model"},
    "selection": {"draws", "model", "scoring"},
    "report": {"model"},
    "layout": set(),
    "study": {"model", "report", "scoring"},
    "reporting": {"answers", "model", "report", "scoring", "study"},
    "exact": set(),
    "cues": {"exact", "lint_options", "lint_words", "model"},
    "likeness": {"answers", "cues", "lint_words", "model"},
    "guesser": {"cues", "draws"},
    "findings": {"lint_rules", "model"},
    "guessing": {"cues", "exact", "findings", "lint_rules", "model"},
    "bank_checks": {"exact", "findings", "guessing", "likeness", "lint_rules", "lint_words", "model"},
    "deep_templates": {"answers", "lint", "model"},
    "deep_sittings": {"answers", "draws", "model", "reporting", "selection"},
    "marker": {"answers", "model", "scoring", "sheets"},
    "matrices": {"marker", "model", "scoring"},
    "batch": {"marker", "matrices", "model", "report", "reporting", "scoring"},
    "comparing": {"report"},
    "item_statistics": {"answers", "model", "report", "scoring"},
    "statistics_words": {"item_statistics", "model"},
    "history": {"comparing", "rendering", "report"},
    "rendering": {"answers", "layout", "model", "report", "reporting"},
    "pages": {"model"},
    "sheets": {"model"},
    "warmups": {"model"},
    "helptext": {"model", "pages"},
    "parts": {"helptext", "layout", "model", "pages"},
    "drawing": {"helptext", "layout", "pages", "parts"},
    "scrolling": {"drawing", "helptext", "parts"},
    "answering": {"answers", "drawing", "model", "pages", "parts", "scrolling"},
    "screen": {"answering", "drawing", "layout", "model", "pages", "parts", "scrolling"},
}
TERMINAL_LIBRARIES = {"prompt_toolkit", "questionary"}
IMPURE = {"os", "sys", "io", "pathlib", "random", "secrets", "time", "datetime", "subprocess", "socket", "yaml",
          "platformdirs", *TERMINAL_LIBRARIES}
ALLOWED = {
    ("answers", "datetime"), ("rendering", "datetime"), ("history", "datetime"),  # values only
    ("templates", "datetime"), ("draws", "random"),  # the one place that makes a seeded generator
    ("scoring", "sys"),  # which Python this is
}


def module_files() -> dict[str, list[Path]]:
    files = {path.stem: [path] for path in PACKAGE.glob("*.py")}
    files["templates"] = sorted((PACKAGE / "templates").glob("*.py"))
    return files


def imports(file: Path) -> set[str]:
    """Full names of all modules that a file imports, at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names} | {node.module}
    return found


@pytest.mark.parametrize("module", sorted(CORE))
def test_the_pure_core_imports_only_what_it_may(module: str) -> None:
    for file in module_files()[module]:
        own = {name.split(".")[1] for name in imports(file) if name.startswith("readiness.")} - {module}
        assert own <= CORE[module], file
        foreign = {name.split(".")[0] for name in imports(file)} & IMPURE
        assert {name for name in foreign if (module, name) not in ALLOWED} == set(), file


@pytest.mark.parametrize("module", sorted(CORE))
def test_the_pure_core_neither_prints_nor_opens_files(module: str) -> None:
    for file in module_files()[module]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "open", "input", "exec", "eval"}, file


def test_terminal_libraries_are_imported_by_the_full_screen_and_the_menu_only() -> None:
    users = {name for name, files in module_files().items() for file in files
             if {one.split(".")[0] for one in imports(file)} & TERMINAL_LIBRARIES}
    assert users == {"fullscreen", "menu"}


@pytest.mark.parametrize("arguments", [["--help"], ["report"], ["score", "/nowhere"], ["check"], ["data", "path"],
                                       ["stats", "/nowhere"], ["show", "nothing"], ["take", "--plain"]])
def test_commands_that_ask_nothing_on_screen_never_load_terminal_libraries(arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from readiness.cli import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        "print([name for name in ('prompt_toolkit', 'questionary', 'numpy') if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
        env={"READINESS_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_every_public_name_is_there() -> None:
    for name in readiness.__all__:
        assert getattr(readiness, name).__module__.startswith("readiness.")
    with pytest.raises(AttributeError, match=r"^module 'readiness' has no attribute 'nothing'$"):
        readiness.nothing  # noqa: B018
