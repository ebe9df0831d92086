"""Saying things and hearing answers, line by line. Pure: what reads and writes is handed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from readiness.ground.characters import shown
from readiness.ground.text import is_address, wrap, wrap_exhibit
from readiness.sitting.pages import FIRST_QUESTION, ITEM_COMMANDS, Chose, Command, ItemPage, Page


class Talk(NamedTuple):
    """How to say things and hear answers. ``read`` shows a prompt and returns a line; ``help`` gives that of a page."""

    read: Callable[[str], str]
    write: Callable[[str], object]
    width: int
    ascii: bool
    help: Callable[[Page], list[str]]

    def say(self, text: str = "", lead: str = "") -> None:
        for row in wrap(lead + shown(text, self.ascii), self.width, " " * len(lead)):
            self.write(row)

    def say_exhibit(self, text: str) -> None:
        """Text with lines of its own; an address is left whole, and the terminal breaks it without a line end."""
        for line in shown(text, self.ascii).rstrip("\n").split("\n"):
            for row in [line] if is_address(line) else wrap_exhibit(line, self.width):
                self.write(row)

    def say_title(self, title: str) -> None:
        self.say()
        self.say(title)
        self.say()

    def hear(self, prompt: str, page: Page, *, bare: bool = True) -> str | Chose:
        """A line, or the command it gives: with a colon always, without one only where ``bare`` letters are no answer.

        Help and commands that do not exist are dealt with here.
        """
        commands = _commands(page)
        *rows, last = wrap(shown(f"{prompt}:", self.ascii), self.width - 1)
        while True:
            for row in rows:
                self.write(row)
            line = self.read(f"{last} ").strip()
            key = line[1:].strip() if line.startswith(":") else line if bare else ""
            key = key.casefold()
            if key == "?":
                for text in self.help(page):
                    self.say(text)
                continue
            for command in commands:
                if key in (command.key.casefold(), command.key_name.casefold()):
                    return Chose(command.result, None)
            if key == ITEM_COMMANDS["back"].key and isinstance(page, ItemPage) and not page.warm_up:
                self.say(FIRST_QUESTION)
                continue
            if not line.startswith(":"):
                return line
            known = "".join(f"{offer(command)}, " for command in commands if command.key != "enter")
            self.say(f'There is no command {line}. Commands here: {known}:? for "help".')

    def hear_ids(
        self, page: ItemPage, prompt: str, wanted: str, least: int, most: int, before: Sequence[str]
    ) -> list[str] | Chose:
        """Between ``least`` and ``most`` different things, by number; Enter alone keeps those from before, if any."""
        kept = [page.order.index(id) + 1 for id in before]
        keep = f"; Enter alone keeps {' '.join(map(str, kept))}" if kept else ""
        while True:
            heard = self.hear(f"{prompt} (1-{len(page.order)}; ? for help{keep})", page)
            if isinstance(heard, Chose):
                return heard
            if not heard and kept:
                return list(before)
            try:
                numbers = _numbers(heard, len(page.order), least, most)
            except ValueError as problem:
                self.say(f"{problem} {wanted}".lstrip())
            else:
                return [page.order[number - 1] for number in numbers]


def offer(command: Command) -> str:
    """A command and what it does, as in ``:q for "leave"``."""
    return f':{command.key_name} for "{command.label}"'


def _commands(page: Page) -> list[Command]:
    if isinstance(page, ItemPage):
        return [ITEM_COMMANDS[name] for name in page.commands if name != "help"]
    return list(page.commands)


def _numbers(text: str, count: int, least: int, most: int) -> list[int]:
    """The numbers in a line; ValueError says what is wrong with them, nothing when there are none."""
    numbers: list[int] = []
    for word in re.split(r"[\s,;]+", text.strip(" ,;")):
        if not re.fullmatch("[0-9]{1,3}", word):
            raise ValueError(f'"{word}" is not a number.' if word else "")
        number = int(word)
        if not 1 <= number <= count:
            raise ValueError(f"There is no {number}.")
        if number in numbers:
            raise ValueError(f"{number} is there twice.")
        numbers.append(number)
    if len(numbers) > most:
        raise ValueError("That is too many.")
    if len(numbers) < least:
        raise ValueError(f"{least - len(numbers)} more to place.")
    return numbers
