"""The templates of meticulousness: each key worked out anew from the words that a person sees."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
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
    ("compare-card", {"fields": 7, "differences": 2}, "eef068b27b49"),
    ("compare-medicines", {"drugs": 7, "differences": 2, "pairs": 1}, "009662e18229"),
    ("compare-medicines", {"drugs": 7, "differences": 2, "pairs": 3}, "27c86dab8b35"),
    ("copied-list", {"characters": "digits", "lines": 8, "slips": 2}, "9c2e57cc6717"),
    ("copied-list", {"characters": "mixed", "lines": 10, "slips": 3}, "508e7eedf4b9"),
    ("typed-codes", {"lines": 6, "slips": 2}, "450deef2df69"),
    ("typed-amounts", {"writing": "same", "lines": 7, "slips": 2}, "f3a72e91592e"),
    ("typed-amounts", {"writing": "changed", "lines": 8, "slips": 2}, "44f0d9fb1047"),
    ("claim-lines", {"lines": 6, "errors": 2, "wrong": "detail"}, "5b2b16bb782d"),
    ("claim-lines", {"lines": 6, "errors": 2, "wrong": "service"}, "24d93824faeb"),
    ("codebook-page", {"rules": 3}, "35ebc4d5bc3a"),
    ("codebook-page", {"rules": 4}, "df376fc17ae2"),
    ("point-table", {"rules": 2}, "7d3290bf65b5"),
    ("point-table", {"rules": 3}, "b92c619de824"),
    ("two-limits", {"rules": 1}, "9503ced3c52e"),
    ("two-limits", {"rules": 2}, "3efd3487faa6"),
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
def test_the_number_of_errors_varies_and_now_and_then_nothing_is_wrong(name: str, params: Params) -> None:
    tasks = [task for _, task in marks(name, params)]
    errors = params.get("differences") or params.get("slips") or params["errors"]
    counts = Counter(len(keyed(task)) for task in tasks)
    assert sorted(counts) == list(range(errors + 1))
    assert all(0.8 < counts[number] / len(tasks) / (0.9 / errors) < 1.2 for number in range(1, errors + 1))
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
        ("compare-card", {"fields": 6, "differences": 3}, 6, 3),
        ("compare-medicines", {"drugs": 8, "differences": 3, "pairs": 1}, 8, 3),
        ("copied-list", {"characters": "digits", "lines": 6, "slips": 3}, 6, 3),
        ("typed-codes", {"lines": 6, "slips": 3}, 6, 3),
        ("typed-amounts", {"writing": "same", "lines": 6, "slips": 3}, 6, 3),
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


@cases_of("copied-list")
def test_the_keyed_lines_are_those_that_differ(name: str, params: Params) -> None:
    for made, task in marks(name, params):
        differing = {id for id, spot in task.spots.items() if spot.left != spot.right}
        assert keyed(task) == differing
        for id in differing:
            spot = task.spots[id]
            assert f"{spot.text}: {spot.left} became {spot.right} (" in made.why


def as_on_screen(label: str, card: str) -> str:
    """What the card says in the screen's way of writing, by the sentences of the exhibit."""
    if label in ("Patient", "Policyholder"):
        names = card.upper().split()
        return f"{names[-1]}, {' '.join(names[:-1])}"
    if label in ("Effective date",):
        return us_day(card).isoformat()
    if label in ("Member ID", "Group number", "Card number"):
        return re.sub("[- ]", "", card)
    if label in ("Copay", "Deductible"):
        return f"{Decimal(re.sub('[$,]', '', card)):.2f}"
    assert label in ("Insurer", "Plan")
    return card.upper()


