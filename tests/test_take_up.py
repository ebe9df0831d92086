"""Going on with a saved sitting: what is taken in again, and what is left out and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from readiness.ground.responses import Response
from readiness.kinds.item_bank import ItemBank
from readiness.sitting.events import BankName, Event, Extended, Responded, Shown, Started
from readiness.sitting.journal import MemoryJournal
from readiness.sitting.lines import line_of
from readiness.sitting.record import Record
from readiness.sitting.resume import TakenUp, take_up
from readiness.sitting.saved import read
from readiness.sitting.selection import Selector
from tests.banks import bank, item
from tests.test_sittings import NOON

SKILLS = ("language", "privacy", "timeliness")
BANK = bank([item(f"{skill}-{n}", skill) for skill in SKILLS for n in range(9)], SKILLS)
HEAD = Started(NOON, BankName("test-bank", "1", "f00d"), "quick", (), 7, False, ())


def shown(id: str) -> Shown:
    return Shown(id, BANK.items[id].digest, ("c", "a", "b"))


def given(id: str, answer: str | None = "a", *, digest: str | None = "", again: bool = False) -> Responded:
    return Responded(Response(id, answer, 9.0), BANK.items[id].digest if digest == "" else digest, 9.0, again)


def taken(folder: Path, *events: Event, head: Started = HEAD, torn: int = 0, on: ItemBank = BANK) -> TakenUp:
    """What is taken up of a sitting of these events, and of as many torn lines."""
    file = folder / "20260301T151500Z-a1b2c3.jsonl"
    lines = [line_of(event, n) for n, event in enumerate((head, *events), start=1)]
    file.write_bytes(b"".join([*lines, *[b"torn\n"] * torn]))
    return take_up(on, read(file))


def test_a_sitting_that_fits_is_taken_up_whole_and_nothing_is_said(tmp_path: Path) -> None:
    of = taken(tmp_path, shown("privacy-1"), given("privacy-1"), shown("privacy-2"))
    assert [(one.item.id, one.order, one.response) for one in of.items] == [
        ("privacy-1", ("c", "a", "b"), Response("privacy-1", "a", 9.0)),
        ("privacy-2", ("c", "a", "b"), None),
    ]
    assert of.left_out == ()
    assert (of.selector.form, of.selector.skills, of.selector.seed, of.selector.fixed) == ("quick", SKILLS, 7, False)
    assert of.selector.next() == "privacy-2"


def test_what_was_asked_once_more_is_known_and_a_question_skipped_once_is_none_of_them(tmp_path: Path) -> None:
    of = taken(tmp_path, given("privacy-1", None), given("privacy-2", None), given("privacy-2", "b", again=True))
    assert [(one.item.id, one.asked_again) for one in of.items] == [("privacy-1", False), ("privacy-2", True)]


def test_a_fixed_form_stays_fixed_and_what_was_met_before_stays_met(tmp_path: Path) -> None:
    head = HEAD._replace(seen=("privacy-1",), practiced=("privacy-2",), skills=("privacy",), seed=8)
    assert taken(tmp_path, head=head._replace(fixed=True)).selector.fixed
    selector = taken(tmp_path, head=head).selector
    assert (selector.seen, selector.practiced) == (frozenset({"privacy-1"}), frozenset({"privacy-2"}))
    assert (selector.skills, selector.seed) == (("privacy",), 8)


@pytest.mark.parametrize(("forms", "form"), [({"short": 3, "quick": 5}, "quick"), ({"short": 3, "full": 9}, "short")])
def test_a_form_that_is_gone_goes_on_as_a_quick_check_or_as_the_first_form(
    tmp_path: Path, forms: dict[str, int], form: str
) -> None:
    of = taken(tmp_path, head=HEAD._replace(form="tiny"), on=replace(BANK, forms=forms))
    assert of.selector.form == form
    assert of.left_out == (f"What form this sitting has cannot be told any more, so it goes on as one of the form {form}.",)


def test_skills_that_are_gone_are_said_in_one_sentence(tmp_path: Path) -> None:
    of = taken(tmp_path, head=HEAD._replace(skills=("wit", "privacy", "charm", "zeal", "grace")))
    assert of.left_out == ("The question bank no longer asks about charm, grace, wit, zeal.",)
    assert of.selector.skills == ("privacy",)


@pytest.mark.parametrize(
    ("longer", "form", "skills"),
    [
        (Extended("full", ("privacy",)), "full", ("privacy",)),
        (Extended("full", ("privacy", "charm")), "full", ("privacy",)),
        (Extended("full", ()), "full", ("language", "privacy")),
        (Extended("full", ("charm",)), "quick", ("language", "privacy")),
        (Extended("endless", ("privacy",)), "quick", ("language", "privacy")),
    ],
)
def test_it_goes_on_into_the_longer_form_as_far_as_the_bank_has_it(
    tmp_path: Path, longer: Extended, form: str, skills: Sequence[str]
) -> None:
    of = taken(tmp_path, longer, head=HEAD._replace(skills=("language", "privacy")))
    assert (of.selector.form, of.selector.skills) == (form, skills)


@pytest.mark.parametrize(
    ("named", "digest", "kept"),
    [
        (HEAD.bank, None, 1),
        (BankName("test-bank", "1", "other"), None, 0),
        (None, None, 0),
        (None, "", 1),
        (HEAD.bank, "another text", 0),
    ],
)
def test_an_answer_counts_where_its_text_or_the_whole_bank_is_the_same(
    tmp_path: Path, named: BankName | None, digest: str | None, kept: int
) -> None:
    of = taken(tmp_path, given("privacy-1", digest=digest), head=HEAD._replace(bank=named))
    assert len(of.items) == kept
    assert len(of.left_out) == 1 - kept


@pytest.mark.parametrize(
    ("count", "sentences"),
    [
        (
            1,
            (
                "The question bank has changed since then: 1 question is no longer the same and is left out.",
                "1 answer does not fit its question any more, so it is asked again.",
                "1 line of the saved sitting cannot be read and is left out. To see which: readiness data check",
            ),
        ),
        (
            2,
            (
                "The question bank has changed since then: 2 questions are no longer the same and are left out.",
                "2 answers do not fit their questions any more, so they are asked again.",
                "2 lines of the saved sitting cannot be read and are left out. To see which: readiness data check",
            ),
        ),
    ],
)
def test_what_is_left_out_is_said_and_counted(tmp_path: Path, count: int, sentences: tuple[str, ...]) -> None:
    changed = [shown(f"language-{n}")._replace(digest="another text") for n in range(count)]
    misfits = [given(f"privacy-{n}", "z") for n in range(count)]
    of = taken(tmp_path, *changed, *misfits, torn=count)
    assert of.left_out == sentences
    assert [(one.item.id, one.response) for one in of.items] == [(f"privacy-{n}", None) for n in range(count)]


def test_an_order_of_other_options_than_the_question_has_is_drawn_again(tmp_path: Path) -> None:
    of = taken(tmp_path, shown("privacy-1")._replace(order=("c", "a")))
    assert sorted(of.items[0].order) == ["a", "b", "c"]


# In the record of the sitting that goes on ----------------------------------------------------------------------------


def test_a_record_goes_on_with_answers_orders_and_times_and_an_open_question_is_not_timed(tmp_path: Path) -> None:
    of = taken(
        tmp_path,
        shown("privacy-1"),
        given("privacy-1"),
        given("privacy-2", None),
        given("privacy-3", "b", again=True),
        shown("language-1"),
    )
    record = Record(of.selector, 7, MemoryJournal)
    record.take_up(of, 90.0)
    assert record.elapsed == 90.0
    assert record.on_screen == {"privacy-1": 9.0, "privacy-2": 9.0, "privacy-3": 9.0, "language-1": None}
    assert record.asked_again == {"privacy-3"}
    assert list(record.responses) == ["privacy-1", "privacy-2", "privacy-3"]
    assert record.orders["privacy-1"] == ("c", "a", "b")


def test_time_adds_up_over_the_visits_to_a_question_unless_one_was_not_timed() -> None:
    record = Record(Selector(BANK, "quick", 7), 7, MemoryJournal)
    one, other = BANK.items["privacy-1"], BANK.items["privacy-2"]
    record.spend(5.0, one)
    record.spend(2.5, one)
    record.spend(4.0)
    record.spend(None, other)
    record.spend(3.0, other)
    assert record.on_screen == {"privacy-1": 7.5, "privacy-2": None}
    assert record.elapsed == 14.5
