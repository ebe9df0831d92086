"""What the help of a page says, for the screen and for line by line. Pure."""

from __future__ import annotations

from readiness.screen.asking.dispatch import asking
from readiness.sitting.pages import ITEM_COMMANDS, DocumentPage, ItemPage, MenuPage, Page, TextPage

Row = tuple[str, str]
"""Keys and what they do; without keys a paragraph."""

_COMMANDS = {
    "back": "back to the page before; what you answered stays",
    "skip": "skip, when you do not know; you are asked once more",
    "hint": "a hint that narrows it down",
    "tell": "see the answer, when you do not know; it comes once more",
    "pause": "take a break",
    "finish": "finish now, with the answers so far",
}


def screen_help(page: Page) -> list[Row]:
    """The help overlay of a page: its keys in plain words, and what to quote when something is wrong with it."""
    if isinstance(page, TextPage):
        rows = [("Up Down", "scroll one line"), ("PgUp PgDn", "scroll one window (or u and d)")]
        return [*rows, *_own(page), _STOP]
    if isinstance(page, DocumentPage):
        parts = [("n p", "go to the next part, or to the one before"), ("1-9", "go to that part")]
        return [("Up Down", "scroll one line"), ("PgUp PgDn", "scroll one window (or u and d)"), *parts, *_own(page), _STOP]
    if isinstance(page, MenuPage):
        return [*_menu_keys(len(page.rows)), *_own(page), _STOP]
    rows = [("", asking(page.item.task).screen_help), ("", "")]
    rows += _commands(page)
    if page.item.exhibit:
        rows.append(("x", "show what there is to read in the whole window"))
    if not page.warm_up:
        rows.append(("t", "hide or show the clock"))
    rows += [
        ("PgUp PgDn", "scroll the question when it is longer than the window (or u and d)"),
        _STOP,
    ]
    return [*rows, *_report(page)]


def plain_help(page: Page) -> list[str]:
    """The help of a page asked line by line, a paragraph each."""
    if isinstance(page, ItemPage):
        own = _commands(page)
        first = [asking(page.item.task).line_help]
    else:
        own = _own(page)
        first = ["Write the number of a row."] if isinstance(page, MenuPage) else []
    said = [f"Enter alone: {meaning}." if key == "Enter" else f":{key} {meaning}." for key, meaning in own]
    lines = [*first, *said, "Press Enter after everything you write."]
    return lines + [text for _, text in _report(page) if text]


def _commands(page: ItemPage) -> list[Row]:
    said = _COMMANDS | {"skip": "go on to the questions"} if page.warm_up else _COMMANDS
    return [(ITEM_COMMANDS[name].key, said[name]) for name in page.commands if name in said]


_STOP: Row = ("Ctrl-C", "stop at once")


def _menu_keys(count: int) -> list[Row]:
    return [
        (f"1-{count}" if count > 1 else "1", "go to that row"),
        ("Up Down", "go to the row before or after"),
        ("Enter", "pick the row you are on"),
    ]


def _own(page: MenuPage | TextPage | DocumentPage) -> list[Row]:
    return [(command.key_name, command.label) for command in page.commands]


def _report(page: Page) -> list[Row]:
    if not isinstance(page, ItemPage) or not page.about:
        return []
    return [("", ""), ("", f"To report a problem with this question, quote: {page.about}")]
