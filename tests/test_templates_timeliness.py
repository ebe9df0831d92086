"""The templates of clocks, queues and capacity: the key worked out anew from what a person sees."""

from __future__ import annotations

import calendar
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from readiness import load_bank
from readiness.check.items import flaws
from readiness.ground.items import ChoiceTask, EntryTask, Generated, OrderTask
from readiness.item_bank import instance
from readiness.kinds.answers import credit
from readiness.templates import template_named
from tests import test_templates as common
from tests.laid import laid
from tests.told import told

CASES: list[tuple[str, dict[str, Any]]] = [
    ("latest-day", {"limit": "months"}),
    ("latest-day", {"limit": "days"}),
    ("account-age", {"events": 3}),
    ("account-age", {"events": 5}),
    ("work-time", {"stops": 3}),
    ("release-queue", {"pieces": 5, "askers": 2}),
    ("release-queue", {"pieces": 6, "askers": 4}),
    ("returned-claims", {"pieces": 5}),
    ("returned-claims", {"pieces": 7}),
    ("plan-fit", {"kinds": 3}),
    ("staff-backlog", {"pace": "charts"}),
    ("staff-backlog", {"pace": "minutes"}),
    ("queue-empty", {"ask": "day"}),
    ("queue-empty", {"ask": "late"}),
]
OURS = {name for name, _ in CASES}
SEEDS = 2000
"""Of each template; its cases share them."""


def cases(*names: str) -> pytest.MarkDecorator:
    chosen = [(name, params) for name, params in CASES if name in names]
    return pytest.mark.parametrize(("name", "params"), chosen, ids=[f"{name} {params}" for name, params in chosen])


all_cases = cases(*OURS)
choice_cases = cases("latest-day", "account-age", "work-time", "plan-fit")

_made: dict[str, list[Generated]] = {}


def instances(name: str, params: dict[str, Any]) -> list[Generated]:
    """The instances of the first seeds, made once."""
    case = f"{name} {params}"
    if case not in _made:
        seeds = 1 + SEEDS // sum(other == name for other, _ in CASES)
        _made[case] = [template_named(name).generate(common.ID, seed, params) for seed in range(seeds)]
    return _made[case]


def of(name: str) -> list[Generated]:
    """The instances of all cases of a template."""
    return [made for case, params in CASES if case == name for made in instances(case, params)]


def shown(made: Generated) -> str:
    """Stem and exhibit with the lines joined, as they are read."""
    return " ".join(f"{made.stem}\n{laid(made)}".split())


def found(pattern: str, text: str) -> tuple[str, ...]:
    """The groups of the one place where the pattern fits."""
    (match,) = re.finditer(pattern, text)
    return match.groups()


def options(made: Generated) -> tuple[list[str], int]:
    """The option texts in the order shown, and the place of the key."""
    assert isinstance(made.task, ChoiceTask)
    assert not made.task.shuffle
    assert list(made.task.options) == ["a", "b", "c"]
    return [option.text for option in made.task.options.values()], "abc".index(made.task.key)


def number(made: Generated) -> int:
    assert isinstance(made.task, EntryTask)
    assert made.task.number is not None
    assert made.task.within == Decimal(0)
    return int(made.task.number)


MONTHS = list(calendar.month_name)


def day(text: str) -> date:
    """``March 5, 2026`` or ``Mar 5, 2026``."""
    name, number, year = re.split(r",? ", text)
    return date(int(year), next(at for at, month in enumerate(MONTHS) if at and month.startswith(name)), int(number))


# What holds for all -------------------------------------------------------------------------------------------------

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
@all_cases
def test_what_holds_for_all_templates(name: str, params: dict[str, Any], check: Callable[..., None]) -> None:
    """The checks of all templates, on the first 400 seeds, which they find in their own store."""
    common._made.setdefault(f"{name} {params}", instances(name, params)[:400])
    check(name, params)


