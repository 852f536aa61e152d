"""Workbooks of formulas to work out."""

import io
import re
import zipfile

import xlsxwriter

from kpibook.xlsx import Workbook
from kpibook.xlsx.calculation.calculate import Calculator
from kpibook.xlsx.cells.references import cell_at
from kpibook.xlsx.formula_results.workbook_cells import WorkbookCells


def a_workbook(*, names=None, tables=(), **sheets):
    """The bytes of a workbook of these sheets, each a mapping of address to value or formula."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name.replace("_", " "))
        for address, value in cells.items():
            if isinstance(value, tuple):  # a formula and its stored result
                sheet.write_formula(address, value[0], None, value[1])
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(address, value)
            else:
                sheet.write(address, value)
    for sheet, area, options in tables:
        book.get_worksheet_by_name(sheet).add_table(area, options)
    for name, text in (names or {}).items():
        book.define_name(name, text)
    book.close()
    return stream.getvalue()


def as_calculated(data, calculation='<calcPr calcId="191029"/>'):
    """A workbook's bytes with Excel's own calcPr, or another, in place of XlsxWriter's."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            source = old.read(name)
            if name == "xl/workbook.xml":
                source = re.sub(rb"<calcPr[^>]*/>", calculation.encode(), source)
            new.writestr(name, source)
    return stream.getvalue()


def opened(**given):
    return Workbook.from_bytes(a_workbook(**given), "figures.xlsx")


def result(formula, *, at="Z1", sheet="Data", **given):
    """Return the result of a formula in Data!Z1 among the cells `Data` and other sheets."""
    sheets = {key: value for key, value in given.items() if key not in ("names", "tables")}
    sheets.setdefault("Data", {})
    sheets[sheet] = {**sheets[sheet], at: formula}
    rest = {key: value for key, value in given.items() if key in ("names", "tables")}
    with opened(**rest, **sheets) as book:
        return Calculator(WorkbookCells(book)).result(sheet.replace("_", " "), *cell_at(at))
