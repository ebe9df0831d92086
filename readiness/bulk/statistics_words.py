"""Item statistics in words. Pure."""

from __future__ import annotations

from readiness.bulk.item_statistics import LEAST_ANSWERS, RARE_ONE_IN, Figure, FlagKind, ItemStatistics, Statistics
from readiness.ground.english import counted, unended
from readiness.ground.items import Item, Task
from readiness.kinds.dispatch import kind
from readiness.kinds.item_bank import ItemBank

_FLAGS: dict[FlagKind, str] = {
    "negative-discrimination": "negative discrimination",
    "distractor-beats-key": "a distractor chosen more often than the key",
    "dead-distractor": f"a distractor chosen by fewer than 1 in {RARE_ONE_IN}",
}
READING = (
    f"- n is the number of answers (for alpha: of sittings) behind a figure. Below {LEAST_ANSWERS} there is no figure.",
    "- Facility is the mean credit. Discrimination says how far credit here goes with credit in the rest of the sitting. By "
    "chance alone it is up to 45 points too high or too low with 20 answers, and 20 points with 100.",
    "- A flag says: read this question again. It does not prove that something is wrong with it.",
    '- Where each person had other questions, as in "take" without --fixed, discrimination is blurred.',
    '- "Don\'t know" counts with the credit of a guess. Answers too fast to have been read are left out.',
    "- These figures tell how the questions did with these people. They calibrate nothing and change no score.",
)


def statistics_lines(found: Statistics, bank: ItemBank) -> list[str]:
    """The statistics of sittings with this bank; lines still to be wrapped: ``laid_out`` does it."""
    flagged = sum(bool(one.flags) for one in found.items)
    lines = [
        *_heading("Item statistics"),
        f"{found.bank.id} {found.bank.version}: {counted(found.sittings, 'sitting')}, "
        f"{counted(len(found.items), 'question')}, {flagged} flagged.",
        "Alpha: – (not everyone had the same questions, two or more)."
        if found.alpha is None
        else f"Alpha: {_figure(found.alpha, '{:.2f}')}.",
    ]
    for one in found.items:
        lines += ["", *_item_lines(one, bank.items[one.item])]
    return [*lines, "", *_heading("How to read this"), *READING]


def flag_words(one: ItemStatistics) -> list[str]:
    """The flags of an item, each kind once."""
    kinds = {flag.kind for flag in one.flags}
    return [words for kind, words in _FLAGS.items() if kind in kinds]


def _heading(title: str) -> list[str]:
    return [title, "-" * len(title)]


def _figure(figure: Figure, form: str) -> str:
    if figure.n < LEAST_ANSWERS:
        return f"– (n {figure.n}, fewer than {LEAST_ANSWERS})"
    if figure.value is None:
        return f"– (n {figure.n}, all alike)"
    return f"{form.format(figure.value)} (n {figure.n})"


def _item_lines(one: ItemStatistics, item: Item) -> list[str]:
    lines = [f"{one.item} ({one.type})"]
    if one.flags:
        lines.append(f"  Flagged: {'; '.join(flag_words(one))}.")
    lines += [
        f"  Facility {_figure(one.facility, '{:.0%}')}, discrimination {_figure(one.discrimination, '{:.0%}')}, "
        f"median time {_figure(one.seconds, '{:.0f} s')}.",
        f'  Answers {one.answers}, "don\'t know" {one.dont_know}, too fast {one.flagged}.',
    ]
    return lines + ([] if item.generate else _choice_lines(one, item.task))


def _choice_lines(one: ItemStatistics, task: Task) -> list[str]:
    """Each option or spot: how often it was chosen, and what is to be said of it."""
    shown = kind(task)
    if one.chosen is None:
        return [f"  Chosen: {_figure(Figure(None, one.answers), '')}."] if shown.picks(shown.key) else []
    lines = []
    for id, thing in shown.things.items():
        counts = [f"{counts[id]} {part}" if len(one.chosen) > 1 else str(counts[id]) for part, counts in one.chosen.items()]
        marks: list[str] = [thing.role] if thing.role else []
        marks += [
            "chosen more often than the key" if flag.kind == "distractor-beats-key" else "hardly chosen"
            for flag in one.flags
            if flag.option == id
        ]
        lines.append(f"    {', '.join(counts)}: {unended(thing.text)}" + (f" ({'; '.join(marks)})" if marks else ""))
    return lines
