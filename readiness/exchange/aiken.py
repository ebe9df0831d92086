"""The Aiken format: a question, its options as ``A. text``, and ``ANSWER: B`` (docs.moodle.org/en/Aiken_format). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from readiness.exchange.questions import LeftOut, Maker, Question, Reading, Unfit, first_words

_OPTION = re.compile(r"\s*([A-Za-z])[.)]\s+(.*\S)\s*")
_ANSWER = re.compile(r"\s*ANSWERS?\s*:\s*(.*?)\s*", re.I)
_FEEDBACK = re.compile(r"\s*(?:FEEDBACK|EXPLANATION|RATIONALE)\s*:\s*(.*?)\s*", re.I)


def read_aiken(text: str) -> Reading:
    """The questions of a text in Aiken format."""
    questions, left_out = [], []
    for line, lines in _blocks(text):
        try:
            questions.append(_question(line, lines))
        except Unfit as error:
            left_out.append(LeftOut(line, first_words(lines[0]), str(error)))
    return Reading(tuple(questions), tuple(left_out))


def looks_like_aiken(text: str) -> bool:
    """Whether somewhere a line with options is followed by one with the answer."""
    lines = [line for line in text.split("\n") if line.strip()]
    return any(_OPTION.fullmatch(one) and _ANSWER.fullmatch(two) for one, two in pairwise(lines))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each question with the number of the first; it ends with its answer, and what is said of that, or where
    after its options an empty line stands."""
    block: list[str] = []
    start = 0
    options = answered = False
    for number, line in enumerate(text.split("\n"), start=1):
        more = _FEEDBACK.fullmatch(line) is not None
        if block and ((answered and line.strip() and not more) or (not line.strip() and options)):
            yield start, block
            block, options, answered = [], False, False
        if line.strip():
            start = start if block else number
            block.append(line)
            options = options or _OPTION.fullmatch(line) is not None
            answered = answered or _ANSWER.fullmatch(line) is not None
    if block:
        yield start, block


def _question(line: int, lines: list[str]) -> Question:
    stem: list[str] = []
    options: list[tuple[str, str]] = []
    answers: list[str] = []
    why = ""
    for one in lines:
        if answers:
            found = _FEEDBACK.fullmatch(one)
            why = found[1] if found else why
        elif found := _ANSWER.fullmatch(one):
            answers.append(found[1])
        elif found := _OPTION.fullmatch(one):
            if ord(found[1].upper()) - ord("A") != len(options):
                raise Unfit(f"option {found[1]} stands where {chr(ord('A') + len(options))} is wanted")
            options.append((found[2], ""))
        elif options:
            raise Unfit(f"'{first_words(one)}' stands among its options, and is none: A. text")
        else:
            stem.append(one)
    if not stem:
        raise Unfit("there is no question before its options")
    if not answers:
        raise Unfit("it has no line ANSWER:")
    key = answers[0].rstrip(".)").upper()
    if not re.fullmatch("[A-Z]", key):
        raise Unfit(f"its answer is '{first_words(answers[0])}'; one letter is wanted")
    if ord(key) - ord("A") >= len(options):
        raise Unfit(f"its answer is {key}, and there is no such option")
    return Maker(line).choice(" ".join(stem), options, [ord(key) - ord("A")], why)
