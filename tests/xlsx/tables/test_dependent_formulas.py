import pytest
import xlsxwriter

from kpibook.xlsx import Workbook
from tests.xlsx.tabled import read


def a_book(path, formulas, *, totals=False):
    """A table in A1:B4 (A1:B5 with totals) of sheet Data, and formulas on it and on sheet Sum."""
    book = xlsxwriter.Workbook(str(path))
    data, total = book.add_worksheet("Data"), book.add_worksheet("Sum")
    columns = [{"header": "a", "total_function": "sum"}, {"header": "b"}]
    end = 5 if totals else 4
    data.add_table(f"A1:B{end}", {"name": "t", "columns": columns, "total_row": totals})
    for address, formula in formulas.items():
        sheet = total if address.startswith("Sum!") else data
        sheet.write_formula(address.rpartition("!")[2], formula, None, 5)
    book.close()
    return path


def appended(path, rows=2):
    with Workbook.open(path) as book:
        book.table("t").append([{"a": 1}] * rows)
        book.save()
    return read(path)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(Data!A2:A4)", "=SUM(Data!A2:A6)"),
        (
            "=SUM(Data!$A$2:$A$4)/COUNT(Data!$B$1:$B$4)",
            "=SUM(Data!$A$2:$A$6)/COUNT(Data!$B$1:$B$6)",
        ),
        ("=Data!A4", "=Data!A4"),
        ("=SUM(Data!A3:A4)", "=SUM(Data!A3:A4)"),
        ('="Data!A2:A4"', '="Data!A2:A4"'),
        ("=SUM(A2:A4)", "=SUM(A2:A4)"),
        ('=COUNTIF(Data!A2:A4,"<&>")', '=COUNTIF(Data!A2:A6,"<&>")'),
        ("=SUM(t[a])", "=SUM(t[a])"),
    ],
)
def test_formulas_on_other_sheets_follow_the_table(tmp_path, formula, expected):
    path = a_book(tmp_path / "a.xlsx", {"Sum!A1": formula})
    assert appended(path)["Sum"]["A1"].value == expected


def test_formulas_on_the_tables_own_sheet_follow_without_its_name(tmp_path):
    path = a_book(tmp_path / "a.xlsx", {"D1": "=SUM(A2:A4)", "D2": "=SUM(A2:A4)+D1"})
    sheet = appended(path)["Data"]
    assert (sheet["D1"].value, sheet["D2"].value) == ("=SUM(A2:A6)", "=SUM(A2:A6)+D1")


def test_what_names_a_total_goes_where_the_total_goes(tmp_path):
    path = a_book(
        tmp_path / "a.xlsx", {"Sum!A1": "=Data!A5*2", "Sum!A2": "=Data!$A$5"}, totals=True
    )
    sheet = appended(path)["Sum"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("=Data!A7*2", "=Data!$A$7")


def test_pending_edits_stay_and_stored_results_too(tmp_path):
    path = a_book(tmp_path / "a.xlsx", {"Sum!A1": "=SUM(Data!A2:A4)", "D1": "=SUM(A2:A4)"})
    with Workbook.open(path) as book:
        book.sheet("Sum").set("B1", "before")
        book.sheet("Data").set("E1", "before")
        book.table("t").append([{"a": 1}])
        book.sheet("Sum").set("C1", "after")
        cell = book.sheet("Sum").cell("A1")
        assert (cell.formula, cell.cached) == ("=SUM(Data!A2:A5)", 5)
        assert book.sheet("Data").cell("D1").formula == "=SUM(A2:A5)"
        assert any("'Sum'" in note for note in book.changes().notes)
        book.save()
    there = read(path)
    assert [there["Sum"][cell].value for cell in ("A1", "B1", "C1")] == [
        "=SUM(Data!A2:A5)", "before", "after",
    ]  # fmt: skip
    assert there["Data"]["E1"].value == "before"


def test_a_shared_formula_follows_only_where_it_means_the_same_in_every_row(tmp_path):
    path = a_book(
        tmp_path / "a.xlsx", {"Sum!A1": "=SUM(Data!A$2:A$4)", "Sum!B1": "=SUM(Data!A2:A4)"}
    )
    with Workbook.open(path) as book:
        sheet = book.container.read("xl/worksheets/sheet2.xml")
        shared = b'<f t="shared" ref="A1:A3" si="0">'
        sheet = sheet.replace(b"<f>", shared, 1)
        sheet = sheet.replace(b"<f>", shared.replace(b"A1:A3", b"B1:B3").replace(b'"0"', b'"1"'), 1)
        book.container.write("xl/worksheets/sheet2.xml", sheet)
        book.save()
    sheet = appended(path)["Sum"]
    assert sheet["A1"].value == "=SUM(Data!A$2:A$6)"
    assert sheet["B1"].value == "=SUM(Data!A2:A4)"


def test_a_sheet_that_names_no_such_rows_is_not_rewritten(tmp_path):
    path = a_book(tmp_path / "a.xlsx", {"Sum!A1": "=SUM(Data!A2:A3)"})
    with Workbook.open(path) as book:
        book.table("t").append([{"a": 1}])
        assert "xl/worksheets/sheet2.xml" not in book.changes().rewritten
