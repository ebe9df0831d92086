"""A person at a terminal, for tests: types keys and reads the screen that a terminal emulator shows.

Nothing here sleeps for a fixed time: a person waits until something is on the screen, or fails after ``PATIENCE``.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import Popen

import pyte
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from readiness.screen.fullscreen import run
from readiness.sitting.pages import Flow

PATIENCE = 20.0
"""Seconds after which a screen that does not come is a failure; a machine under load must not fail."""

UP, DOWN, ESC, BACKSPACE, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b", "\x7f", "\x1b[6~"

SWITCHES = ((b"1049h", b"1049l"), (b"25l", b"25h"), (b"2004h", b"2004l"))
"""What a full screen switches on and off again: the alternate screen, the hidden cursor, the bracketed paste."""
THE_END = b"\x1b]2;the end\x07"
"""A new title of the window, which shows nothing on the screen."""


class Emulator:
    """What a terminal shows of the bytes it gets."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self._lock = threading.Lock()
        self.raw = b""

    def feed(self, data: bytes) -> None:
        with self._lock:
            self.raw += data
            self._stream.feed(data)

    def resize(self, width: int, height: int) -> None:
        with self._lock:
            self.screen.resize(height, width)
            self.screen.reset()

    @property
    def text(self) -> str:
        """The screen, without the spaces at the ends of the lines."""
        with self._lock:
            return "\n".join(line.rstrip() for line in self.screen.display).rstrip("\n")

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column."""
        with self._lock:
            return self.screen.cursor.y, self.screen.cursor.x


def wait_until(condition: Callable[[], bool], what: Callable[[], str]) -> None:
    """Until the condition holds; AssertionError with ``what()`` when it does not come true."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, what()
        time.sleep(0.005)


class Person:
    """Types into the application and reads its screen, in one process with it."""

    def __init__(self, keys: PipeInput, emulator: Emulator) -> None:
        self._keys = keys
        self.emulator = emulator

    def sees(self, text: str) -> None:
        """Wait until the text is on the screen."""
        wait_until(lambda: text in self.emulator.text, lambda: f"{text!r} is not on:\n{self.emulator.text}")

    def types(self, text: str) -> None:
        self._keys.send_text(text)

    def hangs_up(self) -> None:
        self._keys.close()


def sit(flow: Flow, script: Callable[[Person], None], *, ascii: bool = False, size: tuple[int, int] = (80, 24)) -> None:
    """Run the full-screen front end while a person does what the script says; raises what either of them raises.

    When the script ends, the input ends: a flow that is not over by then gives EOFError.
    """
    emulator = Emulator(*size)
    failed: list[BaseException] = []
    with create_pipe_input() as keys:
        output = Vt100_Output(_Wire(emulator), lambda: Size(rows=size[1], columns=size[0]), term="xterm-256color")

        def act() -> None:
            try:
                script(Person(keys, emulator))
            except BaseException as error:
                failed.append(error)
            finally:
                with suppress(OSError):
                    keys.close()

        thread = threading.Thread(target=act, daemon=True)
        with create_app_session(input=keys, output=output):
            thread.start()
            try:
                run(flow, ascii=ascii)
            finally:
                thread.join(PATIENCE)
                if failed:
                    raise failed[0]


class _Wire(io.StringIO):
    """Where the application writes to."""

    def __init__(self, emulator: Emulator) -> None:
        super().__init__()
        self._emulator = emulator

    def write(self, text: str) -> int:
        self._emulator.feed(text.encode())
        return len(text)

    def isatty(self) -> bool:
        return True


class Terminal:
    """A program in a real pseudo-terminal (not on Windows), and the person in front of it."""

    def __init__(self, command: list[str], width: int, height: int, env: dict[str, str] | None = None) -> None:
        self.emulator = Emulator(width, height)
        self.master, slave = os.openpty()
        self._set_size(width, height)
        self.modes_before = _modes(slave)
        self.slave_name = os.ttyname(slave)
        clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
        self.program = Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            cwd=Path(__file__).parent.parent,
            env={**clean, "TERM": "xterm-256color", "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
        )
        self._open = True
        self._slave = slave  # Kept open: its modes are looked at after the program has ended.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.wait()
        self.hangs_up()

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            while data := os.read(self.master, 65536):
                self.emulator.feed(data)

    def _set_size(self, width: int, height: int) -> None:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def sees(self, text: str) -> None:
        """Wait until the text is on the screen."""
        wait_until(lambda: text in self.emulator.text, lambda: f"{text!r} is not on:\n{self.emulator.text}")

    def types(self, text: str) -> None:
        os.write(self.master, text.encode())

    def resizes(self, width: int, height: int) -> None:
        """The emulator first, so that nothing drawn for the new size meets the old one."""
        self.emulator.resize(width, height)
        self._set_size(width, height)

    def hangs_up(self) -> None:
        """Close the window."""
        self._open = False
        for descriptor in (self._slave, self.master):
            with suppress(OSError):
                os.close(descriptor)

    def ended(self) -> int:
        """Wait for the program to end and for its last bytes to be shown, and its exit code.

        The bytes may still be on their way when the program is gone: all have come when what is sent after them has.
        """
        code = self.program.wait(PATIENCE)
        if self._open:
            os.write(self._slave, THE_END)
            wait_until(lambda: self.emulator.raw.endswith(THE_END), lambda: "the terminal shows nothing any more")
            self.emulator.raw = self.emulator.raw.removesuffix(THE_END)
        return code

    def restored(self) -> bool:
        """Whether an ended program has left the alternate screen and shows the cursor, and the terminal echoes as before."""
        raw = self.emulator.raw
        left = all(raw.rfind(b"\x1b[?" + on) < raw.rfind(b"\x1b[?" + off) for on, off in SWITCHES)
        return left and _modes(self._slave) == self.modes_before


def _modes(descriptor: int) -> list[object]:
    import termios

    return list(termios.tcgetattr(descriptor))


def python(*arguments: str) -> list[str]:
    """A command that runs this Python."""
    return [sys.executable, *arguments]