@cases_of("compare-card")
def test_the_keyed_lines_of_a_card_say_something_else_in_the_screens_writing(name: str, params: Params) -> None:
    rules = (
        "Names: LAST NAME, FIRST NAME Words: capital letters Dates: month/day/year becomes year-month-day "
        "Numbers: no dashes, no spaces Money: two decimals, no $, no comma"
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
        "another strength",
        "another time or number of times",
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
                match = re.fullmatch(r"(.+): ([A-Z]\d-\d\d[A-Z])", spot.text)
                assert match is not None
                typed.append((match[1], match[2]))
                if sheet[match[1]] != match[2]:
                    wrong.add(id)
                    beside += match[2] in sheet.values()
        assert keyed(task) == wrong
        # A service with two codes, or two with one code, would give an error away without the sheet.
        assert len(dict(typed)) == len({code for _, code in typed}) == params["lines"]
    assert beside > 200


# Notes and claim lines ------------------------------------------------------------------------------------------------

COUNTS = {"two": "2", "three": "3", "four": "4", "five": "5"}
DONE = (
    r"no fracture|injected|closed with|frozen|removed|given|: normal|mild loss|put on|less dizzy|no infection|: 104|"
    r"biopsies \(skin samples\) of the \w+\.$"
)
DETAILS = (
    r"left|right|wrist|ankle|hand|hip|knee|forearm|upper arm|[AB]\b|breast|kidney|great|second|one ear|both ears|chest|"
    r"cheek|chin|fasting|after a meal|with microscopy|without microscopy"
)


def supported(service: str, note: str) -> bool:
    """Whether a note tells that what a claim line says was done: every detail of the line stands in the note."""
    times, size = re.search(r" x?(\d)(?: hours)?$", service), re.search(r"(\d\.\d cm|\d+ mg)$", service)
    told = {COUNTS.get(word) for word in note.lower().split()}
    return (
        re.search(DONE, note) is not None
        and all(re.search(rf"\b{detail}", note) for detail in re.findall(DETAILS, service))
        and (times is None or times[1] in told)
        and (size is None or size[1] in note)
    )


@cases_of("claim-lines")
def test_the_keyed_claim_lines_are_not_supported_by_their_notes(name: str, params: Params) -> None:
    errors: Counter[str] = Counter()
    for made, task in marks(name, params):
        title, *lines = laid(made, 1000).splitlines()
        assert us_day(title.removeprefix("NOTES OF ")).year == 2025
        notes = dict(line.removeprefix("- ").split(": ", 1) for line in lines)
        claim = {id: spot.text.split(" ", 1) for id, spot in task.spots.items() if id != "none"}
        assert len(claim) == params["lines"] == len(notes) - 1
        assert len({record for record, _ in claim.values()}) == params["lines"]
        assert keyed(task) == {id for id, (record, line) in claim.items() if not supported(line[7:], notes[record])}
        errors.update(f"{claim[id][1][7:]} / {notes[claim[id][0]]}" for id in keyed(task))
    assert len(errors) > 100


@cases_of("compare-medicines", "claim-lines")
def test_nothing_that_can_be_learnt_tells_the_keyed_lines(name: str, params: Params) -> None:
    """The words of a line alone say little: no line text is nearly always keyed."""
    seen: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for _, task in marks(name, params):
        for id, spot in task.spots.items():
            text = re.sub(r"TST-\d+ \S+ ", "", spot.text)
            seen[text] += 1
            wrong[text] += id in task.key
    assert not [text for text, times in seen.items() if times >= 20 and wrong[text] / times > 0.6]


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None
    return match[1]


def clock(text: str) -> int:
    """Minutes since midnight."""
    hours, minutes, half = re.split("[: ]", text)
    return int(hours) % 12 * 60 + int(minutes) + 720 * (half == "pm")


# Invented pages -------------------------------------------------------------------------------------------------------


@cases_of("codebook-page")
def test_one_option_follows_from_the_codebook_page(name: str, params: Params) -> None:
    reasons: Counter[str] = Counter()
    seconds = 0
    for made in instances(name, params):
        assert isinstance(made.task, ChoiceTask)
        text = " ".join(laid(made).split())
        page, note = text.split(" NOTE ")
        codes = dict(re.findall(r"(\w+) ([A-Z]\d-\d\d[A-Z])", page.split(" 1. ")[0]))
        form = found(r"^(\w+) \w+ dermatitis", note).lower()
        told = r"(Caused by|caused by|Due to|due to|on by|Possible cause:) {0}\b|\b{0} is (the|a possible) cause"
        cause = next(thing for thing in codes if re.search(told.format(thing), note, re.IGNORECASE))
        order = found(r"form and cause, (\w+) first\.", page)
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
    most = re.search(r"At most (\d) body areas", page)
    if most and used("At most", True):
        areas = min(areas, int(most[1]))
    results = int(found(r"Read (\d)", note))
    old = re.search(r"results, (\d) of them from last week", note)
    if old and used("earlier day", True):
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
        length, width = int(found(r"(\d+) cm long", note)), int(found(r"(\d+) mm wide", note))
        assert width < 10 * length <= 100
        by_length, by_width = row_of([row[1] for row in rows], length), row_of([row[2] for row in rows], width)
        way = found(r"disagree, the row further (\w+) counts", rules)
        row = max(by_length, by_width) if way == "down" else min(by_length, by_width)
        disagree += by_length != by_width
        if params["rules"] == 2:
            old, face = "Age 65 or older" in rules, "Wound on the face" in rules
            assert old != face
            holds = int(found(r"Age (\d+)", note)) >= 65 if old else re.search("of the (chin|cheek|forehead)", note)
            if holds:
                row += 1 if found(r": one row (\w+)", rules) == "down" else -1
        assert (
            [option.text for option in made.task.options.values()]
            == [row[0] for row in rows]
            == sorted(row[0] for row in rows)
        )
        assert not made.task.shuffle
        assert made.task.key == "abc"[min(2, max(0, row))]
    assert disagree == len(instances(name, params))
