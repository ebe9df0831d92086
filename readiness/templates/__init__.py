"""Item families: each template makes a fresh instance of an item from a seed, the same on every machine.

A template proves its own key: one answer, by construction or by a solver. It gives the changing part of an item; the
bank keeps its id, rating, seconds and sources. One module a template, in the folder of its skill: ``due_date.py`` is
the template "due-date", with its SCHEMA and its ``generate``. What they share stands in ``kit``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from readiness.ground.items import Generated


@dataclass(frozen=True, slots=True)
class Template:
    """One item family. ``schema`` is the JSON Schema (draft-07) of the ``with:`` block.

    ``generate(id, seed, params)`` makes an instance; it raises ValueError, in words for the author, when values that
    the schema allows do not go together.
    """

    name: str
    schema: Mapping[str, Any]
    generate: Callable[[str, int, Mapping[str, Any]], Generated]


_HOMES = {
    family.name.replace("_", "-"): f"{__name__}.{folder.name}.{family.name}"
    for folder in iter_modules(__path__)
    if folder.name != "kit"
    for family in iter_modules([f"{place}/{folder.name}" for place in __path__])
}

NAMES = tuple(sorted(_HOMES))
"""The names of all templates."""


@cache
def template_named(name: str) -> Template:
    """The template of that name, one of NAMES; only its own module is loaded. Raises KeyError."""
    module = import_module(_HOMES[name])
    return Template(name, module.SCHEMA, module.generate)
