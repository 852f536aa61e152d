"""Charts and small lines drawn by XlsxWriter as Excel's own, with alternative text."""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kpibook.outputs.chart import ChartKind, ChartSeries, PageChart
from kpibook.workbook.look import ACCENT, FONT, INK, RULE, SLATE, WHITE

_POINTS = 9
_OFFSET = 3  # pixels, so that no edge falls on the end of a printed page
_HORIZONTAL = 360  # XlsxWriter's way to say that labels are not turned


def draw_chart(book: xlsxwriter.Workbook, sheet: Worksheet, chart: PageChart) -> None:
    """Put `chart` on `sheet`; the figures it shows are stored with it, for previewers."""
    drawn = _lines(book, chart) if chart.kind is ChartKind.LINES else _shares(book, chart)
    drawn.set_title({"name": chart.title, "name_font": _font(bold=True), "overlay": False})
    drawn.set_size({"width": chart.width, "height": chart.height - _OFFSET})
    drawn.set_chartarea({"border": {"color": RULE}, "fill": {"color": WHITE}})
    options = {"description": chart.alt_text, "object_position": 1, "y_offset": _OFFSET}
    sheet.insert_chart(chart.row - 1, chart.column, drawn, options)


def draw_sparklines(sheet: Worksheet, column: int, first_row: int, places: list[str]) -> None:
    """Put small lines into a column, from `first_row` (counted from 0) down.

    Args:
        sheet: The sheet.
        column: The column, counted from 0.
        first_row: The row of the first line.
        places: The cells each line is of; "" for a row without one.
    """
    lines = {
        xl_rowcol_to_cell(row, column): place
        for row, place in enumerate(places, start=first_row)
        if place
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


def _lines(book: xlsxwriter.Workbook, chart: PageChart) -> Any:
    drawn = book.add_chart({"type": "line"})
    for series in chart.series:
        drawn.add_series({**_source(chart, series), **_line_look(series)})
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
    drawn.set_legend({"position": "bottom", "font": _font()})
    return drawn


def _line_look(series: ChartSeries) -> dict[str, object]:
    if series.dashed:
        line = {"color": series.colour, "width": 1.25, "dash_type": "dash"}
        return {"line": line, "marker": {"type": "none"}}
    mark = {"type": "circle", "size": 5}
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
        "categories": f"={chart.categories_place}",
        "values": f"={series.place}",
        "categories_data": list(chart.categories),
        "values_data": list(series.values),
    }


def _font(colour: str = SLATE, bold: bool = False) -> dict[str, object]:
    return {"name": FONT, "size": _POINTS, "bold": bold, "color": colour}
