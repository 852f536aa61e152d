import io

import pytest
import xlsxwriter

from kpibook.errors import RefusedEdit
from kpibook.package import Package
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
    return Package.from_bytes(memory.getvalue(), "b.xlsx")


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


def test_a_pivot_table_is_refused_where_it_lies():
    pivot = f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/pivotTable" Target="../p.xml"/>'
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": (
            f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{pivot}</Relationships>'
        ),
        "xl/p.xml": '<pivotTableDefinition><location ref="A3:C9"/></pivotTableDefinition>',
    }
    with Package.from_bytes(packed(parts(more=more)), "b.xlsx") as book:
        sheet = book.sheet("Data")
        sheet.set("A2", 1)
        with pytest.raises(RefusedEdit) as caught:
            sheet.set("B5", 1)

    assert caught.value.code == "cell-in-pivot"
    assert "A3:C9" in str(caught.value)
