"""Lines of a doctor's note that say how things stand: an illness is there, denied, over, not sure, a relative's.

Plain lines say it with one well-known word; tricky ones hold a word that points the other way ("diagnosed last month"
of what is treated now, "ruled out" against "still to be ruled out"). All illnesses fit all lines, so a name gives nothing
away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readiness.ground.draws import Draws
from readiness.ground.english import MONTHS, capitalized

PRESENT, ABSENT, PAST, UNDECIDED, RELATIVE = "present", "absent", "past", "undecided", "relative"
PLANNED, NOT_PLANNED = "planned", "not planned"


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to say how things stand. ``about`` is what the line names: ``ill``, ``sym`` or ``test``; ``text`` holds
    its place as ``{}``, with its article, or as ``{bare}`` or ``{Bare}`` without; ``reason`` says how to read it."""

    status: str
    about: str
    text: str
    reason: str
    tricky: bool = False


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of a note, about the thing of that name."""

    text: str
    name: str
    wording: Wording


_NAMES = {
    "ill": (
        "anemia",
        "asthma",
        "atrial fibrillation",
        "bronchitis",
        "cholangitis",
        "colitis",
        "cellulitis",
        "deep vein thrombosis",
        "diverticulitis",
        "endocarditis",
        "gallstones",
        "gastritis",
        "gout",
        "hepatitis",
        "hyperthyroidism",
        "kidney stones",
        "pancreatitis",
        "pericarditis",
        "pleurisy",
        "pneumonia",
        "pyelonephritis",
        "pulmonary embolism",
        "sarcoidosis",
        "septic arthritis",
        "thyroiditis",
        "tuberculosis",
        "a gastric ulcer",
        "a lung abscess",
        "a thyroid nodule",
    ),
    "sym": (
        "abdominal pain",
        "back pain",
        "chest pain",
        "cough",
        "dizziness",
        "headache",
        "hoarseness",
        "itching",
        "knee pain",
        "leg swelling",
        "nausea",
        "neck pain",
        "palpitations",
        "shortness of breath",
        "tinnitus",
    ),
    "test": (
        "audiogram",
        "chest X-ray",
        "colonoscopy",
        "dilated eye exam",
        "echocardiogram",
        "knee MRI",
        "physical therapy",
        "skin biopsy",
        "sleep study",
        "spirometry",
        "stress test",
        "throat culture",
        "thyroid ultrasound",
    ),
}

_PLAIN = (
    Wording(PRESENT, "ill", "{Bare}, on treatment.", "an illness under treatment is there now"),
    Wording(PRESENT, "ill", "New diagnosis today: {bare}.", "what is diagnosed today is there now"),
    Wording(PRESENT, "sym", "{Bare} for {days} days.", "it began some days ago and goes on"),
    Wording(PRESENT, "sym", "{Bare} since Monday.", "since Monday means until now"),
    Wording(ABSENT, "sym", "Denies {}.", "to deny is to say no"),
    Wording(ABSENT, "sym", "No {}.", "the word no takes it away"),
    Wording(ABSENT, "ill", "No evidence of {}.", "no evidence of it was found"),
    Wording(ABSENT, "ill", "{Bare}: ruled out.", "ruled out means decided: it is not there"),
    Wording(PAST, "ill", "{Bare} in {year}, resolved.", "resolved means that it is over"),
    Wording(PAST, "ill", "Had {} in {year}, well since.", "well since means that it is over"),
    Wording(PAST, "ill", "Past {bare}, resolved.", "resolved means that it is over"),
    Wording(UNDECIDED, "ill", "Probable {bare}.", "probable means not sure"),
    Wording(UNDECIDED, "ill", "Suspected {bare}.", "suspected means not sure"),
    Wording(UNDECIDED, "ill", "Questionable {bare}.", "questionable means not sure"),
    Wording(RELATIVE, "ill", "Mother had {}.", "the mother is not the patient"),
    Wording(RELATIVE, "ill", "Father had {} at {age}.", "the father is not the patient"),
    Wording(RELATIVE, "ill", "Family history: {bare} (sister).", "the sister is not the patient"),
    Wording(PLANNED, "test", "{Bare} scheduled for {month}.", "scheduled means still to be done"),
    Wording(PLANNED, "test", "{Bare} next week.", "next week is still to come"),
    Wording(PLANNED, "test", "Plan: {bare} in {month}.", "a plan is still to be carried out"),
    Wording(NOT_PLANNED, "test", "{Bare} done last week.", "it is done"),
    Wording(NOT_PLANNED, "test", "{Bare} completed two days ago.", "it is done"),
    Wording(NOT_PLANNED, "test", "{Bare} offered, patient declined.", "the patient said no to it"),
)
_TRICKY = (
    Wording(
        PRESENT,
        "ill",
        "{Bare} diagnosed last month, treatment continues.",
        "what is still treated is there now, whenever it was diagnosed",
        True,
    ),
    Wording(PRESENT, "ill", "{Bare}, cause uncertain.", "the doubt is about the cause", True),
    Wording(PRESENT, "ill", "{Bare}: suspected Monday, confirmed today.", "the last word is confirmed", True),
    Wording(PRESENT, "sym", "No change in chronic {bare}.", "what has not changed is still there", True),
    Wording(ABSENT, "ill", "{Bare}: considered, then excluded.", "excluded is the last word", True),
    Wording(ABSENT, "ill", "Sent for suspected {bare}; none found.", "the search found none", True),
    Wording(ABSENT, "ill", "{Bare}: probable Monday, ruled out today.", "the last word is ruled out", True),
    Wording(PAST, "ill", "History of {}, resolved in {year}.", "it is resolved", True),
    Wording(PAST, "ill", "{Bare} treated in {year}, no recurrence.", "the treatment was then and it did not return", True),
    Wording(UNDECIDED, "ill", "{Bare}: still to be ruled out.", "still to be ruled out means not decided yet", True),
    Wording(UNDECIDED, "ill", "{Bare}: not yet excluded.", "not yet excluded leaves it open", True),
    Wording(UNDECIDED, "ill", "Findings compatible with {}.", "compatible with means that it fits, no more", True),
    Wording(RELATIVE, "ill", "Has a brother with {}.", "the brother is not the patient", True),
    Wording(RELATIVE, "ill", "History of {} in the family.", "the family is not the patient", True),
    Wording(PLANNED, "test", "{Bare} canceled, then rescheduled for {month}.", "the last word is a new date", True),
    Wording(PLANNED, "test", "{Bare} not done yet, ordered for {month}.", "it is ordered and not done", True),
    Wording(NOT_PLANNED, "test", "{Bare} scheduled last month, done today.", "it is done already", True),
    Wording(NOT_PLANNED, "test", "{Bare} ordered, then canceled.", "canceled is the last word", True),
)
WORDINGS = (*_PLAIN, *_TRICKY)


COMPATIBLE = 'The words "compatible with" mean that it is in doubt.'
"""What a rule has to say when a line under it uses these words of doubt, which a newcomer may not know."""


def needs_compatible(lines: Sequence[NoteLine]) -> bool:
    """Whether one of the lines says "compatible with"."""
    return any("compatible with" in line.text for line in lines)


def note_day(draws: Draws) -> date:
    """A day of the first half of 2025 after a Monday of its week, of which lines may speak."""
    return date(2025, 1, 6) + timedelta(days=7 * draws.below(25) + draws.between(1, 4))


class Lines:
    """Draws lines for one note of that day, each about another thing and in other words."""

    def __init__(self, draws: Draws, day: date, tricky: bool) -> None:
        self._draws = draws
        self._months = MONTHS[day.month : day.month + 3]
        self._wordings = draws.shuffled(WORDINGS if tricky else _PLAIN)
        self._names = {about: draws.shuffled(names) for about, names in _NAMES.items()}

    def draw(self, statuses: Sequence[str], about: Sequence[str] = tuple(_NAMES)) -> NoteLine:
        """A line with one of the statuses about a thing of one of the kinds."""
        left = [wording for wording in self._wordings if wording.status in statuses and wording.about in about]
        status = self._draws.pick([status for status in statuses if status in [wording.status for wording in left]])
        wording = next(wording for wording in left if wording.status == status)
        self._wordings.remove(wording)
        name = self._names[wording.about].pop()
        bare = name.removeprefix("a ").removeprefix("an ")
        text = wording.text.format(
            name,
            bare=bare,
            Bare=capitalized(bare),
            days=self._draws.between(3, 9),
            year=self._draws.between(2009, 2022),
            age=self._draws.between(41, 69),
            month=self._draws.pick(self._months),
        )
        return NoteLine(text, bare, wording)
