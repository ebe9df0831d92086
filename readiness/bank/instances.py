"""Instances of generated items, made when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readiness.ground.items import Generated, frozen

FIRST = 8
"""Instances that are made when a bank is read: they tell whether a template still gives the questions it gave."""


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes the instances of one item: a template, and the values of its ``with:`` block.

    A value, not a function: it goes to other processes and into the copy of a bank, and nobody can change it.
    """

    template: str
    params: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", frozen(self.params))

    def __call__(self, id: str, seed: int) -> Generated:
        """The content of an instance; what its template marks *so* stands in quotes, as in questions written by hand.

        Raises ValueError, in words for the author, when the values do not go together.
        """
        # Here, not above, as below: the start of the program waits for neither digests nor templates.
        from readiness.bank.digest import content_digest

        made = self.drawn(id, seed)
        made = made._replace(stem=re.sub(r"\*([^*]+)\*", r'"\1"', made.stem))
        return made._replace(digest=content_digest(made))

    def drawn(self, id: str, seed: int) -> Generated:
        """What the template itself makes, for whoever only asks whether it can. Raises ValueError."""
        # Here, not above: the templates are many, and most sittings meet few of them.
        from readiness.templates import template_named

        return template_named(self.template).generate(id, seed, self.params)
