"""Reading a bank: every problem of every file in one run, word for word; and what a good bank becomes."""

from __future__ import annotations

import json
import os
import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from readiness.bank import nodes as yaml_nodes
from readiness.bank.build import read_bank
from readiness.bank.digest import content_digest, digest
from readiness.bank.files import LIMIT, MOST, read_schema
from readiness.bank.folders import shipped_folder
from readiness.bank.load import load_bank
from readiness.ground.errors import Place
from readiness.ground.items import (
    ChoiceTask,
    Citation,
    EntryTask,
    Generated,
    JudgementTask,
    MarkTask,
    Option,
    OrderTask,
    Source,
    Spot,
)
from readiness.kinds.item_bank import ItemBank, StudyPointer, instance
from readiness.templates import NAMES, template_named
from tests.bank_folder import FILES, INCIDENTS, WORDS, changed, problems, write_bank
from tests.broken_banks import BROKEN

LOADERS = [pytest.param(yaml.SafeLoader, id="python-loader")]
if hasattr(yaml, "CSafeLoader"):
    LOADERS.append(pytest.param(yaml.CSafeLoader, id="c-loader"))


@pytest.fixture(params=LOADERS)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Both ways of parsing YAML must give the same data and the same problems."""
    monkeypatch.setattr(yaml_nodes, "LOADER", request.param)
    return request.param


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, so that a bank in it is called 'questions'."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(bank: ItemBank) -> list[object]:
    """Every field of a bank: banks themselves are only equal when they are the same object."""
    return [getattr(bank, field.name) for field in fields(bank)]


# Problems -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "old", "new", "expected"), [(case[0], case[1], case[2], case[3:]) for case in BROKEN])
def test_each_way_to_break_a_bank(
    here: Path,
    loader: Any,
    file: str,
    old: str,
    new: str,
    expected: tuple[str, ...],
) -> None:
    """The exact problems, with line and column, whichever way the YAML is parsed."""
    write_bank(here, changed(file, old, new))
    assert problems("questions") == [f"questions/{problem}" for problem in expected]


def test_every_problem_of_every_file_in_one_run(here: Path) -> None:
    """Problems of syntax, of format and between files come together, sorted by place."""
    write_bank(
        here,
        {
            **changed("blueprint.yaml", "needs: [word-parts]", "needs: [word-part]"),
            "sources.yaml": "words: *x\n",
            "privacy/incidents.yaml": INCIDENTS.replace("seconds: 30", "seconds: 1:30").replace("worst: c", "worst: z"),
            "language/word-parts.yaml": WORDS.replace("form: date", "form: 'date"),
        },
    )
    assert problems("questions") == [
        "questions/blueprint.yaml:18:13: there is no competency 'word-part'; did you mean 'word-parts'?",
        "questions/blueprint.yaml:20:18: sources.yaml has no 'rule'",
        "questions/language/word-parts.yaml:44:11: not valid YAML: this quote is never closed",
        "questions/privacy/incidents.yaml:8:14: a number is wanted, this is '1:30' (YAML would read it in base 60 or 8)",
        "questions/privacy/incidents.yaml:15:19: sources.yaml has no 'rule'",
        "questions/privacy/incidents.yaml:36:12: 'z' is not one of the options: a, b, c, d",
        "questions/privacy/incidents.yaml:38:19: sources.yaml has no 'rule'",
        "questions/sources.yaml:1:8: '*x' is a YAML alias, and a bank has none; put text in quotes",
    ]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "1:1: this file is empty"),
        (b"# nothing yet\n", "1:1: this file is empty"),
        (b"\xef\xbb\xbf", "1:1: this file is empty"),  # only a byte order mark
        (b"bank\n", "1:1: a block of keys and values is wanted here, this is 'bank'"),
        (b"- bank\n", "1:1: a block of keys and values is wanted here, this is a list"),
        (b"bank: caf\xe9\n", "1:10: this file is not UTF-8 text; save it as UTF-8"),
        ("bank: x\n".encode("utf-16"), "1:1: this file is not UTF-8 text; save it as UTF-8"),
        ("bank: ä\r\nversion: \x07\n".encode(), "2:10: an invisible character (U+0007) stands here; take it out"),
        ("bank: a\u2028b\n".encode(), "1:8: an invisible character (U+2028) stands here; take it out"),
        (b"bank: \x00", "1:7: an invisible character (U+0000) stands here; take it out"),
        (b"a" * (LIMIT + 1), "1:1: this file is too large: over 2,000,000 bytes; make several files of it"),
    ],
)
def test_files_that_cannot_be_read_as_text(here: Path, loader: Any, raw: bytes, problem: str) -> None:
    """Each is one located problem, whatever the bytes."""
    root = write_bank(here)
    (root / "blueprint.yaml").write_bytes(raw)
    assert problems("questions") == [f"questions/blueprint.yaml:{problem}"]


@pytest.mark.parametrize("opened", ["[", "- ", "{a: ", "? "])
def test_nesting_without_end_is_one_located_problem(here: Path, loader: Any, opened: str) -> None:
    """Some versions of the loader give up by themselves, further on in the line, before the reader does."""
    root = write_bank(here)
    (root / "blueprint.yaml").write_text(opened * 100_000)
    [problem] = problems("questions")
    assert re.fullmatch(r"questions/blueprint\.yaml:1:\d+: this is nested too deep: more than 20 levels", problem)


def _remove(path: Path) -> None:
    path.unlink()


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def _link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links and pipes")
@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (_remove, "this file is missing"),
        (_directory, "this is not a file that can be read"),
        (_broken_link, "this file is missing"),
        (_link_to_itself, "this file cannot be read: Too many levels of symbolic links"),
        (_pipe, "this is not a file that can be read"),  # opening it would wait for ever
    ],
)
def test_files_that_cannot_be_opened(here: Path, spoil: Callable[[Path], None], problem: str) -> None:
    """Nothing is opened that is not a plain file."""
    root = write_bank(here)
    spoil(root / "blueprint.yaml")
    assert problems("questions") == [f"questions/blueprint.yaml:1:1: {problem}"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_and_a_folder_without_permission(here: Path) -> None:
    root = write_bank(here)
    (root / "sources.yaml").chmod(0)
    (root / "privacy").chmod(0)
    assert problems("questions") == [
        "questions/blueprint.yaml:4:3: the skill 'privacy' has no items",
        "questions/privacy:1:1: this folder cannot be read: Permission denied",
        "questions/sources.yaml:1:1: this file cannot be read: Permission denied",
    ]


def test_a_folder_that_is_not_there_and_one_that_is_none(here: Path) -> None:
    assert problems("nowhere") == ["nowhere:1:1: there is no such folder"]
    Path("file").write_text("", encoding="utf-8")
    assert problems("file") == ["file:1:1: this is not a folder"]


def test_files_in_the_wrong_place(here: Path) -> None:
    """A teacher's file that would silently not be read is a problem; other files are nobody's business."""
    root = write_bank(
        here,
        {
            "extra.yaml": WORDS,
            "privacy/more.yml": WORDS,
            "privacy/old/incidents.yaml": INCIDENTS,
            "notes.txt": "x",
            "privacy/notes.md": "x",
            ".hidden.yaml": "x",
            "privacy/.hidden.yaml": "x",
            ".git/a/b.yaml": "x",
        },
    )
    (root / "pictures").mkdir()
    assert problems("questions") == [
        "questions/extra.yaml:1:1: this file is not read: items go into a folder named for their skill",
        "questions/privacy/more.yml:1:1: this file is not read: its name must end in .yaml",
        "questions/privacy/old:1:1: this folder is not read: item files stand in the folder of their skill",
    ]


def test_a_skill_without_a_folder(here: Path) -> None:
    root = write_bank(here)
    (root / "language" / "word-parts.yaml").unlink()
    assert problems("questions") == ["questions/blueprint.yaml:5:3: the skill 'language' has no items"]


def test_an_id_twice_in_different_files(here: Path) -> None:
    write_bank(here, changed("language/word-parts.yaml", "id: word-parts-04", "id: incidents-01"))
    assert problems("questions") == [
        "questions/language/word-parts.yaml:38:9: 'incidents-01' must start with its competency: 'word-parts-'",
        "questions/privacy/incidents.yaml:4:9: the id 'incidents-01' is used twice "
        "(first at questions/language/word-parts.yaml:38)",
    ]


def test_a_hostile_bank_is_not_read_to_its_end(here: Path) -> None:
    """After 500 problems reading stops, so that no bank makes the work endless."""
    write_bank(here, {"sources.yaml": "".join(f"S{n}: 1\n" for n in range(50_000))})
    found = problems("questions")
    assert len(found) == MOST
    assert found[-1].endswith(" (and more: the first 500 problems are listed)")


def test_a_long_chain_of_needs(here: Path) -> None:
    """Competencies that need each other in a row of 3,000 are no circle, and no recursion."""
    rest = "skill: privacy, title: T, about: A., weight: 1, study: [{source: rule, part: p, minutes: 1}]"
    chain = "".join(f"  c{n}: {{{rest}, needs: [c{n + 1}]}}\n" for n in range(3000))
    plan = FILES["blueprint.yaml"].replace("forms:", f"{chain}  c3000: {{{rest}}}\nforms:")
    assert len(load_bank(write_bank(here, {"blueprint.yaml": plan})).competencies) == 3003


def test_names_of_files_cannot_upset_a_terminal(here: Path) -> None:
    root = write_bank(here)
    try:
        (root / "a\x1b[31mb\n.yaml").write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    assert problems("questions") == [
        "questions/a?[31mb?.yaml:1:1: this file is not read: items go into a folder named for their skill",
    ]


# What a good bank becomes -------------------------------------------------------------------------------------------


def test_the_plan_of_a_good_bank(tmp_path: Path, loader: Any) -> None:
    """Skills, competencies, sources and forms, in the order and with the numbers of the files."""
    root = write_bank(tmp_path)
    bank = load_bank(root)
    assert (bank.id, bank.version, bank.forms, bank.review) == ("small", "1.0", {"quick": 5}, "provisional")
    assert [(skill.id, skill.title, skill.about, skill.weight) for skill in bank.skills.values()] == [
        ("privacy", "Privacy", "Keeping it safe.", 2.0),
        ("language", "Language", "Reading it right.", 1.5),
    ]
    assert [skill.cognition for skill in bank.skills.values()] == [
        {"recall": 30.0, "application": 50.5, "analysis": 20.0},
        None,
    ]
    assert list(bank.competencies) == ["word-parts", "incidents"]
    assert [competency.items for competency in bank.competencies.values()] == [None, 2]
    incidents = bank.competencies["incidents"]
    assert (incidents.skill, incidents.weight, incidents.needs) == ("privacy", 3.0, ("word-parts",))
    assert incidents.study == (StudyPointer("rule", "whole page", 15),)
    blueprint = f"{root.as_posix()}/blueprint.yaml"
    assert [skill.place for skill in bank.skills.values()] == [Place(blueprint, 4, 3), Place(blueprint, 5, 3)]
    assert [one.place for one in bank.competencies.values()] == [Place(blueprint, 7, 3), Place(blueprint, 13, 3)]
    place = Place(f"{root.as_posix()}/sources.yaml", 6, 1)
    assert bank.sources["rule"] == Source(
        "rule", "The Rule", "An Office", "https://example.org/rule", "paid", "2026-05-01", "page", place
    )
    assert bank.sources["words"].accessed is None


def test_items_come_in_the_order_of_the_blueprint(tmp_path: Path) -> None:
    """Skills in their order, then competencies, then the order of the file; not the order of the folders."""
    assert list(load_bank(write_bank(tmp_path)).items) == [
        "incidents-01",
        "incidents-02",
        "word-parts-01",
        "word-parts-02",
        "word-parts-03",
        "word-parts-04",
        "word-parts-05",
        "word-parts-06",
    ]


def test_each_type_of_item(tmp_path: Path, loader: Any) -> None:
    """Tasks, chance and parts as the design says, from the text of the files."""
    items = load_bank(write_bank(tmp_path)).items
    choice, judgement = items["incidents-01"], items["incidents-02"]
    assert choice.task == ChoiceTask(
        {"a": Option("The officer", "The rule says so."), "b": Option("The patient", "That comes later.")}, "a"
    )
    assert (choice.chance, choice.parts, choice.ratings, choice.seconds) == (0.5, 1, (0.7,), 30.0)
    assert (choice.skill, choice.competency) == ("privacy", "incidents")
    assert (choice.cognition, choice.type) == ("recall", "choice")
    assert (choice.stem, choice.exhibit, choice.why) == ("Who is told first?", None, "The officer starts the clock.")
    assert (choice.sources, choice.review_by, choice.codes) == ((Citation("rule", "§164.404"),), "2027-11-30", "none")
    assert (choice.place.line, choice.place.column, choice.critical, choice.enemies) == (4, 5, False, frozenset())
    assert isinstance(judgement.task, JudgementTask)
    assert (judgement.task.best, judgement.task.worst, judgement.chance, judgement.parts) == ("a", "c", 0.25, 2)
    assert judgement.stem == "A coder has sent a list to the wrong clinic. What should she do first?"
    assert judgement.exhibit == "**RULE**\nTell the officer."
    assert (judgement.ratings, judgement.rating, judgement.seconds) == ((0.5, 0.6), 0.55, 60.5)
    assert (judgement.critical, judgement.enemies) == (True, frozenset({"incidents-01"}))
    assert items["word-parts-01"].task == MarkTask(
        {"s1": Spot("neph"), "s2": Spot("-itis"), "s3": Spot("gastr"), "s4": Spot("cardi"), "s5": Spot("hepat")}, ("s2",)
    )
    assert items["word-parts-02"].task == MarkTask(
        {
            "dob": Spot("Birth date", "1971-04-09", "1971-09-04"),
            "mrn": Spot("Record", "TST-0041", "TST-0041"),
            "none": Spot("Nothing differs"),
        },
        ("dob",),
        ("Registration", "Claim"),
    )
    assert items["word-parts-03"].task == OrderTask({"p1": "one", "p2": "two", "p3": "two as well"}, (("p1",), ("p3", "p2")))
    assert items["word-parts-03"].codes == "fictional"
    assert items["word-parts-04"].task == EntryTask("date", accept=("2026-03-04",))
    assert items["word-parts-05"].task == EntryTask("number", number=Decimal("12.5"), within=Decimal("0.5"))


def test_a_generated_item_shows_its_first_instance(tmp_path: Path) -> None:
    """The item holds the content of seed 0, and makes the others."""
    bank = load_bank(write_bank(tmp_path))
    item = bank.items["word-parts-06"]
    assert (item.template, item.type) == ("decode-word", "choice")
    assert instance(item, 0).stem == item.stem
    assert bank.item("word-parts-06@7") == instance(item, 7)
    assert len({instance(item, seed).stem for seed in range(20)}) > 1


def test_a_word_that_a_template_marks_with_asterisks_stands_in_quotes(tmp_path: Path) -> None:
    """Seed 0, which is read with the bank, and the others; an exhibit may hold asterisks of its own."""
    item = load_bank(write_bank(tmp_path)).items["word-parts-06"]
    for made in (item, instance(item, 0), instance(item, 7)):
        assert re.search('"[a-z -]+"', made.stem)
        assert "*" not in made.stem


def test_a_bank_can_be_sent_to_another_process(tmp_path: Path) -> None:
    bank = load_bank(write_bank(tmp_path))
    copy = pickle.loads(pickle.dumps(bank))
    assert contents(copy) == contents(bank)
    assert copy.item("word-parts-06@7") == bank.item("word-parts-06@7")


def test_windows_line_ends_byte_order_mark_and_links(tmp_path: Path) -> None:
    """The same bank, whatever the editor and the file system made of the files."""
    bank = load_bank(write_bank(tmp_path / "plain"))
    other = write_bank(tmp_path / "windows")
    for name, text in FILES.items():
        (other / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load_bank(other).fingerprint == bank.fingerprint
    link = tmp_path / "link"
    try:
        link.symlink_to(other, target_is_directory=True)
        (other / "language").rename(tmp_path / "elsewhere")
        (other / "language").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert load_bank(link).fingerprint == bank.fingerprint


def test_the_folder_is_called_what_the_caller_calls_it(here: Path) -> None:
    write_bank(here)
    assert load_bank("questions").items["incidents-01"].place.file == "questions/privacy/incidents.yaml"
    assert load_bank("questions/").items["incidents-01"].place.file == "questions/privacy/incidents.yaml"
    os.chdir("questions")
    assert load_bank(".").items["incidents-01"].place.file == "privacy/incidents.yaml"


# Digests, fingerprint, reviews --------------------------------------------------------------------------------------

DIGESTED = [
    ("Who is told first?", "Who is told?"),
    ("text: The patient", "text: A patient"),
    ("key: a\n", "key: b\n"),
    ("why: The rule says so", "why: So"),
    ("why: The officer starts", "why: An officer starts"),
    ('at: "§164.404"', 'at: "§164.408"'),
    ("    key: a\n", "    key: a\n    shuffle: false\n"),
    ("    key: a\n", "    key: a\n    exhibit: A note.\n"),
]
NOT_DIGESTED = [
    ("rating: 0.7", "rating: 0.6"),
    ("seconds: 30", "seconds: 31"),
    ('"2027-11-30"', '"2027-11-29"'),
    ("    key: a\n", "    key: a\n    enemies: [incidents-02]\n"),
    ("    key: a\n", "    key: a  # the officer\n"),
    ("stem: Who is told first?", 'stem: "Who is told first?"'),
    ("stem: Who is told first?", "stem: >\n      Who is told\n      first?"),
    ("stem: Who is told first?", "stem: |\n      Who is  told\n      first?"),
]


@pytest.mark.parametrize(
    ("old", "new", "differs"), [(*case, True) for case in DIGESTED] + [(*case, False) for case in NOT_DIGESTED]
)
def test_a_digest_changes_with_the_text_and_only_with_it(tmp_path: Path, old: str, new: str, differs: bool) -> None:
    """What a person reads, or is scored by; not how hard it is, when it is due, or how the YAML is written."""
    before = load_bank(write_bank(tmp_path / "before")).items
    after = load_bank(write_bank(tmp_path / "after", changed("privacy/incidents.yaml", old, new))).items
    assert (before["incidents-01"].digest != after["incidents-01"].digest) is differs
    assert before["incidents-02"].digest == after["incidents-02"].digest
    assert len(before["incidents-01"].digest) == 16


@pytest.mark.parametrize(
    ("exhibit", "same"),
    [
        ("A note of two lines. The second one.", True),
        ("  A note of  two lines.\nThe second\none.\n", True),
        ("A note of two lines.\n\nThe second one.", True),
        ("- A note of two lines.\n- The second one.", True),
        ("A note of two lines. The other one.", False),
        ("The second one. A note of two lines.", False),
        (None, False),
    ],
)
def test_a_digest_sees_the_words_of_an_exhibit_not_its_layout(exhibit: str | None, same: bool) -> None:
    task = EntryTask("word", ("note",))
    plain = Generated("What is it?", "A note of\ntwo lines. The second one.", task, "It says so.", 0.0, 1)
    assert (content_digest(plain._replace(exhibit=exhibit)) == content_digest(plain)) is same


def test_a_field_added_to_the_model_leaves_digests_as_they_are() -> None:
    """Values at their defaults are no part of a digest; all others are, with their names."""

    @dataclass(frozen=True)
    class Before:
        text: str

    @dataclass(frozen=True)
    class After:
        text: str
        added: int = 0

    After.__name__ = "Before"
    assert digest(Before("a")) == digest(After("a")) != digest(After("a", added=1))


def _with_pool(monkeypatch: pytest.MonkeyPatch, template: str, change: Callable[[Generated, int], Generated]) -> None:
    """Let the instances of a template come out changed."""
    real = template_named(template)

    def generate(id: str, seed: int, params: Mapping[str, Any]) -> Generated:
        return change(real.generate(id, seed, params), seed)

    monkeypatch.setattr("readiness.templates.template_named", lambda name: replace(real, generate=generate))


def test_an_instance_has_the_digest_of_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    item = load_bank().items["record-matching-02"]
    before = [instance(item, seed).digest for seed in range(100)]
    assert len({item.digest, *before}) == 101
    assert {len(digest) for digest in before} == {16}
    assert [instance(item, seed).digest for seed in range(100)] == before
    name = item.template
    assert name is not None
    _with_pool(monkeypatch, name, lambda made, seed: made._replace(why="Another.") if seed % 10 == 9 else made)
    after = [instance(item, seed).digest for seed in range(100)]
    assert [seed for seed in range(100) if after[seed] != before[seed]] == list(range(9, 100, 10))


@pytest.mark.parametrize(("seed", "differs"), [(0, True), (1, True), (7, True), (8, False)])
def test_a_generated_item_has_a_digest_of_its_first_instances(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, differs: bool
) -> None:
    """A word more in a pool of the template shows in one of them as a rule, and then its reviews no longer count."""
    before = load_bank(write_bank(tmp_path / "before"))
    _with_pool(monkeypatch, "decode-word", lambda made, at: made._replace(why="Another.") if at == seed else made)
    after = read_bank(write_bank(tmp_path / "after"), "after")
    generated = next(id for id, item in before.items.items() if item.template == "decode-word")
    assert (before.items[generated].digest != after.items[generated].digest) is differs
    assert (before.fingerprint != after.fingerprint) is differs


def test_the_order_of_spots_is_part_of_an_item(tmp_path: Path) -> None:
    """Lines of a note in another order are another note."""
    before = load_bank(write_bank(tmp_path / "before")).items["word-parts-01"]
    swapped = changed("language/word-parts.yaml", "s1: neph, s2: -itis", "s2: -itis, s1: neph")
    after = load_bank(write_bank(tmp_path / "after", swapped)).items["word-parts-01"]
    assert before.digest != after.digest


@pytest.mark.parametrize(
    ("file", "old", "new", "differs"),
    [
        ("privacy/incidents.yaml", "rating: 0.7", "rating: 0.6", True),
        ("privacy/incidents.yaml", "rating: 0.7", "rating: [0.7]", False),
        ("privacy/incidents.yaml", "seconds: 30", "seconds: 31", True),
        ("privacy/incidents.yaml", "key: a\n", "key: b\n", True),
        ("privacy/incidents.yaml", '"2027-11-30"', '"2027-11-29"', False),
        ("language/word-parts.yaml", "with: {part: ending}", "with: {part: root}", True),
        ("blueprint.yaml", "weight: 3", "weight: 4", True),
        ("blueprint.yaml", "weight: 1.5", "weight: 1.6", True),
        ("blueprint.yaml", 'version: "1.0"', 'version: "1.1"', False),
        ("blueprint.yaml", "about: Reports at once.", "about: Reports.", False),
        ("sources.yaml", "cost: free", "cost: paid", False),
    ],
)
def test_the_fingerprint_changes_with_anything_scored(
    tmp_path: Path,
    file: str,
    old: str,
    new: str,
    differs: bool,
) -> None:
    before = load_bank(write_bank(tmp_path / "before")).fingerprint
    after = load_bank(write_bank(tmp_path / "after", changed(file, old, new))).fingerprint
    assert (before != after) is differs


def _reviews(root: Path, reader: str = "coder", **changes: str) -> str:
    """One review of each item; ``changes`` replaces hashes."""
    return "".join(
        json.dumps({"item": id, "hash": changes.get(id.replace("-", "_"), item.digest), "reader": reader, "stage": "source"})
        + "\n"
        for id, item in load_bank(root).items.items()
    )


@pytest.mark.parametrize(
    ("reader", "review"),
    [
        ("coder", "reviewed"),
        ("educator", "reviewed"),
        ("author", "provisional"),
        ("automated", "provisional"),
        ("newcomer", "provisional"),
    ],
)
def test_a_bank_is_reviewed_when_a_professional_has_read_every_item(tmp_path: Path, reader: str, review: str) -> None:
    root = write_bank(tmp_path)
    (root / "reviews.jsonl").write_text(_reviews(root, reader), encoding="utf-8")
    assert load_bank(root).review == review


def test_a_review_of_an_older_text_does_not_count(tmp_path: Path) -> None:
    root = write_bank(tmp_path)
    (root / "reviews.jsonl").write_text(_reviews(root, incidents_01="0" * 16), encoding="utf-8")
    assert load_bank(root).review == "provisional"


@pytest.mark.parametrize(
    ("stage", "pick", "review"),
    [
        ("blind", "right", "reviewed"),
        ("blind", "wrong", "provisional"),
        ("blind", "no answer at all", "provisional"),
        ("source", None, "reviewed"),
        ("norms", None, "reviewed"),
        ("options-only", "right", "provisional"),
        ("sensitivity", None, "provisional"),
        ("lint", None, "provisional"),
    ],
)
def test_a_reader_who_missed_the_key_or_did_not_see_the_question_has_not_passed_it(
    tmp_path: Path, stage: str, pick: str | None, review: str
) -> None:
    root = write_bank(tmp_path)
    item = load_bank(root).items["incidents-01"]
    assert isinstance(item.task, ChoiceTask)
    picks = {"right": item.task.key, "wrong": next(id for id in item.task.options if id != item.task.key)}
    row = {"item": item.id, "hash": item.digest, "reader": "coder", "stage": stage, "pick": picks.get(pick or "", pick)}
    others = [line for line in _reviews(root).splitlines(keepends=True) if '"incidents-01"' not in line]
    (root / "reviews.jsonl").write_text("".join(others) + json.dumps(row) + "\n", encoding="utf-8")
    assert load_bank(root).review == review


def test_reviews_that_do_not_parse_are_problems(here: Path) -> None:
    """A blank line is fine, and so is a review of an item that is gone."""
    root = write_bank(here)
    (root / "reviews.jsonl").write_text(
        '{"item": "gone-01", "hash": "0", "reader": "coder"}\n'
        "\n"
        '{"item": "incidents-01", "hash": "0"}\n'
        '["coder"]\n'
        '{"item": "incidents-01", "hash": 1, "reader": "coder"}\n'
        '{"item": "incidents-01", "hash": "0", "reader": "robot"}\n'
        '{"item": "incidents-01", "hash": "0", "reader": "coder", "stage": "norms", "dutiful": "a"}\n'
        "coder liked it\n"
        f"{'[' * 100_000}\n"
        f"{'9' * 5000}\n",
        encoding="utf-8",
    )
    assert problems("questions") == [
        "questions/reviews.jsonl:3:1: a review needs 'item', 'hash' and 'reader', each a text",
        "questions/reviews.jsonl:4:1: a review needs 'item', 'hash' and 'reader', each a text",
        "questions/reviews.jsonl:5:1: a review needs 'item', 'hash' and 'reader', each a text",
        "questions/reviews.jsonl:6:1: the reader is not one of automated, author, coder, educator, newcomer",
        "questions/reviews.jsonl:7:1: 'dutiful' is a list of the letters of options, such as [\"b\"]",
        "questions/reviews.jsonl:8:1: this line is not JSON",
        "questions/reviews.jsonl:9:1: this line is not JSON",
        "questions/reviews.jsonl:10:1: this line is not JSON",
    ]


# The shipped bank ---------------------------------------------------------------------------------------------------


def test_the_shipped_bank_loads_the_same_with_both_loaders(monkeypatch: pytest.MonkeyPatch) -> None:
    bank = load_bank()
    monkeypatch.setattr(yaml_nodes, "LOADER", yaml.SafeLoader)
    assert contents(load_bank()) == contents(bank)
    assert next(iter(bank.items.values())).place.file.startswith("questions/")


def test_the_shipped_folder_is_the_one_with_the_schema() -> None:
    assert (shipped_folder() / "schema.json").is_file()
    assert read_schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


def _tagged(schema: Mapping[str, Any]) -> Iterator[str]:
    """Blocks of values that a template takes, in each one value with a tag."""
    values = {name: (of["enum"][0] if "enum" in of else of["minimum"]) for name, of in schema["properties"].items()}
    for tagged in values:
        yield ", ".join(f"{name}: {'!!int ' if name == tagged else ''}{value}" for name, value in values.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_value_with_a_tag_is_reported_and_reaches_no_template(name: str, tmp_path: Path) -> None:
    for number, block in enumerate(_tagged(template_named(name).schema)):
        text = FILES["language/word-parts.yaml"].replace("with: {part: ending}", f"with: {{{block}}}")
        files = {"language/word-parts.yaml": text.replace("template: decode-word", f"template: {name}")}
        assert any(
            line.endswith("'!' starts a YAML tag, and a bank has none; put text in quotes")
            for line in problems(write_bank(tmp_path / str(number), files))
        )
