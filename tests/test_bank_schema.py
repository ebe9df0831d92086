"""questions/schema.json is the one definition of the format: our reader and jsonschema must agree on it, both ways."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker

from readiness import templates
from readiness.bank.files import read_schema
from readiness.bank.folders import shipped_folder
from readiness.bank.nodes import compose
from readiness.bank.schema import KEYWORDS, SchemaReader
from readiness.ground.errors import Problem
from tests.bank_folder import FILES
from tests.broken_banks import BROKEN

SCHEMA = read_schema()
DEFINITION = {"blueprint.yaml": "blueprint", "sources.yaml": "sources", "career.yaml": "career"}


def validator(definition: str) -> Draft7Validator:
    """What an editor checks: the root schema for a file of items, a definition for the others."""
    part = SCHEMA if definition == "itemsFile" else {**SCHEMA, "allOf": [{"$ref": f"#/definitions/{definition}"}]}
    return Draft7Validator(part, format_checker=FormatChecker(["date"]))


VALIDATORS = {definition: validator(definition) for definition in ("itemsFile", *DEFINITION.values())}


def found_by_us(text: str, definition: str) -> list[Problem]:
    """The problems of YAML and of format in one file, without the rules between values."""
    node, problems = compose(text, "f")
    if node is not None:
        SchemaReader(SCHEMA, "f", re.split("\r\n|\r|\n", text), problems).read(node, SCHEMA["definitions"][definition])
    return problems


# The schema itself --------------------------------------------------------------------------------------------------


def test_the_schema_is_draft_07() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


def subschemas(schema: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, with its path."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for keyword in ("properties", "definitions"):
        for name, inner in schema.get(keyword, {}).items():
            yield from subschemas(inner, f"{path}/{keyword}/{name}")
    for keyword in ("items", "additionalProperties", "propertyNames", "if", "then", "else"):
        yield from subschemas(schema.get(keyword), f"{path}/{keyword}")
    for index, inner in enumerate(schema.get("allOf", ())):
        yield from subschemas(inner, f"{path}/allOf/{index}")


SCHEMAS = {
    "schema.json": SCHEMA,
    **{f"template {name}": dict(templates.template_named(name).schema) for name in templates.NAMES},
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_keyword_is_there_that_the_reader_does_not_know(name: str) -> None:
    """A keyword that only jsonschema knows would be a rule that silently does not hold."""
    for path, schema in subschemas(SCHEMAS[name]):
        assert set(schema) <= KEYWORDS | {"$schema", "definitions"}, path
        assert all(isinstance(value, str) for value in schema.get("enum", ())), path
        assert isinstance(schema.get("const", ""), (str, bool)), path
        assert set(schema.get("if", ())) <= {"required", "properties"}, path
        assert not isinstance(schema.get("items"), list), path


def test_every_field_tells_a_teacher_what_it_is() -> None:
    """Editors show the description of the key under the cursor."""
    for path, schema in subschemas(SCHEMA):
        for name, field in schema.get("properties", {}).items():
            if not isinstance(field, dict) or "if" in path.split("/"):
                continue
            target = field
            while "$ref" in target and "description" not in target:
                target = SCHEMA["definitions"][target["$ref"].rpartition("/")[2]]
            assert len(target.get("description", "")) > 8, f"{path}/properties/{name}"


def test_no_key_has_two_meanings_in_one_item() -> None:
    """What all items share is described once; the types say only that they have it."""
    shared = {name for name, field in SCHEMA["definitions"]["item"]["properties"].items() if field is not True}
    for name, definition in SCHEMA["definitions"].items():
        if name.endswith("Item"):
            for key, field in definition.get("properties", {}).items():
                assert (field is True) == (key in shared), f"{name}: {key}"


# Good files ---------------------------------------------------------------------------------------------------------


def tree(node: yaml.Node | None) -> Any:
    """The data of a YAML node by the rules of YAML 1.2, as editors and other programs read it."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): tree(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [tree(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    value = node.value
    if node.style:
        return value
    if value in ("", "~", "null", "Null", "NULL"):
        return None
    if value in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return value in ("true", "True", "TRUE")
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", value):
        return float(value)
    return value


def test_both_accept_the_small_bank() -> None:
    for name, text in FILES.items():
        definition = DEFINITION.get(name, "itemsFile")
        assert found_by_us(text, definition) == []
        assert list(VALIDATORS[definition].iter_errors(tree(yaml.compose(text)))) == []


