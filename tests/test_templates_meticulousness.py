"""The templates of meticulousness: each key worked out anew from the words that a person sees."""

from __future__ import annotations

import calendar
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from readiness.ground.items import ChoiceTask, EntryTask, Generated, MarkTask
from readiness.kinds.answers import credit
from readiness.templates import template_named
from tests import test_templates as shared
from tests.laid import laid
from tests.told import told

# The blocks of the shipped bank, each with the digest of its first 100 instances.
PINNED: list[tuple[str, dict[str, Any], str]] = [
    ("compare-order", {"test": "x-ray", "fields": 7, "differences": 1}, "0f7adafe0455"),
    ("compare-order", {"test": "lab", "fields": 6, "differences": 1}, "dbd954e2d479"),
    ("compare-order", {"test": "x-ray", "fields": 10, "differences": 3}, "5e09d62c266d"),
    ("compare-card", {"fields": 7, "differences": 2}, "50e9fd9d4282"),
    ("compare-card", {"fields": 10, "differences": 3}, "6f98c7779beb"),
    ("compare-medicines", {"drugs": 7, "differences": 2, "pairs": 1}, "38341d7fbd2a"),
    ("compare-medicines", {"drugs": 8, "differences": 1, "pairs": 2}, "f4bd0fdf2eae"),
    ("compare-medicines", {"drugs": 10, "differences": 3, "pairs": 3}, "008eb6a44567"),
    ("copied-list", {"characters": "digits", "lines": 8, "slips": 2}, "437400bd89fb"),
    ("copied-list", {"characters": "mixed", "lines": 6, "slips": 1}, "1627ca833d6a"),
    ("copied-list", {"characters": "mixed", "lines": 12, "slips": 3}, "c38faab2a24a"),
    ("typed-codes", {"lines": 8, "slips": 2}, "4303427ca949"),
    ("typed-codes", {"lines": 10, "slips": 3}, "f785f53e0b1b"),
    ("typed-amounts", {"writing": "same", "lines": 8, "slips": 2}, "1701ca3f0ffa"),
    ("typed-amounts", {"writing": "changed", "lines": 10, "slips": 3}, "5be296aca82b"),
    ("visit-checklist", {"elements": 8, "missing": 2, "trap": "absent"}, "49f52da889fc"),
    ("visit-checklist", {"elements": 10, "missing": 2, "trap": "half"}, "0d9a8b956f9a"),
    ("visit-checklist", {"elements": 12, "missing": 3, "trap": "half"}, "e9e8ac6203ad"),
    ("conditional-items", {"conditions": 8, "lacking": 3}, "53e587c4cb04"),
    ("conditional-items", {"conditions": 7, "lacking": 2}, "0d424ded6d22"),
    ("note-conflict", {"conflict": "stated", "threads": 3}, "b90f7fe9fbad"),
    ("note-conflict", {"conflict": "implied", "threads": 4}, "1edc722f544b"),
    ("report-conflict", {"lines": 8, "conflicts": 2}, "a66cdaa27280"),
    ("report-conflict", {"lines": 10, "conflicts": 3}, "489db4186058"),
    ("stay-timeline", {"lines": 9, "wrong": 3, "months": "one"}, "ab27ee532c5c"),
    ("stay-timeline", {"lines": 9, "wrong": 2, "months": "two"}, "2aa5855d905e"),
    ("codebook-page", {"rules": 3}, "176792f83e68"),
    ("codebook-page", {"rules": 4}, "0ee96a2bace8"),
    ("point-table", {"rules": 2}, "8985582d6545"),
    ("point-table", {"rules": 3}, "90f0032cb1ca"),
    ("two-limits", {"rules": 1}, "0b13a3145e0e"),
    ("two-limits", {"rules": 2}, "abc6c35d50cd"),
]
CASES = [(name, params) for name, params, _ in PINNED]
SEEDS = 2000

Params = dict[str, Any]
all_cases = pytest.mark.parametrize(("name", "params"), CASES, ids=[f"{name} {params}" for name, params in CASES])


def instances(name: str, params: Params) -> list[Generated]:
    """At least 2,000 of each template over its cases, made where the shared checks look for them."""
    case = f"{name} {params}"
    if case not in shared._made:
        share = -(-SEEDS // sum(other == name for other, _ in CASES))
        shared._made[case] = [template_named(name).generate(shared.ID, seed, params) for seed in range(share)]
    return shared._made[case]


def cases_of(*names: str) -> pytest.MarkDecorator:
    """The decorator that runs a test on every case of these templates."""
    cases = [(name, params) for name, params in CASES if name in names]
    return pytest.mark.parametrize(("name", "params"), cases, ids=[f"{name} {params}" for name, params in cases])


def marks(name: str, params: Params) -> Iterator[tuple[Generated, MarkTask]]:
    for made in instances(name, params):
        assert isinstance(made.task, MarkTask)
        yield made, made.task


def keyed(task: MarkTask) -> set[str]:
    """The keyed spots but for the last one, which says that there is nothing to mark."""
    assert list(task.spots)[-1] == "none"
    assert ("none" in task.key) == (task.key == ("none",))
    return set(task.key) - {"none"}


# What holds for all -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "check",
    [
        shared.test_the_cases_of_these_tests_fit_the_schema,
        shared.test_the_key_earns_everything_and_chance_and_parts_are_the_tasks_own,
        shared.test_instances_differ,
        shared.test_everything_fits_a_narrow_screen,
        shared.test_the_explanation_has_25_to_80_words,
        shared.test_no_identifier_looks_like_a_real_one,
        shared.test_same_seed_same_instance,
    ],
    ids=lambda check: check.__name__.removeprefix("test_"),
)
@all_cases
def test_what_holds_for_every_template(name: str, params: Params, check: Callable[[str, Params], None]) -> None:
    assert instances(name, params)
    check(name, params)


