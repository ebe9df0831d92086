"""``bank export``: what other programs are given, what is said about the rest, and that our own import reads it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from html import escape
from itertools import combinations, permutations
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.bank.load import load_bank
from readiness.cli import main
from readiness.exchange.cells import as_cell
from readiness.exchange.gate import as_item
from readiness.exchange.outgoing import Told, chosen_items, writings
from readiness.exchange.read import Format, read_questions
from readiness.exchange.write_csv import write_csv
from readiness.exchange.write_gift import write_gift
from readiness.exchange.write_markdown import write_markdown
from readiness.exchange.write_moodle import write_moodle
from readiness.ground.exhibits.parse import parse
from readiness.ground.items import ChoiceTask, EntryTask, Item, JudgementTask, MarkTask, Option, OrderTask, Spot, Task
from readiness.kinds.answers import credit
from readiness.kinds.entry import read_entry
from readiness.kinds.item_bank import ItemBank
from tests import banks
from tests.bank_folder import BLUEPRINT, SOURCES, changed, write_bank

Capture = pytest.CaptureFixture[str]
ANY = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
FORMATS = ("moodle", "gift", "anki", "csv", "markdown")
WRITERS: dict[str, Callable[[ItemBank, list[Item], Told], str]] = {
    "moodle": write_moodle,
    "gift": write_gift,
    "csv": write_csv,
}
"""What our own import reads back."""


def one(
    task: Task, *, exhibit: str | None = None, hint: str = "", stem: str = "What is it?", why: str | None = None
) -> Item:
    """An item with everything that a bank can say of one."""
    item = banks.item("language-x-07", task=task, rating=[0.6, 0.75], seconds=12.5, codes="fictional", hint=hint)
    return replace(item, exhibit=exhibit, stem=stem, why=item.why if why is None else why, review_by="2027-11-30")


def written(format: str, item: Item) -> tuple[str, Told]:
    told = Told()
    return WRITERS[format](banks.bank([item]), [item], told), told


def there_and_back(format: str, item: Item) -> dict[str, object]:
    """The fields that our own import reads from an item that was exported."""
    reading, _ = read_questions(written(format, item)[0].encode(), "file", cast(Format, format), {})
    assert reading.left_out == ()
    (question,) = reading.questions
    return dict(question.fields)


def expected(item: Item) -> dict[str, object]:
    """The fields of an item as a file of a bank has them."""
    fields: dict[str, object] = {
        "id": item.id,
        "type": item.type,
        "competency": item.competency,
        "cognition": item.cognition,
        "rating": [f"{rating:g}" for rating in item.ratings],
        "seconds": f"{item.seconds:g}",
        "codes": item.codes,
        "review_by": item.review_by,
        "stem": item.stem,
        "why": item.why,
        "source": [{"id": citation.source, "at": citation.at} for citation in item.sources],
    }
    task = item.task
    if isinstance(task, ChoiceTask):
        fields["options"] = {id: {"text": option.text, "why": option.why} for id, option in task.options.items()}
        fields["key"] = task.key
    elif isinstance(task, EntryTask) and task.number is not None:
        fields |= {"form": "number", "number": f"{task.number}", "within": f"{task.within}"}
    elif isinstance(task, EntryTask):
        fields |= {"form": task.form, "accept": list(task.accept)}
    return fields


# The command --------------------------------------------------------------------------------------------------------

SAID = {
    "moodle": [
        "10 questions written.",
        "1 question left out: pieces of it may change places, and there only one order is right.",
        "1 question differs there: written afresh each time here, and in 3 fixed versions each there.",
        "1 question differs there: nothing there says with which others it must not be asked.",
        "1 question differs there: nothing there says that its worst option is to be fixed first.",
        "1 question differs there: its best and its worst are two questions, half the points each.",
        "1 question differs there: a date is right there only in the ways of writing it that are listed with it.",
    ],
    "gift": [
        "10 questions written.",
        "1 question left out: GIFT has no questions to put in order.",
        "1 question differs there: written afresh each time here, and in 3 fixed versions each there.",
        "1 question differs there: nothing there says with which others it must not be asked.",
        "1 question differs there: nothing there says that its worst option is to be fixed first.",
        "1 question differs there: its best and its worst are two questions, a whole point each.",
        "1 question differs there: a date is right there only in the ways of writing it that are listed with it.",
    ],
    "anki": [
        "10 questions written.",
        "1 question differs there: written afresh each time here, and in 3 fixed versions each there.",
        "1 question differs there: nothing there says with which others it must not be asked.",
        "1 question differs there: nothing there says that its worst option is to be fixed first.",
        "Ratings, seconds, codes and days of review are not carried over.",
    ],
    "csv": [
        "9 questions written.",
        "1 question left out: pieces of it may change places, and a table has one order.",
        "1 question differs there: written afresh each time here, and in 3 fixed versions each there.",
        "1 question differs there: nothing there says with which others it must not be asked.",
        "1 question differs there: its two records stand in one text for each line.",
    ],
}
SAID["markdown"] = SAID["anki"]


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_not_carried_over_is_said_and_counted(format: str, tmp_path: Path, capsys: Capture) -> None:
    folder, file = write_bank(tmp_path), tmp_path / "out"
    assert main(["bank", "export", format, "--bank", str(folder), "-o", str(file)]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()) == ("", SAID[format])
    assert len(file.read_text(encoding="utf-8")) > 1000


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_seed_writes_the_same_and_another_one_other_versions(format: str, tmp_path: Path, capsys: Capture) -> None:
    folder = str(write_bank(tmp_path))
    texts = []
    for seed in ("0", "0", "1"):
        assert main(["bank", "export", format, "--bank", folder, "--seed", seed]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1] != texts[2]


def test_a_skill_and_a_number_of_versions_may_be_named(tmp_path: Path, capsys: Capture) -> None:
    folder = str(write_bank(tmp_path))
    arguments = ["bank", "export", "gift", "--bank", folder, "--skill", "Language", "--instances", "5"]
    assert main(arguments) == 0
    said = capsys.readouterr()
    versions = re.findall(r"::word-parts-06@[0-9]+::(.*)", said.out)
    assert len(versions) == len(set(versions)) == 5
    assert "incidents" not in said.out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--skill", "nothing"], 1, "--skill nothing: there is no such skill; there are privacy, language"),
        (["--instances", "0"], 2, "'0' is not a number of versions from 1 to 100"),
        (["--seed", "-1"], 2, "'-1' is not a whole number such as 7"),
    ],
)
def test_what_cannot_be_asked_for_is_said(
    arguments: list[str], status: int, words: str, tmp_path: Path, capsys: Capture
) -> None:
    folder = str(write_bank(tmp_path))
    try:
        ended = main(["bank", "export", "csv", "--bank", folder, *arguments])
    except SystemExit as error:
        ended = int(str(error.code))
    assert ended == status
    assert words in capsys.readouterr().err


def test_a_bank_file_is_not_written_over(tmp_path: Path, capsys: Capture) -> None:
    folder = write_bank(tmp_path)
    target = folder / "sources.yaml"
    assert main(["bank", "export", "csv", "--bank", str(folder), "-o", str(target)]) == 1
    assert "this command reads that file" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == SOURCES


def test_drafts_stay_at_home_and_are_counted(tmp_path: Path, capsys: Capture) -> None:
    first = "  - id: incidents-01\n    type: choice\n"
    folder = write_bank(tmp_path, changed("privacy/incidents.yaml", first, f"{first}    draft: true\n"))
    text = (folder / "privacy/incidents.yaml").read_text(encoding="utf-8")
    (folder / "privacy/incidents.yaml").write_text(text.replace("    enemies: [incidents-01]\n", ""), encoding="utf-8")
    assert main(["bank", "export", "gift", "--bank", str(folder), "--skill", "privacy"]) == 0
    said = capsys.readouterr()
    assert "1 question left out: a draft, which is not finished." in said.err
    assert "incidents-01" not in said.out


def test_where_nothing_fits_nothing_is_written(tmp_path: Path, capsys: Capture) -> None:
    order = """\
