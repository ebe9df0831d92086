"""Warm-up items: unscored, about nothing medical, one for each type that has keys of its own."""

from __future__ import annotations

from decimal import Decimal

from readiness.model import EntryTask, Item, ItemType, JudgementTask, MarkTask, Option, OrderTask, Spot, Task


def _warmup(stem: str, task: Task, why: str) -> Item:
    return Item(
        id="warm-up",
        skill="",
        competency="",
        cognition="recall",
        ratings=(0.95,),
        seconds=30,
        stem=stem,
        task=task,
        why=why,
        chance=0.0,
        parts=1,
    )


WARMUPS: dict[ItemType, Item] = {
    "judgement": _warmup(
        "It starts to rain as you leave for a walk, and you want to stay dry. What is the best thing to do, and what is "
        "the worst?",
        JudgementTask(
            options={
                "a": Option("Take the umbrella by the door", "It keeps you dry and costs no time."),
                "b": Option("Wait an hour for it to stop", "It keeps you dry but loses an hour."),
                "c": Option("Walk faster than usual", "You get less wet, yet wet."),
                "d": Option("Go out with a wet towel on", "You are wet before you start."),
            },
            best="a",
            worst="d",
        ),
        "You pick two options here: first the best, then the worst.",
    ),
    "mark": _warmup(
        "Which of these are fruits? Mark every one, and no other.",
        MarkTask(
            spots={
                "s1": Spot("Chair"),
                "s2": Spot("Apple"),
                "s3": Spot("Spoon"),
                "s4": Spot("Pear"),
                "s5": Spot("Lamp"),
                "s6": Spot("Door"),
            },
            key=("s2", "s4"),
        ),
        "Here you mark as many as fit. A mark too many costs as much as a mark too few.",
    ),
    "order": _warmup(
        "Put these meals in the order of the day, earliest first.",
        OrderTask(pieces={"p1": "Dinner", "p2": "Breakfast", "p3": "Lunch"}, key=(("p2",), ("p3",), ("p1",))),
        "Here you give every line its place, from first to last.",
    ),
    "entry": _warmup(
        "How many days are there in a week? Write the number.",
        EntryTask(form="number", number=Decimal(7)),
        "Here you write the answer. You are shown how it was read before it counts.",
    ),
}
