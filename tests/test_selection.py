"""Which item comes next, and fixed forms."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.kinds.answers import key_answer
from readiness.model import Answer, Generated, ItemBank, Response, ResponseError
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
        good = selector.odds(selector.bank.item(id).skill) <= 0.5 if right is None else right
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
    heavy = wide_bank(per_skill=12, competencies=3)
    heavy.competencies["privacy-w"] = replace(heavy.competencies["privacy-w"], weight=2.0)
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


def test_a_generated_item_comes_with_a_seed_of_its_own() -> None:
    asked = [id for id in run(Selector(generated_bank(), "full", 5)) if "@" in id]
    assert {id.partition("@")[0] for id in asked} == {"made-0", "made-1", "made-2"}
    assert len({id.partition("@")[2] for id in asked}) == 3


def test_a_second_item_of_one_template_waits_until_the_others_are_used_up() -> None:
    for seed in range(30):
        asked = run(Selector(generated_bank(), "full", seed))
        assert sum("@" in id for id in asked[:3]) == 1


def test_an_option_family_waits_for_the_rest_of_its_competency_but_not_for_other_competencies() -> None:
    family = [item(f"family-{key}", competency="one", task=choice(key, "abc")) for key in "abc"]
    others = [item(f"other-{n}", competency="one", task=entry()) for n in range(2)]
    elsewhere = [item(f"elsewhere-{n}", competency="two", task=entry()) for n in range(9)]
    for seed in range(30):
        asked = run(Selector(bank([*family, *others, *elsewhere], ["language"]), "full", seed))
        in_one = [id for id in asked if not id.startswith("elsewhere")]
        assert len(in_one) == 5
        assert sum(id.startswith("family") for id in in_one[:3]) == 1
        assert sum(id.startswith("family") for id in asked[:8]) >= 2


def test_items_with_the_same_options_and_the_same_key_are_no_family() -> None:
    same = [item(f"same-{n}", competency="one", task=choice("a", "abc"), seconds=20.0) for n in range(6)]
    slow = [item(f"slow-{n}", competency="one", task=entry(), seconds=2000.0) for n in range(6)]
    for seed in range(10):
        assert all(id.startswith("same") for id in run(Selector(bank([*same, *slow], ["language"]), "full", seed))[:2])


def test_a_fixed_form_never_looks_at_the_answers() -> None:
    form = assemble(BANK, "quick", 7)
    for right in (True, False, None):
        assert tuple(run(Selector(BANK, "quick", 7, fixed=True), right)) == form.items
    assert skills_of(form.items) == dict.fromkeys(SKILLS, 5)


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
    with pytest.raises(ResponseError, match=r"^privacy-00: this question was not asked in this sitting$"):
        Selector(BANK, "quick", 7).answer(Response("privacy-00"))


PINNED_SITTING = [
    "privacy-01",
    "timeliness-03",
    "responsibility-09",
    "language-10",
    "meticulousness-05",
    "privacy-04",
    "meticulousness-08",
    "responsibility-11",
    "language-03",
    "timeliness-00",
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
