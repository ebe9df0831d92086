"""What is to be said of the lines of a file: each at its line, and what is the same of many of them once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readiness.ground.printable import named

MOST_LINES = 10
"""Lines that are listed of those about which the same is to be said, and"""
COMMON = 4
"""how many of them make it be said once for all."""


def by_line(file: str, told: Iterable[tuple[int, str, str]], what: str) -> Iterator[str]:
    """``told``: for each thing its line, what names it among the others (or ""), and the words; ``what`` they are, for
    those that are said once: "rows"."""
    lines: dict[str, list[int]] = {}
    told = list(told)
    for line, _, words in told:
        lines.setdefault(words, []).append(line)
    common = {words: some for words, some in lines.items() if len(some) >= COMMON}
    for line, name, words in sorted(told):
        if words not in common:
            yield f"{file}:{line}: {named(f'{name}: {words}' if name else words)}"
    for words, some in common.items():
        more = f" and {len(some) - MOST_LINES} more" if len(some) > MOST_LINES else ""
        yield f"{file}: {len(some)} {what} (lines {', '.join(map(str, some[:MOST_LINES]))}{more}): {named(words)}"
