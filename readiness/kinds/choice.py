"""Choice items: pick one option. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from readiness.ground.draws import Draws
from readiness.ground.english import unended
from readiness.ground.items import ChoiceTask
from readiness.ground.responses import Answer
from readiness.kinds import options
from readiness.kinds.kind import AnswerError, Finding, Part, Thing, WarmUp, numbered
from readiness.kinds.loose import table_at


class Choice:
    """The answer is the id of an option; it earns 1 or 0."""

    warm_up: ClassVar[WarmUp | None] = None

    def __init__(self, task: ChoiceTask) -> None:
        self.task = task

    @property
    def things(self) -> Mapping[str, Thing]:
        return options.shown(self.task.options, {self.task.key: "key"})

    @property
    def shuffled(self) -> bool:
        return self.task.shuffle

    @property
    def listing(self) -> list[str]:
        return numbered(self.things.values())

    def wording(self, answer: Answer) -> str:
        assert isinstance(answer, str)
        return self.task.options[answer].text

    def read(self, answer: object) -> Answer:
        if not isinstance(answer, str) or answer not in self.task.options:
            raise AnswerError(f"one of {', '.join(self.task.options)}")
        return answer

    def wanted(self, ids: Sequence[str]) -> dict[str, Any]:
        return {"description": "The id of one option.", "enum": list(ids)}

    def credit(self, answer: Answer) -> float:
        return float(answer == self.task.key)

    @property
    def chance(self) -> float:
        return 1 / len(self.task.options)

    @property
    def parts(self) -> int:
        return 1

    @property
    def key(self) -> Answer:
        return self.task.key

    @property
    def right(self) -> str | None:
        return self.task.key

    def picks(self, answer: Answer) -> Mapping[Part, tuple[str, ...]]:
        assert isinstance(answer, str)
        return {"option": (answer,)}

    def worth(self, id: str) -> object:
        return id

    def about(self, answer: Answer) -> list[str]:
        assert isinstance(answer, str)
        return [] if answer == self.task.key else [f"About your answer: {self.task.options[answer].why}"]

    def hint(self, order: Sequence[str], draws: Draws) -> str:
        struck = draws.pick([id for id in order if id != self.task.key])
        option = self.task.options[struck]
        return f"It is not number {order.index(struck) + 1}, “{unended(option.text)}”. {option.why}"

    def blind(self, liked: Sequence[str], marks: Callable[[int], int], draws: Draws) -> Answer:
        return liked[0]

    @staticmethod
    def build(data: Mapping[str, Any]) -> ChoiceTask:
        return ChoiceTask(options.built(data), data["key"], data.get("shuffle", True))

    @staticmethod
    def findings(data: Mapping[str, Any]) -> Iterator[Finding]:
        known = table_at(data, "options")
        yield from options.unknown(data, "key", known)
        yield from options.same(known)
