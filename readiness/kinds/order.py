"""Order items: put the pieces in order. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import fsum
from typing import Any, ClassVar

from readiness.ground.draws import Draws
from readiness.ground.english import in_a_row, unended
from readiness.ground.items import OrderTask
from readiness.ground.responses import Answer
from readiness.kinds.kind import AnswerError, Finding, Part, Thing, WarmUp
from readiness.kinds.loose import different_ids, list_at, not_one_of, table_at

_WARM_UP = WarmUp(
    "Put these meals in the order of the day, earliest first.",
    OrderTask(pieces={"p1": "Dinner", "p2": "Breakfast", "p3": "Lunch"}, key=(("p2",), ("p3",), ("p1",))),
    "Every line gets a place, from first to last.",
)


class Order:
    """The answer is a tuple of all pieces; every pair that stands the right way round earns, every other costs."""

    warm_up: ClassVar[WarmUp | None] = _WARM_UP

    def __init__(self, task: OrderTask) -> None:
        self.task = task

    @property
    def things(self) -> Mapping[str, Thing]:
        return {id: Thing(text) for id, text in self.task.pieces.items()}

    @property
    def shuffled(self) -> bool:
        return True

    @property
    def listing(self) -> list[str]:
        """Without numbers, which would look like an order."""
        return [f"- {text}" for text in self.task.pieces.values()]

    def wording(self, answer: Answer) -> str:
        return in_a_row([f"{place}. {self.task.pieces[piece]}" for place, piece in enumerate(_pieces(answer), start=1)])

    def read(self, answer: object) -> Answer:
        ids = different_ids(answer, self.task.pieces)
        if ids is None or len(ids) != len(self.task.pieces):
            raise AnswerError(f"a list that places every one of {', '.join(self.task.pieces)} once")
        return tuple(ids)

    def wanted(self, ids: Sequence[str]) -> dict[str, Any]:
        return {
            "description": "The ids of all pieces, in order.",
            "type": "array",
            "items": {"enum": list(ids)},
            "minItems": len(ids),
            "uniqueItems": True,
        }

    def credit(self, answer: Answer) -> float:
        ranks = self._ranks()
        placed = [ranks[piece] for piece in _pieces(answer)]
        pairs = [(first, second) for i, first in enumerate(placed) for second in placed[i + 1 :] if first != second]
        agreeing = sum(first < second for first, second in pairs)
        return max(0.0, (2 * agreeing - len(pairs)) / len(pairs))

    @property
    def chance(self) -> float:
        """The exact mean over all orders."""
        return _chance(tuple(sorted(len(tied) for tied in self.task.key)))

    @property
    def parts(self) -> int:
        return len(self.task.pieces) - 1

    @property
    def key(self) -> Answer:
        return tuple(piece for tied in self.task.key for piece in tied)

    @property
    def right(self) -> str | None:
        return None

    def picks(self, answer: Answer) -> Mapping[Part, tuple[str, ...]]:
        return {}

    def worth(self, id: str) -> object:
        return self._ranks()[id]

    def about(self, answer: Answer) -> list[str]:
        return []

    def hint(self, order: Sequence[str], draws: Draws) -> str:
        first = draws.pick(self.task.key[0])
        return f"This comes first: number {order.index(first) + 1}, “{unended(self.task.pieces[first])}”."

    def blind(self, liked: Sequence[str], marks: Callable[[int], int], draws: Draws) -> Answer:
        return tuple(liked)

    @staticmethod
    def build(data: Mapping[str, Any]) -> OrderTask:
        key = tuple((group,) if isinstance(group, str) else tuple(group) for group in data["key"])
        return OrderTask(data["pieces"], key)

    @staticmethod
    def findings(data: Mapping[str, Any]) -> Iterator[Finding]:
        pieces, groups = table_at(data, "pieces"), list_at(data, "key")
        placed: set[str] = set()
        for at, group in enumerate(groups):
            tied = enumerate(group) if isinstance(group, list) else [(None, group)]
            for inside, piece in tied:
                path = ("key", at) if inside is None else ("key", at, inside)
                if not isinstance(piece, str):
                    continue
                if piece not in pieces:
                    yield path, not_one_of(piece, pieces, "pieces")
                elif piece in placed:
                    yield path, f"'{piece}' is placed twice"
                placed.add(piece)
        left = [piece for piece in pieces if piece not in placed]
        if groups and left:
            yield ("key",), f"every piece must have its place; missing: {', '.join(left)}"

    def _ranks(self) -> dict[str, int]:
        return {piece: rank for rank, tied in enumerate(self.task.key) for piece in tied}


def _pieces(answer: Answer) -> tuple[str, ...]:
    assert isinstance(answer, tuple)
    return answer


@cache
def _chance(group_sizes: tuple[int, ...]) -> float:
    """The mean credit over all orders, from the distribution of disagreeing pairs.

    The number of inversions of a random arrangement of groups is distributed as the Gaussian multinomial coefficient
    (MacMahon 1915), built here as a product of Gaussian binomials.
    """
    ways, placed = [1], 0
    for size in group_sizes:
        ways = _times(ways, _gaussian_binomial(placed + size, size))
        placed += size
    pairs = len(ways) - 1
    total = sum(ways)
    # fsum, because sum of floats rounds differently from Python 3.12 on.
    return fsum(n * max(0.0, (pairs - 2 * inversions) / pairs) for inversions, n in enumerate(ways)) / total


def _gaussian_binomial(n: int, k: int) -> list[int]:
    """Coefficients of the q-binomial: how many k-subsets of n places have each number of inversions."""
    row = [[1]] + [[] for _ in range(k)]
    for size in range(1, n + 1):
        for j in range(min(size, k), 0, -1):
            shifted = [0] * (size - j) + row[j - 1]
            row[j] = [a + b for a, b in zip(row[j] + [0] * len(shifted), shifted + [0] * len(row[j]))]
            while not row[j][-1]:
                row[j].pop()
    return row[k]


def _times(left: list[int], right: list[int]) -> list[int]:
    product = [0] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] += a * b
    return product
