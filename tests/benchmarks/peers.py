"""The same items and answers given to other libraries for adaptive testing, each used as its own documentation shows.

They know one ability, answers that are right or wrong, and items with a slope, a difficulty and a chance: a = a0,
b = -d*/a0, c.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

import numpy as np

SLOPE = 0.85


class Peer(Protocol):
    """Another library. ``about``: what its step and its estimate are; ``most``: it is timed on so many people."""

    name: str
    about: str
    most: int

    def __init__(self, difficulty: Any, chance: Any) -> None: ...

    def sitting(self, right: Any) -> Iterator[int]:
        """The items of one sitting, as indices; ``right[item]`` is the answer to each."""

    def estimate(self, right: Any) -> Any:
        """The ability of each person; a row a person, a column an item."""


class Catsim:
    name = "catsim"
    about = "most informative item of all; maximum likelihood, one person at a time; no standard error"
    most = 200

    def __init__(self, difficulty: Any, chance: Any) -> None:
        from catsim.estimation import NumericalSearchEstimator
        from catsim.item_bank import ItemBank
        from catsim.selection import MaxInfoSelector

        ones = np.ones(len(difficulty))
        with redirect_stdout(None):  # It prints an empty line.
            self.bank = ItemBank(np.column_stack([SLOPE * ones, difficulty, chance, ones]))
        self.select, self.estimator = MaxInfoSelector().select, NumericalSearchEstimator()

    def sitting(self, right: Any) -> Iterator[int]:
        asked: list[int] = []
        answers: list[bool] = []
        ability = 0.0
        while (item := self.select(item_bank=self.bank, administered_items=asked, est_theta=ability)) is not None:
            yield item
            asked.append(item)
            answers.append(bool(right[item]))
            ability = self.ability(asked, answers, ability)

    def ability(self, asked: list[int], answers: list[bool], ability: float) -> float:
        found: float = self.estimator.estimate(
            item_bank=self.bank, administered_items=asked, response_vector=answers, est_theta=ability
        )
        return found

    def estimate(self, right: Any) -> Any:
        items = list(range(right.shape[1]))
        return [self.ability(items, row, 0.0) for row in right.astype(bool).tolist()]


class AdaptiveTesting:
    name = "adaptivetesting"
    about = "most informative item of all; posterior mode and its error with prior N(0, 1), one person at a time"
    most = 200

    def __init__(self, difficulty: Any, chance: Any) -> None:
        from adaptivetesting.models import ItemPool

        count = len(difficulty)
        self.pool = ItemPool.load_from_dict(
            {"a": [SLOPE] * count, "b": list(difficulty), "c": list(chance), "d": [1.0] * count}, ids=list(range(count))
        )

    def sitting(self, right: Any) -> Iterator[int]:
        from adaptivetesting.implementations import TestAssembler
        from adaptivetesting.math.estimators import BayesModal, NormalPrior

        test = TestAssembler(
            self.pool,
            "benchmark",
            "person",
            BayesModal,
            {"prior": NormalPrior(0, 1), "optimization_interval": (-7, 7)},
            simulation=False,
        )
        while test.item_pool.test_items:
            item = test.get_next_item()
            yield item.id
            test.response_pattern.append(int(right[item.id]))
            test.answered_items.append(item)
            test.ability_level, test.standard_error = test.estimate_ability_level()
            test.item_pool.delete_item(item)

    def estimate(self, right: Any) -> Any:
        from adaptivetesting.math.estimators import BayesModal, NormalPrior

        found = []
        for row in right.tolist():
            one = BayesModal(row, self.pool.test_items, NormalPrior(0, 1), (-7, 7))
            ability = one.get_estimation()
            found.append((ability, one.get_standard_error(ability)))
        return found


class Mirt:
    name = "mirt"
    about = "most informative item of all; posterior mean and sd on 41 points, all people at once, in Rust"
    most = 100_000

    def __init__(self, difficulty: Any, chance: Any) -> None:
        from mirt.models.dichotomous import ThreeParameterLogistic

        self.model = ThreeParameterLogistic(n_items=len(difficulty))
        self.model.set_parameters(discrimination=np.full(len(difficulty), SLOPE), difficulty=difficulty, guessing=chance)
        self.model._is_fitted = True  # Its parameters are given, not fitted, for which there is no public way.

    def sitting(self, right: Any) -> Iterator[int]:
        from mirt.cat import CATEngine

        engine = CATEngine(self.model, se_threshold=1e-9, max_items=len(right), n_quadpts=41, seed=1)
        state = engine.get_current_state()
        while state.next_item is not None:
            yield state.next_item
            state = engine.administer_item(int(right[state.next_item]))

    def estimate(self, right: Any) -> Any:
        import mirt

        return mirt.fscores(self.model, right, method="EAP", n_quadpts=41).theta


class Catpie:
    name = "catpie"
    about = "most informative item of all; posterior mean and sd on 33 points, one person at a time, pure Python"
    most = 200

    def __init__(self, difficulty: Any, chance: Any) -> None:
        self.items = [(SLOPE, float(b), float(c), 1.0) for b, c in zip(difficulty, chance)]

    def sitting(self, right: Any) -> Iterator[int]:
        from catpie import estimateTheta, selectNextItem

        asked: list[int] = []
        answers: list[int] = []
        ability = 0.0
        while len(asked) < len(self.items):
            item = selectNextItem(self.items, ability, asked).item
            yield item
            asked.append(item)
            answers.append(int(right[item]))
            ability = estimateTheta(self.items, asked, answers).theta

    def estimate(self, right: Any) -> Any:
        from catpie import estimateTheta

        asked = list(range(right.shape[1]))
        return [estimateTheta(self.items, asked, row) for row in right.tolist()]


PEERS: tuple[type[Peer], ...] = (Mirt, Catsim, AdaptiveTesting, Catpie)


def installed(peer: type[Peer]) -> str | None:
    """The version of a peer that is installed."""
    try:
        return version(peer.name)
    except PackageNotFoundError:
        return None
