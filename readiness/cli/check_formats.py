"""What ``check`` found, for editors and for the checks of a repository."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from readiness.check.checked import Checked
from readiness.check.findings import Figure
from readiness.ground.errors import BankError, Place, Problem

_COMMANDS = {"error": "error", "warning": "warning", "not checked": "notice"}


def github_line(problem: Problem) -> str:
    """A problem as GitHub Actions shows it beside its line (workflow commands of docs.github.com)."""
    place = problem.place
    where = f"file={_property(place.file)},line={place.line},col={place.column},title={_property(problem.rule)}"
    return f"::{_COMMANDS[problem.severity]} {where}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def checked_json(done: Checked, figures: Sequence[Figure]) -> str:
    """A bank that can be used: its problems, what is waived, and the figures that were asked for."""
    bank = done.bank
    counts = {name.replace(" ", "_"): done.count(name) for name in _COMMANDS}
    return _json(
        {
            "bank": bank.id,
            "version": bank.version,
            "questions": len(bank.items),
            "competencies": len(bank.competencies),
            **counts,
            "problems": list(map(_problem, done.problems)),
            "waived": [{**_where(one.place), "rule": one.rule, "reason": one.reason} for one in done.waivers],
            "figures": [
                {"name": one.name, "figure": one.figure, "limit": one.limit, "verdict": one.verdict, "rule": one.rule}
                for one in figures
            ],
        }
    )


def refused_json(error: BankError) -> str:
    """A bank that cannot be read: its problems, under the same names."""
    return _json({"bank": None, "error": len(error.problems), "problems": list(map(_problem, error.problems))})


def _problem(problem: Problem) -> dict[str, Any]:
    own = {"severity": problem.severity, "rule": problem.rule, "message": problem.message}
    return {**_where(problem.place), **own}


def _where(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, indent=2)
