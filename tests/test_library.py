"""What other programs rely on: the JSON Schemas, plain data in and out, wrong types refused in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import readiness
from readiness.report.value import Report

DATA = Path(__file__).parent / "data"


def fields(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field, list entry and alternative that a schema describes, with its path."""
    inner = [(f"{path}.{name}", one) for name, one in schema.get("properties", {}).items()]
    inner += [(f"{path}[]", schema["items"])] if "items" in schema else []
    inner += [(f"{path}|{n}", one) for n, one in enumerate(schema.get("anyOf", []))]
    inner += [(f"{path}.*", schema["additionalProperties"])] if schema.get("additionalProperties") else []
    for name, one in inner:
        yield name, one
        yield from fields(one, name)


@pytest.mark.parametrize("name", ["report", "sheet"])
def test_every_field_of_a_schema_is_described(name: Any) -> None:
    schema = readiness.schema(name)
    jsonschema.Draft7Validator.check_schema(schema)
    found = dict(fields(schema))
    assert len(found) > 8
    assert [path for path, one in found.items() if not one.get("description")] == []


def test_a_schema_is_the_callers_own() -> None:
    readiness.schema("report").clear()
    assert readiness.schema("report")["title"] == "A readiness report"


def test_there_is_no_other_schema() -> None:
    with pytest.raises(KeyError, match="there is no schema 'bank'; there are report and sheet"):
        readiness.schema("bank")  # type: ignore[arg-type] # a wrong name is the test


@pytest.mark.parametrize("file", sorted(DATA.glob("report-*.json")), ids=lambda file: file.stem)
def test_a_report_of_an_older_version_fits_the_schema_of_this_one_and_is_read(file: Path) -> None:
    """Fields are only added, and each has a default: what is read again fits as well."""
    old = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.validate(old, readiness.schema("report"))
    again = Report.from_dict(old).to_dict()
    jsonschema.validate(again, readiness.schema("report"))
    assert holds(again, old)


def holds(new: Any, old: Any) -> bool:
    """Whether everything of some JSON data is still there, perhaps with more fields beside it."""
    if isinstance(old, dict):
        return all(name in new and holds(new[name], one) for name, one in old.items())
    if isinstance(old, list):
        return len(new) == len(old) and all(map(holds, new, old))
    return bool(new == old)
