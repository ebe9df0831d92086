"""A mapping file: what the fields of an item, or the columns of a table of answers, are called elsewhere. Pure."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from readiness.bank.nodes import Mapping, Scalar, Sequence, compose
from readiness.exchange.questions import UnreadableFile


def read_mapping(text: str, known: Collection[str]) -> dict[str, str | list[str] | dict[str, str]]:
    """The names that a mapping file gives, as YAML: ``stem: Question text``, ``options: [Choice 1, Choice 2]``, and under
    ``columns`` a block of headings with an id each.

    Raises UnreadableFile, at a name that is not ``known`` too.
    """
    node, problems = compose(text, "")
    if problems:
        raise UnreadableFile(problems[0].message, problems[0].place.line)
    if not isinstance(node, Mapping):
        raise UnreadableFile("lines of the form 'stem: Question text' are wanted")
    found: dict[str, str | list[str] | dict[str, str]] = {}
    for name, (key, value) in node.pairs.items():
        if name not in known:
            near = get_close_matches(name[:60], known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
            raise UnreadableFile(f"there is no '{name[:60]}' to map; {hint}", key.line)
        if isinstance(value, Scalar):
            found[name] = value.value
        elif isinstance(value, Sequence) and all(isinstance(one, Scalar) for one in value.items):
            found[name] = [one.value for one in value.items if isinstance(one, Scalar)]
        elif isinstance(value, Mapping) and name == "columns":
            found[name] = {key: inner.value for key, (_, inner) in value.pairs.items() if isinstance(inner, Scalar)}
        else:
            raise UnreadableFile(f"'{name}' wants a name, or a list of names", key.line)
    return found
