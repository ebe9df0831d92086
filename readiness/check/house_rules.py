"""The rules about what an item says: length, plain words, made-up people, codes, dates, scoring, the explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readiness.check.findings import Severity
from readiness.check.pace import MOST_WORDS, seconds, words_on_screen
from readiness.check.readability import grade, sentences, words
from readiness.check.stem_rules import Flaw, Wording
from readiness.ground.exhibits.blocks import Verbatim
from readiness.ground.exhibits.parse import parse

# Length and plain words ---------------------------------------------------------------------------------------------

NARROW = 38
"""Characters of a verbatim line that fit a screen of 40 columns."""


_MOST_IN_OPTION, _MOST_IN_ACTION = 14, 16
"""Words of an option of a choice, and of a judgement."""


def short(of: Wording) -> Iterator[Flaw]:
    """Words on screen, all together; then those of each option."""
    count, most = words_on_screen(of.item), MOST_WORDS[of.item.type]
    if count > most:
        yield "I26", "house", f"{count} words on screen, at most {most} are wanted"
    limit = _MOST_IN_ACTION if of.item.type == "judgement" else _MOST_IN_OPTION
    for option in of.options:
        if len(words(option)) > limit:
            yield "I26", "house", f"the option '{option}' has {len(words(option))} words, at most {limit} are wanted"


def narrow(of: Wording) -> Iterator[Flaw]:
    for block in parse(of.item.exhibit or "").blocks:
        for line in block.lines if isinstance(block, Verbatim) else ():
            if len(line) > NARROW:
                yield "H03", "house", f"a verbatim line of {len(line)} characters, at most {NARROW} fit: '{line.strip()}'"


def timed(of: Wording) -> Iterator[Flaw]:
    """Of written items; the time of a generated one is a mean over many instances."""
    if of.item.template is None and of.item.seconds != (wanted := seconds([of.item])):
        words = words_on_screen(of.item)
        yield "H01", "house", f"seconds is {of.item.seconds:g}; by its {words} words and what is to be done, {wanted}"


def plain(of: Wording) -> Iterator[Flaw]:
    parts = [of.stem, *of.options]
    if sum(len(words(part)) for part in parts) >= 40 and (level := grade(parts)) > 9:
        yield "I25", "house" if level > 11 else "warning", f"the stem and options read at school grade {level:.1f}; aim at 8"
    for sentence in (sentence for part in parts for sentence in sentences(part)):
        if (count := len(words(sentence))) > 25:
            house: Severity = "house" if count > 35 else "warning"
            yield "I25", house, f"a sentence of {count} words, at most 25 are easy to read: '{sentence[:40]}...'"


_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}s?\b(?!-)")
_KNOWN_SHORT = "ALL AM AND CPT CM DOB FY HCPCS HIPAA ICD ID II III IV MRN NEW NO NOT OK OR PCS PM TST TV US USB VI"
_KNOWN = frozenset(_KNOWN_SHORT.split())


def expanded(of: Wording) -> Iterator[Flaw]:
    """In stem and options: an exhibit is a paper of the job. What the explanation is about does not count either."""
    text = "\n".join((of.stem, *of.options))
    for short in dict.fromkeys(found.removesuffix("s") for found in _ABBREVIATION.findall(text)):
        told = rf"\({short}s?\b|\b{short}s?\b[,*\"]* (\(|stands? for|can stand for|means?\b|is the\b|is short for)"
        if short not in _KNOWN and short not in words(of.item.why) and not re.search(told, of.shown):
            yield "I27", "house", f"'{short}' is not expanded: write it out once, then '({short})'"


# People and codes ---------------------------------------------------------------------------------------------------

_OFFENSIVE = re.compile(
    r"\b(addicts?|alcoholic|bums?|crazy|crippled?|drunk|druggie|insane|junkie|lunatic|midget|retarded|suffers? from|"
    r"illegals?|victim of|wheelchair-bound)\b",
    re.I,
)


def made_up_people(of: Wording) -> Iterator[Flaw]:
    if re.search(r"\d-\d", of.shown):  # What all the next have in common, and few texts.
        yield from _made_up_numbers(of)
    for host in re.findall(r"(?<=[\w.+-])@([\w-]+(?:\.[\w-]+)+)", of.shown):
        if host != "example.org" and not host.endswith(".example.org"):
            yield "I29", "house", f"'@{host}' could be somebody's address; use example.org"
    for record in re.findall(r"\bMRN:? +(?!TST-\d{4}\b)(\S*\d\S*)", of.shown):
        yield "I29", "house", f"'{record}' could be somebody's record number; use one like TST-0041"


def _made_up_numbers(of: Wording) -> Iterator[Flaw]:
    if found := re.search(r"\b\d{3}-\d{2}-\d{4}\b", of.shown):
        yield "I29", "house", f"'{found[0]}' looks like a real social security number; take it out"
    for phone in re.findall(r"(?<![\w-])(?:\(?\d{3}\)?[ -])?(\d{3}-\d{4})(?![\w-])", of.shown):
        if not re.fullmatch(r"555-01\d\d", phone):
            yield "I29", "house", f"'{phone}' could be somebody's phone; use 555-0100 to 555-0199"


def kind_words(of: Wording) -> Iterator[Flaw]:
    if found := _OFFENSIVE.search(of.shown):
        yield "I30", "warning", f"'{found[0]}' can hurt or label people; say it neutrally"


LIKE_CPT = re.compile(r"(?<![\w$.,-])(\d{5}|\d{4}[FTU])(?![\w,-])")
_ICD = re.compile(r"\b[A-TV-Z]\d[0-9AB]\.[0-9A-Z]{1,4}\b")
_FICTIONAL = re.compile(r"\b[A-Z]\d-\d{2}[A-Z]\b")


def licensed_codes(of: Wording) -> Iterator[Flaw]:
    text = "\n".join((of.shown, of.item.why, *of.reasons.values()))
    if re.search(r"\d{4}", text) and (found := LIKE_CPT.search(text)):
        yield "I31", "error", f"'{found[0]}' looks like a CPT code, which is under license; use one like Q7-42K"
    codes = of.item.codes
    if (found := _ICD.search(text)) and not codes.startswith("icd10cm"):
        yield "I31", "error", f"'{found[0]}' looks like an ICD-10-CM code: add 'codes: icd10cm-FY2027', with its year"
    if (found := _FICTIONAL.search(text)) and codes != "fictional":
        yield "I31", "error", f"'{found[0]}' is an invented code: add 'codes: fictional'"
    if codes == "fictional" and not _FICTIONAL.search(text):
        yield "I31", "warning", "'codes: fictional', but there is no code like Q7-42K"
    if codes.startswith(("icd10cm", "hcpcs2")):
        yield "I31", "not checked", f"whether its codes are in force ({codes})"


# Scoring and explanation --------------------------------------------------------------------------------------------


MOST_CHANCE = 0.34


def chance_low(of: Wording) -> Iterator[Flaw]:
    """Where options are counted, their number is looked at instead."""
    if not of.options and of.item.chance > MOST_CHANCE:
        more = "lines that are not keyed" if of.item.type == "mark" else "pieces"
        yield "I35", "error", f"a guesser earns {of.item.chance:.2f} here; more {more} bring it under {MOST_CHANCE}"


def rating_above_chance(of: Wording) -> Iterator[Flaw]:
    if of.item.rating <= of.item.chance:
        yield "H02", "warning", f"the rating {of.item.rating:.2f} is no better than guessing ({of.item.chance:.2f})"


def explained(of: Wording) -> Iterator[Flaw]:
    count = len(words(of.item.why))
    if not 25 <= count <= 80:
        yield "I36", "house", f"'why' has {count} words; 25 to 80 explain best"
    for id, why in of.reasons.items():
        if len(words(why)) < 8:
            yield "I18", "house", f"the 'why' of option {id} has {len(words(why))} words; 8 or more explain it"


_VOLATILE = re.compile(r"[$%]|\b(19|20)\d\d\b|\bdays?\b|" + _ICD.pattern)


def dated(of: Wording) -> Iterator[Flaw]:
    text = "\n".join((of.stem, of.item.why, *of.options, *of.reasons.values()))
    if of.item.review_by is None and (found := _VOLATILE.search(text)):
        yield "I23", "error", f"'{found[0]}' can go out of date: add 'review_by' with a date"
