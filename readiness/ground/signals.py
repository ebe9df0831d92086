"""Signals that tell the program to end, and the processes that it starts."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType


class Terminated(BaseException):
    """The program was told to end, by SIGTERM or because its terminal was closed; ``signal`` is which.

    Like KeyboardInterrupt it is no Exception: nothing that only expects faults may swallow it.
    """

    def __init__(self, signal: int) -> None:
        super().__init__(f"ended by signal {signal}")
        self.signal = signal


@contextmanager
def ending_signals(handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    """While it lasts, SIGTERM and SIGHUP go to the handler. Only the main thread may arrange that; another one, and a
    signal that was to be ignored (as ``nohup`` has it), are left alone.
    """
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            with suppress(ValueError):  # Not the main thread.
                before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def terminate(number: int, frame: FrameType | None) -> None:
    """A handler that raises Terminated, once: what is tidied up after it is not cut short by the next signal."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    raise Terminated(number)


@contextmanager
def signals_held() -> Iterator[None]:
    """Signals that end the program wait until this is over, where the system can do that.

    A process that is started meanwhile is deaf to them until it says ``hear_signals``: its start, cut short at either end,
    would print a traceback that no handler of its own could keep back.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # Else the first start of a process does that, and old versions of Python then end the waiting.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hear_signals() -> None:
    """What a process that the program has started does first: it may be ended, but Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
