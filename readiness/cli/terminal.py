"""What every command shares: how the program ends and what it says then, and the terminal as it is."""

from __future__ import annotations

import os
import signal
import sys
import time
from _thread import get_ident, interrupt_main, start_new_thread
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from readiness.cli.streams import Printed, standard_streams
from readiness.ground.printable import named, one_line, short
from readiness.ground.signals import Terminated, ending_signals, terminate

TYPE_CHECKING = False  # Type checkers take it for true; importing typing would cost --help as much as all else.
if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace
    from typing import Any

    from readiness.ground.errors import BankError

DONE, WRONG_INPUT, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
"""Every exit code there is: done; something given, or a file or stream, cannot be used; a command line that the parser
refuses; stopped by the person, or the input has ended; told to end by the system."""

MOST_PROBLEMS = 10
"""Problems of a bank that a command lists which only wants to use it."""


class InputProblem(Exception):
    """Something the person gave cannot be used; the message, always one line, says where, what, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(short(named(message)))


# How the program ends -----------------------------------------------------------------------------------------------


def ended(program: Callable[[], int], *, process_ends: bool) -> int:
    """Run the program to its end, whichever it is, and return the exit code. What is to be said of it is said here.

    When the process ends with it, Ctrl-C is no longer heard afterwards: it could only cut short what Python tidies up.
    """
    interrupt = signal.getsignal(signal.SIGINT)
    if process_ends:
        sys.unraisablehook = _unraisable
    try:
        with ending_signals(terminate), standard_streams() as out:
            code = _outcome(program, out)
            if code == DONE or out.fault is None:
                code = _outcome(lambda: _flushed(out, code), out)
            if process_ends:
                _ignore_interrupts()
        return code
    except KeyboardInterrupt:  # Once more, while the first one was being dealt with.
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    finally:
        if not process_ends:
            with suppress(ValueError):  # Only the main thread can have changed it.
                signal.signal(signal.SIGINT, interrupt)


def _unraisable(fault: sys.UnraisableHookArgs) -> None:
    """Ctrl-C in a moment in which Python would print it and go on, such as the end of an import, is heard."""
    if fault.exc_type is KeyboardInterrupt:
        start_new_thread(_interrupt_soon, (get_ident(),))  # Here and now it would be raised in this hook, and printed too.
    else:
        sys.__unraisablehook__(fault)


def _interrupt_soon(thread: int) -> None:
    time.sleep(0.01)
    if sys.platform == "win32":
        interrupt_main()
    else:
        signal.pthread_kill(thread, signal.SIGINT)


def _ignore_interrupts() -> None:
    with suppress(ValueError):  # Another thread than the main one gets none.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _flushed(out: Printed, code: int) -> int:
    out.flush()
    if out.fault is not None:  # It was raised before, and whoever printed passed over it.
        raise out.fault
    return code


def _outcome(program: Callable[[], int], out: Printed) -> int:
    try:
        return program()
    except SystemExit as end:  # The parser has said what there is to say.
        return end.code if isinstance(end.code, int) else USAGE
    except BaseException as fault:
        error = _struck(fault)
        if isinstance(error, KeyboardInterrupt):
            _ignore_interrupts()
        code, words = end_of(error)
        if out.fault is None:
            with suppress(OSError):
                out.flush()
        if words:
            print(words, file=sys.stderr, flush=True)
        return code


def _struck(error: BaseException) -> BaseException:
    """The signal that ended the program, where Python has wrapped it: up to 3.11 a class body makes a RuntimeError of it."""
    cause = error.__cause__
    return cause if type(error) is RuntimeError and isinstance(cause, KeyboardInterrupt | Terminated) else error


def end_of(error: BaseException) -> tuple[int, str]:
    """The exit code for what ended the program, and the words for it."""
    from readiness.ground.errors import BankError

    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED, "\nStopped." if sys.stderr.isatty() else "Stopped."  # "^C" stands on the line.
    if isinstance(error, EOFError):
        return INTERRUPTED, "The input ended."
    if isinstance(error, Terminated):
        return TERMINATED, "Terminated."
    if isinstance(error, BrokenPipeError):
        return DONE, ""  # Who reads from the pipe has seen enough.
    if isinstance(error, InputProblem):
        return WRONG_INPUT, str(error)
    if isinstance(error, BankError):
        return WRONG_INPUT, _bank_words(error)
    if isinstance(error, OSError):
        return WRONG_INPUT, _os_words(error)
    if isinstance(error, MemoryError):
        return WRONG_INPUT, "There is not enough memory for this."
    return WRONG_INPUT, _fault_words(error)


def _bank_words(error: BankError) -> str:
    lines = [str(problem) for problem in error.problems]
    if (more := len(lines) - MOST_PROBLEMS) > 0:
        lines[MOST_PROBLEMS:] = [f"and {more} more; readiness check lists them all"]
    return "\n".join(lines)


def _os_words(error: OSError) -> str:
    from readiness.ground.files import StorageError, reason

    if isinstance(error, StorageError):
        return str(error)
    if error is getattr(sys.stdout, "fault", None):
        return f"standard output: this cannot be shown: {reason(error)}"
    name = error.filename
    return f"{named(os.fsdecode(name))}: {reason(error)}" if isinstance(name, str | bytes) else reason(error)


def _fault_words(error: BaseException) -> str:
    from pathlib import Path
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    own = [frame for frame in frames if "readiness" in Path(frame.filename).parts] or frames
    where = f" ({Path(own[-1].filename).name}, line {own[-1].lineno})" if own else ""
    words = one_line(f"{type(error).__name__}: {error}")
    return f"This is a fault in the program, not yours{where}: {words}. What was saved is safe."


# Commands and the terminal ------------------------------------------------------------------------------------------


def run(options: Namespace | SimpleNamespace) -> int:
    """Run the command that the parser chose, named "module:function"; returns its exit code."""
    module, function = options.run.split(":")
    command: Callable[[Any], int] = getattr(import_module(f"readiness.cli.{module}"), function)
    return command(options)


def full_screen_works() -> bool:
    """Whether a person sits at a terminal that can show the full screen."""
    person = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    return person and os.environ.get("TERM") != "dumb" and not plain_wanted()


def plain_wanted() -> bool:
    """Whether the person has asked for everything line by line, with READINESS_PLAIN."""
    return bool(os.environ.get("READINESS_PLAIN"))


def program_elsewhere() -> str:
    """How to start the program in a new window, where its name alone is not enough: the virtual environment that holds it
    is active in this window only. Else ""."""
    import shlex
    import shutil
    from pathlib import Path

    program = Path(sys.argv[0])
    own = Path(sys.prefix).resolve()
    if sys.prefix == sys.base_prefix or program.stem != "readiness" or not program.resolve().is_relative_to(own):
        return ""
    folders = [one for one in os.environ.get("PATH", "").split(os.pathsep) if not Path(one).resolve().is_relative_to(own)]
    return "" if shutil.which("readiness", path=os.pathsep.join(folders)) else shlex.quote(str(program.absolute()))


def on_path() -> bool:
    """Whether the program's name alone starts a program of that name here."""
    import shutil

    return shutil.which("readiness") is not None


