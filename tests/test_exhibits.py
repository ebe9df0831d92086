"""Exhibits: read into blocks with every fault in its place, laid out at any width without losing a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readiness.exhibits.blocks import Listing, Paragraph, Table, Title, Verbatim, markdown, to_json
from readiness.exhibits.parse import Fault, parse, words
from readiness.text import clean

NOTE = """\
**NOTE OF AUGUST 12**
Seen at 9:40,
sent home.

- Water pill,
  once a day
- No salt

2. Second
3. Third

| Kind | Charts |
| --- | ---: |
| Clinic | 52 |
| a \\| b | \\*7 |

```
 knee   knee
(mole) (rash)
```
"""

LINES = st.sampled_from(
    [
        "",
        " ",
        "word",
        "**Title**",
        "**open",
        "- entry",
        "  - inner",
        "-",
        "1. one",
        "2. two",
        "9. nine",
        "1) one",
        "| a | b |",
        "| --- | ---: |",
        "|",
        "| one \\| cell |",
        "| `a | b\\",
        "```",
        "````",
        "``` x",
        "   indented",
        "        far",
        "a    b   c",
        "# head",
        "> quote",
        "---",
        "* star",
        "\\- dash",
        "2026\\. year",
        "__init__ _x_ a_b &amp; <b> [x](y) ~~z~~",
        "back\\slash \\\\ end\\",
        "5 % of ½ é 漢字",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(alphabet="ab \\*|-`1.#>_\t", max_size=12))).map("\n".join))


def test_a_text_in_the_form_is_read_into_its_blocks() -> None:
    assert parse(NOTE).faults == ()
    assert parse(NOTE).blocks == (
        Title("NOTE OF AUGUST 12"),
        Paragraph("Seen at 9:40, sent home."),
        Listing(("Water pill, once a day", "No salt")),
        Listing(("Second", "Third"), 2),
        Table(("Kind", "Charts"), ("left", "right"), (("Clinic", "52"), ("a | b", "*7"))),
        Verbatim((" knee   knee", "(mole) (rash)")),
    )


def test_words_see_no_layout() -> None:
    text = "**A**\n- b\n  c\n\n1. d\n\n| e | f |\n|---|--:|\n| g | |\n\n```\nh   i\n```"
    assert " ".join(words(text)) == "A b c 1. d e f g h i"
    assert words("A b\nc   d") == words("  A\n\nb\n```\nc d\n```") == ("A", "b", "c", "d")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\n\n```\nb", Fault(3, 1, "nothing closes this block; end it with a line of its own: ```")),
        ("a **b** c", Fault(1, 3, "bold is for a title only: **Title**, on a line of its own")),
        ("- a **b", Fault(1, 5, "bold is for a title only: **Title**, on a line of its own")),
        ("a\n# b", Fault(2, 1, "a title is written **Title**, on a line of its own")),
        ("* b", Fault(1, 1, "an entry of a list begins with '- '")),
        ("1) b", Fault(1, 1, "an entry of a numbered list begins with a number and a point, such as '1. '")),
        ("> b", Fault(1, 1, "quotations are not known here; take out the '>', or write '\\>' for the sign itself")),
        ("a\n---", Fault(2, 1, "a line of dashes is not known here; leave an empty line instead")),
        ("1. a\n3. b", Fault(2, 1, "the numbers of a list go up by one; expected 2.")),
        ("- a\n  - b", Fault(2, 3, "a list has one level; write this as an entry of its own, or a sentence")),
        ("- a\n  1. b", Fault(2, 3, "a list has one level; write this as an entry of its own, or a sentence")),
        ("a\n\n  b", Fault(3, 1, "this line is indented; put lines that must keep their place between two lines of ```")),
        (
            "Elm Street   60",
            Fault(
                1, 14, "columns made with spaces are lost when the text flows; write a table, or put lines of ``` around it"
            ),
        ),
        ("| a | b |\n| c | d |", Fault(1, 1, "below the first row of a table stands its rule, such as | --- | --- |")),
        ("| a | b |\n| - | - |", Fault(1, 1, "a table has at least one row below its head")),
        (
            "| a | b |\n| - | - |\n| c | d |\n| e |",
            Fault(4, 1, "cells in this row: 1, in the head of the table: 2; write \\| for a bar in a text"),
        ),
        (
            "| a | b |\n| - |\n| c | d |",
            Fault(2, 1, "cells in this row: 1, in the head of the table: 2; write \\| for a bar in a text"),
        ),
    ],
)
def test_what_is_not_in_the_form_is_named_in_its_place(text: str, fault: Fault) -> None:
    assert parse(text).faults == (fault,)


@given(TEXTS)
@example("1. a\n\n2. b\n-\n\n\n- c")
@example("- a\n|")
def test_every_text_is_read_and_keeps_all_its_words(text: str) -> None:
    exhibit = parse(text)
    lines = clean(text).split("\n")
    for fault in exhibit.faults:
        assert 1 <= fault.line <= len(lines)
        assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
    signs = re.compile(r"[^\w%é½]")
    letters = signs.sub("", "".join(words(text)))
    fences = re.sub("(?m)^ {0,3}```+[^`\n]*$", "", clean(text))
    assert sorted(letters) == sorted(signs.sub("", fences)) or "```" in text


@given(TEXTS)
def test_written_as_markdown_and_read_again_it_is_the_same(text: str) -> None:
    blocks = parse(text).blocks
    assert parse(markdown(blocks)).blocks == blocks


def test_blocks_are_plain_data_for_a_front_end() -> None:
    assert to_json(parse("**T**\np\n1. e\n\n| a | b |\n|---|--:|\n| c | d |\n\n```\nv\n```").blocks) == [
        {"kind": "title", "text": "T"},
        {"kind": "paragraph", "text": "p"},
        {"kind": "list", "entries": ["e"], "start": 1},
        {"kind": "table", "header": ["a", "b"], "align": ["left", "right"], "rows": [["c", "d"]]},
        {"kind": "verbatim", "lines": ["v"]},
    ]
