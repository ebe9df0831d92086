"""A text file of notes for Anki (docs.ankiweb.net/importing/text-files.html): front, back and tags. Pure.

A note is known by its guid, which is made of the ids of the bank and the question: imported again, it takes the place of
the one before, and keeps the dates it is due.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from readiness.exchange.cells import table_text
from readiness.exchange.in_html import asked, html, paragraph
from readiness.exchange.outgoing import Told, sources_of, unsaid
from readiness.exchange.shown import instruction, names_of, right_answer
from readiness.ground.items import Item, MarkTask, OrderTask
from readiness.kinds.answers import served_order
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.report.elements import element


def write_anki(bank: ItemBank, items: Sequence[Item], seed: int, told: Told) -> str:
    """The items as notes of the type Basic, which every collection has; options stand in the order of the seed."""
    unsaid(items, told, rating=False)
    deck = " ".join((bank.words.title or bank.id).split()).replace("::", ":")
    header = ("separator:tab", "html:true", "notetype:Basic", f"deck:{deck}", "guid column:1", "tags column:4")
    rows = []
    for item in items:
        order = served_order(item, seed)
        rows.append([f"{bank.id}:{item.id}", _front(item, order), _back(bank, item, order), " ".join(_tags(bank, item))])
        told.written += 1
    return "".join(f"#{line}\n" for line in header) + table_text(rows, "\t")


def _front(item: Item, order: Sequence[str]) -> str:
    things = kind(item.task).things
    how = [element("p", element("i", words))] if (words := instruction(item)) else []
    if not order:
        return html(*asked(item), *how)
    entries = [element("li", things[id].text) for id in order]
    return html(*asked(item), *how, _list(item, entries))


def _list(item: Item, entries: Sequence[Element]) -> Element:
    if isinstance(item.task, OrderTask):
        return element("ul", *entries)
    return element("ol", *entries, type="1" if isinstance(item.task, MarkTask) else "A")


def _back(bank: ItemBank, item: Item, order: Sequence[str]) -> str:
    names = names_of(item, order)
    things = kind(item.task).things
    parts = [element("p", element("b", right_answer(item, names))), paragraph(item.why)]
    reasons = [element("li", f"{names[id]}. {things[id].text}: {things[id].why}") for id in order if things[id].why]
    parts += [element("ul", *reasons)] if reasons else []
    for words, address in sources_of(bank, item):
        parts.append(element("p", f"{words}, ", element("a", address, href=address)))
    return html(*parts)


def _tags(bank: ItemBank, item: Item) -> Iterator[str]:
    yield f"{bank.id}::{item.skill}::{item.competency}"
    yield f"type::{item.type}"
    yield f"cognition::{item.cognition}"
