"""Moodle XML (docs.moodle.org/en/Moodle_XML_format): what a Moodle course exports of its question bank. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from readiness.exchange.in_html import exhibit_before, sources_below
from readiness.exchange.markup import no_formula, plain_html, plain_markdown
from readiness.exchange.questions import (
    LeftOut,
    Maker,
    Question,
    Reading,
    Unfit,
    UnreadableFile,
    few,
    first_words,
    without_wildcard,
)
from readiness.exchange.tags import fields_of
from readiness.exchange.weights import keys_by_weight, told_of_costs
from readiness.exchange.xml import Node, read_xml
from readiness.ground.english import listed

_NAMES = {
    "matching": "a matching question",
    "cloze": "a cloze question",
    "essay": "an essay",
    "description": "a text without a question",
    "calculated": "a calculated question",
    "calculatedmulti": "a calculated question",
    "calculatedsimple": "a calculated question",
    "ddwtos": "a question to drag words into",
    "ddmarker": "a question to drag marks onto a picture",
    "ddimageortext": "a question to drag onto a picture",
    "gapselect": "a question with gaps to choose for",
    "randomsamatch": "a random matching question",
}
_WHOLE = {
    "correctfeedback": ("", "Your answer is correct.", "<p>Your answer is correct.</p>"),
    "partiallycorrectfeedback": ("", "Your answer is partially correct.", "<p>Your answer is partially correct.</p>"),
    "incorrectfeedback": ("", "Your answer is incorrect.", "<p>Your answer is incorrect.</p>"),
}
"""Feedback to an answer as a whole, and what Moodle writes there by itself."""


def read_moodle(data: bytes) -> Reading:
    """The questions of an export. Raises UnreadableFile."""
    root = read_xml(data)
    if root.name != "quiz":
        words = f"this XML begins with <{root.name[:40]}>; an export of a Moodle question bank begins with <quiz>"
        raise UnreadableFile(words, root.line)
    questions, left_out = [], []
    asked = list(few(node for node in root.all("question") if node.attributes.get("type") != "category"))
    for node in asked:
        try:
            questions.append(_question(node))
        except Unfit as error:
            words = re.sub("<[^<>]*>", " ", node.said("questiontext", "text") or node.said("name", "text"))
            left_out.append(LeftOut(node.line, first_words(unescape(words)), str(error)))
    unread = _unread(asked)
    if any(node.attributes.get("type") == "category" for node in root.all("question")):
        unread += ["their categories"] * any("competency" not in question.fields for question in questions)
    notes = (f"parts of its questions that were not read: {listed(unread)}",) if unread else ()
    return Reading(tuple(questions), tuple(left_out), notes)


def _unread(nodes: Sequence[Node]) -> list[str]:
    """What the questions have that no item has, as their author would call it."""
    found = []
    if any(not _told_elsewhere(node) for node in nodes):
        found.append("their names")
    if any(fields_of(_tags(node))[1] for node in nodes):
        found.append("their tags")
    if len({node.said("defaultgrade").strip().rstrip("0").rstrip(".") for node in nodes}) > 1:
        found.append("their marks")
    if any(node.said(name, "text").strip() not in usual for node in nodes for name, usual in _WHOLE.items()):
        found.append("their feedback to right and wrong answers")
    return found


def _told_elsewhere(node: Node) -> bool:
    """Whether the name of a question is nothing but its id and some words of its text."""
    id, text = node.said("idnumber").strip(), " ".join(re.sub("<[^<>]*>", " ", node.said("questiontext", "text")).split())
    name = node.said("name", "text").strip().removeprefix(id).lstrip(": ").rstrip(".… ")
    return name in " ".join(unescape(text).split())


def _tags(node: Node) -> Iterator[str]:
    return (tag.said("text") for tags in node.all("tags") for tag in tags.all("tag"))


def _question(node: Node) -> Question:
    type = node.attributes.get("type", "")
    extra, _ = fields_of(_tags(node))
    if id := node.said("idnumber").strip():
        extra["id"] = id
    maker = Maker(node.line, extra)
    if type not in ("multichoice", "truefalse", "shortanswer", "numerical", "ordering"):
        raise Unfit(f"it is {_NAMES.get(type, f'of the type {type[:30]}')}, which this quiz does not have")
    shown = [part for part in node.children if part.name in ("questiontext", "answer")]
    if any(True for part in shown for _ in part.all("file")):
        raise Unfit("it shows a file of the other program, such as a picture")
    if any(_has_tags(part) for part in node.children):
        raise Unfit("a text of it holds tags as XML; HTML stands in CDATA there, or with &lt; for <")
    stem = _stem(maker, node)
    why = _why(maker, node.first("generalfeedback"))
    _hinted(maker, node)
    if node.said("hidden").strip() == "1":
        maker.note("it is hidden in the other program")
    if type == "shortanswer":
        return _written(maker, node, stem, why)
    if type == "numerical":
        return _numerical(maker, node, stem, why)
    if type == "ordering":
        return _ordered(maker, node, stem, why)
    return _chosen(maker, node, stem, why, type)


def _has_tags(node: Node) -> bool:
    """Whether something stands in a text that is no text, so that its order with the words is lost."""
    return (node.name == "text" and bool(node.children)) or any(_has_tags(child) for child in node.children)


def _stem(maker: Maker, node: Node) -> str:
    text = node.first("questiontext")
    if text is None:
        raise Unfit("it has no text")
    raw = text.said("text")
    exhibit, raw = exhibit_before(raw)
    if exhibit is not None:
        maker.extra = {**maker.extra, "exhibit": exhibit}
    return _marked(maker, raw, text.attributes.get("format", "html"), exhibit=True)


def _plain(maker: Maker, node: Node | None) -> str:
    """The text of an element that holds one, in the form that it has there."""
    if node is None:
        return ""
    return _marked(maker, node.said("text"), node.attributes.get("format", "html"))


def _told(maker: Maker, node: Node | None) -> str:
    """The text of an element that explains."""
    return "" if node is None else maker.told(lambda maker, _: _plain(maker, node), "")


def _why(maker: Maker, node: Node | None) -> str:
    """The explanation, without the sources that stand below it."""
    if node is None:
        return ""
    cited, text = sources_below(node.said("text"))
    if cited:
        maker.extra = {**maker.extra, "source": cited}
    return maker.told(lambda maker, text: _marked(maker, text, node.attributes.get("format", "html")), text)


def _hinted(maker: Maker, node: Node) -> None:
    """The first hint, which is shown in practice."""
    hints = [text for hint in node.all("hint") if (text := _told(maker, hint).strip())]
    if hints:
        maker.extra = {**maker.extra, "hint": maker.text("a hint", hints[0])}
    if len(hints) > 1:
        maker.note("only the first of its hints is kept")


def _marked(maker: Maker, text: str, form: str, *, exhibit: bool = False) -> str:
    if form == "moodle_auto_format":
        text = text.strip().replace("\n", "<br>")
    if form == "markdown":
        return plain_markdown(maker, text)
    return no_formula(text) if form == "plain_text" else plain_html(maker, text, exhibit=exhibit)


def _chosen(maker: Maker, node: Node, stem: str, why: str, type: str) -> Question:
    answers = list(node.all("answer"))
    one = type == "truefalse" or node.said("single").strip().casefold() not in ("false", "0")
    weights = [_fraction(answer) for answer in answers]
    keys = keys_by_weight(weights, several=not one)
    options = []
    for answer in answers:
        text = _plain(maker, answer)
        text = text.capitalize() if type == "truefalse" else text
        options.append((text, _told(maker, answer.first("feedback"))))
    marked = not one and min(weights) < 0
    if costs := told_of_costs(weights, keys, marked=marked):
        maker.note(costs)
    if marked:
        return maker.mark(stem, options, keys, why)
    if not one and len(keys) == 1:
        maker.note("several options could be picked in the other program; here it is one")
    fixed = type == "multichoice" and node.said("shuffleanswers").strip().casefold() in ("0", "false")
    return maker.choice(stem, options, keys, why, fixed=fixed)


def _ordered(maker: Maker, node: Node, stem: str, why: str) -> Question:
    pieces, told = [], []
    for answer in node.all("answer"):
        pieces.append(_plain(maker, answer))
        if said := _told(maker, answer.first("feedback")).strip():
            told.append(f"{pieces[-1].rstrip('.')}: {said}")
    if told:
        maker.note("what is said about single pieces stands in its explanation")
    if node.said("gradingtype").strip() not in ("", "RELATIVE_ALL_PREVIOUS_AND_NEXT"):
        maker.note("it is graded otherwise in the other program; here every pair in its right order counts")
    if node.said("selecttype").strip() not in ("", "ALL") and node.said("selectcount").strip() not in ("", "0"):
        maker.note("the other program shows some of its pieces at a time; here they are all shown")
    return maker.order(stem, pieces, " ".join([why, *told]).strip())


def _fraction(answer: Node) -> float:
    try:
        return float(answer.attributes.get("fraction", "0"))
    except ValueError:
        raise Unfit("the points of an answer are no number") from None


def _right(maker: Maker, node: Node) -> tuple[list[Node], list[str]]:
    """The answers that earn all points, and what is said about any. Raises Unfit where some earn a part."""
    answers = list(node.all("answer"))
    if any(0.6 < _fraction(answer) < 99.4 for answer in answers):
        raise Unfit("some of its answers earn a part of the points, which this quiz does not have")
    told = [said for answer in answers if (said := _told(maker, answer.first("feedback")))]
    if told:
        maker.note("what is said about single answers stands in its explanation")
    return [answer for answer in answers if _fraction(answer) > 99], told


def _written(maker: Maker, node: Node, stem: str, why: str) -> Question:
    right, told = _right(maker, node)
    texts = [without_wildcard(answer.said("text").strip()) for answer in right]
    if node.said("usecase").strip() == "1":
        maker.note("capitals and small letters count in the other program, and not here")
    return maker.word(stem, texts, " ".join([why, *told]).strip())


def _numerical(maker: Maker, node: Node, stem: str, why: str) -> Question:
    right, told = _right(maker, node)
    if len(right) != 1:
        raise Unfit(f"it takes {len(right)} numbers, and one is wanted")
    units = node.first("units")
    if units is not None and any(True for _ in units.all("unit")):
        raise Unfit("its answer has a unit, which this quiz does not have")
    return maker.number(
        stem, right[0].said("text"), right[0].said("tolerance").strip() or "0", " ".join([why, *told]).strip()
    )
