"""The columns of a layout are found on a sheet by their headings."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.headings import joined_headings, locate
from tests.workbook.mapped.grids import grid_of

Q3 = Quarter(2024, 3)
TABLE = TableLayout(
    columns={"ref": "Ref", "measure": "Measure", "actual": "{quarter} / Actual"},
    heading_rows=(1, 2),
)
ROWS = [["Ref", "Measure", "Q2", None, "Q3"], [None, None, "Target", "Actual", "Target", "Actual"]]


def test_a_band_reaches_over_the_headings_below_it() -> None:
    headings = joined_headings(grid_of(ROWS), (1, 2))

    assert headings[4] == "Q2 / Actual"
    assert headings[6] == "Q3 / Actual"
    assert headings[2] == "Measure"


def test_a_merged_band_ends_where_the_merge_ends() -> None:
    rows = [["Ref", "Q1", None, None], [None, "Target", "Actual", "Notes"]]

    headings = joined_headings(grid_of(rows, merged=((1, 2, 1, 3),)), (1, 2))

    assert headings[3] == "Q1 / Actual"
    assert headings[4] == "Notes"


def test_each_role_has_its_column_in_the_quarter() -> None:
    located = locate(grid_of(ROWS), TABLE, Q3)

    assert dict(located.columns) == {"ref": 1, "measure": 2, "actual": 6}
    assert not located.has_moved


def test_headings_on_other_rows_are_found_and_said_to_have_moved() -> None:
    located = locate(grid_of([["A title"], [], *ROWS]), TABLE, Q3)

    assert located.rows == (3, 4)
    assert located.has_moved


def test_a_heading_that_is_nowhere_is_missing() -> None:
    assert locate(grid_of(ROWS), TABLE, Quarter(2024, 4)).missing == {
        "actual": "{quarter} / Actual"
    }


def test_the_second_of_two_columns_with_one_heading_can_be_named() -> None:
    rows = [["Ref", "Target", "Target"]]
    table = TableLayout(columns={"ref": "Ref", "target": "Target [2]"}, heading_rows=(1,))

    assert locate(grid_of(rows), table, Q3).columns["target"] == 3
