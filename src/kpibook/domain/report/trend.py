"""The trend of a measure: its last quarters, what of them a chart may join, and what it says."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpibook.domain.report.figure import Figure
from kpibook.domain.report.words.labels import Labels
from kpibook.domain.wording import listed
from kpibook.on_use.dataclass import dataclass

#: Fewer figures are no trend, and get no chart.
LEAST_POINTS = 4
#: Said of a chart with a broken line.
BEGINS_AGAIN = "Each financial year begins again, so the line is broken at its end."
#: Fewer figures next to each other are too few to say in a word how they move.
_LEAST_IN_BRIEF = 3


@dataclass(frozen=True, slots=True)
class Point:
    """Quarter of a trend.

    Attributes:
        period: The quarter, such as "Q3 2021/22".
        quarter: Its name within the year, such as "Q3".
        year: Its financial year, such as "2021/22".
        actual: What was reported; without a value where there is none, or it is withheld.
        target: The target that applied then; without a value where there was none in figures.
        starts: True if figures begin again here, so that no line leads to it from the point before.
    """

    period: str
    quarter: str
    year: str
    actual: Figure
    target: Figure
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """Last quarters of a measure, the oldest first.

    Attributes:
        points: The quarters, without those before its first figure.
    """

    points: tuple[Point, ...] = ()

    @property
    def has_chart(self) -> bool:
        """True if there are enough figures for a chart."""
        return sum(bool(point.actual.value) for point in self.points) >= LEAST_POINTS

    def lines(self, of: str = "actual") -> list[tuple[int, ...]]:
        """Return the runs of points that a line joins, as positions counted from 0.

        No line leads over a quarter without a figure, nor from one year to the next where figures
        start again. A run may be a single point.

        Args:
            of: "actual" or "target".
        """
        runs: list[list[int]] = []
        joined = False
        for position, point in enumerate(self.points):
            figure = point.target if of == "target" else point.actual
            if figure.value and joined and not point.starts:
                runs[-1].append(position)
            elif figure.value:
                runs.append([position])
            joined = bool(figure.value)
        return [tuple(run) for run in runs]

    @property
    def has_break(self) -> bool:
        """True if figures start again at a point that is not the first."""
        return any(point.starts for point in self.points[1:])

    def in_brief(self, labels: Labels, last: int) -> str:
        """Return how the figures move, in a few words; it does not say whether that is good.

        Only figures that a line joins to this quarter's are looked at: a quarter without a figure
        ends them, and so does a year that begins again.

        Args:
            labels: The words.
            last: How many quarters are looked at, this quarter's included.
        """
        runs = self.lines()
        if not runs or runs[-1][-1] != len(self.points) - 1:
            return labels.no_trend
        joined = [self.points[position].actual.decimal for position in runs[-1]]
        return _in_brief([value for value in joined if value is not None][-last:], labels)

    @property
    def in_words(self) -> str:
        """Everything a chart of it shows, in sentences made from the figures as printed."""
        return " ".join(_sentences(self.points, has_break=self.has_break))


def _in_brief(values: Sequence[Decimal], labels: Labels) -> str:
    """Return the words for figures that follow each other, the oldest first."""
    if len(values) < _LEAST_IN_BRIEF:
        return labels.no_trend
    steps = [(now > then) - (now < then) for then, now in itertools.pairwise(values)]
    way = steps[-1]
    if not way:
        return labels.level
    run = sum(1 for _ in itertools.takewhile(lambda step: step == way, reversed(steps)))
    if run > 1:
        text = labels.up_in_a_row if way > 0 else labels.down_in_a_row
        return text.replace("{}", str(run), 1)
    earlier = values[:-1]
    if way > 0 and values[-1] > max(earlier):
        return labels.highest.replace("{}", str(len(values)), 1)
    if way < 0 and values[-1] < min(earlier):
        return labels.lowest.replace("{}", str(len(values)), 1)
    return labels.up if way > 0 else labels.down


def _sentences(points: Sequence[Point], *, has_break: bool) -> Iterator[str]:
    shown = [f"{point.actual.text} in {point.period}" for point in points if point.actual.value]
    if shown:
        yield f"The figures are {listed(shown)}."
    if gaps := [point.period for point in points if not point.actual.value]:
        yield f"No figure is shown for {listed(gaps)}."
    if has_break:
        yield BEGINS_AGAIN
    yield from _targets([point for point in points if point.target.value])


def _targets(points: Sequence[Point]) -> Iterator[str]:
    texts = {point.target.text for point in points}
    if len(texts) == 1:
        whole = f"in {points[0].period}" if len(points) == 1 else f"from {points[0].period}"
        yield f"The target is {texts.pop()} {whole}."
    elif texts:
        each = [f"{point.target.text} in {point.period}" for point in points]
        yield f"The targets are {listed(each)}."