GOLDEN = {
    "latest-day {'limit': 'months'}": "7b49e0c3bbedb1f9",
    "latest-day {'limit': 'days'}": "06951496421f5a18",
    "account-age {'events': 3}": "54335437539c6e7e",
    "account-age {'events': 5}": "c6e3b50c42ccb99e",
    "work-time {'stops': 3}": "4a74f1f8899bef0a",
    "release-queue {'pieces': 5, 'askers': 2}": "0dd22cfdacab4b7f",
    "release-queue {'pieces': 6, 'askers': 4}": "ead3f3f5b3541f35",
    "returned-claims {'pieces': 5}": "35fe374272f4b8a5",
    "returned-claims {'pieces': 7}": "b4eb843fec951772",
    "plan-fit {'kinds': 3}": "45b1323bf8f3e6d8",
    "staff-backlog {'pace': 'charts'}": "227fb317dfba13e4",
    "staff-backlog {'pace': 'minutes'}": "189ce741c7b1cc73",
    "queue-empty {'ask': 'day'}": "ae4fbd6210a765e9",
    "queue-empty {'ask': 'late'}": "7cc1c297fa53be95",
}


@all_cases
def test_instances_are_the_same_on_every_machine_and_python(name: str, params: dict[str, Any]) -> None:
    """A changed digest means that past sittings can no longer show what was asked: make a new template instead."""
    text = "\n".join(told(made) for made in instances(name, params)[:200])
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == GOLDEN[f"{name} {params}"]


def test_the_bank_items_of_these_templates_are_free_of_flaws_whatever_the_seed() -> None:
    items = [item for item in load_bank().items.values() if item.template in OURS]
    assert {item.template for item in items} == OURS
    assert not [
        (item.id, seed, flaws(instance(item, seed))) for item in items for seed in range(40) if flaws(instance(item, seed))
    ]


@choice_cases
def test_no_blind_rule_finds_the_key(name: str, params: dict[str, Any]) -> None:
    """The place, the longest, the shortest, most digits: within five points of chance."""
    hits: defaultdict[str, float] = defaultdict(float)
    made = instances(name, params)
    for texts, key in map(options, made):
        hits[f"place {key}"] += 1
        for rule, measure in (("long", len), ("digits", lambda text: len(re.findall(r"\d", text)))):
            for sign in (1, -1):
                measures = [sign * measure(text) for text in texts]
                best = [at for at, length in enumerate(measures) if length == max(measures)]
                hits[f"{rule} {sign}"] += (key in best) / len(best)
    assert len(hits) == 7
    assert {rule: share for rule, count in hits.items() if abs((share := count / len(made)) - 1 / 3) > 0.05} == {}


# latest-day ---------------------------------------------------------------------------------------------------------


@cases("latest-day")
def test_the_latest_day_follows_from_the_two_rules(name: str, params: dict[str, Any]) -> None:
    for made in instances(name, params):
        text = shown(made)
        service = day(found(r"on (\w+ \d+, \d{4})\. The insurer", text)[0])
        count, unit = found(r"The last day for the claim is (\d+) (months|days) after", text)
        (back,) = found(r"at least (\d+) days before that day", text)
        last = service
        if unit == "days":
            last += timedelta(days=int(count))
        else:
            for _ in range(int(count)):
                last += timedelta(days=calendar.monthrange(last.year, last.month)[1])
            assert last.day == service.day
        due = last - timedelta(days=int(back))
        texts, key = options(made)
        days = list(map(day, texts))
        assert days[key] == due
        assert days == sorted(set(days))
        assert all(one.weekday() < 5 for one in (service, last, *days))
        assert date(2026, 1, 1) <= service < days[-1] <= date(2027, 12, 31)


def test_months_of_other_lengths_are_as_the_exhibit_says() -> None:
    for year in (2026, 2027):
        lengths = {month: calendar.monthrange(year, month)[1] for month in range(1, 13)}
        assert [MONTHS[month] for month, days in lengths.items() if days == 30] == ["April", "June", "September", "November"]
        assert lengths[2] == 28


# account-age --------------------------------------------------------------------------------------------------------

ROWS = {
    "came to the hospital": "Patient came in",
    "left the hospital": "Patient left",
    "was coded": "Account coded",
    "first sent": "Claim sent",
    "returned the claim": "Claim returned",
    "sent again": "Sent again",
}


