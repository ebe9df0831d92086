"""The GIFT format (docs.moodle.org/en/GIFT_format): a question, its answers in braces behind or inside it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from readiness.exchange.in_html import exhibit_before, sources_below
from readiness.exchange.markup import LIKE_HTML, guessed_html, no_formula, plain_html, plain_markdown
from readiness.exchange.questions import (
    LeftOut,
    Maker,
    Question,
    Reading,
    Unfit,
    few,
    first_words,
    plain_number,
    without_wildcard,
)
from readiness.exchange.tags import fields_of
from readiness.exchange.weights import keys_by_weight, told_of_costs
from readiness.ground.english import listed

_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_HIDE = {sign: chr(0xE000 + place) for place, sign in enumerate("~=#{}:\\n")}
"""Signs behind a backslash are text: while it is taken apart, each is a character that no text has."""
_SHOW = str.maketrans({mark: "\n" if sign == "n" else sign for sign, mark in _HIDE.items()})
_TAG = re.compile(r"\[tag:([^\[\]]*)\]")
_ID = re.compile(r"\[id:([^\[\]]*)\]")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]\s*", re.I)
_TITLE = re.compile(r"\A\s*::(.*?)::", re.DOTALL)
_CATEGORY = re.compile(r"^\s*\$CATEGORY:", re.MULTILINE)
MOST_ANSWERS = 200
_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:\.[0-9]{1,7})?)%")


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of one question, without comments; ``line``: where it begins; ``tags`` and ``id`` stood in its comments."""

    line: int
    text: str
    tags: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``sign``: "=" for right and "~" for wrong; ``weight`` in percent, None where none is given."""

    sign: str
    text: str
    weight: float | None
    feedback: str


def read_gift(text: str) -> Reading:
    """The questions of a text in GIFT format."""
    questions, left_out = [], []
    raws = list(few(_raw(text)))
    for raw in raws:
        try:
            questions.append(_question(raw))
        except Unfit as error:
            left_out.append(LeftOut(raw.line, first_words(raw.text.translate(_SHOW)), str(error)))
    fields = [question.fields for question in questions]
    unread = ["their titles"] * any(_title(raw) not in ("", raw.id.strip()) for raw in raws)
    unread += ["their tags"] * any(fields_of(raw.tags)[1] for raw in raws)
    unread += ["their categories"] * (_CATEGORY.search(text) is not None and any("competency" not in one for one in fields))
    notes = (f"parts of its questions that were not read: {listed(unread)}",) if unread else ()
    return Reading(tuple(questions), tuple(left_out), notes)


def _title(raw: Raw) -> str:
    """What stands between double colons before a question, unless its text begins so."""
    found = _TITLE.match(raw.text)
    if found is None:
        return ""
    title = " ".join(found[1].split())
    rest = _FORMAT.sub("", raw.text[found.end() :], count=1)
    return "" if " ".join(rest.split()).startswith(title.rstrip(".… ")) else title


def looks_like_gift(text: str) -> bool:
    """Whether answers stand in braces somewhere."""
    inside = (found[1].strip() for found in re.finditer(r"\{([^{}]*)\}", text))
    return any(re.match(r"[=~#]|(T|F|TRUE|FALSE)\s*(#|$)", one) for one in inside)


def _raw(text: str) -> Iterator[Raw]:
    """The questions: an empty line ends one, unless it stands between its braces."""
    lines: list[str] = []
    start, tags, id = 0, [], ""
    opened = False
    rows = [*text.split("\n"), ""]
    for number, line in enumerate(rows, start=1):
        bare = line.strip()
        if bare.startswith("//"):
            tags += _TAG.findall(bare)
            id = (_ID.findall(bare) or [id])[-1]
            continue
        if not opened and lines and lines[-1].rstrip().endswith("}") and bare.startswith(("::", "$CATEGORY:")):
            yield Raw(start, "\n".join(lines).strip(), tuple(tags), id.strip())
            lines, tags, id = [], [], ""
        if bare.startswith("$CATEGORY:") and not opened:
            continue
        if bare or opened:
            start = start if lines else number
            hidden = _ESCAPED.sub(lambda found: _HIDE[found[1]], line)
            lines.append(hidden)
            opened = (hidden.rfind("{") > hidden.rfind("}")) if re.search("[{}]", hidden) else opened
        if lines and ((not bare and not opened) or number == len(rows)):
            yield Raw(start, "\n".join(lines).strip(), tuple(tags), id.strip())
            lines, tags, id, opened = [], [], "", False


def _question(raw: Raw) -> Question:
    extra, _ = fields_of(raw.tags)
    maker = Maker(raw.line, {**extra, **({"id": raw.id} if raw.id else {})})
    text = _TITLE.sub("", raw.text, count=1)
    form = _FORMAT.match(text)
    text, marks = (text[form.end() :], form[1].lower()) if form else (text, "moodle")
    start, end = text.find("{"), text.find("}")
    if start < 0:
        raise Unfit("it has no answers in braces, so it is no question")
    if end < start:
        raise Unfit("its brace { is not closed")
    if "{" in text[end:]:
        raise Unfit("it has two pairs of braces")
    before, inside, after = text[:start].strip(), text[start + 1 : end].strip(), text[end + 1 :].strip()
    gap = re.search(r"\w", after) is not None or (after != "" and before[-1:] not in ("?", ".", "!", ":"))
    stem = f"{before} _____{'' if after[:1] in ('.', ',', '?', '!', ';', ':') else ' '}{after}" if gap else before
    if gap:
        maker.note("its answer stands in a gap of the sentence; ask a full question")
    why = ""
    if (split := inside.find("####")) >= 0:
        inside, why = inside[:split].strip(), inside[split + 4 :]
    exhibit, stem = exhibit_before(stem.translate(_SHOW))
    if exhibit is not None:
        maker.extra = {**maker.extra, "exhibit": exhibit}
    plain = _plain(maker, marks, stem)
    cited, why = sources_below(why.translate(_SHOW))
    if cited:
        maker.extra = {**maker.extra, "source": cited}
    return _answered(maker, marks, plain, inside, _told(maker, marks, why))


def _plain(maker: Maker, marks: str, text: str) -> str:
    text = text.translate(_SHOW)
    if marks == "html":
        return plain_html(maker, text)
    if LIKE_HTML.search(text) and marks != "markdown":
        return guessed_html(maker, text)
    return plain_markdown(maker, text) if marks == "markdown" else no_formula(text)


def _told(maker: Maker, marks: str, text: str) -> str:
    """What explains, which may say itself how it is marked."""
    form = _FORMAT.match(text)
    text, marks = (text[form.end() :], form[1].lower()) if form else (text, marks)
    return maker.told(lambda maker, text: _plain(maker, marks, text), text)


def _answered(maker: Maker, marks: str, stem: str, inside: str, why: str) -> Question:
    if not inside:
        raise Unfit("it is an essay: nobody but a person can mark it")
    truth = re.fullmatch(r"(T|TRUE|F|FALSE)\s*(?:#(?!#)(.*?))?(?:#(?!#)(.*))?", inside, re.DOTALL)
    if truth:
        return _true_or_false(maker, marks, stem, truth, why)
    if inside.startswith("#"):
        return _numerical(maker, marks, stem, inside[1:], why)
    answers = _answers(inside)
    if any(answer.sign == "=" and "->" in answer.text for answer in answers):
        raise Unfit("it is a matching question, which this quiz does not have")
    reasons = [_told(maker, marks, answer.feedback) for answer in answers]
    if all(answer.sign == "=" for answer in answers):
        texts = [answer.text.translate(_SHOW) for answer in answers]  # What people have to write, letter by letter.
        if any(answer.weight not in (None, 100) for answer in answers):
            raise Unfit("some of its answers earn a part of the points, which this quiz does not have")
        return _written(maker, stem, texts, reasons, why)
    texts = [_plain(maker, marks, answer.text) for answer in answers]
    weights = [100.0 if one.weight is None and one.sign == "=" else one.weight or 0.0 for one in answers]
    keys = keys_by_weight(weights)
    marked = min(weights) < 0 and all(answer.sign == "~" for answer in answers)
    if costs := told_of_costs(weights, keys, marked=marked):
        maker.note(costs)
    return (maker.mark if marked else maker.choice)(stem, list(zip(texts, reasons)), keys, why)


def _written(maker: Maker, stem: str, texts: list[str], reasons: list[str], why: str) -> Question:
    texts = [without_wildcard(text) for text in texts]
    told = [reason for reason in reasons if reason.strip()]
    if told:
        maker.note("what is said about single answers stands in its explanation")
    return maker.word(stem, texts, " ".join([why, *told]).strip())


def _true_or_false(maker: Maker, marks: str, stem: str, truth: re.Match[str], why: str) -> Question:
    """Feedback comes for the wrong answer first, then for the right one."""
    right = truth[1].startswith("T")
    wrong_said, right_said = _told(maker, marks, truth[2] or ""), _told(maker, marks, truth[3] or "")
    reasons = (right_said, wrong_said) if right else (wrong_said, right_said)
    return maker.choice(stem, [("True", reasons[0]), ("False", reasons[1])], [0 if right else 1], why)


def _answers(inside: str) -> list[Answer]:
    if inside.count("=") + inside.count("~") > MOST_ANSWERS:
        raise Unfit(f"it has more than {MOST_ANSWERS} answers")
    parts = re.split(r"([=~])", inside)
    if parts[0].strip():
        raise Unfit("something stands in its braces before the first = or ~")
    found = []
    for sign, part in zip(parts[1::2], parts[2::2]):
        weight = _WEIGHT.match(part)
        body = part[weight.end() :] if weight else part
        text, _, feedback = body.partition("#")
        form = _FORMAT.match(text)
        text = text[form.end() :] if form else text
        found.append(Answer(sign, text.strip(), float(weight[1]) if weight else None, feedback.strip()))
    return found


def _numerical(maker: Maker, marks: str, stem: str, inside: str, why: str) -> Question:
    several = _answers(inside if inside.lstrip().startswith(("=", "~")) else f"={inside}")
    right = [answer for answer in several if answer.text]
    if len(right) != 1 or right[0].weight not in (None, 100):
        raise Unfit("it takes several numbers, or some for a part of the points")
    if any(one.feedback for one in several):
        maker.note("what is said about single answers stands in its explanation")
        why = " ".join([why, *(_told(maker, marks, one.feedback) for one in several)]).strip()
    text = right[0].text.translate(_SHOW)
    if (both := re.fullmatch(r"(.+?)\.\.(.+)", text)) is not None:
        middle, half = _between(both[1], both[2])
        return maker.number(stem, middle, half, why)
    number, _, within = text.partition(":")
    return maker.number(stem, number, within, why)


def _between(low: str, high: str) -> tuple[str, str]:
    """The middle of a range of numbers, and how far its ends are from it."""
    one, two = Decimal(plain_number(low)), Decimal(plain_number(high))
    if two < one:
        raise Unfit(f"its numbers go from {low.strip()[:20]} down to {high.strip()[:20]}")
    return f"{(one + two) / 2:f}", f"{(two - one) / 2:f}"
