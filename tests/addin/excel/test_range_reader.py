from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.addin.excel.number_formats import Formats
from kpibook.addin.excel.range_reader import range_of, read_area
from kpibook.workbook import layout
from kpibook.xlsx import Cell, Workbook
from kpibook.xlsx.cells.references import Area, area
from tests.addin.opened import FLAVOURS, a_desk
from tests.support.books import example
from tests.support.openpyxl_engine import Flavour


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", ["ThisQuarter", "MeasureRegister", "MeasureHistory"])
def test_an_open_table_reads_as_the_file_does(tmp_path: Path, flavour: Flavour, name: str) -> None:
    desk = a_desk(tmp_path, example().filled, flavour)
    with Workbook.open(desk.path) as package:
        table = package.table(name)
        expected = {cell.address: cell for row in table.rows() for cell in row.values()}
        whole, (first, last) = area(table.ref), table.data_rows
        body, sheet = replace(whole, first_row=first, last_row=last), table.sheet

    platform = desk.excel.platform

    found = read_area(
        desk.sheet(sheet), body, platform, Formats(desk.book, platform).of, table_of=lambda _: name
    )

    assert {cell.address: said(cell) for cell in found.values()} == {
        address: said(cell) for address, cell in expected.items()
    }


def said(cell: Cell) -> tuple[object, ...]:
    """What matters of a cell: an open workbook knows the formats of figures alone."""
    code = cell.number_format if cell.kind in ("number", "date") else ""
    return cell.kind, cell.value, type(cell.value), cell.formula, code


@pytest.mark.parametrize("typed", ["[@Actual]", "ThisQuarter[@Actual]"])
def test_a_reference_to_the_own_row_reads_as_a_file_holds_it(tmp_path: Path, typed: str) -> None:
    desk = a_desk(tmp_path)
    sheet = desk.sheet(layout.THIS_QUARTER)
    desk.wb[layout.THIS_QUARTER]["R6"] = f"={typed}*2"

    cells = read_area(
        sheet, area("R6"), desk.excel.platform, lambda *_: {}, table_of=lambda _: "ThisQuarter"
    )

    assert cells[6, 18].formula == "=ThisQuarter[[#This Row],[Actual]]*2"


def test_a_range_is_the_area_asked_for(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    assert range_of(desk.sheet(layout.KEY), Area(2, 1, 4, 3)).address == "$A$2:$C$4"
