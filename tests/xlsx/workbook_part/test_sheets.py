import io
import zipfile

import pytest

from kpibook.errors import RefusedFile
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.workbook_part import sheets

TYPE = relationships.TYPES


def a_package(workbook, related="", *, main=True):
    """A container with a workbook part of that body, and its relationships."""
    root = f'<Relationship Id="a" Type="{TYPE}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f"<Relationships>{root if main else ''}</Relationships>",
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
        "xl/worksheets/sheet1.xml": "<worksheet/>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return OpcPackage.from_bytes(stream.getvalue(), "a.xlsx")


BOOK = (
    f'<w:workbook xmlns:w="urn:m" xmlns:q="{TYPE}"><w:sheets>'
    '<w:sheet name="R&amp;D" sheetId="7" q:id="r1"/>'
    '<w:sheet q:id="r2" name="Old" sheetId="3" state="veryHidden"/>'
    '<w:sheet name="Lost" sheetId="x" q:id="r9"/></w:sheets></w:workbook>'
)
RELATED = (
    f'<Relationship Id="r1" Type="{TYPE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{TYPE}/chartsheet" Target="chartsheets/sheet1.xml"/>'
)


def test_sheets_are_listed_in_order_with_what_is_known_of_them():
    found = sheets.entries(a_package(BOOK, RELATED), "xl/workbook.xml")
    assert [(e.name, e.state, e.sheet_id, e.part, e.kind) for e in found] == [
        ("R&D", "visible", 7, "xl/worksheets/sheet1.xml", "worksheet"),
        ("Old", "veryHidden", 3, "", "chartsheet"),
        ("Lost", "visible", 0, "", ""),
    ]


def test_a_sheet_is_added_last_in_the_workbooks_own_dialect():
    book = a_package(BOOK, RELATED)
    new = sheets.add(book, "xl/workbook.xml", 'Q3 "new"', "xl/worksheets/sheet1.xml")
    assert sheets.entries(book, "xl/workbook.xml")[-1] == new
    assert (new.name, new.sheet_id) == ('Q3 "new"', 8)
    assert b'<w:sheet name="Q3 &quot;new&quot;" sheetId="8" q:id="' in book.read("xl/workbook.xml")


def test_a_workbook_that_declares_no_relationships_gets_the_declaration():
    bare = '<workbook xmlns="urn:m"><sheets/></workbook>'
    book = a_package(bare)
    sheets.add(book, "xl/workbook.xml", "A", "xl/worksheets/sheet1.xml")
    assert [e.part for e in sheets.entries(book, "xl/workbook.xml")] == ["xl/worksheets/sheet1.xml"]


def test_numbers_used_up_are_filled_from_below():
    book = a_package(BOOK.replace('sheetId="7"', 'sheetId="65534"'), RELATED)
    new = sheets.add(book, "xl/workbook.xml", "A", "xl/worksheets/sheet1.xml")
    assert new.sheet_id == 1


def test_a_package_without_a_workbook_is_refused():
    with pytest.raises(RefusedFile) as caught:
        sheets.find_workbook(a_package(BOOK, main=False))
    assert caught.value.code == "not-a-workbook"


def test_a_workbook_without_sheets_has_none():
    assert sheets.entries(a_package("<workbook/>"), "xl/workbook.xml") == []
