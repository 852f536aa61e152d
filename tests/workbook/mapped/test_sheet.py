"""Places of cells on a sheet: merged cells, and sheets whose rows are read as columns."""

from kpibook.workbook.mapped.council_layout import Orientation, TableLayout
from kpibook.workbook.mapped.headings import Located
from kpibook.workbook.mapped.sheet import Sheet
from tests.workbook.mapped.grids import grid_of


def _sheet(table: TableLayout, *, merged: tuple[int, int, int, int] = (1, 2, 1, 3)) -> Sheet:
    grid = grid_of([["a", "b"], ["c"]], merged=(merged,))
    located = Located((), {"actual": 1}, {}, None, {})
    return Sheet(grid, "", "S", table, located, 9, grid.anchors())


def test_a_cell_merged_across_a_row_is_the_first() -> None:
    sheet = _sheet(TableLayout())
    assert sheet.place(1, 3).address == "B1"
    cell = sheet.cell(1, 3)
    assert cell is not None
    assert cell.value == "b"


def test_the_first_of_merged_cells_is_not_taken_from_another_role() -> None:
    assert _sheet(TableLayout(), merged=(1, 1, 1, 2)).place(1, 2).address == "B1"


def test_only_what_reaches_down_is_read_from_the_row_above() -> None:
    sheet = _sheet(TableLayout(), merged=(1, 2, 2, 2))
    assert sheet.cell(2, 2) is None
    above = sheet.cell(2, 2, reaches_down=True)
    assert above is not None
    assert above.value == "b"


def test_a_sheet_read_by_columns_has_the_addresses_of_its_cells() -> None:
    assert _sheet(TableLayout(orientation=Orientation.COLUMNS)).place(2, 5).address == "B5"
