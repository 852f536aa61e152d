"""A chart as a description: what it shows, from which cells, and what it says in words.

`kpibook.outputs.chart_drawing` makes Excel's own charts of these. Each has alternative text with
its figures, so that nobody needs to see it, and no series is told apart by its colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class ChartKind(Enum):
    """The two charts we draw."""

    LINES = "lines over quarters"
    SHARES = "bars of shares that add up to 100%"


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One line, or one part of every bar.

    Attributes:
        name: What the legend calls it.
        place: The cells of its values, such as "'Trend data'!$D$5:$K$5".
        values: What they hold; None where there is no figure.
        colour: Of the line or the bar, "#RRGGBB".
        text: Of the labels on a bar, "#RRGGBB".
        dashed: A line for comparison, without marks.
        outline: Of a bar, "#RRGGBB"; "" for white.
    """

    name: str
    place: str
    values: Sequence[float | int | None]
    colour: str
    text: str = "#000000"
    dashed: bool = False
    outline: str = ""


@dataclass(frozen=True, slots=True)
class PageChart:
    """One chart on a sheet.

    Attributes:
        kind: Which chart.
        title: Above it.
        alt_text: What it shows, in words, with the figures.
        categories_place: The cells of the quarters or groups along it.
        categories: What they say.
        series: Its lines or parts.
        row: The row of its upper left corner, counted from 1.
        column: The column of that corner, counted from 0.
        width: In pixels.
        height: In pixels.
        number_format: Of the figures on its axis.
    """

    kind: ChartKind
    title: str
    alt_text: str
    categories_place: str
    categories: Sequence[str]
    series: Sequence[ChartSeries]
    row: int
    column: int
    width: int
    height: int
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Sparklines:
    """Small lines in the cells of one column of a table.

    Attributes:
        heading: The column.
        places: The cells each line is of, a row of the table each; "" for a row without one.
    """

    heading: str
    places: Sequence[str]
