"""Figures of earlier periods, from wherever a council keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import CouncilLayout, Orientation, TableLayout
from kpibook.workbook.mapped.earlier import earlier_figures, later_targets
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from tests.workbook.mapped.grids import grid_of

Q3 = Quarter(2024, 3)


def figures(table: TableLayout, *grids: Grid, period: Quarter = Q3) -> dict[str, object]:
    """Return each earlier actual by reference and period, with its sheet and cell."""
    book, layout = SourceFile("x.xlsx", grids), CouncilLayout((table,))
    reading = read_mapped(book, layout, period)
    return {
        f"{figure.ref} {figure.period}": (
            figure.cells["actual"].value,
            f"{figure.places['actual'].sheet}!{figure.places['actual'].address}",
        )
        for figure in earlier_figures(book, layout, period, reading, {})
    }


def across(*headings: str, values: Sequence[object], sheet: str = "Scorecard") -> Grid:
    return grid_of([["Ref", "Name", *headings], ["A1", "Calls", *values]], sheet)


def table(actual: str, **more: str) -> TableLayout:
    return TableLayout(
        columns={"ref": "Ref", "measure": "Name", "actual": actual, **more}, heading_rows=(1,)
    )


def test_columns_of_earlier_quarters_of_the_year_are_read() -> None:
    grid = across("Q1", "Q2", "Q3", "Q4", values=[11, 12, 13, 14])

    assert figures(table("{quarter}"), grid) == {
        "A1 Q2 2024/25": (12, "Scorecard!D2"),
        "A1 Q1 2024/25": (11, "Scorecard!C2"),
    }


def test_a_quarter_of_another_year_needs_a_heading_that_says_so() -> None:
    bare = across("Q4", "Q1", values=[4, 1])
    named = across("Q4 2023/24", "Q1 2024/25", values=[4, 1])

    assert figures(table("{quarter}"), bare, period=Quarter(2024, 1)) == {}
    assert figures(table("{quarter} {year}"), named, period=Quarter(2024, 1)) == {
        "A1 Q4 2023/24": (4, "Scorecard!C2")
    }


def test_a_column_without_a_period_is_no_history() -> None:
    grid = across("This quarter", values=[13])

    assert figures(table("This quarter"), grid) == {}


def test_the_figure_of_last_quarter_next_to_this_one_is_history() -> None:
    grid = across("Now", "Last quarter", "Outturn", values=[13, 12, 50])
    layout = table("Now", previous="Last quarter", previous_year_outturn="Outturn")

    assert figures(layout, grid) == {
        "A1 Q2 2024/25": (12, "Scorecard!D2"),
        "A1 2023/24": (50, "Scorecard!E2"),
    }


def test_years_across_are_years() -> None:
    grid = across("2022/23", "2023/24", "2024/25", values=[1, 2, 3])

    assert list(figures(table("{year}"), grid)) == ["A1 2023/24", "A1 2022/23"]


def test_last_years_sheet_is_read_with_its_own_rows() -> None:
    old = grid_of(
        [["Ref", "Name", "Q3", "Q4"], ["B2", "Visits", 1, 2], ["A1", "Calls", 3, 4]], "KPIs 23-24"
    )
    new = across("Q1", "Q2", "Q3", values=[5, 6, 7], sheet="KPIs 24-25")

    read = figures(table("{quarter}"), old, new)

    assert read["A1 Q1 2024/25"] == (5, "KPIs 24-25!C2")
    assert read["A1 Q4 2023/24"] == (4, "KPIs 23-24!D3")


def test_a_sheet_a_quarter_is_read_sheet_by_sheet() -> None:
    grids = [across("Actual", values=[n], sheet=f"Q{n}") for n in (1, 2, 3)]
    layout = TableLayout(
        sheet="{quarter}",
        columns={"ref": "Ref", "measure": "Name", "actual": "Actual"},
        heading_rows=(1,),
    )

    assert figures(layout, *grids) == {
        "A1 Q2 2024/25": (2, "Q2!C2"),
        "A1 Q1 2024/25": (1, "Q1!C2"),
    }


def test_rows_of_a_long_table_are_history_months_at_the_end_of_their_quarter() -> None:
    rows = [
        ["Ref", "Period", "Value"],
        ["A1", "Q3 2024/25", 9],
        ["A1", "Q2 2023/24", 7],
        ["B2", "December 2024", 5],
        ["B2", "August 2024", 3],
        ["B2", "September 2024", 4],
        ["C3", "2024/25", 2],
        ["C3", "2023/24", 1],
    ]
    layout = TableLayout(
        orientation=Orientation.LONG,
        columns={"ref": "Ref", "period": "Period", "actual": "Value"},
        heading_rows=(1,),
    )

    assert figures(layout, grid_of(rows)) == {
        "A1 Q2 2023/24": (7, "Scorecard!C3"),
        "B2 Q2 2024/25": (4, "Scorecard!C6"),
        "C3 2023/24": (1, "Scorecard!C8"),
    }


def test_blocks_have_their_earlier_quarters_across() -> None:
    rows = [["A1 Calls"], [None, "Q1", "Q2", "Q3"], ["Target", 9, 9, 9], ["Actual", 7, 8, 9]]
    layout = TableLayout(
        orientation=Orientation.BLOCKS,
        columns={"measure": "title", "target": "Target", "actual": "Actual"},
        periods="{quarter}",
    )

    assert figures(layout, grid_of(rows)) == {
        "A1 Q2 2024/25": (8, "Scorecard!C4"),
        "A1 Q1 2024/25": (7, "Scorecard!B4"),
    }


def test_targets_of_later_quarters_are_known_where_they_are_on_the_sheet() -> None:
    heads = ["Q3 Target", "Q3 Actual", "Q4 Target", "Q4 Actual"]
    grid = across(*heads, values=[30, 31, 40, None])
    layout = CouncilLayout((table("{quarter} Actual", target="{quarter} Target"),))
    reading = read_mapped(SourceFile("x.xlsx", [grid]), layout, Q3)

    later = list(later_targets(reading, Q3))

    assert [(str(f.period), f.cells["target"].value) for f in later] == [("Q4 2024/25", 40)]
