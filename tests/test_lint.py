"""The rules of item writing: each finds its flaw, in these words, and leaves a good item alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from readiness.bank.load import load_bank
from readiness.check.items import flaws, lint
from readiness.check.pace import seconds, words_on_screen
from readiness.check.readability import content, grade, sentences, syllables, words
from readiness.check.rulebook import items as rulebook_items
from readiness.check.rulebook import words as rulebook_words
from readiness.ground.items import (
    ChoiceTask,
    Citation,
    EntryTask,
    Item,
    JudgementTask,
    MarkTask,
    Option,
    OrderTask,
    Spot,
    Task,
)
from readiness.kinds.answers import chance, parts
from tests import banks
from tests.bank_folder import write_bank

TODAY = date(2026, 11, 23)
WHY = "This reason is made of exactly eight words."
EXPLANATION = (
    "The word ending tells what happens to the organ, so the key follows from it. The tempting error mixes up two "
    "endings that look alike, and a short look at the list clears it up."
)
STEM = "Which organ does the root nephr/o name?"
SCENE = "A coder finds a list of names in the printer. What should the coder do first?"
ACTIONS = (
    "Take the list to its owner",
    "Put the list into a drawer",
    "Read the list to a friend",
    "Drop the list in the bin",
)


def make(task: Task, stem: str = STEM, **more: Any) -> Item:
    """An item that has no flaw but those the test gives it."""
    fields: dict[str, Any] = {"why": EXPLANATION, "review_by": "2027-10-01", "ratings": (0.7,), **more}
    item = Item(
        id="word-parts-01",
        skill="language",
        competency="word-parts",
        cognition="recall",
        seconds=30,
        stem=stem,
        task=task,
        chance=chance(task),
        parts=parts(task),
        sources=(Citation("book", "page 1"),),
        **fields,
    )
    return replace(item, seconds=seconds([item]))


def options(*texts: str) -> dict[str, Option]:
    return {id: Option(text, WHY) for id, text in zip("abcdef", texts)}


def choice(*texts: str, stem: str = STEM, key: str = "a", shuffle: bool = True, **more: Any) -> Item:
    """A choice item; the first option is right."""
    return make(ChoiceTask(options(*texts), key, shuffle), stem, **more)


def judgement(*texts: str, stem: str = SCENE, **more: Any) -> Item:
    """A judgement item; the first option is best, the third worst."""
    return make(JudgementTask(options(*(texts or ACTIONS)), "a", "c"), stem, **more)


def mark(keyed: int, unkeyed: int, **more: Any) -> Item:
    spots = {f"s{n}": Spot(f"Line {n}") for n in range(keyed + unkeyed)}
    return make(MarkTask(spots, tuple(spots)[:keyed]), "Mark the lines that hold a name.", **more)


ORGANS = ("Kidney", "Liver", "Lung")
ORDER = OrderTask({"p1": "One", "p2": "Two", "p3": "Three", "p4": "Four"}, (("p1",), ("p2",), ("p3",), ("p4",)))
GOOD = {
    "choice": choice(*ORGANS),
    "numbers": choice("12 days", "30 days", "60 days", key="b", shuffle=False, stem="How long is the limit?"),
    "judgement": judgement(),
    "mark": mark(2, 4),
    "order": make(ORDER, "In what order should they be read?"),
    "entry": make(EntryTask("word", ("kidney",)), "Name the organ. Write one word."),
}

Flaws = list[tuple[str, str]]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_item_has_no_flaw(name: str) -> None:
    assert flaws(GOOD[name]) == []


CASES: list[tuple[str, Item, Flaws]] = [
    # The stem
    (
        "no question",
        choice(*ORGANS, stem="Nephr/o:"),
        [("error", "the stem does not end with a full question (what, which, who, when, where, why or how ... ?)")],
    ),
    (
        "a question that asks nothing",
        choice(*ORGANS, stem="Is it so?"),
        [("error", "the stem does not end with a full question (what, which, who, when, where, why or how ... ?)")],
    ),
    ("a quoted end", choice(*ORGANS, stem='Which organ does she mean by "nephr/o?"'), []),
    (
        "a task that tells nothing",
        make(ORDER, "The four lines."),
        [("error", "the stem does not end with a full question (what, which, who, when, where, why or how ... ?)")],
    ),
    (
        "unfocused",
        choice(*ORGANS, stem="Which of the following is true?"),
        [("error", "the stem cannot be answered with the options covered; ask about one thing")],
    ),
    (
        "negative",
        choice(*ORGANS, stem="Which organ is not meant?"),
        [("error", "the question is turned round by 'not'; ask for what is so")],
    ),
    (
        "except",
        choice(*ORGANS, stem="What is meant except the heart?"),
        [("error", "the question is turned round by 'except'; ask for what is so")],
    ),
    ("not in a condition", choice(*ORGANS, stem="Which organ is meant if it is not the heart?"), []),
    ("not in the scene", choice(*ORGANS, stem="It is not the heart. Which organ is meant?"), []),
    ("not in a quotation", choice(*ORGANS, stem='Which organ does "not the heart" mean?'), []),
    (
        "a blank",
        choice(*ORGANS, stem="What does ____ name?"),
        [("error", "the stem has a blank to fill in; ask a full question")],
    ),
    (
        "another item",
        choice(*ORGANS, stem="Which organ was in the last question?"),
        [("error", "'last question' points to another question; repeat the fact here")],
    ),
    ("the last visit is no item", choice(*ORGANS, stem="Which organ was seen at the last visit?"), []),
    (
        "self-report",
        choice("At times", "Not yet", "Each day", stem="How good are you at roots?"),
        [("error", "'How good are you' asks what people say of themselves; let them do something")],
    ),
    (
        "what would you do",
        judgement(stem="A coder finds a list. What would you do?"),
        [("error", "ask what one should do, not what 'you' would do")],
    ),
    (
        "no should",
        judgement(stem="A coder finds a list. What comes first?"),
        [("warning", "the question has no 'should'; ask what the coder should do")],
    ),
    (
        "no role",
        judgement(stem="A list lies in the printer. What should Ana do?"),
        [("warning", "the stem names no role, such as coder, biller or trainee")],
    ),
    # The options
    (
        "two actions",
        judgement(ACTIONS[0], ACTIONS[1], "Read the list and then bin it", ACTIONS[3]),
        [("warning", "'and then' joins two actions in one option: 'Read the list and then bin it'")],
    ),
    (
        "no verb first",
        judgement(ACTIONS[0], ACTIONS[1], "His list is his own", ACTIONS[3]),
        [("warning", "an option of a judgement item begins with what to do, this with 'His'")],
    ),
    ("four options", choice(*ORGANS, "Heart"), [("house", "a choice item has 3 options here, this has 4")]),
    (
        "A and B",
        choice("B and C", "Liver", "Lung"),
        [("error", "an option combines other options; give each option one idea")],
    ),
    (
        "yes and no",
        choice("Yes", "No", stem="Which is it?"),
        [
            ("house", "a choice item has 3 options here, this has 2"),
            ("error", "the options are only yes and no, or true and false; ask for the thing itself"),
        ],
    ),
    (
        "all of the above",
        choice("Kidney", "Liver", "All of the above"),
        [
            ("error", "'All of the above' is often right when it is there; drop it"),
            ("error", "only distractors are absolute (all), which gives them away"),
        ],
    ),
    (
        "neither of these",
        choice("Kidney", "Liver", "Neither of these"),
        [("error", "'Neither of these' is often right when it is there; drop it")],
    ),
    (
        "said twice",
        choice("Stone in the kidney", "Stone in a kidney", "Pain in the liver", stem="What is it?"),
        [("error", "two options say the same: 'Stone in the kidney' and 'Stone in a kidney'")],
    ),
    (
        "one in the other",
        choice("Kidney", "Kidney stone", "Lung", stem="What is it?"),
        [("warning", "one option holds the other: 'Kidney' and 'Kidney stone'")],
    ),
    ("one word apart", choice("Before the visit", "After the visit", "During the visit", stem="When is it due?"), []),
    (
        "ranges",
        choice("1 to 5 days", "5 to 9 days", "10 to 12 days", stem="How long is it?"),
        [("error", "the ranges of two options overlap: '1 to 5 days' and '5 to 9 days'")],
    ),
    (
        "different lengths",
        choice("Ask", "Call up the office and speak there", "Wait", stem="What comes first?"),
        [
            ("error", "the options have from 1 to 7 words"),
            ("error", "the key has 3 characters and the other options 19 on average"),
        ],
    ),
    (
        "rather different lengths",
        choice(
            "Fetch the form", "Call up the office and ask there", "Find out what the form says", stem="What comes first?"
        ),
        [
            ("warning", "the options have from 3 to 7 words"),
            ("error", "the key has 14 characters and the other options 30 on average"),
        ],
    ),
    (
        "long key",
        choice(
            "Send that long form to all offices",
            "Call up the lead in a day",
            "Do it by the end of May",
            stem="What comes first?",
        ),
        [("warning", "the key has 34 characters and the other options 24 on average")],
    ),
    (
        "longest key",
        choice(
            "Send some forms to the office", "Send it off to the lead", "Keep a form for one day", stem="What comes first?"
        ),
        [("warning", "the key is the longest option by a quarter or more; make another as long")],
    ),
    (
        "shortest key",
        choice(
            "Do it now just as it is",
            "Send it off to the lead coder",
            "Leave it as is until tomorrow",
            stem="What comes first?",
        ),
        [("warning", "the key is the shortest option by a fifth or more; make another as short")],
    ),
    ("short options may differ", choice("Ask", "Call the office", "Wait", stem="What comes first?"), []),
    (
        "clang",
        choice("Name the kidney", "Open the liver", "Treat the lung", stem="What does naming mean?"),
        [("warning", "the key repeats more of the stem than the others: name")],
    ),
    (
        "loud clang",
        choice("A stone of the kidney", "A cut in the liver", "A hole in the lung", stem="Which kidneys have stones?"),
        [("error", "the key repeats more of the stem than the others: stone, kidney")],
    ),
    (
        "a scene that only the key repeats",
        judgement(
            "Tell coders of the printer",
            "Put it into a drawer",
            "Read it to a friend",
            "Drop it in the bin",
        ),
        [("warning", "the key repeats more of the stem than the others: coders, printer")],
    ),
    (
        "others repeat the stem as much",
        choice("Room air", "Right atrium", "Joint pain", stem="RA can be (RA) room air or right atrium. Which is it?"),
        [],
    ),
    (
        "convergence",
        choice("Call doctors, log claims", "Call doctors in May", "Log claims by name", stem="What comes first?"),
        [("warning", "the key shares more words with the other options than they do among themselves")],
    ),
    (
        "beginnings",
        choice("The kidney", "Liver", "Filling the lung", stem="What is it?"),
        [("warning", "the options do not begin in the same way: 'The', 'Liver', 'Filling'")],
    ),
    ("verbs that end in -ing", choice("Bring it up", "Call him", "During the day", stem="What is right?"), []),
    (
        "full stops",
        choice("It swells.", "It bleeds", "It heals.", stem="What happens?"),
        [("warning", "some options end with a full stop and some do not")],
    ),
    (
        "absolutes in distractors",
        choice("Ask him", "Never call her", "Wait here", stem="What is right?"),
        [("error", "only distractors are absolute (never), which gives them away")],
    ),
    ("absolutes in the key too", choice("Always ask", "Never ask", "Always wait", stem="What is right?"), []),
    ("all but is not absolute", choice("Ask him", "Cut all but one", "Wait here", stem="What is right?"), []),
    (
        "hedged key",
        choice("It may swell", "It bleeds", "It heals", stem="What happens?"),
        [("error", "only the key is careful ('may'), which gives it away")],
    ),
    (
        "hedges elsewhere",
        choice("It swells", "It often bleeds", "It heals", stem="What happens?"),
        [("warning", "'often' is vague in an option")],
    ),
    ("May is a month", choice("In May", "In June", "In July", stem="When is it due?"), []),
    (
        "numbers out of order",
        choice("60 days", "12 days", "30 days", stem="How long is it?", shuffle=False),
        [("error", "put the options in ascending order")],
    ),
    (
        "numbers shuffled",
        choice("12 days", "30 days", "60 days", stem="How long is it?"),
        [("error", "numbers and dates keep their order: add 'shuffle: false'")],
    ),
    (
        "units",
        choice("1 day", "12 days", "30 hours", stem="How long is it?", shuffle=False),
        [("error", "the numbers of the options have different units")],
    ),
    (
        "decimals",
        choice("1.5", "2.25", "3.0", stem="How many are there?", shuffle=False),
        [("error", "the numbers of the options have different numbers of decimals")],
    ),
    ("money", choice("$900", "$1,200", "$20,000", stem="How much is it?", shuffle=False), []),
    (
        "dates",
        choice("June 9, 2026", "June 3, 2026", "June 12, 2026", stem="When is it due?", shuffle=False),
        [("error", "put the options in ascending order")],
    ),
    (
        "a number among words",
        choice("Twelve", "30", "Sixty", stem="How many are there?"),
        [
            ("warning", "the options do not begin in the same way: 'Twelve', '30', 'Sixty'"),
            ("warning", "some options are a number or a date and some are not"),
        ],
    ),
    (
        "named by letter",
        choice(*ORGANS, why=EXPLANATION.replace("The tempting error", "Option B")),
        [("error", "'Option B' names something by its place or letter, but options are shuffled")],
    ),
    (
        "named by place",
        choice(*ORGANS, why=EXPLANATION.replace("The tempting error", "The last option")),
        [("error", "'last option' names something by its place or letter, but options are shuffled")],
    ),
    (
        "below the knee is no place on screen",
        choice(*ORGANS, why=EXPLANATION.replace("the list", "a mark below the knee")),
        [],
    ),
    # House rules
    (
        "long choice",
        choice(*ORGANS, stem=f"{'It is so. ' * 20}Which organ is it?", exhibit="It is so. " * 5),
        [("house", "82 words on screen, at most 80 are wanted")],
    ),
    (
        "a choice of 80 words",
        choice(*ORGANS, stem=f"{'It is so. ' * 20}Which organ is it?", exhibit="It is so. " * 4 + "So."),
        [],
    ),
    (
        "a scene may be longer",
        judgement(stem=f"{'A coder is in. ' * 25}What should the coder do first?"),
        [],
    ),
    (
        "long judgement",
        judgement(stem=f"{'A coder is in. ' * 26}What should the coder do first?", exhibit="So."),
        [("house", "135 words on screen, at most 130 are wanted")],
    ),
    (
        "long option",
        choice(*(f"{organ} {'and so ' * 7}" for organ in ORGANS), stem="Which organs are they?"),
        [("house", f"the option '{organ} {'and so ' * 7}' has 15 words, at most 14 are wanted") for organ in ORGANS],
    ),
    (
        "long action",
        judgement(*(f"{action} {'and so ' * 5}{'now' * (at == 0)}" for at, action in enumerate(ACTIONS))),
        [("house", f"the option '{ACTIONS[0]} {'and so ' * 5}now' has 17 words, at most 16 are wanted")],
    ),
    (
        "wide verbatim line",
        choice(*ORGANS, exhibit="```\nAccount   Left    Bill     Limit  Hold  Note\n```"),
        [("house", "a verbatim line of 44 characters, at most 38 fit: 'Account   Left    Bill     Limit  Hold  Note'")],
    ),
    ("wide prose wraps", choice(*ORGANS, exhibit="This is a line of prose. It is longer than a screen is wide."), []),
    (
        "a wide table flows",
        choice(*ORGANS, exhibit="| Account | Left |\n|---|---|\n| one two three four five | six seven |"),
        [],
    ),
    (
        "hard to read",
        choice(
            *ORGANS,
            stem=(
                "Notwithstanding considerable organizational complications, administrative representatives habitually "
                "communicate unsatisfactory interpretations. Professional administrators subsequently necessitate "
                "additional verification activities. Institutional representatives characteristically "
                "overestimate capabilities. Considerable administrative complications unfortunately deteriorate, "
                "and institutional administrators habitually underestimate them. "
                "Which organization is ultimately accountable?"
            ),
        ),
        [("house", "the stem and options read at school grade 36.2; aim at 8")],
    ),
    (
        "a long sentence",
        choice(*ORGANS, stem=f"It is {'so and ' * 12}so. Which organ is it?"),
        [("warning", "a sentence of 27 words, at most 25 are easy to read: 'It is so and so and so and so and so and...'")],
    ),
    (
        "an abbreviation",
        choice(*ORGANS, stem="Which organ does the DNFB name?"),
        [("house", "'DNFB' is not expanded: write it out once, then '(DNFB)'")],
    ),
    ("expanded", choice(*ORGANS, stem="A bill is not final (DNFB). Which organ does the DNFB name?"), []),
    ("explained after", choice(*ORGANS, stem="DNFB (not final billed) is a list. Which organ does it name?"), []),
    (
        "a paper of the job reads like one",
        choice(*ORGANS, exhibit="**OFFICE NOTE 2026-03-04**\n\nPt c/o SOB x 3 days. BP 120/80. Hx of COPD."),
        [],
    ),
    (
        "social security number",
        choice(*ORGANS, exhibit="Number 123-45-6789"),
        [("house", "'123-45-6789' looks like a real social security number; take it out")],
    ),
    (
        "phones",
        choice(*ORGANS, exhibit="Call 555-0142, (217) 555-0199 or 217-867-5309"),
        [("house", "'867-5309' could be somebody's phone; use 555-0100 to 555-0199")],
    ),
    (
        "mail",
        choice(*ORGANS, exhibit="ana@example.org, ana@mail.example.org, ana@clinic.com"),
        [("house", "'@clinic.com' could be somebody's address; use example.org")],
    ),
    (
        "record numbers",
        choice(*ORGANS, exhibit="MRN TST-0041, MRN: 884213"),
        [("house", "'884213' could be somebody's record number; use one like TST-0041")],
    ),
    (
        "a hurtful word",
        choice(*ORGANS, exhibit="He suffers from gout."),
        [("warning", "'suffers from' can hurt or label people; say it neutrally")],
    ),
    (
        "CPT",
        choice(*ORGANS, exhibit="Code 99213 and 0001F"),
        [("error", "'99213' looks like a CPT code, which is under license; use one like Q7-42K")],
    ),
    ("money is no code", choice(*ORGANS, exhibit="$24500, $20,000 and TST-00412"), []),
    (
        "real code",
        choice(*ORGANS, exhibit="Code E11.9"),
        [("error", "'E11.9' looks like an ICD-10-CM code: add 'codes: icd10cm-FY2027', with its year")],
    ),
    (
        "real code, said so",
        choice(*ORGANS, exhibit="Code E11.9", codes="icd10cm-FY2027"),
        [("not checked", "whether its codes are in force (icd10cm-FY2027)")],
    ),
    (
        "invented code",
        choice(*ORGANS, exhibit="Code Q7-42K"),
        [("error", "'Q7-42K' is an invented code: add 'codes: fictional'")],
    ),
    ("invented code, said so", choice(*ORGANS, exhibit="Code Q7-42K", codes="fictional"), []),
    ("no code", choice(*ORGANS, codes="fictional"), [("warning", "'codes: fictional', but there is no code like Q7-42K")]),
    # Scoring and explanation
    ("two of five", mark(2, 3), []),
    (
        "one of two",
        mark(1, 1),
        [("error", "a guesser earns 0.50 here; more lines that are not keyed bring it under 0.34")],
    ),
    (
        "seconds set by hand",
        replace(choice(*ORGANS), seconds=60),
        [("house", "seconds is 60; by its 10 words and what is to be done, 15")],
    ),
    ("seconds of a generated item are a mean", replace(choice(*ORGANS), seconds=60, template="t"), []),
    (
        "two pieces",
        make(OrderTask({"p1": "One", "p2": "Two"}, (("p1",), ("p2",))), "In what order are they?"),
        [("error", "a guesser earns 0.50 here; more pieces bring it under 0.34")],
    ),
    (
        "hopeless rating",
        choice(*ORGANS, ratings=(0.3, 0.34)),
        [("warning", "the rating 0.32 is no better than guessing (0.33)")],
    ),
    ("short explanation", choice(*ORGANS, why="Because it is so."), [("house", "'why' has 4 words; 25 to 80 explain best")]),
    ("long explanation", choice(*ORGANS, why="It is so. " * 27), [("house", "'why' has 81 words; 25 to 80 explain best")]),
    (
        "short reason",
        make(ChoiceTask({**options(*ORGANS), "c": Option("Lung", "No.")}, "a")),
        [("house", "the 'why' of option c has 1 words; 8 or more explain it")],
    ),
    (
        "no review date",
        choice("$900", "$1,200", "$1,500", stem="How much is it?", shuffle=False, review_by=None),
        [("error", "'$' can go out of date: add 'review_by' with a date")],
    ),
    ("timeless without a date", choice(*ORGANS, review_by=None), []),
]


@pytest.mark.parametrize(("item", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_rule(item: Item, expected: Flaws) -> None:
    """Exactly these flaws, in these words."""
    assert [(severity, message) for _, severity, message in flaws(item)] == expected


RULE_OF = {
    "no question": "I01",
    "unfocused": "I02",
    "negative": "I03",
    "a blank": "I04",
    "A and B": "I05",
    "neither of these": "I06",
    "four options": "I07",
    "said twice": "I08",
    "rather different lengths": "I09",
    "longest key": "I10",
    "clang": "I11",
    "convergence": "I12",
    "full stops": "I13",
    "absolutes in distractors": "I14",
    "hedged key": "I15",
    "numbers out of order": "I16",
    "short reason": "I18",
    "a number among words": "I19",
    "named by letter": "I20",
    "another item": "I21",
    "no review date": "I23",
    "a long sentence": "I25",
    "long choice": "I26",
    "an abbreviation": "I27",
    "phones": "I29",
    "a hurtful word": "I30",
    "CPT": "I31",
    "no should": "I32",
    "two actions": "I33",
    "two pieces": "I35",
    "short explanation": "I36",
    "self-report": "I37",
    "seconds set by hand": "H01",
    "hopeless rating": "H02",
    "wide verbatim line": "H03",
}
"""The case above of each rule about one item."""


@pytest.mark.parametrize(("name", "rule"), RULE_OF.items())
def test_a_flaw_names_its_rule(name: str, rule: str) -> None:
    item = next(case[1] for case in CASES if case[0] == name)
    assert flaws(item)[-1][0] == rule


def test_every_rule_about_one_item_has_its_case() -> None:
    """Rules about days and sources have theirs below."""
    pages = {page.id for page in (*rulebook_items.PAGES, *rulebook_words.PAGES)}
    assert pages - {"I22"} == {*RULE_OF.values()}


# Words and seconds --------------------------------------------------------------------------------------------------


PAPER = "**A NOTE**\n\n1. One 2/3 entry\n2. -- two\n\n| A | B |\n|---|---|\n| 1 | 2 |"
TWO_RECORDS = MarkTask(
    {"s": Spot("Birth date", "1/2/1971", "2/1/1971"), "t": Spot("Name", "Li, A", "Li, A")}, ("s",), ("Left", "Right")
)


@pytest.mark.parametrize(
    ("item", "count"),
    [
        (choice("Kidney", "Liver", "Both - or neither", stem="Which one is it?"), 4 + 1 + 1 + 3),
        (choice(*ORGANS, stem="Which?", exhibit=PAPER), 1 + 2 + 3 + 1 + 4 + 3),
        (make(TWO_RECORDS), 7 + 4 + 5),
    ],
)
def test_words_on_screen(item: Item, count: int) -> None:
    """Signs alone and the numbers of a list are no words; labels and both values of two records are."""
    assert words_on_screen(item) == count


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (choice(*ORGANS, stem=f"{'word ' * 31}?"), 20),  # 34 words are 12 s, one pick, and 5 to begin: 22
        (judgement(*("word",) * 4, stem=f"{'word ' * 30}?"), 25),  # 12 s, two picks: 27
        (mark(1, 4), 35),  # 17 words are 6 s, five spots to look at: 36
        (mark(2, 3), 35),  # whatever the key
        (make(ORDER, "In what order?"), 25),  # 7 words are 2.5 s, four pieces: 27.5, to the even step
        (make(EntryTask("word", ("kidney",)), f"{'word ' * 85}?"), 40),  # 30 s, one entry
    ],
)
def test_seconds_by_the_formula(item: Item, expected: int) -> None:
    assert seconds([item]) == expected


def test_seconds_of_instances_are_those_of_their_mean() -> None:
    short, long = choice(*ORGANS, stem="Which?"), choice(*ORGANS, stem="word " * 81)
    assert (seconds([short]), seconds([long]), seconds([short, long])) == (10, 40, 25)


# A whole bank -------------------------------------------------------------------------------------------------------


def report(folder: Path, *, today: date = TODAY, strict: bool = False) -> list[str]:
    """What lint says of a bank in a folder, as it is printed."""
    found = lint(load_bank(folder), today=today, strict=strict)
    return [str(problem).removeprefix(f"{folder.as_posix()}/") for problem in found]


FULL = """\
competency: word-parts
items:
  - id: word-parts-01
    type: choice
    cognition: recall
    rating: 0.7
    seconds: 15
    stem: Which organ does the root nephr/o name?
    options:
      a: {text: Kidney, why: This reason is made of exactly eight words.}
      b: {text: Liver, why: This reason is made of exactly eight words.}
      c: {text: Lung, why: This reason is made of exactly eight words.}
    key: a
    why: >-
      The word ending tells what happens to the organ, so the key follows from it. The tempting error mixes up two
      endings that look alike, and a short look at the list clears it up.
    source: [{id: words, at: page 1}]
    review_by: "2027-10-01"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bank whose items have no flaw."""
    return write_bank(
        tmp_path,
        {
            "language/word-parts.yaml": FULL,
            "privacy/incidents.yaml": FULL.replace("word-parts", "incidents").replace("id: words", "id: rule"),
        },
    )


def test_a_good_bank_still_says_what_was_not_checked(folder: Path) -> None:
    """What needs a reader, and sources that nobody has compared, never silently pass."""
    assert report(folder) == [
        f"{folder.as_posix()}:1:1: not checked: what only a reader can judge: right keys, plausible distractors, "
        "relevance, fairness [R01]",
        "sources.yaml:1:1: not checked: words: nobody has compared its text (no 'accessed') [I22]",
    ]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def added(folder: Path, **options: Any) -> list[str]:
    """What lint says of a bank beyond what it says of the good one."""
    return [line for line in report(folder, **options) if "not checked" not in line]


def test_problems_are_sorted_and_name_their_item(folder: Path) -> None:
    edit(folder, "language/word-parts.yaml", "Which organ does", "Which organ does not")
    edit(folder, "privacy/incidents.yaml", "Which organ", "In the CBC, which organ")
    assert added(folder) == [
        "language/word-parts.yaml:3:5: word-parts-01: the question is turned round by 'not'; ask for what is so [I03]",
        "privacy/incidents.yaml:3:5: warning: incidents-01: 'CBC' is not expanded: write it out once, then '(CBC)' [I27]",
    ]


def test_house_rules_are_errors_only_when_strict(folder: Path) -> None:
    edit(folder, "language/word-parts.yaml", "nephr/o name?", "CBC name?")
    message = "word-parts-01: 'CBC' is not expanded: write it out once, then '(CBC)' [I27]"
    assert added(folder) == [f"language/word-parts.yaml:3:5: warning: {message}"]
    assert added(folder, strict=True) == [f"language/word-parts.yaml:3:5: {message}"]


def test_two_warnings_on_one_item_are_errors_when_strict(folder: Path) -> None:
    """One flaw may be a judgement; an item with two should be written again."""
    edit(folder, "language/word-parts.yaml", "text: Liver", "text: The liver")
    first = "word-parts-01: the options do not begin in the same way: 'Kidney', 'The', 'Lung' [I13]"
    assert added(folder, strict=True) == [f"language/word-parts.yaml:3:5: warning: {first}"]
    edit(folder, "language/word-parts.yaml", "text: The liver", "text: The liver.")
    second = "word-parts-01: some options end with a full stop and some do not [I13]"
    assert added(folder) == [f"language/word-parts.yaml:3:5: warning: {text}" for text in (second, first)]
    assert added(folder, strict=True) == [f"language/word-parts.yaml:3:5: {text}" for text in (second, first)]


@pytest.mark.parametrize(
    ("today", "message"),
    [
        (date(2027, 10, 1), None),
        (date(2027, 10, 2), "word-parts-01: it was to be reviewed by 2027-10-01; read it again"),
        (date(2026, 3, 31), None),
        (date(2026, 3, 30), "word-parts-01: review_by 2027-10-01 is more than 18 months ahead"),
    ],
)
def test_the_day_of_review(folder: Path, today: date, message: str | None) -> None:
    """A warning however strict: a bank must not break because a day has passed."""
    edit(folder, "privacy/incidents.yaml", '    review_by: "2027-10-01"\n', "")
    edit(folder, "sources.yaml", ',\n  accessed: "2026-05-01", how: page', "")
    expected = [] if message is None else [f"language/word-parts.yaml:3:5: warning: {message} [I23]"]
    assert added(folder, today=today, strict=True) == expected


@pytest.mark.parametrize(
    ("today", "message"),
    [
        (date(2026, 5, 1), None),
        (date(2026, 4, 30), "rule: accessed 2026-05-01 lies in the future"),
        (date(2027, 11, 1), None),
        (date(2027, 11, 2), "warning: rule: accessed 2026-05-01, more than 18 months ago; compare it again"),
    ],
)
def test_the_day_a_source_was_read(folder: Path, today: date, message: str | None) -> None:
    edit(folder, "privacy/incidents.yaml", '    review_by: "2027-10-01"\n', "")
    edit(folder, "language/word-parts.yaml", '    review_by: "2027-10-01"\n', "")
    expected = [] if message is None else [f"sources.yaml:6:1: {message} [I22]"]
    assert added(folder, today=today) == expected


def test_a_source_that_nobody_uses(folder: Path) -> None:
    """One that only study pointers name is in use, and need not have been compared."""
    other = "other: {title: T, publisher: P, url: https://example.org/, cost: free}\n"
    edit(folder, "sources.yaml", "words:", f"{other}words:")
    edit(folder, "language/word-parts.yaml", "id: words", "id: rule")
    assert report(folder)[1:] == [
        "sources.yaml:1:1: warning: other: no item and no dated fact cites it, and no study pointer names it [I22]"
    ]


def test_a_reviewed_bank_needs_no_reader(folder: Path) -> None:
    found = lint(replace(load_bank(folder), review="reviewed"), today=TODAY)
    assert [problem.message for problem in found] == ["words: nobody has compared its text (no 'accessed')"]


def test_generated_items_are_linted_with_their_first_instance() -> None:
    """The same rules, for what the template writes."""
    bank = load_bank()
    for item in bank.items.values():
        if item.generate is not None:
            assert flaws(bank.item(f"{item.id}@0")) == flaws(item)


def test_a_bank_in_memory_has_no_folder() -> None:
    """Banks made by programs, without places, can be checked too."""
    found = [str(problem) for problem in lint(banks.wide_bank(2), today=TODAY)]
    assert any(line.startswith(".:1:1: not checked: what only a reader can judge") for line in found)


# Words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dr. Lee came at 4 p.m. and left. It is 1:00 p.m. Ana goes.",
            ["Dr Lee came at 4 pm and left.", "It is 1:00 p.m.", "Ana goes."],
        ),
        ("One line\n\nAnother line", ["One line", "Another line"]),
        ('She asks: "Why?" Nobody knows.', ['She asks: "Why?', "Nobody knows."]),
        ("It costs 2.50 dollars", ["It costs 2.50 dollars"]),
        ("...", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


def test_words() -> None:
    assert list(words("It’s 5%: $20,000 (two) - Dr. X. 3.5, well-known.")) == [
        "It’s",
        "5%",
        "$20,000",
        "two",
        "Dr",
        "X",
        "3.5",
        "well-known",
    ]


def test_content() -> None:
    """Endings are taken off and small words left out, so that forms of one word meet; numbers stay whole."""
    assert content("She codes the coded charts: 12 days, 2 queries, 3.5 classes") == {
        "cod",
        "chart",
        "12",
        "day",
        "2",
        "query",
        "3.5",
        "class",
    }
    assert content("coding, codes") == content("code") | content("coded")


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("table", 2),
        ("coded", 2),
        ("asked", 1),
        ("name", 1),
        ("area", 2),
        ("TST-0041", 1),
        ("2026", 1),
        ("accessible", 4),
        ("authorization", 2),
        ("hospitals", 2),  # terms of the trade count as two
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_grade() -> None:
    """By hand: 6 words, 1 sentence, 6 syllables; then 5 words, 2 sentences, 9 syllables."""
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade(["Coders verify.", "Ana checks it"]) == pytest.approx(0.39 * 2.5 + 11.8 * 9 / 5 - 15.59)
    assert grade([]) == 0.0


@pytest.mark.parametrize("sign", ["$", "%", "...", ".", "(", "--", '"', "*", "“", "‘", "$ ("])
def test_an_option_without_a_word_is_looked_at_like_any_other(sign: str) -> None:
    found = flaws(choice(sign, "To wait", "Filling the lung"))
    start = sign.split()[0]
    assert ("I13", "warning", f"the options do not begin in the same way: '{start}', 'To', 'Filling'") in found
