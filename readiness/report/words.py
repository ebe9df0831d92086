"""The words of reports: levels, odds, the verdict, how a question is called to mind. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from readiness.ground.english import are, counted, listed
from readiness.report.make import level_within
from readiness.report.value import Level, Report
from readiness.scoring.method import LEVEL_LIMITS

LEVELS: dict[Level, str] = {
    "ready": "Ready",
    "probably-ready": "Probably ready",
    "too-close": "Too close to call",
    "probably-not-yet": "Probably not yet",
    "not-yet": "Not yet",
    "too-few": "Too few answers",
    "withheld": "No result",
}


SIGNS: dict[Level, str] = {
    "ready": "++",
    "probably-ready": "+",
    "too-close": "?",
    "probably-not-yet": "-",
    "not-yet": "--",
    "too-few": "",
    "withheld": "",
}
"""The level as a sign, which needs no color."""


THE_LINE = "what someone just ready would get, who could start a beginners' course next week and keep up"
"""Whom the line in a skill belongs to, for whoever meets it on a report for the first time."""

LEFT_OUT = "This answer came too fast for the question to have been read. It was left out of the result."
"""What is said of an answer that was flagged."""


def odds_in_words(odds: float, limits: Mapping[str, float] = LEVEL_LIMITS) -> str:
    """Odds (0..1) as chances: "about 8 chances in 10"; beyond 19 in 20 no more is claimed.

    Where one of the odds at which levels begin (``limits``, as in a report's method note) lies between the odds and the
    round figure, the words stay on their own side of it.
    """
    if odds > 0.95:
        return "more than 19 chances in 20"
    if odds < 0.05:
        return "fewer than 1 chance in 20"
    tenths = min(9, max(1, math.floor(odds * 10 + 0.5)))
    round_figure = f"{counted(tenths, 'chance')} in 10"
    if level_within(odds, limits) == level_within(tenths / 10, limits):
        return f"about {round_figure}"
    return f"{'almost' if odds < tenths / 10 else 'just over'} {round_figure}"


def odds_in_short(odds: float, limits: Mapping[str, float] = LEVEL_LIMITS) -> str:
    """``odds_in_words`` for a table: "about 8 in 10"."""
    return re.sub(" chances? in", " in", odds_in_words(odds, limits))


def made_by(report: Report) -> str:
    """Which version of the scoring made a report, to begin a sentence."""
    version = report.method_version
    return "The first version of the scoring" if version == 1 else f"Version {version} of the scoring"


def limits_of(report: Report) -> Mapping[str, float]:
    """The odds at which the levels of a report begin; each version of the scoring had its own."""
    limits: Mapping[str, float] = report.method["levels"]
    return limits


def verdict_sentence(report: Report) -> str:
    """The verdict on the skills that were taken, in one sentence."""
    met = {row.skill for row in report.responses}
    asked = {id: one for id, one in report.skills.items() if id in met}
    of = {level: [one.title for one in asked.values() if one.level == level] for level in LEVELS}
    every = "All the skills" if len(asked) > 1 else "The skill"
    if report.verdict == "withheld":
        return "There is no result: more than 3 answers in 10 came too fast for the question to have been read."
    if report.verdict == "too-few":
        return "There are too few answers yet to say how ready you are."
    if report.verdict == "build-first":
        below = of["not-yet"] + of["probably-not-yet"]
        return f"Build up {listed(below)} first: you look not yet ready to start there."
    if report.verdict == "close":
        return _close_sentence(of)
    sure = " or ".join(LEVELS[level].lower() for level in _WELL if of[level])
    looks = "looks" if len(asked) == 1 else "look"
    return f"{every} you were asked about {looks} {sure} for {report.bank.start}, that is, to start training."


_WELL: tuple[Level, ...] = ("ready", "probably-ready")
"""The levels that say somebody can start."""


def _close_sentence(of: Mapping[Level, Sequence[str]]) -> str:
    """The verdict where nothing looks not yet ready, but not every skill looks ready."""
    well = [f"{LEVELS[level].lower()} in {listed(of[level])}" for level in _WELL if of[level]]
    close, few = of["too-close"], of["too-few"]
    parts = []
    if well:
        parts.append(f"You look {', and '.join(well)}")
    if close:
        parts.append(f"{listed(close)} {are(len(close))} too close to call")
    if few:
        parts.append(f"{listed(few)} {'has' if len(few) == 1 else 'have'} too few answers yet")
    return "; ".join(parts) + "."


RECOGNISED = 200
"""A question of at most so many characters is quoted whole."""


def recognised(stem: str) -> str:
    """As much of a question as is needed to recognise it: how its scene begins, and what was asked."""
    text = " ".join(stem.split())
    if len(text) <= RECOGNISED:
        return text
    *scene, asked = re.split(r"(?<=[.?!])\s+", text)
    if not scene:
        return text
    room = max(60, RECOGNISED - len(asked))
    begun = scene[0] if len(scene[0]) <= room else scene[0][:room].rpartition(" ")[0]
    return f"{begun.rstrip('.')} ... {asked}"
