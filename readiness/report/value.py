"""The report as a value, and its JSON form. Pure; ``make`` makes it, ``words`` puts it in words."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from readiness.ground.responses import Answer
from readiness.report.reading import build

Level = Literal["ready", "probably-ready", "too-close", "probably-not-yet", "not-yet", "too-few", "withheld"]
Verdict = Literal["withheld", "too-few", "build-first", "ready", "close"]


@dataclass(frozen=True, slots=True)
class BankStamp:
    """Which bank was used. ``title`` to ``reviewers``: what it says of itself, as in BankWords.

    ``people``: how many the measured items rest on, 0 when none is measured; ``outcomes``: on what became of how many the
    line rests, 0 when on ratings; ``covered``: who they are, in words.
    """

    id: str
    version: str
    fingerprint: str
    review: str
    title: str = ""
    start: str = "a start"
    rules: str = ""
    reviewers: str = "people who do this work or teach it"
    people: int = 0
    outcomes: int = 0
    covered: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """The credit expected over the whole bank of the skill, 0..100, with the 5th and 95th percentile."""

    percent: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """How many fully right answers in a row would move a skill up to a level."""

    level: Level
    right_answers: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way of reading the skips of a sitting says of a skill: the odds of being ready, 0..1, and their level."""

    level: Level
    odds: float


@dataclass(frozen=True, slots=True)
class SkillReadings:
    """A skill with every skip of the sitting counted as not known (its chance credit), and with the skips left out."""

    not_known: Reading
    left_out: Reading

    @property
    def differ(self) -> bool:
        """Whether the level depends on how the skips are read."""
        return self.not_known.level != self.left_out.level


@dataclass(frozen=True, slots=True)
class SkillReport:
    """One skill. ``items``: answers that count, ``skipped`` of them skips; ``credit``: their mean, 0..1. ``line``: the
    percent expected of a person exactly on the readiness line. ``readings``: the two ways of reading the skips, None when
    nothing was skipped. Figures that would rest on withheld answers are None.
    """

    title: str
    level: Level
    odds: float | None
    margin: float | None
    sd: float | None
    items: int
    credit: float | None
    expected: Expected | None
    line: float
    would_change: Change | None
    skipped: int = 0
    readings: SkillReadings | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """What to read, where, for about how many minutes."""

    source: str
    title: str
    publisher: str
    url: str
    cost: str
    part: str
    minutes: int


@dataclass(frozen=True, slots=True)
class StudyStep:
    """One competency to study. ``missed`` of ``asked`` answers did not earn full credit."""

    competency: str
    title: str
    skill: str
    missed: int
    asked: int
    pointers: tuple[Pointer, ...]
    again_in_days: int


@dataclass(frozen=True, slots=True)
class Confidence:
    """Of the answers given with one confidence, how many earned full credit."""

    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class Effort:
    """How many answers came too fast to have been read, and their share of all answers, 0..1."""

    flagged: int
    share: float


