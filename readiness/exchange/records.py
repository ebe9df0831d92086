"""Questions that come as named fields, such as the columns of a table or the objects of JSON: which field is what. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from readiness.exchange.keys import keys_among, parts_of, place_of, ticked_among
from readiness.exchange.markup import LIKE_HTML, guessed_html, no_formula
from readiness.exchange.questions import Maker, Number, Question, Unfit, UnreadableFile, plain_number
from readiness.exchange.tables import folded

KNOWN: Mapping[str, tuple[str, ...]] = {
    "stem": ("stem", "question", "question text", "questiontext", "text", "prompt", "q", "problem", "title", "query"),
    "key": ("key", "answer", "correct", "correct answer", "correct option", "right answer", "right", "ans", "solution")
    + ("correctanswer", "correct answers", "answer key", "answer index", "correct index", "correctindex", "correct choice")
    + ("answer idx", "answerindex", "cop", "answers correct"),
    "why": ("why", "explanation", "rationale", "feedback", "general feedback", "explanations", "exp", "reason", "support")
    + ("answer explanation", "comment"),
    "options": ("options", "choices", "answers", "answer options", "alternatives", "possible answers"),
    "wrong": ("incorrect answers", "incorrectanswers", "wrong answers", "distractors", "incorrect"),
    "accept": ("accept", "accepted answers", "acceptable answers"),
    **{name: (name.replace("_", " "),) for name in ("id", "type", "competency", "cognition", "rating", "seconds", "source")},
    **{name: (name.replace("_", " "),) for name in ("review_by", "codes", "form", "number", "within", "exhibit", "shuffle")},
    **{name: (name,) for name in ("hint", "best", "worst", "critical")},
}
"""The names, in small letters, that each field may have; the first one found counts."""
MAPPED = (*KNOWN, "questions", "key_counts_from", "right", "option")
"""What a mapping file may name; ``right``, ``wrong`` and ``option`` are also how such lines begin in Markdown."""
_OPTION = re.compile(r"(?:option|answer|choice|opt|op|ans|alternative|response|a)? ?([a-f]|[1-6])|opa|opb|opc|opd|ope|opf")
_WRONG = re.compile(r"(?:incorrect|wrong|distractor)(?: answer| option| choice)? ?([0-9])")
_REASON = re.compile(
    r"(?:why|feedback|rationale|explanation|reason) (?:option )?([a-f]|[1-6])|"
    r"([a-f]|[1-6]) (?:why|feedback|rationale|reason)"
)
ITSELF = ("id", "competency", "cognition", "review_by", "codes", "hint")
"""Fields of an item that are taken as they stand."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which of a record's names holds what. ``options`` and ``reasons``: those of single options, in their order;
    ``single``: the others, by field; ``unread``: names that hold nothing for an item. ``from_zero``: whether a key that is a
    number counts from 0; None when nobody said."""

    single: Mapping[str, str]
    options: Sequence[str] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    wrong: Sequence[str] = ()
    unread: Sequence[str] = ()
    from_zero: bool | None = None

    def reason(self, record: Mapping[str, Any], place: int) -> Any:
        """The reason of an option, where a name holds one: a column without a heading holds none."""
        return record.get(self.reasons[place]) if place in self.reasons else None


def fields_among(names: Sequence[str], mapping: Mapping[str, Any], *, whole: bool = True) -> Fields:
    """Which names hold what: as ``mapping`` says, and for all else by the names that are usual. Raises UnreadableFile where
    no name holds the question, or the mapping names one that is not there; with ``whole`` also where nothing is to pick."""
    plain = {folded(name): name for name in reversed(names)}
    single: dict[str, str] = {}
    for what, usual in KNOWN.items():
        told = mapping.get(what)
        if isinstance(told, str):
            single[what] = _there(plain, told, f"'{what}'")
        elif told is None and (name := next((plain[one] for one in usual if one in plain), None)) is not None:
            single[what] = name
    options, reasons, wrong = _numbered(plain, mapping, set(single.values()))
    if len(options) > 1 and single.get("options") in options:
        del single["options"]
    if whole and "stem" in single and not options and not {"options", "key", "wrong", "accept", "number"} & set(single):
        raise UnreadableFile(
            f"'{single['stem']}' holds the question, and nothing here is named for its options or its key; say in a mapping "
            f"file (--mapping) which of these are: {', '.join(names)}"
        )
    if "stem" not in single:
        raise UnreadableFile(
            f"nothing here is named for the question; known names are {', '.join(KNOWN['stem'][:4])}; "
            "else say its name in a mapping file (--mapping), or put a row of headings on top where there is none"
        )
    used = {*single.values(), *options, *reasons.values(), *wrong}
    zero = mapping.get("key_counts_from")
    unread = tuple(name for name in names if name not in used and name.strip())
    return Fields(single, options, reasons, wrong, unread, None if zero is None else str(zero) == "0")


def _numbered(
    plain: Mapping[str, str], mapping: Mapping[str, Any], taken: set[str]
) -> tuple[list[str], dict[int, str], list[str]]:
    """The names of single options, of their reasons by place, and of single wrong options."""
    told = mapping.get("options")
    if isinstance(told, list):
        options = [_there(plain, one, "an option") for one in told]
    else:
        found = {place_of(match[1] or one[2]): name for one, name in plain.items() if (match := _OPTION.fullmatch(one))}
        options = [found[at] for at in sorted(found) if found[at] not in taken]
    reasons = {place_of(m[1] or m[2]): name for one, name in plain.items() if (m := _REASON.fullmatch(one))}
    apart = mapping.get("wrong")
    if isinstance(apart, list):
        return [], reasons, [_there(plain, one, "a wrong option") for one in apart]
    wrong = sorted((one, name) for one, name in plain.items() if _WRONG.fullmatch(one))
    return options, reasons, [name for _, name in wrong if name not in taken]


def _there(plain: Mapping[str, str], name: str, what: str) -> str:
    """The name as it stands in the file, whatever its capitals."""
    if folded(name) not in plain:
        raise UnreadableFile(f"the mapping says that '{name}' holds {what}, and there is no such name here")
    return plain[folded(name)]


def tells_keys(records: Sequence[Mapping[str, Any]], fields: Fields) -> bool:
    """Whether anything in the records says what is right."""
    if fields.wrong or {"key", "wrong", "accept", "number", "best"} & set(fields.single):
        return True
    if any(str(_value(record, fields, "type")).strip().casefold() == "order" for record in records):
        return True  # The options of an order stand in their right order.
    return any(ticked_among(_value(record, fields, "options")) is not None for record in records)


def question_of(line: int, record: Mapping[str, Any], fields: Fields) -> Question:
    """The question that a record holds. Raises Unfit."""
    maker = Maker(line)
    maker.extra = own_fields(record, fields, maker)
    stem = maker.text("the question", _text(maker, _value(record, fields, "stem"), exhibit=True), 6000)
    why = _why(maker, _value(record, fields, "why"))
    type = str(_value(record, fields, "type") or "").strip().casefold()
    options = _options(maker, record, fields)
    key = _key(maker, _value(record, fields, "key"))
    if type in ("entry", "short answer", "shortanswer", "numerical") or (_value(record, fields, "accept") not in (None, "")):
        return _entry(maker, record, fields, stem, why)
    if type in ("judgement", "judgment"):
        best, worst = (
            keys_among([text for text, _ in options], _value(record, fields, name), fields.from_zero)
            for name in ("best", "worst")
        )
        return maker.judgement(stem, options, best, worst, why)
    if type in ("matching", "match", "essay", "cloze", "fill in", "open", "long answer", "file upload", "hotspot"):
        raise Unfit(f"it is of the type {type}, which this quiz does not have")
    if type == "order":
        return maker.order(stem, [text for text, _ in options], why)
    if not options:
        if isinstance(key, bool) or (isinstance(key, str) and key.strip().casefold() in ("true", "false", "t", "f")):
            right = str(key).strip().casefold().startswith("t")
            return maker.choice(stem, [("True", ""), ("False", "")], [0 if right else 1], why)
        if key not in (None, "", []) and not isinstance(key, (Mapping, list)):
            return maker.word(stem, [_text(maker, key)], why)
        raise Unfit("it has no options")
    if (ticked := ticked_among(_value(record, fields, "options"))) is not None:
        return maker.choice(stem, options, ticked, why)
    wrong = fields.wrong or ("wrong" in fields.single and _value(record, fields, "wrong"))
    keys = [0] if wrong else keys_among([text for text, _ in options], key, fields.from_zero)
    return maker.mark(stem, options, keys, why) if type == "mark" else maker.choice(stem, options, keys, why)


def counting(records: Sequence[Mapping[str, Any]], fields: Fields) -> Fields:
    """The fields with what all records together say of keys that are numbers: one that is 0 can only count from 0, one as
    high as there are options only from 1, and options in columns with numbers count as those do."""
    if fields.from_zero is not None:
        return fields
    zero = one = False
    for record in records:
        whole = _value(record, fields, "options")
        count = len(whole) if isinstance(whole, (list, Mapping)) else sum(bool(record.get(name)) for name in fields.options)
        key = str(_value(record, fields, "key")).strip()
        zero = zero or key == "0"
        one = one or (key.isdigit() and key == str(count))
    if not zero and any(folded(name)[-1:].isdigit() for name in fields.options):
        one = True
    return replace(fields, from_zero=zero) if zero != one else fields


def _value(record: Mapping[str, Any], fields: Fields, what: str) -> Any:
    name = fields.single.get(what)
    return None if name is None else record.get(name)


def _text(maker: Maker, value: Any, *, exhibit: bool = False) -> str:
    """A value as plain text. Raises Unfit where it is no text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str):
        raise Unfit("a list or a block of fields stands where text is wanted")
    if LIKE_HTML.search(value):
        return guessed_html(maker, value, exhibit=exhibit)
    return no_formula(value)


