"""The program: ``readiness``, and ``python -m readiness``."""

import os
import sys
from _signal import SIGINT, default_int_handler, getsignal, signal  # type: ignore[import-not-found]  # light, but without stubs


def start() -> int:
    """Run the program and return its exit code. Ctrl-C is heard from the first moment, while it is still being loaded."""
    ours = getsignal(SIGINT) is default_int_handler  # Else whoever started it wants Ctrl-C to be passed over.
    if ours:
        signal(SIGINT, _leave)
    from readiness.cli import main

    if ours:
        signal(SIGINT, default_int_handler)
    return main()


def _leave(*_: object) -> None:
    """End at once: nothing is begun yet. An exception would be printed or lost where a module or a class is being made."""
    try:
        os.write(2, b"Stopped.\n")
    finally:
        os._exit(130)


# Guarded, because the processes that `check --deep` starts load this module once more.
if __name__ == "__main__":
    sys.exit(start())
