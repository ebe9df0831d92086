"""Mark the lines of a problem list that are diseases of one body system; none may be.

A disease stands under the system under which both a textbook and the diagnosis code book have it; those that are claimed
by two systems (stroke, carpal tunnel syndrome, pulmonary embolism) are left out, as are those that name their organ.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.ground.draws import Draws
from readiness.ground.english import listed
from readiness.ground.items import Generated, Spot
from readiness.templates.kit.marking import generated, mark_task, planted, refuse_crowds

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "lines": {"type": "integer", "minimum": 6, "maximum": 10, "description": "the lines of the problem list"},
        "keyed": {"type": "integer", "minimum": 1, "maximum": 3, "description": "the lines to be marked, at most"},
    },
    "required": ["lines", "keyed"],
    "additionalProperties": False,
}

_SYSTEMS = {
    "the heart or blood vessels": "Hypertension, Atrial fibrillation, Stable angina, Deep vein thrombosis, Varicose veins, "
    "Pericarditis, Mitral stenosis, Phlebitis, Aortic aneurysm, Endocarditis, Coronary artery disease",
    "the respiratory system": "Asthma, Pneumonia, Emphysema, Chronic bronchitis, Pneumothorax, Pleural effusion, "
    "Bronchiectasis, Laryngitis, Pleurisy",
    "the digestive system": "Gastritis, Appendicitis, Crohn disease, Cirrhosis, Gallstones, Diverticulitis, Pancreatitis, "
    "Peptic ulcer, Ulcerative colitis, Cholecystitis, Hiatal hernia",
    "the urinary system": "Cystitis, Pyelonephritis, Nephritis, Hydronephrosis, Kidney stone, Renal cyst, Urethritis, "
    "Chronic kidney disease",
    "the brain or nerves": "Migraine, Epilepsy, Parkinson disease, Multiple sclerosis, Meningitis, Trigeminal neuralgia, "
    "Encephalitis, Bell palsy, Alzheimer disease",
    "the skin": "Eczema, Psoriasis, Acne, Impetigo, Cellulitis, Rosacea, Hives, Contact dermatitis",
    "the bones, joints or muscles": "Gout, Osteoporosis, Osteoarthritis, Bursitis, Tendinitis, Scoliosis, Osteomyelitis, "
    "Myositis, Rheumatoid arthritis",
    "the glands that make hormones": "Hypothyroidism, Hyperthyroidism, Goiter, Addison disease, Cushing syndrome, "
    "Thyroiditis, Acromegaly",
    "the eyes or ears": "Glaucoma, Cataract, Conjunctivitis, Otitis media, Iritis, Macular degeneration, Meniere disease",
}
_STEMS = (
    "A problem list comes with a referral. Which lines are diseases of {}?",
    "A coder goes through a problem list. Which lines are diseases of {}?",
    "A chart holds this list of diagnoses. Which lines are diseases of {}?",
)
_OTHERS = 2
"""Lines of another system, at most, so that no other system stands out."""


def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
    refuse_crowds(params["lines"], params["keyed"])
    draws = Draws(seed, id, "system list")
    asked = draws.pick(list(_SYSTEMS))
    chosen = draws.sample(_diseases(asked), planted(draws, draws.between(1, params["keyed"])))
    others = [disease for system in _SYSTEMS if system != asked for disease in draws.sample(_diseases(system), _OTHERS)]
    lines = draws.shuffled([*chosen, *draws.sample(others, params["lines"] - len(chosen))])
    keyed, rest = [line for line in lines if line in chosen], [line for line in lines if line not in chosen]
    spots = {f"s{number}": Spot(line) for number, line in enumerate(lines, start=1)}
    task = mark_task(spots, [id for id, line in zip(spots, lines) if line in keyed], "No line")
    return generated(draws.pick(_STEMS).format(asked), [], task, _why(asked, keyed, rest))


def _diseases(system: str) -> list[str]:
    return _SYSTEMS[system].split(", ")


# Wording ------------------------------------------------------------------------------------------------------------


def _why(asked: str, keyed: list[str], rest: list[str]) -> str:
    homes = {line: system for system in _SYSTEMS for line in _diseases(system)}
    first = f"Diseases of {asked}: {listed(keyed) or 'none on this list'}."
    others = listed([f"{line} ({homes[line]})" for line in rest[:3]])
    return (
        f"{first} Elsewhere belong, for example, {others}. Look for the root first (nephr/o kidney, oste/o bone); a name "
        "without one, such as gout or asthma, has to be known. The code book is ordered mainly by body systems, so this is "
        "where looking up begins."
    )
