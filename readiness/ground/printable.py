"""Text from elsewhere, such as a file's name or a key of a sheet, made fit to be shown in a terminal. Pure.

A terminal obeys some characters: they move its cursor, change its colors or its title, or turn the order of the text
around. Here they are written out, so that a person sees what is there. What is text to be read goes through
``characters.clean`` before, which leaves such characters out.
"""

from __future__ import annotations

import re
import unicodedata

_OBEYED = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Categories of characters that a terminal may obey, or that cannot be seen."""


def visible(text: str) -> str:
    r"""The text with every control and invisible character written out, like ``\x1b`` or ``\u202e``.

    Line ends and tabs stay as they are.
    """
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c in "\n\t" else _written(c) for c in text)


def named(text: str) -> str:
    r"""``visible`` for what has to stay on one line, such as a file's name: line ends and tabs are written out too."""
    return text if text.isprintable() else "".join(map(_written, text))


def visible_json(text: str) -> str:
    """JSON that means the same and has no character in it that a terminal may obey."""
    if (text.isascii() and "\x7f" not in text) or text.replace("\n", "").isprintable():
        return text
    return "".join(c if c in "\n\t\r" else _written(c, json=True) for c in text)


def one_line(text: str) -> str:
    """The text on one line, for a message whose parts nobody knows."""
    return named(" ".join(re.split(r"[\n\r]+ *", text.strip())))


LONGEST = 1_000
"""Characters of a message that are shown; a path of that length is rare."""


def short(message: str) -> str:
    """A message without the middle of what is too long to be read; its beginning says where, its end what to do."""
    return message if len(message) <= LONGEST else f"{message[: LONGEST // 2]} ... {message[-LONGEST // 3 :]}"


def _written(c: str, json: bool = False) -> str:
    if unicodedata.category(c) not in _OBEYED:
        return c
    number = ord(c)
    if json:
        units = c.encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
    if c in _SHORT:
        return _SHORT[c]
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
