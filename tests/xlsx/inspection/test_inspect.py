import json

import pytest
import xlsxwriter

from kpibook.errors import KpibookError
from kpibook.xlsx import Workbook
from kpibook.xlsx.inspection.facts import NameFacts, TableFacts
from kpibook.xlsx.inspection.inspect import inspect, inspect_file
from tests.support.shared import corpus, needs_corpus
from tests.xlsx.returned import NAME, a_return


@pytest.fixture(name="path")
def a_workbook(tmp_path):
    """A return beside a hidden sheet, with names that hold and names that do not."""

    def more(book, sheet):
        hidden = book.add_worksheet("Workings")
        hidden.very_hidden()
        hidden.write_formula("A1", '=_xlfn.WEBSERVICE("https://example.org")', None, 0)
        book.define_name("Fetch", '=INDIRECT("Workings!A1")')
        book.define_name("Workings!Gone", "=#REF!")
        book.set_properties({"author": "Jo Bloggs", "company": "A Council"})

    path = tmp_path / "a.xlsx"
    path.write_bytes(a_return(build=more))
    return path


def test_a_workbook_is_summed_up(path):
    found = inspect_file(path)
    assert (found.file, found.kind, found.written_by) == ("a.xlsx", ".xlsx", "Microsoft Excel")
    assert [(one.name, one.state, one.protected) for one in found.sheets] == [
        (NAME, "visible", True),
        ("Workings", "veryHidden", False),
    ]
    assert (found.sheets[0].used, found.sheets[0].formulas) == ("A1:M30", 4)
    assert found.tables == (TableFacts("tblReturn", NAME, "L3:M5", ("Key", "Value")),)
    assert NameFacts("Gone", "=#REF!", "Workings", broken=True) in found.names
    assert {one.kind: one.count for one in found.features} == {
        "charts": 1, "comments": 1, "conditional formats": 2, "data validations": 1,
        "merged cells": 1, "pictures": 1, "pictures in headers or controls": 1, "sparklines": 4,
    }  # fmt: skip
    assert [(one.kind, one.target, one.sheets) for one in found.links] == [
        ("web page or file", "https://example.gov.uk/return", (NAME,))
    ]
    assert [(one.function, one.place) for one in found.risky] == [
        ("WEBSERVICE", "Workings"),
        ("INDIRECT", "defined names"),
    ]
    assert not found.macros.vba
    assert {"author", "company"} <= set(found.properties)
    assert "Bloggs" not in json.dumps(found.as_dict())


def test_looking_through_a_workbook_changes_nothing(path):
    with Workbook.open(path) as book:
        inspect(book)
        assert not book.changes()


def test_a_locked_structure_and_an_old_epoch_are_told(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    book.add_worksheet()
    book.close()
    with Workbook.open(path) as opened:
        source = opened.container.read("xl/workbook.xml")
        locked = b'<workbookProtection lockStructure="1"/><bookViews>'
        opened.container.write("xl/workbook.xml", source.replace(b"<bookViews>", locked))
        found = inspect(opened)
    assert (found.epoch_1904, found.structure_locked) == (True, True)


def test_a_chart_sheet_is_listed_without_cells(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Data")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$A$1:$A$2"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.close()
    found = inspect_file(path)
    assert [(one.kind, one.cells) for one in found.sheets] == [("worksheet", 0), ("chartsheet", 0)]
    assert [(one.kind, one.sheets) for one in found.features] == [("charts", ("Chart",))]


@needs_corpus
@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.name)
def test_a_foreign_workbook_is_looked_through(path):
    try:
        found = inspect_file(path)
    except KpibookError as refused:
        assert refused.code == "workbook-encrypted"  # noqa: PT017
        return
    assert json.dumps(found.as_dict())
    assert len(found.sheets) >= 1
