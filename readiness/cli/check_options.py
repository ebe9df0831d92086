"""What the check command takes."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date


def check_options(check: ArgumentParser) -> None:
    """Gives the parser of ``readiness check`` its options."""
    check.add_argument("folder", nargs="?", metavar="FOLDER", help="the bank (default: the one in the package)")
    check.add_argument("--strict", action="store_true", help="house rules are errors, not warnings")
    check.add_argument(
        "--deep",
        action="store_true",
        help="then also what takes minutes: thousands of generated questions and of simulated sittings",
    )
    check.add_argument("--figures", action="store_true", help="then also lengths, counts, ratings and what readers recorded")
    check.add_argument("--today", type=_day, metavar="DATE", help="check review dates as of this day, like 2026-11-23")
    check.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="for people, programs or GitHub (default text)"
    )
    check.add_argument("--explain", metavar="ID", help="print the page of a rule, such as I09, or of all rules")


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2026-11-23") from None
