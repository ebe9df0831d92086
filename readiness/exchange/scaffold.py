"""The first files of a new bank: a plan, its sources and a few questions, with comments where to change them. Pure."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from readiness.exchange.examples import EXAMPLES

MOST_SKILLS = len(EXAMPLES)
"""Each skill begins with a question of its own, of another type than those of the others."""
LONGEST = 200
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new bank is about: its title, the titles of its skills, and whose rules hold ("" for nobody's)."""

    title: str
    skills: Sequence[str]
    rules: str = ""


def plan_problem(plan: Plan) -> str | None:
    """What is wrong with a plan, in words; None when nothing is."""
    for what, text in (("the title", plan.title), ("the rules", plan.rules), *(("a skill", one) for one in plan.skills)):
        if len(text) > LONGEST:
            return f"{what} has {len(text)} characters; at most {LONGEST} are read"
        if not text.isprintable():
            return f"{what} holds a character that cannot be shown"
    if not plan.title.strip():
        return "say what the bank is about (--title)"
    if not plan.skills or not all(one.strip() for one in plan.skills):
        return "name at least one skill (--skill)"
    if len(plan.skills) > MOST_SKILLS:
        return f"begin with at most {MOST_SKILLS} skills; more can be written into blueprint.yaml later"
    if len({one.strip().casefold() for one in plan.skills}) < len(plan.skills):
        return "two skills have the same name"
    return None


def scaffold(plan: Plan, *, examples: bool = True) -> dict[str, str]:
    """The files of a new bank, by their path inside it with "/"; without ``examples`` it has no questions yet.

    Each skill has one competency, and every type of question stands in one of them.
    """
    names: dict[str, str] = {}
    for place, title in enumerate(plan.skills, start=1):
        names[slug(title, f"skill-{place}", names)] = title.strip()
    files = {"blueprint.yaml": _blueprint(plan, names), "sources.yaml": SOURCES}
    if examples:
        for place, skill in enumerate(names):
            own = [make for at, make in enumerate(EXAMPLES.values()) if at % len(names) == place]
            items = "".join(make(f"{skill}-basics-{number:02}") for number, make in enumerate(own, start=1))
            files[f"{skill}/{skill}-basics.yaml"] = items_file(f"{skill}-basics", items)
    return files


def items_file(competency: str, items: str) -> str:
    """A file of questions; ``items`` are those that it holds, as text."""
    return f"# yaml-language-server: $schema=../schema.json\ncompetency: {competency}\nitems:\n{items}"


def slug(title: str, otherwise: str, taken: Collection[str] = ()) -> str:
    """A short name made of a title, of small letters, digits and hyphens, that is not ``taken``.

    A title with no such letters, such as one in Greek, gets the name ``otherwise``.
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain)
    made = "-".join(words)[:40].strip("-") or otherwise
    if not made[0].isalpha() or made in _YAML_WORDS:
        made = f"{otherwise}-{made}"
    number = 1
    while made in taken:
        number += 1
        made = f"{made.rpartition('-')[0] if number > 2 else made}-{number}"
    return made


_YAML_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
"""What YAML takes for no text; it takes what begins with a digit for a number."""


def quoted(text: str) -> str:
    """A text as YAML (and JSON) writes it in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _blueprint(plan: Plan, names: Mapping[str, str]) -> str:
    title = plan.title.strip()
    rules = plan.rules.strip()
    skills = "".join(
        f"  {id}:\n    title: {quoted(title)}\n"
        f"    about: {quoted(f'What it takes in {title}.')}  # say in one sentence what the skill is\n    weight: 1\n"
        for id, title in names.items()
    )
    competencies = "".join(
        f"  {id}-basics:\n    skill: {id}\n    title: {quoted(f'{title}: basics')}\n"
        f"    about: {quoted(f'Knows the basics of {title}.')}  # what a person who has it does\n    weight: 1\n"
        f'    study:\n      - {{source: {SOURCE}, part: "Chapter 1", minutes: 20}}  # where to read about it\n'
        for id, title in names.items()
    )
    said = f"rules: {quoted(rules)}  # whose rules the questions ask about\n" if rules else ""
    return (
        "# The plan of the bank. Change what stands in quotes; ids (before the colons) stay as they are once people have\n"
        "# answered. A skill is made of competencies; each competency has a file of questions, SKILL/COMPETENCY.yaml.\n"
        f'bank: {slug(title, "bank")}\nversion: "1"\ntitle: {quoted(title)}\n'
        f'start: {quoted(f"a start in {title}")}  # what people are ready for: "ready for ..."\n{said}'
        'reviewers: "people who do this work or teach it"\n'
        f"skills:\n{skills}competencies:\n{competencies}"
        "# How many questions of a skill a sitting asks at most.\n"
        "forms:\n  first: {per_skill: 3}\n  quick: {per_skill: 5}\n  full: {per_skill: 20}\n"
    )


SOURCE = "my-source"
SOURCES = f"""\
# What the questions rest on and what people are told to study. Questions name a source by its id, such as {SOURCE}.
{SOURCE}:
  title: "The book, page or rule that your questions rest on"
  publisher: "Who publishes it"
  url: https://example.org/
  cost: free  # or: paid
  # accessed: "2026-11-28"  # the day on which somebody compared the questions with it
"""
