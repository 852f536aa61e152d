import pytest

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.cells.row_scanner import rows_in
from kpibook.xlsx.worksheet.edits import Edit, Edits
from kpibook.xlsx.worksheet.row_patcher import RowPatcher, column_styles, style_around

HERE = Location("b.xlsx", sheet="Data")
ONE = Edit(b"<v>1</v>")


def a_patcher(edits, models=None):
    gathered = Edits(models=models or {})
    for (row, column), edit in edits.items():
        gathered.put(row, column, edit)
    return RowPatcher(gathered, b"", [(3, 3, 9)], HERE)


def test_a_row_is_written_with_its_edits_alone():
    block = b'<row r="1"/><row r="2" ht="9"><c r="A2"/></row>'
    row = list(rows_in(block, b"", 0))[1]

    patcher = a_patcher({(2, 1): ONE, (2, 3): ONE, (2, 4): Edit(b"")})

    assert patcher.edited(block, row) == (
        b'<row r="2" ht="9"><c r="A2"><v>1</v></c><c r="C2" s="9"><v>1</v></c></row>'
    )


def test_a_row_that_nothing_fills_is_not_made():
    patcher = a_patcher({(5, 1): Edit(b""), (6, 1): ONE})

    assert patcher.made(5) == b""
    assert patcher.made(6) == b'<row r="6"><c r="A6"><v>1</v></c></row>'


def test_a_made_row_is_like_its_model_once_that_is_known():
    patcher = a_patcher({(6, 1): ONE}, models={6: 5})
    patcher.model_tags[5] = b'<row r="5" ht="30">'

    assert patcher.made(6).startswith(b'<row r="6" ht="30">')


def test_cells_in_disorder_are_refused_with_their_row():
    block = b'<row r="1"><c r="B1"/><c r="A1"/></row>'

    with pytest.raises(RefusedEdit) as caught:
        a_patcher({(1, 1): ONE}).edited(block, next(rows_in(block, b"", 0)))

    assert caught.value.code == "cells-out-of-order"
    assert "row 1" in caught.value.what


def test_styles_of_columns_are_read_and_nonsense_left_out():
    head = (
        b'<cols><col min="1" max="2" style="4"/><col min="3" max="3"/>'
        b'<col min="x" max="9" style="1"/></cols>'
    )

    assert column_styles(head) == [(1, 2, 4)]
    assert style_around(b"", 2, column_styles(head)) == 4
    assert style_around(b'<row s="9" customFormat="true">', 2, []) == 9
