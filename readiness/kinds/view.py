"""An item as plain JSON data for any front end, without what gives its key away. Pure."""

from __future__ import annotations

from typing import Any

from readiness.ground.exhibits.blocks import to_json
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import Item
from readiness.kinds.answers import served_order
from readiness.kinds.dispatch import kind
from readiness.kinds.kind import Thing


def view(item: Item, order_seed: int) -> dict[str, Any]:
    """What ``ItemBank.view`` gives."""
    own, order = kind(item.task), served_order(item, order_seed)
    things = own.things
    return {
        "item": item.id,
        "type": item.type,
        "skill": item.skill,
        "competency": item.competency,
        "seconds": item.seconds,
        "stem": item.stem,
        "exhibit": to_json(parse(item.exhibit or "").blocks),
        "options": [_option(id, things[id]) for id in order],
        "wanted": own.wanted(order),
    }


def _option(id: str, thing: Thing) -> dict[str, Any]:
    values = [{"record": record, "value": value} for record, value in thing.values]
    return {"id": id, "text": thing.text, **({"values": values} if values else {})}
