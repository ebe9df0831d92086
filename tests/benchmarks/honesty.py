"""The honesty study: of what the scorer claims, how much is true?

    python -m tests.benchmarks.honesty [--people N] [--seed S] [--quick] [--jobs N]

Simulated people (``people`` says who they are) take the quick and the full form of the shipped bank: the real selector
asks, the real scorer scores. Sixteen scenarios, each with the same people; what differs is the truth they meet.
Markdown tables go to standard output; they depend on nothing but the bank, the seed and the number of people.

**A claim** is a level given to one person in one skill. It claims its odds: "ready" with .93 claims 93 %, "not yet" with
.08 claims 92 %. A claim is true when the person is, or is not, ready. A group of claims *fails* when it was true less
often than it claimed, on average, by more than two points.

**Percent correct**, beside it, scores the same answers as tests usually are: "don't know" is wrong, nothing is flagged.
It claims, at 95 %, ready or not ready where the one-sided Wilson bound lies beyond the percent that the report gives as
the line of the skill.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from math import sqrt
from multiprocessing import Pool

from readiness.bank import load_bank
from readiness.batch import score_many
from readiness.model import ItemBank, Response
from readiness.report import Brief
from readiness.scoring import mark_responses, scale
from readiness.selection import Selector
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
    Scenario("skills correlate .2", correlation=0.2),
    Scenario("skills correlate .6", correlation=0.6),
    Scenario("people below the line (-0.7)", mean=-0.7),
    Scenario("people above the line (+0.7)", mean=0.7),
    Scenario("10 % rapid guesses", rapid=0.1),
    Scenario("honest \"don't know\"", dont_know="honest"),
    Scenario("timid \"don't know\"", dont_know="timid"),
)
FORMS = ("quick", "full")
LEVELS = ("not-yet", "probably-not-yet", "probably-ready", "ready")
TOLERANCE = 0.02
"""A claim fails when it is true less often than it says by more than this."""
WILSON_Z, WILSON_CLAIM = 1.6449, 0.95
CHUNK = 100
"""People simulated at a time by one process."""

Scorer = Callable[[ItemBank, list[list[Response]]], Iterable[Brief]]


@dataclass(slots=True)
class Claims:
    """A group of claims: how many, the sum of what they claimed (probabilities), and how many were true."""

    count: int = 0
    claimed: float = 0.0
    true: int = 0

    def note(self, claimed: float, true: bool) -> None:
        self.count += 1
        self.claimed += claimed
        self.true += true

    def __add__(self, other: Claims) -> Claims:
        return Claims(self.count + other.count, self.claimed + other.claimed, self.true + other.true)

    @property
    def shortfall(self) -> float:
        """Mean claim minus the share that was true; above zero it overclaims. 0 without claims."""
        return (self.claimed - self.true) / self.count if self.count else 0.0

    @property
    def error(self) -> float:
        """The standard error of the share that was true, were all claims independent."""
        share = self.true / self.count if self.count else 0.0
        return sqrt(share * (1 - share) / self.count) if self.count else 0.0

    @property
    def fails(self) -> bool:
        return self.shortfall > TOLERANCE


@dataclass(slots=True)
class Tally:
    """What came of some sittings.

    ``skills``: results, one for each person and skill. ``covered``: how many of the 90 % intervals, ``intervals``, held
    the true expected percent. ``percent_correct``: the claims of percent correct with a Wilson interval.
    """

    people: int = 0
    skills: int = 0
    items: int = 0
    seconds: float = 0.0
    covered: int = 0
    intervals: int = 0
    levels: dict[str, Claims] = field(default_factory=lambda: {level: Claims() for level in LEVELS})
    percent_correct: Claims = field(default_factory=Claims)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.people + other.people, self.skills + other.skills, self.items + other.items,
            self.seconds + other.seconds, self.covered + other.covered, self.intervals + other.intervals,
            {level: self.levels[level] + other.levels[level] for level in LEVELS},
            self.percent_correct + other.percent_correct,
        )

    @property
    def settled(self) -> Claims:
        """The claims that settle a skill: ready and not yet."""
        return self.levels["ready"] + self.levels["not-yet"]

    @property
    def probable(self) -> Claims:
        """The claims that leave it probable: probably ready and probably not yet."""
        return self.levels["probably-ready"] + self.levels["probably-not-yet"]

    def groups(self) -> Iterator[tuple[str, Claims]]:
        """Every group of claims that is held to its word, with its name."""
        yield from self.levels.items()
        yield "settled", self.settled
        yield "probably", self.probable


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


def study(
    bank: ItemBank, scenario: Scenario, form: str, seed: int, people: range, scorer: Scorer = score_many
) -> Tally:
    """What came of the sittings of these people, by number, in one scenario with one form."""
    tally = Tally()
    persons = [Person(bank, scenario, seed, number) for number in people]
    sittings = [sit(bank, form, person, 1_000_000 * seed + number) for number, person in zip(people, persons)]
    for person, responses, found in zip(persons, sittings, scorer(bank, sittings)):
        tally.people += 1
        tally.items += len(responses)
        tally.seconds += sum(response.seconds or 0.0 for response in responses)
        _note_levels(tally, person, found)
        _note_percent_correct(tally, bank, person, responses)
    return tally


def _note_levels(tally: Tally, person: Person, found: Brief) -> None:
    for skill, one in found.skills.items():
        tally.skills += 1
        if one.expected is not None:
            tally.intervals += 1
            tally.covered += one.expected.low <= person.expected_percent(skill) <= one.expected.high
        if one.level in tally.levels and one.odds is not None:
            up = one.level in ("ready", "probably-ready")
            tally.levels[one.level].note(one.odds if up else 1 - one.odds, person.ready[skill] == up)


def _note_percent_correct(tally: Tally, bank: ItemBank, person: Person, responses: Sequence[Response]) -> None:
    credits: dict[str, list[float]] = {skill: [] for skill in bank.skills}
    for one in mark_responses(bank, responses):
        credits[one.item.skill].append(0.0 if one.response.answer is None else one.credit)
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

Found = dict[tuple[str, str], Tally]
"""A tally for each form and scenario."""
Job = tuple[int, str, range]
"""A scenario by its place, a form, and the people by number."""


def jobs(people: dict[str, int]) -> list[Job]:
    """The study in pieces, so many people in each form."""
    return [
        (place, form, range(start, min(start + CHUNK, people[form])))
        for form in FORMS for place in range(len(SCENARIOS)) for start in range(0, people[form], CHUNK)
    ]


_bank: list[ItemBank] = []  # each process loads its own


def _load() -> None:
    _bank.append(load_bank())


def _run(seed: int, job: Job) -> Tally:
    place, form, people = job
    return study(_bank[0], SCENARIOS[place], form, seed, people)


def run(people: dict[str, int], seed: int, processes: int) -> Found:
    """The whole study. The number of processes changes nothing but the time."""
    found = {(form, scenario.name): Tally() for form in FORMS for scenario in SCENARIOS}
    todo = jobs(people)
    began = time.monotonic()
    with Pool(processes, _load) as pool:
        for done, ((place, form, _), tally) in enumerate(zip(todo, pool.imap(partial(_run, seed), todo)), start=1):
            found[form, SCENARIOS[place].name] += tally
            if sys.stderr.isatty():
                print(f"\r{done} of {len(todo)} parts, {time.monotonic() - began:.0f} s ", end="", file=sys.stderr)
    print(f"Took {time.monotonic() - began:.0f} s with {processes} processes.", file=sys.stderr)
    return found


# Telling ------------------------------------------------------------------------------------------------------------

def main_table(found: Found, form: str) -> list[str]:
    """The results with one form, a Markdown table with a row a scenario."""
    heads = ["the truth", "settled", "claimed, true", "probably", "claimed, true", "questions a settled skill", "minutes",
             "interval holds", "percent correct: settled", "claimed, true"]
    rows = []
    for scenario in SCENARIOS:
        tally = found[form, scenario.name]
        each = f"{tally.items / tally.settled.count:.0f}" if tally.settled.count else "-"
        rows.append([
            scenario.name, percent(tally.settled.count, tally.skills), said(tally.settled),
            percent(tally.probable.count, tally.skills), said(tally.probable), each,
            f"{tally.seconds / 60 / tally.people:.0f}", percent(tally.covered, tally.intervals),
            percent(tally.percent_correct.count, tally.skills), said(tally.percent_correct),
        ])
    return markdown(heads, rows)


def level_table(found: Found, form: str) -> list[str]:
    """The same by level: what was claimed, what was true, of how many claims."""
    rows = []
    for scenario in SCENARIOS:
        claims = found[form, scenario.name].levels
        rows.append([scenario.name, *(f"{said(claims[level])} of {claims[level].count}" for level in LEVELS)])
    return markdown(["the truth", *LEVELS], rows)


def markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = (" | ".join(cells) for cells in (heads, ["---"] * len(heads), *rows))
    return [f"| {line} |" for line in lines]


def percent(part: float, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def said(claims: Claims) -> str:
    """What a group claimed and how much of it was true, in percent, a failure in bold."""
    if not claims.count:
        return "-"
    true = f"{100 * claims.true / claims.count:.1f}"
    return f"{100 * claims.claimed / claims.count:.1f}, {f'**{true}**' if claims.fails else true}"


def failures(found: Found) -> list[str]:
    """A line for every group of claims that was true less often than it said by more than the tolerance."""
    return [
        f"{form}, {name}, {group}: claimed {100 * claims.claimed / claims.count:.1f} %, "
        f"true {100 * claims.true / claims.count:.1f} % of {claims.count}"
        + ("" if claims.shortfall > 2 * claims.error else " (may be chance)")
        for (form, name), tally in found.items() for group, claims in tally.groups() if claims.fails
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.honesty", description="Of what the scorer claims, how much is true?")
    parser.add_argument("--people", type=int, default=4000, metavar="N",
                        help="people in each scenario with the quick form; a quarter as many with the full (default 4000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, other people (default 1)")
    parser.add_argument("--quick", action="store_true", help="a tenth of the people, for a first look")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    chosen = parser.parse_args(arguments)
    if chosen.people < 40 or chosen.jobs < 1:
        parser.error("give at least 40 people and 1 job")
    count = chosen.people // 10 if chosen.quick else chosen.people
    people = {"quick": count, "full": count // 4}
    bank = load_bank()
    print(f"Bank {bank.id} {bank.version} ({bank.fingerprint[:12]}), {len(bank.items)} questions; seed {chosen.seed}; "
          f"{date.today().isoformat()}.")
    found = run(people, chosen.seed, chosen.jobs)
    for form in FORMS:
        print("", f"## {form}: {people[form]} people in each scenario", "", sep="\n")
        print(*main_table(found, form), "", *level_table(found, form), sep="\n")
    failed = failures(found) or ["none"]
    print("", f"## True less often than claimed by more than {100 * TOLERANCE:.0f} points", "", sep="\n")
    print(*(f"- {line}" for line in failed), sep="\n")


if __name__ == "__main__":
    main()
