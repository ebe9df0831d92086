"""Which question of a bank a table of answers means: by its id, its words, or what a course writes of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readiness.exchange.tables import folded
from readiness.ground.items import Item, JudgementTask, MarkTask
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank

_NUMBER = re.compile(r"\s*([0-9]{1,10}|[A-Za-z]{1,3}[0-9]{1,4}|question [0-9]{1,4})\s?[.:)]\s+(?=\S)", re.I)
"""What a course or a form may write before the words of a question."""


class Known:
    """The questions of a bank, found by what names them in a table; generated ones by their ids alone."""

    def __init__(self, bank: ItemBank) -> None:
        self._bank = bank
        self._stems: dict[str, list[tuple[Item, str]]] = {}
        for item in bank.items.values():
            if item.generate is None:
                for part, words in _asked(item):
                    self._stems.setdefault(folded(words), []).append((item, part))
        self._below = [stem for stem, found in self._stems.items() if any(_shows_something(item) for item, _ in found)]

    def item(self, words: str) -> Item | None:
        """The item that an id, or the words of a stem, name, perhaps behind a number; None where no single one does."""
        found = self._named(words)
        number = _NUMBER.match(words)
        return self._named(words[number.end() :]) if found is None and number is not None else found

    def _named(self, words: str) -> Item | None:
        found = self._stems.get(folded(words), ())
        if len(found) == 1 and not found[0][1]:
            return found[0][0]
        try:
            return self._bank.item(words.strip())
        except KeyError:
            return None

    def summarized(self, text: str) -> tuple[Item, str] | None:
        """The item of which a Moodle course writes ``text``, and for a half of a judgement which one ("best" or "worst").

        Moodle writes what is shown with a question, its words and, of one with options, a colon and the options, in the
        order in which that person saw them (``get_question_summary`` in its question/type/multichoice/question.php).
        """
        if (item := self.item(text)) is not None:
            return item, ""
        cuts = [len(text), *(colon.start() for colon in re.finditer(r":\s", text))]
        found = [one for cut in cuts for one in self._ending(folded(text[:cut])) if _fits(one[0], text[cut:])]
        return found[0] if len(found) == 1 else None

    def _ending(self, words: str) -> Iterator[tuple[Item, str]]:
        """The items that are asked in these words, or whose words stand behind what is shown with them."""
        yield from self._stems.get(words, ())
        for stem in self._below:
            if words.endswith(f" {stem}"):
                yield from ((item, part) for item, part in self._stems[stem] if _shows_something(item))


def _asked(item: Item) -> Iterator[tuple[str, str]]:
    """The words of an item; of a judgement also those of its two halves as they go out to other programs."""
    yield "", item.stem
    if isinstance(item.task, JudgementTask):
        yield from ((part, half_of(item.stem, part)) for part in ("best", "worst"))


def half_of(stem: str, part: str) -> str:
    """The words that ask for one half of a judgement, the "best" or the "worst"."""
    return f"{stem} Pick the {part}."


def _shows_something(item: Item) -> bool:
    return bool(item.exhibit) or (isinstance(item.task, MarkTask) and item.task.records is not None)


def _fits(item: Item, rest: str) -> bool:
    """Whether what stands behind the words of an item is nothing, or its options in whatever order."""
    texts = " ".join(thing.text for thing in kind(item.task).things.values())
    return not rest or sorted(folded(rest).split()) == sorted(folded(texts).split())