def links_work() -> bool:
    """Whether standard output is a terminal that is known to make links of what OSC 8 marks; any other may show rubbish.

    Known by what they set themselves: VTE from 0.50 on (GNOME and others), kitty, WezTerm, iTerm2, Ghostty, Konsole,
    Windows Terminal, VS Code, foot. Inside tmux and screen nobody can tell, so there it is no.
    """
    known = os.environ.get
    if not sys.stdout.isatty() or known("TERM") == "dumb" or known("TMUX") or known("STY"):
        return False
    vte = known("VTE_VERSION", "")
    return (
        (vte.isdecimal() and int(vte) >= 5000)
        or known("TERM") in ("xterm-kitty", "xterm-ghostty", "foot", "foot-extra", "wezterm")
        or known("TERM_PROGRAM") in ("iTerm.app", "WezTerm", "ghostty", "vscode")
        or any(known(name) for name in ("KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION"))
    )


def ascii_terminal() -> bool:
    """Whether standard output can show nothing but ASCII."""
    from readiness.ground.characters import ascii_only

    return ascii_only(sys.stdout.encoding)


def terminal_width() -> int:
    """Columns to use: those of the terminal, at most 100, since longer lines are hard to read."""
    import shutil

    return max(20, min(100, shutil.get_terminal_size((80, 24)).columns))