competency: word-parts
items:
  - {id: word-parts-03, type: order, cognition: recall, rating: 0.4, seconds: 9, stem: In what order?, why: So.,
     pieces: {p1: one, p2: two, p3: three}, key: [p1, p2, p3], source: [{id: words, at: page 1}]}
"""
    folder, file = write_bank(tmp_path, {"language/word-parts.yaml": order}), tmp_path / "out"
    arguments = ["bank", "export", "gift", "--bank", str(folder), "--skill", "language", "-o", str(file)]
    assert main(arguments) == 1
    assert "there is nothing to export" in capsys.readouterr().err
    assert not file.exists()


def test_versions_of_a_generated_question_say_different_things() -> None:
    bank = load_bank(None)
    told = Told()
    items = chosen_items(bank, ["timeliness"], 3, 4, told)
    stems = [(item.family, item.stem, item.exhibit, item.task) for item in items if "@" in item.id]
    assert len(stems) > 10
    assert all(a != b for a, b in combinations(stems, 2))


# There and back -----------------------------------------------------------------------------------------------------


def content(item: Item) -> Item:
    """An item without what no other program has a place for, and with its exhibit in one layout."""
    blocks = repr(parse(item.exhibit or "").blocks)
    return replace(item, exhibit=blocks, place=banks.item("a").place, enemies=frozenset(), generate=None)


@pytest.mark.slow
@pytest.mark.parametrize("format", WRITERS)
def test_every_choice_and_entry_of_the_shipped_bank_comes_back_equal(format: str, tmp_path: Path) -> None:
    bank = load_bank(None)
    folder, file = tmp_path / "again", tmp_path / "questions.out"
    folder.mkdir()
    shipped = Path("questions")
    for name in ("blueprint.yaml", "sources.yaml", "schema.json"):
        (folder / name).write_bytes((shipped / name).read_bytes())
    assert main(["bank", "export", format, "-o", str(file)]) == 0
    assert main(["bank", "import", str(file), str(folder), "--format", format]) == 0
    again = load_bank(folder)
    types = {"choice", "entry", *(["judgement"] if format == "csv" else [])}
    items = [item for item in bank.items.values() if item.type in types and item.generate is None]
    assert len(items) > 50
    assert [item.id for item in items if content(again.items[item.id]) != content(item)] == []
    assert len(again.items) > len(items)


def test_that_nothing_fits_is_a_spot_like_the_others_and_comes_back() -> None:
    spots = {
        f"s{number}": Spot(text) for number, text in enumerate(["One", "Two", "Three", "None of these lines."], start=1)
    }
    for key in (("s1", "s2"), ("s4",)):
        for format in WRITERS:
            fields = there_and_back(format, one(MarkTask(spots, key)))
            assert (fields["type"], fields["key"]) == ("mark", list(key))
            assert fields["spots"] == {id: spot.text for id, spot in spots.items()}


def test_a_small_bank_comes_back_through_the_commands(tmp_path: Path, capsys: Capture) -> None:
    folder, file, again = write_bank(tmp_path), tmp_path / "bank.xml", tmp_path / "again"
    again.mkdir()
    (again / "blueprint.yaml").write_text(BLUEPRINT, encoding="utf-8")
    (again / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    assert main(["bank", "export", "moodle", "--bank", str(folder), "-o", str(file)]) == 0
    assert main(["bank", "import", str(file), str(again)]) == 0
    assert "10 questions: 10 added, 0 drafts, 0 left out." in capsys.readouterr().out
    old, new = load_bank(folder).items, load_bank(again).items
    for id in ("incidents-01", "word-parts-04", "word-parts-05"):
        assert content(new[id]) == content(old[id])
    marked = new["word-parts-01"].task
    assert isinstance(marked, MarkTask)
    assert [marked.spots[id].text for id in marked.key] == ["-itis"]


TEXTS = st.text("ab ~=#{}:\\<>&\"'*-+@|;,%[]()!?/._09é“”$`n", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
PLAIN = TEXTS.filter(lambda text: text and not re.search(r"\$\$|\\[(\[]", text, re.I))
"""Texts of all signs that have a meaning somewhere, but for formulas, which the import refuses."""


LEFT_OUT = re.compile("an option names others by their letters")
"""Why a choice may not come back."""


def different(texts: list[str]) -> bool:
    return len({text.casefold() for text in texts}) == len(texts)


@ANY
@given(st.lists(PLAIN, min_size=2, max_size=6).filter(different), PLAIN, PLAIN, st.booleans(), st.data())
def test_a_choice_comes_back_equal_whatever_signs_it_holds(
    texts: list[str], stem: str, why: str, shuffle: bool, data: st.DataObject
) -> None:
    options = {letter: Option(text, why) for letter, text in zip("abcdef", texts)}
    item = one(ChoiceTask(options, data.draw(st.sampled_from(list(options))), shuffle), stem=stem, why=why)
    for format in WRITERS:
        reading, _ = read_questions(written(format, item)[0].encode(), "file", cast(Format, format), {})
        if reading.left_out:  # Such as options that name each other by letters: said, and never changed.
            assert reading.questions == ()
            assert LEFT_OUT.match(reading.left_out[0].reason)
            continue
        fields = dict(reading.questions[0].fields)
        fields.pop("shuffle", None)
        assert fields == expected(item), format


@ANY
@given(st.lists(PLAIN, min_size=1, max_size=4, unique=True))
def test_a_word_comes_back_equal_whatever_signs_it_holds(words: list[str]) -> None:
    item = one(EntryTask("word", tuple(words)))
    for format in WRITERS:
        if any({"csv": "|", "gift": "->"}.get(format, "none") in word for word in words):
            continue  # There the sign has a meaning that nothing takes away.
        assert there_and_back(format, item) == expected(item), format


@ANY
@given(st.decimals(-10_000, 10_000, places=2), st.decimals("0.1", 50, places=1))
def test_a_number_comes_back_equal(number: Decimal, within: Decimal) -> None:
    item = one(EntryTask("number", number=number, within=within))
    for format in WRITERS:
        fields = there_and_back(format, item)
        assert (Decimal(str(fields["number"])), Decimal(str(fields["within"]))) == (number, within), format


@pytest.mark.parametrize("format", WRITERS)
def test_a_date_goes_out_in_its_usual_writings_and_comes_back_as_one(format: str) -> None:
    item = one(EntryTask("date", ("2026-03-04",)))
    assert there_and_back(format, item) == expected(item)


def test_every_writing_of_a_date_is_read_as_that_day() -> None:
    found = writings(EntryTask("date", ("2026-03-04",)))
    assert found == ["2026-03-04", "3/4/2026", "03/04/2026", "March 4, 2026", "March 4 2026", "4 March 2026"]
    assert {read_entry("date", text) for text in found} == {"2026-03-04"}


EXHIBIT = """\
**A NOTE**

