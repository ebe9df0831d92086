"""What a word of the command line stands for; a parser calls these, and says what they refuse."""

from __future__ import annotations

from argparse import ArgumentTypeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def output_file(name: str) -> str | None:
    """The name of a file to write; None, for "-", is standard output."""
    return None if name == "-" else name


def whole_number(text: str) -> int:
    """A whole number from 0 on, of at most 18 digits."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise ArgumentTypeError(f"{text!r} is not a whole number such as 7")
    return int(text)


def number_of(things: str, most: int) -> Callable[[str], int]:
    """What reads how many of these things are wanted, from 1 to ``most`` (below 1,000)."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 3 or not 1 <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r} is not a number of {things} from 1 to {most}")
        return int(text)

    return read
