import datetime as dt
import io
import re
import warnings
import zipfile

import pytest
import xlsxwriter
from openpyxl import load_workbook

from kpibook.errors import RefusedEdit
from kpibook.package import Package
from tests.support import libreoffice, validator

ROW = "tblM[[#This Row]"
COLUMNS = [
    {"header": "Ref", "total_string": "Total"},
    {"header": "Target", "total_function": "sum"},
    {"header": "Actual", "total_function": "average"},
    {"header": "Gap", "formula": f"={ROW},[Actual]]-{ROW},[Target]]"},
    {"header": "Trend"},
]


def a_book(path, *, rows=5, totals=False, beneath=None, tall=True):
    """A workbook whose table of that many rows is at B3, covered by every kind of thing.

    `beneath` is called with the book and its sheet, and the first free row under the table.
    """
    book = xlsxwriter.Workbook(str(path))
    sheet, other = book.add_worksheet("My Data"), book.add_worksheet("Other")
    figure = book.add_format({"num_format": "0.0%", "bg_color": "#FFF2CC"})
    last = 3 + rows
    end = last + int(totals)
    columns = [dict(column) for column in COLUMNS]
    columns[2]["format"] = figure
    data = [[f"P{i + 1}", i * 1.0, i + 1.0, None, None] for i in range(rows)]
    options = {"name": "tblM", "total_row": totals, "data": data, "columns": columns}
    sheet.add_table(f"B3:F{end}", options)
    if tall:
        sheet.set_row(last - 1, 30)
    over = f"=$D4>MAX(D$4:D${last})"
    sheet.conditional_format(f"D4:D{last}", {"type": "data_bar", "data_bar_2010": True})
    rule = {"type": "formula", "criteria": over, "format": figure}
    sheet.conditional_format(f"A4:F{last}", rule)
    sheet.data_validation(f"C4:C{last}", {"validate": "decimal", "criteria": ">", "value": 0})
    choices = {"validate": "list", "source": f"='My Data'!$B$4:$B${last}"}
    other.data_validation("A5", choices)
    for row in range(4, last + 1):
        sheet.add_sparkline(f"F{row}", {"range": f"'My Data'!C{row}:D{row}"})
    sheet.ignore_errors({"number_stored_as_text": f"B4:B{last}"})
    sheet.unprotect_range(f"D4:D{last}", "figures")
    chart = book.add_chart({"type": "column"})
    name = "'My Data'"
    chart.add_series(
        {"name": f"={name}!$D$3", "values": f"={name}!$D$4:$D${last}",
         "categories": f"={name}!$B$4:$B${last}"}
    )  # fmt: skip
    other.insert_chart("B8", chart)
    book.define_name("Actuals", f"={name}!$D$4:$D${last}")
    sheet.print_area(f"A1:G{end}")
    other.write_formula("A1", "=SUM(tblM[Actual])", None, 15)
    other.write_formula("A2", f"=SUM({name}!D4:D{last})", None, 15)
    other.write_array_formula("A3:A3", f"{{=SUM({name}!$C$4:$C${last}*1)}}", None, 10)
    if beneath:
        beneath(book, sheet, end + 1)
    book.close()
    return path


def read(path, **options):
    """The workbook as openpyxl reads it, which says of each extension that it is not for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path, **options)


def part(path, name):
    with zipfile.ZipFile(path) as file:
        return file.read(name).decode()


def everything(path):
    """What covers the table's rows, wherever it is written."""
    sheet, other = (part(path, f"xl/worksheets/sheet{n}.xml") for n in (1, 2))
    table, book = part(path, "xl/tables/table1.xml"), part(path, "xl/workbook.xml")
    tail = sheet.partition("</sheetData>")[2]
    return {
        "table": re.search(r'<table [^>]*?\bref="([^"]+)', table)[1],
        "filter": re.search(r'<autoFilter [^>]*?\bref="([^"]+)', table)[1],
        "formats": re.findall(r'<conditionalFormatting sqref="([^"]+)', tail),
        "rule": re.search(r"<formula>([^<]+)", tail)[1],
        "validation": re.findall(r'<dataValidation [^>]*sqref="([^"]+)', tail),
        "ignored": re.findall(r'<ignoredError sqref="([^"]+)', tail),
        "unprotected": re.findall(r'<protectedRange [^>]*sqref="([^"]+)', tail),
        "bars": re.findall(r"</x14:cfRule><xm:sqref>([^<]+)", tail),
        "sparklines": sorted(re.findall(r"<xm:f>([^<]+)</xm:f><xm:sqref>([^<]+)", tail)),
        "names": sorted(re.findall(r"<definedName [^>]*>([^<]+)", book)),
        "chart": re.findall(r"<c:f>([^<]+)", part(path, "xl/charts/chart1.xml")),
        "choices": re.search(r"<formula1>([^<]+)", other)[1],
        "formulas": re.findall(r"<f(?: [^>]*)?>([^<]+)", other),
    }


