import pytest
import xlsxwriter

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from tests.xlsx.tabled import a_book, read


def write(text):
    return lambda book, sheet, row: sheet.write(row, 2, text)


def merged(book, sheet, row):
    sheet.merge_range(row, 0, row, 1, "note")


def another_table(book, sheet, row):
    columns = [{"header": "x"}, {"header": "y"}]
    sheet.add_table(row, 4, row + 2, 5, {"columns": columns, "header_row": False})


def an_array(book, sheet, row):
    sheet.write_array_formula(row, 1, row + 1, 1, "{=A1:A2}")


@pytest.mark.parametrize(
    ("beneath", "rows", "ok"),
    [
        pytest.param(write("x"), 1, True, id="cell further down than it grows"),
        pytest.param(write("x"), 2, False, id="cell"),
        pytest.param(write("=A1"), 2, False, id="formula"),
        pytest.param(write(""), 2, True, id="nothing written"),
        pytest.param(merged, 2, False, id="merged cells that reach in"),
        pytest.param(another_table, 2, False, id="another table"),
        pytest.param(an_array, 2, False, id="array formula"),
    ],
)
@pytest.mark.parametrize("totals", [False, True], ids=["no totals", "totals row"])
def test_a_table_does_not_grow_over_anything(tmp_path, beneath, rows, ok, totals):
    path = a_book(tmp_path / "a.xlsx", beneath=beneath, totals=totals)
    with Workbook.open(path) as book:
        table = book.table("tblM")
        if ok:
            table.append([{"Ref": "P6"}] * rows)
            assert len(table.rows()) == 5 + rows
            return
        with pytest.raises(RefusedEdit) as caught:
            table.append([{"Ref": "P6"}] * rows)
        assert caught.value.code == "table-blocked"
        assert not book.changes()


def test_what_is_beside_the_table_is_not_in_the_way(tmp_path):
    def beside(book, sheet, row):
        sheet.write(row - 1, 0, "left")
        sheet.merge_range(row - 1, 6, row, 7, "right")

    path = a_book(tmp_path / "a.xlsx", beneath=beside)
    with Workbook.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        book.save()
    assert read(path)["My Data"]["A9"].value == "left"


def test_a_table_at_the_end_of_the_sheet_cannot_grow(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    columns = [{"header": "a"}, {"header": "b"}]
    book.add_worksheet().add_table("A1048575:B1048576", {"name": "t", "columns": columns})
    book.close()
    with Workbook.open(path) as opened, pytest.raises(RefusedEdit) as caught:
        opened.table("t").append([{"a": 1}])
    assert caught.value.code == "table-too-long"