def _key(maker: Maker, value: Any) -> Any:
    """A key, or the lines of one, as plain text where it is text: it may repeat what an option says."""
    found = _lines(value)
    if isinstance(found, list):
        return [_text(maker, one) if isinstance(one, str) else one for one in found]
    return _text(maker, found) if isinstance(found, str) else found


def _lines(value: Any) -> Any:
    """The lines of a text that has several, without those that are empty; else the value as it is."""
    lines = [line.strip() for line in value.split("\n") if line.strip()] if isinstance(value, str) else []
    return lines if len(lines) > 1 else value


def _why(maker: Maker, value: Any) -> str:
    """What explains an answer, as plain text; "" where it is more than text, which is said."""
    return maker.told(lambda maker, _: _text(maker, value), "")


def _options(maker: Maker, record: Mapping[str, Any], fields: Fields) -> list[tuple[str, str]]:
    """The options, each with its reason; where wrong ones stand apart, the right one first."""
    if fields.wrong or "wrong" in fields.single:
        listed = _value(record, fields, "wrong")
        wrong = listed if isinstance(listed, list) else [record.get(name) for name in fields.wrong]
        return [(_text(maker, one), "") for one in [_value(record, fields, "key"), *wrong] if one not in (None, "")]
    whole = _value(record, fields, "options")
    if isinstance(whole, Mapping):
        return [_option(maker, one) for one in whole.values()]
    if isinstance(whole, list):
        return [_option(maker, one) for one in whole]
    if isinstance(whole, str) and whole.strip():
        lines = _lines(whole)
        return [(_text(maker, part), "") for part in (lines if isinstance(lines, list) else parts_of(whole))]
    texts = [(place, _text(maker, record.get(name))) for place, name in enumerate(fields.options)]
    last = max((place for place, text in texts if text.strip()), default=-1)
    if any(not text.strip() for place, text in texts if place < last):
        raise Unfit("one of its options is empty, and one after it is not")
    return [(text, _why(maker, fields.reason(record, place))) for place, text in texts[: last + 1]]


