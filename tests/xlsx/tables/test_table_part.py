import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from kpibook.xlsx.cells.references import area
from kpibook.xlsx.tables.table_part import Column, read_tables
from tests.xlsx.tabled import ROW, a_book, changed, part


@pytest.mark.parametrize("kind", [b"queryTable", b"xml"])
def test_a_table_that_something_else_fills_is_left_alone(tmp_path, kind):
    path = changed(
        a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", b"<table ",
        b'<table tableType="%b" ' % kind,
    )  # fmt: skip
    with Workbook.open(path) as book, pytest.raises(RefusedEdit) as caught:
        book.table("tblM").append([{"Ref": "P6"}])
    assert caught.value.code == "table-fed"


def test_a_filtered_table_says_that_the_filter_is_to_be_reapplied(tmp_path):
    old = b'<autoFilter ref="B3:F8"/>'
    new = b'<autoFilter ref="B3:F8"><filterColumn colId="0"/></autoFilter>'
    path = changed(a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", old, new)
    with Workbook.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        assert any("filter" in note for note in book.changes().notes)
        book.save()
    assert '<autoFilter ref="B3:F9"><filterColumn' in part(path, "xl/tables/table1.xml")


def test_sort_order_and_the_row_for_entries_follow(tmp_path):
    old = b'<autoFilter ref="B3:F8"/>'
    new = old + b'<sortState ref="B4:F8"><sortCondition ref="D4:D8"/></sortState>'
    path = changed(a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", old, new)
    changed(path, "xl/tables/table1.xml", b"<table ", b'<table insertRow="1" ')
    with Workbook.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        book.save()
    table = part(path, "xl/tables/table1.xml")
    assert '<sortState ref="B4:F9"><sortCondition ref="D4:D9"/>' in table
    assert "insertRow" not in table


def described(path):
    with Workbook.open(path) as book:
        return read_tables(book.container, book.workbook_part)


def test_a_tables_part_is_read_whole(tmp_path):
    (table,) = described(a_book(tmp_path / "a.xlsx", totals=True))
    assert (table.name, table.sheet, table.area) == ("tblM", "My Data", area("B3:F9"))
    assert (table.headings, table.totals, table.fed_by, table.filtered) == (1, 1, "", False)
    assert table.columns[3] == Column("Gap", f"{ROW},[Actual]]-{ROW},[Target]]")
    assert (table.resize(2).last, table.resize(2).new_last) == (8, 10)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b'ref="B3:F8"', b'ref="B3"', id="no range"),
        pytest.param(b'ref="B3:F8"', b'ref="B3:E8"', id="fewer columns than it names"),
        pytest.param(b'ref="B3:F8"', b'ref="B3:F3"', id="no row of data"),
    ],
)
def test_a_table_that_makes_no_sense_is_not_offered(tmp_path, old, new):
    path = changed(a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", old, new)
    assert described(path) == []


def test_a_heading_of_two_lines_is_as_its_cell_shows_it(tmp_path):
    old, new = b'name="Target"', b'name="Target_x000a_2025"'
    path = changed(a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", old, new)
    assert described(path)[0].columns[1].heading == "Target\n2025"


def test_a_table_without_headings_has_data_from_its_first_row(tmp_path):
    path = changed(
        a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", b"<table ",
        b'<table headerRowCount="0" ',
    )  # fmt: skip
    assert described(path)[0].resize(1).first == 3
