"""One item explained: its key, the reasons, the sources, and what the person said. Pure."""

from __future__ import annotations

from readiness.exhibits.layout import lay_out
from readiness.exhibits.parse import parse
from readiness.kinds.answers import credit, key_answer, wording
from readiness.kinds.dispatch import kind
from readiness.model import Answer, Item, ItemBank

_MEASURE = 80  # An exhibit is read like a page: longer rows are hard to follow.


def explanation(
    bank: ItemBank, item: Item, answer: Answer = None, *, answered: bool = True, width: int = 80, ascii: bool = False
) -> list[str]:
    """An item with its key, why, and sources; with ``answered`` also what the person said and why that was right or not.

    The exhibit is laid out in the width; the other lines are still to be wrapped: ``laid_out`` does it.
    """
    lines = [*item.stem.strip().split("\n"), ""]
    if item.exhibit:
        rows = lay_out(parse(item.exhibit).blocks, min(width, _MEASURE) - 2, ascii)
        lines += [*(f"  {row.text}".rstrip(" ") for row in rows), ""]
    task = item.task
    lines += [*kind(task).listing, ""]
    if answered:
        said, right = wording(task, answer), wording(task, key_answer(task))
        lines += [_verdict_on(item, answer), "", f"You said: {said}", f"Right: {right}", "", item.why]
        about = [] if answer is None else kind(task).about(answer)
        lines += ["", *about] if about else []
    else:
        lines += [f"Right: {wording(task, key_answer(task))}", "", item.why]
        reasons = [f"- {thing.text}: {thing.why}" for thing in kind(task).things.values() if thing.why]
        lines += ["", *reasons] if reasons else []
    lines.append("")
    for citation in item.sources:
        source = bank.sources[citation.source]
        lines += [f"Source: {source.title}, {citation.at} ({source.publisher})", f"  {source.url}"]
    return lines


def _verdict_on(item: Item, answer: Answer) -> str:
    if answer is None:
        return "You skipped this one."
    earned = credit(item.task, answer)
    return "Right." if earned == 1 else "Partly right." if earned > 0 else "Not right."