@pytest.mark.parametrize(("name", "params", "digest"), PINNED, ids=[f"{name} {params}" for name, params in CASES])
def test_instances_are_the_same_on_every_machine_and_python(name: str, params: Params, digest: str) -> None:
    """A changed digest means that past sittings can no longer show what was asked: make a new template instead."""
    text = "\n".join(told(made) for made in instances(name, params)[:100])
    assert hashlib.sha256(text.encode()).hexdigest()[:12] == digest


MARK_CASES = [(name, params) for name, params in CASES if name not in ("codebook-page", "point-table", "two-limits")]


@pytest.mark.parametrize(("name", "params"), MARK_CASES, ids=repr)
def test_no_blind_rule_pays_more_than_marks_at_random(name: str, params: Params) -> None:
    rules: dict[str, Callable[[list[str]], int]] = {
        "first": lambda texts: 0,
        "middle": lambda texts: len(texts) // 2,
        "last but one": lambda texts: len(texts) - 2,
        "last": lambda texts: len(texts) - 1,
        "longest": lambda texts: max(range(len(texts)), key=lambda at: len(texts[at])),
        "shortest": lambda texts: min(range(len(texts)), key=lambda at: len(texts[at])),
        "most digits": lambda texts: max(range(len(texts)), key=lambda at: len(re.sub(r"\D", "", texts[at]))),
    }
    gains = dict.fromkeys(rules, 0.0)
    for made, task in marks(name, params):
        ids = list(task.spots)
        texts = [f"{spot.text} {spot.left or ''} {spot.right or ''}" for spot in task.spots.values()]
        for rule, marked in rules.items():
            gains[rule] += credit(task, (ids[marked(texts)],)) - made.chance
    assert max(gains.values()) / len(instances(name, params)) < 0.05


@pytest.mark.parametrize(("name", "params"), MARK_CASES, ids=repr)
def test_now_and_then_nothing_is_wrong(name: str, params: Params) -> None:
    tasks = [task for _, task in marks(name, params)]
    errors = max(len(keyed(task)) for task in tasks)
    assert Counter(len(keyed(task)) for task in tasks).keys() == {0, errors}
    assert 0.07 < sum(not keyed(task) for task in tasks) / len(tasks) < 0.14
    assert all(len(task.spots) - len(task.key) >= 2 * len(task.key) for task in tasks)


@cases_of("codebook-page", "two-limits")
def test_length_and_position_do_not_tell_the_key(name: str, params: Params) -> None:
    positions: Counter[str] = Counter()
    longest = shortest = 0.0
    made = instances(name, params)
    for task in (one.task for one in made):
        assert isinstance(task, ChoiceTask)
        assert all(len(option.why.split()) >= 8 for option in task.options.values())
        lengths = [len(option.text) for option in task.options.values()]
        length = len(task.options[task.key].text)
        positions[task.key] += 1
        longest += (length == max(lengths)) / lengths.count(max(lengths))
        shortest += (length == min(lengths)) / lengths.count(min(lengths))
    for hits in (longest, shortest, *positions.values()):
        assert abs(hits / len(made) - 1 / 3) < 0.05


@pytest.mark.parametrize(
    ("name", "params", "lines", "errors"),
    [
        ("compare-order", {"test": "lab", "fields": 8, "differences": 3}, 8, 3),
        ("compare-card", {"fields": 6, "differences": 3}, 6, 3),
        ("compare-medicines", {"drugs": 8, "differences": 3, "pairs": 1}, 8, 3),
        ("copied-list", {"characters": "digits", "lines": 6, "slips": 3}, 6, 3),
        ("typed-codes", {"lines": 6, "slips": 3}, 6, 3),
        ("typed-amounts", {"writing": "same", "lines": 6, "slips": 3}, 6, 3),
        ("visit-checklist", {"elements": 8, "missing": 3, "trap": "half"}, 8, 3),
        ("conditional-items", {"conditions": 4, "lacking": 3}, 6, 3),
        ("report-conflict", {"lines": 7, "conflicts": 3}, 7, 3),
        ("stay-timeline", {"lines": 6, "wrong": 3, "months": "one"}, 6, 3),
    ],
    ids=repr,
)
def test_too_many_errors_for_the_lines_are_refused(name: str, params: Params, lines: int, errors: int) -> None:
    with pytest.raises(ValueError, match=f"^{errors} errors need at least {3 * errors} lines, this has {lines}$"):
        template_named(name).generate(shared.ID, 0, params)


# Two records --------------------------------------------------------------------------------------------------------


