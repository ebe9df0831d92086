"""Instances of generated items, made when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readiness.model import Generated


def generate(template: str, params: Mapping[str, Any], id: str, seed: int) -> Generated:
    """The content of an instance. A function of a module, so that items can be pickled."""
    # Here, not above: the templates are many, and most sittings meet few of them.
    from readiness.templates import TEMPLATES

    return TEMPLATES[template].generate(id, seed, params)
