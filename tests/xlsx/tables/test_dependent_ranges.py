import re
import zipfile

import pytest
import xlsxwriter

from kpibook.errors import RefusedFile
from kpibook.xlsx import Workbook
from tests.support import validator
from tests.xlsx.tabled import a_book, changed, everything, expected, part, read


@pytest.mark.parametrize("totals", [False, True], ids=["no totals", "totals row"])
def test_everything_that_covers_a_table_follows_it(tmp_path, totals):
    path = a_book(tmp_path / "a.xlsx", totals=totals)
    extra = int(totals)
    with Workbook.open(path) as book:
        table = book.table("tblM")
        table.append([{"Ref": "P6", "Actual": 9}, {"Ref": "P7"}])
        assert (table.data_rows, len(table.rows())) == ((4, 10), 7)
        book.save()
        grown = everything(path)
        assert {k: v for k, v in grown.items() if k != "formats"} == expected(10, 10 + extra)
        assert grown["formats"] == ["D4:D10", "A4:F8 B9:F10"]
        assert validator.errors(path) == []
        table.append([{"Ref": "P8"}])
        book.save()
        assert everything(path)["formats"] == ["D4:D11", "A4:F8 B9:F11"]
    assert validator.errors(path) == []


PIVOT = (
    b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<cacheSource type="worksheet"><worksheetSource %b/></cacheSource></pivotCacheDefinition>'
)


@pytest.mark.parametrize(
    ("given", "after", "refreshed"),
    [
        pytest.param(b'name="TBLM"', b'name="TBLM"', True, id="by the table's name"),
        pytest.param(
            b'ref="B3:F8" sheet="My Data"', b'ref="B3:F9" sheet="My Data"', True, id="by its range"
        ),
        pytest.param(
            b'ref="B3:F7" sheet="My Data"',
            b'ref="B3:F7" sheet="My Data"',
            False,
            id="another range",
        ),
        pytest.param(b'name="other"', b'name="other"', False, id="another table"),
    ],
)
def test_pivot_tables_of_the_table_are_refreshed_when_opened(tmp_path, given, after, refreshed):
    path = with_pivot_cache(a_book(tmp_path / "a.xlsx"), PIVOT % given)
    with Workbook.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        book.save()
    cache = part(path, "xl/pivotCache/pivotCacheDefinition1.xml").encode()
    assert after in cache
    assert (b'refreshOnLoad="1"' in cache) is refreshed


def with_pivot_cache(path, source):
    kind = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotCacheDefinition"
    )
    related = (
        f'<Relationship Id="rIdP" Type="{kind}" Target="pivotCache/pivotCacheDefinition1.xml"/>'
    )
    end = b"</Relationships>"
    changed(path, "xl/_rels/workbook.xml.rels", end, related.encode() + end)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/pivotCache/pivotCacheDefinition1.xml", source)
    return path


def test_later_versions_validations_and_formats_follow_too(tmp_path):
    extension = (
        b'<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        b'<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
        b'count="2"><x14:dataValidation type="list"><x14:formula1><xm:f>Other!$A$1:$A$3</xm:f>'
        b"</x14:formula1><xm:sqref>E4:E8</xm:sqref></x14:dataValidation>"
        b'<x14:dataValidation type="list"><x14:formula1><xm:f>Other!$A$1:$A$3</xm:f>'
        b"</x14:formula1><xm:sqref>F7:F8</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    )
    path = a_book(tmp_path / "a.xlsx")
    changed(path, "xl/worksheets/sheet1.xml", b"</extLst></worksheet>",
            extension + b"</extLst></worksheet>")  # fmt: skip
    with Workbook.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        book.save()
        grown = part(path, "xl/worksheets/sheet1.xml")
        assert "<xm:sqref>E4:E9</xm:sqref>" in grown
        assert "<xm:sqref>F7:F8</xm:sqref>" in grown


def test_a_sheet_of_another_dialect_keeps_its_prefix(tmp_path):
    path = a_book(tmp_path / "a.xlsx", tall=False)
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name in ("xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"):
        parts[name] = prefixed(parts[name])
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    assert validator.errors(path) == []
    with Workbook.open(path) as book:
        book.table("tblM").append([{"Ref": "P6", "Actual": 2}])
        book.save()
    assert validator.errors(path) == []
    sheet = read(path)["My Data"]
    assert sheet.tables["tblM"].ref == "B3:F9"
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["C4:C9"]
    assert sheet["D9"].value == 2


def prefixed(source):
    """The part with the spreadsheet namespace under a prefix, as some libraries write it."""
    text = re.sub(rb"<(/?)(?=[A-Za-z])(?![\w.]+:)", rb"<\1s:", source)
    return text.replace(b"xmlns=", b"xmlns:s=")


def test_a_table_whose_chart_cannot_follow_does_not_grow(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    changed(path, "xl/charts/chart1.xml", b"<c:chartSpace", b"<!DOCTYPE a><c:chartSpace")
    before = path.read_bytes()
    with Workbook.open(path) as book:
        table = book.table("tblM")
        with pytest.raises(RefusedFile):
            table.append([{"Ref": "P6"}], number_formats={"Ref": "0.00000"})
        assert (table.data_rows, book.sheet("My Data").cell("B9").kind) == ((4, 8), "blank")
        assert not book.changes()
        with pytest.raises(RefusedFile):  # such a part is not copied into a new file either
            book.save()
    assert path.read_bytes() == before


def test_a_sparkline_of_one_row_stays_one_row_when_a_table_of_one_row_grows(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    columns = [{"header": name} for name in ("Ref", "Q1", "Q2", "Trend")]
    sheet.add_table("A1:D2", {"name": "T", "columns": columns, "data": [["P1", 1, 2, None]]})
    sheet.add_sparkline("D2", {"range": "S!B2:C2"})
    sheet.add_sparkline("F2", {"range": "S!B2:C2"})
    sheet.add_sparkline("G2", {"range": "S!B2:B2"})
    book.close()

    with Workbook.open(path) as package:
        package.table("T").append([{"Ref": "P2"}, {"Ref": "P3"}])
        package.save()

    sheet_part = part(path, "xl/worksheets/sheet1.xml")
    shown = re.findall(r"<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)<", sheet_part)
    assert {cell: data for data, cell in shown} == {
        "D2": "S!B2:C2",
        "D3": "S!B3:C3",
        "D4": "S!B4:C4",
        "F2": "S!B2:C2",
        "G2": "S!B2:B4",
    }
