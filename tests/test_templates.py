"""Every template: thousands of seeds, the key worked out anew from what a person sees, by other means than its own."""

from __future__ import annotations

import calendar
import hashlib
import pickle
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations, permutations
from typing import Any

import jsonschema
import pytest

from readiness.ground.exhibits.parse import parse
from readiness.ground.items import ChoiceTask, EntryTask, Generated, MarkTask, OrderTask
from readiness.kinds.answers import chance, credit, key_answer, parts, read_answer
from readiness.templates import NAMES, template_named
from tests.laid import laid
from tests.told import told

ID = "sample-01"
CASES: list[tuple[str, dict[str, Any]]] = [
    ("compare-records", {"fields": 6, "differences": 2}),
    ("compare-records", {"fields": 9, "differences": 3}),
    ("compare-records", {"fields": 12, "differences": 3}),
    ("decode-word", {"part": "root"}),
    ("decode-word", {"part": "ending"}),
    ("decode-word", {"part": "rare-root"}),
    ("decode-word", {"part": "rare-ending"}),
    ("due-date", {"count": "business"}),
    ("due-date", {"count": "calendar"}),
    ("order-queue", {"pieces": 5}),
    ("order-queue", {"pieces": 6}),
]
SEEDS = 1500

_made: dict[str, list[Generated]] = {}


def instances(name: str, params: dict[str, Any]) -> list[Generated]:
    """The instances of the first seeds, made once for all tests."""
    case = f"{name} {params}"
    if case not in _made:
        _made[case] = [template_named(name).generate(ID, seed, params) for seed in range(SEEDS)]
    return _made[case]


all_cases = pytest.mark.parametrize(("name", "params"), CASES, ids=[f"{name} {params}" for name, params in CASES])


# What holds for all -------------------------------------------------------------------------------------------------


def test_the_names_of_the_templates() -> None:
    assert list(NAMES) == sorted(set(NAMES))
    assert {"compare-records", "due-date", "filing-limit", "order-queue"} <= set(NAMES)
    assert all(template.name == name for name, template in ((name, template_named(name)) for name in NAMES))


def test_the_schemas_are_sound_and_closed() -> None:
    known = {
        "type",
        "properties",
        "required",
        "additionalProperties",
        "enum",
        "minimum",
        "maximum",
        "description",
        "items",
        "minItems",
    }
    for template in map(template_named, NAMES):
        jsonschema.Draft7Validator.check_schema(template.schema)
        assert template.schema["additionalProperties"] is False
        assert template.schema["required"] == list(template.schema["properties"])
        for rule in [template.schema, *template.schema["properties"].values()]:
            assert set(rule) <= known


