"""Where something is wrong in a bank or a response, and what. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from readiness.ground.printable import named


class Place(NamedTuple):
    """Where something stands in a bank: file as the author knows it, line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Place("", 1, 1)
"""Of what was made without a file."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a bank, and what to do about it: one line, whatever the bank and its files are called.

    ``rule`` is the id under which ``readiness check --explain`` says more; "" where there is none.
    """

    place: Place
    message: str
    severity: Literal["error", "warning", "not checked"] = "error"
    rule: str = field(default="", compare=False)

    def __str__(self) -> str:
        prefix = "" if self.severity == "error" else f"{self.severity}: "
        return named(f"{self.place}: {prefix}{self.message}{self.rule and f' [{self.rule}]'}")


class BankError(Exception):
    """A bank that cannot be used; ``problems`` holds every located problem, sorted by place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ResponseError(ValueError):
    """A response that does not fit its item or the bank; the message names the item, what came and what was wanted.

    ``item``: the id as it came, None where there was none; ``got``: the value that does not fit; ``wanted``: in words.
    """

    def __init__(self, message: str, *, item: str | None = None, got: object = None, wanted: str = "") -> None:
        super().__init__(message)
        self.item, self.got, self.wanted = item, got, wanted