Seen at 9:40; a < b & c > d, “quoted”.

- an entry
- another | one

3. three
4. four

| Clinic | Charts |
| --- | ---: |
| Elm *Street* | 60 |

| | |
| --- | --- |
| Fee | paid |

```
 knee   {left}
(mole)  = \\~
```
"""


@pytest.mark.parametrize("format", WRITERS)
def test_an_exhibit_comes_back_block_by_block(format: str) -> None:
    fields = there_and_back(format, one(banks.choice(), exhibit=EXHIBIT))
    assert parse(str(fields["exhibit"])).blocks == parse(EXHIBIT).blocks
    assert as_item({**fields, "hint": "A hint."}, ["book"])[1] == []


@pytest.mark.parametrize(
    ("shown", "exhibit"),
    [
        ("<p>A&nbsp;b</p>", "A b"),
        ('<p dir="ltr">A &amp; b</p>\n<ul>\n<li>c</li>\n</ul>', "A & b\n\n- c"),
        ("<p>A<br>b</p>", None),
        ("<p>A <i>b</i></p>", None),
        ("A<p>b</p>", None),
        ("<img />", None),
        ("<table><tr><td>A</td></tr></table>", None),
    ],
)
def test_an_exhibit_that_the_other_program_changed_is_read_or_named(shown: str, exhibit: str | None) -> None:
    item = one(banks.choice(), exhibit="Here.")
    text = written("moodle", item)[0].replace("&lt;p&gt;Here.&lt;/p&gt;", escape(shown))
    reading, _ = read_questions(text.encode(), "file", "moodle", {})
    if exhibit is None:
        reason = "what is shown with it holds more than paragraphs, lists and tables of plain text"
        assert [one.reason for one in reading.left_out] == [reason]
    else:
        assert reading.questions[0].fields["exhibit"] == exhibit


def test_a_hint_travels_with_moodle_and_a_table() -> None:
    item = one(banks.choice(), hint="It is short.")
    assert there_and_back("moodle", item)["hint"] == there_and_back("csv", item)["hint"] == "It is short."
    assert written("gift", item)[1].changed == {"its hint is not carried over": 1}


# Moodle -------------------------------------------------------------------------------------------------------------

FORMS = ElementTree.parse(Path(__file__).parent / "data" / "moodle_forms.xml").getroot()
TASKS: dict[str, Task] = {
    "choice": banks.choice(),
    "judgement": banks.judgement(),
    "mark": banks.mark(3, 5),
    "order": banks.order(1, 1, 1),
    "word": banks.entry("salt", "sea salt"),
    "number": EntryTask("number", number=Decimal("12.50"), within=Decimal("0.5")),
}


def exported(task: Task, hint: str = "") -> list[ElementTree.Element]:
    """The questions of an export of one item, but for the category before them."""
    root = ElementTree.fromstring(written("moodle", one(task, hint=hint))[0])
    assert root[0].attrib == {"type": "category"}
    return list(root)[1:]


def shape(node: ElementTree.Element) -> list[object]:
    """The elements in an element, their order, and their attributes; those that follow each other alike count once."""
    parts: list[object] = []
    for child in node:
        names = sorted(set(child.attrib) - {"fraction"}), child.get("format")
        own = [child.tag, names, shape(child)]
        if not parts or parts[-1] != own:
            parts.append(own)
    return parts


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_each_element_stands_where_moodle_itself_writes_it(task: Task) -> None:
    for question in exported(task, hint="A hint."):
        form = FORMS.find(f"question[@type='{question.get('type')}']")
        assert form is not None
        assert shape(question) == shape(form)


def values(question: ElementTree.Element) -> dict[str, str | None]:
    """What stands in the elements that hold plain values."""
    return {child.tag: child.text for child in question if len(child) == 0}


def test_a_choice_is_to_pick_one_and_each_option_brings_its_reason() -> None:
    (question,) = exported(banks.choice("b"))
    assert question.get("type") == "multichoice"
    assert values(question) == {
        "defaultgrade": "1",
        "penalty": "0.3333333",
        "hidden": "0",
        "idnumber": "language-x-07",
        "single": "true",
        "shuffleanswers": "true",
        "answernumbering": "abc",
        "showstandardinstruction": "0",
    }
    answers = [(answer.get("fraction"), answer.findtext("text")) for answer in question.findall("answer")]
    assert answers == [("0", "<p>Option a</p>"), ("100", "<p>Option b</p>"), ("0", "<p>Option c</p>")]
    assert question.findtext("answer/feedback/text") == "<p>Because of a.</p>"
    assert question.findtext("questiontext/text") == "<p>What is it?</p>"
    assert question.findtext("generalfeedback/text") == (
        '<p>This is why, for language-x-07.</p><p class="source" title="book at page 1">'
        "Source: The Book, page 1 (The Publisher), https://example.org/book</p>"
    )
    assert [tag.text for tag in question.findall("tags/tag/text")] == [
        "competency:language-x",
        "cognition:recall",
        "rating:0.6,0.75",
        "seconds:12.5",
        "codes:fictional",
        "review_by:2027-11-30",
    ]


def fractions(question: ElementTree.Element) -> list[float]:
    return [float(answer.get("fraction", "")) for answer in question.findall("answer")]


def in_moodle(shares: list[float], marked: tuple[int, ...]) -> float:
    """What marks earn in Moodle: the sum of their shares, never below nothing or above all."""
    return min(1.0, max(0.0, sum(shares[place] for place in marked) / 100))


@pytest.mark.parametrize("keyed", range(1, 6))
@pytest.mark.parametrize("unkeyed", range(1, 6))
def test_marks_earn_and_cost_in_moodle_what_they_do_here(keyed: int, unkeyed: int) -> None:
    task = banks.mark(keyed, unkeyed)
    (question,) = exported(task)
    assert values(question)["single"] == "false"
    shares = fractions(question)
    spots = list(task.spots)
    for count in range(1, len(spots) + 1):
        for marked in combinations(range(len(spots)), count):
            here = credit(task, tuple(spots[place] for place in marked))
            assert in_moodle(shares, marked) == pytest.approx(here, abs=1e-6)


ALLOWED = {
    *("100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20"),
    *("16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0"),
}
"""The shares that Moodle's import takes, as its own exports write them."""


