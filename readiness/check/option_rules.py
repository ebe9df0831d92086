"""The rules about options: nothing but knowledge should tell the key from the distractors.

Among their sources are the NBME item-writing guide and Haladyna, Downing and Rodriguez 2002.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from readiness.check.findings import Severity
from readiness.check.readability import content, words
from readiness.check.stem_rules import QUOTED, Flaw, Wording
from readiness.kinds.dispatch import kind
from readiness.kinds.entry import read_entry
from readiness.kinds.kind import AnswerError

_NONE_OF = re.compile(r"^(all|none|both|neither)( of)?( the)? (above|these|options|answers|choices)\W*$|of the above", re.I)
ABSOLUTE = re.compile(
    r"\b(always|never|all(?! (but|two|three|four|five|six|\d))|none|every|only|must|cannot|entirely|impossible|"
    r"guarantee)\b",
    re.I,
)
HEDGE = re.compile(r"\b([Mm]ight|may|[Uu]sually|[Oo]ften|[Ss]ometimes|[Gg]enerally|[Rr]arely|[Tt]ypically)\b")
_NAMED = re.compile(
    r"\b[Oo]ptions? [A-Da-d1-4]\b|\b([Aa]nswer|[Cc]hoice) [B-D1-4]\b|"
    r"\b(first|second|third|fourth|last|top|bottom) (option|answer|choice)\b|"
    r"\b(options?|answers?|choices?|lines?|lists?|notes?|rules?|tables?|as|see|the) (above|below)\b"
)


def no_combinations(of: Wording) -> Iterator[Flaw]:
    if any(re.search(r"\b[A-D] (and|or|&) [A-D]\b|\bI+ and I+\b", option) for option in of.options):
        yield "I05", "error", "an option combines other options; give each option one idea"
    if {option.strip(" .").casefold() for option in of.options} <= {"true", "false", "yes", "no"}:
        yield "I05", "error", "the options are only yes and no, or true and false; ask for the thing itself"


def no_all_of_these(of: Wording) -> Iterator[Flaw]:
    for option in of.options:
        if _NONE_OF.search(option):
            yield "I06", "error", f"'{option}' is often right when it is there; drop it"


def option_count(of: Wording) -> Iterator[Flaw]:
    if len(of.options) != 3:
        yield "I07", "house", f"a choice item has 3 options here, this has {len(of.options)}"


def options_distinct(of: Wording) -> Iterator[Flaw]:
    """Options that differ in one word, such as before and after, are fine; those that differ in none are not."""
    for first, second in combinations(of.options, 2):
        one, other = _bare(first), _bare(second)
        if one == other:
            yield "I08", "error", f"two options say the same: '{first}' and '{second}'"
        elif set(one) < set(other) or set(other) < set(one):
            yield "I08", "warning", f"one option holds the other: '{first}' and '{second}'"
        elif (a := _range(first)) and (b := _range(second)) and a[2] == b[2] and a[0] <= b[1] and b[0] <= a[1]:
            yield "I08", "error", f"the ranges of two options overlap: '{first}' and '{second}'"


def _bare(text: str) -> list[str]:
    empty = ("a", "an", "the", "is", "are", "it", "of", "to", "that", "this")
    return [word for word in words(text.casefold()) if word not in empty]


def _range(text: str) -> tuple[float, float, str] | None:
    plain = text.strip(" .").casefold()
    match = re.fullmatch(r"(?:(within|up to) )?(\d+)(?: ?(?:to|-|–) ?(\d+))?(?: ([a-z]+?)s?)?", plain)
    if match is None:
        return None
    low = 0.0 if match[1] else float(match[2])
    return low, float(match[3] or match[2]), match[4] or ""


def similar_length(of: Wording) -> Iterator[Flaw]:
    """Of options of six words and more: the lengths of all, then that of the key."""
    counts = [len(words(option)) for option in of.options]
    if max(counts) < 6:
        return
    spread = max(counts) / max(1, min(counts))
    others = [len(option) for option in of.distractors]
    mean = sum(others) / len(others)
    share = len(of.key) / mean
    if spread > 2:
        yield "I09", "error" if spread > 3 else "warning", f"the options have from {min(counts)} to {max(counts)} words"
    if share > 1.3 or share < 0.7:
        severity: Severity = "error" if share > 1.5 or share < 0.5 else "warning"
        yield "I09", severity, f"the key has {len(of.key)} characters and the other options {mean:.0f} on average"
    elif len(of.key) >= 1.25 * max(others):
        yield "I10", "warning", "the key is the longest option by a quarter or more; make another as long"
    elif len(of.key) <= 0.8 * min(others):
        yield "I10", "warning", "the key is the shortest option by a fifth or more; make another as short"


def no_clang(of: Wording) -> Iterator[Flaw]:
    """Words of the stem that one option alone repeats; a cue when the key has more of them than any other option.

    A judgement item tells a scene that all its options come from, so there it is never more than a warning.
    """
    stem = content(of.stem)
    own = {option: own_words(option, of.options) & stem for option in of.options}
    lead = len(own[of.key]) - max(len(own[option]) for option in of.distractors)
    if lead > 0:
        severity: Severity = "error" if lead > 1 and of.item.type != "judgement" else "warning"
        repeated = [word for word in words(of.key.casefold()) if content(word) & own[of.key]]
        yield "I11", severity, f"the key repeats more of the stem than the others: {', '.join(repeated)}"


def own_words(option: str, options: tuple[str, ...]) -> frozenset[str]:
    """What an option is about and no other option is."""
    return content(option).difference(*(content(other) for other in options if other != option))


def no_convergence(of: Wording) -> Iterator[Flaw]:
    shares = shared_words(of.options)
    key = of.options.index(of.key)
    if shares[key] >= 2 + max(share for at, share in enumerate(shares) if at != key):
        yield "I12", "warning", "the key shares more words with the other options than they do among themselves"


def shared_words(options: tuple[str, ...]) -> list[int]:
    """For each option, how often the other options hold its words."""
    tokens = [content(option) for option in options]
    return [sum(word in other for word in own for other in tokens if other is not own) for own in tokens]


def parallel(of: Wording) -> Iterator[Flaw]:
    if len({_form(option) for option in of.options}) > 1:
        starts = ", ".join(f"'{option.split()[0]}'" for option in of.options)
        yield "I13", "warning", f"the options do not begin in the same way: {starts}"
    if len({option.rstrip("\"'”’")[-1:] in ".?!" for option in of.options}) > 1:
        yield "I13", "warning", "some options end with a full stop and some do not"


def _form(option: str) -> str:
    first = next(iter(option.lstrip("\"'“‘*($").split()), "").casefold()
    if first[:1].isdigit():
        return "number"
    if first in ("a", "an", "the"):
        return "article"
    if first == "to":
        return "to"
    # "Bring" and "During" are no such forms.
    gerund = re.fullmatch(r"[a-z]*[aeiouy][a-z]*ing", first) and first not in ("during", "nothing", "something")
    return "-ing" if gerund else "word"


def no_absolutes(of: Wording) -> Iterator[Flaw]:
    found = {match[0].casefold() for option in of.distractors if (match := ABSOLUTE.search(option))}
    if found and not ABSOLUTE.search(of.key):
        yield "I14", "error", f"only distractors are absolute ({', '.join(sorted(found))}), which gives them away"


def no_hedges(of: Wording) -> Iterator[Flaw]:
    if (found := HEDGE.search(of.key)) and not any(map(HEDGE.search, of.distractors)):
        yield "I15", "error", f"only the key is careful ('{found[0]}'), which gives it away"
    elif hedged := next((match for option in of.options if (match := HEDGE.search(option))), None):
        yield "I15", "warning", f"'{hedged[0]}' is vague in an option"


def numbers_ascend(of: Wording) -> Iterator[Flaw]:
    values = [_number(option) for option in of.options]
    if None not in values:
        numbers = [value for value in values if value is not None]
        if len({unit for _, _, unit in numbers}) > 1:
            yield "I16", "error", "the numbers of the options have different units"
        elif len({decimals for _, decimals, _ in numbers}) > 1:
            yield "I16", "error", "the numbers of the options have different numbers of decimals"
        yield from _ascending(of, [value for value, _, _ in numbers])
        return
    dates = [_date(option) for option in of.options]
    if None not in dates:
        yield from _ascending(of, [value or "" for value in dates])
    elif any(values) or any(dates):
        yield "I19", "warning", "some options are a number or a date and some are not"


def _ascending(of: Wording, values: list[float] | list[str]) -> Iterator[Flaw]:
    if list(values) != sorted(values):
        yield "I16", "error", "put the options in ascending order"
    if kind(of.item.task).shuffled:
        yield "I16", "error", "numbers and dates keep their order: add 'shuffle: false'"


def _number(option: str) -> tuple[float, int, str] | None:
    match = re.fullmatch(r"(\$?)(\d[\d,]*)(?:\.(\d+))?(%?)(?: ([A-Za-z ]+?)s?)?", option.strip(" ."))
    if match is None:
        return None
    whole, fraction = match[2].replace(",", ""), match[3] or ""
    return float(f"{whole}.{fraction or 0}"), len(fraction), "".join(filter(None, (match[1], match[4], match[5])))


def _date(option: str) -> str | None:
    try:
        return read_entry("date", option.strip(" ."))
    except AnswerError:
        return None


def one_action(of: Wording) -> Iterator[Flaw]:
    for option in of.options:
        if found := re.search(r";| and then |, then ", QUOTED.sub("", option)):
            yield "I33", "warning", f"'{found[0].strip()}' joins two actions in one option: '{option}'"
        if re.match(r"(the|an?|he|she|it|they|his|her|their|yes|no)\b", option, re.I):
            yield "I33", "warning", f"an option of a judgement item begins with what to do, this with '{option.split()[0]}'"


def names_no_option(of: Wording) -> Iterator[Flaw]:
    for text in (of.stem, of.item.why, *of.reasons.values()):
        if found := _NAMED.search(text):
            yield "I20", "error", f"'{found[0]}' names something by its place or letter, but options are shuffled"
