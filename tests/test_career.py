"""Is it worth it: dated facts from career.yaml, their faults with their places, and how they are shown."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from readiness.bank.career import load_career
from readiness.bank.load import load_bank
from readiness.check.career import career_findings
from readiness.cli import main
from readiness.cli.career import beside, offered
from readiness.ground.career import in_words, last_day
from readiness.ground.errors import BankError
from readiness.report.blocks import Fact
from readiness.report.career import like_sections, worth_sections
from readiness.report.html import document_html
from readiness.report.markdown import section_markdown
from readiness.report.render import render
from readiness.report.text import section_lines
from tests.bank_folder import write_bank
from tests.careers import bank_with, small_career
from tests.test_html import Page
from tests.test_rendering import TODAY, mixed

DAY = date(2026, 11, 28)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for each test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("READINESS_HOME", str(folder))
    return folder


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


# Dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "last", "words"),
    [
        ("2025", date(2025, 12, 31), "2025"),
        ("2025-05", date(2025, 5, 31), "May 2025"),
        ("2024-02", date(2024, 2, 29), "February 2024"),
        ("2025-12", date(2025, 12, 31), "December 2025"),
        ("2025-08-28", date(2025, 8, 28), "August 28, 2025"),
    ],
)
def test_a_date_of_a_fact_ends_and_is_said(as_of: str, last: date, words: str) -> None:
    assert (last_day(as_of), in_words(as_of)) == (last, words)


@pytest.mark.parametrize("as_of", ["2025-13", "2025-00", "2025-02-29", "0000"])
def test_no_such_date(as_of: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        last_day(as_of)


_COUNT = "count: it is of March 9, 2026"


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), ["median: it is of May 2025, which is more than 18 months ago"]),
        (date(2027, 9, 9), ["median: it is of May 2025, which is more than 18 months ago"]),
        (
            date(2027, 9, 10),
            [
                f"{one}, which is more than 18 months ago"
                for one in ("median: it is of May 2025", "count: it is of March 9, 2026")
            ],
        ),
    ],
)
def test_a_figure_older_than_18_months_warns_and_one_known_to_be_old_never_does(
    tmp_path: Path, today: date, found: list[str]
) -> None:
    told = [one for one in career_findings(small_career(tmp_path), "small", today) if one.severity == "warning"]
    assert [one.message.partition(";")[0] for one in told] == found
    assert all(one.message.endswith("; look for a newer one, or say 'past: true'") for one in told)
    assert [one.place.line for one in told] == [8, 28][: len(found)]


# Faults -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "source: rule\n        read",
            "source: rul\n        read",
            "12:17: sources.yaml has no 'rul'; did you mean 'rule'?",
        ),
        ("id: before", "id: median", "18:13: the name 'median' is used twice in this file"),
        ("id: hours", "id: seat", "36:9: the name 'seat' is used twice in this file"),
        ('as_of: "2025-05"', 'as_of: "2025-15"', "11:16: there is no such date as 2025-15"),
        ('as_of: "2025-05"', 'as_of: "2027"', "11:16: it is of 2027, after the day on which it was read (2026-11-01)"),
        (
            'as_of: "2025-05"',
            "as_of: May 2025",
            '11:16: \'May 2025\' does not fit: write a year, a month or a day in quotes: "2025", "2025-05" or "2025-05-28"',
        ),
        ("claims_of: The article\n", "", "8:16: 'claims_of' is missing: say whose claim this is, such as The article"),
        ('[There, "$7"]', '[There, "$7", x]', "17:32: 2 texts are wanted in each row, not 3"),
        ("text: You stand.", "text: You sit.", "32:15: both sides say the same"),
        ("fit: differs", "fit: differ", "32:32: 'differ' is not one of meets, depends, differs; did you mean 'differs'?"),
        ('        as_of: "2025-05"\n', "", "8:9: 'as_of' is missing"),
        ("        source: words\n        read", "        read", "18:9: 'source' is missing"),
        ("how: quoted", "how: heard", "14:14: 'heard' is not one of page, copy, quoted"),
        (
            "claims_of:",
            "summary: [{says: Much, facts: [count, medan]}]\nclaims_of:",
            "3:39: there is no fact 'medan' in this file; did you mean 'median'?",
        ),
        (
            "claims_of:",
            "summary: [{says: Half earn $8 or $9, facts: [median]}]\nclaims_of:",
            "3:18: the figure 9 stands in none of its facts",
        ),
        ("past: true", "past: false", "21:15: only true is wanted here; else take the line away"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    folder = bank_with(tmp_path, old, new)
    with pytest.raises(BankError) as caught:
        load_career(folder)
    assert [f"{one.place}: {one.message}" for one in caught.value.problems] == [f"{folder.as_posix()}/career.yaml:{problem}"]


def test_check_tells_the_faults_of_all_files_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = bank_with(tmp_path, "id: hours", "id: seat")
    (folder / "blueprint.yaml").write_text((folder / "blueprint.yaml").read_text().replace('"1.0"', "1.0"))
    code, _, errors = called(capsys, "check", str(folder))
    assert code == 1
    assert [line.partition("questions/")[2].partition(": ")[0] for line in errors.splitlines()] == [
        "blueprint.yaml:2:10",
        "career.yaml:36:9",
    ]


def test_check_tells_facts_of_another_bank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = bank_with(tmp_path, "bank: small", "bank: other")
    code, _, errors = called(capsys, "check", str(folder), "--today", "2026-11-28")
    assert code == 1
    assert "/career.yaml:1:7: this is of the bank 'other', and blueprint.yaml says 'small' [C01]\n" in errors


def test_a_broken_file_does_not_stop_the_quiz_and_offers_nothing_beside_its_report(tmp_path: Path) -> None:
    folder = bank_with(tmp_path, "id: hours", "id: seat")
    assert load_bank(folder).id == "small"
    assert offered(str(folder), "small") == []


def test_a_bank_without_the_file_offers_nothing_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_bank(tmp_path)
    assert load_career(folder) is None
    assert offered(str(folder), "small") == []
    assert called(capsys, "career", "--bank", str(folder)) == (
        1,
        "",
        "This question bank says nothing of the work: it has no career.yaml.\n",
    )


def test_a_bank_may_have_facts_and_no_choices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = bank_with(tmp_path)
    file = folder / "career.yaml"
    file.write_text(file.read_text().partition("choices:")[0])
    assert [what for _, what in offered(str(folder), "small")] == ["worth"]
    assert called(capsys, "career", "--like", "--bank", str(folder)) == (
        1,
        "",
        "This question bank has no working days to choose between: its career.yaml has no 'choices'.\n",
    )


# How it is shown ----------------------------------------------------------------------------------------------------

TEXT = """\
Is it worth it?
---------------
Figures age.

