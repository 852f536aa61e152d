import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.errors import KpibookError, Location, RefusedEdit
from kpibook.xlsx.cells.row_scanner import attributes_of, cells_in, rows_in, usual_styles
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


# The way of a usual row, held to the reference

addresses = st.sampled_from(["A", "B", "C", "D", "AA"])
tags = st.sampled_from(
    ["", ' s="3"', ' s="0"', ' s="07"', ' t="s"', ' s="3" t="n"', ' t="n" s="3"', " x='1'"]
)
contents = st.sampled_from(
    ["/>", "></c>", "><v>1</v></c>", "><f>1+1</f><v>2</v></c>", "><is><t>a &lt;c</t></is></c >"]
)
one_edit = st.builds(
    Edit,
    st.sampled_from([b"", b"<v>9</v>"]),
    st.sampled_from(["", "s"]),
    st.sampled_from([None, 0, 5]),
)
numbers = st.sampled_from(["2", "2", "2", "3"])


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(addresses, numbers, tags, contents), max_size=4),
    st.dictionaries(st.sampled_from([1, 2, 3, 27]), one_edit, max_size=3),
    st.sampled_from([None, 30.0]),
)
def test_a_usual_row_is_written_as_cell_by_cell(cells, edits, height):
    source = "".join(f'<c r="{c}{n}"{tag}{content}' for c, n, tag, content in cells)
    block = f'<row r="2" spans="1:4">{source}</row>'.encode()
    row = next(rows_in(block, b"", 0))

    outcomes = []
    for usual in (True, False):
        patcher = a_patcher({(2, column): edit for column, edit in edits.items()})
        if height:
            patcher._edits.heights[2] = height
        with pytest.MonkeyPatch.context() as patch:
            if not usual:
                patch.setattr(RowPatcher, "_usual_edited", lambda *_: None)
            try:
                outcomes.append(patcher.edited(block, row))
            except KpibookError as error:
                outcomes.append(error.code)

    assert outcomes[0] == outcomes[1]
    styles = usual_styles(block, row, b"")
    if styles is not None:
        spans = list(cells_in(block, row, b""))
        assert list(styles) == [span.column for span in spans]
        written = [attributes_of(span.attributes).get(b"s", b"") for span in spans]
        assert written == list(styles.values())
