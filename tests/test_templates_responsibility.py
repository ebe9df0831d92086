"""The template of queries to doctors: the lines that break the policy found anew from what a person sees."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from readiness import load_bank
from readiness.check.items import flaws
from readiness.ground.items import Generated, MarkTask
from readiness.kinds.answers import credit
from readiness.kinds.item_bank import instance
from readiness.templates import template_named
from readiness.templates.kit.query_cases import CASES, Case
from tests import test_templates as common
from tests.told import told

NAME = "query-draft"
FORMS = ("open", "list", "yes-no")
all_forms = pytest.mark.parametrize("form", FORMS)
SEEDS = 700

_made: dict[str, list[Generated]] = {}


def instances(form: str) -> list[Generated]:
    """The instances of the first seeds, made once."""
    if form not in _made:
        _made[form] = [template_named(NAME).generate(common.ID, seed, {"form": form}) for seed in range(SEEDS)]
    return _made[form]


SHARED: tuple[Callable[[str, dict[str, Any]], None], ...] = (
    common.test_the_cases_of_these_tests_fit_the_schema,
    common.test_the_key_earns_everything_and_chance_and_parts_are_the_tasks_own,
    common.test_instances_differ,
    common.test_everything_fits_a_narrow_screen,
    common.test_the_explanation_has_25_to_80_words,
    common.test_no_identifier_looks_like_a_real_one,
    common.test_same_seed_same_instance,
)


@pytest.mark.parametrize("check", SHARED, ids=lambda check: check.__name__)
@all_forms
def test_what_holds_for_all_templates(form: str, check: Callable[..., None]) -> None:
    """The checks of all templates, on the first 400 seeds, which they find in their own store."""
    params = {"form": form}
    common._made.setdefault(f"{NAME} {params}", instances(form)[:400])
    check(NAME, params)


GOLDEN = {"open": "aee8e115edbce140", "list": "d26368e69e9077c3", "yes-no": "b1aa2a8039b8945d"}


@all_forms
def test_instances_are_the_same_on_every_machine_and_python(form: str) -> None:
    """A changed digest means that past sittings can no longer show what was asked: make a new template instead."""
    text = "\n".join(told(made) for made in instances(form)[:200])
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == GOLDEN[form]


def test_the_bank_items_of_this_template_are_free_of_flaws_whatever_the_seed() -> None:
    items = [item for item in load_bank().items.values() if item.template == NAME]
    assert len(items) == len(FORMS)
    assert not [
        (item.id, seed, flaws(instance(item, seed))) for item in items for seed in range(40) if flaws(instance(item, seed))
    ]


# Written apart from the template: what the findings speak of, and the diagnoses that fit.
FITTING = {
    "hemoglobin|black stools": {"acute blood loss anemia", "iron deficiency anemia"},
    "BNP|crackles": {"acute heart failure", "fluid overload"},
    "infiltrate, small cavity|foul sputum": {"pneumonia", "lung abscess"},
    "bacteria and white|urination": {"cystitis", "pyelonephritis"},
    "creatinine|dry mouth": {"acute kidney injury", "dehydration"},
    "left calf": {"deep vein thrombosis", "thrombophlebitis"},
    "uric acid|knee red": {"gout", "septic arthritis"},
    "moist open area|red and moist": {"pressure ulcer", "moisture-associated skin damage"},
    "three months|thin arms": {"malnutrition", "cachexia"},
    "confused, drowsy|not at": {"delirium", "encephalopathy"},
    "wheezing|room air": {"COPD exacerbation", "asthma exacerbation"},
    "irregular rhythm|fast and irregular": {"atrial fibrillation", "atrial flutter"},
    "pancreas swollen|upper abdominal": {"acute pancreatitis", "cholecystitis"},
    "red patch|shin red": {"cellulitis", "erysipelas"},
}
CHARTED = re.compile(r"\d\d/\d\d, (?:order|Dr\. \w+|lab|nurse|dietitian|chest X-ray|urinalysis|ultrasound|EKG): .+\.")
HARMLESS = re.compile(
    r"To Dr\. \w+: (?:chart question|request for clarification|query|please clarify|documentation question|"
    r"(?:findings|order) of \d\d/\d\d), TST-\d{4}|"
    r"(?:The|Your|The progress) notes (?:of this stay )?(?:name no diagnosis so far|give no diagnosis for this|"
    r"do not say what was treated|state no reason for the order|leave the cause open)\.|"
    r"(?:No note says|No page says|The notes do not say|The notes leave open) "
    r"(?:what was|which conditions were) present on admission\.|"
    r"What condition, if any, was the [\w ]+ for\?|What do these findings mean, in your judgment\?|"
    r"What do these values and signs mean clinically\?|Please give the clinical significance of these findings\.|"
    r"Which diagnosis, if any, explains these findings\?|What were you treating, if anything\?|"
    r"Please name the condition behind this, if there is one\.|How do you read these findings\?|"
    r"Please (?:answer|reply|write your answer|respond) (?:in the chart|in a dated note|as an addendum|in your next note|"
    r"on this form|and sign with the date)\.|"
    r"Any answer is welcome, in your own words\.|A sentence or two is enough\.|"
    r"(?:Thank you|Many thanks|Thanks for reading|Thank you for your time)\. (?:This query stays with the chart|"
    r"If this is not your patient, please tell us|This is our one question here|We read replies on weekdays|"
    r"A reply within seven days is fine)\.|For questions, call the coding office: 555-01\d\d\."
)


def broken_rule(text: str, lines: list[str]) -> int:
    """The rule of the policy that a line of the draft breaks, given all its lines; 0 when it keeps the policy."""
    chart = " ".join(line for line in lines if CHARTED.fullmatch(line))
    (fitting,) = [diagnoses for words, diagnoses in FITTING.items() if re.search(words, chart)]
    written = {diagnosis for diagnosis in fitting if re.search(rf"Dr\. \w+: {diagnosis}\.", chart)}
    if re.search(r"paid|pays?\b|payment|score|money|bonus", text):
        return 3
    if match := re.fullmatch(r"(?:Please )?(?:[Cc]hoose|select): (.*)\.", text):
        choices = match[1].split("; ")
        diagnoses = {choice for choice in choices if choice not in ("other", "unable to determine")}
        assert len(diagnoses) == 2, "a list of one diagnosis may lead"
        return 0 if len(choices) == len(diagnoses) + 2 and diagnoses <= fitting else 4
    named = {diagnosis for diagnosis in fitting if diagnosis in text}
    if text.endswith(": yes, no, other, unable to determine?"):
        return 0 if named and named <= written else 5
    if re.match(r"To Dr\.|What caused|When did|How severe", text) and named:
        return 0 if named <= written else 2
    if CHARTED.fullmatch(text) or HARMLESS.fullmatch(text):
        return 0
    return 1 if re.match(r"\d\d/\d\d, ", text) else 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.diagnosis)
@pytest.mark.parametrize("struck", [0, 1])
def test_a_case_keeps_a_sign_of_its_diagnoses_whichever_finding_is_another_patients(case: Case, struck: int) -> None:
    _, left = case.findings[1 - struck]
    assert [diagnoses for words, diagnoses in FITTING.items() if re.search(words, left.format(digit=3))] == [
        {case.diagnosis, case.other}
    ]


def lines_of(made: Generated) -> tuple[dict[str, str], tuple[str, ...]]:
    """The lines of the draft, and which of them are keyed."""
    assert isinstance(made.task, MarkTask)
    texts = {id: spot.text for id, spot in made.task.spots.items()}
    assert list(texts)[-1] == "none"
    del texts["none"]
    return texts, tuple(id for id in made.task.key if id != "none")


@all_forms
def test_the_keyed_lines_break_a_rule_and_the_others_keep_all(form: str) -> None:
    counts: Counter[int] = Counter()
    lines: Counter[str] = Counter()
    rules: Counter[int] = Counter()
    for made in instances(form):
        texts, keyed = lines_of(made)
        broken = {id: rule for id, text in texts.items() if (rule := broken_rule(text, list(texts.values())))}
        assert tuple(broken) == keyed
        for id, rule in broken.items():
            assert f'"{texts[id]}" ' in made.why
            assert f"(rule {rule})" in made.why
        assert len(set(texts.values())) == len(texts) == 8
        counts[len(keyed)] += 1
        lines.update(keyed)
        rules.update(broken.values())
    assert set(counts) == {0, 1, 2, 3}
    assert min(counts.values()) > SEEDS / 12
    assert set(rules) == {"open": {1, 2, 3, 5}, "list": {1, 2, 3, 4, 5}, "yes-no": {1, 2, 3, 5}}[form]
    every = {"head", "first", "second", "remark", "question", "reply", "close"}
    assert set(lines) == every
    assert min(lines.values()) > SEEDS / 12


@all_forms
def test_no_draft_speaks_of_payment_twice(form: str) -> None:
    for made in instances(form):
        texts, keyed = lines_of(made)
        assert sum(broken_rule(texts[id], list(texts.values())) == 3 for id in keyed) < 2


TEMPTS = {
    "open": ("question", "The question may look as if it pushed"),
    "list": ("reply", "A new diagnosis in a list tempts"),
    "yes-no": ("question", "A yes-or-no question may look suspect"),
}


@all_forms
def test_the_explanation_never_defends_a_line_that_is_an_error(form: str) -> None:
    line, defense = TEMPTS[form]
    met = set()
    for made in instances(form):
        wrong = line in lines_of(made)[1]
        assert not (wrong and defense in made.why)
        met.add((wrong, defense in made.why))
    assert {(True, False), (False, True)} <= met


@all_forms
def test_there_are_a_hundred_errors_and_none_is_met_again_and_again(form: str) -> None:
    errors = Counter(texts[id] for texts, keyed in map(lines_of, instances(form)) for id in keyed)
    assert len(errors) > 100
    assert max(errors.values()) < SEEDS / 15


@all_forms
def test_no_blind_mark_pays_more_than_one_at_random_earns(form: str) -> None:
    """Marking the longest or shortest line, a certain place, or nothing at all."""
    earned: defaultdict[str, float] = defaultdict(float)
    for made in instances(form):
        assert isinstance(made.task, MarkTask)
        ids = list(made.task.spots)
        by_length = sorted(ids[:-1], key=lambda id, task=made.task: len(task.spots[id].text))  # type: ignore[misc]
        for rule, id in (
            ("nothing", ids[-1]),
            ("longest", by_length[-1]),
            ("shortest", by_length[0]),
            *((f"place {at}", id) for at, id in enumerate(ids[:-1])),
        ):
            earned[rule] += credit(made.task, (id,))
    assert max(earned.values()) / SEEDS < 0.24


def test_two_doctors_never_share_a_name_and_days_stand_in_order() -> None:
    for form in FORMS:
        for made in instances(form):
            texts, _ = lines_of(made)
            days = [day for text in texts.values() for day in re.findall(r"^\d\d/\d\d", text)]
            assert days == sorted(days)
            names = re.findall(r"Dr\. (\w+)", " ".join(texts.values()))
            assert len(set(names)) == len(names)
