"""Sheet Trends of the officer's own workbook: each measure's last eight quarters, with a chart."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.consolidation.consolidation import QUARTERS_SHOWN, Consolidation
from kpibook.domain.report.trend import LEAST_POINTS
from kpibook.domain.wording import counted
from kpibook.on_use.replacing import replace
from kpibook.outputs.consolidated.charts.trend_charts import (
    MOST_CHARTS,
    has_a_trend,
    trend_chart,
)
from kpibook.outputs.consolidated.charts.trends import (
    OTHER_TURN,
    THIS_TURN,
    Trends,
    most_urgent,
)
from kpibook.outputs.page import Fitted, Page, PageCell
from kpibook.outputs.return_sheets.fit import OFFICER, figure_width
from kpibook.outputs.text_fit import PADDING, PAGE, wrapped
from kpibook.workbook import layout

#: Height of a row in points and pixels: two lines of text, and a chart over eight rows.
_ROW, _ROW_PIXELS = 30, 40
_CHART_WIDTH, _NARROWEST_CHART = 290, 240  # pixels
#: Columns of reference, title, period and four figures, so that 10 points are printed as 9 or more.
_WIDTHS = (7.0, 18.0, 11.0, 9.0, 9.0, 9.0, 9.0)
#: Pixels of a digit of the workbook's usual font, in the template and at most.
_USUAL_DIGIT, _WIDEST_DIGIT = 8, 9
_SMALLEST = 91  # percent: 10 points are still 9
_CHARTS_ON_A_PAGE = 2
_FIGURES = frozenset({3, 4, 5, 6})


def officer_trends(whole: Consolidation, name: str) -> Page:
    """Return the sheet; a measure with fewer than four figures is not on it.

    Args:
        whole: The measures of the workbook.
        name: Name of the sheet.
    """
    drawable = [n for n, row in enumerate(whole.rows) if has_a_trend(row.history)]
    numbers = most_urgent(drawable, whole, MOST_CHARTS)
    shown = replace(whole, rows=tuple(whole.rows[number] for number in numbers))
    room = PAGE - PADDING
    sheet = Page(
        name=name,
        title=f"Trends: the last eight quarters of each measure, to {whole.period}",
        lines=[
            part
            for line in _lines(len(whole.rows), len(drawable), len(numbers))
            for part in wrapped(line, room, OFFICER)
        ],
        table=layout.TRENDS_TABLE,
    )
    trends = Trends(shown, sheet)
    return _with_charts(trends, len(numbers))


def _with_charts(trends: Trends, count: int) -> Page:
    page = replace(trends.page, widths=_widths(trends.page.rows))
    top, column = page.top + 1, len(page.header)
    room = PAGE * 100 // _SMALLEST - _pixels(page.widths, _USUAL_DIGIT)
    chart = max(_NARROWEST_CHART, min(_CHART_WIDTH, room))
    size = (chart, QUARTERS_SHOWN * _ROW_PIXELS)
    tops = [top + number * QUARTERS_SHOWN for number in range(count)]
    usual, most = (_pixels(page.widths, px) + chart for px in (_USUAL_DIGIT, _WIDEST_DIGIT))
    # Room for a wider font is given up before the print gets too small.
    scale = max(min(100, PAGE * 100 // most), min(_SMALLEST, PAGE * 100 // usual))
    return replace(
        page,
        charts=[trend_chart(trends, n, (row, column), size) for n, row in enumerate(tops)],
        # The lines above the table leave room for a single chart on the first page.
        breaks=[row - 1 for row in tops[1::_CHARTS_ON_A_PAGE]],
        fitted=Fitted(
            points=OFFICER,
            heights=[_ROW] * len(page.rows),
            header_height=45,
            figures=_FIGURES,
            scale=scale,
        ),
    )


def _widths(rows: Sequence[Sequence[PageCell]]) -> list[float]:
    """Return the width of each column in characters: those of figures fit the widest."""
    return [
        max([usual, *(figure_width(row[at], OFFICER) / _USUAL_DIGIT for row in rows)])
        if at in _FIGURES
        else usual
        for at, usual in enumerate(_WIDTHS)
    ]


def _pixels(widths: Sequence[float], digit: int) -> int:
    return sum(round(width * digit + 5) for width in widths)


def _lines(total: int, drawable: int, drawn: int) -> list[str]:
    lines = [
        (
            "In a chart the line with marks is the actual; a dash is the target that applied in "
            "its quarter. A gap is a quarter without a figure. Each scale is the measure's own and "
            "need not begin at zero."
        ),
        (
            "The figures of each chart are in the rows at its left. The line of a measure that "
            "counts the year so far is broken where a year begins again: the columns "
            f"'{THIS_TURN}' and '{OTHER_TURN}' take its years in turn."
        ),
        (
            "Not for publication: it shows every figure, and the published copy has no charts. "
            "kpibook draws the sheet again at each fill of the saved workbook; keep notes and "
            "charts of your own on another sheet."
        ),
    ]
    if drawn < drawable:
        lines.append(
            f"{drawn:,} of {drawable:,} charts are drawn: measures off target or not reported "
            "first, then those that declined."
        )
    if total > drawable:
        lines.append(
            f"{counted(total - drawable, 'measure')} with fewer than {LEAST_POINTS} figures: "
            "no chart."
        )
    return lines
