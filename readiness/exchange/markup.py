"""Texts with marks for their look as plain text, or a refusal where the look is part of what they say. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from readiness.exchange.questions import Maker, Unfit

LONGEST, MOST_TAGS = 50_000, 2_000
"""Characters of one text with marks, and signs that may begin one."""
_EMPHASIS = {"b", "strong", "i", "em", "u", "mark", "big", "ins"}
_PLAIN = {"p", "br", "div", "span", "font", "small", "label", "center", "section", "article", "html", "body", "head", "wbr"}
_PLAIN |= {"h1", "h2", "h3", "h4", "h5", "h6", "code", "tt", "kbd", "samp", "var", "cite", "abbr", "nobr", "bdi", "hr"}
_BREAKS = {"p", "br", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_REFUSED = {
    "img": "a picture",
    "svg": "a picture",
    "picture": "a picture",
    "canvas": "a picture",
    "audio": "a sound",
    "video": "a film",
    "source": "a film",
    "embed": "an embedded file",
    "object": "an embedded file",
    "iframe": "an embedded page",
    "table": "a table",
    "tr": "a table",
    "td": "a table",
    "th": "a table",
    "ul": "a list",
    "ol": "a list",
    "li": "a list",
    "dl": "a list",
    "pre": "text in fixed lines",
    "math": "a formula",
    "script": "a program",
    "style": "a style sheet",
    "form": "a form",
    "input": "a field to fill in",
    "select": "a field to fill in",
    "textarea": "a field to fill in",
    "button": "a button",
    "ruby": "text above text",
    "s": "words that are struck out",
    "strike": "words that are struck out",
    "del": "words that are struck out",
}
LIKE_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
"""What makes a text that could be plain be read as HTML."""
_LOOK = re.compile(r"\b(color|background(-color)?|font-weight|font-style|text-decoration(-line)?)\s*:", re.I)
"""What makes words look unlike those around them."""
_ALONE = {"<br", "</br", "<hr", "<wbr", "<img", "<input"}
"""Tags that are never closed."""
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_FORMULA = re.compile(r"\$\$|\\\(|\\\[|\\begin\{|<m:|\\frac\b|\[tex\]|\$[^$\n]{0,200}\\[a-z]{2,}[^$\n]{0,200}\$", re.I)
_FILE = re.compile("@@PLUGINFILE@@")


def plain_html(maker: Maker, text: str, *, exhibit: bool = False) -> str:
    """An HTML text as plain text: what marks words only is dropped, and said. Raises Unfit at what is more than text.

    ``exhibit``: text in fixed lines becomes what is shown beside the question.
    """
    if len(text) > LONGEST or text.count("<") > MOST_TAGS:
        raise Unfit(f"a text of it has more than {LONGEST:,} characters or {MOST_TAGS:,} tags")
    if _FILE.search(text):
        raise Unfit("it shows a file of the other program")
    reader = _Reader(maker, exhibit)
    reader.feed(text)
    reader.close()
    if reader.fixed:
        maker.exhibit("".join(reader.fixed))
    return no_formula(reader.text())


def guessed_html(maker: Maker, text: str, *, exhibit: bool = False) -> str:
    """A text that looks like HTML, where nothing says that it is: its marks are dropped, and said. Raises Unfit where one
    stands alone, such as in "What does <p> do?", since it could be what is asked."""
    tags = [tag.casefold() for tag in re.findall(r"</?[a-zA-Z][a-zA-Z0-9]*", text[:LONGEST]) if tag.casefold() not in _ALONE]
    counts = Counter(tags)
    for tag in counts:
        if counts[tag] != counts[f"<{tag[2:]}" if tag.startswith("</") else f"</{tag[1:]}"]:
            raise Unfit(f"it holds {tag[:20]}>, and nothing tells whether that is a mark of HTML or a part of the text")
    plain = plain_html(maker, text.strip().replace("\n", "<br>"), exhibit=exhibit)
    if tags:
        maker.note(f"marks of HTML are gone, such as {tags[0][:20]}>")
    return plain


def no_formula(text: str) -> str:
    """The text, where it holds no formula. Raises Unfit."""
    if _FORMULA.search(text):
        raise Unfit("it holds a formula")
    return text


class _Reader(HTMLParser):
    def __init__(self, maker: Maker, exhibit: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.fixed: list[str] = []
        self._fixing, self._exhibit = False, exhibit
        self._maker = maker
        self._parts: list[str] = []
        self._table: dict[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "pre" and self._exhibit:
            self._fixing = True
            self.fixed.append("\n" if self.fixed else "")
        elif tag == "br" and self._fixing:
            self.fixed.append("\n")
        elif tag in _BREAKS:
            self._parts.append("\n")
        elif tag == "q":
            self._parts.append('"')
        elif tag in ("sup", "sub"):
            self._table = _RAISED if tag == "sup" else _LOWERED
        elif tag in _EMPHASIS:
            self._maker.note("bold, italic or underlined words are plain now")
        elif tag == "a":
            if any(name == "href" and value for name, value in attrs):
                self._maker.note("the address behind a link is gone")
        elif tag in _REFUSED:
            raise Unfit(f"it holds {_REFUSED[tag]}")
        elif tag not in _PLAIN and tag != "pre" and not tag.startswith("o:"):
            raise Unfit(f"it holds <{tag[:20]}>, which is more than text")
        if any((name == "style" and _LOOK.search(value or "")) or name == "color" for name, value in attrs):
            self._maker.note("the look of some words, such as a color, is gone")

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self._fixing = False
            self._parts.append("\n")
        elif tag in _BREAKS:
            self._parts.append("\n")
        elif tag == "q":
            self._parts.append('"')
        elif tag in ("sup", "sub"):
            self._table = None

    def handle_data(self, data: str) -> None:
        if self._fixing:
            self.fixed.append(data)
            return
        if self._table is not None:
            bare = data.strip()
            if any(ord(c) not in self._table for c in bare):
                raise Unfit("it holds raised or lowered letters")
            data = bare.translate(self._table)
        self._parts.append(data.replace("\n", " "))

    def text(self) -> str:
        """The text, with a line for each that has its own."""
        lines = (" ".join(line.split()) for line in "".join(self._parts).replace("\xa0", " ").split("\n"))
        return "\n".join(line for line in lines if line)


_KEPT = re.compile(r"(?<!`)(`+)(?!`)(?:.+?)(?<!`)\1(?!`)|_{3,}|\\[\\`*_{}\[\]()#+.!<>-]", re.DOTALL)
"""What stays in Markdown as it stands: code, gaps to fill, and a sign behind a backslash."""

_SOFT = re.compile(r"(?<!\n)(?<!  )\n(?!\n|[ \t]{0,9}(?:[-*+>#]|[0-9]{1,3}[.)])[ \t])")
"""The end of a line that is no more than a space in Markdown."""


def plain_markdown(maker: Maker, text: str) -> str:
    """A text of Markdown as plain text: marks of emphasis are dropped, and said. Raises Unfit at what is more than text."""
    if len(text) > LONGEST:
        raise Unfit(f"a text of it has more than {LONGEST:,} characters")
    if re.search(r"!\[[^\[\]]*\]\(|^\s*```|^\s*~~~|^ {0,3}\|.*\|\s*$", text, re.MULTILINE):
        raise Unfit("it holds a picture, a block of code or a table")
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0][1:] if found[0].startswith("\\") else found[0])
        return f"\ufdd0{len(kept) - 1}\ufdd1"

    text = _SOFT.sub(" ", text.strip())
    text = _KEPT.sub(keep, re.sub("[\ufdd0\ufdd1]", "", text))
    if re.search(r"<(img|table|pre|ul|ol|svg|math|video|audio|iframe)\b", text, re.I):
        raise Unfit("it holds HTML that is more than text")
    plain = re.sub(r"\[([^\[\]]+)\]\([^()\s]+\)", r"\1", text)
    if plain != text:
        maker.note("the address behind a link is gone")
    bare = re.sub(r"(\*\*|(?<!\w)__)(?=\S)(.+?)(?<=\S)\1", r"\2", plain)
    bare = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])", r"\1", bare)
    bare = re.sub(r"(?<![\w_])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])", r"\1", bare)
    if bare != plain:
        maker.note("bold, italic or underlined words are plain now")
    plain = re.sub(r"</?(b|i|u|em|strong|br|p|span|code|kbd)\b[^>]*>", " ", bare, flags=re.I)
    if plain.split() != bare.replace("<br>", " ").split():
        maker.note("marks of HTML are gone")
    return no_formula(re.sub("\ufdd0([0-9]+)\ufdd1", lambda found: kept[int(found[1])], unescape(plain)))
