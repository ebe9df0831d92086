"""The full-screen front end: one prompt_toolkit application for a whole sitting."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from types import FrameType

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point, Size
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.styles import Style

from readiness.ground.printable import visible
from readiness.ground.signals import Terminated, ending_signals
from readiness.screen.frame import frame
from readiness.screen.keys import A_MOMENT, paste, press, start
from readiness.screen.state import Outcome, State
from readiness.screen.view import Frame, keys_apart
from readiness.sitting.pages import Flow, ItemPage, Page

_STYLE = Style.from_dict(
    {
        "stem": "bold",
        "title": "bold",
        "heading": "bold",
        "strong": "bold",
        "message": "bold",
        "current": "bold ansimagenta",
        "key": "bold ansimagenta",
        "link": "underline",
        "rule": "dim",
        "more": "dim",
    }
)
"""Of the 16 colors, which are the person's own, magenta is the one that is easy to read on black and on white."""
_A_MOMENT = 1.5
"""Seconds in which the second digit of a number is waited for; the row under the list says so meanwhile."""

_KEYS = {
    "enter": "enter",
    "c-j": "enter",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "home": "home",
    "end": "end",
    "c-a": "home",
    "c-e": "end",
    "pageup": "pageup",
    "pagedown": "pagedown",
    "backspace": "backspace",
    "delete": "delete",
    "escape": "escape",
}


def run(flow: Flow, *, ascii: bool) -> None:
    """Show the pages of a flow until it ends; then, and whatever happens, the screen is as it was before.

    Raises KeyboardInterrupt on Ctrl-C, EOFError when the input ends, Terminated on SIGTERM and SIGHUP, and whatever the
    flow raises. When the terminal cannot be opened, that is raised before the flow has started.
    """
    viewer = _Viewer(flow, ascii)
    try:
        page = next(flow, None)
        if page is not None:
            viewer.run(page)
    finally:
        flow.close()


class _Viewer:
    """The page on screen and the application that shows it. A page is deaf until it has been drawn once."""

    def __init__(self, flow: Flow, ascii: bool) -> None:
        self.flow = flow
        self.ascii = ascii
        self.state: State
        self.view = Frame(())
        self.size = Size(rows=0, columns=0)
        self.drawn_at: float | None = None
        self.reason: BaseException | None = None
        control = FormattedTextControl(self._text, get_cursor_position=self._cursor)
        self.app: Application[None] = Application(
            Layout(Window(control)),
            key_bindings=self._bindings(),
            style=_STYLE,
            include_default_pygments_style=False,
            full_screen=True,
            erase_when_done=True,
            refresh_interval=1,
            after_render=self._drawn,
        )
        self.app.ttimeoutlen, self.app.timeoutlen = 0.05, 0.1  # Esc is known from an arrow key after 0.05 s, not 0.5.

    def run(self, page: Page) -> None:
        self.state = start(page, ascii=self.ascii)
        clear_typeahead(self.app.input)
        _discard_pending(self.app.input)
        try:
            with ending_signals(self._end):
                self.app.run(set_exception_handler=False)
        except OSError:
            # A terminal that has gone away cannot be restored either; what matters is why we left.
            if self.reason is not None:
                raise self.reason from None
            if self.app.input.closed:
                raise EOFError from None
            raise
        finally:
            clear_typeahead(self.app.input)

    # What is seen ---------------------------------------------------------------------------------------------------

    def _text(self) -> StyleAndTextTuples:
        self.size = self.app.output.get_size()
        self.view = frame(self.state, self.size.columns, self.size.rows, elapsed=self._elapsed())
        at, character = self.view.cursor
        text: StyleAndTextTuples = []
        left = dict(enumerate(self.view.left))
        for number, (style, row) in enumerate(self.view.lines):
            row = visible(row)  # As the streams do for what is printed: the application draws past them.
            own, end = left.get(number, ("", 0))
            # The cursor can only stand on a character: after the last one a space is needed.
            row = row.ljust(character + 1) if number == at else row
            text.append((own, row[:end]))
            if style == "class:footer":
                text += [("class:key" if key else style, piece) for key, piece in keys_apart(row[end:])]
            else:
                text.append((style, row[end:]))
            text.append(("", "\n"))
        return text[:-1]

    def _cursor(self) -> Point:
        row, character = self.view.cursor
        return Point(character, row)

    def _elapsed(self) -> float | None:
        page = self.state.page
        if isinstance(page, ItemPage) and not page.warm_up:
            return page.elapsed + (self._seconds() or 0.0)
        return None

    def _seconds(self) -> float | None:
        return None if self.drawn_at is None else time.monotonic() - self.drawn_at

    def _drawn(self, _: Application[None]) -> None:
        if self.drawn_at is None:
            self.drawn_at = time.monotonic()

    # What is done ---------------------------------------------------------------------------------------------------

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        for key, name in _KEYS.items():
            bindings.add(key, eager=True)(lambda _, name=name: self._press(name))
        bindings.add(Keys.Any)(self._press_character)
        bindings.add(Keys.BracketedPaste)(self._paste)
        bindings.add("c-c")(lambda _: self._leave(KeyboardInterrupt()))
        bindings.add("<sigint>")(lambda _: self._leave(KeyboardInterrupt()))
        return bindings

    def _press_character(self, event: KeyPressEvent) -> None:
        if len(event.data) == 1 and event.data.isprintable():
            self._press(event.data)

    def _press(self, key: str) -> None:
        if self.drawn_at is not None:
            # The size that was drawn, not that of now: nothing is answered that could not be seen.
            self._take(press(self.state, key, self.size.columns, self.size.rows))

    def _after_a_moment(self, state: State) -> None:
        """When nothing has happened since the first digit of a number, it was the whole number."""
        if self.state is state:
            self._press(A_MOMENT)
            self.app.invalidate()

    def _paste(self, event: KeyPressEvent) -> None:
        if self.drawn_at is not None:
            self._take(paste(self.state, event.data))

    def _take(self, outcome: Outcome) -> None:
        """The next state of the page, or its result, which the flow answers with the next page."""
        if isinstance(outcome, State):
            self.state = outcome
            if outcome.typed and isinstance(outcome.page, ItemPage) and self.app.loop is not None:
                self.app.loop.call_later(_A_MOMENT, self._after_a_moment, outcome)
            return
        result = outcome._replace(seconds=self._seconds())
        self.drawn_at = None
        try:
            page = self.flow.send(result)
        except StopIteration:
            self._leave(None)
        except BaseException as error:  # Raised in a key binding it would be logged and lost.
            self._leave(error)
        else:
            self.state = start(page, ascii=self.ascii, clock=self.state.clock)
            _discard_pending(self.app.input)
            self.app.invalidate()

    def _leave(self, reason: BaseException | None) -> None:
        future = self.app.future
        if future is None or future.done():
            return
        self.reason = reason
        if reason is None:
            self.app.exit()
        else:
            self.app.exit(exception=reason)

    def _end(self, number: int, _: FrameType | None) -> None:
        # Raised from here, the exception would come out of whatever the event loop is doing, and could get lost there.
        loop = self.app.loop
        if loop is None:
            raise Terminated(number)
        loop.call_soon_threadsafe(self._leave, Terminated(number))


def _discard_pending(input: Input) -> None:
    """Forget what was typed but not read yet: it was meant for the page before."""
    parser = getattr(input, "vt100_parser", None)
    if parser is not None:
        parser.reset()  # Else the rest of a paste that is discarded here would be waited for.
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        with suppress(termios.error, OSError, NotImplementedError):
            termios.tcflush(input.fileno(), termios.TCIFLUSH)
