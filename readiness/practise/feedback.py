"""What is said at once after an answer: right or wrong, why, and where it stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.ground.items import Item
from readiness.ground.responses import Answer
from readiness.kinds.answers import credit, key_answer, wording
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.report.explain import cited, exhibit_lines, marked


def verdict(item: Item, answer: Answer, hinted: bool) -> str:
    """How an answer went, in a few words."""
    if answer is None:
        return "Here is the answer"
    earned = credit(item.task, answer)
    if earned == 1:
        return "Right, after a hint" if hinted else "Right"
    return "Partly right" if earned > 0 else "Not this time"


def feedback(
    bank: ItemBank,
    item: Item,
    answer: Answer,
    order: Sequence[str],
    *,
    after: str,
    spoken: bool,
    width: int = 80,
    ascii: bool = False,
) -> list[str]:
    """The reason of the person's own choice, the reason for the key, the sources and the parts of them to read, in lines
    still to be wrapped. ``after`` says whether it comes again. Then, unless it is ``spoken`` and so stands above, the
    question with its exhibit, laid out in the width, and what there was to answer with. What was said is told where it
    differs from the key, or stands nowhere else.
    """
    task = item.task
    said, right = wording(task, answer), wording(task, key_answer(task))
    things = bool(kind(task).things)
    stands = said == right and (spoken or things)
    own = [] if answer is None else [*[f"You said: {said}"] * (not stands), *kind(task).about(answer)]
    lines = [*own, *[f"Right: {right}"] * (said != right), *[""] * bool(own or said != right), item.why, ""]
    lines += cited(bank, item)
    lines += ["", after] if after else []
    if spoken:
        return lines
    again = [*exhibit_lines(item, width, ascii), *item.stem.strip().split("\n")]
    return [*lines, "", "The question again:", "", *again, *(["", *marked(item, answer, order)] if things else [])]
