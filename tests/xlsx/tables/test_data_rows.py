"""Data rows make a blank row only when it is asked for."""

from __future__ import annotations

from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.tables.data_rows import DataRows


def no_blank(number: int) -> dict[str, Cell]:
    raise AssertionError(f"row {number} was made")


def test_rows_that_hold_something_are_changed_without_making_blank_ones() -> None:
    rows = DataRows(2, 1_048_576, {5: {"Ref": Cell("A5", "text", "A1")}}, no_blank)

    changed = rows.with_filled(lambda row: {"Ref": Cell("A5", "text", row["Ref"].value + "!")})

    assert [(at, row["Ref"].value) for at, row in changed.filled_places()] == [(3, "A1!")]
    assert changed[3]["Ref"].value == "A1!"
    assert len(changed) == 1_048_575


def test_a_blank_row_is_made_when_it_is_asked_for() -> None:
    rows = DataRows(2, 4, {}, lambda number: {"Ref": Cell(f"A{number}", "blank", None)})

    assert [row["Ref"].address for row in rows] == ["A2", "A3", "A4"]
