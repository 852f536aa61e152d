import io

import openpyxl
import xlsxwriter

from kpibook.xlsx import Workbook
from kpibook.xlsx.tables.removal import without_tables
from tests.support import validator
from tests.xlsx.tabled import a_book


def test_cells_stay_and_tables_go(tmp_path):
    content = a_book(tmp_path / "a.xlsx").read_bytes()

    with (
        Workbook.from_bytes(content, "a.xlsx") as before,
        Workbook.from_bytes(without_tables(content, "a.xlsx"), "a.xlsx") as after,
    ):
        assert [table.name for table in before.tables] == ["tblM"]
        assert after.tables == []
        assert dict(after.sheet("My Data").rows()) == dict(before.sheet("My Data").rows())


def test_nothing_is_left_that_excel_would_repair(tmp_path):
    path = tmp_path / "plain.xlsx"
    path.write_bytes(without_tables(a_book(tmp_path / "a.xlsx").read_bytes(), "a.xlsx"))

    assert validator.errors(path) == []


def test_links_of_the_sheet_stay(tmp_path):
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        sheet = book.add_worksheet("S")
        sheet.add_table("A1:A2", {"columns": [{"header": "Link"}]})
        sheet.write_url("A2", "https://example.org/")

    after = openpyxl.load_workbook(io.BytesIO(without_tables(memory.getvalue(), "s.xlsx")))["S"]

    assert after["A2"].hyperlink.target == "https://example.org/"
    assert not after.tables


def test_a_workbook_without_tables_is_as_it_was():
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        book.add_worksheet("S").write("A1", 1)

    assert without_tables(memory.getvalue(), "s.xlsx") == memory.getvalue()
