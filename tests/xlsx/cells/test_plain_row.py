"""A row read by one expression has the cells that the reader of every form gives it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.xlsx.cells.plain_row import PlainRow
from kpibook.xlsx.cells.plain_rows import plain_row
from kpibook.xlsx.cells.row_scanner import rows_in
from tests.support.cell_readers import reading
from tests.xlsx.cells.test_plain_cells import cells, outcome

plain = st.builds(
    '<c r="{}3"{}{}'.format,
    st.sampled_from("ABCDEFG"),
    st.sampled_from(["", ' s="7"', ' s="12"']),
    st.sampled_from(
        [
            "/>", "></c>", "><v>12</v></c>", ' t="s"><v>1</v></c>', ' t="str"><v>a</v></c>',
            ' t="s"><v>9</v></c>', ' t="b"><v>1</v></c>', "><v> </v></c>", "><v></v></c>",
            ' t="inlineStr"><is><t>x &amp; y</t></is></c>', ' t="inlineStr"><is><t></t></is></c>',
            "><f>A1</f><v>3</v></c>", ' t="e"><v>#N/A</v></c>', " ><v>3</v></c>",
        ]
    ),
)  # fmt: skip
rows = st.lists(st.one_of(plain, plain, plain, cells()), max_size=6).map("".join)


def row_of(inner: str, prefix: bytes = b"") -> PlainRow | None:
    block = f'<row r="3">{inner}</row>'.encode()
    if prefix:
        block = block.replace(b"<", b"<" + prefix).replace(b"<" + prefix + b"/", b"</" + prefix)
    return plain_row(block, next(rows_in(block, prefix, 0)), reading(prefix), b"head")


@settings(max_examples=400, deadline=None)
@given(rows)
def test_a_row_at_once_has_the_cells_of_the_reader_of_every_form(inner: str) -> None:
    row = row_of(inner)

    if row is not None:
        block = f'<row r="3">{inner}</row>'.encode()
        expected = outcome(block, b"", every_form=True)
        assert list(row.items()) == expected
        values = [column for column, cell in row.items() if cell.value is not None]
        assert set(values) <= set(row.filled)
        fresh = row_of(inner)  # a row of which no cell was made
        assert fresh is not None
        assert list(fresh.held_values()) == [row[column].value for column in row.filled]


@pytest.mark.parametrize("kind", ["b", "e"])
def test_a_truth_or_an_error_without_its_value_is_something_that_is_shown(kind: str) -> None:
    row = row_of(f'<c r="B3" t="{kind}"><v></v></c>')

    assert row is not None
    assert row[2].value is not None
    assert row.shows(2)