@cases("account-age")
def test_the_age_falls_into_the_band_of_the_key_and_no_other(name: str, params: dict[str, Any]) -> None:
    for made in instances(name, params):
        text = shown(made)
        today = day(found(r"Today is \w+, (\w+ \d+, \d{4})\. ", text)[0])
        (rule,) = found(r"The age counts from the day (.*?)\. The day after it is day 1", text)
        (row,) = [label for words, label in ROWS.items() if rule.endswith(words)]
        start = day(found(row + r" +(\w{3} \d+, \d{4})", laid(made))[0])
        age = sum(1 for ahead in range(1, 400) if start + timedelta(days=ahead) <= today)
        bands = re.findall(r"(?m)^- (\d+) to (\d+) days$", laid(made))
        assert len(re.findall(r"\w{3} \d+, \d{4}", laid(made))) == params["events"]
        texts, key = options(made)
        shown_bands = [found(r"^(\d+) to (\d+) days$", one) for one in texts]
        at = bands.index(shown_bands[0])
        assert bands[at : at + 3] == shown_bands
        assert [int(low) <= age <= int(high) for low, high in shown_bands].index(True) == key
        assert today.year in (2026, 2027)
        assert start >= date(2026, 1, 1)


def test_each_event_is_the_start_at_times() -> None:
    starts = Counter(found(r"The age counts from the day (.*?)\. The", shown(made))[0] for made in of("account-age"))
    assert len(starts) == 5
    assert min(starts.values()) > 50


# work-time ----------------------------------------------------------------------------------------------------------


def minute(clock: str) -> int:
    hour, rest = clock.split(":")
    return int(hour) % 12 * 60 + int(rest[:2]) + 720 * rest.endswith("pm")


def test_the_coding_time_is_what_is_left_minute_by_minute() -> None:
    for made in of("work-time"):
        text = shown(made)
        allowed = int(found(r"each break of more than (\d+) minutes", text)[0])
        assert f"A break of {allowed} minutes or less is coding time too." in text
        lines = laid(made).splitlines()
        clock = r"(\d+:\d\d [ap]m)"
        (start,) = [minute(match[1]) for line in lines if (match := re.fullmatch(f" *{clock}  start", line))]
        (end,) = [minute(match[1]) for line in lines if (match := re.fullmatch(f" *{clock}  end", line))]
        stop = re.compile(rf" *{clock}  (\w+), until +{clock}")
        stops = [match.groups() for line in lines if (match := stop.fullmatch(line))]
        assert len(stops) == 3
        off: set[int] = set()
        for since, kind, until in stops:
            minutes = range(minute(since), minute(until))
            assert start < minutes[0] < minutes[-1] < end
            assert kind in ("lunch", "break", "meeting")
            if kind != "break" or len(minutes) > allowed:
                off.update(minutes)
        coding = [moment for moment in range(start, end) if moment not in off]
        texts, key = options(made)
        assert texts[key] == f"{len(coding) // 60} hours {len(coding) % 60} minutes"
        clocked = [found(r"^(\d) hours (\d+) minutes$", one) for one in texts]
        times = [60 * int(hours) + int(rest) for hours, rest in clocked]
        assert times == sorted(set(times))


# plan-fit -----------------------------------------------------------------------------------------------------------