def us_day(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


@cases_of("compare-order", "copied-list")
def test_the_keyed_lines_are_those_that_differ(name: str, params: Params) -> None:
    """And they differ in letters or digits, not in spaces or dashes alone."""
    for made, task in marks(name, params):
        differing = {id for id, spot in task.spots.items() if spot.left != spot.right}
        assert keyed(task) == differing
        for id in differing:
            spot = task.spots[id]
            assert shared.bare(spot.left or "") != shared.bare(spot.right or "") or name == "copied-list"
            assert f"{spot.text}: {spot.left} became {spot.right} (" in made.why


@cases_of("compare-order")
def test_all_dates_and_times_of_an_order_are_real(name: str, params: Params) -> None:
    for _, task in marks(name, params):
        for spot in task.spots.values():
            for text in (spot.left or "", spot.right or ""):
                if "/" in text:
                    assert us_day(text).year < 2027
                if match := re.fullmatch(r"(\d+):(\d\d) [ap]\.m\.", text):
                    assert int(match[1]) <= 12
                    assert int(match[2]) < 60


def as_on_screen(label: str, card: str) -> str:
    """What the card says in the screen's way of writing, by the sentences of the exhibit."""
    if label in ("Patient", "Insured person"):
        names = card.upper().split()
        return f"{names[-1]}, {' '.join(names[:-1])}"
    if label in ("Birth date", "Valid from"):
        return us_day(card).isoformat()
    if label in ("Member ID", "Group number", "Card number"):
        return re.sub("[- ]", "", card)
    if label.startswith("Patient pays"):
        return f"{Decimal(re.sub('[$,]', '', card)):.2f}"
    assert label in ("Insurer", "Plan")
    return card.upper()


@cases_of("compare-card")
def test_the_keyed_lines_of_a_card_say_something_else_in_the_screens_writing(name: str, params: Params) -> None:
    rules = (
        "Names: LAST NAME, FIRST NAME Words: capital letters Dates: year-month-day Numbers: no dashes, no spaces "
        "Money: two decimals, no $, no comma Dates on the card are month/day/year. A patient may be insured through "
        "another person, the insured person."
    )
    for made, task in marks(name, params):
        assert rules in " ".join(laid(made).split())
        wrong = {
            id
            for id, spot in task.spots.items()
            if spot.left is not None and as_on_screen(spot.text, spot.left) != spot.right
        }
        assert keyed(task) == wrong


@cases_of("typed-amounts")
def test_the_keyed_amounts_are_another_day_or_sum(name: str, params: Params) -> None:
    slips: Counter[str] = Counter()
    for made, task in marks(name, params):
        wrong = set()
        for id, spot in task.spots.items():
            if spot.left is None or spot.right is None:
                continue
            (day, amount), (typed_day, typed) = spot.left.split(" "), spot.right.split(" ")
            assert re.fullmatch(r"\$(\d,)?\d{1,3}\.\d\d", amount)
            changed = params["writing"] == "changed"
            read = date.fromisoformat(typed_day) if changed else us_day(typed_day)
            assert not (changed and re.search("[$,]", typed))
            sums = [Decimal(re.sub("[$,]", "", text)) for text in (amount, typed)]
            assert all(0 < total < 10000 for total in sums)
            if (us_day(day), sums[0]) != (read, sums[1]):
                wrong.add(id)
            assert (spot.left == spot.right) == (id not in wrong) or changed
        assert keyed(task) == wrong
        # A date out of order would show without the paper.
        typed_days = [spot.right.split(" ")[0] for spot in task.spots.values() if spot.right]
        shown = [date.fromisoformat(day) if params["writing"] == "changed" else us_day(day) for day in typed_days]
        assert shown == sorted(shown)
        slips.update(re.findall(r" became [^(]*\(([^)]*)\)", made.why))
    assert sorted(slips) == [
        "a digit left out",
        "month and day swapped",
        "one day off",
        "one digit misread",
        "one month off",
        "the decimal point moved",
        "the digits of the day swapped",
        "two digits swapped",
    ]


@cases_of("copied-list")
def test_a_copied_list_has_twins_that_are_no_slip(name: str, params: Params) -> None:
    """And no line stands on the screen twice, which would show a slip without the paper."""
    slips: Counter[str] = Counter()
    for made, task in marks(name, params):
        right = [spot.right for spot in task.spots.values() if spot.right]
        assert len(set(right)) == len(right)
        left = [spot.left for spot in task.spots.values() if spot.left]
        assert len(set(left)) == len(left) == params["lines"]
        twins = [other for one in left for other in left if one < other and sorted(one) == sorted(other)]
        assert twins
        slips.update(re.findall(r" became [^(]*\(([^)]*)\)", made.why))
    assert sorted(slips) == [
        "a digit misread" if params["characters"] == "digits" else "a look-alike",
        "one character replaced by its neighbor",
        "two characters swapped",
    ]


def shapes(line: str) -> set[str | tuple[int, ...]]:
    """The kinds of characters in each group of a line, and the sizes of its groups."""
    groups = re.sub("[A-Z]", "A", re.sub(r"\d", "9", line)).split("-")
    return {*groups, tuple(map(len, groups))}


@cases_of("copied-list")
def test_no_line_of_a_copied_list_looks_like_an_invented_code(name: str, params: Params) -> None:
    """Such as Q7-42K: then every instance would have to say that its codes are invented, and few have one."""
    lines = [line for _, task in marks(name, params) for spot in task.spots.values() for line in (spot.left, spot.right)]
    assert not [line for line in lines if re.search(r"\b[A-Z]\d-\d{2}[A-Z]\b", line or "")]


@cases_of("copied-list")
def test_a_line_copied_wrong_has_the_shape_of_a_right_one(name: str, params: Params) -> None:
    """And all lines of a list have groups of the same sizes, so that only a comparison shows it; no letter O by a 0."""
    lines = {spot.left for _, task in marks(name, params) for spot in task.spots.values() if spot.left}
    right = set().union(*map(shapes, lines))
    for _, task in marks(name, params):
        texts = [text for spot in task.spots.values() for text in (spot.left, spot.right) if text]
        assert len({tuple(map(len, text.split("-"))) for text in texts}) == 1
        assert not any("O" in text for text in texts)
        assert all(shapes(task.spots[id].right or "") <= right for id in keyed(task))


# A list or a sheet in the exhibit -------------------------------------------------------------------------------------


@cases_of("compare-medicines")
def test_the_keyed_medicines_are_not_on_the_arrival_list(name: str, params: Params) -> None:
    slips: Counter[str] = Counter()
    for made, task in marks(name, params):
        heading, *arrival = [line.removeprefix("- ") for line in laid(made).splitlines()]
        home = {id: spot.text for id, spot in task.spots.items() if id != "none"}
        assert heading == "ARRIVAL LIST"
        assert len(set(arrival)) == len(arrival) == len(home) == params["drugs"]
        assert keyed(task) == {id for id, line in home.items() if line not in arrival}
        assert len({line.split()[0] for line in arrival}) == params["drugs"]
        # Without the wrong lines, each line is there once, so nothing else on the list can have changed.
        assert len(set(home.values()) & set(arrival)) == params["drugs"] - len(keyed(task))
        slips.update(
            re.sub("strength of .*", "strength of its partner", slip)
            for slip in re.findall(r" became [^(]*\(([^)]*)\)", made.why)
        )
    assert sorted(slips) == [
        "a similar name",
        "another number of tablets",
        "another strength",
        "another time of day",
        "another unit",
        "the strength of its partner",
    ]


@cases_of("typed-codes")
def test_the_keyed_codes_are_not_those_of_the_sheet(name: str, params: Params) -> None:
    beside = 0
    for made, task in marks(name, params):
        heading, *rows = laid(made).splitlines()
        sheet = dict(re.split(" {2,}", row) for row in rows)
        assert heading == "CODE SHEET"
        assert len(set(sheet.values())) == len(sheet) == params["lines"] + 2
        assert list(sheet) == sorted(sheet)
        wrong, typed = set(), []
        for id, spot in task.spots.items():
            if id != "none":
                match = re.fullmatch(r"(.+): ([A-Z]\d-\d\d[A-Z]) \(TST-\d{4}\)", spot.text)
                assert match is not None
                typed.append((match[1], match[2]))
                if sheet[match[1]] != match[2]:
                    wrong.add(id)
                    beside += match[2] in sheet.values()
        assert keyed(task) == wrong
        # A service with two codes, or two with one code, would give an error away without the sheet.
        assert len(dict(typed)) == len({code for _, code in typed}) == params["lines"]
    assert beside > 200


# A note and what it lacks ---------------------------------------------------------------------------------------------

# What a note must hold for an item of the list, written apart from the template's sentences.
SAYS = {
    "Patient's first and last name": r"Patient: \w\w+ \w+\.",
    "Record number and birth date": r"TST-\d{4}, born \d\d/\d\d/\d{4}",
    "Patient's phone number": r"Patient's phone: 555|Patient can be called at 555",
    "Date and time of the visit": r"(Seen|Visit on) \d\d/\d\d/\d{4}( at|,) \d+:\d\d am",
    "How long the problem has lasted": r"days ago|Painful since",
    "Allergies, or that there are none": r"allerg",
    "Medicines taken at home, or none": r"(Takes no medicines|takes \w+)|At home takes",
    "Whether the patient smokes": r"Does not smoke|Smokes",
    "Temperature and pulse": r"[Tt]emperature.*, pulse|Pulse.*, temperature",
    "Blood pressure, both numbers": r"Blood pressure \d+(/| over )\d+",
    "Weight with its unit": r"\d (pounds|lb)",
    "Pain as a number from 0 to 10": r"Pain \d out of 10|Pain, 0 to 10: \d",
    "Side of the body": r"\b(left|right) (knee|wrist|elbow|ankle|shoulder|hip|thumb)",
    "Diagnosis (name of the injury)": r"bruise|sprain",
    "Treatment planned": r"Plan: ice|put ice on it",
    "When to come back": r"Next visit \d|Back in",
    "Signature and date of signing": r"Signed: Dr\. \w+ \w+, \d|signed on \d",
}


@cases_of("visit-checklist")
def test_the_keyed_items_are_those_the_note_does_not_say(name: str, params: Params) -> None:
    asked: Counter[str] = Counter()
    for made, task in marks(name, params):
        rule, note = laid(made).split("\n\nVISIT NOTE\n")
        note = " ".join(note.split())
        rule = " ".join(rule.split())
        assert "An item with two parts is missing if either part is not there." in rule
        assert "What is still to be decided is missing, and an initial is not a name." in rule
        lacks = {id for id, spot in task.spots.items() if id != "none" and not re.search(SAYS[spot.text], note)}
        assert keyed(task) == lacks
        asked.update(task.spots[id].text for id in lacks)
    assert sorted(asked) == sorted(SAYS)


def clock(text: str) -> int:
    """Minutes since midnight."""
    hours, minutes, half = re.split("[: ]", text)
    return int(hours) % 12 * 60 + int(minutes) + 720 * (half == "pm")


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None
    return match[1]


def record_state(record: str) -> dict[str, tuple[bool, bool]]:
    """For each element whether the record's facts bring it in, and whether it is there."""

    def has(pattern: str) -> bool:
        return re.search(pattern, record) is not None

    born, day = us_day(found(r"born ([\d/]+)", record)), us_day(found(r"TST-\d{4}\. ([\d/]+)", record))
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    state = {
        "Who did it": (True, has(r"clinic by Dr\. \w+ \w+\.")),
        "Signed consent": (True, has("handed out and signed")),
        "Body side": (has("(upper arm|forearm|thigh|shin)"), has("(left|right) (upper arm|forearm|thigh|shin)")),
        "Parent's name": (age < 18, has(r"with a parent, \w+ \w+")),
        "Interpreter's name": (has("interpreter helped"), has(r"helped, \w+ \w+")),
        "Amount of numbing drug": (has("Area numbed"), has(r"Zelmadine, \d mL")),
        "Sample number": (has(r"(mole|wart|lump) went to the lab"), has(r"as sample \d")),
        "Blood pressure afterward": (age >= 65, has(r"blood pressure \d+/\d+")),
        "Driver's name": (has("Ormatrel for sleep"), has(r"driven by \w+ \w+")),
    }
    if has("Booked for"):
        late = clock(found(r"began (\d+:\d\d [ap]m)", record)) - clock(found(r"Booked for (\d+:\d\d [ap]m)", record))
        state["Reason for delay"] = (late > 30, has("as the room"))
    if has("with nurse"):
        start, end = found(r"From (\d+:\d\d [ap]m)", record), found(r" to (\d+:\d\d [ap]m)", record)
        state["Last names of both nurses"] = (clock(end) - clock(start) >= 60, has(r"nurse \w+ and nurse \w+"))
    return state


@cases_of("conditional-items")
def test_the_keyed_elements_are_needed_and_not_there(name: str, params: Params) -> None:
    elements: Counter[str] = Counter()
    near = 0
    for made, task in marks(name, params):
        rule, record = (" ".join(part.split()) for part in laid(made).split("\n\nRECORD\n"))
        state = record_state(record)
        shown = {id: spot.text for id, spot in task.spots.items() if id != "none"}
        assert len(shown) == params["conditions"] + 2
        assert all(element.lower() in rule.lower() for element in shown.values())
        lacks = {id for id, element in shown.items() if state[element][0] and not state[element][1]}
        assert keyed(task) == lacks
        assert all(state[element][0] for element in shown.values() if state[element][1])
        assert any(not state[element][0] for element in shown.values())
        elements.update(shown[id] for id in lacks)
        surnames = [
            found(r"^\w+ (\w+)", record),
            *re.findall(r"nurse (\w+)", record),
            *re.findall(r"Dr\. \w+ (\w+)", record),
        ]
        assert len(set(surnames)) == len(surnames)
        assert not ("was not numbed" in record and "removal of a lump" in record and "Ormatrel" not in record)
        near += (
            "Booked" in record
            and clock(found(r"began (\d+:\d\d [ap]m)", record)) - clock(found(r"Booked for (\d+:\d\d [ap]m)", record)) == 30
        )
    assert len(elements) == 11
    assert near > 20


# Contradictions -------------------------------------------------------------------------------------------------------

Told = re.Match[str]


def differ(one: Told, other: Told) -> bool:
    return one[1] != other[1]


def always(one: Told, other: Told) -> bool:
    return True


# What two lines of a note say on one matter, and when they cannot both be true.
MATTERS: list[tuple[str, str, Callable[[Told, Told], bool]]] = [
    (r".* hurt the (\w+) \w+\.", r"X-ray of the hurt \w+, the (\w+) one.*", differ),
    (r"The cut .* closed with (\d+) .*", r"All (\d+) stitches .*", differ),
    (r"Weight today: (\d+) .*", r"Dose set by today's weight of (\d+) .*", differ),
    (r"Last tetanus shot in (\d+)\.", r".* last one was in (\d+)\.", differ),
    (r".*one person, (the \w+)\.", r"Goes home with (the \w+) .*", differ),
    (r"Pulse on arrival (\d+)\.", r".* from (\d+) on arrival\.", differ),
    (r"A headache began (\d+ \w+) .*", r"In the (\d+ \w+) of headache .*", differ),
    (r"Turned (\d+) .*", r"Stopped work at 60, (\d+) years ago\.", lambda one, other: int(one[1]) - 60 != int(other[1])),
    (r"The fall was at (\S+ am) .*", r"First seen here at (\S+ am), .*", lambda one, other: clock(one[1]) > clock(other[1])),
    (
        r"The fall was on (\w+) (\d+)\.",
        r"Seen today, (\w+) (\d+), (\d+) days .*",
        lambda one, other: one[1] != other[1] or int(other[2]) - int(one[2]) != int(other[3]),
    ),
    (
        r"To take one .* twice a day for (\d+) .*",
        r"Given (\d+) pain tablets, exactly .*",
        lambda one, other: 2 * int(one[1]) != int(other[1]),
    ),
    (r"The (\w+ \w+) was not hurt .*", r".* hurt the (\w+ \w+)\.", lambda one, other: one[1] == other[1]),
    ("Has never smoked.*", ".*cigarettes.*|Smoked.*", always),
    (".*never had an operation.*", ".*taking out.*|.*was taken out.*", always),
    (r"The (\w+) kidney was taken out.*", r"Scan: the (\w+) kidney .*", lambda one, other: one[1] == other[1]),
    (".*kidney was taken out.*", ".*both of the kidneys.*", always),
    ("Lives alone.*", ".*shares the home.*", always),
    (".*needed no stitches.*", "The stitches .*|.*closed with.*", always),
    (".*never taken medicine for blood.*", ".*usual blood.*tablet.*|.*to take a blood pressure tablet.*", always),
    (".*by ambulance.*|Came in alone.*", ".*the car used to come here.*|.*who came along.*", always),
]


def at_odds(lines: dict[str, str]) -> list[set[str]]:
    """The pairs of lines that cannot both be true."""
    pairs = []
    for first, second, opposed in MATTERS:
        ones = [(id, match) for id, line in lines.items() if (match := re.fullmatch(first, line))]
        others = [(id, match) for id, line in lines.items() if ones and (match := re.fullmatch(second, line))]
        pairs += [{one, other} for one, told in ones for other, said in others if opposed(told, said)]
    return pairs


@cases_of("note-conflict")
def test_the_keyed_lines_of_a_note_are_the_two_that_cannot_both_be_true(name: str, params: Params) -> None:
    firsts: Counter[str] = Counter()
    for _, task in marks(name, params):
        lines = {id: spot.text for id, spot in task.spots.items() if id != "none"}
        assert at_odds(lines) == ([keyed(task)] if keyed(task) else [])
        assert len(set(lines.values())) == len(lines) == 10
        firsts.update(first for first, _, _ in MATTERS if any(re.fullmatch(first, lines[id]) for id in keyed(task)))
    assert len(firsts) >= (7 if params["conflict"] == "stated" else 10)


def order_lines(exhibit: str) -> dict[str, str]:
    """The order's headings and what stands after each."""
    lines = [line.removeprefix("- ") for line in exhibit.splitlines()]
    found = dict(line.split(": ", 1) for line in lines if ": " in line)
    found["Report"] = lines[-1].removeprefix("Report of ")
    return found


NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "One": 1, "Two": 2}