NEAR = {"a mark earns and costs only about as much there as here": 1}


@pytest.mark.parametrize("keyed", range(1, 21))
@pytest.mark.parametrize("unkeyed", [1, 2, 7, 9, 10])
def test_moodle_knows_every_share_and_all_of_them_make_the_whole(keyed: int, unkeyed: int) -> None:
    """Where they do not, Moodle ends the import at that question."""
    text, told = written("moodle", one(banks.mark(keyed, unkeyed)))
    shares = re.findall(r'fraction="([-0-9.]+)"', text)
    assert {share.lstrip("-") for share in shares} <= ALLOWED
    assert round(sum(float(share) for share in shares if not share.startswith("-")) / 100, 2) == 1
    assert told.changed == (NEAR if keyed > 10 else {})


def test_what_has_no_share_in_moodle_costs_about_as_much_or_is_left_out() -> None:
    text, told = written("moodle", one(banks.mark(12, 13)))
    assert set(re.findall(r'fraction="([-0-9.]+)"', text)) == {"10", "5", "-10"}
    assert told.changed == NEAR
    for format in ("moodle", "gift"):
        told = written(format, one(banks.mark(21, 3)))[1]
        reason = "so many marks are right that there they have no shares of the points"
        assert (told.written, told.left_out) == (0, {reason: 1})


