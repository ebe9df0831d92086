"""The three forms on one path, how a sitting begins, and what is promised of its length."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from readiness.bank.load import load_bank
from readiness.cli import main
from readiness.cli.menu import FORM_ROWS
from readiness.ground.english import day_of_year
from readiness.ground.items import Item
from readiness.ground.responses import Response
from readiness.kinds.answers import key_answer, served_order
from readiness.kinds.item_bank import ItemBank
from readiness.report.make import score
from readiness.screen.frame import frame
from readiness.screen.keys import start
from readiness.sitting.brevity import is_short
from readiness.sitting.onward import minutes, offers
from readiness.sitting.pages import ItemPage
from readiness.sitting.saved import list_sittings
from readiness.sitting.selection import Selector
from tests.banks import SKILLS, bank, choice, item, wide_bank

FORMS = {"first": 3, "quick": 5, "full": 20}
BANK = replace(wide_bank(), forms=FORMS)
SHIPPED = load_bank()


def asked(selector: Selector, seconds: Sequence[float | None] = ()) -> list[str]:
    """The whole sitting, every answer right; ``seconds`` are those of the first answers."""
    times, ids = iter(seconds), []
    while (id := selector.next()) is not None:
        selector.answer(Response(id, key_answer(selector.bank.item(id).task), next(times, None)))
        ids.append(id)
    return ids


def skills_of(ids: Sequence[str], on_bank: ItemBank = BANK) -> Counter[str]:
    return Counter(on_bank.item(id).skill for id in ids)


# First, quick, full -------------------------------------------------------------------------------------------------


def test_a_first_look_asks_three_of_every_skill() -> None:
    selector = Selector(BANK, "first", 7)
    assert (selector.most, selector.exact) == (15, True)
    assert skills_of(asked(selector)) == dict.fromkeys(SKILLS, 3)


@pytest.mark.parametrize(("skills", "number"), [(1, 5), (2, 6), (3, 9)])
def test_a_first_look_asks_at_least_five_in_all(skills: int, number: int) -> None:
    assert len(asked(Selector(BANK, "first", 7, skills=SKILLS[:skills]))) == number


def test_a_first_look_chooses_by_what_an_item_tells_a_second() -> None:
    """Three decisions tell 1.5 times what one tells: by the root of seconds worth 2.25 times the time, here 1.5 times."""
    short = [item(f"short-{n}", competency="one", rating=0.5, seconds=40.0) for n in range(6)]
    rich = [item(f"rich-{n}", competency="one", rating=0.5, seconds=70.0, parts=3) for n in range(6)]
    on_bank = replace(bank([*short, *rich], ["language"]), forms=FORMS)
    firsts = {form: {Selector(on_bank, form, seed, fixed=True).next() for seed in range(60)} for form in ("first", "quick")}
    assert {str(id).partition("-")[0] for id in firsts["first"]} == {"short"}
    assert {str(id).partition("-")[0] for id in firsts["quick"]} == {"rich"}


@pytest.mark.parametrize(
    ("forms", "form", "longer"),
    [
        (("first", "quick", "full"), "first", ("quick", "full")),
        (("first", "quick", "full"), "quick", ("full",)),
        (("first", "quick", "full"), "full", ()),
        (("quick", "full"), "quick", ("full",)),
        (("first", "full"), "first", ("full",)),
        (("quick", "mine"), "mine", ()),
    ],
)
def test_a_form_goes_on_into_the_longer_ones_that_the_bank_has(
    forms: tuple[str, ...], form: str, longer: tuple[str, ...]
) -> None:
    on_bank = replace(BANK, forms=dict.fromkeys(forms, 3))
    assert Selector(on_bank, form, 7).longer_forms == longer
    assert Selector(on_bank, form, 7, fixed=True).longer_forms == ()


def test_a_first_look_gone_on_with_asks_what_a_quick_check_has_more() -> None:
    first = Selector(BANK, "first", 7)
    ids = asked(first)
    quick = first.extended("quick", ())
    assert (quick.most, len(quick.outlook())) == (25, 10)
    more = asked(quick)
    assert skills_of([*ids, *more]) == dict.fromkeys(SKILLS, 5)
    assert len({*ids, *more}) == 25


# Too fast to have been read -----------------------------------------------------------------------------------------


def test_an_answer_too_fast_to_have_been_read_is_replaced_in_its_skill_twice_at_most() -> None:
    selector = Selector(BANK, "quick", 7)
    ids = asked(selector, [30.0, 0.3, 0.3, 0.3])
    more = Counter(dict.fromkeys(SKILLS, 5)) + Counter(BANK.item(id).skill for id in ids[1:3])
    assert skills_of(ids) == more
    assert selector.most == 27


def test_with_a_fixed_form_nothing_is_replaced() -> None:
    assert len(asked(Selector(BANK, "quick", 7, fixed=True), [0.3] * 25)) == 25


def test_an_answer_changed_at_leisure_needs_no_other_in_its_place() -> None:
    selector = Selector(BANK, "quick", 7)
    first = selector.next()
    assert first is not None
    for seconds, most in ((0.3, 26), (30.0, 25)):
        selector.answer(Response(first, key_answer(BANK.item(first).task), seconds))
        assert selector.most == most


# How it begins ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_the_first_two_come_from_the_quickest_third_of_their_skill_and_need_no_scrolling(form: str) -> None:
    for seed in range(12):
        selector = Selector(SHIPPED, form, seed)
        for _ in range(2):
            id = selector.next()
            assert id is not None
            one = SHIPPED.item(id)
            seconds = sorted(other.seconds for other in SHIPPED.items.values() if other.skill == one.skill)
            assert one.seconds <= seconds[(len(seconds) - 1) // 3]
            assert needs_no_scrolling(one)
            selector.answer(Response(id))


def test_a_bank_of_long_questions_still_begins() -> None:
    items = [item(f"i{n}", exhibit="\n".join(f"Line {line}" for line in range(40))) for n in range(9)]
    assert len(asked(Selector(bank(items, ["language"]), "quick", 7))) == 5


def needs_no_scrolling(one: Item) -> bool:
    """Whether all of a question is in view at once in a window of 80 by 24, asked again too."""
    for note in ("", "A guess costs nothing here. Pick what seems likeliest, or skip again."):
        page = ItemPage(one, served_order(one, 1), "Question 1 of at most 100", 0.0, 0.0, note=note)
        view = frame(start(page), 80, 24, elapsed=0.0)
        if view.text.total > view.text.rows or view.list.total > view.list.rows:
            return False
    return True


def test_what_counts_as_short_is_in_view_whole() -> None:
    instances = [
        SHIPPED.item(f"{one.id}@{seed}") if one.generate else one for one in SHIPPED.items.values() for seed in range(3)
    ]
    assert [one.id for one in instances if is_short(one) and not needs_no_scrolling(one)] == []


# What is promised ---------------------------------------------------------------------------------------------------


def test_the_minutes_are_those_of_the_questions_with_warm_ups_and_the_report() -> None:
    items = [item(f"i{n}", task=choice(), seconds=55.0) for n in range(5)]
    assert minutes(items, ()) == 10
    entries = [BANK.item(id) for id in BANK.items if BANK.item(id).type == "entry"][:1]
    assert minutes([*items, replace(entries[0], seconds=75.0)], ()) == 12
    assert minutes([*items, replace(entries[0], seconds=75.0)], ("entry",)) == 11
    assert minutes(items * 6, ()) == 35


@pytest.mark.parametrize("form", FORM_ROWS)
def test_the_page_after_the_menu_promises_no_other_minutes_than_the_menu(form: str) -> None:
    least, most = [0, *(int(word) for word in FORM_ROWS[form].split() if word.isdigit())][-2:]
    for seed in range(20 if form == "first" else 5):
        items = Selector(SHIPPED, form, seed).outlook()
        for warmed in ((), {one.type for one in items}):
            assert least <= minutes(items, warmed) <= most


def test_the_outlook_is_what_comes_when_no_answer_moves_the_odds() -> None:
    selector = Selector(BANK, "quick", 7, fixed=True)
    outlook = [one.id for one in selector.outlook()]
    assert outlook == asked(Selector(BANK, "quick", 7, fixed=True))
    assert selector.shown == []


# Going on at any later time -----------------------------------------------------------------------------------------


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Takes a sitting line by line in a data folder of its own; what it printed comes back."""
    monkeypatch.setenv("READINESS_HOME", str(tmp_path))

    def run(*arguments: str, given: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        main(["take", "--skill", "privacy", "--skill", "language", *arguments])
        return capsys.readouterr().out

    return run


SKIPS_AND_REPORT = ":s\n" * 26 + ":r\n\n\n"


def test_a_finished_first_look_is_gone_on_with_into_a_quick_check(
    take: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take("--form", "first", given="\n" + SKIPS_AND_REPORT)
    (one,) = list_sittings(tmp_path)
    assert (one.form, one.finished, len(one.responses)) == ("first", True, 6)
    shown = take("--form", "quick", given="1\n\n" + SKIPS_AND_REPORT)
    assert "Go on with your first look of " in shown
    assert " into the quick check" in shown
    counts = f"What you did on {day_of_year(one.started.at.date())} (6 skips) counts: "
    assert f"{counts}the quick check asks 4 more questions, about " in " ".join(shown.split())
    assert "The new report replaces the one you have." in shown
    (again,) = list_sittings(tmp_path)
    assert (again.id, again.form, again.finished, len(again.responses)) == (one.id, "quick", True, 10)
    assert set(one.responses) < set(again.responses)
    assert main(["history"]) == 0
    history = capsys.readouterr().out
    assert "Compared with" not in history
    assert history.count("quick check, 10 skips") == 1


def test_a_report_keeps_the_form_it_is_of_while_a_longer_one_is_under_way(
    take: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take("--form", "first", given="\n" + SKIPS_AND_REPORT)
    take("--form", "quick", given="1\n\n:s\n:s\n:q\n")
    (one,) = list_sittings(tmp_path)
    assert (one.form, one.report_form, one.finished) == ("quick", "first", False)
    assert main(["history"]) == 0
    assert ": first look, 6 skips (" in capsys.readouterr().out


def test_a_quick_check_ended_early_is_gone_on_with_on_another_day(take: Callable[..., str], tmp_path: Path) -> None:
    take("--form", "quick", "--seed", "3", given="\n" + ":s\n" * 12 + ":f\n:f\n:r\n\n\n")
    (one,) = list_sittings(tmp_path)
    assert one.finished
    assert 0 < len(one.responses) < 10
    shown = take("--form", "quick", given="1\n\n" + SKIPS_AND_REPORT)
    assert "You ended your quick check of " in shown
    (again,) = list_sittings(tmp_path)
    assert (again.id, again.form, again.finished, again.done) == (one.id, "quick", True, "10 skips")
    assert "You ended" not in take("--form", "quick", given=":q\n")


def test_who_wants_a_new_sitting_gets_one(take: Callable[..., str], tmp_path: Path) -> None:
    take("--form", "first", given="\n" + SKIPS_AND_REPORT)
    take("--form", "quick", given="2\n\n" + SKIPS_AND_REPORT)
    assert sorted(sitting.form for sitting in list_sittings(tmp_path)) == ["first", "quick"]


@pytest.mark.parametrize(
    "arguments", [["--form", "first"], ["--form", "quick", "--seed", "3"], ["--form", "quick", "--fixed"]]
)
def test_nothing_is_offered_where_it_would_not_be_a_longer_form_of_the_same(
    take: Callable[..., str], arguments: list[str]
) -> None:
    take("--form", "first", given="\n" + SKIPS_AND_REPORT)
    assert "Go on where you stopped?" not in take(*arguments, given="q\n")


def test_a_longer_form_broken_off_is_gone_on_with_as_that_form(take: Callable[..., str], tmp_path: Path) -> None:
    take("--form", "first", given="\n" + SKIPS_AND_REPORT)
    take("--form", "quick", given="1\n\n" + ":s\n" * 3)
    (sitting,) = list_sittings(tmp_path)
    assert (sitting.form, sitting.finished) == ("quick", False)
    assert sitting.report is not None
    assert "Go on with it: quick check, " in take("--form", "full", given="1\nq\n")


def test_what_was_finished_early_can_be_gone_on_with() -> None:
    selector = Selector(BANK, "quick", 7)
    given = []
    for _ in range(7):
        id = selector.next()
        assert id is not None
        given.append(Response(id, key_answer(BANK.item(id).task)))
        selector.answer(given[-1])
    first = offers(selector, score(BANK, given), ())[0]
    assert first.label.startswith("Go on with this quick check: 18 more questions, about ")
    again = selector.extended(first.form, selector.skills)
    assert skills_of([one.item for one in given] + asked(again)) == dict.fromkeys(SKILLS, 5)
    whole = [Response(id, key_answer(BANK.item(id).task)) for id in again.shown]
    assert not any(offer.label.startswith("Go on with") for offer in offers(again, score(BANK, whole), ()))
