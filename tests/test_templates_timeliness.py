"""The templates of filing limits: the key worked out anew from what a person sees."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from readiness import load_bank
from readiness.check.items import flaws
from readiness.ground.items import Generated, MarkTask
from readiness.kinds.answers import credit
from readiness.kinds.item_bank import instance
from readiness.templates import template_named
from tests import test_templates as common
from tests.laid import laid
from tests.told import told

CASES: list[tuple[str, dict[str, Any]]] = [
    ("filing-limit", {"claims": "visits"}),
    ("filing-limit", {"claims": "stays"}),
]
OURS = {name for name, _ in CASES}
SEEDS = 2000
"""Of each template; its cases share them."""


def cases(*names: str) -> pytest.MarkDecorator:
    chosen = [(name, params) for name, params in CASES if name in names]
    return pytest.mark.parametrize(("name", "params"), chosen, ids=[f"{name} {params}" for name, params in chosen])


all_cases = cases(*OURS)

_made: dict[str, list[Generated]] = {}


def instances(name: str, params: dict[str, Any]) -> list[Generated]:
    """The instances of the first seeds, made once."""
    case = f"{name} {params}"
    if case not in _made:
        seeds = 1 + SEEDS // sum(other == name for other, _ in CASES)
        _made[case] = [template_named(name).generate(common.ID, seed, params) for seed in range(seeds)]
    return _made[case]


def of(name: str) -> list[Generated]:
    """The instances of all cases of a template."""
    return [made for case, params in CASES if case == name for made in instances(case, params)]


def shown(made: Generated) -> str:
    """Stem and exhibit with the lines joined, as they are read."""
    return " ".join(f"{made.stem}\n{laid(made)}".split())


# What holds for all -------------------------------------------------------------------------------------------------

SHARED: tuple[Callable[[str, dict[str, Any]], None], ...] = (
    common.test_the_cases_of_these_tests_fit_the_schema,
    common.test_the_key_earns_everything_and_chance_and_parts_are_the_tasks_own,
    common.test_instances_differ,
    common.test_everything_fits_a_narrow_screen,
    common.test_the_explanation_has_25_to_80_words,
    common.test_no_identifier_looks_like_a_real_one,
    common.test_same_seed_same_instance,
)


@pytest.mark.parametrize("check", SHARED, ids=lambda check: check.__name__)
@all_cases
def test_what_holds_for_all_templates(name: str, params: dict[str, Any], check: Callable[..., None]) -> None:
    """The checks of all templates, on the first 400 seeds, which they find in their own store."""
    common._made.setdefault(f"{name} {params}", instances(name, params)[:400])
    check(name, params)


GOLDEN = {
    "filing-limit {'claims': 'visits'}": "468cbb0f12dbee46",
    "filing-limit {'claims': 'stays'}": "03118dd8297b3d78",
}


@all_cases
def test_instances_are_the_same_on_every_machine_and_python(name: str, params: dict[str, Any]) -> None:
    """A changed digest means that past sittings can no longer show what was asked: make a new template instead."""
    text = "\n".join(told(made) for made in instances(name, params)[:200])
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == GOLDEN[f"{name} {params}"]


def test_the_bank_items_of_these_templates_are_free_of_flaws_whatever_the_seed() -> None:
    items = [item for item in load_bank().items.values() if item.template in OURS]
    assert {item.template for item in items} == OURS
    assert not [
        (item.id, seed, flaws(instance(item, seed))) for item in items for seed in range(40) if flaws(instance(item, seed))
    ]


def marks(made: Generated) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of the spots that are claims, and the keyed ones among them."""
    assert isinstance(made.task, MarkTask)
    texts = {id: spot.text for id, spot in made.task.spots.items()}
    assert list(texts)[-1] == "none"
    del texts["none"]
    return texts, tuple(id for id in made.task.key if id != "none")


# filing-limit -------------------------------------------------------------------------------------------------------

