"""Which item comes next, and fixed forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.ground.errors import ResponseError
from readiness.ground.items import Generated, Item
from readiness.ground.responses import Answer, Response
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import Competency, ItemBank
from readiness.report.make import score
from readiness.scoring.readings import EVEN
from readiness.sitting.selection import Selector, assemble
from tests.banks import SKILLS, bank, choice, entry, item, wide_bank

BANK = wide_bank()


def wrong_answer(on_bank: ItemBank, id: str) -> Answer:
    """An answer that earns nothing."""
    task = on_bank.item(id).task
    by_type: dict[str, Answer] = {
        "ChoiceTask": "c",
        "JudgementTask": {"best": "d", "worst": "a"},
        "MarkTask": ("s3",),
        "OrderTask": ("p4", "p3", "p2", "p1"),
        "EntryTask": "nonsense",
    }
    return by_type[type(task).__name__]


def run(selector: Selector, right: bool | None = None) -> list[str]:
    """The whole sitting: all right, all wrong, or kept close to the line when ``right`` is None."""
    asked: list[str] = []
    while (id := selector.next()) is not None:
        # Before any answer the odds are even, but for the last bits, which must not choose the answer.
        good = selector.odds(selector.bank.item(id).skill) <= 0.5 + EVEN if right is None else right
        answer = key_answer(selector.bank.item(id).task) if good else wrong_answer(selector.bank, id)
        selector.answer(Response(id, answer))
        asked.append(id)
    return asked


def skills_of(ids: list[str] | tuple[str, ...], on_bank: ItemBank = BANK) -> Counter[str]:
    return Counter(on_bank.item(id).skill for id in ids)


@pytest.mark.parametrize("right", [True, False, None])
def test_quick_asks_five_of_every_skill_whatever_the_answers(right: bool | None) -> None:
    selector = Selector(BANK, "quick", 7)
    assert (selector.most, selector.exact) == (25, True)
    asked = run(selector, right)
    assert skills_of(asked) == dict.fromkeys(SKILLS, 5)
    assert len(set(asked)) == 25


def test_full_ends_a_skill_when_it_is_called_after_three_at_the_least() -> None:
    asked = run(Selector(BANK, "full", 7), right=True)
    assert max(skills_of(asked).values()) < 12
    assert min(skills_of(asked).values()) >= 3


def test_full_in_one_skill_goes_on_until_a_level_can_be_given() -> None:
    selector = Selector(BANK, "full", 7, skills=["privacy"])
    asked = run(selector, right=True)
    assert len(asked) == 5
    assert selector.called("privacy")


def test_full_asks_on_while_a_skill_is_not_called() -> None:
    asked = run(Selector(BANK, "full", 7), right=None)
    assert skills_of(asked) == dict.fromkeys(SKILLS, 12)  # all the bank has


def test_the_cap_of_a_form_holds() -> None:
    large = wide_bank(per_skill=30)
    selector = Selector(large, "full", 7)
    assert (selector.most, selector.exact) == (100, False)
    assert skills_of(run(selector), large) == dict.fromkeys(SKILLS, 20)


def test_the_skills_take_turns() -> None:
    asked = run(Selector(BANK, "quick", 3))
    for start in range(0, 25, 5):
        assert {BANK.item(id).skill for id in asked[start : start + 5]} == set(SKILLS)


def test_competencies_get_their_share() -> None:
    even = wide_bank(per_skill=12, competencies=3)
    privacy = even.competencies["privacy-w"]._replace(weight=2.0)
    heavy = replace(even, competencies={**even.competencies, "privacy-w": privacy})
    asked = run(Selector(heavy, "quick", 3, skills=["privacy"]))
    assert sorted(Counter(heavy.item(id).competency for id in asked).values()) == [1, 1, 3]
    assert Counter(heavy.item(id).competency for id in asked)["privacy-w"] == 3


def test_only_the_skills_wanted_are_asked() -> None:
    assert skills_of(run(Selector(BANK, "quick", 3, skills=["privacy", "language"]))) == {"privacy": 5, "language": 5}


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_the_same_seed_and_answers_give_the_same_sitting(seed: int) -> None:
    assert run(Selector(BANK, "quick", seed)) == run(Selector(BANK, "quick", seed))


def test_a_known_sitting_comes_out_the_same_everywhere() -> None:
    """Pinned: another Python or machine must choose these very items."""
    assert run(Selector(BANK, "quick", 7))[:10] == PINNED_SITTING
    assert assemble(BANK, "quick", 7).items[:10] == PINNED_FORM


def test_next_stays_the_same_until_it_is_answered() -> None:
    selector = Selector(BANK, "quick", 7)
    first = selector.next()
    assert first is not None
    assert selector.next() == first
    selector.answer(Response(first))
    assert selector.next() != first


def test_seen_items_are_passed_over_while_others_are_left() -> None:
    seen = run(Selector(BANK, "quick", 7))
    second = run(Selector(BANK, "quick", 8, seen=seen))
    assert not set(seen) & set(second)
    third = run(Selector(BANK, "quick", 9, seen=[*seen, *second]))
    assert skills_of(third) == dict.fromkeys(SKILLS, 5)  # two a skill were left, the rest must come again
    assert len(set(third) & {*seen, *second}) == 15


def test_enemies_are_never_asked_together() -> None:
    items = [item(f"i{n}", competency="one", enemies=frozenset({"i0"}) if n in (1, 2) else frozenset()) for n in range(6)]
    for seed in range(40):
        asked = run(Selector(bank(items, ["language"]), "full", seed))
        assert not ({"i0"} < set(asked) and set(asked) & {"i1", "i2"})


def make(id: str, seed: int) -> Generated:
    return Generated(f"Number {seed}. What is right?", None, choice("ab"[seed % 2]), "Why it is so.", 1 / 3, 1)


def generated_bank() -> ItemBank:
    plain = [item(f"plain-{n}", competency="one") for n in range(2)]
    made = [item(f"made-{n}", competency="one", template="numbers", generate=make) for n in range(3)]
    return bank([*plain, *made], ["language"])


def test_a_known_form_with_generated_items_comes_out_the_same_everywhere() -> None:
    assert assemble(generated_bank(), "full", 5).items == PINNED_INSTANCES


def test_a_generated_item_comes_with_a_seed_of_its_own() -> None:
    asked = [id for id in run(Selector(generated_bank(), "full", 5)) if "@" in id]
    assert {id.partition("@")[0] for id in asked} == {"made-0", "made-1", "made-2"}
    assert len({id.partition("@")[2] for id in asked}) == 3


def test_a_second_item_of_one_template_waits_until_the_others_are_used_up() -> None:
    for seed in range(30):
        asked = run(Selector(generated_bank(), "full", seed))
        assert sum("@" in id for id in asked[:3]) == 1


def test_one_item_that_was_seen_does_not_hide_those_after_it() -> None:
    items = [item(f"i{n}", competency="one") for n in range(8)]
    for seed in range(10):
        asked = run(Selector(one_skill(items), "full", seed, seen=["i0", "i3"]))
        assert set(asked[-2:]) == {"i0", "i3"}
        assert len(asked) == 8


def test_a_fixed_form_never_looks_at_the_answers() -> None:
    form = assemble(BANK, "quick", 7)
    for right in (True, False, None):
        assert tuple(run(Selector(BANK, "quick", 7, fixed=True), right)) == form.items
    assert skills_of(form.items) == dict.fromkeys(SKILLS, 5)


def test_a_form_says_what_it_is_and_asks_in_some_skills_when_told_to() -> None:
    form = assemble(BANK, "full", 7, skills=["privacy"])
    assert (form.id, form.seed, skills_of(form.items)) == ("full", 7, {"privacy": 12})
    assert assemble(BANK) == assemble(BANK, "quick", 0)
    assert run(Selector(BANK)) == run(Selector(BANK, "quick", 0))


def test_a_full_fixed_form_does_not_end_a_skill_that_is_called() -> None:
    form = assemble(BANK, "full", 7)
    selector = Selector(BANK, "full", 7, fixed=True)
    assert selector.exact
    assert tuple(run(selector, right=True)) == form.items
    assert skills_of(form.items) == dict.fromkeys(SKILLS, 12)


def test_fixed_forms_differ_with_the_seed() -> None:
    assert len({assemble(BANK, "quick", seed).items for seed in range(20)}) == 20


def test_an_answer_may_be_changed() -> None:
    changed, straight = Selector(BANK, "quick", 7), Selector(BANK, "quick", 7)
    for selector in (changed, straight):
        first = selector.next()
        assert first is not None
        if selector is changed:
            selector.answer(Response(first, wrong_answer(BANK, first)))
        selector.answer(Response(first, key_answer(BANK.item(first).task)))
    for skill in SKILLS:
        assert changed.odds(skill) == pytest.approx(straight.odds(skill), abs=1e-12)
    assert changed.next() == straight.next()


def test_a_flagged_answer_does_not_move_the_odds() -> None:
    selector = Selector(BANK, "quick", 7)
    first = selector.next()
    assert first is not None
    selector.answer(Response(first, key_answer(BANK.item(first).task), seconds=0.1))
    assert selector.odds(BANK.item(first).skill) == pytest.approx(0.5)


def test_a_sitting_taken_up_again_goes_on_as_if_never_left() -> None:
    whole = Selector(BANK, "full", 11)
    asked: list[str] = []
    for _ in range(9):
        id = whole.next()
        assert id is not None
        asked.append(id)
        whole.answer(Response(id, key_answer(BANK.item(id).task)))
    again = Selector(BANK, "full", 11)
    for id in asked:
        again.show(id)
        again.answer(Response(id, key_answer(BANK.item(id).task)))
    assert again.next() == whole.next()


def test_an_extended_sitting_goes_on_in_the_skills_named_with_what_was_not_asked() -> None:
    quick = Selector(BANK, "quick", 7)
    asked = run(quick)
    more = quick.extended("full", ["privacy"])
    assert more.most == 32
    for n, id in enumerate(asked):
        more.answer(Response(id, key_answer(BANK.item(id).task) if n % 2 else wrong_answer(BANK, id)))
    extra = run(more)
    assert set(skills_of(extra)) == {"privacy"}
    assert not set(extra) & set(asked)


# Which item next: rule by rule ---------------------------------------------------------------------------------------


def right_answer(id: str, on_bank: ItemBank) -> Response:
    return Response(id, key_answer(on_bank.item(id).task))


def first_of(selector: Selector) -> str:
    id = selector.next()
    assert id is not None
    return id


def one_skill(items: list[Item]) -> ItemBank:
    return bank(items, ["language"])


def test_the_skill_with_the_fewest_questions_comes_next_among_those_not_yet_called() -> None:
    on_bank = wide_bank(per_skill=30)
    selector = Selector(on_bank, "full", 5)
    asked = dict.fromkeys(SKILLS, 0)
    called_before_the_end = False
    while (id := selector.next()) is not None:
        skill = on_bank.item(id).skill
        open_skills = [one for one in SKILLS if not selector.called(one)]
        assert skill in open_skills or sum(asked.values()) < 5
        assert asked[skill] == min(asked[one] for one in open_skills)
        called_before_the_end |= len(open_skills) < len(SKILLS)
        asked[skill] += 1
        selector.answer(right_answer(id, on_bank))
    assert called_before_the_end


def test_skills_asked_equally_often_come_in_the_order_of_the_seed() -> None:
    assert {BANK.item(first_of(Selector(BANK, "quick", seed))).skill for seed in range(60)} == set(SKILLS)


def test_the_next_competency_is_the_one_furthest_below_its_share() -> None:
    shares = {"one": 0.5, "two": 0.3, "three": 0.2}
    items = [item(f"{name}-{n}", competency=name) for name in shares for n in range(12)]
    own = {name: Competency(name, "language", name, "About it.", 10 * share) for name, share in shares.items()}
    on_bank = bank(items, ["language"], **own)
    for seed in range(20):
        asked = dict.fromkeys(shares, 0)
        for place, id in enumerate(run(Selector(on_bank, "full", seed)), start=1):
            competency = id.partition("-")[0]
            gap = {name: round(shares[name] * place - asked[name], 9) for name in shares}
            assert gap[competency] == max(gap.values())
            asked[competency] += 1
        assert asked == {"one": 10, "two": 6, "three": 4}


def first_questions(on_bank: ItemBank, seeds: int = 200) -> set[str]:
    """What comes first where nothing is said of the first questions, which are short otherwise."""
    return {first_of(Selector(on_bank, "quick", seed, fixed=True)).partition("@")[0] for seed in range(seeds)}


def test_the_draw_is_among_the_five_items_that_take_least_time_where_all_tell_the_same() -> None:
    items = [item(f"i{n}", competency="one", seconds=20.0 + n) for n in range(9)]
    assert first_questions(one_skill(items[::-1])) == {"i0", "i1", "i2", "i3", "i4"}


def test_the_draw_is_among_the_five_items_that_tell_most_where_all_take_the_same_time() -> None:
    near = [item(f"near-{n}", competency="one", task=entry(), rating=0.5) for n in range(5)]
    far = [item(f"far-{n}", competency="one", task=entry(), rating=0.95) for n in range(5)]
    assert first_questions(one_skill([*far, *near])) == {one.id for one in near}


def test_what_an_item_tells_is_set_against_the_root_of_its_seconds() -> None:
    """Three decisions weigh 1.5 times one: that is worth up to 2.25 times the seconds."""
    short = [item(f"short-{n}", competency="one", task=entry(), rating=0.5, seconds=40.0) for n in range(5)]

    def rich(seconds: float) -> list[Item]:
        return [item(f"rich-{n}", competency="one", task=entry(), rating=0.5, seconds=seconds, parts=3) for n in range(5)]

    assert first_questions(one_skill([*short, *rich(80.0)])) == {f"rich-{n}" for n in range(5)}
    assert first_questions(one_skill([*short, *rich(100.0)])) == {f"short-{n}" for n in range(5)}


def test_harder_items_come_after_right_answers_and_easier_ones_after_wrong_ones() -> None:
    hard = [item(f"hard-{n}", competency="one", task=entry(), rating=0.15) for n in range(8)]
    easy = [item(f"easy-{n}", competency="one", task=entry(), rating=0.85) for n in range(8)]
    on_bank = one_skill([*hard, *easy])
    for seed in range(20):
        for said, wanted in (("word", "hard"), ("nonsense", "easy")):
            selector = Selector(on_bank, "full", seed)
            for _ in range(3):
                selector.answer(Response(first_of(selector), said))
            assert first_of(selector).startswith(wanted)


def test_questions_are_chosen_as_if_skips_were_not_known() -> None:
    """One right answer and four skips: left out they would ask for harder questions."""
    hard = [item(f"hard-{n}", competency="one", task=entry(), rating=0.15) for n in range(10)]
    easy = [item(f"easy-{n}", competency="one", task=entry(), rating=0.85) for n in range(10)]
    on_bank = one_skill([*hard, *easy])
    for seed in range(20):
        selector = Selector(on_bank, "full", seed)
        for said in ("word", None, None, None, None):
            selector.answer(Response(first_of(selector), said))
        assert first_of(selector).startswith("easy")


def telling_bank() -> ItemBank:
    """One skill; a right answer to any of its items says as much as an answer can."""
    return one_skill([item(f"i{n}", competency="one", task=entry(), rating=0.06, parts=30) for n in range(8)])


def calls(seconds: Sequence[float], typed: str = "word") -> list[bool]:
    """Whether the skill is called before the first answer and after each; ``seconds`` are those of the answers."""
    selector = Selector(telling_bank(), "full", 1)
    found = [selector.called("language")]
    for time in seconds:
        selector.answer(Response(first_of(selector), typed, seconds=time))
        found.append(selector.called("language"))
    return found


def test_a_skill_is_not_called_on_two_answers_however_clear_they_are() -> None:
    assert calls([30.0] * 3) == [False, False, False, True]


def test_a_flagged_answer_does_not_count_towards_a_call() -> None:
    assert calls([0.1, 30.0, 0.1, 30.0, 0.1, 30.0]) == [False] * 6 + [True]


@pytest.mark.parametrize("right", [True, False])
def test_a_skill_is_called_at_both_ends(right: bool) -> None:
    selector = Selector(BANK, "full", 7)
    assert selector.most == 60
    assert len(run(selector, right)) == selector.most < 60
    for skill in SKILLS:
        assert selector.called(skill)
        assert (selector.odds(skill) > 0.5) == right


def test_the_length_offered_is_the_length_that_is_counted_down() -> None:
    quick = Selector(BANK, "quick", 7)
    while (id := quick.next()) is not None:
        close = BANK.item(id).skill == "privacy" and len(quick.shown) % 2
        quick.answer(Response(id, wrong_answer(BANK, id) if close else key_answer(BANK.item(id).task)))
    full = quick.extended("full", ())
    called = [skill for skill in SKILLS if full.called(skill)]
    assert 0 < len(called) < len(SKILLS)
    assert full.most == len(quick.shown) + len(full.outlook()) == 25 + 7 * (len(SKILLS) - len(called))


def test_a_length_is_a_limit_only_while_no_skill_is_called() -> None:
    full, quick = Selector(BANK, "full", 7), Selector(BANK, "quick", 7)
    assert full.bounded
    run(full, right=True)
    assert not full.bounded
    run(quick, right=True)
    assert quick.bounded


def is_clear(odds: float | None) -> bool:
    assert odds is not None
    return odds >= 0.85 or odds <= 0.15


@pytest.mark.parametrize("rating", [0.6, 0.9])
@pytest.mark.parametrize("mixture", ["s", "r", "w", "ws", "rrs", "rw", "rrrrssssss", "w" + "s" * 19])
def test_a_skill_ends_when_both_readings_of_its_skips_call_it_or_one_does_after_five_skips(
    mixture: str, rating: float
) -> None:
    """Read off the report: the odds with the skips as not known, and the cautious odds of both readings."""
    on_bank = one_skill([item(f"i{n:02}", competency="one", rating=rating) for n in range(20)])
    for seed in range(2):
        selector = Selector(on_bank, "full", seed)
        given: list[Response] = []
        while (id := selector.next()) is not None:
            answer = {"r": "a", "w": "c", "s": None}[mixture[len(given) % len(mixture)]]
            given.append(Response(id, answer, 30.0))
            selector.answer(given[-1])
            skill = score(on_bank, given).skills["language"]
            not_known = is_clear(skill.readings.not_known.odds if skill.readings else skill.odds)
            called = len(given) >= 3 and not_known and is_clear(skill.odds)
            enough = called or (len(given) >= 3 and not_known and skill.skipped >= 5)
            assert selector.called("language") == called
            ends = len(given) == 20 or (len(given) >= 5 and enough)
            assert (selector.next() is None) == ends, f"after {len(given)} answers"


def test_an_answer_given_twice_counts_once_in_the_full_form_too() -> None:
    """Else a skill would be called on fewer answers, and the sitting would end early."""
    straight = run(Selector(BANK, "full", 7), right=True)
    twice = Selector(BANK, "full", 7)
    asked = []
    while (id := twice.next()) is not None:
        twice.answer(Response(id, wrong_answer(BANK, id)))
        twice.answer(right_answer(id, BANK))
        asked.append(id)
    assert asked == straight


def test_changing_an_earlier_answer_leaves_the_question_on_screen() -> None:
    selector = Selector(BANK, "quick", 7)
    first = first_of(selector)
    selector.answer(Response(first))
    second = first_of(selector)
    selector.answer(right_answer(first, BANK))
    assert selector.next() == second
    assert selector.shown == [first, second]


def test_a_fixed_form_asks_the_same_whatever_was_seen_before() -> None:
    form = assemble(BANK, "quick", 7)
    assert tuple(run(Selector(BANK, "quick", 7, seen=form.items, fixed=True))) == form.items


def test_an_extended_sitting_still_passes_over_what_was_seen_before_it() -> None:
    on_bank = wide_bank(per_skill=20)
    seen = {id for id in on_bank.items if id.startswith("privacy") and int(id[-2:]) % 2}
    quick = Selector(on_bank, "quick", 7, seen=seen)
    asked = run(quick)
    more = quick.extended("full", ["privacy"])
    for n, id in enumerate(asked):
        more.answer(right_answer(id, on_bank) if n % 2 else Response(id, wrong_answer(on_bank, id)))
    extra = run(more)
    unseen_left = 20 - len(seen) - 5
    assert len(extra) > unseen_left  # long enough to show it
    assert not seen & set(asked)
    assert not seen & set(extra[:unseen_left])
    assert set(extra[unseen_left:]) <= seen


def test_an_extended_fixed_form_stays_fixed_and_any_keeps_its_seed() -> None:
    for fixed in (True, False):
        quick = Selector(BANK, "quick", 7, fixed=fixed)
        run(quick)
        more = quick.extended("full", ["privacy"])
        assert (more.fixed, more.seed) == (fixed, 7)


def test_a_generated_item_seen_before_is_as_good_as_new() -> None:
    on_bank = generated_bank()
    seen = ["made-0@17", "made-1@4", "made-2@99"]
    for seed in range(20):
        assert run(Selector(on_bank, "full", seed, seen=seen)) == run(Selector(on_bank, "full", seed))


def test_what_was_seen_waits_for_other_competencies_and_for_second_items_of_a_template() -> None:
    """An item seen before comes only when all others are used up; a second one of a template comes before it."""
    plain = [item(f"plain-{n}", competency="one", seconds=5.0) for n in range(2)]
    made = [item(f"made-{n}", competency="one", template="numbers", generate=make) for n in range(3)]
    other = [item("other-0", competency="two")]
    on_bank = one_skill([*plain, *made, *other])
    for seed in range(30):
        asked = [id.partition("@")[0] for id in run(Selector(on_bank, "full", seed, seen=["plain-0", "plain-1"]))]
        assert {id.partition("-")[0] for id in asked[:2]} == {"made", "other"}
        assert all(id.startswith("made") for id in asked[2:4])
        assert all(id.startswith("plain") for id in asked[4:])


def test_a_second_item_of_a_template_waits_for_other_competencies() -> None:
    made = [item(f"made-{n}", competency="one", template="numbers", generate=make) for n in range(3)]
    other = [item(f"other-{n}", competency="two") for n in range(4)]
    for seed in range(30):
        asked = run(Selector(one_skill([*made, *other]), "full", seed))
        assert sum("@" in id for id in asked[:5]) == 1


def test_an_item_of_a_template_that_was_used_does_not_hide_those_after_it() -> None:
    made = [item(f"made-{n}", competency="one", template="numbers", generate=make) for n in range(3)]
    plain = [item(f"plain-{n}", competency="one") for n in range(3)]
    for seed in range(30):
        asked = run(Selector(one_skill([*made, *plain]), "full", seed))
        assert sum("@" in id for id in asked[:4]) == 1


def test_enemies_hold_whichever_of_the_two_names_the_other() -> None:
    items = [item(f"i{n}", competency="one") for n in range(3)]
    for n in (0, 1):
        pair = [replace(one, enemies=frozenset({"i1" if n == 0 else "i0"})) if one.id == f"i{n}" else one for one in items]
        for seed in range(20):
            asked = run(Selector(one_skill(pair), "full", seed))
            assert len(asked) == 2
            assert "i2" in asked


def test_what_one_skill_holds_changes_nothing_in_the_others() -> None:
    """The order of the skills, the competency and the item are drawn from streams of their own."""
    other = [one for one in wide_bank().items.values() if one.skill != "privacy"]
    plain = [item(f"privacy-{n:02}", "privacy") for n in range(9)]
    changed = bank([*other, *plain])
    asked, again = run(Selector(BANK, "quick", 7, fixed=True)), run(Selector(changed, "quick", 7, fixed=True))
    assert [BANK.item(id).skill for id in asked] == [changed.item(id).skill for id in again]
    assert [id for id in asked if "privacy" not in id] == [id for id in again if "privacy" not in id]


def test_the_particulars_of_generated_items_do_not_move_the_draw_of_items() -> None:
    def instances(n: int) -> dict[str, Any]:
        return {"template": f"numbers-{n}", "generate": make}

    plain = [item(f"i{n}", competency="one") for n in range(20)]
    made = [item(f"i{n}", competency="one", **instances(n)) for n in range(20)]
    for seed in range(10):
        asked = run(Selector(one_skill(plain), "quick", seed, fixed=True))
        again = run(Selector(one_skill(made), "quick", seed, fixed=True))
        assert [id.partition("@")[0] for id in again] == asked
        assert len({id.partition("@")[2] for id in again}) == 5


def test_the_most_a_sitting_can_come_to_counts_what_was_asked_in_other_skills_too() -> None:
    few = bank([*(item(f"a{n}", "language") for n in range(2)), *(item(f"b{n}", "privacy") for n in range(30))])
    assert Selector(few, "quick", 1).most == 7
    assert Selector(few, "full", 1).most == 22
    quick = Selector(few, "quick", 1)
    run(quick)
    assert quick.extended("full", ["privacy"]).most == 22


@pytest.mark.parametrize(
    ("form", "skills", "message"),
    [
        ("huge", None, "this bank has no form 'huge'; it has quick, full"),
        ("quick", ["charm"], "this bank has no skill 'charm'; it has " + ", ".join(SKILLS)),
    ],
)
def test_an_unknown_form_or_skill_is_refused(form: str, skills: list[str] | None, message: str) -> None:
    with pytest.raises(KeyError) as caught:
        Selector(BANK, form, 1, skills=skills)
    assert caught.value.args[0] == message


def test_an_answer_to_a_question_that_was_not_asked_is_refused() -> None:
    with pytest.raises(ResponseError, match=r"^privacy-00: this question was not asked in this sitting$") as caught:
        Selector(BANK, "quick", 7).answer(Response("privacy-00"))
    error = caught.value
    assert (error.item, error.got, error.wanted) == ("privacy-00", "privacy-00", "a question that was")


PINNED_SITTING = [
    "privacy-01",
    "timeliness-07",
    "responsibility-09",
    "language-10",
    "meticulousness-05",
    "privacy-08",
    "meticulousness-08",
    "responsibility-11",
    "language-03",
    "timeliness-04",
]
PINNED_FORM = (
    "privacy-01",
    "timeliness-07",
    "responsibility-09",
    "language-10",
    "meticulousness-05",
    "privacy-04",
    "meticulousness-08",
    "responsibility-07",
    "language-07",
    "timeliness-00",
)
PINNED_INSTANCES = ("made-1@899397", "plain-1", "plain-0", "made-2@767464", "made-0@280446")
