"""YAML text -> nodes that know where they stand, and what is wrong with the text.

Only parse events are used: nothing is constructed, tags and aliases are refused, and nesting is limited while the text
is being read. (``yaml.compose`` recurses in C without a limit: a file of 100,000 brackets ends the whole process.)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml import events

from readiness.ground.errors import Place, Problem

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH = 20
"""Levels of nesting that are read; a bank needs 8."""
_TOO_DEEP = f"this is nested too deep: more than {DEPTH} levels"


class Scalar(NamedTuple):
    """A text, a number, true or false; ``plain`` when written without quotes. Lines and columns count from 1."""

    line: int
    column: int
    value: str
    plain: bool
    end_line: int
    end_column: int


class Sequence(NamedTuple):
    """A list."""

    line: int
    column: int
    items: tuple[Node, ...]


class Mapping(NamedTuple):
    """A block of keys with their values, each key once."""

    line: int
    column: int
    pairs: dict[str, tuple[Scalar, Node]]


class Unusable(NamedTuple):
    """A node that was refused, and reported."""

    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping | Unusable


def locate(node: Node, *path: str | int) -> tuple[int, int]:
    """Line and column of what the path of keys and indexes leads to, or of the nearest thing on the way there.

    A list or block of keys is found where its key stands.
    """
    place = (node.line, node.column)
    for step in path:
        if isinstance(node, Mapping):
            pair = node.pairs.get(step) if isinstance(step, str) else None
            if pair is None:
                return place
            key, node = pair
            at: Node = node if isinstance(node, Scalar) else key
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            at = node = node.items[step]
        else:
            return place
        place = (at.line, at.column)
    return place


def child(node: Node | None, *path: str | int) -> Node | None:
    """What the path of keys and indexes leads to, if it is there."""
    for step in path:
        if isinstance(node, Mapping):
            _, node = node.pairs.get(step, (None, None)) if isinstance(step, str) else (None, None)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def compose(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The root node of a YAML text, and every problem of the YAML itself; None when nothing of it can be used."""
    composer = _Composer(text, file)
    try:
        return composer.document(), composer.problems
    except _Refused:
        pass
    except yaml.MarkedYAMLError as error:
        mark, hint = _syntax(error, text)
        # PyYAML 6.0.4 gives up by itself at 1,000 levels, while it looks ahead for a key.
        deep = "nesting depth" in (error.problem or "")
        composer.report(mark.line + 1, mark.column + 1, _TOO_DEEP if deep else f"not valid YAML: {hint}")
    except (yaml.YAMLError, ValueError, OverflowError):
        # The Python loader lets the ValueError of chr() through, for "\UFFFFFFFF".
        composer.report(getattr(composer.loader, "line", 0) + 1, 1, f"not valid YAML: {_BACKSLASH}")
    return None, composer.problems


class _Refused(Exception):
    """The rest of the text is not worth reading; why is among the problems."""


