"""The screen as a pure function: what is seen at every size, and what each key does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.ground.exhibits.parse import words as exhibit_words
from readiness.ground.items import Item
from readiness.ground.responses import Answer
from readiness.ground.text import cells
from readiness.screen.content import clock_text
from readiness.screen.frame import frame, render
from readiness.screen.keys import A_MOMENT, paste, press, start
from readiness.screen.state import Outcome, State
from readiness.screen.view import in_view, keys_apart
from readiness.sitting.pages import Answered, Chose, Command, ItemPage, MenuPage, Page, TextPage
from tests.golden import same_as_golden
from tests.samples import (
    CHOICE,
    CONFIDENCE,
    ENTRY,
    ITEMS,
    JUDGEMENT,
    MARK,
    MENU,
    NUMBER,
    ORDER,
    RECORDS,
    item_page,
    long_items,
    text_page,
    words,
)

SIZES = ((40, 15), (80, 24), (120, 40))
LONG = long_items()


def after(page: Page, keys: Iterable[str], width: int = 80, height: int = 24) -> Outcome:
    """What comes of a page after some keys; no key may follow a result."""
    outcome: Outcome = start(page)
    for key in keys:
        assert isinstance(outcome, State)
        outcome = press(outcome, key, width, height)
    return outcome


def state_after(page: Page, keys: Iterable[str], width: int = 80, height: int = 24) -> State:
    outcome = after(page, keys, width, height)
    assert isinstance(outcome, State)
    return outcome


def text_of(state: State, width: int = 80, height: int = 24, elapsed: float | None = 372.0) -> str:
    return "\n".join(row.rstrip() for _, row in render(state, width, height, elapsed=elapsed))


def guidance_after(page: Page, keys: Iterable[str]) -> str:
    """The sentence above the keys, on a large window."""
    styles = ("class:guidance", "class:message")
    rows = render(state_after(page, keys, 100, 40), 100, 40)
    return " ".join(row for style, row in rows if style in styles)


# What is seen -------------------------------------------------------------------------------------------------------

SCENES: dict[str, tuple[Page, list[str]]] = {
    "choice": (item_page(CHOICE), ["2"]),
    "judgement": (item_page(JUDGEMENT), ["1", "enter", "4"]),
    "mark": (item_page(MARK, note="Warm-up: not scored.", done=None), ["1", "3", "down"]),
    "records": (item_page(RECORDS), ["2"]),
    "order": (item_page(ORDER), ["2", "3"]),
    "entry": (item_page(ENTRY), [*"3/4/2026", "enter"]),
    "entry-commands": (item_page(ENTRY), [*"Mai 4", "enter", "escape"]),
    "menu": (MENU, []),
    "confidence": (CONFIDENCE, []),
    "help": (item_page(JUDGEMENT), ["?"]),
    "text": (text_page([words("welcome", 40), "", words("more", 200)]), []),
    "long": (item_page(LONG["judgement"]), ["2", "enter", "3"]),
}


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("ascii", [False, True])
def test_what_is_seen(name: str, ascii: bool) -> None:
    """Golden text of each kind of page at 40x15, 80x24 and 120x40."""
    page, keys = SCENES[name]
    screens = []
    for width, height in SIZES:
        state = start(page, ascii=ascii)
        for key in keys:
            outcome = press(state, key, width, height)
            assert isinstance(outcome, State)
            state = outcome
        screens.append(f"== {width}x{height} ==\n{text_of(state, width, height)}\n")
    assert same_as_golden(f"screen-{name}{'-ascii' if ascii else ''}.txt", "".join(screens))


@pytest.mark.parametrize(("width", "height"), [(39, 40), (200, 11), (30, 8), (12, 3), (5, 2), (1, 1)])
def test_too_small_a_window_says_what_to_do_and_takes_no_keys(width: int, height: int) -> None:
    state = start(item_page(CHOICE))
    rows = [row for _, row in render(state, width, height)]
    assert len(rows) <= height
    if width * height >= 240:
        said = " ".join(rows)
        assert said == (
            f"Make the window larger: this needs 40 columns and 12 rows, here are {width} and {height}. "
            "Or press Ctrl-C and start again with --plain."
        )
    assert press(state, "2", width, height) == state


@pytest.mark.parametrize(
    ("elapsed", "text"),
    [
        (0, "00:00"),
        (59.9, "00:59"),
        (60, "01:00"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (36_005, "10:00:05"),
    ],
)
def test_clock(elapsed: float, text: str) -> None:
    assert clock_text(elapsed) == text
    assert text_of(start(item_page(CHOICE)), elapsed=elapsed).splitlines()[0].endswith(f"  {text}")


def test_clock_is_hidden_and_shown_by_t() -> None:
    hidden = state_after(item_page(CHOICE), "t")
    assert text_of(hidden).splitlines()[0] == "Question 7 of 25  [█████···············]"
    assert text_of(state_after(item_page(CHOICE), "tt")).splitlines()[0].endswith("  06:12")
    assert text_of(start(item_page(CHOICE), clock=False)) == text_of(hidden)


def test_a_long_heading_is_wrapped_not_cut() -> None:
    page = item_page(CHOICE)._replace(heading="Question 7 of at most one hundred questions")
    assert text_of(start(page), 40, 15).splitlines()[:2] == ["Question 7 of at most one hundred", "questions  06:12"]


def test_no_line_is_longer_than_a_hundred_cells() -> None:
    page = item_page(replace(LONG["choice"], exhibit=None))
    assert max(len(row) for row in text_of(start(page), 200, 60).splitlines()) == 100


@pytest.mark.parametrize(("width", "left"), [(100, 48), (101, 49), (120, 58), (200, 80)])
def test_from_a_hundred_columns_the_exhibit_stands_left_of_the_question(width: int, left: int) -> None:
    page = item_page(replace(MARK, exhibit=f"**Clinic note**\n\n{words('word', 40)}"))
    view = frame(start(page), width, 30)
    title = next(number for number, (_, row) in enumerate(view.lines) if row.startswith("Clinic note"))
    assert view.lines[title][1].partition(" │ ")[0] == "Clinic note".ljust(left)
    assert view.left[title] == ("class:title", left + 3)
    assert view.lines[title][0] == "class:stem"
    assert max(len(row) for _, row in view.lines) <= min(width, 163)
    assert "│" not in text_of(start(page), 99, 30)


def test_where_the_question_alone_fills_its_half_the_exhibit_stays_above_it() -> None:
    page = item_page(replace(MARK, stem=words("stem", 90) + " Which?"))
    assert frame(start(page), 100, 14).left == ()
    assert frame(start(page), 100, 40).left != ()


@pytest.mark.parametrize("back", ["x", "escape", "enter", "1"])
def test_x_shows_the_exhibit_in_the_whole_window_and_any_other_key_goes_back(back: str) -> None:
    page = item_page(replace(MARK, exhibit="\n".join(["**Note**", "```", *map(str, range(40)), "```"])))
    open = state_after(page, ["1", "x"])
    rows = text_of(open).splitlines()
    assert rows[:4] == ["Question 7 of 25", "", "Note", "0"]
    assert rows[-2:] == ["── lines 1-20 of 41: PgUp/PgDn ".ljust(80, "─"), "Esc back to the question"]
    assert text_of(state_after(page, ["1", "x", "end"])).splitlines()[-3] == "39"
    assert state_after(page, ["1", "x", "down", back]) == state_after(page, ["1"])


def test_x_is_a_letter_while_one_writes_and_says_so_where_there_is_no_exhibit() -> None:
    assert state_after(item_page(ENTRY), ["x"]).text == "x"
    assert state_after(item_page(ENTRY), ["escape", "x"]).over == "exhibit"
    assert state_after(item_page(CHOICE), ["x"]).message == "This question has nothing more to read."


def test_records_stand_in_columns_from_width_64() -> None:
    state = start(item_page(RECORDS))
    assert "  [ ] 2) Birth date    │ 1971-04-09    │ 1971-09-04" in text_of(state, 64, 24).splitlines()
    narrow = text_of(state, 63, 40).splitlines()
    at = narrow.index("  [ ] 2) Birth date")
    assert narrow[at + 1 : at + 3] == ["    Registration: 1971-04-09", "    Claim:        1971-09-04"]


def test_a_field_of_two_records_is_seen_whole_in_the_smallest_window() -> None:
    seen = text_of(state_after(item_page(RECORDS), ["2"], 40, 12), 40, 12)
    assert "❯ [x] 2) Birth date\n    Registration: 1971-04-09\n    Claim:        1971-09-04\n" in seen


def test_a_difference_at_the_end_of_a_long_value_is_seen() -> None:
    """Cells of a record are wrapped, never cut."""
    state = state_after(item_page(LONG["records"]), ["1"], 64, 30)
    seen = text_of(state, 64, 30)
    assert "left0-8" in seen
    assert "right0-8" in seen


def test_control_characters_of_a_bank_never_reach_the_terminal() -> None:
    evil = replace(CHOICE, stem="Which\x1b[2J one\x07?", exhibit="a\x9bb\u202ec")
    seen = text_of(start(item_page(evil)))
    assert all(c.isprintable() for c in seen.replace("\n", ""))
    assert "Which[2J one?" in seen


# Nothing is lost, at every size -------------------------------------------------------------------------------------


def checked_lines(state: State, width: int, height: int) -> list[str]:
    """The lines of a screen that keeps to its window and shows the current option whole when it fits."""
    view = frame(state, width, height, elapsed=3599.0)
    assert len(view.lines) == height
    assert max(cells(row) for _, row in view.lines) <= width
    assert 0 <= view.cursor[0] < height
    assert view.cursor[1] < width
    if view.current is not None:
        first, last = in_view(view.list)
        if view.current[1] - view.current[0] <= max(1, view.list.rows - 2):
            assert first <= view.current[0] < view.current[1] <= last
        styles = [style for style, _ in view.lines]
        assert styles[view.cursor[0]] == "class:current"
    return [row for _, row in view.lines]


def everything_seen(page: Page, width: int, height: int, opening: Iterable[str] = ()) -> set[str]:
    """Every word on any screen on the way down the text and then down the options."""
    state = state_after(page, opening, width, height)
    seen = set(chain.from_iterable(row.split() for row in checked_lines(state, width, height)))
    for key in ("pagedown", "down"):
        while True:
            outcome = press(state, key, width, height)
            assert isinstance(outcome, State)
            if outcome == state:
                break
            state = outcome
            seen.update(chain.from_iterable(row.split() for row in checked_lines(state, width, height)))
    return seen


def item_words(item: Item) -> set[str]:
    """Every word of stem, exhibit and options."""
    task = item.task
    texts = [item.stem, *exhibit_words(item.exhibit or "")]
    for id in item_page(item).order:
        one = getattr(task, "options", None) or getattr(task, "spots", None) or getattr(task, "pieces", {})
        part = one[id]
        texts += (
            [part]
            if isinstance(part, str)
            else [part.text, getattr(part, "left", None) or "", getattr(part, "right", None) or ""]
        )
    return set(" ".join(texts).split())


LONG_MENU = MenuPage(
    words("title", 9),
    words("body", 150),
    tuple(Command("", words(f"row{n}-", 12), str(n)) for n in range(30)),
    tuple(Command(key, words(f"command-{key}-", 3), key) for key in "xyz"),
)
OTHER_PAGES: dict[str, Page] = {
    "menu": LONG_MENU,
    "text": text_page([words("paragraph", 400)]),
    "help": item_page(LONG["judgement"]),
}


def assert_nothing_lost(name: str, width: int, height: int) -> None:
    if name in LONG:
        page: Page = item_page(LONG[name], note=words("warm", 12))
        expected = item_words(LONG[name]) | set(words("warm", 12).split()) | {"b", "s", "p", "f", "?"}
    else:
        page = OTHER_PAGES[name]
        expected = {
            "menu": set(LONG_MENU.body.split()),
            "text": set(words("paragraph", 400).split()),
            "help": {"judgement,", "Backspace", "b", "s", "p", "f", "t", "Ctrl-C"},
        }[name]
        if isinstance(page, MenuPage):
            labels = [label for row in (*page.rows, *page.commands) for label in row.label.split()]
            expected = expected | set(labels) | set(page.title.split())
    seen = everything_seen(page, width, height, ["?"] if name == "help" else [])
    assert expected - seen - ({"b", "s", "p", "f"} if "all" in seen and "keys" in seen else set()) == set()


EVERYTHING = [*LONG, *OTHER_PAGES]
EDGES = [*product((40, 63, 64, 99), (12, 13)), (200, 12), (100, 57), (40, 60), (200, 60)]


@pytest.mark.parametrize("name", EVERYTHING)
def test_nothing_is_lost_at_the_edges(name: str) -> None:
    for width, height in EDGES:
        assert_nothing_lost(name, width, height)


@pytest.mark.parametrize(
    ("there", "key", "cursors"),
    [("home", "pagedown", [0, 3, 6, 9, 11, 11]), ("end", "pageup", [11, 8, 5, 2, 0, 0])],
)
def test_a_page_of_options_passes_none_that_was_not_in_view(there: str, key: str, cursors: list[int]) -> None:
    """Five options, but no farther than the next one not wholly in view; here three have room."""
    page = item_page(LONG["records"], note=words("warm", 12))
    states = [state_after(page, [there, *[key] * presses], 100, 57) for presses in range(6)]
    assert [state.cursor for state in states] == cursors
    seen = set(chain.from_iterable(row.split() for state in states for row in checked_lines(state, 100, 57)))
    assert item_words(LONG["records"]) <= seen


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EVERYTHING), st.integers(40, 200), st.integers(12, 60))
def test_nothing_is_lost_at_any_size(name: str, width: int, height: int) -> None:
    assert_nothing_lost(name, width, height)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(EVERYTHING),
    st.lists(
        st.tuples(
            st.sampled_from(["up", "down", "home", "end", "pageup", "pagedown", "1", "4", "9", " ", "backspace", "?", "x"]),
            st.integers(40, 120),
            st.integers(12, 40),
        ),
        max_size=30,
    ),
)
def test_any_keys_at_any_changing_size_leave_a_good_screen(name: str, steps: list[tuple[str, int, int]]) -> None:
    """Resizing in the middle of anything breaks nothing."""
    state = start(item_page(LONG[name]) if name in LONG else OTHER_PAGES[name])
    for key, width, height in steps:
        outcome = press(state, key, width, height)
        if not isinstance(outcome, State):
            return
        state = outcome
        checked_lines(state, height=height, width=width)
        checked_lines(state, height=12, width=40)


@pytest.mark.parametrize("name", [*LONG, *ITEMS])
def test_all_the_options_are_passed_on_the_way_back_up(name: str) -> None:
    """Up from the end shows every option too, whole where it is longer than its place."""
    item = (LONG | ITEMS)[name]
    page = item_page(item)
    state = start(page)
    seen: set[str] = set()
    for key in ["end", *["down"] * 20, *["up"] * 150]:
        outcome = press(state, key, 40, 12)
        assert isinstance(outcome, State)
        state = outcome
        seen.update(chain.from_iterable(row.split() for row in checked_lines(state, 40, 12)))
    stem = set(f"{item.stem} {item.exhibit or ''}".split())
    assert item_words(item) - stem - seen == set()


def test_the_rule_says_which_lines_of_the_question_are_in_view() -> None:
    state = start(item_page(JUDGEMENT))
    rule = next(row for style, row in render(state, 40, 15) if style == "class:rule")
    assert rule == "── question 1-4 of 6 lines: PgUp/PgDn ──"
    state = state_after(item_page(JUDGEMENT), ["pagedown"], 40, 15)
    rule = next(row for style, row in render(state, 40, 15) if style == "class:rule")
    assert rule == "── question 3-6 of 6 lines: PgUp/PgDn ──"


def test_the_question_stays_in_view_while_its_exhibit_is_scrolled() -> None:
    page = item_page(replace(MARK, exhibit="\n".join(["```", *(f"Line {n}" for n in range(1, 31)), "```"])))
    for keys, first, rule in (
        ([], 1, "text 1-12 of 30 lines"),
        (["pagedown"], 12, "text 12-23 of 30 lines"),
        (["pagedown"] * 9, 19, "text 19-30 of 30 lines"),
    ):
        rows = text_of(state_after(page, keys)).splitlines()
        assert rows[1:13] == [f"Line {n}" for n in range(first, first + 12)]
        assert rows[13].startswith(f"── {rule}: PgUp/PgDn, or x for the whole window ──")
        assert rows[14:16] == ["Which lines could tell a stranger who the patient is? Mark every one.", "─" * 80]


@pytest.mark.parametrize(("key", "same"), [("d", "pagedown"), ("u", "pageup"), ("D", "pagedown")])
def test_u_and_d_scroll_where_there_are_no_page_keys(key: str, same: str) -> None:
    keys = ["pagedown", "pagedown"]
    assert state_after(item_page(LONG["choice"]), [*keys, key]) == state_after(item_page(LONG["choice"]), [*keys, same])


def test_more_is_said_above_and_below_hidden_options() -> None:
    page = item_page(LONG["mark"])
    top, middle, end = (
        [row for style, row in render(state_after(page, keys), 80, 24) if style == "class:more"]
        for keys in (["1"], ["5", "down"], ["end"])
    )
    assert (top, middle, end) == (["↓ more"], ["↑ more", "↓ more"], ["↑ more"])


# Nothing is preselected ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [*map(item_page, ITEMS.values()), *map(item_page, LONG.values()), CONFIDENCE, MENU])
@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
def test_enter_alone_never_gives_a_result(page: Page, size: tuple[int, int]) -> None:
    state = state_after(page, ["enter"] * 30, *size)
    assert state.message


@given(
    st.sampled_from([*ITEMS.values()]),
    st.lists(
        st.sampled_from(
            [
                "up",
                "down",
                "pageup",
                "pagedown",
                "home",
                "end",
                "left",
                "right",
                "t",
                "u",
                "d",
                "x",
                "?",
                "backspace",
                "delete",
            ]
        )
    ),
)
def test_looking_around_never_answers(item: Item, keys: list[str]) -> None:
    """No key but Enter (or a command) gives a result, whatever was moved or scrolled before."""
    assert isinstance(after(item_page(item), keys), State)


# What the keys do ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "keys", "answer"),
    [
        (CHOICE, ["3", "enter"], "c"),
        (CHOICE, ["3", "1", "enter"], "a"),
        (CHOICE, ["down", "enter"], "a"),  # the first press goes to the first option
        (CHOICE, ["down", "down", "enter"], "b"),
        (CHOICE, ["up", "enter"], "c"),  # and up to the last
        (CHOICE, ["end", "home", "enter"], "a"),
        (CHOICE, ["down"] * 9 + ["enter"], "c"),  # no way round from the end to the start
        (CHOICE, ["2", "?", "escape", "enter"], "b"),  # help does not disturb
        (JUDGEMENT, ["1", "enter", "4", "enter", "enter"], {"best": "a", "worst": "d"}),
        (JUDGEMENT, ["down", " ", "end", " ", "enter"], {"best": "a", "worst": "d"}),
        (JUDGEMENT, ["1", "enter", "4", "enter", "3", "enter", "enter"], {"best": "a", "worst": "c"}),  # worst changed
        (
            JUDGEMENT,
            ["1", "enter", "4", "enter", "backspace", "backspace", "2", "enter", "4", "enter", "enter"],
            {"best": "b", "worst": "d"},
        ),
        (MARK, ["1", "3", "enter"], ("s1", "s3")),
        (MARK, ["3", "1", "enter"], ("s1", "s3")),  # in the order of the lines
        (MARK, ["3", "1", "3", "enter"], ("s1",)),  # a second press takes the mark away
        (MARK, ["end", " ", "up", " ", "enter"], ("s5", "s6")),
        (RECORDS, ["6", "enter"], ("none",)),
        (ORDER, ["2", "3", "1", "4", "enter"], ("p2", "p3", "p1", "p4")),
        (ORDER, ["2", "1", "backspace", "3", "1", "4", "enter"], ("p2", "p3", "p1", "p4")),
        (ORDER, ["down", " ", "down", " ", "down", " ", "down", " ", "enter"], ("p1", "p2", "p3", "p4")),
        (ENTRY, [*"March 4 2026", "enter", "enter"], "2026-03-04"),
        (ENTRY, [*"3/5/2026", "left", "left", "left", "left", "left", "backspace", "4", "enter", "enter"], "2026-03-04"),
        (ENTRY, [*"/4/2026", "home", "3", "end", "enter", "enter"], "2026-03-04"),
        (ENTRY, [*"33/4/2026", "home", "delete", "enter", "enter"], "2026-03-04"),
        (NUMBER, [*"12,5", "enter", *["backspace"] * 4, *"12.50", "enter", "enter"], "12.5"),
    ],
)
def test_answering(item: Item, keys: list[str], answer: Answer) -> None:
    assert after(item_page(item), keys) == Answered(answer, None)


@pytest.mark.parametrize(
    ("item", "before"),
    [
        (CHOICE, "b"),
        (JUDGEMENT, {"best": "b", "worst": "a"}),
        (MARK, ("s2", "s4")),
        (ORDER, ("p4", "p3", "p2", "p1")),
        (ENTRY, "2026-03-04"),
    ],
)
def test_enter_keeps_what_was_answered_before(item: Item, before: Answer) -> None:
    assert after(item_page(item, answer=before), ["enter"]) == Answered(before, None)


@pytest.mark.parametrize(
    ("item", "typed", "answer"),
    [
        (ENTRY, "2026-03-04", "2026-03-04"),
        (NUMBER, "12.5", "12.5"),
        (NUMBER, " 12 ", "12"),
    ],
)
def test_what_is_read_as_it_was_written_is_answered_by_one_enter(item: Item, typed: str, answer: str) -> None:
    assert after(item_page(item), [*typed, "enter"]) == Answered(answer, None)


@pytest.mark.parametrize(
    ("item", "typed", "read"),
    [
        (ENTRY, "3/4/2026", "2026-03-04"),
        (NUMBER, "1,250", "1250"),
        (NUMBER, "12.50", "12.5"),
    ],
)
def test_what_is_read_in_another_way_is_shown_before_it_is_answered(item: Item, typed: str, read: str) -> None:
    assert state_after(item_page(item), [*typed, "enter"]).read == read
    assert after(item_page(item), [*typed, "enter", "enter"]) == Answered(read, None)


@pytest.mark.parametrize(
    ("item", "keys", "said"),
    [
        (CHOICE, [], "Press 1-3, then Enter."),
        (CHOICE, ["enter"], "Choose an option first: press its number or use the arrows."),
        (CHOICE, ["2"], "Enter answers 2. Or choose another."),
        (CHOICE, ["4"], "There is no 4 here: the numbers go from 1 to 3."),
        (CHOICE, ["0"], "There is no 0 here: the numbers go from 1 to 3."),
        (CHOICE, ["a"], "a does nothing here. ? shows the keys."),
        (CHOICE, [" "], "Space does nothing here. ? shows the keys."),
        (CHOICE, ["a", "2"], "Enter answers 2. Or choose another."),
        (CHOICE, ["2", "pagedown"], "Nothing more below."),
        (CHOICE, ["2", "u"], "Nothing more above."),
        (CHOICE, ["2", "d", "down"], "Enter answers 3. Or choose another."),
        (JUDGEMENT, [], "Which is BEST? 1-4, then Enter."),
        (JUDGEMENT, ["enter"], "Choose the BEST first: press its number, then Enter."),
        (JUDGEMENT, ["2"], "Enter: 2 is the BEST."),
        (JUDGEMENT, ["2", "enter"], "Which is WORST? 1-4, then Enter. Backspace takes back."),
        (JUDGEMENT, ["2", "enter", "enter"], "Choose the WORST first: press its number, then Enter."),
        (JUDGEMENT, ["2", "enter", "3"], "Enter: 3 is the WORST. Backspace takes back."),
        (
            JUDGEMENT,
            ["2", "enter", "2", "enter"],
            "2 is your BEST already. Choose another as the WORST, or take it back: Backspace.",
        ),
        (JUDGEMENT, ["2", "enter", "3", "enter"], "Best 2, worst 3. Enter answers. Backspace takes back."),
        (JUDGEMENT, ["2", "enter", "3", "enter", "4"], "Enter: 4 is the WORST instead. Backspace takes back."),
        (MARK, [], "Mark with 1-6 or Space. Enter answers."),
        (MARK, ["enter"], "Mark at least one first: press its number, or Space on it."),
        (MARK, [" "], "Choose an option first: press its number or use the arrows."),
        (MARK, ["1", "2"], "2 marked. 1-6 or Space. Enter answers."),
        (MARK, ["backspace"], "Backspace does nothing here. ? shows the keys."),
        (ORDER, [], "Place 1 of 4: press its number or Space."),
        (ORDER, ["3"], "Place 2 of 4: press its number or Space. Backspace takes back."),
        (ORDER, ["3", "3"], "3 has place 1 already. Backspace takes back the last."),
        (ORDER, ["3", "1", "enter"], "Place all 4 first (2 left)."),
        (ORDER, ["3", "1", "2", "4"], "All placed. Enter answers. Backspace takes back."),
        (ENTRY, [], "Write a date, like 3/4/2026, then Enter."),
        (ENTRY, ["enter"], "Write the date like 3/4/2026, March 4 2026 or 2026-03-04."),
        (ENTRY, [*"2/30/2026", "enter"], "There is no such day; write the date like 3/4/2026, March 4 2026 or 2026-03-04."),
        (ENTRY, [*"3/4/2026", "enter"], "Read as March 4, 2026. Enter again to answer, or change it."),
        (ENTRY, [*"3/4/2026", "enter", "pagedown"], "Read as March 4, 2026. Enter again to answer, or change it."),
        (ENTRY, [*"3/4/2026", "enter", "backspace"], "Write a date, like 3/4/2026, then Enter."),
        (ENTRY, ["escape"], "Press one of the keys below."),
        (ENTRY, ["escape", "3"], "Press one of the keys below, or Esc to go on writing."),
        (NUMBER, ["x", "enter"], "Write the number alone, in digits, like 12 or 12.5."),
    ],
)
def test_what_is_said(item: Item, keys: list[str], said: str) -> None:
    assert guidance_after(item_page(item), keys) == said


@pytest.mark.parametrize("item", ITEMS.values())
@pytest.mark.parametrize(
    ("key", "result"),
    [
        ("b", "back"),
        ("s", "skip"),
        ("p", "pause"),
        ("f", "finish"),
        ("B", "back"),
    ],
)
def test_command_keys(item: Item, key: str, result: str) -> None:
    """Commands work at once; in an entry after Esc, because letters are writing there."""
    opening = ["escape"] if item in (ENTRY, NUMBER) else []
    assert after(item_page(item), [*opening, key]) == Chose(result, None)


def test_only_the_commands_of_the_page_work() -> None:
    page = item_page(CHOICE)._replace(commands=("skip", "help"))
    assert guidance_after(page, "p") == "p does nothing here. ? shows the keys."
    assert text_of(start(page)).splitlines()[-1] == "s skip   ? help"
    assert after(page, "s") == Chose("skip", None)


def test_back_on_the_first_question_says_that_it_is_the_first_and_changes_nothing() -> None:
    page = item_page(MARK)._replace(commands=("skip", "pause", "finish", "help"))
    assert guidance_after(page, "2b") == "This is the first question."
    assert state_after(page, "2b").picked == ("s2",)
    entry = item_page(ENTRY)._replace(commands=("skip", "help"))
    assert guidance_after(entry, ["2", "escape", "b"]) == "This is the first question."
    assert state_after(entry, ["2", "escape", "b", "0"]).text == "20"


def test_back_does_nothing_on_a_warm_up() -> None:
    page = item_page(CHOICE, done=None)._replace(commands=("skip", "help"))
    assert guidance_after(page, "b") == "b does nothing here. ? shows the keys."


def test_letters_are_writing_in_an_entry() -> None:
    state = state_after(item_page(ENTRY), "bspft?u d")
    assert (state.text, state.caret) == ("bspft?u d", 9)


def test_escape_goes_to_the_commands_of_an_entry_and_back() -> None:
    state = state_after(item_page(ENTRY), ["4", "escape", "escape", "b"])
    assert (state.text, state.commanding) == ("4b", False)


def test_help_from_an_entry_leads_back_to_writing() -> None:
    state = state_after(item_page(ENTRY), ["4", "escape", "?", "x", "b"])
    assert (state.text, state.over) == ("4b", None)


def test_moving_the_caret_stays_within_the_text() -> None:
    state = state_after(item_page(ENTRY), ["left", "backspace", "delete", "4", "right", "right", "delete"])
    assert (state.text, state.caret) == ("4", 1)


def test_the_caret_is_the_cursor() -> None:
    """Also where the text goes on in a second row, and after its last character."""
    state = start(item_page(ENTRY))._replace(text="x" * 60, caret=60)
    row = [text for _, text in render(state, 40, 15)].index("  " + "x" * 23)
    assert frame(state, 40, 15).cursor == (row, 25)
    assert frame(state._replace(caret=37), 40, 15).cursor == (row, 2)
    assert frame(state._replace(caret=0), 40, 15).cursor == (row - 1, 2)


@pytest.mark.parametrize(
    ("keys", "text", "read"),
    [
        ([*["left"] * 6, "1"], "3/14/2026", "2026-03-14"),
        ([*["left"] * 5, "backspace", "5"], "3/5/2026", "2026-03-05"),
        (["home", "delete", "5"], "5/4/2026", "2026-05-04"),
    ],
)
def test_what_was_read_is_read_again_when_it_is_changed(keys: list[str], text: str, read: str) -> None:
    """Else Enter would answer with what no longer stands there."""
    before = [*"3/4/2026", "enter"]
    changed = state_after(item_page(ENTRY), [*before, *keys])
    assert (changed.text, changed.read) == (text, None)
    assert after(item_page(ENTRY), [*before, *keys, "enter", "enter"]) == Answered(read, None)


def test_what_was_read_is_read_again_when_something_is_pasted() -> None:
    read = state_after(item_page(ENTRY), [*"3/4/2026", "enter"])
    assert (read.read, paste(read, "9").read) == ("2026-03-04", None)


def test_pasting_writes_on_one_line_and_never_answers() -> None:
    state = paste(state_after(item_page(ENTRY), [*"13", "left"]), " /4/\r\n\x1b[201~ 2026\n\n")
    assert (state.text, state.read) == ("1/4/ [201~ 20263", None)


@pytest.mark.parametrize(
    "page",
    [*(item_page(item) for item in ITEMS.values() if item not in (ENTRY, NUMBER)), CONFIDENCE, MENU, text_page(["text"])],
)
def test_pasting_elsewhere_does_nothing(page: Page) -> None:
    state = start(page)
    assert paste(state, "1\n2\n3\n") == state


def test_an_entry_has_room_for_200_characters() -> None:
    full = paste(start(item_page(ENTRY)), "x" * 200)
    over = paste(full, "y")
    assert (len(full.text), over.text) == (200, full.text)
    assert over.message == "There is no room for that: an answer here is short."
    assert press(full, "y", 80, 24) == over


def test_unknown_keys_leave_everything_as_it_is() -> None:
    state = state_after(item_page(CHOICE), ["2"])
    assert press(state, "left", 80, 24) == state


# Menus, texts, help -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "keys", "outcome"),
    [
        (CONFIDENCE, ["2", "enter"], Chose("think", None)),
        (CONFIDENCE, ["b"], Chose("back", None)),
        (MENU, ["2", "enter"], Chose("quick", None)),
        (MENU, ["down", "down", "enter"], Chose("quick", None)),
        (MENU, ["up", "enter"], Chose("reports", None)),
        (MENU, ["q"], Chose("leave", None)),
        (MENU._replace(start="full"), ["enter"], Chose("full", None)),
        (MENU._replace(start="full"), ["down", "enter"], Chose("reports", None)),
        (LONG_MENU, ["1", "7", "enter"], Chose("16", None)),  # digits that follow one another are one number
        (LONG_MENU, ["3", "7", "enter"], Chose("6", None)),  # unless there is no such row
        (LONG_MENU, ["1", "0", "enter"], Chose("9", None)),
        (LONG_MENU, ["1", "down", "7", "enter"], Chose("6", None)),
        (MENU._replace(rows=(Command("g", "Guess", "guess"),)), ["g", "enter"], Chose("guess", None)),
        (text_page(["text"]), ["enter"], Chose("start", None)),
        (text_page(["text"]), ["q"], Chose("leave", None)),
    ],
)
def test_picking(page: Page, keys: list[str], outcome: Outcome) -> None:
    assert after(page, keys) == outcome


@pytest.mark.parametrize(
    ("page", "keys", "said"),
    [
        (CONFIDENCE, [], "Press 1-3, then Enter."),
        (CONFIDENCE, ["enter"], "Choose a row first: press its number or use the arrows."),
        (CONFIDENCE, ["4"], "There is no 4 here: the numbers go from 1 to 3."),
        (CONFIDENCE, ["2"], "Enter picks 2."),
        (MENU, [], "Press 1-4, then Enter."),
        (MENU, ["enter"], "Choose a row first: press its number or use the arrows."),
        (MENU, ["2"], "Enter picks 2."),
        (MENU, ["9"], "There is no 9 here: the numbers go from 1 to 4."),
        (text_page(["text"], enter=False), ["x"], "x does nothing here. ? shows the keys."),
        (text_page(["text"], enter=False), ["enter"], "Enter does nothing here. ? shows the keys."),
    ],
)
def test_what_is_said_on_other_pages(page: Page, keys: list[str], said: str) -> None:
    assert guidance_after(page, keys) == said


def test_a_long_address_in_a_text_is_seen_whole() -> None:
    address = f"https://example.org/{'a' * 60}"
    assert address in text_of(start(text_page([address])), 40, 15).replace("\n", "")
    wider = f"{address}{'b' * 30}"  # More than the width at which text is wrapped, but the window has room.
    assert wider in text_of(start(text_page([wider])), 120, 40).splitlines()


TWELVE = item_page(LONG["mark"])


@pytest.mark.parametrize(
    ("keys", "marked", "said"),
    [
        (["1"], (), "1 and then? A second digit, or Enter for 1 alone."),
        (["1", "2"], ("s11",), "1 marked. 1-12 or Space. Enter answers."),
        (["1", "0"], ("s9",), "1 marked. 1-12 or Space. Enter answers."),
        (["1", "enter"], ("s0",), "1 marked. 1-12 or Space. Enter answers."),
        (["1", A_MOMENT], ("s0",), "1 marked. 1-12 or Space. Enter answers."),
        (["1", A_MOMENT, "0"], ("s9",), "1 marked. 1-12 or Space. Enter answers."),  # late, but there is no line 0
        (["1", A_MOMENT, "1", A_MOMENT, "0"], ("s0", "s9"), "2 marked. 1-12 or Space. Enter answers."),
        (["1", "enter", "0"], ("s0",), "There is no 0 here: the numbers go from 1 to 12."),
        (["1", A_MOMENT, "2"], ("s0", "s1"), "2 marked. 1-12 or Space. Enter answers."),
        (["1", A_MOMENT, "down", "0"], ("s0",), "There is no 0 here: the numbers go from 1 to 12."),
        (["2", A_MOMENT, "0"], ("s1",), "There is no 0 here: the numbers go from 1 to 12."),
        (["1", "down"], ("s0",), "1 marked. 1-12 or Space. Enter answers."),
        (["1", "3"], ("s0", "s2"), "2 marked. 1-12 or Space. Enter answers."),
        (["2"], ("s1",), "1 marked. 1-12 or Space. Enter answers."),
        (["1", "1", "1", "1"], (), "Mark with 1-12 or Space. Enter answers."),
        (["0"], (), "There is no 0 here: the numbers go from 1 to 12."),
    ],
)
def test_two_digits_are_one_number_where_there_are_ten_lines(keys: list[str], marked: tuple[str, ...], said: str) -> None:
    assert state_after(TWELVE, keys).picked == marked
    assert guidance_after(TWELVE, keys) == said


def test_enter_answers_only_when_no_number_is_half_typed() -> None:
    assert after(TWELVE, ["1", "enter", "enter"]) == Answered(("s0",), None)
    assert after(TWELVE, ["1", "2", "enter"]) == Answered(("s11",), None)


def test_a_moment_without_a_key_changes_nothing_else() -> None:
    state = state_after(TWELVE, ["2"])
    assert press(state, A_MOMENT, 80, 24) == state


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        ("b back   s skip   ? help", ["b", "s", "?"]),
        ("Enter or r see my report   ? help", ["Enter or r", "?"]),
        ("Esc, then:   b back", ["Esc,", "b"]),
        ("", []),
    ],
)
def test_the_keys_in_a_footer_are_told_apart(row: str, keys: list[str]) -> None:
    pieces = keys_apart(row)
    assert [piece for key, piece in pieces if key] == keys
    assert "".join(piece for _, piece in pieces) == row


def test_a_row_shows_its_own_key() -> None:
    page = CONFIDENCE._replace(rows=(Command("g", "Guess", "guess"), Command("2", "Think so", "think")))
    assert "  1) Guess (g)\n  2) Think so\n" in text_of(start(page))


@pytest.mark.parametrize("page", [*map(item_page, (CHOICE, JUDGEMENT, MARK, ORDER)), MENU._replace(start="quick")])
@pytest.mark.parametrize("key", ["pageup", "pagedown", "u", "d"])
def test_page_keys_choose_nothing_where_all_is_in_view(page: Page, key: str) -> None:
    before, state = state_after(page, ["2"]), state_after(page, ["2", key])
    assert (state.cursor, state.picked) == (before.cursor, before.picked)


def test_at_the_end_of_a_text_it_is_said_that_there_is_no_more() -> None:
    page = item_page(LONG["choice"])
    assert guidance_after(page, ["pagedown"]) == guidance_after(page, [])
    assert guidance_after(page, ["pageup"]) == "Nothing more above."
    assert guidance_after(page, ["pagedown"] * 99) == "Nothing more below."


def test_page_keys_take_bigger_steps_where_all_the_text_is_in_view() -> None:
    page = LONG_MENU._replace(body="")
    assert [
        state_after(page, keys).cursor
        for keys in (
            ["pagedown"],
            ["pagedown", "pagedown"],
            ["end", "pageup"],
            ["1", "pageup"],
        )
    ] == [0, 5, 24, 0]


@pytest.mark.parametrize(
    ("enter", "footer"),
    [
        (True, "Enter start   q leave   ? help"),
        (False, "f finish   q leave   ? help"),
    ],
)
def test_the_footer_of_a_text(enter: bool, footer: str) -> None:
    page = text_page(["text"], enter=enter)
    assert text_of(start(page)).splitlines()[-1] == footer


def test_enter_stands_beside_the_key_of_the_first_command() -> None:
    page = TextPage("Title", lambda width, ascii: ["text"], (Command("n", "next", "next"),))
    assert text_of(start(page)).splitlines()[-1] == "Enter or n next   ? help"


def test_a_text_is_wrapped_and_folded_even_where_its_author_did_not() -> None:
    page = TextPage("Title", lambda width, ascii: ["  - " + "wörter " * 20], (Command("n", "next", "next"),))
    rows = text_of(start(page, ascii=True), 40, 15).splitlines()
    assert rows[1:3] == ["  - worter worter worter worter worter", "    worter worter worter worter worter"]


@pytest.mark.parametrize(
    ("keys", "first"),
    [
        ([], "0"),
        (["down"], "1"),
        (["down", "up"], "0"),
        (["pagedown"], "19"),
        ([" "], "19"),
        (["end"], "80"),
        (["end", "pageup"], "61"),
        (["end", "home"], "0"),
        (["end", "down"], "80"),
        (["up"], "0"),
    ],
)
def test_scrolling_a_text(keys: list[str], first: str) -> None:
    """One line of the window before stays in view."""
    page = text_page([str(n) for n in range(100)])
    assert text_of(state_after(page, keys)).splitlines()[2] == first


@pytest.mark.parametrize("page", [item_page(CHOICE), MENU, CONFIDENCE, text_page(["text"])])
@pytest.mark.parametrize("key", ["escape", "?", "enter", "q", "1"])
def test_any_key_leads_back_from_help_and_does_nothing_else(page: Page, key: str) -> None:
    assert state_after(page, ["?", key]) == start(page)


def test_help_says_what_to_quote() -> None:
    seen = text_of(state_after(item_page(CHOICE), "?"))
    assert "To report a problem with this question, quote: word-parts-01, bank 2026.1" in seen
    assert "To report" not in text_of(state_after(item_page(CHOICE)._replace(about=""), "?"))


def test_results_of_a_page_are_the_same_for_every_size() -> None:
    """What the keys do depends on the window only for scrolling."""
    runs: list[Callable[[int, int], Outcome]] = [
        lambda w, h: after(item_page(MARK), ["1", "down", " ", "enter"], w, h),
        lambda w, h: after(item_page(ORDER), ["2", "3", "1", "4", "enter"], w, h),
    ]
    for run in runs:
        assert len({repr(run(width, height)) for width, height in product((40, 80, 200), (12, 60))}) == 1


def test_item_pages_and_their_commands_are_all_in_the_samples() -> None:
    assert {page.item.type for page in map(item_page, ITEMS.values()) if isinstance(page, ItemPage)} == {
        "choice",
        "judgement",
        "mark",
        "order",
        "entry",
    }