DAY = r"(\d\d)/(\d\d)/(\d{4})"


def days(text: str) -> list[date]:
    return [date(int(year), int(month), int(day)) for month, day, year in re.findall(DAY, text)]


def arrival(text: str, service: list[date]) -> list[date]:
    """The days of a service, with that of the arrival where it stands without its year."""
    match = re.search(r"Stay (\d\d)/(\d\d) to", text)
    return [date(service[0].year, int(match[1]), int(match[2])), *service] if match else service


@cases("filing-limit")
def test_a_claim_is_late_when_received_after_the_same_date_of_the_next_year(name: str, params: dict[str, Any]) -> None:
    counts: Counter[int] = Counter()
    for made in instances(name, params):
        texts, keyed = marks(made)
        late = []
        for id, text in texts.items():
            *service, handled, received = days(text)
            service = arrival(text, service)
            assert len(service) == (2 if "Stay" in text else 1)
            assert service == sorted(service)
            assert handled < received <= date(2025, 12, 31), "in the past for everyone who is asked"
            last = date(service[-1].year + 1, service[-1].month, service[-1].day)
            assert all(day.weekday() < 5 for day in (handled, received, last)), "no weekend moves a limit"
            if received > last:
                late.append(id)
                assert f"{text[:8]} could come until {last:%m/%d/%Y} and came on {received:%m/%d/%Y}" in made.why
        assert tuple(late) == keyed
        counts[len(keyed)] += 1
        assert ("Stay" in " ".join(texts.values())) <= (params["claims"] == "stays")
        assert ("; for a hospital stay, after the discharge." in shown(made)) == (params["claims"] == "stays")
    assert set(counts) == {0, 1, 2}
    assert min(counts.values()) > 50


def test_claims_are_late_and_in_time_in_every_way() -> None:
    """Sent in time and late; returned or not; counted from the admission, a claim in time would be late."""
    ways: Counter[str] = Counter()
    for made in of("filing-limit"):
        texts, keyed = marks(made)
        for id, text in texts.items():
            *service, handled, received = days(text)
            service = arrival(text, service)
            last = date(service[-1].year + 1, service[-1].month, service[-1].day)
            how = "late" if id in keyed else "in time"
            ways[f"{how}, {'returned' if 'returned' in text else 'sent'}"] += 1
            ways[f"{how}, handled {'in time' if handled <= last else 'late'}"] += 1
            ways[f"{how}, on the last day"] += received == last
            ways[f"{how}, by admission late"] += received > service[0].replace(day=min(service[0].day, 28), year=last.year)
    assert ways["late, on the last day"] == ways["in time, handled late"] == 0
    assert min(ways[way] for way in ways if way not in ("late, on the last day", "in time, handled late")) > 60
    share = {
        how: ways[f"{how}, returned"] / (ways[f"{how}, returned"] + ways[f"{how}, sent"]) for how in ("late", "in time")
    }
    assert abs(share["late"] - share["in time"]) < 0.03, "a returned claim is no sign of a late one"


@all_cases
def test_no_blind_mark_pays_more_than_chance_and_nothing_is_right_at_times(name: str, params: dict[str, Any]) -> None:
    """Marking the longest or shortest line, a certain place, or nothing at all."""
    earned: defaultdict[str, float] = defaultdict(float)
    made = instances(name, params)
    for one in made:
        assert isinstance(one.task, MarkTask)
        ids = list(one.task.spots)
        by_length = sorted(ids[:-1], key=lambda id, task=one.task: len(task.spots[id].text))  # type: ignore[misc]
        for rule, id in (
            ("nothing", ids[-1]),
            ("longest", by_length[-1]),
            ("shortest", by_length[0]),
            *((f"place {at}", id) for at, id in enumerate(ids[:-1])),
        ):
            earned[rule] += credit(one.task, (id,))
    assert max(earned.values()) / len(made) < 0.26
    assert 0.05 < earned["nothing"] / len(made) < 0.15
