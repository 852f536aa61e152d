import io
import re
import zipfile

import pytest
import xlsxwriter

from kpibook.xlsx.inspection.risky_functions import Tally
from kpibook.xlsx.inspection.worksheets import scan
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets


def a_book(build):
    """A package with one sheet that `build` fills in."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    build(book, book.add_worksheet("Data"))
    book.close()
    return stream.getvalue()


def scanned(data):
    container = OpcPackage.from_bytes(data, "a.xlsx")
    entry = sheets.entries(container, "xl/workbook.xml")[0]
    tally = Tally()
    return scan(container, entry, tally), tally.result()


def rewritten(data, change):
    """The package with the sheet's source changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = change(content)
            new.writestr(name, content)
    return stream.getvalue()


def with_rows(rows):
    """A package whose only sheet has this source between its sheetData tags."""

    def change(source):
        start, end = source.index(b"<sheetData"), source.index(b"<pageMargins")
        return source[:start] + b"<sheetData>" + rows + b"</sheetData>" + source[end:]

    return rewritten(a_book(lambda book, sheet: None), change)


def figures(book, sheet):
    sheet.write("B3", 1)
    sheet.write("D4", "text")
    sheet.write_blank("Z99", None, book.add_format({"bold": True}))
    sheet.write_formula("C5", "=B3/0", None, "#DIV/0!")
    sheet.write_formula("C6", "=INDIRECT(B3)", None, 1)
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.set_column("F:H", None, None, {"hidden": True})
    sheet.protect()


def test_a_sheet_is_summed_up():
    found, risky = scanned(a_book(figures))
    facts = found.facts
    assert (facts.name, facts.used, facts.cells) == ("Data", "B3:D6", 4)
    assert (facts.formulas, facts.uncalculated, facts.errors) == (2, 0, 1)
    assert (facts.protected, facts.hidden_rows, facts.hidden_columns) == (True, 1, 3)
    assert [(one.function, one.cells) for one in risky] == [("INDIRECT", ("C6",))]


def test_an_empty_sheet_has_no_used_range():
    facts = scanned(a_book(lambda book, sheet: None))[0].facts
    assert (facts.used, facts.cells, facts.protected) == ("", 0, False)


@pytest.mark.parametrize(
    ("cell", "formulas", "uncalculated"),
    [
        pytest.param(b"<c r='A1'><f>1+1</f><v>2</v></c>", 1, 0, id="calculated"),
        pytest.param(b'<c r="A1"><f>1+1</f></c>', 1, 1, id="not calculated"),
        pytest.param(b'<c r="A1"><f>1+1</f><v></v></c>', 1, 1, id="empty value"),
        pytest.param(b'<c r="A1"><f>1+1</f><v/></c>', 1, 1, id="empty value tag"),
        pytest.param(b'<c r="A1" t="str"><f>""</f><v></v></c>', 1, 0, id="text of no length"),
        pytest.param(b'<c r="A1"><f t="shared" si="0"/><v>2</v></c>', 1, 0, id="shared"),
        pytest.param(b'<c r="A1"><f ca="1"/></c>', 1, 1, id="shared, not calculated"),
        pytest.param(b'<c r="A1"><v>2</v></c>', 0, 0, id="no formula"),
        pytest.param(b'<c r="A1" t="inlineStr"><is><t>f</t></is></c>', 0, 0, id="text"),
    ],
)
def test_a_formula_without_a_result_is_not_calculated_yet(cell, formulas, uncalculated):
    other = b'<c r="B1"><f>2+2</f><v>4</v></c>'
    facts = scanned(with_rows(b'<row r="1">%b%b</row>' % (cell, other)))[0].facts
    assert (facts.formulas, facts.uncalculated) == (formulas + 1, uncalculated)


@pytest.mark.parametrize(
    ("rows", "used", "cells"),
    [
        pytest.param(b'<row r="2"><c r="B2"/><c r="C2"><v>1</v></c></row>', "C2", 1, id="blanks"),
        pytest.param(b"<row><c><v>1</v></c><c/><c><v>2</v></c></row>", "A1:C1", 2, id="unnumbered"),
        pytest.param(
            b'<row r="5"><c s="1" r="AA5"><v>1</v></c></row><row r="9"><c r="B9"><v>1</v></c>'
            b"</row>",
            "B5:AA9", 2, id="attributes in another order",
        ),
        pytest.param(b'<row r="3"/><row r="4"></row>', "", 0, id="rows without cells"),
    ],
)  # fmt: skip
def test_the_used_range_is_what_holds_something(rows, used, cells):
    facts = scanned(with_rows(rows))[0].facts
    assert (facts.used, facts.cells) == (used, cells)


def many(book, sheet):
    for row in range(30_000):
        sheet.write_row(row, 1, [row, "x"])
        sheet.write_formula(row, 3, f"=B{row + 1}*2", None, row * 2)


def test_a_sheet_of_many_blocks_is_added_up():
    facts = scanned(a_book(many))[0].facts
    assert (facts.used, facts.cells, facts.formulas) == ("B1:D30000", 90_000, 30_000)


def prefixed(source):
    text = re.sub(rb"<(/?)(?=[A-Za-z])(?![\w.]+:)", rb"<\1s:", source)
    return text.replace(b"xmlns=", b"xmlns:s=")


def test_a_sheet_of_another_dialect_is_read_the_same():
    plain = scanned(a_book(figures))[0]
    assert scanned(rewritten(a_book(figures), prefixed))[0] == plain


def features(book, sheet):
    sheet.conditional_format("A1:A3", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B1:B3", {"type": "duplicate"})
    sheet.data_validation("C1", {"validate": "whole", "criteria": ">", "value": 0})
    sheet.add_sparkline("D1", {"range": "Data!A1:C1"})
    sheet.add_sparkline("D2", {"range": "Data!A2:C2"})
    sheet.merge_range("F1:G1", "x")


def test_things_around_the_cells_are_counted_once():
    found = scanned(a_book(features))[0].features
    assert found == {
        "conditional formats": 2,
        "data validations": 1,
        "sparklines": 2,
        "merged cells": 1,
    }