@all_cases
def test_the_cases_of_these_tests_fit_the_schema(name: str, params: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(dict(template_named(name).schema)).validate(params)


@all_cases
def test_the_key_earns_everything_and_chance_and_parts_are_the_tasks_own(name: str, params: dict[str, Any]) -> None:
    for made in instances(name, params):
        key = key_answer(made.task)
        assert read_answer(made.task, key) == key
        assert credit(made.task, key) == 1
        assert (made.chance, made.parts) == (chance(made.task), parts(made.task))
        assert made.chance <= 0.34


@all_cases
def test_instances_differ(name: str, params: dict[str, Any]) -> None:
    """At least 200 that a person can tell apart, however the options are shuffled."""
    faces = set()
    for made in instances(name, params):
        texts = (
            frozenset(option.text for option in made.task.options.values())
            if isinstance(made.task, ChoiceTask)
            else repr(made.task)
        )
        faces.add((made.stem, made.exhibit, texts))
    assert len(faces) >= 200


@all_cases
def test_everything_fits_a_narrow_screen(name: str, params: dict[str, Any]) -> None:
    for made in instances(name, params):
        assert parse(made.exhibit or "").faults == ()
        assert all(len(line) <= 38 for block in parse(made.exhibit or "").blocks for line in getattr(block, "lines", ()))
        assert len(made.stem.split()) <= 60
        assert made.stem.endswith("?")
        if isinstance(made.task, MarkTask):
            assert max(max(len(f"L: {spot.left}"), len(f"R: {spot.right}")) for spot in made.task.spots.values()) <= 38


@all_cases
def test_the_explanation_has_25_to_80_words(name: str, params: dict[str, Any]) -> None:
    assert all(25 <= len(made.why.split()) <= 80 for made in instances(name, params))


@all_cases
def test_no_identifier_looks_like_a_real_one(name: str, params: dict[str, Any]) -> None:
    """No number shaped like a social security number, a procedure code or a diagnosis code; phones are fictional."""
    shapes = r"\d{3}-\d{2}-\d{4}|\b(?:\d{5}|\d{4}[FTU]|[A-Z]\d{4}|[A-TV-Z]\d[0-9AB])\b|(?<!-)\b555-(?!01\d\d)"
    assert not [made for made in instances(name, params) if re.search(shapes, repr(made))]


@all_cases
def test_same_seed_same_instance(name: str, params: dict[str, Any]) -> None:
    template = pickle.loads(pickle.dumps(template_named(name)))
    for seed in range(50):
        made = template.generate(ID, seed, params)
        assert made == instances(name, params)[seed]
        assert pickle.loads(pickle.dumps(made)) == made
    assert template_named(name).generate("other-01", 0, params) != instances(name, params)[0]


GOLDEN = {
    "decode-word {'part': 'root'}": "2e0f95dd5a273245",
    "decode-word {'part': 'ending'}": "046e598bc41115c7",
    "decode-word {'part': 'rare-root'}": "a540bf0508ff797e",
    "decode-word {'part': 'rare-ending'}": "d4605363c28c5e79",
    "compare-records {'fields': 6, 'differences': 2}": "a3a55f10eebc883e",
    "compare-records {'fields': 9, 'differences': 3}": "8e110b57f997f800",
    "compare-records {'fields': 12, 'differences': 3}": "b0dcac349835c32a",
    "due-date {'count': 'business'}": "0c4445dadd0b607e",
    "due-date {'count': 'calendar'}": "3d3a7455fe563081",
    "order-queue {'pieces': 5}": "be9c6e962f65fab8",
    "order-queue {'pieces': 6}": "e82fb6e2e57e36b0",
}


@all_cases
def test_instances_are_the_same_on_every_machine_and_python(name: str, params: dict[str, Any]) -> None:
    """A changed digest means that past sittings can no longer show what was asked: make a new template instead."""
    text = "\n".join(told(made) for made in instances(name, params)[:200])
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == GOLDEN[f"{name} {params}"]


# compare-records ----------------------------------------------------------------------------------------------------


def bare(text: str) -> str:
    """A value without what does not matter: case, spaces, punctuation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


RECORD_CASES = [params for name, params in CASES if name == "compare-records"]


@pytest.mark.parametrize("params", RECORD_CASES, ids=repr)
def test_records_differ_in_the_keyed_lines_and_only_there(params: dict[str, int]) -> None:
    for made in instances("compare-records", params):
        task = made.task
        assert isinstance(task, MarkTask)
        assert task.records == ("Visit record", "Claim")
        differing = tuple(id for id, spot in task.spots.items() if spot.left != spot.right)
        assert task.key == (differing or ("none",))
        assert len(task.spots) == params["fields"] + 1
        assert len(differing) <= params["differences"]
        for id in differing:
            spot = task.spots[id]
            assert bare(spot.left or "") != bare(spot.right or ""), "a difference in formatting only"
            assert f"{spot.text}: {spot.left} became {spot.right} (" in made.why


@pytest.mark.parametrize("params", RECORD_CASES, ids=repr)
def test_both_records_hold_real_days(params: dict[str, int]) -> None:
    for made in instances("compare-records", params):
        assert isinstance(made.task, MarkTask)
        for id, years in (("service", range(2025, 2026)), ("birth", range(1930, 2016))):
            if spot := made.task.spots.get(id):
                for text in (spot.left, spot.right):
                    month, day, year = map(int, (text or "").split("/"))
                    assert date(year, month, day).year in years


def test_every_line_is_keyed_at_times_and_every_slip_occurs() -> None:
    keyed: Counter[str] = Counter()
    slips: Counter[str] = Counter()
    for made in instances("compare-records", {"fields": 12, "differences": 3}):
        assert isinstance(made.task, MarkTask)
        keyed.update(made.task.key)
        slips.update(re.findall(r" became [^(]*\(([^)]*)\)", made.why))
    assert sorted(keyed) == [
        "address",
        "birth",
        "clinic",
        "doctor",
        "group",
        "insurer",
        "member",
        "none",
        "part",
        "patient",
        "phone",
        "record",
        "service",
    ]
    assert sorted(slips) == [
        "a letter and a digit that look alike",
        "a letter left out",
        "a similar name",
        "a similar plan name",
        "another clinic",
        "another kind of street",
        "month and day swapped",
        "one day off",
        "one digit misread",
        "one year off",
        "the digits of the day swapped",
        "the digits of the year swapped",
        "the other side",
        "two digits swapped",
    ]
    assert min(keyed.values()) >= 100


def test_too_many_differences_for_the_fields_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^3 differences need at least 9 fields, this has 8$"):
        template_named("compare-records").generate(ID, 0, {"fields": 8, "differences": 3})


# decode-word --------------------------------------------------------------------------------------------------------

# A second lexicon, written apart from the template's: what each part says, in a word that its meaning must hold.
ROOTS = {
    "aden": "gland",
    "angi": "vessels",
    "arthr": "joint",
    "blephar": "eyelid",
    "bronch": "airways",
    "cardi": "heart",
    "cholecyst": "gallbladder",
    "chondr": "cartilage",
    "col": "colon",
    "cost": "rib",
    "crani": "skull",
    "cyst": "bladder",
    "dermat": "skin",
    "encephal": "brain",
    "enter": "intestine",
    "gastr": "stomach",
    "gingiv": "gums",
    "gloss": "tongue",
    "hepat": "liver",
    "hyster": "uterus",
    "laryng": "voice box",
    "mamm": "breast",
    "mast": "breast",
    "my": "muscle",
    "nephr": "kidney",
    "neur": "nerve",
    "oophor": "ovary",
    "ophthalm": "eye",
    "orch": "testis",
    "oste": "bone",
    "ot": "ear",
    "pharyng": "throat",
    "phleb": "vein",
    "pneumon": "lung",
    "proct": "rectum",
    "rhin": "nose",
    "splen": "spleen",
    "spondyl": "spine",
    "stomat": "mouth",
    "thorac": "chest",
    "tonsill": "tonsils",
    "trache": "windpipe",
}
ENDINGS = {
    "algia": "Pain",
    "centesis": "Needle drainage",
    "desis": "Fusion",
    "ectasis": "widening",
    "ectomy": "Removal",
    "gram": "Image",
    "graphy": "imaging",
    "itis": "Inflammation",
    "logy": "Study",
    "malacia": "Softness",
    "megaly": "enlargement",
    "oma": "Tumor",
    "ostomy": "Lasting opening",
    "otomy": "Incision",
    "pathy": "Disease",
    "pexy": "fixing",
    "plasty": "Repair",
    "ptosis": "drooping",
    "rrhaphy": "Suture",
    "rrhea": "Discharge",
    "scopy": "Examination inside",
    "stenosis": "narrowing",
}


DECODED = [params["part"] for name, params in CASES if name == "decode-word"]


def in_words(text: str, phrase: str) -> bool:
    return re.search(rf"\b{phrase}\b", text) is not None


@pytest.mark.parametrize("part", DECODED)
def test_one_option_says_what_both_parts_of_the_word_say(part: str) -> None:
    for made in instances("decode-word", {"part": part}):
        task = made.task
        assert isinstance(task, ChoiceTask)
        word = made.stem.split("*")[1]
        ending = ENDINGS[max((ending for ending in ENDINGS if word.endswith(ending)), key=len)]
        root = ROOTS[max((root for root in ROOTS if word.startswith(root)), key=len)]
        right_ending = [id for id, option in task.options.items() if in_words(option.text, ending)]
        right_root = [id for id, option in task.options.items() if in_words(option.text, root)]
        assert set(right_ending) & set(right_root) == {task.key}
        # All three share the other part, so the key is no odd one out.
        assert sorted(right_ending if part.endswith("root") else right_root) == ["a", "b", "c"]
        assert len({option.text for option in task.options.values()}) == 3


@pytest.mark.parametrize("part", DECODED)
def test_length_and_position_do_not_tell_the_key(part: str) -> None:
    made = instances("decode-word", {"part": part})
    longest = shortest = 0.0
    positions: Counter[str] = Counter()
    for task in (one.task for one in made):
        assert isinstance(task, ChoiceTask)
        lengths = {id: len(option.text) for id, option in task.options.items()}
        high, low = max(lengths.values()), min(lengths.values())
        assert high <= 1.6 * low
        positions[task.key] += 1
        longest += (lengths[task.key] == high) / list(lengths.values()).count(high)
        shortest += (lengths[task.key] == low) / list(lengths.values()).count(low)
    for hits in (longest, shortest, *positions.values()):
        assert abs(hits / len(made) - 1 / 3) < 0.05


@pytest.mark.parametrize("part", DECODED)
def test_every_reason_has_words_enough_and_names_the_slip(part: str) -> None:
    for made in instances("decode-word", {"part": part}):
        assert isinstance(made.task, ChoiceTask)
        word = made.stem.split("*")[1]
        assert word in made.why
        for id, option in made.task.options.items():
            assert len(option.why.split()) >= 7
            assert (", as in " in option.why) == (id != made.task.key)


def test_no_word_gives_its_root_away_and_rare_parts_are_asked_apart() -> None:
    asked = {part: {made.stem.split("*")[1] for made in instances("decode-word", {"part": part})} for part in DECODED}
    assert min(len(words) for words in asked.values()) >= 30
    assert not {"tonsillectomy", "colitis", "splenectomy", "hepatitis"} & (asked["root"] | asked["rare-root"])
    assert not asked["root"] & asked["rare-root"]
    assert not asked["ending"] & asked["rare-ending"]


# due-date -----------------------------------------------------------------------------------------------------------


def english_day(text: str, year: int) -> date:
    name, day = re.sub(r"^\w+day, ", "", text).split()
    return date(year, list(calendar.month_name).index(name), int(day))


def read_due_date(made: Generated) -> tuple[date, int, list[date]]:
    """Start, number of days and closed days, as they stand on screen; each day with its right weekday."""
    text = " ".join(laid(made).split())
    stem = re.search(r"((\w+day), \w+ \d+), (\d{4})", made.stem)
    number = re.search(r"Due (\d+) (business|calendar) days later", text)
    off = re.search(r"Closed: weekends; (.*?)\.", text)
    assert stem is not None
    assert number is not None
    assert off is not None
    start = english_day(stem[1], int(stem[3]))
    assert calendar.day_name[start.weekday()] == stem[2]
    closed = []
    for name, words in re.findall(r"(\w+day), (\w+ \d+)", off[1]):
        day = english_day(words, start.year)
        if day < start:
            day = day.replace(year=day.year + 1)
        assert calendar.day_name[day.weekday()] == name
        closed.append(day)
    assert len(closed) == 2
    return start, int(number[1]), closed


def due_day(made: Generated) -> date:
    assert isinstance(made.task, EntryTask)
    assert made.task.form == "date"
    (day,) = made.task.accept
    return date.fromisoformat(day)


@pytest.mark.parametrize("count", ["business", "calendar"])
def test_the_due_date_follows_from_the_screen_alone(count: str) -> None:
    for made in instances("due-date", {"count": count}):
        start, number, closed = read_due_date(made)
        after = [start + timedelta(days=ahead) for ahead in range(1, 60)]
        business = [
            day for day in after if calendar.day_name[day.weekday()] not in ("Saturday", "Sunday") and day not in closed
        ]
        due = business[number - 1] if count == "business" else min(day for day in business if day >= after[number - 1])
        assert due_day(made) == due
        assert date(2024, 1, 1) <= start < due <= date(2025, 12, 31), "in the past for everyone who is asked"
        length = re.search(r"(\w+) has (\d+) days", laid(made))
        assert (length is not None) == (start.month != due.month)
        if length is not None:
            assert length.groups() == (
                calendar.month_name[start.month],
                str(calendar.monthrange(start.year, start.month)[1]),
            )


@pytest.mark.parametrize("count", ["business", "calendar"])
def test_counting_the_first_day_or_by_the_other_rule_ends_on_another_day(count: str) -> None:
    for made in instances("due-date", {"count": count}):
        start, number, closed = read_due_date(made)
        after = [start + timedelta(days=ahead) for ahead in range(60)]
        business = [day for day in after if day.weekday() < 5 and day not in closed]
        moved = [min(day for day in business if day >= after[number - step]) for step in (0, 1)]
        wrong = {business[number - 1], moved[0]} if count == "business" else {moved[1], business[number]}
        assert due_day(made) not in wrong


@pytest.mark.parametrize("count", ["business", "calendar"])
def test_a_closed_day_changes_the_answer_in_most_instances_and_not_in_all(count: str) -> None:
    changed = 0
    for made in instances("due-date", {"count": count}):
        start, number, _ = read_due_date(made)
        after = [start + timedelta(days=ahead) for ahead in range(60)]
        changed += due_day(made) != ([day for day in after if day.weekday() < 5] if count == "business" else after)[number]
    assert 0.65 < changed / SEEDS < 0.85


def test_no_holiday_lies_in_a_counted_span() -> None:
    """Days on which a person may think the office closed though the screen does not say so."""
    holidays = {
        date(2024, 1, 15),
        date(2024, 5, 27),
        date(2024, 7, 4),
        date(2024, 9, 2),
        date(2024, 11, 28),
        date(2024, 12, 25),
        date(2025, 1, 1),
        date(2025, 5, 26),
        date(2025, 7, 4),
        date(2025, 9, 1),
        date(2025, 11, 27),
    }
    for count in ("business", "calendar"):
        for made in instances("due-date", {"count": count}):
            start = read_due_date(made)[0]
            assert not [day for day in holidays if start <= day <= due_day(made)]


# order-queue --------------------------------------------------------------------------------------------------------

Account = dict[str, Any]


def read_account(text: str) -> Account:
    match = re.fullmatch(r"TST-(\d{4}): discharged (\w+ \d+), limit (\w+ \d+), ([a-z ]+)", text)
    assert match is not None
    days = []
    for day in (match[2], match[3]):
        name, number = day.split()
        days.append(date(2026, list(calendar.month_abbr).index(name), int(number)))
    return {"number": match[1], "discharged": days[0], "limit": days[1], "status": match[4]}


OFFICES = {
    "1. Limit by DAY: soonest limit first. 2. All others, on hold or not: oldest discharge first.": "near first",
    "1. Limit by DAY, on hold or not: soonest limit first. 2. Others not on hold: oldest discharge first. "
    "3. Others on hold: oldest discharge first.": "all near",
    "1. Returned by the payer: soonest limit first. 2. Ready: oldest discharge first. "
    "3. On hold: oldest discharge first.": "returned",
    "1. Not on hold: soonest limit first; same limit: oldest discharge first. 2. On hold: soonest limit first.": "limit",
    "1. On hold: oldest discharge first, to chase what is missing. 2. All others: soonest limit first.": "holds",
}


def office(exhibit: str) -> str:
    return OFFICES[re.sub(r"Limit by \w+ \d+", "Limit by DAY", " ".join(exhibit.split()))]


def goes_first(exhibit: str) -> Callable[[Account, Account], bool]:
    """Whether one account goes before another, by the sentences on screen."""
    near = re.search(r"Limit by (\w+ \d+)", " ".join(exhibit.split()))
    soon = english_day(near[1], 2026) if near else date.min
    which = office(exhibit)

    def place(account: Account) -> tuple[int, Any, Any]:
        held, limit, out = account["status"] == "on hold", account["limit"], account["discharged"]
        if which == "limit":
            return int(held), limit, out
        if which == "holds":
            return (1, out, None) if held else (2, limit, None)
        if which == "returned" and account["status"] == "returned":
            return 1, limit, None
        if limit <= soon:
            return 1, limit, None
        return 3 if held and which != "near first" else 2, out, None

    return lambda one, other: place(one) < place(other)


@pytest.mark.parametrize("pieces", [5, 6])
def test_one_order_follows_from_the_rules_on_screen(pieces: int) -> None:
    for made in instances("order-queue", {"pieces": pieces}):
        assert isinstance(made.task, OrderTask)
        accounts = {id: read_account(text) for id, text in made.task.pieces.items()}
        first = goes_first(laid(made))
        order = [id for tied in made.task.key for id in tied]
        assert [len(tied) for tied in made.task.key] == [1] * pieces
        assert sorted(order) == sorted(accounts)
        assert min(account["limit"] - account["discharged"] for account in accounts.values()) >= timedelta(days=21)
        for one, other in combinations(order, 2):
            assert first(accounts[one], accounts[other])
            assert not first(accounts[other], accounts[one])


def test_of_all_120_orders_one_keeps_the_rules() -> None:
    for made in instances("order-queue", {"pieces": 5})[:100]:
        assert isinstance(made.task, OrderTask)
        accounts = {id: read_account(text) for id, text in made.task.pieces.items()}
        first = goes_first(laid(made))
        kept = [
            order
            for order in permutations(accounts)
            if all(first(accounts[one], accounts[other]) for one, other in combinations(order, 2))
        ]
        assert kept == [key_answer(made.task)]


@pytest.mark.parametrize("pieces", [5, 6])
def test_no_rules_let_a_near_limit_wait(pieces: int) -> None:
    """What is not taken by its limit has four weeks."""
    by_limit = {"near first": "", "all near": "", "returned": "returned", "limit": "ready returned", "holds": "none"}
    for made in instances("order-queue", {"pieces": pieces}):
        assert isinstance(made.task, OrderTask)
        which, today = office(laid(made)), english_day(made.stem.split(".")[0].removeprefix("It is "), 2026)
        for account in map(read_account, made.task.pieces.values()):
            if by_limit[which] and account["status"] not in by_limit[which].split():
                assert account["limit"] - today >= timedelta(days=28)


@pytest.mark.parametrize("pieces", [5, 6])
def test_no_short_cut_finds_the_order(pieces: int) -> None:
    """By limit alone, by discharge alone, by number, those on hold last: each loses much."""
    for made in instances("order-queue", {"pieces": pieces}):
        assert isinstance(made.task, OrderTask)
        accounts = {id: read_account(text) for id, text in made.task.pieces.items()}
        for field in ("limit", "discharged", "number"):
            short_cut = tuple(sorted(accounts, key=lambda id: accounts[id][field]))
            assert credit(made.task, short_cut) <= 0.6
        by_age = tuple(sorted(accounts, key=lambda id: (accounts[id]["status"] == "on hold", accounts[id]["discharged"])))
        assert credit(made.task, by_age) <= 0.6


def test_each_office_has_its_turn() -> None:
    turns = Counter(office(laid(one)) for one in instances("order-queue", {"pieces": 5}))
    assert set(turns) == set(OFFICES.values())
    assert min(turns.values()) > 200
