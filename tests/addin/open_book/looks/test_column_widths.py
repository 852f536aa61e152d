import pytest

from kpibook.addin.open_book.looks.column_widths import widen_columns
from kpibook.workbook import layout
from kpibook.workbook.protocol import CellWrite
from tests.addin.opened import FLAVOURS, a_desk


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_column_is_made_wider_with_the_commit_and_never_narrower(tmp_path, flavour):
    desk = a_desk(tmp_path, flavour=flavour)
    sheet = desk.sheet(layout.THIS_QUARTER)
    before = sheet.range("B1").column_width
    with desk.opened() as book:
        book.write([CellWrite(layout.THIS_QUARTER, "H6", 12_500_000, "£#,##0.00")])
        book.fit_columns(layout.THIS_QUARTER, {8: 16, 2: 5})
        book.commit()
    assert sheet.range("H1").column_width == pytest.approx(16, abs=1)
    assert sheet.range("B1").column_width == before


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_hidden_column_stays_hidden(tmp_path, flavour):
    sheet = a_desk(tmp_path, flavour=flavour).sheet(layout.SETTINGS)
    sheet.range("H1").column_width = 0
    widen_columns(sheet, {8: 16})
    assert sheet.range("H1").column_width == 0


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_refusal_by_excel_is_no_failure(tmp_path, flavour):
    sheet = a_desk(tmp_path, flavour=flavour).sheet(layout.THIS_QUARTER)
    before = sheet.range("H1").column_width
    widen_columns(sheet, {8: before + 5})  # the sheet is protected
    assert sheet.range("H1").column_width == before
