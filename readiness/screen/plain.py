"""The line-by-line front end: for pipes, simple terminals, screen readers and very small windows.

Numbered lines, one question at a time, no clock, nothing redrawn.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from readiness.ground.exhibits.layout import spoken
from readiness.ground.exhibits.parse import parse
from readiness.kinds.dispatch import kind
from readiness.kinds.kind import Thing
from readiness.screen.asking.dispatch import asking
from readiness.screen.help import plain_help
from readiness.screen.talk import Talk, offer
from readiness.sitting.pages import Chose, DocumentPage, Flow, ItemPage, MenuPage, Page, PageResult, TextPage, part_starts


def run(
    flow: Flow,
    *,
    read: Callable[[str], str],
    write: Callable[[str], object],
    width: int = 80,
    ascii: bool = False,
    clock: Callable[[], float] | None = None,
) -> None:
    """Ask the pages of a flow until it ends.

    ``read`` shows a prompt and returns a line; its EOFError at the end of the input is passed on, like whatever the
    flow raises. ``clock`` gives seconds; without one (nobody is at a terminal) results carry no seconds.
    """
    talk = Talk(read, write, width, ascii, plain_help)
    try:
        before, page = None, next(flow, None)
        while page is not None:
            since = clock() if clock else 0.0
            result = _ask(talk, page, before)
            try:
                before, page = page, flow.send(result._replace(seconds=clock() - since) if clock else result)
            except StopIteration:
                return
    finally:
        flow.close()


def _ask(talk: Talk, page: Page, before: Page | None) -> PageResult:
    if isinstance(page, TextPage):
        return _read_text(talk, page)
    if isinstance(page, DocumentPage):
        return _read_document(talk, page)
    if isinstance(page, MenuPage):
        return _pick_row(talk, page)
    return _ask_item(talk, page, again=isinstance(before, ItemPage) and before.item == page.item)


# Text and menus -----------------------------------------------------------------------------------------------------


def _read_text(talk: Talk, page: TextPage) -> Chose:
    """Everything at once; then, if there is something to choose, what next."""
    talk.say_title(page.title)
    for line in page.body(talk.width, talk.ascii):
        talk.say_exhibit(line)
    if len(page.commands) == 1:
        return Chose(page.commands[0].result, None)
    talk.say()
    offered = [offer(command) for command in page.commands if command.key != "enter"]
    if page.enter:
        offered.insert(0, f'Enter alone for "{page.commands[0].label}"')
    while True:
        heard = talk.hear(f"({', '.join(offered)})", page)
        if isinstance(heard, Chose):
            return heard
        if not heard and page.enter:
            return Chose(page.commands[0].result, None)
        talk.say(_quoted(heard).strip() or "Here Enter alone does nothing.")


def _read_document(talk: Talk, page: DocumentPage) -> Chose:
    """Everything at once, or a part at a time with a line in between that goes on, back, or does a command."""
    lines = page.body(talk.width, talk.ascii, True)
    starts = [*part_starts(lines), len(lines)]
    parts = list(pairwise(starts)) if page.by_part else [(0, len(lines))]
    at = 0
    while at < len(parts):
        talk.say()
        for line in lines[slice(*parts[at])]:
            talk.say_exhibit(line.text)
        if len(parts) > 1:
            heard = talk.hear(_between(at, len(parts)), page)
            if isinstance(heard, Chose):
                return heard
            at = max(0, at - 1) if heard.casefold() in ("p", ":p") else at + 1
        else:
            at += 1
    return Chose(page.commands[0].result, None)


def _between(at: int, count: int) -> str:
    return f"({at + 1} of {count}. Enter alone for the next, p for the one before, q when done)"


def _pick_row(talk: Talk, page: MenuPage) -> Chose:
    talk.say_title(page.title)
    if page.body:
        talk.say_exhibit(page.body)
    for place, row in enumerate(page.rows, start=1):
        own = f" ({row.key})" if row.key and row.key != str(place) else ""
        talk.say(row.label + own, f"{place}. ")
    for command in page.commands:
        if command.result not in [row.result for row in page.rows]:  # It has its number already.
            talk.say(offer(command))
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


def _ask_item(talk: Talk, page: ItemPage, *, again: bool) -> PageResult:
    """``again``: the person has just heard the question, so only what is new is said."""
    if again and page.note:
        talk.say()
        talk.say(page.note)
    else:
        _say_item(talk, page)
    return asking(page.item.task).ask(talk, page)


def _say_item(talk: Talk, page: ItemPage) -> None:
    item = page.item
    talk.say_title(page.heading)
    if page.note:
        talk.say(page.note)
        talk.say()
    if item.exhibit:
        for line in spoken(parse(item.exhibit).blocks):
            talk.say(line)
        talk.say()
    talk.say(item.stem.rstrip("\n"))
    things = kind(item.task).things
    for place, id in enumerate(page.order, start=1):
        talk.say(_sentence(things[id]), f"{place}. ")


def _sentence(thing: Thing) -> str:
    """An option, spot or piece as one sentence: "Birth date. Registration: 1971-04-09. Claim: 1971-09-04."."""
    return thing.text + (". " + " ".join(f"{record}: {value}." for record, value in thing.values) if thing.values else "")
