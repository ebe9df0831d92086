"""The report as one self-contained HTML file: no script, no network, light and dark, for a phone and for paper. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from readiness.ground.english import counted
from readiness.ground.items import assert_never
from readiness.report.blocks import (
    Block,
    Bullets,
    Fact,
    Paragraph,
    Plan,
    Recalled,
    Reference,
    References,
    Section,
    SkillRow,
    Standing,
    Table,
    Topic,
)
from readiness.report.content import sections
from readiness.report.elements import document, element
from readiness.report.history import Entry
from readiness.report.over_time import OVER_TIME_HEADING, over_time, sittings
from readiness.report.pictures import Timed, pace_picture, scale_bar, share_bar
from readiness.report.style import STYLE
from readiness.report.value import Report, Row
from readiness.report.words import LEFT_OUT, THE_LINE

STANDING_HEADER = ("Skill", "Level", "Chances of being ready", "0 to 100")
CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(report: Report, *, today: date, history: Sequence[Entry] = (), others: Sequence[Sequence[Section]] = ()) -> str:
    """The report as an HTML document. ``today`` is the day from which the date to come back is counted; ``history`` the
    sittings up to this one, oldest first, which are drawn where they can be compared; ``others``: further documents,
    each as its sections, that become a part of it."""
    parts = sections(report, today)
    made = [_section(section, report) for section in parts]
    drawn = over_time(history)
    contents = [(section.id, section.heading) for section in parts[1:]]
    if drawn is not None:
        made.append(drawn)
        contents.append(("over-time", OVER_TIME_HEADING))
    for other in others:
        made.append(_part(other))
        contents.append((other[0].id, other[0].heading))
    made.append(_review(report))
    return page(parts[0].heading, [*made[:1], _contents(contents), *made[1:]])


def history_html(entries: Sequence[Entry], practice: Sequence[str] = ()) -> str:
    """All sittings, oldest first, as an HTML document: pictures where they can be compared, and what has really changed.

    ``practice``: what is to be said of practice, apart from them.
    """
    drawn = over_time(entries, "each sitting below says which are")
    title = "Your sittings"
    apart = element("section", element("h2", "Practice"), element("ul", *(element("li", line.strip()) for line in practice)))
    parts = [element("h1", title), *([] if drawn is None else [drawn]), *sittings(entries)]
    return page(title, [*parts, *([apart] if practice else [])])


def document_html(parts: Sequence[Section]) -> str:
    """Sections as an HTML document of their own; the first heading is that of the document."""
    made = [
        element("section", element("h2" if number else "h1", section.heading), *_blocks(section), id=section.id)
        for number, section in enumerate(parts)
    ]
    return page(parts[0].heading, made)


def _part(parts: Sequence[Section]) -> Element:
    """Sections as one part of the report, under the first heading."""
    made = element("section", element("h2", parts[0].heading), *_blocks(parts[0]), id=parts[0].id)
    for section in parts[1:]:
        made.extend([element("h3", section.heading, id=section.id), *_blocks(section)])
    return made


def _blocks(section: Section) -> list[Element]:
    return [made for block in section.blocks for made in _block(block)]


def page(title: str, parts: Sequence[Element]) -> str:
    """A document with its own style, which loads nothing."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=CONTENT_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", STYLE),
    )
    body = element("body", element("main", *parts))
    return document(element("html", head, body, lang="en"))


def _contents(parts: Sequence[tuple[str, str]]) -> Element:
    entries = [element("li", element("a", heading, href=f"#{id}")) for id, heading in parts]
    entries.append(element("li", element("a", REVIEW_HEADING, href="#review")))
    return element("nav", element("ul", *entries), aria_label="Parts of this report")


def _section(section: Section, report: Report) -> Element:
    level = "h1" if section.id == "result" else "h2"
    made = element("section", element(level, section.heading), id=section.id)
    made.extend(_blocks(section))
    if section.id == "work":
        made.extend(_work_pictures(report))
    return made


def _block(block: Block) -> list[Element]:
    match block:
        case Paragraph(text, strong):
            return [element("p", element("strong", text) if strong else text)]
        case Bullets(items):
            return [element("ul", *(element("li", item) for item in items))]
        case Table(header, rows):
            return [table(header, [[cell] for row in rows for cell in row], len(header))]
        case Standing(rows):
            return [_standing(rows), _legend(next((row.odds for row in rows if row.expected is not None), ""))]
        case Recalled(question, said, right, why):
            return [
                element(
                    "div",
                    element("p", question, class_="question"),
                    element("p", element("b", "You said: "), said),
                    element("p", element("b", "Right: "), right),
                    element("p", why),
                    class_="recalled",
                )
            ]
        case Plan(topics):
            return [_plan(topics)]
        case Fact():
            return [_fact(block)]
        case References(pages):
            return [element("ul", *map(_reference, pages), class_="references")]
        case _:
            assert_never(block)