def expected(last, end):
    """The same for data that end in row `last` of a table that ends in row `end`."""
    name = "'My Data'"
    return {
        "table": f"B3:F{end}",
        "filter": f"B3:F{last}",
        "rule": f"$D4&gt;MAX(D$4:D${last})",
        "validation": [f"C4:C{last}"],
        "ignored": [f"B4:B{last}"],
        "unprotected": [f"D4:D{last}"],
        "bars": [f"D4:D{last}"],
        "sparklines": sorted((f"{name}!C{n}:D{n}", f"F{n}") for n in range(4, last + 1)),
        "names": [f"{name}!$A$1:$G${end}", f"{name}!$D$4:$D${last}"],
        "chart": [f"{name}!$D$3", f"{name}!$B$4:$B${last}", f"{name}!$D$4:$D${last}"],
        "choices": f"{name}!$B$4:$B${last}",
        "formulas": [
            "SUM(tblM[Actual])", f"SUM({name}!D4:D{last})", f"SUM({name}!$C$4:$C${last}*1)",
        ],
    }  # fmt: skip


def test_a_table_says_where_it_is(tmp_path):
    with Package.open(a_book(tmp_path / "a.xlsx", totals=True)) as book:
        table = book.table("TBLM")
        assert (table.name, table.sheet) == ("tblM", "My Data")
        assert table.headings == ["Ref", "Target", "Actual", "Gap", "Trend"]
        assert (table.ref, table.data_ref, table.data_rows) == ("B3:F9", "B4:F8", (4, 8))
        assert [one.name for one in book.tables] == ["tblM"]


def test_rows_are_cells_by_heading(tmp_path):
    with Package.open(a_book(tmp_path / "a.xlsx")) as book:
        rows = book.table("tblM").rows()
    assert [row["Ref"].value for row in rows] == ["P1", "P2", "P3", "P4", "P5"]
    assert rows[1]["Actual"].number_format == "0.0%"
    assert rows[1]["Gap"].formula == f"={ROW},[Actual]]-{ROW},[Target]]"
    assert rows[1]["Trend"].kind == "blank"


def test_a_table_that_is_not_there_is_refused_with_near_names(tmp_path):
    with Package.open(a_book(tmp_path / "a.xlsx")) as book, pytest.raises(RefusedEdit) as caught:
        book.table("tblN")
    assert caught.value.code == "table-missing"
    assert "tblM" in str(caught.value)


@pytest.mark.parametrize("totals", [False, True], ids=["no totals", "totals row"])
def test_everything_that_covers_a_table_follows_it_both_ways(tmp_path, totals):
    path = a_book(tmp_path / "a.xlsx", totals=totals)
    extra = int(totals)
    with Package.open(path) as book:
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
        table.shrink(2)
        book.save()
    less = everything(path)
    assert {k: v for k, v in less.items() if k != "formats"} == expected(5, 5 + extra)
    assert less["formats"] == ["D4:D5", "A4:F8"]
    assert validator.errors(path) == []


def test_a_table_that_grows_and_shrinks_back_is_covered_as_before(tmp_path):
    path = a_book(tmp_path / "a.xlsx", totals=True)
    before = everything(path)
    with Package.open(path) as book:
        table = book.table("tblM")
        table.append([{"Ref": "P6"}] * 3)
        table.shrink(5)
        book.save()
    assert everything(path) == before


