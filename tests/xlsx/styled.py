"""Styles to test with."""

import io

import xlsxwriter

from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.styles.cell_formats import Styles, xml_entry_as_style

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def a_stylesheet(cell_xfs, *, formats="", prefix="", namespace=MAIN, more=""):
    """A styles part with these xf attribute texts, under any prefix and namespace."""
    p = f"{prefix}:" if prefix else ""
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    body = "".join(f"<{p}xf {xf}/>" for xf in cell_xfs)
    return (
        f'<{p}styleSheet {declared}="{namespace}">{formats}'
        f"<{p}fonts><{p}font/></{p}fonts><{p}fills><{p}fill/></{p}fills>"
        f"<{p}borders><{p}border/></{p}borders>"
        f"<{p}cellXfs>{body}</{p}cellXfs>{more}</{p}styleSheet>"
    ).encode()


def a_book(build):
    """The bytes of a workbook that `build` fills in with XlsxWriter."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    build(book, book.add_worksheet("Return"))
    book.close()
    return stream.getvalue()


def styles_of(data):
    return Styles.of(OpcPackage.from_bytes(data, "a.xlsx"), "xl/workbook.xml")


def a_return(book, sheet):
    heading = book.add_format({"bold": True, "bg_color": "#00703C", "border": 1, "font_size": 14})
    figure = book.add_format({"num_format": "#,##0.0;[Red]-#,##0.0", "bg_color": "#FFF9DB"})
    red = book.add_format({"bg_color": "#FFC7CE", "num_format": "0.00%"})
    sheet.write(0, 0, "Quarterly return", heading)
    sheet.write(1, 0, 95, figure)
    sheet.write(2, 0, "plain")
    sheet.write(3, 0, 0.5, book.add_format({"num_format": 9}))
    rule = {"type": "cell", "criteria": ">", "value": 3, "format": red}
    sheet.conditional_format("A1:A9", rule)


def someone_elses(book, sheet):
    book.formats[0].set_font_name("Arial")
    odd = book.add_format({"num_format": "0.0000", "italic": True, "font_name": "Arial"})
    sheet.write(0, 0, 1, odd)
    rule = {"type": "cell", "criteria": ">", "value": 3, "format": book.add_format({"bold": 1})}
    sheet.conditional_format("A1:A9", rule)


def as_heading(styles, xf):
    """Index of the style that looks as `xf` and is the cell style Heading 1, added for it."""
    look = xml_entry_as_style(styles._entry(xf))
    return styles._changed(xf, {"xfId": str(styles.add_named_style(look, "Heading 1", 16))})