def _plan(topics: Sequence[Topic]) -> Element:
    """The plan of study; where the window is narrow its rows are read one under the other, each figure with its name."""
    header = ("Topic", "Read", "Minutes", "So far")
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in header)))
    rows = []
    for number, topic in enumerate(topics, start=1):
        for place, lesson in enumerate(topic.lessons):
            name = f"{number}. {topic.title} ({topic.skill}): {topic.why}" if place == 0 else f"{topic.title}, more"
            link = element("a", lesson.title, href=lesson.url, rel="noreferrer")
            cells = [
                element("th", name, scope="row"),
                element("td", link, f" ({lesson.publisher}): {lesson.part}"),
                *(element("td", str(n), data_name=said) for said, n in zip(header[2:], (lesson.minutes, lesson.total))),
            ]
            rows.append(element("tr", *cells))
    return element("table", head, element("tbody", *rows), class_="plan")


def _fact(fact: Fact) -> Element:
    said = [element("p", fact.claim), element("p", element("b", f"{fact.answer} "), fact.text)] if fact.claim else []
    link = element("a", fact.publisher, href=fact.url, rel="noreferrer")
    note = element("a", f"[{fact.number}]", href=f"#{fact.reference}")
    source = element("p", f"As of {fact.as_of}; ", link, " ", note, class_="legend")
    return element("div", *(said or [element("p", fact.text)]), source, class_="fact")


def _reference(page: Reference) -> Element:
    link = element("a", page.title, href=page.url, rel="noreferrer")
    return element("li", f"[{page.number}] {page.publisher}: ", link, f". {page.read}", id=page.id)


def table(header: Sequence[str], cells: Sequence[Sequence[Element | str]], columns: int) -> Element:
    """A table that scrolls by itself where the window is narrow; the first cell of a row is its heading."""
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    body = [element("tr", element("th", *row[0], scope="row"), *(element("td", *cell) for cell in row[1:])) for row in rows]
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in header)))
    whole = element("table", head, element("tbody", *body))
    return element("div", whole, class_="wide", tabindex="0", role="region", aria_label=f"Table: {', '.join(header)}")


def _standing(rows: Sequence[SkillRow]) -> Element:
    header = element("thead", element("tr", *(element("th", name, scope="col") for name in STANDING_HEADER)))
    body = [
        element(
            "tr",
            element("th", row.title, scope="row"),
            element("td", element("span", row.sign, class_="sign", aria_hidden="true"), f" {row.level}"),
            element("td", row.odds),
            element("td", scale_bar(row.title, row.expected, row.line), class_="bar"),
        )
        for row in rows
    ]
    return element("table", header, element("tbody", *body), class_="standing")


def _legend(odds: str) -> Element:
    """What stands behind a level; ``odds``: those of a skill, as an example."""
    said = f'"{odds}": the chances that you are ready. ' if odds else ""
    return element(
        "p",
        f"{said}Each bar runs from 0 to 100 points in this skill. The dot is what we expect of you, the thick band its "
        f"likely range, the tall stroke the line: {THE_LINE}.",
        class_="legend",
    )


# How you worked -----------------------------------------------------------------------------------------------------


def _work_pictures(report: Report) -> Iterator[Element]:
    bars = []
    for name, words in (("sure", "Sure"), ("think", "Think so"), ("guess", "Guess")):
        table = report.confidence[name]
        if table.answers:
            said = f"{words}: {table.right} of {table.answers} fully right"
            bars += [element("dt", said), element("dd", share_bar(said, table.right / table.answers))]
    if bars:
        yield element("h3", "How sure you were, and how often you were right")
        yield element("dl", *bars, class_="shares")
    timed = [
        Timed(number, row.seconds / row.expected_seconds, row.credit == 1)
        for number, row in enumerate(report.responses, start=1)
        if row.seconds is not None and row.expected_seconds and row.answer is not None and not row.flagged
    ]
    if timed:
        yield element("h3", "Your time for each question")
        yield element("div", pace_picture(timed), class_="pace")
        yield element(
            "p",
            "One mark a question, in the order you met them; the higher, the slower; the stroke is the expected time. "
            "Filled: right. Hollow: not fully right. Pace is not scored.",
            class_="legend",
        )


# Every question again -----------------------------------------------------------------------------------------------

REVIEW_HEADING = "Every question again"


def _review(report: Report) -> Element:
    made = element("section", element("h2", REVIEW_HEADING), id="review")
    if report.verdict == "withheld" or not report.responses:
        made.append(element("p", "There is nothing to show."))
        return made
    made.append(
        element("p", f"{counted(len(report.responses), 'question')}, in the order you met them. Open one to see it.")
    )
    made.extend(_reviewed(number, row, report) for number, row in enumerate(report.responses, start=1))
    return made


def _reviewed(number: int, row: Row, report: Report) -> Element:
    if row.answer is None:
        verdict = "skipped"
    else:
        verdict = "right" if row.credit == 1 else "partly right" if row.credit > 0 else "not right"
    return element(
        "details",
        element("summary", f"{number}. {report.skills[row.skill].title}: ", element("b", verdict)),
        *[element("p", LEFT_OUT)] * row.flagged,
        element("p", row.stem, class_="question"),
        element("p", element("b", "You said: "), row.said),
        element("p", element("b", "Right: "), row.right),
        element("p", row.why),
    )
