"""Item statistics as a table for a spreadsheet, and as a page with a picture of facility against discrimination. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from readiness.bulk.item_statistics import Figure, ItemStatistics, Statistics
from readiness.bulk.statistics_words import READING, flag_words
from readiness.ground.english import counted
from readiness.kinds.item_bank import ItemBank
from readiness.report.elements import element
from readiness.report.html import page, table
from readiness.report.pictures import percent, picture

COLUMNS = (
    *("item", "type", "facility", "facility_n", "discrimination", "discrimination_n", "seconds", "seconds_n"),
    *("answers", "dont_know", "too_fast", "chosen", "flags"),
)


def statistics_csv(found: Statistics) -> str:
    """A row a question; a figure that there is none of is an empty cell."""
    rows = [COLUMNS, *(tuple(_cells(one)) for one in found.items)]
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


def _cells(one: ItemStatistics) -> Iterator[str]:
    yield from (one.item, one.type)
    for figure in (one.facility, one.discrimination, one.seconds):
        yield "" if figure.value is None else f"{figure.value:.4f}"
        yield str(figure.n)
    yield from (str(one.answers), str(one.dont_know), str(one.flagged))
    chosen = one.chosen or {}
    yield "; ".join(f"{part} {id}: {count}" for part, counts in chosen.items() for id, count in counts.items())
    yield "; ".join(flag_words(one))


# The page -----------------------------------------------------------------------------------------------------------


def statistics_html(found: Statistics, bank: ItemBank) -> str:
    """A page with the picture, and a table with a row a question."""
    flagged = sum(bool(one.flags) for one in found.items)
    lead = (
        f"{found.bank.id} {found.bank.version}: {counted(found.sittings, 'sitting')}, "
        f"{counted(len(found.items), 'question')}, {flagged} flagged."
    )
    alpha = "" if found.alpha is None or found.alpha.value is None else f" Alpha: {found.alpha.value:.2f}."
    parts: list[Element] = [element("h1", "Item statistics"), element("p", lead + alpha)]
    if drawn := [one for one in found.items if one.facility.value is not None and one.discrimination.value is not None]:
        parts += [
            element("h2", "Facility and discrimination"),
            facility_picture(drawn),
            element("p", _LEGEND, class_="legend"),
        ]
    cells: list[list[Element | str]] = [[cell] for one in found.items for cell in _row(one, bank)]
    parts += [element("h2", "Every question"), table(_HEADER, cells, len(_HEADER))]
    reading = (line.removeprefix("- ") for line in READING)
    parts += [element("h2", "How to read this"), element("ul", *(element("li", line) for line in reading))]
    return page("Item statistics", parts)


_HEADER = ("Question", "Words", "Facility", "Discrimination", "Seconds", "Answers", "Flags")
_LEGEND = (
    "A mark a question. To the right: easy for these people; up: who gets it right gets the others right too. The strong "
    "line is a discrimination of 0. Hollow: flagged. Point at a mark, or look below, to see which question it is."
)


def _row(one: ItemStatistics, bank: ItemBank) -> Iterator[str]:
    item = bank.items[one.item]
    yield one.item
    yield f"(generated: {item.template})" if item.generate is not None else item.stem
    yield _shown(one.facility, 100, " %")
    yield _shown(one.discrimination, 100, "")
    yield _shown(one.seconds, 1, "")
    yield str(one.answers)
    yield "; ".join(flag_words(one))


def _shown(figure: Figure, times: float, unit: str) -> str:
    return f"– (n {figure.n})" if figure.value is None else f"{times * figure.value:.0f}{unit} (n {figure.n})"


HEIGHT, TOP, FOOT = 325, 20, 300
"""Pixels of the picture, and of discrimination 1 and -1 in it."""


def facility_picture(items: Sequence[ItemStatistics]) -> Element:
    """Facility, 0..1, from left to right, and discrimination, -1..1, from the foot to the top. Every item has both."""
    ends = [element("line", class_="axis", x1="0%", x2="100%", y1=_up(value), y2=_up(value)) for value in (-1, 1)]
    shapes = [*ends, element("line", class_="goal", x1="0%", x2="100%", y1=_up(0), y2=_up(0)), *_scales()]
    for one in items:
        assert one.facility.value is not None
        assert one.discrimination.value is not None
        words = f"{one.item}: facility {100 * one.facility.value:.0f} %, discrimination {100 * one.discrimination.value:.0f}"
        shapes.append(
            element(
                "circle",
                element("title", words + (f", flagged: {'; '.join(flag_words(one))}" if one.flags else "")),
                class_="hollow" if one.flags else "point",
                cx=percent(2 + 96 * one.facility.value),
                cy=_up(one.discrimination.value),
                r="6",
            )
        )
    low = sum(one.discrimination.value < 0 for one in items if one.discrimination.value is not None)
    name = f"Facility and discrimination of {counted(len(items), 'question')}; {low} below the line of 0"
    return picture(name, HEIGHT, *shapes)


def _scales() -> Iterator[Element]:
    """What the edges stand for: discrimination above each line, facility below the foot."""
    for value, words in ((1, "discrimination 100"), (0, "0"), (-1, "-100")):
        yield element("text", words, class_="scale", x="0%", y=f"{float(_up(value)) - 5:.1f}")
    for share, anchor, words in ((0, "start", "facility 0 %"), (0.5, "middle", "50 %"), (1, "end", "100 %")):
        x = percent(2 + 96 * share)
        yield element("line", class_="axis", x1=x, x2=x, y1=_up(-1), y2=str(FOOT + 5))
        yield element("text", words, class_="scale", x=percent(100 * share), y=str(HEIGHT), text_anchor=anchor)


def _up(discrimination: float) -> str:
    return f"{TOP + (FOOT - TOP) * (1 - discrimination) / 2:.1f}"
