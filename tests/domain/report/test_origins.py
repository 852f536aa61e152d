from __future__ import annotations

import pytest

from kpibook.domain.report.figure import Origin
from kpibook.domain.report.origins import MeasureCells, WorkbookCells
from kpibook.errors import Location

CELLS = WorkbookCells("a.xlsx", "ab12", {"pi.1": MeasureCells(place=3)})


def test_a_cell_is_an_origin_with_its_workbook_and_the_workbook_s_hash() -> None:
    where = Location("/folder/a.xlsx", "Measures", "G14")

    assert CELLS.origin(where) == Origin("a.xlsx", "Measures", "G14", "ab12")


@pytest.mark.parametrize("where", [None, Location(), Location("a.xlsx", "Measures")])
def test_what_was_worked_out_has_no_origin(where: Location | None) -> None:
    assert not CELLS.origin(where)


def test_a_measure_that_is_not_known_has_no_cells() -> None:
    assert CELLS.of("pi.1").place == 3
    assert CELLS.of("pi.2") == MeasureCells()