def test_new_rows_look_as_the_last_one_and_fill_formulas_down(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Package.open(path) as book:
        book.table("tblM").append(
            [{"ref": "P6", "TARGET": 3, "Actual": 0.75}, {"Ref": "R & <D>", "Gap": 1}]
        )
        book.save()
    sheet = read(path)["My Data"]
    assert [cell.value for cell in sheet["B9:F9"][0]] == [
        "P6", 3, 0.75, sheet["E8"].value, None,
    ]  # fmt: skip
    assert [cell.value for cell in sheet["B10:F10"][0]] == ["R & <D>", None, None, 1, None]
    assert [sheet.row_dimensions[row].height for row in (8, 9, 10, 11)] == [30, 30, 30, None]
    assert sheet["D9"].number_format == "0.0%"
    assert sheet["D9"].fill.fgColor.rgb == "FFFFF2CC"


def test_new_rows_are_calculated_as_the_old_ones(tmp_path):
    path = a_book(tmp_path / "a.xlsx", totals=True)
    with Package.open(path) as book:
        book.table("tblM").append([{"Ref": "P6", "Target": 3, "Actual": 10.5}])
        book.save()
    there = read(libreoffice.recalculated(path, tmp_path / "out"), data_only=True)
    assert [there["My Data"][cell].value for cell in ("E8", "E9")] == [1, 7.5]
    assert [there["Other"][cell].value for cell in ("A1", "A2", "A3")] == [25.5, 25.5, 13]


def test_a_totals_row_moves_with_its_formulas_and_leaves_nothing_behind(tmp_path):
    path = a_book(tmp_path / "a.xlsx", totals=True)
    before = [cell.value for cell in read(path)["My Data"]["B9:F9"][0]]
    with Package.open(path) as book:
        book.table("tblM").append([{}, {"Target": 2}])
        book.save()
    sheet = read(path)["My Data"]
    assert before[0] == "Total"
    assert [cell.value for cell in sheet["B11:F11"][0]] == before
    assert [cell.value for cell in sheet["B9:D10"][0]] == [None, None, None]
    assert sheet["C10"].value == 2


def test_relative_formulas_of_ordinary_columns_are_filled_down_too(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.add_table("A1:C3", {"name": "t", "columns": [{"header": h} for h in "abc"]})
    for row in (2, 3):
        sheet.write_formula(f"C{row}", f"=A{row}*$B$2+B{row - 1}", None, 0)
    book.close()
    with Package.open(tmp_path / "a.xlsx") as opened:
        opened.table("t").append([{"a": 1}, {"a": 2}])
        cells = [row["c"].formula for row in opened.table("t").rows()]
    assert cells[2:] == ["=A4*$B$2+B3", "=A5*$B$2+B4"]


def test_number_formats_can_be_given_for_all_new_rows_or_each(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Package.open(path) as book:
        table = book.table("tblM")
        table.append([{"Actual": 1}, {"Actual": 2}], number_formats={"actual": "0.000"})
        table.append([{"Actual": 1}, {"Actual": 2}], number_formats=[{"Actual": "0"}, {}])
        found = [row["Actual"].number_format for row in table.rows()]
    assert found[5:] == ["0.000", "0.000", "0", "0.000"]


def test_a_date_gets_a_date_format_and_text_stays_text(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Package.open(path) as book:
        table = book.table("tblM")
        table.append([{"Target": dt.date(2025, 4, 1), "Ref": "=1+1"}])
        row = table.rows()[-1]
    assert row["Target"].value == dt.datetime(2025, 4, 1)  # noqa: DTZ001
    assert (row["Ref"].kind, row["Ref"].value, row["Ref"].formula) == ("text", "=1+1", None)


def test_a_single_blank_row_stays_and_is_set_by_the_caller(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    columns = [{"header": "Ref"}, {"header": "Actual"}]
    book.add_worksheet("History").add_table("A1:B2", {"name": "History", "columns": columns})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=History!$B$2:$B$2"})
    book.add_worksheet("Chart").insert_chart("A1", chart)
    book.close()
    with Package.open(path) as opened:
        table = opened.table("History")
        assert [row["Ref"].kind for row in table.rows()] == ["blank"]
        opened.sheet("History").set("A2", "P1")
        table.append([{"Ref": "P2", "Actual": 2}])
        opened.save()
        assert [row["Ref"].value for row in table.rows()] == ["P1", "P2"]
    assert "<c:f>History!$B$2:$B$3</c:f>" in part(path, "xl/charts/chart1.xml")


def test_no_rows_to_append_changes_nothing(tmp_path):
    with Package.open(a_book(tmp_path / "a.xlsx")) as book:
        book.table("tblM").append([])
        book.table("tblM").shrink(5)
        assert not book.changes()


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
    with Package.open(path) as book:
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
    with Package.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        book.save()
    assert read(path)["My Data"]["A9"].value == "left"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param([{"Reff": "P6"}], "table-heading-unknown", id="unknown heading"),
        pytest.param([{"Ref": "P6"}, {"Ref": object()}], "value-type", id="value of no use"),
        pytest.param([{"Ref": "P6"}, {"Ref": "x" * 40_000}], "text-too-long", id="text too long"),
        pytest.param([{"Ref": "P6", "Actual": float("nan")}], "value-not-finite", id="NaN"),
    ],
)
def test_rows_that_cannot_be_written_change_nothing(tmp_path, rows, code):
    with Package.open(a_book(tmp_path / "a.xlsx")) as book:
        table = book.table("tblM")
        with pytest.raises(RefusedEdit) as caught:
            table.append(rows)
        assert caught.value.code == code
        assert not book.changes()
        assert table.data_rows == (4, 8)


@pytest.mark.parametrize("keep", [0, -1, 6])
def test_a_table_keeps_at_least_one_row_and_at_most_all(tmp_path, keep):
    with Package.open(a_book(tmp_path / "a.xlsx")) as book, pytest.raises(RefusedEdit) as caught:
        book.table("tblM").shrink(keep)
    assert caught.value.code == "table-keep"


def test_rows_given_up_are_blank_and_plain(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Package.open(path) as book:
        book.table("tblM").shrink(1)
        book.save()
    sheet = read(path)["My Data"]
    assert [cell.value for row in sheet["B5:F8"] for cell in row] == [None] * 20
    assert sheet["D8"].number_format == "General"
    assert [cell.value for cell in sheet["B4:D4"][0]] == ["P1", 0, 1]


def changed(path, name, old, new):
    """The workbook with one text replaced in one part."""
    data = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(data) as before, zipfile.ZipFile(path, "w") as after:
        for one in before.namelist():
            content = before.read(one)
            if one == name:
                assert old in content
                content = content.replace(old, new)
            after.writestr(one, content)
    return path


@pytest.mark.parametrize("kind", [b"queryTable", b"xml"])
def test_a_table_that_something_else_fills_is_left_alone(tmp_path, kind):
    path = changed(
        a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", b"<table ",
        b'<table tableType="%b" ' % kind,
    )  # fmt: skip
    with Package.open(path) as book:
        for change in (lambda t: t.append([{"Ref": "P6"}]), lambda t: t.shrink(1)):
            with pytest.raises(RefusedEdit) as caught:
                change(book.table("tblM"))
            assert caught.value.code == "table-fed"


def test_a_table_at_the_end_of_the_sheet_cannot_grow(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    columns = [{"header": "a"}, {"header": "b"}]
    book.add_worksheet().add_table("A1048575:B1048576", {"name": "t", "columns": columns})
    book.close()
    with Package.open(path) as opened, pytest.raises(RefusedEdit) as caught:
        opened.table("t").append([{"a": 1}])
    assert caught.value.code == "table-too-long"


def test_a_filtered_table_says_that_the_filter_is_to_be_reapplied(tmp_path):
    old = b'<autoFilter ref="B3:F8"/>'
    new = b'<autoFilter ref="B3:F8"><filterColumn colId="0"/></autoFilter>'
    path = changed(a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", old, new)
    with Package.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        assert any("filter" in note for note in book.changes().notes)
        book.save()
    assert '<autoFilter ref="B3:F9"><filterColumn' in part(path, "xl/tables/table1.xml")


def test_sort_order_and_the_row_for_entries_follow(tmp_path):
    old = b'<autoFilter ref="B3:F8"/>'
    new = old + b'<sortState ref="B4:F8"><sortCondition ref="D4:D8"/></sortState>'
    path = changed(a_book(tmp_path / "a.xlsx"), "xl/tables/table1.xml", old, new)
    changed(path, "xl/tables/table1.xml", b"<table ", b'<table insertRow="1" ')
    with Package.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        book.save()
    table = part(path, "xl/tables/table1.xml")
    assert '<sortState ref="B4:F9"><sortCondition ref="D4:D9"/>' in table
    assert "insertRow" not in table


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
    with Package.open(path) as book:
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
    with Package.open(path) as book:
        book.table("tblM").append([{"Ref": "P6"}])
        book.save()
        grown = part(path, "xl/worksheets/sheet1.xml")
        assert "<xm:sqref>E4:E9</xm:sqref>" in grown
        assert "<xm:sqref>F7:F8</xm:sqref>" in grown
        book.table("tblM").shrink(3)
        book.save()
    less = part(path, "xl/worksheets/sheet1.xml")
    assert "<xm:sqref>E4:E6</xm:sqref>" in less
    assert "F7:F8" not in less
    assert re.search('<x14:dataValidations [^>]*count="1"', less)


def test_shrinking_leaves_no_list_empty(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("S")
    columns = [{"header": "a"}, {"header": "b"}]
    sheet.add_table("A1:B4", {"name": "t", "columns": columns})
    sheet.data_validation("A4", {"validate": "whole", "criteria": ">", "value": 0})
    sheet.conditional_format("B4", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("B3", {"range": "S!A2:A3"})
    sheet.ignore_errors({"number_stored_as_text": "A4"})
    book.close()
    with Package.open(path) as opened:
        opened.table("t").shrink(1)
        opened.save()
    tail = part(path, "xl/worksheets/sheet1.xml").partition("</sheetData>")[2]
    for gone in ("dataValidation", "conditionalFormatting", "sparkline", "ignoredError", "extLst"):
        assert gone not in tail
    assert validator.errors(path) == []


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
    with Package.open(path) as book:
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


def test_two_thousand_rows_are_added_as_they_are_given(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Package.open(path) as book:
        rows = [{"Ref": f"P{n}", "Target": n, "Actual": n / 7} for n in range(2_000)]
        book.table("tblM").append(rows)
        book.save()
    with Package.open(path) as book:
        found = book.table("tblM").rows()[5:]
    assert [row["Actual"].value for row in found] == [n / 7 for n in range(2_000)]
    assert everything(path)["table"] == "B3:F2008"
