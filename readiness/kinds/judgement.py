"""Judgement items: pick the best and the worst of the options. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from readiness.ground.draws import Draws
from readiness.ground.english import unended
from readiness.ground.items import JudgementTask, Option
from readiness.ground.responses import Answer
from readiness.kinds import options
from readiness.kinds.kind import AnswerError, Finding, Part, Thing, WarmUp, numbered
from readiness.kinds.loose import table_at, text_at

_WARM_UP = WarmUp(
    "It rains, and you have to leave for the bus now. What is the best thing to do to stay dry, and what is the worst?",
    JudgementTask(
        options={
            "a": Option("Take the umbrella by the door", "It keeps you dry and costs no time."),
            "b": Option("Hold a newspaper over your head", "It keeps off some of the rain."),
            "c": Option("Walk a little faster than usual", "You get less wet, yet wet."),
            "d": Option("Go out with a wet towel on", "You are wet before you start."),
        },
        best="a",
        worst="d",
    ),
    "Two picks: first the best, then the worst.",
)


class Judgement:
    """The answer is ``{"best": .., "worst": ..}``; each of the two earns a half."""

    warm_up: ClassVar[WarmUp | None] = _WARM_UP

    def __init__(self, task: JudgementTask) -> None:
        self.task = task

    @property
    def things(self) -> Mapping[str, Thing]:
        return options.shown(self.task.options, {self.task.best: "best", self.task.worst: "worst"})

    @property
    def shuffled(self) -> bool:
        return self.task.shuffle

    @property
    def listing(self) -> list[str]:
        return numbered(self.things.values())

    def wording(self, answer: Answer) -> str:
        assert isinstance(answer, dict)
        best, worst = self.task.options[answer["best"]].text, self.task.options[answer["worst"]].text
        return f"Best: {best.rstrip('.')}. Worst: {worst}"

    def read(self, answer: object) -> Answer:
        known = self.task.options
        if isinstance(answer, dict) and set(answer) == {"best", "worst"}:
            best, worst = answer["best"], answer["worst"]
            both_known = isinstance(best, str) and isinstance(worst, str) and best in known and worst in known
            if both_known and best != worst:
                return {"best": best, "worst": worst}
        raise AnswerError(f'{{"best": .., "worst": ..}}, two different ones of {", ".join(known)}')

    def wanted(self, ids: Sequence[str]) -> dict[str, Any]:
        one = {"enum": list(ids)}
        return {
            "description": "The ids of two different options, the best and the worst.",
            "type": "object",
            "properties": {"best": one, "worst": one},
            "required": ["best", "worst"],
            "additionalProperties": False,
        }

    def credit(self, answer: Answer) -> float:
        assert isinstance(answer, dict)
        return ((answer["best"] == self.task.best) + (answer["worst"] == self.task.worst)) / 2

    @property
    def chance(self) -> float:
        return 1 / len(self.task.options)

    @property
    def parts(self) -> int:
        return 2

    @property
    def key(self) -> Answer:
        return {"best": self.task.best, "worst": self.task.worst}

    @property
    def right(self) -> str | None:
        return self.task.best

    def picks(self, answer: Answer) -> Mapping[Part, tuple[str, ...]]:
        assert isinstance(answer, dict)
        return {"best": (answer["best"],), "worst": (answer["worst"],)}

    def worth(self, id: str) -> object:
        return id

    def about(self, answer: Answer) -> list[str]:
        assert isinstance(answer, dict)
        lines = []
        if answer["best"] != self.task.best:
            lines.append(f"About your best: {self.task.options[answer['best']].why}")
        if answer["worst"] != self.task.worst:
            lines.append(f"About your worst: {self.task.options[answer['worst']].why}")
        return lines

    def hint(self, order: Sequence[str], draws: Draws) -> str:
        struck = draws.pick([id for id in order if id not in (self.task.best, self.task.worst)])
        option = self.task.options[struck]
        return f"Number {order.index(struck) + 1} is neither, “{unended(option.text)}”. {option.why}"

    def blind(self, liked: Sequence[str], marks: Callable[[int], int], draws: Draws) -> Answer:
        return {"best": liked[0], "worst": liked[-1]}

    @staticmethod
    def build(data: Mapping[str, Any]) -> JudgementTask:
        return JudgementTask(options.built(data), data["best"], data["worst"], data.get("shuffle", True))

    @staticmethod
    def findings(data: Mapping[str, Any]) -> Iterator[Finding]:
        known = table_at(data, "options")
        yield from options.unknown(data, "best", known)
        yield from options.unknown(data, "worst", known)
        if text_at(data, "best") is not None and data["best"] == data.get("worst"):
            yield ("worst",), "best and worst must be different options"
        yield from options.same(known)