def test_a_judgement_is_two_choices_that_together_earn_what_it_does() -> None:
    task = banks.judgement("b", "c")
    best, worst = exported(task)
    assert [values(one)["idnumber"] for one in (best, worst)] == ["language-x-07-best", "language-x-07-worst"]
    assert [one.findtext("questiontext/text") for one in (best, worst)] == [
        "<p>What is it? Pick the best.</p>",
        "<p>What is it? Pick the worst.</p>",
    ]
    ids = list(task.options)
    for first, last in permutations(range(4), 2):
        earned = sum(
            float(values(one)["defaultgrade"] or 0) * fractions(one)[place] / 100
            for one, place in ((best, first), (worst, last))
        )
        assert earned == credit(task, {"best": ids[first], "worst": ids[last]})


def test_an_order_is_numbered_from_first_to_last_and_graded_by_pairs() -> None:
    task = OrderTask({"p1": "second", "p2": "first", "p3": "third"}, (("p2",), ("p1",), ("p3",)))
    (question,) = exported(task)
    answers = [(answer.get("fraction"), answer.findtext("text")) for answer in question.findall("answer")]
    assert answers == [("1.0000000", "<p>first</p>"), ("2.0000000", "<p>second</p>"), ("3.0000000", "<p>third</p>")]
    found = values(question)
    assert (found["gradingtype"], found["selectcount"]) == ("RELATIVE_ALL_PREVIOUS_AND_NEXT", "3")


