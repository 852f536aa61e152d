"""Shapes of a measure's trend chart: the same from the same figures, for every program that draws.

Every figure is printed at its point, so that nothing has to be read off a scale or told by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from kpibook.domain.report.block import Block
from kpibook.domain.report.trend import Point
from kpibook.domain.report.words.labels import Labels

#: Size of the chart; every other length of it is in the same unit.
WIDTH, HEIGHT = 580, 240
SMALL, LARGE = 14, 17
#: Colours of words, of the figures' line, of the targets and of the line at the bottom.
INK, LINE, TARGET, AXIS = "#1d2429", "#1d4f91", "#5b6770", "#8a949b"
_TOP, _BOTTOM, _LEFT = Decimal(34), 82, 14
_TALL = HEIGHT - _TOP - _BOTTOM
# Widest advance of a digit, as a part of the font's size; letters are narrower on average.
_ADVANCE = Decimal("0.58")
# Height of digits over their line, likewise.
_ABOVE = {size: size * Decimal("0.82") for size in (SMALL, LARGE)}
_BASE = Decimal(HEIGHT - _BOTTOM + 30)
# Part of the step between two quarters that a target's dash takes on each side.
_HALF = Decimal("0.38")


class Run(NamedTuple):
    """Line through the figures that follow each other without a gap, from left to right."""

    points: tuple[tuple[Decimal, Decimal], ...]


class Level(NamedTuple):
    """Level line: the dash of a quarter's target, or the line at the bottom."""

    left: Decimal
    right: Decimal
    y: Decimal
    is_target: bool = False


class Dot(NamedTuple):
    """Point of a figure."""

    x: Decimal
    y: Decimal
    radius: int


class Words(NamedTuple):
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
        left, width = left_and_width(self.x, len(self.text), self.size, is_centred=self.is_centred)
        return left, top_of(self.y, self.size), width, Decimal(self.size)


class Quarters(NamedTuple):
    """Names of the quarters and years below the line at the bottom.

    Attributes:
        places: The place of each quarter.
        names: Each quarter's name and year.
    """

    places: tuple[Decimal, ...]
    names: tuple[tuple[str, str], ...]

    def words(self) -> Iterator[Words]:
        """Yield the words; a year is written where it begins."""
        before = None
        for x, (quarter, year) in zip(self.places, self.names, strict=True):
            yield Words(x, _BASE + 19, quarter, has_white=False)
            if year != before:
                yield Words(x, _BASE + 38, year, has_white=False)
            before = year


Shape: TypeAlias = Run | Level | Dot | Words | Quarters


def left_and_width(
    x: Decimal, letters: int, size: int, *, is_centred: bool
) -> tuple[Decimal, Decimal]:
    """Return where the white behind words begins, and its width.

    Args:
        x: Where the words begin, or their middle.
        letters: Their number of letters.
        size: Size of the letters.
        is_centred: True if `x` is their middle.
    """
    width = _width(letters, size)
    return (x - width / 2 if is_centred else x), width


def top_of(y: Decimal, size: int) -> Decimal:
    """Return the top of the white behind words that are written on the line `y`."""
    return y - _ABOVE[size]


def shapes_of(block: Block, labels: Labels) -> tuple[Shape, ...]:
    """Return the shapes of a measure's chart, those behind first; none with too few figures.

    Args:
        block: The measure.
        labels: The fixed words.
    """
    return tuple(_Drawing(block, labels).parts()) if block.trend.has_chart else ()


class _Across(NamedTuple):
    """Places from left to right, which charts with words of equal lengths share.

    Attributes:
        base: The line at the bottom.
        places: The place of each quarter.
        dashes: Left and right end of each quarter's target.
        step: From a quarter to the next.
    """

    base: Level
    places: tuple[Decimal, ...]
    dashes: tuple[tuple[Decimal, Decimal], ...]
    step: Decimal


@lru_cache(maxsize=256)
def _across(first: int, last: int, aim: int, quarters: int) -> _Across:
    """Return the places of a chart from left to right.

    Args:
        first: Letters of the first quarter's figure.
        last: Letters of the latest figure.
        aim: Letters of the words of the target; 0 without a target.
        quarters: Number of quarters.
    """
    right = min(Decimal(230), max(_width(last, LARGE), _width(aim, SMALL)) + 16)
    left = max(Decimal(_LEFT + 22), _width(first, SMALL) / 2 + 4)
    step = (WIDTH - left - right) / max(1, quarters - 1)
    places = tuple(left + number * step for number in range(quarters))
    half, furthest = step * _HALF, places[-1] + 9
    dashes = tuple((max(Decimal(4), x - half), min(x + half, furthest)) for x in places)
    return _Across(Level(Decimal(_LEFT), WIDTH - right + 10, _BASE), places, dashes, step)


