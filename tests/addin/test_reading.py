from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.addin.reading import formats_of, range_of, read_area
from kpibook.package import Cell, Package
from kpibook.package.a1 import Area, area
from kpibook.workbook import layout
from tests.addin.opened import FLAVOURS, Desk, a_desk
from tests.support.books import example
from tests.support.openpyxl_engine import Flavour

CODES = ["General", "0.0%", "£#,##0"]


def a_grid(folder: Path, codes: list[list[str]]) -> Desk:
    book = openpyxl.Workbook()
    for row, line in enumerate(codes, start=1):
        for column, code in enumerate(line, start=1):
            book.active.cell(row, column, 0.5).number_format = code
    book.save(folder / "grid.xlsx")
    return a_desk(folder, folder / "grid.xlsx")


@given(
    codes=st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from(CODES), min_size=width, max_size=width),
            min_size=1,
            max_size=9,
        )
    ),
    gaps=st.sets(st.tuples(st.integers(1, 9), st.integers(1, 4))),
)
def test_every_format_is_found_however_they_are_mixed(
    tmp_path_factory: pytest.TempPathFactory, codes: list[list[str]], gaps: set[tuple[int, int]]
) -> None:
    desk = a_grid(tmp_path_factory.mktemp("grid"), codes)
    held = {
        (row, column): code
        for row, line in enumerate(codes, start=1)
        for column, code in enumerate(line, start=1)
        if (row, column) not in gaps
    }

    assert formats_of(desk.book.sheets[0], held) == held


@pytest.mark.parametrize("rows", [5, 500])
def test_a_column_of_one_format_is_one_call(tmp_path: Path, rows: int) -> None:
    desk = a_grid(tmp_path, [["0.0%", "General"]] * rows)
    sheet = desk.book.sheets[0]
    desk.excel.forget_calls()

    formats_of(sheet, [(row, c) for row in range(1, rows + 1) for c in (1, 2)])

    assert desk.excel.reads == ["number_format"] * 2


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", ["ThisQuarter", "MeasureRegister", "MeasureHistory"])
def test_an_open_table_reads_as_the_file_does(tmp_path: Path, flavour: Flavour, name: str) -> None:
    desk = a_desk(tmp_path, example().filled, flavour)
    with Package.open(desk.path) as package:
        table = package.table(name)
        expected = {cell.address: cell for row in table.rows() for cell in row.values()}
        body, sheet = area(table.data_ref), table.sheet

    found = read_area(desk.sheet(sheet), body, desk.excel.platform, table=name)

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
    desk.book.impl.wb[layout.THIS_QUARTER]["R6"] = f"={typed}*2"

    cells = read_area(sheet, area("R6"), desk.excel.platform, table="ThisQuarter")

    assert cells[6, 18].formula == "=ThisQuarter[[#This Row],[Actual]]*2"


def test_a_range_is_the_area_asked_for(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)

    assert range_of(desk.sheet(layout.KEY), Area(2, 1, 4, 3)).address == "$A$2:$C$4"
