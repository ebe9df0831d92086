"""One item explained: its key, the reasons, the sources, and what the person said. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.ground.exhibits.layout import lay_out
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import Item
from readiness.ground.responses import Answer
from readiness.kinds.answers import credit, key_answer, wording
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.kinds.kind import Part, numbered

_MEASURE = 80  # An exhibit is read like a page: longer rows are hard to follow.


def explanation(
    bank: ItemBank,
    item: Item,
    answer: Answer = None,
    *,
    order: Sequence[str] = (),
    answered: bool = True,
    width: int = 80,
    ascii: bool = False,
    spoken: bool = False,
) -> list[str]:
    """An item with its key, why, and sources; with ``answered`` also what the person said and why that was right or not.

    ``order``: the ids of what there was to answer with, as it was served; else it comes as in the bank. The exhibit is laid
    out in the width; ``spoken``: without the signs that repeat what words say. The other lines are still to be
    wrapped: ``laid_out`` does it.
    """
    lines = [*item.stem.strip().split("\n"), ""]
    lines += exhibit_lines(item, width, ascii)
    task = item.task
    lines += [*(marked(item, answer, order, signs=not spoken) if answered else kind(task).listing), ""]
    if answered:
        said, right = wording(task, answer), wording(task, key_answer(task))
        told = answer is None or (credit(task, answer) == 1 and bool(kind(task).picks(answer)))  # The list marks it.
        both = [*[f"You said: {said}"] * (not told), *[f"Right: {right}"] * (said != right)]
        lines += [_verdict_on(item, answer), "", *both, *[""] * bool(both), item.why]
        about = [] if answer is None else kind(task).about(answer)
        lines += ["", *about] if about else []
    else:
        lines += [f"Right: {wording(task, key_answer(task))}", "", item.why]
        reasons = [f"- {thing.text}: {thing.why}" for thing in kind(task).things.values() if thing.why]
        lines += ["", *reasons] if reasons else []
    return [*lines, "", *cited(bank, item)]


def exhibit_lines(item: Item, width: int, ascii: bool) -> list[str]:
    """What an item shows, laid out in the width, with an empty line at the end; nothing where it shows nothing."""
    if not item.exhibit:
        return []
    rows = lay_out(parse(item.exhibit).blocks, min(width, _MEASURE) - 2, ascii)
    return [*(f"  {row.text}".rstrip(" ") for row in rows), ""]


def cited(bank: ItemBank, item: Item) -> list[str]:
    """The sources of an item: which part of which, and where it is."""
    lines = []
    for citation in item.sources:
        source = bank.sources[citation.source]
        lines += [f"Source: {source.title}, {citation.at} ({source.publisher})", f"  {source.url}"]
    return lines


def _verdict_on(item: Item, answer: Answer) -> str:
    return "You skipped this one." if answer is None else f"{credit_in_words(credit(item.task, answer)).capitalize()}."


def credit_in_words(earned: float) -> str:
    """What an answer earned, in two words."""
    return "right" if earned == 1 else "partly right" if earned > 0 else "not right"


# What there was to answer with --------------------------------------------------------------------------------------

_WORDS: dict[Part, tuple[str, str, str]] = {
    "option": ("your answer, right", "your answer", "right answer"),
    "spot": ("you marked it, right", "you marked it", "belongs to the answer"),
    "best": ("you said best, right", "you said best", "best"),
    "worst": ("you said worst, right", "you said worst", "worst"),
}
"""What is said of a thing that was picked and is right, picked and not right, right and not picked."""
_SIGNS = ("+", "x", ">")


def marked(item: Item, answer: Answer, order: Sequence[str] = (), *, signs: bool = True) -> list[str]:
    """What there was to answer with, a line each, with a sign and words where the person picked it or it is right."""
    own = kind(item.task)
    things = own.things
    if not things:
        return own.listing
    ids = list(order) if sorted(order) == sorted(things) else list(things)
    picked, key = {} if answer is None else own.picks(answer), own.picks(own.key)
    lines = []
    for id, line in zip(ids, numbered(things[id] for id in ids), strict=True):
        said = []
        for part, right in key.items():
            here = (id in picked.get(part, ()), id in right)
            if any(here):
                said.append({(True, True): 0, (True, False): 1, (False, True): 2}[here])
                line += f"  [{_WORDS[part][said[-1]]}]"
        sign = _SIGNS[1 if 1 in said else min(said)] if said else " "
        lines.append(f"{sign} {line}" if signs else line)
    return lines
