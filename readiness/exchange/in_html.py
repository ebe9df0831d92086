"""An exhibit as HTML, which other programs show, and back again. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from xml.etree.ElementTree import Element, tostring

from readiness.exchange.outgoing import sources_of
from readiness.exchange.questions import Unfit, UnreadableFile
from readiness.exchange.tags import source_of
from readiness.exchange.xml import Node, read_xml
from readiness.ground.exhibits.blocks import Align, Block, Listing, Paragraph, Table, Title, Verbatim, markdown
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import Item, MarkTask, assert_never
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.report.elements import element

_EXHIBIT = re.compile(r'\s*(<div class="exhibit">.*?</div>)', re.DOTALL)
_SOURCE = re.compile(r'<p class="source" title="([^"]*)">[^<]*</p>')
_ENTITY = re.compile("&(?!amp;|lt;|gt;|quot;|#)[a-zA-Z]{2,8};")
"""Names of signs that HTML has and XML has not, such as that of a space that holds two words together."""
_CHANGED = "what is shown with it holds more than paragraphs, lists and tables of plain text"
_RIGHT = {"style": "text-align: right"}


def html(*parts: Element) -> str:
    """Elements as text, every tag closed, so that it is XML too."""
    return "".join(tostring(part, encoding="unicode", short_empty_elements=False) for part in parts)


def paragraph(text: str) -> Element:
    """A text in a paragraph of its own."""
    return element("p", text)


def explained(bank: ItemBank, item: Item) -> list[Element]:
    """What explains an item, and below it what it cites: in words, and for ``sources_below`` in a title."""
    cited = []
    for citation, (words, address) in zip(item.sources, sources_of(bank, item)):
        title = f"{citation.source} at {citation.at}"
        cited.append(element("p", f"{words}, {address}", class_="source", title=title))
    return [paragraph(item.why), *cited]


def asked(item: Item) -> list[Element]:
    """What stands above the answers: the exhibit, two records that are compared as a table of it, and the question."""
    blocks = [*parse(item.exhibit or "").blocks, *records_of(item)]
    shown = [element("div", *map(_element, blocks), class_="exhibit")] if blocks else []
    return [*shown, paragraph(item.stem)]


def records_of(item: Item) -> list[Block]:
    """The table of two records, where an item compares them."""
    task = item.task
    if not isinstance(task, MarkTask) or task.records is None:
        return []
    things = kind(task).things.values()
    rows = [(thing.text, *(value for _, value in thing.values)) for thing in things if thing.values]
    return [Table(("", *task.records), ("left", "left", "left"), tuple(rows))]


def _element(block: Block) -> Element:
    match block:
        case Title(text):
            return element("p", element("b", text))
        case Paragraph(text):
            return element("p", text)
        case Listing(entries, start):
            own = {} if start in (None, 1) else {"start": str(start)}
            return element("ul" if start is None else "ol", *(element("li", entry) for entry in entries), **own)
        case Table(header, align, rows):
            lines = [
                element("tr", *_cells("th", header, align)),
                *(element("tr", *_cells("td", row, align)) for row in rows),
            ]
            return element("table", *lines, border="1")
        case Verbatim(lines):
            return element("pre", "\n".join(lines))
    assert_never(block)


def _cells(tag: str, row: Sequence[str], align: Sequence[Align]) -> Iterator[Element]:
    for cell, side in zip(row, align):
        yield element(tag, cell, **(_RIGHT if side == "right" else {}))


# Back ---------------------------------------------------------------------------------------------------------------


def exhibit_before(text: str) -> tuple[str | None, str]:
    """The exhibit at the beginning of a text, as a bank writes it, and the rest; None where it begins with none.

    Raises Unfit where the other program has put more into it than an exhibit can hold.
    """
    found = _EXHIBIT.match(text)
    if found is None:
        return None, text
    try:
        root = read_xml(_ENTITY.sub(lambda entity: unescape(entity[0]), found[1]).encode())
    except UnreadableFile:
        raise Unfit(_CHANGED) from None
    blocks = [block for node in root.children if (block := _block(node)) is not None]
    if len(blocks) < len(root.children) or root.text.strip():
        raise Unfit(_CHANGED)
    return markdown(blocks), text[found.end() :]


def sources_below(text: str) -> tuple[list[dict[str, str]], str]:
    """What is cited below an explanation, as a bank writes it, and the explanation."""
    cited = [source for title in _SOURCE.findall(text) if (source := source_of(unescape(title)))]
    return (cited, _SOURCE.sub("", text)) if cited else ([], text)


def _block(node: Node) -> Block | None:
    """The block that an element shows; None where it is of another form."""
    if node.name == "p":
        bold = node.first("b")
        return Title(bold.text) if bold is not None and not node.text.strip() else None if node.children else _flowing(node)
    if node.name in ("ul", "ol"):
        start = node.attributes.get("start", "1")
        if not start.isdigit() or any(entry.children for entry in node.children):
            return None
        return Listing(tuple(entry.text for entry in node.children), None if node.name == "ul" else int(start))
    if node.name == "pre" and not node.children:
        return Verbatim(tuple(node.text.split("\n")))
    return _table(node) if node.name == "table" else None


def _flowing(node: Node) -> Paragraph:
    return Paragraph(" ".join(node.text.split()))


def _table(node: Node) -> Table | None:
    rows = [row.children for row in node.children]
    if len(rows) < 2 or any(len(row) != len(rows[0]) or any(cell.children for cell in row) for row in rows):
        return None
    align: list[Align] = ["right" if "right" in cell.attributes.get("style", "") else "left" for cell in rows[0]]
    header, *body = (tuple(cell.text for cell in row) for row in rows)
    return Table(header, tuple(align), tuple(body))
