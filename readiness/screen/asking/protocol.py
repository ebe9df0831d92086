"""What the front ends ask of a task, whatever its type, and what the types share in answering that. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from readiness.ground.characters import glyphs, shown
from readiness.ground.text import cells, wrap
from readiness.screen.state import Outcome, State
from readiness.screen.view import Frame
from readiness.sitting.pages import ItemPage, PageResult

if TYPE_CHECKING:
    from readiness.screen.talk import Talk


class Rows(NamedTuple):
    """What there is to answer with: ``blocks`` of rows, one for each thing to pick, and what is ``pinned`` above them.

    ``current`` is one of the blocks or -1, ``caret`` a character in its first row.
    """

    blocks: list[list[str]]
    current: int
    pinned: Sequence[str] = ()
    caret: int = 0


class Asking(Protocol):
    """A task as it is asked, on the full screen and line by line."""

    @property
    def screen_help(self) -> str:
        """The keys that answer, in plain words."""

    @property
    def line_help(self) -> str:
        """What to write as an answer, in plain words."""

    @property
    def writes(self) -> bool:
        """Whether the answer is written, so that letters are no commands."""

    def rows(self, state: State, page: ItemPage, width: int) -> Rows:
        """What there is to answer with, in a width."""

    def guidance(self, state: State, page: ItemPage) -> str:
        """What to do next, in one sentence."""

    def answered(self, state: State, page: ItemPage) -> State:
        """The page with the answer from before, when a person comes back to it."""

    def numbered(self, state: State, page: ItemPage) -> State:
        """After the number of the current option was typed."""

    def key(self, state: State, page: ItemPage, key: str, view: Frame) -> Outcome:
        """After any key but a number, a moving key or a command; where the answer is written, after any key."""

    def ask(self, talk: Talk, page: ItemPage) -> PageResult:
        """The answer, or a command, asked line by line."""


# Options, spots and pieces ------------------------------------------------------------------------------------------


def leads(state: State, page: ItemPage, marks: Sequence[str] = ()) -> list[str]:
    """What stands before each thing to pick: pointer, mark, number."""
    digits = len(str(len(page.order)))
    pointers = [glyphs(state.ascii).pointer if place == state.cursor else " " for place in range(len(page.order))]
    return [
        f"{pointer} {mark}{place:{digits}}) "
        for place, (pointer, mark) in enumerate(zip(pointers, marks or [""] * len(pointers), strict=True), start=1)
    ]


def hung(state: State, leads: Sequence[str], texts: Sequence[str], width: int) -> list[list[str]]:
    """Each text after its lead, its further rows under its first."""
    return [wrap(lead + shown(text, state.ascii), width, " " * cells(lead)) for lead, text in zip(leads, texts, strict=True)]


def choose_first(state: State) -> State:
    """After a key that needs an option to stand on."""
    return state._replace(message="Choose an option first: press its number or use the arrows.")


def first_to_last(rows: Sequence[object]) -> str:
    """The numbers that there are."""
    return f"1-{len(rows)}" if len(rows) > 1 else "1"
