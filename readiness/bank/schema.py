"""Reads YAML nodes by a JSON Schema: plain data, and every problem with its place, in words an author can act on.

The keywords of draft-07 that the bank's own schema uses are interpreted, and no others (KEYWORDS). Numbers, true and
false are read by the rules of JSON and text must be text, so that YAML 1.1 never has a say: ``NO`` is not false,
``1:30`` is not 90.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as Table
from operator import ge, gt, le, lt
from typing import Any

from readiness.bank.misread import NUMBER, misread, nearest, number_hint, text_problem
from readiness.bank.nodes import Mapping, Node, Scalar, Sequence, Unusable, shortened
from readiness.ground.english import are
from readiness.ground.errors import Place, Problem

KEYWORDS = frozenset(
    (
        "$ref",
        "type",
        "enum",
        "const",
        "pattern",
        "patternErrorMessage",
        "format",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "items",
        "minItems",
        "maxItems",
        "uniqueItems",
        "properties",
        "required",
        "additionalProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "allOf",
        "if",
        "then",
        "else",
        "title",
        "description",
    )
)

Schema = Table[str, Any]


class Wrong:
    """Stands in the data for a value that was refused, and reported."""


WRONG = Wrong()

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a block of keys and values",
}
_DIGITS = 16
_BOUNDS: tuple[tuple[str, Callable[[float, float], bool], str], ...] = (
    ("minimum", ge, "it must be at least"),
    ("maximum", le, "it must be at most"),
    ("exclusiveMinimum", gt, "it must be more than"),
    ("exclusiveMaximum", lt, "it must be less than"),
)


class SchemaReader:
    """Reads the nodes of one file by one schema; problems are added to the list it is given."""

    def __init__(self, root: Schema, file: str, lines: list[str], problems: list[Problem]) -> None:
        self._definitions: Schema = root.get("definitions", {})
        self._file = file
        self._lines = lines
        self._problems = problems

    def read(self, node: Node, schema: Schema | bool) -> Any:
        """The data of a node: dict, list, str, int, float or bool; WRONG where it does not fit."""
        if isinstance(node, Unusable) or isinstance(schema, bool):
            return WRONG
        schema = self._resolved(schema)
        types = schema.get("type", "string")
        types = [types] if isinstance(types, str) else types
        if isinstance(node, Mapping):
            if "object" in types:
                return self._object(node, schema)
        elif isinstance(node, Sequence):
            if "array" in types:
                return self._array(node, schema)
        else:
            kind = next((kind for kind in types if kind not in ("array", "object")), None)
            if kind == "string":
                return self.text(node, schema)
            if kind == "boolean":
                return self._boolean(node, schema)
            if kind is not None:
                return self._number(node, schema, kind)
        wanted = " or ".join(_TYPES[kind] for kind in types)
        return self._wrong(node, f"{wanted} is wanted here, this is {_found(node)}")

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self._definitions[schema["$ref"].rpartition("/")[2]]
        return schema

    def _report(self, line: int, column: int, message: str) -> None:
        self._problems.append(Problem(Place(self._file, line, column), message, rule="F02"))

    def _wrong(self, node: Node, message: str) -> Wrong:
        self._report(node.line, node.column, message)
        return WRONG

    # Text, numbers, true and false ----------------------------------------------------------------------------------

    def text(self, node: Scalar, schema: Schema) -> str | Wrong:
        """A text without the line breaks at its end."""
        value = node.value
        if node.plain and (kind := misread(value)):
            if not value:
                return self._wrong(node, "text is wanted here, nothing is written")
            return self._wrong(node, f"YAML reads {value} as {kind} here; text is wanted: write '{value}' in quotes")
        if message := text_problem(value, schema):
            return self._wrong(node, message)
        if node.plain and schema.get("format") in ("line", "prose"):
            rest = self._lines[node.end_line - 1][node.end_column - 1 :]
            if rest.lstrip().startswith("#"):
                return self._wrong(
                    Unusable(node.end_line, node.end_column + rest.index("#")),
                    "everything after ' #' is a YAML comment and is not shown; put the text in quotes",
                )
        return value.rstrip("\n")

    def _boolean(self, node: Scalar, schema: Schema) -> bool | Wrong:
        if node.plain and node.value in ("true", "false"):
            value = node.value == "true"
            if schema.get("const", value) != value:
                return self._wrong(node, f"only {str(schema['const']).lower()} is wanted here; else take the line away")
            return value
        plain = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
        word = plain.get(node.value.casefold())
        hint = f" (write {word}, without quotes)" if word else ""
        return self._wrong(node, f"true or false is wanted, this is {_found(node)}{hint}")

    def _number(self, node: Scalar, schema: Schema, kind: str) -> int | float | Wrong:
        value = node.value
        if not node.plain or not NUMBER.fullmatch(value):
            return self._wrong(node, f"{_TYPES[kind]} is wanted, this is {_found(node)}{number_hint(node)}")
        if len(value) > _DIGITS:
            return self._wrong(node, f"{shortened(value)} has too many digits; at most {_DIGITS} are read")
        number: int | float = float(value) if "." in value else int(value)
        if kind == "integer" and number != int(number):
            return self._wrong(node, f"a whole number is wanted, this is {value}")
        for keyword, fits, wanted in _BOUNDS:
            if keyword in schema and not fits(number, schema[keyword]):
                return self._wrong(node, f"{value} does not fit: {wanted} {schema[keyword]}")
        return int(number) if kind == "integer" else number

    # Lists and blocks -----------------------------------------------------------------------------------------------

    def _array(self, node: Sequence, schema: Schema) -> list[Any]:
        data = [self.read(item, schema.get("items", True)) for item in node.items]
        self._count(node, len(data), schema, "Items")
        if schema.get("uniqueItems"):
            seen: set[str] = set()
            for item, value in zip(node.items, data):
                if isinstance(value, str):
                    if value in seen:
                        self._wrong(item, f"'{value}' is in this list twice")
                    seen.add(value)
        return data

    def _count(self, node: Node, count: int, schema: Schema, of: str) -> None:
        least, most = schema.get(f"min{of}", 0), schema.get(f"max{of}", count)
        if least == most != count:
            self._wrong(node, f"exactly {least} are wanted here, not {count}")
        elif count < least:
            self._wrong(node, f"at least {least} {are(least)} wanted here, not {count}")
        elif count > most:
            self._wrong(node, f"at most {most} are wanted here, not {count}")

    def _object(self, node: Mapping, schema: Schema) -> dict[str, Any]:
        layers = list(self._layers(node, schema))
        known: dict[str, Schema | bool] = {}
        for layer in layers:
            for name, property in layer.get("properties", {}).items():
                if property is not True or name not in known:
                    known[name] = property
        here = node.pairs.keys()
        missing = dict.fromkeys(name for layer in layers for name in layer.get("required", ()) if name not in here)
        data: dict[str, Any] = {}
        for name, (key, value) in node.pairs.items():
            if any(_closed_to(layer, name) for layer in layers):
                self._unknown(key, layers, here, missing)
            elif name in known:
                data[name] = self.read(value, known[name])
            elif self._name_fits(key, layers):
                others = (layer["additionalProperties"] for layer in layers if "additionalProperties" in layer)
                data[name] = self.read(value, next(others, True))
        for name in missing:
            self._wrong(node, f"'{name}' is missing")
        for layer in layers:
            self._count(node, len(node.pairs), layer, "Properties")
        return data

    def _layers(self, node: Mapping, schema: Schema) -> Iterator[Schema]:
        """The schema and all that it adds for this node by allOf, if, then and else."""
        schema = self._resolved(schema)
        yield schema
        for part in schema.get("allOf", ()):
            yield from self._layers(node, part)
        if "if" in schema:
            branch = "then" if _holds(node, schema["if"]) else "else"
            if branch in schema:
                yield from self._layers(node, schema[branch])

    def _name_fits(self, key: Scalar, layers: list[Schema]) -> bool:
        names = [self._resolved(layer["propertyNames"]) for layer in layers if "propertyNames" in layer]
        return all(self.text(key, schema) is not WRONG for schema in names)

    def _unknown(self, key: Scalar, layers: list[Schema], here: Collection[str], missing: dict[str, None]) -> None:
        name, shown = key.value, shortened(key.value)
        closed = [layer for layer in layers if layer.get("additionalProperties") is False]
        if any(name in layer["properties"] for layer in closed):
            self._wrong(key, f"'{shown}' does not belong to {closed[-1].get('title', 'this block')}")
            return
        # The last layer is the narrowest: of a choice item, the keys of choice items.
        names = closed[-1]["properties"]
        near = nearest(name, missing) or nearest(name, [other for other in names if other not in here])
        if near is None:
            self._wrong(key, f"unknown key '{shown}'; known here: {', '.join(names)}")
            return
        missing.pop(near, None)
        self._wrong(key, f"unknown key '{shown}'; did you mean '{near}'?")


def _closed_to(layer: Schema, name: str) -> bool:
    return layer.get("additionalProperties") is False and name not in layer.get("properties", ())


def _holds(node: Mapping, condition: Schema) -> bool:
    if not all(name in node.pairs for name in condition.get("required", ())):
        return False
    for name, wanted in condition.get("properties", {}).items():
        _, value = node.pairs.get(name, (None, None))
        if value is not None and not (isinstance(value, Scalar) and value.value == wanted["const"]):
            return False
    return True


def _found(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"'{shortened(node.value)}'" if node.value or not node.plain else "nothing"
    return _TYPES["array" if isinstance(node, Sequence) else "object"]
