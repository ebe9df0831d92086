"""The folder of a person's own answers, as the commands use it."""

from __future__ import annotations

import sys
from pathlib import Path

from readiness.ground.files import close_to_others, data_folder
from readiness.ground.printable import named


def own_folder() -> Path:
    """The data folder. Where others on this computer could look into it, they no longer can, and that is said."""
    folder = data_folder()
    if close_to_others(folder):
        print(f"{named(str(folder))} was open to others on this computer; now it is yours alone.", file=sys.stderr)
    return folder
