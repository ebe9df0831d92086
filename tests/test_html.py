"""The report as HTML and Markdown: one file, nothing loaded, every number as in the JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.report.elements import document, element
from readiness.report.make import score
from readiness.report.markdown import escaped
from readiness.report.render import render
from readiness.report.style import STYLE
from readiness.report.value import Report
from tests.test_rendering import BANK, TODAY, mixed

VOID = {"meta", "br", "hr", "img"}


class Page(HTMLParser):
    """Reads a page strictly: every tag closed in order; keeps tags with their attributes, and the text of each."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def words(self, *tags: str) -> str:
        return " ".join(data for tag, data in self.texts if not tags or tag in tags)


def page(report: Report) -> Page:
    return Page(render(report, "html", today=TODAY))


def test_nothing_is_loaded_and_nothing_runs() -> None:
    found = page(mixed())
    tags = {tag for tag, _ in found.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"})
    for tag, attributes in found.tags:
        assert not any(name.startswith("on") or name in ("src", "style", "srcset") for name in attributes), tag
    policy = [attributes["content"] for tag, attributes in found.tags if attributes.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_every_link_leads_to_a_part_of_the_page_or_to_a_source() -> None:
    report = mixed()
    found = page(report)
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    hrefs = {str(attributes["href"]) for tag, attributes in found.tags if tag == "a"}
    sources = {pointer.url for step in report.study for pointer in step.pointers}
    assert hrefs == {f"#{id}" for id in ids if id != "result"} | sources


def test_headings_come_in_order_and_tables_name_their_rows_and_columns() -> None:
    found = page(mixed())
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    scopes = [attributes.get("scope") for tag, attributes in found.tags if tag == "th"]
    assert set(scopes) == {"row", "col"}


def test_every_picture_says_in_words_what_it_shows() -> None:
    report = mixed()
    labels = [str(attributes["aria-label"]) for tag, attributes in page(report).tags if tag == "svg"]
    language = report.skills["language"]
    assert language.expected is not None
    assert labels[0] == (
        f"Language: expected {language.expected.percent:.0f} of 100, likely {language.expected.low:.0f} to "
        f"{language.expected.high:.0f}; the line is at {language.line:.0f}"
    )
    assert "Sure: 12 of 14 fully right" in labels
    assert labels[-1].startswith("Time of each answer beside the expected time: ")


def test_every_figure_of_the_skills_is_that_of_the_json() -> None:
    report = mixed()
    plain = report.to_dict()
    cells = [data for tag, data in page(report).texts if tag in ("th", "td")]
    start = cells.index("Line") + 1
    asked = [id for id in plain["skills"] if any(row["skill"] == id for row in plain["responses"])]
    for place, id in enumerate(asked):
        one = plain["skills"][id]
        expected = one["expected"]
        wanted = [
            one["title"],
            str(one["items"]),
            f"{expected['percent']:.0f}",
            f"{expected['low']:.0f} to {expected['high']:.0f}",
            f"{one['line']:.0f}",
        ]
        assert cells[start + 5 * place : start + 5 * place + 5] == wanted


def test_every_figure_of_the_plan_is_that_of_the_json_and_has_its_name_where_the_window_is_narrow() -> None:
    report = mixed()
    minutes = [pointer["minutes"] for step in report.to_dict()["study"] for pointer in step["pointers"]]
    found = page(report)
    cells = [data for tag, data in found.texts if tag == "td" and data.isdigit()]
    assert cells[: 2 * len(minutes)] == [str(n) for pair in zip(minutes, accumulate(minutes)) for n in pair]
    names = [attributes["data-name"] for tag, attributes in found.tags if "data-name" in attributes]
    assert names == ["Minutes", "So far"] * len(minutes)


def test_every_bar_is_drawn_where_the_json_says() -> None:
    report = mixed()
    drawn = [attributes for _, attributes in page(report).tags if attributes.get("class") in ("band", "goal", "point")]
    asked = [one for id, one in report.to_dict()["skills"].items() if id in {row.skill for row in report.responses}]
    for place, one in enumerate(asked):
        band, goal, point = drawn[3 * place : 3 * place + 3]
        expected = one["expected"]
        assert (band["x"], band["width"]) == (
            f"{expected['low']:.2f}%",
            f"{expected['high'] - expected['low']:.2f}%",
        )
        assert (goal["x1"], point["cx"]) == (f"{one['line']:.2f}%", f"{expected['percent']:.2f}%")


def test_on_paper_the_addresses_of_what_there_is_to_read_are_written_out() -> None:
    paper = STYLE[STYLE.index("@media print") :]
    assert ':is(.plan, .references) a::after { content: " " attr(href);' in paper
    assert [attributes for tag, attributes in page(mixed()).tags if tag == "table" and attributes.get("class") == "plan"]


def test_every_question_can_be_opened_again_with_both_answers() -> None:
    report = mixed()
    found = page(report)
    assert sum(tag == "details" for tag, _ in found.tags) == len(report.responses)
    words = found.words()
    for row in report.responses:
        assert row.stem in words
        assert row.right in words


def test_a_withheld_result_shows_no_question() -> None:
    assert "There is nothing to show." in page(replace(mixed(), verdict="withheld")).words()


def test_a_report_without_answers_is_a_page_too() -> None:
    assert "There are too few answers yet to say how ready you are." in page(score(BANK, [])).words()


@given(st.text())
def test_whatever_a_bank_says_stays_text(text: str) -> None:
    report = mixed()
    row = replace(report.responses[0], stem=f"<script>{text}</script>", said=text, why=f"&amp;{text}")
    found = page(replace(report, responses=(row, *report.responses[1:])))
    assert not any(tag == "script" for tag, _ in found.tags)
    assert "&amp;" in found.words()


@pytest.mark.parametrize(
    ("text", "written"), [("a\x00b\x1b[1m\x85", "ab[1m"), ("<&>\"'", "&lt;&amp;&gt;\"'"), ("\ud800x", "x")]
)
def test_signs_that_no_page_may_hold_are_dropped_or_escaped(text: str, written: str) -> None:
    assert document(element("p", text)) == f"<!DOCTYPE html>\n<p>{written}</p>\n"


def test_markdown_tables_have_one_width_and_text_stays_text() -> None:
    report = mixed()
    row = replace(report.responses[-2], stem="a | b *c* <d> [e](f)", item=report.sure_and_wrong[0])
    text = render(replace(report, responses=(row,), sure_and_wrong=(row.item,), fix_first=()), "markdown", today=TODAY)
    assert r"a \| b \*c\* \<d\> \[e\](f)" in text
    tables = re.findall(r"(?:^\|.*\n)+", render(report, "markdown", today=TODAY), re.MULTILINE)
    assert len(tables) == 3
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


@given(st.text())
def test_escaped_text_is_one_line(text: str) -> None:
    assert len(escaped(text).splitlines()) <= 1
