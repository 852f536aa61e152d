import io

import pytest
import xlsxwriter

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from tests.support.packages import PACKAGE_RELATIONSHIPS, RELATIONSHIPS, packed, parts


def a_table_book():
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        sheet = book.add_worksheet("Data")
        sheet.add_table(
            "B3:C7",
            {
                "name": "History",
                "total_row": True,
                "data": [["a", 1], ["b", 2], ["c", 3]],
                "columns": [{"header": "Ref"}, {"header": "Actual", "total_function": "sum"}],
            },
        )
    return Workbook.from_bytes(memory.getvalue(), "b.xlsx")


@pytest.mark.parametrize(("address", "code"), [("B3", "cell-is-heading"), ("C7", "cell-in-totals")])
@pytest.mark.parametrize("value", ["new", 1, None])
def test_the_edges_of_a_table_are_refused(address, code, value):
    with a_table_book() as book, pytest.raises(RefusedEdit) as caught:
        book.sheet("Data").set(address, value)

    assert caught.value.code == code
    assert "'History'" in str(caught.value)


def test_a_formula_in_the_edges_of_a_table_is_refused():
    with a_table_book() as book, pytest.raises(RefusedEdit):
        book.sheet("Data").set_formula("C7", "=1")


def test_the_inside_of_a_table_and_the_heading_it_has_are_written():
    with a_table_book() as book:
        sheet = book.sheet("Data")
        sheet.set("C4", 9)
        sheet.set("C3", "Actual")
        sheet.set("D3", "beside")

        assert sheet.cell("C4").value == 9


def a_pivot_book(location):
    pivot = f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/pivotTable" Target="../p.xml"/>'
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": (
            f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{pivot}</Relationships>'
        ),
        "xl/p.xml": f"<pivotTableDefinition><location {location}/></pivotTableDefinition>",
    }
    return Workbook.from_bytes(packed(parts(more=more)), "b.xlsx")


def refused(book, addresses):
    """What the refusal says of each of these cells that may not be written."""
    said = {}
    for address in addresses:
        try:
            book.sheet("Data").set(address, 1)
        except RefusedEdit as error:
            said[address] = str(error)
    return said


def test_a_pivot_table_is_refused_where_it_lies():
    with a_pivot_book('ref="A3:C9"') as book:
        said = refused(book, ["A2", "B5", "D5", "A10"])

    assert said.keys() == {"B5"}
    assert "A3:C9" in said["B5"]
    assert "cell-in-pivot" in said["B5"]


@pytest.mark.parametrize(
    ("location", "area", "free"),
    [
        ('ref="B6:D9" rowPageCount="2" colPageCount="1"', {"B3", "C4", "D5"}, {"B2", "E4", "A4"}),
        ('ref="B6:C9" rowPageCount="1" colPageCount="2"', {"B4", "F4", "F5"}, {"B3", "G4", "F6"}),
        ('ref="B2:C9" rowPageCount="4" colPageCount="1"', {"B1", "C1"}, {"D1"}),
        ('ref="B6:C9" rowPageCount="many" colPageCount="1"', set(), {"B4", "B5"}),
    ],
    ids=["one under another", "side by side", "no room for them", "not a number"],
)
def test_the_report_filters_of_a_pivot_table_are_refused_with_it(location, area, free):
    with a_pivot_book(location) as book:
        assert refused(book, area | free).keys() == area
