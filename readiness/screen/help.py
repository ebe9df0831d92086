"""What the help of a page says, for the screen and for line by line. Pure."""

from __future__ import annotations

from readiness.model import ItemType
from readiness.sitting.pages import ITEM_COMMANDS, ItemPage, MenuPage, Page, TextPage

Row = tuple[str, str]
"""Keys and what they do; without keys a paragraph."""

KEY_NAMES = {" ": "Space", "escape": "Esc", "enter": "Enter", "backspace": "Backspace", "delete": "Delete"}

_ON_SCREEN: dict[ItemType, str] = {
    "choice": "Press the number of an option, or go to it with the arrow keys. Then press Enter to answer.",
    "judgement": "Press the number of the best option, then Enter. Then the number of the worst, then Enter. A last "
    "Enter answers; until then Backspace takes back the worst, then the best. The arrow keys work too.",
    "mark": "Press a number to mark that line, and again to take the mark away. Or go to a line with the arrow keys "
    "and press Space. Enter answers with everything marked.",
    "order": "Press the number of what comes first, then of what comes second, and so on. Or go there with the arrow "
    "keys and press Space. Backspace takes back the last one. When all have a place, Enter answers.",
    "entry": "Write your answer and press Enter. If it could be read in another way, you see how it was read first; "
    "Enter again answers. Because letters are writing here, press Esc before one of the letter keys below.",
}

_BY_LINE: dict[ItemType, str] = {
    "choice": "Write the number of your answer, like 2.",
    "judgement": "Write the number of the best option. Then you are asked for the worst.",
    "mark": "Write the numbers of everything that fits, with spaces, like 1 3.",
    "order": "Write all the numbers in the right order, first to last, like 3 1 2.",
    "entry": "Write your answer. If it could be read in another way, you see how it was read first.",
}

_COMMANDS = {
    "back": "back to the page before; what you answered stays",
    "skip": "skip, when you do not know; better than a blind guess",
    "pause": "take a break",
    "finish": "finish now, with the answers so far",
}


def screen_help(page: Page) -> list[Row]:
    """The help overlay of a page: its keys in plain words, and what to quote when something is wrong with it."""
    if isinstance(page, TextPage):
        rows = [("Up Down", "scroll one line"), ("PgUp PgDn", "scroll one window (or u and d)")]
        return [*rows, *_own(page), _STOP]
    if isinstance(page, MenuPage):
        return [*_menu_keys(page), *_own(page), _STOP]
    rows = [("", _ON_SCREEN[page.item.type]), ("", "")]
    rows += [(ITEM_COMMANDS[name].key, _COMMANDS[name]) for name in page.commands if name in _COMMANDS]
    rows += [
        ("t", "hide or show the clock"),
        ("PgUp PgDn", "scroll the question when it is longer than the window (or u and d)"),
        _STOP,
    ]
    return [*rows, *_report(page)]


def plain_help(page: Page) -> list[str]:
    """The help of a page asked line by line, a paragraph each."""
    if isinstance(page, ItemPage):
        own = [(ITEM_COMMANDS[name].key, _COMMANDS[name]) for name in page.commands if name in _COMMANDS]
        first = [_BY_LINE[page.item.type]]
    else:
        own = _own(page)
        first = ["Write the number of a row."] if isinstance(page, MenuPage) else []
    lines = first + [f":{key} {meaning}." for key, meaning in own] + ["Press Enter after everything you write."]
    return lines + [text for _, text in _report(page) if text]


_STOP: Row = ("Ctrl-C", "stop at once")


def _menu_keys(page: MenuPage) -> list[Row]:
    if page.one_key:
        return [("1-9", "pick that row at once"), ("Up Down", "scroll the rows")]
    return [
        ("1-9", "go to that row"),
        ("Up Down", "go to the row before or after"),
        ("Enter", "pick the row you are on"),
    ]


def _own(page: MenuPage | TextPage) -> list[Row]:
    return [(KEY_NAMES.get(command.key, command.key), command.label) for command in page.commands]


def _report(page: Page) -> list[Row]:
    if not isinstance(page, ItemPage) or not page.about:
        return []
    return [("", ""), ("", f"To report a problem with this question, quote: {page.about}")]
