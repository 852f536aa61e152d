"""A sheet that has everything a return may have, and a workbook of someone else's to put it in."""

import io
import re
import struct
import warnings
import zipfile
import zlib

import xlsxwriter
from openpyxl import load_workbook

from kpibook.xlsx import Workbook

NAME = "Q3 Return"


REGISTERS = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
}


def a_picture(shade=0):
    """A picture of one grey point."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, shade]))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + parts)


def a_return(rows=4, *, name=NAME, build=None, table="tblReturn"):
    """The bytes of a scratch workbook whose sheet has everything that a return may have."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bg_color": "#00703C", "border": 1})
    figure = book.add_format({"num_format": "#,##0.0;[Red]-#,##0.0", "bg_color": "#FFF9DB"})
    text = book.add_format({"font_name": "Arial", "font_size": 10, "text_wrap": True})
    green = book.add_format({"bg_color": "#C6EFCE"})
    red = book.add_format({"bg_color": "#FFC7CE", "num_format": "0.00%"})
    own = f"'{name}'"
    sheet.merge_range("A1:G1", "Return – R&D <Q3>", heading)
    sheet.write_rich_string("A2", "plain ", heading, "bold", " plain")
    sheet.set_column("B:B", 40, text)
    last = 3 + rows
    for row in range(4, last + 1):
        sheet.write(f"A{row}", f"PI{row}", text)
        sheet.write(f"B{row}", "  spaced & <marked>  ")
        sheet.write(f"C{row}", row * 1.5, figure)
        sheet.write_formula(f"D{row}", f"=C{row}*2", figure, row * 3.0)
        sheet.add_sparkline(f"F{row}", {"range": f"{own}!C{row}:D{row}"})
    for criteria, look in ((">", green), ("<", red)):
        rule = {"type": "cell", "criteria": criteria, "value": 7, "format": look}
        sheet.conditional_format(f"C4:C{last}", rule)
    sheet.conditional_format(f"D4:D{last}", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation(f"C4:C{last}", {"validate": "decimal", "criteria": ">=", "value": 0})
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": f"={own}!$C$4:$C${last}", "categories": f"={own}!$A$4:$A${last}"})
    sheet.insert_chart("I3", chart)
    sheet.insert_image("P1", "crest.png", {"image_data": a_picture()})
    sheet.set_header("&L&G", {"image_left": "head.png", "image_data_left": a_picture(9)})
    sheet.write_comment("D3", "Figure for the quarter")
    sheet.write_url("A30", "https://example.gov.uk/return")
    columns = [{"header": "Key", "format": figure}, {"header": "Value"}]
    if table:
        data = [["Period", "Q3"], ["Owner", "x"]]
        sheet.add_table("L3:M5", {"name": table, "data": data, "columns": columns})
    sheet.protect()
    sheet.set_landscape()
    sheet.repeat_rows(2)
    sheet.print_area(f"A1:G{last}")
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(3, 0)
    sheet.activate()
    book.define_name("ReturnFirst", f"={own}!$C$4")
    if build:
        build(book, sheet)
    book.close()
    return stream.getvalue()


def a_target(path, *, sheets=("Cover", NAME, "Notes"), build=None):
    """A workbook of someone else's, whose sheet Notes looks at the others."""
    book = xlsxwriter.Workbook(str(path))
    book.formats[0].set_font_name("Arial")
    odd = book.add_format({"italic": True, "num_format": "0.000", "font_name": "Arial"})
    for name in sheets:
        sheet = book.add_worksheet(name)
        sheet.write("A1", f"this is {name}")
        sheet.write("C4", 1, odd)
        rule = {"type": "cell", "criteria": ">", "value": 3, "format": book.add_format({"bold": 1})}
        sheet.conditional_format("C4:C9", rule)
        sheet.insert_image("E5", "common.png", {"image_data": a_picture(5)})
        sheet.add_table("H1:I3", {"name": "tbl" + name.replace(" ", ""),
                                  "columns": [{"header": "a"}, {"header": "b"}]})  # fmt: skip
    if NAME in sheets:
        notes = book.get_worksheet_by_name("Notes")
        notes.write_formula("A2", f"='{NAME}'!D5", None, 0)
        notes.write_formula("A3", f"=SUM('{NAME}'!C4:C7)", None, 0)
        book.get_worksheet_by_name(NAME).insert_image("E9", "own.png", {"image_data": a_picture(7)})
        book.get_worksheet_by_name(NAME).print_area("A1:B2")
        book.get_worksheet_by_name(NAME).write_comment("B2", "old comment")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": f"='{NAME}'!$C$4:$C$7"})
        book.get_worksheet_by_name(NAME).insert_chart("K9", chart)
        book.define_name(f"'{NAME}'!Mine", f"='{NAME}'!$A$1")
    if build:
        build(book)
    book.close()
    return path


def parts(data):
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    with zipfile.ZipFile(source) as file:
        return {name: file.read(name) for name in file.namelist()}


def grafted(path, scratch, name=NAME):
    with Workbook.open(path) as book:
        book.replace_sheet(name, scratch)
        book.save()
    return path


def read(path, **options):
    """The workbook as openpyxl reads it, which says of each extension that it is not for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path, **options)


def listed(path):
    """The sheets as the workbook lists them, attribute by attribute."""
    return re.findall(r"<sheet [^>]*/>", parts(path)["xl/workbook.xml"].decode())


def edited(path, name, old, new):
    """The workbook with one text replaced in one part."""
    all_parts = parts(path)
    assert old in all_parts[name]
    all_parts[name] = all_parts[name].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as file:
        for one, content in all_parts.items():
            file.writestr(one, content)
    return path