def agrees(line: str, order: dict[str, str]) -> bool:
    """Whether a line of a report fits the order."""
    ordered, doctor = order["Ordered"].split(" by ")
    study, side_part, views, position = order["Study"].split(", ")
    happened = us_day(order["Reason"].rsplit(" on ")[-1])
    born, report = us_day(order["Born"]), us_day(order["Report"])
    assert study == "X-ray"
    if match := re.fullmatch(r"The patient is (\d+) years old\.", line):
        birthday_passed = (report.month, report.day) >= (born.month, born.day)
        return int(match[1]) == report.year - born.year - (not birthday_passed)
    if match := re.fullmatch(r"The study was asked for (\d+) days after the injury\.", line):
        return int(match[1]) == (us_day(ordered) - happened).days
    if match := re.fullmatch(r"It was asked for because of a (.*)\.", line):
        events = {"fall": "fell", "blow from a door": "hit by a door", "car accident": "car accident"}
        return order["Reason"].startswith(events[match[1]])
    if match := re.fullmatch(r"The study was ordered by (Dr\. \w+)\.", line):
        return match[1] == doctor
    if match := re.fullmatch(r"In all, one picture was taken (.*)\.", line):
        return len(re.split(", one | and one ", match[1])) == NUMBERS[views.split()[0]]
    if match := re.fullmatch(r"Shown is the (\w+) on the (\w+)\.", line):
        return f"{match[2]} {match[1]}" == side_part
    if match := re.fullmatch(r"The patient (.*) during the study\.", line):
        return {"stood": "standing", "sat": "sitting", "lay down": "lying down"}[match[1]] == position
    if match := re.fullmatch(r"(\w+) pain (drug was|tablets? w\w+) given before the study\.", line):
        return order["Pain drug before the study"] == {"No": "none", "One": "1 tablet", "Two": "2 tablets"}[match[1]]
    if match := re.fullmatch(r"The question was whether (.*)\.", line):
        return {
            "a bone is broken": "broken bone?",
            "there is fluid in the joint": "fluid in the joint?",
            "the joint is out of place": "joint out of place?",
            "a splinter of glass is inside": "splinter of glass?",
        }[match[1]] == order["Question"]
    if match := re.fullmatch(r"This report was written (\w+) days? after the order\.", line):
        return NUMBERS[match[1]] == (report - us_day(ordered)).days
    assert re.match(
        "An old picture|The (left|right) \\w+, not studied|An X-ray two years ago|The skin|The joint space|The bones|No old",
        line,
    ), line
    return True