def test_words_are_listed_and_a_star_stays_a_star() -> None:
    (question,) = exported(banks.entry("5*", "five stars"))
    assert [answer.findtext("text") for answer in question.findall("answer")] == [r"5\*", "five stars"]
    assert values(question)["usecase"] == "0"


def test_a_number_brings_how_far_off_it_may_be() -> None:
    (question,) = exported(TASKS["number"])
    answer = question.find("answer")
    assert answer is not None
    assert (answer.findtext("text"), answer.findtext("tolerance")) == ("12.5", "0.5")


def test_two_records_that_are_compared_are_a_table_above_the_question(tmp_path: Path, capsys: Capture) -> None:
    assert main(["bank", "export", "moodle", "--bank", str(write_bank(tmp_path)), "--skill", "language"]) == 0
    root = ElementTree.fromstring(capsys.readouterr().out.encode())
    text = root.findtext("question[idnumber='word-parts-02']/questiontext/text")
    assert text == (
        '<div class="exhibit"><table border="1"><tr><th></th><th>Registration</th><th>Claim</th></tr>'
        "<tr><td>Birth date</td><td>1971-04-09</td><td>1971-09-04</td></tr>"
        "<tr><td>Record</td><td>TST-0041</td><td>TST-0041</td></tr></table></div><p>Which fields differ?</p>"
    )


def test_categories_follow_the_bank_and_a_slash_in_a_name_is_doubled() -> None:
    bank = banks.bank([one(banks.choice())])
    skill = replace(bank.skills["language"], title="Reading/writing")
    bank = replace(bank, skills={**bank.skills, "language": skill})
    root = ElementTree.fromstring(write_moodle(bank, list(bank.items.values()), Told()))
    assert root.findtext("question/category/text") == "$course$/top/test-bank/Reading//writing/Language-X"


