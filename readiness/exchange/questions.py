"""A question of another program in the fields of an item, and what becomes of those that do not fit. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from readiness.exchange.letters import names_by_letter, names_others, of_above, of_none, without_letters
from readiness.ground.characters import one_line
from readiness.kinds.entry import read_entry
from readiness.kinds.kind import AnswerError

MOST_OPTIONS = 6
LONGEST_LINE, LONGEST_TEXT, LONGEST_ENTRY = 1000, 6000, 200
"""Characters of an option or a reason, of a stem or an explanation, and of an answer that is written."""

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


class UnreadableFile(ValueError):
    """A file that cannot be read in the format it should have; the message says where, what and what to do."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class Unfit(ValueError):
    """A question that no item can hold as it is; the message says why."""


MOST_QUESTIONS = 5_000
"""How many questions of one file are read."""

Each = TypeVar("Each")


def few(each: Iterable[Each]) -> Iterator[Each]:
    """The same, one by one, where it is not too much to be looked at so. Raises UnreadableFile as soon as it is."""
    for count, one in enumerate(each, start=1):
        if count > MOST_QUESTIONS:
            raise UnreadableFile(f"this file has more than {MOST_QUESTIONS:,} questions; make several files of it")
        yield one


@dataclass(frozen=True, slots=True)
class Question:
    """A question that fits. ``line``: where it begins in its file, from 1. ``fields``: those of an item, as a file of a bank
    has them; what the other program does not know is missing. ``notes``: what was done with it that its author should know.
    """

    line: int
    fields: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that does not fit, by its line and first words, and why."""

    line: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that stands in a file; ``notes``: what is to be said of the file as a whole."""

    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Maker:
    """Makes one question of a file, and remembers what is to be said of it. Every method raises Unfit."""

    line: int
    extra: Mapping[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def note(self, words: str) -> None:
        """Something that the author of the question should know; once."""
        if words not in self.notes:
            self.notes.append(words)

    def text(self, what: str, text: str, most: int = LONGEST_LINE) -> str:
        """A text on one line, without characters that cannot be seen."""
        if "\n" in text.strip():
            self.note("a text of several lines runs on in one paragraph")
        plain = one_line(re.sub("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]", " ", text))
        seen = _INVISIBLE.sub("", plain)
        if seen != plain:
            self.note("characters that cannot be seen were taken out")
            seen = one_line(seen)
        if not seen:
            raise Unfit(f"{what} is empty")
        if len(seen) > most:
            raise Unfit(f"{what} has {len(seen):,} characters; at most {most:,} fit")
        return seen

    def told(self, plain: Callable[[Maker, str], str], text: str) -> str:
        """What explains an answer, as ``plain`` makes it plain text; nothing, with a note, where it is more than text."""
        try:
            return plain(self, text)
        except Unfit as error:
            self.note(f"an explanation is left out: {error}")
            return ""

    def exhibit(self, lines: str) -> None:
        """What is shown with the question, in lines that stay as they are."""
        if "exhibit" in self.extra:
            raise Unfit("it shows two things beside its text")
        rows = "\n".join(_INVISIBLE.sub("", row.expandtabs(4).rstrip()) for row in lines.split("\n")).strip("\n").split("\n")
        if any(row.lstrip().startswith("```") for row in rows):
            raise Unfit("a block of code holds the mark that ends one")
        self.extra = {**self.extra, "exhibit": "\n".join(["```", *rows, "```"])}
        self.note("text in fixed lines is shown beside the question (exhibit)")

    def _made(self, type: str, stem: str, why: str, own: Mapping[str, Any]) -> Question:
        fields: dict[str, Any] = {"type": type, "stem": self.text("the question", stem, LONGEST_TEXT), **own}
        if why.strip():
            fields["why"] = self.text("the explanation", why, LONGEST_TEXT)
        extra = {name: value for name, value in self.extra.items() if name != "shuffle" or type in ("choice", "judgement")}
        return Question(self.line, {**fields, **extra}, tuple(self.notes))

    def choice(
        self, stem: str, options: Sequence[tuple[str, str]], keys: Sequence[int], why: str = "", *, fixed: bool = False
    ) -> Question:
        """One option is right. ``options``: each with its reason, "" where there is none; ``keys``: places of the right
        ones, from 0: of several, a question to mark is made. ``fixed``: the options stay in their order."""
        texts = self._options(options)
        if not keys:
            raise Unfit("no option is marked as right")
        if len(keys) > 1:
            self.note("it has several keys, so it became a question to mark, where a wrong mark takes points away")
            return self.mark(stem, options, keys, why)
        if any(names_others(text) for text in texts):
            raise Unfit("an option names others by their letters, which are not shown here; write out what it means")
        if any(names_by_letter(text) for text in (why, *(reason for _, reason in options))):
            self.note(
                "its explanation names options by letter or number, and here they stand in another order for each person"
            )
        if any(of_above(text) for text in texts):
            fixed = True
            self.note("an option speaks of the others, so they stay in their order (shuffle: false)")
        if len(texts) == 2 and {text.strip(" .").casefold() for text in texts} == {"true", "false"}:
            fixed = True
            self.note("it is true or false: half of all guesses are right")
        written = {}
        for letter, text, (_, reason) in zip("abcdef", texts, options):
            written[letter] = {"text": text, **self._reason(reason)}
        own: dict[str, Any] = {"options": written, "key": "abcdef"[keys[0]]}
        if fixed:
            own["shuffle"] = False
        return self._made("choice", stem, why, own)

    def _options(self, options: Sequence[tuple[str, str]]) -> list[str]:
        if not 2 <= len(options) <= MOST_OPTIONS:
            raise Unfit(f"it has {len(options)} options; 2 to {MOST_OPTIONS} fit")
        return self._texts(options)

    def _texts(self, options: Sequence[tuple[str, str]]) -> list[str]:
        """The texts of options, no two of which say the same, without letters of their own."""
        texts = [self.text("an option", text) for text, _ in options]
        if (bare := without_letters(texts)) is not None:
            self.note("the letters before its options are gone")
            texts = bare
        if len({text.casefold() for text in texts}) < len(texts):
            raise Unfit("two options say the same")
        return texts

    def _reason(self, reason: str) -> dict[str, str]:
        return {"why": self.text("the reason of an option", reason)} if reason.strip() else {}

    def mark(self, stem: str, options: Sequence[tuple[str, str]], keys: Sequence[int], why: str = "") -> Question:
        """All of several that fit are to be marked."""
        texts = self._texts(options)
        nothing = [text for place, text in enumerate(texts) if of_none(text) and (place not in keys or len(keys) == 1)]
        if any(names_others(text) or (of_above(text) and text not in nothing) for text in texts):
            raise Unfit("it has several keys, and an option that speaks of the others")
        if not 2 <= len(texts) <= 30:
            raise Unfit(f"it has {len(texts)} things to mark; 2 to 30 fit")
        if len(keys) >= len(texts):
            raise Unfit("every option is right, so there is nothing to find")
        if any(reason.strip() for _, reason in options):
            reasons = [
                f"{text.rstrip('.')}: {reason.strip()}" for text, (_, reason) in zip(texts, options) if reason.strip()
            ]
            why = " ".join([why, *reasons]).strip()
            self.note("the reasons of its options stand in its explanation")
        spots = {f"s{number}": text for number, text in enumerate(texts, start=1)}
        return self._made("mark", stem, why, {"spots": spots, "key": [f"s{key + 1}" for key in sorted(keys)]})

    def judgement(
        self, stem: str, options: Sequence[tuple[str, str]], best: Sequence[int], worst: Sequence[int], why: str = ""
    ) -> Question:
        """The best and the worst option are to be picked, each by its place from 0."""
        if len(options) != 4 or len(best) != 1 or len(worst) != 1:
            raise Unfit("a judgement has four options, of which one is the best and one the worst")
        texts = self._options(options)
        written = {
            letter: {"text": text, **self._reason(reason)} for letter, text, (_, reason) in zip("abcd", texts, options)
        }
        own: dict[str, Any] = {"options": written, "best": "abcd"[best[0]], "worst": "abcd"[worst[0]]}
        return self._made("judgement", stem, why, own)

    def order(self, stem: str, pieces: Sequence[str], why: str = "") -> Question:
        """The pieces stand in their right order."""
        if not 3 <= len(pieces) <= 7:
            raise Unfit(f"it has {len(pieces)} pieces to put in order; 3 to 7 fit")
        texts = [self.text("a piece", piece) for piece in pieces]
        named = {f"p{number}": text for number, text in enumerate(texts, start=1)}
        return self._made("order", stem, why, {"pieces": named, "key": list(named)})

    def word(self, stem: str, accept: Sequence[str], why: str = "", form: str = "word") -> Question:
        """One of the answers is to be written."""
        texts = list(dict.fromkeys(self.text("an answer", answer) for answer in accept))
        if not texts:
            raise Unfit("no answer is right")
        if any(len(text) > LONGEST_ENTRY for text in texts):
            raise Unfit(f"an answer has more than {LONGEST_ENTRY} characters")
        if self.extra.get("form", form) == "date":
            texts = _days(texts)
        return self._made("entry", stem, why, {"form": form, "accept": texts})

    def number(self, stem: str, number: str, within: str = "0", why: str = "") -> Question:
        """A number is to be written, give or take ``within``; both as they stand in the file."""
        own: dict[str, Any] = {"form": "number", "number": plain_number(number)}
        if (off := plain_number(within or "0")).strip("0.") != "":
            own["within"] = off
        return self._made("entry", stem, why, {**own})


def _days(texts: Sequence[str]) -> list[str]:
    """Dates, each in the first of the ways in which it is written; a text that is none stays."""
    found: dict[str, str] = {}
    for text in texts:
        try:
            found.setdefault(read_entry("date", text), text)
        except AnswerError:
            found[text] = text
    return list(found.values())


def plain_number(text: str) -> Number:
    """A number in digits, as a bank's file writes it. Raises Unfit."""
    plain = text.strip().replace("\u2212", "-")
    found = re.fullmatch(r"([-+]?)([0-9]*)\.?([0-9]*)(?:[eE]([-+]?[0-9]{1,2}))?", plain)
    if found is None or not (found[2] or found[3]):
        raise Unfit(f"'{text.strip()[:40]}' is not a number in digits")
    shift = int(found[4] or 0)
    digits, places = found[2] + found[3], len(found[3]) - shift
    digits = digits + "0" * -places if places < 0 else digits.rjust(places + 1, "0")
    whole, part = (digits[: len(digits) - places], digits[len(digits) - places :]) if places > 0 else (digits, "")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    made = whole + (f".{part}" if part else "")
    if len(made) > 15 or abs(float(made)) > 1e12:
        raise Unfit(f"'{text.strip()[:40]}' has too many digits")
    return Number(f"-{made}" if found[1] == "-" and made != "0" else made)


def without_wildcard(answer: str) -> str:
    """An answer to write, where a star behind a backslash is a star. Raises Unfit at one that stands for any text."""
    if re.search(r"(?<!\\)\*", answer):
        raise Unfit("an answer holds the sign *, which stands for any text there")
    return answer.replace(r"\*", "*")


class Number(str):
    """A number in digits: written without quotes, and as exactly as it was read."""

    __slots__ = ()


def first_words(text: str) -> str:
    """The beginning of a question, to know it by."""
    plain = "".join(c if c.isprintable() else " " for c in text[:200])
    plain = " ".join(plain.split())
    return plain if len(plain) <= 50 else f"{plain[:47]}..."
