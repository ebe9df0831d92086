"""Instances of generated items, made when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from readiness.model import Generated


def generate(template: str, params: Mapping[str, Any], id: str, seed: int) -> Generated:
    """The content of an instance; what its template marks *so* stands in quotes, as in questions written by hand.

    A function of a module, so that items can be pickled.
    """
    # Here, not above: the templates are many, and most sittings meet few of them.
    from readiness.templates import template_named

    made = template_named(template).generate(id, seed, params)
    return replace(made, stem=re.sub(r"\*([^*]+)\*", r"“\1”", made.stem))