def shipped_files() -> list[Path]:
    return sorted(shipped_folder().rglob("*.yaml"))


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.name)
def test_both_accept_the_shipped_bank(file: Path) -> None:
    text, definition = file.read_text(encoding="utf-8"), DEFINITION.get(file.name, "itemsFile")
    assert [str(problem) for problem in found_by_us(text, definition)] == []
    node = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert [error.message for error in VALIDATORS[definition].iter_errors(tree(node))] == []


# Broken files -------------------------------------------------------------------------------------------------------

# What we refuse and YAML 1.2 with the schema allows: traps of YAML, and what a terminal should not be sent.
ONLY_OURS = re.compile(
    r"YAML reads (NO|on|no|2027-11-30|2026-03-04) as|everything after ' #'|a YAML (tag|anchor)|a second document|"
    r"the key '.*' is here twice|take the lines|this text holds|too many digits|'incidents-02 '|(is wanted, this is "
    r"'(010|1e2|\.7)')"
)


@pytest.mark.parametrize(("name", "old", "new"), [case[:3] for case in BROKEN])
def test_both_agree_on_broken_files(name: str, old: str, new: str) -> None:
    """What jsonschema refuses we refuse; what we refuse it refuses, but for the traps of YAML."""
    text, definition = FILES[name].replace(old, new), DEFINITION.get(name, "itemsFile")
    ours = [problem.message for problem in found_by_us(text, definition)]
    try:
        theirs = [error.message for error in VALIDATORS[definition].iter_errors(tree(yaml.compose(text)))]
    except yaml.YAMLError:
        assert ours
        return
    assert not theirs or ours
    assert theirs or all(ONLY_OURS.search(message) for message in ours), ours


TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12) | st.sampled_from(
    [
        "a",
        "choice",
        "judgement",
        "mark",
        "order",
        "entry",
        "none",
        "free",
        "2027-02-28",
        "2027-02-30",
        "a\nb",
        " ",
        "",
        "https://example.org/",
        "icd10cm-FY2027",
        "word-parts",
        "Word",
        "x" * 61,
        "x" * 1001,
        "number",
        "date",
    ]
)
NUMBERS = st.integers(-3, 2000) | st.decimals(-2, 2, places=2, allow_nan=False, allow_infinity=False).map(float)
VALUES = st.recursive(
    TEXTS | NUMBERS | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(TEXTS | st.sampled_from("abcd"), inner, max_size=7),
    max_leaves=8,
)
NAMES = st.sampled_from(sorted(SCHEMA["definitions"]["item"]["properties"])) | TEXTS
GOOD = {name: tree(yaml.compose(text)) for name, text in FILES.items()}


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key or index) inside a tree."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *places(value[key]))]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """A good file with one to three values taken out, renamed, replaced, repeated or moved in from elsewhere."""
    name = draw(st.sampled_from(sorted(GOOD)))
    data = copy.deepcopy(GOOD[name])
    for _ in range(draw(st.integers(1, 3))):
        all_places = places(data)
        if not all_places:
            break
        inside, key = draw(st.sampled_from(all_places))
        what = draw(st.sampled_from(["drop", "replace", "rename", "add", "repeat", "move"]))
        if what == "drop":
            del inside[key]
        elif what == "replace":
            inside[key] = draw(VALUES)
        elif what == "move":
            other, other_key = draw(st.sampled_from(all_places))
            if isinstance(other, dict) and other_key in other:
                inside[key] = copy.deepcopy(other[other_key])
        elif isinstance(inside, list):
            inside.append(copy.deepcopy(inside[key]) if what == "repeat" else draw(VALUES))
        elif what == "rename":
            inside[draw(NAMES)] = inside.pop(key)
        else:
            inside[draw(NAMES)] = draw(VALUES)
    return name, data


EXAMPLES = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)


@settings(EXAMPLES, max_examples=150)
@given(mutated())
def test_both_agree_on_data_of_all_kinds(case: tuple[str, Any]) -> None:
    both_agree(*case)


@pytest.mark.slow
@settings(EXAMPLES, max_examples=1200)
@given(mutated())
def test_both_agree_on_any_data(case: tuple[str, Any]) -> None:
    both_agree(*case)


def both_agree(name: str, data: Any) -> None:
    """A tree written as JSON, which is YAML without its traps: valid for one is valid for the other."""
    definition = DEFINITION.get(name, "itemsFile")
    ours = [problem.message for problem in found_by_us(json.dumps(data), definition)]
    theirs = [error.message for error in VALIDATORS[definition].iter_errors(data)]
    assert bool(ours) == bool(theirs), (ours, theirs)
