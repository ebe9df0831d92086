"""What queries to doctors are made of.

The cases give a coder a reason to ask: findings and a treatment, but no diagnosis, or one without its onset.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """``diagnosis`` and ``other`` both fit the findings; ``{digit}`` in a finding is drawn.

    ``given`` is what was ordered, with its article, as in "What condition, if any, was the furosemide for?".
    """

    diagnosis: str
    other: str
    findings: tuple[str, str]
    order: str
    given: str


CASES = (
    Case(
        "acute blood loss anemia",
        "iron deficiency anemia",
        ("hemoglobin 7.{digit}, 13.1 a month ago", "pale, dizzy on standing"),
        "two units of red cells",
        "the transfusion",
    ),
    Case(
        "acute heart failure",
        "fluid overload",
        ("BNP 1,{digit}40, marked high", "ankles swollen, crackles in both lungs"),
        "furosemide IV",
        "the furosemide",
    ),
    Case(
        "pneumonia",
        "lung abscess",
        ("chest X-ray, right lower lobe infiltrate", "temperature 102.{digit}, productive cough"),
        "ceftriaxone IV",
        "the ceftriaxone",
    ),
    Case(
        "cystitis",
        "pyelonephritis",
        ("urinalysis, many bacteria and white cells", "burning on urination, temperature 100.{digit}"),
        "ciprofloxacin for seven days",
        "the ciprofloxacin",
    ),
    Case(
        "acute kidney injury",
        "dehydration",
        ("creatinine 2.{digit}, 0.9 a month ago", "dry mouth, little urine"),
        "two liters of saline IV",
        "the saline",
    ),
    Case(
        "deep vein thrombosis",
        "thrombophlebitis",
        ("ultrasound, no flow in a left calf vein", "left calf red, {digit} cm wider than the right"),
        "heparin IV",
        "the heparin",
    ),
    Case(
        "gout",
        "septic arthritis",
        ("uric acid 9.{digit}, marked high", "right knee red, hot, swollen"),
        "aspiration of the right knee",
        "the aspiration",
    ),
    Case(
        "pressure ulcer",
        "moisture-associated skin damage",
        ("open area over the sacrum, 3.{digit} cm", "skin around it red and moist"),
        "air mattress, foam dressings",
        "the air mattress",
    ),
    Case(
        "malnutrition",
        "cachexia",
        ("weight down 1{digit}% in three months", "eats a third of each meal, thin arms"),
        "high-calorie supplements",
        "the supplement order",
    ),
    Case(
        "delirium",
        "encephalopathy",
        ("confused since 1{digit}:00, pulls at lines", "alert and oriented the day before"),
        "haloperidol, sitter at the bedside",
        "the haloperidol",
    ),
    Case(
        "COPD exacerbation",
        "asthma exacerbation",
        ("wheezing in both lungs", "oxygen saturation 8{digit}% on room air"),
        "prednisone, albuterol every four hours",
        "the prednisone",
    ),
    Case(
        "atrial fibrillation",
        "atrial flutter",
        ("EKG, irregular rhythm, rate 14{digit}", "palpitations since the morning"),
        "diltiazem IV",
        "the diltiazem",
    ),
    Case(
        "acute pancreatitis",
        "gallstone pancreatitis",
        ("lipase 1,{digit}60, marked high", "upper abdominal pain going through to the back"),
        "nothing by mouth, fluids IV",
        "the fasting",
    ),
    Case(
        "cellulitis",
        "erysipelas",
        ("white cell count 1{digit}.2, marked high", "right shin red, warm, tender"),
        "cefazolin IV",
        "the cefazolin",
    ),
)
UNFITTING = ("hip fracture", "cataract", "shingles", "carpal tunnel syndrome", "hearing loss", "hernia")
"""Diagnoses that the findings of none of the cases fit."""
REPLIES = (
    "Please answer in the chart, in a dated note.",
    "Please write your answer as an addendum.",
    "Any answer is welcome, in your own words.",
    "Please answer when you next see the chart.",
    "Please sign and date your answer.",
    "An answer in a sentence or two is enough.",
)
"""Fair ways to ask for an answer."""
CLOSES = (
    "Thank you for your time, whatever your answer is.",
    "This query is kept together with the chart.",
    "Please reply within seven days of this query.",
    "If this is not your patient, please tell us.",
    "This is our one question on this chart.",
)
"""Fair last lines."""
STRANGERS = (
    "Most such patients here have {}.",
    "Another patient had the same last week.",
    "A textbook lists these under {}.",
    "A website on {} shows these signs.",
    "In the hall, a nurse said it got worse.",
    "By phone, a relative told of more signs.",
    "The next bed's patient had {} too.",
    "Last year's figures point to {}.",
    "A coworker remembers a case like this.",
    "People this age often have {}.",
)
"""What is no fact from the patient's chart; ``{}`` is a diagnosis."""
GAINS = (
    "A diagnosis raises our payment.",
    "Your answer counts for our quality score.",
    "Without an answer, the insurer pays less.",
    "This can lift our revenue.",
    "An answer improves your own score.",
    "It moves the stay to a better-paid group.",
    "Our ranking depends on such answers.",
    "The insurer denies stays without a diagnosis.",
    "We lose part of the fee without it.",
    "Your bonus takes this into account.",
)
"""What the asker's side gains from an answer, or loses without one."""
