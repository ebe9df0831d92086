"""Questions in Markdown as public collections write them: a heading or a number, options in a list, the right one ticked or
named below. A mapping file may say how the lines of each kind begin. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from readiness.exchange.keys import keys_among
from readiness.exchange.markup import plain_markdown
from readiness.exchange.questions import LeftOut, Maker, Question, Reading, Unfit, UnreadableFile, few, first_words
from readiness.ground.english import listed

Kind = Literal["stem", "numbered", "right", "wrong", "option", "key", "why", "other", "fence", "empty", "rule", "link"]

_COLON = r"(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*"
_USUAL: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("right", re.compile(r"\s*(?:[-*+]|[0-9]{1,2}[.)])\s+\[[xX]\]\s+(.*)")),
    ("wrong", re.compile(r"\s*(?:[-*+]|[0-9]{1,2}[.)])\s+\[ ?\]\s+(.*)")),
    (
        "key",
        re.compile(
            r"\s*\W{0,4}(?:the )?(?:correct |right )?answers?(?: is)?(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(.*)", re.I
        ),
    ),
    ("why", re.compile(r"\s*\W{0,4}(?:explanation|rationale|reason|why)(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?\s*(.*)", re.I)),
    ("why", re.compile(r"#{1,6}\s+(?:explanation|rationale)\W*()", re.I)),
    ("option", re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*)?\(?[A-Fa-f][.)](?:\*\*)?\s+(.*)")),
    ("stem", re.compile(r"#{1,6}\s+(?:(?:Question|Q)?\s*[0-9]*\s*[.:)]?\s*)?(.*\S)\s*", re.I)),
    ("numbered", re.compile(r"\s*(?:\*\*)?(?:Question|Q)?\s?[0-9]{1,4}\s?[.:)](?:\*\*)?\s+(.*\S)\s*", re.I)),
    ("rule", re.compile(r"\s*([-*_=]\s*){3,}")),
    ("link", re.compile(r"\s*(?:[-*]\s+)?(?:\W*(?:source|reference|ref)s?\W*)?\[?[^\]]*\]?\(?https?://\S+\s*", re.I)),
    ("link", re.compile(r"\s*</?(?:details|summary)\b.*>\s*", re.I)),
)
"""How the lines of each kind usually begin; the first that fits counts."""
_PREFIXES: tuple[Kind, ...] = ("stem", "right", "wrong", "option", "key", "why")


@dataclass(slots=True)
class _Block:
    """What stands between the beginning of one question and that of the next."""

    line: int
    stem: list[str]
    numbered: bool = False
    code: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    ticked: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    trouble: str = ""
    coded: bool = False


def read_markdown(text: str, mapping: Mapping[str, Any]) -> Reading:
    """The questions of a Markdown text. Headings with nothing to pick below them are taken for titles."""
    questions, left_out, titles = [], [], []
    for block in _blocks(text, mapping):
        if not block.options and not block.keys:
            titles.append(f"'{first_words(' '.join(block.stem))}' (line {block.line})")
            continue
        try:
            questions.append(_question(block))
        except Unfit as error:
            left_out.append(LeftOut(block.line, first_words(" ".join(block.stem)), str(error)))
    if not questions and not left_out:
        raise UnreadableFile("no questions with options are found here; say in a mapping file how their lines begin")
    notes = [f"no options stand below {listed(titles)}: taken for titles"] if titles else []
    return Reading(tuple(questions), tuple(left_out), tuple(notes))


def looks_like_markdown(text: str) -> bool:
    """Whether options are ticked somewhere."""
    return re.search(r"^\s*[-*+]\s+\[[xX]\]\s", text, re.MULTILINE) is not None


def _kinds(text: str, mapping: Mapping[str, Any]) -> Iterator[tuple[int, Kind, str]]:
    """The number and kind of each line, with its text behind what it begins with."""
    prefixes = [(kind, mapping[kind]) for kind in _PREFIXES if isinstance(mapping.get(kind), str)]
    prefixes.sort(key=lambda one: -len(one[1]))
    usual = [(kind, pattern) for kind, pattern in _USUAL if kind not in mapping]
    fenced = False
    for number, line in enumerate(text.split("\n"), start=1):
        fence = line.lstrip().startswith(("```", "~~~"))
        if fence or fenced:
            fenced = fenced != fence
            yield number, "fence", line
        elif not line.strip():
            yield number, "empty", ""
        else:
            yield number, *_kind(line, prefixes, usual)


def _kind(
    line: str, prefixes: Sequence[tuple[Kind, str]], usual: Sequence[tuple[Kind, re.Pattern[str]]]
) -> tuple[Kind, str]:
    bare = line.lstrip()
    for kind, start in prefixes:
        if bare.startswith(start):
            return kind, bare[len(start) :].strip()
    for kind, pattern in usual:
        if (match := pattern.fullmatch(line)) is not None:
            text = match[1].strip() if match.re.groups else ""
            return kind, text.removesuffix("**") if text.count("**") == 1 else text
    return "other", bare.rstrip()


def _blocks(text: str, mapping: Mapping[str, Any]) -> Sequence[_Block]:
    """The parts of a text. Where questions have headings, or the mapping says how they begin, a numbered line is part of
    what stands around it."""
    blocks = list(few(_parts(text, mapping, numbered="stem" not in mapping)))
    if any(block.options and not block.numbered for block in blocks) and any(block.numbered for block in blocks):
        return list(few(_parts(text, mapping, numbered=False)))
    return blocks


def _parts(text: str, mapping: Mapping[str, Any], *, numbered: bool) -> Iterator[_Block]:
    block: _Block | None = None
    for number, kind, line in _kinds(text, mapping):
        if kind == "stem" or (kind == "numbered" and numbered):
            if block is not None:
                yield block
            block = _Block(number, [line], kind == "numbered")
        elif block is not None:
            _add(block, "other" if kind == "numbered" else kind, line)
    if block is not None:
        yield block


def _add(block: _Block, kind: Kind, line: str) -> None:
    if kind == "fence" and not block.options and not block.keys:
        block.code.append(line)
    elif kind == "fence" and (block.why or block.keys or block.ticked):
        block.coded = True
    elif kind == "fence":
        block.trouble = block.trouble or "a block of code stands among its options"
    elif kind in ("right", "wrong", "option"):
        if block.coded and not block.why and not block.keys:
            block.trouble = block.trouble or "a block of code stands among its options"
        if block.keys or block.why:
            block.trouble = block.trouble or "options stand after its answer"
        if kind == "right":
            block.ticked.append(len(block.options))
        block.options.append(line)
    elif kind == "key":
        block.keys.append(line)
    elif kind == "why" or (kind == "other" and block.why):
        block.why.append(line)
    elif kind == "other" and not block.options and not block.keys:
        block.stem.append(line)
    elif kind == "other" and not block.ticked and not block.keys:
        block.trouble = block.trouble or f"'{first_words(line)}' stands among its options, and is none"
    elif kind == "other":
        block.why.append(line)


def _question(block: _Block) -> Question:
    if block.trouble:
        raise Unfit(block.trouble)
    maker = Maker(block.line)
    if block.code:
        maker.exhibit("\n".join(line for line in block.code if not line.lstrip().startswith(("```", "~~~"))))
    if block.coded:
        maker.note("a block of code in its explanation is gone")
    stem = plain_markdown(maker, "\n".join(block.stem))
    options = [plain_markdown(maker, option) for option in block.options]
    why = maker.told(plain_markdown, " ".join(block.why))
    if not options:
        return maker.word(stem, [plain_markdown(maker, key) for key in block.keys], why)
    if block.ticked:
        return maker.choice(stem, [(option, "") for option in options], block.ticked, why)
    if len(block.keys) != 1:
        raise Unfit(
            "none of its options is ticked, and no line 'Answer:' names one" if not block.keys else "it has two answers"
        )
    key = plain_markdown(maker, block.keys[0]).strip(" *_`")
    lettered = re.match(r"\(?([A-Fa-f])(?:[.):]|\s+[-–—])\s*(.*)", key)
    named = lettered[1] if lettered and _agrees(lettered, options) else key
    return maker.choice(stem, [(option, "") for option in options], keys_among(options, named.rstrip("."), None), why)


def _agrees(lettered: re.Match[str], options: list[str]) -> bool:
    """Whether what stands behind the letter of an answer, if anything, is that option."""
    place, rest = ord(lettered[1].lower()) - ord("a"), lettered[2].strip(" .").casefold()
    return place < len(options) and (
        not rest or options[place].casefold().startswith(rest) or rest.startswith(options[place].casefold())
    )
