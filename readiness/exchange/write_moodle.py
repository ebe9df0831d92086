"""Moodle XML, as a Moodle course imports it into its question bank. Pure.

Elements and their order are those of Moodle's own exports (question/format/xml/format.php); each earns there what it does
here, or as nearly as Moodle can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, indent, tostring

from readiness.exchange.in_html import asked, explained, html, paragraph
from readiness.exchange.outgoing import Told, as_choices, ties, unsaid, writings
from readiness.exchange.tags import tags_of
from readiness.exchange.weights import share_lost, shares_of_all
from readiness.ground.english import begun
from readiness.ground.items import ChoiceTask, EntryTask, Item, JudgementTask, MarkTask, OrderTask, assert_never
from readiness.kinds.dispatch import kind
from readiness.kinds.entry import plain_number
from readiness.kinds.item_bank import ItemBank
from readiness.report.elements import element

LONGEST_TAG = 50
"""Characters of a tag that Moodle keeps."""
LONGEST_NAME = 100
"""Of a question's name; Moodle keeps 255."""


def write_moodle(bank: ItemBank, items: Sequence[Item], told: Told) -> str:
    """The items as one file, by skill and competency in categories of their own."""
    kept = told.kept(items, _unfit)
    unsaid(kept, told, hint=True)
    root, category = Element("quiz"), ""
    for item, points in as_choices(kept, told, "half the points"):
        if (own := category_of(bank, item)) != category:
            category = own
            root.append(element("question", element("category", _text(category)), type="category"))
        root.append(_question(bank, item, points, told))
        told.written += 1
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _unfit(item: Item) -> str:
    if ties(item):
        return "pieces of it may change places, and there only one order is right"
    return too_many(item)


def too_many(item: Item) -> str:
    """Why Moodle, in whatever format, cannot have a question to mark; "" where it can."""
    if isinstance(item.task, MarkTask) and shares_of_all(len(item.task.key)) is None:
        return "so many marks are right that there they have no shares of the points"
    return ""


def category_of(bank: ItemBank, item: Item) -> str:
    """The path of the category that an item stands in; a slash in a name is written twice."""
    names = (bank.words.title or bank.id, bank.skills[item.skill].title, bank.competencies[item.competency].title)
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in names)])


def _question(bank: ItemBank, item: Item, points: float, told: Told) -> Element:
    task = item.task
    match task:
        case ChoiceTask():
            type, own = "multichoice", [*_picked(True, task.shuffle), *_chosen(task)]
        case MarkTask():
            type, own = "multichoice", [*_picked(False, False), *_marked(task, told)]
        case OrderTask():
            type, own = "ordering", list(_ordered(task))
            told.changed["a wrong order costs less there: each pair in the right order earns, and no other pair costs"] += 1
        case EntryTask():
            type, own = ("shortanswer", list(_written(task))) if task.number is None else ("numerical", [_number(task)])
            if task.form == "date":
                told.changed["a date is right there only in the ways of writing it that are listed with it"] += 1
        case JudgementTask():
            raise AssertionError("a judgement is written as two choices")
        case _:
            assert_never(task)
    tags = tags_of(item)
    if any(len(tag) > LONGEST_TAG for tag in tags):
        told.changed[f"one of its tags is longer than the {LONGEST_TAG} characters that are kept there"] += 1
    return element(
        "question",
        element("name", _text(begun(f"{item.id}: {item.stem}", LONGEST_NAME))),
        _html("questiontext", *asked(item)),
        _html("generalfeedback", *explained(bank, item)),
        element("defaultgrade", f"{points:g}"),
        element("penalty", "0.3333333"),
        element("hidden", "0"),
        element("idnumber", item.id),
        *own,
        *([_html("hint", paragraph(item.hint))] if item.hint else []),
        element("tags", *(element("tag", _text(tag)) for tag in tags)),
        type=type,
    )


def _text(text: str) -> Element:
    return element("text", text)


def _html(tag: str, *parts: Element, **attributes: str) -> Element:
    return element(tag, _text(html(*parts)), format="html", **attributes)


def _answer(fraction: str, text: str, why: str = "", *more: Element) -> Element:
    """An answer to pick or to drag, which is HTML there."""
    feedback = _html("feedback", *([paragraph(why)] if why else []))
    return element("answer", _text(html(paragraph(text))), feedback, *more, fraction=fraction, format="html")


def _plain_answer(text: str, *more: Element) -> Element:
    """An answer to write, which is plain text there."""
    return element("answer", _text(text), _html("feedback"), *more, fraction="100", format="moodle_auto_format")


def _picked(one: bool, shuffled: bool) -> Iterator[Element]:
    yield element("single", "true" if one else "false")
    yield element("shuffleanswers", "true" if shuffled else "false")
    yield element("answernumbering", "abc" if one else "123")
    yield element("showstandardinstruction", "0" if one else "1")
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield _html(name)


def _chosen(task: ChoiceTask) -> Iterator[Element]:
    for id, option in task.options.items():
        yield _answer("100" if id == task.key else "0", option.text, option.why)


def _marked(task: MarkTask, told: Told) -> Iterator[Element]:
    worth = shares(task, told)
    for id, thing in kind(task).things.items():
        yield _answer(worth[id], thing.text)


def shares(task: MarkTask, told: Told) -> dict[str, str]:
    """What the mark of each spot earns or costs, in percent, as Moodle can say it."""
    key = [id for id in task.spots if id in task.key]
    fewer = min(len(key), len(task.spots) - len(key))
    if max(len(key), fewer) > 10:
        told.changed["a mark earns and costs only about as much there as here"] += 1
    earned = shares_of_all(len(key))
    assert earned is not None
    return {**dict.fromkeys(task.spots, f"-{share_lost(fewer)}"), **dict(zip(key, earned))}


def _ordered(task: OrderTask) -> Iterator[Element]:
    yield element("layouttype", "VERTICAL")
    yield element("selecttype", "ALL")
    yield element("selectcount", str(len(task.pieces)))
    yield element("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT")
    yield element("showgrading", "SHOW")
    yield element("numberingstyle", "none")
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield _html(name)
    for place, (piece,) in enumerate(task.key, start=1):
        yield _answer(f"{place}.0000000", task.pieces[piece])


def _written(task: EntryTask) -> Iterator[Element]:
    yield element("usecase", "0")
    for accepted in writings(task):
        yield _plain_answer(accepted.replace("*", r"\*"))


def _number(task: EntryTask) -> Element:
    assert task.number is not None
    return _plain_answer(plain_number(task.number), element("tolerance", plain_number(task.within)))
