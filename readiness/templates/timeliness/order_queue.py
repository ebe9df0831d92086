"""A work queue of accounts and the office's rules: put the accounts in the order in which to work them.

A solver gives each account its rank under the rules. An instance is kept only if no two ranks are equal, so there is
one order, and if every short cut (one date alone, the status overlooked, the limits overlooked) earns little. No rules
let a near limit wait: accounts that are not taken by their limits have at least four weeks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeAlias

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import month_day, short_month_day
from readiness.ground.items import Generated
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import numbered
from readiness.templates.kit.queues import in_order, order_task, record_numbers, resists

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "pieces": {"type": "integer", "minimum": 5, "maximum": 6, "description": "accounts in the queue"},
    },
    "required": ["pieces"],
    "additionalProperties": False,
}

_SHORTEST_LIMIT = timedelta(days=21)
_READY, _HOLD, _BACK = "ready", "on hold", "returned"


@dataclass(frozen=True, slots=True)
class _Account:
    number: str
    discharged: date
    limit: date
    status: str


Rank: TypeAlias = "tuple[int, date, date]"


@dataclass(frozen=True, slots=True)
class _Policy:
    """One office's ``rules`` (``{soon}`` stands for a day), the rank they give an account, the statuses of a queue of
    seven (a shorter queue has the first ones), what the rules come to, for the ``why``, and the statuses whose limits may
    be near, since the rules take them by their limits."""

    rules: tuple[str, ...]
    rank: Callable[[_Account, date], Rank]
    statuses: tuple[str, ...]
    gist: str
    near: tuple[str, ...] = (_READY, _HOLD, _BACK)


def _near_first(account: _Account, soon: date) -> Rank:
    return (0, account.limit, date.min) if account.limit <= soon else (1, account.discharged, date.min)


def _all_near(account: _Account, soon: date) -> Rank:
    if account.limit <= soon:
        return 0, account.limit, date.min
    return 1 + (account.status == _HOLD), account.discharged, date.min


def _returned_first(account: _Account, soon: date) -> Rank:
    if account.status == _BACK:
        return 0, account.limit, date.min
    return 1 + (account.status == _HOLD), account.discharged, date.min


def _by_limit(account: _Account, soon: date) -> Rank:
    return int(account.status == _HOLD), account.limit, account.discharged


def _holds_first(account: _Account, soon: date) -> Rank:
    return int(account.status != _HOLD), account.discharged if account.status == _HOLD else account.limit, date.min


_POLICIES = (
    _Policy(
        (
            "Limit by {soon}: soonest limit first.",
            "All others, on hold or not: oldest discharge first.",
        ),
        _near_first,
        (_READY, _READY, _HOLD, _READY, _HOLD, _READY, _READY),
        "Near limits lead, then all others by age; those on hold keep their place, so that what is missing is chased.",
    ),
    _Policy(
        (
            "Limit by {soon}, on hold or not: soonest limit first.",
            "Others not on hold: oldest discharge first.",
            "Others on hold: oldest discharge first.",
        ),
        _all_near,
        (_READY, _HOLD, _HOLD, _READY, _READY, _HOLD, _READY),
        "Near limits lead even when something is missing, since it must be chased at once; then come the others by age, "
        "those on hold last.",
    ),
    _Policy(
        (
            "Returned by the payer: soonest limit first.",
            "Ready: oldest discharge first.",
            "On hold: oldest discharge first.",
        ),
        _returned_first,
        (_BACK, _READY, _HOLD, _READY, _READY, _BACK, _HOLD),
        "Returned claims lead by limit, then the ready accounts by age, then those on hold.",
        (_BACK,),
    ),
    _Policy(
        (
            "Not on hold: soonest limit first; same limit: oldest discharge first.",
            "On hold: soonest limit first.",
        ),
        _by_limit,
        (_READY, _READY, _HOLD, _BACK, _READY, _HOLD, _READY),
        "All that are not on hold go by limit, and by discharge where limits are equal; those on hold follow.",
        (_READY, _BACK),
    ),
    _Policy(
        (
            "On hold: oldest discharge first, to chase what is missing.",
            "All others: soonest limit first.",
        ),
        _holds_first,
        (_HOLD, _READY, _HOLD, _READY, _BACK, _READY, _HOLD),
        "Here the holds come first, by age, so that what is missing is chased; all others go by limit.",
        (),
    ),
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "queue")
    policy = draws.pick(_POLICIES)
    today = date(2025, 3, 3) + timedelta(days=draws.below(180))
    soon = today + timedelta(days=7)

    def rank(account: _Account) -> Rank:
        return policy.rank(account, soon)

    accounts = first_fit(
        lambda: _accounts(draws, policy, today, params["pieces"]),
        lambda accounts: _usual(accounts) and resists(accounts, rank, _short_cuts(policy, soon)),
    )
    order = in_order([account.number for account in sorted(accounts, key=rank)])
    tempting = min(accounts, key=lambda account: account.discharged)
    first = min(accounts, key=rank)
    trap = (
        "Going on by one date alone tempts, but each rule names its own."
        if tempting == first
        else f"{tempting.number} tempts as the oldest, but the rules look at more than age."
    )
    rules = numbered(rule.format(soon=month_day(soon)) for rule in policy.rules)
    return generated(
        _STEM.format(month_day(today)),
        [rules],
        order_task(accounts, rank, _wording),
        f"{policy.gist} That gives {order}. {trap}",
    )


_STEM = (
    "It is {}. The limit is the payer's last day for a claim; on hold means that a document is missing. In what order "
    "should the coder take these accounts under the office's rules?"
)


def _wording(account: _Account) -> str:
    return (
        f"{account.number}: discharged {short_month_day(account.discharged)}, "
        f"limit {short_month_day(account.limit)}, {account.status}"
    )


def _accounts(draws: Draws, policy: _Policy, today: date, count: int) -> list[_Account]:
    """A queue with different discharge days and limits, but for one pair with the same limit where a rule decides."""
    discharged = [today - timedelta(days=days) for days in draws.sample(range(4, 55), count)]
    statuses = policy.statuses[:count]
    may = [place for place, status in enumerate(statuses) if status in policy.near]
    all_may = len(may) == count
    near = draws.sample(may, draws.between(2, 3) if all_may else draws.between(0, min(2, len(may))))
    days = draws.sample(range(28, 75), count)
    for place, left in zip(near, draws.sample(range(1, 8), len(near))):
        days[place] = left
    if policy.rank is _by_limit:
        days[1] = days[0]
    rows = draws.shuffled(zip(discharged, days, statuses))
    return [
        _Account(number, out, today + timedelta(days=left), status)
        for number, (out, left, status) in zip(record_numbers(draws, count), rows)
    ]


def _usual(accounts: Sequence[_Account]) -> bool:
    """A usual time from each discharge to its limit."""
    return all(account.limit - account.discharged >= _SHORTEST_LIMIT for account in accounts)


def _short_cuts(policy: _Policy, soon: date) -> list[Callable[[_Account], Any]]:
    cuts: list[Callable[[_Account], Any]] = [
        lambda account: account.number,
        lambda account: account.limit,
        lambda account: account.discharged,
        lambda account: (account.status == _HOLD, account.discharged),
    ]
    if policy.rank is not _near_first:
        cuts.append(lambda account: policy.rank(replace(account, status=_READY), soon))
    if policy.rank is not _by_limit:
        cuts.append(lambda account: (account.status == _HOLD, account.limit))
    if policy.rank in (_near_first, _all_near):
        cuts.append(lambda account: policy.rank(replace(account, limit=date.max), soon))
    return cuts