def test_the_difference_between_work_and_time_is_the_key() -> None:
    signs = Counter[str]()
    for made in of("plan-fit"):
        text = shown(made)
        table = {
            kind.lower(): (int(charts), int(each))
            for kind, charts, each in re.findall(
                r"(?m)^(Clinic|X-ray|Emergency|Surgery|Hospital) +(\d+) +(\d+)$", laid(made)
            )
        }
        assert len(table) == 3
        done, first, held, last = found(
            r"Of these, (\d+) ([\w-]+) charts are done already, and (\d+) ([\w-]+) charts are on hold until next", text
        )
        less = Counter({first.lower(): int(done)}) + Counter({last.lower(): int(held)})
        work = sum((charts - less[kind]) * each for kind, (charts, each) in table.items())
        days = re.findall(r"day: (\d) hours, but (?:a )?[\w ]+ takes up (\d+) minutes of that", text)
        assert len(days) == 2
        time = sum(60 * int(hours) - int(off) for hours, off in days)
        texts, key = options(made)
        assert texts[key] == (f"Spare: {time - work} minutes" if time > work else f"Short: {work - time} minutes")
        spares = [int(one.split()[1]) * (1 if one.startswith("Spare") else -1) for one in texts]
        assert spares[0] < 0 < spares[-1], "the sign is never known before the sum"
        assert spares == sorted(set(spares))
        signs[texts[key][:5]] += 1
        signs["smallest"] += abs(spares[key]) == min(map(abs, spares))
    total = len(of("plan-fit"))
    assert min(signs["Spare"], signs["Short"]) > 0.4 * total
    assert abs(signs["smallest"] / total - 1 / 3) < 0.05


# staff-backlog ------------------------------------------------------------------------------------------------------


def left_over(waiting: int, new: int, days: int, done: int) -> int:
    """Charts left after the last day, when each day some come in and up to ``done`` are coded."""
    for _ in range(days):
        waiting = max(0, waiting + new - done)
    return waiting


@cases("staff-backlog")
def test_so_many_coders_and_no_fewer_finish_in_time(name: str, params: dict[str, Any]) -> None:
    even = 0
    for made in instances(name, params):
        text = shown(made)
        waiting, new, days = (
            int(found(label + r" +(\d+)", text)[0])
            for label in ("Charts waiting now", "New charts on each workday", "Workdays left, today included")
        )
        if params["pace"] == "charts":
            a_day = int(found(r"One coder codes (\d+) charts a day", text)[0])
        else:
            hours, half, each = found(r"codes for (\d) hours( 30 minutes)? a day and needs (\d+) minutes for a", text)
            a_day, rest = divmod(60 * int(hours) + 30 * bool(half), int(each))
            assert rest == 0
        coders = number(made)
        assert left_over(waiting, new, days, coders * a_day) == 0
        assert left_over(waiting, new, days, (coders - 1) * a_day) > 0
        assert left_over(waiting, 0, days, (coders - 1) * a_day) == 0, "forgetting the new charts must matter"
        even += (waiting + new * days) % (a_day * days) == 0
        first, last, week = found(r"It is (\w+) morning.*At the end of (\w+)( of next week)?, none", text)
        names = list(calendar.day_name)[:5]
        assert (names.index(last) + 5 * bool(week)) - names.index(first) == days - 1
    assert 0.05 < even / len(instances(name, params)) < 0.25


# queue-empty --------------------------------------------------------------------------------------------------------


@cases("queue-empty")
def test_the_list_is_empty_on_that_day_and_so_late(name: str, params: dict[str, Any]) -> None:
    late: Counter[int] = Counter()
    for made in instances(name, params):
        text = shown(made)
        start = day(found(r"It is the morning of \w+day, (\w+ \d+, \d{4})", text)[0])
        waiting, new, coded = (
            int(found(label + r" +(\d+)", text)[0])
            for label in ("Charts waiting now", "New charts on each workday", "Coded on each workday")
        )
        closed = common.english_day(found(r"the office is closed on (\w+day, \w+ \d+)\.", text)[0], start.year)
        workdays = [
            one
            for ahead in range(60)
            if (one := start + timedelta(days=ahead)).weekday() < 5 and (one.month, one.day) != (closed.month, closed.day)
        ]
        assert workdays[0] == start
        end = next(one for at, one in enumerate(workdays) if left_over(waiting, new, at + 1, coded) == 0)
        pages = re.findall(r"(?m)^(\w+ \d{4})$", laid(made))
        assert pages == list(dict.fromkeys(f"{MONTHS[one.month]} {one.year}" for one in (start, end)))
        if params["ask"] == "day":
            assert isinstance(made.task, EntryTask)
            assert made.task.accept == (end.isoformat(),)
            continue
        promised = common.english_day(found(r"Promised: empty at the end of (\w+day, \w+ \d+)\.", text)[0], start.year)
        assert promised in workdays
        assert number(made) == len([one for one in workdays if promised < one <= end])
        late[number(made)] += 1
    if late:
        assert sorted(late) == [0, 1, 2, 3, 4, 5, 6]
        assert all(abs(count / sum(late.values()) - 1 / 7) < 0.04 for count in late.values())