@cases_of("report-conflict")
def test_the_keyed_lines_of_a_report_disagree_with_the_order(name: str, params: Params) -> None:
    wrong: Counter[str] = Counter()
    for made, task in marks(name, params):
        order = order_lines(laid(made))
        lines = {id: spot.text for id, spot in task.spots.items() if id != "none"}
        assert keyed(task) == {id for id, line in lines.items() if not agrees(line, order)}
        assert not any("glass" in line for line in lines.values()) or "car accident" in order["Reason"]
        assert len(lines) == params["lines"]
        wrong.update(" ".join(lines[id].split()[:3]) for id in keyed(task))
    assert len(wrong) >= 10


@cases_of("report-conflict")
def test_no_birthday_is_near_the_days_of_an_order(name: str, params: Params) -> None:
    """So that the age is the same whichever day of the order or the report a person counts from."""
    for made, _ in marks(name, params):
        order = order_lines(laid(made))
        born = us_day(order["Born"])
        days = [us_day(order["Reason"].rsplit(" on ")[-1]), us_day(order["Ordered"].split()[0]), us_day(order["Report"])]
        near = [abs(born.replace(year=year) - day) for day in days for year in (2025, 2026, 2027)]
        assert min(near) > timedelta(days=60)


def stay_day(text: str, start: date) -> date:
    month, day = map(int, text.split("/"))
    return date(start.year + (month < start.month), month, day)


