"""Which options are right, as a key says it, or the options themselves. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from readiness.exchange.questions import Unfit
from readiness.exchange.weights import keys_by_weight


def place_of(sign: str) -> int:
    """The place, from 0, of an option with this letter or number, from 1."""
    return int(sign) - 1 if sign.isdigit() else ord(sign) - ord("a")


def parts_of(cell: str) -> list[str]:
    """The options in a cell that holds them all, with ``;`` or ``|`` between. Raises Unfit where both could stand between
    them, or one of them is empty."""
    bare = cell.strip()
    split = {sign: [part.strip() for part in bare.removesuffix(sign).split(sign)] for sign in ";|" if sign in bare}
    whole = [parts for parts in split.values() if all(parts)]
    if len(whole) > 1:
        raise Unfit("nothing tells whether ; or | stands between its options; write one a line of the cell")
    if split and not whole:
        raise Unfit("one of its options is empty, and one after it is not")
    return whole[0] if whole else [bare]


def ticked_among(options: Any) -> list[int] | None:
    """The places of options that say themselves whether they are right; None where they do not. Raises Unfit."""
    if not isinstance(options, list) or not options or not all(isinstance(one, Mapping) for one in options):
        return None
    names = [name for name in _TICKS if all(name in one for one in options)]
    if names:
        return [place for place, one in enumerate(options) if one[names[0]] in (True, 1, "true", "True")]
    if all(isinstance(one.get("fraction"), (int, float)) for one in options):
        most = max(one["fraction"] for one in options)
        return keys_by_weight([100 * one["fraction"] if most <= 1 else one["fraction"] for one in options])
    return None


_TICKS = ("is", "correct", "is_correct", "isCorrect", "iscorrect", "right", "isRight", "isAnswer", "is_answer")


def keys_among(options: Sequence[str], key: Any, from_zero: bool | None) -> list[int]:
    """The places of the options that a key names: by letter, by number or by text. Raises Unfit where it names none, or
    could mean two."""
    if isinstance(key, list):
        return sorted({place for one in key for place in keys_among(options, one, from_zero)})
    if key is None or isinstance(key, (bool, Mapping)) or not str(key).strip():
        raise Unfit("it has no key")
    text = " ".join(str(key).split())
    by_text = [place for place, option in enumerate(options) if " ".join(option.split()).casefold() == text.casefold()]
    by_sign = None if by_text and from_zero is None else _signed(text, len(options), from_zero)
    if by_text and by_sign is not None and by_text != by_sign:
        raise Unfit(f"its key '{text[:20]}' is the text of one option and the letter or number of another")
    if by_text or by_sign is not None:
        return by_text or by_sign or []
    parts = [part for part in re.split(r"\s*(?:[,;&|/]|\band\b)\s*", text) if part]
    if len(parts) > 1 and all(_signed(part, len(options), from_zero) is not None for part in parts):
        return sorted({place for part in parts for place in _signed(part, len(options), from_zero) or []})
    raise Unfit(f"its key is '{text[:40]}', and no option is called or says so")


def _signed(text: str, count: int, from_zero: bool | None) -> list[int] | None:
    """The place that a letter or a number stands for, if it is one of an option."""
    found = re.fullmatch(r"(?:(?:option|answer|choice|ans)[ _]?)?\(?([A-Fa-f]|[0-9])\)?[.)]?", text, re.I)
    if found is None:
        return None
    place = place_of(found[1].lower())
    if found[1].isdigit():
        if from_zero is None:
            raise Unfit(
                f"its key is the number {found[1]}, and nothing tells whether numbers count from 0 or from 1: say so in a "
                "mapping file (key_counts_from)"
            )
        place += from_zero
    return [place] if 0 <= place < count else None
