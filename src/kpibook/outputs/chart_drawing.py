"""Drawing of charts and sparklines by XlsxWriter, with alternative text."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kpibook.outputs.chart import ChartKind, ChartSeries, PageChart, Sparklines
from kpibook.outputs.quick_sheet import QuickSheet
from kpibook.workbook.sizes.look import ACCENT, FONT, INK, RULE, SLATE, WHITE

_POINTS = 9
_OFFSET = 3  # pixels, so that no edge falls on the end of a printed page
_HORIZONTAL = 360  # XlsxWriter's way to say that labels are not turned
_SCALED_LINE = MappingProxyType(
    {
        "series_color": ACCENT,
        "markers": True,
        "markers_color": ACCENT,
        "last_point": True,
        "last_color": INK,
        "weight": 1.5,
    }
)


def draw_chart(book: xlsxwriter.Workbook, sheet: Worksheet, chart: PageChart) -> None:
    """Draw `chart` on `sheet`, with its figures stored in the chart for previewers."""
    drawn = _lines(book, chart) if chart.kind is ChartKind.LINES else _shares(book, chart)
    drawn.set_title({"name": chart.title, "name_font": _font(bold=True), "overlay": False})
    drawn.set_size({"width": chart.width, "height": chart.height - _OFFSET})
    drawn.set_chartarea({"border": {"color": RULE}, "fill": {"color": WHITE}})
    # Position 1: the chart moves and grows with its cells.
    options = {"description": chart.alt_text, "object_position": 1, "y_offset": _OFFSET}
    sheet.insert_chart(chart.row - 1, chart.column, drawn, options)


def draw_sparklines(sheet: Worksheet, column: int, first_row: int, references: list[str]) -> None:
    """Draw sparklines in a column, from `first_row` (counted from 0) down.

    Args:
        sheet: The sheet.
        column: The column, counted from 0.
        first_row: The row of the first sparkline.
        references: The cells that each sparkline shows; "" for a row without a sparkline.
    """
    lines = {
        xl_rowcol_to_cell(row, column): reference
        for row, reference in enumerate(references, start=first_row)
        if reference
    }
    if not lines:
        return
    sheet.add_sparkline(
        first_row,
        column,
        {
            "location": list(lines),
            "range": list(lines.values()),
            "series_color": ACCENT,
            "last_point": True,
            "last_color": INK,
            "weight": 1.5,
        },
    )


def draw_scaled_sparklines(
    sheet: QuickSheet, column: int, first_row: int, sparklines: Sparklines
) -> None:
    """Draw sparklines with a scale each, so that there is room for words above the line."""
    scaled = zip(sparklines.references, sparklines.spans, strict=True)
    drawn = [
        (xl_rowcol_to_cell(row, column), reference.replace("$", ""), least, greatest)
        for row, (reference, (least, greatest)) in enumerate(scaled, start=first_row)
        if reference
    ]
    if drawn:
        # XlsxWriter makes all its 37 styles for each, which takes longer than the whole sheet.
        sheet.add_sparkline(drawn[0][0], {"range": drawn[0][1], **_SCALED_LINE})
        sheet.add_sparklines_like(sheet.sparklines.pop(), drawn)


def _lines(book: xlsxwriter.Workbook, chart: PageChart) -> Any:
    drawn = book.add_chart({"type": "line"})
    for series in chart.series:
        drawn.add_series({**_source(chart, series), **_line_look(series)})
    # Only the first and the last quarter are labelled: eight labels do not fit a small chart.
    ends = max(1, len(chart.categories) - 1)
    quarters = {**_font(), "rotation": _HORIZONTAL}
    drawn.set_x_axis({"num_font": quarters, "interval_unit": ends, "line": {"color": RULE}})
    drawn.set_y_axis(
        {
            "num_font": _font(),
            "num_format": chart.number_format,
            "major_gridlines": {"visible": True, "line": {"color": "#E4E8EB", "width": 0.5}},
            "line": {"none": True},
        }
    )
    unnamed = [number for number, series in enumerate(chart.series) if series.continues]
    drawn.set_legend({"position": "bottom", "font": _font(), "delete_series": unnamed})
    return drawn


def _line_look(series: ChartSeries) -> dict[str, object]:
    if series.dashed:
        # A target that changes is no line: joined, it would slope between two quarters.
        paint = {"border": {"none": True}, "fill": {"color": series.colour}}
        return {"line": {"none": True}, "marker": {"type": "long_dash", "size": 15, **paint}}
    mark = {"type": "circle", "size": 5}
    # Marks as well as colours, so that the line can be told from the dashes of the target in print.
    paint = {"border": {"color": series.colour}, "fill": {"color": series.colour}}
    return {"line": {"color": series.colour, "width": 2.25}, "marker": {**mark, **paint}}


def _shares(book: xlsxwriter.Workbook, chart: PageChart) -> Any:
    drawn = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for series in chart.series:
        look = {
            "fill": {"color": series.colour},
            "border": {"color": series.outline or WHITE, "width": 0.75},
            "gap": 40,
            # A part of no measures has no label.
            "data_labels": {"value": True, "num_format": "0;;;", "font": _font(series.text, True)},
        }
        drawn.add_series({**_source(chart, series), **look})
    # Excel draws the first bar at the bottom; reversed, the bars are in the order of the table.
    drawn.set_y_axis({"reverse": True, "num_font": _font(), "line": {"none": True}})
    drawn.set_x_axis(
        {
            "num_font": _font(),
            "num_format": "0%",
            "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}},
            "line": {"none": True},
            "label_position": "high",
        }
    )
    drawn.set_legend({"position": "bottom", "font": _font()})
    return drawn


def _source(chart: PageChart, series: ChartSeries) -> dict[str, object]:
    return {
        "name": series.name,
        "categories": f"={chart.categories_cells}",
        "values": f"={series.cells}",
        # Stored in the chart, because a previewer does not read the cells.
        "categories_data": list(chart.categories),
        "values_data": list(series.values),
    }


def _font(colour: str = SLATE, bold: bool = False) -> dict[str, object]:
    return {"name": FONT, "size": _POINTS, "bold": bold, "color": colour}
