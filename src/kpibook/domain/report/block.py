"""Block of a report: the figures, words and texts of a measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import Enum

from kpibook.domain.report.action_line import ActionLine
from kpibook.domain.report.figure import Figure
from kpibook.domain.report.trend import Trend
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING
from kpibook.on_use.dataclass import dataclass

_BRIEF = 300
_PLAIN = ("met", "exceeding", "not_due")


@dataclass(frozen=True, slots=True)
class Word:
    """Word of a scheme for a status or a direction: colour and symbol only add to it.

    Attributes:
        label: The word that people read.
        key: Its key in data, such as "off".
        symbol: One character; "" for none.
        colour: Text colour, "#RRGGBB".
        fill: Background colour, "#RRGGBB".
        meaning: What it means under the scheme.
    """

    label: str
    key: str
    symbol: str = ""
    colour: str = "#000000"
    fill: str = "#FFFFFF"
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """Direction of travel against a baseline.

    Attributes:
        word: The scheme's word for it.
        against: Name of the baseline in a sentence: "Q2 2021/22", "the outturn of 2020/21".
        earlier: The earlier figure; without a value where there is none, or it is withheld.
        words: All of it for people: "Declined, down from 90.3% in Q2 2021/22".
        brief: The same where a heading names the baseline: "Declined, down from 90.3%".
        why: Reason that nothing can be compared, a sentence; "" if there is no such reason.
        is_minor: True if it says nothing next to another direction: there is no history, or the
            figure starts again each year.
    """

    word: Word
    against: str
    earlier: Figure
    words: str
    brief: str = ""
    why: str = ""
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Value from elsewhere that a measure is compared with.

    Attributes:
        name: Name of the comparator, with the period it is of: "Statistical neighbours 2020/21".
        figure: Its figure.
        against: The actual against it: "Worse by 13.4 points"; "" without both figures.
    """

    name: str
    figure: Figure
    against: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Forecast of the figure at the end of the year.

    Attributes:
        figure: The forecast.
        status: Its status against the year's target.
    """

    figure: Figure
    status: Word


class Urgency(Enum):
    """Reason that a measure needs attention, the most urgent first."""

    OFF_TARGET = "off target"
    NOT_REPORTED = "not reported"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class MeasureName:
    """Measure as it is named elsewhere in the report.

    Attributes:
        id: The id of its block, which is in the report unless it is left out there.
        ref: Its reference.
        title: Its title.
        directorate: Its directorate in a report of several; "" in a report of one.
        short: Its reference, with the directorate behind it where another measure of the report
            has the same reference.
    """

    id: str
    ref: str
    title: str
    directorate: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Measure of a report, with everything that is printed of it.

    Attributes:
        name: Its id, reference and title.
        directorate: Its directorate; "" if not stated.
        service: Its service; "" if not stated.
        priority: The priority it serves; "" if it serves none.
        owner: The post that reports it; "" if not stated.
        unit: What it is counted in, in the council's word: "%", "percent", "visits".
        period: The quarter of the report, such as "Q3 2021/22".
        previous_period: The quarter before.
        last_year_period: The same quarter last year.
        target: The target of the quarter.
        comparison: What it is compared with elsewhere; None if nothing.
        previous: The figure of the quarter before.
        actual: The figure of the quarter.
        last_year: The figure of the same quarter last year.
        status: The status against the target.
        status_words: The status for people; of a measure that is not due, when it is.
        why: Why it has that status, a sentence; "" if there is nothing to explain.
        movements: Its directions, one for each baseline; empty for a measure that is not due.
        forecast: The forecast for the year's end; None without one.
        trend: Its last quarters.
        commentary: The officer's paragraphs; empty without commentary.
        action: What is being done, in paragraphs, with a sentence for each action of the list of
            actions; empty if nothing is stated.
        actions: The actions of that list, for a table of them.
        notes: Sentences that must travel with its figures.
        urgency: Why it needs attention; None if it does not.
    """

    name: MeasureName
    directorate: str
    service: str
    priority: str
    owner: str
    unit: str
    period: str
    previous_period: str
    last_year_period: str
    target: Figure
    comparison: Comparison | None
    previous: Figure
    actual: Figure
    last_year: Figure
    status: Word
    status_words: str
    why: str
    movements: tuple[Movement, ...] = ()
    forecast: Forecast | None = None
    trend: Trend = field(default_factory=Trend)
    commentary: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    notes: tuple[str, ...] = ()
    urgency: Urgency | None = None

    @property
    def alt_text(self) -> str:
        """Content of its trend's chart, for a reader who cannot see it."""
        about = f"Line chart of {self.name.ref} {self.name.title}".rstrip().rstrip(".")
        return f"{about}. {self.trend.in_words} The status is {self.status_words}."

    @property
    def action_in_brief(self) -> tuple[str, ...]:
        """The action for a table of many measures: a long text is cut at a sentence's end."""
        whole = " ".join(self.action)
        if len(whole) <= _BRIEF:
            return self.action
        beginning = whole[:_BRIEF]
        end = max(beginning.rfind(mark) + 1 for mark in (". ", "! ", "? ")) or beginning.rfind(" ")
        return (f"{beginning[: end if end > 0 else _BRIEF].rstrip()} …",)

    @property
    def is_explained(self) -> bool:
        """True if why it has its status is printed: some statuses speak for themselves."""
        return bool(self.why) and self.status.key not in _PLAIN

    @property
    def attention(self) -> tuple[str, ...]:
        """Sentences that say why it needs attention; empty if it does not."""
        if self.urgency is None:
            return ()
        return tuple(_sentence(text) for text in (self.why, *self._declines) if text)

    @property
    def _declines(self) -> Iterator[str]:
        return (each.words for each in self.movements if each.word.key == "declined")

    def positions(self, labels: Labels) -> tuple[tuple[str, Figure], ...]:
        """Return the figures to print, each with its heading: target to this quarter's position.

        A comparator and a figure of last year are there only if there is something to print.
        """
        comparison, last_year = self.comparison, self.last_year
        previous = labels.position.replace("{}", self.previous_period)
        return (
            (labels.target, self.target),
            *([(comparison.name, comparison.figure)] if comparison else ()),
            *(
                [(labels.position.replace("{}", self.last_year_period), last_year)]
                if last_year.value or last_year.text != SHORTHAND_MISSING
                else ()
            ),
            (previous, self.previous),
            (labels.position.replace("{}", self.period), self.actual),
        )

    @property
    def directions(self) -> tuple[Movement, ...]:
        """The directions to print: without those that say nothing, if any other says something."""
        known = tuple(each for each in self.movements if not each.is_minor)
        return known or self.movements[:1]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of it, those of the trend last."""
        return (
            self.target,
            *([self.comparison.figure] if self.comparison else ()),
            self.previous,
            self.actual,
            self.last_year,
            *(movement.earlier for movement in self.movements),
            *([self.forecast.figure] if self.forecast else ()),
            *(figure for point in self.trend.points for figure in (point.actual, point.target)),
        )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
