"""Exhibits: read into blocks with every fault in its place, laid out at any width without losing a word."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readiness.ground.characters import clean
from readiness.ground.exhibits.blocks import Block, Listing, Paragraph, Table, Title, Verbatim, markdown, to_json
from readiness.ground.exhibits.layout import lay_out, spoken
from readiness.ground.exhibits.parse import Fault, parse, words
from readiness.ground.text import cells

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


# Laid out -----------------------------------------------------------------------------------------------------------


def rows(text: str, width: int, ascii: bool = False) -> list[str]:
    return [row.text for row in lay_out(parse(text).blocks, width, ascii)]


LIST = """\
**THE LIST**

| Account | Left | Bill | Kind of account |
| --- | --- | ---: | --- |
| TST-0412 | Nov 2 | $20,000 | Stay in the hospital, two nights |
| TST-0423 | Oct 20 | $900 |  |
"""


def test_a_table_stands_in_columns_wraps_its_cells_and_becomes_records_where_it_does_not_fit() -> None:
    assert rows(LIST, 76) == [
        "THE LIST",
        "Account   Left       Bill  Kind of account",
        "TST-0412  Nov 2   $20,000  Stay in the hospital, two nights",
        "TST-0423  Oct 20     $900",
    ]
    assert rows(LIST, 45) == [
        "THE LIST",
        "Account   Left       Bill  Kind of account",
        "TST-0412  Nov 2   $20,000  Stay in the",
        "                           hospital, two",
        "                           nights",
        "TST-0423  Oct 20     $900",
    ]
    assert rows(LIST, 38) == [
        "THE LIST",
        "Account: TST-0412   Left: Nov 2",
        "  Bill: $20,000",
        "  Kind of account: Stay in the",
        "    hospital, two nights",
        "Account: TST-0423   Left: Oct 20",
        "  Bill: $900",
    ]


def test_a_table_without_a_head_says_of_each_row_what_it_is() -> None:
    text = "| | |\n|---|---|\n| Member | whoever has paid the fee |\n| Age: | 7 |\n| alone | |"
    assert rows(text, 40) == ["Member  whoever has paid the fee", "Age:    7", "alone"]
    assert rows(text, 15) == ["Member: whoever", "    has paid", "    the fee", "Age: 7", "alone"]
    assert spoken(parse(text).blocks) == ["Member: whoever has paid the fee.", "Age: 7.", "alone."]


def test_lists_hang_numbers_line_up_and_verbatim_lines_keep_their_place() -> None:
    text = "Rules:\n- one two three four\n- five\n\n" + "\n".join(f"{n}. e" for n in range(1, 11)) + "\n\n```\n a   b\n```"
    assert rows(text, 16) == [
        *("Rules:", "- one two three", "  four", "- five", ""),
        *(f" {n}. e" for n in range(1, 10)),
        *("10. e", "", " a   b"),
    ]


def test_only_titles_and_the_heads_of_tables_are_headings() -> None:
    marked = [row.text for row in lay_out(parse(f"p\n\n{LIST}\n- e").blocks, 76) if row.heading]
    assert marked == ["THE LIST", "Account   Left       Bill  Kind of account"]


def test_spoken_there_are_no_bullets_and_no_columns() -> None:
    assert spoken(parse(NOTE).blocks) == [
        "NOTE OF AUGUST 12",
        "Seen at 9:40, sent home.",
        "Water pill, once a day",
        "No salt",
        "2. Second",
        "3. Third",
        "Kind: Clinic. Charts: 52.",
        "Kind: a | b. Charts: *7.",
        " knee   knee",
        "(mole) (rash)",
    ]


def test_in_ascii_columns_are_as_wide_as_what_stands_in_them() -> None:
    text = "| a | b |\n|---|---|\n| ½ – § 1 | ok |"
    assert rows(text, 40) == ["a        b", "½ – § 1  ok"]
    assert rows(text, 40, ascii=True) == ["a                b", "1/2 - section 1  ok"]


WIDTHS = st.integers(20, 200)


def in_order(blocks: tuple[Block, ...]) -> str:
    """All letters that a layout without tables must show, bullets among them."""
    shown = []
    for block in blocks:
        if isinstance(block, Listing):
            shown += [f"{number or '-'}{entry}" for number, entry in block.numbered()]
        elif isinstance(block, Verbatim):
            shown += block.lines
        elif not isinstance(block, Table):
            shown.append(block.text)
    return re.sub(" ", "", "".join(shown))


@given(TEXTS, WIDTHS)
def test_at_any_width_no_word_is_lost_or_moved_and_no_row_is_too_long(text: str, width: int) -> None:
    blocks = parse(text).blocks
    laid = lay_out(blocks, width)
    assert all(cells(row.text) <= width for row in laid)
    flowing = tuple(block for block in blocks if not isinstance(block, Table))
    assert re.sub(" ", "", "".join(row.text for row in lay_out(flowing, width))) == in_order(blocks)
    shown = "".join(row.text for row in laid)
    assert not set("".join(words(text))) - set(shown)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables in which every word is another one."""
    across, down = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    number = iter(range(10_000))
    cell = st.integers(0, 6).map(lambda count: " ".join(f"w{next(number):0{draw(st.integers(1, 8))}}" for _ in range(count)))
    lines = [tuple(draw(cell) for _ in range(across)) for _ in range(down + 1)]
    return Table(lines[0], tuple(draw(st.sampled_from(["left", "right"])) for _ in range(across)), tuple(lines[1:]))


@given(tables(), WIDTHS)
def test_in_a_table_every_cell_is_read_from_top_to_bottom_below_its_head_or_behind_its_label(
    table: Table, width: int
) -> None:
    laid = [row.text for row in lay_out((table,), width)]
    places = {
        word.rstrip(":"): (line, found.start())
        for line, row in enumerate(laid)
        for found in re.finditer("[^ ]+", row)
        for word in [found[0]]
    }
    for row in table.rows:
        for cell in row:
            at = [places[word] for word in cell.split(" ") if word]
            assert at == sorted(at)
        starts = [min(places[word][0] for word in cell.split(" ")) for cell in row if cell]
        assert starts == sorted(starts)
    heads = [[places[word][0] for cell in row for word in cell.split(" ") if word] for row in table.rows]
    assert all(max(above) < min(below) for above, below in pairwise(heads) if above and below)
    assert {word for cell in table.header for word in cell.split(" ") if word} <= set(places)
