"""The shape of the code: a pure core, a thin shell, and nothing loaded that is not needed."""

from __future__ import annotations

import ast
import pydoc
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import readiness

PACKAGE = Path(readiness.__file__).parent

GROUND = {"": "pure", "schemas": "", "ground": ""}
"""What every room may import; "" is the package itself, whose names are loaded on first use."""
ROOMS = {
    "kinds": "pure",
    "templates": "pure",
    "scoring": "pure",
    "bank": "",
    "report": "pure",
    "bulk": "pure",
    "sitting": "",
    "screen": "",
    "check": "",
    "exchange": "pure",
    "practise": "pure",
    "cli": "",
}
"""From the bottom up: a room imports the ground, itself, and rooms above it in this table."""
TOUCHING = {"ground.files", "ground.signals"}
"""The modules of the ground that are not pure."""
PURE_TOO = {
    "sitting.pool",
    "sitting.selection",
    "sitting.bank_tables",
    "sitting.pages",
    "sitting.past",
    "sitting.warmups",
    "screen.frame",
    "screen.question",
    "screen.content",
    "screen.keys",
    "screen.state",
    "screen.view",
    "screen.talk",
    "screen.asking.choice",
    "screen.asking.dispatch",
    "screen.asking.entry",
    "screen.asking.judgement",
    "screen.asking.mark",
    "screen.asking.order",
    "screen.asking.protocol",
    "screen.scrolling",
    "screen.help",
    "check.cues",
    "check.exact",
    "check.figures",
    "check.findings",
    "check.guessing",
    "check.likeness",
    "check.pace",
    "check.people",
    "check.rulebook.book",
    "check.rulebook.page",
    "check.whole_bank",
    "check.deep.learner",
    "check.deep.instances",
    "check.deep.memory",
    "check.deep.sittings",
}
TERMINAL_LIBRARIES = {"prompt_toolkit", "questionary"}
IMPURE = {
    "os",
    "sys",
    "io",
    "pathlib",
    "random",
    "secrets",
    "time",
    "datetime",
    "subprocess",
    "socket",
    "yaml",
    "platformdirs",
    "fsrs",
    *TERMINAL_LIBRARIES,
}
ALLOWED = {
    ("kinds", "datetime"),
    ("ground.english", "datetime"),
    ("ground.career", "datetime"),
    ("report", "datetime"),
    ("practise", "datetime"),
    ("practise.cards", "fsrs"),  # the one place that works out dates of return
    ("templates", "datetime"),  # values only
    ("ground.draws", "random"),  # the one place that makes a seeded generator
    ("scoring", "sys"),  # which Python this is
}


def module_files() -> dict[str, Path]:
    """Every module of the package by its name without "readiness.", such as "report.words"."""
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip("."): path
        for path in PACKAGE.rglob("*.py")
    }


MODULES = module_files()


def room(module: str) -> str:
    return module.split(".")[0]


def imports(file: Path) -> set[str]:
    """Full names of all modules that a file imports, at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names} | {node.module}
    return found


def own_imports(module: str) -> set[str]:
    """The modules of the package that a module imports."""
    names = {name.removeprefix("readiness").lstrip(".") for name in imports(MODULES[module]) if name.startswith("readiness")}
    return {name for name in names if name in MODULES} - {module}


def test_a_room_imports_only_rooms_below_it() -> None:
    floors = {name: floor for floor, name in enumerate([*GROUND, *ROOMS])}
    allowed = {"": set(floors), "__main__": {"cli"}}
    for module in MODULES:
        own = room(module)
        below = allowed.get(own) or {name for name, floor in floors.items() if floor < floors[own]} | {own}
        imported = {room(name) for name in own_imports(module)}
        assert imported <= below, module


def test_no_modules_import_each_other_in_a_circle() -> None:
    order = {module: {name for name in own_imports(module) if name} for module in MODULES if module}
    assert len(list(TopologicalSorter(order).static_order())) >= len(order)


def test_the_rooms_and_the_ground_fit_in_one_drawing() -> None:
    """Few enough boxes and arrows that a reader can keep them in mind."""
    boxes = {name: room(name) for name in MODULES}
    arrows = {(boxes[module], boxes[name]) for module in boxes for name in own_imports(module)}
    assert len(set(boxes.values())) <= 20
    assert len([arrow for arrow in arrows if len(set(arrow)) > 1]) <= 60


def test_the_program_speaks_of_no_subject_of_its_own() -> None:
    """What a bank is about stands in the bank; another bank must not be spoken of in the words of this one."""
    files = [file for file in PACKAGE.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    texts = {
        str(file.relative_to(PACKAGE)): file.read_text(encoding="utf-8") for file in files if "questions" not in file.parts
    }
    assert len(texts) > 100
    assert [name for name, text in texts.items() if re.search(r"medical[\W_]*cod(ing|er)", text, re.IGNORECASE)] == []


def is_pure(module: str) -> bool:
    if room(module) == "ground":
        return module not in TOUCHING
    return {**GROUND, **ROOMS}.get(room(module)) == "pure" or module in PURE_TOO


@pytest.mark.parametrize("module", sorted(filter(is_pure, MODULES)))
def test_pure_modules_touch_no_file_clock_terminal_or_chance(module: str) -> None:
    foreign = {name.split(".")[0] for name in imports(MODULES[module])} & IMPURE
    assert {name for name in foreign if not {(room(module), name), (module, name)} & ALLOWED} == set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "open", "input", "exec", "eval"}


def test_terminal_libraries_are_imported_only_where_a_question_is_asked() -> None:
    users = {name for name, file in MODULES.items() if {one.split(".")[0] for one in imports(file)} & TERMINAL_LIBRARIES}
    assert users == {"screen.fullscreen", "cli.menu", "cli.bank_tools"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["report"],
        ["career"],
        ["career", "--like", "--plain"],
        ["score", "/nowhere"],
        ["check"],
        ["data", "path"],
        ["stats", "/nowhere"],
        ["show", "nothing"],
        ["take", "--plain"],
    ],
)
def test_commands_that_ask_nothing_on_screen_never_load_terminal_libraries(arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from readiness.cli import main\n"
        f"main({arguments!r})\n"
        "foreign = ('prompt_toolkit', 'questionary', 'numpy', 'fsrs')\n"
        "print([name for name in foreign if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
        env={"READINESS_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_every_public_name_is_there_and_shown() -> None:
    for name in readiness.__all__:
        assert getattr(readiness, name).__module__.startswith("readiness.")
    assert set(readiness.__all__) <= set(dir(readiness))
    with pytest.raises(AttributeError, match=r"^module 'readiness' has no attribute 'nothing'$"):
        readiness.nothing  # noqa: B018


def test_type_checkers_see_the_public_names_that_there_are() -> None:
    """What they are told stands beside the table of names; both say the same."""
    told = {
        (node.module, name.asname)
        for block in ast.parse(MODULES[""].read_text(encoding="utf-8")).body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    assert told == {(getattr(readiness, name).__module__, name) for name in readiness.__all__}


def test_help_shows_every_public_name() -> None:
    shown = pydoc.plain(pydoc.render_doc(readiness))
    assert [name for name in readiness.__all__ if f"{name}(" not in shown and f"class {name}" not in shown] == []
