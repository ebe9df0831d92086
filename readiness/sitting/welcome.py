"""What a person reads before the first question, or before going on. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from readiness.ground.english import counted, day_of_year, form_name, listed
from readiness.sitting.onward import as_far_as_known, minutes
from readiness.sitting.selection import Selector

_HOW_SURE = {
    "first": " So few questions settle almost nothing: expect a first idea of some skills, perhaps of none. You can go on "
    "into a longer check later.",
    "quick": " With so few questions, expect about half of the skills to come out as too close to call.",
}


def start_lines(selector: Selector, warmed: Collection[str], saved_where: str | None, *, by_line: bool) -> list[str]:
    """Before a new sitting. ``saved_where`` names the folder of the answers, None when they are not saved; ``by_line``: it
    is asked line by line already.
    """
    most = selector.most
    skills = listed([selector.bank.skills[id].title.lower() for id in selector.skills])
    number = f"{most} questions" if selector.exact else f"At most {most} questions"
    saved = (
        f"Each answer is saved at once, on this computer only, in {saved_where}: stop when you like and go on later."
        if saved_where
        else "Nothing is saved: your answers are gone when this window closes."
    )
    rules = selector.bank.words.rules
    lines = [
        f"{number} about {skills}, about {minutes(selector.outlook(), warmed)} minutes with the report.",
        "",
        "Before training, nobody is expected to know everything. When in doubt, pick what seems likeliest: a guess costs "
        "nothing. Or skip it; the report shows what you skipped.",
        "",
        "After each answer you say how sure you are; that is never scored. The report says where you stand in each skill "
        f"and what to study next.{_HOW_SURE.get(selector.form, '')}",
        "",
        saved,
        "",
        f"{f'The rules are those of {rules}. ' if rules else ''}This is no certificate and no exam.",
    ]
    return lines if by_line else [*lines, "", "For a screen reader, or without full screen: readiness take --plain"]


def back_lines(selector: Selector, done: str, left_out: Collection[str]) -> list[str]:
    """Before going on where a sitting stopped; ``done``: the answers and skips in words; ``left_out``: what does not fit
    any more, in sentences.
    """
    lines = [f"So far: {done}, of {as_far_as_known(selector)}{selector.most} questions. You go on where you stopped."]
    for sentence in left_out:
        lines += ["", sentence]
    return lines


def longer_lines(
    selector: Selector, began: date, done: str, left_out: Collection[str], warmed: Collection[str]
) -> list[str]:
    """Before going on from a finished sitting, which ``began`` on a day, into a longer form."""
    items = selector.outlook()
    number = f"{as_far_as_known(selector)}{counted(len(items), 'more question')}"
    lines = [
        f"What you did on {day_of_year(began)} ({done}) counts: the {form_name(selector.form)} asks {number}, about "
        f"{minutes(items, warmed)} minutes with the report.",
        "",
        "The new report replaces the one you have.",
    ]
    for sentence in left_out:
        lines += ["", sentence]
    return lines