# GIFT ---------------------------------------------------------------------------------------------------------------


def test_gift_says_a_choice_with_its_reasons_tags_and_source() -> None:
    options = {"a": Option("1 = {one}", "Right."), "b": Option("#2 ~ two", "")}
    assert written("gift", one(ChoiceTask(options, "a"), why="So: it is."))[0] == (
        "$CATEGORY: $course$/top/test-bank/Language/Language-X\n"
        "\n"
        "// [id:language-x-07] [tag:competency:language-x] [tag:cognition:recall] [tag:rating:0.6,0.75] [tag:seconds:12.5] "
        "[tag:codes:fictional] [tag:review_by:2027-11-30]\n"
        "::language-x-07::[html]<p>What is it?</p>{\n"
        "\t=<p>1 \\= \\{one\\}</p>#<p>Right.</p>\n"
        "\t~<p>\\#2 \\~ two</p>\n"
        '\t####<p>So\\: it is.</p><p class\\="source" title\\="book at page 1">Source\\: The Book, page 1 (The Publisher), '
        "https\\://example.org/book</p>\n"
        "}\n"
    )


def test_gift_says_numbers_words_and_marks() -> None:
    def answers(task: Task) -> list[str]:
        text = written("gift", one(task))[0]
        return re.findall(r"^\t([=~].*)$", text, re.MULTILINE)

    assert answers(TASKS["number"]) == ["=12.5:0.5"]
    assert answers(banks.entry("a:b", "c*")) == ["=a\\:b", "=c\\\\*"]
    assert answers(banks.mark(2, 3))[:3] == ["~%50%<p>Line 1</p>", "~%50%<p>Line 2</p>", "~%-50%<p>Line 3</p>"]


def test_gift_leaves_out_what_it_would_take_for_a_matching_question() -> None:
    told = written("gift", one(banks.entry("a -> b")))[1]
    assert (told.written, told.left_out) == (
        0,
        {"an answer to it holds the sign ->, which makes a matching question there": 1},
    )


# A table ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-itis", "'-itis"),
        ("+49 30 1234", '="+49 30 1234"'),
        ("'-x", "''-x"),
        ("0417", '="0417"'),
        ("3/4", '="3/4"'),
        ("12.50", '="12.50"'),
        ("2026-03-04", '="2026-03-04"'),
        ("March 4, 2026", '="March 4, 2026"'),
        ("9:40 a.m.", '="9:40 a.m."'),
        ("12345678901234567", '="12345678901234567"'),
        ("TRUE", '="TRUE"'),
        ("48", "48"),
        ("Marked 3 times", "Marked 3 times"),
        ("cats, dogs", "cats, dogs"),
    ],
)
def test_no_cell_is_a_formula_or_loses_what_a_spreadsheet_would_drop(text: str, cell: str) -> None:
    import csv

    options = {"a": Option(text, ""), "b": Option("other", "")}
    table = list(csv.DictReader(written("csv", one(ChoiceTask(options, "a")))[0].splitlines()))
    assert table[0]["option a"] == cell
    assert there_and_back("csv", one(ChoiceTask(options, "a")))["options"] == {"a": {"text": text}, "b": {"text": "other"}}


def test_a_table_says_signs_like_those_of_html_so_that_they_come_back() -> None:
    spots = {"s1": Spot("<b>"), "s2": Spot("5 < 6"), "s3": Spot("R&amp;D"), "s4": Spot("plain")}
    item = one(MarkTask(spots, ("s1", "s3")), stem="What is <b>?")
    assert there_and_back("csv", item)["spots"] == {id: spot.text for id, spot in spots.items()}
    assert there_and_back("csv", item)["key"] == ["s1", "s3"]
    assert there_and_back("csv", item)["stem"] == "What is <b>?"
    reason = "signs like those of HTML are written as HTML has them, such as &lt;b&gt; for <b>"
    assert written("csv", item)[1].changed == {reason: 1}


def test_a_table_leaves_out_what_it_would_take_for_two_answers() -> None:
    told = written("csv", one(banks.entry("a | b")))[1]
    reason = "an answer to it holds the sign |, which stands between two answers there"
    assert (told.written, told.left_out) == (0, {reason: 1})


