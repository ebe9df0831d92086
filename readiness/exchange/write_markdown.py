"""A quiz to print, in Markdown: all questions, then the key with the reasons and the sources. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readiness.exchange.in_html import records_of
from readiness.exchange.outgoing import Told, sources_of, unsaid
from readiness.exchange.shown import instruction, names_of, right_answer
from readiness.ground.exhibits.blocks import markdown
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import EntryTask, Item, MarkTask, OrderTask
from readiness.kinds.answers import served_order
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank
from readiness.report.markdown import escaped

_LINE = r"\_" * 20


def write_markdown(bank: ItemBank, items: Sequence[Item], seed: int, told: Told) -> str:
    """The items by skill, with numbers; options and pieces stand in the order of the seed, in the key too."""
    unsaid(items, told, rating=False)
    by_skill = {skill: [item for item in items if item.skill == skill] for skill in bank.skills}
    ordered = [item for some in by_skill.values() for item in some]
    orders = [served_order(item, seed) for item in ordered]
    parts, number = [f"# {escaped(bank.words.title or bank.id)}", f"Name: {_LINE} Date: {_LINE}"], 0
    for skill, some in by_skill.items():
        parts += [f"## {escaped(bank.skills[skill].title)}"] if some else []
        for item in some:
            parts += _question(item, number + 1, orders[number])
            number += 1
    parts.append("## Key")
    parts += [_key(bank, item, place, order) for place, (item, order) in enumerate(zip(ordered, orders), start=1)]
    told.written += number
    return "\n\n".join(parts) + "\n"


def _question(item: Item, number: int, order: Sequence[str]) -> Iterator[str]:
    yield f"### Question {number}"
    if blocks := [*parse(item.exhibit or "").blocks, *records_of(item)]:
        yield markdown(blocks)
    yield f"**{escaped(item.stem)}**"
    if words := instruction(item):
        yield f"*{escaped(words)}*"
    things, names = kind(item.task).things, names_of(item, order)
    bullet = "" if isinstance(item.task, MarkTask) else "- "  # Numbers make a list of their own, letters do not.
    if order:
        yield "\n".join(f"{bullet}{names[id]}. {escaped(things[id].text)}" for id in order)
    if isinstance(item.task, (OrderTask, EntryTask)):
        yield f"Answer: {_LINE}"


def _key(bank: ItemBank, item: Item, number: int, order: Sequence[str]) -> str:
    names = names_of(item, order)
    things = kind(item.task).things
    task = item.task
    right = right_answer(item, names)
    if isinstance(task, OrderTask):
        letters = ", ".join(" and ".join(names[piece] for piece in tied) for tied in task.key)
        right = f"{letters}. {right}"
    lines = [f"**{number}.** **{escaped(right)}** {escaped(item.why)}"]
    lines += [f"- {names[id]}: {escaped(things[id].why)}" for id in order if things[id].why]
    lines += [f"- {escaped(words)} <{address}>" for words, address in sources_of(bank, item)]
    return "\n".join([lines[0], "", *lines[1:]]).rstrip("\n")
