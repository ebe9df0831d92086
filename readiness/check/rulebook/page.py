"""A rule as people read it. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One rule: its ``title`` says what is wanted, ``why`` the reason; ``bad`` and ``good`` are short examples."""

    id: str
    title: str
    why: str
    bad: str
    good: str

    @property
    def markdown(self) -> str:
        """The page as it stands in the list of all rules."""
        return f"### {self.id} {self.title}\n\n{self.why}\n\n- Bad: {self.bad}\n- Good: {self.good}\n"

    @property
    def text(self) -> str:
        """The page as it is printed."""
        return f"{self.id}  {self.title}\n\n{self.why}\n\nBad:   {self.bad}\nGood:  {self.good}"
