"""Words, sentences and reading level of English text, as far as a program can tell them."""

from __future__ import annotations

import re
from functools import lru_cache

_STOP_WORDS = """
a about after again all also an and any are as at be because been before being between both but by can could did do
does doing done down during each few for from get had has have having he her here hers him his how if in into is it
its itself just let like made make may more most much must no nor not now of off on once one only or other our out
over own per same she should since so some such than that the their them then there these they this those through to
today too two under until up upon very was way we were what when where which while who whom whose why will with within
without would yes yet you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_DOMAIN_TERMS = """
abbreviation account accurate admission admitted ambulatory antibiotic appendix assessment authorization authorize
authorized billing category certified clinician compliance confidential correction credential diabetes diagnoses
diagnosis disclosure documentation documented electronic emergency employee employer hospital identifier identify
infection information injury inpatient insurance insurer laboratory medicaid medical medicare medication medicine
operation orthopedic outpatient patient penicillin physician pneumonia policy privacy procedure provider radiology
registration security supervisor surgery surgical therapy urinary
"""
DOMAIN_TERMS = frozenset(_DOMAIN_TERMS.split())
"""Words of the trade that a reader meets all day: counted as two syllables, so that they do not hide long sentences."""

_SHORT = re.compile(r"\b(Dr|Mr|Mrs|Ms|St|No|vs|e\.g|i\.e|U\.S|[ap]\.m(?=\.\s+[^A-Z]))\.")
_WORD = re.compile(r"[A-Za-z0-9$%][\w$%'’.,:/-]*[\w%]|[A-Za-z0-9]")


@lru_cache(maxsize=8192)  # Many rules look at the same texts.
def words(text: str) -> tuple[str, ...]:
    """The words of a text, numbers among them, without the punctuation around them."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a line break after a full line ends one too."""
    plain = _SHORT.sub(lambda match: match[0].replace(".", ""), text)
    parts = re.split(r"(?<=[.?!])[\"'”’)*]*\s+|\n\s*\n", plain)
    return tuple(part.strip() for part in parts if words(part))


@lru_cache(maxsize=8192)
def content(text: str) -> frozenset[str]:
    """What a text is about: its words without endings, the small and the common ones left out; numbers stay whole."""
    found = set()
    for word in re.findall(r"[a-z]+|[0-9][0-9,./:-]*[0-9]|[0-9]", text.casefold()):
        if word[0].isdigit():
            found.add(word)
        elif len(word) > 2 and word not in STOP_WORDS:
            found.add(_stem(word))
    return frozenset(found)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    for ending, least in (("ing", 6), ("ies", 5), ("ied", 5), ("ed", 5), ("es", 5), ("s", 4), ("e", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "us", "is")):
            return word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
    return word


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """About how many syllables a word has; a term of the trade counts as at most two."""
    letters = re.sub("[^a-z]", "", word.casefold())
    groups = len(re.findall("[aeiouy]+", letters))
    if letters.endswith("e") and not letters.endswith("le") and groups > 1:
        groups -= 1
    if letters.endswith("ed") and not letters.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    known = letters in DOMAIN_TERMS or letters.removesuffix("s") in DOMAIN_TERMS
    return max(1, min(groups, 2) if known else groups)


def grade(parts: list[str]) -> float:
    """The US school grade that can read it, by Flesch and Kincaid (1975); each part ends a sentence."""
    every = [sentence for part in parts for sentence in sentences(part)]
    counted = [word for sentence in every for word in words(sentence)]
    if not counted:
        return 0.0
    return 0.39 * len(counted) / len(every) + 11.8 * sum(map(syllables, counted)) / len(counted) - 15.59
