"""A cell is written once, and one that stays is said unless kpibook works it out."""

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.filling.csv_cells import CsvCells
from kpibook.services.layouts.filling.own_cells import OwnCells
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.found import MappedRow, Place


@pytest.fixture
def own(tmp_path: Path) -> OwnCells:
    (tmp_path / "a.csv").write_bytes(b"Ref,Actual\nA1,5\n")
    return OwnCells(CsvCells(tmp_path / "a.csv"), Quarter(2024, 3))


def _row(place: Place | None) -> MappedRow:
    places = {} if place is None else {"actual": place}
    return MappedRow("A1", {}, places, {}, TableLayout())


@pytest.mark.parametrize(
    ("place", "code"),
    [
        pytest.param(None, "layout-no-cell", id="no cell"),
        pytest.param(Place("other.csv", "", "B2"), "layout-other-file", id="another file"),
    ],
)
def test_a_cell_that_is_not_written_is_said(own: OwnCells, place: Place, code: str) -> None:
    assert own.writable(_row(place), "actual") is None
    assert [finding.code for finding in own.findings] == [code]


def test_a_result_without_a_cell_is_no_finding(own: OwnCells) -> None:
    assert own.writable(_row(None), "status", is_result=True) is None
    assert own.findings == []


def test_a_value_that_is_there_is_no_change(own: OwnCells) -> None:
    row = _row(Place("", "", "B2"))
    cell = own.writable(row, "actual")
    assert cell is not None
    own.write(row, "actual", cell, "5")
    assert own.changes == []
    own.write(row, "actual", cell, 6)
    assert [(c.old, c.write.value) for c in own.changes] == [("5", 6)]


def test_a_fill_is_no_change_where_there_are_no_colours(own: OwnCells) -> None:
    own.colour(
        MappedRow("A1", {}, {"status": Place("", "", "B2")}, {}, TableLayout()), "", "F0", ""
    )
    assert own.changes == []