def line_fits(line: str, born: date, start: date, operation: date, end: date) -> bool:
    """Whether a line of a stay fits its heading, counted day by day."""

    def steps(one: date, other: date) -> int:
        count = 0
        while one < other:
            one += timedelta(days=1)
            count += 1
        return count

    if match := re.fullmatch(r"Came in at the age of (\d+)\.", line):
        birthdays = [year for year in range(born.year + 1, start.year + 1) if born.replace(year=year) <= start]
        return len(birthdays) == int(match[1])
    if match := re.fullmatch(r"Operation (\d+) days? after coming in\.", line):
        return steps(start, operation) == int(match[1])
    if match := re.fullmatch(r"Home after (\d+) nights in the hospital\.", line):
        return steps(start, end) == int(match[1])
    if match := re.fullmatch(r"Next visit (\S+), (\d) weeks? after going home\.", line):
        return steps(end, stay_day(match[1], start)) == 7 * int(match[2])
    if match := re.fullmatch(r"Day (\d+), (\S+): .*", line):
        return steps(start, stay_day(match[2], start)) + 1 == int(match[1])
    if match := re.fullmatch(r"(?:Stitches out on )?(\S+), (\d+) days? after the operation[.:].*", line):
        return steps(operation, stay_day(match[1], start)) == int(match[2])
    if match := re.fullmatch(r"(\S+), (\d+) days? before going home: .*", line):
        return steps(stay_day(match[1], start), end) == int(match[2])
    match = re.fullmatch(r"(\S+), a (\w+day): .*", line)
    assert match is not None, line
    return calendar.day_name[stay_day(match[1], start).weekday()] == match[2]


