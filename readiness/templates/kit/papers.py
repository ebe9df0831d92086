"""What the papers of an exhibit are made of, so that templates can say it in a line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from readiness.ground.exhibits.blocks import Align, Listing, Table


def bullets(entries: Iterable[str]) -> Listing:
    """The entries of a list, those that are empty left out."""
    return Listing(tuple(filter(None, entries)))


def numbered(entries: Iterable[str]) -> Listing:
    """The entries of a list, numbered from 1."""
    return Listing(tuple(entries), 1)


def table(head: Sequence[str], rows: Iterable[Sequence[object]], right: Collection[int] = ()) -> Table:
    """A table; ``right`` are the places of the columns that end at one edge, such as those of numbers."""
    sides: list[Align] = ["right" if place in right else "left" for place in range(len(head))]
    return Table(tuple(head), tuple(sides), tuple(tuple(map(str, row)) for row in rows))


def fields(rows: Iterable[tuple[str, object]], right: Collection[int] = ()) -> Table:
    """What stands behind each label, as on a form."""
    return table(("", ""), rows, right)
