"""``check --deep``: what takes minutes to find out about a bank. Each result is a figure with its limit.

Where keys stand, what a guesser can learn from other items, thousands of instances of each generated item, thousands
of people who answer blindly, and what is new to people who come back. Deterministic, whatever the number of processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from statistics import fmean

from readiness.check.cues import PARTS, picks
from readiness.check.deep.instances import LEAST_DISTINCT, Trial, tried
from readiness.check.deep.learner import FOLDS, groups, share_right
from readiness.check.deep.memory import SEEN, Gain, memory
from readiness.check.deep.sittings import STRATEGIES, Blind, Freshness, blind_people, comes_back
from readiness.check.deep.work import Sizes, cores, spread
from readiness.check.exact import chi_square_p
from readiness.check.findings import LEAST, Figure
from readiness.check.pace import seconds_of
from readiness.ground.items import Item
from readiness.kinds.answers import key_answer, served_order
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank, instance
from readiness.kinds.kind import Part


def deep_figures(
    bank: ItemBank,
    sizes: Sizes | None = None,
    *,
    workers: int | None = None,
    waived: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Figure]:
    """Every costly figure, each as soon as it is there.

    ``workers``: processes, as many as there are cores if not given. ``waived``: for items the rules that do not hold.
    """
    sizes, workers = sizes or Sizes(), workers or cores()
    yield from key_positions(bank, sizes.seeds)
    yield from key_ranks(bank, sizes.seeds)
    yield from learning_guesser(bank, sizes.repeats)
    yield from templates(bank, sizes.instances, sizes.linted, workers, waived or {})
    yield from times(bank, workers)
    yield from memories(bank, sizes.lessons, workers, waived or {})
    yield from chance_floor(bank, sizes.responders, workers)
    yield from freshness(bank, sizes.chains)


# Where keys stand ---------------------------------------------------------------------------------------------------

POSITION_POINTS = 2
LEAST_RANK_P, MOST_IN_ONE_RANK = 0.01, 45


def key_positions(bank: ItemBank, seeds: int) -> Iterator[Figure]:
    """Where the right option is shown, over the sittings of so many seeds."""
    counts: dict[tuple[Part, int], Counter[int]] = {}
    for item in bank.items.values():
        if kind(item.task).right is not None and kind(item.task).shuffled:
            for seed in range(seeds):
                served = item if item.generate is None else instance(item, seed)
                order = served_order(served, seed)
                for part, (key,) in kind(served.task).picks(key_answer(served.task)).items():
                    counts.setdefault((part, len(order)), Counter())[order.index(key)] += 1
    for (part, options), found in sorted(counts.items()):
        shares = [100 * found[at] / found.total() for at in range(options)]
        passed = all(abs(share - 100 / options) <= POSITION_POINTS for share in shares)
        limit = f"each within {POSITION_POINTS} points of {100 / options:.1f} %"
        yield Figure(f"key position, {_NAMES[part]}, {options} options", _percents(shares), limit, passed, "B01")


_NAMES: dict[Part, str] = {"option": "choice", "best": "judgement best", "worst": "judgement worst"}


def _percents(shares: Sequence[float]) -> str:
    return " / ".join(f"{share:.1f}" for share in shares) + " %"


def key_ranks(bank: ItemBank, seeds: int) -> Iterator[Figure]:
    """The rank of the key where options keep their order, such as numbers that ascend: over items, and over the
    instances of each generated one. A few items may lie anyhow, so there only the test counts."""
    fixed = [item for item in bank.items.values() if item.type == "choice" and not kind(item.task).shuffled]
    over_items: dict[int, Counter[int]] = {}
    for pick in picks(fixed):
        over_items.setdefault(len(pick.texts), Counter())[pick.right] += 1
    for options, found in sorted(over_items.items()):
        counts = [found[rank] for rank in range(options)]
        p, most = chi_square_p(counts, [1 / options] * options), 100 * max(counts) / sum(counts)
        passed = p >= LEAST_RANK_P and (sum(counts) < LEAST or most <= _most_in_rank(options))
        figure = f"{' / '.join(map(str, counts))} items (p = {p:.2f})"
        limit = f"p >= {LEAST_RANK_P}, from {LEAST} items none over {_most_in_rank(options):.0f} %"
        yield Figure(f"key rank, {options} ordered options", figure, limit, passed, "B01")
    for item in fixed:
        if item.generate is not None:
            instances = [picks([instance(item, seed)])[0] for seed in range(seeds)]
            options = len(instances[0].texts)
            found = Counter(pick.right for pick in instances)
            shares = [100 * found[rank] / seeds for rank in range(options)]
            most = _most_in_rank(options)
            yield Figure(f"key rank, {item.id}", _percents(shares), f"none over {most:.0f} %", max(shares) <= most, "B01")


def _most_in_rank(options: int) -> float:
    """Percent of the keys that one rank may have: 45 of three options, as much more for two."""
    return MOST_IN_ONE_RANK * 3 / options


# A guesser that learns ----------------------------------------------------------------------------------------------

GUESSER_POINTS = 5


def learning_guesser(bank: ItemBank, repeats: int) -> Iterator[Figure]:
    """What a guesser that learns gets right in each kind of pick, and its credit over all items with options."""
    right, chance, total = 0.0, 0.0, 0.0
    for part in PARTS:
        some, name = picks(bank.items.values(), (part,)), f"learning guesser, {_NAMES[part]}"
        apart = len(set(groups(some)))
        if len(some) < LEAST or apart < FOLDS:
            needed = f"{len(some)} picks of {apart} groups to learn from; {LEAST} of {FOLDS} are needed"
            yield Figure(name, needed, rule="B09")
            continue
        share, by_chance = share_right(some, repeats), fmean(1 / len(pick.texts) for pick in some)
        worth = len(some) * (1.0 if part == "option" else 0.5)
        right, chance, total = right + worth * share, chance + worth * by_chance, total + worth
        yield _beats(name, share, by_chance)
    if total:
        yield _beats("learning guesser, credit over all", right / total, chance / total)


def _beats(name: str, share: float, chance: float) -> Figure:
    limit = 100 * chance + GUESSER_POINTS
    figure = f"{100 * share:.1f} % right, {100 * chance:.1f} % by chance"
    return Figure(name, figure, f"{limit:.1f} %", 100 * share <= limit, "B09")


# Generated items ----------------------------------------------------------------------------------------------------


def templates(
    bank: ItemBank, instances: int, linted: int, workers: int, waived: Mapping[str, Collection[str]]
) -> Iterator[Figure]:
    """Thousands of instances of each generated item."""
    limit = f"{LEAST_DISTINCT} distinct, none with a fault"
    tasks = [(item, instances, linted, waived.get(item.id, ())) for item in _generated(bank)]
    for trial in spread(_tried, tasks, workers):
        name = f"instances of {trial.item} ({bank.items[trial.item].template})"
        yield Figure(name, _trial_words(trial), limit, trial.passed, "B21")


def _tried(task: tuple[Item, int, int, Collection[str]]) -> Trial:
    return tried(*task)


def _generated(bank: ItemBank) -> list[Item]:
    return [item for item in bank.items.values() if item.generate is not None]


def _trial_words(trial: Trial) -> str:
    found = f"{trial.instances:,} tried, {trial.distinct:,} distinct, {trial.linted:,} linted, {trial.faulty:,} with a fault"
    return f"{found}, first {trial.first}" if trial.first else found


MOST_SECONDS_OFF = 5


def times(bank: ItemBank, workers: int) -> Iterator[Figure]:
    """``seconds`` of the generated items against the formula, over many instances of each."""
    generated = _generated(bank)
    wanted = list(spread(seconds_of, generated, workers))
    off = [
        f"{item.id} {item.seconds:g} for {right}"
        for item, right in zip(generated, wanted)
        if abs(item.seconds - right) > MOST_SECONDS_OFF
    ]
    figure = f"{len(off)} of {len(generated)} off by more than {MOST_SECONDS_OFF}{': ' if off else ''}{', '.join(off)}"
    yield Figure("seconds of generated questions", figure, "0", not off, "H01")


LABEL_POINTS = 3


def memories(bank: ItemBank, lessons: int, workers: int, waived: Mapping[str, Collection[str]]) -> Iterator[Figure]:
    """What is learned from a template besides the skill: reported for eight questions seen, limited for labels alone.

    Where labels are what is judged, such as the heads of columns, the limit is waived, and the figure reported.
    """
    gains = []
    for found in spread(partial(memory, lessons=lessons), _generated(bank), workers):
        of = f"{found.item} ({bank.items[found.item].template})"
        gains.append(found.eight.points)
        yield Figure(f"{SEEN} questions remembered, {of}", _gain_words(found.eight), rule="B25", reported=True)
        if found.labels:
            limit = f"{LABEL_POINTS:+}, beyond two standard errors"
            passed = found.labels.points <= LABEL_POINTS + 2 * found.labels.error
            reported = "B26" in waived.get(found.item, ())
            yield Figure(f"labels only, {of}", _gain_words(found.labels), limit, passed, "B26", reported)
    if gains:
        figure = f"{fmean(gains):+.1f} points above chance on average, {max(gains):+.1f} at most"
        yield Figure(f"{SEEN} questions remembered", figure, rule="B25", reported=True)


def _gain_words(gain: Gain) -> str:
    return f"{gain.points:+.1f} points above chance"


# People who answer blindly ------------------------------------------------------------------------------------------

BLIND_POINTS, MOST_READY = 1, 1.0
_AT_ONCE = 100


def chance_floor(bank: ItemBank, responders: int, workers: int) -> Iterator[Figure]:
    """What blind answers earn by type, and how often somebody who gives only such answers is called ready."""
    parts = [(first, min(responders, first + _AT_ONCE)) for first in range(0, responders, _AT_ONCE)]
    blind = Blind()
    for found in spread(partial(_blind_part, bank), parts, workers):
        blind.join(found)
    for strategy in STRATEGIES:
        gains = {type: gain for (own, type), gain in sorted(blind.gains.items()) if own == strategy}
        figure = ", ".join(f"{type} {gain.points:+.1f}" for type, gain in gains.items())
        passed = all(gain.points <= BLIND_POINTS + 2 * gain.error for gain in gains.values())
        limit = f"each at most {BLIND_POINTS:+}, beyond two standard errors"
        yield Figure(f"blind answers, {strategy}: points above chance", figure, limit, passed, "B22")
    for strategy in STRATEGIES:
        share = 100 * blind.ready[strategy] / blind.people[strategy]
        figure = f"{share:.2f} % of {blind.people[strategy]:,} called ready in some skill"
        yield Figure(f"blind people, {strategy}", figure, f"{MOST_READY:.0f} %", share <= MOST_READY, "B22")


def _blind_part(bank: ItemBank, part: tuple[int, int]) -> Blind:
    return blind_people(bank, *part)


# People who come back -----------------------------------------------------------------------------------------------

MOST_SHARED = 20


def freshness(bank: ItemBank, chains: int) -> Iterator[Figure]:
    """What people who take a form three times meet again."""
    for form in bank.forms:
        found: Freshness = comes_back(bank, form, chains)
        shared, most = 100 * fmean(found.shared), 100 * max(found.shared)
        yield Figure(
            f"{form}: questions of the sitting before",
            f"{shared:.1f} % on average, {most:.0f} % at most",
            f"{MOST_SHARED} % on average",
            shared <= MOST_SHARED,
            "B23",
        )
        yield Figure(f"{form}: the same instance again", str(found.repeated), "0", found.repeated == 0, "B23")
        yield Figure(f"{form}: pairs of enemies in one sitting", str(found.enemies), "0", found.enemies == 0, "B13")
