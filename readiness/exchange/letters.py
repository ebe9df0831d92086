"""Options that speak of one another or carry letters of their own, and texts that name options by letter, in the languages
in which most public banks are written. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OF_ABOVE = re.compile(
    r"\b(all|none|both|neither|any)( of)?( the)? (above|these|options|answers|choices)\b|of the above|"
    r"^\W*(all|none|both|neither)( of them)? (are|is) (correct|true|right|wrong|false)\b|"
    r"^\W*(tod[ao]s|ningun[ao]|nenhuma|amb[ao]s)\b.{0,30}\b"
    r"(anteriores|respuestas|opciones|alternativas|respostas|opções|correc?t[ao]s|ciertas|verdaderas)\b|"
    r"^\W*(tou(te)?s|aucune?)\b.{0,30}\b(réponses?|propositions?|précédentes?|ci-dessus|correctes|exactes)\b|"
    r"^\W*(tutt[ei]|nessun[ao]|entramb[ei])\b.{0,30}\b(precedenti|risposte|opzioni|alternative|corrette)\b|"
    r"^\W*(alle|keine?[nrs]?|beide)\b.{0,30}\b(antworten|aussagen|genannten?|obigen|oben|richtig|korrekt)\b",
    re.I,
)
_NONE = re.compile("none|neither|ningun|nenhum|aucun|nessun|kein", re.I)
_JOINING = {*("and", "or", "nor", "y", "o", "u", "et", "ou", "ed", "od", "und", "oder", "en", "of", "och", "og")}
_SPEAKING = {
    *("both", "neither", "all", "only", "the", "option", "options", "answer", "answers", "choice", "choices", "statements"),
    *("are", "is", "correct", "true", "right", "false", "wrong"),
    *("las", "los", "respuestas", "opciones", "ambas", "son", "correctas", "ciertas", "verdaderas", "falsas", "solo"),
    *("as", "respostas", "alternativas", "opções", "são", "estão", "corretas", "somente", "apenas"),
    *("les", "réponses", "sont", "correctes", "vraies", "fausses", "seulement"),
    *("le", "risposte", "sono", "corrette", "vere", "solo", "soltanto", "entrambe"),
    *("die", "antworten", "aussagen", "sind", "richtig", "korrekt", "falsch", "nur", "sowohl", "als", "auch"),
}
_LETTERS = set("abcdef")
_CALLED = (
    r"(?i:options?|choices?|answers?|opci(?:ón|ones)|respuestas?|opç(?:ão|ões)|respostas?|alternativas?|réponses?|"
    r"rispost[ae]|antwort(?:en)?)"
)
_OWN = re.compile(rf"(?:{_CALLED} )?\(?([A-Za-z])(?:\)\s*|[.:–—-]\s+)(\S.*)", re.DOTALL)
_BY_LETTER = re.compile(rf"\([A-F]\)|\b{_CALLED}(?: \(?[^\W\d]{{1,12}}\)?){{0,4}}:? (?:\(?[A-F]\b|\(?[a-f]\))")
_BY_NUMBER = re.compile(r"\b(?:option|choice|opción|opção|alternativa|es la|è la|est la) \(?[1-6]\b(?![.,]?[0-9])", re.I)


def of_above(text: str) -> bool:
    """Whether an option speaks of the others, such as "all of the above"."""
    return _OF_ABOVE.search(text[:200]) is not None


def of_none(text: str) -> bool:
    """Whether an option says that no other fits: one to mark like the others, as long as none of them is right."""
    return _NONE.match(text) is not None


def names_others(text: str) -> bool:
    """Whether an option is nothing but the letters of others, such as "both A and C"."""
    if len(text) > 80 or any(sign.isdigit() for sign in text):
        return False
    words = re.findall(r"[^\W\d_]+", text.casefold())
    letters = [word for word in words if word in _LETTERS]
    joined = any(word in _JOINING for word in words) or re.search("[,&/+;]", text) is not None or "e" in letters[1:-1]
    return len(letters) > 1 and joined and all(word in _LETTERS or word in _JOINING or word in _SPEAKING for word in words)


def without_letters(texts: Sequence[str]) -> list[str] | None:
    """The options without the letters A, B, C that stand before all of them; None where they do not."""
    found = [_OWN.fullmatch(text) for text in texts]
    if len(texts) < 2 or any(one is None for one in found):
        return None
    letters = "".join(one[1].lower() for one in found if one is not None)
    return [one[2] for one in found if one is not None] if "abcdefghijklmnopqrstuvwxyz".startswith(letters) else None


def names_by_letter(text: str) -> bool:
    """Whether a text names an option by its letter or number, such as "option B is wrong"."""
    return _BY_LETTER.search(text) is not None or _BY_NUMBER.search(text) is not None