@cases_of("stay-timeline")
def test_the_keyed_lines_of_a_stay_do_not_fit_its_heading(name: str, params: Params) -> None:
    for made, task in marks(name, params):
        exhibit = laid(made)
        start, weekday = found(r"Came in:\s+(\S+), a", exhibit), found(r"Came in:.* a (\w+)", exhibit)
        born, operation, end = (
            us_day(found(rf"{heading}:\s+(\S+)", exhibit)) for heading in ("Born", "Operation", "Went home")
        )
        first = us_day(start)
        assert calendar.day_name[first.weekday()] == weekday
        assert (first.month == end.month) == (params["months"] == "one")
        lines = {id: spot.text for id, spot in task.spots.items() if id != "none"}
        assert len(set(lines.values())) == len(lines) == params["lines"]
        assert keyed(task) == {id for id, line in lines.items() if not line_fits(line, born, first, operation, end)}
        for month, days in re.findall(r"^(\w+) has (\d+) days", exhibit, re.MULTILINE):
            number = list(calendar.month_name).index(month)
            assert calendar.monthrange(first.year + (number < first.month), number)[1] == int(days)


@cases_of("stay-timeline")
def test_wrong_lines_of_a_stay_keep_the_order_among_lines_that_count_alike(name: str, params: Params) -> None:
    """So that a wrong line does not stick out of a row like "day 4, day 6, day 5"."""
    for _, task in marks(name, params):
        lines = [spot.text for spot in task.spots.values()]
        for way, step in (
            (r"Day (\d+), ", 1),
            (r".*, (\d+) days? after the operation: ", 1),
            (r".*, (\d+) days? before going home: ", -1),
        ):
            counts = [step * int(match[1]) for line in lines if (match := re.match(way, line))]
            assert counts == sorted(set(counts))
        named = [stay_day(match[1], date(2026, 1, 1)) for line in lines if (match := re.match(r"(\S+), a \w+day: ", line))]
        assert all(other - one > timedelta(days=3) for one, other in pairwise(named))


# Invented pages -------------------------------------------------------------------------------------------------------


