"""A workbook with a table that everything covers, and what covers it."""

import io
import re
import warnings
import zipfile

import xlsxwriter
from openpyxl import load_workbook

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