class _Composer:
    def __init__(self, text: str, file: str) -> None:
        self.loader = LOADER(text)
        self.file = file
        self.problems: list[Problem] = []

    def report(self, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line, column), message, rule="F01"))

    def document(self) -> Node:
        next_event: Callable[[], Any] = self.loader.get_event
        next_event()
        event = next_event()
        if isinstance(event, events.StreamEndEvent):
            self.report(1, 1, "this file is empty")
            raise _Refused
        if event.version or event.tags:
            self.report(1, 1, "take the lines that start with '%' away")
        node = self._node(next_event(), 1)
        next_event()
        event = next_event()
        if isinstance(event, events.DocumentStartEvent):
            self.report(*_start(event), "a second document starts here; take this '---' away, or make it another file")
        return node

    def _node(self, event: Any, depth: int) -> Node:
        line, column = _start(event)
        if isinstance(event, events.AliasEvent):
            self.report(line, column, f"'*{event.anchor}' is a YAML alias, and a bank has none; put text in quotes")
            return Unusable(line, column)
        if event.anchor is not None:
            self.report(line, column, f"'&{event.anchor}' is a YAML anchor, and a bank has none; put text in quotes")
        if event.tag is not None:
            self.report(line, column, "'!' starts a YAML tag, and a bank has none; put text in quotes")
            if isinstance(event, events.ScalarEvent):
                return Unusable(line, column)
        if isinstance(event, events.ScalarEvent):
            # The style of plain text is '' with the C loader and None with the Python loader.
            return Scalar(line, column, event.value, not event.style, *_end(event))
        if depth > DEPTH:
            self.report(line, column, _TOO_DEEP)
            raise _Refused
        if isinstance(event, events.SequenceStartEvent):
            return Sequence(line, column, self._items(depth))
        return Mapping(line, column, self._pairs(depth))

    def _items(self, depth: int) -> tuple[Node, ...]:
        next_event: Callable[[], Any] = self.loader.get_event
        items: list[Node] = []
        while not isinstance(event := next_event(), events.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return tuple(items)

    def _pairs(self, depth: int) -> dict[str, tuple[Scalar, Node]]:
        next_event: Callable[[], Any] = self.loader.get_event
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next_event(), events.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next_event(), depth + 1)
            if not isinstance(key, Scalar):
                if not isinstance(key, Unusable):
                    self.report(key.line, key.column, "a key is wanted here, this is a list or a block of keys")
            elif key.value in pairs:
                first = pairs[key.value][0].line
                name = shortened(key.value)
                self.report(key.line, key.column, f"the key '{name}' is here twice (first on line {first})")
            else:
                pairs[key.value] = (key, value)
        return pairs


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _end(event: Any) -> tuple[int, int]:
    return event.end_mark.line + 1, event.end_mark.column + 1


def shortened(value: str) -> str:
    """A value as a message shows it: on one line, printable, not too long."""
    line = "".join(character if character.isprintable() else " " for character in value[:60])
    return line[:40] + "..." if len(value) > 40 else line


_BACKSLASH = "in double quotes a backslash starts a code such as \\n; write \\\\ for a backslash itself"
_TAB = "a tab stands here; indent with spaces"


def _syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[yaml.Mark, str]:
    """Where a syntax error was made, and what to do about it, in the same words for both loaders."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    assert mark is not None
    start = error.context_mark or mark
    if "mapping values are not allowed" in problem:
        key = re.fullmatch(r" *([A-Za-z_][A-Za-z0-9_-]*)", _line(text, mark)[: mark.column])
        if key is None:
            return mark, "text that holds ': ' must be in quotes"
        return mark, (
            f"'{shortened(key[1])}' is indented too far for a key: line it up with the keys around it "
            "(or, if it is text, put that in quotes)"
        )
    if "cannot start any token" in problem:
        sign = _character(text, mark)
        return mark, _TAB if sign == "\t" else _sign_hint(sign)
    if "tab" in problem:
        return mark, _TAB
    if "quoted scalar" in context:
        return start, _BACKSLASH if "escape" in problem or "hexdecimal" in problem else "this quote is never closed"
    if re.search("alias|anchor|tag|directive|block scalar", context):
        return start, _sign_hint(_character(text, start))
    if "simple key" in context:
        return start, "this line is not 'key: value'; check its quotes and how far it is indented"
    if "flow" in context:
        return start, "what opens here with [ or { is not closed, or a comma is missing in it"
    return mark, "this does not fit with what stands above it; check its quotes and how far it is indented"


def _sign_hint(sign: str) -> str:
    return f"text that starts with {sign!r} must be in quotes"


def _line(text: str, mark: yaml.Mark) -> str:
    line = re.split("\r\n|\r|\n", text)[mark.line : mark.line + 1]
    return line[0] if line else ""


def _character(text: str, mark: yaml.Mark) -> str:
    return _line(text, mark)[mark.column : mark.column + 1]
