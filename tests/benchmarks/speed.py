"""The measurements: each gives by name the seconds that every turn took."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

import numpy as np

from readiness import Response, Selector, score, score_columns, score_many
from readiness.bank.load import load_bank
from readiness.bulk.many import Columns
from readiness.cli.score import score_lines
from readiness.ground.items import Item, Task
from readiness.kinds.answers import key_answer
from readiness.kinds.item_bank import ItemBank
from readiness.scoring.marking import mark_responses, readings_of
from readiness.scoring.posterior import Posterior
from readiness.scoring.scale import scale
from tests.banks import SKILLS, bank, choice, entry, item
from tests.benchmarks.peers import SLOPE, Peer
from tests.benchmarks.textbook import TextbookSelector

ITEMS, COMPETENCIES = 286, 31
TEXTBOOK = "textbook (same items, same odds)"

Times = dict[str, list[float]]


def timed(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


# The same items and answers for all ---------------------------------------------------------------------------------


def speed_bank() -> ItemBank:
    """Items that every library can take: one decision, right or wrong, over five skills and 31 competencies."""
    random, items = Random(1), []
    for n in range(ITEMS):
        competency = n % COMPETENCIES
        task: Task = (choice("a", "abcd"), choice("a", "abc"), entry())[n % 3]
        items.append(
            item(
                f"i{n:03}",
                SKILLS[competency % len(SKILLS)],
                f"c{competency:02}",
                task,
                round(random.uniform(0.45, 0.95), 2),
                random.uniform(20, 120),
            )
        )
    return bank(items)


def as_peers_take(on_bank: ItemBank, items: Sequence[Item]) -> tuple[Any, Any]:
    """Difficulty and chance of the items."""
    curves = [scale(on_bank).curve(one) for one in items]
    return np.array([-curve.intercept / SLOPE for curve in curves]), np.array([curve.chance for curve in curves])


def simulated(on_bank: ItemBank, items: Sequence[Item], people: int) -> Any:
    """Right (1) or wrong (0), a row a person: what each would answer to every item."""
    difficulty, chance = as_peers_take(on_bank, items)
    random = np.random.default_rng(7)
    ability = random.normal(size=(people, 1))
    known = 1 / (1 + np.exp(-SLOPE * (ability - difficulty)))
    return (random.random((people, len(items))) < chance + (1 - chance) * known).astype(int)


# One step -----------------------------------------------------------------------------------------------------------


def steps(peers: Sequence[type[Peer]], people: int, length: int) -> Times:
    """The usual step of each person's sitting."""
    on_bank = speed_bank()
    items = list(on_bank.items.values())
    engines = [peer(*as_peers_take(on_bank, items)) for peer in peers]
    times: Times = {"readiness": [], TEXTBOOK: [], **{engine.name: [] for engine in engines}}
    for person, row in enumerate(simulated(on_bank, items, people + 1)):
        right = dict(zip(on_bank.items, map(bool, row)))
        own, plain = Selector(on_bank, "full", person), TextbookSelector(on_bank, person)
        taken = {
            "readiness": usual_step(product_sitting(own, right), length),
            TEXTBOOK: usual_step(textbook_sitting(plain, right), length),
            **{engine.name: usual_step(engine.sitting(row), length) for engine in engines},
        }
        assert own.shown == plain.shown, "the product and the textbook chose different items"
        assert all(abs(own.odds(skill) - odds) < 1e-9 for skill, odds in plain.odds().items()), "their odds differ"
        if person > 0:  # The first warms up.
            for name, seconds in taken.items():
                times[name].append(seconds)
    return times


def usual_step(sitting: Iterator[object], length: int) -> float:
    """The median time of a step, up to so many items; the first item takes no answer in, the end chooses none."""
    next(sitting)
    times: list[float] = []
    while len(times) < length - 1:
        start = perf_counter()
        chosen = next(sitting, None)
        seconds = perf_counter() - start
        if chosen is None:
            break
        times.append(seconds)
    return median(times)


def product_sitting(selector: Selector, right: dict[str, bool]) -> Iterator[str]:
    responses = {id: Response(id, key_answer(one.task) if right[id] else "b") for id, one in selector.bank.items.items()}
    while (id := selector.next()) is not None:
        yield id
        selector.answer(responses[id])


def textbook_sitting(selector: TextbookSelector, right: dict[str, bool]) -> Iterator[str]:
    while (id := selector.next()) is not None:
        yield id
        selector.answer(id, right[id])


# Many people --------------------------------------------------------------------------------------------------------


