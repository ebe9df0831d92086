"""Text on a grid of cells: nothing is lost, nothing is wider than the window, ASCII stays readable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth

from readiness.ground.characters import ASCII, UNICODE, Glyphs, ascii_only, clean, fold, glyphs, shown
from readiness.ground.text import bar, cells, flow, pad, wrap, wrap_exhibit

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
PROSE = st.text(st.sampled_from("abc  \n-中é\u0301😀"), max_size=200)


def letters(rows: list[str]) -> str:
    """Everything but spaces, in order."""
    return "".join("".join(rows).split())


@pytest.mark.parametrize(
    ("text", "width", "hanging", "rows"),
    [
        ("", 10, "", [""]),
        ("short", 10, "", ["short"]),
        ("exactly 10", 10, "", ["exactly 10"]),
        ("one two three", 7, "", ["one two", "three"]),
        ("one two three", 8, "", ["one two", "three"]),
        ("1) one two three", 8, "   ", ["1) one", "   two", "   three"]),
        ("  indented line here", 11, "", ["  indented", "line here"]),
        ("one\n\ntwo", 10, "  ", ["one", "", "two"]),
        ("abcdefghij", 4, "", ["abcd", "efgh", "ij"]),
        ("a bcdefghij", 4, "", ["a", "bcde", "fghi", "j"]),
        ("abcdefghij", 6, "  ", ["abcdef", "  ghij"]),
        ("ab      cd", 6, "", ["ab", "cd"]),  # the spaces at a break are gone
        ("a  b  c", 10, "", ["a  b  c"]),  # the others stay
        ("trailing   ", 8, "", ["trailing"]),
        ("中文中文", 4, "", ["中文", "中文"]),  # two cells each
        ("中文中文", 5, "", ["中文", "中文"]),  # never half a character
        ("e\u0301e\u0301e\u0301e\u0301e\u0301", 4, "", ["e\u0301" * 4, "e\u0301"]),  # an accent stays with its letter
        ("x yyyyyy", 6, "    ", ["x", "   yyy", "   yyy"]),  # at most half the width is indent
        ("a\tb", 10, "", ["a   b"]),
        ("red \x1b[31mtext\x07", 20, "", ["red [31mtext"]),  # no escape reaches the terminal
    ],
)
def test_wrap(text: str, width: int, hanging: str, rows: list[str]) -> None:
    assert wrap(text, width, hanging) == rows


@given(PROSE, st.integers(4, 40), st.integers(0, 6))
def test_wrap_keeps_every_character_and_the_width(text: str, width: int, indent: int) -> None:
    rows = wrap(text, width, " " * indent)
    assert letters(rows) == letters([text])
    assert max(map(cells, rows)) <= width
    assert all(row == row.rstrip(" ") for row in rows)


@given(ANY_TEXT, st.integers(4, 30))
def test_wrap_takes_any_text(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert letters(rows) == letters([clean(text)])
    assert max(map(cells, rows)) <= width


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("    Room  4", ["    Room  4"]),
        ("    a line that is too long", ["    a line that", "    is too long"]),
        ("- a point that is too long", ["- a point that", "  is too long"]),
        ("10. a step that is too long", ["10. a step that", "    is too long"]),
        ("+ 2. an answer that is right", ["+ 2. an answer", "     that is", "     right"]),
        ("1971-04-09 is not a step", ["1971-04-09 is", "not a step"]),
    ],
)
def test_wrap_exhibit_keeps_the_indent_of_a_line(line: str, rows: list[str]) -> None:
    assert wrap_exhibit(line, 16) == rows


@pytest.mark.parametrize(
    ("text", "ascii"),
    [
        ("plain, even with \n a new line", "plain, even with \n a new line"),
        ("45 CFR §164.502(b)", "45 CFR section 164.502(b)"),
        ("§§ 164.502 and 164.514", "sections 164.502 and 164.514"),
        ("“can’t” — or ‘won’t’…", "\"can't\" -- or 'won't'..."),
        ("pages 3–5, minus −2", "pages 3-5, minus -2"),
        ("≥ 3 × 4 ≠ 5 ± 1", ">= 3 x 4 != 5 +/- 1"),
        ("37.5 °C is 99.5°F; turn 90°, then", "37.5 degrees C is 99.5 degrees F; turn 90 degrees, then"),
        ("5 µg, 5 μg", "5 mcg, 5 mcg"),  # the micro sign and the Greek letter; "ug" is read as units
        ("2½ or ½", "2 1/2 or 1/2"),  # not 21/2
        ("10¹² m²", "10^12 m^2"),  # not 1012
        ("H₂O", "H2O"),
        ("α-blocker, Δ", "alpha-blocker, Delta"),
        ("José Nuñez, Łódź, Zoë, e\u0301", "Jose Nunez, Lodz, Zoe, e"),
        ("☐ ☑", "[ ] [x]"),
        ("non\u00a0breaking, soft\u00adhyphen", "non breaking, softhyphen"),
        ("中 😀", "(U+4E2D) (grinning face)"),
        ("bell\x07 \u202eright to left", "bell right to left"),
    ],
)
def test_fold(text: str, ascii: str) -> None:
    assert fold(text) == ascii


@given(ANY_TEXT)
def test_folded_text_is_ascii_without_new_question_marks(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded.replace("\n", "").isprintable()
    unicode_questions = sum(unicodedata.normalize("NFKD", text).count(mark) for mark in "?\u061f\u037e")
    assert folded.count("?") <= unicode_questions


def test_shown_folds_only_for_ascii() -> None:
    assert (shown("a—b\x1b", ascii=False), shown("a—b\x1b", ascii=True)) == ("a—b", "a--b")


@pytest.mark.parametrize(
    ("encoding", "ascii"),
    [
        ("utf-8", False),
        ("UTF-8", False),
        ("utf-16", False),
        ("ascii", True),
        ("ANSI_X3.4-1968", True),
        ("latin-1", True),
        ("cp1252", True),
        ("cp437", True),
        (None, True),
        ("no such encoding", True),
    ],
)
def test_ascii_only(encoding: str | None, ascii: bool) -> None:
    assert ascii_only(encoding) is ascii


@pytest.mark.parametrize("signs", [ASCII, UNICODE])
def test_every_sign_is_one_cell(signs: Glyphs) -> None:
    assert [cells(sign) for sign in signs] == [1] * len(signs)


def test_glyphs_are_chosen_by_the_terminal() -> None:
    assert (glyphs(ascii=True), glyphs(ascii=False)) == (ASCII, UNICODE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "é",
        "e\u0301",
        "中文",
        "❯─↑↓█·├┤●┃│—’“”…§",
        "½°µ",
        "ｆｕｌｌ",
        "한글",
        "😀",
    ],
)
def test_cells_are_counted_as_the_screen_counts_them(text: str) -> None:
    assert cells(text) == get_cwidth(text)


def test_pad_counts_cells() -> None:
    assert (pad("中", 4), pad("abc", 2)) == ("中  ", "abc")


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (0, "[..........]"),
        (0.04, "[..........]"),
        (0.05, "[#.........]"),
        (0.5, "[#####.....]"),
        (0.99, "[#########.]"),
        (1, "[##########]"),
        (1.2, "[##########]"),
        (-1, "[..........]"),
    ],
)
def test_bar_is_full_only_at_one(share: float, drawn: str) -> None:
    assert bar(share, 12, ascii=True) == drawn


def test_bar_has_unicode_signs_where_they_can_be_shown() -> None:
    assert bar(0.5, 6, ascii=False) == "[██··]"


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (40, ["b back   s skip   ? help"]),
        (20, ["b back   s skip", "? help"]),
        (8, ["b back", "s skip", "? help"]),
        (5, ["b", "back", "s", "skip", "?", "help"]),
    ],
)
def test_flow_breaks_between_chunks(width: int, rows: list[str]) -> None:
    assert flow(["b back", "s skip", "? help"], width) == rows
