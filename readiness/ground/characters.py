"""What a terminal can show: the signs drawn, text without what could move its cursor, readable ASCII. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Signs --------------------------------------------------------------------------------------------------------------


class Glyphs(NamedTuple):
    """The signs that are drawn, one cell each. ``band_*``, ``point`` and ``goal`` are for a bar with an interval."""

    pointer: str
    rule: str
    up: str
    down: str
    full: str
    empty: str
    band_left: str
    band: str
    band_right: str
    point: str
    goal: str
    column: str


UNICODE = Glyphs("❯", "─", "↑", "↓", "█", "·", "├", "─", "┤", "●", "┃", "│")
ASCII = Glyphs(">", "-", "^", "v", "#", ".", "[", "-", "]", "O", "|", "|")

_SIGNS = "❯─↑↓█·├┤●┃│—’“”…§"


def ascii_only(encoding: str | None) -> bool:
    """Whether an output encoding lacks the signs of UNICODE, so that everything has to be ASCII."""
    try:
        _SIGNS.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def glyphs(ascii: bool) -> Glyphs:
    """The signs for a terminal."""
    return ASCII if ascii else UNICODE


# Text ---------------------------------------------------------------------------------------------------------------

_REPLACED = {
    "—": "--",
    "–": "-",
    "‒": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "‘": "'",
    "’": "'",
    "‚": ",",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "′": "'",
    "″": '"',
    "…": "...",
    "•": "*",
    "·": "*",
    "●": "*",
    "×": "x",
    "÷": "/",
    "±": "+/-",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "≈": "~",
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "↑": "^",
    "↓": "v",
    "µ": "mc",
    "μ": "mc",
    "¢": " cents",
    "€": "EUR ",
    "£": "GBP ",
    "©": "(c)",
    "®": "(R)",
    "™": "(TM)",
    "¶": "paragraph ",
    "☐": "[ ]",
    "☑": "[x]",
    "☒": "[x]",
    "✓": "[yes]",
    "✔": "[yes]",
    "✗": "[no]",
    "✘": "[no]",
    "¿": "",
    "¡": "",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ı": "i",
    "│": "|",
    "┃": "|",
    "─": "-",
    "━": "-",
    "█": "#",
    "❯": ">",
    "∞": "infinity",
    "√": "square root of ",
}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def clean(text: str) -> str:
    """The text without control and other invisible characters, which could move the cursor; tabs become spaces."""
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def one_line(text: str) -> str:
    """The words of a text on one line, a space between two of them; a space that does not break stays."""
    return " ".join(word for word in re.split("[ \n\r\t]+", text) if word)


def fold(text: str) -> str:
    """The text in readable ASCII: "45 CFR §164.502(b) — “minimum”" as '45 CFR section 164.502(b) -- "minimum"'.

    A character without a known twin becomes its Unicode name in brackets, never "?".
    """
    text = clean(text)
    if text.isascii():
        return text
    text = re.sub("§§ *", "sections ", text)
    text = re.sub("§ *", "section ", text)
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda match: "^" + match[0].translate(_SUPERSCRIPTS), text)
    text = re.sub(r"(?<=[0-9])(?=[¼-¾⅐-⅞])", " ", text)
    text = re.sub(r" ?° ?(?=[CF]\b)", " degrees ", text)
    text = re.sub(" ?°", " degrees", text)
    return "".join(c if c.isascii() else _folded(c) for c in unicodedata.normalize("NFC", text))


def _folded(c: str) -> str:
    if c in _REPLACED:
        return _REPLACED[c]
    plain = "".join(
        _REPLACED.get(part, part) for part in unicodedata.normalize("NFKD", c) if not unicodedata.combining(part)
    ).replace("\u2044", "/")
    if plain.isascii():
        return plain
    name = unicodedata.name(c, "")
    if match := re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER (\w+)( WITH .*)?", name):
        return match[2].lower() if match[1] == "SMALL" else match[2].capitalize()
    return f"({name.lower()})" if name and not name.startswith("CJK ") else f"(U+{ord(c):04X})"


def shown(text: str, ascii: bool) -> str:
    """The text as a terminal can show it."""
    return fold(text) if ascii else clean(text)