class _Drawing:
    """Places of a trend's points on the chart.

    Args:
        block: The measure, with enough figures.
        labels: The fixed words.
    """

    def __init__(self, block: Block, labels: Labels) -> None:
        self._points = points = block.trend.points
        self._lines = block.trend.lines()
        self._actuals = [point.actual.decimal for point in points]
        self._targets = [point.target.decimal for point in points]
        values = [value for value in (*self._actuals, *self._targets) if value is not None]
        low, high = min(values), max(values)
        room = (high - low or abs(high) or Decimal(1)) / 8
        self._high = high + room
        self._tall = self._high - (low - room)
        shown = [n for n, value in enumerate(self._actuals) if value is not None]
        self._first, self._last = shown[0], shown[-1]
        aims = [n for n, value in enumerate(self._targets) if value is not None]
        self._aim = aims[-1] if aims else None
        self._aimed = f"{labels.target} {points[aims[-1]].target.text}" if aims else ""
        self._across = _across(
            len(points[0].actual.text),
            len(points[self._last].actual.text),
            len(self._aimed),
            len(points),
        )
        widest = max(len(points[n].actual.text) for n in shown)
        self._all_labelled = _width(widest, SMALL) + 6 <= self._across.step

    def _y(self, value: Decimal) -> Decimal:
        return _TOP + (self._high - value) / self._tall * _TALL

    def parts(self) -> Iterator[Shape]:
        """Yield the parts of the drawing, those behind first."""
        across = self._across
        yield across.base
        # A dash for the target of each quarter, which may change from one to the next.
        for value, (left, right) in zip(self._targets, across.dashes, strict=True):
            if value is not None:
                yield Level(left, right, self._y(value), is_target=True)
        heights = [None if value is None else self._y(value) for value in self._actuals]
        for run in self._lines:
            places = [(across.places[n], y) for n in run if (y := heights[n]) is not None]
            if len(places) > 1:
                yield Run(tuple(places))
        yield Quarters(across.places, tuple([(p.quarter, p.year) for p in self._points]))
        for number, y in enumerate(heights):
            yield from self._figure(number, self._points[number], y)
        yield from self._ends(heights)

    def _figure(self, number: int, point: Point, y: Decimal | None) -> Iterator[Shape]:
        x = self._across.places[number]
        if y is None:
            # The reason that the line has a gap: withheld, or not available.
            yield Words(x, _BASE - 8, point.actual.text)
            return
        yield Dot(x, y, 6 if number == self._last else 4)
        labelled = self._all_labelled or number == self._first
        if labelled and number != self._last:
            under = self._is_valley(number)
            yield Words(x, y + (22 if under else -11), point.actual.text)

    def _is_valley(self, number: int) -> bool:
        """Return True if a label above the point would lie on the line to its neighbours."""
        values = [self._actuals[n] for n in self._neighbours(number)]
        own = self._actuals[number]
        higher = [value is not None and own is not None and value > own for value in values]
        return bool(higher) and all(higher)

    def _neighbours(self, number: int) -> Sequence[int]:
        run = next(run for run in self._lines if number in run)
        return [n for n in (number - 1, number + 1) if n in run]

    def _ends(self, heights: Sequence[Decimal | None]) -> Iterator[Shape]:
        """Yield the latest figure and the words of its target, side by side with the last point."""
        across = self._across
        y = heights[self._last] or Decimal(0)
        x = across.places[self._last]
        at_end = self._last == len(self._points) - 1
        if self._aim is not None:
            aim_y = self._y(self._targets[self._aim] or Decimal(0))
            y, aim_y = _apart(y, aim_y) if at_end else (y, aim_y)
            is_last = self._aim == len(self._points) - 1
            aim_x = across.places[self._aim] + (12 if is_last else across.step * _HALF + 4)
            yield Words(aim_x, aim_y + 5, self._aimed, is_centred=False)
        yield Words(
            x + 12 if at_end else x,
            y + 6 if at_end else y - 12,
            self._points[self._last].actual.text,
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


@lru_cache(maxsize=256)
def _width(letters: int, size: int) -> Decimal:
    """Return about how wide words are, on the wide side: fonts differ from machine to machine."""
    return letters * _ADVANCE * size
