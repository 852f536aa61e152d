"""A row that holds nothing but plain cells is found by one expression, and no other row is."""

from __future__ import annotations

import pytest

from kpibook.xlsx.cells.plain_rows import PlainRows
from kpibook.xlsx.cells.row_scanner import rows_in
from tests.support.cell_readers import reading
from tests.xlsx.cells.test_plain_row import row_of


@pytest.mark.parametrize(
    "inner",
    [
        '<c r="A3"><v>1</v></c><c r="B3"><f>A3</f><v>1</v></c>',
        '<c r="A3"><v>1</v></c><c r="A3"><v>2</v></c>',
        '<c r="A4"><v>1</v></c>',
        '<c r="XFE3"><v>1</v></c>',
        '<c r="A3" t="s"><v>99</v></c>',
        '<c r="A3" t="s"><v>x</v></c>',
        '<c r="A3"><v>1</v></c>text',
        '<c r="A3" t="inlineStr"><is><r><t>a</t></r></is></c>',
    ],
)
def test_a_row_with_anything_else_in_it_is_left_to_the_reader_of_every_form(inner: str) -> None:
    assert row_of(inner) is None


def test_a_row_of_another_prefix_is_read_at_once_too() -> None:
    row = row_of('<c r="B3" s="12"><v>1.5</v></c>', b"x:")

    assert row is not None
    assert row[2].value == 1.5
    assert dict(row) == {2: row[2]}


@pytest.mark.parametrize("cell", ['<c r="C" s="7"/>', '<c r="C33" s="7"/>', '<c r="C4" s="7"/>'])
def test_a_blank_cell_behind_the_others_has_the_number_of_its_row(cell: str) -> None:
    # given a row with a right address before it, whose blank cells would else be the same
    before = '<row r="3"><c r="A3"><v>1</v></c><c r="C3" s="7"/></row>'
    block = f'{before}<row r="3"><c r="A3"><v>1</v></c>{cell}</row>'.encode()
    plain_rows = PlainRows(reading(b""), b"head")

    rows = [plain_rows.row(block, span) for span in rows_in(block, b"", 0)]

    assert rows[0] is not None
    assert list(rows[0]) == [1, 3]
    assert rows[1] is None
