"""What the program asks of a task, whatever its type. Each type answers in a module of its own, beside this one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, TypeAlias

from readiness.ground.draws import Draws
from readiness.ground.items import Task
from readiness.ground.responses import Answer

Part: TypeAlias = Literal["option", "best", "worst", "spot"]
"""What an id is picked as: the one option of a choice item, the best and the worst of a judgement, a spot marked."""

Role: TypeAlias = Literal["", "key", "best", "worst"]
"""What a thing is to its item; "" for a distractor, and where no thing is right by itself."""

Finding: TypeAlias = tuple[tuple[str | int, ...], str]
"""A path inside an item of a bank's file, and what is wrong there."""


class AnswerError(ValueError):
    """An answer that does not fit its task; the message says what is wanted."""


class Thing(NamedTuple):
    """One thing that is shown to answer with: an option, a spot or a piece.

    ``why`` is the reason it is right or wrong, "" where its type has none. ``values`` are what two records hold there,
    each with the name of its record; empty unless records are compared.
    """

    text: str
    why: str = ""
    role: Role = ""
    values: tuple[tuple[str, str], ...] = ()


class WarmUp(NamedTuple):
    """A question about nothing medical that is not scored: it shows how its type is answered."""

    stem: str
    task: Task
    why: str


class Kind(Protocol):
    """A task, and all that is peculiar to its type. No method is given "don't know" (None)."""

    warm_up: ClassVar[WarmUp | None]
    """What is asked before a person's first question of the type; None where it needs no showing."""

    # Showing

    @property
    def things(self) -> Mapping[str, Thing]:
        """What can be picked, by id, in the order of the bank; empty when the answer is written."""

    @property
    def shuffled(self) -> bool:
        """Whether each sitting shows the things in an order of its own."""

    @property
    def listing(self) -> list[str]:
        """What there is to answer with, one line for each thing."""

    def wording(self, answer: Answer) -> str:
        """An answer in the item's own words, on one line."""

    # Answering

    def read(self, answer: object) -> Answer:
        """The answer in standard form. Raises AnswerError saying what is wanted instead."""

    def wanted(self, ids: Sequence[str]) -> dict[str, Any]:
        """The JSON Schema of an answer, where the ids of the things are shown in this order."""

    def credit(self, answer: Answer) -> float:
        """The credit, 0..1, of an answer in standard form."""

    @property
    def chance(self) -> float:
        """The credit that a guesser may expect, 0..1."""

    @property
    def parts(self) -> int:
        """How many decisions the task asks for."""

    @property
    def key(self) -> Answer:
        """An answer that earns full credit."""

    # Looking into an answer

    @property
    def right(self) -> str | None:
        """The id of the one option that is right, or best; None for types without options."""

    def picks(self, answer: Answer) -> Mapping[Part, tuple[str, ...]]:
        """The ids an answer picks, each as what; empty for types whose picks are not counted."""

    def worth(self, id: str) -> object:
        """Equal for two things that may say the same, because it does not matter which of the two is picked."""

    def about(self, answer: Answer) -> list[str]:
        """Why what was picked is right or wrong, in lines, where the item says so."""

    def hint(self, order: Sequence[str], draws: Draws) -> str:
        """Sentences that narrow the answer down and do not give it away; ``order``: the ids of the things as served."""

    def blind(self, liked: Sequence[str], marks: Callable[[int], int], draws: Draws) -> Answer:
        """The answer of someone who knows nothing and likes the things in this order, most liked first.

        ``marks`` says how many of so many spots are marked.
        """

    # Reading a bank

    @staticmethod
    def build(data: Mapping[str, Any]) -> Task:
        """The task from the checked data of an item."""

    @staticmethod
    def findings(data: Mapping[str, Any]) -> Iterator[Finding]:
        """What is wrong inside an item beyond its format. Any value may be of a wrong kind, and reported already."""


def numbered(things: Iterable[Thing]) -> list[str]:
    """The things as lines with numbers, and what two records hold there."""
    lines = []
    for number, thing in enumerate(things, start=1):
        values = "; ".join(f"{record}: {value}" for record, value in thing.values)
        lines.append(f"{number}. {thing.text}" + (f". {values}" if values else ""))
    return lines
