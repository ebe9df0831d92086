"""What the quiz asks of a front end: one page after another. A front end shows a page and hands back its result.

The flow of a sitting is a generator that yields pages and is sent results, so the full-screen and the line-by-line
front end run the same sitting.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from readiness.ground.items import Item
from readiness.ground.responses import Answer
from readiness.ground.text import Line, laid_out

T = TypeVar("T")


class ItemPage(NamedTuple):
    """Ask one item.

    ``order`` holds the ids of options, spots or pieces as they are served (empty for entry). ``heading`` is like
    "Question 7 of 25"; ``done`` the share of the sitting that lies behind, 0..1, None for a warm-up. ``elapsed`` are
    the seconds of the sitting so far, for the clock. ``note`` is one line above the question ("Warm-up: not scored").
    ``answer`` is what the person gave before, when they come back. ``commands`` are the commands that work here.
    ``about`` is what to quote when reporting a problem with this item: "word-parts-02, bank 2026.1".
    """

    item: Item
    order: tuple[str, ...]
    heading: str
    done: float | None
    elapsed: float
    note: str = ""
    answer: Answer = None
    commands: tuple[str, ...] = ("back", "skip", "pause", "finish", "help")
    about: str = ""

    @property
    def warm_up(self) -> bool:
        """Whether this is no question of the sitting: it has no place in it, and no clock."""
        return self.done is None


class Command(NamedTuple):
    """A key with a name: what the person sees, the key that does it, and what the page then results in."""

    key: str
    label: str
    result: str

    @property
    def key_name(self) -> str:
        """The key in words: Space, Esc, b."""
        return KEY_NAMES.get(self.key, self.key)


KEY_NAMES = {" ": "Space", "escape": "Esc", "enter": "Enter", "backspace": "Backspace", "delete": "Delete"}
"""Keys that do not write what they are called."""

ITEM_COMMANDS: dict[str, Command] = {
    "back": Command("b", "back", "back"),
    "skip": Command("s", "skip", "skip"),
    "hint": Command("h", "hint", "hint"),
    "tell": Command("s", "show the answer", "tell"),
    "pause": Command("p", "pause", "pause"),
    "finish": Command("f", "finish", "finish"),
    "help": Command("?", "help", "help"),
}
"""The commands an item page may name, by that name. A front end shows the help itself, so "help" is never a result."""

FIRST_QUESTION = "This is the first question."
"""What a front end says to "back" on a question whose page does not name it."""


class TextPage(NamedTuple):
    """Something to read, scrolled when it is long. ``body`` gives the lines for a width (and whether ASCII only).

    ``commands`` stand in the footer; the first is also done by Enter unless ``enter`` is False.
    """

    title: str
    body: Callable[[int, bool], list[str]]
    commands: tuple[Command, ...]
    enter: bool = True


class DocumentPage(NamedTuple):
    """Something long to read in parts, each under a heading; keys go from part to part.

    ``body`` gives the lines for a width, whether ASCII only, and whether they are for a screen reader; a part starts where
    a heading does. ``commands`` as for TextPage, but Enter does the first only where that is its key; q does the first
    where no other has it. ``by_part``: line by line, one part at a time.
    """

    title: str
    body: Callable[[int, bool, bool], list[Line]]
    commands: tuple[Command, ...]
    by_part: bool = False


def part_starts(lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines at which the parts of a document start."""
    headings = [line.style == "heading" for line in lines]
    return tuple(n for n, here in enumerate(headings) if here and not (n and headings[n - 1]))


class MenuPage(NamedTuple):
    """A short text and a numbered list to pick one row of; more commands stand in the footer.

    The keys move and Enter picks. Nothing is preselected, unless ``start`` names a row to stand on. ``heading`` and
    ``done`` are those of the item page that the menu belongs to, if there is one.
    """

    title: str
    body: str
    rows: tuple[Command, ...]
    commands: tuple[Command, ...] = ()
    start: str | None = None
    heading: str = ""
    done: float | None = None


Page: TypeAlias = ItemPage | TextPage | DocumentPage | MenuPage


class Answered(NamedTuple):
    """An item page was answered. ``seconds``: how long it was on screen, None unless a person at a terminal saw it."""

    answer: Answer
    seconds: float | None


class Chose(NamedTuple):
    """A command or a row: its ``result``; for an item page one of its ``commands``. ``seconds`` as for Answered."""

    result: str
    seconds: float | None


PageResult: TypeAlias = Answered | Chose
Flow: TypeAlias = Generator[Page, PageResult, None]
Step: TypeAlias = Generator[Page, PageResult, T]
"""A part of a flow, which comes to something."""


def body_of(lines: Sequence[str]) -> Callable[[int, bool], list[str]]:
    """The body of a text page, from its lines."""
    return lambda width, ascii: laid_out(lines, width, ascii)
