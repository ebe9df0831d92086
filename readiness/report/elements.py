"""HTML as a tree of elements: what is written out is escaped by the library, so nothing can be forgotten. Pure."""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element, tostring


def element(tag: str, /, *inner: Element | str, **attributes: str) -> Element:
    """An element with what stands in it. An attribute ``class_`` becomes "class", ``aria_label`` "aria-label"."""
    made = Element(tag, {key.strip("_").replace("_", "-"): value for key, value in attributes.items()})
    for part in inner:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + printable(part)
        else:
            made.text = (made.text or "") + printable(part)
    return made


def printable(text: str) -> str:
    """The text without the control characters that no HTML document may hold."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def document(root: Element) -> str:
    """A whole HTML document."""
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"
