"""The bytes of a file from elsewhere as text, whatever program saved them. Pure."""

from __future__ import annotations

import codecs
import re

from readiness.exchange.questions import UnreadableFile

_PATCHED = "readiness-windows-letters"
_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
"""A letter in UTF-8 that is none of ASCII: two signs that hardly stand side by side in a text of older Windows programs."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _windows_letter(error: UnicodeError) -> tuple[str, int]:
    """What cannot be UTF-8, in the encoding of older Windows programs. Raises UnicodeDecodeError."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(_PATCHED, _windows_letter)


def decoded(data: bytes) -> tuple[str, str | None]:
    """The text with "\\n" at the end of each line, and what is to be said of its encoding.

    A byte-order mark tells; without one it is UTF-16 where nearly every other byte is zero, UTF-8 where it can be, and
    else, or in the places where it cannot be, the encoding of older Windows programs, which is said. Raises UnreadableFile.
    """
    encoding, said = _encoding(data), None
    for mark, _ in _MARKS:
        data = data.removeprefix(mark)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnreadableFile("this file breaks off in the middle of a character; save it again as UTF-8") from None
        line = data[: error.start].count(b"\n") + 1
        mixed = _LETTER.search(data) is not None
        try:
            text = data.decode("utf-8", _PATCHED) if mixed else data.decode("cp1252")
        except UnicodeDecodeError:
            raise UnreadableFile("this is no text that can be read; save it as UTF-8", line) from None
        what = f"it is UTF-8 in part (not in line {line}); the rest" if mixed else "it is not UTF-8; it"
        said = f"{what} was read as Windows-1252, so look at the letters with accents"
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise UnreadableFile("this is no text file: it holds zero bytes; export it as text", line)
    return re.sub("\r\n|\r", "\n", text), said


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    start = data[:2000]
    pairs = len(start) // 2
    zeros = start[1::2].count(0), start[::2].count(0)
    if pairs > 1 and max(zeros) >= 0.8 * pairs and min(zeros) == 0:  # A dash or a curly quote has no zero byte.
        return "utf-16-le" if zeros[0] else "utf-16-be"
    return "utf-8"
