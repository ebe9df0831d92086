"""Claims that insurers did not pay: put them in the order in which to appeal, by last day and by amount.

A solver ranks every claim under one of three sets of office rules. An instance is kept only if there is one order and
no short cut (the last day alone, the amount alone, a limit missed by a dollar or a day) finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from readiness.ground.draws import Draws, first_fit
from readiness.ground.english import full_date, short_month_day
from readiness.ground.exhibits.blocks import Block, Title
from readiness.ground.items import Generated
from readiness.templates.kit.marking import generated
from readiness.templates.kit.papers import bullets, numbered
from readiness.templates.kit.queues import in_order, order_task, record_numbers, resists

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "pieces": {"type": "integer", "minimum": 5, "maximum": 7, "description": "claims in the queue"},
    },
    "required": ["pieces"],
    "additionalProperties": False,
}

_NEW_YEARS = (date(2026, 1, 5), date(2027, 1, 4))
"""Mondays from which no queue runs into the next year: last days show no year."""


@dataclass(frozen=True, slots=True)
class _Claim:
    number: str
    amount: int
    last: date


@dataclass(frozen=True, slots=True)
class _Limits:
    """Band A has ``high`` dollars or more, band C less than ``low``; last days go up to ``soon``, ``later`` or on."""

    high: int
    low: int
    soon: date
    later: date

    def band(self, claim: _Claim) -> int:
        """0 for band A, 1 for B, 2 for C."""
        return (claim.amount < self.high) + (claim.amount < self.low)

    def week(self, claim: _Claim) -> int:
        return (claim.last > self.soon) + (claim.last > self.later)


Rank: TypeAlias = "tuple[int, date, int]"


@dataclass(frozen=True, slots=True)
class _Policy:
    """One office's rules: whether they use bands, the sentences on screen, the rank, and the gist for the ``why``."""

    bands: bool
    rules: tuple[str, ...]
    rank: Callable[[_Claim, _Limits], Rank]
    gist: str


def _near_then_band(claim: _Claim, limits: _Limits) -> Rank:
    if limits.week(claim) == 0:
        return 0, claim.last, 0
    return 1 + limits.band(claim), claim.last, 0


def _week_then_amount(claim: _Claim, limits: _Limits) -> Rank:
    return limits.week(claim), date.min, -claim.amount


def _large_then_day(claim: _Claim, limits: _Limits) -> Rank:
    return (1, claim.last, -claim.amount) if limits.band(claim) else (0, claim.last, 0)


_POLICIES = (
    _Policy(
        True,
        (
            "First, claims with a last day on or before {soon}: soonest last day first.",
            "Then the others by band: A before B before C. In a band: soonest last day first.",
        ),
        _near_then_band,
        "Last days up to {soon} lead, soonest first; the others go by band, and inside a band by last day.",
    ),
    _Policy(
        False,
        (
            "First, claims with a last day on or before {soon}: largest amount first.",
            "Then those with a last day on or before {later}: largest amount first.",
            "Then the rest: largest amount first.",
        ),
        _week_then_amount,
        "Last days up to {soon} lead, then those up to {later}, then the rest; in each of the three the largest amount "
        "goes first.",
    ),
    _Policy(
        True,
        (
            "First, band A: soonest last day first.",
            "Then bands B and C together: soonest last day first. Same last day: larger amount first.",
        ),
        _large_then_day,
        "Band A leads, soonest last day first; then B and C go together by last day, and by amount where that is the same.",
    ),
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "claims")
    policy = draws.pick(_POLICIES)
    today = draws.pick(_NEW_YEARS) + timedelta(days=7 * draws.below(45) + draws.below(3))
    soon = today + timedelta(days=draws.between(6, 9))
    limits = _Limits(draws.pick((2000, 3000, 4000, 5000)), draws.pick((400, 500, 800, 1000)), soon, soon + timedelta(days=7))

    def rank(claim: _Claim) -> Rank:
        return policy.rank(claim, limits)

    claims = first_fit(
        lambda: _draw(draws, policy, limits, today, params["pieces"]),
        lambda claims: _uses_rules(list(map(rank, claims)), policy) and resists(claims, rank, _SHORT_CUTS),
    )
    in_words = {"soon": short_month_day(limits.soon), "later": short_month_day(limits.later)}
    order = in_order([claim.number for claim in sorted(claims, key=rank)])
    why = f"{policy.gist.format(**in_words)} That gives {order}. {_tempting(claims, min(claims, key=rank))}"
    stem = (
        f"Today is {full_date(today)}. Insurers did not pay these claims, and the office appeals each: it asks the "
        "insurer to decide again. In what order should the claims be worked under the office rules?"
    )
    return generated(stem, _exhibit(policy, limits, in_words), order_task(claims, rank, _wording), why)


def _draw(draws: Draws, policy: _Policy, limits: _Limits, today: date, count: int) -> list[_Claim]:
    """Claims by ascending number; some stand right at a limit, and two share their last day where amounts decide."""
    amounts = [limits.high, limits.low, limits.high - draws.pick((1, 10, 50)), limits.low - draws.pick((1, 10, 50))]
    amounts = draws.sample(amounts, 2) + [10 * draws.between(12, 950) for _ in range(count - 2)]
    lasts = [today + timedelta(days=ahead) for ahead in draws.sample(range(1, 40), count)]
    lasts[0] = lasts[1] if policy.rank is _large_then_day else limits.soon
    return [_Claim(*row) for row in zip(record_numbers(draws, count), draws.shuffled(amounts), draws.shuffled(lasts))]


def _uses_rules(ranks: list[Rank], policy: _Policy) -> bool:
    """Whether the first rule and most others have their claims, and a rule for the same last day has two."""
    groups = {group for group, _, _ in ranks}
    if policy.rank is _large_then_day:
        return len(groups) == 2 and len({(group, last) for group, last, _ in ranks}) < len(ranks)
    return 0 in groups and len(groups) >= 3


_SHORT_CUTS: tuple[Callable[[_Claim], Any], ...] = (
    lambda claim: claim.number,
    lambda claim: claim.last,
    lambda claim: -claim.amount,
)


# Wording ------------------------------------------------------------------------------------------------------------


def _wording(claim: _Claim) -> str:
    return f"{claim.number}: ${claim.amount:,}, last day {short_month_day(claim.last)}"


def _exhibit(policy: _Policy, limits: _Limits, in_words: Mapping[str, str]) -> list[Block]:
    bands = (
        f"A: ${limits.high:,} or more",
        f"B: ${limits.low:,} to ${limits.high - 1:,}",
        f"C: less than ${limits.low:,}",
    )
    shown: list[Block] = [Title("AMOUNT BANDS"), bullets(bands)] if policy.bands else []
    return [
        bullets(
            (
                "Last day: the last day on which the insurer accepts the appeal.",
                "Amount: what the insurer has left unpaid.",
            )
        ),
        *shown,
        Title("OFFICE RULES"),
        numbered(rule.format(**in_words) for rule in policy.rules),
    ]


def _tempting(claims: list[_Claim], first: _Claim) -> str:
    largest = max(claims, key=lambda claim: claim.amount)
    soonest = min(claims, key=lambda claim: (claim.last, claim.number != first.number))
    if largest.number != first.number:
        return f"{largest.number} tempts because of its amount, but here a last day or a rule comes before it."
    if soonest.number != first.number:
        return f"{soonest.number} tempts because its last day comes soonest, but the rules put an amount before it."
    return "Going on by one column alone tempts, but each rule says anew what decides."
