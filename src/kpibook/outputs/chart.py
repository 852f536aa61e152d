"""Description of a chart: its cells, its values and its alternative text.

`kpibook.outputs.chart_drawing` draws it as an Excel chart. Each chart has alternative text with its
figures, for people who cannot see it, and no series differs from another by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from kpibook.on_use.dataclass import dataclass


class ChartKind(Enum):
    """The kinds of chart that kpibook draws."""

    LINES = "lines over quarters"
    SHARES = "bars of shares that add up to 100%"


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A line, or a part of every bar.

    Attributes:
        name: Its name in the legend.
        cells: The cells of its values, such as "'Trend data'!$D$5:$K$5".
        values: The values of those cells; None for a cell without a figure.
        colour: Of the line or the bar, "#RRGGBB".
        text: Of the labels on a bar, "#RRGGBB".
        dashed: Figures for comparison: a dash at each, which no line joins.
        outline: Of a bar, "#RRGGBB"; "" for white.
        continues: It is another part of the line before it, and has no place in the legend.
    """

    name: str
    cells: str
    values: Sequence[float | int | None]
    colour: str
    text: str = "#000000"
    dashed: bool = False
    outline: str = ""
    continues: bool = False


@dataclass(frozen=True, slots=True)
class PageChart:
    """A chart on a sheet.

    Attributes:
        kind: Kind of chart.
        title: Title above it.
        alt_text: Alternative text: its content in words, with the figures.
        categories_cells: The cells of the quarters or groups along it.
        categories: The texts of those cells.
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
    categories_cells: str
    categories: Sequence[str]
    series: Sequence[ChartSeries]
    row: int
    column: int
    width: int
    height: int
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Sparklines:
    """Sparklines in the cells of a column of a table.

    Attributes:
        heading: The column.
        references: The cells that each sparkline shows, by row of the table; "" for no sparkline.
        spans: Least and greatest value on the scale of each; empty leaves the scales to Excel.
    """

    heading: str
    references: Sequence[str]
    spans: Sequence[tuple[float, float]] = ()
