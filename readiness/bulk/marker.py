"""From the text of response sheets to their credits, fast enough for a nation's sittings. Pure.

Nearly all sheets are alike, so they are marked in one pass over what ``json`` gives, with the credit of every answer met
before looked up. At anything unusual the pass gives up, and the strict reader, ``responses_for`` then ``mark_responses``,
does the sheet: the result, and the words of every error, are always those of the strict reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from json import JSONDecoder
from operator import itemgetter
from typing import Any, NamedTuple

from readiness.ground.items import Item
from readiness.ground.responses import CONFIDENCES, LONGEST_SECONDS, Answer, Response
from readiness.kinds.answers import credit, read_answer
from readiness.kinds.item_bank import INSTANCES_KEPT, ItemBank
from readiness.scoring.marking import Scored, mark_responses, rapid_limit
from readiness.scoring.sheets import responses_for

CREDITS_KEPT = 200
"""The answers to an item that are looked up, as INSTANCES_KEPT of a bank are; beyond them each is worked out again."""


class Marks(NamedTuple):
    """A marked sitting: for each answer that counts the place of its curve in ``Marker.items`` and its credit (0..1), None
    for a skip; and the skill of each answer that came too fast to count.
    """

    places: list[int]
    credits: list[float | None]
    rapid: list[str]


class Marker:
    """Marks sittings for one bank. ``items`` holds one item for each curve on the scale; it only ever grows."""

    def __init__(self, bank: ItemBank, read: Callable[[str], list[Response]] | None = None) -> None:
        """``read`` is the strict reader of sheets that are not as usual, ``responses_for`` the bank when not given."""
        self.bank = bank
        self._read = read or (lambda text: responses_for(bank, text))
        self.items: list[Item] = []
        self._places: dict[tuple[str, float, int], int] = {}
        self._known = _KnownItems(self)

    def sheet(self, text: str) -> Marks:
        """The marks of a sheet. Raises SheetError or ResponseError, just as the strict reader does."""
        try:
            return self._usual(text)
        except (KeyError, TypeError, ValueError, RecursionError):
            return self.sitting(mark_responses(self.bank, self._read(text)))

    def sitting(self, scored: Iterable[Scored]) -> Marks:
        """The marks of responses that are marked one by one."""
        marks = Marks([], [], [])
        for one in scored:
            if one.flagged:
                marks.rapid.append(one.item.skill)
            else:
                marks.places.append(self.place(one.item))
                marks.credits.append(one.earned)
        return marks

    def place(self, item: Item) -> int:
        """Where the curve of an item or an instance stands."""
        curve = (item.family, item.chance, item.parts)
        found = self._places.get(curve)
        if found is None:
            found = self._places[curve] = len(self.items)
            self.items.append(item)
        return found

    def _usual(self, text: str) -> Marks:
        """The marks of a sheet in which nothing is unusual, else one of the exceptions that ``sheet`` waits for."""
        sheet = _decode(text)
        responses = sheet["responses"]
        if len(sheet) != 2 or type(sheet["sheet"]) is not int or sheet["sheet"] != 1 or type(responses) is not list:
            raise ValueError
        known = self._known
        places, credits, rapid = [], [], []
        colons = len(sheet) + sum(map(len, responses))
        for id, answer, seconds in _rows(responses):
            place, limit, answers = known[id]
            if answer.__class__ is list:
                answer = tuple(answer)
            elif answer.__class__ is dict:
                colons += len(answer)
                answer = (dict, answer["best"], answer["worst"], len(answer))
            earned = answers[answer]
            if (seconds.__class__ is not float or not limit <= seconds <= LONGEST_SECONDS) and seconds is not None:
                if type(seconds) not in (int, float) or not 0 <= seconds <= LONGEST_SECONDS:
                    raise ValueError
                if seconds < limit and answer is not None:
                    rapid.append(self.items[place].skill)
                    continue
            places.append(place)
            credits.append(earned)
        if len(set(map(_ITEM, responses))) != len(responses):
            raise ValueError
        # Of a key that stands twice in an object Python keeps the last. With one colon in the text for each key that was
        # kept, there was none such; a colon elsewhere, in an answer, only takes the slow way.
        if text.count(":") != colons:
            raise ValueError
        return Marks(places, credits, rapid)


def _refuse(name: str) -> Any:
    raise ValueError(name)


_decode = JSONDecoder(parse_constant=_refuse).decode
_ITEM, _CONFIDENCE = itemgetter("item"), itemgetter("confidence")
_ITEM_ANSWER_SECONDS = itemgetter("item", "answer", "seconds")
_CONFIDENCES = frozenset([None, *CONFIDENCES])


def _rows(responses: list[Any]) -> Iterable[tuple[Any, Any, Any]]:
    """Item, answer and seconds of each response. Raises KeyError, TypeError or ValueError where a key is amiss."""
    if {4}.issuperset(map(len, responses)):
        if not _CONFIDENCES.issuperset(map(_CONFIDENCE, responses)):
            raise ValueError
        return map(_ITEM_ANSWER_SECONDS, responses)
    rows = []
    for one in responses:
        rows.append((one["item"], one["answer"], one.get("seconds")))
        if len(one) != 2 + ("seconds" in one) + ("confidence" in one) or one.get("confidence") not in _CONFIDENCES:
            raise ValueError
    return rows


class _Answers(dict[Any, "float | None"]):
    """The credits of the answers to one item, None for a skip; each is worked out when it is first met."""

    def __init__(self, item: Item) -> None:
        super().__init__({None: None})
        self._task = item.task

    def __missing__(self, met: Any) -> float:
        if isinstance(met, tuple) and met and met[0] is dict:
            _, best, worst, size = met
            answer: Answer = {"best": best, "worst": worst}
            if size != 2:
                raise KeyError(met)
        elif isinstance(met, (str, tuple)):
            answer = met
        else:
            raise KeyError(met)
        found = credit(self._task, read_answer(self._task, answer))
        if len(self) < CREDITS_KEPT:
            self[met] = found
        return found


class _KnownItems(dict[str, tuple[int, float, _Answers]]):
    """Of each item and instance the place of its curve, the seconds below which an answer is too fast, its answers."""

    def __init__(self, marker: Marker) -> None:
        super().__init__()
        self._marker = marker

    def __missing__(self, id: str) -> tuple[int, float, _Answers]:
        item = self._marker.bank.item(id)
        found = self._marker.place(item), rapid_limit(item), _Answers(item)
        if len(self) < INSTANCES_KEPT:
            self[id] = found
        return found
