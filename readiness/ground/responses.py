"""One answer of a person, in its own types or as JSON has it. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf, nan
from numbers import Real
from typing import Any, Literal, TypeAlias, Union

from readiness.ground.english import counted, listed
from readiness.ground.errors import ResponseError

Confidence = Literal["guess", "think", "sure"]

Answer: TypeAlias = Union[str, "tuple[str, ...]", "dict[str, str]", None]
"""What a person answered: a string (choice, entry), ids (mark, order), ``{"best": .., "worst": ..}`` (judgement),
or None for "don't know"."""

CONFIDENCES: tuple[Confidence, ...] = ("guess", "think", "sure")
LONGEST_SECONDS = 1e15
RESPONSE_FORM = '{"item": "...", "answer": ...}'


def done_in_words(answers: Iterable[Answer]) -> str:
    """What a person did: ``5 answers``, ``5 answers and 2 skips``, ``1 skip``; ``no answers`` for nothing."""
    given = [answer is not None for answer in answers]
    counts = ((sum(given), "answer"), (len(given) - sum(given), "skip"))
    return listed([counted(number, noun) for number, noun in counts if number]) or "no answers"


@dataclass(frozen=True, slots=True)
class Response:
    """One answer to one item. ``seconds`` is how long it took, None when nobody measured it.

    ``digest``: ``Item.digest`` of the text that was answered, None when nobody noted it.
    """

    item: str
    answer: Answer = None
    seconds: float | None = None
    confidence: Confidence | None = None
    digest: str | None = None

    @staticmethod
    def from_dict(plain: Mapping[str, Any] | Response) -> Response:
        """The response of its JSON form, one of the "responses" of a sheet, checked as ``checked`` does.

        A Response is let through, checked. Raises ResponseError, at a missing or an unknown field too.
        """
        if isinstance(plain, Response):
            return plain.checked()
        if not isinstance(plain, Mapping):
            raise ResponseError(f"{shown(plain)} came; wanted: {RESPONSE_FORM}", got=plain, wanted=RESPONSE_FORM)
        known = ("answer", "confidence", "digest", "item", "seconds")
        for key in plain:
            if key not in known:
                wanted = ", ".join(known)
                raise ResponseError(f"unknown key {shown(key)}; known are {wanted}", got=key, wanted=wanted)
        fields: dict[str, Any] = {name: plain.get(name) for name in known}
        response = Response(**fields).checked()
        if "answer" not in plain:
            raise _unfit(response.item, "answer", None, 'the answer, or null for "don\'t know"')
        return response

    def checked(self) -> Response:
        """The same with every field of its own type, apart from the answer: what that may be only its item knows.

        Any real number of seconds is taken, one of NumPy too. Raises ResponseError.
        """
        item, answer, confidence = self.item, self.answer, self.confidence
        if not isinstance(item, str):
            raise _unfit(None, "item", item, "the id of a question, in quotes")
        seconds = None if self.seconds is None else _float(self.seconds)
        if seconds is not None and not seconds >= 0:
            raise _unfit(item, "seconds", self.seconds, "a number of at least 0, or null")
        if seconds is not None and seconds > LONGEST_SECONDS:
            raise ResponseError(f"{item}: 'seconds' is too large", item=item, got=self.seconds, wanted="a number up to 1e15")
        if confidence is not None and not (isinstance(confidence, str) and confidence in CONFIDENCES):
            raise _unfit(item, "confidence", confidence, "guess, think or sure, or null")
        if self.digest is not None and not isinstance(self.digest, str):
            raise _unfit(item, "digest", self.digest, "the digest of the question as it was answered, in quotes, or null")
        # A list becomes a tuple, so that a response can be shared safely.
        answer = tuple(answer) if isinstance(answer, list) else answer
        return Response(item, answer, seconds, confidence, self.digest)


def _float(number: object) -> float:
    """A real number, of Python or of NumPy, as a float; nan for anything else, infinity for what is too large."""
    if type(number) is float:  # Nearly always, and the test for a Real takes long.
        return number
    if isinstance(number, bool) or not isinstance(number, Real):
        return nan
    try:
        return float(number)
    except OverflowError:
        return inf


def _unfit(item: str | None, field: str, got: object, wanted: str) -> ResponseError:
    lead = "" if item is None else f"{item}: "
    return ResponseError(f"{lead}'{field}' is {shown(got)}; wanted: {wanted}", item=item, got=got, wanted=wanted)


def shown(value: object) -> str:
    """A value as JSON writes it, shortened, for a message."""
    try:
        text = "missing" if value is None else json.dumps(value, ensure_ascii=False, default=repr)
    except (TypeError, ValueError, RecursionError):  # A number of thousands of digits, a list that holds itself.
        text = f"a {type(value).__name__} that cannot be shown"
    return text if len(text) <= 60 else text[:57] + "..."
