"""XML from elsewhere as a tree: no entity but the five that every XML has, no file but itself, and limits. Pure."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from readiness.exchange.questions import UnreadableFile

MOST_DEPTH, MOST_ELEMENTS = 40, 500_000


@dataclass(slots=True)
class Node:
    """An element: where it begins, its attributes, the elements in it, and the text of its own."""

    name: str
    line: int
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, without that of the elements in it."""
        return "".join(self.parts)

    def all(self, name: str) -> Iterator[Node]:
        """The elements in it of that name."""
        return (child for child in self.children if child.name == name)

    def first(self, *path: str) -> Node | None:
        """What a path of names leads to, the first of each."""
        found: Node | None = self
        for name in path:
            found = None if found is None else next(found.all(name), None)
        return found

    def said(self, *path: str) -> str:
        """The text of what a path leads to; "" when it is not there."""
        found = self.first(*path)
        return "" if found is None else found.text


def read_xml(data: bytes) -> Node:
    """The root element. Raises UnreadableFile, at a document type too: only that can bring entities and other files."""
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        # A file that was saved anew as UTF-16 still says of itself that it is UTF-8.
        data = data.decode("utf-16").encode() if utf_16 else data
    except UnicodeDecodeError:
        raise UnreadableFile("this file breaks off in the middle of a character; save it again as UTF-8") from None
    reader = _Reader("utf-8" if utf_16 else None)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code) if error.code else "this is no XML"
        raise UnreadableFile(f"this is not valid XML: {words}", error.lineno) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile("the encoding of this XML cannot be read; save it as UTF-8", 1) from None
    assert reader.root is not None
    return reader.root


class _Reader:
    def __init__(self, encoding: str | None) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count = 0
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse

    def _refuse(self, *_: object) -> int:
        raise UnreadableFile(
            "this XML declares a document type or entities, which no export of questions needs; it is not read",
            self.parser.CurrentLineNumber,
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self._count += 1
        if len(self._open) >= MOST_DEPTH:
            raise UnreadableFile(f"this XML is nested too deep: more than {MOST_DEPTH} levels", line)
        if self._count > MOST_ELEMENTS:
            raise UnreadableFile(f"this XML has more than {MOST_ELEMENTS:,} elements; make several files of it", line)
        node = Node(name, line, attributes)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].parts.append(text)
