"""Where banks are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import readiness

if TYPE_CHECKING:
    from importlib.abc import Traversable

PACKAGE = Path(readiness.__file__).parent


@cache
def shipped_folder() -> Path:
    """The bank that comes with the package: inside it when installed, beside it in a checkout.

    From a zipapp it is unpacked into a temporary folder, which goes when the program ends.
    """
    if not PACKAGE.is_dir():
        return _unpacked()
    inside = PACKAGE / "questions"
    return inside if inside.is_dir() else PACKAGE.parent / "questions"


def _unpacked() -> Path:
    # Here, not above: few run a zipapp, and everybody waits for imports.
    import atexit
    import shutil
    from importlib import resources
    from tempfile import mkdtemp

    folder = Path(mkdtemp(prefix="readiness-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _copy(resources.files("readiness") / "questions", folder / "questions")
    return folder / "questions"


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir()
    for entry in source.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())
