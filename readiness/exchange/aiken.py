"""The Aiken format: a question, its options as ``A. text``, and ``ANSWER: B`` (docs.moodle.org/en/Aiken_format). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readiness.exchange.markup import LIKE_HTML, guessed_html, no_formula
from readiness.exchange.questions import LeftOut, Maker, Question, Reading, Unfit, few, first_words

_OPTION = re.compile(r"\s*([A-Za-z])(?:\)\s*|\.\s+)(\S(?:.*\S)?)\s*")
_ANSWER = re.compile(r"\s*(?:CORRECT\s+)?ANSWERS?\s*:\s*(.*?)\s*", re.I)
_FEEDBACK = re.compile(r"\s*(?:FEEDBACK|EXPLANATION|RATIONALE)\s*:\s*(.*?)\s*", re.I)


def read_aiken(text: str) -> Reading:
    """The questions of a text in Aiken format."""
    questions, left_out = [], []
    for line, lines in few(_blocks(text)):
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
    after its options an empty line stands before something else than a further option or the answer."""
    block: list[str] = []
    start = options = 0
    answered = gap = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            gap = True
            continue
        answer = _ANSWER.fullmatch(line) is not None
        apart = gap and options and not answered and not answer and not _is_option(line, options)
        if block and (apart or (answered and _FEEDBACK.fullmatch(line) is None)):
            yield start, block
            block, options, answered = [], 0, False
        start = start if block else number
        block.append(line)
        options += _OPTION.fullmatch(line) is not None
        answered, gap = answered or answer, False
    if block:
        yield start, block


def _is_option(line: str, place: int) -> bool:
    """Whether a line is the option of that place, from 0."""
    found = _OPTION.fullmatch(line)
    return found is not None and ord(found[1].upper()) - ord("A") == place


def _question(line: int, lines: list[str]) -> Question:
    maker = Maker(line)
    stem: list[str] = []
    options: list[tuple[str, str]] = []
    answers: list[str] = []
    why: list[str] = []
    for one in lines:
        if answers:
            found = _FEEDBACK.fullmatch(one)
            why.append(found[1] if found else one)
        elif found := _ANSWER.fullmatch(one):
            answers.append(found[1])
        elif found := _OPTION.fullmatch(one):
            if not _is_option(one, len(options)):
                raise Unfit(f"option {found[1]} stands where {chr(ord('A') + len(options))} is wanted")
            options.append((_plain(maker, found[2]), ""))
        elif options:
            raise Unfit(f"'{first_words(one)}' stands among its options, and is none: A. text")
        else:
            stem.append(one)
    if not stem:
        raise Unfit("there is no question before its options")
    if not answers:
        raise Unfit("it has no line ANSWER:")
    key = _key(answers[0], options)
    return maker.choice(_plain(maker, "\n".join(stem)), options, [key], maker.told(_plain, "\n".join(why)))


def _plain(maker: Maker, text: str) -> str:
    return guessed_html(maker, text) if LIKE_HTML.search(text) else no_formula(text)


def _key(answer: str, options: Sequence[tuple[str, str]]) -> int:
    """The place, from 0, of the option with the letter of an answer, behind which its text may stand again. Raises Unfit."""
    found = re.fullmatch(r"([A-Za-z])[.)]?(?:\s+(.*))?", answer)
    if found is None:
        raise Unfit(f"its answer is '{first_words(answer)}'; one letter is wanted")
    key = ord(found[1].upper()) - ord("A")
    if key >= len(options):
        raise Unfit(f"its answer is {found[1].upper()}, and there is no such option")
    if found[2] and found[2].casefold() != options[key][0].casefold():
        raise Unfit(f"its answer is '{first_words(answer)}', and option {found[1].upper()} says something else")
    return key
