from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.outputs.chart import ChartKind
from kpibook.outputs.consolidated.charts.trend_charts import ACROSS, MOST_CHARTS, trends_page
from kpibook.outputs.consolidated.charts.trends import OTHER_TURN, THIS_TURN, Trends
from kpibook.outputs.page import PageLine
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.given import a_measure
from tests.outputs.consolidated.given import (
    a_past,
    a_varied_consolidation,
    column_of,
    many,
    of_councils,
)


def test_a_chart_shows_the_quarters_and_the_target() -> None:
    page = trends_page(Trends(a_varied_consolidation()))

    chart = next(chart for chart in page.charts if chart.title.startswith("HSG2"))
    actual, target = chart.series
    assert chart.kind is ChartKind.LINES
    assert list(actual.values) == [80, 78, 77, 76, 76, 75, 75, 70]
    assert list(target.values) == [None] * 5 + [90] * 3
    assert (target.name, target.dashed) == ("Target 90", True)
    assert chart.categories[-1] == "Q3 2021/22"


def test_the_alternative_text_holds_every_figure_and_the_status() -> None:
    page = trends_page(Trends(a_varied_consolidation()))

    chart = next(chart for chart in page.charts if chart.title.startswith("HSG1"))
    assert chart.alt_text == (
        "Line chart of HSG1, Title of HSG1: Q4 2020/21 85, Q1 2021/22 86, Q2 2021/22 88, "
        "Q3 2021/22 91. Target 90 from Q1 2021/22. Status: Target met. "
        "Direction since Q2 2021/22: Improved."
    )


def test_a_measure_without_four_figures_has_no_chart_and_that_is_said() -> None:
    page = trends_page(Trends(a_varied_consolidation()))

    assert [chart.title.split()[0] for chart in page.charts] == ["HSG1", "HSG2"]
    assert "6 measures with fewer than 4 figures: no chart." in page.lines


def test_charts_stand_in_a_grid_and_none_covers_another_or_a_heading() -> None:
    page = trends_page(Trends(many(7)))

    places = [(chart.row, chart.column) for chart in page.charts]
    assert len(set(places)) == 7
    assert len({column for _, column in places}) == ACROSS
    rows = sorted({row for row, _ in places})
    heights = {chart.height for chart in page.charts}
    assert all(after - before >= max(heights) / 20 for before, after in pairwise(rows))
    headings = [n for n, line in enumerate(page.lines, start=2) if isinstance(line, PageLine)]
    assert rows[0] == headings[0] + 1


def test_a_printed_page_never_ends_within_a_chart() -> None:
    page = trends_page(Trends(many(31)))

    tops = sorted({chart.row for chart in page.charts})
    assert page.breaks
    for end in page.breaks:
        assert not any(top <= end < top + page.charts[0].height / 20 - 1 for top in tops)


def test_more_charts_than_a_workbook_bears_are_cut_and_that_is_said() -> None:
    late = MOST_CHARTS + 7
    page = trends_page(Trends(many(MOST_CHARTS + 10, off=[late])))

    assert len(page.charts) == MOST_CHARTS
    assert any(chart.title.startswith(f"M{late} ") for chart in page.charts)
    assert f"{MOST_CHARTS} of {MOST_CHARTS + 10} charts are drawn" in " ".join(
        str(line) for line in page.lines
    )


def test_directorates_of_several_councils_are_told_apart() -> None:
    page = trends_page(Trends(of_councils("Kent", "Essex")))

    assert page.charts == []
    assert not [line for line in page.lines if isinstance(line, PageLine)]


def test_each_quarter_has_the_target_that_applied_to_it() -> None:
    content = a_varied_consolidation()
    number = next(n for n, row in enumerate(content.rows) if row.rated.measure.ref == "HSG1")
    kept = [
        replace(past, target=Decimal(85)) if past.quarter.year == 2020 else past
        for past in content.rows[number].history
    ]
    rows = list(content.rows)
    rows[number] = replace(rows[number], history=tuple(kept))

    page = trends_page(Trends(replace(content, rows=tuple(rows))))

    chart = next(chart for chart in page.charts if chart.title.startswith("HSG1"))
    assert list(chart.series[1].values) == [None, None, None, None, 85, 90, 90, 90]
    assert chart.series[1].name == "Target"
    assert "Targets: Q4 2020/21 85, Q1 2021/22 90, Q2 2021/22 90" in chart.alt_text


def the_year_so_far(*actuals: str) -> Consolidation:
    """Return a measure that counts the year so far, in the quarters up to Q3 2021/22."""
    measure = replace(a_measure("YTD", target="300"), unit=Unit.COUNT, basis=Basis.YEAR_TO_DATE)
    row = a_row("YTD", actuals[-1], measure=measure, past=a_past(*actuals[:-1]))
    return combine([a_source_book("year.xlsx", row)])


def test_the_line_of_a_measure_that_counts_the_year_so_far_is_broken_at_the_year_end() -> None:
    content = the_year_so_far("280", "70", "140", "210", "290", "75", "150", "225")

    (chart,) = trends_page(Trends(content)).charts

    this, other, target = chart.series
    assert list(this.values) == [280, None, None, None, None, 75, 150, 225]
    assert list(other.values) == [None, 70, 140, 210, 290, None, None, None]
    assert (this.colour, other.continues, target.dashed) == (other.colour, True, True)
    assert "so the line is broken at its end." in chart.alt_text


def test_no_line_of_a_year_is_drawn_to_the_year_before_in_the_file() -> None:
    """Excel joins neighbours of one series, so none may hold the figures of two years in a row."""
    content = the_year_so_far("280", "70", "140", "210", "290", "75", "150", "225")
    trends = Trends(content)

    headings, years = (THIS_TURN, OTHER_TURN), [quarter.year for quarter in trends.quarters]
    for heading, turn in zip(headings, trends.turns(0), strict=True):
        top, bottom = map(int, re.findall(r"\$(\d+)", trends.cells_of(0, heading)))
        column = column_of(trends.page, heading)
        held = column[top - trends.page.top - 1 : bottom - trends.page.top]
        assert held == ["" if value is None else value for value in turn]
        for n in range(1, 8):
            assert turn[n] is None or turn[n - 1] is None or years[n] == years[n - 1]


def test_a_line_over_one_year_is_whole_and_a_quarterly_measure_is_never_broken() -> None:
    (chart,) = trends_page(Trends(the_year_so_far("75", "150", "225"))).charts or (None,)
    assert chart is None, "three figures are no trend"

    page = trends_page(Trends(a_varied_consolidation()))
    assert all(len([s for s in chart.series if not s.dashed]) == 1 for chart in page.charts)


def test_a_sparkline_never_joins_two_years_that_begin_again() -> None:
    broken = Trends(the_year_so_far("290", "75", "150", "225"))
    whole = Trends(the_year_so_far("75", "150", "225"))

    assert broken.all_cells() == [""]
    assert whole.all_cells() == [whole.cells_of(0)]
