"""Shapes of a measure's trend chart: the same from the same figures, for every program that draws.

Every figure is printed at its point, so that nothing has to be read off a scale or told by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from kpibook.domain.report.block import Block
from kpibook.domain.report.trend import Point
from kpibook.domain.report.words.labels import Labels
from kpibook.on_use.dataclass import dataclass

#: Size of the chart; every other length of it is in the same unit.
WIDTH, HEIGHT = 580, 240
SMALL, LARGE = 14, 17
#: Colours of words, of the figures' line, of the targets and of the line at the bottom.
INK, LINE, TARGET, AXIS = "#1d2429", "#1d4f91", "#5b6770", "#8a949b"
_TOP, _BOTTOM, _LEFT = 34, 82, 14
# Widest advance of a digit, as a part of the font's size; letters are narrower on average.
_ADVANCE = Decimal("0.58")
# Height of digits over their line, likewise.
_ABOVE = Decimal("0.82")


@dataclass(frozen=True, slots=True)
class Run:
    """Line through the figures that follow each other without a gap, from left to right."""

    points: tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Level:
    """Level line: the dash of a quarter's target, or the line at the bottom."""

    left: Decimal
    right: Decimal
    y: Decimal
    is_target: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """Point of a figure."""

    x: Decimal
    y: Decimal
    radius: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words on white, so that no line under them cuts them.

    A white outline of the letters would do in a browser. Drawn letter by letter, as for PDF, it
    cuts the letter before, and LibreOffice draws it over the letters.

    Attributes:
        x: Where they begin, or their middle.
        y: The line they are written on.
        text: The words.
        size: Size of the letters.
        is_centred: True if `x` is their middle.
        has_white: False for words that no line is near.
    """

    x: Decimal
    y: Decimal
    text: str
    size: int = SMALL
    is_centred: bool = True
    has_white: bool = True

    @property
    def white(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """The white behind them: left, top, width and height."""
        width = _width(self.text, self.size)
        left = self.x - width / 2 if self.is_centred else self.x
        return left, self.y - self.size * _ABOVE, width, Decimal(self.size)


Shape: TypeAlias = Run | Level | Dot | Words


def shapes_of(block: Block, labels: Labels) -> tuple[Shape, ...]:
    """Return the shapes of a measure's chart, those behind first; none with too few figures.

    Args:
        block: The measure.
        labels: The fixed words.
    """
    return tuple(_Drawing(block, labels).parts()) if block.trend.has_chart else ()


class _Drawing:
    """Places of a trend's points on the chart.

    Args:
        block: The measure, with enough figures.
        labels: The fixed words.
    """

    def __init__(self, block: Block, labels: Labels) -> None:
        self._points = block.trend.points
        self._lines = block.trend.lines()
        self._labels = labels
        shown = [figure.decimal for p in self._points for figure in (p.actual, p.target)]
        values = [value for value in shown if value is not None]
        low, high = min(values), max(values)
        room = (high - low or abs(high) or Decimal(1)) / 8
        self._low, self._high = low - room, high + room
        self._last = max(n for n, p in enumerate(self._points) if p.actual.value)
        self._first = min(n for n, p in enumerate(self._points) if p.actual.value)
        self._aim = self._last_target()
        ends = [_width(self._points[self._last].actual.text, LARGE)]
        if self._aim is not None:
            ends.append(_width(self._target_words(self._aim), SMALL))
        self._right = min(Decimal(230), max(ends) + 16)
        half = _width(self._points[0].actual.text, SMALL) / 2
        self._left = max(Decimal(_LEFT + 22), half + 4)
        gaps = max(1, len(self._points) - 1)
        self._step = (WIDTH - self._left - self._right) / gaps
        widest = max(_width(p.actual.text, SMALL) for p in self._points if p.actual.value)
        self._all_labelled = widest + 6 <= self._step

    def _last_target(self) -> int | None:
        aims = [n for n, point in enumerate(self._points) if point.target.value]
        return aims[-1] if aims else None

    def _target_words(self, number: int) -> str:
        return f"{self._labels.target} {self._points[number].target.text}"

    def _x(self, number: int) -> Decimal:
        return self._left + number * self._step

    def _y(self, value: Decimal) -> Decimal:
        share = (self._high - value) / (self._high - self._low)
        return _TOP + share * (HEIGHT - _TOP - _BOTTOM)

    def parts(self) -> Iterator[Shape]:
        """Yield the parts of the drawing, those behind first."""
        base = Decimal(HEIGHT - _BOTTOM + 30)
        yield Level(Decimal(_LEFT), WIDTH - self._right + 10, base)
        yield from self._targets()
        yield from self._actual_lines()
        for number, point in enumerate(self._points):
            yield from self._quarter(number, point, base)
        for number, point in enumerate(self._points):
            yield from self._figure(number, point, base)
        yield from self._ends()

    def _targets(self) -> Iterator[Shape]:
        """Yield a dash for the target of each quarter, which may change from one to the next."""
        half = self._step * Decimal("0.38")
        furthest = self._x(len(self._points) - 1) + 9
        for number, point in enumerate(self._points):
            value = point.target.decimal
            if value is not None:
                x, y = self._x(number), self._y(value)
                left, right = max(Decimal(4), x - half), min(x + half, furthest)
                yield Level(left, right, y, is_target=True)

    def _actual_lines(self) -> Iterator[Shape]:
        for run in self._lines:
            values = [(number, self._points[number].actual.decimal) for number in run]
            places = tuple((self._x(n), self._y(value)) for n, value in values if value is not None)
            if len(places) > 1:
                yield Run(places)

    def _quarter(self, number: int, point: Point, base: Decimal) -> Iterator[Shape]:
        x = self._x(number)
        yield Words(x, base + 19, point.quarter, has_white=False)
        if number == 0 or self._points[number - 1].year != point.year:
            yield Words(x, base + 38, point.year, has_white=False)

    def _figure(self, number: int, point: Point, base: Decimal) -> Iterator[Shape]:
        value = point.actual.decimal
        if value is None:
            # The reason that the line has a gap: withheld, or not available.
            yield Words(self._x(number), base - 8, point.actual.text)
            return
        x, y = self._x(number), self._y(value)
        radius = 6 if number == self._last else 4
        yield Dot(x, y, radius)
        labelled = self._all_labelled or number == self._first
        if labelled and number != self._last:
            under = self._is_valley(number)
            yield Words(x, y + (22 if under else -11), point.actual.text)

    def _is_valley(self, number: int) -> bool:
        """Return True if a label above the point would lie on the line to its neighbours."""
        values = [self._points[n].actual.decimal for n in self._neighbours(number)]
        own = self._points[number].actual.decimal
        higher = [value is not None and own is not None and value > own for value in values]
        return bool(higher) and all(higher)

    def _neighbours(self, number: int) -> Sequence[int]:
        run = next(run for run in self._lines if number in run)
        return [n for n in (number - 1, number + 1) if n in run]

    def _ends(self) -> Iterator[Shape]:
        """Yield the latest figure and the words of its target, side by side with the last point."""
        last = self._points[self._last].actual
        y = self._y(last.decimal or Decimal(0))
        x = self._x(self._last) + 12
        at_end = self._last == len(self._points) - 1
        aim_y = None
        if self._aim is not None:
            aim_y = self._y(self._points[self._aim].target.decimal or Decimal(0))
            y, aim_y = _apart(y, aim_y) if at_end else (y, aim_y)
            is_last = self._aim == len(self._points) - 1
            aim_x = self._x(self._aim) + (12 if is_last else self._step * Decimal("0.38") + 4)
            yield Words(aim_x, aim_y + 5, self._target_words(self._aim), is_centred=False)
        yield Words(
            x if at_end else self._x(self._last),
            y + 6 if at_end else y - 12,
            last.text,
            LARGE,
            is_centred=not at_end,
        )


def _apart(y: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
    """Move two labels apart that would lie on each other, each on its side."""
    least = Decimal(19)
    if abs(y - other) >= least:
        return y, other
    middle, half = (y + other) / 2, least / 2
    return (middle - half, middle + half) if y <= other else (middle + half, middle - half)


def _width(words: str, size: int) -> Decimal:
    """Return about how wide words are, on the wide side: fonts differ from machine to machine."""
    return len(words) * _ADVANCE * size
