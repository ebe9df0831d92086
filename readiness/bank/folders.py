"""Where banks are."""

from __future__ import annotations

from pathlib import Path

import readiness


def shipped_folder() -> Path:
    """The bank that comes with the package: inside it when installed, beside it in a checkout."""
    package = Path(readiness.__file__).parent
    inside = package / "questions"
    return inside if inside.is_dir() else package.parent / "questions"