What it pays
------------
- The article: people earn $9 an hour.
  Today: Half earn more than $8 an hour (the median).
  As of May 2025, quoted on other pages, not checked at the source; An Office
  [1]

Where  Pay
Here   $8
There  $7

- It was $5.
  As of 2011 (old); A Library [2]

Jobs
----
- There are 40 jobs.
  As of March 9, 2026; A Library [3]

Sources
-------
[1] An Office: The Rule. Read on November 1, 2026, quoted on other pages, not
    checked at the source.
    https://example.org/rule
[2] A Library: Medical Words. Read on November 2, 2026, in a stored copy.
    https://example.org/words
[3] A Library: Medical Words. Read on November 2, 2026.
    https://example.org/words
"""

NARROW = """\
What it pays
------------
- The article: people earn $9 an
  hour.
  Today: Half earn more than $8 an
  hour (the median).
  As of May 2025, quoted on other
  pages, not checked at the
  source; An Office [1]

- Here: pay $8
- There: pay $7
"""

MARKDOWN = """\
## What it pays

- The article: people earn $9 an hour.
  - Today: Half earn more than $8 an hour (the median).
  - As of May 2025, quoted on other pages, not checked at the source; An Office \\[1\\] <https://example.org/rule>

| Where | Pay |
| --- | --- |
| Here | $8 |
| There | $7 |
"""


def test_every_fact_is_shown_with_its_date_and_source(tmp_path: Path) -> None:
    lines = section_lines(worth_sections(small_career(tmp_path), DAY), 80, False)
    assert "".join(f"{line.text}\n" for line in lines) == TEXT


SUMMARY = "summary: [{says: Half earn $8, facts: [count, median]}, {says: Once $5, facts: [before]}]\nclaims_of:"


@pytest.mark.parametrize(("today", "old"), [(DAY, ""), (date(2026, 12, 1), "; old")])
def test_the_summary_stands_first_with_its_oldest_date_and_goes_old_with_its_facts(
    tmp_path: Path, today: date, old: str
) -> None:
    career = load_career(bank_with(tmp_path, "claims_of:", SUMMARY))
    assert career is not None
    parts = worth_sections(career, today)
    lines = [f"Half earn $8 (May 2025{old})", "Once $5 (2011; old)"]
    text = [line.text for line in section_lines(parts, 80, False)]
    assert text[2:8] == ["In short (sources below):", "", *(f"- {line}" for line in lines), "", "Figures age."]
    spoken = [line.text for line in section_lines(parts, 80, False, spoken=True)]
    assert [line for line in spoken if line[2:] in lines] == [f"- {line}" for line in lines]
    assert [line for line in section_markdown(parts).splitlines() if line[2:] in lines] == [f"- {line}" for line in lines]
    assert [text for tag, text in Page(document_html(parts)).texts if text in lines] == lines


def test_the_shipped_summary_fits_its_lines_and_tells_pay_jobs_training_cost_and_risk() -> None:
    career = load_career()
    assert career is not None
    lines = [line.text for line in section_lines(worth_sections(career, DAY)[:1], 80, False)]
    assert [line.partition(":")[0] for line in lines[4:10]] == [
        "- Pay",
        "- Jobs",
        "- Way in",
        "- First job",
        "- Cost",
        "- Software",
    ]
    assert lines[10] == ""


def test_in_a_narrow_window_a_table_becomes_records(tmp_path: Path) -> None:
    lines = section_lines(worth_sections(small_career(tmp_path), DAY)[1:2], 34, False)
    assert "".join(f"{line.text}\n" for line in lines).startswith(NARROW)


def test_markdown_has_the_address_beside_each_fact(tmp_path: Path) -> None:
    assert MARKDOWN in section_markdown(worth_sections(small_career(tmp_path), DAY))


def test_html_is_one_whole_page_whose_references_lead_somewhere(tmp_path: Path) -> None:
    page = Page(document_html(worth_sections(small_career(tmp_path), DAY)))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    inside = {
        str(attributes["href"])[1:] for tag, attributes in page.tags if tag == "a" and str(attributes["href"])[0] == "#"
    }
    outside = {str(attributes["href"]) for tag, attributes in page.tags if tag == "a"} - {f"#{id}" for id in inside}
    assert max(Counter(ids).values()) == 1
    assert inside == {"worth-source-1", "worth-source-2", "worth-source-3"} <= set(ids)
    assert outside == {"https://example.org/rule", "https://example.org/words"}
    assert not {"script", "img", "link"} & {tag for tag, _ in page.tags}


class _OnThatDay(date):
    @classmethod
    def today(cls) -> _OnThatDay:
        return cls(DAY.year, DAY.month, DAY.day)


def test_the_command_writes_each_format_to_a_file_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readiness.cli.career.date", _OnThatDay)
    folder, file = bank_with(tmp_path), tmp_path / "out"
    for format, begins in (
        ("text", "Is it worth it?\n"),
        ("markdown", "# Is it "),
        ("html", "<!DOCTYPE html>\n"),
    ):
        assert called(capsys, "career", "--bank", str(folder), "--format", format, "-o", str(file)) == (0, "", "")
        assert file.read_text().startswith(begins)
    assert sys.platform == "win32" or stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert called(capsys, "career", "--bank", str(folder))[:2] == (0, TEXT)
    code, _, errors = called(capsys, "career", "--bank", str(folder), "-o", str(folder / "career.yaml"))
    assert (code, errors.partition("career.yaml: ")[2]) == (
        1,
        "this command reads that file, so it cannot write to it; name another one\n",
    )


def test_read_aloud_no_sign_underlines_a_heading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called(capsys, "career", "--plain", "--bank", str(bank_with(tmp_path)))
    assert "---" not in text
    assert "- Here: pay $8\n- There: pay $7\n" in text


# Beside a report ----------------------------------------------------------------------------------------------------


def test_the_html_report_holds_what_else_is_given_under_headings_of_its_own(tmp_path: Path) -> None:
    career = small_career(tmp_path)
    others = [like_sections(career, {"seat": "a"}), worth_sections(career, DAY)]
    with_them, without = (Page(render(mixed(), "html", today=TODAY, others=given)) for given in (others, ()))
    headings = [text for tag, text in with_them.texts if tag == "h2"]
    assert [one for one in headings if one not in [text for tag, text in without.texts if tag == "h2"]] == [
        "Would I like it?",
        "Is it worth it?",
    ]
    assert headings[-1] == "Every question again"
    ids = [attributes["id"] for _, attributes in with_them.tags if "id" in attributes]
    assert max(Counter(ids).values()) == 1
    assert {"#like", "#worth"} <= {str(attributes.get("href")) for tag, attributes in with_them.tags if tag == "a"}


def test_only_a_report_of_the_shipped_bank_gets_what_the_shipped_bank_says_of_the_work() -> None:
    assert [part[0].heading for part in beside("medical-coding")] == ["Is it worth it?"]
    assert beside("small") == []
    assert [what for _, what in offered(None, "medical-coding")] == ["like", "worth"]
    assert offered(None, "small") == []


# What is shipped ----------------------------------------------------------------------------------------------------


def test_the_shipped_facts_cover_what_somebody_who_thinks_of_this_work_asks() -> None:
    career = load_career()
    assert career is not None
    assert [topic.title for topic in career.topics] == [
        "What coders do in a day",
        "Where they work",
        "What it pays",
        "Jobs and growth",
        "Training and certificates",
        "The first job",
        "Working from home",
        "Software that codes",
    ]
    facts = {fact.id: fact for topic in career.topics for fact in topic.facts}
    assert "$51,140" in facts["median"].text
    assert "no reliable figure for what courses cost or how long they take: ask the school" in facts["course"].text
    assert [one for one in ("2021", "average", "May 2025", "median") if one not in facts["survey-members"].text] == []
    assert "$44,000" in facts["median"].claim
    assert facts["median"].as_of == "2025-05"
    claimed = facts["workplaces"].claim
    places = ("hospitals", "clinics", "insurance", "surgery", "long-term", "home health", "consulting", "billing")
    assert [one for one in (*places, "government", "teaching", "contract") if one not in claimed] == []


def test_no_amount_is_claimed_without_an_answer_in_the_same_fact() -> None:
    """What the article says in dollars stands beside dollars of today, or beside words that say why there are none."""
    career = load_career()
    assert career is not None
    claims = [fact for topic in career.topics for fact in topic.facts if "$" in fact.claim]
    assert [fact.id for fact in claims] == ["median", "specialties"]
    assert all(re.search(r"\$|do not count on", fact.text) for fact in claims)


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (DAY, [False, True, False]),
        (date(2026, 12, 1), [True, True, False]),  # 18 months after May 2025, as `check` counts them.
        (date(2027, 9, 10), [True, True, True]),
    ],
)
def test_only_what_is_not_old_is_told_as_of_today(tmp_path: Path, today: date, old: list[bool]) -> None:
    parts = worth_sections(small_career(tmp_path), today)
    facts = [block for part in parts for block in part.blocks if isinstance(block, Fact)]
    assert [(fact.answer, "(old)" in fact.as_of) for fact in facts] == [("Found:" if one else "Today:", one) for one in old]


def test_the_shipped_file_is_of_its_bank() -> None:
    career, bank = load_career(), load_bank()
    assert career is not None
    assert [one for one in career_findings(career, bank.id, date(2026, 11, 28)) if one.severity == "error"] == []
