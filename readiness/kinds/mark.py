"""Mark items: mark the spots that fit, and no other. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import comb, fsum
from typing import Any, ClassVar

from readiness.ground.draws import Draws
from readiness.ground.english import in_a_row
from readiness.ground.items import MarkTask, Spot
from readiness.ground.responses import Answer
from readiness.kinds.kind import AnswerError, Finding, Part, Thing, WarmUp, numbered
from readiness.kinds.loose import different_ids, not_one_of, table_at, text_at, texts_at

_WARM_UP = WarmUp(
    "Which of these are fruits? Mark every one, and no other.",
    MarkTask(
        spots={
            "s1": Spot("Chair"),
            "s2": Spot("Apple"),
            "s3": Spot("Spoon"),
            "s4": Spot("Pear"),
            "s5": Spot("Lamp"),
            "s6": Spot("Door"),
        },
        key=("s2", "s4"),
    ),
    "Mark as many as fit: one too many costs as much as one too few.",
)


class Mark:
    """The answer is a tuple of spots, in the order of the bank. A false mark costs as much as a miss, or more where
    fewer spots are unkeyed than keyed."""

    warm_up: ClassVar[WarmUp | None] = _WARM_UP

    def __init__(self, task: MarkTask) -> None:
        self.task = task

    @property
    def things(self) -> Mapping[str, Thing]:
        key = self.task.key
        return {
            id: Thing(spot.text, role="key" if id in key else "", values=self._values(spot))
            for id, spot in self.task.spots.items()
        }

    def _values(self, spot: Spot) -> tuple[tuple[str, str], ...]:
        if self.task.records is None or spot.left is None or spot.right is None:
            return ()
        left, right = self.task.records
        return (left, spot.left), (right, spot.right)

    @property
    def shuffled(self) -> bool:
        return False  # Spots are the lines of a document.

    @property
    def listing(self) -> list[str]:
        return numbered(self.things.values())

    def wording(self, answer: Answer) -> str:
        return in_a_row([self.task.spots[spot].text for spot in _spots(answer)])

    def read(self, answer: object) -> Answer:
        ids = different_ids(answer, self.task.spots)
        if not ids:
            raise AnswerError(f"a list with at least one of {', '.join(self.task.spots)}, each at most once")
        return tuple(spot for spot in self.task.spots if spot in ids)

    def wanted(self, ids: Sequence[str]) -> dict[str, Any]:
        return {
            "description": "The ids of the spots that are marked, at least one.",
            "type": "array",
            "items": {"enum": list(ids)},
            "minItems": 1,
            "uniqueItems": True,
        }

    def credit(self, answer: Answer) -> float:
        marked, key = _spots(answer), self.task.key
        hits = sum(spot in key for spot in marked)
        return _credit(len(key), len(self.task.spots) - len(key), hits, len(marked) - hits)

    @property
    def chance(self) -> float:
        """That of the best blind rule."""
        return _chance(len(self.task.key), len(self.task.spots) - len(self.task.key))

    @property
    def parts(self) -> int:
        return min(len(self.task.key), len(self.task.spots) - len(self.task.key))

    @property
    def key(self) -> Answer:
        return tuple(spot for spot in self.task.spots if spot in self.task.key)

    @property
    def right(self) -> str | None:
        return None

    def picks(self, answer: Answer) -> Mapping[Part, tuple[str, ...]]:
        return {"spot": _spots(answer)}

    def worth(self, id: str) -> object:
        return id in self.task.key

    def about(self, answer: Answer) -> list[str]:
        spots, key, marked = self.task.spots, self.task.key, _spots(answer)
        missed = [spots[id].text for id in key if id not in marked]
        extra = [spots[id].text for id in marked if id not in key]
        lines = [f"You missed: {'; '.join(missed)}"] if missed else []
        return lines + ([f"Marked without need: {'; '.join(extra)}"] if extra else [])

    def hint(self, order: Sequence[str], draws: Draws) -> str:
        keyed, of = len(self.task.key), len(self.task.spots)
        return f"Only one of the {of} belongs to the answer." if keyed == 1 else f"{keyed} of the {of} belong to the answer."

    def blind(self, liked: Sequence[str], marks: Callable[[int], int], draws: Draws) -> Answer:
        return tuple(liked[: marks(len(liked))])

    @staticmethod
    def build(data: Mapping[str, Any]) -> MarkTask:
        spots = {
            id: Spot(spot) if isinstance(spot, str) else Spot(spot["label"], spot["left"], spot["right"])
            for id, spot in data["spots"].items()
        }
        records = data.get("records")
        return MarkTask(spots, tuple(data["key"]), (records["left"], records["right"]) if records else None)

    @staticmethod
    def findings(data: Mapping[str, Any]) -> Iterator[Finding]:
        spots, key = table_at(data, "spots"), texts_at(data, "key")
        for at, spot in key:
            if spot not in spots:
                yield ("key", at), not_one_of(spot, spots, "spots")
        keyed = {spot for _, spot in key}
        if spots and keyed.issuperset(spots):
            yield ("key",), "every spot is keyed; at least one must not be"
        pairs = {id: spot for id, spot in spots.items() if isinstance(spot, dict)}
        if "records" not in data:
            for id in pairs:
                yield ("spots", id), "a spot with a left and a right needs 'records', which names the two records"
            return
        if spots and all(isinstance(spot, str) for spot in spots.values()):
            yield ("records",), "two records are named, but no spot has a left and a right"
        same = [text_at(pairs[id], "left") == text_at(pairs[id], "right") is not None for id in keyed if id in pairs]
        if same and all(same):
            yield ("key",), "left and right are the same in every keyed spot; at least one must differ"


def _spots(answer: Answer) -> tuple[str, ...]:
    assert isinstance(answer, tuple)
    return answer


def _credit(keyed: int, unkeyed: int, hits: int, false_marks: int) -> float:
    return max(0.0, hits / keyed - false_marks / min(keyed, unkeyed))


@cache
def _chance(keyed: int, unkeyed: int) -> float:
    """The largest mean credit over the blind rules "mark j spots at random", j = 1..all."""

    def mean(marks: int) -> float:
        ways = comb(keyed + unkeyed, marks)
        return fsum(
            comb(keyed, hits) * comb(unkeyed, marks - hits) / ways * _credit(keyed, unkeyed, hits, marks - hits)
            for hits in range(max(0, marks - unkeyed), min(keyed, marks) + 1)
        )

    return max(mean(marks) for marks in range(1, keyed + unkeyed + 1))
