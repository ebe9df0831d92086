"""Which question of practice comes next, which once more, and which are left for tests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.ground.draws import Draws
from readiness.ground.items import Generated, Item
from readiness.ground.responses import Response
from readiness.kinds.answers import served_order
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import Competency, ItemBank, PracticeShare
from readiness.practise.past import Past, past
from readiness.practise.session import AT_MOST, LENGTH, READING, TRIES, Session
from readiness.practise.topics import eligible, in_turn, ready_for_a_look
from readiness.report.blocks import Bullets
from readiness.report.content import sections
from readiness.report.make import score
from readiness.report.value import Report
from readiness.sitting.events import PRACTICE, TEST, Practiced, Shown, Started, moment
from readiness.sitting.kept import kept_for_practice
from readiness.sitting.saved import Sitting
from readiness.sitting.selection import Selector
from tests.banks import bank, choice, item
from tests.samples import CHOICE, ENTRY, JUDGEMENT, MARK, ORDER

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
TOPICS = "wxyz"
NOTHING = Past({}, {}, {}, frozenset(), frozenset())


def made(id: str, seed: int) -> Generated:
    return Generated(f"Generated {seed}?", None, choice("a"), "Because.", 1 / 3, 1, f"digest {seed}")


def topic_bank(written: int = 8, generated: int = 2, share: float = 0.25, keep: int = 0) -> ItemBank:
    """One skill of four competencies, each with so many items written by hand and so many generated ones."""
    items: list[Item] = []
    for topic in TOPICS:
        items += [item(f"{topic}-{n:02}", "privacy", topic) for n in range(written)]
        items += [item(f"{topic}-g{n}", "privacy", topic, template="t", generate=made) for n in range(generated)]
    return replace(bank(items, ["privacy"]), practice=PracticeShare(share, keep))


def sitting(
    kind: str, shown: Sequence[str] = (), answers: Sequence[tuple[str, str, float]] = (), *, day: int = 0, done: bool = True
) -> Sitting:
    """A saved sitting: of a test the items shown; of practice the answers, each an item, its competency and a credit."""
    at = moment(NOON + timedelta(days=day))
    return Sitting(
        id=f"sitting-{day}",
        path=Path("nowhere"),
        head=Started(at, None, "quick", (), 1, False, (), kind),
        started=at,
        shown=tuple(Shown(id, "d", ()) for id in shown),
        given={},
        warmups=(),
        extended=None,
        elapsed=0.0,
        report=None,
        report_line=None,
        submitted=None,
        finished=done,
        damage=(),
        practiced=tuple(
            Practiced(moment(at.at + timedelta(seconds=n)), topic, Response(id, "a"), "d", credit, False, 0.0)
            for n, (id, topic, credit) in enumerate(answers)
        ),
    )


def asked(session: Session, credits: Sequence[float], hinted: bool = False) -> list[str]:
    """The items that come when the answers earn these credits, the last of them without end."""
    found: list[str] = []
    while (following := session.next()) is not None:
        credit = credits[min(len(found), len(credits) - 1)]
        session.answer(following.item, following.competency, credit=credit, hinted=hinted)
        found.append(following.item)
    return found


def families(ids: Sequence[str]) -> list[str]:
    return [id.partition("@")[0] for id in ids]


# A session ----------------------------------------------------------------------------------------------------------


def test_a_session_takes_about_ten_minutes_and_mixes_its_topics() -> None:
    session = Session(topic_bank(), ["w", "x", "y", "z"], 1, NOTHING)
    ids = asked(session, [1.0])
    assert [id[0] for id in ids] == ["w", "x", "y", "z", "w", "x", "y", "z", "w", "x"]
    assert session.spent == len(ids) * (40 + READING) == LENGTH
    assert session.done == 1.0


def test_generated_questions_come_first_and_each_is_another_instance() -> None:
    session = Session(topic_bank(), ["w", "x"], 1, NOTHING)
    ids = asked(session, [1.0])
    assert sorted(families(ids)[:4]) == ["w-g0", "w-g1", "x-g0", "x-g1"]
    assert all("@" in id for id in ids[:4])


def test_an_instance_that_was_met_is_not_asked_again() -> None:
    one = topic_bank()
    first = Session(one, ["w"], 1, NOTHING).next()
    assert first is not None
    second = Session(one, ["w"], 1, replace(NOTHING, met=frozenset({first.item}))).next()
    assert second is not None
    assert (families([second.item]), second.item == first.item) == (families([first.item]), False)


def test_what_was_missed_comes_again_as_another_instance_after_one_other_question() -> None:
    ids = asked(Session(topic_bank(), ["w", "x", "y"], 1, NOTHING), [0.0, 1.0])
    assert families(ids)[0] == families(ids)[2]
    assert ids[0] != ids[2]
    assert families(ids).count(families(ids)[0]) == 2


def test_a_hand_written_question_that_was_missed_comes_again_later_itself() -> None:
    one = topic_bank(generated=0, share=0.5)
    ids = asked(Session(one, ["w", "x", "y"], 1, NOTHING), [0.0, 1.0])
    assert ids[0] == ids[4]
    assert ids.count(ids[0]) == 2


def test_right_after_a_hint_does_not_sit_yet() -> None:
    session = Session(topic_bank(), ["w", "x"], 1, NOTHING)
    first = session.next()
    assert first is not None
    session.answer(first.item, first.competency, credit=1.0, hinted=True)
    assert session.pending == {families([first.item])[0]}
    assert session.unlearned == families([first.item])


def test_nothing_is_asked_more_than_a_few_times_and_nobody_is_kept_much_longer() -> None:
    session = Session(topic_bank(), list(TOPICS), 1, NOTHING)
    ids = families(asked(session, [0.0]))
    assert max(map(ids.count, ids)) == TRIES
    assert session.spent <= AT_MOST + 40 + READING


def test_with_one_question_alone_it_comes_at_once_again() -> None:
    one = topic_bank(written=0, generated=1)
    assert families(asked(Session(one, ["w"], 1, NOTHING), [0.0, 0.5, 1.0])) == ["w-g0"] * 3


def test_enemies_are_not_asked_in_one_session() -> None:
    items = [item("w-1", "privacy", "w", enemies=frozenset({"w-2"})), item("w-2", "privacy", "w")]
    one = bank(items, ["privacy"])
    seen = replace(NOTHING, seen={"w-1": False, "w-2": False})
    assert len(asked(Session(one, ["w"], 1, seen), [1.0])) == 1


credits = st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=40)


@settings(deadline=None)
@given(credits, st.booleans(), st.integers(0, 500))
def test_a_session_ends_and_can_be_gone_on_with_from_any_answer(given: list[float], hinted: bool, seed: int) -> None:
    one = topic_bank()
    session = Session(one, list(TOPICS), seed, NOTHING)
    ids = asked(session, given, hinted)
    assert session.spent <= AT_MOST + 40 + READING
    for earlier, later in pairwise(ids):
        assert earlier != later
    cut = seed % (len(ids) + 1)
    again = Session(one, list(TOPICS), seed, NOTHING)
    for answer in session.asked[:cut]:
        again.answer(answer.item, answer.competency, credit=float(answer.right), hinted=not answer.alone)
    following = again.next()
    assert (following.item if following else None) == (ids[cut] if cut < len(ids) else None)


# What is spent ------------------------------------------------------------------------------------------------------


def test_a_share_of_each_topic_is_kept_for_practice() -> None:
    kept = kept_for_practice(topic_bank(written=8, share=0.25))
    assert sorted(id[0] for id in kept) == ["w", "w", "x", "x", "y", "y", "z", "z"]
    assert not any("g" in id for id in kept)


def test_every_skill_keeps_its_items_for_tests() -> None:
    one = topic_bank(written=8, generated=2, share=0.5, keep=35)
    assert len(kept_for_practice(one)) == 5
    assert len({id[0] for id in kept_for_practice(one)}) == 4
    assert kept_for_practice(topic_bank(written=8, generated=2, share=0.5, keep=60)) == frozenset()


def test_what_is_kept_is_drawn_by_the_ids_alone() -> None:
    one, other = topic_bank(), topic_bank()
    turned = replace(other, items=dict(reversed(list(other.items.items()))))
    assert kept_for_practice(one) == kept_for_practice(turned)


def test_no_item_with_an_enemy_is_kept_for_practice() -> None:
    items = [item(f"w-{n}", "privacy", "w", enemies=frozenset({"w-0"} - {f"w-{n}"})) for n in range(6)]
    one = replace(bank(items, ["privacy"]), practice=PracticeShare(0.5, 0))
    assert kept_for_practice(one) == frozenset()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 300), credits)
def test_practice_and_the_next_test_share_no_hand_written_question_while_others_are_left(
    seed: int, given: list[float]
) -> None:
    one = replace(topic_bank(written=8, generated=1), forms={"first": 5, "quick": 20})
    first = selected(one, "first", seed)
    tests = [sitting(TEST, first)]
    sessions: list[Sitting] = []
    for day in range(1, 4):
        session = Session(one, list(TOPICS), seed + day, past(tests, sessions))
        asked(session, given)
        answers = [(answer.item, answer.competency, float(answer.right)) for answer in session.asked]
        sessions.append(sitting(PRACTICE, answers=answers, day=day))
    practiced = {id for session in sessions for id in families([one.response.item for one in session.practiced])}
    second = selected(one, "quick", seed + 9, seen=first, practiced=practiced)
    assert len(second) == 20
    assert {id for id in second if "@" not in id} & practiced == set()


def selected(one: ItemBank, form: str, seed: int, *, seen: Sequence[str] = (), practiced: Collection[str] = ()) -> list[str]:
    """The items of a test whose answers settle nothing."""
    selector = Selector(one, form, seed, seen=seen, practiced=practiced)
    ids = []
    while (id := selector.next()) is not None:
        ids.append(id)
        selector.answer(Response(id, "ab"[len(ids) % 2]))
    return ids


def test_when_nothing_else_is_left_a_test_takes_what_was_practiced_last() -> None:
    one = replace(topic_bank(written=4, generated=0, share=0.25), forms={"quick": 16})
    kept = kept_for_practice(one)
    ids = selected(one, "quick", 3, seen=["w-00"])
    assert sorted(ids) == sorted(one.items)
    assert set(ids[-len(kept) :]) == kept


def test_questions_of_a_test_that_is_not_finished_are_not_practiced() -> None:
    one = topic_bank(written=4, generated=0, share=0.0)
    assert eligible(one, past([sitting(TEST, ["w-00", "w-01"])], []), "w") == ["w-00", "w-01"]
    assert eligible(one, past([sitting(TEST, ["w-00", "w-01"], done=False)], []), "w") == []


def test_what_was_practiced_least_comes_first() -> None:
    one = topic_bank(written=4, generated=0, share=0.5)
    kept = sorted(id for id in kept_for_practice(one) if id[0] == "w")
    often = past([], [sitting(PRACTICE, answers=[(kept[0], "w", 1.0)])])
    following = Session(one, ["w"], 1, often).next()
    assert following is not None
    assert following.item == kept[1]


# The order of topics ------------------------------------------------------------------------------------------------


def needing(**needs: tuple[str, ...]) -> ItemBank:
    topics = {id: Competency(id, "privacy", id.title(), "About it.", 1.0, needs.get(id, ())) for id in TOPICS}
    return bank([item(f"{id}-1", "privacy", id) for id in TOPICS], ["privacy"], **topics)


def answered(**credits: list[float]) -> Past:
    return replace(NOTHING, earned={id: tuple(own) for id, own in credits.items()})


def test_the_weakest_topic_comes_first() -> None:
    met = answered(w=[1.0, 1.0], x=[0.0, 0.0], y=[0.5], z=[0.0, 1.0, 0.0])
    assert in_turn(needing(), met, TOPICS, 1) == ("x", "z", "y", "w")


def test_what_a_weak_topic_needs_comes_before_it_if_that_is_weak_too() -> None:
    met = answered(w=[0.0, 0.0], x=[0.0], y=[1.0, 1.0], z=[1.0])
    assert in_turn(needing(w=("x", "y")), met, TOPICS, 1) == ("x", "w", "z", "y")


def test_topics_that_are_not_due_yet_come_last() -> None:
    met = answered(w=[0.0], x=[1.0], y=[1.0], z=[0.0])
    assert in_turn(needing(), met, TOPICS, 1, resting={"w", "z"})[2:] in (("w", "z"), ("z", "w"))


def test_what_is_due_comes_before_what_the_report_names_and_that_before_weaker_topics() -> None:
    met = answered(w=[0.0], x=[0.5], y=[1.0], z=[1.0, 1.0])
    assert in_turn(needing(), met, TOPICS, 1, due=["z", "y"]) == ("y", "z", "w", "x")
    assert in_turn(needing(), met, TOPICS, 1, due=["z"], named=["y", "z", "x"]) == ("z", "y", "x", "w")
    assert in_turn(needing(), met, TOPICS, 1, named=["y"], resting=TOPICS) == ("y", "w", "x", "z")


def test_without_any_answer_the_topics_are_drawn() -> None:
    orders = {in_turn(needing(), NOTHING, TOPICS, seed) for seed in range(50)}
    assert len(orders) > 10
    assert all(sorted(order) == list(TOPICS) for order in orders)


def test_the_latest_answers_tell_how_weak_a_topic_is() -> None:
    assert answered(w=[0.0] * 8 + [1.0] * 8).weakness("w") == pytest.approx(0.1)
    assert NOTHING.weakness("w") == 0.5


# Which question of a topic, and which topic -------------------------------------------------------------------------


def test_of_a_topic_what_is_new_comes_first_then_what_was_missed_right_kept_and_practiced() -> None:
    one = topic_bank()
    kept = sorted(id for id in kept_for_practice(one) if id.startswith("w-"))
    missed, right, practiced = [f"w-{n:02}" for n in range(8) if f"w-{n:02}" not in kept][:3]
    met = replace(NOTHING, seen={missed: True, right: False}, practiced={practiced: 1, kept[0]: 1})
    for seed in range(5):
        ids = families(asked(Session(one, ["w"], seed, met), [1.0]))
        assert sorted(ids[:2]) == ["w-g0", "w-g1"]
        assert ids[2:] == [missed, right, *kept[1:], kept[0], practiced]


def test_a_topic_that_the_bank_does_not_have_is_passed_over() -> None:
    session = Session(topic_bank(), ["gone", "w"], 1, NOTHING)
    assert (session.topics, session.focus) == (["w"], ["w"])


def test_an_answer_to_a_question_that_is_gone_takes_its_time_and_does_not_come_again() -> None:
    session = Session(topic_bank(), ["w"], 1, NOTHING)
    session.answer("gone@7", "w", credit=0.0, hinted=False)
    assert (session.spent, session.pending, session.unlearned) == (READING, frozenset(), [])


@pytest.mark.parametrize("seed", range(6))
def test_of_what_was_missed_the_first_comes_first_when_nothing_else_is_left(seed: int) -> None:
    ids = asked(Session(topic_bank(written=2, generated=0, share=1.0), ["w"], seed, NOTHING), [0.0, 0.0, 1.0])
    assert len(ids) == 4
    assert ids[:2] == ids[2:]


def test_what_was_missed_at_the_very_end_comes_again_after_one_other_question() -> None:
    session = Session(topic_bank(generated=4), ["w", "x", "y", "z"], 1, NOTHING)
    ids = families(asked(session, [*[1.0] * 9, 0.0, 1.0]))
    assert len(ids) == 12
    assert ids[11] == ids[9] != ids[10]
    assert session.done == 1.0


def test_a_topic_that_takes_the_place_of_another_waits_its_turn_too() -> None:
    counts = {"a": 3, "b": 5, "c": 5, "d": 5, "e": 5}
    items = [
        item(f"{id}-g{n}", "privacy", id, seconds=10.0, template="t", generate=made)
        for id, own in counts.items()
        for n in range(own)
    ]
    ids = asked(Session(bank(items, ["privacy"]), list(counts), 1, NOTHING), [1.0])
    assert "".join(id[0] for id in ids).startswith("abcdabcdaebec")


# What was met before ------------------------------------------------------------------------------------------------


def reported(shown: Sequence[str], given: Sequence[Response], *, day: int, finished: bool = True) -> Sitting:
    """A test of the bank of topics that was reported on."""
    report = score(topic_bank(), given).to_dict()
    at = moment(NOON + timedelta(days=day))
    return sitting(TEST, shown, day=day, done=finished)._replace(report=report, submitted=at)


def test_a_test_tells_what_was_earned_missed_and_skipped_but_not_what_came_too_fast() -> None:
    given = [
        Response("w-00", "a", 30.0),
        Response("w-01", "b", 30.0),
        Response("x-00", None, 30.0),
        Response("x-01", "a", 0.5),
        Response("y-g0@5", "b", 30.0),
    ]
    one = reported(["w-00", "w-01", "x-00", "x-01", "y-g0@5", "z-00"], given, day=1)
    found = past([one], [])
    assert dict(found.earned) == {"w": (1.0, 0.0), "x": (0.0,), "y": (0.0,)}
    assert dict(found.seen) == {"w-00": False, "w-01": True, "x-00": True, "x-01": False, "y-g0@5": True, "z-00": False}
    assert (dict(found.practiced), found.waiting, found.met) == ({}, frozenset(), frozenset())


@pytest.mark.parametrize("order", [1, -1])
def test_what_was_missed_in_one_test_stays_missed_whatever_came_before_or_after(order: int) -> None:
    right, wrong = (reported(["w-00"], [Response("w-00", answer, 30.0)], day=day) for day, answer in ((1, "a"), (2, "b")))
    assert past([right, wrong][::order], []).seen == {"w-00": True}


def test_earnings_stand_in_the_order_of_time_and_a_hint_halves_them() -> None:
    early = sitting(PRACTICE, answers=[("w-g0@1", "w", 1.0), ("w-g0@2", "w", 0.5), ("x-00", "x", 0.5)], day=0)
    late = sitting(PRACTICE, answers=[("w-g0@1", "w", 1.0), ("w-01", "w", 0.0)], day=3)
    late = late._replace(practiced=tuple(one._replace(hinted=True) for one in late.practiced))
    test = reported(["w-00", "w-01"], [Response("w-00", "a", 30.0), Response("w-01", "b", 30.0)], day=1)
    found = past([test], [late, early])
    assert dict(found.earned) == {"w": (1.0, 0.5, 1.0, 0.0, 0.5, 0.0), "x": (0.5,)}
    assert dict(found.practiced) == {"w-g0": 3, "w-01": 1, "x-00": 1}
    assert found.met == {"w-g0@1", "w-g0@2", "w-01", "x-00"}


def test_what_waits_in_an_open_test_is_not_seen_unless_it_was_reported_on() -> None:
    left = sitting(TEST, ["w-00", "w-g0@3"], day=1, done=False)
    given = [Response("x-00", "b", 30.0), Response("x-01", "a", 30.0)]
    onward = reported(["x-00", "x-01"], given, day=2, finished=False)
    found = past([left, onward], [])
    assert found.waiting == {"w-00", "w-g0@3", "x-00", "x-01"}
    assert (dict(found.seen), dict(found.earned)) == ({"x-00": True, "x-01": False}, {"x": (0.0, 1.0)})


def test_a_report_that_cannot_be_read_tells_nothing_but_what_was_seen() -> None:
    one = reported(["w-00"], [Response("w-00", "b", 30.0)], day=1)._replace(report={"report": "torn"})
    assert (dict(past([one], []).seen), dict(past([one], []).earned)) == ({"w-00": False}, {})
    assert dict(past([one._replace(report=None)], []).earned) == {}


# A test is worth its questions --------------------------------------------------------------------------------------


def test_after_enough_practice_a_first_look_is_offered_until_there_was_a_test() -> None:
    one = topic_bank()
    session = sitting(PRACTICE, answers=[(f"w-g0@{n}", "w", 1.0) for n in range(20)], day=1)
    assert ready_for_a_look(one, [], session.practiced) == ["privacy"]
    assert ready_for_a_look(one, [], session.practiced[1:]) == []
    assert ready_for_a_look(one, [sitting(TEST, ["w-00"], day=0)], session.practiced) == ["privacy"]
    assert ready_for_a_look(one, [sitting(TEST, ["w-00"], day=2)], session.practiced) == []
    missed = [one._replace(credit=0.5) for one in session.practiced[-3:]]
    assert ready_for_a_look(one, [], [*session.practiced[:-3], *missed]) == []


def two_skills() -> ItemBank:
    items = [item(f"{skill}-{n}", skill, f"{skill}-topic") for skill in ("privacy", "language") for n in range(3)]
    return bank(items, ["privacy", "language"])


def practice_of(skill: str, credits: Sequence[float], *, day: int = 1, hinted: int = 0) -> tuple[Practiced, ...]:
    """Answers of practice in a skill; the last ``hinted`` ones after a hint."""
    given = sitting(PRACTICE, answers=[(f"{skill}-0", f"{skill}-topic", credit) for credit in credits], day=day).practiced
    plain = len(given) - hinted
    return (*given[:plain], *(one._replace(hinted=True) for one in given[plain:]))


def test_a_look_is_at_the_skill_that_was_practiced() -> None:
    one = two_skills()
    assert ready_for_a_look(one, [], practice_of("language", [1.0] * 20)) == ["language"]
    assert ready_for_a_look(one, [], practice_of("language", [1.0] * 10) + practice_of("privacy", [1.0] * 10)) == []


def test_a_test_of_another_skill_is_no_look_at_this_one() -> None:
    one, given = two_skills(), practice_of("language", [1.0] * 20)
    assert ready_for_a_look(one, [sitting(TEST, ["privacy-0", "gone-7@3"], day=2)], given) == ["language"]
    assert ready_for_a_look(one, [sitting(TEST, ["privacy-0", "gone-7", "language-0"], day=2)], given) == []


@pytest.mark.parametrize(
    ("credits", "hinted", "ready"),
    [
        ([1.0] * 15 + [0.0] * 2 + [1.0] * 8, 0, True),
        ([1.0] * 15 + [0.0] * 3 + [1.0] * 7, 0, False),
        ([0.0] * 15 + [1.0] * 10, 0, True),
        ([1.0] * 10 + [0.0] * 5 + [1.0] * 10, 0, True),
        ([1.0] * 25, 2, True),
        ([1.0] * 25, 3, False),
        ([1.0] * 17 + [0.5] * 3, 0, False),
        ([1.0] * 19, 0, False),
    ],
)
def test_a_look_is_worth_it_when_eight_of_the_latest_ten_were_right_alone(
    credits: list[float], hinted: int, ready: bool
) -> None:
    assert ready_for_a_look(two_skills(), [], practice_of("privacy", credits, hinted=hinted)) == ["privacy"] * ready


def test_what_may_be_practiced_of_a_topic_is_spent_for_no_test() -> None:
    one = topic_bank()
    kept = {id for id in kept_for_practice(one) if id.startswith("w-")}
    seen, practiced, waiting = sorted({f"w-{n:02}" for n in range(8)} - kept)[:3]
    met = replace(NOTHING, seen={seen: False, waiting: True}, practiced={practiced: 1}, waiting=frozenset({waiting}))
    assert set(eligible(one, met, "w")) == {"w-g0", "w-g1", *kept, seen, practiced}
    both = replace(met, waiting=frozenset({waiting, practiced, *kept, "w-g0"}))
    assert set(eligible(one, both, "w")) == {"w-g0", "w-g1", seen}


# Hints --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (
            CHOICE,
            "It is not number 2, “It is looked at from inside with a thin tube that carries a camera”. "
            "That would be -scopy.",
        ),
        (
            JUDGEMENT,
            "Number 2 is neither, “Wait until the weekly team meeting and bring it up there”. That is too late.",
        ),
        (MARK, "2 of the 6 belong to the answer."),
        (ORDER, "This comes first: number 1, “Due May 2, $90”."),
        (ENTRY, "It is a day in March 2026."),
    ],
    ids=lambda value: getattr(value, "type", ""),
)
def test_a_hint_narrows_the_question_down(asked: Item, hint: str) -> None:
    assert kind(asked.task).hint(served_order(asked, 1), Draws(1, asked.id, "hint")) == hint


# The report of a test -----------------------------------------------------------------------------------------------


def test_the_report_of_a_test_says_which_kinds_were_practiced_and_nothing_else_changes() -> None:
    one = topic_bank()
    given = [Response("w-g0@5", "a"), Response("w-g1@6", "a"), Response("w-00", "b"), Response("x-00", "a")]
    report, plain = score(one, given, practiced={"w-g0", "w-g1", "y-g0"}), score(one, given)
    assert report.practiced == ("w-g0@5", "w-g1@6")
    assert replace(report, practiced=()) == plain
    assert practiced_words(report) == (
        "You had practiced 2 of these 4 questions before, in other versions of the same kind: that makes them easier, which "
        "the chances do not allow for."
    )
    both = score(one, given, practiced={"w-g0", "w-00"})
    assert practiced_words(both).startswith(
        "You had practiced 2 of these 4 questions before, 1 of them in another version of the same kind: "
    )
    assert practiced_words(plain) == ""


def practiced_words(report: Report) -> str:
    """What the report says of practice."""
    found = [
        line
        for section in sections(report, NOON.date())
        for block in section.blocks
        if isinstance(block, Bullets)
        for line in block.items
        if "practiced" in line
    ]
    return " ".join(found)
