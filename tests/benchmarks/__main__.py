"""How fast is it, beside other libraries?

    pip install -e ".[batch,bench]"
    python -m tests.benchmarks [--quick]

Everything is measured in one run, in turns, so that what else the machine does strikes all alike. Each line gives the
median, the fastest turn, and how many times the median of the first line the median is. Libraries that could use many
threads get one, unless OPENBLAS_NUM_THREADS and RAYON_NUM_THREADS say otherwise.
"""

from __future__ import annotations

import argparse
import os
import platform
from statistics import median

THREADS = ("OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="fewer sittings and people: a look, not a measurement")
    quick = options.parse_args().quick
    for name in THREADS:
        os.environ.setdefault(name, "1")
    # Only now: numpy and the peers read these settings when they are imported.
    from tests.benchmarks import speed
    from tests.benchmarks.peers import PEERS, installed

    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors;",
        ", ".join(f"{name}={os.environ[name]}" for name in THREADS),
    )
    print("A step: take in an answer, choose the next item.")
    print("readiness: item chosen within a blueprint; five correlated skills at once, in each the odds of being ready")
    for peer in PEERS:
        print(f"{peer.name} {installed(peer) or 'is not installed: pip install -e .[bench]'}: {peer.about}")
    peers = [peer for peer in PEERS if installed(peer)]

    show(f"One step, {speed.ITEMS} items (microseconds)", speed.steps(peers, 4 if quick else 20, 20 if quick else 45), 1e6)
    for people in (2_000, 10_000 if quick else 100_000):
        show(f"{people:,} people, 50 answers each (milliseconds)", speed.estimates(peers, people, 2 if quick else 5), 1e3)
    show("A sitting of 50, pure Python (microseconds)", speed.sittings(20 if quick else 200), 1e6)
    # Of the 50 answers to a sheet about 15 are to generated questions, no two the same; to be marked each has to be made.
    for count, generated in ((1_000 if quick else 20_000, False), (50 if quick else 500, True)):
        work, whole = speed.sheet_file(count, generated=generated)
        head = f"{count:,} sheets" + generated * ", generated questions too"
        show(f"{head}, the work (s)", work, 1)
        show(f"{head}, the process (s)", whole, 1)


def show(head: str, times: dict[str, list[float]], unit: float) -> None:
    """A line each: median, fastest, and ratio of the median to the first."""
    digits = 1 if unit > 1 else 3
    print(f"\n{head:52} {'median':>14} {'fastest':>14}   ratio")
    first = median(next(iter(times.values())))
    for name, taken in times.items():
        middle, least = median(taken), min(taken)
        print(f"  {name:50} {middle * unit:14,.{digits}f} {least * unit:14,.{digits}f}   {middle / first:,.2f}", flush=True)


if __name__ == "__main__":
    main()
