"""One small item of each type, and pages of them, for tests of everything that shows or scores items."""

from __future__ import annotations

from decimal import Decimal

from readiness.ground.items import ChoiceTask, EntryTask, Item, JudgementTask, MarkTask, Option, OrderTask, Spot, Task
from readiness.ground.responses import Answer
from readiness.sitting.pages import Command, ItemPage, MenuPage, TextPage


def make_item(id: str, stem: str, task: Task, *, exhibit: str | None = None, skill: str = "language") -> Item:
    """An item with the parts that matter to a front end; the others are plausible."""
    return Item(
        id=id,
        skill=skill,
        competency="word-parts",
        cognition="application",
        ratings=(0.7,),
        seconds=30.0,
        stem=stem,
        task=task,
        why="The ending -itis names an inflammation.",
        chance=0.25,
        parts=1,
        exhibit=exhibit,
    )


CHOICE = make_item(
    "word-parts-01",
    "What does the ending in gastritis tell you about the stomach?",
    ChoiceTask(
        {
            "a": Option("It is inflamed", "The ending -itis names an inflammation."),
            "b": Option("It is being removed in an operation", "That would be the ending -ectomy."),
            "c": Option("It is looked at from inside with a thin tube that carries a camera", "That would be -scopy."),
        },
        key="a",
    ),
)

JUDGEMENT = make_item(
    "incidents-01",
    "Maya, a coder in her first month, sees that she has sent a list with twelve patients' names to the wrong clinic. "
    "The office rule: every such message is told to the privacy officer on the same day. What should she do first?",
    JudgementTask(
        {
            "a": Option("Call the privacy officer now and say what was sent and to whom", "The rule asks for it."),
            "b": Option("Ask the clinic to delete the message and leave it at that", "The rule is not kept."),
            "c": Option("Wait until the weekly team meeting and bring it up there", "That is too late."),
            "d": Option("Delete the message from the sent folder so that nobody is alarmed", "That hides it."),
        },
        best="a",
        worst="d",
    ),
)

MARK = make_item(
    "spotting-phi-01",
    "Which lines could tell a stranger who the patient is? Mark every one.",
    MarkTask(
        {
            "s1": Spot("Patient: Ana Silva"),
            "s2": Spot("Blood pressure 120/80"),
            "s3": Spot("Phone 555-0142"),
            "s4": Spot("No fever, no cough"),
            "s5": Spot("Seen in the morning"),
            "s6": Spot("Advised to rest"),
        },
        key=("s1", "s3"),
    ),
    exhibit="**Clinic note**\n\n| | |\n|---|---|\n| Visit: | routine |\n| Room: | 4 |\n",
)

RECORDS = make_item(
    "record-matching-01",
    "Which fields differ between the two records? Mark every one.",
    MarkTask(
        {
            "name": Spot("Name", "Ana Silva", "Ana Silva"),
            "dob": Spot("Birth date", "1971-04-09", "1971-09-04"),
            "mrn": Spot("Record number", "TST-0041", "TST-0041"),
            "plan": Spot("Plan", "Blue Lake PPO", "Blue Lake PPO"),
            "side": Spot("Side", "left", "left"),
            "none": Spot("Nothing differs"),
        },
        key=("dob",),
        records=("Registration", "Claim"),
    ),
)

ORDER = make_item(
    "queue-order-01",
    "Work is done by due date, and on one day the larger amount comes first. Put the accounts in order.",
    OrderTask(
        {
            "p1": "Due May 4, $200",
            "p2": "Due May 2, $90",
            "p3": "Due May 4, $900",
            "p4": "Due May 9, $5,000",
        },
        key=(("p2",), ("p3",), ("p1",), ("p4",)),
    ),
)

ENTRY = make_item(
    "clocks-01",
    "A claim must be sent within 10 days of the visit. The visit was on February 22, 2026. What is the last day?",
    EntryTask("date", accept=("2026-03-04",)),
    exhibit="The day of the visit is day 0.\nWeekends count.",
)

NUMBER = make_item(
    "capacity-01",
    "How many charts fit into 2.5 hours at 5 an hour?",
    EntryTask("number", number=Decimal("12.5"), within=Decimal("0.5")),
)

ITEMS = {item.id: item for item in (CHOICE, JUDGEMENT, MARK, RECORDS, ORDER, ENTRY, NUMBER)}
"""All of them by id; each type is there."""


def ids(item: Item) -> tuple[str, ...]:
    """The ids of an item's options, spots or pieces, in the order of the file; none for entry."""
    task = item.task
    if isinstance(task, EntryTask):
        return ()
    if isinstance(task, MarkTask):
        return tuple(task.spots)
    return tuple(task.pieces if isinstance(task, OrderTask) else task.options)


def item_page(item: Item, *, answer: Answer = None, note: str = "", done: float | None = 0.24) -> ItemPage:
    """The seventh question of 25, six minutes and twelve seconds into the sitting."""
    return ItemPage(
        item, ids(item), "Question 7 of 25", done, 372.0, note=note, answer=answer, about=f"{item.id}, bank 2026.1"
    )


CONFIDENCE = MenuPage(
    "How sure?",
    "Your answer: It is inflamed",
    (Command("1", "Guess", "guess"), Command("2", "Think so", "think"), Command("3", "Sure", "sure")),
    (Command("b", "back", "back"),),
    heading="Question 7 of 25",
    done=0.24,
)

MENU = MenuPage(
    "readiness",
    "Are you ready to start learning medical coding? Nothing leaves this computer.",
    (
        Command("1", "Continue the sitting of November 23", "continue"),
        Command("2", "Quick check", "quick"),
        Command("3", "Full assessment", "full"),
        Command("4", "Past reports", "reports"),
    ),
    (Command("q", "leave", "leave"),),
)


def text_page(lines: list[str], *, enter: bool = True) -> TextPage:
    """Something to read, with two commands, of which Enter does the first or none."""
    first = Command("enter", "start", "start") if enter else Command("f", "finish", "finish")
    return TextPage("Welcome", lambda width, ascii: list(lines), (first, Command("q", "leave", "leave")), enter)


# The worst an author may write: everything long, every word different. ------------------------------------------------


def words(name: str, count: int) -> str:
    """Different words, each recognisable wherever it turns up on a screen."""
    return " ".join(f"{name}{n}" for n in range(count))


def long_items() -> dict[str, Item]:
    """An item of each type with as much text as it may have, and more spots than there are digit keys."""
    stem = words("stem", 120)
    exhibit = "\n".join([words("note", 90), "", "- " + words("inset", 30), "", words("last", 60)])
    options = {id: Option(words(f"option-{id}-", 30), "Because.") for id in "abcd"}
    spots = {f"s{n}": Spot(words(f"spot{n}-", 18)) for n in range(12)}
    fields = {f"f{n}": Spot(words(f"label{n}-", 5), words(f"left{n}-", 9), words(f"right{n}-", 9)) for n in range(12)}
    pieces = {f"p{n}": words(f"piece{n}-", 25) for n in range(7)}
    tasks: dict[str, Task] = {
        "choice": ChoiceTask(options, "a"),
        "judgement": JudgementTask(options, "a", "b"),
        "mark": MarkTask(spots, ("s1",)),
        "records": MarkTask(fields, ("f1",), ("Registration", "Claim")),
        "wide records": MarkTask(fields, ("f1",), (words("first", 4), words("second", 4))),
        "order": OrderTask(pieces, tuple((id,) for id in pieces)),
        "entry": EntryTask("word", ("word",)),
    }
    return {name: make_item(name, stem, task, exhibit=exhibit) for name, task in tasks.items()}
