"""A work queue of accounts and the office's rules: put the accounts in the order in which to work them.

A solver gives each account its rank under the rules. An instance is kept only if no two ranks are equal, so there is
one order, and if every short cut (one date alone, a hold overlooked) gives another order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import month_day, short_month_day
from readiness.ground.exhibits.blocks import Paragraph
from readiness.ground.items import Generated, OrderTask
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import bullets, numbered
from readiness.templates.kit.queues import in_order

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "pieces": {"type": "integer", "minimum": 5, "maximum": 7, "description": "accounts in the queue"},
    },
    "required": ["pieces"],
    "additionalProperties": False,
}

_SHORTEST_LIMIT = timedelta(days=21)
_READY, _HOLD, _BACK, _FREED = "ready", "on hold", "sent back", "hold ended"


@dataclass(frozen=True, slots=True)
class _Account:
    number: str
    discharged: date
    limit: date
    status: str


Rank: TypeAlias = "tuple[int, date, date]"


@dataclass(frozen=True, slots=True)
class _Policy:
    """One office's ``rules`` (``{soon}`` stands for a day) and the ``terms`` in them, the rank they give an account, the
    statuses of a queue of seven (a shorter queue has the first ones), and what the rules come to, for the ``why``."""

    terms: tuple[str, ...]
    rules: tuple[str, ...]
    rank: Callable[[_Account, date], Rank]
    statuses: tuple[str, ...]
    gist: str


def _by_near_limit(account: _Account, soon: date) -> Rank:
    if account.status == _HOLD:
        return 2, account.discharged, date.min
    if account.limit <= soon:
        return 0, account.limit, date.min
    return 1, account.discharged, date.min


def _by_sent_back(account: _Account, soon: date) -> Rank:
    if account.status == _BACK:
        return 0, account.limit, date.min
    return (2 if account.status == _HOLD else 1), account.discharged, date.min


def _by_limit(account: _Account, soon: date) -> Rank:
    if account.status == _HOLD:
        return 1, account.discharged, date.min
    return 0, account.limit, account.discharged


_TERMS = (
    "Filing limit: the last day on which the insurer takes the claim.",
    "On hold: a paper is missing, so it cannot be billed yet.",
)

_POLICIES = (
    _Policy(
        _TERMS,
        (
            "First, accounts not on hold whose limit is {soon} or earlier: soonest limit first.",
            "Then all others not on hold: oldest discharge first.",
            "Last, accounts on hold: oldest discharge first.",
        ),
        _by_near_limit,
        (_READY, _READY, _HOLD, _READY, _READY, _HOLD, _READY),
        "Near limits come first, soonest first; then the other accounts that can be billed, oldest discharge first; "
        "then those on hold.",
    ),
    _Policy(
        (*_TERMS, "Sent back: the insurer wants it corrected."),
        (
            "First, accounts sent back: soonest limit first.",
            "Then accounts that are ready: oldest discharge first.",
            "Last, accounts on hold: oldest discharge first.",
        ),
        _by_sent_back,
        (_BACK, _BACK, _HOLD, _READY, _READY, _READY, _HOLD),
        "Accounts sent back come first, soonest limit first; then the ready ones, oldest discharge first; then those "
        "on hold.",
    ),
    _Policy(
        (*_TERMS, "Hold ended: the paper has come."),
        (
            "First, all accounts not on hold: soonest limit first. Same limit: oldest discharge first.",
            "Last, accounts on hold: oldest discharge first.",
        ),
        _by_limit,
        (_READY, _FREED, _HOLD, _READY, _READY, _HOLD, _READY),
        "All accounts that can be billed now go by limit, and by discharge where the limits are equal; a hold that "
        "ended no longer counts; those still on hold come last.",
    ),
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "queue")
    policy = draws.pick(_POLICIES)
    today = date(2026, 3, 2) + timedelta(days=draws.below(180))
    soon = today + timedelta(days=7)
    accounts = first_fit(
        lambda: _accounts(draws, policy, today, params["pieces"]),
        lambda accounts: _fair(accounts, policy, soon),
    )
    order = _solve(accounts, policy.rank, soon)
    accounts.sort(key=lambda account: account.number)
    task = OrderTask(
        pieces={f"p{i}": _wording(account) for i, account in enumerate(accounts, start=1)},
        key=tuple((f"p{accounts.index(account) + 1}",) for account in order),
    )
    why = f"{policy.gist} That gives {in_order([account.number for account in order])}. {_WHY}"
    rules = numbered(rule.format(soon=month_day(soon)) for rule in policy.rules)
    return generated(_STEM, [bullets(policy.terms), Paragraph("Office rules:"), rules], task, why)


_STEM = "These accounts wait to be worked on. In what order should the coder take them under the office rules?"
_WHY = "An account on hold may look old or urgent, but nothing can be billed until its paper comes."


def _wording(account: _Account) -> str:
    return (
        f"{account.number}: discharged {short_month_day(account.discharged)}, "
        f"limit {short_month_day(account.limit)}, {account.status}"
    )


def _accounts(draws: Draws, policy: _Policy, today: date, count: int) -> list[_Account]:
    """A queue with different discharge days and limits, but for one pair with the same limit where a rule decides."""
    numbers = draws.sample(range(100, 999), count)
    discharged = [today - timedelta(days=days) for days in draws.sample(range(4, 55), count)]
    near = draws.sample(range(1, 8), draws.between(2, 3))
    days = draws.shuffled([*near, *draws.sample(range(8, 75), count - len(near))])
    if policy.rank is _by_limit:
        days[1] = days[0]
    statuses = policy.statuses[:count]
    return [
        _Account(f"TST-{number:04}", out, today + timedelta(days=left), status)
        for number, out, left, status in zip(numbers, discharged, days, statuses)
    ]


def _solve(accounts: list[_Account], rank: Callable[[_Account, date], Rank], soon: date) -> list[_Account]:
    return sorted(accounts, key=lambda account: rank(account, soon))


def _fair(accounts: list[_Account], policy: _Policy, soon: date) -> bool:
    """One order by the rules, another one by every short cut, and for each account a usual time until its limit."""
    if any(account.limit - account.discharged < _SHORTEST_LIMIT for account in accounts):
        return False
    ranks = [policy.rank(account, soon) for account in accounts]
    if len(set(ranks)) < len(ranks):
        return False
    order = _solve(accounts, policy.rank, soon)
    short_cuts: list[Callable[[_Account], Any]] = [
        lambda account: account.limit,
        lambda account: account.discharged,
        lambda account: account.number,
        lambda account: (account.status == _HOLD, account.limit),
        lambda account: (account.status == _HOLD, account.discharged),
        lambda account: policy.rank(_Account(account.number, account.discharged, account.limit, _READY), soon),
    ]
    if any(account.status == _FREED for account in accounts):
        short_cuts.append(lambda account: (account.status in (_HOLD, _FREED), policy.rank(account, soon)))
    return all(sorted(accounts, key=short_cut) != order for short_cut in short_cuts)