@cases_of("codebook-page")
def test_one_option_follows_from_the_codebook_page(name: str, params: Params) -> None:
    reasons: Counter[str] = Counter()
    seconds = 0
    for made in instances(name, params):
        assert isinstance(made.task, ChoiceTask)
        text = " ".join(laid(made).split())
        page, note = text.split(" NOTE ")
        codes = {thing: code for code, thing in re.findall(r"([A-Z]\d-\d\d[A-Z]) (\w+)", page.split(" 1. ")[0])}
        form = found(r"^(\w+) \w+ dermatitis", note).lower()
        told = r"(Caused by|caused by|Due to|due to|on by|Possible cause:) {0}\b|\b{0} is (the|a possible) cause"
        cause = next(thing for thing in codes if re.search(told.format(thing), note, re.IGNORECASE))
        order = found(r"form and cause, the (\w+) first\.", page)
        apart = found(r"(\w+) is not coded with the", page).lower(), found(r"coded with the (\w+) form", page)
        form_code = codes[form]
        if params["rules"] == 4:
            before = re.search("Had it in|Back after|Second time", note) is not None
            assert before != (re.search("Never had|First episode|First time|No earlier", note) is not None)
            if before:
                form_code = form_code[:-1] + found(r"code ends in (\w)", page)
        doubts = rf"possibly (caused by|due to) {cause}\b|possible cause: {cause}\b|{cause} is a possible cause"
        possible = re.search(doubts, note, re.IGNORECASE) is not None
        seconds += "possible second cause" in note
        if possible or (cause, form) == apart:
            right = f"{form_code} alone"
        else:
            pair = [codes[cause], form_code] if order == "cause" else [form_code, codes[cause]]
            right = ", then ".join(pair)
        assert [id for id, option in made.task.options.items() if option.text == right] == [made.task.key]
        reasons[f"{possible} {(cause, form) == apart} {order}"] += 1
        assert len({option.text for option in made.task.options.values()}) == 3
        assert sum(option.text.endswith("alone") for option in made.task.options.values()) == 1
        if params["rules"] == 4:
            endings = {found(r"code ends in (\w)", page), codes[form][-1]}
            texts = " ".join(option.text for option in made.task.options.values())
            assert endings <= {code[-1] for code in re.findall(r"\w\d-\d\d\w", texts)}
    assert seconds > 300 or params["rules"] == 4
    assert min(reasons.values()) > 50
    assert len(reasons) == 6


def points(page: str, note: str, flipped: frozenset[int] = frozenset()) -> int:
    """The total by the sentences of the page; a flipped rule is overlooked, or used where it does not hold."""
    worth = [int(number) for number in re.findall(r"[a-z] +(\d+)(?= |$)", page.split(" 1. ")[0])]
    talk, area, result, medicine = worth
    rules = dict(enumerate(re.split(r" \d\. ", page)[1:], start=1))

    def used(rule: str, holds: bool) -> bool:
        return any(rule in text and holds != (number in flipped) for number, text in rules.items())

    areas = len(re.split(", | and ", found(r"Examined ([^.]*)\.", note)))
    most = re.search(r"No more than (\d) body areas", page)
    if most and used("No more than", True):
        areas = min(areas, int(most[1]))
    results = int(found(r"Read (\d)", note))
    old = re.search(r"results, (\d) of them from last week", note)
    if old and used("before the day", True):
        results -= int(old[1])
    medicines = int(found(r"Changed (\d)", note))
    renewed = re.search(r", renewed (\d)", note)
    if renewed and used("renewed medicine", True):
        medicines += int(renewed[1])
    age, start = int(found(r"Age (\d+)", note)), clock(found(r"Began (\d+:\d\d pm)", note))
    total = area * areas + result * results + medicine * medicines
    total += talk * (2 if used("interpreter", "through an interpreter" in note) else 1)
    return total + 4 * used("under 6", age < 6 or age > 80) + 3 * used("6:00 pm", start >= clock("6:00 pm"))


@cases_of("point-table")
def test_the_points_follow_from_the_page_and_every_slip_shows(name: str, params: Params) -> None:
    limits: Counter[int] = Counter()
    for made in instances(name, params):
        assert isinstance(made.task, EntryTask)
        page, note = " ".join(laid(made).split()).split(" NOTE ")
        total = points(page, note)
        assert made.task == EntryTask(form="number", number=Decimal(total))
        assert f": {total} points." in made.why
        for number in range(1, params["rules"] + 1):
            assert points(page, note, frozenset({number})) != total
        assert points(page, note, frozenset(range(1, params["rules"] + 1))) != total
        limits[int(found(r"Age (\d+)", note))] += 1
    assert sorted(limits) == [4, 5, 6, 80, 81, 82]


def row_of(spans: list[str], value: int) -> int:
    for row, span in enumerate(spans):
        low, high = re.search(r"(\d+) to (\d+)", span), re.search(r"under (\d+)", span)
        if (high and value < int(high[1])) or (low and int(low[1]) <= value <= int(low[2])) or "or more" in span:
            return row
    raise AssertionError(spans)


@cases_of("two-limits")
def test_one_row_follows_from_the_table_of_grades(name: str, params: Params) -> None:
    disagree = 0
    for made in instances(name, params):
        assert isinstance(made.task, ChoiceTask)
        page, note = laid(made).split("\n\nNOTE\n")
        rows = [re.split(r" {2,}", line) for line in page.splitlines() if re.match(r"[A-Z]\d-", line)]
        rules, note = " ".join(page.split()), " ".join(note.split())
        by_length = row_of([row[1] for row in rows], int(found(r"(\d+) cm long", note)))
        by_depth = row_of([row[2] for row in rows], int(found(r"(\d+) mm deep", note)))
        way = found(r"disagree, the row further (\w+) counts", rules)
        row = max(by_length, by_depth) if way == "down" else min(by_length, by_depth)
        disagree += by_length != by_depth
        if params["rules"] == 2:
            old, face = "At age 65 or older" in rules, "On the face" in rules
            assert old != face
            holds = int(found(r"Age (\d+)", note)) >= 65 if old else re.search("of the (chin|cheek|forehead)", note)
            if holds:
                row += 1 if found(r"go one row (\w+)", rules) == "down" else -1
        assert (
            [option.text for option in made.task.options.values()]
            == [row[0] for row in rows]
            == sorted(row[0] for row in rows)
        )
        assert not made.task.shuffle
        assert made.task.key == "abc"[min(2, max(0, row))]
    assert disagree == len(instances(name, params))
