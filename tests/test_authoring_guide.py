"""questions/README.md is true: its examples pass, its lists are complete, the messages it quotes are the program's."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from readiness.bank.build import READERS
from readiness.bank.career import load_career
from readiness.bank.files import read_schema
from readiness.bank.folders import shipped_folder
from readiness.bank.load import load_bank
from readiness.check.career import career_findings
from readiness.check.checked import checked
from readiness.check.deep import run as deep_run
from readiness.check.items import flaws, lint
from readiness.check.pace import LOOK, MOST_WORDS, SEEDS, START, STEP, USUAL_WORDS, WORDS_A_MINUTE, words_on_screen
from readiness.check.whole_bank import bank_problems
from readiness.cli import main
from readiness.ground.career import Fit
from readiness.ground.errors import BankError
from readiness.ground.items import ChoiceTask, Item, ItemType, JudgementTask
from readiness.ground.responses import CONFIDENCES
from readiness.kinds.answers import credit, read_answer
from readiness.kinds.item_bank import ItemBank
from readiness.templates import NAMES, template_named

TODAY = date(2026, 11, 28)
SHIPPED = shipped_folder()
TEXT = (SHIPPED / "README.md").read_text(encoding="utf-8")
DEFINITIONS: dict[str, Any] = read_schema()["definitions"]


def section(heading: str) -> str:
    """The text under a heading, up to the next one."""
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def table(text: str, first: str) -> list[list[str]]:
    """The rows of the table whose first heading is given, without its head."""
    found = re.search(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)*)", text, re.MULTILINE)
    assert found is not None
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in found[1].splitlines()]


def code(cell: str) -> str:
    """A cell that is one piece of code."""
    assert cell[0] == cell[-1] == "`"
    return cell[1:-1]


def codes(cell: str) -> list[str]:
    """Every piece of code in a text, but for its blocks of code."""
    return re.findall("`([^`]+)`", re.sub(r"^ *```.*?```$", "", cell, flags=re.MULTILINE | re.DOTALL))


BLOCKS: list[str] = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
EXAMPLES = {found[1]: block for block in BLOCKS if (found := re.match(r"  - id: (\S+)\n", block))}
BLUEPRINT, SOURCES, CAREER = (block for block in BLOCKS if not block.startswith("  - id:"))
FIRST = "word-parts-91"


def write(folder: Path, examples: Mapping[str, str], blueprint: str | None = None, sources: str | None = None) -> Path:
    """A small bank of examples by id; its plan and sources are those parts of the shipped ones that it needs."""
    files: dict[str, str] = {}
    plan: dict[str, Any] = yaml.safe_load(blueprint or (SHIPPED / "blueprint.yaml").read_text(encoding="utf-8"))
    for id, block in examples.items():
        competency = id.rpartition("-")[0]
        name = f"{plan['competencies'][competency]['skill']}/{competency}.yaml"
        files[name] = files.get(name, f"competency: {competency}\nitems:\n") + block
    if blueprint is None:
        used = {id.rpartition("-")[0] for id in examples}
        plan["competencies"] = {id: {**plan["competencies"][id], "needs": []} for id in used}
        skills = {competency["skill"] for competency in plan["competencies"].values()}
        plan["skills"] = {id: plan["skills"][id] for id in skills}
    named = set(re.findall(r"\{(?:id|source): ([\w-]+),", "".join([*examples.values(), json.dumps(plan)])))
    for competency in plan["competencies"].values():
        named |= {pointer["source"] for pointer in competency["study"]}
    if sources is None:
        every = yaml.safe_load((SHIPPED / "sources.yaml").read_text(encoding="utf-8"))
        sources = yaml.safe_dump({id: every[id] for id in every if id in named})
    files |= {"blueprint.yaml": blueprint or yaml.safe_dump(plan), "sources.yaml": sources}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def said(bank: ItemBank) -> list[str]:
    """What ``check --strict`` says of the examples, and every error but that a bank of so few items keeps no plan."""
    each, whole = lint(bank, today=TODAY, strict=True), bank_problems(bank, strict=True)
    kept = [one for one in each if one.severity == "error"]
    kept += [one for one in [*each, *whole] if one.message.partition(":")[0] in EXAMPLES]
    return [str(one) for one in kept]


def messages(folder: Path) -> list[str]:
    """What is wrong with a bank, without the places: its form, else its wording."""
    try:
        return [problem.message for problem in lint(load_bank(folder), today=TODAY, strict=True)]
    except BankError as error:
        return [problem.message for problem in error.problems]


@pytest.fixture
def bank(tmp_path: Path) -> ItemBank:
    return load_bank(write(tmp_path / "questions", EXAMPLES))


# Examples -----------------------------------------------------------------------------------------------------------


def test_every_question_of_the_guide_passes_the_strict_check(bank: ItemBank) -> None:
    """Not one warning; the sources and competencies are those of the shipped bank."""
    assert set(bank.items) == set(EXAMPLES)
    assert said(bank) == []


def test_there_is_an_example_of_each_type_and_a_generated_one(bank: ItemBank) -> None:
    assert sorted(item.type for item in bank.items.values() if not item.template) == sorted(get_args(ItemType))
    assert len([item for item in bank.items.values() if item.template]) == 1


def test_blueprint_sources_and_the_questions_of_its_skill_are_a_whole_bank(tmp_path: Path) -> None:
    planned = yaml.safe_load(BLUEPRINT)["competencies"]
    examples = {id: block for id, block in EXAMPLES.items() if id.rpartition("-")[0] in planned}
    bank = load_bank(write(tmp_path, examples, BLUEPRINT, SOURCES))
    assert set(planned) == {item.competency for item in bank.items.values()}
    assert said(bank) == []


def test_the_first_question_can_be_pasted_at_the_end_of_the_file_named(tmp_path: Path) -> None:
    name = codes(section("Your first question in this bank, in ten minutes").split("2. Open ")[1])[0]
    root = shutil.copytree(SHIPPED, tmp_path / "questions")
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(EXAMPLES[FIRST])
    bank = load_bank(root)
    assert bank.items[FIRST].place.file == (tmp_path / name).as_posix()
    assert [problem for problem in said(bank) if FIRST in problem] == []


@pytest.mark.parametrize("row", table(section("The five types"), "question"), ids=lambda row: f"{row[0]}: {row[1]}")
def test_answers_earn_what_the_guide_says(bank: ItemBank, row: list[str]) -> None:
    task = bank.items[row[0]].task
    assert round(credit(task, read_answer(task, json.loads(code(row[1])))), 2) == float(row[2])


# Fields -------------------------------------------------------------------------------------------------------------

KINDS = {
    "choice": ["choiceItem"],
    "judgement": ["judgementItem"],
    "mark": ["markItem"],
    "order": ["orderItem"],
    "entry": ["entryNumberItem", "entryAcceptItem"],
    "generated": ["generatedItem"],
}
"""Where a field stands that belongs to finished questions; what is special to drafts is told apart."""


def where_and_needed(field: str) -> tuple[str, str]:
    """In which questions a field may stand, and whether it must, by the schema."""
    parts = {kind: [DEFINITIONS[name] for name in names] for kind, names in KINDS.items()}
    kinds = [kind for kind in KINDS if any(field in part["properties"] for part in parts[kind])]
    common = [*DEFINITIONS["item"]["required"], *DEFINITIONS["finishedItem"]["required"]]
    inside = [part for kind in kinds for part in parts[kind]]
    musts = [part for part in inside if field in [*common, *part["required"]]]
    where = {6: "all", 5: "all but generated"}.get(len(kinds), ", ".join(kinds))
    if len(musts) in (0, len(inside)):
        return where, "yes" if musts else "no"
    other = next(part for part in inside if part not in musts)
    return where, f"or `{next(iter(set(other['required']) - set(musts[0]['required'])))}`"


def test_every_field_of_a_question_is_in_the_table_and_no_other() -> None:
    """Also in which questions it stands, and whether it is needed."""
    rows = table(section("The fields of a question"), "field")
    told = {field: (row[1], row[2]) for row in rows for field in codes(row[0])}
    assert told.pop("draft") == ("draft", "no")
    assert told == {field: where_and_needed(field) for field in DEFINITIONS["item"]["properties"] if field != "draft"}


@pytest.mark.parametrize(
    ("field", "inside"),
    [
        ("source", DEFINITIONS["citation"]["properties"]),
        ("options", DEFINITIONS["option"]["properties"]),
        ("spots", DEFINITIONS["spot"]["properties"]),
        ("records", DEFINITIONS["records"]["properties"]),
    ],
)
def test_the_fields_inside_a_field_are_named(field: str, inside: dict[str, Any]) -> None:
    row = next(row for row in table(section("The fields of a question"), "field") if row[0] == f"`{field}`")
    assert set(re.findall(r"(\w+): \.\.", row[3])) == set(inside)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("type", DEFINITIONS["item"]["properties"]["type"]["enum"]),
        ("cognition", DEFINITIONS["item"]["properties"]["cognition"]["enum"]),
        ("form", DEFINITIONS["entryAcceptItem"]["properties"]["form"]["enum"]),
    ],
)
def test_the_values_of_a_field_are_named(field: str, values: list[str]) -> None:
    row = next(row for row in table(section("The fields of a question"), "field") if row[0] == f"`{field}`")
    assert codes(row[3]) == values


def test_the_facts_and_working_days_shown_are_read(tmp_path: Path) -> None:
    (tmp_path / "career.yaml").write_text(CAREER, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    career = load_career(tmp_path)
    assert career is not None
    assert [finding.severity for finding in career_findings(career, "medical-coding", TODAY)] == ["not checked"]
    assert [[fact.id for fact in topic.facts] for topic in career.topics] == [["median", "survey"]]
    assert {side.fit for choice in career.choices for side in choice.sides.values()} == set(get_args(Fit))


def test_the_beginning_of_a_file_is_told() -> None:
    assert set(re.findall(r"`(\w+):[^`]*`", section("The files"))) == set(DEFINITIONS["itemsFile"]["properties"])


def test_the_examples_of_blueprint_and_sources_hold_every_field() -> None:
    plan, sources = yaml.safe_load(BLUEPRINT), yaml.safe_load(SOURCES)
    skills, competencies = plan["skills"].values(), plan["competencies"].values()
    shown = {
        "blueprint": [plan],
        "skill": skills,
        "competency": competencies,
        "form": plan["forms"].values(),
        "cognition": [skill["cognition"] for skill in skills],
        "studyPointer": [pointer for competency in competencies for pointer in competency["study"]],
        "source": sources.values(),
    }
    for definition, examples in shown.items():
        assert {field for example in examples for field in example} == set(DEFINITIONS[definition]["properties"])


# Templates ----------------------------------------------------------------------------------------------------------


def settings_of(name: str) -> str:
    """The settings of a template as the guide writes them: `lines` 6 to 10, `trap` absent or half."""
    schema = template_named(name).schema
    values = {
        setting: " or ".join(of["enum"]) if "enum" in of else f"{of['minimum']} to {of['maximum']}"
        for setting, of in schema["properties"].items()
    }
    return ", ".join(f"`{setting}` {value}" for setting, value in values.items())


def type_of(name: str) -> str:
    """The type of question that a template makes, with the smallest and first of its settings."""
    properties = template_named(name).schema["properties"].items()
    params = {setting: values["enum"][0] if "enum" in values else values["minimum"] for setting, values in properties}
    return template_named(name).generate("a-01", 0, params).task.type


def test_the_list_of_templates_is_complete() -> None:
    """In the order of the alphabet, each with its type and settings: a new template needs its line here."""
    rows = table(section("Generated questions"), "template")
    assert [[row[0], row[1], row[3]] for row in rows] == [[f"`{name}`", type_of(name), settings_of(name)] for name in NAMES]


# Messages -----------------------------------------------------------------------------------------------------------

MISTAKES = [  # a pattern that stands once in the first question, and what is put there
    ("rating:", "raiting:"),
    ("key: b", "key: d"),
    ("    seconds: 15", "   seconds: 15"),
    ("    seconds: 15", "     seconds: 15"),
    ("cognition: recall", "cognition: recall: easy"),
    ("medterm-wtcs", "medterm-wtc"),
    (r"    why: >-\n(      .*\n)+", '    why: "The ending -tomy means to cut into a part."\n'),
    ('"Cut into it"', '"Cut into the kidney to reach what lies in it, for one reason"'),
]
TYPICAL = [code(row[0]) for row in table(section("Your first question in this bank, in ten minutes"), "typical message")]


@pytest.mark.parametrize(("mistake", "quoted"), list(zip(MISTAKES, TYPICAL, strict=True)), ids=TYPICAL)
def test_typical_mistakes_give_the_messages_quoted(tmp_path: Path, mistake: tuple[str, str], quoted: str) -> None:
    block, count = re.subn(*mistake, EXAMPLES[FIRST])
    assert count == 1
    assert quoted in messages(write(tmp_path, {FIRST: block}))


TRAP = """\
  - id: word-parts-91
    type: choice
    cognition: recall
    rating: 0.7
    seconds: 30
    stem: "Which of these three is the first one?"
    options:
      a:
        text: "One"
        why: "It is the first one."
      b: {text: "Two", why: "It is the second one."}
    key: a
    why: "It is the first one."
    source: [{id: medterm-wtcs, at: "Chapter 1"}]
    review_by: "2027-11-30"
