"""The constants of the scoring method, each in this one place; every report carries them as its method note. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

VERSION = 2
"""The first version had one spread, TAU .35, levels at .90 and .75, and read a skip as its chance credit only."""

SLOPE = 0.85
"""a0: how fast the chance of knowing rises with the margin, per logit."""
RHO = 0.5
"""Correlation of the margins of two skills before any answer, within one spread."""
SPREADS = ((0.5, 1.0), (0.5, 2.0))
"""(share, spread): before any answer the margins have one of these standard deviations, in logits, with that probability.

Two spreads stand for two slopes: in th' = a th / a0 a slope that is not known is a mixture of spreads.
"""
TAU = 0.90
"""Doubt about where the line is, in logits; what all ratings have in common is part of it."""
KNOWN_LIMITS = (0.05, 0.95)
"""No item is taken to be known by fewer or more of the just-ready people than this."""

READY, PROBABLY_READY, PROBABLY_NOT_YET, NOT_YET = 0.85, 0.70, 0.30, 0.15
LEVEL_LIMITS: Mapping[str, float] = MappingProxyType(
    {"ready": READY, "probably-ready": PROBABLY_READY, "probably-not-yet": PROBABLY_NOT_YET, "not-yet": NOT_YET}
)
"""Odds at which the levels begin. A skill is called, and asked about no further, at the outer two."""
LEAST_IN_SKILL, LEAST_IN_ALL = 3, 5
"""Fewer answers that count, in a skill or over all skills, are too few for a level."""
NO_RESULT = ("withheld", "too-few")
"""Levels of a skill, and verdicts, that say nothing of how ready somebody is."""

RAPID_SECONDS, RAPID_SHARE = 10.0, 0.1
"""An answer faster than both so many seconds and this share of its item's was not read (Wise & DeMars 2006)."""
UNDERSTATED_SHARE, WITHHELD_SHARE = 0.10, 0.30
"""Above these shares of answers given too fast the report warns, and gives no result."""


def method_note() -> dict[str, Any]:
    """The constants as plain JSON values, for a report."""
    return {
        "version": VERSION,
        "slope": SLOPE,
        "rho": RHO,
        "spreads": [list(pair) for pair in SPREADS],
        "tau": TAU,
        "clamp": list(KNOWN_LIMITS),
        "levels": dict(LEVEL_LIMITS),
        "least": {"skill": LEAST_IN_SKILL, "all": LEAST_IN_ALL},
        "rapid": {"seconds": RAPID_SECONDS, "share": RAPID_SHARE, "withheld": WITHHELD_SHARE},
    }