def _option(maker: Maker, one: Any) -> tuple[str, str]:
    if isinstance(one, Mapping):
        text = next((one[name] for name in ("text", "option", "answer", "label", "content", "value") if name in one), None)
        reason = next((one[name] for name in ("why", "feedback", "rationale", "explanation") if name in one), None)
        return _text(maker, text), _why(maker, reason)
    return _text(maker, one), ""


def _entry(maker: Maker, record: Mapping[str, Any], fields: Fields, stem: str, why: str) -> Question:
    form = str(_value(record, fields, "form") or "word").strip().casefold()
    number = _value(record, fields, "number")
    if number not in (None, ""):
        return maker.number(stem, str(number), str(_value(record, fields, "within") or "0"), why)
    accept = _value(record, fields, "accept")
    accept = _value(record, fields, "key") if accept in (None, "") else accept
    answers = accept if isinstance(accept, list) else [part for part in re.split(r"\s*\|\s*", str(accept or "")) if part]
    return maker.word(stem, [_text(maker, one) for one in answers], why, form)


def own_fields(record: Mapping[str, Any], fields: Fields, maker: Maker | None = None) -> dict[str, Any]:
    """The fields of an item that no other program has, where the record holds them. Raises Unfit; with ``maker``, a source
    that is none of a bank is only said, since other programs write other things under that name."""
    extra: dict[str, Any] = {}
    for name in ITSELF:
        if (value := _value(record, fields, name)) not in (None, ""):
            extra[name] = str(value).strip()
    if "cognition" in extra:
        extra["cognition"] = extra["cognition"].casefold()  # Spreadsheets write a capital at the beginning of a cell.
    for name in ("rating", "seconds"):
        if (value := _value(record, fields, name)) not in (None, "", []):
            numbers = _numbers(name, value)
            extra[name] = numbers if len(numbers) > 1 else numbers[0]
    if (value := _value(record, fields, "source")) not in (None, "", []):
        try:
            extra["source"] = [_citation(one) for one in re.split(r"\s*\|\s*", str(value))]
        except Unfit as error:
            if maker is None:
                raise
            maker.note(f"{error}; it is missing")
    if str(_value(record, fields, "exhibit") or "").strip():
        extra["exhibit"] = str(_value(record, fields, "exhibit")).strip("\n")
    if str(_value(record, fields, "shuffle")).strip().casefold() in ("false", "no"):
        extra["shuffle"] = False
    if str(_value(record, fields, "critical")).strip().casefold() in ("true", "yes"):
        extra["critical"] = True
    return extra


def _numbers(name: str, value: Any) -> list[Number]:
    """The numbers of a cell or a list. A share may stand in percent, or with a decimal comma. Raises Unfit."""
    if not isinstance(value, list):
        value = re.split(r"\s*[;,|]\s*", re.sub(r"\b0,(?=[0-9])", "0.", str(value).strip()))
    try:
        return [plain_number(re.sub(r"\s*%$", "e-2", str(one)) if name == "rating" else str(one)) for one in value]
    except Unfit as error:
        raise Unfit(f"{name}: {error}; wanted: one such as {'0.7' if name == 'rating' else '30'}") from None


def _citation(text: str) -> dict[str, str]:
    id, _, at = text.strip().partition(" at ")
    if not id or not at.strip():
        raise Unfit(
            f"its source is '{text[:40]}'; wanted: the id of a source, 'at', and the place, such as 'rule at page 3'"
        )
    return {"id": id.strip(), "at": at.strip()}