def test_a_table_in_a_file_begins_with_the_mark_of_utf8(tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    assert main(["bank", "export", "csv", "--bank", str(write_bank(tmp_path)), "-o", str(file)]) == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,type,competency,stem,")


@pytest.mark.parametrize("task", [banks.judgement("d", "b"), banks.mark(2, 9), banks.mark(1, 4), banks.order(1, 1, 1, 1)])
def test_a_table_brings_the_other_types_back_too(task: Task) -> None:
    fields = there_and_back("csv", one(task))
    if isinstance(task, JudgementTask):
        assert (fields["best"], fields["worst"]) == ("d", "b")
    elif isinstance(task, MarkTask):
        assert fields["spots"] == {id: spot.text for id, spot in task.spots.items()}
        assert fields["key"] == list(task.key)
    else:
        assert isinstance(task, OrderTask)
        assert (fields["pieces"], fields["key"]) == (task.pieces, list(task.pieces))


# On paper -----------------------------------------------------------------------------------------------------------


def test_a_quiz_on_paper_has_its_key_at_the_end() -> None:
    starred = {"a": Option("*One*", "Right."), "b": Option("Two", "Wrong.")}
    items = [
        one(
            ChoiceTask(starred, "a", shuffle=False),
            exhibit="**NOTE**\n\nRead.",
        ),
        replace(one(OrderTask({"p1": "x", "p2": "y", "p3": "z"}, (("p2",), ("p1", "p3")))), id="language-x-08"),
        replace(one(EntryTask("number", number=Decimal(7), within=Decimal(1))), id="language-x-09"),
    ]
    told = Told()
    text = write_markdown(banks.bank(items), items, 1, told)
    line = r"\_" * 20
    assert (
        text
        == f"""\
# test-bank

Name: {line} Date: {line}

## Language

### Question 1

**NOTE**

Read.

**What is it?**

- A. \\*One\\*
- B. Two

### Question 2

**What is it?**

*Put them in order, from first to last.*

- A. y
- B. z
- C. x

Answer: {line}

### Question 3

**What is it?**

*Write a number.*

Answer: {line}

## Key

**1.** **A. \\*One\\*** This is why, for language-x-07.

- A: Right.
- B: Wrong.
- Source: The Book, page 1 (The Publisher) <https://example.org/book>

**2.** **A, C and B. 1. y; 2. x; 3. z (in any order: x; z)** This is why, for language-x-07.

- Source: The Book, page 1 (The Publisher) <https://example.org/book>

**3.** **7, give or take 1** This is why, for language-x-07.

- Source: The Book, page 1 (The Publisher) <https://example.org/book>
"""
    )
    assert told.written == 3


def keyed_letters(text: str) -> Iterator[str]:
    yield from re.findall(r"^\*\*[0-9]+\.\*\* \*\*([A-F])\.", text, re.MULTILINE)


def test_the_order_of_options_on_paper_is_that_of_the_seed() -> None:
    items = [replace(one(banks.choice("a", "abcd")), id=f"language-x-{number:02}") for number in range(40)]
    bank = banks.bank(items)
    letters = [list(keyed_letters(write_markdown(bank, items, seed, Told()))) for seed in (0, 1)]
    assert letters[0] != letters[1]
    assert set(letters[0]) == set("ABCD")


@pytest.mark.parametrize(
    ("column", "text", "cell"),
    [
        ("seconds", "30", "30"),
        ("rating", "0.7", "0.7"),
        ("number", "0417", '="0417"'),
        ("seconds", "30 s", "30 s"),
        ("within", "-5", "-5"),
        ("a", "-5", "'-5"),
        ("a", "5", "5"),
        ("a", "0.7", '="0.7"'),
        ("a", "3e5", '="3e5"'),
        ("a", "3e5 units", "3e5 units"),
        ("a", "1/2", '="1/2"'),
        ("a", "Mar 4", '="Mar 4"'),
        ("a", "4-Sept", '="4-Sept"'),
        ("a", "MARCH1", '="MARCH1"'),
        ("a", "Mary 4", "Mary 4"),
        ("a", "Decoy 2", "Decoy 2"),
        ("a", "TRUE", '="TRUE"'),
        ("shuffle", "true", "true"),
        ("a", "=1+1", "'=1+1"),
    ],
)
def test_a_spreadsheet_keeps_a_cell_as_it_is(column: str, text: str, cell: str) -> None:
    assert as_cell(column, text) == cell
