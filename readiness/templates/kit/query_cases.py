"""What queries to doctors are made of.

The cases give a coder a reason to ask: findings and a treatment, but no diagnosis, or one without its onset. The other
lines are put together from parts, so that a line has to be read and cannot be known again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Case:
    """``diagnosis`` and ``other`` both fit the findings, each with where it stands; ``{digit}`` is drawn.

    ``given`` is what was ordered, with its article, as in "What condition, if any, was the furosemide for?".
    """

    diagnosis: str
    other: str
    findings: tuple[tuple[str, str], tuple[str, str]]
    order: str
    given: str


CASES = (
    Case(
        "acute blood loss anemia",
        "iron deficiency anemia",
        (("lab", "hemoglobin 7.{digit}, was 13.1, small cells"), ("nurse", "pale, dizzy, black stools")),
        "two units of red cells",
        "the transfusion",
    ),
    Case(
        "acute heart failure",
        "fluid overload",
        (("lab", "BNP 1,{digit}40, marked high"), ("nurse", "ankles swollen, crackles in both lungs")),
        "furosemide IV",
        "the furosemide",
    ),
    Case(
        "pneumonia",
        "lung abscess",
        (
            ("chest X-ray", "right lower lobe infiltrate, small cavity"),
            ("nurse", "temperature 102.{digit}, cough, foul sputum"),
        ),
        "ceftriaxone IV",
        "the ceftriaxone",
    ),
    Case(
        "cystitis",
        "pyelonephritis",
        (("urinalysis", "many bacteria and white cells"), ("nurse", "burning on urination, temperature 100.{digit}")),
        "ciprofloxacin for seven days",
        "the ciprofloxacin",
    ),
    Case(
        "acute kidney injury",
        "dehydration",
        (("lab", "creatinine 2.{digit}, 0.9 a month ago"), ("nurse", "dry mouth, little urine")),
        "two liters of saline IV",
        "the saline",
    ),
    Case(
        "deep vein thrombosis",
        "thrombophlebitis",
        (("ultrasound", "no flow in a left calf vein"), ("nurse", "left calf red, {digit} cm wider than the right")),
        "heparin IV",
        "the heparin",
    ),
    Case(
        "gout",
        "septic arthritis",
        (("lab", "uric acid 9.{digit}, marked high"), ("nurse", "right knee red, hot, swollen")),
        "aspiration of the swollen right knee",
        "the aspiration",
    ),
    Case(
        "pressure ulcer",
        "moisture-associated skin damage",
        (("nurse", "moist open area over the sacrum, 3.{digit} cm"), ("nurse", "sacrum red and moist")),
        "air mattress, foam dressings",
        "the air mattress",
    ),
    Case(
        "malnutrition",
        "cachexia",
        (("dietitian", "weight down 1{digit}% in three months"), ("nurse", "eats a third of each meal, thin arms")),
        "high-calorie supplements",
        "the supplement order",
    ),
    Case(
        "delirium",
        "encephalopathy",
        (("nurse", "oriented last evening, not at 0{digit}:00"), ("nurse", "confused, drowsy, pulls at lines")),
        "haloperidol, sitter at the bedside",
        "the haloperidol",
    ),
    Case(
        "COPD exacerbation",
        "asthma exacerbation",
        (("nurse", "wheezing in both lungs"), ("nurse", "short of breath, oxygen 8{digit}% on room air")),
        "prednisone, albuterol every four hours",
        "the prednisone",
    ),
    Case(
        "atrial fibrillation",
        "atrial flutter",
        (("EKG", "irregular rhythm, rate 14{digit}"), ("nurse", "palpitations, pulse fast and irregular")),
        "diltiazem IV",
        "the diltiazem",
    ),
    Case(
        "acute pancreatitis",
        "cholecystitis",
        (
            ("ultrasound", "gallbladder thick, {digit} mm stone, pancreas swollen"),
            ("nurse", "upper abdominal pain after meals, vomiting"),
        ),
        "nothing by mouth, fluids IV",
        "the fasting",
    ),
    Case(
        "cellulitis",
        "erysipelas",
        (("nurse", "red patch on the right shin, 1{digit} cm"), ("nurse", "right shin red, warm, tender")),
        "cefazolin IV",
        "the cefazolin",
    ),
)
UNFITTING = ("hip fracture", "cataract", "glaucoma", "carpal tunnel syndrome", "hearing loss", "rotator cuff tear")
"""Diagnoses that the findings of none of the cases fit."""


def _lines(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(line) for line in product(*parts))


REPLIES = (
    *_lines(
        ("Please answer", "Please reply", "Please write your answer", "Please respond"),
        (
            "in the chart.",
            "in a dated note.",
            "as an addendum.",
            "in your next note.",
            "on this form.",
            "and sign with the date.",
        ),
    ),
    "Any answer is welcome, in your own words.",
    "A sentence or two is enough.",
)
"""Fair ways to ask for an answer."""

CLOSES = _lines(
    ("Thank you.", "Many thanks.", "Thanks for reading.", "Thank you for your time."),
    (
        "This query stays with the chart.",
        "If this is not your patient, please tell us.",
        "This is our one question here.",
        "We read replies on weekdays.",
        "A reply within seven days is fine.",
    ),
)
"""Fair last lines."""

REMARKS = _lines(
    ("The notes", "Your notes", "The notes of this stay", "The progress notes"),
    (
        "name no diagnosis so far.",
        "give no diagnosis for this.",
        "do not say what was treated.",
        "state no reason for the order.",
        "leave the cause open.",
    ),
)
"""What is missing in the chart, said without an opinion."""

STRANGERS = (
    "roommate's chart",
    "another patient's chart",
    "namesake's chart",
    "twin's chart",
    "mother's chart",
    "father's chart",
    "sister's chart",
    "brother's chart",
    "cousin's chart",
    "similar case",
    "talk in the hall",
)
"""Where a line may come from that does not come from the patient's chart."""

GAINS = _lines(
    ("Your answer", "An answer", "This case", "Your reply"),
    (
        "raises our payment.",
        "counts for our quality score.",
        "raises our ranking score.",
        "moves the stay to a better-paid group.",
        "helps the unit's bonus.",
        "decides what the insurer pays.",
        "improves our mortality score.",
        "can bring the hospital money.",
        "keeps the insurer from denying payment.",
    ),
)
"""What the asker's side gains from an answer."""

WISHES = (
    "It looks as if",
    "It seems to us that",
    "We believe",
    "We hope",
    "We take it that",
    "Our team thinks",
    "Our team hopes",
    "Our reviewer says",
    "Our reviewer is sure that",
    "Coding assumes",
    "Coding would like to hear that",
    "You surely meant that",
    "You must agree that",
    "Please confirm that",
    "Everyone here thinks",
    "All of us feel that",
)
"""How an opinion or a wish of the asker's begins."""
