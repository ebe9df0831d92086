"""The speed benchmarks run, on very little. How fast anything is no test asserts."""

from __future__ import annotations

import pytest

from tests.benchmarks import speed

pytestmark = pytest.mark.slow


def test_a_step_is_measured_beside_the_textbook() -> None:
    times = speed.steps([], people=1, length=4)
    assert {name: len(seconds) for name, seconds in times.items()} == {"readiness": 1, speed.TEXTBOOK: 1}


def test_many_people_are_measured_with_and_without_intervals() -> None:
    assert [len(seconds) for seconds in speed.estimates([], people=30, rounds=1).values()] == [1, 1]


def test_single_sittings_are_measured() -> None:
    assert [len(seconds) for seconds in speed.sittings(1).values()] == [1, 1, 1]


@pytest.mark.parametrize("generated", [False, True])
def test_files_of_sheets_are_measured_in_the_process_and_as_processes(generated: bool) -> None:
    for times in speed.sheet_file(2, generated=generated):
        assert {name: len(seconds) for name, seconds in times.items()} == {"json.loads": 3, "score --brief": 3}
