"""The honesty study: of what the scorer claims, how much is true?

    python -m tests.benchmarks.honesty [--people N] [--seed S] [--quick] [--jobs N]

Simulated people (``people`` says who they are) take the quick and the full form of the shipped bank: the real selector
asks, the real scorer scores. Each scenario has the same people; what differs is the truth they meet. Markdown tables go
to standard output; they depend on nothing but the bank, the seed and the number of people.

**A claim** is a level given to one person in one skill. It claims its odds: "ready" with .93 claims 93 %, "not yet" with
.08 claims 92 %. A claim is true when the person is, or is not, ready. An interval of the expected percent claims 90 %
and is true when it holds the truth. A group of claims *fails* when it was true less often than it claimed, on average,
by more than two points.

**Percent correct**, beside it, scores the same answers as tests usually are: "don't know" is wrong, nothing is flagged.
It claims, at 95 %, ready or not ready where the one-sided Wilson bound lies beyond the percent that the report gives as
the line of the skill.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from math import sqrt
from multiprocessing import get_context

from readiness.bank.load import load_bank
from readiness.bulk.many import score_many
from readiness.ground.responses import Response
from readiness.kinds.item_bank import ItemBank
from readiness.report.value import Brief
from readiness.scoring.marking import mark_responses
from readiness.scoring.scale import scale
from readiness.sitting.selection import Selector
from tests.benchmarks.claims import TOLERANCE, Found, Tally, failures, level_table, main_table, reader_table
from tests.benchmarks.people import Person, Scenario

SCENARIOS = (
    Scenario("as the model says"),
    Scenario("ratings off by SD 0.5", rating_error=0.5),
    Scenario("ratings off by SD 0.8", rating_error=0.8),
    Scenario("ratings off by SD 1.3", rating_error=1.3),
    Scenario("slope 0.7", slope=0.7),
    Scenario("slope 1.0", slope=1.0),
    Scenario("slope 1.4", slope=1.4),
    Scenario("all easier by 0.4", bias=0.4),
    Scenario("all harder by 0.4", bias=-0.4),
    Scenario("bias drawn, SD 0.3", bias_sd=0.3),
    Scenario("bias drawn, SD 0.5", bias_sd=0.5),
    Scenario("skills correlate .2", correlation=0.2),
    Scenario("skills correlate .6", correlation=0.6),
    Scenario("people below the line (-0.7)", mean=-0.7),
    Scenario("people above the line (+0.7)", mean=0.7),
    Scenario("10 % rapid guesses", rapid=0.1),
    Scenario('honest "don\'t know"', dont_know="honest"),
    Scenario('timid "don\'t know"', dont_know="timid"),
    Scenario("timid, asked once more", dont_know="timid", asked_again=True),
    Scenario(
        "all at once",
        rating_error=0.8,
        bias_sd=0.4,
        slope=0.7,
        correlation=0.3,
        rapid=0.05,
        dont_know="timid",
        asked_again=True,
    ),
)
FORMS = ("quick", "full")
INTERVAL_CLAIM = 0.90
WILSON_Z, WILSON_CLAIM = 1.6449, 0.95
CHUNK = 100
"""People simulated at a time by one process."""

Scorer = Callable[[ItemBank, list[list[Response]]], Iterable[Brief]]


# Simulating ---------------------------------------------------------------------------------------------------------


def sit(bank: ItemBank, form: str, person: Person, seed: int) -> list[Response]:
    """The sitting of one person: every item the selector asks, answered."""
    selector = Selector(bank, form, seed)
    responses = []
    while (id := selector.next()) is not None:
        response = person.answer(bank.item(id))
        selector.answer(response)
        responses.append(response)
    return responses


def study(bank: ItemBank, scenario: Scenario, form: str, seed: int, people: range, scorer: Scorer = score_many) -> Tally:
    """What came of the sittings of these people, by number, in one scenario with one form."""
    tally = Tally()
    persons = [Person(bank, scenario, seed, number) for number in people]
    sittings = [sit(bank, form, person, 1_000_000 * seed + number) for number, person in zip(people, persons)]
    for person, responses, found in zip(persons, sittings, scorer(bank, sittings)):
        tally.people += 1
        tally.items += len(responses)
        tally.seconds += sum(response.seconds or 0.0 for response in responses)
        _note_claims(tally, person, found)
        _note_percent_correct(tally, bank, person, responses)
    return tally


def _note_claims(tally: Tally, person: Person, found: Brief) -> None:
    for skill, one in found.skills.items():
        tally.skills += 1
        if one.expected is not None:
            held = one.expected.low <= person.expected_percent(skill) <= one.expected.high
            tally.intervals.note(INTERVAL_CLAIM, held)
        if one.level in tally.levels and one.odds is not None:
            up = one.level in ("ready", "probably-ready")
            tally.levels[one.level].note(one.odds if up else 1 - one.odds, person.ready[skill] == up)


def _note_percent_correct(tally: Tally, bank: ItemBank, person: Person, responses: Sequence[Response]) -> None:
    credits: dict[str, list[float]] = {}
    for one in mark_responses(bank, responses):
        credits.setdefault(one.item.skill, []).append(0.0 if one.response.answer is None else one.credit)
    for skill, own in credits.items():
        low, high = wilson(sum(own) / len(own), len(own))
        line = scale(bank).expected_share(skill, 0.0)
        if low > line or high < line:
            tally.percent_correct.note(WILSON_CLAIM, person.ready[skill] == (low > line))


def wilson(share: float, count: int) -> tuple[float, float]:
    """The one-sided 95 % bounds of a share (0..1) seen in ``count`` answers (Wilson 1927)."""
    z2 = WILSON_Z * WILSON_Z
    middle = share + z2 / (2 * count)
    reach = WILSON_Z * sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return (middle - reach) / (1 + z2 / count), (middle + reach) / (1 + z2 / count)


# The whole study ----------------------------------------------------------------------------------------------------

Job = tuple[Scenario, str, range]
"""A scenario, a form, and people by number."""


def jobs(scenarios: Sequence[Scenario], people: dict[str, int]) -> list[Job]:
    """The study in pieces, with so many people in each form."""
    return [
        (scenario, form, range(start, min(start + CHUNK, count)))
        for form, count in people.items()
        for scenario in scenarios
        for start in range(0, count, CHUNK)
    ]


_bank: list[ItemBank] = []  # of each process, handed over once instead of with every job


def _take(bank: ItemBank) -> None:
    _bank.append(bank)


def _run(seed: int, job: Job) -> Tally:
    scenario, form, people = job
    return study(_bank[0], scenario, form, seed, people)


def run(bank: ItemBank, scenarios: Sequence[Scenario], people: dict[str, int], seed: int, processes: int) -> Found:
    """The whole study. The number of processes changes nothing but the time."""
    todo = jobs(scenarios, people)
    found = {(form, scenario.name): Tally() for form in people for scenario in scenarios}
    began = time.monotonic()
    with get_context("spawn").Pool(processes, _take, (bank,)) as pool:
        for done, ((scenario, form, _), tally) in enumerate(zip(todo, pool.imap(partial(_run, seed), todo)), start=1):
            found[form, scenario.name] += tally
            if sys.stderr.isatty():
                print(f"\r{done} of {len(todo)} parts, {time.monotonic() - began:.0f} s ", end="", file=sys.stderr)
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.honesty", description="Of what the scorer claims, how much is true?"
    )
    parser.add_argument(
        "--people",
        type=int,
        default=4000,
        metavar="N",
        help="people in each scenario with the quick form, a quarter of them with the full (default 4000)",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, other people (default 1)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the people, for a first look")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    chosen = parser.parse_args(arguments)
    if chosen.people < 40 or chosen.jobs < 1:
        parser.error("give at least 40 people and 1 job")
    count = chosen.people // 10 if chosen.quick else chosen.people
    people = dict(zip(FORMS, (count, count // 4)))
    bank = load_bank()
    print(
        f"{date.today().isoformat()}; bank {bank.id} {bank.version} ({bank.fingerprint[:12]}), {len(bank.items)} "
        f"questions; seed {chosen.seed}."
    )
    found = run(bank, SCENARIOS, people, chosen.seed, chosen.jobs)
    print("", "## In short: skills, claimed/true, in percent", "", *reader_table(found), sep="\n")
    for form in FORMS:
        print("", f"## {form}: {people[form]} people in each scenario", "", sep="\n")
        print(*main_table(found, form), "", *level_table(found, form), sep="\n")
    print("", f"## True less often than claimed by more than {100 * TOLERANCE:.0f} points", "", sep="\n")
    print(*(f"- {line}" for line in failures(found) or ["none"]), sep="\n")


if __name__ == "__main__":
    main()