def estimates(peers: Sequence[type[Peer]], people: int, rounds: int) -> Times:
    """From ten items of each skill. The slow are measured on fewer people, and reckoned up."""
    on_bank = speed_bank()
    items = [one for skill in SKILLS for one in [one for one in on_bank.items.values() if one.skill == skill][:10]]
    right = simulated(on_bank, items, people)
    person, which = np.repeat(np.arange(people), len(items)), np.tile(np.arange(len(items)), people)
    columns = partial(score_columns, on_bank, items, person, which, right.reshape(-1).astype(float))
    check(columns(), on_bank, items, right[:20])
    runs: dict[str, Callable[[], object]] = {
        "readiness.score_columns": columns,
        "readiness.score_columns, with intervals": partial(columns, intervals=True),
    }
    share = dict.fromkeys(runs, 1.0)
    for peer in peers:
        engine = peer(*as_peers_take(on_bank, items))
        some = min(people, peer.most)
        name = peer.name if some == people else f"{peer.name} (reckoned from {some} people)"
        runs[name], share[name] = partial(engine.estimate, right[:some]), people / some
    times: Times = {name: [] for name in runs}
    for turn in range(rounds + 1):
        for name, run in runs.items():
            seconds = timed(run) * share[name]
            if turn > 0:  # The first warms up.
                times[name].append(seconds)
    return times


def check(found: Columns, on_bank: ItemBank, items: Sequence[Item], right: Any) -> None:
    """The figures are those of the scorer that needs no numpy."""
    for person, row in enumerate(right):
        posterior = Posterior(scale(on_bank))
        for one, credit in zip(items, row):
            posterior.add(one.skill, scale(on_bank).curve(one), float(credit))
        for s, skill in enumerate(on_bank.skills):
            assert abs(found.odds[person, s] - posterior.odds(skill)) < 1e-9
            assert abs(found.margin[person, s] - posterior.margin(skill)) < 1e-9


# Pure Python, and files ---------------------------------------------------------------------------------------------


def sittings(count: int) -> Times:
    """On the shipped bank, of all types of questions, none generated."""
    on_bank, random = load_bank(), Random(3)
    runs: dict[str, Callable[[list[Response]], object]] = {
        "score_many without numpy": lambda given: list(score_many(on_bank, [given])),
        "score: the whole report": partial(score, on_bank),
        "the odds alone": partial(odds, on_bank),
    }
    times: Times = {name: [] for name in runs}
    with patch.dict(sys.modules, {"numpy": None}):
        for turn in range(count + 20):
            given = [Response(**one) for one in responses(on_bank, random, generated=False)]
            for name, run in runs.items():
                seconds = timed(partial(run, given))
                if turn >= 20:  # The first warm up.
                    times[name].append(seconds)
    return times


def odds(on_bank: ItemBank, given: Sequence[Response]) -> list[float]:
    readings = readings_of(on_bank, mark_responses(on_bank, given))
    return [readings.odds(skill) for skill in on_bank.skills]


def responses(on_bank: ItemBank, random: Random, generated: bool) -> Iterator[dict[str, Any]]:
    """Answers to 50 questions, four in five of them right, the others skipped."""
    for one in random.sample([one for one in on_bank.items.values() if generated or one.generate is None], 50):
        asked = on_bank.item(f"{one.id}@{random.randrange(1_000_000)}") if one.generate else one
        yield {
            "item": asked.id,
            "answer": key_answer(asked.task) if random.random() < 0.8 else None,
            "seconds": round(random.uniform(12, 90), 1),
            "confidence": random.choice(["guess", "think", "sure"]),
        }


def sheet_file(count: int, *, generated: bool) -> tuple[Times, Times]:
    """json.loads alone and score --brief: the work in this process, and processes of their own, start and all."""
    random, work, whole = Random(3), Times(), Times()
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "sheets.jsonl"), Path(folder, "out.jsonl")
        on_bank = load_bank()
        with file.open("w", encoding="utf-8") as lines:
            for _ in range(count):
                lines.write(json.dumps({"sheet": 1, "responses": list(responses(on_bank, random, generated))}) + "\n")
        options = Namespace(file=str(file), output=str(out), brief=True, format=None, strict=False, jobs=None)
        alone = f"import json\nfor line in open({str(file)!r}, encoding='utf-8'): json.loads(line)"
        score_command = ("-m", "readiness", "score", str(file), "--brief", "-o", str(out))
        for _ in range(3):
            fresh = load_bank()  # It has not made any generated question yet.
            with redirect_stderr(StringIO()):
                work.setdefault("json.loads", []).append(timed(partial(loads_each, file)))
                work.setdefault("score --brief", []).append(timed(partial(score_lines, fresh, options)))
            whole.setdefault("json.loads", []).append(timed(partial(process, "-c", alone)))
            whole.setdefault("score --brief", []).append(timed(partial(process, *score_command)))
        assert out.read_text(encoding="utf-8").count("\n") == count
    return work, whole


def loads_each(file: Path) -> None:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            json.loads(line)


def process(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stderr=subprocess.PIPE)