@dataclass(frozen=True, slots=True)
class Row:
    """One response. ``answer`` and ``key`` in the form of a sheet; ``stem``, ``said``, ``right`` and ``why`` in words."""

    item: str
    skill: str
    competency: str
    answer: Answer
    key: Answer
    credit: float
    chance: float
    seconds: float | None
    confidence: str | None
    flagged: bool
    stem: str
    said: str
    right: str
    why: str
    expected_seconds: float | None = None
    measured: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says, complete in itself: it can be shown without the bank.

    ``fix_first`` and ``sure_and_wrong`` hold item ids that stand in ``responses``. ``pace`` is the person's time over
    the expected time, 1 = as expected; None when nothing was timed. ``method`` holds the constants of the model that made
    it; see ``method_version``. ``practiced``: the items in ``responses`` that the person had practiced before, a generated
    one in another version.
    """

    bank: BankStamp
    method: dict[str, Any]
    verdict: Verdict
    skills: dict[str, SkillReport]
    study: tuple[StudyStep, ...]
    fix_first: tuple[str, ...]
    sure_and_wrong: tuple[str, ...]
    confidence: dict[str, Confidence]
    effort: Effort
    pace: float | None
    responses: tuple[Row, ...]
    practiced: tuple[str, ...] = ()

    @property
    def method_version(self) -> int:
        """Which version of the scoring made the report. Reports of two versions cannot be compared."""
        found = self.method.get("version", 1)  # The first version did not say so.
        return found if isinstance(found, int) else 1

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values, ``{"report": 1, ...}``."""
        plain: dict[str, Any] = json.loads(json.dumps({"report": 1, **asdict(self)}))
        return plain

    def to_json(self, *, indent: int | None = 2) -> str:
        """The report as JSON text; on one line with ``indent=None``."""
        return json.dumps({"report": 1, **asdict(self)}, ensure_ascii=False, indent=indent)

    @staticmethod
    def from_dict(plain: dict[str, Any]) -> Report:
        """The report that ``to_dict`` gave. Raises ValueError when it is none."""
        if plain.get("report") != 1:
            raise ValueError("this is not a readiness report of a kind this version can read")
        try:
            report: Report = build(Report, plain, "report")
            _check_method(report.method)
            items = {row.item for row in report.responses}
            for id in (*report.fix_first, *report.sure_and_wrong):
                if id not in items:
                    raise ValueError(f"it has no response to {id!r}")
            for row in report.responses:
                if row.skill not in report.skills:
                    raise ValueError(f"it has no skill {row.skill!r}")
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"this readiness report is damaged: {error}") from None
        return report


def _check_method(plain: dict[str, Any]) -> None:
    """Raise TypeError or KeyError unless the method note, on which words rest, says what its version has to say."""
    numbers = [plain["levels"][level] for level in ("ready", "probably-ready", "probably-not-yet", "not-yet")]
    if plain.get("version") == 2:
        numbers += [plain[name] for name in ("slope", "rho", "tau")] + [spread for _, spread in plain["spreads"]]
    if not all(isinstance(number, (int, float)) for number in numbers):
        raise TypeError(f"its method is {plain!r}")


@dataclass(frozen=True, slots=True)
class BriefSkill:
    """One skill in figures, as in SkillReport."""

    level: Level
    odds: float | None
    margin: float | None
    sd: float | None
    items: int
    expected: Expected | None

    def to_json(self) -> str:
        """The figures as one line of JSON text, with six decimals."""
        if self.odds is None or self.expected is None:
            return (
                f'{{"level": "{self.level}", "odds": null, "margin": null, "sd": null, "items": {self.items}, '
                '"expected": null}'
            )
        expected, margin = self.expected, round(self.margin or 0.0, 6) + 0.0  # never "-0.000000"
        return (
            f'{{"level": "{self.level}", "odds": {self.odds:.6f}, "margin": {margin:.6f}, "sd": {self.sd:.6f}, '
            f'"items": {self.items}, "expected": {{"percent": {expected.percent:.6f}, "low": {expected.low:.6f}, '
            f'"high": {expected.high:.6f}}}}}'
        )


@dataclass(frozen=True, slots=True)
class Brief:
    """The figures of a report without its responses and study plan."""

    verdict: Verdict
    skills: dict[str, BriefSkill]
    effort: Effort

    def to_json(self, **more: int) -> str:
        """The figures as one line of JSON text, with six decimals; behind ``"brief": 1`` what else is given."""
        skills = ", ".join([f"{json.dumps(id)}: {one.to_json()}" for id, one in self.skills.items()])
        given = "".join([f'"{name}": {value}, ' for name, value in more.items()])
        return (
            f'{{"brief": 1, {given}"verdict": "{self.verdict}", "skills": {{{skills}}}, '
            f'"effort": {{"flagged": {self.effort.flagged}, "share": {self.effort.share:.6f}}}}}'
        )
