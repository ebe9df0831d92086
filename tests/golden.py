"""Golden text: what people look at, in files. Run pytest with UPDATE_GOLDEN=1 to write them anew, then read the diff."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def same_as_golden(name: str, text: str) -> bool:
    """Whether the text equals the golden file of that name."""
    file = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    return file.read_text(encoding="utf-8") == text
