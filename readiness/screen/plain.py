"""The line-by-line front end: for pipes, simple terminals, screen readers and very small windows.

Numbered lines, one question at a time, no clock, nothing redrawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from readiness.kinds.entry import read_as_written, read_entry
from readiness.kinds.kind import AnswerError
from readiness.model import ChoiceTask, EntryForm, EntryTask, Item, JudgementTask, MarkTask, OrderTask
from readiness.screen.help import KEY_NAMES, plain_help
from readiness.sitting.pages import (
    FIRST_QUESTION,
    ITEM_COMMANDS,
    Answered,
    Chose,
    Command,
    Flow,
    ItemPage,
    MenuPage,
    Page,
    PageResult,
    TextPage,
)
from readiness.text import is_address, shown, wrap, wrap_exhibit


def run(
    flow: Flow,
    *,
    read: Callable[[str], str] = input,
    write: Callable[[str], object] = print,
    width: int = 80,
    ascii: bool = False,
    clock: Callable[[], float] | None = None,
) -> None:
    """Ask the pages of a flow until it ends.

    ``read`` shows a prompt and returns a line; its EOFError at the end of the input is passed on, like whatever the
    flow raises. ``clock`` gives seconds; without one (nobody is at a terminal) results carry no seconds.
    """
    talk = _Talk(read, write, width, ascii)
    try:
        page = next(flow, None)
        while page is not None:
            since = clock() if clock else 0.0
            result = _ask(talk, page)
            try:
                page = flow.send(replace(result, seconds=clock() - since) if clock else result)
            except StopIteration:
                return
    finally:
        flow.close()


@dataclass(frozen=True, slots=True)
class _Talk:
    """How to say things and hear answers."""

    read: Callable[[str], str]
    write: Callable[[str], object]
    width: int
    ascii: bool

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
                for text in plain_help(page):
                    self.say(text)
                continue
            for command in commands:
                if key in (command.key.casefold(), _key(command).casefold()):
                    return Chose(command.result, None)
            if key == ITEM_COMMANDS["back"].key and isinstance(page, ItemPage) and not page.warm_up:
                self.say(FIRST_QUESTION)
                continue
            if not line.startswith(":"):
                return line
            known = "".join(f":{_key(command)} {command.label}, " for command in commands)
            self.say(f"There is no command {line}. Commands here: {known}:? help.")


def _commands(page: Page) -> list[Command]:
    if isinstance(page, ItemPage):
        return [ITEM_COMMANDS[name] for name in page.commands if name != "help"]
    return list(page.commands)


def _key(command: Command) -> str:
    return KEY_NAMES.get(command.key, command.key)


def _ask(talk: _Talk, page: Page) -> PageResult:
    if isinstance(page, TextPage):
        return _read_text(talk, page)
    if isinstance(page, MenuPage):
        return _pick_row(talk, page)
    return _ask_item(talk, page)


# Text and menus -----------------------------------------------------------------------------------------------------


def _read_text(talk: _Talk, page: TextPage) -> Chose:
    """Everything at once; then, if there is something to choose, what next."""
    talk.say_title(page.title)
    for line in page.body(talk.width, talk.ascii):
        talk.say_exhibit(line)
    if len(page.commands) == 1:
        return Chose(page.commands[0].result, None)
    talk.say()
    offered = [f":{command.key} {command.label}" for command in page.commands if command.key != "enter"]
    if page.enter:
        offered.insert(0, f"Enter alone: {page.commands[0].label}")
    while True:
        heard = talk.hear(f"({', '.join(offered)})", page)
        if isinstance(heard, Chose):
            return heard
        if not heard and page.enter:
            return Chose(page.commands[0].result, None)
        talk.say(f"Write one of these: {', '.join(offered)}.")


def _pick_row(talk: _Talk, page: MenuPage) -> Chose:
    talk.say_title(page.title)
    if page.body:
        talk.say_exhibit(page.body)
    for place, row in enumerate(page.rows, start=1):
        own = f" ({row.key})" if row.key and row.key != str(place) else ""
        talk.say(row.label + own, f"{place}. ")
    for command in page.commands:
        talk.say(command.label, f":{_key(command)} ")
    start = next((row for row in page.rows if row.result == page.start), None)
    wanted = f"Write a number from 1 to {len(page.rows)}."
    keep = f"; Enter alone for {page.rows.index(start) + 1}" if start else ""
    while True:
        heard = talk.hear(f"Number (1-{len(page.rows)}{keep})", page)
        if isinstance(heard, Chose):
            return heard
        if not heard and start:
            return Chose(start.result, None)
        for place, row in enumerate(page.rows, start=1):
            if heard and heard.casefold() in (str(place), row.key.casefold()):
                return Chose(row.result, None)
        talk.say(f"{_quoted(heard)}{wanted}")


def _quoted(heard: str) -> str:
    return f'"{heard}" is not one of them. ' if heard else ""


# Items --------------------------------------------------------------------------------------------------------------


def _ask_item(talk: _Talk, page: ItemPage) -> PageResult:
    _say_item(talk, page)
    task = page.item.task
    if isinstance(task, EntryTask):
        return _ask_entry(talk, page, task.form)
    if isinstance(task, JudgementTask):
        return _ask_judgement(talk, page)
    count = len(page.order)
    if isinstance(task, ChoiceTask):
        prompt, wanted, least, most = "Your answer", f"Write one number from 1 to {count}.", 1, 1
    elif isinstance(task, MarkTask):
        prompt = "Everything that fits"
        wanted, least, most = f"Write one or more numbers from 1 to {count}, with spaces.", 1, count
    else:
        prompt = "The order, first to last"
        wanted, least, most = f"Write each number from 1 to {count} once, with spaces.", count, count
    heard = _hear_numbers(talk, page, prompt, wanted, least, most, _numbers_before(page))
    if isinstance(heard, Chose):
        return heard
    ids = tuple(page.order[number - 1] for number in heard)
    if isinstance(task, MarkTask):
        ids = tuple(id for id in page.order if id in ids)
    return Answered(ids[0] if isinstance(task, ChoiceTask) else ids, None)


def _say_item(talk: _Talk, page: ItemPage) -> None:
    item = page.item
    talk.say_title(page.heading)
    if page.note:
        talk.say(page.note)
        talk.say()
    if item.exhibit:
        talk.say_exhibit(item.exhibit)
        talk.say()
    talk.say(item.stem.rstrip("\n"))
    for place, id in enumerate(page.order, start=1):
        talk.say(_sentence(item, id), f"{place}. ")


def _sentence(item: Item, id: str) -> str:
    """An option, spot or piece as one sentence: "Birth date. Registration: 1971-04-09. Claim: 1971-09-04."."""
    task = item.task
    if isinstance(task, MarkTask):
        spot = task.spots[id]
        if task.records is None or spot.left is None:
            return spot.text
        left, right = task.records
        return f"{spot.text}. {left}: {spot.left}. {right}: {spot.right}."
    if isinstance(task, OrderTask):
        return task.pieces[id]
    assert isinstance(task, ChoiceTask | JudgementTask)
    return task.options[id].text


def _numbers_before(page: ItemPage) -> list[int]:
    """What was answered before, in numbers."""
    answer = page.answer
    if answer is None:
        return []
    if isinstance(answer, dict):
        return [page.order.index(answer[part]) + 1 for part in ("best", "worst")]
    return [page.order.index(id) + 1 for id in ([answer] if isinstance(answer, str) else answer)]


def _hear_numbers(
    talk: _Talk,
    page: ItemPage,
    prompt: str,
    wanted: str,
    least: int,
    most: int,
    before: Sequence[int] = (),
) -> list[int] | Chose:
    """Between ``least`` and ``most`` different numbers; Enter alone keeps those from before, if there are any."""
    keep = f"; Enter alone keeps {' '.join(map(str, before))}" if before else ""
    while True:
        heard = talk.hear(f"{prompt} (1-{len(page.order)}; ? for help{keep})", page)
        if isinstance(heard, Chose):
            return heard
        if not heard and before:
            return list(before)
        try:
            return _numbers(heard, len(page.order), least, most)
        except ValueError as problem:
            talk.say(f"{problem} {wanted}".lstrip())


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


def _ask_judgement(talk: _Talk, page: ItemPage) -> PageResult:
    """The best, then the worst; "back" at the worst goes to the best once more."""
    wanted = f"Write one number from 1 to {len(page.order)}."
    before = _numbers_before(page)
    ask_worst = "The worst; b changes the best"
    after = page if "back" in page.commands else replace(page, commands=("back", *page.commands))
    while True:
        best = _hear_numbers(talk, page, "The best", wanted, 1, 1, before[:1])
        if isinstance(best, Chose):
            return best
        kept = [number for number in before[1:] if number not in best]
        worst = _hear_numbers(talk, after, ask_worst, wanted, 1, 1, kept)
        while worst == best:
            talk.say(f"{best[0]} is your best. Write another number for the worst.")
            worst = _hear_numbers(talk, after, ask_worst, wanted, 1, 1, kept)
        if not isinstance(worst, Chose):
            return Answered({"best": page.order[best[0] - 1], "worst": page.order[worst[0] - 1]}, None)
        if worst.result != "back":
            return worst


_ENTRY_PROMPTS: dict[EntryForm, str] = {
    "date": "The date, like 2026-03-04",
    "number": "The number",
    "word": "Your answer",
}


def _ask_entry(talk: _Talk, page: ItemPage, form: EntryForm) -> PageResult:
    """A line of text; when it was read as something else than what stands there, that is said and confirmed."""
    offered = page.answer if isinstance(page.answer, str) else ""
    keep = f"; Enter alone keeps {offered}" if offered else ""
    prompt = f"{_ENTRY_PROMPTS[form]} (:? for help{keep})"
    while True:
        heard = talk.hear(prompt, page, bare=False)
        if isinstance(heard, Chose):
            return heard
        if not heard and offered:
            return Answered(offered, None)
        try:
            read = read_entry(form, heard)
        except AnswerError as error:
            talk.say(f"{str(error)[0].upper()}{str(error)[1:]}.")
            continue
        if read_as_written(read, heard):
            return Answered(read, None)
        talk.say(f"Read as {read}.")
        offered, prompt = read, f"Enter alone for {read}, or write it again"
