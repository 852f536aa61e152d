"""Of the rows of a measure that of the quarter is read, with those before it."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import CouncilLayout, Orientation, TableLayout
from kpibook.workbook.mapped.found import MappedRow, PassedOver
from kpibook.workbook.mapped.grid import text_of
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from tests.workbook.mapped.grids import grid_of

LAYOUT = CouncilLayout(
    (
        TableLayout(
            orientation=Orientation.LONG,
            columns={"measure": "Measure", "period": "Period", "actual": "Value"},
            heading_rows=(1,),
        ),
    )
)


def _figures(periods: list[tuple[str, int]], now: Quarter) -> dict[str, str]:
    rows: list[list[object]] = [["Measure", "Period", "Value"]]
    rows += [["Books lent", period, value] for period, value in periods]
    reading = read_mapped(SourceFile("x.csv", [grid_of(rows)]), LAYOUT, now)
    assert len(reading.rows) <= 1
    assert all(isinstance(row, PassedOver) for row in reading.passed_over)
    cells = reading.rows[0].cells if reading.rows else {}
    roles = ("actual", "previous", "previous_year")
    return {role: text_of(cells[role]) for role in roles if role in cells}


def test_a_quarter_has_the_quarter_before_and_last_years() -> None:
    periods = [("Q3 2023/24", 1), ("Q2 2024/25", 2), ("Q3 2024/25", 3)]

    assert _figures(periods, Quarter(2024, 3)) == {
        "actual": "3",
        "previous": "2",
        "previous_year": "1",
    }


def test_of_months_the_last_of_the_quarter_counts() -> None:
    periods = [("September 2024", 1), ("November 2024", 2), ("December 2024", 3)]

    assert _figures(periods, Quarter(2024, 3)) == {"actual": "3", "previous": "1"}


def test_of_years_the_year_of_the_quarter_counts() -> None:
    assert _figures([("2022/23", 1), ("2023/24", 2)], Quarter(2023, 4)) == {
        "actual": "2",
        "previous": "1",
    }


def test_another_year_is_never_taken_for_the_quarters() -> None:
    assert _figures([("2022/23", 1)], Quarter(2023, 4)) == {}


def test_a_period_that_is_not_understood_is_said() -> None:
    rows: list[list[object]] = [["Measure", "Period", "Value"], ["Books lent", "lately", 1]]
    reading = read_mapped(SourceFile("x.csv", [grid_of(rows)]), LAYOUT, Quarter(2024, 3))

    assert not any(isinstance(row, MappedRow) for row in reading.passed_over)
    assert reading.passed_over[0].why == "its period is not understood"
