"""Trends sheet: a small chart for each measure, three in a row, grouped by directorate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Past
from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.trend import BEGINS_AGAIN, LEAST_POINTS
from kpibook.domain.wording import counted
from kpibook.outputs.chart import ChartKind, ChartSeries, PageChart
from kpibook.outputs.consolidated.charts.trends import (
    OTHER_TURN,
    THIS_TURN,
    Trends,
    most_urgent,
    shortened,
)
from kpibook.outputs.consolidated.contents import (
    NO_DIRECTORATE,
    council_of,
    directorate_of,
    has_several_councils,
)
from kpibook.outputs.page import Page, PageLine
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout
from kpibook.workbook.formats import excel_number, number_format
from kpibook.workbook.sizes.look import ACCENT, SLATE

#: More charts than this make a workbook slow to open; the sheet says which are drawn.
MOST_CHARTS = 240
ACROSS = 3
#: A chart spans whole columns, so that it grows with them in another font.
_SPANS, _SPAN_CHARACTERS, _GAP_CHARACTERS = 5, 11, 2
_WIDTH = _SPANS * (_SPAN_CHARACTERS * 7 + 5)  # pixels
_ROWS_HIGH = 14  # of 20 pixels; the last is the gap below
_ROWS_PRINTED = 58  # rows of a sheet that fit a page at the scale it is printed
_HEIGHT = (_ROWS_HIGH - 1) * 20
_MOST_TITLE = 90


def trends_page(trends: Trends) -> Page:
    """Return the small charts; a measure with fewer than four figures has no chart."""
    drawable = [n for n in trends.numbers if has_a_trend(trends.figures(n))]
    numbers = most_urgent(drawable, trends.consolidation, MOST_CHARTS)
    lines: list[str | PageLine] = [*_introduction(trends, len(drawable), len(numbers))]
    charts: list[PageChart] = []
    breaks = [0]
    for name, group in _by_directorate(trends, numbers).items():
        lines.append(PageLine(name, section=True))
        tops = [len(lines) + 1 + n * _ROWS_HIGH for n in range(-(-len(group) // ACROSS))]
        for top in tops:
            # A break between charts, so that no chart is cut at the end of a page.
            if top + _ROWS_HIGH - breaks[-1] > _ROWS_PRINTED:
                breaks.append(top - (2 if top == tops[0] else 0))  # a heading goes with its charts
        for position, number in enumerate(group):
            row = tops[position // ACROSS] + 1
            column = position % ACROSS * (_SPANS + 1)
            charts.append(trend_chart(trends, number, (row, column), (_WIDTH, _HEIGHT)))
        lines += [""] * (_ROWS_HIGH * len(tops))
    return Page(
        name=sheets.TRENDS,
        title=f"Trends: the last eight quarters of each measure, to {trends.consolidation.period}",
        lines=lines,
        widths=([_SPAN_CHARACTERS] * _SPANS + [_GAP_CHARACTERS]) * ACROSS,
        charts=charts,
        breaks=breaks[1:],
    )


def _introduction(trends: Trends, drawable: int, drawn: int) -> list[str]:
    total = len(trends.consolidation.rows)
    sentences = [
        (
            "The line with marks is the actual; a dash is the target that applied in its quarter. "
            "A gap is a quarter without a figure. The line of a measure that counts the year so "
            "far is broken where a year begins again. Each scale is the measure's own and need "
            "not begin at zero."
        ),
        (
            "The figures are on the sheet Trend data, and each chart says them in its alternative "
            "text."
        ),
    ]
    if drawn < drawable:
        sentences.append(
            f"{drawn:,} of {drawable:,} charts are drawn: measures off target or not reported "
            "first, then those that declined."
        )
    without = total - drawable
    if without and total == len(trends.numbers):
        sentences.append(
            f"{counted(without, 'measure')} with fewer than {LEAST_POINTS} figures: no chart."
        )
    return sentences


def _by_directorate(trends: Trends, numbers: list[int]) -> dict[str, list[int]]:
    several = has_several_councils(trends.consolidation)
    numbers_by_directorate: dict[str, list[int]] = {}
    for number in numbers:
        row = trends.consolidation.rows[number]
        name = directorate_of(row) or NO_DIRECTORATE
        if several:
            name = f"{council_of(row) or NO_DIRECTORATE}: {name}"
        numbers_by_directorate.setdefault(name, []).append(number)
    return numbers_by_directorate


def has_a_trend(figures: Iterable[Past | None]) -> bool:
    """Return True if there are enough figures for a chart."""
    return sum(past is not None and past.actual is not None for past in figures) >= LEAST_POINTS


def trend_chart(
    trends: Trends, number: int, place: tuple[int, int], size: tuple[int, int]
) -> PageChart:
    """Return the chart of a measure's last eight quarters.

    Args:
        trends: The measures and the cells of their figures.
        number: Position of the measure in the consolidation, counted from 0.
        place: Row of its upper left corner, counted from 1, and column, counted from 0.
        size: Width and height in pixels.
    """
    row_shown = trends.consolidation.rows[number]
    measure, targets = row_shown.rated.measure, trends.targets(number)
    series = _lines(trends, number)
    known = {target for target in targets if target is not None}
    if known:
        target_values = [excel_number(measure.counted_in, each) for each in targets]
        target_cells = trends.cells_of(number, layout.TARGET)
        name = f"Target {measure.written(known.pop())}" if len(known) == 1 else "Target"
        series.append(ChartSeries(name, target_cells, target_values, SLATE, dashed=True))
    return PageChart(
        kind=ChartKind.LINES,
        title=f"{measure.ref} {shortened(measure.title, _MOST_TITLE)}\n{row_shown.status_word}",
        alt_text=_in_words(trends, number),
        categories_cells=trends.cells_of(number, layout.PERIOD),
        categories=[str(quarter) for quarter in trends.quarters],
        series=series,
        row=place[0],
        column=place[1],
        width=size[0],
        height=size[1],
        number_format=number_format(measure),
    )


def _lines(trends: Trends, number: int) -> list[ChartSeries]:
    """Return the line of the actuals, or two that take the years in turn."""
    counted_in = trends.consolidation.rows[number].rated.measure.counted_in
    actuals = [past.actual if past else None for past in trends.figures(number)]
    drawn = {layout.ACTUAL: actuals}
    if trends.starts_again(number):
        drawn = dict(zip((THIS_TURN, OTHER_TURN), trends.turns(number), strict=True))
    return [
        ChartSeries(
            "Actual",
            trends.cells_of(number, heading),
            [excel_number(counted_in, each) for each in figures],
            ACCENT,
            continues=position > 0,
        )
        for position, (heading, figures) in enumerate(drawn.items())
    ]


def _in_words(trends: Trends, number: int) -> str:
    """Return the content of the chart, for people who cannot see it."""
    row, figures = trends.consolidation.rows[number], trends.figures(number)
    measure, targets = row.rated.measure, trends.targets(number)
    quarters = [
        f"{past.quarter} {_written(row, past.actual)}"
        for past in figures
        if past is not None and past.actual is not None
    ]
    against = _targets_in_words(row, trends.quarters, targets)
    again = f" {BEGINS_AGAIN}" if trends.starts_again(number) else ""
    title = shortened(measure.title, _MOST_TITLE)
    return (
        f"Line chart of {measure.ref}, {title}: {', '.join(quarters)}."
        f"{again}{against} "
        f"Status: {row.status_word}. Direction {row.rated.compared[0].since}: "
        f"{row.direction_word}."
    )


def _targets_in_words(
    row: ConsolidatedRow, quarters: Sequence[Quarter], targets: Sequence[Decimal | None]
) -> str:
    """Return the target, with its first quarter if it is not of all, or each; "" for none."""
    known = [
        (quarter, target)
        for quarter, target in zip(quarters, targets, strict=True)
        if target is not None
    ]
    if not known:
        return ""
    if len({target for _, target in known}) > 1:
        shown = [f"{quarter} {_written(row, target)}" for quarter, target in known]
        return f" Targets: {', '.join(shown)}."
    (first, target), of_all = known[0], len(known) == len(quarters)
    since = "" if of_all else f" {'from' if len(known) > 1 else 'in'} {first}"
    return f" Target {_written(row, target)}{since}."


def _written(row: ConsolidatedRow, value: Decimal) -> str:
    return row.rated.measure.written(value)
