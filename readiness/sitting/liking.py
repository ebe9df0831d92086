"""Would I like it: pairs of working days to choose between, page by page, and what of the work meets what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping

from readiness.ground.career import Career, Choice
from readiness.ground.draws import Draws
from readiness.ground.english import counted
from readiness.ground.responses import Response
from readiness.ground.text import laid_out
from readiness.report.career import LIKE, like_sections
from readiness.report.text import section_lines
from readiness.sitting.events import Responded, Shown
from readiness.sitting.pages import Chose, Command, DocumentPage, MenuPage, Page, PageResult, TextPage
from readiness.sitting.record import Log
from readiness.sitting.saved import Sitting

SECONDS_EACH = 15
"""About as long as reading two working days and choosing takes."""

LikeFlow = Generator[Page, PageResult, str]
"""Pages, and at the end where the person would go: "worth" or "done"."""


class Liking:
    """The choices of one person. ``flow()`` is handed to a front end, and may be asked for again.

    ``draw_seed`` gives the seed of a new run, ``open_log`` the journal of one with that seed: when the first choice has been
    made, so that a person who only looks leaves nothing behind. ``saved_where`` names the folder of the answers, None when
    they are not saved; ``by_line``: the pages are read line by line.
    """

    def __init__(
        self,
        career: Career,
        draw_seed: Callable[[], int],
        open_log: Callable[[int], Log],
        *,
        saved_where: str | None = None,
        by_line: bool = False,
    ) -> None:
        self.career = career
        self.chosen: dict[str, str] = {}
        self._draw_seed, self._open_log = draw_seed, open_log
        self._saved_where, self._by_line = saved_where, by_line
        self._log: Log | None = None
        self._new()

    def _new(self) -> None:
        self.chosen, self._log = {}, None
        self._seed = self._draw_seed()
        self._orders = orders(self.career, self._seed)

    def take_up(self, past: Sitting, log: Log) -> None:
        """Go on with choices that were made before; those whose words have changed since are asked again."""
        self.chosen, self._log = chosen_in(self.career, past), log
        self._seed = past.head.seed
        self._orders = orders(self.career, self._seed)

    @property
    def complete(self) -> bool:
        """Whether every choice has been made."""
        return len(self.chosen) == len(self.career.choices)

    @property
    def done(self) -> str:
        """How many choices have been made, in words."""
        of = len(self.career.choices)
        return counted(of, "choice") if self.complete else f"{len(self.chosen)} of {counted(of, 'choice')}"

    def flow(self) -> LikeFlow:
        """The pages: what this is, the choices, what they meet in the work."""
        if not self.complete:
            result = yield TextPage(LIKE, _body(self._welcome()), (Command("enter", "start", "start"), _LEAVE))
            if _result(result) == "leave" or not (yield from self._choices(self._first_open())):
                return "done"
        while True:
            result = yield self._outcome()
            what = _result(result)
            if what == "again":
                self._new()
            if what not in ("again", "back"):
                return what
            if not (yield from self._choices(self._first_open() if what == "again" else len(self.career.choices) - 1)):
                return "done"

    def _welcome(self) -> list[str]:
        count = len(self.career.choices)
        minutes = max(1, round(count * SECONDS_EACH / 60))
        saved = (
            f"Each choice is saved at once on this computer, in {self._saved_where}: stop when you like and go on later."
            if self._saved_where
            else "Nothing is saved: your choices are gone when this window closes."
        )
        lines = [
            f"{counted(count, 'pair')} of working days, about {counted(minutes, 'minute')}. Somebody likes each of them. "
            "Choose the one that you would rather have, even where you would like both or neither.",
            "",
            "There is no right answer and nothing is counted. At the end you read what of this work meets what you chose, "
            "and what does not. It never goes into your readiness report.",
            "",
            saved,
        ]
        return [f"So far: {self.done}.", "", *lines] if self.chosen else lines

    def _first_open(self) -> int:
        return next(at for at, choice in enumerate(self.career.choices) if choice.id not in self.chosen)

    def _choices(self, at: int) -> Generator[Page, PageResult, bool]:
        """The choices from one on; False when the person leaves before the last."""
        choices = self.career.choices
        while at < len(choices):
            what = _result((yield self._page(at)))
            if what == "leave":
                return False
            if what == "back":
                at -= 1
            else:
                self._keep(choices[at], what)
                at += 1
        return True

    def _page(self, at: int) -> MenuPage:
        choice, of = self.career.choices[at], len(self.career.choices)
        heading = f"Choice {at + 1} of {of}"
        rows = tuple(
            Command(str(number), choice.sides[letter].text, letter)
            for number, letter in enumerate(self._orders[choice.id], start=1)
        )
        return MenuPage(
            f"{heading}. {_QUESTION}" if self._by_line else _QUESTION,
            "",
            rows,
            (Command("b", "back", "back"), _LEAVE) if at else (_LEAVE,),
            start=self.chosen.get(choice.id),
            heading=heading,
            done=at / of,
        )

    def _keep(self, choice: Choice, letter: str) -> None:
        if self._log is None:
            self._log = self._open_log(self._seed)
        if self.chosen.get(choice.id) == letter:
            return
        self.chosen[choice.id] = letter
        self._log.append(Shown(choice.id, choice.digest, self._orders[choice.id]))
        self._log.append(Responded(Response(choice.id, letter), choice.digest, 0.0))

    def _outcome(self) -> DocumentPage:
        sections = like_sections(self.career, self.chosen)
        return DocumentPage(
            LIKE,
            lambda width, ascii, spoken: section_lines(sections, width, ascii, spoken),
            (
                Command("q", "done", "done"),
                Command("w", "is it worth it?", "worth"),
                Command("b", "back to the choices", "back"),
                Command("a", "choose again", "again"),
            ),
        )


def orders(career: Career, seed: int) -> Mapping[str, tuple[str, ...]]:
    """Which side of each choice stands first: one letter as often as the other, or once more."""
    choices = career.choices
    first = Draws(seed, "liking", "sides").shuffled("ab"[at % 2] for at in range(len(choices)))
    return {choice.id: ("a", "b") if letter == "a" else ("b", "a") for choice, letter in zip(choices, first, strict=True)}


def chosen_in(career: Career, past: Sitting) -> dict[str, str]:
    """The sides that were chosen in a journal, by the id of the choice, where its words are still the same."""
    found = {}
    for choice in career.choices:
        given = past.given.get(choice.id)
        if given is not None and given.digest == choice.digest and given.response.answer in ("a", "b"):
            found[choice.id] = str(given.response.answer)
    return found


def _result(result: PageResult) -> str:
    assert isinstance(result, Chose)
    return result.result


def _body(lines: list[str]) -> Callable[[int, bool], list[str]]:
    return lambda width, ascii: laid_out(lines, width, ascii)


_QUESTION = "Which working day would you rather have?"
_LEAVE = Command("q", "leave", "leave")
