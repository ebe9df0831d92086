"""The pictures of a report as SVG elements: drawn in shares of the width there is, so that they fit any window. Pure.

Every picture says in words what it shows; shapes carry the meaning, color only repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from readiness.report.elements import element
from readiness.report.value import Expected

ROW_HEIGHT = 26
"""Pixels of one bar."""


def percent(value: float) -> str:
    """A place or a length in percent of the width."""
    return f"{min(100.0, max(0.0, value)):.2f}%"


def picture(name: str, height: int, *shapes: Element) -> Element:
    """A picture over the whole width; ``name`` says in words what it shows. ``height`` in pixels."""
    title = element("title", name)
    return element("svg", title, *shapes, role="img", width="100%", height=str(height), aria_label=name, focusable="false")


def scale_bar(title: str, expected: Expected | None, line: float) -> Element:
    """One skill on the common scale from 0 to 100: the likely range, the estimate, and the line."""
    middle = ROW_HEIGHT / 2
    shapes = [
        element("line", class_="axis", x1="0%", x2="100%", y1=str(middle), y2=str(middle)),
    ]
    words = f"{title}: the line is at {line:.0f}"
    if expected is not None:
        words = (
            f"{title}: expected {expected.percent:.0f} of 100, likely {expected.low:.0f} to {expected.high:.0f}; "
            f"the line is at {line:.0f}"
        )
        shapes.append(
            element(
                "rect",
                class_="band",
                x=percent(expected.low),
                width=percent(expected.high - expected.low),
                y=str(middle - 5),
                height="10",
                rx="2",
            )
        )
    shapes.append(element("line", class_="goal", x1=percent(line), x2=percent(line), y1="1", y2=str(ROW_HEIGHT - 1)))
    if expected is not None:
        shapes.append(element("circle", class_="point", cx=percent(expected.percent), cy=str(middle), r="6"))
    return picture(words, ROW_HEIGHT, *shapes)


def share_bar(words: str, share: float) -> Element:
    """A share, 0..1, as a filled part of a frame."""
    return picture(
        words,
        18,
        element("rect", class_="frame", x="0%", width="100%", y="1", height="16", rx="2"),
        element("rect", class_="fill", x="0%", width=percent(100 * share), y="1", height="16", rx="2"),
    )


@dataclass(frozen=True, slots=True)
class Instant:
    """One sitting of a skill: its day in words, what was expected of the person then, and the line."""

    day: str
    expected: Expected
    line: float


def over_time_picture(title: str, instants: Sequence[Instant]) -> Element:
    """One skill over sittings, in their order: a point and its likely range a sitting, and the line."""
    height = 140
    ends = [_from_foot(value, height) for value in (0, 100)]
    shapes = [element("line", class_="axis", x1="0%", x2="100%", y1=end, y2=end) for end in ends]
    for place, one in enumerate(instants):
        x = percent(100 * (place + 0.5) / len(instants))
        start, end = percent(100 * place / len(instants)), percent(100 * (place + 1) / len(instants))
        line, low, high = (_from_foot(value, height) for value in (one.line, one.expected.low, one.expected.high))
        shapes += [
            element("line", class_="goal", x1=start, x2=end, y1=line, y2=line),
            element("line", class_="range", x1=x, x2=x, y1=low, y2=high),
            element(
                "circle",
                element("title", _instant_in_words(one)),
                class_="point",
                cx=x,
                cy=_from_foot(one.expected.percent, height),
                r="6",
            ),
        ]
    return picture(f"{title}. {'; '.join(map(_instant_in_words, instants))}", height, *shapes)


def _instant_in_words(one: Instant) -> str:
    expected = one.expected
    return f"{one.day}: expected {expected.percent:.0f} of 100, likely {expected.low:.0f} to {expected.high:.0f}"


def _from_foot(percent: float, height: int) -> str:
    return f"{height - 10 - (height - 20) * percent / 100:.1f}"


@dataclass(frozen=True, slots=True)
class Timed:
    """One answer's time: ``ratio`` to the expected time, and whether it earned full credit."""

    number: int
    ratio: float
    right: bool


PACE_MOST = 3.0
"""Times beyond this many times the expected one are drawn at the edge."""


def pace_picture(answers: Sequence[Timed]) -> Element:
    """A mark an answer, in the order given, high for slow: filled = right, hollow = not. The line is the expected time."""
    height, foot = 120, 110
    shapes = [element("line", class_="goal", x1="0%", x2="100%", y1=_height(1.0, foot), y2=_height(1.0, foot))]
    for place, one in enumerate(answers):
        x = percent(100 * (place + 0.5) / len(answers))
        words = f"Question {one.number}: {one.ratio:.1f} times the expected time, {'right' if one.right else 'not right'}"
        circle = element(
            "circle",
            element("title", words),
            class_="point" if one.right else "hollow",
            cx=x,
            cy=_height(one.ratio, foot),
            r="4",
        )
        shapes.append(circle)
    slow = sum(one.ratio > 1 for one in answers)
    words = f"Time of each answer beside the expected time: {slow} of {len(answers)} took longer than expected"
    return picture(words, height, *shapes)


def _height(ratio: float, foot: int) -> str:
    return f"{foot - 100 * min(PACE_MOST, ratio) / PACE_MOST:.1f}"
