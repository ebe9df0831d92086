"""A small sitting for the pseudo-terminal tests: ``python -m tests.program RESULTS [what]``.

Writes each result, and in the end how it ended, as a line of the file RESULTS. ``what`` is "plain", "ascii", "full"
(the disk is full after the first answer), or "slow" (after each result it waits for the file RESULTS.go).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from readiness.sitting.pages import Answered, Flow, Page
from tests.samples import CHOICE, CONFIDENCE, ENTRY, JUDGEMENT, RECORDS, item_page, text_page


def sitting(results: Path, what: str) -> Flow:
    pages: list[Page] = [text_page(["Welcome to the test."]), *map(item_page, (CHOICE, JUDGEMENT, RECORDS, ENTRY))]
    go = results.with_suffix(".go")
    while pages:
        page = pages.pop(0)
        result = yield page
        with results.open("a") as file:
            file.write(f"{getattr(result, 'answer', None) or getattr(result, 'result', None)}\n")
        if isinstance(result, Answered):
            pages.insert(0, CONFIDENCE)
            if what == "full":
                raise OSError(28, "No space left on device")
        while what == "slow" and not go.exists():
            time.sleep(0.005)


def main() -> None:
    results, what = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    end = "done"
    try:
        if what == "plain":
            from readiness.screen import plain

            plain.run(sitting(results, what), read=input, write=print, clock=time.monotonic)
        else:
            from readiness.screen import fullscreen

            fullscreen.run(sitting(results, what), ascii=what == "ascii")
    except BaseException as error:
        end = f"{type(error).__name__}: {error}"
    with results.open("a") as file:
        file.write(f"{end}\n")


if __name__ == "__main__":
    if "--controlling" in sys.argv:
        # A terminal sends SIGWINCH and SIGHUP only to programs it controls.
        import fcntl
        import termios

        sys.argv.remove("--controlling")
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    main()
