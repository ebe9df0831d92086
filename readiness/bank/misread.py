"""What can be wrong with one text or number of a bank, in words for its author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

import yaml

from readiness.bank.nodes import Scalar, shortened

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_SPECIAL = re.compile(  # what a reader of YAML 1.2 takes for no text; YAML 1.1 is asked itself
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_KINDS = {"bool": "true/false", "int": "a number", "float": "a number", "timestamp": "a date", "null": "nothing"}
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    return next(iter(get_close_matches(word, known, n=1)), None) if len(word) <= 60 else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


def misread(value: str) -> str | None:
    """What some YAML reader makes of unquoted text, if not text."""
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(value[:1], ()):
        if pattern.match(value):
            return _KINDS.get(tag.rpartition(":")[2], "a sign")
    return "a number" if _SPECIAL.fullmatch(value) else None


def number_hint(node: Scalar) -> str:
    value = node.value
    if not node.plain:
        return " (take the quotes away)" if NUMBER.fullmatch(value) else ""
    if re.fullmatch(r"[-+]?(0[0-7_]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?)", value):
        return " (YAML would read it in base 60 or 8)"
    if _SPECIAL.fullmatch(value) or re.fullmatch(r"[-+]?[0-9][0-9_,]*(\.[0-9_]*)?", value):
        return " (write it in digits, like 12 or 0.5)"
    return ""


def text_problem(value: str, schema: Mapping[str, Any]) -> str | None:
    """What is wrong with a text, by the schema and for a terminal."""
    if hidden := _INVISIBLE.search(value):
        return f"this text holds an invisible character (U+{ord(hidden[0]):04X}); take it out"
    if "\t" in value:
        return "this text holds a tab; write spaces"
    if "enum" in schema and value not in schema["enum"]:
        return f"'{shortened(value)}' is not one of {', '.join(schema['enum'])}{did_you_mean(value, schema['enum'])}"
    if "const" in schema and value != schema["const"]:
        return f"'{schema['const']}' is wanted here, this is '{shortened(value)}'"
    if len(value) > schema.get("maxLength", len(value)):
        return f"this text is too long: {len(value)} characters, at most {schema['maxLength']}"
    # A pattern for one word ends in '$', which lets a line break at the very end through.
    if "pattern" in schema and (not re.search(schema["pattern"], value) or ("\n" in value and "format" not in schema)):
        what = f"'{shortened(value)}' does not fit: " if value.strip() else "this text is empty: "
        return what + str(schema.get("patternErrorMessage", f"wanted is {schema['pattern']}"))
    if schema.get("format") == "date":
        try:
            date.fromisoformat(value)
        except ValueError:
            return f"there is no such day as {shortened(value)}"
    return None
