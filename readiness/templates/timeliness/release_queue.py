"""Requests for records: put them in the order in which to answer them, by the days left and by how urgent they are.

The days left are not printed: they follow from who asks and how long the request has waited. A solver ranks every
request; an instance is kept only if there is one order and no short cut (the longest wait, a status overlooked) finds
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import counted
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import bullets, fields, numbered
from readiness.templates.kit.queues import in_order, order_task, record_numbers, resists

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "pieces": {"type": "integer", "minimum": 5, "maximum": 7, "description": "requests in the queue"},
        "askers": {"type": "integer", "minimum": 2, "maximum": 4, "description": "kinds of people who ask"},
    },
    "required": ["pieces", "askers"],
    "additionalProperties": False,
}

_READY, _URGENT, _UNSIGNED = "ready", "urgent", "unsigned"
_ASKERS = (("patient", 25, 30), ("insurer", 18, 22), ("court", 10, 14), ("lawyer", 33, 40))
"""Who asks, with the fewest and the most days that an office allows itself."""


@dataclass(frozen=True, slots=True)
class _Request:
    number: str
    asker: str
    waited: int
    left: int
    status: str


Rank: TypeAlias = "tuple[int, int, int]"


@dataclass(frozen=True, slots=True)
class _Policy:
    """One office's rules: the sentences on screen (``{near}`` stands for a number of days), the rank they give, the
    statuses of a queue of seven (a shorter queue has the first ones), and what the rules come to, for the ``why``."""

    rules: tuple[str, ...]
    rank: Callable[[_Request, int], Rank]
    statuses: tuple[str, ...]
    gist: str


def _urgent_first(request: _Request, near: int) -> Rank:
    if request.status == _UNSIGNED:
        return 2, -request.waited, 0
    return int(request.status != _URGENT), request.left, 0


def _near_first(request: _Request, near: int) -> Rank:
    if request.status == _UNSIGNED:
        return 3, request.left, 0
    if request.left <= near:
        return 0, request.left, 0
    return (1 if request.status == _URGENT else 2), -request.waited, 0


def _left_first(request: _Request, near: int) -> Rank:
    if request.status == _UNSIGNED:
        return 1, -request.waited, 0
    return 0, request.left, int(request.status != _URGENT)


_POLICIES = (
    _Policy(
        (
            "First, urgent requests: fewest days left first.",
            "Then requests that are ready: fewest days left first.",
            "Last, unsigned requests: longest wait first.",
        ),
        _urgent_first,
        (_READY, _URGENT, _UNSIGNED, _READY, _URGENT, _READY, _UNSIGNED),
        "Urgent requests come first and then the ready ones, fewest days left first; unsigned ones come last, longest "
        "wait first.",
    ),
    _Policy(
        (
            "First, signed requests with {near} days left or fewer: fewest days left first.",
            "Then other urgent requests: longest wait first.",
            "Then other requests that are ready: longest wait first.",
            "Last, unsigned requests: fewest days left first.",
        ),
        _near_first,
        (_READY, _URGENT, _UNSIGNED, _READY, _READY, _URGENT, _UNSIGNED),
        "Signed requests with {near} days left or fewer lead; then come the urgent ones and the ready ones, longest "
        "wait first; unsigned ones come last.",
    ),
    _Policy(
        (
            "First, all signed requests: fewest days left first. Same days left: urgent before ready.",
            "Last, unsigned requests: longest wait first.",
        ),
        _left_first,
        (_READY, _URGENT, _UNSIGNED, _READY, _READY, _UNSIGNED, _URGENT),
        "Of the signed requests, the fewest days left come first, and urgent goes before ready where they are the "
        "same; unsigned ones come last.",
    ),
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "requests")
    policy, near = draws.pick(_POLICIES), draws.between(3, 6)
    rank = partial(_ranked, policy, near)
    short_cuts = _short_cuts(policy, near)

    def fit(drawn: tuple[dict[str, int], list[_Request]]) -> bool:
        _, requests = drawn
        return _usual(requests) and _uses_rules(map(rank, requests), policy) and resists(requests, rank, short_cuts)

    allowed, requests = first_fit(lambda: _draw(draws, policy, params), fit)
    task = order_task(requests, rank, _wording)
    ordered = sorted(requests, key=rank)
    first = ordered[0]
    why = (
        f"{policy.gist.format(near=near)} That gives {in_order([request.number for request in ordered])}. "
        f"{first.number} has {allowed[first.asker]} - {first.waited} = {counted(first.left, 'day')} left. "
        f"{_tempting(requests, first)}"
    )
    return generated(_STEM, _exhibit(policy, near, allowed), task, why)


_STEM = "These people wait for copies of records. In what order should the requests be dealt with under the office rules?"


def _ranked(policy: _Policy, near: int, request: _Request) -> Rank:
    return policy.rank(request, near)


def _draw(draws: Draws, policy: _Policy, params: Mapping[str, Any]) -> tuple[dict[str, int], list[_Request]]:
    """Requests by ascending number, none past its day; where urgency decides, it does so for one pair at least."""
    chosen = draws.sample(_ASKERS, params["askers"])
    allowed = {name: draws.between(low, high) for name, low, high in _ASKERS if (name, low, high) in chosen}
    count = params["pieces"]
    kinds = draws.shuffled((list(allowed) * count)[:count])
    lefts = [draws.between(1, allowed[kind] - 2) for kind in kinds]
    if policy.rank is _left_first:
        lefts[1] = lefts[0] = draws.between(1, min(allowed[kinds[0]], allowed[kinds[1]]) - 2)
    rows = draws.shuffled(zip(kinds, lefts, policy.statuses))
    return allowed, [
        _Request(number, kind, allowed[kind] - left, left, status)
        for number, (kind, left, status) in zip(record_numbers(draws, count), rows)
    ]


def _usual(requests: list[_Request]) -> bool:
    """Whether no form is unsigned where a court or an insurer asks: they need none from the patient."""
    return not any(request.asker in ("court", "insurer") and request.status == _UNSIGNED for request in requests)


def _uses_rules(ranks: Iterable[Rank], policy: _Policy) -> bool:
    """Whether the first rule has its requests, and most other rules theirs."""
    groups = {group for group, _, _ in ranks}
    return 0 in groups and len(groups) >= min(3, len(policy.rules))


def _short_cuts(policy: _Policy, near: int) -> list[Callable[[_Request], Any]]:
    return [
        lambda request: request.number,
        lambda request: -request.waited,
        lambda request: request.left,
        lambda request: (request.status == _UNSIGNED, -request.waited),
        lambda request: policy.rank(replace(request, left=-request.waited), near),
    ]


# Wording ------------------------------------------------------------------------------------------------------------


def _wording(request: _Request) -> str:
    return f"{request.number}: {request.asker} asks, waited {request.waited} days, {request.status}"


def _exhibit(policy: _Policy, near: int, allowed: Mapping[str, int]) -> list[Block]:
    return [
        Title("DAYS ALLOWED, BY WHO ASKS"),
        fields(((name.capitalize(), f"{days} days") for name, days in allowed.items()), right=[1]),
        bullets(
            (
                "Days left: days allowed less days waited.",
                "Urgent: signed, and a treatment or a hearing waits for it.",
                "Ready: signed, not urgent.",
                "Unsigned: nothing may be sent until the form is signed.",
            )
        ),
        Title("OFFICE RULES"),
        numbered(rule.format(near=near) for rule in policy.rules),
    ]


def _tempting(requests: list[_Request], first: _Request) -> str:
    oldest = max(requests, key=lambda request: request.waited)
    if oldest.number == first.number:
        return "Going on by the wait alone is a slip: the rules also look at the days left and at the status."
    return f"{oldest.number} tempts because none has waited longer, but the rules look at more than the wait."
