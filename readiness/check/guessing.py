"""Whether somebody who knows nothing could find the keys of a bank by a rule: the longest, the first, the mildest. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.check.cues import IDS, RULES, TONES, Pick, Rule, guess, picks
from readiness.check.exact import Tally, tally, two_sided
from readiness.check.findings import LEAST, Finding, Severity, top
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank

ERROR_P, WARNING_P = 0.01, 0.05
WARNING_POINTS, POINTS_FROM = 5, 60
"""Points off chance that call for a look, in sets of at least so many picks: in smaller ones chance alone does it."""
MOST_WARNINGS = 2


def guessing(bank: ItemBank) -> Iterator[Finding]:
    """Rules of guessing against chance, over all keys and in each kind of pick (these share the level of the test)."""
    place, items = top(bank), list(bank.items.values())
    sets = {
        "of choice items": picks(items, ("option",)),
        "as best": picks(items, ("best",)),
        "as worst": picks(items, ("worst",)),
    }
    keys, best = sets["of choice items"] + sets["as best"], sets["as best"]
    if len(keys) < LEAST:
        message = f"whether options give the key away: {len(keys)} questions with options are too few"
        yield Finding("B02", "not checked", place, message)
        return
    tests = [(name, rule, {"": keys, **sets}) for name, rule in RULES.items()]
    if len(best) >= LEAST:
        tests += [(name, rule, {"as best": best, "as worst": sets["as worst"]}) for name, rule in TONES.items()]
    warnings = 0
    for name, rule, some in tests:
        if flaw := _rule_flaw(name, rule, some):
            severity, message = flaw
            warnings += severity == "warning"
            yield Finding(IDS[name], severity, place, message)
    if warnings > MOST_WARNINGS:
        message = f"{warnings} rules of guessing are off chance as warned; at most {MOST_WARNINGS} may be"
        yield Finding("H04", "house", place, message)


def _rule_flaw(name: str, rule: Rule, sets: dict[str, list[Pick]]) -> tuple[Severity, str] | None:
    """The first set counts alone; the others share one test between them. Of several flaws the first error."""
    flaws: list[tuple[Severity, str]] = []
    for at, (where, some) in enumerate(sets.items()):
        figures, share = tally([guess(rule, pick) for pick in some]), 1 if at == 0 else len(sets) - 1
        off = at == 0 and figures.picks >= POINTS_FROM and abs(figures.points) > WARNING_POINTS
        if figures.p < ERROR_P / share:
            flaws.append(("error", _guessed(name, where, figures)))
        elif off or figures.p < WARNING_P / share:
            flaws.append(("warning", _guessed(name, where, figures)))
    return min(flaws, key=lambda flaw: flaw[0] != "error", default=None)


def _guessed(name: str, where: str, figures: Tally) -> str:
    advice = "it gives the key away" if figures.points > 0 else "it tells what to avoid"
    return f"picking {' '.join(filter(None, (name, where)))} is right {figures.words}: {advice}"


def marked_places(bank: ItemBank) -> Iterator[Finding]:
    """Lines to mark are not shuffled, so their places must not tell; those of generated items differ each time."""
    marked = []  # Of each item, for each of its lines, whether it is to be marked.
    for item in bank.items.values():
        shown = kind(item.task)
        keys = shown.picks(shown.key).get("spot")
        if keys and item.generate is None:
            marked.append([id in keys for id in shown.things])
    longest = max(map(len, marked), default=0)
    inner = [(f"line {at + 1}", at) for at in range(1, longest)]
    for name, at in (("the first line", 0), *inner, ("the last line", -1)):
        reach = [lines for lines in marked if at < len(lines)]
        shares = [sum(lines) / len(lines) for lines in reach]
        hits = sum(lines[at] for lines in reach)
        if (p := two_sided(shares, hits)) < ERROR_P:
            message = f"{name} is to be marked in {hits} of {len(reach)} written questions"
            message = f"{message}, by chance in {sum(shares):.1f} (p = {p:.3f}); move some lines"
            yield Finding("B01", "warning", top(bank), message)
