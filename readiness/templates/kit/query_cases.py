"""Queries to doctors: one hospital's policy, and cases in which a coder has a reason to ask.

In every case the facts fit the ``diagnosis`` and the ``other`` one, and none of them speaks of the ``unfitting`` ones.
No diagnosis only says a lab value in words ("low sodium"): it could be taken for a fact of the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from readiness.ground.draws import Draws, first_fit
from readiness.ground.exhibits.blocks import Listing, Title
from readiness.templates.kit.people import family_name, full_name, record_number
from readiness.templates.kit.slips import us_date

POLICY = (
    Title("HOSPITAL POLICY: A FAIR QUERY"),
    Listing(
        (
            "Each finding comes from this patient's record and has its date.",
            "Does not push: no opinion or wish of ours; takes nothing for granted unless a doctor has written it.",
            "If there is a list of diagnoses: each one fits the findings, whether it is in the record yet or not; one is "
            'enough; "other" and "cannot tell" end the list.',
            "Says nothing of pay or scores.",
            "Asks yes or no only about a diagnosis that a doctor has written.",
        ),
        start=1,
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """``findings`` and ``treatment`` stand in the record; ``asked`` completes "What condition, if any, ...?".

    A diagnosis has its article where it takes one: "a pressure sore".
    """

    diagnosis: str
    other: str
    unfitting: tuple[str, ...]
    findings: tuple[str, str]
    treatment: str
    asked: str


_LUNG, _LEG, _SKIN, _WRIST = "pneumonia", "a blood clot in the leg", "a pressure sore", "a broken wrist"

CASES = (
    Case(
        "anemia",
        "blood loss",
        (_LUNG, _LEG, _SKIN),
        (
            "Lab {first}: hemoglobin {tenths}, marked as low; on {before} it was 13.4.",
            "Nursing note {second}: pale, cold hands.",
        ),
        "Order {second}: blood transfusion, two units.",
        "was treated with the blood transfusion",
    ),
    Case(
        "heart failure",
        "fluid overload",
        (_SKIN, _WRIST),
        (
            "Nursing note {first}: both ankles swollen, 1{digit} pounds heavier than on {before}.",
            "Nursing note {second}: short of breath when lying flat.",
        ),
        "Order {second}: water pill, at most one liter to drink a day.",
        "was treated with the water pill",
    ),
    Case(
        "pneumonia",
        "a lung abscess",
        (_LEG, _SKIN, _WRIST),
        (
            "Chest X-ray {first}: shadow in the right lower lung.",
            "Nursing note {second}: temperature 102.{digit}, wet cough.",
        ),
        "Order {second}: antibiotic by vein.",
        "was treated with the antibiotic",
    ),
    Case(
        "a bladder infection",
        "a kidney infection",
        (_LEG, _SKIN, _WRIST),
        (
            "Urine test {first}: many bacteria and white cells.",
            "Nursing note {second}: burning when passing urine, temperature 100.{digit}.",
        ),
        "Order {second}: antibiotic for seven days.",
        "was treated with the antibiotic",
    ),
    Case(
        "dehydration",
        "heat exhaustion",
        (_LUNG, _LEG, _SKIN),
        (
            "Nursing note {admitted}: fainted in a sauna before coming in, dry mouth.",
            "Nursing note {second}: very little urine since admission.",
        ),
        "Order {second}: two liters of fluid by vein.",
        "was treated with the fluid",
    ),
    Case(
        "a pressure sore",
        "a skin infection",
        (_LUNG, _LEG, _WRIST),
        (
            "Nursing note {first}: open sore over the tailbone, 3.{digit} cm wide.",
            "Nursing note {second}: skin around the sore red and warm.",
        ),
        "Order {second}: special mattress, new dressing twice a day.",
        "do the mattress and the dressings treat",
    ),
    Case(
        "gout",
        "a joint infection",
        (_LUNG, _WRIST),
        ("Lab {first}: uric acid 9.{digit} (normal: 7 or less).", "Nursing note {second}: right knee red, hot and swollen."),
        "Order {second}: draw fluid from the knee.",
        "led to drawing fluid from the knee",
    ),
    Case(
        "a blood clot in the leg",
        "a vein inflammation",
        (_LUNG, _WRIST),
        (
            "Ultrasound {first}: no flow in a vein of the left calf.",
            "Nursing note {second}: left calf red, warm and swollen.",
        ),
        "Order {second}: blood thinner.",
        "was treated with the blood thinner",
    ),
    Case(
        "a kidney injury",
        "dehydration",
        (_LUNG, _LEG, _SKIN),
        (
            "Lab {first}: creatinine (a kidney value) 2.{digit}; on {before} it was 0.9.",
            "Nursing note {second}: dry mouth, little urine.",
        ),
        "Order {second}: fluid by vein, one medicine stopped.",
        "was treated with the fluid",
    ),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A case with people and days. ``written`` is the line of a doctor who names the diagnosis.

    ``days`` are those of the two findings; all else that is dated is of the second one, but an earlier value in a finding
    is of a day well before admission, so that it does not tell whether the patient came in with the illness. ``vitals``
    fit any case.
    """

    case: Case
    doctor: str
    patient: str
    record: str
    admitted: date
    days: tuple[date, date]
    findings: tuple[str, str]
    treatment: str
    vitals: str
    written: str

    @property
    def the_diagnosis(self) -> str:
        return f"the {bare(self.case.diagnosis)}"

    def vital_signs(self, day: date) -> str:
        """The line of the vital signs."""
        return f"Vital signs {day_written(day)[:5]}: {self.vitals}."


def draw_scene(draws: Draws) -> Scene:
    case = draws.pick(CASES)
    admitted = date(2026, 1, 5) + timedelta(days=draws.below(690))
    first = admitted + timedelta(days=draws.between(1, 3))
    second = first + timedelta(days=draws.below(2))
    before = admitted - timedelta(days=draws.between(15, 40))
    filled = {
        "before": day_written(before)[:5],
        "admitted": day_written(admitted)[:5],
        "first": day_written(first)[:5],
        "second": day_written(second)[:5],
        "digit": str(draws.between(1, 8)),
        "tenths": f"7.{draws.between(1, 9)}",
    }
    patient, doctor, other = first_fit(
        lambda: (full_name(draws), family_name(draws), family_name(draws)),
        lambda names: len({names[0].split()[1], *names[1:]}) == 3,
    )
    return Scene(
        case,
        f"Dr. {doctor}",
        patient,
        record_number(draws),
        admitted,
        (first, second),
        (case.findings[0].format(**filled), case.findings[1].format(**filled)),
        case.treatment.format(**filled),
        f"pulse {draws.between(78, 92)}, blood pressure 1{draws.between(12, 28)}/7{draws.below(10)}",
        f"Dr. {other}'s note {filled['second']}: {bare(case.diagnosis)}.",
    )


def day_written(day: date) -> str:
    """``03/05/2027``"""
    return us_date(day.year, day.month, day.day)


def bare(diagnosis: str) -> str:
    """The diagnosis without its article."""
    return diagnosis.removeprefix("a ")


def fitting(draws: Draws, scene: Scene) -> list[str]:
    """One or two diagnoses that the facts fit."""
    return draws.shuffled([scene.case.diagnosis, *[scene.case.other][: draws.below(2)]])


def diagnosis_list(diagnoses: list[str], ways_out: list[str]) -> str:
    """``Please choose: anemia; other (please name); cannot tell.``"""
    return f"Please choose: {'; '.join([*map(bare, diagnoses), *ways_out])}."


OTHER, CANNOT_TELL = "other (please name)", "cannot tell"
