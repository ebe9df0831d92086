"""Orders for drugs against a list of banned short forms: find the lines that go against it, if any do.

The key holds by construction: every order is written in full, then an entry of the list on screen is broken in each
keyed line. Short forms that stand on no list (BID, PRN, IV) are in use as well and are named as allowed; a banned one
that is not on today's list never occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.exhibits.blocks import Block, Paragraph, Title
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted
from readiness.templates.kit.papers import numbered

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "list": {"enum": ["short", "long"], "description": "entries of the list of banned short forms: four or seven"},
    },
    "required": ["list"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class _Order:
    drug: str
    dose: str
    unit: str
    route: str
    often: str
    more: str = ""

    @property
    def text(self) -> str:
        return _joined(self.drug, self.dose, self.unit, self.route, self.often, self.more)

    @property
    def head(self) -> str:
        """The beginning of the line."""
        return _joined(self.drug, self.dose, self.unit or self.often)


def _joined(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)


@dataclass(frozen=True, slots=True)
class _Ban:
    """An entry of the list. ``breaks`` writes an order in the banned way, or gives None if it has nothing to break;
    ``harm`` says how the banned form is misread."""

    entry: str
    breaks: Callable[[_Order], _Order | None]
    harm: str


def _short(field: str, full: str, short: str) -> Callable[[_Order], _Order | None]:
    """Breaks an order by writing the short form in a field."""
    return lambda order: replace(order, **{field: short}) if getattr(order, field) == full else None


def _zero_after(order: _Order) -> _Order | None:
    return replace(order, dose=f"{order.dose}.0") if order.unit == "mg" and order.dose in "1 2 3 4 5 8" else None


def _bare_point(order: _Order) -> _Order | None:
    return replace(order, dose=order.dose[1:]) if order.dose.startswith("0.") else None


_OFFICIAL = (
    _Ban('"U" (write: units)', _short("unit", "units", "U"), "a U can be read as a zero"),
    _Ban('"IU" (write: international units)', _short("unit", "international units", "IU"), "IU can be read as IV or 10"),
    _Ban('"QD" (write: daily)', _short("often", "daily", "QD"), "QD can be read as QOD"),
    _Ban('"QOD" (write: every other day)', _short("often", "every other day", "QOD"), "QOD can be read as QD"),
    _Ban("A last zero after the point in a dose, as in 3.0 mg", _zero_after, "a missed point makes ten times more"),
    _Ban("A dose that begins with a point, as in .3 mg", _bare_point, "a missed point makes a whole number"),
    _Ban('"MSO4" (write: morphine sulfate)', _short("drug", "Morphine sulfate", "MSO4"), "MSO4 looks like MgSO4"),
    _Ban('"MgSO4" (write: magnesium sulfate)', _short("drug", "Magnesium sulfate", "MgSO4"), "MgSO4 looks like MSO4"),
)
_LONGER = (
    _Ban('"cc" (write: mL)', _short("unit", "mL", "cc"), "cc can be read as U, for units"),
    _Ban('"HS" (write: at bedtime)', _short("often", "at bedtime", "HS"), "HS can mean half strength"),
    _Ban('"SQ" (write: under the skin)', _short("route", "under the skin", "SQ"), 'SQ can be read as "5 every"'),
    _Ban('"D/C" (write: stop)', _short("drug", "Stop", "D/C"), "D/C can mean discharge"),
)

_SKIN, _VEIN = "under the skin", "IV"
_COURSE, _LONG = "||for 10 days|for 14 days", "||for 30 days|until the next visit"
# drug: doses, unit, route, how often, what may follow; no route is by mouth
_DRUGS = (
    ("Prednisone", "10 20 40", "mg", "", "daily|every other day", _COURSE + "|with food"),
    ("Lisinopril", "10 20", "mg", "", "daily|BID", _LONG),
    ("Furosemide", "20 40", "mg", "", "daily|every other day|BID", _LONG),
    ("Metformin", "500 850", "mg", "", "BID|TID", _LONG + "|with food"),
    ("Warfarin", "2 3 5", "mg", "", "daily|every other day", _LONG),
    ("Amlodipine", "5", "mg", "", "daily|at bedtime", _LONG),
    ("Folic acid", "1", "mg", "", "daily", _LONG + "|with water"),
    ("Haloperidol", "1 2", "mg", "", "BID|TID PRN|at bedtime", _COURSE),
    ("Ondansetron", "4 8", "mg", _VEIN, "BID PRN|TID PRN", ""),
    ("Digoxin", "0.125 0.25", "mg", "", "daily|every other day", _LONG),
    ("Clonidine", "0.1 0.2", "mg", "", "BID|at bedtime", _LONG),
    ("Colchicine", "0.6", "mg", "", "daily|BID", _COURSE),
    ("Lorazepam", "0.5", "mg", "", "at bedtime|BID PRN|TID PRN", "||for 5 days"),
    ("Insulin", "6 8 12 14", "units", _SKIN, "at bedtime|TID before meals", "||until the next visit"),
    ("Heparin", "5000", "units", _SKIN, "BID|TID", "||for 5 days|for 10 days"),
    ("Vitamin D", "400 800", "international units", "", "daily|every other day", _LONG + "|with food"),
    ("Vitamin E", "100 200", "international units", "", "daily|BID", _LONG + "|with food"),
    ("Cough syrup", "10 15", "mL", "", "QID PRN|TID PRN|at bedtime", "||for 5 days"),
    ("Lactulose", "15 30", "mL", "", "daily|BID|TID", _COURSE + "|with water"),
    ("Morphine sulfate", "2 4", "mg", _VEIN, "QID PRN|every 4 hours PRN", ""),
    ("Magnesium sulfate", "1 2", "g", _VEIN, "once", "|over one hour|over two hours"),
    ("Enoxaparin", "30 40", "mg", _SKIN, "daily|BID", _COURSE),
)
_STOPS = (
    "aspirin before the operation",
    "ibuprofen before the operation",
    "ibuprofen until the next visit",
    "the antibiotic after the evening dose",
    "potassium pills after the morning dose",
    "the water pill until the next visit",
)
_CARE = (
    "Ice on the knee TID",
    "Walk in the hall BID",
    "Turn in bed QID",
    "Oxygen by mask PRN",
    "Mouth care QID",
    "Weigh each morning",
    "Bed rest until noon",
    "Check blood sugar QID",
)
_LABS = (
    "potassium 4.0 and sodium 138",
    "creatinine 1.0 and sodium 141",
    "calcium 9.0 and sugar 104",
    "albumin 4.0 and sodium 139",
    "sodium 140 and potassium 5.0",
    "sugar 112 and creatinine 2.0",
)
_STEM = (
    "A records clerk checks lines from a chart against the hospital's list of banned short forms. Which lines go "
    "against the list, if any?"
)


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    draws = Draws(seed, id, "orders")
    bans = draws.sample(_OFFICIAL, 4) + (draws.sample(_LONGER, 3) if params["list"] == "long" else [])
    broken, clean = _orders(draws, bans, planted(draws, draws.between(1, 3)))
    lab = f"Lab result this morning: {draws.pick(_LABS)}"
    orders = [order.text for order in (*broken.values(), *clean)]
    texts = draws.shuffled([*orders, draws.pick(_CARE), lab])
    spots = {f"s{number}": Spot(text) for number, text in enumerate(texts, start=1)}
    keyed = [id for id, spot in spots.items() if spot.text in [order.text for order in broken.values()]]
    task = mark_task(spots, keyed, "No line goes against the list")
    return generated(_STEM, _list_paper(draws.shuffled(bans)), task, _why(broken, lab, clean))


def _orders(draws: Draws, bans: list[_Ban], errors: int) -> tuple[dict[_Ban, _Order], list[_Order]]:
    """Six orders: some that break an entry each, and others written in full."""
    orders = draws.shuffled([_order(draws, *drug) for drug in _DRUGS] + [_Order("Stop", "", "", "", draws.pick(_STOPS))])
    broken: dict[_Ban, _Order] = {}
    for ban in draws.shuffled(bans):
        at = next((at for at, order in enumerate(orders) if ban.breaks(order)), None)
        if at is not None and len(broken) < errors:
            order = ban.breaks(orders.pop(at))
            assert order is not None
            broken[ban] = order
    return broken, orders[: 6 - len(broken)]


def _order(draws: Draws, drug: str, doses: str, unit: str, route: str, often: str, more: str) -> _Order:
    return _Order(drug, draws.pick(doses.split()), unit, route, draws.pick(often.split("|")), draws.pick(more.split("|")))


# Wording ------------------------------------------------------------------------------------------------------------


def _list_paper(bans: list[_Ban]) -> list[Block]:
    return [
        Title("NOT ALLOWED IN ORDERS"),
        numbered(ban.entry for ban in bans),
        Paragraph(
            "Allowed: BID (twice a day), TID (three times), QID (four times), PRN (as needed), IV (into a vein). "
            "Lab results are not orders: the list does not apply to them."
        ),
    ]


def _why(broken: dict[_Ban, _Order], lab: str, clean: list[_Order]) -> str:
    notes = [f'"{order.head}": {ban.harm}.' for ban, order in broken.items()]
    if not notes:
        notes = [f'Every order is written in full or with allowed forms, from "{clean[0].text}" to "{clean[-1].text}".']
    return " ".join([*notes, f'"{lab}" tempts, but lab results may end in a zero.', _LESSON])


_LESSON = "Go by the list, entry by entry: a familiar form passes unseen, and an odd one may be allowed."
