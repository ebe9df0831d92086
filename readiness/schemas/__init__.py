"""The JSON Schemas (draft-07) of what the package writes and reads as JSON, with a description of every field."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal


def schema(name: Literal["report", "sheet"]) -> dict[str, Any]:
    """The JSON Schema of a report (``Report.to_dict``) or of a response sheet (``read_sheet``), as plain data of your own.

    A report fits the schema of the version that wrote it and of every later one. Raises KeyError for another name.
    """
    if name not in ("report", "sheet"):
        raise KeyError(f"there is no schema {name!r}; there are report and sheet")
    plain: dict[str, Any] = json.loads((files(__name__) / f"{name}.json").read_text(encoding="utf-8"))
    return plain