# The queues ---------------------------------------------------------------------------------------------------------

Row = dict[str, Any]
Before = Callable[[Row, Row], bool]


def in_turn(*keys: Callable[[Row], Any]) -> Before:
    """One row before another by the first of the keys in which they differ, the smaller one first."""

    def before(one: Row, other: Row) -> bool:
        for key in keys:
            if key(one) != key(other):
                return bool(key(one) < key(other))
        return False

    return before


def kept(made: Generated, rows: dict[str, Row], before: Before) -> None:
    """The key is the one order in which each row goes before all later ones."""
    assert isinstance(made.task, OrderTask)
    assert all(len(tied) == 1 for tied in made.task.key)
    order = [piece for tied in made.task.key for piece in tied]
    assert sorted(order) == sorted(rows)
    for one, other in combinations(order, 2):
        assert before(rows[one], rows[other])
        assert not before(rows[other], rows[one])


def short_cut_credit(made: Generated, rows: dict[str, Row], key: Callable[[Row], Any]) -> float:
    assert isinstance(made.task, OrderTask)
    return credit(made.task, tuple(sorted(rows, key=lambda piece: key(rows[piece]))))


RELEASE = {
    "1. First, urgent requests: fewest days left first. 2. Then requests that are ready: fewest days left first. "
    "3. Last, unsigned requests: longest wait first.": "urgent",
    "1. First, signed requests with N days left or fewer: fewest days left first. 2. Then other urgent requests: "
    "longest wait first. 3. Then other requests that are ready: longest wait first. 4. Last, unsigned requests: "
    "fewest days left first.": "near",
    "1. First, all signed requests: fewest days left first. Same days left: urgent before ready. 2. Last, unsigned "
    "requests: longest wait first.": "left",
}


@cases("release-queue")
def test_one_order_of_requests_follows_from_the_screen(name: str, params: dict[str, Any]) -> None:
    turns: Counter[str] = Counter()
    for made in instances(name, params):
        head, rules = " ".join(laid(made).split()).split(" OFFICE RULES ")
        near = re.search(r"(\d+) days left or fewer", rules)
        office = RELEASE[re.sub(r"\d+ days left or fewer", "N days left or fewer", rules)]
        turns[office] += 1
        allowed = {who.lower(): int(days) for who, days in re.findall(r"(Patient|Insurer|Court|Lawyer) +(\d+) days", head)}
        assert len(allowed) == params["askers"]
        assert allowed.get("patient", 0) <= 30, "the federal limit for a patient's own request"
        assert isinstance(made.task, OrderTask)
        rows: dict[str, Row] = {}
        for piece, text in made.task.pieces.items():
            match = re.fullmatch(r"TST-(\d{4}): (\w+) asks, waited (\d+) days, (ready|urgent|unsigned)", text)
            assert match is not None
            rows[piece] = {
                "number": match[1],
                "waited": int(match[3]),
                "left": allowed[match[2]] - int(match[3]),
                "status": match[4],
            }
        assert len(rows) == params["pieces"]
        limit = int(near[1]) if near else 0

        def unsigned(row: Row) -> bool:
            return bool(row["status"] == "unsigned")

        def rule(row: Row, office: str = office, limit: int = limit) -> int:
            if unsigned(row):
                return 4
            if office == "urgent":
                return 1 if row["status"] == "urgent" else 2
            if office == "near":
                return 1 if row["left"] <= limit else 2 if row["status"] == "urgent" else 3
            return 1

        def then(row: Row, office: str = office, rule: Callable[[Row], int] = rule) -> int:
            by_left = rule(row) == 1 or (office == "urgent" and rule(row) == 2) or (office == "near" and rule(row) == 4)
            return int(row["left"] if by_left else -row["waited"])

        kept(made, rows, in_turn(rule, then, lambda row: row["status"] != "urgent"))
        assert min(row["left"] for row in rows.values()) >= 1
        waiting = " ".join(text for text in made.task.pieces.values() if "unsigned" in text)
        assert not re.search("(court|insurer) asks, waited", waiting)
        for key in ("number", "left"):
            assert short_cut_credit(made, rows, lambda row, key=key: row[key]) < 0.71  # type: ignore[misc]
        assert short_cut_credit(made, rows, lambda row: -row["waited"]) < 0.71
        assert short_cut_credit(made, rows, lambda row: (unsigned(row), -row["waited"])) < 0.71
    assert min(turns[office] for office in RELEASE.values()) > 250


