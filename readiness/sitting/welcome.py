"""What a person reads before the first question, or before going on. Pure."""

from __future__ import annotations

from collections.abc import Collection

from readiness.ground.english import counted, form_name, listed
from readiness.sitting.onward import minutes
from readiness.sitting.selection import Selector

_HOW_SURE = {
    "first": " So few questions settle almost nothing: expect a first idea of one or two skills. You can go on into a "
    "longer check whenever you like.",
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
        f"Your answers stay on this computer, in {saved_where}. Each is saved at once: close the window when you "
        "like and go on later."
        if saved_where
        else "Nothing is saved: your answers are gone when this window closes."
    )
    rules = selector.bank.words.rules
    lines = [
        f"{number} about {skills}, about {minutes(selector.outlook(), warmed)} minutes with the report.",
        "",
        "They show what you can do now, before any training; nobody is expected to know everything. When you do not know, "
        "pick what seems likeliest: a guess costs nothing. Or skip, and the report says so.",
        "",
        "After each answer you say how sure you are; that is never scored. At the end you get a report: where you stand "
        f"in each skill, how sure that is, and what to study next.{_HOW_SURE.get(selector.form, '')}",
        "",
        saved,
        "",
        f"{f'The questions follow the rules of {rules}. ' if rules else ''}This is no certificate and no exam.",
    ]
    return lines if by_line else [*lines, "", "For a screen reader, or without full screen: readiness take --plain"]


def back_lines(selector: Selector, done: str, left_out: Collection[str]) -> list[str]:
    """Before going on where a sitting stopped; ``done``: the answers and skips in words; ``left_out``: what does not fit
    any more, in sentences.
    """
    most = selector.most if selector.exact else f"at most {selector.most}"
    lines = [f"So far: {done}, of {most} questions. You go on where you stopped."]
    for sentence in left_out:
        lines += ["", sentence]
    return lines


def longer_lines(selector: Selector, done: str, left_out: Collection[str], warmed: Collection[str]) -> list[str]:
    """Before going on from a finished sitting into a longer form."""
    items = selector.outlook()
    number = counted(len(items), "more question")
    most = "" if selector.exact else "at most "
    lines = [
        f"This is the same sitting, gone on with: what you have done ({done}) counts, and the "
        f"{form_name(selector.form)} asks {most}{number}, about {minutes(items, warmed)} minutes with the report.",
        "",
        "The new report takes the place of the one you have.",
    ]
    for sentence in left_out:
        lines += ["", sentence]
    return lines
