"""Ranges after a sheet's rows, and notes of cells, once rows have another order."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from kpibook.xlsx.opc import relationships
from kpibook.xlsx.tables.ordered_tail import move_notes, ordered_tail
from kpibook.xlsx.tables.row_order import RowOrder
from tests.support.packages import a_workbook

SWAP = RowOrder.of("Data", 4, [1, 0, 2], [])
END = b"</worksheet>"
VML = (
    b'<xml xmlns:x="urn:schemas-microsoft-com:office:excel"><x:ClientData ObjectType="Note">'
    b"<x:Anchor>3, 15, 2, 10, 5, 15, 6, 4</x:Anchor><x:Row>3</x:Row><x:Column>2</x:Column>"
    b"</x:ClientData></xml>"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            b'<hyperlinks><hyperlink ref="B4"/></hyperlinks>',
            b'<hyperlinks><hyperlink ref="B5"/></hyperlinks>',
            id="a link",
        ),
        pytest.param(
            b'<ignoredErrors><ignoredError sqref="B4 C4:C6"/></ignoredErrors>',
            b'<ignoredErrors><ignoredError sqref="B5 C4:C6"/></ignoredErrors>',
            id="an area of one row and one of all",
        ),
        pytest.param(
            b"<x14:sparkline><xm:f>Data!C4:E4</xm:f><xm:sqref>F4</xm:sqref></x14:sparkline>",
            b"<x14:sparkline><xm:f>Data!C5:E5</xm:f><xm:sqref>F5</xm:sqref></x14:sparkline>",
            id="a sparkline",
        ),
    ],
)
def test_what_belongs_to_a_row_goes_with_it(before: bytes, after: bytes) -> None:
    assert ordered_tail(before + END, SWAP, at_home=True) == after + END


def test_a_tail_that_names_no_row_that_moves_keeps_its_bytes() -> None:
    tail = b'<conditionalFormatting sqref="C4:C6"><cfRule><formula>C4&gt;1</formula></cfRule>'
    tail += b"</conditionalFormatting>" + END
    assert ordered_tail(tail, SWAP, at_home=True) is tail


def test_on_another_sheet_only_formulas_follow() -> None:
    tail = b'<dataValidation sqref="B4"><formula1>Data!$C$4</formula1></dataValidation>' + END
    after = ordered_tail(tail, SWAP, at_home=False)
    assert after == tail.replace(b"$C$4", b"$C$5")


def test_merged_cells_keep_the_rows_where_they_are() -> None:
    with pytest.raises(RefusedEdit):
        ordered_tail(b'<mergeCells><mergeCell ref="B4:C4"/></mergeCells>' + END, SWAP, at_home=True)


def test_the_box_of_a_note_goes_with_its_cell(tmp_path: Path) -> None:
    with Workbook.open(a_workbook(tmp_path / "a.xlsx")) as book:
        container, part = book.container, book.sheet(book.sheet_names[0]).part
        relationships.add(container, part, "vmlDrawing", "xl/drawings/vmlDrawing1.vml")
        container.write("xl/drawings/vmlDrawing1.vml", VML)

        move_notes(container, part, SWAP)

        after = container.read("xl/drawings/vmlDrawing1.vml")
    assert b"<x:Row>4</x:Row>" in after
    assert b"3, 15, 3, 10, 5, 15, 7, 4" in after