"""


@pytest.mark.parametrize("row", table(section("Traps of YAML"), "you write"), ids=lambda row: str(row[0]))
def test_traps_give_the_messages_quoted_and_the_advice_helps(tmp_path: Path, row: list[str]) -> None:
    wrong, quoted, right = map(code, row)

    def written(line: str) -> Path:
        field = line.partition(":")[0]
        block, count = re.subn(rf"^( +){field}: .*$", lambda old: old[1] + line, TRAP, count=1, flags=re.MULTILINE)
        assert count == 1
        return write(tmp_path, {FIRST: block})

    assert messages(written(wrong)) == [quoted]
    task = load_bank(written(right)).items[FIRST].task
    assert isinstance(task, ChoiceTask)
    if right.startswith("text:"):
        assert task.options["a"].text == right[len("text: ") + 1 : -1]


def test_the_traps_that_catch_everyone_are_among_them() -> None:
    lines = [code(row[0]) for row in table(section("Traps of YAML"), "you write")]
    assert [next(line for line in lines if trap in line) for trap in (" NO", "1:30", "010", " #", "1: ask")]


# Limits -------------------------------------------------------------------------------------------------------------


def text_of(count: int) -> str:
    """A text of so many words, in short sentences."""
    return " ".join(["word word word word."] * (count // 4) + ["word"] * (count % 4)) + "?"


def with_options(item: Item, **option: str) -> Item:
    task = item.task
    assert isinstance(task, (ChoiceTask, JudgementTask))
    changed = {id: one._replace(**option) if id == "a" else one for id, one in task.options.items()}
    return replace(item, task=replace(task, options=changed))


def flawed(item: Item, words: str) -> bool:
    return any(words in message for _, _, message in flaws(item))


def limits() -> dict[str, int]:
    """The limits that the guide tells in its sentences, by name."""
    told = " ".join(section("What makes a question good").split())
    patterns = (
        r"An option has at most (?P<option>\d+) words, in a judgement (?P<action>\d+)\.",
        r"at most (?P<line>\d+) characters",
        r"sentences of at most (?P<sentence>\d+) words",
        r"in the option's `why`, in (?P<reason>\d+) words or more",
        r"teach: in (?P<least>\d+) to (?P<most>\d+) words",
    )
    found: dict[str, int] = {}
    for pattern in patterns:
        match = re.search(pattern, told)
        assert match is not None, pattern
        found |= {name: int(number) for name, number in match.groupdict().items()}
    return found


LIMITS = limits()


@pytest.mark.parametrize("over", [0, 1])
def test_texts_may_be_as_long_as_the_guide_says_and_no_longer(bank: ItemBank, over: int) -> None:
    choice, judgement = bank.items[FIRST], bank.items["holds-and-handoffs-91"]
    many = {name: text_of(number + over) for name, number in LIMITS.items()}
    row = f"```\n{'x' * (LIMITS['line'] + over)}\n```"
    too_long = {
        "sentence": flawed(replace(choice, stem=" ".join(["word"] * (LIMITS["sentence"] + over))), "a sentence of"),
        "option": flawed(with_options(choice, text=many["option"]), f"at most {LIMITS['option']} are wanted"),
        "action": flawed(with_options(judgement, text=many["action"]), f"at most {LIMITS['action']} are wanted"),
        "least": not flawed(replace(choice, why=text_of(LIMITS["least"] - 1 + over)), "'why' has"),
        "most": flawed(replace(choice, why=many["most"]), "'why' has"),
        "reason": not flawed(with_options(choice, why=text_of(LIMITS["reason"] - 1 + over)), "the 'why' of option a"),
        "line": flawed(replace(choice, exhibit=row), "a verbatim line of"),
    }
    assert too_long == dict.fromkeys(too_long, bool(over))
    assert set(too_long) == set(LIMITS)


@pytest.mark.parametrize("row", table(section("What makes a question good"), "type"), ids=lambda row: str(row[0]))
def test_words_on_screen_are_limited_as_the_table_says(bank: ItemBank, row: list[str]) -> None:
    """Of each type of question; the middle is what the figures name as the aim."""
    example = next(item for item in bank.items.values() if f"`{item.type}`" == row[0])
    most = int(row[2])
    assert (USUAL_WORDS[example.type], MOST_WORDS[example.type]) == (int(row[1]), most)
    for over in (0, 1):
        room = most + over - words_on_screen(replace(example, exhibit=None))
        assert flawed(replace(example, exhibit=text_of(room)), "words on screen") == bool(over)


def test_seconds_of_the_guide_are_those_of_the_formula() -> None:
    told = " ".join(section("What makes a question good").split("**Seconds**")[1].split("\n\n")[0].split())
    numbers = [int(number) for number in re.findall(r"\b\d+\b", told)]
    assert numbers == [WORDS_A_MINUTE, LOOK, START, STEP, SEEDS, deep_run.MOST_SECONDS_OFF]


def test_the_waiver_of_the_guide_waives(tmp_path: Path) -> None:
    """Put into the first question, whose key is long then."""
    [waiver] = re.findall(r"^ +# check: off .*$", section("What `check` reports"), re.MULTILINE)
    block = EXAMPLES[FIRST].replace('"Cut into it"', '"Cut into the kidney to reach what lies in it, for one reason"')
    root = write(tmp_path, {FIRST: block.replace("    key: b", f"{waiver}\n    key: b")})
    found = checked(load_bank(root), str(root), today=TODAY, strict=True)
    assert [one.rule for one in found.waivers] == ["I09"]
    assert [one for one in found.problems if one.rule in ("I09", "W01", "W02")] == []


# Reviews and commands -----------------------------------------------------------------------------------------------


def test_the_review_lines_are_of_the_first_question_as_it_stands(tmp_path: Path) -> None:
    """They hold its hash, answers that fit it, and names that the guide explains; an educator's makes it reviewed."""
    review = section("Review")
    lines = re.findall(r"^\{.*\}$", review, re.MULTILINE)
    item = load_bank(write(tmp_path, {FIRST: EXAMPLES[FIRST]})).items[FIRST]
    stages = re.findall(r"^\d\. \*\*([a-z-]+)\*\*", review, re.MULTILINE)
    for line in map(json.loads, lines):
        assert (line["item"], line["hash"]) == (FIRST, item.digest)
        assert line["stage"] in stages
        assert line["reader"] in READERS
        assert line["confidence"] in CONFIDENCES
        assert read_answer(item.task, line["pick"]) == line["pick"]
        assert {*line} <= {*codes(review)}
        assert date.fromisoformat(line["date"]) <= TODAY
    assert {*READERS, *CONFIDENCES} <= {*codes(review)}
    (tmp_path / "reviews.jsonl").write_text(lines[0], encoding="utf-8")
    assert load_bank(tmp_path).review == "provisional"
    (tmp_path / "reviews.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert load_bank(tmp_path).review == "reviewed"


def test_the_line_of_python_prints_the_hash(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    item = load_bank(write(tmp_path / "questions", {FIRST: EXAMPLES[FIRST]})).items[FIRST]
    monkeypatch.chdir(tmp_path)
    exec(next(iter(re.findall(r"python -c '(.*)'", section("Review")))))
    assert capsys.readouterr().out == f"{item.digest}\n"


@pytest.mark.parametrize("command", sorted(set(re.findall(r"[`/]readiness ([a-z]+)", TEXT)) - {"bank"}))
def test_commands_have_the_options_that_the_guide_uses(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    used = " ".join(re.findall(rf"readiness {command}([^`\n]*)", TEXT))
    assert set(re.findall(r"--[a-z]+", used)) <= set(re.findall(r"--[a-z]+", capsys.readouterr().out))
