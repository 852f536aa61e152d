from __future__ import annotations

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.proposal.sheet_quarter import (
    last_period,
    latest_in_blocks,
    stated_quarter,
    titles_of,
)
from kpibook.services.layouts.proposal.values import Column
from kpibook.workbook.mapped.reading import SourceFile
from tests.workbook.mapped.grids import grid_of

HEADINGS = ["Ref", "Name", "Actual"]


@pytest.mark.parametrize(
    ("file", "sheet", "title", "quarter"),
    [
        pytest.param("x.xlsx", "Data", "Report for Q3 2024/25", Quarter(2024, 3), id="a title"),
        pytest.param("q2 2024-25.xlsx", "Data", "Report", Quarter(2024, 2), id="the file's name"),
        pytest.param("x.xlsx", "Dec 2024", "Report", Quarter(2024, 3), id="a month of the sheet"),
        pytest.param("2024-25.xlsx", "Q1", "Report", Quarter(2024, 1), id="year and quarter apart"),
        pytest.param("x.xlsx", "Q1", "Q2 2024/25 to Q3 2024/25", None, id="two quarters are none"),
        pytest.param("x.xlsx", "Data", "Report", None, id="nothing says it"),
    ],
)
def test_a_quarter_is_stated_by_what_is_above_and_around_a_table(
    file: str, sheet: str, title: str, quarter: Quarter | None
) -> None:
    grid = grid_of([[title], [], HEADINGS, ["A1", "Calls", 7]], name=sheet)

    assert stated_quarter(grid, SourceFile(file, [grid]))[0] == quarter


def test_titles_are_lines_of_few_texts() -> None:
    grid = grid_of([["Scorecard", "2024/25"], HEADINGS, ["A1", "Calls", 7]])

    assert titles_of(grid) == ["Scorecard", "2024/25"]


def test_the_last_quarter_of_blocks_is_that_with_figures_below() -> None:
    grid = grid_of([["Q1", "Q2", "Q3"], [1, 2, None], [3, 4, None]])

    assert latest_in_blocks(grid, [2023, 2024]) == Quarter(2024, 2)


def test_the_last_period_is_that_of_the_column_of_periods() -> None:
    periods = ("Q1 2024/25", "Q2 2024/25", "Q4 2023/24")
    columns = [Column(1, "Period", periods, 3, 3), Column(2, "Name", ("Calls", "Visits"), 2, 3)]

    assert last_period(columns, set()) == Quarter(2024, 2)
    assert last_period(columns, {1}) is None