CLAIMS = {
    "1. First, claims with a last day on or before D: soonest last day first. 2. Then the others by band: A before B "
    "before C. In a band: soonest last day first.": "near",
    "1. First, claims with a last day on or before D: largest amount first. 2. Then those with a last day on or "
    "before D: largest amount first. 3. Then the rest: largest amount first.": "weeks",
    "1. First, band A: soonest last day first. 2. Then bands B and C together: soonest last day first. Same last day: "
    "larger amount first.": "large",
}


@cases("returned-claims")
def test_one_order_of_claims_follows_from_the_screen(name: str, params: dict[str, Any]) -> None:
    turns: Counter[str] = Counter()
    for made in instances(name, params):
        text = shown(made)
        today = day(found(r"Today is \w+, (\w+ \d+, \d{4})\.", text)[0])
        rules = text.split(" OFFICE RULES ")[1]
        limits = [day(f"{limit}, {today.year}") for limit in re.findall(r"last day on or before (\w{3} \d+)", rules)]
        office = CLAIMS[re.sub(r"last day on or before \w{3} \d+", "last day on or before D", rules)]
        turns[office] += 1
        high = low = 0
        if office != "weeks":
            band_a, band_b, top_b, band_c = (
                int(found(pattern, text)[0].replace(",", ""))
                for pattern in (
                    r"A: \$([\d,]+) or more",
                    r"B: \$([\d,]+) to",
                    r"B: \$[\d,]+ to \$([\d,]+)",
                    r"C: less than \$([\d,]+)",
                )
            )
            assert (band_a, band_b) == (top_b + 1, band_c)
            high, low = band_a, band_c
        assert isinstance(made.task, OrderTask)
        rows: dict[str, Row] = {}
        for piece, one in made.task.pieces.items():
            match = re.fullmatch(r"TST-(\d{4}): \$([\d,]+), last day (\w{3} \d+)", one)
            assert match is not None
            rows[piece] = {
                "number": match[1],
                "amount": int(match[2].replace(",", "")),
                "last": day(f"{match[3]}, {today.year}"),
            }
            assert today < rows[piece]["last"] < today + timedelta(days=45)
        assert len(rows) == params["pieces"]

        def band(row: Row, high: int = high, low: int = low) -> str:
            return "A" if row["amount"] >= high else "B" if row["amount"] >= low else "C"

        def rule(row: Row, office: str = office, limits: list[date] = limits, band: Callable[[Row], str] = band) -> str:
            if office == "large":
                return "1" if band(row) == "A" else "2"
            if office == "near":
                return "1" if row["last"] <= limits[0] else f"2{band(row)}"
            return "1" if row["last"] <= limits[0] else "2" if row["last"] <= limits[1] else "3"

        kept(
            made,
            rows,
            in_turn(
                rule,
                *([] if office == "weeks" else [lambda row: row["last"]]),
                *([] if office == "near" else [lambda row: -row["amount"]]),
            ),
        )
        if office == "large":
            assert len({row["last"] for row in rows.values() if rule(row) == "1"}) == sum(
                rule(row) == "1" for row in rows.values()
            ), "band A has no rule for the same last day"
        for key in (lambda row: row["number"], lambda row: row["last"], lambda row: -row["amount"]):
            assert short_cut_credit(made, rows, key) < 0.71
    assert min(turns[office] for office in CLAIMS.values()) > 250
