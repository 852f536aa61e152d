import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from kpibook.xlsx.sheet_import.worksheet_source import (
    KeptProperties,
    fitted,
    made_strict,
    properties_to_keep,
)
from kpibook.xlsx.styles.cell_formats import Merged
from tests.support import validator
from tests.xlsx.returned import NAME, a_picture, a_return, a_target, edited, grafted, read


def test_the_tab_that_was_open_stays_open(tmp_path):
    def open_notes(book):
        book.get_worksheet_by_name("Notes").activate()

    path = grafted(a_target(tmp_path / "a.xlsx", build=open_notes), a_return())
    assert read(path).active.title == "Notes"
    assert not read(path)[NAME].sheet_view.tabSelected

    def open_return(book):
        book.get_worksheet_by_name(NAME).activate()

    path = grafted(a_target(tmp_path / "b.xlsx", build=open_return), a_return())
    assert read(path)[NAME].sheet_view.tabSelected


def test_a_sheet_keeps_the_name_that_macros_call_it_by(tmp_path):
    path = a_target(tmp_path / "a.xlsx")
    edited(
        path, "xl/worksheets/sheet2.xml", b"<dimension", b'<sheetPr codeName="shReturn"/><dimension'
    )
    grafted(path, a_return())
    assert read(path)[NAME].sheet_properties.codeName == "shReturn"
    assert validator.errors(path) == []


def dynamic(book, sheet):
    sheet.write_dynamic_array_formula("K1", "=_xlfn.UNIQUE(A4:A7)")


def in_cell_picture(book, sheet):
    sheet.embed_image("K1", "in.png", {"image_data": a_picture()})


@pytest.mark.parametrize("build", [dynamic, in_cell_picture])
def test_what_needs_parts_shared_by_sheets_is_refused_and_nothing_changes(tmp_path, build):
    with Workbook.open(a_target(tmp_path / "a.xlsx")) as book:
        with pytest.raises(RefusedEdit) as caught:
            book.replace_sheet(NAME, a_return(build=build))
        assert caught.value.code == "graft-unsupported"
        assert "K1" in str(caught.value)
        assert not book.changes()


def fitted_cells(cells, *, strings=(), xfs=(0, 7, 8), place=None):
    """A sheet of one row of cells after its styles 0, 1, 2 have become `xfs`."""
    source = (
        b"<worksheet><sheetViews><sheetView/></sheetViews><cols><col min='1' style=\"1\"/></cols>"
        b'<sheetData><row r="1" s="2">%b</row></sheetData>'
        b'<conditionalFormatting><cfRule dxfId="1"/></conditionalFormatting></worksheet>' % cells
    )
    return fitted(source, Merged(xfs, (4, 5)), list(strings), place or KeptProperties())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (b'<c r="A1" s="1"><v>5</v></c>', b'<c r="A1" s="7"><v>5</v></c>'),
        (b'<c r="A1" s="2"/>', b'<c r="A1" s="8"/>'),
        (b'<c r="A1"><v>5</v></c>', b'<c r="A1"><v>5</v></c>'),
        (b'<c r="A1" s="1" t="s"><v>0</v></c>',
         b'<c r="A1" s="7" t="inlineStr"><is><t>a</t></is></c>'),
        (b'<c r="A1" t="s"><v>1</v></c>',
         b'<c r="A1" t="inlineStr"><is><r><t>b</t></r></is></c>'),
        (b'<c r="A1" t="s"><v>9</v></c>', b'<c r="A1" t="inlineStr"><is></is></c>'),
        (b'<c r="A1" s="1" t="str"><f>"s=1"</f><v>x</v></c>',
         b'<c r="A1" s="7" t="str"><f>"s=1"</f><v>x</v></c>'),
        (b'<c r="A1" s="99"/>', b'<c r="A1" s="0"/>'),
    ],
)  # fmt: skip
def test_a_cell_gets_the_targets_style_and_its_text_within_it(cell, expected):
    strings = (b"<t>a</t>", b"<r><t>b</t></r>")
    assert expected in fitted_cells(cell, strings=strings)


def test_rows_columns_and_rules_get_the_targets_styles():
    source = fitted_cells(b"")
    for one in (b'<row r="1" s="8">', b'style="7"', b'<cfRule dxfId="5"/>'):
        assert one in source


def test_where_the_targets_plain_style_is_another_every_cell_says_its_own():
    strings = (b"<t>a</t>",)
    cells = b'<c r="A1"><v>5</v></c><c r="B1" t="s"><v>0</v></c>'
    source = fitted_cells(cells, strings=strings, xfs=(6, 7, 8))
    assert b'<c s="6" r="A1">' in source
    assert b'r="B1" t="inlineStr" s="6"' in source


def test_a_sheet_keeps_the_place_of_the_one_it_replaces():
    old = (
        b'<worksheet><sheetPr codeName="shReturn"/><sheetViews><sheetView tabSelected="1"/>'
        b"</sheetViews><sheetData/></worksheet>"
    )
    place = properties_to_keep(old)
    assert place == KeptProperties(selected=True, code_name="shReturn")
    source = fitted_cells(b"", place=place)
    assert b'<worksheet><sheetPr codeName="shReturn"/>' in source
    assert b'<sheetView tabSelected="1"/>' in source
    assert b"tabSelected" not in fitted_cells(b"")


def test_a_strict_workbook_gets_strict_namespaces():
    source = b'<w xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:o="o"/>'
    strict = b'<w xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:o="o"/>'
    assert made_strict(source) == strict
