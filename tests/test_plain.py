"""The line-by-line front end: what is written, what may be answered, how mistakes are explained."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from subprocess import run as run_program

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.ground.exhibits.parse import words as exhibit_words
from readiness.ground.items import Item
from readiness.ground.responses import Answer
from readiness.ground.text import cells
from readiness.screen.plain import run
from readiness.sitting.pages import Answered, Chose, Command, MenuPage, Page, PageResult, TextPage
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
)
from tests.terminal import python


class Session:
    """Pages asked with given lines: what was written (prompts and answers too) and what came of it."""

    def __init__(
        self,
        pages: Sequence[Page],
        answers: Sequence[str],
        *,
        width: int = 80,
        ascii: bool = False,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.written: list[str] = []
        self.results: list[PageResult] = []
        self.left = list(answers)
        self.closed = False
        self.pages = pages
        self.ended = False
        try:
            run(self.flow(), read=self.read, write=self.written.append, width=width, ascii=ascii, clock=clock)
        except EOFError:
            self.ended = True

    def flow(self) -> Generator[Page, PageResult, None]:
        try:
            for page in self.pages:
                result = yield page
                self.results.append(result)
        finally:
            self.closed = True

    def read(self, prompt: str) -> str:
        if not self.left:
            self.written.append(prompt)
            raise EOFError
        line = self.left.pop(0)
        self.written.append(prompt + line)
        return line

    @property
    def said(self) -> list[str]:
        """What was written between the last two prompts."""
        prompts = [place for place, line in enumerate(self.written) if line.partition(": ")[0] in self._prompts(line)]
        return self.written[prompts[-2] + 1 : prompts[-1]]

    @staticmethod
    def _prompts(line: str) -> list[str]:
        return [line.partition(": ")[0]] if "(" in line or line.startswith("Enter alone") else []


def result_of(page: Page, *answers: str) -> PageResult:
    """The result of one page; all the lines are used up."""
    session = Session([page], answers)
    assert session.left == []
    (result,) = session.results
    return result


# What is written ----------------------------------------------------------------------------------------------------

PAGES: list[Page] = [
    text_page(["Welcome. A line that is long enough to be wrapped when there are only forty columns."]),
    MENU,
    item_page(CHOICE),
    CONFIDENCE,
    item_page(JUDGEMENT),
    item_page(MARK, note="Warm-up: not scored."),
    *map(item_page, (RECORDS, ORDER, ENTRY, NUMBER)),
]
LINES = ["", "2", ":?", "x", "3", "1", "1", "4", "1 3", "2", "2, 3, 1, 4", "soon", "3/4/2026", "", "12.5"]


@pytest.mark.parametrize(("width", "ascii"), [(80, False), (40, True)])
def test_a_whole_sitting(width: int, ascii: bool) -> None:
    """Golden text of every kind of page, help and mistakes."""
    session = Session(PAGES, LINES, width=width, ascii=ascii)
    assert not session.ended
    assert [getattr(result, "answer", None) or getattr(result, "result", None) for result in session.results] == [
        "start",
        "quick",
        "c",
        "guess",
        {"best": "a", "worst": "d"},
        ("s1", "s3"),
        ("dob",),
        ("p2", "p3", "p1", "p4"),
        "2026-03-04",
        "12.5",
    ]
    assert same_as_golden(f"plain-{width}{'-ascii' if ascii else ''}.txt", "\n".join(session.written) + "\n")


@pytest.mark.parametrize("width", [20, 40, 80])
def test_nothing_written_is_wider_than_the_screen_or_moves_the_cursor(width: int) -> None:
    items = [*ITEMS.values(), *long_items().values(), replace(CHOICE, stem="Which\x1b[2J\x07 one?\u202e")]
    for page in [*map(item_page, items), *PAGES]:
        for line in Session([page], [":?", ":nonsense"], width=width).written:
            assert cells(line.replace(":?", "").replace(":nonsense", "")) <= width + 1
            assert line.isprintable()


def test_ascii_holds_nothing_else() -> None:
    page = item_page(replace(CHOICE, stem="§164 — “why”?"))._replace(heading="Question 7…")
    written = Session([page], [], ascii=True).written
    assert written[:4] == ["", "Question 7...", "", 'section 164 -- "why"?']
    assert all(line.isascii() for line in written)


def test_records_are_sentences() -> None:
    written = Session([item_page(RECORDS)], []).written
    assert "2. Birth date. Registration: 1971-04-09. Claim: 1971-09-04." in written
    assert "6. Nothing differs" in written


def test_an_address_is_left_whole_for_the_terminal_to_break() -> None:
    address = f"https://example.org/{'a' * 60}"
    written = Session([text_page([f"  {address}", "word " * 12])], [""], width=40).written
    assert f"  {address}" in written
    assert all(len(line) <= 40 for line in written if "https" not in line)


def test_every_word_of_an_item_is_written() -> None:
    for item in long_items().values():
        written = " ".join(Session([item_page(item)], []).written).replace(".", " ").split()
        assert set(item.stem.split()) | set(exhibit_words(item.exhibit or "")) <= set(written)


# Answers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "answers", "answer"),
    [
        (CHOICE, ["3"], "c"),
        (CHOICE, [" 3 "], "c"),
        (JUDGEMENT, ["1", "4"], {"best": "a", "worst": "d"}),
        (JUDGEMENT, ["1", "b", "2", "4"], {"best": "b", "worst": "d"}),  # back to the best
        (JUDGEMENT, ["1", "1", "4"], {"best": "a", "worst": "d"}),
        (MARK, ["3 1"], ("s1", "s3")),
        (MARK, ["3, 1"], ("s1", "s3")),
        (MARK, ["3;1,"], ("s1", "s3")),
        (RECORDS, ["6"], ("none",)),
        (ORDER, ["2 3 1 4"], ("p2", "p3", "p1", "p4")),
        (ENTRY, ["2026-03-04"], "2026-03-04"),  # read as written: nothing to confirm
        (ENTRY, ["March 4, 2026", ""], "2026-03-04"),
        (ENTRY, ["4/3/2026", "3/4/2026", ""], "2026-03-04"),  # written again
        (ENTRY, ["4/3/2026", "2026-03-04"], "2026-03-04"),
        (NUMBER, ["12.5"], "12.5"),
        (NUMBER, ["1,200", ""], "1200"),
    ],
)
def test_answering(item: Item, answers: list[str], answer: Answer) -> None:
    assert result_of(item_page(item), *answers) == Answered(answer, None)


@pytest.mark.parametrize(
    ("item", "before", "answers"),
    [
        (CHOICE, "b", [""]),
        (JUDGEMENT, {"best": "b", "worst": "a"}, ["", ""]),
        (MARK, ("s2", "s4"), [""]),
        (ORDER, ("p4", "p3", "p2", "p1"), [""]),
        (ENTRY, "2026-03-04", [""]),
    ],
)
def test_enter_alone_keeps_what_was_answered_before(item: Item, before: Answer, answers: list[str]) -> None:
    assert result_of(item_page(item, answer=before), *answers) == Answered(before, None)


def test_a_worst_from_before_is_not_kept_when_it_is_the_best_now() -> None:
    page = item_page(JUDGEMENT, answer={"best": "b", "worst": "a"})
    assert result_of(page, "1", "", "4") == Answered({"best": "a", "worst": "d"}, None)
    offered = [line for line in Session([page], ["1"]).written if line.startswith("The worst")]
    assert offered
    assert "keeps" not in offered[0]


@pytest.mark.parametrize(
    ("item", "answers", "said"),
    [
        (CHOICE, [""], ["Write one number from 1 to 3."]),
        (CHOICE, ["4"], ["There is no 4. Write one number from 1 to 3."]),
        (CHOICE, ["0"], ["There is no 0. Write one number from 1 to 3."]),
        (CHOICE, ["1 2"], ["That is too many. Write one number from 1 to 3."]),
        (CHOICE, ["a"], ['"a" is not a number. Write one number from 1 to 3.']),
        (CHOICE, ["²"], ['"²" is not a number. Write one number from 1 to 3.']),
        (
            CHOICE,
            [":x"],
            [
                'There is no command :x. Commands here: :b for "back", :s for "skip", :p for',
                '"pause", :f for "finish", :? for "help".',
            ],
        ),
        (JUDGEMENT, ["2", "2"], ["2 is your best. Write another number for the worst."]),
        (JUDGEMENT, ["2", "7"], ["There is no 7. Write one number from 1 to 4."]),
        (MARK, [""], ["Write one or more numbers from 1 to 6, with spaces."]),
        (MARK, ["1 7"], ["There is no 7. Write one or more numbers from 1 to 6, with spaces."]),
        (MARK, ["1 1"], ["1 is there twice. Write one or more numbers from 1 to 6, with spaces."]),
        (ORDER, ["2 3 1"], ["1 more to place. Write each number from 1 to 4 once, with spaces."]),
        (ORDER, ["2 3 1 1"], ["1 is there twice. Write each number from 1 to 4 once, with spaces."]),
        (ENTRY, [""], ["Write the date like 3/4/2026, March 4 2026 or 2026-03-04."]),
        (ENTRY, ["b"], ["Write the date like 3/4/2026, March 4 2026 or 2026-03-04."]),
        (ENTRY, ["2/30/2026"], ["There is no such day; write the date like 3/4/2026, March 4 2026 or 2026-03-04."]),
        (ENTRY, ["3/4/2026"], ["Read as March 4, 2026."]),
        (NUMBER, ["x" * 201], ["That is longer than 200 characters."]),
    ],
)
def test_mistakes_are_explained_and_asked_again(item: Item, answers: list[str], said: list[str]) -> None:
    session = Session([item_page(item)], answers)
    assert session.ended
    assert session.results == []
    assert session.said == said


@given(st.sampled_from([*ITEMS.values()]), st.integers(1, 9))
def test_enter_alone_never_answers(item: Item, times: int) -> None:
    assert Session([item_page(item), CONFIDENCE], [""] * times).results == []


@given(st.sampled_from([*map(item_page, ITEMS.values()), CONFIDENCE, MENU]), st.lists(st.text(max_size=8), max_size=8))
def test_whatever_is_written_is_answered_or_asked_again(page: Page, lines: list[str]) -> None:
    session = Session([page], [*lines, "1", "2"])
    assert session.closed
    assert session.ended or len(session.results) == 1


# Commands -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", ITEMS.values())
@pytest.mark.parametrize(("key", "result"), [("b", "back"), ("s", "skip"), ("p", "pause"), ("f", "finish")])
def test_commands(item: Item, key: str, result: str) -> None:
    """With a colon everywhere; a letter alone too, where the answer is numbers."""
    assert result_of(item_page(item), f":{key}") == Chose(result, None)
    assert result_of(item_page(item), f" :{key.upper()} ") == Chose(result, None)
    if item not in (ENTRY, NUMBER):
        assert result_of(item_page(item), key) == Chose(result, None)


def test_commands_work_at_the_second_question_of_an_item_too() -> None:
    assert result_of(item_page(JUDGEMENT), "1", "s") == Chose("skip", None)
    assert result_of(item_page(ENTRY), "3/4/2026", ":f") == Chose("finish", None)


def test_only_the_commands_of_the_page_are_there() -> None:
    page = item_page(CHOICE)._replace(commands=("skip", "help"))
    assert Session([page], [":p"]).said == ['There is no command :p. Commands here: :s for "skip", :? for "help".']


def test_a_question_asked_once_more_is_not_read_out_again() -> None:
    page = item_page(CHOICE)
    session = Session([page, page._replace(note="A guess costs nothing here.")], ["s", "2"])
    assert session.written.count(page.item.stem) == 1
    assert "A guess costs nothing here." in session.written
    assert session.results == [Chose("skip", None), Answered(page.order[1], None)]


@pytest.mark.parametrize(("item", "line"), [(CHOICE, "b"), (CHOICE, ":b"), (ENTRY, ":b")])
def test_back_on_the_first_question_says_that_it_is_the_first(item: Item, line: str) -> None:
    page = item_page(item)._replace(commands=("skip", "help"))
    session = Session([page], [line])
    assert session.said == ["This is the first question."]
    assert session.results == []


def test_back_is_no_command_of_a_warm_up() -> None:
    page = item_page(CHOICE, done=None)._replace(commands=("skip", "help"))
    assert Session([page], ["b"]).said == ['"b" is not a number. Write one number from 1 to 3.']


def test_back_at_the_worst_changes_the_best_on_the_first_question_too() -> None:
    page = item_page(JUDGEMENT)._replace(commands=("skip", "help"))
    assert result_of(page, "1", "b", "2", "4") == Answered({"best": "b", "worst": "d"}, None)


def test_help_says_how_to_answer_and_what_to_quote() -> None:
    said = Session([item_page(CHOICE)], ["?"]).said
    assert said == [
        "Write the number of your answer, like 2.",
        ":b back to the page before; what you answered stays.",
        ":s skip, when you do not know; you are asked once more.",
        ":p take a break.",
        ":f finish now, with the answers so far.",
        "Press Enter after everything you write.",
        "To report a problem with this question, quote: word-parts-01, bank 2026.1",
    ]
    assert Session([item_page(CHOICE)], [":?"]).said == said


# Menus and texts ----------------------------------------------------------------------------------------------------

ROW = Command("g", "Guess", "guess")


@pytest.mark.parametrize(
    ("page", "answers", "result"),
    [
        (CONFIDENCE, ["2"], "think"),
        (CONFIDENCE, ["", "2"], "think"),
        (CONFIDENCE, [":b"], "back"),
        (CONFIDENCE, ["b"], "back"),
        (MENU, ["4"], "reports"),
        (MENU, ["Q"], "leave"),
        (MENU, ["", "9", "-1", "1"], "continue"),
        (MENU._replace(start="full"), [""], "full"),
        (MENU._replace(start="full"), ["2"], "quick"),
        (MENU._replace(rows=(ROW,)), ["G"], "guess"),
        (MENU._replace(rows=(ROW,)), ["1"], "guess"),
        (MenuPage("Many", "", tuple(Command("", f"Row {n}", str(n)) for n in range(1, 31))), ["17"], "17"),
        (text_page(["text"]), [""], "start"),
        (text_page(["text"]), ["q"], "leave"),
        (text_page(["text"]), [":q"], "leave"),
        (text_page(["text"], enter=False), ["", "f"], "finish"),
        (TextPage("One way on", lambda width, ascii: ["text"], (Command("enter", "go on", "on"),)), [], "on"),
    ],
)
def test_picking(page: Page, answers: list[str], result: str) -> None:
    """A text with one way on does not wait."""
    assert result_of(page, *answers) == Chose(result, None)


def test_a_command_that_a_row_does_too_is_not_said_twice_and_works() -> None:
    rows = (Command("1", "Ten more minutes", "more"), Command("2", "Done", "done"))
    session = Session([MenuPage("What next?", "", rows, (Command("q", "done", "done"),))], ["q"])
    assert session.results == [Chose("done", None)]
    assert session.written[-3:] == ["1. Ten more minutes", "2. Done", "Number (1-2): q"]


@pytest.mark.parametrize(
    ("page", "answer", "said"),
    [
        (MENU, "9", ['"9" is not one of them. Write a number from 1 to 4.']),
        (MENU, "", ["Write a number from 1 to 4."]),
        (MENU, ":x", ['There is no command :x. Commands here: :q for "leave", :? for "help".']),
        (text_page(["text"]), "x", ['"x" is not one of them.']),
        (text_page(["text"], enter=False), "", ["Here Enter alone does nothing."]),
    ],
)
def test_what_is_said_to_other_lines(page: Page, answer: str, said: list[str]) -> None:
    assert Session([page], [answer]).said == said


# Time and ends ------------------------------------------------------------------------------------------------------


def test_seconds_are_known_only_with_a_clock() -> None:
    ticks = count(100.0, 2.5)
    timed = Session([item_page(CHOICE), CONFIDENCE], ["1", "2"], clock=lambda: next(ticks))
    assert timed.results == [Answered("a", 2.5), Chose("think", 2.5)]
    assert Session([item_page(CHOICE)], ["1"]).results == [Answered("a", None)]


def test_the_end_of_the_input_closes_the_flow() -> None:
    session = Session([item_page(CHOICE)], [])
    assert (session.ended, session.closed, session.results) == (True, True, [])


def test_what_the_flow_raises_comes_out() -> None:
    def flow() -> Generator[Page, PageResult, None]:
        yield item_page(CHOICE)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        run(flow(), read=lambda prompt: "1", write=lambda row: None)


def test_a_flow_without_pages_asks_nothing() -> None:
    assert Session([], []).written == []


def test_a_pipe_without_prompt_toolkit() -> None:
    """At a pipe that ends after two answers: no control character is written, no terminal library is loaded."""
    script = (
        "import sys\n"
        "from readiness.screen.plain import run\n"
        "from tests.samples import *\n"
        "def flow():\n"
        "    for page in (item_page(CHOICE), item_page(MARK), item_page(ENTRY)):\n"
        "        print(repr((yield page)), file=sys.stderr)\n"
        "try:\n"
        "    run(flow(), read=input, write=print)\n"
        "except EOFError:\n"
        "    print('end', 'prompt_toolkit' in sys.modules, file=sys.stderr)\n"
    )
    done = run_program(
        python("-c", script),
        input="2\n1 3\n",
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parent.parent,
    )
    assert done.stderr.splitlines() == [
        "Answered(answer='b', seconds=None)",
        "Answered(answer=('s1', 's3'), seconds=None)",
        "end False",
    ]
    assert all(line.isprintable() for line in done.stdout.splitlines())
